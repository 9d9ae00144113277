//! Work that takes longer than a frame, done beside the window.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// A result that is on its way.
pub struct Later<T> {
    result: Receiver<T>,
    cancelled: Arc<AtomicBool>,
}

/// How far work beside the window has come.
pub enum Reached<T> {
    /// Not there yet.
    UnderWay,
    /// There.
    Done(T),
    /// It will not come: the work broke off.
    Lost,
}

impl<T: Send + 'static> Later<T> {
    /// Begins work on a thread of its own, which asks for a frame when it is done. The
    /// work is handed a flag that says when its result is no longer wanted.
    pub fn begin(ctx: &egui::Context, work: impl FnOnce(&AtomicBool) -> T + Send + 'static) -> Self {
        let (send, result) = channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let (flag, ctx) = (Arc::clone(&cancelled), ctx.clone());
        std::thread::spawn(move || {
            // Nobody may be waiting any more; then the result is not wanted.
            let _ = send.send(work(&flag));
            ctx.request_repaint();
        });
        Self { result, cancelled }
    }

    /// Looks whether the result is there, without waiting.
    pub fn look(&self) -> Reached<T> {
        match self.result.try_recv() {
            Ok(result) => Reached::Done(result),
            Err(TryRecvError::Empty) => Reached::UnderWay,
            Err(TryRecvError::Disconnected) => Reached::Lost,
        }
    }

    /// Waits for the result; none where the work broke off. For work that is all but done and
    /// that the next step cannot do without.
    pub fn wait(&self) -> Option<T> {
        self.result.recv().ok()
    }

    /// Says that the result is no longer wanted.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl<T> Drop for Later<T> {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

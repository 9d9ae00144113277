//! The two workers that fetch, read and decode tiles beside the window.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use egui::{ColorImage, Context};

use super::web::{DEEPEST, Tile, Trouble, Web};
use crate::import::pmtiles::PmTiles;

/// Tiles fetched or decoded at a time: what the policies of tile servers allow.
const WORKERS: usize = 2;

/// The most pixels of a side of a tile.
const SIDE: u32 = 1024;

/// Where the tiles on show come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// From a server.
    Web(Arc<Web>),
    /// From a file.
    File(Arc<PmTiles>),
}

/// What came of a tile.
pub type Outcome = Result<Option<ColorImage>, Trouble>;

/// What the workers are to fetch.
#[derive(Default)]
struct Queue {
    /// The tiles that are wanted, the nearest last.
    wanted: Vec<Tile>,
    /// Those being fetched, until the window has taken them.
    busy: BTreeSet<Tile>,
    /// Whether nothing more is fetched until the user tries again.
    halted: bool,
    closed: bool,
}

/// The letter box between window and workers.
#[derive(Default)]
struct Post {
    queue: Mutex<Queue>,
    bell: Condvar,
}

impl Post {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        // The queue is whole between two statements: a worker that broke off left nothing half done.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next tile to fetch; waits for one, and none comes when the tiles are gone.
    fn next(&self) -> Option<Tile> {
        let mut queue = self.queue();
        loop {
            if queue.closed {
                return None;
            }
            if !queue.halted
                && let Some(tile) = queue.wanted.pop()
            {
                queue.busy.insert(tile);
                return Some(tile);
            }
            queue = self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Source {
    fn tile(&self, tile: Tile) -> Outcome {
        let bytes = match self {
            Self::Web(web) => web.tile(tile, SystemTime::now())?,
            Self::File(file) => {
                file.tile(tile.zoom, tile.x, tile.y).map_err(|words| Trouble { words, lasting: true })?
            }
        };
        bytes.map(|bytes| decoded(&bytes)).transpose()
    }

    /// The least and the greatest zoom of its tiles.
    pub fn zooms(&self) -> [u8; 2] {
        match self {
            Self::Web(_) => [0, DEEPEST],
            Self::File(file) => file.zooms,
        }
    }
}

/// The workers of a source, and the way to them.
pub struct Workers {
    post: Arc<Post>,
    receiver: Receiver<(Tile, Outcome)>,
}

impl Workers {
    /// Begins them; they wait until a tile is wanted.
    pub fn begin(source: &Source, ctx: &Context) -> Self {
        let (sender, receiver) = channel();
        let post = Arc::new(Post::default());
        for _ in 0..WORKERS {
            let (source, post) = (source.clone(), Arc::clone(&post));
            let (sender, ctx) = (sender.clone(), ctx.clone());
            std::thread::spawn(move || work(&source, &post, &sender, &ctx));
        }
        Self { post, receiver }
    }

    /// The next tile that has come.
    pub fn take(&self) -> Option<(Tile, Outcome)> {
        let (tile, outcome) = self.receiver.try_recv().ok()?;
        self.post.queue().busy.remove(&tile);
        Some((tile, outcome))
    }

    /// Has tiles fetched in place of those that were wanted before, the last one first.
    pub fn want(&self, mut wanted: Vec<Tile>) {
        let mut queue = self.post.queue();
        wanted.retain(|tile| !queue.busy.contains(tile));
        let more = !wanted.is_empty();
        queue.wanted = wanted;
        drop(queue);
        if more {
            self.post.bell.notify_all();
        }
    }

    /// Lets them fetch again after they have stopped.
    pub fn go_on(&self) {
        self.post.queue().halted = false;
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.post.queue().closed = true;
        self.post.bell.notify_all();
    }
}

/// A picture in PNG or JPEG as the screen wants it.
fn decoded(bytes: &[u8]) -> Result<ColorImage, Trouble> {
    let unreadable = |why: &dyn std::fmt::Display| Trouble {
        words: format!("A tile is a damaged picture: {why}."),
        lasting: false,
    };
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(64 << 20);
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes));
    reader.limits(limits);
    let reader = reader.with_guessed_format().map_err(|error| unreadable(&error))?;
    let picture = reader.decode().map_err(|error| unreadable(&error))?.into_rgba8();
    let size = [picture.width() as usize, picture.height() as usize];
    Ok(ColorImage::from_rgba_unmultiplied(size, &picture))
}
/// Fetches what is wanted until the tiles are gone.
fn work(source: &Source, post: &Post, sender: &Sender<(Tile, Outcome)>, ctx: &Context) {
    while let Some(tile) = post.next() {
        let outcome = source.tile(tile);
        if outcome.as_ref().is_err_and(|trouble| trouble.lasting) {
            post.queue().halted = true;
        }
        if sender.send((tile, outcome)).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_picture_is_said() {
        let said = decoded(b"\x89PNG\r\n\x1a\nnothing").unwrap_err().words;
        assert!(said.contains("damaged picture"), "{said}");
    }
}

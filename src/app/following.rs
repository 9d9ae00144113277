//! The thread beside the window that works out what follows an edit: the latest place of the
//! hand, one after the other.

use egui::Context;

use super::Cordon;
use super::desk::Answer;
use super::later::{Later, Reached};

/// What says in panels and cards that a number is on its way.
pub const WORKING: &str = "being worked out…";

/// How strongly numbers are drawn that are not those of what is shown.
pub const FADED: f32 = 0.45;

/// What is under way.
#[derive(Default)]
pub struct Waiting {
    under_way: Option<Later<Answer>>,
}

/// Takes what has been worked out; before the hand is heard.
pub fn poll(app: &mut Cordon) {
    app.desk.employ(true);
    let Some(later) = app.following.under_way.take() else { return };
    match later.look() {
        Reached::Done(answer) => app.desk.take(answer),
        Reached::Lost => app.desk.lost(),
        Reached::UnderWay => app.following.under_way = Some(later),
    }
}

/// Sends off what the hand asks for now, if nothing is out.
pub fn send(app: &mut Cordon, ctx: &Context) {
    if app.following.under_way.is_none()
        && let Some(job) = app.desk.job()
    {
        app.following.under_way = Some(Later::begin(ctx, move |_| job.done()));
    }
}

/// Has the edit that is on its way made whole, for what cannot do without it.
pub fn finish(app: &mut Cordon, now: f64) {
    if app.desk.is_near()
        && let Some(later) = app.following.under_way.take()
    {
        // Begun already: waiting for the rest of it is shorter than doing it again.
        match later.wait() {
            Some(answer) => app.desk.take(answer),
            None => app.desk.lost(),
        }
    }
    app.desk.finish(now);
}

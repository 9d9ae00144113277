//! The distance bands of the line, made by a worker: it takes longer than a frame.

use std::sync::Arc;

use super::Cordon;
use super::later::{Later, Reached};
use crate::force::exposure::{Bands, bands_of};
use crate::plan::Plan;
use crate::problem::Refusal;

/// The bands that are on their way, if any, and the plan whose line they are of.
#[derive(Default)]
pub struct Waiting {
    under_way: Option<(Plan, Later<Result<Bands, Refusal>>)>,
    /// The worker broke off; it is not begun again by itself.
    lost: bool,
}

impl Waiting {
    /// Whether the worker broke off.
    pub const fn is_lost(&self) -> bool {
        self.lost
    }
}

/// Sees to it that the bands of the line on show are there, or on their way. Call it in every
/// frame that wants them, and look with [`super::desk::Desk::has_bands`].
pub fn wanted(app: &mut Cordon, ctx: &egui::Context) {
    if let Some((plan, later)) = app.bands_later.under_way.take() {
        match later.look() {
            Reached::Done(bands) => app.desk.put_bands(&plan, &Arc::new(bands)),
            Reached::Lost => app.bands_later.lost = true,
            Reached::UnderWay => app.bands_later.under_way = Some((plan, later)),
        }
    }
    // Those of a line in the hand are made where it comes to rest.
    if app.desk.is_behind()
        || app.desk.has_bands()
        || app.bands_later.under_way.is_some()
        || app.bands_later.lost
    {
        return;
    }
    let (plan, atlas) = (app.desk.shown().clone(), Arc::clone(&app.desk.atlas));
    let of_worker = plan.clone();
    let later = Later::begin(ctx, move |_| bands_of(&of_worker, &atlas));
    app.bands_later.under_way = Some((plan, later));
}

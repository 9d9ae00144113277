//! Narrow gaps and overlaps between zones, looked for beside the window whenever a change
//! of the plan has settled.

use std::sync::Arc;

use super::Cordon;
use super::later::{Later, Reached};
use crate::plan::seam::{Looked, Seam};
use crate::plan::{Zone, ZoneId};

/// How long a plan must stay as it is, in seconds: a row of nudges is looked at once.
const SETTLED: f64 = 0.4;

/// What is known of the seams of the plan.
#[derive(Default)]
pub struct Watch {
    /// The zones last seen, and since when they are so.
    seen: Vec<Arc<Zone>>,
    since: f64,
    /// Whether `looked` is of the zones last seen.
    current: bool,
    looked: Arc<Looked>,
    found: Arc<Vec<Seam>>,
    looking: Option<Later<Option<Looked>>>,
}

impl Watch {
    /// The gaps and overlaps found last, but for those of zones that have changed since.
    pub fn found(&self) -> Arc<Vec<Seam>> {
        Arc::clone(&self.found)
    }

    /// Whether the plan as it is has been looked through.
    pub const fn has_looked(&self) -> bool {
        self.current
    }

    /// The gaps and overlaps of a zone.
    pub fn of(&self, zone: &ZoneId) -> impl Iterator<Item = &Seam> {
        self.found.iter().filter(move |seam| seam.first == *zone || seam.second == *zone)
    }
}

/// Takes what a worker has found, and sends one when the plan has settled.
pub fn poll(app: &mut Cordon, ctx: &egui::Context) {
    let now = ctx.input(|input| input.time);
    let plan = app.desk.history.now();
    let watch = &mut app.watch;
    let same = watch.seen.len() == plan.zones.len()
        && watch.seen.iter().zip(&plan.zones).all(|(seen, zone)| Arc::ptr_eq(seen, zone));
    if !same {
        forget(watch, &plan.zones);
        watch.seen.clone_from(&plan.zones);
        watch.since = now;
        watch.current = false;
        watch.looking = None;
    }
    if watch.current {
        return;
    }
    match watch.looking.as_ref().map(Later::look) {
        Some(Reached::Done(Some(looked))) => {
            watch.found = Arc::new(looked.seams());
            watch.looked = Arc::new(looked);
            watch.current = true;
            watch.looking = None;
        }
        // Without a result there is nothing to say; a change of the plan asks again.
        Some(Reached::Lost | Reached::Done(None)) => {
            watch.current = true;
            watch.looking = None;
        }
        Some(Reached::UnderWay) => {}
        None if now - watch.since < SETTLED => {
            let rest = (SETTLED - (now - watch.since)).max(0.02);
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(rest));
        }
        None => {
            let (plan, before) = (plan.clone(), Arc::clone(&watch.looked));
            watch.looking = Some(Later::begin(ctx, move |stop| before.again(&plan, stop)));
        }
    }
}

/// Drops what was found about zones that are no longer as they were.
fn forget(watch: &mut Watch, zones: &[Arc<Zone>]) {
    let stays = |id: &ZoneId| {
        let before = watch.seen.iter().find(|zone| zone.id == *id);
        let after = zones.iter().find(|zone| zone.id == *id);
        before.zip(after).is_some_and(|(before, after)| {
            Arc::ptr_eq(&before.shape, &after.shape) && before.role == after.role
        })
    };
    if watch.found.iter().any(|seam| !(stays(&seam.first) && stays(&seam.second))) {
        let found = watch.found.iter().filter(|seam| stays(&seam.first) && stays(&seam.second));
        watch.found = Arc::new(found.cloned().collect());
    }
}

//! Filling the zones by the program: at once, or looked for longer by a worker.

use std::sync::{Arc, Mutex};

use egui::{ProgressBar, RichText, Ui};

use super::Cordon;
use super::dialogs::{buttons, heading};
use super::later::{Later, Reached};
use super::theme::{colour32, font};
use crate::force::allocation::{self, Allocation, Instance, Progress};
use crate::force::sharing;
use crate::plan::Plan;
use crate::units::grouped;

/// Nations times zones up to which an answer takes less than a frame.
const AT_ONCE: usize = 1_500;

/// Transports that a search may solve: some ten seconds for 25 nations and 30 zones.
const NODES: usize = 30_000;

/// A search for a better filling.
pub struct Search {
    of: Plan,
    asked: Instance,
    now: Arc<Mutex<Option<Progress>>>,
    later: Later<Allocation>,
    found: Option<Allocation>,
}

/// Shares the nations out among the zones; a large plan is searched by a worker.
pub fn fill(app: &mut Cordon, now: f64) {
    let plan = app.desk.history.now();
    if plan.zones.is_empty() || plan.coalition.members.is_empty() {
        app.notice = Some("There is nothing to fill: draw a zone, and take a nation in.".to_owned());
        return;
    }
    if plan.zones.len() * plan.coalition.members.len() > AT_ONCE {
        app.dialog = Some(super::dialogs::Dialog::Proof);
        return;
    }
    let answer = app.desk.fill_now(now);
    explain(app, &answer);
    app.notice = Some(format!("{}. {}", said(&answer), gap(answer.gap())));
}

/// Keeps why each zone got whom, beside whom it got.
fn explain(app: &mut Cordon, answer: &Allocation) {
    let zones = app.desk.history.now().zones.iter().zip(&answer.explained);
    let lines = |whys: &[allocation::Why]| whys.iter().map(ToString::to_string).collect();
    app.explained =
        zones.map(|(zone, whys)| (zone.id.clone(), (zone.assigned.clone(), lines(whys)))).collect();
}

/// Takes every contingent that is not locked out of its zone.
pub fn empty(app: &mut Cordon, now: f64) {
    let edit = sharing::emptied(app.desk.history.now());
    app.desk.apply(&edit, now);
}

/// What a filling comes to, in a sentence.
fn said(answer: &Allocation) -> String {
    let sent: u64 = answer.troops.iter().flatten().map(|people| u64::from(*people)).sum();
    let short = answer.short();
    let sent = grouped(sent as f64, 0);
    if short == 0 {
        format!("Filled: {sent} troops, nobody missing")
    } else {
        format!("Filled: {sent} troops, {} missing that nobody fit has left", grouped(short as f64, 0))
    }
}

/// Begins the search of a plan, unless it is under way.
fn begin(app: &mut Cordon, ctx: &egui::Context) {
    let same = app.search.as_ref().is_some_and(|search| search.of == *app.desk.history.now());
    if same {
        return;
    }
    let asked = app.desk.asked();
    let now = Arc::new(Mutex::new(None));
    let (of_worker, told, frames) = (asked.clone(), Arc::clone(&now), ctx.clone());
    let later = Later::begin(ctx, move |cancel| {
        let start = allocation::allocate(&of_worker);
        allocation::improve(&of_worker, &start, NODES, cancel, &mut |progress| {
            if let Ok(mut told) = told.lock() {
                *told = Some(progress);
            }
            frames.request_repaint();
        })
    });
    app.search = Some(Search { of: app.desk.history.now().clone(), asked, now, later, found: None });
}

/// The search for a better filling; says whether to close.
pub fn proof(app: &mut Cordon, ui: &mut Ui) -> bool {
    begin(app, ui.ctx());
    heading(ui, "A better filling");
    ui.label(
        "The zones are filled so that fewest troops are missing; then by fit, by evenness, and by few nations \
         a zone. The search narrows what is left between the answer and the best there can be.",
    );
    ui.add_space(8.0);
    let Some(search) = &mut app.search else { return true };
    let mut lost = false;
    if search.found.is_none() {
        match search.later.look() {
            Reached::Done(found) => search.found = Some(found),
            Reached::Lost => lost = true,
            Reached::UnderWay => {}
        }
    }
    let progress = search.now.lock().map_or(None, |now| *now);
    if let Some(found) = &search.found {
        ui.label(RichText::new(said(found)).font(font(13.0, 600)));
        ui.label(gap(found.gap()));
    } else if lost {
        ui.colored_label(
            colour32(app.look.ui.short),
            "The search broke off. Fill the zones at once instead.",
        );
    } else {
        let share = progress.map_or(0.0, |progress| progress.steps as f32 / progress.of.max(1) as f32);
        ui.add(ProgressBar::new(share).desired_width(ui.available_width()));
        ui.label(
            progress.map_or_else(|| "Looking for a first answer".to_owned(), |progress| gap(progress.gap)),
        );
    }
    ui.add_space(8.0);
    let names: &[&str] = match (&search.found, lost) {
        (Some(_), _) => &["Use it", "Leave as it is"],
        (None, true) => &["Close"],
        (None, false) => &["Stop and use the best so far", "Cancel"],
    };
    match (buttons(ui, names), search.found.is_some()) {
        (Some(0), true) => {
            let now = ui.input(|input| input.time);
            if let Some(search) = app.search.take()
                && let Some(found) = search.found
            {
                app.desk.fill(&search.asked, &found, now);
                explain(app, &found);
                app.notice = Some(said(&found));
            }
            true
        }
        (Some(0), false) if !lost => {
            search.later.cancel();
            false
        }
        (Some(_), _) => {
            app.search = None;
            true
        }
        (None, _) => false,
    }
}

fn gap(gap: f64) -> String {
    if gap <= 0.0 {
        "Proven: no filling is better.".to_owned()
    } else {
        format!("Within {} % of the best there can be, apart from what is missing.", grouped(gap * 100.0, 1))
    }
}

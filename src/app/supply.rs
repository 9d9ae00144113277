//! Nations: what each can sustain, what it offers, and where it goes.

mod head;

pub mod switches;

mod abroad;

mod nations;

mod glyphs;

mod adding;

mod chosen;

mod posted;

mod chain;

mod said;

pub mod carry;

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::Cordon;
use super::headline::MARGIN;
use super::ink::{self, pen};
use crate::force::contribution::Contribution;
use crate::force::supply::Supply;
use crate::plan::{Edit, Member, NationCode};
use crate::scene::Language;

/// What is chosen and open on the page.
#[derive(Clone, Debug, Default)]
pub struct SupplyState {
    /// The nation whose page is open below the list.
    pub chosen: Option<NationCode>,
    /// Whether every mission abroad is listed, not the first group alone.
    all_missions: bool,
    /// Whether the nations that are out are listed.
    adding: bool,
    /// A nation of the user's own, being typed.
    own: adding::Own,
    /// A remark being typed.
    note: Option<(NationCode, String)>,
    /// Where a nation is carried to, while the pointer has one.
    over: Option<crate::plan::ZoneId>,
    /// A nation clicked where its page would cover it, and when: the page waits for a second click.
    clicked: Option<(NationCode, f64)>,
    /// Where the list ends while a page is open.
    split: f32,
    /// Whether the chosen nation has yet to be brought into sight.
    reveal: bool,
}

/// Within how many seconds a second click makes a double click, as egui counts.
const DOUBLE_CLICK: f64 = 0.3;

/// Least height that the nation below the list keeps.
const CHOSEN_LEAST: f32 = 236.0;

/// Shows the page.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect) {
    let below = head::show(app, ui, area);
    app.supply.split = below.bottom() - CHOSEN_LEAST.max(below.height() * 0.52);
    if let Some((nation, at)) = app.supply.clicked.clone() {
        let left = at + DOUBLE_CLICK - now(ui);
        if left < 0.0 {
            choose(app, Some(nation));
        } else {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left + 0.01));
        }
    }
    let chosen = app.supply.chosen.clone();
    let split = if chosen.is_some() { app.supply.split } else { below.bottom() };
    list(app, ui, below.with_max_y(split));
    if let Some(nation) = chosen {
        ink::rule(ui.painter(), area.left(), area.right(), split - 0.5, app.look.ui.line2);
        chosen::show(app, ui, below.with_min_y(split), &nation);
    }
}

fn list(app: &mut Cordon, ui: &mut Ui, area: Rect) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).id_salt("supply"));
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("nations").auto_shrink([false, false]).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let whole = Rect::from_min_size(pos2(area.left(), ui.cursor().top()), vec2(area.width(), 4_000.0));
        let mut inside = ui.new_child(UiBuilder::new().max_rect(whole));
        switches::show(app, &mut inside);
        abroad::show(app, &mut inside);
        nations::show(app, &mut inside);
        adding::show(app, &mut inside);
        inside.add_space(8.0);
        // A child takes no room by itself, and what takes none cannot be scrolled.
        let used = inside.min_rect();
        ui.allocate_rect(used, egui::Sense::hover());
    });
}

/// A strip of the list over its whole width, and the part of it that is written on.
fn strip(ui: &mut Ui, height: f32, sense: egui::Sense) -> (Rect, Rect, egui::Response) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    (rect, rect.shrink2(vec2(MARGIN, 0.0)), response)
}

/// The head of a section: its title in capitals, and what is said beside it.
fn caps(app: &Cordon, ui: &mut Ui, title: &str, beside: &str, right: &str) {
    let (_, rect, _) = strip(ui, 24.0, egui::Sense::hover());
    let (look, painter) = (&app.look, ui.painter());
    let y = rect.center().y + 2.0;
    let left = egui::Align2::LEFT_CENTER;
    let name = ink::write(painter, pos2(rect.left(), y), left, title, pen(10.5, 600, look.ui.tx2));
    let at = pos2(name.right() + 8.0, y);
    let beside = ink::write(painter, at, left, beside, pen(11.0, 400, look.ui.tx3));
    let room = rect.right() - beside.right() - 8.0;
    if !right.is_empty() && room > 20.0 {
        let wide = ink::width(painter, right, 11.0, 400).min(room);
        let at = pos2(rect.right() - wide, y);
        ink::write_within(painter, at, left, right, pen(11.0, 400, look.ui.tx3), room);
    }
}

fn now(ui: &Ui) -> f64 {
    ui.input(|input| input.time)
}

/// The name of a nation in the language of the map.
fn name_of(app: &Cordon, nation: &NationCode) -> String {
    let own = app.desk.shown().coalition.member(nation).and_then(|member| member.name.clone());
    let known = app.desk.atlas.nations.get(&nation.0);
    let written = known.map(|known| match app.language {
        Language::Ukrainian if !known.name_uk.is_empty() => known.name_uk.clone(),
        _ => known.name.clone(),
    });
    own.or(written).unwrap_or_else(|| nation.0.clone())
}

/// What the user has said of a nation, settled; nothing yet of one that is out.
fn member_of(app: &Cordon, nation: &NationCode) -> Member {
    let member = app.desk.history.now().coalition.member(nation);
    member.cloned().unwrap_or_else(|| Member::new(nation.clone()))
}

/// What a nation sends and could send, if it is in.
fn contribution<'a>(app: &'a Cordon, nation: &NationCode) -> Option<&'a Contribution> {
    app.desk.figures().coalition.nation(nation)
}

/// What a nation can send, whether it is in or not.
fn supply_of(app: &Cordon, nation: &NationCode) -> Supply {
    contribution(app, nation).map_or_else(
        || Supply::of(&Member::new(nation.clone()), &app.desk.shown().coalition, &app.desk.atlas),
        |known| known.supply.clone(),
    )
}

fn is_member(app: &Cordon, nation: &NationCode) -> bool {
    app.desk.shown().coalition.member(nation).is_some()
}

/// Opens the page of a nation, or closes the one that is open.
fn choose(app: &mut Cordon, nation: Option<NationCode>) {
    app.supply.reveal = nation.is_some();
    app.supply.chosen = nation;
    app.supply.clicked = None;
}

/// A click on the row of a nation: its page opens, or closes. Where the page would cover the row,
/// it waits until the click cannot become a double click.
fn clicked(app: &mut Cordon, ui: &Ui, row: Rect, nation: &NationCode) {
    if app.supply.chosen.as_ref() == Some(nation) {
        choose(app, None);
    } else if app.supply.chosen.is_none() && row.bottom() > app.supply.split {
        app.supply.clicked = Some((nation.clone(), now(ui)));
    } else {
        choose(app, Some(nation.clone()));
        // It is in sight: moved, it would escape a second click.
        app.supply.reveal = false;
    }
}

/// Brings the row of the chosen nation into sight, once.
fn reveal(app: &mut Cordon, ui: &Ui, row: Rect, nation: &NationCode) {
    if app.supply.reveal && app.supply.chosen.as_ref() == Some(nation) {
        ui.scroll_to_rect(row, Some(egui::Align::Center));
        app.supply.reveal = false;
    }
}

/// Takes a nation in, or leaves it out.
fn toggle(app: &mut Cordon, nation: &NationCode, now: f64) {
    let edit = if is_member(app, nation) {
        Edit::RemoveMembers(vec![nation.clone()])
    } else {
        Edit::SetMember(Member::new(nation.clone()))
    };
    app.desk.apply(&edit, now);
}

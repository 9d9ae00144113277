//! The sheet that defines a zone: what it is made of, what it is cut to, what it is without.
//! Map and figures follow every choice.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{ComboBox, Grid, Key, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};
use geo_types::LineString;

use super::inspect::side_words;
use super::place::Typed;
use crate::app::Cordon;
use crate::app::dialogs::{buttons, heading};
use crate::app::inspector::now;
use crate::app::number;
use crate::app::shaping;
use crate::app::theme::{colour32, font};
use crate::atlas::gazetteer::oblast_name;
use crate::atlas::{CONTACT, Ground};
use crate::plan::{self, Anchor, Definition, Edit, LineName, Plan, Side, Source, Zone, ZoneId};
use crate::problem::Refusal;
use crate::units::{Km, grouped};

/// Width of the choices.
const WIDE: f32 = 224.0;

/// What a zone is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// All within a distance of a line.
    #[default]
    Line,
    /// All within a distance of a place.
    Place,
    /// All within a distance of another zone.
    Near,
    /// Oblasts.
    Oblasts,
    /// Ukraine.
    Ukraine,
    /// Another zone as it is.
    Zone,
    /// What was painted on the map; only where it was.
    Painted,
}

/// What a zone is cut to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Cut {
    /// Nothing.
    #[default]
    Nothing,
    /// Ukraine.
    Ukraine,
    /// Oblasts.
    Oblasts,
    /// Another zone.
    Zone,
}

/// The sheet.
pub struct Sheet {
    /// The zone that is changed; none where one is made.
    zone: Option<ZoneId>,
    kind: Kind,
    line: LineName,
    side: Side,
    km: f64,
    place: Typed,
    near: Option<ZoneId>,
    oblasts: BTreeSet<String>,
    painted: Option<Source>,
    cut: Cut,
    cut_oblasts: BTreeSet<String>,
    cut_zone: Option<ZoneId>,
    without: BTreeSet<ZoneId>,
    /// Cuts that the sheet has no field for, kept as they are.
    other: (Vec<Source>, Vec<Source>),
    role: plan::Role,
    made: Option<(Definition, plan::Role, Result<Edit, Refusal>)>,
    focused: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            zone: None,
            kind: Kind::default(),
            line: LineName(CONTACT.to_owned()),
            side: Side::Both,
            km: 30.0,
            place: Typed::default(),
            near: None,
            oblasts: BTreeSet::new(),
            painted: None,
            cut: Cut::default(),
            cut_oblasts: BTreeSet::new(),
            cut_zone: None,
            without: BTreeSet::new(),
            other: (Vec::new(), Vec::new()),
            role: plan::Role::BufferArea,
            made: None,
            focused: false,
        }
    }
}

impl Sheet {
    /// A sheet with what makes a zone.
    pub fn of(zone: &Zone, definition: &Definition) -> Self {
        let mut sheet = Self { zone: Some(zone.id.clone()), role: zone.role, ..Self::default() };
        match &definition.what {
            Source::Ukraine => sheet.kind = Kind::Ukraine,
            Source::Oblasts(oblasts) => (sheet.kind, sheet.oblasts) = (Kind::Oblasts, oblasts.clone()),
            Source::Near { of, km } => {
                sheet.km = km.0;
                match of {
                    Anchor::Line { line, side } => {
                        (sheet.kind, sheet.line, sheet.side) = (Kind::Line, line.clone(), *side);
                    }
                    Anchor::Place(spot) => (sheet.kind, sheet.place) = (Kind::Place, Typed::of(spot)),
                    Anchor::Zone(id) => (sheet.kind, sheet.near) = (Kind::Near, Some(id.clone())),
                }
            }
            Source::Zone(id) => (sheet.kind, sheet.near) = (Kind::Zone, Some(id.clone())),
            painted @ (Source::Cells(_) | Source::Settlements { .. }) => {
                (sheet.kind, sheet.painted) = (Kind::Painted, Some(painted.clone()));
                sheet.km = definition.km().map_or(sheet.km, |km| km.0);
            }
        }
        for cut in &definition.within {
            match (cut, sheet.cut) {
                (Source::Ukraine, Cut::Nothing) => sheet.cut = Cut::Ukraine,
                (Source::Oblasts(oblasts), Cut::Nothing) => {
                    (sheet.cut, sheet.cut_oblasts) = (Cut::Oblasts, oblasts.clone());
                }
                (Source::Zone(id), Cut::Nothing) => {
                    (sheet.cut, sheet.cut_zone) = (Cut::Zone, Some(id.clone()));
                }
                (other, _) => sheet.other.0.push(other.clone()),
            }
        }
        for cut in &definition.without {
            match cut {
                Source::Zone(id) => drop(sheet.without.insert(id.clone())),
                other => sheet.other.1.push(other.clone()),
            }
        }
        sheet
    }

    fn definition(&mut self, app: &Cordon) -> Result<Definition, Refusal> {
        let near = || self.near.clone().ok_or_else(|| Refusal::new("No zone is chosen", "Choose one."));
        let km = Km(self.km);
        let what = match self.kind {
            Kind::Line => Source::Near { of: Anchor::Line { line: self.line.clone(), side: self.side }, km },
            Kind::Near => Source::Near { of: Anchor::Zone(near()?), km },
            Kind::Zone => Source::Zone(near()?),
            Kind::Ukraine => Source::Ukraine,
            Kind::Oblasts => Source::Oblasts(chosen(&self.oblasts)?),
            Kind::Place => Source::Near { of: Anchor::Place(self.place.spot(app)?), km },
            Kind::Painted => match self.painted.clone() {
                Some(Source::Settlements { places, .. }) => Source::Settlements { places, radius: km },
                Some(painted) => painted,
                None => return Err(Refusal::new("Nothing is painted", "Choose what the zone is made of.")),
            },
        };
        let mut within: Vec<Source> = match self.cut {
            Cut::Nothing => Vec::new(),
            Cut::Ukraine => vec![Source::Ukraine],
            Cut::Oblasts => vec![Source::Oblasts(chosen(&self.cut_oblasts)?)],
            Cut::Zone => vec![Source::Zone(
                self.cut_zone
                    .clone()
                    .ok_or_else(|| Refusal::new("No zone is chosen to cut to", "Choose one."))?,
            )],
        };
        within.extend(self.other.0.iter().cloned());
        let mut without: Vec<Source> = self.without.iter().cloned().map(Source::Zone).collect();
        without.extend(self.other.1.iter().cloned());
        Ok(Definition::new(what, within, without))
    }

    /// Makes the edit anew where a choice has changed.
    fn make(&mut self, app: &mut Cordon, ui: &Ui) {
        let definition = match self.definition(app) {
            Ok(definition) => definition,
            Err(refusal) => {
                self.made = Some((Definition::of(Source::Ukraine), self.role, Err(refusal)));
                app.desk.trial = None;
                return;
            }
        };
        let known = |made: &(Definition, plan::Role, Result<Edit, Refusal>)| {
            made.0 == definition && made.1 == self.role && made.2.is_ok() == app.desk.trial.is_some()
        };
        if self.made.as_ref().is_some_and(known) {
            return;
        }
        let edit = edit(self.zone.as_ref(), self.role, &Arc::new(definition.clone()), app.desk.history.now());
        app.desk.trial = edit.as_ref().ok().cloned();
        self.made = Some((definition, self.role, edit));
        ui.ctx().request_repaint();
    }
}

fn chosen(oblasts: &BTreeSet<String>) -> Result<BTreeSet<String>, Refusal> {
    if oblasts.is_empty() {
        return Err(Refusal::new("No oblast is chosen", "Tick one at least."));
    }
    Ok(oblasts.clone())
}

/// The edit that defines a zone, tried on the plan.
fn edit(
    zone: Option<&ZoneId>,
    role: plan::Role,
    definition: &Arc<Definition>,
    plan: &Plan,
) -> Result<Edit, Refusal> {
    let made = Some(Arc::clone(definition));
    let edit = match zone {
        Some(zone) => Edit::Define { zone: zone.clone(), definition: made },
        None => Edit::AddZone(Zone {
            id: plan.next_id(),
            name: plan.next_name(role),
            definition: made,
            follows: definition.line().cloned(),
            consent: matches!(role, plan::Role::MonitoredLine | plan::Role::BufferArea),
            ..Zone::new(role, definition.shape(plan)?)
        }),
    };
    plan.with(&edit)?;
    Ok(edit)
}

/// The course of a line in the plan.
pub fn course(app: &Cordon, line: &LineName) -> Option<LineString<f64>> {
    match &app.desk.history.now().line {
        Some(own) if line.0 == CONTACT => Some(own.path.clone()),
        _ => app.desk.atlas.line(&line.0).map(|line| line.path.clone()),
    }
}

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui, sheet: &mut Sheet) -> bool {
    let typing = ui.memory(|memory| memory.focused().is_some());
    heading(ui, if sheet.zone.is_some() { "What makes the zone" } else { "Zone from the map" });
    let says = "The zone follows what it is made of until you freeze it.";
    ui.label(RichText::new(says).color(colour32(app.look.ui.tx2)));
    ui.add_space(6.0);
    Grid::new("definition").num_columns(2).spacing([14.0, 8.0]).show(ui, |ui| fields(app, ui, sheet));
    sheet.make(app, ui);
    ui.add_space(6.0);
    said(app, ui, sheet);
    let entered = !typing && ui.input(|input| input.key_pressed(Key::Enter));
    let names = [if sheet.zone.is_some() { "Change" } else { "Add zone" }, "Cancel"];
    // In a room of their own: the sheet gets lower where another choice has fewer fields.
    let room = vec2(ui.available_width(), 38.0);
    let pressed = ui.allocate_ui(room, |ui| buttons(ui, &names)).inner;
    if pressed == Some(1) {
        return true;
    }
    if (pressed == Some(0) || entered)
        && let Some((_, _, Ok(edit))) = &sheet.made
    {
        app.desk.trial = None;
        shaping::add(app, edit, true, now(ui));
        return true;
    }
    false
}

fn fields(app: &mut Cordon, ui: &mut Ui, sheet: &mut Sheet) {
    if sheet.zone.is_none() {
        ui.label("Role");
        let response =
            ComboBox::from_id_salt("role").width(WIDE).selected_text(sheet.role.title()).show_ui(ui, |ui| {
                for role in plan::Role::ALL {
                    ui.selectable_value(&mut sheet.role, role, role.title());
                }
            });
        named(&response.response, "Role of the zone");
        ui.end_row();
    }
    ui.label("Made of");
    kinds(ui, sheet);
    ui.end_row();
    match sheet.kind {
        Kind::Line => line(app, ui, sheet),
        Kind::Place => place(app, ui, sheet),
        Kind::Near => {
            ui.label("Zone");
            one_zone(app, ui, "Zone to keep near", sheet.zone.as_ref(), &mut sheet.near);
            ui.end_row();
            distance(ui, sheet, "Within");
        }
        Kind::Zone => {
            ui.label("Zone");
            one_zone(app, ui, "Zone to begin with", sheet.zone.as_ref(), &mut sheet.near);
            ui.end_row();
        }
        Kind::Oblasts => {
            ui.label("");
            ticks(ui, "Oblasts it is made of", &mut sheet.oblasts);
            ui.end_row();
        }
        Kind::Painted if matches!(sheet.painted, Some(Source::Settlements { .. })) => {
            distance(ui, sheet, "Round each");
        }
        Kind::Ukraine | Kind::Painted => {}
    }
    cut(app, ui, sheet);
    without(app, ui, sheet);
}

fn named(response: &egui::Response, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

fn kinds(ui: &mut Ui, sheet: &mut Sheet) {
    let words = |kind: Kind, painted: &Option<Source>| match kind {
        Kind::Line => "All within a distance of a line",
        Kind::Place => "All within a distance of a place",
        Kind::Near => "All within a distance of a zone",
        Kind::Oblasts => "Oblasts",
        Kind::Ukraine => "Ukraine",
        Kind::Zone => "Another zone",
        Kind::Painted if matches!(painted, Some(Source::Cells(_))) => "The painted cells",
        Kind::Painted => "The painted settlements",
    };
    let all = [Kind::Line, Kind::Place, Kind::Near, Kind::Oblasts, Kind::Ukraine, Kind::Zone, Kind::Painted];
    let combo = ComboBox::from_id_salt("kind")
        .width(WIDE)
        .height(300.0)
        .selected_text(words(sheet.kind, &sheet.painted));
    let response = combo.show_ui(ui, |ui| {
        for kind in all.into_iter().filter(|kind| *kind != Kind::Painted || sheet.painted.is_some()) {
            let text = words(kind, &sheet.painted);
            ui.selectable_value(&mut sheet.kind, kind, text);
        }
    });
    named(&response.response, "What it is made of");
}

fn line(app: &Cordon, ui: &mut Ui, sheet: &mut Sheet) {
    ui.label("Line");
    let lines: Vec<(String, String)> = Ground::embedded().map_or_else(
        |_| Vec::new(),
        |ground| ground.lines().map(|(id, name)| (id.to_owned(), name.to_owned())).collect(),
    );
    let name = lines.iter().find(|line| line.0 == sheet.line.0).map_or("", |line| line.1.as_str());
    let response = ComboBox::from_id_salt("line").width(WIDE).selected_text(name).show_ui(ui, |ui| {
        for (id, name) in &lines {
            ui.selectable_value(&mut sheet.line, LineName(id.clone()), name);
        }
    });
    named(&response.response, "Line to keep near");
    ui.end_row();
    ui.label("Side");
    let course = course(app, &sheet.line);
    let combo =
        ComboBox::from_id_salt("side").width(WIDE).selected_text(side_words(sheet.side, course.as_ref()));
    let response = combo.show_ui(ui, |ui| {
        for side in Side::ALL {
            ui.selectable_value(&mut sheet.side, side, side_words(side, course.as_ref()));
        }
    });
    named(&response.response, "Side of the line");
    ui.end_row();
    distance(ui, sheet, "Within");
}

fn place(app: &Cordon, ui: &mut Ui, sheet: &mut Sheet) {
    ui.label("Place");
    ui.vertical(|ui| {
        let field = TextEdit::singleline(&mut sheet.place.text)
            .desired_width(WIDE - 8.0)
            .hint_text("Kharkiv, or 49.98, 36.25");
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Place to keep near"));
        if !sheet.focused {
            response.request_focus();
            sheet.focused = true;
        }
        if let Ok(spot) = sheet.place.spot(app)
            && spot.name != sheet.place.text.trim()
        {
            ui.label(RichText::new(format!("→ {}", spot.name)).color(colour32(app.look.ui.tx2)));
        }
    });
    ui.end_row();
    distance(ui, sheet, "Within");
}

fn distance(ui: &mut Ui, sheet: &mut Sheet, name: &'static str) {
    ui.label(name);
    let field = number::field(&mut sheet.km).range(0.01..=300.0).speed(0.25).max_decimals(2).suffix(" km");
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
    ui.end_row();
}

/// One zone of the plan other than the one that is changed.
fn one_zone(app: &Cordon, ui: &mut Ui, name: &str, but: Option<&ZoneId>, chosen: &mut Option<ZoneId>) {
    let plan = app.desk.history.now();
    let shown =
        chosen.as_ref().and_then(|id| plan.zone(id)).map_or("Choose a zone", |zone| zone.name.as_str());
    let response = ComboBox::from_id_salt(name).width(WIDE).selected_text(shown).show_ui(ui, |ui| {
        for zone in plan.zones.iter().filter(|zone| Some(&zone.id) != but) {
            ui.selectable_value(chosen, Some(zone.id.clone()), &zone.name);
        }
    });
    named(&response.response, name);
}

/// A list of oblasts to be ticked.
fn ticks(ui: &mut Ui, name: &str, chosen: &mut BTreeSet<String>) {
    let Ok(ground) = Ground::embedded() else { return };
    let mut oblasts: Vec<(String, &str)> =
        ground.oblasts.iter().map(|oblast| (oblast_name(&oblast.name), oblast.iso.as_str())).collect();
    oblasts.sort();
    // A cell of a grid runs to the right; a list runs down.
    ui.push_id(name, |ui| ui.vertical(|ui| tick_list(ui, &oblasts, chosen)));
}

fn tick_list(ui: &mut Ui, oblasts: &[(String, &str)], chosen: &mut BTreeSet<String>) {
    ScrollArea::vertical().max_height(132.0).show(ui, |ui| {
        ui.set_width(WIDE - 4.0);
        for (title, iso) in oblasts {
            let mut on = chosen.contains(*iso);
            if ui.checkbox(&mut on, title).changed() {
                if on {
                    chosen.insert((*iso).to_owned())
                } else {
                    chosen.remove(*iso)
                };
            }
        }
    });
}

fn cut(app: &Cordon, ui: &mut Ui, sheet: &mut Sheet) {
    ui.label("Only in");
    let words = |cut: Cut| match cut {
        Cut::Nothing => "Anywhere",
        Cut::Ukraine => "Ukraine",
        Cut::Oblasts => "Oblasts",
        Cut::Zone => "Another zone",
    };
    let response =
        ComboBox::from_id_salt("cut").width(WIDE).selected_text(words(sheet.cut)).show_ui(ui, |ui| {
            for cut in [Cut::Nothing, Cut::Ukraine, Cut::Oblasts, Cut::Zone] {
                ui.selectable_value(&mut sheet.cut, cut, words(cut));
            }
        });
    named(&response.response, "What it is cut to");
    ui.end_row();
    match sheet.cut {
        Cut::Nothing | Cut::Ukraine => return,
        Cut::Oblasts => {
            ui.label("");
            ticks(ui, "Oblasts it is cut to", &mut sheet.cut_oblasts);
        }
        Cut::Zone => {
            ui.label("");
            one_zone(app, ui, "Zone it is cut to", sheet.zone.as_ref(), &mut sheet.cut_zone);
        }
    }
    ui.end_row();
}

fn without(app: &Cordon, ui: &mut Ui, sheet: &mut Sheet) {
    let plan = app.desk.history.now();
    let others: Vec<&Arc<Zone>> =
        plan.zones.iter().filter(|zone| Some(&zone.id) != sheet.zone.as_ref()).collect();
    if others.is_empty() {
        return;
    }
    ui.label("Without");
    let names: Vec<&str> = others
        .iter()
        .filter(|zone| sheet.without.contains(&zone.id))
        .map(|zone| zone.name.as_str())
        .collect();
    let shown = match names.as_slice() {
        [] => "Nothing taken out".to_owned(),
        [one] => (*one).to_owned(),
        many => format!("{} zones", many.len()),
    };
    let combo = ComboBox::from_id_salt("without").width(WIDE).height(260.0).selected_text(shown);
    let response = combo.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show_ui(ui, |ui| {
        for zone in others {
            let mut on = sheet.without.contains(&zone.id);
            if ui.checkbox(&mut on, &zone.name).changed() {
                if on {
                    sheet.without.insert(zone.id.clone())
                } else {
                    sheet.without.remove(&zone.id)
                };
            }
        }
    });
    named(&response.response, "What it is without");
    ui.end_row();
}

/// The definition in words with what it measures, or why it cannot be.
fn said(app: &Cordon, ui: &mut Ui, sheet: &Sheet) {
    match &sheet.made {
        Some((_, _, Err(refusal))) => {
            let what = RichText::new(format!("{}.", refusal.what)).font(font(12.5, 600));
            ui.label(what.color(colour32(app.look.ui.short)));
            ui.label(&refusal.hint);
        }
        Some((definition, _, Ok(edit))) => {
            ui.label(RichText::new(format!("{}.", definition.words(app.desk.shown()))).font(font(12.5, 600)));
            let id = match edit {
                Edit::AddZone(zone) => Some(&zone.id),
                edit => edit.zone(),
            };
            // The figures are of the frame before while a number is dragged: of the plan as it is shown.
            if let Some(figures) = id.and_then(|id| app.desk.figures().zone(id)) {
                let text = format!(
                    "{} km² · {} · {} troops",
                    grouped(figures.measured.area.0, 0),
                    crate::app::rows::people(figures.measured.people.0),
                    grouped(figures.need.central.0, 0)
                );
                ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)));
            }
        }
        None => {}
    }
}

//! The live slide: the switches at the foot of the slide, and what they changed.

use std::sync::Arc;

use egui::{Align2, CornerRadius, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::Cordon;
use super::super::headline::headline;
use super::super::ink::{self, pen};
use super::super::supply::switches;
use super::super::theme::colour32;
use super::since::Change;
use super::stage::Place;
use super::{keep, put_back};
use crate::plan::{Corridor, Edit, Form, Shape, Zone};
use crate::scene::{Colour, Look};
use crate::units::{Km, brief};

/// The strip on the sheet: top and height. It covers the sources, which are not read from afar.
const STRIP: [f32; 2] = [1_002.0, 78.0];

/// Baselines of a cell's name and of its value, from the top of the strip.
const LINES: [f32; 2] = [21.0, 54.0];

/// Height of a choice in an open switch.
const CHOICE: f32 = 52.0;

/// The three switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// On whose authority.
    Mandate,
    /// What for.
    Mission,
    /// With or without the United States.
    Enablers,
}

impl Switch {
    const ALL: [(Self, &'static str, f32); 3] = [
        (Self::Mandate, "Mandate", 190.0),
        (Self::Mission, "Mission", 210.0),
        (Self::Enablers, "US enablers", 250.0),
    ];

    fn choices(self, app: &Cordon) -> Vec<switches::Choice> {
        match self {
            Self::Mandate => switches::mandates(app),
            Self::Mission => switches::missions(app),
            Self::Enablers => switches::enablers(app),
        }
    }
}

/// The strip of switches.
#[derive(Debug, Default)]
pub struct Strip {
    /// The switch whose choices are open.
    pub open: Option<Switch>,
}

/// Shows the strip and what has changed.
pub fn show(app: &mut Cordon, ui: &mut Ui, place: Place) {
    let look = app.look.clone();
    let strip = place.of([0.0, STRIP[0], 1_920.0, STRIP[1]]);
    let blocker = ui.interact(strip, Id::unique("show strip"), Sense::click_and_drag());
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Live switches"));
    let painter = ui.painter();
    painter.rect_filled(strip, CornerRadius::ZERO, colour32(look.ui.bar));
    painter.hline(strip.x_range(), strip.top(), Stroke::new(2.0 * place.scale, colour32(look.ui.accent)));
    let mut left = 56.0;
    for (switch, name, width) in Switch::ALL {
        self::switch(app, ui, place, switch, name, left, width);
        left += width + 16.0;
    }
    left = scale_back(app, ui, place, left);
    depth(app, ui, place, left);
    let tried = app.show.as_ref().is_some_and(|show| show.home.now() != app.desk.shown());
    let now = ui.input(|input| input.time);
    if action(ui, place, [1_528.0, 180.0], "Put back", "R", tried, &look) {
        put_back(app, now);
    }
    if action(ui, place, [1_724.0, 140.0], "Keep", "K", tried, &look) {
        keep(app, now);
    }
    changed(app, ui, place);
}

/// A cell of the strip: its name over its value. Returns its box and whether it was pressed.
struct Cell<'a> {
    /// Left edge and width on the sheet.
    across: [f32; 2],
    name: &'a str,
    value: &'a str,
    possible: bool,
    open: bool,
    spoken: String,
    role: Role,
}

impl Cell<'_> {
    fn show(self, ui: &Ui, place: Place, look: &Look) -> (Rect, bool) {
        let [left, width] = self.across;
        let rect = place.of([left, STRIP[0] + 4.0, width, STRIP[1] - 8.0]);
        let sense = if self.possible { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, Id::unique(("show cell", self.name)), sense);
        response.widget_info(|| WidgetInfo::labeled(self.role, self.possible, self.spoken.clone()));
        if self.possible && (response.hovered() || response.has_focus() || self.open) {
            ui.painter().rect_filled(rect, CornerRadius::same(6), colour32(look.ui.well));
        }
        if self.possible && self.role == Role::Button {
            let stroke = Stroke::new(2.0 * place.scale, colour32(look.ui.accent));
            ui.painter().rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
        }
        if self.role == Role::ComboBox {
            let tip = place.at(left + width - 18.0, STRIP[0] + LINES[1] + 5.0);
            let reach = 7.0 * place.scale;
            let corners = vec![tip + vec2(-reach, -reach), tip + vec2(reach, -reach), tip];
            ui.painter().add(egui::Shape::convex_polygon(corners, colour32(look.ui.accent), Stroke::NONE));
        }
        let at = |line: f32| place.at(left + 12.0, STRIP[0] + line);
        let size = 24.0 * place.scale;
        let room = (width - if self.role == Role::ComboBox { 40.0 } else { 20.0 }) * place.scale;
        let ink_of = if self.possible { look.ui.tx } else { look.ui.tx3 };
        ink::write_within(
            ui.painter(),
            at(LINES[0]),
            Align2::LEFT_CENTER,
            self.name,
            pen(size, 400, look.ui.tx2),
            room,
        );
        ink::write_within(
            ui.painter(),
            at(LINES[1]),
            Align2::LEFT_CENTER,
            self.value,
            pen(size, 600, ink_of),
            room,
        );
        (rect, response.clicked())
    }
}

fn switch(app: &mut Cordon, ui: &Ui, place: Place, switch: Switch, name: &str, left: f32, width: f32) {
    let look = app.look.clone();
    let choices = switch.choices(app);
    let value = choices.iter().find(|choice| choice.on).map_or("", |choice| choice.text);
    let open = app.show.as_ref().is_some_and(|show| show.strip.open == Some(switch));
    let cell = Cell {
        across: [left, width],
        name,
        value,
        possible: true,
        open,
        spoken: format!("{name}: {value}"),
        role: Role::ComboBox,
    };
    let (_, pressed) = cell.show(ui, place, &look);
    if pressed && let Some(show) = &mut app.show {
        show.strip.open = if open { None } else { Some(switch) };
        ui.ctx().request_repaint();
    }
    if !open {
        return;
    }
    if let Some(edit) = list(ui, place, name, left, choices, &look) {
        let now = ui.input(|input| input.time);
        app.desk.apply(&edit, now);
        if let Some(show) = &mut app.show {
            show.strip.open = None;
        }
    }
}

/// The choices of a switch, over it.
fn list(
    ui: &Ui,
    place: Place,
    name: &str,
    left: f32,
    choices: Vec<switches::Choice>,
    look: &Look,
) -> Option<Edit> {
    let high = CHOICE * choices.len() as f32;
    let plate = place.of([left, STRIP[0] - high - 20.0, 320.0, high + 16.0]);
    let blocker = ui.interact(plate, Id::unique(("show list", name)), Sense::click_and_drag());
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("Choices: {name}")));
    ink::plate(ui.painter(), plate, look);
    let mut chosen = None;
    for (number, choice) in choices.into_iter().enumerate() {
        let top = STRIP[0] - high - 12.0 + CHOICE * number as f32;
        let row = place.of([left + 8.0, top, 304.0, CHOICE]);
        let response = ui.interact(row, Id::unique(("show choice", name, number)), Sense::click());
        let spoken = format!("{name}, {}", choice.text);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, choice.on, spoken.clone()));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(row, CornerRadius::same(4), colour32(look.ui.well));
        }
        let (weight, colour) = if choice.on { (600, look.ui.accent) } else { (500, look.ui.tx) };
        let at = place.at(left + 24.0, top + CHOICE / 2.0);
        ink::write(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            choice.text,
            pen(26.0 * place.scale, weight, colour),
        );
        if response.clicked() {
            chosen = Some(choice.edit);
        }
    }
    chosen
}

/// How far the missions in the Balkans are scaled back; returns where the next cell begins.
fn scale_back(app: &mut Cordon, ui: &Ui, place: Place, left: f32) -> f32 {
    let width = 300.0;
    let look = app.look.clone();
    let atlas = Arc::clone(&app.desk.atlas);
    let scalable = || atlas.nations.missions().iter().filter(|mission| mission.scalable);
    let Some(first) = scalable().next() else { return left };
    let group: Vec<&str> = scalable()
        .filter(|mission| mission.group == first.group)
        .map(|mission| mission.id.as_str())
        .collect();
    let coalition = &app.desk.shown().coalition;
    let share = group.iter().map(|id| coalition.scaled_back(id)).sum::<f64>() / group.len().max(1) as f64;
    let rect = place.of([left, STRIP[0] + 4.0, width, STRIP[1] - 8.0]);
    let response = ui.interact(rect, Id::unique("show scale back"), Sense::click_and_drag());
    let percent = format!("{} %", brief((share * 100.0).round()));
    response.widget_info(|| WidgetInfo::slider(true, share * 100.0, "Scale back the Balkans, percent"));
    let at = |line: f32| place.at(left + 12.0, STRIP[0] + line);
    let size = 24.0 * place.scale;
    ink::write(ui.painter(), at(LINES[0]), Align2::LEFT_CENTER, "Balkans home", pen(size, 400, look.ui.tx2));
    let right = place.at(left + width - 12.0, STRIP[0] + LINES[0]);
    ink::write(ui.painter(), right, Align2::RIGHT_CENTER, percent, pen(size, 600, look.ui.tx));
    let rail = Rect::from_center_size(
        pos2(rect.center().x, at(LINES[1]).y),
        vec2((width - 48.0) * place.scale, 8.0 * place.scale),
    );
    ui.painter().rect_filled(rail, CornerRadius::same(4), colour32(look.ui.line2));
    let x = rail.left() + rail.width() * share.clamp(0.0, 1.0) as f32;
    ui.painter().rect_filled(rail.with_max_x(x), CornerRadius::same(4), colour32(look.ui.accent));
    let knob = if response.hovered() || response.dragged() || response.has_focus() { 15.0 } else { 13.0 };
    ui.painter().circle_filled(pos2(x, rail.center().y), knob * place.scale, colour32(look.ui.accent));
    let edit = |share: f64| Edit::Several {
        label: "Scale back the Balkans".to_owned(),
        edits: group.iter().map(|id| Edit::ScaleBack { mission: (*id).to_owned(), share }).collect(),
    };
    let now = ui.input(|input| input.time);
    if (response.clicked() || response.dragged() || response.drag_stopped())
        && let Some(at) = response.interact_pointer_pos()
    {
        // To whole steps of five percent: what is said aloud is a round number.
        let asked = f64::from(((at.x - rail.left()) / rail.width()).clamp(0.0, 1.0));
        let asked = (asked * 20.0).round() / 20.0;
        if response.dragged() && !response.drag_stopped() {
            app.desk.trial = Some(edit(asked));
        } else {
            app.desk.trial = None;
            app.desk.apply(&edit(asked), now);
        }
    }
    if response.has_focus() {
        let by = ui.input(|input| {
            f64::from(i8::from(input.key_pressed(egui::Key::ArrowRight)))
                - f64::from(i8::from(input.key_pressed(egui::Key::ArrowLeft)))
        });
        if by != 0.0 {
            app.desk.apply(&edit((share + by * 0.05).clamp(0.0, 1.0)), now);
        }
    }
    left + width + 16.0
}

/// The belt whose depth can be doubled: the selected zone, or the first that is one.
fn belt(app: &Cordon) -> Option<(Arc<Zone>, Corridor)> {
    let plan = app.desk.history.now();
    let corridor = |zone: &Arc<Zone>| match zone.shape.form() {
        Form::Corridor(corridor) => Some((Arc::clone(zone), corridor.clone())),
        _ => None,
    };
    match app.desk.selected() {
        Some(id) => corridor(plan.zone(id)?),
        None => plan.zones.iter().find_map(corridor),
    }
}

/// Twice the depth of the belt, with one press.
fn depth(app: &mut Cordon, ui: &Ui, place: Place, left: f32) {
    let look = app.look.clone();
    let belt = belt(app);
    let (name, value, spoken) = match &belt {
        Some((zone, corridor)) => {
            let is = corridor.left.0 + corridor.right.0;
            let value = format!("{} km → {} km", brief(is), brief(2.0 * is));
            (format!("Depth of {}", zone.name), value, format!("Double the depth of {}", zone.name))
        }
        None => {
            ("Depth".to_owned(), "not a belt".to_owned(), "Double the depth: select a belt first".to_owned())
        }
    };
    let cell = Cell {
        across: [left, (1_512.0 - left).min(420.0)],
        name: &name,
        value: &value,
        possible: belt.is_some(),
        open: false,
        spoken,
        role: Role::Button,
    };
    let (_, pressed) = cell.show(ui, place, &look);
    let Some((zone, corridor)) = belt.filter(|_| pressed) else { return };
    let now = ui.input(|input| input.time);
    let twice = |side: Km| Km(side.0 * 2.0);
    let form =
        Form::Corridor(Corridor { left: twice(corridor.left), right: twice(corridor.right), ..corridor });
    match Shape::new(form) {
        Ok(shape) => app.desk.apply(&Edit::Reshape { zone: zone.id.clone(), shape: Arc::new(shape) }, now),
        Err(refusal) => {
            if let Some(show) = &mut app.show {
                show.say(refusal.to_string(), now);
            }
        }
    }
}

/// A button of the strip, with its key.
fn action(
    ui: &Ui,
    place: Place,
    across: [f32; 2],
    name: &str,
    key: &str,
    possible: bool,
    look: &Look,
) -> bool {
    let [left, width] = across;
    let rect = place.of([left, STRIP[0] + 11.0, width, STRIP[1] - 22.0]);
    let sense = if possible { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, Id::unique(("show action", name)), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, possible, name));
    let fill = if possible && response.hovered() { look.ui.well } else { look.ui.raised };
    let (ink_of, edge) =
        if possible { (look.ui.accent, look.ui.accent) } else { (look.ui.tx3, look.ui.line2) };
    ui.painter().rect(
        rect,
        CornerRadius::same(6),
        colour32(fill),
        Stroke::new(2.0 * place.scale, colour32(edge)),
        StrokeKind::Inside,
    );
    let size = 24.0 * place.scale;
    let words = format!("{name}  {key}");
    ink::write(ui.painter(), rect.center(), Align2::CENTER_CENTER, words, pen(size, 600, ink_of));
    response.clicked()
}

/// What is different from when the slide began, over the date of the slide; without the switches
/// too, so that nobody takes what was tried for the plan.
pub fn changed(app: &Cordon, ui: &mut Ui, place: Place) {
    let Some(show) = &app.show else { return };
    let different = show.began.as_ref().map_or_else(Vec::new, |began| began.changes(app));
    let here = show.began.as_ref().is_some_and(|began| began.differs(app));
    let before = !here && show.home.now() != app.desk.shown();
    let plate = place.of([690.0, 8.0, 1_206.0, 60.0]);
    let response = ui.interact(plate, Id::unique("show change"), Sense::hover());
    let words = if here && different.is_empty() {
        "Changed: no total".to_owned()
    } else if here {
        let spoken: Vec<String> = different.iter().map(Change::spoken).collect();
        format!("Changed: {}", spoken.join("; "))
    } else if before {
        "Nothing changed on this slide; what was tried before still stands".to_owned()
    } else {
        "Nothing changed".to_owned()
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.clone()));
    if !here && !before {
        return;
    }
    let look = &app.look;
    ui.painter().rect_filled(plate, CornerRadius::same(6), colour32(look.ui.raised));
    let stroke = Stroke::new(2.0 * place.scale, colour32(look.ui.delta));
    ui.painter().rect_stroke(plate, CornerRadius::same(6), stroke, StrokeKind::Inside);
    let (grey, ink_of, delta) = (look.ui.tx2, look.ui.tx, look.ui.delta);
    let word = |text: &str| (text.to_owned(), 400, grey, 8.0);
    let groups: Vec<Vec<Piece>> = if before {
        vec![vec![word("Tried in this show:"), ("R puts it back".to_owned(), 600, ink_of, 0.0)]]
    } else if different.is_empty() {
        // That the numbers do not move is an answer too.
        let figures = app.desk.figures();
        let total = |name: &str, people: f64| vec![word(name), (headline(people), 600, ink_of, 18.0)];
        vec![
            total("Needed", figures.deployed.central.0),
            total("Could be sent", figures.coalition.available.central.0),
            vec![("both unchanged".to_owned(), 700, delta, 0.0)],
        ]
    } else {
        let one = |change: Change| {
            vec![word(change.name), (change.course(), 600, ink_of, 10.0), (change.by, 700, delta, 26.0)]
        };
        different.into_iter().map(one).collect()
    };
    pieces(ui, place, plate, groups);
}

/// A piece of a line: its text, weight, colour and the gap behind it, in pixels of the sheet.
type Piece = (String, u16, Colour, f32);

/// Writes groups of pieces along a plate, as many as have room.
fn pieces(ui: &Ui, place: Place, plate: Rect, groups: Vec<Vec<Piece>>) {
    let size = 25.0 * place.scale;
    let mut left = plate.left() + 20.0 * place.scale;
    for group in groups {
        let wide = |(text, weight, _, gap): &Piece| {
            ink::width(ui.painter(), text, size, *weight) + gap * place.scale
        };
        // The gap behind the last piece is no ink.
        let needs =
            group.iter().map(wide).sum::<f32>() - group.last().map_or(0.0, |last| last.3 * place.scale);
        if left + needs > plate.right() - 12.0 * place.scale {
            return;
        }
        for (text, weight, colour, gap) in group {
            let at = pos2(left, plate.center().y);
            let covered = ink::write(ui.painter(), at, Align2::LEFT_CENTER, text, pen(size, weight, colour));
            left = covered.right() + gap * place.scale;
        }
    }
}

/// Whether the plate with what has changed is over the date of the slide.
pub fn marks_changes(app: &Cordon) -> bool {
    app.show.as_ref().is_some_and(|show| {
        show.home.now() != app.desk.shown() || show.began.as_ref().is_some_and(|began| began.differs(app))
    })
}

//! What is done to the selected zones: at once, or on a small sheet beside the map with a
//! typed measure, where map and figures follow the typing.

use egui::{Grid, Key, RichText, Role, Ui, WidgetInfo};

use super::Cordon;
use super::command::Command;
use super::dialogs::{Dialog, buttons, heading};
use super::inspector::now;
use super::number;
use super::theme::{colour32, font};
use crate::geodesy;
use crate::plan::{Edit, Operation, Plan, ZoneId};
use crate::problem::Refusal;
use crate::tools::Selection;
use crate::units::{Km, Km2, grouped};

/// What is asked for on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A rim more or less.
    Grow,
    /// Fewer corners.
    Simplify,
    /// Turned.
    Rotate,
    /// Larger or smaller.
    Scale,
    /// Elsewhere.
    Shift,
}

/// A sheet with one or two numbers, and the edit that they make.
pub struct Sheet {
    kind: Kind,
    numbers: [f64; 2],
    /// Made anew only when a number changes.
    made_of: Option<[f64; 2]>,
    made: Result<Edit, Refusal>,
    lost: Option<Lost>,
    /// Whether the first field has had the keyboard.
    focused: bool,
}

/// What fewer corners cost.
struct Lost {
    corners: [usize; 2],
    less: Km2,
    more: Km2,
}

/// One number of a sheet.
struct Field {
    name: &'static str,
    suffix: &'static str,
    range: (f64, f64),
    speed: f64,
    decimals: usize,
}

impl Kind {
    const fn title(self) -> &'static str {
        match self {
            Self::Grow => "Grow or shrink",
            Self::Simplify => "Simplify",
            Self::Rotate => "Rotate",
            Self::Scale => "Scale",
            Self::Shift => "Move by distance and bearing",
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::Grow => {
                "Less than 0 shrinks. A belt gets deeper on the sides that have depth, a circle wider."
            }
            Self::Simplify => "Corners go that it does not take to stay within the tolerance.",
            Self::Rotate => "Clockwise about the middle of what is selected.",
            Self::Scale => {
                "About the middle of what is selected; 2 is twice as wide and four times the area."
            }
            Self::Shift => "Over the ground; the bearing is clockwise from north, 45° is north-east.",
        }
    }

    const fn fields(self) -> &'static [Field] {
        const fn field(
            name: &'static str,
            suffix: &'static str,
            range: (f64, f64),
            speed: f64,
            decimals: usize,
        ) -> Field {
            Field { name, suffix, range, speed, decimals }
        }
        const GROW: &[Field] = &[field("Grow by", " km", (-200.0, 200.0), 0.1, 3)];
        const SIMPLIFY: &[Field] = &[field("Tolerance", " km", (0.0, 50.0), 0.02, 3)];
        const ROTATE: &[Field] = &[field("Angle", "°", (-360.0, 360.0), 0.5, 2)];
        const SCALE: &[Field] = &[field("Factor", " ×", (0.01, 100.0), 0.005, 4)];
        const SHIFT: &[Field] =
            &[field("Distance", " km", (0.0, 2_000.0), 0.2, 3), field("Bearing", "°", (0.0, 360.0), 1.0, 1)];
        match self {
            Self::Grow => GROW,
            Self::Simplify => SIMPLIFY,
            Self::Rotate => ROTATE,
            Self::Scale => SCALE,
            Self::Shift => SHIFT,
        }
    }

    const fn operation(self, [first, second]: [f64; 2]) -> Operation {
        match self {
            Self::Grow => Operation::Grow(Km(first)),
            Self::Simplify => Operation::Simplify(Km(first)),
            Self::Rotate => Operation::Rotate(first),
            Self::Scale => Operation::Scale(first),
            Self::Shift => Operation::Shift { distance: Km(first), bearing: second },
        }
    }

    /// The button that applies it.
    const fn verb(self) -> &'static str {
        match self {
            Self::Grow => "Grow",
            Self::Simplify => "Simplify",
            Self::Rotate => "Rotate",
            Self::Scale => "Scale",
            Self::Shift => "Move",
        }
    }
}

impl Sheet {
    /// A sheet with the numbers one begins from.
    pub const fn new(kind: Kind) -> Self {
        let first = match kind {
            Kind::Grow => 5.0,
            Kind::Simplify => 1.0,
            Kind::Rotate => 15.0,
            Kind::Scale => 1.1,
            Kind::Shift => 10.0,
        };
        let made = Ok(Edit::Several { label: String::new(), edits: Vec::new() });
        Self { kind, numbers: [first, 0.0], made_of: None, made, lost: None, focused: false }
    }

    fn make(&mut self, app: &mut Cordon, ui: &Ui) {
        if self.made_of == Some(self.numbers) {
            return;
        }
        let plan = app.desk.history.now();
        self.made = self.kind.operation(self.numbers).edit(plan, &app.desk.selection.zones);
        self.lost = match (&self.made, self.kind) {
            (Ok(edit), Kind::Simplify) => lost(plan, edit, &app.desk.selection.zones),
            _ => None,
        };
        self.made_of = Some(self.numbers);
        app.desk.trial = self.made.as_ref().ok().cloned();
        ui.ctx().request_repaint();
    }
}

fn lost(plan: &Plan, edit: &Edit, zones: &[ZoneId]) -> Option<Lost> {
    let next = plan.with(edit).ok()?;
    let mut lost = Lost { corners: [0; 2], less: Km2(0.0), more: Km2(0.0) };
    for id in zones {
        let (before, after) = (plan.zone(id)?.shape.outline(), next.zone(id)?.shape.outline());
        lost.corners[0] += corners(before);
        lost.corners[1] += corners(after);
        lost.less = lost.less + geodesy::area(&geodesy::difference(before, after));
        lost.more = lost.more + geodesy::area(&geodesy::difference(after, before));
    }
    Some(lost)
}

fn corners(outline: &geo_types::MultiPolygon<f64>) -> usize {
    let rings = outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.map(|ring| ring.0.len().saturating_sub(1)).sum()
}

/// Shows the sheet; says whether to close.
pub fn show(app: &mut Cordon, ui: &mut Ui, sheet: &mut Sheet) -> bool {
    // Enter that ends the typing is not yet the one that applies.
    let typing = ui.memory(|memory| memory.focused().is_some());
    heading(ui, sheet.kind.title());
    ui.label(RichText::new(sheet.kind.says()).color(colour32(app.look.ui.tx2)));
    ui.add_space(6.0);
    Grid::new("measures").num_columns(2).spacing([14.0, 6.0]).show(ui, |ui| {
        for (place, field) in sheet.kind.fields().iter().enumerate() {
            let Some(number) = sheet.numbers.get_mut(place) else { continue };
            ui.label(field.name);
            let drag = number::field(number)
                .range(field.range.0..=field.range.1)
                .speed(field.speed)
                .max_decimals(field.decimals)
                .suffix(field.suffix);
            let response = ui.add(drag);
            response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, field.name));
            if !sheet.focused {
                response.request_focus();
                sheet.focused = true;
            }
            ui.end_row();
        }
    });
    sheet.make(app, ui);
    ui.add_space(6.0);
    said(app, ui, sheet);
    let entered = !typing && ui.input(|input| input.key_pressed(Key::Enter));
    let pressed = buttons(ui, &[sheet.kind.verb(), "Cancel"]);
    if pressed == Some(1) {
        return true;
    }
    if pressed == Some(0) || entered {
        app.desk.trial = None;
        if let Ok(edit) = &sheet.made {
            app.desk.apply(edit, now(ui));
            return true;
        }
    }
    false
}

/// What the numbers do: area and need before and after, or why it cannot be.
fn said(app: &Cordon, ui: &mut Ui, sheet: &Sheet) {
    if let Err(refusal) = &sheet.made {
        ui.label(
            RichText::new(format!("{}.", refusal.what))
                .font(font(12.5, 600))
                .color(colour32(app.look.ui.short)),
        );
        ui.label(&refusal.hint);
        return;
    }
    let of = |figures: &crate::force::Figures| {
        let chosen = figures.zones.iter().filter(|zone| app.desk.selection.has(&zone.id));
        chosen
            .fold((0.0, 0.0), |(area, need), zone| (area + zone.measured.area.0, need + zone.need.central.0))
    };
    let after = of(app.desk.figures());
    let before = app.desk.before().map_or(after, of);
    Grid::new("figures").num_columns(3).spacing([14.0, 4.0]).show(ui, |ui| {
        row(app, ui, "Area", "km²", before.0, after.0);
        row(app, ui, "Need", "troops", before.1, after.1);
    });
    if let Some(lost) = &sheet.lost {
        let text = format!(
            "{} of {} corners stay · {} km² lost, {} km² gained",
            grouped(lost.corners[1] as f64, 0),
            grouped(lost.corners[0] as f64, 0),
            grouped(lost.less.0, 1),
            grouped(lost.more.0, 1),
        );
        ui.label(RichText::new(text).font(font(12.5, 600)));
    }
}

fn row(app: &Cordon, ui: &mut Ui, name: &str, unit: &str, before: f64, after: f64) {
    ui.label(RichText::new(name).color(colour32(app.look.ui.tx2)));
    ui.label(format!("{} → {} {unit}", grouped(before, 0), grouped(after, 0)));
    let by = (after - before).round();
    if by == 0.0 {
        ui.label("");
    } else {
        let sign = if by < 0.0 { "−" } else { "+" };
        let text = format!("{sign}{}", grouped(by.abs(), 0));
        ui.label(RichText::new(text).font(font(12.0, 700)).color(colour32(app.look.ui.delta)));
    }
    ui.end_row();
}

/// The sheet that a command opens.
const fn kind_of(command: Command) -> Option<Kind> {
    match command {
        Command::Grow => Some(Kind::Grow),
        Command::Simplify => Some(Kind::Simplify),
        Command::Rotate => Some(Kind::Rotate),
        Command::Scale => Some(Kind::Scale),
        Command::MoveBy => Some(Kind::Shift),
        _ => None,
    }
}

/// What a command does at once.
const fn operation_of(command: Command) -> Option<Operation> {
    match command {
        Command::Merge => Some(Operation::Merge),
        Command::Subtract => Some(Operation::Subtract),
        Command::Intersect => Some(Operation::Intersect),
        Command::Separate => Some(Operation::Separate),
        Command::Duplicate => Some(Operation::Duplicate),
        _ => None,
    }
}

/// What a command does to the selected zones, where it is one of those.
pub fn command(app: &mut Cordon, command: Command, now: f64) {
    if let Some(operation) = operation_of(command) {
        carry_out(app, &operation, now);
    }
    // Without a zone there is nothing to type a measure for.
    if let (Some(kind), true) = (kind_of(command), app.is_possible(command)) {
        app.dialog = Some(Dialog::Shape(Box::new(Sheet::new(kind))));
    }
    match command {
        Command::ToggleLock => {
            let zones = app.desk.selection.zones.clone();
            toggle_lock(app, &zones, now);
        }
        Command::MoveUp => move_in_list(app, false, now),
        Command::MoveDown => move_in_list(app, true, now),
        _ => {}
    }
}

/// Does something to what is selected; a refusal goes to the status line.
fn carry_out(app: &mut Cordon, operation: &Operation, now: f64) {
    match operation.edit(app.desk.history.now(), &app.desk.selection.zones) {
        Ok(edit) => {
            let selects = matches!(operation, Operation::Duplicate);
            add(app, &edit, selects, now);
        }
        Err(refusal) => app.desk.refusal = Some(refusal),
    }
}

/// Makes an edit and selects the zones that it added.
pub fn add(app: &mut Cordon, edit: &Edit, selects: bool, now: f64) {
    let before = app.desk.history.now().clone();
    app.desk.apply(edit, now);
    let after = app.desk.history.now().zones.iter().map(|zone| &zone.id);
    let new: Vec<ZoneId> = after.filter(|id| before.zone(id).is_none()).cloned().collect();
    if selects && !new.is_empty() {
        app.desk.selection = Selection { zones: new, hovered: None };
    }
}

/// Locks what is selected, or unlocks it where all of it is locked.
pub fn toggle_lock(app: &mut Cordon, zones: &[ZoneId], now: f64) {
    let plan = app.desk.history.now();
    let chosen: Vec<_> = zones.iter().filter_map(|id| plan.zone(id)).collect();
    let locked = !chosen.iter().all(|zone| zone.locked);
    let edits: Vec<Edit> =
        chosen.iter().map(|zone| Edit::SetLocked { zone: zone.id.clone(), locked }).collect();
    several(app, if locked { "Lock" } else { "Unlock" }, edits, now);
}

/// Moves what is selected by a place in the list.
fn move_in_list(app: &mut Cordon, down: bool, now: f64) {
    let plan = app.desk.history.now();
    let mut places: Vec<usize> = app.desk.selection.zones.iter().filter_map(|id| plan.place(id)).collect();
    places.sort_unstable();
    if down {
        places.reverse();
    }
    let last = plan.zones.len().saturating_sub(1);
    // At the end of the list nothing moves: zones keep their order among each other.
    if places.first().is_none_or(|place| if down { *place == last } else { *place == 0 }) {
        return;
    }
    let to = |place: usize| if down { place + 1 } else { place - 1 };
    let zone = |place: usize| plan.zones.get(place).map(|zone| zone.id.clone());
    let edits: Vec<Edit> = places
        .into_iter()
        .filter_map(|place| Some(Edit::Reorder { zone: zone(place)?, to: to(place) }))
        .collect();
    several(app, "Move in the list", edits, now);
}

/// Makes edits of several zones in one step: "Lock 3 zones", or as the edit says where it is one.
pub fn several(app: &mut Cordon, verb: &str, edits: Vec<Edit>, now: f64) {
    let edit = match edits.as_slice() {
        [] => return,
        [one] => one.clone(),
        many => Edit::Several { label: format!("{verb}: {} zones", many.len()), edits },
    };
    app.desk.apply(&edit, now);
}

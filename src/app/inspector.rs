//! The selected zone: its role, method and shape, and how its need came about,
//! term by term, each with its source and basis, each to be changed and reset.

use std::sync::Arc;

use egui::{
    Align2, ComboBox, CornerRadius, Popup, PopupCloseBehavior, Rect, RichText, Role, ScrollArea, Sense,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::Cordon;
use super::common;
use super::contingents;
use super::headline::{MARGIN, change};
use super::ink::{self, pen};
use super::lines;
use super::live;
use super::number;
use super::remark::remark;
use super::seams;
use super::swatch;
use super::terms::{self, TERM, reset, settle};
use super::theme::{colour32, font, note_frame};
use crate::atlas::doctrine::{Method, Parameter};
use crate::force::{Case, Derivation, Key, Term, TermKind, Urgency, Working, ZoneFigures};
use crate::plan::{Corridor, Disc, Edit, Form, GROUND_FACTOR, Shape, Zone, ZoneId};
use crate::source::Basis;
use crate::units::{Km, Span, brief, grouped};

/// Texts being typed, before they become an edit.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    name: Option<(ZoneId, String)>,
    note: Option<(ZoneId, String)>,
}

/// Escape leaves a name or a remark as it was; nothing else hears it.
pub fn hear(app: &mut Cordon, ctx: &egui::Context) {
    let typing = app.draft.name.is_some() || app.draft.note.is_some();
    if typing && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
        app.draft = Draft::default();
    }
}

/// Shows the selected zone in the rest of the panel.
pub fn show(app: &mut Cordon, ui: &mut Ui, area: Rect) {
    // A zone that is being drawn comes before the one that is selected.
    let mut shown = app.desk.shown().zones.iter().enumerate();
    let drawn = shown.find(|(place, zone)| app.desk.settled(*place, &zone.id).is_none());
    let drawn = drawn.map(|(_, zone)| zone.id.clone());
    let found = drawn.or_else(|| app.desk.selected().cloned()).and_then(|id| {
        let zone = Arc::clone(app.desk.shown().zone(&id)?);
        let figures = app.desk.figures().zones.iter().find(|figures| figures.id == id)?.clone();
        Some((zone, figures))
    });
    let Some((zone, figures)) = found else {
        nothing(app, ui, area);
        return;
    };
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(area.shrink2(vec2(0.0, 1.0))).id_salt("inspector"));
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt(&zone.id).auto_shrink([false, false]).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let inner = Rect::from_min_size(
            pos2(area.left() + MARGIN, ui.cursor().top()),
            vec2(area.width() - 2.0 * MARGIN, 2_000.0),
        );
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(inner));
        header(app, &mut inside, &zone, &figures);
        properties(app, &mut inside, &zone, &figures);
        live::inspect(app, &mut inside, &zone);
        contingents::posture(app, &mut inside, &zone);
        // What keeps a number from being used stands before the number.
        let grave = figures.need.central.0 == 0.0
            || figures.alarms.iter().any(|alarm| alarm.severity > Urgency::Note);
        if grave {
            alarms(app, &mut inside, &figures);
            inside.add_space(4.0);
        }
        seams::alarms(app, &mut inside, &zone.id);
        derivation(app, &mut inside, &zone, &figures);
        if !grave {
            alarms(app, &mut inside, &figures);
        }
        contingents::section(app, &mut inside, &zone, &figures);
        note(app, &mut inside, &zone);
        super::measuring::ground(app, &mut inside, &zone);
        inside.add_space(12.0);
        // A child takes no room by itself, and what takes none cannot be scrolled.
        let used = inside.min_rect();
        ui.allocate_rect(used, Sense::hover());
    });
}

fn nothing(app: &mut Cordon, ui: &mut Ui, area: Rect) {
    if area.height() < 60.0 || app.desk.shown().zones.is_empty() {
        return;
    }
    if app.desk.selection.zones.len() > 1 {
        common::show(app, ui, area);
        return;
    }
    let text = "Click a zone to see how its need comes about.";
    let at = pos2(area.left() + MARGIN, area.top() + 24.0);
    ink::write(ui.painter(), at, Align2::LEFT_CENTER, text, pen(12.0, 400, app.look.ui.tx2));
}

/// The time of this frame, in seconds.
pub(super) fn now(ui: &Ui) -> f64 {
    ui.input(|input| input.time)
}

fn header(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>, figures: &ZoneFigures) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let look = app.look.clone();
    let badge = Rect::from_min_size(pos2(rect.left(), rect.top() + 12.0), vec2(24.0, 24.0));
    swatch::show(app, ui, badge, zone);
    let place = Rect::from_min_max(
        pos2(rect.left() + 34.0, rect.top() + 4.0),
        pos2(rect.right() - 176.0, rect.top() + 30.0),
    );
    rename(app, ui, place, zone);
    method(
        app,
        ui,
        Rect::from_min_max(
            pos2(rect.right() - 168.0, rect.top() + 5.0),
            pos2(rect.right(), rect.top() + 29.0),
        ),
        zone,
        figures,
    );
    let about = about(zone, figures);
    let at = pos2(rect.left() + 34.0, rect.top() + 42.0);
    let room = rect.width() - 34.0;
    ink::write_within(ui.painter(), at, Align2::LEFT_CENTER, &about, pen(11.5, 400, look.ui.tx2), room);
    let response =
        ui.interact(rect.with_min_y(rect.top() + 32.0), ui.scope_id().with("about"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, about.clone()));
    response.on_hover_text(format!(
        "{about}\nPerimeter {} km. People: official totals of 1 January 2022 (Crimea and Sevastopol 2014), spread \
         over settlements; pre-war unless the plan's assumptions say otherwise.",
        grouped(figures.measured.perimeter.0, 0)
    ));
}

fn about(zone: &Zone, figures: &ZoneFigures) -> String {
    let area = format!("{} km²", grouped(figures.measured.area.0, 0));
    let people = format!("{} (2022)", super::rows::people(figures.measured.people.0));
    match zone.shape.form() {
        Form::Corridor(corridor) => {
            let depth = if corridor.left.0 > 0.0 && corridor.right.0 > 0.0 {
                format!("{} + {} km deep", brief(corridor.left.0), brief(corridor.right.0))
            } else {
                format!("{} km deep", brief(corridor.left.0.max(corridor.right.0)))
            };
            format!("{depth} · {area} · {people}")
        }
        Form::Disc(disc) => format!("radius {} km · {area} · {people}", brief(disc.radius.0)),
        Form::Area(_) => format!("{area} · {people}"),
    }
}

fn rename(app: &mut Cordon, ui: &mut Ui, place: Rect, zone: &Zone) {
    let mut name = match &app.draft.name {
        Some((id, name)) if *id == zone.id => name.clone(),
        _ => zone.name.clone(),
    };
    let field = TextEdit::singleline(&mut name)
        .font(font(15.0, 700))
        .frame(egui::Frame::NONE)
        .margin(vec2(0.0, 3.0))
        .desired_width(place.width());
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("rename"));
    let response = child.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the zone"));
    if response.lost_focus() {
        app.draft.name = None;
        if name != zone.name {
            app.desk.apply(&Edit::Rename { zone: zone.id.clone(), name }, now(ui));
        }
    } else if response.has_focus() {
        app.draft.name = Some((zone.id.clone(), name));
    }
    response.on_hover_text("Click to rename.");
}

fn method(app: &mut Cordon, ui: &mut Ui, place: Rect, zone: &Zone, figures: &ZoneFigures) {
    let doctrine = &app.desk.atlas.doctrine;
    let default = crate::force::sizing::usual_method(zone, app.desk.shown(), &app.desk.atlas);
    let name = |method: Method| {
        let name = doctrine.method(method).map_or("", |doctrine| doctrine.name.as_str());
        format!("{} {}", method.id(), lower(name))
    };
    let mut chosen = None;
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("method"));
    let combo = ComboBox::from_id_salt(("method", &zone.id))
        .width(place.width())
        .height(400.0)
        .selected_text(RichText::new(name(figures.method)).font(font(12.0, 600)))
        .truncate();
    let response = combo.show_ui(&mut child, |ui| {
        for method in Method::ALL.into_iter().filter(|method| method.sizes_a_zone()) {
            let mut text = name(method);
            if Some(method) == default {
                text.push_str(" (default)");
            }
            let about = doctrine.method(method).map(|about| {
                format!("{}\nValid for: {}\nNot for: {}", about.formula, about.valid_for, about.not_valid_for)
            });
            let item =
                ui.selectable_label(method == figures.method, text).on_hover_text(about.unwrap_or_default());
            if item.clicked() {
                chosen = Some(method);
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Method"));
    if let Some(method) = chosen {
        let method = (Some(method) != default).then_some(method);
        app.desk.apply(&Edit::SetMethod { zone: zone.id.clone(), method }, now(ui));
    }
}

/// The first letter small, unless the word is an abbreviation.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn properties(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>, figures: &ZoneFigures) {
    let profiled = app.desk.atlas.doctrine.profiles_of(figures.method).next().is_some();
    ui.horizontal(|ui| {
        role(app, ui, zone);
        if profiled {
            profile(app, ui, zone, figures);
        } else {
            consent(app, ui, zone);
        }
    });
    let asked = matches!(figures.method, Method::M4 | Method::M4t | Method::Site | Method::M1);
    if asked || !matches!(zone.shape.form(), Form::Area(_)) {
        ui.horizontal(|ui| {
            shape(app, ui, zone);
            sized_by(app, ui, zone, figures);
        });
    }
    if profiled {
        consent(app, ui, zone);
    }
    lines::tie(app, ui, zone);
    ui.add_space(4.0);
}

fn consent(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    let mut consent = zone.consent;
    let answer = ui.checkbox(&mut consent, "Consent of both parties");
    if answer
        .on_hover_text("Whether both parties consent to the force in this zone. Monitoring needs it.")
        .changed()
    {
        app.desk.apply(&Edit::SetConsent { zone: zone.id.clone(), consent }, now(ui));
    }
}

/// What the method asks for beside the shape.
fn sized_by(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>, figures: &ZoneFigures) {
    match figures.method {
        Method::M4 => held(app, ui, zone, figures),
        Method::M4t | Method::Site => {
            let sites = f64::from(zone.sites);
            drag(app, ui, "Sites", "", sites, 0.0..=100.0, 0.1, 0, |sites| {
                Some(Edit::SetSites { zone: zone.id.clone(), sites: sites.round() as u32 })
            });
        }
        Method::M1 => {
            drag(app, ui, "Host forces", "", zone.host_forces, 0.0..=1_500_000.0, 250.0, 0, |people| {
                Some(Edit::SetHostForces { zone: zone.id.clone(), people })
            });
        }
        _ => {}
    }
}

fn role(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(("role", &zone.id))
        .width(130.0)
        .height(400.0)
        .selected_text(zone.role.title());
    let response = combo.show_ui(ui, |ui| {
        for role in crate::plan::Role::ALL {
            let item = ui.selectable_label(role == zone.role, format!("{}  {}", role.letter(), role.title()));
            let rule =
                app.desk.atlas.doctrine.role(role.name()).map_or("", |doctrine| doctrine.rule.as_str());
            if item.on_hover_text(rule).clicked() {
                chosen = Some(role);
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Role"));
    if let Some(role) = chosen.filter(|role| *role != zone.role) {
        app.desk.apply(&Edit::SetRole { zone: zone.id.clone(), role }, now(ui));
    }
}

fn profile(app: &mut Cordon, ui: &mut Ui, zone: &Zone, figures: &ZoneFigures) {
    let doctrine = Arc::clone(&app.desk.atlas);
    let profiles: Vec<_> = doctrine.doctrine.profiles_of(figures.method).collect();
    if profiles.is_empty() {
        return;
    }
    let used = figures.derivation.profile;
    let title = profiles
        .iter()
        .find(|profile| Some(profile.parameter) == used)
        .map_or("choose a profile", |profile| profile.title.as_str());
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(("profile", &zone.id))
        .width(180.0)
        .height(400.0)
        .selected_text(title)
        .truncate();
    let response = combo.show_ui(ui, |ui| {
        for profile in &profiles {
            let item = ui.selectable_label(Some(profile.parameter) == used, &profile.title);
            if item.on_hover_text(&profile.sentence).clicked() {
                chosen = Some(profile.parameter.id().to_owned());
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Mandate profile"));
    if chosen.is_some() {
        app.desk.apply(&Edit::SetProfile { zone: zone.id.clone(), profile: chosen }, now(ui));
    }
}

/// A number that follows the hand while dragged, and is one edit when let go.
#[allow(
    clippy::too_many_arguments,
    reason = "a field has a name, a unit, a value, a range, a speed and an edit"
)]
fn drag(
    app: &mut Cordon,
    ui: &mut Ui,
    name: &str,
    suffix: &str,
    value: f64,
    range: std::ops::RangeInclusive<f64>,
    speed: f64,
    decimals: usize,
    edit: impl Fn(f64) -> Option<Edit>,
) {
    ui.label(RichText::new(name).color(colour32(app.look.ui.tx2)));
    let mut draft = value;
    let field = number::field(&mut draft)
        .range(range)
        .speed(speed)
        .max_decimals(decimals)
        .suffix(suffix)
        .update_while_editing(false);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
    settle(app, ui, &response, || edit(draft));
}

fn shape(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>) {
    let reshape = |form: Form| {
        Shape::new(form).ok().map(|shape| Edit::Reshape { zone: zone.id.clone(), shape: Arc::new(shape) })
    };
    match zone.shape.form().clone() {
        Form::Corridor(corridor) => {
            for (name, left, value) in [("Depth left", true, corridor.left), ("right", false, corridor.right)]
            {
                drag(app, ui, name, " km", value.0, 0.0..=300.0, 0.25, 2, |km| {
                    let changed = if left {
                        Corridor { left: Km(km), ..corridor.clone() }
                    } else {
                        Corridor { right: Km(km), ..corridor.clone() }
                    };
                    reshape(Form::Corridor(changed))
                });
            }
        }
        Form::Disc(disc) => {
            drag(app, ui, "Radius", " km", disc.radius.0, 0.1..=300.0, 0.25, 2, |km| {
                reshape(Form::Disc(Disc { radius: Km(km), ..disc }))
            });
        }
        Form::Area(_) => {}
    }
}

fn held(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>, figures: &ZoneFigures) {
    let km = zone.held_km.unwrap_or(Km(figures.counted.line_km.0 * figures.ground_factor));
    drag(app, ui, "Holds", " km", km.0, 0.0..=2_000.0, 0.5, 1, |km| {
        Some(Edit::SetHeld { zone: zone.id.clone(), km: Some(Km(km)) })
    });
    if zone.held_km.is_some() && reset(app, ui, "Back to the km of the line inside the zone") {
        app.desk.apply(&Edit::SetHeld { zone: zone.id.clone(), km: None }, now(ui));
    }
}

fn derivation(app: &mut Cordon, ui: &mut Ui, zone: &Arc<Zone>, figures: &ZoneFigures) {
    let before = app
        .desk
        .before()
        .and_then(|before| before.zones.iter().find(|old| old.id == zone.id))
        .map(|old| old.derivation.clone());
    ui.spacing_mut().item_spacing.y = 0.0;
    let terms = figures.derivation.terms.clone();
    for (place, one) in terms.iter().enumerate() {
        let old = before.as_ref().and_then(|old| old_term(old, one, place));
        if one.kind == TermKind::Total {
            total(app, ui, one, old, figures);
        } else {
            term(app, ui, zone, one, old, place);
        }
    }
    cross_check(app, ui, figures);
    ui.spacing_mut().item_spacing.y = 4.0;
}

fn old_term<'a>(old: &'a Derivation, term: &Term, place: usize) -> Option<&'a Term> {
    old.terms.get(place).filter(|old| old.key == term.key).or_else(|| old.term(term.key))
}

/// A value of the derivation: one decimal where it is not whole; three for factors.
fn value(term: &Term) -> String {
    match term.key {
        Key::GroundFactor => format!("× {}", grouped(term.value.central, 3)),
        Key::Density | Key::Rate | Key::PeoplePerKm | Key::Exponent if term.value.central < 1.0 => {
            grouped(term.value.central, 3)
        }
        _ => brief(term.value.central),
    }
}

fn difference(term: &Term, old: Option<&Term>) -> Option<String> {
    let by = term.value.central - old?.value.central;
    let tenths = (by * 10.0).round() / 10.0;
    (tenths != 0.0).then(|| if tenths > 0.0 { format!("+{}", brief(tenths)) } else { brief(tenths) })
}

fn term(app: &mut Cordon, ui: &mut Ui, zone: &Zone, one: &Term, old: Option<&Term>, place: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), TERM), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("term", place)), Sense::click());
    let look = app.look.clone();
    let painter = ui.painter().clone();
    if response.hovered() {
        terms::hovered(&painter, rect, &look);
    }
    let subtotal = one.kind == TermKind::Subtotal;
    let text = value(one);
    let working = match one.key {
        Key::LineDrawn if zone.follows.is_some() => "km, about 1:2 M".to_owned(),
        Key::LineDrawn => "km, as drawn".to_owned(),
        Key::GroundFactor if matches!(one.how, Working::Plain) => "drawn freely".to_owned(),
        _ if matches!(one.how, Working::Measured) => one.unit().to_owned(),
        _ => one.working(Case::Central),
    };
    let by = difference(one, old);
    let atlas = Arc::clone(&app.desk.atlas);
    let sources = one.sources(&atlas.doctrine);
    let source = match one.key {
        Key::LineDrawn | Key::Area | Key::Residents => Some("map"),
        Key::GroundFactor if matches!(one.how, Working::Quotient(..)) => {
            let line = zone.follows.as_ref().map_or("contact", |line| line.0.as_str());
            atlas.doctrine.lengths_of(line).next().map(|length| length.figure.id.as_str())
        }
        _ if one.overridden => None,
        _ => sources.first().copied().filter(|id| id.starts_with('S') || id.starts_with('L')),
    };
    let line = terms::Line {
        name: one.name(),
        working: &working,
        value: &text,
        change: by.as_deref(),
        chip: (!subtotal).then_some((one.basis.central, source)),
        subtotal,
    };
    terms::line(&painter, rect, &line, &look);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{}: {text} {}, {working}", one.name(), one.unit()))
    });
    let figures: Vec<Parameter> = one.figures.into_iter().flatten().collect();
    Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(340.0)
        .layout(egui::Layout::top_down(egui::Align::Min))
        .show(|ui| {
            ui.set_width(340.0);
            explain(app, ui, zone, one, &figures);
        });
    if !Popup::is_any_open(ui.ctx()) {
        response.on_hover_text(hover(one, &figures, app));
    }
}

fn hover(one: &Term, figures: &[Parameter], app: &Cordon) -> String {
    let mut text = format!(
        "{} ({}): low {} · central {} · high {}",
        one.name(),
        one.unit(),
        brief(one.value.low),
        brief(one.value.central),
        brief(one.value.high)
    );
    for parameter in figures {
        let figure = app.desk.atlas.doctrine.at(*parameter);
        text.push('\n');
        text.push_str(&figure.name);
        text.push_str(": ");
        text.push_str(one.basis.central.meaning());
    }
    text.push_str("\nClick for sources, and to change it.");
    text
}

/// The page behind a term: its three cases, its figures with source and basis, to be changed and reset.
fn explain(app: &mut Cordon, ui: &mut Ui, zone: &Zone, one: &Term, figures: &[Parameter]) {
    let tx2 = colour32(app.look.ui.tx2);
    ui.label(RichText::new(one.name()).font(font(13.0, 700)));
    for case in Case::ALL {
        let value = case.of(one.value);
        ui.label(
            RichText::new(format!(
                "{}: {} {} · {}",
                case.name(),
                brief(value),
                one.unit(),
                one.working(case)
            ))
            .color(tx2),
        );
    }
    if one.key == Key::GroundFactor {
        ui.separator();
        editor(
            app,
            ui,
            zone,
            GROUND_FACTOR,
            "Ground factor",
            "×",
            one.value,
            None,
            one.overridden,
            one.basis,
        );
        ui.label(RichText::new("Published length of the line ÷ its length as drawn: the schematic line is smoother than the front. Area is not affected.").color(tx2));
        for length in
            app.desk.atlas.doctrine.lengths_of(zone.follows.as_ref().map_or("", |line| line.0.as_str()))
        {
            ui.label(
                RichText::new(format!(
                    "{}: {} km, {}",
                    length.figure.id,
                    grouped(length.figure.value.central, 0),
                    length.figure.name
                ))
                .color(tx2),
            );
        }
    }
    let atlas = Arc::clone(&app.desk.atlas);
    for parameter in figures {
        let figure = atlas.doctrine.at(*parameter);
        let set = zone.overrides.get(parameter.id()).copied();
        ui.separator();
        editor(
            app,
            ui,
            zone,
            parameter.id(),
            &figure.name,
            &figure.unit,
            set.unwrap_or(figure.value),
            Some(figure.value),
            set.is_some(),
            figure.basis,
        );
        for id in &figure.sources {
            if let Some(source) = atlas.doctrine.source(id) {
                ui.label(
                    RichText::new(format!("{id}: {} ({}, {})", source.title, source.publisher, source.year))
                        .color(tx2),
                );
            }
        }
        if !figure.note.is_empty() {
            ui.label(RichText::new(&figure.note).color(tx2));
        }
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "a figure has an id, a name, a unit, three values and their basis"
)]
fn editor(
    app: &mut Cordon,
    ui: &mut Ui,
    zone: &Zone,
    id: &str,
    name: &str,
    unit: &str,
    span: Span<f64>,
    doctrine: Option<Span<f64>>,
    set: bool,
    basis: Span<Basis>,
) {
    ui.label(RichText::new(format!("{name}, {unit}")).font(font(12.0, 600)));
    ui.horizontal(|ui| {
        for case in Case::ALL {
            ui.vertical(|ui| {
                ui.label(RichText::new(case.name()).font(font(10.5, 500)).color(colour32(app.look.ui.tx3)));
                let mut draft = case.of(span);
                let speed = (draft.abs() / 100.0).max(0.005);
                let field = number::field(&mut draft)
                    .speed(speed)
                    .range(0.0..=f64::MAX)
                    .max_decimals(4)
                    .update_while_editing(false);
                let response = ui.add(field);
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::SpinButton, true, format!("{name}, {}", case.name()))
                });
                settle(app, ui, &response, || {
                    let mut value = span;
                    match case {
                        Case::Low => value.low = draft,
                        Case::Central => value.central = draft,
                        Case::High => value.high = draft,
                    }
                    Some(Edit::SetParameter {
                        zone: zone.id.clone(),
                        figure: id.to_owned(),
                        value: Some(value),
                    })
                });
                let typed = set && doctrine.is_none_or(|doctrine| case.of(doctrine) != case.of(span));
                let shown = if typed { Basis::User } else { case.of(basis) };
                let (rect, chip) = ui.allocate_exact_size(vec2(30.0, 18.0), Sense::hover());
                ink::source_chip(
                    ui.painter(),
                    pos2(rect.left() + 18.0, rect.center().y),
                    shown,
                    None,
                    &app.look,
                );
                chip.on_hover_text(shown.meaning());
            });
        }
        if set && reset(app, ui, "Back to the doctrine’s value") {
            let edit = Edit::SetParameter { zone: zone.id.clone(), figure: id.to_owned(), value: None };
            app.desk.apply(&edit, now(ui));
        }
    });
}

fn total(app: &Cordon, ui: &mut Ui, one: &Term, old: Option<&Term>, figures: &ZoneFigures) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let (look, painter) = (&app.look, ui.painter());
    let plate = rect.expand2(vec2(8.0, 0.0)).shrink2(vec2(0.0, 1.0));
    painter.rect_filled(plate, CornerRadius::same(4), colour32(look.ui.well));
    let y = rect.center().y;
    let name = ink::write(
        painter,
        pos2(rect.left(), y),
        Align2::LEFT_CENTER,
        one.name(),
        pen(13.0, 700, look.ui.tx),
    );
    let need = figures.need.map(|troops| troops.0);
    let range = format!("{} – {}", grouped(need.low, 0), grouped(need.high, 0));
    let at = pos2(name.right() + 12.0, y);
    ink::write(painter, at, Align2::LEFT_CENTER, &range, pen(12.0, 400, look.ui.tx2));
    let number = grouped(need.central, 0);
    let at = pos2(rect.right() - 78.0, y);
    ink::write(painter, at, Align2::RIGHT_CENTER, &number, pen(17.0, 700, look.ui.tx));
    if let Some(by) = change(need.central, old.map(|old| old.value.central)) {
        ink::write(painter, pos2(rect.right(), y), Align2::RIGHT_CENTER, by, pen(12.0, 700, look.ui.delta));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Needed {number}, {range}")));
    response.on_hover_text(format!(
        "Deployed, this zone: low {} · central {} · high {}",
        brief(need.low),
        brief(need.central),
        brief(need.high)
    ));
}

fn cross_check(app: &Cordon, ui: &mut Ui, figures: &ZoneFigures) {
    let Some((method, profile, need)) = &figures.cross_check else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let (look, painter) = (&app.look, ui.painter());
    let doctrine = &app.desk.atlas.doctrine;
    let title = profile.as_deref().and_then(|id| doctrine.figure(id)).map_or_else(
        || doctrine.method(*method).map_or_else(String::new, |about| about.name.clone()),
        |figure| figure.name.clone(),
    );
    let y = rect.center().y;
    let number = grouped(need.central.0, 0);
    let at = pos2(rect.right() - 78.0, y);
    let covered = ink::write(painter, at, Align2::RIGHT_CENTER, &number, pen(12.0, 400, look.ui.tx2));
    let text = format!("Cross-check {}, {}", method.id(), lower(&title));
    let room = covered.left() - rect.left() - 8.0;
    ink::write_within(
        painter,
        pos2(rect.left(), y),
        Align2::LEFT_CENTER,
        &text,
        pen(11.5, 400, look.ui.tx2),
        room,
    );
    let figure = profile.as_deref().and_then(|id| doctrine.figure(id));
    let basis = figure.map_or(Basis::C, |figure| figure.basis.central);
    let source =
        figure.and_then(|figure| figure.sources.iter().find(|id| id.starts_with('S') && id.len() > 1));
    ink::source_chip(painter, pos2(rect.right(), y), basis, source.map(String::as_str), look);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{text}: {number}")));
    response.on_hover_text(format!(
        "{text}\nlow {} · central {} · high {}\nAnother way to the same zone. The two are not averaged.",
        grouped(need.low.0, 0),
        number,
        grouped(need.high.0, 0)
    ));
}

fn alarms(app: &Cordon, ui: &mut Ui, figures: &ZoneFigures) {
    for alarm in &figures.alarms {
        ui.add_space(2.0);
        let alarming = alarm.severity > Urgency::Note;
        let (fill, colour) = if alarming {
            (app.look.ui.shortbg, app.look.ui.short)
        } else {
            (app.look.ui.well, app.look.ui.tx2)
        };
        note_frame(fill).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(
                RichText::new(format!("{}.", alarm.what.trim_end_matches('.')))
                    .font(font(12.0, 600))
                    .color(colour32(colour)),
            );
            ui.label(RichText::new(&alarm.hint).font(font(11.5, 400)).color(colour32(app.look.ui.tx2)));
        });
    }
}

fn note(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    if let Some(note) = remark(ui, &mut app.draft.note, &zone.id, &zone.note, "Remark") {
        app.desk.apply(&Edit::SetNote { zone: zone.id.clone(), note }, now(ui));
    }
}

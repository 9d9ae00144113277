//! The find field: a place by its name, by coordinates or by a grid reference, and the
//! next corner of a sketch by what is typed.

use egui::{
    Align2, Area, Context, CornerRadius, CursorIcon, Event, Id, Key, Modifiers, Order, Pos2, Rect, Role,
    Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use geo_types::Coord;

use super::ink::{self, pen};
use super::theme::{colour32, font};
use super::{Cordon, hand};
use crate::atlas::SettlementKind;
use crate::atlas::gazetteer::{Found, PlaceKind, oblast_name};
use crate::geodesy::{self, coordinates};
use crate::problem::Refusal;
use crate::scene::view::View;
use crate::tools::{Cursor, Gesture, ToolKind};
use crate::units::{brief, grouped};

/// What the field holds, and where it led.
#[derive(Debug, Default)]
pub struct Finding {
    open: bool,
    /// The keyboard is to go to the field in this frame.
    wants_focus: bool,
    text: String,
    /// The text that `hits` answer, and the last corner they count from.
    answered: Option<(String, Option<Coord<f64>>)>,
    hits: Vec<Hit>,
    refusal: Option<Refusal>,
    chosen: usize,
    mark: Option<Mark>,
}

/// One line of what was found.
#[derive(Clone, Debug)]
struct Hit {
    name: String,
    /// The name in the other script, or what was taken for granted.
    aside: String,
    /// Kind, oblast.
    about: String,
    /// People, or the notation.
    figure: String,
    at: Coord<f64>,
    bounds: Option<geo_types::Rect<f64>>,
    zoom: f64,
    /// A place to the metre: it can be a corner.
    exact: bool,
}

/// Where the last flight went.
#[derive(Clone, Debug)]
struct Mark {
    at: Coord<f64>,
    name: String,
}

/// Lines that are offered.
const MOST: usize = 8;

impl Finding {
    /// The place where the last flight went, and its name.
    pub fn found(&self) -> Option<(Coord<f64>, String)> {
        self.mark.as_ref().map(|mark| (mark.at, mark.name.clone()))
    }
}

/// Opens the field, or puts the keyboard back into it.
pub fn open(app: &mut Cordon) {
    app.finding.open = true;
    app.finding.wants_focus = true;
}

/// Takes the keys that are the field's, before the hand hears them.
pub fn hear(app: &mut Cordon, ctx: &Context) {
    if app.dialog_open() || egui::Popup::is_any_open(ctx) {
        return;
    }
    let escape = |ctx: &Context| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if app.finding.open {
        if escape(ctx) {
            close(app);
        }
        return;
    }
    if ctx.text_edit_focused() {
        return;
    }
    // The mark is one step out before what lies below it.
    if app.finding.mark.is_some()
        && !app.desk.tool.is_busy()
        && app.desk.measured.over.is_none()
        && escape(ctx)
    {
        app.finding.mark = None;
    }
    let asked = ctx.input_mut(|input| {
        let slash = |event: &Event| matches!(event, Event::Text(text) if text == "/");
        let asked = input.events.iter().any(slash);
        input.events.retain(|event| !slash(event));
        asked
    });
    if asked {
        open(app);
    }
}

fn close(app: &mut Cordon) {
    app.finding = Finding { mark: app.finding.mark.take(), ..Finding::default() };
}

/// Whether what is typed would be the next corner of a sketch.
fn draws(app: &Cordon) -> bool {
    if app.desk.measured.over.is_some() {
        return true;
    }
    let chain = matches!(
        app.desk.tool.kind(),
        ToolKind::Polygon | ToolKind::Corridor | ToolKind::Split | ToolKind::DrawLine
    );
    // A belt whose depth is being given has no corners any more.
    chain && (!app.desk.tool.is_busy() || last_corner(app).is_some())
}

fn last_corner(app: &Cordon) -> Option<Coord<f64>> {
    app.desk.corners(hand::pick(app)).last().copied()
}

/// Looks again where the text has changed.
fn answer(app: &mut Cordon) {
    let from = if draws(app) { last_corner(app) } else { None };
    let asked = (app.finding.text.clone(), from);
    if app.finding.answered.as_ref() == Some(&asked) {
        return;
    }
    let text = app.finding.text.trim().to_owned();
    let (mut hits, mut refusal) = (Vec::new(), None);
    if let Some((from, (length, bearing))) = from.zip(coordinates::side(&text)) {
        let at = geodesy::destination(from, bearing, length);
        let aside = format!("{} km at {}° from the last corner", brief(length.0), brief(bearing));
        hits.push(exact(app, at, "Side", &aside));
    } else if coordinates::is_meant(&text) {
        match coordinates::read(&text) {
            Ok(read) => {
                let notation = read.notation.to_string();
                hits.push(exact(app, read.at, &notation, &read.note.unwrap_or_default()));
            }
            Err(why) => refusal = Some(why),
        }
    } else {
        let ukrainian = app.language == crate::scene::Language::Ukrainian;
        let found = app.desk.atlas.gazetteer().find(&text, MOST);
        hits.extend(found.iter().map(|found| named(found, ukrainian)));
    }
    app.finding.hits = hits;
    app.finding.refusal = refusal;
    app.finding.chosen = 0;
    app.finding.answered = Some(asked);
}

/// A place to the metre, with the oblast it lies in.
fn exact(app: &Cordon, at: Coord<f64>, notation: &str, aside: &str) -> Hit {
    let oblasts = &app.desk.atlas.map.oblasts;
    let oblast = oblasts.iter().find(|oblast| geodesy::contains(&oblast.outline, at));
    let within = oblast.map_or_else(|| "not in Ukraine".to_owned(), |oblast| oblast_name(&oblast.name));
    Hit {
        name: coordinates::decimal(at),
        aside: aside.to_owned(),
        about: [geodesy::mgrs(at).unwrap_or_default(), within].join(" · "),
        figure: notation.to_owned(),
        at,
        bounds: None,
        zoom: 10.5,
        exact: true,
    }
}

fn named(found: &Found<'_>, ukrainian: bool) -> Hit {
    let place = found.place;
    let swapped = ukrainian && !place.name_uk.is_empty();
    let [name, aside] = if swapped { [&place.name_uk, &place.name] } else { [&place.name, &place.name_uk] };
    let within = if ukrainian { &place.within_uk } else { &place.within };
    let about: Vec<&str> = std::iter::once(place.kind.title()).chain(within.as_deref()).collect();
    let people = place.population.map(|people| format!("{} people", grouped(f64::from(people), 0)));
    Hit {
        name: name.clone(),
        aside: aside.clone(),
        about: about.join(" · "),
        figure: people.unwrap_or_default(),
        at: place.at,
        bounds: place.bounds,
        zoom: match place.kind {
            PlaceKind::Settlement(SettlementKind::Capital | SettlementKind::OblastSeat) => 9.5,
            _ => 10.5,
        },
        exact: false,
    }
}

/// Goes where a line leads: a corner where one is being drawn, otherwise a flight.
fn take(app: &mut Cordon, place: usize, ctx: &Context) {
    let Some(hit) = app.finding.hits.get(place).cloned() else { return };
    let now = ctx.input(|input| input.time);
    if hit.exact && draws(app) {
        let pick = hand::pick(app);
        // As typed: not where it would snap to.
        let cursor = Cursor { at: hit.at, shift: false, alt: app.desk.snap };
        app.desk.gesture(Gesture::Click(cursor), pick, now);
        let [x, y] = app.view.to_screen(hit.at);
        let seen = Rect::from_min_size(Pos2::ZERO, app.map_rect.size()).shrink(40.0).contains(pos2(x, y));
        if !seen {
            app.fly_to(View::new(hit.at, app.view.zoom, app.view.size), now);
        }
        // The field stays for the corner after it.
        app.finding.text.clear();
        app.finding.wants_focus = true;
        return;
    }
    let to = match hit.bounds {
        Some(bounds) => View::fitting(bounds, 60.0, app.view.size),
        None => View::new(hit.at, hit.zoom.max(app.view.zoom), app.view.size),
    };
    app.fly_to(to, now);
    app.finding.mark = Some(Mark { at: hit.at, name: hit.name });
    close(app);
    ctx.request_repaint();
}

const WIDE: f32 = 460.0;
const FIELD: f32 = 44.0;
const ROW: f32 = 40.0;
const PAD: f32 = 8.0;

/// Shows the field and what it found, and the mark.
pub fn show(app: &mut Cordon, ui: &Ui, map: Rect) {
    mark(app, ui, map);
    if !app.finding.open {
        return;
    }
    answer(app);
    // Below the banner, and below the plates of the tool.
    let left = (map.center().x - WIDE / 2.0).max(map.left() + 16.0);
    let corner = app.below_plates(pos2(left, map.top() + 60.0), WIDE);
    Area::new(Id::unique("find")).order(Order::Middle).fixed_pos(corner).constrain(false).show(
        ui.ctx(),
        |ui| {
            let said = below(app);
            let rows = if said.is_some() { 1.0 } else { app.finding.hits.len() as f32 };
            let size = vec2(WIDE, FIELD + if rows > 0.0 { rows * ROW + PAD } else { 0.0 });
            let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
            response.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Find a place"));
            ink::plate(ui.painter(), rect, &app.look);
            field(app, ui, rect);
            if app.finding.hits.len() as f32 * ROW > 0.0 || said.is_some() {
                ink::rule(
                    ui.painter(),
                    rect.left() + 1.0,
                    rect.right() - 1.0,
                    rect.top() + FIELD,
                    app.look.ui.line,
                );
            }
            match said {
                Some((text, warning)) => {
                    let colour = if warning { app.look.ui.short } else { app.look.ui.tx2 };
                    let line =
                        Rect::from_min_size(rect.min + vec2(14.0, FIELD + 4.0), vec2(WIDE - 28.0, ROW));
                    let galley =
                        ui.painter().layout(text.clone(), font(12.0, 500), colour32(colour), line.width());
                    let at = pos2(line.left(), line.center().y - galley.size().y / 2.0);
                    ui.painter().galley(at, galley, colour32(colour));
                    let response = ui.interact(line, ui.scope_id().with("said"), Sense::hover());
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text.clone()));
                }
                None => list(app, ui, rect),
            }
        },
    );
}

/// What stands below an empty field, a name nobody bears, and numbers that are no place.
fn below(app: &Cordon) -> Option<(String, bool)> {
    let finding = &app.finding;
    if let Some(refusal) = &finding.refusal {
        return Some((refusal.to_string(), true));
    }
    if finding.text.trim().is_empty() {
        let text = match (draws(app), last_corner(app)) {
            (true, Some(_)) => {
                "The next corner: coordinates such as 49.5 36.2, a grid reference, or a side such as 45 km 120°."
            }
            (true, None) => {
                "The first corner by coordinates or grid reference; or a place to fly to by its name."
            }
            (false, _) => {
                "A name in Ukrainian or Latin letters, coordinates, a grid reference, UTM or a map link. Nothing leaves this computer."
            }
        };
        return Some((text.to_owned(), false));
    }
    let none = finding.hits.is_empty().then(|| {
        format!("No place is known as “{}”. The smallest villages are not in the data.", finding.text.trim())
    });
    Some((none?, false))
}

fn field(app: &mut Cordon, ui: &mut Ui, plate: Rect) {
    let id = Id::unique("find field");
    let rect = Rect::from_min_size(plate.min + vec2(14.0, 13.5), vec2(WIDE - 70.0, FIELD - 27.0));
    if ui.memory(|memory| memory.has_focus(id)) {
        keys(app, ui);
    }
    let hint = if draws(app) { "Coordinates of the next corner, or a place" } else { "Find a place" };
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    let edit = TextEdit::singleline(&mut app.finding.text)
        .id(id)
        .frame(egui::Frame::NONE)
        .font(font(14.0, 500))
        .margin(vec2(4.0, 6.0))
        .desired_width(rect.width())
        .char_limit(2_000)
        .hint_text(hint);
    let response = child.add(edit);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a place"));
    if std::mem::take(&mut app.finding.wants_focus) {
        response.request_focus();
    }
    let cap = pos2(plate.right() - 46.0, plate.top() + FIELD / 2.0);
    let wide = ink::key_cap(ui.painter(), cap, "Esc", &app.look);
    let rect = Rect::from_min_size(cap - vec2(2.0, 11.0), vec2(wide + 4.0, 22.0));
    let response = ui.interact(rect, ui.scope_id().with("close"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the find field"));
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        close(app);
    }
}

fn keys(app: &mut Cordon, ui: &Ui) {
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = app.finding.hits.len().saturating_sub(1);
    if pressed(Key::ArrowDown) {
        app.finding.chosen = (app.finding.chosen + 1).min(last);
    }
    if pressed(Key::ArrowUp) {
        app.finding.chosen = app.finding.chosen.saturating_sub(1);
    }
    if pressed(Key::Enter) {
        // What was typed in this very frame counts.
        answer(app);
        take(app, app.finding.chosen, ui.ctx());
    }
}

fn list(app: &mut Cordon, ui: &Ui, plate: Rect) {
    let mut taken = None;
    let corner_next = draws(app);
    for (place, hit) in app.finding.hits.iter().enumerate() {
        let top = plate.top() + FIELD + PAD / 2.0 + place as f32 * ROW;
        let row = Rect::from_min_size(pos2(plate.left() + 4.0, top), vec2(WIDE - 8.0, ROW));
        let response = ui.interact(row, ui.scope_id().with(("hit", place)), Sense::click());
        let chosen = place == app.finding.chosen;
        let said: Vec<&str> =
            [&hit.name, &hit.aside, &hit.about, &hit.figure].into_iter().map(String::as_str).collect();
        let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, said.join(", ")));
        line(app, ui, row, hit, chosen, response.hovered(), corner_next);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            taken = Some(place);
        }
    }
    if let Some(place) = taken {
        take(app, place, ui.ctx());
    }
}

fn line(app: &Cordon, ui: &Ui, row: Rect, hit: &Hit, chosen: bool, hovered: bool, corner_next: bool) {
    let (look, painter) = (&app.look, ui.painter());
    if chosen || hovered {
        let (fill, edge) =
            if chosen { (look.ui.accentbg, look.ui.accent) } else { (look.ui.well, look.ui.well) };
        let stroke = Stroke::new(1.0, colour32(edge));
        painter.rect(row, CornerRadius::same(4), colour32(fill), stroke, StrokeKind::Inside);
    }
    let (left, right) = (row.left() + 10.0, row.right() - 10.0);
    let (upper, lower) = (row.top() + 13.0, row.top() + 28.0);
    let figure = ink::write(
        painter,
        pos2(right, upper),
        Align2::RIGHT_CENTER,
        &hit.figure,
        pen(12.0, 500, look.ui.tx2),
    );
    let room = figure.left() - left - 12.0;
    let name = ink::write_within(
        painter,
        pos2(left, upper),
        Align2::LEFT_CENTER,
        &hit.name,
        pen(13.0, 600, look.ui.tx),
        room,
    );
    let room = figure.left() - name.right() - 20.0;
    if !hit.aside.is_empty() && room > 30.0 {
        let at = pos2(name.right() + 8.0, upper);
        ink::write_within(painter, at, Align2::LEFT_CENTER, &hit.aside, pen(12.0, 400, look.ui.tx2), room);
    }
    let does = if !chosen {
        ""
    } else if hit.exact && corner_next {
        "Enter puts a corner"
    } else {
        "Enter flies there"
    };
    let does =
        ink::write(painter, pos2(right, lower), Align2::RIGHT_CENTER, does, pen(11.0, 400, look.ui.tx2));
    let room = does.left() - left - 12.0;
    let at = pos2(left, lower);
    ink::write_within(painter, at, Align2::LEFT_CENTER, &hit.about, pen(11.0, 400, look.ui.tx2), room);
}

/// A ring and a name where the last flight went; Escape takes it away.
fn mark(app: &Cordon, ui: &Ui, map: Rect) {
    let Some(mark) = &app.finding.mark else { return };
    let [x, y] = app.view.to_screen(mark.at);
    let at = map.min + vec2(x, y);
    let painter = ui.painter().with_clip_rect(map);
    let (accent, under) = (colour32(app.look.ui.accent), colour32(app.look.ui.plate));
    painter.circle_stroke(at, 13.0, Stroke::new(5.0, under));
    painter.circle_stroke(at, 13.0, Stroke::new(2.5, accent));
    painter.circle_filled(at, 3.5, under);
    painter.circle_filled(at, 2.5, accent);
    let wide = ink::width(&painter, &mark.name, 12.5, 600);
    let plate = Rect::from_center_size(at - vec2(0.0, 34.0), vec2(wide + 16.0, 24.0));
    ink::plate(&painter, plate, &app.look);
    let pen = pen(12.5, 600, app.look.ui.tx);
    ink::write(&painter, plate.center(), Align2::CENTER_CENTER, &mark.name, pen);
    let around = Rect::from_center_size(at, vec2(26.0, 26.0)).intersect(map);
    if around.is_positive() {
        let response = ui.interact(around, ui.scope_id().with("found"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Found: {}", mark.name)));
    }
}

//! Distance to the line of contact: along a path, and over the ground of a zone. Measured
//! beside the window; until an answer is there, the last one stays.

use std::sync::Arc;

use egui::{Align2, Context, CornerRadius, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::chart::round_step;
use super::super::ink::{self, pen};
use super::super::later::{Later, Reached};
use super::super::theme::{colour32, font};
use super::super::{Cordon, bands};
use super::card::{caps, flats};
use super::kept::km;
use crate::force::exposure::Bands;
use crate::force::profile::{Profile, Spread, spread};
use crate::geodesy::{self, Flat, Route};
use crate::plan::{Form, Shape, Zone};
use crate::problem::Refusal;
use crate::scene::look::Look;
use crate::units::{Km, brief, grouped};

/// The bands of a line, which know the line.
type Near = Arc<Result<Bands, Refusal>>;

/// What is measured beside the window, one thing at a time.
struct Beside<K, T> {
    under_way: Option<(K, Later<T>)>,
    done: Option<(K, Arc<T>)>,
    lost: Option<K>,
}

impl<K, T> Default for Beside<K, T> {
    fn default() -> Self {
        Self { under_way: None, done: None, lost: None }
    }
}

impl<K: Clone + PartialEq, T: Send + 'static> Beside<K, T> {
    /// The latest answer there is; asks for the wanted one where it is another.
    fn ask(
        &mut self,
        wanted: &K,
        ctx: &Context,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<Arc<T>> {
        if let Some((of, later)) = self.under_way.take() {
            match later.look() {
                Reached::Done(answer) => self.done = Some((of, Arc::new(answer))),
                Reached::Lost => self.lost = Some(of),
                Reached::UnderWay => self.under_way = Some((of, later)),
            }
        }
        let known = self.done.as_ref().is_some_and(|(of, _)| of == wanted);
        if !known && self.under_way.is_none() && self.lost.as_ref() != Some(wanted) {
            self.under_way = Some((wanted.clone(), Later::begin(ctx, move |_| work())));
        }
        self.done.as_ref().map(|(_, answer)| Arc::clone(answer))
    }
}

/// Something by its identity, beside the bands it is measured against.
#[derive(Clone)]
struct Against<T>(Arc<T>, Near);

impl<T> PartialEq for Against<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) && Arc::ptr_eq(&self.1, &other.1)
    }
}

/// What is known of the ground of a zone.
struct Ground {
    /// How it is spread over the distances from the line.
    spread: Vec<Spread>,
    /// What planes would have said of its area.
    flats: Vec<Flat>,
    /// Why they are off.
    why: String,
    /// The distances of its axis from the line, where it has one.
    axis: Option<Profile>,
}

/// The answers.
#[derive(Default)]
pub struct Profiles {
    path: Beside<Against<Route>, Option<Profile>>,
    zone: Beside<Against<Shape>, Option<Ground>>,
}

/// The bands of the line on show, or a word that they are on their way.
fn near(app: &mut Cordon, ui: &mut Ui) -> Option<Near> {
    bands::wanted(app, ui.ctx());
    let near = app.desk.bands();
    match near.as_deref() {
        Some(Err(refusal)) => {
            ui.colored_label(colour32(app.look.ui.short), refusal.to_string());
            None
        }
        Some(Ok(_)) => near,
        None => {
            waiting(ui, &app.look);
            None
        }
    }
}

fn waiting(ui: &mut Ui, look: &Look) {
    ui.label(RichText::new("The distances are being measured …").color(colour32(look.ui.tx2)));
}

/// The figure of a path.
pub fn of_path(app: &mut Cordon, ui: &mut Ui, route: &Arc<Route>) {
    let Some(near) = near(app, ui) else { return };
    let (path, bands) = (Arc::clone(route), Arc::clone(&near));
    let work = move || Profile::of(&path.path, bands.as_ref().as_ref().ok()?.line());
    let answer = app.measuring.profiles.path.ask(&Against(Arc::clone(route), near), ui.ctx(), work);
    match answer.as_deref() {
        Some(Some(profile)) => figure(ui, &app.look.clone(), profile, "the path"),
        Some(None) => drop(ui.label("The line of contact has no course to measure from.")),
        None => waiting(ui, &app.look),
    }
}

/// The part of the inspector on a zone's ground: its area on a flat map, and how far it
/// lies from the line.
pub fn ground(app: &mut Cordon, ui: &mut Ui, zone: &Zone) {
    let look = app.look.clone();
    caps(ui, &look, "ON A FLAT MAP ITS AREA WOULD BE");
    let top = ui.cursor().min;
    // What lies below the edge of the panel is not measured until it is scrolled to.
    if !ui.is_rect_visible(Rect::from_min_size(top, vec2(ui.available_width(), 40.0))) {
        ui.allocate_space(vec2(ui.available_width(), 190.0));
        return;
    }
    let Some(near) = near(app, ui) else { return };
    let (shape, bands) = (Arc::clone(&zone.shape), Arc::clone(&near));
    let work = move || Some(measured(&shape, bands.as_ref().as_ref().ok()?));
    let answer = app.measuring.profiles.zone.ask(&Against(Arc::clone(&zone.shape), near), ui.ctx(), work);
    let Some(ground) = answer.as_deref().and_then(Option::as_ref) else {
        waiting(ui, &look);
        return;
    };
    flats(ui, &look, &ground.flats, |value| format!("{} km²", grouped(value, 0)));
    ui.label(RichText::new(&ground.why).font(font(11.0, 400)).color(colour32(look.ui.tx2)));
    caps(ui, &look, "ITS GROUND BY DISTANCE TO THE LINE OF CONTACT");
    bars(ui, &look, &ground.spread);
    match &ground.axis {
        // Along the line there is nothing to see.
        Some(axis) if axis.most.away.0 < 1.0 => {
            let text = "Its axis runs along the line, nowhere a kilometre away.";
            ui.label(RichText::new(text).font(font(11.0, 400)).color(colour32(look.ui.tx2)));
        }
        Some(axis) => {
            caps(ui, &look, "ITS AXIS, DISTANCE TO THE LINE");
            figure(ui, &look, axis, "the axis");
        }
        None => {}
    }
}

fn measured(shape: &Shape, bands: &Bands) -> Ground {
    let outline = shape.outline();
    let middle = geodesy::bounds(outline).map(geo_types::Rect::center);
    let axis = match shape.form() {
        Form::Corridor(corridor) => Profile::of(&corridor.axis, bands.line()),
        Form::Area(_) | Form::Disc(_) => None,
    };
    Ground {
        spread: spread(outline, bands),
        flats: geodesy::flat_areas(outline),
        why: middle.map(geodesy::why_flat_is_off).unwrap_or_default(),
        axis,
    }
}

/// The ground in bars, the nearest first.
fn bars(ui: &mut Ui, look: &Look, spread: &[Spread]) {
    for part in spread {
        let name = match part.to {
            Some(to) => format!("{} – {} km", brief(part.from.0), brief(to.0)),
            None => format!("farther than {} km", brief(part.from.0)),
        };
        let percent = format!("{} %", grouped(part.share * 100.0, usize::from(part.share < 0.1)));
        let area = format!("{} km²", grouped(part.area.0, 0));
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {area}, {percent}")));
        let (painter, y) = (ui.painter(), rect.center().y);
        let nothing = part.area.0 <= 0.0;
        let ink = if nothing { look.ui.tx3 } else { look.ui.tx2 };
        ink::write(painter, pos2(rect.left(), y), Align2::LEFT_CENTER, &name, pen(12.0, 400, ink));
        let room = Rect::from_min_max(
            pos2(rect.left() + 124.0, y - 4.0),
            pos2((rect.right() - 126.0).max(rect.left() + 140.0), y + 4.0),
        );
        painter.rect_filled(room, CornerRadius::same(2), colour32(look.ui.well));
        let bar = room.with_max_x(room.left() + room.width() * part.share as f32);
        painter.rect_filled(bar, CornerRadius::same(2), colour32(look.ui.panel.mixed(look.ui.accent, 0.7)));
        let value = pos2(rect.right() - 46.0, y);
        let ink = if nothing { look.ui.tx3 } else { look.ui.tx };
        ink::write(painter, value, Align2::RIGHT_CENTER, area, pen(12.0, 500, ink));
        ink::write(painter, pos2(rect.right(), y), Align2::RIGHT_CENTER, percent, pen(12.0, 500, ink));
    }
}

/// Nearer than this in kilometres, a path meets the line as it is drawn.
const ON_IT: f64 = 0.1;

/// The height of the figure, and the room at its left for values.
const HIGH: f32 = 92.0;
const VALUES: f32 = 30.0;

/// The distance to the line over the kilometres of a path: the line of contact is the floor.
fn figure(ui: &mut Ui, look: &Look, profile: &Profile, of: &str) {
    let Profile { stations, least, most, mean } = profile;
    let nearest = if least.away.0 < ON_IT {
        format!("Meets the line at km {}", km(least.along))
    } else {
        format!("Nearest {} km at km {}", km(least.away), km(least.along))
    };
    let said = format!("{nearest}, mean {} km, farthest {} km", km(*mean), km(most.away));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HIGH), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Figure, true, format!("Distance of {of} to the line. {said}"))
    });
    let length = stations.last().map_or(0.0, |last| last.along.0);
    let plot = Rect::from_min_max(
        pos2(rect.left() + VALUES, rect.top() + 8.0),
        pos2(rect.right() - 4.0, rect.bottom() - 16.0),
    );
    let (step, painter) = (round_step(most.away.0), ui.painter());
    let top = (most.away.0 / step).ceil().max(1.0) * step;
    let x = |along: Km| plot.left() + plot.width() * (along.0 / length.max(1e-9)) as f32;
    let y = |away: Km| plot.bottom() - plot.height() * (away.0 / top) as f32;
    for number in 0..=(top / step).round() as u32 {
        let value = f64::from(number) * step;
        let at = y(Km(value));
        if number > 0 {
            ink::rule(painter, plot.left(), plot.right(), at, look.ui.line);
        }
        let place = pos2(plot.left() - 6.0, at);
        ink::write(painter, place, Align2::RIGHT_CENTER, brief(value), pen(10.5, 400, look.ui.tx2));
    }
    let floor = Stroke::new(2.0, colour32(look.map.contact));
    painter.hline(plot.x_range(), plot.bottom(), floor);
    let below = plot.bottom() + 10.0;
    for (at, anchor, text) in [
        (plot.left(), Align2::LEFT_CENTER, "0".to_owned()),
        (plot.right(), Align2::RIGHT_CENTER, format!("{} km along", brief(length))),
    ] {
        ink::write(painter, pos2(at, below), anchor, text, pen(10.5, 400, look.ui.tx2));
    }
    let dashes = [pos2(plot.left(), y(*mean)), pos2(plot.right(), y(*mean))];
    let thin = Stroke::new(1.0, colour32(look.ui.tx2));
    painter.extend(egui::Shape::dashed_line(&dashes, thin, 4.0, 3.0));
    let course = stations.iter().map(|station| pos2(x(station.along), y(station.away))).collect();
    painter.add(egui::Shape::line(course, Stroke::new(1.8, colour32(look.ui.accent))));
    let foot = pos2(x(least.along), y(least.away));
    painter.circle(foot, 3.4, colour32(look.ui.plate), Stroke::new(1.8, colour32(look.map.contact)));
    pointed(ui, look, (plot, length), profile, &response);
    ui.label(RichText::new(format!("{said}.")).font(font(11.0, 400)).color(colour32(look.ui.tx2)));
}

/// What the pointer is over: so far along, so far from the line.
fn pointed(ui: &Ui, look: &Look, (plot, length): (Rect, f64), profile: &Profile, response: &egui::Response) {
    let Some(pointer) = response.hover_pos() else { return };
    let share = f64::from((pointer.x - plot.left()) / plot.width().max(1.0)).clamp(0.0, 1.0);
    let place = (share * (profile.stations.len().saturating_sub(1)) as f64).round() as usize;
    let Some(station) = profile.stations.get(place) else { return };
    let x = plot.left() + plot.width() * (station.along.0 / length.max(1e-9)) as f32;
    ui.painter().vline(x, plot.y_range(), Stroke::new(1.0, colour32(look.ui.tx3)));
    let text = format!("{} km to the line, {} km along", km(station.away), km(station.along));
    response.clone().on_hover_text_at_pointer(text);
}

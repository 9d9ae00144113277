//! From what a tool shows to what the scene draws: a sketch in map coordinates
//! becomes lines, handles and the plate beside the pointer.

use geo_types::{Coord, MultiPolygon};

use super::Cordon;
use super::headline::change;
use crate::scene::{Frame, Handle, HandleKind, HandleState, LineKind, Overlay, OverlayLine, Plate};
use crate::tools::{self, Sketch, StrokeKind};
use crate::units::{brief, grouped};

/// Midpoints on edges shorter than this on the sheet are neither drawn nor taken.
const MIDPOINT_ROOM_PX: f64 = 26.0;

/// The plates of the tool and the cards of what is measured, as they stood in the last frame, on
/// the sheet.
fn covered(app: &Cordon) -> Vec<Frame> {
    let corner = app.map_corner();
    let on_sheet = |at: egui::Pos2| [(at.x - corner.x) / app.map_scale, (at.y - corner.y) / app.map_scale];
    app.plates
        .iter()
        .copied()
        .chain(app.measuring.cards())
        .map(|plate| Frame { min: on_sheet(plate.min), max: on_sheet(plate.max) })
        .collect()
}

/// The overlay of this frame.
pub fn of(app: &Cordon, sketch: &Sketch) -> Overlay {
    let mut overlay =
        Overlay { rulers: super::measuring::marks(app), covered: covered(app), ..Overlay::default() };
    overlay.lines.extend(other_lines(app));
    let bad = sketch.bad.is_some();
    for stroke in &sketch.strokes {
        let kind = match stroke.kind {
            _ if bad => LineKind::Bad,
            StrokeKind::Drawn | StrokeKind::Rubber | StrokeKind::Closing => LineKind::Sketch,
            StrokeKind::Axis => LineKind::Stretch,
            StrokeKind::Ruler => LineKind::Radius,
            StrokeKind::Before => LineKind::Ghost,
            StrokeKind::Marquee => LineKind::Marquee,
        };
        overlay.lines.push(OverlayLine { path: stroke.path.0.clone(), kind });
    }
    if let Some(draft) = &sketch.draft {
        let kind = if bad { LineKind::Bad } else { LineKind::Sketch };
        overlay.lines.extend(rings(draft).map(|path| OverlayLine { path, kind }));
    }
    for corner in &sketch.corners {
        overlay.handles.push(Handle { at: *corner, kind: HandleKind::Vertex, state: HandleState::Idle });
    }
    let room = app.view.km_per_px() * MIDPOINT_ROOM_PX;
    overlay.handles.extend(sketch.handles.iter().filter(|handle| handle.room.0 >= room).map(handle));
    for ghost in &sketch.ghosts {
        // What has another shape now is drawn with its zone, as coarse as the sheet is.
        if bad {
            let line = |path| OverlayLine { path, kind: LineKind::Ghost };
            overlay.lines.extend(rings(&ghost.outline).map(line));
        }
        if let Some(corner) = ghost.corner {
            overlay.remarks.push((corner, before(app, &ghost.zone)));
        }
    }
    if let Some(at) = sketch.snapped {
        overlay.handles.push(Handle { at, kind: HandleKind::Centre, state: HandleState::Hovered });
    }
    if let Some(at) = sketch.crossing {
        overlay.remarks.push((at, "crosses itself".to_owned()));
    }
    overlay.cross = app.keyboard.cursor();
    // Gaps and overlaps of the selected zones, while nothing else is in the hand.
    if app.show.is_none() && !app.desk.tool.is_busy() {
        let found = app.watch.found();
        let chosen = found
            .iter()
            .filter(|seam| app.desk.selection.has(&seam.first) || app.desk.selection.has(&seam.second));
        let outlines = chosen.flat_map(|seam| rings(&seam.ground));
        overlay.lines.extend(outlines.map(|path| OverlayLine { path, kind: LineKind::Bad }));
    }
    overlay.plate = sketch.plate.as_ref().and_then(|plate| written(app, plate));
    overlay
}

/// A line from a survey has more corners than a second line beside the one in force needs.
const MOST_CORNERS: usize = 5_000;

/// The lines of contact that are not in force, dashed, while lines are being worked on.
fn other_lines(app: &Cordon) -> Vec<OverlayLine> {
    let in_hand = matches!(app.desk.tool.kind(), tools::ToolKind::Line | tools::ToolKind::DrawLine);
    if app.show.is_some() || !(in_hand || app.layers_open) {
        return Vec::new();
    }
    let plan = app.desk.history.now();
    let embedded = plan.line.as_ref().map(|_| &app.desk.atlas.contact().path);
    let others = embedded.into_iter().chain(plan.hypotheses.iter().map(|line| &line.path));
    others
        .filter(|path| path.0.len() <= MOST_CORNERS)
        .map(|path| OverlayLine { path: path.0.clone(), kind: LineKind::Ghost })
        .collect()
}

fn rings(outline: &MultiPolygon<f64>) -> impl Iterator<Item = Vec<Coord<f64>>> {
    outline
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
        .map(|ring| ring.0.clone())
}

fn handle(handle: &tools::Handle) -> Handle {
    let kind = match handle.kind {
        kind if kind.inserts() => HandleKind::Midpoint,
        tools::HandleKind::Depth { .. } | tools::HandleKind::Radius => HandleKind::Depth,
        tools::HandleKind::Centre => HandleKind::Centre,
        _ => HandleKind::Vertex,
    };
    let state = match handle.state {
        tools::HandleState::Resting => HandleState::Idle,
        tools::HandleState::Hovered => HandleState::Hovered,
        tools::HandleState::Dragged => HandleState::Dragged,
    };
    Handle { at: handle.at, kind, state }
}

/// What a zone measured before the gesture.
fn before(app: &Cordon, zone: &crate::plan::ZoneId) -> String {
    let figures = app.desk.before().and_then(|figures| figures.zone(zone));
    figures
        .map_or_else(String::new, |figures| format!("before: {} troops", grouped(figures.need.central.0, 0)))
}

/// The plate with the figures that follow the hand.
fn written(app: &Cordon, plate: &tools::Plate) -> Option<Plate> {
    let mut rows = super::ground::shares(app);
    let shown = app.desk.figures();
    let waits = app.desk.is_behind();
    let changed = shown.zones.iter().enumerate().find(|(place, zone)| {
        let before = app.desk.figures_before(*place, &zone.id);
        app.desk.before().is_some()
            && before.is_none_or(|before| before.need != zone.need || before.measured != zone.measured)
    });
    // A brush that only looks shows no figures of what was painted a moment ago.
    let looks = matches!(app.desk.tool, tools::Tool::Paint(_)) && !app.desk.tool.is_busy();
    if app.desk.tool.kind() == tools::ToolKind::Line {
        // The figures stand on the card over the map, whatever belt they are of.
        rows.extend(plate.measure.iter().map(|km| (format!("moved by {km}"), String::new())));
    } else if waits {
        rows.push((super::following::WORKING.to_owned(), String::new()));
    } else if let Some((place, zone)) = changed.filter(|_| !looks) {
        let before = app.desk.figures_before(place, &zone.id);
        let km = zone.measured.axis.0 * zone.ground_factor;
        let km_before = before.map(|before| before.measured.axis.0 * before.ground_factor);
        let km_change = km_before.map(|before| km - before).filter(|by| by.abs() >= 0.05);
        if let Some(by) = km_change {
            let sign = if by > 0.0 { "+" } else { "" };
            rows.push((format!("{} km on the ground", brief(km)), format!("{sign}{}", brief(by))));
        }
        let need = zone.need.central.0;
        let by = change(need, Some(before.map_or(0.0, |before| before.need.central.0)));
        rows.push((
            format!(
                "{} km² · {}",
                grouped(zone.measured.area.0, 0),
                super::rows::people(zone.measured.people.0)
            ),
            String::new(),
        ));
        rows.push((format!("{} troops", grouped(need, 0)), by.unwrap_or_default()));
        let range = format!("{} – {} low to high", grouped(zone.need.low.0, 0), grouped(zone.need.high.0, 0));
        rows.push((range, String::new()));
    }
    if rows.is_empty() && plate.snapped.is_none() && !app.desk.tool.is_busy() {
        return None;
    }
    Some(Plate {
        at: plate.at,
        title: plate.title.clone(),
        note: plate.snapped.clone().unwrap_or_default(),
        rows,
    })
}

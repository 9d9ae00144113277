//! From what a tool shows to what the scene draws: a sketch in map coordinates
//! becomes lines, handles and the plate beside the pointer.

use geo_types::{Coord, LineString, MultiPolygon};

use super::Cordon;
use super::headline::change;
use crate::scene::view::View;
use crate::scene::{Frame, Handle, HandleKind, HandleState, LineKind, Overlay, OverlayLine, Plate};
use crate::tools::{self, Sketch, StrokeKind};
use crate::units::{brief, grouped};

/// Midpoints on edges shorter than this on the sheet are neither drawn nor taken.
const MIDPOINT_ROOM_PX: f64 = 26.0;

/// The plates of the tool, the cards of what is measured and the list of layers, as they stood in
/// the last frame, on the sheet.
fn covered(app: &Cordon) -> Vec<Frame> {
    let corner = app.map_corner();
    let on_sheet = |at: egui::Pos2| [(at.x - corner.x) / app.map_scale, (at.y - corner.y) / app.map_scale];
    app.plates
        .iter()
        .copied()
        .chain(app.measuring.cards())
        .chain(app.layers_at)
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

/// From so many corners on a line is drawn only as far as it is on the sheet, and no finer than
/// the sheet shows it: a line from a survey has a hundred thousand.
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
    let runs = |path: &LineString<f64>| {
        if path.0.len() <= MOST_CORNERS { vec![path.0.clone()] } else { runs_on_sheet(&path.0, &app.view) }
    };
    others.flat_map(runs).map(|path| OverlayLine { path, kind: LineKind::Ghost }).collect()
}

/// The stretches of a line that come near the sheet, without the corners that are within a
/// point of the one before.
fn runs_on_sheet(path: &[Coord<f64>], view: &View) -> Vec<Vec<Coord<f64>>> {
    let (west_north, east_south) = (view.from_screen([0.0; 2]), view.from_screen(view.size));
    let (low, high) = (
        Coord { x: west_north.x.min(east_south.x), y: west_north.y.min(east_south.y) },
        Coord { x: west_north.x.max(east_south.x), y: west_north.y.max(east_south.y) },
    );
    let point = (high.x - low.x) / f64::from(view.size[0]).max(1.0);
    let beside = |a: Coord<f64>, b: Coord<f64>| {
        a.x.max(b.x) < low.x || a.x.min(b.x) > high.x || a.y.max(b.y) < low.y || a.y.min(b.y) > high.y
    };
    let mut runs: Vec<Vec<Coord<f64>>> = Vec::new();
    let mut open = false;
    for ends in path.windows(2) {
        let &[from, to] = ends else { continue };
        if beside(from, to) {
            // The run ends where the line does, not a point before.
            if let Some(run) = runs.last_mut().filter(|run| open && run.last() != Some(&from)) {
                run.push(from);
            }
            open = false;
            continue;
        }
        if !open {
            runs.push(vec![from]);
            open = true;
        }
        let Some(run) = runs.last_mut() else { continue };
        let near = run.last().is_some_and(|last| {
            // A degree of latitude is longer on the sheet: a third of a point is near enough.
            (to.x - last.x).abs() < point && (to.y - last.y).abs() < point / 3.0
        });
        if !near {
            run.push(to);
        }
    }
    if let (true, Some(run), Some(last)) = (open, runs.last_mut(), path.last())
        && run.last() != Some(last)
    {
        run.push(*last);
    }
    runs
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
    let changed = shown.zones.iter().enumerate().filter(|(place, zone)| {
        let before = app.desk.figures_before(*place, &zone.id);
        app.desk.before().is_some()
            && before.is_none_or(|before| before.need != zone.need || before.measured != zone.measured)
    });
    // Others follow the hand too: what is in it comes first, then what it makes.
    let cuts = app.desk.tool.kind() == tools::ToolKind::Split;
    let changed = changed.min_by_key(|(place, zone)| {
        let held = app.desk.selection.zones.contains(&zone.id);
        (!held, cuts || app.desk.figures_before(*place, &zone.id).is_some())
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
        // A long side is no line that anybody stands on.
        let along = zone.measured.axis_is != crate::force::Axis::LongSide;
        let km_change = km_before.map(|before| km - before).filter(|by| along && by.abs() >= 0.05);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_only_what_the_sheet_shows_is_drawn() {
        let view = View::new(Coord { x: 36.0, y: 48.5 }, 9.0, [1000.0, 800.0]);
        let count = 200_000;
        let line: Vec<_> = (0..=count)
            .map(|place| f64::from(place) / f64::from(count))
            .map(|share| Coord { x: 22.0 + 18.0 * share, y: 48.5 + 0.2 * (share * 300.0).sin() })
            .collect();
        let runs = runs_on_sheet(&line, &view);
        assert_eq!(runs.len(), 1);
        let corners = runs[0].len();
        // 30 000 of its corners are on the sheet.
        assert!((500..8_000).contains(&corners), "{corners} corners on a sheet of 1 000 points");
        let [from, to] = [runs[0][0], runs[0][corners - 1]].map(|at| view.to_screen(at)[0]);
        assert!(from <= 0.0 && to >= 1000.0, "from edge to edge: {from} to {to}");
        // No corner of the line is off what is drawn by more than a point.
        let drawn = LineString(runs[0].clone());
        for at in line.iter().filter(|at| (0.0..1000.0).contains(&view.to_screen(**at)[0])).step_by(97) {
            let foot = crate::geodesy::nearest_on(&drawn, *at).expect("a line");
            let ([x, y], [u, v]) = (view.to_screen(*at), view.to_screen(foot.at));
            assert!((x - u).hypot(y - v) < 1.0);
        }
        let elsewhere = View::new(Coord { x: 36.0, y: 52.0 }, 9.0, [1000.0, 800.0]);
        assert!(runs_on_sheet(&line, &elsewhere).is_empty());
    }
}

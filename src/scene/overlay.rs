//! What the hands do, over the map: the sketch, handles, the drag plate.

use geo_types::{Coord, LineString};

use super::crowd::Frame;
use super::drawing::{Anchor, Drawing, Spot, Stroke, Text};
use super::faces::width;
use super::look::{Look, weight};
use super::plates::draw_plate;
use super::pyramid::{Bounds, Lens, draw_line, placed};
use super::rulers::Rulers;
use super::view::View;

/// What a line of the overlay means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// What is being drawn.
    Sketch,
    /// What is being drawn and cannot stay so.
    Bad,
    /// What was there before.
    Ghost,
    /// The stretch of a line that will be followed.
    Stretch,
    /// From a centre to its circle, or across the depth of a belt.
    Radius,
    /// The edge of an area that selects what it touches.
    Marquee,
}

/// A line of the overlay.
#[derive(Clone, Debug, PartialEq)]
pub struct OverlayLine {
    /// The course in longitude and latitude; a ring repeats its first point.
    pub path: Vec<Coord<f64>>,
    /// What it means.
    pub kind: LineKind,
}

/// What a handle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandleKind {
    /// A corner.
    Vertex,
    /// The middle of an edge, where a corner can be added.
    Midpoint,
    /// The middle of a circle.
    Centre,
    /// The depth of a belt, or the radius of a circle.
    Depth,
    /// A corner that lies on a line it was snapped to; shown only under the hand.
    Snapped,
}

/// Whether the hand is at a handle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HandleState {
    /// It is elsewhere.
    #[default]
    Idle,
    /// The pointer is over it.
    Hovered,
    /// It is being dragged.
    Dragged,
}

/// A handle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Where, in longitude and latitude.
    pub at: Coord<f64>,
    /// What it moves.
    pub kind: HandleKind,
    /// Whether the hand is at it.
    pub state: HandleState,
}

/// The plate beside the pointer while something is dragged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plate {
    /// The place it belongs to, in longitude and latitude.
    pub at: Coord<f64>,
    /// What is dragged: "North end of Line belt".
    pub title: String,
    /// Beside the title: "snapped".
    pub note: String,
    /// A figure and its change: ("1 147.6 km", "+107.6").
    pub rows: Vec<(String, String)>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Lines, bottom first.
    pub lines: Vec<OverlayLine>,
    /// Handles, bottom first.
    pub handles: Vec<Handle>,
    /// A remark at a place: a ring where something was, and "before: 1 040 km".
    pub remarks: Vec<(Coord<f64>, String)>,
    /// The drag plate.
    pub plate: Option<Plate>,
    /// What is measured.
    pub rulers: Rulers,
    /// Where the keyboard's cursor is.
    pub cross: Option<Coord<f64>>,
    /// What the window lays over the sheet: names below it are left out.
    pub covered: Vec<Frame>,
}

/// Two vertices nearer than this on the sheet are shown as one, and an edge
/// under twice this and its handle's half has no midpoint: 26 points of edge.
const CROWDED: f32 = 8.0;

/// A midpoint is not drawn nearer to a vertex than this.
const MIDPOINT_ROOM: f32 = 13.0;

/// Spots by the square of the sheet they lie in: a border with thousands of corners on the
/// sheet asks each only for its neighbours.
struct Drawers {
    columns: usize,
    spots: Vec<Vec<Spot>>,
}

/// The side of a square: whoever is near lies in it or in one of the eight around it.
const SQUARE: f32 = 16.0;

impl Drawers {
    fn new(size: [f32; 2]) -> Self {
        let [columns, rows] = size.map(|side| (side.max(0.0) / SQUARE) as usize + 5);
        Self { columns, spots: vec![Vec::new(); columns * rows] }
    }

    /// The square of a spot; those a little off the sheet have one too.
    fn square([x, y]: Spot) -> [usize; 2] {
        [x, y].map(|side| (side / SQUARE + 2.0).max(0.0) as usize)
    }

    fn put(&mut self, at: Spot) {
        let [column, row] = Self::square(at);
        if let Some(spots) = self.spots.get_mut(row * self.columns + column.min(self.columns - 1)) {
            spots.push(at);
        }
    }

    /// Whether a spot lies nearer than a reach, which is no more than a square.
    fn near(&self, at: Spot, reach: f32) -> bool {
        let [column, row] = Self::square(at);
        let close = |other: &Spot| (other[0] - at[0]).hypot(other[1] - at[1]) < reach;
        (row.saturating_sub(1)..=row + 1).any(|row| {
            (column.saturating_sub(1)..=column + 1)
                .filter_map(|column| self.spots.get(row * self.columns + column.min(self.columns - 1)))
                .any(|spots| spots.iter().any(close))
        })
    }
}

impl Overlay {
    /// Adds lines and handles; the dragged handle comes last.
    pub fn draw(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        self.draw_lines(view, look, drawing);
        self.draw_remarks(view, look, drawing);
        self.draw_handles(view, look, drawing);
        self.draw_cross(view, look, drawing);
    }

    fn draw_lines(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let (lens, window) = (Lens::of(view), Bounds::of_view(view, 8.0));
        let map = &look.map;
        for line in &self.lines {
            let path = placed(&LineString(line.path.clone()));
            let (width, colour, dash, casing) = match line.kind {
                LineKind::Sketch => (weight::SELECTED, map.selection, None, true),
                LineKind::Bad => (weight::SELECTED, look.ui.short, None, true),
                LineKind::Ghost => (1.8, map.ghost, Some([4.0, 3.0]), false),
                LineKind::Stretch => {
                    (weight::CONTACT.at(view.zoom) + 2.0, map.selection.alpha(0.55), None, false)
                }
                LineKind::Radius => (1.2, map.selection, Some([3.0, 3.0]), false),
                LineKind::Marquee => (1.5, map.selection, Some([6.0, 3.0]), true),
            };
            if casing {
                let pen = (weight::SELECTED_CASING, map.selection_casing, None);
                draw_line(&path, false, (&lens, &window), pen, drawing);
            }
            draw_line(&path, false, (&lens, &window), (width, colour, dash), drawing);
        }
    }

    fn draw_remarks(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        for (at, text) in &self.remarks {
            let [x, y] = view.to_screen(*at);
            let edge = Stroke { width: 1.8, colour: look.map.ghost };
            drawing.disc([x, y], 3.4, Some(look.map.halo), Some(edge));
            drawing.text(Text {
                halo: Some((look.map.halo, super::labels::HALO)),
                ..Text::new([x + 9.0, y + 4.0], text.clone(), 11.0, 400, look.map.ghost)
            });
        }
    }

    fn draw_handles(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let sheet = Frame { min: [0.0; 2], max: view.size }.padded(12.0);
        let shown = self
            .handles
            .iter()
            .map(|handle| (handle, view.to_screen(handle.at)))
            .filter(|(_, at)| sheet.holds(&Frame { min: *at, max: *at }))
            .collect::<Vec<_>>();
        let idle = |handle: &Handle| handle.state == HandleState::Idle;
        let mut vertices = Drawers::new(view.size);
        let keeps: Vec<bool> = shown
            .iter()
            .map(|(handle, at)| {
                let keeps =
                    handle.kind == HandleKind::Vertex && (!idle(handle) || !vertices.near(*at, CROWDED));
                if keeps {
                    vertices.put(*at);
                }
                keeps
            })
            .collect();
        for ((handle, at), keeps) in shown.iter().zip(keeps).filter(|((handle, _), _)| idle(handle)) {
            let hidden = match handle.kind {
                HandleKind::Snapped => true,
                HandleKind::Midpoint => vertices.near(*at, MIDPOINT_ROOM),
                HandleKind::Vertex => !keeps,
                HandleKind::Centre | HandleKind::Depth => false,
            };
            if !hidden {
                draw_handle(handle, *at, look, drawing);
            }
        }
        for state in [HandleState::Hovered, HandleState::Dragged] {
            for (handle, at) in shown.iter().filter(|(handle, _)| handle.state == state) {
                draw_handle(handle, *at, look, drawing);
            }
        }
    }

    fn draw_cross(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let Some(at) = self.cross else { return };
        let [x, y] = view.to_screen(at);
        for (width, colour) in [(5.0, look.map.selection_casing), (2.0, look.map.selection)] {
            for [dx, dy] in [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]] {
                drawing.line(
                    vec![[x + dx * 4.0, y + dy * 4.0], [x + dx * 15.0, y + dy * 15.0]],
                    width,
                    colour,
                );
            }
        }
    }

    /// The box of the drag plate on a sheet: at one of the four corners of its place, where it
    /// hides least of what the hand works on, stays on the sheet, and neither covers what is
    /// `fixed` there nor is covered by what the window lays over it.
    pub fn plate_frame(&self, view: &View, fixed: &[Frame]) -> Option<Frame> {
        let plate = self.plate.as_ref()?;
        let text = |text: &str, size: f32, weight: u16| width(text, size, weight, false, 0.0);
        let gap = |text: &str, gap: f32| if text.is_empty() { 0.0 } else { gap };
        let title = text(&plate.title, 12.0, 600) + gap(&plate.note, 14.0) + text(&plate.note, 11.0, 400);
        let row = |(figure, change): &(String, String)| {
            text(figure, 13.0, 700) + gap(change, 22.0) + text(change, 13.0, 700)
        };
        let wide = plate.rows.iter().map(row).fold(title, f32::max) + 24.0;
        let high = 31.0 + 20.0 * plate.rows.len() as f32;
        let at = view.to_screen(plate.at);
        let place = |side: f32, long: f32, limit: f32| side.clamp(8.0, (limit - long - 8.0).max(8.0));
        let mut best: Option<(f32, [f32; 2])> = None;
        for x in [at[0] + 18.0, at[0] - 18.0 - wide] {
            for y in [at[1] - 18.0 - high, at[1] + 18.0] {
                let min = [place(x, wide, view.size[0]), place(y, high, view.size[1])];
                let frame = Frame { min, max: [min[0] + wide, min[1] + high] };
                let pushed = (min[0] - x).abs() + (min[1] - y).abs();
                let others = fixed.iter().chain(&self.covered);
                let shared = others.map(|other| other.shared(&frame)).sum::<f32>() / (wide * high);
                let cost = pushed + 4.0 * self.hidden_by(&frame, view) + 400.0 * shared;
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, min));
                }
            }
        }
        let (_, min) = best?;
        Some(Frame { min, max: [min[0] + wide, min[1] + high] })
    }

    /// How much of what the hand works on a frame would hide.
    fn hidden_by(&self, frame: &Frame, view: &View) -> f32 {
        let hides = |at: &Coord<f64>| {
            let [x, y] = view.to_screen(*at);
            x > frame.min[0] && x < frame.max[0] && y > frame.min[1] && y < frame.max[1]
        };
        let handles = self.handles.iter().filter(|handle| hides(&handle.at)).count();
        let remarks = self.remarks.iter().filter(|(at, _)| hides(at)).count();
        let points = self.lines.iter().flat_map(|line| &line.path).filter(|at| hides(at)).count();
        (handles + 2 * remarks) as f32 + (points as f32).min(20.0) * 0.5
    }

    /// Adds the drag plate.
    pub fn draw_plate(&self, (view, fixed): (&View, &[Frame]), look: &Look, drawing: &mut Drawing) {
        let (Some(plate), Some(frame)) = (&self.plate, self.plate_frame(view, fixed)) else { return };
        let ui = &look.ui;
        draw_plate(&frame, ui.accent, look, drawing);
        let (left, right, mut y) = (frame.min[0] + 12.0, frame.max[0] - 12.0, frame.min[1] + 20.0);
        let end = |y: f32, text: &str, size: f32, weight: u16, colour| Text {
            anchor: Anchor::End,
            ..Text::new([right, y], text, size, weight, colour)
        };
        drawing.text(Text::new([left, y], plate.title.clone(), 12.0, 600, ui.tx));
        drawing.text(end(y, &plate.note, 11.0, 400, ui.tx3));
        for (figure, change) in &plate.rows {
            y += 20.0;
            drawing.text(Text::new([left, y], figure.clone(), 13.0, 700, ui.tx));
            drawing.text(end(y, change, 13.0, 700, ui.delta));
        }
    }
}

fn draw_handle(handle: &Handle, at: Spot, look: &Look, drawing: &mut Drawing) {
    let map = &look.map;
    let (accent, ground) = (map.selection, look.ui.raised);
    let edge = Stroke { width: 1.5, colour: accent };
    let dragged = handle.state == HandleState::Dragged;
    let side = match handle.state {
        HandleState::Idle => 7.0,
        HandleState::Hovered => 9.0,
        HandleState::Dragged => 11.0,
    };
    let inside = if dragged { accent } else { ground };
    let square = |half: f32| (at.map(|axis| axis - half), at.map(|axis| axis + half));
    match handle.kind {
        HandleKind::Vertex | HandleKind::Snapped => {
            if dragged {
                let (min, max) = square(side / 2.0 + 1.5);
                drawing.rect(min, max, 1.5, Some(map.selection_casing), None);
            }
            let (min, max) = square(side / 2.0);
            drawing.rect(min, max, 1.0, Some(inside), Some(edge));
        }
        HandleKind::Midpoint => {
            let radius = if handle.state == HandleState::Idle { 2.6 } else { side / 2.0 };
            drawing.disc(at, radius, Some(inside), Some(Stroke { width: 1.3, colour: accent }));
        }
        HandleKind::Centre => {
            drawing.disc(at, side / 2.0 + 1.0, Some(inside), Some(edge));
            let dot = if dragged { ground } else { accent };
            drawing.disc(at, 1.6, Some(dot), None);
        }
        HandleKind::Depth => {
            let reach = side / 2.0 + 1.2;
            let [x, y] = at;
            let corners = vec![[x, y - reach], [x + reach, y], [x, y + reach], [x - reach, y]];
            drawing.polygon(corners, Some(inside), Some(edge));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::drawing::Mark;

    fn handle(x: f64, kind: HandleKind, state: HandleState) -> Handle {
        Handle { at: Coord { x, y: 48.5 }, kind, state }
    }

    #[test]
    fn midpoints_on_short_edges_and_snapped_corners_are_not_drawn() {
        let view = View::new(Coord { x: 31.0, y: 48.5 }, 6.0, [800.0, 600.0]);
        // At zoom 6 a degree is 45 points wide: half a degree of edge is 23.
        let handles = vec![
            handle(31.0, HandleKind::Vertex, HandleState::Idle),
            handle(31.25, HandleKind::Midpoint, HandleState::Idle),
            handle(31.5, HandleKind::Vertex, HandleState::Idle),
            handle(33.5, HandleKind::Midpoint, HandleState::Idle),
            handle(35.5, HandleKind::Snapped, HandleState::Idle),
        ];
        let overlay = Overlay { handles, ..Overlay::default() };
        let mut drawing = Drawing::new(view.size);
        overlay.draw(&view, &Look::light(), &mut drawing);
        let squares = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Rect { .. })).count();
        let rings = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Disc { .. })).count();
        assert_eq!((squares, rings), (2, 1));
    }

    #[test]
    fn the_drag_plate_stays_on_the_sheet() {
        let view = View::new(Coord { x: 31.0, y: 48.5 }, 6.0, [800.0, 600.0]);
        for spot in [[5.0, 5.0], [795.0, 5.0], [5.0, 595.0], [795.0, 595.0], [400.0, 300.0]] {
            let plate = Plate {
                at: view.from_screen(spot),
                title: "North end of Line belt".into(),
                note: "snapped".into(),
                rows: vec![("+107.6 km".into(), "+1 240".into())],
            };
            let overlay = Overlay { plate: Some(plate), ..Overlay::default() };
            let frame = overlay.plate_frame(&view, &[]).unwrap();
            assert!(Frame { min: [0.0; 2], max: view.size }.holds(&frame), "{spot:?}: {frame:?}");
        }
    }

    #[test]
    fn the_drag_plate_stands_clear_of_what_is_laid_over_the_sheet() {
        let view = View::new(Coord { x: 31.0, y: 48.5 }, 6.0, [800.0, 600.0]);
        let banner = Frame { min: [16.0, 16.0], max: [270.0, 48.0] };
        let roles = Frame { min: [300.0, 16.0], max: [760.0, 92.0] };
        for spot in [[40.0, 130.0], [250.0, 100.0], [420.0, 150.0], [700.0, 120.0]] {
            let plate = Plate {
                at: view.from_screen(spot),
                title: "Corner".into(),
                note: "on the Ukraine–Belarus border".into(),
                rows: vec![("13 318 km² · 600 000 residents".into(), String::new()); 3],
            };
            let overlay = Overlay { plate: Some(plate), covered: vec![roles], ..Overlay::default() };
            let frame = overlay.plate_frame(&view, &[banner]).unwrap();
            assert!(!frame.meets(&banner) && !frame.meets(&roles), "{spot:?}: {frame:?}");
        }
    }
}

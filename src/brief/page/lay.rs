//! Where everything stands on a page: wide sheets have the column beside the
//! map, upright ones below it.

use super::column::{self, Part};
use super::words::{fitted, wrapped};
use super::{KEY, Page};
use crate::brief::inset::{panel, panel_height};
use crate::brief::map::{Map, Options};
use crate::plan::Plan;
use crate::scene::crowd::Frame;
use crate::scene::faces::width;
use crate::scene::{Anchor, Drawing, Look, Text, View};

/// The width and height of a sheet in points.
pub type Sides = [f32; 2];

/// The measures of a page, all from its size.
#[derive(Clone, Copy, Debug)]
struct Grid {
    size: Sides,
    /// Points to a step: 1 on A4, and the root of the magnification beyond, so
    /// that a larger sheet has larger type and more room around it.
    unit: f32,
    upright: bool,
}

/// The width of A4, upright, in points of the drawing: what type sizes are given for.
const A4: f32 = 793.7;

impl Grid {
    fn of(size: Sides) -> Self {
        let short = size[0].min(size[1]);
        Self { size, unit: (short / A4).max(0.1).sqrt(), upright: size[1] > size[0] }
    }

    fn margin(&self) -> f32 {
        36.0 * self.unit
    }

    /// From the foot of the title to the rule above the sources.
    fn body(&self) -> [f32; 2] {
        [80.0 * self.unit, self.size[1] - 58.0 * self.unit]
    }

    /// The box of the map: it bleeds to the left edge, and upright to both.
    fn map(&self) -> Frame {
        let [top, bottom] = self.body();
        if self.upright {
            let high = (bottom - top) * 0.6;
            return Frame { min: [0.0, top], max: [self.size[0], top + high] };
        }
        Frame { min: [0.0, top], max: [self.column().min[0] - 20.0 * self.unit, bottom - 8.0 * self.unit] }
    }

    /// The box of the column of numbers.
    fn column(&self) -> Frame {
        let [top, bottom] = self.body();
        let right = self.size[0] - self.margin();
        if self.upright {
            let top = self.map().max[1] + 16.0 * self.unit;
            return Frame { min: [self.margin(), top], max: [right, bottom - 6.0 * self.unit] };
        }
        let wide = (self.size[0] * 0.27).clamp(270.0 * self.unit, 330.0 * self.unit);
        Frame { min: [right - wide, top + 2.0 * self.unit], max: [right, bottom - 6.0 * self.unit] }
    }

    /// The box of the small map of Europe, in the lower left corner of the map.
    fn inset(&self) -> Frame {
        let (map, wide) = (self.map(), 150.0 * self.unit);
        let high = panel_height(wide, 9.6 * self.unit);
        let pad = 12.0 * self.unit;
        Frame {
            min: [0.0, map.max[1] - high - pad * 1.4],
            max: [self.margin() + wide + pad * 1.4, map.max[1]],
        }
    }
}

/// The box of the map on a page of this size: a view for it is as large as that.
pub fn map_frame(size: Sides) -> Frame {
    Grid::of(size).map()
}

/// Draws a page. The view is made for [`map_frame`]; what the options say of
/// legend, banner and sources the page does itself.
pub fn drawing(
    page: &Page,
    (map, plan): (&Map<'_>, &Plan),
    (view, options): (&View, &Options),
    look: &Look,
    size: Sides,
) -> Drawing {
    let grid = Grid::of(size);
    let mut drawing = Drawing::new(size);
    drawing.rect([0.0; 2], size, 0.0, Some(look.ui.panel), None);
    head(page, &grid, look, &mut drawing);
    place_map(page, (map, plan), (view, options), look, &grid, &mut drawing);
    let frame = grid.column();
    let [left, right] = halves(&frame, 28.0 * grid.unit);
    let parts = [(Part::Table, left), (Part::Rest, right)];
    let parts = if grid.upright { &parts[..] } else { &[(Part::Whole, frame)] };
    column::write(page, parts, grid.unit, look, &mut drawing);
    foot(page, &grid, look, &mut drawing);
    drawing
}

/// The two halves of a box with a gap between them.
fn halves(frame: &Frame, gap: f32) -> [Frame; 2] {
    let middle = f32::midpoint(frame.min[0], frame.max[0]);
    [
        Frame { max: [middle - gap / 2.0, frame.max[1]], ..*frame },
        Frame { min: [middle + gap / 2.0, frame.min[1]], ..*frame },
    ]
}

/// The banner, the date of the line and the title.
fn head(page: &Page, grid: &Grid, look: &Look, drawing: &mut Drawing) {
    let (unit, left, right) = (grid.unit, grid.margin(), grid.size[0] - grid.margin());
    let (ui, y) = (&look.ui, 30.0 * unit);
    drawing.rect([left, y - 11.5 * unit], [left + 5.0 * unit, y + 2.5 * unit], 0.0, Some(ui.short), None);
    let room = right - left - width(&page.dated, 11.0 * unit, 400, false, 0.0) - 40.0 * unit;
    let banner = fitted(&page.banner, 12.5 * unit, 600, room);
    drawing.text(Text::new([left + 12.0 * unit, y], banner, 12.5 * unit, 600, ui.short));
    let dated = Text::new([right, y], page.dated.clone(), 11.0 * unit, 400, ui.tx2);
    drawing.text(Text { anchor: Anchor::End, ..dated });
    let (wide, mut size) = (right - left, 25.0 * unit);
    let tracking = |size: f32| -0.018 * size;
    while width(&page.title, size, 600, false, tracking(size)) > wide && size > 18.0 * unit {
        size -= unit * 0.5;
    }
    let title = fitted(&page.title, size, 600, wide * 1.015);
    let title = Text::new([left, 63.0 * unit], title, size, 600, ui.tx);
    drawing.text(Text { tracking: tracking(size), ..title });
}

/// The map with the small map over its corner.
fn place_map(
    page: &Page,
    (map, plan): (&Map<'_>, &Plan),
    (view, options): (&View, &Options),
    look: &Look,
    grid: &Grid,
    drawing: &mut Drawing,
) {
    let (frame, inset) = (grid.map(), grid.inset());
    let size = [frame.max[0] - frame.min[0], frame.max[1] - frame.min[1]];
    let mut options = options.clone();
    let onto = |corner: [f32; 2]| [corner[0] - frame.min[0], corner[1] - frame.min[1]];
    options.covered.push([onto(inset.min), onto(inset.max)]);
    // On A4 the map has the type of a printed map, 7 to 9 points.
    options.magnified *= 0.86 * grid.unit;
    let sheet = map.drawing(&view.resized(size), look, &options);
    drawing.place(frame.min, sheet, page.alt.clone());
    // A point beyond the corner of the map, whose edge would shine through otherwise.
    let beyond = [inset.min[0] - 1.0, inset.max[1] + 1.0];
    drawing.rect([beyond[0], inset.min[1]], [inset.max[0], beyond[1]], 0.0, Some(look.ui.panel), None);
    let (wide, pad) = (150.0 * grid.unit, 12.0 * grid.unit);
    let small = panel(plan, map.atlas(), wide, 9.6 * grid.unit, look);
    for mark in small.marks {
        drawing.add(mark.placed(1.0, [grid.margin(), inset.min[1] + pad]));
    }
}

/// Adds where the layers are from, as far as four lines hold it; the rest of the fourth is the key's.
fn credits(page: &Page, lines: &mut Vec<String>, size: f32, [wide, beside]: [f32; 2]) {
    let Some(credits) = page.credits() else { return };
    let mut more = wrapped(&credits, size, 400, wide);
    let rows = FOOT_LINES.saturating_sub(lines.len());
    if let Some(rest) = more.len().checked_sub(rows).filter(|_| rows > 0).map(|_| more.split_off(rows - 1)) {
        more.push(fitted(&rest.join(" "), size, 400, beside));
    }
    lines.append(&mut more);
}

/// The most lines of sources on a page with layers.
const FOOT_LINES: usize = 4;

/// The rule with methods, sources and the key to the letters below.
fn foot(page: &Page, grid: &Grid, look: &Look, drawing: &mut Drawing) {
    let (unit, left, right) = (grid.unit, grid.margin(), grid.size[0] - grid.margin());
    let size = 8.6 * unit;
    let top = grid.body()[1];
    drawing.line(vec![[left, top], [right, top]], 0.8 * unit, look.ui.line);
    let key = width(KEY, size, 400, false, 0.0);
    let [methods, sources] = &page.sources;
    let mut lines = wrapped(methods, size, 400, right - left);
    lines.extend(wrapped(sources, size, 400, right - left));
    lines.truncate(3);
    credits(page, &mut lines, size, [right - left, right - left - key - 16.0 * unit]);
    let mut y = top + 13.0 * unit;
    for line in &lines {
        drawing.text(Text::new([left, y], line.clone(), size, 400, look.ui.tx2));
        y += size * 1.4;
    }
    // The key stands at the end of the last line, or below it.
    let beside = lines
        .last()
        .is_none_or(|line| width(line, size, 400, false, 0.0) + key + 16.0 * unit <= right - left);
    let y = if beside && !lines.is_empty() { y - size * 1.4 } else { y };
    let text = Text::new([right, y], KEY, size, 400, look.ui.tx2);
    drawing.text(Text { anchor: Anchor::End, ..text });
}

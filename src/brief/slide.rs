//! A page painted: 1920 × 1080 points, as thumbnails, PDF, HTML and the show have it.

mod pen;

mod words;

mod table;

mod ranges;

mod stack;

mod steps;

mod bars;

mod overlap;

mod said;

use super::chart::Chart;
use super::deck::{
    BANNER, BANNER_BAR, Block, DATED, MARGIN, NUMBER, Page, RIGHT, RULE, SHEET, SOURCE_WIDTH, SOURCES, TITLE,
    TITLE_SIZES, TITLE_TRACKING, What,
};
use super::measure;
use super::pictures::Pictures;
use crate::scene::faces;
use crate::scene::{Anchor, Drawing, Text};
use pen::Pen;

pub use pen::{Fault, Finding};
pub use said::readable;

/// The page as a drawing of [`SHEET`]. Maps come from `pictures`; without them
/// their place stays empty, as a thumbnail on the way has it.
pub fn drawing(page: &Page, pictures: Option<&Pictures<'_>>) -> Drawing {
    painted(page, pictures).drawing
}

/// What is wrong with a page: text that runs out of its place or over other text, that is
/// too small, or a title that had to be cut. Nothing for a page that can be shown.
pub fn check(page: &Page) -> Vec<Finding> {
    let pen = painted(page, None);
    let mut findings = pen.findings;
    findings.extend(overlap::findings(&page.id, &pen.drawing));
    findings
}

fn painted(page: &Page, pictures: Option<&Pictures<'_>>) -> Pen {
    let mut pen = Pen::new(&page.id);
    pen.drawing.rect([0.0; 2], SHEET, 0.0, Some(page.inks.ground), None);
    for block in &page.blocks {
        pen.block.clone_from(&block.name);
        paint(block, pictures, &mut pen);
    }
    "page".clone_into(&mut pen.block);
    frame(page, &mut pen);
    pen
}

fn paint(block: &Block, pictures: Option<&Pictures<'_>>, pen: &mut Pen) {
    let [x, y, width, height] = block.frame;
    match &block.what {
        What::Panel(panel) => {
            pen.drawing.rect([x, y], [x + width, y + height], 0.0, Some(panel.fill), None);
            if let Some(edge) = panel.edge {
                pen.drawing.rect([x, y], [x + 12.0, y + height], 0.0, Some(edge), None);
            }
        }
        What::Line(colour) => {
            pen.drawing.rect([x, y], [x + width, y + height], 0.0, Some(*colour), None);
        }
        What::Words(words) => words::paint(words, block.frame, pen),
        What::Table(table) => table::paint(table, block.frame, pen),
        What::Chart(Chart::Ranges(chart)) => ranges::paint(chart, block.frame, pen),
        What::Chart(Chart::Stack(chart)) => stack::paint(chart, block.frame, pen),
        What::Chart(Chart::Steps(chart)) => steps::paint(chart, pen),
        What::Chart(Chart::Bars(chart)) => bars::paint(chart, pen),
        What::Map(map) => {
            for name in &map.absent {
                pen.finding(Fault::Absent, format!("the layer “{name}” is not open: the map is without it"));
            }
            if let Some(pictures) = pictures {
                pen.drawing.place([x, y], pictures.map(map, [width, height]), block.alt.as_str());
            }
        }
        What::Inset(inset) => {
            // A point beyond the edges of the map: its last row of pixels would show otherwise.
            let (min, max) = ([x - 1.0, y], [x + width, y + height + 1.0]);
            pen.drawing.rect(min, max, 0.0, Some(inset.ground), None);
            let [left, top, wide, high] = inset.picture;
            if let Some(pictures) = pictures {
                let at = [x + left, y + top];
                pen.drawing.place(at, pictures.inset([wide, high]), block.alt.as_str());
            }
            pen.run([x + left, y + top - 16.0], &inset.title, 24.0);
            for (row, (fill, words)) in inset.key.iter().enumerate() {
                let middle = (row as f32).mul_add(30.0, y + top + high + 24.0);
                pen.swatch([x + left, middle - 10.0], 20.0, *fill);
                pen.run([x + left + 30.0, 24.0_f32.mul_add(measure::MIDDLE, middle)], words, 24.0);
            }
        }
    }
}

/// What stands on every page.
fn frame(page: &Page, pen: &mut Pen) {
    let inks = page.inks;
    let [x, y, width, height] = BANNER_BAR;
    pen.drawing.rect([x, y], [x + width, y + height], 0.0, Some(inks.alert), None);
    let dated = measure::width(&page.dated, 24.0, 400);
    let banner = measure::fit(&page.banner, 24.0, 600, RIGHT - BANNER[0] - dated - 48.0);
    pen.text(BANNER, &banner, 24.0, 600, inks.alert);
    pen.end(DATED, &page.dated, 24.0, 400, inks.grey);
    title(page, pen);
    pen.drawing.rect([MARGIN, RULE - 0.75], [RIGHT, RULE + 0.75], 0.0, Some(inks.rule), None);
    for (line, baseline) in page.sources.iter().zip(SOURCES) {
        if measure::width(line, 16.0, 400) > SOURCE_WIDTH {
            pen.finding(Fault::TooWide, format!("a source line is too wide: {line}"));
        }
        let line = measure::fit(line, 16.0, 400, SOURCE_WIDTH);
        pen.text([MARGIN, baseline], &line, 16.0, 400, inks.grey);
    }
    if page.sources.len() > SOURCES.len() {
        pen.finding(Fault::Overflow, "there are more than two source lines".to_owned());
    }
    pen.end(NUMBER, &page.number.to_string(), 24.0, 600, inks.ink);
}

/// The size in which a title stands on one line, and the title as it is then
/// written: smaller where it is long, cut only where the smallest size is too wide.
pub fn title_size(title: &str) -> (f32, String) {
    let room = RIGHT - MARGIN;
    let wide = |text: &str, size: f32| faces::width(text, size, 600, false, TITLE_TRACKING * size);
    let [largest, smallest] = TITLE_SIZES;
    let mut size = largest;
    while size > smallest && wide(title, size) > room {
        size -= 1.0;
    }
    if wide(title, size) <= room {
        return (size, title.to_owned());
    }
    // Tracking makes it narrower, so what fits without fits with it.
    (size, measure::fit(title, size * (1.0 + TITLE_TRACKING), 600, room))
}

fn title(page: &Page, pen: &mut Pen) {
    let (size, text) = title_size(&page.title);
    if text != page.title {
        pen.finding(Fault::TooWide, format!("the title is too long for one line: {}", page.title));
    }
    let mut mark = Text::new(TITLE, text, size, 600, page.inks.ink);
    mark.tracking = TITLE_TRACKING * size;
    mark.anchor = Anchor::Start;
    pen.drawing.text(mark);
}

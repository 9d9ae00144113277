//! A slide: the words of the layout in their placeholders, then the blocks.

use super::canvas::{Canvas, Edge, Outline};
use super::chart::filled;
use super::package::Kind;
use super::text::{Face, Paragraph, face};
use super::theme::Tones;
use super::xml::{HEAD, SPACES, escaped};
use super::{figures, master, ranges, table, words};
use crate::brief::deck::{Block, Chart, Inset, Page, TITLE_SIZES, TITLE_TRACKING, What};
use crate::brief::measure::MIDDLE;
use crate::brief::slide::title_size;

/// The name of a slide's part, numbered from 1.
pub fn slide_part(number: usize) -> String {
    format!("ppt/slides/slide{number}.xml")
}

/// The pictures of a page by the place of their block: the names of their parts.
pub type Parts<'a> = &'a dyn Fn(usize) -> Option<String>;

/// The slide's shapes, ready to be written.
pub fn drawn<'t>(
    page: &Page,
    pictures: Parts<'_>,
    tones: &'t Tones,
    language: &'t str,
    first_chart: usize,
) -> Canvas<'t> {
    let mut canvas = Canvas::new(tones, language, first_chart);
    canvas.links.to(Kind::Layout, master::layout_part(1));
    placeholders(&mut canvas, page);
    for (at, block) in page.blocks.iter().enumerate() {
        let picture = pictures(at).map(|part| canvas.links.to(Kind::Image, part));
        paint(&mut canvas, block, picture);
    }
    canvas
}

/// The slide part.
pub fn xml(canvas: &Canvas) -> String {
    format!(
        "{HEAD}<p:sld {SPACES}><p:cSld>{}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        canvas.tree()
    )
}

/// Title, banner, date, sources, number: in the order in which they are read.
fn placeholders(canvas: &mut Canvas, page: &Page) {
    let language = canvas.language;
    let line = |look: &str, text: &str| {
        let run = if text.is_empty() {
            String::new()
        } else {
            format!("<a:r>{look}<a:t>{}</a:t></a:r>", escaped(text))
        };
        format!("<a:p>{run}<a:endParaRPr lang=\"{language}\" dirty=\"0\"/></a:p>")
    };
    let plain = format!("<a:rPr lang=\"{language}\" dirty=\"0\"/>");
    for slot in master::slots(&page.inks) {
        let inside = match slot.name {
            "Title" => {
                let (size, _) = title_size(&page.title);
                // A long title is smaller; otherwise it is as the master has it.
                let look = if size < TITLE_SIZES[0] {
                    let small = Face {
                        weight: 600,
                        tracking: TITLE_TRACKING * size,
                        ..Face::plain(size, page.inks.ink)
                    };
                    face("rPr", language, &small, canvas.tones)
                } else {
                    plain.clone()
                };
                line(&look, &page.title)
            }
            "Banner" => line(&plain, &page.banner),
            "Date of the line" => line(&plain, &page.dated),
            "Sources" => page.sources.iter().map(|source| line(&plain, source)).collect(),
            _ => format!(
                "<a:p><a:fld id=\"{}\" type=\"slidenum\">{plain}<a:t>{}</a:t></a:fld></a:p>",
                master::NUMBER_FIELD,
                page.number
            ),
        };
        let inside = if inside.is_empty() { "<a:p/>".to_owned() } else { inside };
        canvas.placeholder(slot.name, slot.which, "<a:bodyPr/>", &inside);
    }
}

fn paint(canvas: &mut Canvas, block: &Block, picture: Option<String>) {
    let [x, y, width, height] = block.frame;
    let (name, alt) = (block.name.as_str(), block.alt.as_str());
    match &block.what {
        What::Panel(panel) => {
            canvas.rect(name, block.frame, panel.fill);
            if let Some(edge) = panel.edge {
                canvas.rect(name, [x, y, 12.0, height], edge);
            }
        }
        What::Line(colour) => canvas.rect(name, [x, y, width, height], *colour),
        What::Words(paragraphs) => words::draw(canvas, name, block.frame, paragraphs),
        What::Table(content) => table::table(canvas, name, alt, block.frame, content),
        What::Chart(Chart::Ranges(chart)) => ranges::draw(canvas, name, alt, chart),
        What::Chart(Chart::Stack(chart)) => figures::stack(canvas, name, alt, block.frame, chart),
        What::Chart(Chart::Steps(chart)) => figures::steps(canvas, name, alt, chart),
        What::Chart(Chart::Bars(chart)) => figures::bars(canvas, name, alt, chart),
        What::Map(_) => {
            if let Some(link) = picture {
                canvas.picture(name, described(block), block.frame, &link);
            }
        }
        What::Inset(content) => inset(canvas, block, content, picture),
    }
}

/// What a picture shows: its description, or its name where it has none.
fn described(block: &Block) -> &str {
    if block.alt.is_empty() { &block.name } else { &block.alt }
}

/// The small map of Europe with its title and key.
fn inset(canvas: &mut Canvas, block: &Block, inset: &Inset, picture: Option<String>) {
    let [x, y, ..] = block.frame;
    let [left, top, wide, high] = inset.picture;
    canvas.rect("Ground", block.frame, inset.ground);
    if let Some(link) = picture {
        canvas.picture(&block.name, described(block), [x + left, y + top, wide, high], &link);
    }
    let title = Paragraph::of(inset.title.text.clone(), Face::of(&inset.title, 24.0));
    canvas.label("Head", [x + left, y + top - 16.0], title);
    for (row, (fill, run)) in inset.key.iter().enumerate() {
        let middle = 30.0_f32.mul_add(row as f32, y + top + high + 24.0);
        let inside = filled(fill, canvas.tones);
        let edge = fill.outlined.then_some(Edge::solid(1.5, fill.ink));
        canvas.shape("Swatch", Outline::Rect, [x + left, middle - 10.0, 20.0, 20.0], &inside, edge);
        let words = Paragraph::of(run.text.clone(), Face::of(run, 24.0));
        canvas.label("Key", [x + left + 30.0, 24.0_f32.mul_add(MIDDLE, middle)], words);
    }
}

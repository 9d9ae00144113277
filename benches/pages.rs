//! How long a page takes: `cargo bench --bench pages`.
//!
//! Beside each the same SVG drawn by resvg alone, or written by krilla-svg
//! alone: what the formats themselves cost, without the map being made.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where its data is missing"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cordon::atlas::Atlas;
use cordon::brief::contrast;
use cordon::brief::map::{Map, Options};
use cordon::brief::page::{self, Page};
use cordon::export::metadata::Metadata;
use cordon::export::pdf::{PdfPage, pdf};
use cordon::export::png::png;
use cordon::export::svg::svg;
use cordon::force::{Figures, Measures};
use cordon::plan::{Plan, file};
use cordon::scene::{Drawing, Look, View, faces};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options as Reading, Tree, fontdb};

/// A3 in points of 1/96 inch.
const A3: [f32; 2] = [1587.4, 1122.5];

fn main() {
    let atlas = Atlas::embedded().expect("the embedded data is readable");
    let plan = file::example();
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    println!("{:<56} {:>12} {:>12}", "", "least", "median");
    time("maps of the example plan prepared", || Map::of(&plan, &figures, &atlas));
    let maps = Map::of(&plan, &figures, &atlas);
    let words = Metadata { date: "2024-12-01".into(), language: "en".into(), ..Metadata::default() };

    let screen = draw(&maps, &plan, &figures, &atlas, [1600.0, 900.0]);
    time("page of 16:9 drawn", || draw(&maps, &plan, &figures, &atlas, [1600.0, 900.0]));
    time("  its contrasts checked", || contrast::check(&screen));
    time("  as SVG", || svg(&screen));
    let ours = time("  as PNG of 3840 × 2160", || png(&screen, 2.4, &words).expect("a sound size"));
    let (text, reading) = (svg(&screen), reading());
    let rival = time("  rival: resvg alone, the same SVG to pixels and PNG", || alone(&text, &reading, 2.4));
    said(ours, rival);

    let paper = draw(&maps, &plan, &figures, &atlas, A3);
    time("page of A3 drawn", || draw(&maps, &plan, &figures, &atlas, A3));
    let sheet = [PdfPage {
        drawing: paper.clone(),
        size_mm: [420.0, 297.0],
        title: "Page".to_owned(),
        alt: "Map".to_owned(),
    }];
    let ours = time("  as PDF, tagged, text by text", || pdf(&sheet, &words).expect("a sound page"));
    let (text, bytes) = (svg(&paper), pdf(&sheet, &words).expect("a sound page").len());
    let rival = time("  rival: krilla-svg alone, the same SVG, no tags", || converted(&text, &reading));
    said(ours, rival);
    println!(
        "the PDF has {} kB, that of the rival {} kB",
        bytes / 1000,
        converted(&text, &reading).len() / 1000
    );
}

fn draw(maps: &Map<'_>, plan: &Plan, figures: &Figures, atlas: &Atlas, size: [f32; 2]) -> Drawing {
    let page = Page::of(plan, figures, atlas);
    let frame = page::map_frame(size);
    let view = View::of_ukraine([frame.max[0] - frame.min[0], frame.max[1] - frame.min[1]]);
    page::drawing(&page, (maps, plan), (&view, &Options::default()), &Look::print(), size)
}

fn reading() -> Reading<'static> {
    let mut fonts = fontdb::Database::new();
    for (_, bytes) in faces::FILES {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    Reading { font_family: "Inter".to_owned(), fontdb: Arc::new(fonts), ..Reading::default() }
}

fn alone(text: &str, reading: &Reading<'_>, scale: f32) -> Vec<u8> {
    let tree = Tree::from_str(text, reading).expect("our own SVG");
    let size = tree.size();
    let [width, height] = [size.width(), size.height()].map(|side| (side * scale).round() as u32);
    let mut picture = Pixmap::new(width, height).expect("a sound size");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().expect("a sound picture")
}

fn converted(text: &str, reading: &Reading<'_>) -> Vec<u8> {
    use krilla::geom::Size;
    use krilla_svg::{SurfaceExt, SvgSettings};
    let tree = Tree::from_str(text, reading).expect("our own SVG");
    let mut document = krilla::Document::new();
    let size = Size::from_wh(1190.55, 841.89).expect("a sound size");
    let mut page = document.start_page_with(krilla::page::PageSettings::new(size));
    let mut surface = page.surface();
    let _drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    document.finish().expect("a sound document")
}

fn said(ours: Duration, rival: Duration) {
    println!("  {:.2} times the rival's time", ours.as_secs_f64() / rival.as_secs_f64());
}

/// Runs a function until it has had two seconds or 50 turns, and prints the times.
fn time<T>(what: &str, mut function: impl FnMut() -> T) -> Duration {
    let (begun, mut times) = (Instant::now(), Vec::new());
    while times.len() < 3 || (times.len() < 50 && begun.elapsed() < Duration::from_secs(2)) {
        let turn = Instant::now();
        black_box(function());
        times.push(turn.elapsed());
    }
    times.sort_unstable();
    let (least, median) = (times[0], times[times.len() / 2]);
    println!("{what:<56} {least:>12.2?} {median:>12.2?}");
    median
}

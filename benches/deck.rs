//! How long the standard brief takes as PPTX, PDF and HTML: `cargo bench --bench deck`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench says what it measures and may panic")]

use std::time::Instant;

use cordon::atlas::Atlas;
use cordon::brief::{Pictures, Subject, slide};
use cordon::export::html::html;
use cordon::export::metadata::Metadata;
use cordon::export::pdf::{PdfPage, pdf};
use cordon::export::pptx::{images, pptx};
use cordon::force::{Figures, Measures};
use cordon::plan::file;
use cordon::scene::{Drawing, Language, Look};

fn timed<T>(what: &str, make: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = make();
    println!("{what:<40} {:>7.0} ms", start.elapsed().as_secs_f64() * 1000.0);
    made
}

fn main() {
    let atlas = timed("atlas", || Atlas::embedded().unwrap());
    let plan = file::example();
    let figures = timed("figures", || Figures::of(&plan, &atlas, &mut Measures::new()));
    let look = Look::light();
    let deck = timed("deck", || Subject::of(&plan, &figures, &atlas, &look).deck());
    println!("{} slides", deck.pages.len());
    let pictures = Pictures::of(&plan, &figures, &atlas, &look);
    let maps = timed("maps as pictures", || images(&deck, &pictures).unwrap());
    println!("{} pictures, {} kB", maps.len(), maps.values().map(Vec::len).sum::<usize>() / 1000);
    let bytes = timed("PPTX without its maps", || pptx(&deck, &maps, "{}", Language::English).unwrap());
    println!("{} kB", bytes.len() / 1000);
    let pages = timed("pages drawn", || {
        deck.pages.iter().map(|page| slide::drawing(page, Some(&pictures))).collect::<Vec<Drawing>>()
    });
    let text = timed("HTML", || html(&deck, &pages, "{}", Language::English));
    println!("{} kB", text.len() / 1000);
    let pages: Vec<PdfPage> = pages
        .into_iter()
        .map(|drawing| PdfPage {
            drawing,
            size_mm: [338.667, 190.5],
            title: "A slide".to_owned(),
            alt: "A slide".to_owned(),
        })
        .collect();
    let words = Metadata { title: deck.title.clone(), language: "en".to_owned(), ..Metadata::default() };
    let bytes = timed("PDF", || pdf(&pages, &words).unwrap());
    println!("{} kB", bytes.len() / 1000);
}

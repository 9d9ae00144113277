//! Decks as files: part by part, and by the programs that open them.

#[path = "support/sample_deck.rs"]
mod sample_deck;

use cordon::export::pptx::{Images, pptx};
use cordon::scene::Language;

#[test]
fn try_it() {
    let deck = sample_deck::deck();
    let mut images = Images::new();
    let png = std::fs::read("/tmp/map.png").unwrap();
    images.insert((0, 0), png.clone());
    images.insert((0, 1), png);
    let bytes = pptx(&deck, &images, "{}", Language::English).unwrap();
    std::fs::write("/tmp/deck.pptx", bytes).unwrap();
    for (at, page) in deck.pages.iter().enumerate() {
        let svg = cordon::export::svg::svg(&cordon::brief::slide::drawing(page, None));
        std::fs::write(format!("/tmp/page{}.svg", at + 1), svg).unwrap();
    }
}

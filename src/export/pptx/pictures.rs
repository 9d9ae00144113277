//! The maps of a deck as pictures, drawn side by side and kept in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::Images;
use crate::brief::deck::{Deck, What};
use crate::brief::pictures::Pictures;
use crate::export::metadata::Metadata;
use crate::export::png::png;
use crate::problem::Refusal;

/// Pixels to a pixel of the sheet: a map is as sharp as a 4K screen shows it.
const SHARP: f32 = 2.0;

/// Every map and inset of a deck as PNG.
///
/// # Errors
/// Where a picture cannot be drawn.
pub fn images(deck: &Deck, pictures: &Pictures<'_>) -> Result<Images, Refusal> {
    let wanted: Vec<(usize, usize, &What, [f32; 2])> = deck
        .pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| page.blocks.iter().enumerate().map(move |(place, block)| (at, place, block)))
        .filter_map(|(at, place, block)| match &block.what {
            What::Map(_) => Some((at, place, &block.what, [block.frame[2], block.frame[3]])),
            What::Inset(inset) => Some((at, place, &block.what, [inset.picture[2], inset.picture[3]])),
            _ => None,
        })
        .collect();
    let next = AtomicUsize::new(0);
    // Each takes the next picture that is left; by its place it comes back in order.
    let draw = || {
        let mut drawn = Vec::new();
        while let Some((at, place, what, size)) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            let drawing = match what {
                What::Map(map) => pictures.map(map, *size),
                _ => pictures.inset(*size),
            };
            drawn.push(((*at, *place), png(&drawing, SHARP, &Metadata::default())));
        }
        drawn
    };
    let hands = thread::available_parallelism().map_or(1, usize::from).min(wanted.len()).max(1);
    let drawn: BTreeMap<(usize, usize), Result<Vec<u8>, Refusal>> = thread::scope(|scope| {
        let others: Vec<_> = (1..hands).map(|_| scope.spawn(draw)).collect();
        let mut all = draw();
        for other in others {
            // A thread that has fallen over has said so already; its pictures are missing below.
            all.extend(other.join().unwrap_or_default());
        }
        all.into_iter().collect()
    });
    if drawn.len() < wanted.len() {
        return Err(Refusal::new("A map of the deck could not be drawn", "Write the slides one by one."));
    }
    drawn.into_iter().map(|(place, bytes)| Ok((place, bytes?))).collect()
}

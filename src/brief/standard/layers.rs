//! What a slide says of the layers on its map: a key in a corner of it, and where they are from.

use crate::brief::deck::{Block, Bullet, Fill, Panel, Paragraph, Pattern, What};
use crate::brief::measure;
use crate::brief::pictures::named;
use crate::brief::subject::{Made, Subject, block, paragraph, words};
use crate::scene::{LayerKind, MapLayer};

/// The most layers that a key names one by one.
const ROWS: usize = 5;

/// Height of a row, room around the rows, and room for the swatch.
const ROW: f32 = 36.0;
const PAD: [f32; 2] = [18.0, 12.0];
const SWATCH: f32 = 34.0;

/// The widest name.
const NAME: f32 = 420.0;

/// Between the key and the edges of the map; the sheet's own margin where the map bleeds.
const GAP: f32 = 24.0;
const BLEED: f32 = 72.0;

/// Adds the key of the layers that the map of a slide shows, names them in its sources and for
/// those who cannot see it, and takes down those that are not open.
pub(super) fn explained(subject: &Subject<'_>, made: &mut Made) {
    let Some(place) = made.blocks.iter().position(|block| matches!(block.what, What::Map(_))) else { return };
    let over: Vec<[f32; 4]> = made.blocks.iter().skip(place + 1).map(|block| block.frame).collect();
    let Some(Block { frame, alt, what: What::Map(map), .. }) = made.blocks.get_mut(place) else { return };
    let open = |name: &&String| subject.layers.iter().any(|layer| layer.name == **name);
    map.absent = map.view.layers.iter().filter(|name| !open(name)).cloned().collect();
    let shown: Vec<&MapLayer> = named(subject.layers, &map.view).collect();
    if shown.is_empty() {
        return;
    }
    let names: Vec<&str> = shown.iter().map(|layer| layer.name.as_str()).collect();
    *alt = format!("{} Layers: {}.", alt, names.join(", "));
    let rows = rows(subject, &shown);
    let key = place_of(*frame, &over, size_of(&rows));
    let [x, y, wide, high] = key;
    let (left, top) = (x - frame[0], y - frame[1]);
    map.blocked.push([left, top, left + wide, top + high]);
    let inside = [x + PAD[0], y + PAD[1], wide - 2.0 * PAD[0], high - 2.0 * PAD[1]];
    let ground =
        block(key, "Ground of the key", What::Panel(Panel { fill: subject.inks.ground, edge: None }));
    made.blocks.insert(place + 1, ground);
    made.blocks.insert(place + 2, words(inside, "Key of the layers", rows));
    // Before the others: where there is no room, it is the annex that has those, and not these.
    let credits = shown.iter().map(|layer| measure::fit(&layer.credit(), 16.0, 400, 520.0));
    made.sources.splice(0..0, credits);
}

/// A row a layer, the uppermost first.
fn rows(subject: &Subject<'_>, shown: &[&MapLayer]) -> Vec<Paragraph> {
    let row = |layer: &&MapLayer| Paragraph {
        bullet: Some(bullet(subject, layer)),
        ..row(subject, &measure::fit(&layer.name, 24.0, 400, NAME))
    };
    let mut rows: Vec<Paragraph> = shown.iter().rev().take(ROWS).map(row).collect();
    if let more @ 1.. = shown.len().saturating_sub(ROWS) {
        rows.push(self::row(subject, &format!("and {more} more")));
    }
    rows
}

fn row(subject: &Subject<'_>, text: &str) -> Paragraph {
    Paragraph { leading: ROW, indent: SWATCH, ..paragraph(text, 24.0, 400, subject.inks.ink) }
}

fn bullet(subject: &Subject<'_>, layer: &MapLayer) -> Bullet {
    let colour = layer.mark(subject.look).colour;
    let ground = subject.look.map.ukraine;
    match layer.prepared.kind() {
        LayerKind::Areas => Bullet::Swatch(Fill {
            ground: colour.alpha(0.12).over(ground),
            pattern: Pattern::Solid,
            ink: colour.over(ground),
            outlined: true,
        }),
        LayerKind::Lines => Bullet::Dash(colour.over(subject.inks.ground)),
        LayerKind::Dots => Bullet::Swatch(Fill {
            ground: subject.inks.ground,
            pattern: Pattern::Dots,
            ink: colour.over(subject.inks.ground),
            outlined: false,
        }),
    }
}

/// The width and height of the key.
fn size_of(rows: &[Paragraph]) -> [f32; 2] {
    let wide = rows.iter().map(|row| measure::runs_width(&row.runs, row.size)).fold(0.0, f32::max);
    let high = ROW * rows.len() as f32;
    [SWATCH + wide.ceil() + 2.0 * PAD[0] + 2.0, high + 2.0 * PAD[1]]
}

/// Where the key goes: the first corner of the map that nothing else covers. The scale is at the
/// lower right.
fn place_of([x, y, width, height]: [f32; 4], over: &[[f32; 4]], [wide, high]: [f32; 2]) -> [f32; 4] {
    let left = if x < BLEED { BLEED } else { x + GAP };
    let right = if x + width > 1920.0 - BLEED { 1920.0 - BLEED } else { x + width - GAP } - wide;
    let (top, bottom) = (y + GAP, y + height - GAP - high);
    let corners = [[left, bottom], [left, top], [right, top]].map(|[x, y]| [x, y, wide, high]);
    let free = |key: &&[f32; 4]| !over.iter().any(|other| meet(**key, *other));
    corners.iter().find(free).copied().unwrap_or(corners[0])
}

fn meet(a: [f32; 4], b: [f32; 4]) -> bool {
    a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]
}

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn the_key_stands_in_the_first_free_corner_of_the_map() {
        let (map, size) = ([0.0, 138.0, 1410.0, 862.0], [300.0, 60.0]);
        assert_eq!(place_of(map, &[], size), [72.0, 916.0, 300.0, 60.0]);
        let inset = [0.0, 674.0, 388.0, 326.0];
        assert_eq!(place_of(map, &[inset], size), [72.0, 162.0, 300.0, 60.0]);
        let head = [0.0, 138.0, 500.0, 80.0];
        assert_eq!(place_of(map, &[inset, head], size), [1086.0, 162.0, 300.0, 60.0]);
    }
}

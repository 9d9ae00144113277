//! A small map of Europe that shows who could come, with its three words.
//!
//! Drawn in Lambert's azimuthal equal-area projection on the sphere about
//! 52° N 15° E: at this size areas matter, and Mercator would make Norway as
//! large as all who could come.

use std::collections::BTreeMap;

use geo_types::Coord;

use crate::atlas::{Atlas, Lean, Stance};
use crate::plan::{NationCode, Plan};
use crate::scene::crowd::Frame;
use crate::scene::faces::CAPITAL;
use crate::scene::look::Hatch;
use crate::scene::pyramid::{Bounds, Lens, Patch, Place, bounds_of, patch, simplified};
use crate::scene::{Colour, Drawing, Look, Spot, Stroke, Text, View, Willing, hatch};

/// What each nation says, in three words: the atlas's judgement, under what the
/// user has set for members of the plan.
pub fn willing(plan: &Plan, atlas: &Atlas) -> BTreeMap<String, Willing> {
    let mut out = BTreeMap::new();
    for nation in atlas.nations.all() {
        let member = plan.coalition.member(&NationCode(nation.code.clone()));
        let offers = member.is_some_and(|member| member.offer.is_some_and(|offer| offer.central > 0.0));
        let lean = member.and_then(|member| member.lean).unwrap_or(nation.lean.is);
        let needs_un = member.and_then(|member| member.needs_un).unwrap_or(nation.needs_un.is);
        let outside = nation.stance.is == Stance::Refuses || lean == Lean::Outside;
        let word = match nation.stance.is {
            _ if outside && !offers => Willing::Outside,
            _ if needs_un => Willing::Reluctant,
            Stance::Undecided | Stance::Reluctant if !offers => Willing::Reluctant,
            _ => Willing::Ready,
        };
        out.insert(nation.code.clone(), word);
    }
    out
}

/// The corners that a map of the senders holds, in longitude and latitude: from
/// Ireland to the Donbas, from Crete to the middle of Sweden.
const CORNERS: [[f64; 2]; 6] =
    [[-9.5, 51.5], [-8.5, 37.0], [40.0, 47.5], [24.0, 35.2], [18.0, 64.5], [5.0, 62.5]];

/// The middle of the projection.
const MIDDLE: [f64; 2] = [15.0, 52.0];

/// A place on the plane of the projection, in radii of the Earth; y grows southwards.
fn projected(at: Coord<f64>) -> Place {
    let (turn, rise) = ((at.x - MIDDLE[0]).to_radians(), at.y.to_radians());
    let (sin0, cos0) = MIDDLE[1].to_radians().sin_cos();
    let (sin, cos) = rise.sin_cos();
    let k = (2.0 / (1.0 + sin0 * sin + cos0 * cos * turn.cos())).sqrt();
    [k * cos * turn.sin(), -k * (cos0 * sin - sin0 * cos * turn.cos())]
}

/// The lens through which the plane of the projection fills a sheet, and what it shows.
fn lens(size: [f32; 2]) -> (Lens, Bounds) {
    let seen = Bounds::of(&CORNERS.map(|[x, y]| projected(Coord { x, y })));
    let [wide, high] = [seen.max[0] - seen.min[0], seen.max[1] - seen.min[1]];
    let scale = (f64::from(size[0]) / wide).max(f64::from(size[1]) / high);
    let centre = [0, 1].map(|axis: usize| f64::midpoint(seen.min[axis], seen.max[axis]));
    // A view is as wide as 256 · 2^zoom points to one of its units, whatever these are.
    let lens = Lens::of(&View { centre, zoom: (scale / 256.0).log2(), size });
    let window = Bounds::of(&[lens.place([-4.0; 2]), lens.place([size[0] + 4.0, size[1] + 4.0])]);
    (lens, window)
}

/// A country ready to be drawn.
struct Land {
    polygons: Vec<Vec<Vec<Place>>>,
    bounds: Bounds,
    patch: Patch,
}

/// The map of Europe with the senders in their colours.
pub fn inset(plan: &Plan, atlas: &Atlas, size: [f32; 2], look: &Look) -> Drawing {
    let (lens, window) = lens(size);
    let willing = willing(plan, atlas);
    let mut drawing = Drawing::new(size);
    drawing.rect([0.0; 2], size, 0.0, Some(look.map.sea), None);
    let tolerance = 0.25 / lens.scale();
    let land = |country: &crate::atlas::Country| {
        let ring = |ring: &geo_types::LineString<f64>| {
            let places: Vec<Place> = ring.0.iter().map(|at| projected(*at)).collect();
            simplified(&places, tolerance)
        };
        let polygons: Vec<Vec<Vec<Place>>> = country
            .area
            .iter()
            .map(|part| std::iter::once(part.exterior()).chain(part.interiors()).map(ring).collect())
            .collect();
        Land { bounds: bounds_of(&polygons), patch: patch(&polygons), polygons }
    };
    let lands: Vec<(&str, Land)> =
        atlas.map.europe.iter().map(|country| (country.iso.as_str(), land(country))).collect();
    for (iso, land) in lands.iter().filter(|(_, land)| window.meets(&land.bounds)) {
        let fill = match willing.get(*iso) {
            _ if *iso == "UA" => look.home(),
            Some(word) => look.willing(*word).fill,
            None => look.map.neighbours,
        };
        land.patch.fill(&lens, &window, &land.bounds, fill, &mut drawing);
        if let Some(word) = willing.get(*iso) {
            hatched(land, &lens, size, look.willing(*word).hatch, look.willing(*word).ink, &mut drawing);
        }
    }
    let edge = look.map.neighbours.mixed(look.map.ukraine, 0.6);
    for (_, land) in lands.iter().filter(|(_, land)| window.meets(&land.bounds)) {
        for ring in land.polygons.iter().flatten() {
            crate::scene::pyramid::draw_line(ring, true, (&lens, &window), (0.6, edge, None), &mut drawing);
        }
    }
    drawing
}

/// Adds the hatch of a country.
fn hatched(land: &Land, lens: &Lens, size: [f32; 2], hatch: Hatch, ink: Colour, drawing: &mut Drawing) {
    let rings: Vec<Vec<Spot>> =
        land.patch.each_ring().map(|ring| ring.iter().map(|place| lens.spot(*place)).collect()).collect();
    let sheet = Frame { min: [0.0; 2], max: size };
    let frame = Frame { min: lens.spot(land.bounds.min), max: lens.spot(land.bounds.max) };
    if let Some(window) = frame.within(&sheet) {
        hatch::draw(&rings, &window, [0.0; 2], hatch, ink, drawing);
    }
}

/// The height of [`panel`] over its width, in parts of the size of its text.
const ROWS: f32 = 6.9;

/// How high a panel is that is so wide and has text of this size.
pub fn panel_height(width: f32, text: f32) -> f32 {
    width * 0.62 + ROWS * text
}

/// The map of the senders under its title and over its key, on a plain ground.
pub fn panel(plan: &Plan, atlas: &Atlas, width: f32, text: f32, look: &Look) -> Drawing {
    let mut drawing = Drawing::new([width, panel_height(width, text)]);
    let ui = &look.ui;
    drawing.text(Text::new([0.0, text], "Who could come", text * 1.06, 600, ui.tx));
    let (top, map) = (text * 1.75, [width, width * 0.62]);
    drawing.place([0.0, top], inset(plan, atlas, map, look), alt(plan, atlas));
    let abroad = willing(plan, atlas).into_iter().filter(|(code, word)| {
        *word == Willing::Ready && atlas.map.europe.iter().all(|country| country.iso != *code)
    });
    let abroad: Vec<String> = abroad.map(|(code, _)| code).collect();
    let ready = if abroad.is_empty() {
        "Ready or open".to_owned()
    } else {
        format!("Ready or open (and {})", abroad.join(", "))
    };
    let words = [
        (Willing::Ready, ready),
        (Willing::Reluctant, "UN mandate first, or unsure".to_owned()),
        (Willing::Outside, "Outside only, or none".to_owned()),
    ];
    let mut y = top + map[1] + text * 1.15;
    for (word, says) in words {
        let side = text * 0.92;
        let frame = Frame::around([side / 2.0, y], [side / 2.0; 2]);
        swatch(&frame, word, look, &mut drawing);
        drawing.text(Text::new([side + text * 0.55, y + CAPITAL * text / 2.0], says, text, 400, ui.tx));
        y += text * 1.6;
    }
    drawing
}

/// The swatch of a word.
fn swatch(frame: &Frame, word: Willing, look: &Look, drawing: &mut Drawing) {
    let ink = look.willing(word);
    drawing.rect(frame.min, frame.max, 0.0, Some(ink.fill), None);
    let ring = vec![frame.min, [frame.max[0], frame.min[1]], frame.max, [frame.min[0], frame.max[1]]];
    hatch::draw(&[ring], frame, frame.min, ink.hatch, ink.ink, drawing);
    if word == Willing::Outside {
        drawing.rect(frame.min, frame.max, 0.0, None, Some(Stroke { width: 0.8, colour: ink.ink }));
    }
}

/// What the map shows, in words.
fn alt(plan: &Plan, atlas: &Atlas) -> String {
    let willing = willing(plan, atlas);
    let named = |word: Willing| {
        let names = atlas.nations.all().iter().filter(|nation| willing.get(&nation.code) == Some(&word));
        names.map(|nation| nation.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    format!(
        "Map of Europe. Ready or open: {}. UN mandate first, undecided or reluctant: {}. Outside only or none: {}.",
        named(Willing::Ready),
        named(Willing::Reluctant),
        named(Willing::Outside)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_projection_stands_still_and_areas_are_kept() {
        let at = |x, y| projected(Coord { x, y });
        let [x, y] = at(MIDDLE[0], MIDDLE[1]);
        assert!(x.abs() < 1e-12 && y.abs() < 1e-12);
        // A cell of one degree of longitude shrinks with the cosine of the latitude.
        let cell = |lat: f64| {
            let (a, b, c) = (at(20.0, lat), at(20.1, lat), at(20.0, lat + 0.1));
            ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).abs()
        };
        let ratio = cell(60.0) / cell(40.0);
        let expected = 60.05_f64.to_radians().cos() / 40.05_f64.to_radians().cos();
        assert!((ratio - expected).abs() < 2e-3, "{ratio} is not {expected}");
    }

    #[test]
    fn nations_are_sorted_by_what_they_say() {
        let atlas = Atlas::embedded().unwrap();
        let words = willing(&Plan::empty(), &atlas);
        let of = |code: &str| words.get(code).copied();
        assert_eq!(of("FR"), Some(Willing::Ready));
        assert_eq!(of("CA"), Some(Willing::Ready));
        assert_eq!(of("IT"), Some(Willing::Reluctant));
        assert_eq!(of("ES"), Some(Willing::Reluctant));
        assert_eq!(of("DE"), Some(Willing::Outside));
        assert_eq!(of("US"), None);
    }
}

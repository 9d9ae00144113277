//! What is measured, over the map: a path with the length and the bearing of each leg, and
//! rings round a place. No label covers another, nor a plate.

use geo_types::{Coord, LineString};

use super::crowd::{Crowd, Frame, STRONG};
use super::drawing::{Anchor, Drawing, Spot, Stroke, Text};
use super::faces::{ASCENT, CAPITAL, DESCENT, width};
use super::labels::HALO;
use super::look::Look;
use super::pyramid::{Bounds, Lens, draw_line, each_run, placed};
use super::view::View;

/// A measured path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ruler {
    /// Its corners, in longitude and latitude.
    pub path: Vec<Coord<f64>>,
    /// What is written at each leg: "120.3 km · 45°".
    pub legs: Vec<String>,
    /// What is written at its end: "712.4 km".
    pub total: String,
    /// Whether it encloses an area: then its last corner is joined to the first by dashes.
    pub closed: bool,
}

/// A ring round a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// Its course in longitude and latitude, from the north on, closed.
    pub path: std::sync::Arc<LineString<f64>>,
    /// "50 km".
    pub label: String,
}

/// Rings round one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Rings {
    /// The place.
    pub centre: Coord<f64>,
    /// What stands there.
    pub name: String,
    /// The rings, the smallest first.
    pub rings: Vec<Ring>,
}

/// All that is measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rulers {
    /// The path, while it is drawn and until it is taken away.
    pub path: Option<Ruler>,
    /// The rings.
    pub rings: Vec<Rings>,
}

/// The size of what is written at a leg or at a ring.
const SIZE: f32 = 11.5;

/// Legs shorter than this on the sheet have no label: it would be longer than they are.
const SHORTEST: f32 = 24.0;

/// From a line to the label beside it.
const GAP: f32 = 5.0;

/// The labels of a sheet, each with the box it covers.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    labels: Vec<(Text, Frame)>,
}

impl Rulers {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.path.is_none() && self.rings.is_empty()
    }

    /// Finds a place for each label that has room: the sum first, then the longest legs,
    /// then rings and the names of their places.
    pub fn laid(&self, view: &View, look: &Look, taken: &[Frame]) -> Laid {
        let mut laid = Laid::default();
        if self.is_empty() {
            return laid;
        }
        let mut crowd = Crowd::new(view.size);
        for frame in taken {
            crowd.take(*frame);
        }
        let (lens, window) = (Lens::of(view), Bounds::of_view(view, 0.0));
        for line in self.lines() {
            each_run(&placed(line), false, &lens, &window, |run, _| crowd.rule(&run, STRONG));
        }
        if let Some(path) = &self.path {
            path.lay(view, look, &mut crowd, &mut laid);
        }
        for rings in &self.rings {
            rings.lay(view, look, &mut crowd, &mut laid);
        }
        laid
    }

    fn lines(&self) -> impl Iterator<Item = &LineString<f64>> {
        self.rings.iter().flat_map(|rings| &rings.rings).map(|ring| &*ring.path)
    }

    /// Adds the rings.
    pub fn draw_rings(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        self.rings.iter().for_each(|rings| rings.draw(view, look, drawing));
    }

    /// Adds the path.
    pub fn draw_path(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        self.path.iter().for_each(|path| path.draw(view, look, drawing));
    }
}

impl Laid {
    /// The boxes that are covered: names of the map below them are left out.
    pub fn frames(&self) -> impl Iterator<Item = Frame> {
        self.labels.iter().map(|(_, frame)| frame.padded(2.0))
    }

    /// Adds the labels.
    pub fn draw(&self, drawing: &mut Drawing) {
        self.labels.iter().for_each(|(text, _)| drawing.text(text.clone()));
    }

    /// Writes a label in the best of the places where it covers nothing that is taken; says
    /// whether there was one.
    fn write(&mut self, pen: (&Look, f32, u16), text: &str, middles: &[Spot], crowd: &mut Crowd) -> bool {
        let (look, size, weight) = pen;
        let reach = reach(text, size, weight);
        let free = |middle: &Spot| {
            let frame = Frame::around(*middle, reach);
            let cover = crowd.cover(&frame.padded(1.0));
            (!cover.outside && cover.taken <= 0.0).then_some((cover.strong, frame))
        };
        // The first of those that cover the least of the lines.
        let best = middles.iter().filter_map(free).min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, frame)) = best else { return false };
        crowd.take(frame.padded(2.0));
        let [x, y] = frame.middle();
        let text = Text {
            anchor: Anchor::Middle,
            halo: Some((look.map.halo, HALO)),
            ..Text::new([x, y + CAPITAL * size / 2.0], text, size, weight, look.map.city)
        };
        self.labels.push((text, frame));
        true
    }
}

/// Half the width and half the height of a text.
fn reach(text: &str, size: f32, weight: u16) -> [f32; 2] {
    let high = (ASCENT + DESCENT) * size;
    [width(text, size, weight, false, 0.0) / 2.0 + HALO, high / 2.0 + HALO / 2.0]
}

impl Ruler {
    fn lay(&self, view: &View, look: &Look, crowd: &mut Crowd, laid: &mut Laid) {
        let spots: Vec<Spot> = self.path.iter().map(|at| view.to_screen(*at)).collect();
        crowd.rule(&spots, STRONG);
        for spot in &spots {
            crowd.take(Frame::around(*spot, [4.5; 2]));
        }
        if let Some(last) = spots.last() {
            let pen = (look, 13.0, 700);
            laid.write(pen, &self.total, &around(*last, reach(&self.total, 13.0, 700)), crowd);
        }
        let mut legs: Vec<(f32, [Spot; 2], &String)> = std::iter::zip(spots.windows(2), &self.legs)
            .filter_map(|(ends, text)| {
                let ends = shown([ends[0], ends[1]], view.size)?;
                Some(((ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]), ends, text))
            })
            .filter(|(long, ..)| *long >= SHORTEST)
            .collect();
        legs.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, ends, text) in legs {
            laid.write((look, SIZE, 600), text, &beside(ends, reach(text, SIZE, 600)), crowd);
        }
    }

    fn draw(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let (lens, window) = (Lens::of(view), Bounds::of_view(view, 8.0));
        let map = &look.map;
        if let (true, Some(first), Some(last)) = (self.closed, self.path.first(), self.path.last()) {
            let closing = placed(&LineString(vec![*last, *first]));
            for (width, colour, dash) in [(3.2, map.halo.alpha(0.8), None), (1.3, map.city, Some([4.0, 4.0]))]
            {
                draw_line(&closing, false, (&lens, &window), (width, colour, dash), drawing);
            }
        }
        let path = placed(&LineString(self.path.clone()));
        for (width, colour) in [(4.8, map.halo), (2.0, map.city)] {
            draw_line(&path, false, (&lens, &window), (width, colour, None), drawing);
        }
        let edge = Stroke { width: 1.6, colour: map.city };
        let sheet = Frame { min: [0.0; 2], max: view.size }.padded(8.0);
        for at in &self.path {
            let spot = view.to_screen(*at);
            if sheet.holds(&Frame { min: spot, max: spot }) {
                drawing.disc(spot, 3.2, Some(map.halo), Some(edge));
            }
        }
    }
}

impl Rings {
    fn lay(&self, view: &View, look: &Look, crowd: &mut Crowd, laid: &mut Laid) {
        let centre = view.to_screen(self.centre);
        crowd.take(Frame::around(centre, [4.0; 2]));
        for ring in self.rings.iter().rev() {
            // On the ring itself, as a contour line has its height; to the north if it can be.
            let count = ring.path.0.len().max(2) - 1;
            let turns = [0, 4, 12, 8, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11];
            let spots: Vec<Spot> = turns
                .iter()
                .filter_map(|turn| Some(view.to_screen(*ring.path.0.get(turn * count / 16)?)))
                .collect();
            let pen = (look, SIZE, 500);
            let _written = spots.iter().any(|spot| laid.write(pen, &ring.label, &[*spot], crowd));
        }
        if !self.name.is_empty() {
            laid.write((look, SIZE, 600), &self.name, &around(centre, reach(&self.name, SIZE, 600)), crowd);
        }
    }

    fn draw(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let (lens, window) = (Lens::of(view), Bounds::of_view(view, 8.0));
        let map = &look.map;
        for ring in &self.rings {
            let path = placed(&ring.path);
            for (width, colour) in [(2.8, map.halo.alpha(0.75)), (1.1, map.city.alpha(0.85))] {
                draw_line(&path, false, (&lens, &window), (width, colour, None), drawing);
            }
        }
        let [x, y] = view.to_screen(self.centre);
        for (width, colour) in [(3.4, map.halo), (1.4, map.city)] {
            drawing.line(vec![[x - 4.5, y], [x + 4.5, y]], width, colour);
            drawing.line(vec![[x, y - 4.5], [x, y + 4.5]], width, colour);
        }
    }
}

/// The middles of a label that stands around a place: right first, as names do.
fn around([x, y]: Spot, [wide, high]: [f32; 2]) -> Vec<Spot> {
    let (right, below) = (wide + 9.0, high + 9.0);
    [(1.0, 0.0), (1.0, -1.0), (1.0, 1.0), (0.0, -1.0), (0.0, 1.0), (-1.0, 0.0), (-1.0, -1.0), (-1.0, 1.0)]
        .map(|(east, south): (f32, f32)| [x + east * right, y + south * below])
        .to_vec()
}

/// The middles of a label beside a leg: above it first, in its middle first.
fn beside([from, to]: [Spot; 2], [wide, high]: [f32; 2]) -> Vec<Spot> {
    let (across, down) = (to[0] - from[0], to[1] - from[1]);
    let long = across.hypot(down).max(1e-3);
    // To the left of the way, and turned so that it points up.
    let mut normal = [down / long, -across / long];
    if normal[1] > 0.0 {
        normal = normal.map(|side| -side);
    }
    // So far from the line that the box just clears it.
    let off = wide * normal[0].abs() + high * normal[1].abs() + GAP - HALO;
    let mut middles = Vec::new();
    for share in [0.5, 0.35, 0.65, 0.2, 0.8_f32] {
        for side in [1.0, -1.0_f32] {
            middles.push([
                from[0] + across * share + normal[0] * off * side,
                from[1] + down * share + normal[1] * off * side,
            ]);
        }
    }
    middles
}

/// The part of a leg that shows on a sheet (Liang and Barsky).
fn shown([from, to]: [Spot; 2], size: [f32; 2]) -> Option<[Spot; 2]> {
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for axis in [0, 1] {
        let way = to[axis] - from[axis];
        for (way, room) in [(-way, from[axis]), (way, size[axis] - from[axis])] {
            if way == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if way < 0.0 {
                enters = enters.max(room / way);
            } else {
                leaves = leaves.min(room / way);
            }
        }
    }
    let at = |share: f32| [0, 1].map(|axis: usize| from[axis] + (to[axis] - from[axis]) * share);
    (enters < leaves).then(|| [at(enters), at(leaves)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: [f32; 2] = [900.0, 700.0];

    fn view() -> View {
        View::new(Coord { x: 31.0, y: 48.5 }, 7.0, SIZE)
    }

    fn ruler(spots: &[(f32, f32)]) -> Rulers {
        let path: Vec<_> = spots.iter().map(|&(x, y)| view().from_screen([x, y])).collect();
        let legs = (1..path.len()).map(|leg| format!("{leg}23.4 km · 45°")).collect();
        let total = "712.4 km".to_owned();
        Rulers { path: Some(Ruler { path, legs, total, closed: false }), ..Rulers::default() }
    }

    #[test]
    fn a_label_stands_beside_its_leg_and_the_sum_at_the_end() {
        let laid =
            ruler(&[(200.0, 300.0), (500.0, 300.0), (500.0, 500.0)]).laid(&view(), &Look::light(), &[]);
        let texts: Vec<&str> = laid.labels.iter().map(|(text, _)| text.text.as_str()).collect();
        assert_eq!(texts, ["712.4 km", "123.4 km · 45°", "223.4 km · 45°"]);
        let [x, y] = laid.labels[1].1.middle();
        assert!((x - 350.0).abs() < 1.0 && (275.0..299.0).contains(&y), "{x}, {y}");
    }

    #[test]
    fn short_legs_and_legs_off_the_sheet_have_no_label() {
        let laid = ruler(&[(200.0, 300.0), (210.0, 300.0), (210.0, -400.0), (900.0, -400.0)]).laid(
            &view(),
            &Look::light(),
            &[],
        );
        let texts: Vec<&str> = laid.labels.iter().map(|(text, _)| text.text.as_str()).collect();
        assert_eq!(texts, ["223.4 km · 45°"]);
        assert!(laid.labels[0].1.max[1] < 300.0);
    }

    #[test]
    fn rings_are_named_on_their_course() {
        let centre = view().from_screen([450.0, 350.0]);
        let ring = |km: f64| Ring {
            path: std::sync::Arc::new(
                crate::geodesy::ring(geo_types::Point(centre), crate::units::Km(km)).unwrap(),
            ),
            label: format!("{km} km"),
        };
        let rings = Rings { centre, name: "Here".into(), rings: vec![ring(25.0), ring(50.0)] };
        let rulers = Rulers { rings: vec![rings], ..Rulers::default() };
        let laid = rulers.laid(&view(), &Look::dark(), &[]);
        assert_eq!(laid.labels.len(), 3);
        assert!(laid.labels[0].1.middle()[1] < laid.labels[1].1.middle()[1], "the larger lies farther north");
    }

    proptest! {
        #[test]
        fn no_label_covers_another_or_what_is_taken(
            spots in prop::collection::vec((-100.0..1000.0_f32, -100.0..800.0_f32), 2..20)
        ) {
            let taken = [Frame { min: [0.0, 0.0], max: [260.0, 60.0] }, Frame { min: [600.0, 400.0], max: [900.0, 700.0] }];
            let laid = ruler(&spots).laid(&view(), &Look::light(), &taken);
            let sheet = Frame { min: [0.0; 2], max: SIZE };
            for (place, (_, frame)) in laid.labels.iter().enumerate() {
                prop_assert!(sheet.holds(frame));
                prop_assert!(taken.iter().all(|taken| !taken.meets(frame)));
                prop_assert!(laid.labels[place + 1..].iter().all(|(_, other)| !other.meets(frame)));
            }
        }
    }
}

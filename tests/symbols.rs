//! Unit symbols against the proportions of APP-6, and as they were last looked
//! at. After a change, look at the picture and write it anew with
//!
//! ```text
//! CORDON_WRITE_FIXTURES=1 cargo test --test symbols
//! ```

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cordon::export::svg::svg;
use cordon::scene::symbol::{ECHELON_GAP, ECHELON_HEIGHT, FRAME_WIDTH, Function, STAFF, Unit, UnitInk};
use cordon::scene::{Colour, Drawing, Echelon, Look, Mark, Text};

const L: f32 = 100.0;
const AT: [f32; 2] = [200.0, 200.0];

fn drawn(unit: Unit) -> Drawing {
    let mut drawing = Drawing::new([400.0, 400.0]);
    unit.draw(AT, L, UnitInk::of(&Look::light()), &mut drawing);
    drawing
}

/// The box around a mark without its line's width, from the middle of the frame, in L.
fn extent(mark: &Mark) -> [f32; 4] {
    let points = match mark {
        Mark::Line { points, .. } | Mark::Polygon { points, .. } => points.clone(),
        Mark::Rect { min, max, .. } => vec![*min, *max],
        Mark::Disc { at, radius, .. } => {
            vec![at.map(|side| side - radius), at.map(|side| side + radius)]
        }
        other => panic!("a symbol has no {other:?}"),
    };
    let low = |axis: usize| points.iter().map(|at| at[axis]).fold(f32::INFINITY, f32::min);
    let high = |axis: usize| points.iter().map(|at| at[axis]).fold(f32::NEG_INFINITY, f32::max);
    [(low(0) - AT[0]) / L, (low(1) - AT[1]) / L, (high(0) - AT[0]) / L, (high(1) - AT[1]) / L]
}

fn near(a: [f32; 4], b: [f32; 4]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-4)
}

/// The marks above the frame, in L.
fn echelon_marks(echelon: Echelon) -> Vec<[f32; 4]> {
    let above = |extent: &[f32; 4]| extent[3] <= -0.5 - ECHELON_GAP + 1e-4;
    drawn(Unit::of(echelon)).marks.iter().map(extent).filter(above).collect()
}

#[test]
fn the_frame_of_a_friendly_land_unit_is_one_and_a_half_by_one() {
    let marks = drawn(Unit::default()).marks;
    let frames = marks.iter().filter(|mark| matches!(mark, Mark::Rect { .. })).collect::<Vec<_>>();
    assert_eq!(frames.len(), 2, "its ground and its edge");
    for frame in frames {
        assert!(near(extent(frame), [-0.75, -0.5, 0.75, 0.5]), "{:?}", extent(frame));
    }
    assert_eq!(FRAME_WIDTH, 1.5);
}

#[test]
fn icons_stand_in_the_octagon_or_reach_the_frame() {
    for function in Function::ALL {
        let unit = Unit { function, ..Unit::default() };
        let marks = drawn(unit).marks;
        let icon = &marks[1..marks.len() - 1];
        assert_eq!(icon.is_empty(), function == Function::Unspecified, "{function:?}");
        for mark in icon {
            let [left, top, right, bottom] = extent(mark);
            // The octagon is 1 L by 1 L; an icon of the full frame ends on its sides.
            let in_octagon = left >= -0.5 && right <= 0.5 && top >= -0.5 && bottom <= 0.5;
            let full = near([left, 0.0, right, 0.0], [-0.75, 0.0, 0.75, 0.0]);
            assert!(in_octagon || full, "{function:?}: {:?}", extent(mark));
            assert!(top >= -0.5 - 1e-4 && bottom <= 0.5 + 1e-4, "{function:?}");
        }
    }
}

#[test]
fn the_infantry_s_cross_joins_the_corners_and_the_track_lies_inside() {
    let marks = drawn(Unit::default()).marks;
    let lines = marks.iter().filter(|mark| matches!(mark, Mark::Line { closed: false, .. }));
    let cross = lines.map(extent).collect::<Vec<_>>();
    assert_eq!(cross.len(), 2);
    assert!(cross.iter().all(|line| near(*line, [-0.75, -0.5, 0.75, 0.5])), "{cross:?}");
    let track = marks.iter().find(|mark| matches!(mark, Mark::Line { closed: true, .. })).unwrap();
    assert!(near(extent(track), [-0.4375, -0.2, 0.4375, 0.2]), "{:?}", extent(track));
}

#[test]
fn marks_of_the_echelon_stand_above_the_frame_and_in_its_middle() {
    for echelon in Echelon::ALL {
        let marks = echelon_marks(echelon);
        let fold = |at: usize, first: f32, choose: fn(f32, f32) -> f32| {
            marks.iter().map(|mark| mark[at]).fold(first, choose)
        };
        let (left, right) = (fold(0, 9.0, f32::min), fold(2, -9.0, f32::max));
        assert!((left + right).abs() < 1e-4, "{echelon:?} is off the middle: {left} {right}");
        assert!(left >= -0.75 && right <= 0.75, "{echelon:?} is wider than the frame");
        let top = fold(1, 9.0, f32::min);
        assert!(top >= -0.5 - ECHELON_GAP - ECHELON_HEIGHT - 1e-4, "{echelon:?} is too high: {top}");
    }
}

#[test]
fn each_echelon_has_its_marks() {
    // Dots and strokes are one mark each, a cross and a struck ring are two.
    let counts = [2, 1, 2, 3, 1, 2, 3, 2, 4, 6];
    for (echelon, count) in Echelon::ALL.into_iter().zip(counts) {
        assert_eq!(echelon_marks(echelon).len(), count, "{echelon:?}");
        assert_eq!(Echelon::named(echelon.name()), Some(echelon));
    }
    for stroke in echelon_marks(Echelon::Regiment) {
        assert!((stroke[0] - stroke[2]).abs() < 1e-6 && (stroke[3] - stroke[1] - 0.25).abs() < 1e-4);
    }
    for cross in echelon_marks(Echelon::Corps) {
        assert!((cross[2] - cross[0] - 0.25).abs() < 1e-4, "a cross is as wide as it is high");
    }
}

#[test]
fn the_staff_of_a_headquarters_hangs_from_the_lower_left_corner() {
    let unit = Unit { headquarters: true, ..Unit::default() };
    let staff = drawn(unit).marks.iter().map(extent).find(|extent| extent[3] > 0.5 + 1e-4).unwrap();
    assert!(near(staff, [-0.75, 0.5, -0.75, 0.5 + STAFF]), "{staff:?}");
}

#[test]
fn the_bounds_hold_every_mark_at_every_size() {
    for height in [8.0, 14.0, 32.0, 100.0] {
        for echelon in Echelon::ALL {
            let unit = Unit { headquarters: true, ..Unit::of(echelon) };
            let mut drawing = Drawing::new([400.0, 400.0]);
            unit.draw(AT, height, UnitInk::of(&Look::dark()), &mut drawing);
            let bounds = unit.bounds(AT, height).padded(1.0);
            for mark in &drawing.marks {
                let [left, top, right, bottom] = extent(mark).map(|side| side * L);
                assert!(AT[0] + left >= bounds.min[0] && AT[0] + right <= bounds.max[0], "{mark:?}");
                assert!(AT[1] + top >= bounds.min[1] && AT[1] + bottom <= bounds.max[1], "{mark:?}");
            }
        }
    }
}

/// Every function, every echelon and a headquarters, large, and below as a plate has them.
fn table(look: &Look) -> Drawing {
    let mut drawing = Drawing::new([840.0, 320.0]);
    drawing.rect([0.0; 2], drawing.size, 0.0, Some(look.ui.plate), None);
    let ink = UnitInk::of(look);
    let units = (0..10).map(|at| Unit { function: Function::ALL[at], ..Unit::of(Echelon::ALL[at]) });
    for (at, unit) in units.enumerate() {
        let x = 50.0 + 82.0 * at as f32;
        unit.draw([x, 60.0], 44.0, ink, &mut drawing);
        Unit { headquarters: true, ..Unit::of(Echelon::ALL[at]) }.draw([x, 150.0], 44.0, ink, &mut drawing);
        unit.draw([x, 260.0], 14.0, ink, &mut drawing);
        let tx: Colour = look.ui.tx2;
        drawing.text(Text::new([x - 30.0, 300.0], Echelon::ALL[at].name(), 11.0, 400, tx));
    }
    drawing
}

#[test]
fn symbols_look_as_they_did() {
    for (name, look) in [("light", Look::light()), ("dark", Look::dark())] {
        let path = format!("{}/tests/golden/symbols-{name}.svg", env!("CARGO_MANIFEST_DIR"));
        let written = svg(&table(&look));
        if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
            std::fs::write(&path, &written).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert!(golden == written, "the symbols have changed; look at them and write {path} anew");
    }
}

//! Names on the maps of slides and pages: none under a plate or over another, each place with its
//! name, and seldom a letter over the edge of a zone or the line of contact.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use cordon::atlas::Atlas;
use cordon::brief::{Pictures, Subject, slide};
use cordon::force::{Figures, Measures};
use cordon::plan::{Edit, Plan, Role, file};
use cordon::scene::crowd::Frame;
use cordon::scene::drawing::Anchor;
use cordon::scene::faces::{CAPITAL, width};
use cordon::scene::{Look, Mark, Text};

/// The maps of a deck: the title of each slide, and what is drawn on its map.
fn maps(plan: &Plan, look: &Look) -> Vec<(String, Vec<Mark>)> {
    let atlas = Atlas::embedded().expect("the atlas is sound");
    let figures = Figures::of(plan, &atlas, &mut Measures::new());
    let deck = Subject::of(plan, &figures, &atlas, look).deck();
    let pictures = Pictures::of(plan, &figures, &atlas, look);
    let map = |mark: Mark| match mark {
        // The inset of Europe is smaller than any map.
        Mark::Group { min, max, marks, .. } if max[0] - min[0] > 900.0 => Some(marks),
        _ => None,
    };
    let of = |page| slide::drawing(page, Some(&pictures)).marks.into_iter().find_map(map);
    deck.pages.iter().filter_map(|page| Some((page.title.clone(), of(page)?))).collect()
}

/// The example, and the same with long Ukrainian names.
fn plans() -> [Plan; 2] {
    let example = file::example();
    let long = "Слобожанський сектор стримування та спостереження за північним сходом";
    let named = example.zones.iter().fold(example.clone(), |plan, zone| {
        let name = format!("{long} {}", zone.id.0);
        plan.with(&Edit::Rename { zone: zone.id.clone(), name }).unwrap()
    });
    [example, named]
}

/// The capitals of an upright text.
fn capitals(text: &Text) -> Frame {
    let wide = width(&text.text, text.size, text.weight, text.italic, text.tracking);
    let left = match text.anchor {
        Anchor::Start => text.at[0],
        Anchor::Middle => text.at[0] - wide / 2.0,
        Anchor::End => text.at[0] - wide,
    };
    Frame { min: [left, text.at[1] - CAPITAL * text.size], max: [left + wide, text.at[1]] }
}

/// The names of places: what is written on the map itself, and upright.
fn names(marks: &[Mark]) -> Vec<(&str, Frame)> {
    let name = |mark: &'_ Mark| matches!(mark, Mark::Text(text) if text.halo.is_some() && text.angle == 0.0);
    let named = marks.iter().filter(|mark| name(mark)).filter_map(|mark| match mark {
        Mark::Text(text) => Some((text.text.as_str(), capitals(text))),
        _ => None,
    });
    named.collect()
}

fn plates(marks: &[Mark], look: &Look) -> Vec<Frame> {
    let plate = |mark: &Mark| match mark {
        Mark::Rect { min, max, fill: Some(fill), stroke: Some(stroke), .. } => {
            let is = *fill == look.ui.plate && stroke.colour == look.ui.plateline;
            is.then_some(Frame { min: *min, max: *max })
        }
        _ => None,
    };
    marks.iter().filter_map(plate).collect()
}

#[test]
fn no_name_lies_under_a_plate_or_over_another() {
    let look = Look::light();
    for plan in plans() {
        for (title, marks) in maps(&plan, &look) {
            let (names, plates) = (names(&marks), plates(&marks, &look));
            assert!(names.len() > 15 && plates.len() > 1, "{title}: {} names", names.len());
            for (at, (name, frame)) in names.iter().enumerate() {
                assert!(!plates.iter().any(|plate| plate.meets(frame)), "{title}: {name} is under a plate");
                let other = names[..at].iter().find(|(_, other)| other.meets(frame));
                assert!(other.is_none(), "{title}: {name} lies over {other:?}");
            }
        }
    }
}

#[test]
fn no_plate_hides_half_a_country() {
    let look = Look::light();
    for plan in plans() {
        for (title, marks) in maps(&plan, &look) {
            for plate in plates(&marks, &look) {
                let wide = plate.max[0] - plate.min[0];
                assert!(wide < 560.0, "{title}: a plate is {wide} wide");
            }
        }
    }
}

#[test]
fn every_dot_of_a_town_has_its_name() {
    let look = Look::light();
    for plan in plans() {
        for (title, marks) in maps(&plan, &look) {
            let names = names(&marks);
            for mark in &marks {
                let Mark::Disc { at, radius, fill: Some(fill), .. } = mark else { continue };
                if *fill == look.map.country || *fill == look.map.small {
                    let room = Frame::around(*at, [radius + 14.0; 2]);
                    assert!(names.iter().any(|(_, name)| name.meets(&room)), "{title}: a dot at {at:?}");
                }
            }
        }
    }
}

/// Whether a stretch of a line passes through a box.
fn crosses(frame: &Frame, [from, to]: [[f32; 2]; 2]) -> bool {
    (0..=16_u8).any(|step| {
        let share = f32::from(step) / 16.0;
        let at = [0, 1].map(|axis: usize| from[axis] + (to[axis] - from[axis]) * share);
        (0..2).all(|axis: usize| (frame.min[axis]..frame.max[axis]).contains(&at[axis]))
    })
}

#[test]
fn few_names_lie_over_a_belt_a_sector_or_the_line() {
    let look = Look::light();
    let inks: Vec<_> = file::example()
        .zones
        .iter()
        // A city in the middle of its hub has nowhere else to stand.
        .filter(|zone| zone.role != Role::Hub)
        .map(|zone| look.zone(zone.role, zone.colour).ink)
        .chain([look.map.contact])
        .collect();
    let mut over = Vec::new();
    for (title, marks) in maps(&file::example(), &look) {
        let lines: Vec<&Vec<[f32; 2]>> = marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Line { points, colour, dash: None, .. } if inks.contains(colour) => Some(points),
                _ => None,
            })
            .collect();
        for (name, frame) in names(&marks) {
            let crossed =
                |line: &&Vec<[f32; 2]>| line.windows(2).any(|ends| crosses(&frame, [ends[0], ends[1]]));
            if lines.iter().any(crossed) {
                over.push(format!("{name} ({title})"));
            }
        }
    }
    assert!(over.len() <= 6, "{}: {over:#?}", over.len());
}

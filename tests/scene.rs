//! What a planner sees on the sheet: names that do not collide, at every zoom,
//! in both languages, and the same drawing every time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use cordon::atlas::layers::MapLayers;
use cordon::export::svg::svg;
use cordon::plan::zone::{Corridor, Disc, Form, Role, Shape, ZoneId};
use cordon::scene::labels::Subject;
use cordon::scene::reference::Prepared;
use cordon::scene::view::mercator;
use cordon::scene::{
    Base, Drawing, FeatureName, Footprints, Furniture, Language, LayerMark, Legend, Look, Mark, Overlay,
    Placement, Scene, View, ZoneMark,
};
use cordon::units::Km;
use geo_types::{Coord, Geometry, LineString, Point, Rect, polygon};

const SHEET: [f32; 2] = [1168.0, 920.0];

fn zone(id: &str, role: Role, need: f64, form: Form) -> ZoneMark {
    let mark = ZoneMark::new(
        ZoneId(id.to_owned()),
        role,
        id.to_owned(),
        Arc::new(Shape::new(form).expect("a sound zone")),
    );
    ZoneMark { need: Some(need), ..mark }
}

fn zones() -> Vec<ZoneMark> {
    let axis = LineString::from(vec![
        (38.0, 49.9),
        (37.8, 49.0),
        (37.9, 48.4),
        (36.9, 47.8),
        (35.2, 47.5),
        (34.1, 47.4),
        (33.2, 46.8),
        (32.3, 46.5),
    ]);
    let hub = |name: &str, x: f64, y: f64| {
        zone(name, Role::Hub, 1200.0, Form::Disc(Disc { centre: Point::new(x, y), radius: Km(30.0) }))
    };
    let sector = polygon![(x: 35.0, y: 49.5), (x: 36.1, y: 49.3), (x: 36.1, y: 48.5), (x: 34.9, y: 49.0)];
    vec![
        zone(
            "Line belt",
            Role::MonitoredLine,
            13_086.0,
            Form::Corridor(Corridor { axis, left: Km(0.0), right: Km(20.0) }),
        ),
        zone("Sloboda sector", Role::DeterrentSector, 16_000.0, Form::Area(sector.into())),
        hub("Kyiv hub", 30.52, 50.45),
        hub("Lviv hub", 24.03, 49.84),
        hub("Odesa hub", 30.72, 46.48),
        zone(
            "Rivne NPP",
            Role::Site,
            600.0,
            Form::Disc(Disc { centre: Point::new(25.89, 51.33), radius: Km(5.0) }),
        ),
    ]
}

fn furniture() -> Furniture {
    Furniture {
        banner: "Hypothetical – planning illustration".to_owned(),
        month: String::new(),
        legend: Legend::Open,
        attribution: "Natural Earth · GeoNames CC BY 4.0".to_owned(),
        ..Furniture::default()
    }
}

/// Draws the zones and hands the drawing and the placement to a check.
fn check(base: &Base, zoom: f64, language: Language, test: impl Fn(&View, &Drawing, &Placement)) {
    let (zones, look, overlay, furniture) = (zones(), Look::light(), Overlay::default(), furniture());
    let scene = Scene {
        base,
        layers: &[],
        zones: &zones,
        footprints: Footprints::default(),
        contact: None,
        overlay: &overlay,
        furniture: &furniture,
        look: &look,
        language,
        tags: true,
        settled: true,
    };
    let view = View::new(Coord { x: 31.5, y: 48.6 }, zoom, SHEET);
    let mut placement = Placement::default();
    let drawing = scene.drawn(&view, &mut placement);
    test(&view, &drawing, &placement);
    assert_eq!(drawing, scene.drawn(&view, &mut placement), "the second frame is the first");
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    fn text(mark: &Mark) -> Option<&str> {
        if let Mark::Text(text) = mark { Some(&text.text) } else { None }
    }
    drawing.marks.iter().filter_map(text).collect()
}

fn base() -> Base {
    Base::new(&MapLayers::embedded().expect("the map is sound"))
}

#[test]
fn names_do_not_collide() {
    let base = base();
    for language in [Language::English, Language::Ukrainian] {
        for zoom in [5.0, 5.7, 6.4, 7.2, 8.0, 9.1, 10.0, 12.0] {
            check(&base, zoom, language, |view, _, placement| {
                let towns = placement
                    .labels()
                    .iter()
                    .filter(|label| matches!(label.subject, Subject::Town(..)))
                    .map(|label| (label.subject, label.frame.moved(view.place(label.place))))
                    .collect::<Vec<_>>();
                for (at, (name, frame)) in towns.iter().enumerate() {
                    for (other, taken) in &towns[at + 1..] {
                        assert!(frame.shared(taken) < 1.0, "zoom {zoom}: {name:?} on {other:?}");
                    }
                }
            });
        }
    }
}

#[test]
fn kyiv_and_the_zones_are_named() {
    let base = base();
    check(&base, 6.4, Language::English, |_, drawing, _| {
        let texts = texts(drawing);
        for name in ["Kyiv", "Kharkiv", "Odesa", "Lviv", "Chernihiv", "UKRAINE", "BLACK SEA", "Dnipro"] {
            assert!(texts.contains(&name), "{name} is not on the sheet");
        }
        for name in
            ["Line belt", "13\u{2009}086", "Kyiv hub", "Rivne NPP", "ZONES BY ROLE", "M", "D", "H", "S"]
        {
            assert!(texts.contains(&name), "{name} is not on the sheet");
        }
        for wrong in ["Kiev", "Kharkov", "Lvov", "Odessa"] {
            assert!(!texts.contains(&wrong), "{wrong}");
        }
    });
    check(&base, 6.4, Language::Ukrainian, |_, drawing, _| {
        let texts = texts(drawing);
        for name in ["Київ", "Харків", "УКРАЇНА", "ЧОРНЕ МОРЕ"] {
            assert!(texts.contains(&name), "{name} is not on the sheet");
        }
    });
}

#[test]
fn names_stay_while_the_map_is_panned() {
    let base = base();
    let (zones, look, overlay, furniture) = (zones(), Look::dark(), Overlay::default(), furniture());
    let scene = Scene {
        base: &base,
        layers: &[],
        zones: &zones,
        footprints: Footprints::default(),
        contact: None,
        overlay: &overlay,
        furniture: &furniture,
        look: &look,
        language: Language::English,
        tags: true,
        settled: true,
    };
    let view = View::new(Coord { x: 31.5, y: 48.6 }, 7.0, SHEET);
    let mut placement = Placement::default();
    scene.drawn(&view, &mut placement);
    let before = placement.labels().to_vec();
    scene.drawn(&view.panned([120.0, -80.0]), &mut placement);
    assert_eq!(before, placement.labels());
    scene.drawn(&view.zoomed_at([300.0, 300.0], 1.1), &mut placement);
    assert_eq!(before, placement.labels());
    scene.drawn(&view.zoomed_at([300.0, 300.0], 1.3), &mut placement);
    assert_ne!(before, placement.labels());
}

#[test]
fn names_follow_an_edit_of_many_zones_some_frames_later() {
    let (base, look, overlay, furniture) = (base(), Look::light(), Overlay::default(), furniture());
    let hub = |number: u32| {
        let (column, row) = (f64::from(number % 20), f64::from(number / 20));
        let centre = Point::new(26.0 + column * 0.55, 47.0 + row * 0.3);
        let form = Form::Disc(Disc { centre, radius: Km(9.0) });
        zone(&format!("Hub {number}"), Role::Hub, 1_000.0 + f64::from(number), form)
    };
    let all: Vec<ZoneMark> = (0..240).map(hub).collect();
    let view = View::new(Coord { x: 31.5, y: 48.6 }, 6.4, SHEET);
    let drawn = |zones: &[ZoneMark], placement: &mut Placement| {
        let scene = Scene {
            base: &base,
            layers: &[],
            zones,
            footprints: Footprints::default(),
            contact: None,
            overlay: &overlay,
            furniture: &furniture,
            look: &look,
            language: Language::English,
            tags: true,
            settled: true,
        };
        scene.drawn(&view, placement)
    };
    let (mut page, mut window) = (Placement::default(), Placement::of_window());
    for zones in [&all[..], &all[..239]] {
        let (before, at_once) = (window.labels().to_vec(), drawn(zones, &mut page));
        assert!(!page.is_placing());
        let mut frames = 1;
        while drawn(zones, &mut window) != at_once {
            assert!(window.is_placing() && frames < 12, "it comes to an end");
            assert_eq!(window.labels(), before, "what was placed stays until all is placed anew");
            frames += 1;
        }
        assert!(frames > 2 && !window.is_placing(), "{frames}");
        assert_eq!(window.labels(), page.labels());
    }
}

#[test]
fn a_frame_is_bounded_by_the_sheet() {
    let base = base();
    for zoom in [4.0, 5.0, 6.4, 8.0, 11.0, 14.0] {
        check(&base, zoom, Language::English, |_, drawing, _| {
            assert!(drawing.points() < 40_000, "zoom {zoom}: {} points", drawing.points());
            let finite = |spot: &[f32; 2]| spot.iter().all(|axis| axis.is_finite());
            for mark in &drawing.marks {
                if let Mark::Line { points, .. } | Mark::Fill { points, .. } = mark {
                    assert!(points.iter().all(finite));
                }
            }
        });
    }
}

#[test]
fn the_sheet_is_written_as_svg() {
    let base = base();
    check(&base, 6.4, Language::English, |_, drawing, _| {
        let text = svg(drawing);
        assert!(text.starts_with("<svg") && text.ends_with("</svg>\n"));
        assert!(text.contains(">Kyiv</text>") && !text.contains("NaN"));
    });
}

/// Three thousand points on a grid, each with a name, and one area.
fn named_layer() -> (Prepared, Vec<FeatureName>) {
    let at = |number: u32| Coord {
        x: 23.0 + 0.3 * f64::from(number % 55),
        y: 45.0 + 0.12 * f64::from(number / 55),
    };
    let square = Rect::new(Coord { x: 27.0, y: 47.5 }, Coord { x: 31.0, y: 49.5 });
    let geometries: Vec<Geometry<f64>> =
        (0..3_000).map(|number| Point::from(at(number)).into()).chain([square.to_polygon().into()]).collect();
    let prepared = Prepared::new(&geometries, &AtomicBool::new(false), &|_| {}).expect("not called off");
    let area = FeatureName {
        place: mercator(square.center()),
        reach: 4.0 / 360.0,
        area: true,
        text: "Sector West".to_owned(),
    };
    let points = (0..3_000).map(|number| FeatureName {
        place: mercator(at(number)),
        reach: 0.0,
        area: false,
        text: format!("Post {number}"),
    });
    (prepared, std::iter::once(area).chain(points).collect())
}

#[test]
fn names_of_a_layer_collide_with_nothing_and_come_with_the_zoom() {
    let (base, (prepared, names)) = (base(), named_layer());
    let (zones, look, overlay, furniture) = (zones(), Look::light(), Overlay::default(), furniture());
    let mark = |names| [LayerMark { name: "Layer", prepared: &prepared, colour: look.layer(0), names }];
    let (named, bare) = (mark(&names), mark(&[]));
    let scene = Scene {
        base: &base,
        layers: &named,
        zones: &zones,
        footprints: Footprints::default(),
        contact: None,
        overlay: &overlay,
        furniture: &furniture,
        look: &look,
        language: Language::English,
        tags: true,
        settled: true,
    };
    let mut counts = Vec::new();
    for zoom in [4.4, 6.4, 9.0] {
        let view = View::new(Coord { x: 30.5, y: 48.6 }, zoom, SHEET);
        let mut placement = Placement::default();
        let drawing = scene.drawn(&view, &mut placement);
        let boxed = placement
            .labels()
            .iter()
            .filter(|label| matches!(label.subject, Subject::Town(..) | Subject::Layer(..)));
        let boxes: Vec<_> =
            boxed.map(|label| (label.text(), label.frame.moved(view.place(label.place)))).collect();
        for (at, (name, frame)) in boxes.iter().enumerate() {
            for (other, taken) in &boxes[at + 1..] {
                let own = name.starts_with("Post") || other.starts_with("Post");
                assert!(!own || frame.shared(taken) < 1.0, "zoom {zoom}: {name} on {other}");
            }
        }
        let posts = boxes.iter().filter(|(name, _)| name.starts_with("Post")).count();
        assert!(posts > 10, "zoom {zoom}: {posts} names");
        counts.push(boxes.iter().any(|(name, _)| name == "Sector West"));
        let written = texts(&drawing);
        assert!(written.iter().any(|text| text.starts_with("Post")), "zoom {zoom}");
        // Switched off they leave their room to the names of the map.
        let without = Scene { layers: &bare, ..scene }.drawn(&view, &mut placement);
        assert!(!texts(&without).iter().any(|text| text.starts_with("Post")));
    }
    assert_eq!(counts[..2], [false, true], "a small area is named once it is as wide as its name");
}

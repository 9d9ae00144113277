//! A full sheet: twelve zones, eight nations and their camps, bands of distance,
//! in both themes. Everything must stand apart and say whose it is.
//!
//! `CORDON_WRITE_PICTURES=folder cargo test --test sheet` writes the sheets as SVG.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use std::sync::Arc;

use cordon::atlas::Atlas;
use cordon::export::svg::svg;
use cordon::plan::zone::{Corridor, Disc, Form, Role, Shape, ZoneId};
use cordon::scene::crowd::Frame;
use cordon::scene::{
    BandMark, Base, CampMark, ContactMark, DividerMark, Drawing, Echelon, FootprintMark, Footprints,
    Furniture, GatheredMark, Language, Legend, Look, Mark, Overlay, Placement, PlateBox, Scene, UnfilledMark,
    View, ZoneMark,
};
use cordon::units::Km;
use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon, line_string, polygon};

type Area = Arc<MultiPolygon<f64>>;

fn shape(form: Form) -> Arc<Shape> {
    Arc::new(Shape::new(form).expect("a sound zone"))
}

fn zone(id: &str, role: Role, need: f64, form: Form) -> ZoneMark {
    let mark = ZoneMark::new(ZoneId(id.to_owned()), role, id.to_owned(), shape(form));
    ZoneMark { need: Some(need), ..mark }
}

/// What is on the sheet, owned.
struct Sheet {
    zones: Vec<ZoneMark>,
    parts: Vec<FootprintMark>,
    dividers: Vec<DividerMark>,
    unfilled: Vec<UnfilledMark>,
    gathered: Vec<GatheredMark>,
    bands: Vec<BandMark>,
    line: LineString<f64>,
}

fn echelon(unit: &str) -> Echelon {
    if unit.ends_with("bde") { Echelon::Brigade } else { Echelon::Battalion }
}

fn middle(area: &MultiPolygon<f64>) -> Coord<f64> {
    let ring = &area.0[0].exterior().0;
    let count = (ring.len() - 1) as f64;
    ring[1..].iter().fold(Coord { x: 0.0, y: 0.0 }, |sum, at| sum + *at) / count
}

fn part(zone: &str, code: &str, troops: f64, unit: &str, area: Area, anchor: Coord<f64>) -> FootprintMark {
    let camp = |step: f64| CampMark {
        at: anchor + Coord { x: 0.05 * (step % 3.0 - 1.0), y: 0.04 * ((step / 3.0).floor() - 0.5) },
    };
    FootprintMark {
        zone: ZoneId(zone.to_owned()),
        code: code.to_owned(),
        area,
        anchor,
        troops,
        unit: unit.to_owned(),
        echelon: echelon(unit),
        caveat: (code == "IT").then(|| "speaks for peacekeeping under the UN only".to_owned()),
        camps: (0..=(troops / 900.0) as i32).map(|step| camp(f64::from(step))).collect(),
        selected: false,
        hovered: false,
        ghosted: false,
    }
}

/// The stretch of a line between two shares of its length in degrees.
fn stretch(line: &LineString<f64>, from: f64, to: f64) -> LineString<f64> {
    let long = |ends: &[Coord<f64>]| (ends[1].x - ends[0].x).hypot(ends[1].y - ends[0].y);
    let all: f64 = line.0.windows(2).map(long).sum();
    let mut gone = 0.0;
    let mut points = Vec::new();
    for ends in line.0.windows(2) {
        let length = long(ends);
        let (begin, end) = (gone / all, (gone + length) / all);
        let at = |share: f64| ends[0] + (ends[1] - ends[0]) * ((share - begin) / (end - begin));
        if end > from && begin < to {
            if points.is_empty() {
                points.push(at(from.max(begin)));
            }
            points.push(at(to.min(end)));
        }
        gone += length;
    }
    LineString(points)
}

/// The part of a polygon on one side of the upright at a longitude.
fn side(polygon: &Polygon<f64>, x: f64, east: bool) -> Area {
    let ring = &polygon.exterior().0;
    let inside = |at: &Coord<f64>| (at.x >= x) == east;
    let mut kept = Vec::new();
    for ends in ring.windows(2) {
        if inside(&ends[0]) {
            kept.push(ends[0]);
        }
        if inside(&ends[0]) != inside(&ends[1]) {
            kept.push(ends[0] + (ends[1] - ends[0]) * ((x - ends[0].x) / (ends[1].x - ends[0].x)));
        }
    }
    Arc::new(MultiPolygon(vec![Polygon::new(LineString(kept), vec![])]))
}

/// A belt divided along its axis; the last share may be nobody's.
fn belt(sheet: &mut Sheet, id: &str, axis: &LineString<f64>, depth: f64, shares: &[(&str, f64, f64, &str)]) {
    let mut from = 0.0;
    for (code, share, troops, unit) in shares {
        let course = stretch(axis, from, from + share);
        let form = Form::Corridor(Corridor { axis: course.clone(), left: Km(0.0), right: Km(depth) });
        let area = Arc::new(shape(form).outline().clone());
        from += share;
        if code.is_empty() {
            sheet.unfilled.push(UnfilledMark { zone: ZoneId(id.to_owned()), area });
            continue;
        }
        let half = stretch(&course, 0.0, 0.5);
        let disc =
            Form::Corridor(Corridor { axis: stretch(&course, 0.45, 0.55), left: Km(0.0), right: Km(depth) });
        let anchor = middle(shape(disc).outline());
        assert!(half.0.len() > 1);
        sheet.parts.push(part(id, code, *troops, unit, area.clone(), anchor));
        if from < 0.999 {
            let end = Form::Corridor(Corridor {
                axis: stretch(axis, from - 0.001, from),
                left: Km(0.0),
                right: Km(depth),
            });
            let ring = shape(end).outline().0[0].exterior().0.clone();
            let last = *course.0.last().unwrap();
            let far = |at: &Coord<f64>| (at.x - last.x).hypot(at.y - last.y);
            let across = ring.iter().copied().max_by(|a, b| far(a).total_cmp(&far(b))).unwrap();
            sheet.dividers.push(DividerMark {
                zone: ZoneId(id.to_owned()),
                path: vec![last, across],
                hovered: false,
                dragged: false,
            });
        }
    }
}

fn hub(sheet: &mut Sheet, name: &str, x: f64, y: f64, shares: &[(&str, f64, &str)]) {
    let disc = Form::Disc(Disc { centre: Point::new(x, y), radius: Km(30.0) });
    sheet.zones.push(zone(name, Role::Hub, 1200.0, disc));
    let outline = sheet.zones.last().unwrap().shape.outline().0[0].clone();
    for (at, (code, troops, unit)) in shares.iter().enumerate() {
        let area = if shares.len() == 1 {
            Arc::new(MultiPolygon(vec![outline.clone()]))
        } else {
            side(&outline, x, at == 1)
        };
        let anchor = middle(&area);
        sheet.parts.push(part(name, code, *troops, unit, area, anchor));
    }
    if shares.len() > 1 {
        let path = vec![Coord { x, y: y - 0.269 }, Coord { x, y: y + 0.269 }];
        sheet.dividers.push(DividerMark {
            zone: ZoneId(name.to_owned()),
            path,
            hovered: false,
            dragged: false,
        });
    }
    let unit = "1 bn".to_owned();
    sheet.gathered.push(GatheredMark { zone: ZoneId(name.to_owned()), unit, echelon: Echelon::Battalion });
}

fn site(sheet: &mut Sheet, name: &str, x: f64, y: f64, code: &str, troops: f64) {
    sheet.zones.push(zone(
        name,
        Role::Site,
        600.0,
        Form::Disc(Disc { centre: Point::new(x, y), radius: Km(5.0) }),
    ));
    if !code.is_empty() {
        let anchor = Coord { x, y };
        sheet.parts.push(part(name, code, troops, "", Arc::new(MultiPolygon(vec![])), anchor));
    }
}

fn sheet() -> Sheet {
    let line = Atlas::embedded().expect("the atlas is sound").contact().path.clone();
    let mut sheet = Sheet {
        zones: vec![],
        parts: vec![],
        dividers: vec![],
        unfilled: vec![],
        gathered: vec![],
        bands: vec![],
        line: line.clone(),
    };
    let along = Form::Corridor(Corridor { axis: line.clone(), left: Km(0.0), right: Km(20.0) });
    sheet.zones.push(zone("Line belt", Role::MonitoredLine, 13_086.0, along));
    let shares = [
        ("", 0.06, 0.0, ""),
        ("GB", 0.29, 3600.0, "1 bde"),
        ("FR", 0.28, 4200.0, "1 bde"),
        ("IT", 0.21, 2446.0, "2 bn"),
        ("TR", 0.16, 1600.0, "2 bn"),
    ];
    belt(&mut sheet, "Line belt", &line, 20.0, &shares);

    let sector = polygon![(x: 35.0, y: 49.5), (x: 36.1, y: 49.35), (x: 36.5, y: 48.9), (x: 36.1, y: 48.55), (x: 35.3, y: 48.75), (x: 34.9, y: 49.0)];
    sheet.zones.push(zone(
        "Sloboda sector",
        Role::DeterrentSector,
        16_000.0,
        Form::Area(sector.clone().into()),
    ));
    let (west, rest) = (side(&sector, 35.55, false), side(&sector, 35.55, true));
    let (middle_part, east) = (side(&rest.0[0], 36.0, false), side(&rest.0[0], 36.0, true));
    for (code, troops, area) in [("FR", 4500.0, west), ("GB", 4000.0, middle_part), ("CA", 2000.0, east)] {
        let anchor = middle(&area);
        sheet.parts.push(part("Sloboda sector", code, troops, "1 bde", area, anchor));
    }
    let path = vec![Coord { x: 35.55, y: 49.425 }, Coord { x: 35.55, y: 48.687 }];
    sheet.dividers.push(DividerMark {
        zone: ZoneId("Sloboda sector".into()),
        path,
        hovered: false,
        dragged: false,
    });
    sheet.gathered.push(GatheredMark {
        zone: ZoneId("Sloboda sector".into()),
        unit: "2 bde".into(),
        echelon: Echelon::Brigade,
    });

    hub(&mut sheet, "Kyiv hub", 30.52, 50.45, &[("GB", 800.0, "1 bn"), ("DK", 400.0, "2 coy")]);
    hub(&mut sheet, "Lviv hub", 24.03, 49.84, &[("SE", 800.0, "1 bn"), ("CZ", 400.0, "2 coy")]);
    hub(&mut sheet, "Odesa hub", 30.72, 46.48, &[("NL", 900.0, "1 bn"), ("BE", 300.0, "2 coy")]);
    hub(&mut sheet, "Dnipro hub", 35.04, 48.46, &[("NO", 600.0, "1 bn"), ("DK", 300.0, "2 coy")]);
    site(&mut sheet, "Rivne NPP", 25.89, 51.33, "CZ", 600.0);
    site(&mut sheet, "Khmelnytskyi NPP", 26.65, 50.30, "CZ", 450.0);
    site(&mut sheet, "South Ukraine NPP", 31.22, 47.81, "PT", 450.0);
    let border = line_string![(x: 27.8, y: 51.5), (x: 28.6, y: 51.5), (x: 29.3, y: 51.4), (x: 30.1, y: 51.45), (x: 30.5, y: 51.3)];
    let along = Form::Corridor(Corridor { axis: border.clone(), left: Km(0.0), right: Km(15.0) });
    sheet.zones.push(zone("Belarus border", Role::BorderReassurance, 1267.0, along));
    let shares = [("EE", 0.3, 200.0, "1 coy"), ("LV", 0.3, 200.0, "1 coy"), ("LT", 0.4, 200.0, "1 coy")];
    belt(&mut sheet, "Belarus border", &border, 15.0, &shares);
    let gathered = GatheredMark {
        zone: ZoneId("Belarus border".into()),
        unit: "1 bn".into(),
        echelon: Echelon::Battalion,
    };
    sheet.gathered.push(gathered);
    let mykolaiv = polygon![(x: 31.5, y: 47.3), (x: 32.5, y: 47.3), (x: 32.5, y: 46.8), (x: 31.5, y: 46.8)];
    sheet.zones.push(zone("Mykolaiv", Role::Population, 2400.0, Form::Area(mykolaiv.into())));
    let buffer = polygon![(x: 33.5, y: 50.9), (x: 35.0, y: 51.0), (x: 34.6, y: 50.2), (x: 33.7, y: 50.2)];
    sheet.zones.push(zone("Buffer", Role::BufferArea, 1800.0, Form::Area(buffer.into())));
    sheet
}

fn with_bands(mut sheet: Sheet) -> Sheet {
    for km in [10.0, 25.0, 50.0, 100.0] {
        let around = Form::Corridor(Corridor { axis: sheet.line.clone(), left: Km(km), right: Km(km) });
        let area = Arc::new(shape(around).outline().clone());
        sheet.bands.push(BandMark { km, area });
    }
    sheet
}

impl Sheet {
    fn drawn(&self, base: &Base, look: &Look, view: &View, placement: &mut Placement) -> Drawing {
        self.drawn_with_plates(base, look, view, placement).0
    }

    fn drawn_with_plates(
        &self,
        base: &Base,
        look: &Look,
        view: &View,
        placement: &mut Placement,
    ) -> (Drawing, Vec<PlateBox>) {
        let furniture = Furniture {
            banner: "Hypothetical – planning illustration".to_owned(),
            month: "Month 9 of 24".to_owned(),
            legend: Legend::Open,
            attribution: "Natural Earth · GeoNames CC BY 4.0 · line: schematic, 1 Dec 2024".to_owned(),
            ..Furniture::default()
        };
        let overlay = Overlay::default();
        let footprints = Footprints {
            parts: &self.parts,
            dividers: &self.dividers,
            unfilled: &self.unfilled,
            gathered: &self.gathered,
            bands: &self.bands,
            ..Footprints::default()
        };
        let scene = Scene {
            base,
            layers: &[],
            zones: &self.zones,
            footprints,
            contact: Some(ContactMark {
                path: &self.line,
                title: "Line of contact",
                note: "schematic, 1 Dec 2024",
            }),
            overlay: &overlay,
            furniture: &furniture,
            look,
            language: Language::English,
            tags: true,
            settled: true,
        };
        let drawing = scene.drawn(view, placement);
        let plates = scene.plates(view, placement);
        (drawing, plates)
    }
}

fn base() -> Base {
    Base::new(&Atlas::embedded().expect("the atlas is sound").map)
}

/// Map sizes of windows of 1280×800, 1600×1000 and 3840×2160 with the panel open.
#[rustfmt::skip]
const SIZES: [(&str, [f32; 2]); 3] = [("1280", [848.0, 720.0]), ("1600", [1168.0, 920.0]), ("3840", [3408.0, 2080.0])];

#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("CORDON_WRITE_PICTURES") else { return };
    let folder = std::path::PathBuf::from(folder);
    let base = base();
    let write = |name: &str, sheet: &Sheet, look: &Look, view: &View| {
        let start = std::time::Instant::now();
        let mut placement = Placement::default();
        let drawing = sheet.drawn(&base, look, view, &mut placement);
        let first = start.elapsed();
        let start = std::time::Instant::now();
        sheet.drawn(&base, look, view, &mut placement);
        eprintln!("{name}: {first:?}, then {:?}, {} points", start.elapsed(), drawing.points());
        std::fs::write(folder.join(format!("{name}.svg")), svg(&drawing)).unwrap();
    };
    let plain = sheet();
    for (name, size) in SIZES {
        let view = View::of_ukraine(size);
        write(&format!("{name}-light"), &plain, &Look::light(), &view);
        write(&format!("{name}-dark"), &plain, &Look::dark(), &view);
    }
    let banded = with_bands(sheet());
    let view = View::new(Coord { x: 36.0, y: 48.5 }, 7.4, SIZES[1].1);
    write("bands-light", &banded, &Look::light(), &view);
    write("bands-dark", &banded, &Look::dark(), &view);
    let view = View::new(Coord { x: 30.2, y: 50.9 }, 8.2, SIZES[1].1);
    write("near-light", &banded, &Look::light(), &view);
}

/// Draws the sheet at every size in both themes and hands each to a check.
fn check(sheet: &Sheet, zooms: &[f64], test: impl Fn(&str, &[PlateBox], &Drawing)) {
    let base = base();
    for (name, size) in SIZES {
        for look in [Look::light(), Look::dark()] {
            for zoom in zooms {
                let view = match zoom {
                    0.0 => View::of_ukraine(size),
                    zoom => View::new(Coord { x: 35.0, y: 48.5 }, *zoom, size),
                };
                let mut placement = Placement::default();
                let (drawing, plates) = sheet.drawn_with_plates(&base, &look, &view, &mut placement);
                test(&format!("{name} {:?} zoom {:.2}", look.name, view.zoom), &plates, &drawing);
                let again = sheet.drawn(&base, &look, &view, &mut placement);
                assert_eq!(drawing, again, "the second frame is the first");
            }
        }
    }
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    fn text(mark: &Mark) -> Option<&str> {
        if let Mark::Text(text) = mark { Some(&text.text) } else { None }
    }
    drawing.marks.iter().filter_map(text).collect()
}

#[test]
fn plates_never_overlap_and_stay_on_the_sheet() {
    check(&with_bands(sheet()), &[0.0, 5.0, 7.4, 9.0], |what, plates, drawing| {
        let sheet = Frame { min: [0.0; 2], max: drawing.size };
        for (at, plate) in plates.iter().enumerate() {
            assert!(sheet.meets(&plate.frame), "{what}: {plate:?}");
            for other in &plates[at + 1..] {
                assert!(!plate.frame.meets(&other.frame), "{what}: {plate:?} on {other:?}");
            }
        }
    });
}

#[test]
fn twelve_zones_and_their_nations_can_be_read() {
    let full = sheet();
    check(&full, &[0.0], |what, plates, drawing| {
        assert!(plates.len() >= 13, "{what}: only {} plates", plates.len());
        let texts = texts(drawing);
        for expected in ["GB", "FR", "IT", "TR", "FR·GB·CA", "GB·DK", "SE·CZ", "NL·BE", "CONTINGENTS"] {
            assert!(texts.contains(&expected), "{what}: {expected} is not in {texts:?}");
        }
        for expected in ["4\u{2009}200", "· 1 bde", "10\u{2009}500", "· 2 bde", "CZ 600", "Not yet filled"]
        {
            assert!(texts.contains(&expected), "{what}: {expected} is not in {texts:?}");
        }
    });
}

#[test]
fn a_belt_shows_each_contingent_by_itself_and_a_hub_all_together() {
    check(&sheet(), &[0.0], |what, plates, _| {
        for plate in plates {
            let alone = plate.part.is_some();
            let belt = plate.zone.0 == "Line belt" || plate.zone.0 == "Belarus border";
            assert!(belt || !alone, "{what}: {plate:?}");
            assert_eq!(alone, plate.zone.0 == "Line belt" || (alone && belt), "{what}: {plate:?}");
        }
        let warned = plates.iter().filter(|plate| !plate.caveats.is_empty()).collect::<Vec<_>>();
        assert_eq!(warned.len(), 1, "{what}");
        assert_eq!(warned[0].caveats[0].0, "IT");
    });
}

#[test]
fn bands_have_their_distance_at_their_edge() {
    let banded = with_bands(sheet());
    let base = base();
    let view = View::new(Coord { x: 36.0, y: 48.5 }, 7.4, SIZES[1].1);
    let drawing = banded.drawn(&base, &Look::light(), &view, &mut Placement::default());
    let texts = texts(&drawing);
    for expected in ["10 km", "25 km", "50 km", "100 km", "10, 25, 50, 100 km from it"] {
        assert!(texts.contains(&expected), "{expected} is not in {texts:?}");
    }
}

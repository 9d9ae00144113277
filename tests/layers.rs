//! Layers opened over the map, on pages and slides: there where they are shown, and nowhere else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

#[allow(dead_code, reason = "not each test takes all")]
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use cordon::atlas::Atlas;
use cordon::brief::contrast;
use cordon::brief::deck::{Page, What};
use cordon::brief::map::Options;
use cordon::brief::{Fault, Pictures, Subject, check, slide};
use cordon::export::handout::page::{Sheet, drawn, map_size};
use cordon::export::metadata::Metadata;
use cordon::export::png::png;
use cordon::export::svg::svg;
use cordon::force::{Figures, Measures};
use cordon::import::{self, Progress, over};
use cordon::plan::slides::{MapView, Slide, SlideId};
use cordon::plan::{Edit, Plan, file};
use cordon::scene::{Drawing, Look, LookName, MapLayer, Mark, View};
use program::{root, said};

/// Two areas that say where they are from, and some depots that do not.
const SECTORS: &str = r#"{"type":"FeatureCollection","name":"Сектори","date":"2025-06-01","source":"Training example","features":[
{"type":"Feature","properties":{"назва":"Захід"},"geometry":{"type":"Polygon","coordinates":[[[26,48.4],[28.4,48.4],[28.4,49.6],[26,49.6],[26,48.4]]]}},
{"type":"Feature","properties":{"назва":"Схід"},"geometry":{"type":"Polygon","coordinates":[[[31.2,48.4],[33.6,48.4],[33.6,49.6],[31.2,49.6],[31.2,48.4]]]}}]}"#;
const DEPOTS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":7},"geometry":{"type":"MultiPoint","coordinates":[[25,49],[29.5,47.9],[33,50.2]]}}]}"#;

fn layer(text: &str, name: &str, place: usize, field: Option<&str>) -> MapLayer {
    let (mut layer, problems) = import::read(text.as_bytes(), name, &Progress::default()).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let (prepared, labels) = over::prepared(&mut layer, &Progress::default()).unwrap();
    MapLayer {
        name: layer.name,
        prepared,
        names: labels.by(field),
        tint: place,
        opacity: 1.0,
        source: layer.source.unwrap_or_default(),
        date: layer.date.unwrap_or_default(),
    }
}

fn layers() -> Vec<MapLayer> {
    vec![layer(SECTORS, "sectors.geojson", 0, Some("назва")), layer(DEPOTS, "depots.geojson", 1, None)]
}

struct Example {
    plan: Plan,
    figures: Figures,
    atlas: Atlas,
}

/// The example with two slides of the same view: one shows the sectors, one no layer.
fn example() -> Example {
    let atlas = Atlas::embedded().unwrap();
    let slide = |number: u8, layers: &[&str]| {
        let layers = layers.iter().map(|name| (*name).to_owned()).collect();
        let view = MapView { layers, ..MapView::default() };
        Slide { id: SlideId(format!("slide-{number}")), ..Slide::from_view(view) }
    };
    let slides = vec![slide(1, &["Сектори"]), slide(2, &[]), slide(3, &["depots", "Сектори", "Roads"])];
    let plan = file::example().with(&Edit::SetSlides(slides)).unwrap();
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    Example { plan, figures, atlas }
}

impl Example {
    fn pages(&self, layers: &[MapLayer], look: &Look) -> Vec<(Page, Drawing)> {
        let Self { plan, figures, atlas } = self;
        let pictures = Pictures::of(plan, figures, atlas, look).with_layers(layers);
        let deck = Subject::of(plan, figures, atlas, look).with_layers(layers).deck();
        let drawn = |page: Page| {
            let drawing = slide::drawing(&page, Some(&pictures));
            (page, drawing)
        };
        deck.pages.into_iter().map(drawn).collect()
    }
}

/// What is written, marks in the colour of a layer, and the words for who cannot see it.
fn seen(drawing: &Drawing, look: &Look, tint: usize) -> (Vec<String>, usize) {
    fn walk(marks: &[Mark], found: &mut impl FnMut(&Mark)) {
        for mark in marks {
            found(mark);
            if let Mark::Group { marks, .. } = mark {
                walk(marks, found);
            }
        }
    }
    let (mut words, mut count) = (Vec::new(), 0);
    let ink = look.layer(tint);
    walk(&drawing.marks, &mut |mark| match mark {
        Mark::Text(text) => words.push(text.text.clone()),
        Mark::Line { colour, .. } | Mark::Dots { colour, .. } => count += usize::from(*colour == ink),
        _ => {}
    });
    (words, count)
}

#[test]
fn a_page_has_the_layers_with_their_names_key_and_sources() {
    let Example { plan, figures, atlas } = example();
    let (sheet, look) = (Sheet::paper([297.0, 210.0], 300), Look::light());
    let view = View::of_ukraine(map_size(&sheet, false));
    let page = |layers: Vec<MapLayer>, alone: bool| {
        let options = if alone { Options::alone() } else { Options::default() };
        let options = Options { layers, ..options };
        let view = view.resized(map_size(&sheet, alone));
        drawn((&plan, &figures, &atlas), &sheet, (&view, &options), alone, &look)
    };
    for alone in [false, true] {
        let (with, without) = (page(layers(), alone), page(Vec::new(), alone));
        let ((words, areas), (_, dots)) = (seen(&with.drawing, &look, 0), seen(&with.drawing, &look, 1));
        assert!(areas >= 2 && dots >= 1, "{areas} outlines, {dots} runs of dots");
        for word in ["Захід", "Схід", "Сектори", "depots"] {
            assert!(words.iter().any(|text| text == word), "{word} in {words:?}");
        }
        for credit in ["Сектори: Training example, 1 Jun 2025", "depots: no source given, no date"] {
            assert!(words.iter().any(|text| text.contains(credit)), "{credit} in {words:?}");
        }
        let (words, count) = seen(&without.drawing, &look, 0);
        assert!(count == 0 && !words.iter().any(|text| text.contains("Сектори")));
        assert_eq!(svg(&with.drawing), svg(&page(layers(), alone).drawing), "same layers, same bytes");
        assert!(with.found.is_empty(), "{:?}", with.found);
    }
}

#[test]
fn a_slide_shows_the_layers_that_its_view_names_and_says_which_are_not_open() {
    let (example, layers) = (example(), layers());
    for name in [LookName::Light, LookName::Dark, LookName::Projector, LookName::Print, LookName::Grey] {
        let look = Look::named(name);
        let pages = example.pages(&layers, &look);
        let marks = |page: usize, tint: usize| seen(&pages[page].1, &look, tint);
        assert!(marks(0, 0).1 >= 2 && marks(0, 1).1 == 0, "the sectors alone");
        assert_eq!((marks(1, 0).1, marks(1, 1).1), (0, 0), "none");
        assert!(marks(2, 0).1 >= 2 && marks(2, 1).1 >= 1, "both");
        let words = marks(2, 0).0;
        for word in ["Схід", "Сектори", "depots"] {
            assert!(words.iter().any(|text| text == word), "{word} in {words:?}");
        }
        assert!(words.iter().any(|text| text.contains("Сектори: Training example, 1 Jun 2025")), "{words:?}");
        for (page, drawing) in &pages {
            let found: Vec<_> =
                check(page).into_iter().map(|finding| (finding.fault, finding.what)).collect();
            let absent = "the layer “Roads” is not open: the map is without it".to_owned();
            let expected = if page.number == 3 { vec![(Fault::Absent, absent)] } else { Vec::new() };
            assert_eq!(found, expected);
            assert!(contrast::check(drawing).is_empty(), "{name:?}: {:?}", contrast::check(drawing));
        }
        let alt = |page: usize| {
            let blocks = &pages[page].0.blocks;
            blocks.iter().find(|block| matches!(block.what, What::Map(_))).unwrap().alt.clone()
        };
        assert!(alt(0).ends_with("Layers: Сектори.") && !alt(1).contains("Layers"), "{}", alt(0));
        if let Some(folder) = std::env::var_os("CORDON_PICTURES") {
            for (page, drawing) in &pages {
                let path = Path::new(&folder).join(format!("layers-{name:?}-{}.png", page.number));
                fs::write(path, png(drawing, 1.0, &Metadata::default()).unwrap()).unwrap();
            }
        }
    }
}

#[test]
fn a_layer_that_is_as_good_as_invisible_is_not_in_the_key() {
    let example = example();
    let layers = vec![MapLayer { opacity: 0.0, ..layers().remove(0) }];
    let look = Look::light();
    let (page, drawing) = example.pages(&layers, &look).remove(0);
    assert!(!seen(&drawing, &look, 0).0.iter().any(|text| text.contains("Сектори")));
    assert!(check(&page).is_empty(), "it is open");
}

#[test]
fn the_command_line_takes_layers_for_pages_and_slides() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("sectors.geojson"), SECTORS).unwrap();
    fs::write(path("depots.geojson"), DEPOTS).unwrap();
    fs::write(path("force.plan.geojson"), file::to_geojson(&example().plan)).unwrap();
    let (plan, sectors, depots) =
        (path("force.plan.geojson"), path("sectors.geojson"), path("depots.geojson"));
    let given =
        format!("--layer {sectors},label=назва --layer {depots},colour=3,source=Staff,date=2025-02-24");
    let mut files = Vec::new();
    for name in ["one.svg", "two.svg"] {
        let (told, remarks) = said(&format!("map {plan} -o {} {given}", path(name)), 0);
        assert!(told.starts_with("Written: ") && remarks.is_empty(), "{remarks}");
        files.push(fs::read_to_string(path(name)).unwrap());
    }
    assert!(files[0] == files[1], "same plan, same layers, same bytes");
    for word in ["Захід", "depots: Staff, 24 Feb 2025", "Сектори: Training example"] {
        assert!(files[0].contains(word), "{word}");
    }

    let (_, remarks) = said(&format!("brief {plan} -o {} {given}", path("deck.html")), 0);
    assert!(remarks.contains("the layer “Roads” is not open"), "{remarks}");
    assert!(remarks.contains("--layer"), "the way out: {remarks}");
    let (_, remarks) = said(&format!("brief {plan} -o {} --slide 2 {given}", path("two.html")), 0);
    assert!(remarks.contains("No slide that is written shows the layer “depots”"), "{remarks}");

    let (told, remarks) =
        said(&format!("map {plan} -o {} --layer {sectors},label=name", path("three.svg")), 0);
    assert!(told.starts_with("Written") && remarks.contains("no field “name”"), "{remarks}");
    let (told, remarks) = said(&format!("map {plan} -o {} --layer nothing.kml", path("no.svg")), 1);
    assert!(told.is_empty() && remarks.contains("nothing.kml") && !Path::new(&path("no.svg")).exists());
    let (_, remarks) = said(&format!("map {plan} -o {} --layer {sectors},colour=9", path("no.svg")), 2);
    assert!(remarks.contains("colours of layers go from 1 to 6"), "{remarks}");
    assert!(root().join("docs/command-line.md").is_file());
}

#[test]
fn layers_with_long_names_and_many_of_them_stay_on_the_page() {
    let Example { plan, figures, atlas } = example();
    let one = Arc::new(layers().remove(0));
    let many: Vec<MapLayer> = (0..9)
        .map(|number| MapLayer {
            name: format!("{number}: a layer with a name that no legend was made for, and longer"),
            source: "an office with a long name, its second department and its archive".to_owned(),
            tint: number,
            ..one.as_ref().clone()
        })
        .collect();
    let look = Look::light();
    for (mm, alone) in [([297.0, 210.0], false), ([210.0, 297.0], false), ([297.0, 210.0], true)] {
        let sheet = Sheet::paper(mm, 300);
        let view = View::of_ukraine(map_size(&sheet, alone));
        let options = if alone { Options::alone() } else { Options::default() };
        let options = Options { layers: many.clone(), ..options };
        let made = drawn((&plan, &figures, &atlas), &sheet, (&view, &options), alone, &look);
        if let Some(folder) = std::env::var_os("CORDON_PICTURES") {
            let path = Path::new(&folder).join(format!("layers-many-{}-{alone}.png", mm[0]));
            fs::write(path, png(&made.drawing, 1.5, &Metadata::default()).unwrap()).unwrap();
        }
        for mark in &made.drawing.marks {
            let Mark::Text(text) = mark else { continue };
            let wide = cordon::scene::faces::width(&text.text, text.size, text.weight, false, 0.0);
            let left = match text.anchor {
                cordon::scene::Anchor::Start => text.at[0],
                cordon::scene::Anchor::Middle => text.at[0] - wide / 2.0,
                cordon::scene::Anchor::End => text.at[0] - wide,
            };
            let inside = left >= -0.5
                && left + wide <= made.drawing.size[0] + 0.5
                && text.at[1] <= made.drawing.size[1];
            assert!(inside, "{text:?}");
        }
    }
}

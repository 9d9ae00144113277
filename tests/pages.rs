//! Pages with the map of a plan: what is on them, that it can be read in every
//! theme, and that the same plan gives the same bytes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "each binary of tests uses its part")]
#[path = "support/program.rs"]
mod program;

use std::process::Command;

use cordon::atlas::Atlas;
use cordon::brief::contrast::{self, Fault, Finding};
use cordon::brief::map::{Map, Options, view_of_zone};
use cordon::brief::page::{self, Page};
use cordon::export::metadata::Metadata;
use cordon::export::pdf::{PdfPage, pdf};
use cordon::export::png::raster;
use cordon::export::svg::svg;
use cordon::force::{Figures, Measures};
use cordon::plan::{Plan, file};
use cordon::scene::{Drawing, Language, Look, LookName, Mark, Sight, Text, View};
use program::{golden, root, run, said};

/// A plan with its figures.
struct Told {
    atlas: Atlas,
    plan: Plan,
    figures: Figures,
}

fn told(plan: Plan) -> Told {
    let atlas = Atlas::embedded().expect("the atlas is sound");
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    Told { atlas, plan, figures }
}

const SCREEN: [f32; 2] = [1600.0, 900.0];
const A4_UPRIGHT: [f32; 2] = [793.7, 1122.5];

fn drawn(told: &Told, look: &Look, size: [f32; 2], options: &Options) -> Drawing {
    let Told { atlas, plan, figures } = told;
    let (maps, page) = (Map::of(plan, figures, atlas), Page::of(plan, figures, atlas));
    let frame = page::map_frame(size);
    let view = View::of_ukraine([frame.max[0] - frame.min[0], frame.max[1] - frame.min[1]]);
    page::drawing(&page, (&maps, plan), (&view, options), look, size)
}

/// Every text of a drawing, those inside groups too.
fn texts(marks: &[Mark]) -> Vec<&Text> {
    let mut found = Vec::new();
    for mark in marks {
        match mark {
            Mark::Text(text) => found.push(text),
            Mark::Group { marks, .. } => found.extend(texts(marks)),
            _ => {}
        }
    }
    found
}

fn says(drawing: &Drawing, words: &str) -> bool {
    texts(&drawing.marks).iter().any(|text| text.text == words)
}

#[test]
fn a_page_says_what_a_briefer_needs() {
    let told = told(file::example());
    for size in [SCREEN, A4_UPRIGHT] {
        let page = drawn(&told, &Look::print(), size, &Options::default());
        for words in [
            "Hypothetical – planning illustration",
            "Reassurance force, example",
            "Line of contact, schematic, 1 Dec 2024",
            "Need, deployed",
            "Line belt",
            "Rear hubs",
            "Kyiv hub",
            "All zones",
            "39\u{2009}000",
            "22\u{2009}000\u{2009}–\u{2009}82\u{2009}000",
            "Who could come",
            "Outside only, or none",
            "N",
            page::KEY,
        ] {
            assert!(says(&page, words), "{words} is not on a page of {size:?}");
        }
        let map = page.marks.iter().find_map(|mark| match mark {
            Mark::Group { alt, .. } if alt.starts_with("Map with 14 zones") => Some(alt),
            _ => None,
        });
        assert!(map.expect("the map is a group with its words").contains("Line belt 12\u{2009}000"));
    }
}

#[test]
fn the_banner_is_there_when_the_plan_has_none() {
    let mut plan = file::example();
    plan.banner = String::new();
    let page = drawn(&told(plan), &Look::light(), SCREEN, &Options::default());
    assert!(says(&page, "Hypothetical – planning illustration"));
}

#[test]
fn numbers_stand_below_each_other() {
    let page = drawn(&told(file::example()), &Look::light(), SCREEN, &Options::default());
    let right = |words: &str| {
        let all = texts(&page.marks);
        // The map says 600 too; the table stands at the right.
        let found = all.iter().filter(|text| text.text == words && text.at[0] > 1200.0);
        found.map(|text| (text.at[0], text.anchor)).collect::<Vec<_>>()
    };
    let centrals: Vec<_> =
        ["12\u{2009}000", "2\u{2009}300", "39\u{2009}000"].iter().flat_map(|n| right(n)).collect();
    assert!(centrals.len() >= 3);
    assert!(centrals.iter().all(|one| one == &centrals[0]), "{centrals:?}");
}

#[test]
fn everything_can_be_read_in_every_theme_and_language() {
    let told = told(file::example());
    for name in LookName::ALL {
        for language in [Language::English, Language::Ukrainian] {
            let options = Options { language, ..Options::default() };
            for size in [SCREEN, A4_UPRIGHT] {
                let page = drawn(&told, &Look::named(name), size, &options);
                let found = contrast::check(&page);
                let words: Vec<String> = found.iter().map(|found| found.problem().to_string()).collect();
                assert!(found.is_empty(), "{name:?}, {language:?}, {size:?}: {words:#?}");
            }
        }
    }
}

#[test]
fn no_name_on_a_page_is_cut_by_the_edge_of_the_map() {
    let told = told(file::example());
    for size in [SCREEN, A4_UPRIGHT, [1587.4, 1122.5]] {
        let page = drawn(&told, &Look::print(), size, &Options::default());
        for mark in &page.marks {
            let Mark::Group { min, max, marks, alt } = mark else { continue };
            for text in texts(marks).into_iter().filter(|text| text.angle == 0.0) {
                let wide = cordon::scene::setting::Setting::of(text);
                let (left, right) = (text.at[0] - wide.before, text.at[0] - wide.before + wide.width);
                let inside = left >= min[0] - 1.0 && right <= max[0] + 1.0;
                assert!(inside, "“{}” is cut on a page of {size:?}: {alt}", text.text);
            }
        }
    }
}

#[test]
fn a_sheet_too_small_is_found_out() {
    let drawing = drawn(&told(file::example()), &Look::light(), [420.0, 300.0], &Options::default());
    let small = |found: &Finding| matches!(found.fault, Fault::Size(..));
    assert!(contrast::check(&drawing).iter().any(small));
}

#[test]
fn a_small_map_is_as_it_was_drawn_before() {
    let told = told(file::example());
    let Told { atlas, plan, figures } = &told;
    let view = view_of_zone(plan, &plan.zones[2].id, [360.0, 240.0]).expect("the hub has an outline");
    let options = Options { language: Language::Ukrainian, ..Options::alone() };
    let map = Map::of(plan, figures, atlas).drawing(&view, &Look::print(), &options);
    golden("map-kyiv-hub.svg", &svg(&map));
}

#[test]
fn a_page_of_many_zones_keeps_its_total() {
    let mut plan = file::example();
    let hub = plan.zones[3].clone();
    for number in 0..60 {
        let mut copy = hub.as_ref().clone();
        copy.id = plan.next_id();
        copy.name = format!("Hub {number}");
        plan.zones.push(std::sync::Arc::new(copy));
    }
    let page = drawn(&told(plan), &Look::light(), SCREEN, &Options::default());
    assert!(says(&page, "All zones") && says(&page, "Rear hubs"));
    let below = texts(&page.marks).into_iter().filter(|text| text.at[1] > 900.0).count();
    assert_eq!(below, 0, "nothing is written below the sheet");
}

#[test]
fn the_same_plan_gives_the_same_bytes_on_every_thread() {
    let make = || {
        let page = drawn(&told(file::example()), &Look::print(), SCREEN, &Options::default());
        let picture = raster(&page, 0.5).unwrap();
        let words = Metadata { date: "2024-12-01".into(), language: "en".into(), ..Metadata::default() };
        let sheet =
            PdfPage { drawing: page, size_mm: [297.0, 167.0], title: "Page".into(), alt: "Map".into() };
        (picture.data().to_vec(), pdf(&[sheet], &words).unwrap())
    };
    let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(make)).collect();
    let [one, other] =
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>().try_into().unwrap();
    assert!(one == other);
    assert!(one == make());
}

#[test]
fn eyes_see_a_page_in_their_way() {
    let page = drawn(&told(file::example()), &Look::light(), SCREEN, &Options::default());
    let grey = raster(&page.clone().seen(Sight::Grey), 0.25).unwrap();
    assert!(grey.pixels().iter().all(|pixel| pixel.red() == pixel.green() && pixel.green() == pixel.blue()));
    let marks = page.marks.len();
    assert_eq!(page.seen(Sight::Deuteranopia).marks.len(), marks);
}

#[test]
fn the_program_writes_a_page_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let plan = "data/examples/reassurance.plan.geojson";
    let (told, remarks) = said(&format!("map {plan} -o {} --size 640x360", path("a.png")), 0);
    assert!(told.contains("640 × 360 pixels"), "{told}");
    assert!(
        remarks.contains("points high") && remarks.contains("more texts are too small"),
        "so small a sheet is warned of: {remarks}"
    );
    let picture = image::open(path("a.png")).unwrap();
    assert_eq!((picture.width(), picture.height()), (640, 360));
    let (told, remarks) = said(&format!("map {plan} -o {} --paper A3 --theme print", path("a.pdf")), 0);
    assert!(told.contains("420 × 297 mm") && remarks.is_empty(), "{told}{remarks}");
    let file = std::fs::read(path("a.pdf")).unwrap();
    for part in ["/StructTreeRoot", "/Lang(en)", "Inter-SemiBold", "/ToUnicode", "/FontFile2"] {
        assert!(file.windows(part.len()).any(|window| window == part.as_bytes()), "{part}");
    }
    said(&format!("map {plan} -o {} --only-map --view plan", path("a.svg")), 0);
    let text = std::fs::read_to_string(path("a.svg")).unwrap();
    assert!(text.contains("<title>Reassurance force, example</title>") && text.contains(">Kyiv<"));
}

#[test]
fn what_cannot_be_is_said_with_a_way_out() {
    let plan = "data/examples/reassurance.plan.geojson";
    let wrong = |rest: &str, code: i32, expected: &str| {
        let (_, remarks) = said(&format!("map {plan} {rest}"), code);
        assert!(remarks.contains(expected), "{rest}: {remarks}");
    };
    wrong("-o page.docx", 2, "Let its name end with .png, .svg or .pdf.");
    wrong("-o page", 2, "does not say what to write");
    wrong("-o /nowhere/at/all/page.svg", 1, "the folder is not there");
    wrong("-o page.svg --view Atlantis", 2, "“Atlantis” is no view");
    wrong("-o page.svg --view 200,10,3", 2, "beyond the map");
    wrong("-o page.png --size 4k", 2, "3840x2160");
    wrong("-o page.png --size 99999x10", 2, "16384 pixels");
    assert!(!root().join("page.svg").exists());
}

#[test]
fn the_words_of_a_pdf_can_be_taken_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.pdf");
    let arguments =
        format!("map data/examples/reassurance.plan.geojson -o {} --language uk", path.to_string_lossy());
    assert!(run(&arguments).status.success());
    let Ok(output) = Command::new("pdftotext").arg(&path).arg("-").output() else {
        println!("pdftotext is not installed: the words of the PDF are not checked");
        return;
    };
    // Some versions write every space as a plain one.
    let text = String::from_utf8(output.stdout).unwrap().replace('\u{2009}', " ");
    for words in ["Hypothetical – planning illustration", "Київ", "Запоріжжя", "Sloboda sector", "39 000"]
    {
        assert!(text.contains(words), "{words} is not in the PDF: {text}");
    }
    assert_eq!(text.matches("Запоріжжя").count(), 1, "a halo is not read a second time");
}

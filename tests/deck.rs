//! Decks as files: part by part, and by the programs that open them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "the helpers of tests may panic, and say what they skip"
)]

#[path = "support/sample_deck.rs"]
mod sample_deck;

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test takes what it needs of the helper")]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use cordon::brief::deck::{Deck, What};
use cordon::brief::slide;
use cordon::export::html::html;
use cordon::export::metadata::Metadata;
use cordon::export::png::png;
use cordon::export::pptx::{Images, pptx};
use cordon::scene::{Drawing, Language};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A record as an exporter gets it, with what would break HTML or XML.
const RECORD: &str = "{\"format\":\"cordon-record\",\"note\":\"</script> & <b>\"}";

/// A small picture for every map of the deck.
fn images(deck: &Deck) -> Images {
    let picture = png(&Drawing::new([4.0, 3.0]), 1.0, &Metadata::default()).unwrap();
    let mut images = Images::new();
    for (at, page) in deck.pages.iter().enumerate() {
        for (place, block) in page.blocks.iter().enumerate() {
            if matches!(block.what, What::Map(_) | What::Inset(_)) {
                images.insert((at, place), picture.clone());
            }
        }
    }
    images
}

fn written() -> Vec<u8> {
    let deck = sample_deck::deck();
    pptx(&deck, &images(&deck), RECORD, Language::English).unwrap()
}

/// The parts of a package by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The elements of a part, after checking that it is well-formed.
fn elements(name: &str, xml: &[u8]) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_reader(xml);
    let (mut found, mut buffer) = (Vec::new(), Vec::new());
    let mut take = |start: &BytesStart| {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
            let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
            (key, String::from_utf8(attribute.value.to_vec()).unwrap())
        });
        found.push((String::from_utf8(start.name().as_ref().to_vec()).unwrap(), attributes.collect()));
    };
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => take(&start),
            Ok(Event::Eof) => return found,
            Ok(_) => {}
            Err(error) => panic!("{name} is not well-formed: {error}"),
        }
        buffer.clear();
    }
}

fn is_xml(name: &str) -> bool {
    matches!(name.rsplit_once('.'), Some((_, "xml" | "rels")))
}

/// The part that a relationship points to.
fn target(rels: &str, to: &str) -> String {
    let folder = rels.rsplit_once("_rels/").unwrap().0;
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in to.split('/') {
        if step == ".." { path.pop().map(drop).unwrap() } else { path.push(step) }
    }
    path.join("/")
}

#[test]
fn every_part_is_well_formed_has_a_type_and_is_reached() {
    let parts = parts(&written());
    let mut reached: BTreeSet<String> = BTreeSet::new();
    for (name, content) in parts.iter().filter(|(name, _)| is_xml(name)) {
        for (element, attributes) in elements(name, content) {
            if element != "Relationship" {
                continue;
            }
            let to = target(name, &attributes["Target"]);
            assert!(parts.contains_key(&to), "{name} points to {to}, which is missing");
            reached.insert(to);
        }
    }
    let types = elements("types", &parts["[Content_Types].xml"]);
    let of = |attribute: &str| -> BTreeSet<String> {
        types.iter().filter_map(|(_, attributes)| attributes.get(attribute).cloned()).collect()
    };
    let (endings, names) = (of("Extension"), of("PartName"));
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit_once('.').unwrap().1;
        // Plain "xml" says nothing about a part: each of those is named.
        let typed = names.contains(&format!("/{name}")) || ending != "xml" && endings.contains(ending);
        assert!(typed, "{name} has no content type");
        assert!(ending == "rels" || reached.contains(name), "nothing points to {name}");
    }
    for name in names {
        assert!(parts.contains_key(&name[1..]), "{name} has a type and is missing");
    }
}

#[test]
fn ids_are_unique_and_links_are_known() {
    let parts = parts(&written());
    let mut slides = 0;
    for (name, content) in parts.iter().filter(|(name, _)| is_xml(name) && name.starts_with("ppt/")) {
        let all = elements(name, content);
        let mut ids = BTreeSet::new();
        for (_, attributes) in all.iter().filter(|(element, _)| element == "p:cNvPr") {
            assert!(ids.insert(attributes["id"].clone()), "{name} has the id {} twice", attributes["id"]);
        }
        let (folder, file) = name.rsplit_once('/').unwrap();
        let links = parts.get(&format!("{folder}/_rels/{file}.rels"));
        let known: BTreeSet<String> = links.map_or(BTreeSet::new(), |links| {
            elements(file, links)
                .into_iter()
                .filter_map(|(_, attributes)| attributes.get("Id").cloned())
                .collect()
        });
        for key in ["r:id", "r:embed"] {
            for (element, attributes) in &all {
                if let Some(link) = attributes.get(key) {
                    assert!(known.contains(link), "{name}: {element} names {link}");
                }
            }
        }
        slides += usize::from(name.starts_with("ppt/slides/slide"));
    }
    assert_eq!(slides, 4);
}

#[test]
fn tables_and_charts_are_native_and_pictures_are_described() {
    let parts = parts(&written());
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (name, content) in parts.iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")) {
        let all = elements(name, content);
        for (at, (element, _)) in all.iter().enumerate() {
            if ["a:tbl", "c:chart", "p:pic", "p:ph"].contains(&element.as_str()) {
                *count.entry(element.clone()).or_default() += 1;
            }
            if element == "p:pic" {
                let (_, attributes) = all[at..].iter().find(|(element, _)| element == "p:cNvPr").unwrap();
                assert!(attributes["descr"].len() > 10, "{name}: {attributes:?}");
            }
        }
    }
    // Ranges and bars each have a table for their words beside the chart.
    let expected = [("a:tbl", 5), ("c:chart", 4), ("p:ph", 20), ("p:pic", 2)];
    assert_eq!(count, expected.map(|(element, times)| (element.to_owned(), times)).into());
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    assert!(text("ppt/slides/slide1.xml").contains("Map of the five zones, 1 December 2024"));
    assert!(text("ppt/slides/slide2.xml").contains("Deterrent sector"));
    assert!(text("ppt/notesSlides/notesSlide3.xml").contains("Трап: не додавати пул до розгорнутих."));
    assert!(text("docProps/core.xml").contains("2024-12-01T00:00:00Z"));
    assert_eq!(text("cordon/record.json"), RECORD);
    let kept = text("customXml/item1.xml");
    assert!(
        kept.contains("{\"format\":\"cordon-record\",\"note\":\"&lt;/script&gt; &amp; &lt;b&gt;\"}"),
        "{kept}"
    );
    assert!(text("ppt/_rels/presentation.xml.rels").contains("Target=\"../customXml/item1.xml\""));
    assert!(text("customXml/_rels/item1.xml.rels").contains("Target=\"itemProps1.xml\""));
}

#[test]
fn the_data_of_a_chart_are_its_numbers() {
    let parts = parts(&written());
    let chart =
        |number: usize| String::from_utf8(parts[&format!("ppt/charts/chart{number}.xml")].clone()).unwrap();
    // Need by zone: segments from the bottom, with the hatches of the map.
    assert!(chart(1).contains("<c:v>24000</c:v>") && chart(1).contains("wdUpDiag"), "{}", chart(1));
    // Ranges: from zero to low, then on to high.
    assert!(chart(2).contains("<c:v>10000</c:v>") && chart(2).contains("<c:v>78000</c:v>"));
    // Rotation: what is at home lies below zero.
    assert!(chart(3).contains("<c:v>6600</c:v>") && chart(3).contains("<c:v>-6600</c:v>"));
    let book = self::parts(&parts["ppt/embeddings/data2.xlsx"]);
    let sheet = String::from_utf8(book["xl/worksheets/sheet1.xml"].clone()).unwrap();
    assert!(sheet.contains("<f>E2-B2</f><v>78000</v>"), "{sheet}");
}

#[test]
fn the_same_deck_has_the_same_bytes() {
    let first = written();
    let others: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3).map(|_| scope.spawn(written)).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(others.iter().all(|other| *other == first));
}

#[test]
fn a_page_in_html_needs_nothing_from_elsewhere() {
    let deck = sample_deck::deck();
    let drawings: Vec<Drawing> = deck.pages.iter().map(|page| slide::drawing(page, None)).collect();
    let text = html(&deck, &drawings, RECORD, Language::Ukrainian);
    assert_eq!(text, html(&deck, &drawings, RECORD, Language::Ukrainian));
    for outside in ["src=\"", "href=", "@import", "url(http", "url(//", "<link", "<img"] {
        assert!(!text.contains(outside), "{outside}");
    }
    assert!(text.contains("<html lang=\"uk\">") && text.contains("default-src 'none'"));
    assert_eq!(text.matches("<section").count(), 4);
    assert_eq!(text.matches("@font-face").count(), 4, "the weights that are used: 400, 500, 600, 700");
    assert!(text.contains("<h2 class=\"aside\" id=\"title-4\">Слайд 4: Five zones, four rules"), "headings");
    assert!(text.contains(">Deterrent sector</text>"), "the words are text");
    assert!(text.contains("<p>Трап: не додавати пул до розгорнутих.</p>"), "notes");
    assert!(text.contains("<\\/script> & <b>"), "the record does not end its element");
    assert_eq!(text.matches("</script>").count(), 2);
    let ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique: {ids:?}");
}

/// A folder with the deck in it.
fn on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("deck.pptx"), written()).unwrap();
    folder
}

const PYTHON: &str = r#"
import sys
from pptx import Presentation
deck = Presentation(sys.argv[1])
for slide in deck.slides:
    kinds = [("table" if s.has_table else "") + ("chart" if s.has_chart else "") for s in slide.shapes]
    first = [len(list(s.chart.plots[0].categories)) for s in slide.shapes if s.has_chart]
    print(slide.shapes.title.text, kinds.count("table"), kinds.count("chart"), first,
          slide.notes_slide.notes_text_frame.text.count("Трап"), sep="|")
print(deck.core_properties.title, deck.core_properties.created.date())
"#;

#[test]
fn python_pptx_sees_titles_tables_charts_and_notes() {
    let has = Command::new("python3").args(["-c", "import pptx"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        println!("python-pptx is not installed: skipped");
        return;
    }
    let folder = on_disk();
    let output = Command::new("python3")
        .args(["-c", PYTHON])
        .arg(folder.path().join("deck.pptx"))
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 5, "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(lines[0].ends_with("watching 990 km takes a fifth|0|1|[1]|1"), "{said}");
    assert!(lines[1].ends_with("what Kyiv asked for|2|1|[5]|1"), "{said}");
    assert!(lines[2].ends_with("inside Ukraine|2|2|[36, 3]|1"), "{said}");
    assert!(lines[3].ends_with("no one has answered|1|0|[]|1"), "{said}");
    assert_eq!(lines[4], "Reassurance force & example 2024-12-01");
}

#[test]
fn libreoffice_opens_every_slide() {
    let folder = on_disk();
    let home = format!("-env:UserInstallation=file://{}/home", folder.path().display());
    let output = Command::new("soffice")
        .args([home.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(folder.path().join("deck.pptx"))
        .output();
    let Ok(output) = output else {
        println!("LibreOffice is not installed: skipped");
        return;
    };
    let pdf = std::fs::read(folder.path().join("deck.pdf"))
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let pages = pdf.windows(11).filter(|part| *part == b"/Type/Page/").count();
    assert_eq!(pages, 4);
}

/// The example plan's brief in a form, and what was said.
fn briefed(folder: &Path, name: &str, more: &str) -> (Vec<u8>, String) {
    let file = folder.join(name);
    let arguments = format!("brief data/examples/reassurance.plan.geojson -o {} {more}", file.display());
    let (said, _) = program::said(&arguments, 0);
    (std::fs::read(file).unwrap(), said)
}

#[test]
fn the_command_writes_the_standard_brief_in_every_form_without_a_display() {
    let folder = tempfile::tempdir().unwrap();
    let (deck, said) = briefed(folder.path(), "brief.pptx", "");
    assert!(said.ends_with("brief.pptx, 11 slides.\n"), "{said}");
    let (again, _) = briefed(folder.path(), "again.pptx", "");
    assert!(deck == again, "the same plan, the same bytes");
    let parts = parts(&deck);
    let maps = parts.keys().filter(|name| name.starts_with("ppt/media/")).count();
    assert!(maps >= 4, "{maps} pictures: three maps and Europe");
    let record = String::from_utf8(parts["cordon/record.json"].clone()).unwrap();
    assert!(record.contains("\"cordon-record\""), "{record}");
    let (pdf, _) = briefed(folder.path(), "brief.pdf", "--theme print");
    assert!(pdf.starts_with(b"%PDF"));
    let (page, _) = briefed(folder.path(), "brief.html", "--theme dark");
    assert_eq!(String::from_utf8(page).unwrap().matches("<section").count(), 11);
    let (picture, said) = briefed(folder.path(), "need.png", "--slide 4 --language uk");
    assert!(picture.starts_with(b"\x89PNG") && said.ends_with("1 slide.\n"), "{said}");
}

#[test]
fn what_cannot_be_written_is_said_in_a_sentence() {
    let refused = |output: &str, code: i32| {
        program::said(&format!("brief data/examples/reassurance.plan.geojson -o {output}"), code).1
    };
    assert!(refused("x.doc", 2).contains("x.doc does not say what to write."));
    assert!(refused("x.png", 2).contains("A picture holds one slide."));
    assert!(refused("x.pdf --slide 40", 2).contains("The slides go from 1 to 11."));
    assert!(refused("no-such-folder/x.pdf", 1).contains("the folder is not there"));
}

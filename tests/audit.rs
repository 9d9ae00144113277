//! `cordon audit`: what was changed is found and named, and what Cordon did not make is
//! refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

#[allow(dead_code, reason = "not each test takes all")]
#[path = "support/program.rs"]
mod program;

#[path = "support/formulas.rs"]
mod formulas;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};

use cordon::atlas::Atlas;
use cordon::brief::audit::{Audit, audit};
use cordon::brief::deck::{Chart, Page, Said, What};
use cordon::brief::number::typeset;
use cordon::brief::record::{KEYWORD, PART, record, record_of_deck, record_showing};
use cordon::brief::slide::drawing;
use cordon::brief::{Annex, Shown, deck_of};
use cordon::export::pptx::{Images, pptx};
use cordon::export::workbook::workbook;
use cordon::force::{Case, Figures, Measures};
use cordon::import::record::{self as taken, LARGEST_PART, MOST_PARTS, Taken};
use cordon::plan::{Assignment, Edit, Member, NationCode, Plan, file};
use cordon::scene::{Language, Look, LookName, Mark};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use formulas::parts;
use program::{json, said};

struct Example {
    plan: Plan,
    figures: Figures,
    annex: Annex,
    atlas: Atlas,
}

fn example() -> Example {
    of(file::example())
}

fn of(plan: Plan) -> Example {
    let atlas = Atlas::embedded().unwrap();
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    let annex = Annex::of(&plan, &figures, &atlas);
    Example { plan, figures, annex, atlas }
}

impl Example {
    fn record(&self) -> String {
        record(&self.plan, &self.figures, &self.annex)
    }

    fn workbook(&self) -> Vec<u8> {
        workbook(&self.plan, &self.figures, &self.atlas).unwrap()
    }

    fn audited(&self, bytes: &[u8]) -> Audit {
        let Taken { record, visible } =
            taken::read(bytes, "file").unwrap_or_else(|problem| panic!("{problem}"));
        audit(&record, &visible, &self.atlas, "file").unwrap()
    }
}

fn package(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The workbook with another number in one cell, as a hand would type it.
fn retyped(book: &[u8], sheet: usize, cell: &str, value: &str) -> Vec<u8> {
    let mut parts = parts(book);
    let part = parts.get_mut(&format!("xl/worksheets/sheet{sheet}.xml")).unwrap();
    let xml = String::from_utf8(part.clone()).unwrap();
    let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
    let open = start + xml[start..].find('>').unwrap();
    let end = start + xml[start..].find("</c>").unwrap();
    *part = format!("{}><v>{value}</v>{}", &xml[..open], &xml[end..]).into_bytes();
    package(&parts)
}

#[test]
fn a_file_as_it_was_exported_is_equal() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["xlsx", "json", "geojson"] {
        let path = folder.path().join(format!("example.{ending}"));
        said(&format!("export data/examples/reassurance.plan.geojson -o {}", path.display()), 0);
        let (told, remarks) = said(&format!("audit {}", path.display()), 0);
        assert!(told.contains("figures were reckoned again") && told.contains("All are equal."), "{told}");
        assert_eq!(remarks, "");
        let document = json(&format!("audit {}", path.display()));
        assert_eq!((&document["format"], &document["equal"]), (&"cordon-audit/1".into(), &true.into()));
        assert!(document["figures"].as_u64() > Some(1_000));
        assert_eq!(document["seen"].as_u64() > Some(5_000), ending != "geojson");
    }
}

#[test]
fn a_number_that_was_typed_into_the_workbook_is_named() {
    let example = example();
    let book = example.workbook();
    let seen = taken::read(&book, "file").unwrap().visible.cells;
    let cell = seen
        .iter()
        .find(|cell| {
            cell.id == "zone/zone-1/need" && cell.case == Case::Central && cell.place.starts_with("Zones!")
        })
        .unwrap();
    let name = cell.place.strip_prefix("Zones!").unwrap();
    let changed = retyped(&book, 2, name, "9999");
    let found = example.audited(&changed);
    assert_eq!(found.differences.len(), 1, "{:?}", found.differences);
    let difference = &found.differences[0];
    assert_eq!((difference.id.as_str(), difference.label.as_str()), ("zone/zone-1/need", "Line belt: need"));
    assert_eq!(difference.then.map(|then| then.central), Some(9_999.0));
    assert_eq!(difference.now.map(|now| now.central), Some(example.figures.zones[0].need.central.0));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("changed.xlsx");
    fs::write(&path, &changed).unwrap();
    let (told, _) = said(&format!("audit {}", path.display()), 1);
    let row = told.lines().find(|line| line.starts_with("zone/zone-1/need")).unwrap();
    assert!(row.contains(&format!("Zones!{name} (central)")) && row.contains("9999"), "{row}");
    assert!(told.contains("1 differs."), "{told}");
}

#[test]
fn a_cell_that_was_emptied_is_named_too() {
    let example = example();
    let book = example.workbook();
    let seen = taken::read(&book, "file").unwrap().visible.cells;
    let cell = seen.iter().find(|cell| cell.id == "plan/pool" && cell.place.starts_with("Totals!")).unwrap();
    let changed = retyped(&book, 3, cell.place.strip_prefix("Totals!").unwrap(), "");
    let found = example.audited(&changed);
    assert_eq!(found.differences.len(), 1, "{:?}", found.differences);
    assert_eq!(found.differences[0].read.as_deref(), Some("no number"));
}

#[test]
fn formulas_without_results_hide_no_changed_number() {
    let example = example();
    let mut parts = parts(&example.workbook());
    // As a program writes it that does not reckon: every result of a formula is gone.
    for (name, part) in &mut parts {
        if name.starts_with("xl/worksheets/sheet") {
            let xml = String::from_utf8(part.clone()).unwrap();
            let mut without = String::new();
            for (place, piece) in xml.split("</f><v>").enumerate() {
                let rest = if place == 0 { piece } else { piece.split_once("</v>").unwrap().1 };
                without.push_str(if place == 0 { "" } else { "</f>" });
                without.push_str(rest);
            }
            *part = without.into_bytes();
        }
    }
    let bare = package(&parts);
    let found = example.audited(&bare);
    assert!(found.is_equal() && found.unreckoned > 1_000 && found.seen > 1_000, "{:?}", found.differences);
    let seen = taken::read(&bare, "file").unwrap().visible.cells;
    let months = seen.iter().find(|cell| cell.id == "plan/tour-months").unwrap();
    let changed = retyped(&bare, 3, months.place.strip_prefix("Totals!").unwrap(), "4");
    let found = example.audited(&changed);
    assert_eq!(found.differences.len(), 1, "{:?}", found.differences);
    assert_eq!(found.differences[0].id, "plan/tour-months");
}

#[test]
fn rows_may_be_moved_and_sheets_written_back_by_others() {
    let example = example();
    let mut parts = parts(&example.workbook());
    // Zones, a row lower: as when a line is put in above.
    let part = parts.get_mut("xl/worksheets/sheet2.xml").unwrap();
    let xml = String::from_utf8(part.clone()).unwrap();
    let mut moved = String::new();
    for (place, piece) in xml.split(" r=\"").enumerate() {
        if place == 0 {
            moved.push_str(piece);
            continue;
        }
        let (cell, rest) = piece.split_once('"').unwrap();
        let digits = cell.find(|letter: char| letter.is_ascii_digit()).unwrap();
        let row: u32 = cell[digits..].parse().unwrap();
        let _ = write!(moved, " r=\"{}{}\"{rest}", &cell[..digits], row + 1);
    }
    *part = moved.into_bytes();
    assert!(example.audited(&package(&parts)).is_equal());
}

#[test]
fn a_plan_that_was_changed_no_longer_has_these_figures() {
    let example = example();
    let text = example.record().replacen("\"sites\":1", "\"sites\":3", 1);
    assert_ne!(text, example.record());
    let found = example.audited(text.as_bytes());
    let ids: Vec<&str> = found.differences.iter().map(|difference| difference.id.as_str()).collect();
    assert!(ids.contains(&"plan/deployed") && ids.contains(&"plan/pool"), "{ids:?}");
    assert!(found.differences.iter().all(|difference| difference.then != difference.now));
    let text = example.record().replacen("\"plan/k\":3.0", "\"plan/k\":3.5", 1);
    let found = example.audited(text.as_bytes());
    assert_eq!(found.differences.len(), 1, "{:?}", found.differences);
    let text = example.record().replacen("\"plan/k\":", "\"plan/gone\":3.0,\"plan/k\":", 1);
    assert_eq!(example.audited(text.as_bytes()).differences[0].now, None);
}

/// A drawing, pages, a deck and a PDF as small as they can be, with the record where each carries it.
fn carriers(record: &str) -> Vec<(&'static str, Vec<u8>)> {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>{record}</metadata><text>Need 12\u{2009}000</text></svg>"
    );
    let html = format!(
        "<!doctype html><html><body><section><p>Need <b>12\u{2009}000</b></p></section><script type=\"application/json\" id=\"{KEYWORD}\">{record}</script></body></html>"
    );
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let chunk = |png: &mut Vec<u8>, kind: &[u8], content: &[u8]| {
        png.extend((content.len() as u32).to_be_bytes());
        png.extend(kind);
        png.extend(content);
        png.extend([0; 4]);
    };
    chunk(&mut png, b"IHDR", &[0; 13]);
    let mut packed_png = png.clone();
    chunk(&mut png, b"iTXt", &[KEYWORD.as_bytes(), &[0, 0, 0, 0, 0], record.as_bytes()].concat());
    chunk(
        &mut packed_png,
        b"iTXt",
        &[KEYWORD.as_bytes(), &[0, 1, 0, 0, 0], &stored(record.as_bytes())].concat(),
    );
    let object = |head: &str, content: &[u8]| {
        [
            b"%PDF-1.7\n7 0 obj\n<< /Type /EmbeddedFile ",
            head.as_bytes(),
            b" >>\nstream\n",
            content,
            b"\nendstream\nendobj\n%%EOF",
        ]
        .concat()
    };
    let mut deck = BTreeMap::new();
    let mut part =
        |name: &str, content: &str| drop(deck.insert(name.to_owned(), content.as_bytes().to_vec()));
    part(
        "ppt/presentation.xml",
        "<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId2\"/></p:sldIdLst></p:presentation>",
    );
    part(
        "ppt/_rels/presentation.xml.rels",
        "<Relationships><Relationship Id=\"rId2\" Target=\"slides/slide1.xml\"/></Relationships>",
    );
    part(
        "ppt/slides/slide1.xml",
        "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>Need 12</a:t></a:r><a:r><a:t>\u{2009}000</a:t></a:r></a:p></p:sld>",
    );
    let mut custom = deck.clone();
    deck.insert(PART.to_owned(), record.as_bytes().to_vec());
    custom.insert("customXml/item1.xml".to_owned(), format!("<r xmlns=\"r\">{record}</r>").into_bytes());
    vec![
        ("svg", svg.into_bytes()),
        ("html", html.into_bytes()),
        ("png", png),
        ("packed png", packed_png),
        ("pdf", object("", record.as_bytes())),
        ("packed pdf", object("/Filter /FlateDecode", &stored(record.as_bytes()))),
        ("pptx", package(&deck)),
        ("pptx, written back", package(&custom)),
    ]
}

/// A zlib stream of blocks that are not packed.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = bytes.chunks(60_000).collect();
    for (place, block) in blocks.iter().enumerate() {
        stream.push(u8::from(place + 1 == blocks.len()));
        let length = block.len() as u16;
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(*block);
    }
    stream.extend([0; 4]);
    stream
}

#[test]
fn every_kind_of_file_gives_back_its_record() {
    let example = example();
    for (kind, bytes) in carriers(&example.record()) {
        let found = example.audited(&bytes);
        assert!(
            found.is_equal() && found.figures == example.annex.entries().len(),
            "{kind}: {:?}",
            found.differences
        );
    }
}

#[test]
fn a_pdf_that_carries_the_record_as_an_attachment_is_read() {
    use krilla::embed::{AssociationKind, EmbeddedFile};
    let example = example();
    for compress in [None, Some(true), Some(false)] {
        let mut document = krilla::Document::new();
        let _ = document.embed_file(EmbeddedFile {
            path: cordon::brief::record::FILE_NAME.to_owned(),
            mime_type: None,
            description: None,
            association_kind: AssociationKind::Data,
            data: example.record().into_bytes().into(),
            modification_date: None,
            compress,
            location: None,
        });
        document.start_page().finish();
        let bytes = document.finish().unwrap();
        assert!(example.audited(&bytes).is_equal());
    }
}

#[test]
fn pages_are_held_to_what_they_were_to_show() {
    let example = example();
    let shown = |text: &str| vec![Shown::new(1, "zone/zone-1/need", Case::Central, text)];
    let with = |shown: Vec<Shown>| record_showing(&example.plan, &example.figures, &example.annex, shown);
    let need = example.figures.zones[0].need.central.0;
    assert!((11_500.0..12_500.0).contains(&need), "the pages of this test say 12 000: {need}");
    for (kind, bytes) in carriers(&with(shown("12 000"))) {
        assert!(example.audited(&bytes).is_equal(), "{kind}");
    }
    // The record says what the page does not show, or the page shows what is not so.
    for text in ["11 000", "13 000"] {
        for (kind, bytes) in carriers(&with(shown(text))) {
            let has_pages = ["svg", "html", "pptx", "pptx, written back"].contains(&kind);
            assert_eq!(!example.audited(&bytes).is_equal(), has_pages, "{kind}");
        }
    }
}

/// A number that stands in the title and in a table: the table does not hide a changed title.
#[test]
fn a_title_that_was_changed_is_named_though_a_cell_says_the_same() {
    let example = example();
    let deck = deck_of(&example.plan, &example.atlas, &Look::named(LookName::Light));
    let text = record_of_deck(&example.plan, &example.figures, &example.annex, &deck);
    let bytes = pptx(&deck, &Images::new(), &text, Language::English).unwrap();
    let found = example.audited(&bytes);
    assert!(found.is_equal() && found.seen > 100, "{:?}", found.differences);
    let need = |said: &&Said| said.id == "plan/deployed" && said.case == Case::Central;
    let need = deck.pages[0].figures.iter().find(need).unwrap().text.clone();
    let changed_title = deck.pages[0].title.replacen(&need, "31\u{202f}000", 1);
    assert_ne!(changed_title, deck.pages[0].title);
    let mut parts = parts(&bytes);
    let slide = parts.get_mut("ppt/slides/slide1.xml").unwrap();
    let xml = String::from_utf8(slide.clone()).unwrap();
    let changed = xml.replacen(&deck.pages[0].title, &changed_title, 1);
    assert!(changed != xml && changed.contains(&need), "the number still stands in the table");
    *slide = changed.into_bytes();
    let found = example.audited(&package(&parts));
    assert!(!found.is_equal());
    for difference in &found.differences {
        assert!(difference.place.words().starts_with("page 1 "), "{difference:?}");
        let read = difference.read.as_deref().unwrap_or_default();
        assert!(read.contains("stands there once, not twice"), "{difference:?}");
    }
    assert!(found.differences.iter().any(|difference| difference.id == "plan/deployed"));
}

/// A contingent that a check of the plan warns of stands among the warnings of the brief.
#[test]
fn the_brief_warns_of_contingents_that_do_not_fit() {
    let example = example();
    let deck = deck_of(&example.plan, &example.atlas, &Look::named(LookName::Light));
    let risks = deck.pages.iter().find(|page| page.id == "risks").unwrap();
    assert!(risks.title.starts_with("Two warnings stand against this plan"), "{}", risks.title);
    for nation in ["IT", "TR"] {
        let id = format!("zone/zone-1/filled/{nation}");
        assert!(risks.figures.iter().any(|said| said.id == id), "{:?}", risks.figures);
    }
}

#[test]
fn what_cordon_did_not_make_is_unreadable() {
    let folder = tempfile::tempdir().unwrap();
    let strange = folder.path().join("strange.xlsx");
    let mut parts = parts(&of(Plan::empty()).workbook());
    let record = parts.remove("xl/worksheets/sheet9.xml").unwrap();
    fs::write(&strange, package(&parts)).unwrap();
    let (told, remarks) = said(&format!("audit {}", strange.display()), 2);
    assert!(told.is_empty() && remarks.contains("holds no record of a plan"), "{remarks}");
    assert!(!record.is_empty());
    for (arguments, what) in [
        ("audit data/examples/reassurance.plan.geojson", "holds no record"),
        ("audit Cargo.toml", "no kind that Cordon makes"),
        ("audit assets/fonts/Inter-Regular.ttf", "no kind that Cordon makes"),
        ("audit no-such-file.xlsx", "no such file"),
    ] {
        let (told, remarks) = said(arguments, 2);
        assert!(told.is_empty() && remarks.contains(what), "{arguments}: {remarks}");
    }
}

#[test]
fn a_package_that_unpacks_without_end_is_refused() {
    let mut parts = parts(&of(Plan::empty()).workbook());
    parts.insert("xl/sharedStrings.xml".to_owned(), vec![b' '; LARGEST_PART + 1]);
    let bomb = package(&parts);
    assert!(bomb.len() < 2_000_000, "{}", bomb.len());
    let refused = taken::read(&bomb, "bomb.xlsx").unwrap_err().to_string();
    assert!(refused.contains("unpacks to more than 64 MB"), "{refused}");
    let many: BTreeMap<String, Vec<u8>> =
        (0..=MOST_PARTS).map(|number| (format!("xl/{number}"), Vec::new())).collect();
    let refused = taken::read(&package(&many), "many.xlsx").unwrap_err().to_string();
    assert!(refused.contains("more than 10000 parts"), "{refused}");
    let long = format!("{{\"a\":\"{}\"}}", "a".repeat(LARGEST_PART));
    let refused = taken::read(long.as_bytes(), "long.json").unwrap_err().to_string();
    assert!(refused.contains("The text has more than 64 MB"), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Cut off, turned or overwritten anywhere: a file is read or refused, and nothing panics.
    #[test]
    fn damaged_files_are_read_or_refused(
        kind in 0_usize..9,
        cut in 0.0_f64..1.0,
        at in 0.0_f64..1.0,
        byte: u8,
        also_cut: bool,
    ) {
        thread_local! {
            static FILES: Vec<Vec<u8>> = {
                let empty = of(Plan::empty());
                let mut files: Vec<Vec<u8>> =
                    carriers(&empty.record()).into_iter().map(|(_, bytes)| bytes).collect();
                files.push(empty.workbook());
                files
            };
        }
        FILES.with(|files| {
            let mut bytes = files[kind].clone();
            let place = ((bytes.len() - 1) as f64 * at) as usize;
            bytes[place] = byte;
            if also_cut {
                bytes.truncate((bytes.len() as f64 * cut) as usize);
            }
            let _ = taken::read(&bytes, "damaged");
        });
    }
}

/// The numbers in a text, and those that go on after a letter left out: "S12" is a name.
fn numbers(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let joins = |letter: char| matches!(letter, '.' | '\u{202f}' | '\u{2009}');
    let (mut numbers, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < letters.len()
            && (letters[at].is_ascii_digit()
                || (joins(letters[at]) && letters.get(at + 1).is_some_and(char::is_ascii_digit)))
        {
            at += 1;
        }
        if start == 0 || !letters[start - 1].is_alphabetic() {
            numbers.push(letters[start..at].iter().collect());
        }
    }
    numbers
}

/// What is quoted on a page or names something: words of the data and of the plan, ticks of
/// axes, the date of the line, the line of sources. A line of a page is a piece of it.
fn quoted(example: &Example, page: &Page) -> Vec<String> {
    let (doctrine, plan) = (&example.atlas.doctrine, &example.plan);
    let mut all = vec![page.dated.clone(), plan.note.clone(), page.number.to_string()];
    all.extend(page.sources.get(1).cloned());
    all.extend(
        (1..=30)
            .filter_map(|trap| doctrine.trap(trap))
            .flat_map(|trap| [trap.title.clone(), trap.text.clone(), format!("{}\u{2002}", trap.number)]),
    );
    for mission in &doctrine.missions {
        all.extend([mission.name.clone(), mission.year.to_string()]);
    }
    all.extend(doctrine.sources().flat_map(|source| [source.title.clone(), source.year.clone()]));
    for block in &page.blocks {
        let axis = match &block.what {
            What::Chart(Chart::Ranges(chart)) => {
                // A published estimate is called by who said it, and when.
                let rows = chart.groups.iter().flat_map(|group| &group.rows);
                all.extend(rows.map(|row| row.note.clone()));
                &chart.axis
            }
            What::Chart(Chart::Steps(chart)) => {
                all.extend(chart.months.ticks.iter().map(|tick| tick.label.clone()));
                &chart.troops
            }
            What::Chart(Chart::Bars(chart)) => &chart.axis,
            _ => continue,
        };
        all.extend(axis.ticks.iter().map(|tick| tick.label.clone()));
    }
    all.iter().map(|text| even(&typeset(text))).collect()
}

/// A text with spaces of one kind, without the sign of a cut.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('…').trim().to_owned()
}

#[test]
fn every_number_on_a_slide_has_an_id() {
    let example = example();
    let look = Look::named(LookName::Light);
    let mut without = Vec::new();
    for page in deck_of(&example.plan, &example.atlas, &look).pages {
        let quoted = quoted(&example, &page);
        let mut lines = Vec::new();
        words(&drawing(&page, None).marks, &mut lines);
        for line in lines {
            let plain = even(&line);
            // A short line is quoted whole; a longer one may be a line of a paragraph.
            let from = |text: &String| *text == plain || (plain.len() >= 16 && text.contains(&plain));
            if quoted.iter().any(from) {
                continue;
            }
            let said = |number: &String| page.figures.iter().any(|said| numbers(&said.text).contains(number));
            let bare = numbers(&line).into_iter().filter(|number| !said(number));
            without.extend(bare.map(|number| format!("slide {}: {number} in “{line}”", page.number)));
        }
        for said in &page.figures {
            assert!(example.annex.get(&said.id).is_some_and(|entry| !entry.formula.is_empty()), "{said:?}");
        }
    }
    assert!(without.is_empty(), "{without:#?}");
}

/// Thirty nations that all send somebody: rows are shared, and the shared ones are audited.
#[test]
fn what_nations_have_together_that_share_a_row_is_audited() {
    let example = example();
    let nations: Vec<NationCode> =
        example.atlas.nations.all().iter().map(|nation| NationCode::new(&nation.code)).take(30).collect();
    let mut plan = example.plan.clone();
    let zone = plan.zones[0].id.clone();
    for nation in &nations {
        plan = plan.with(&Edit::SetMember(Member::new(nation.clone()))).unwrap();
    }
    let assigned =
        |(place, nation): (usize, &NationCode)| Assignment::of(nation.clone(), 100.0 + 10.0 * place as f64);
    let assigned = nations.iter().enumerate().map(assigned).collect();
    plan = plan.with(&Edit::SetAssigned { zone, assigned }).unwrap();
    let example = of(plan);
    let deck = deck_of(&example.plan, &example.atlas, &Look::named(LookName::Light));
    let ids: Vec<&str> =
        deck.pages.iter().flat_map(|page| &page.figures).map(|said| said.id.as_str()).collect();
    for id in ["group/ready/others/can-send", "group/ready/others/army", "plan/others/assigned"] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
        let entry = example.annex.get(id).unwrap();
        assert!(entry.rule.is_some() && entry.inputs.len() > 1, "{id}: {}", entry.formula);
    }
    let text = record_of_deck(&example.plan, &example.figures, &example.annex, &deck);
    assert!(example.audited(text.as_bytes()).is_equal());
    let value = example.annex.get("plan/others/assigned").unwrap().value.central;
    let changed = text.replacen(
        &format!("\"plan/others/assigned\":{value:?}"),
        &format!("\"plan/others/assigned\":{:?}", value + 1_000.0),
        1,
    );
    assert_ne!(text, changed);
    let found = example.audited(changed.as_bytes());
    assert_eq!(
        found.differences.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        ["plan/others/assigned"]
    );
}

fn words(marks: &[Mark], lines: &mut Vec<String>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => lines.push(text.text.clone()),
            Mark::Group { marks, .. } => words(marks, lines),
            _ => {}
        }
    }
}

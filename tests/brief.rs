//! The brief as a room sees it: the standard slides of several plans, and slides of
//! one's own. Pictures of every slide of the example are written with
//!
//! ```sh
//! CORDON_PICTURES=target/pictures cargo test --test brief pictures
//! ```

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, its helpers too")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use cordon::atlas::Atlas;
use cordon::brief::audit::rounds_to;
use cordon::brief::deck::{Deck, Page, What};
use cordon::brief::slide::{check, drawing, title_size};
use cordon::brief::{Annex, Pictures, Subject, contrast, deck_of, standard};
use cordon::export::metadata::Metadata;
use cordon::export::png::png;
use cordon::force::{Case, Figures, Measures};
use cordon::plan::slides::{Camera, Exhibit, MapView, Slide, Template};
use cordon::plan::{
    Assignment, Coalition, Disc, Edit, Enablers, Form, Mandate, Member, NationCode, OwnLine, Plan, Role,
    Rotation, Shape, Zone, file,
};
use cordon::scene::{Look, LookName, Mark, Text};
use cordon::units::{Km, Span};
use geo_types::{Coord, Point, line_string};

fn edited(plan: &Plan, edits: impl IntoIterator<Item = Edit>) -> Plan {
    edits.into_iter().fold(plan.clone(), |plan, edit| plan.with(&edit).unwrap())
}

fn disc(name: &str, role: Role, lon: f64, lat: f64, km: f64) -> Edit {
    let shape = Shape::new(Form::Disc(Disc { centre: Point::new(lon, lat), radius: Km(km) })).unwrap();
    Edit::AddZone(Zone { name: name.to_owned(), sites: 1, ..Zone::new(role, Arc::new(shape)) })
}

/// The example without anybody who could fill it.
fn nobody() -> Plan {
    let example = file::example();
    let zones =
        example.zones.iter().map(|zone| Edit::SetAssigned { zone: zone.id.clone(), assigned: vec![] });
    let mut plan = edited(&example, zones.collect::<Vec<_>>());
    plan.coalition = Arc::new(Coalition::default());
    plan
}

/// Thirty zones of every role, with names as long as names get.
fn thirty() -> Plan {
    let names = [
        "Південноукраїнська атомна електростанція",
        "Кам’янець-Подільський логістичний вузол",
        "Запорізький напрямок, смуга стримування",
        "Переяслав-Хмельницький навчальний центр",
    ];
    let zone = |place: usize| {
        let (lon, lat) = (24.0 + (place % 10) as f64 * 1.2, 47.6 + (place / 10) as f64 * 1.1);
        let name = format!("{} {}", names[place % names.len()], place + 1);
        disc(&name, Role::ALL[place % Role::ALL.len()], lon, lat, 12.0)
    };
    edited(&Plan::empty(), (0..30).map(zone))
}

/// Seven zones with long names, each on its own row, and every nation that there is.
fn crowded(atlas: &Atlas) -> Plan {
    let names =
        ["Дуже довга назва зони спостереження на сході", "W", "Zaporizhzhia–Huliaipole forward sector north"];
    let zone = |place: usize| {
        let lon = 25.0 + place as f64 * 1.4;
        disc(names[place % names.len()], Role::ALL[place], lon, 48.6, 25.0)
    };
    let plan = edited(&Plan::empty(), (0..7).map(zone));
    let members =
        atlas.nations.all().iter().map(|nation| Edit::SetMember(Member::new(NationCode::new(&nation.code))));
    let plan = edited(&plan, members);
    let sent = plan.zones.iter().zip(["FR", "DE", "GB", "PL", "IT", "TR", "SE"]).flat_map(|(zone, code)| {
        [code, "NL", "ES"].map(|code| Edit::Assign {
            zone: zone.id.clone(),
            assignment: Assignment::of(NationCode::new(code), 4_321.0),
        })
    });
    let edits: Vec<Edit> = sent.collect();
    edited(&plan, edits)
}

/// Twelve zones of long Ukrainian names, filled by fifteen nations.
fn twelve(atlas: &Atlas) -> Plan {
    let names = ["Слобожанський напрямок стримування", "Приазовський тиловий вузол забезпечення", "Ґ"];
    let zone = |place: usize| {
        let (lon, lat) = (25.5 + (place % 6) as f64 * 2.0, 48.0 + (place / 6) as f64 * 2.2);
        let name = format!("{} № {}", names[place % names.len()], place + 1);
        disc(&name, Role::ALL[place % Role::ALL.len()], lon, lat, 18.0)
    };
    let plan = edited(&Plan::empty(), (0..12).map(zone));
    let nations: Vec<NationCode> =
        atlas.nations.all().iter().take(15).map(|nation| NationCode::new(&nation.code)).collect();
    let members = nations.iter().map(|code| Edit::SetMember(Member::new(code.clone())));
    let plan = edited(&plan, members);
    let sent: Vec<Edit> = nations
        .iter()
        .zip(plan.zones.iter().cycle())
        .map(|(code, zone)| Edit::Assign {
            zone: zone.id.clone(),
            assignment: Assignment::of(code.clone(), 1_250.0),
        })
        .collect();
    edited(&plan, sent)
}

/// A line and a rotation of the user's own, the United States out, aircraft in.
fn own_line() -> Plan {
    let line = OwnLine {
        name: "Лінія розмежування".into(),
        date: "2026-05-09".into(),
        source: "own drawing".into(),
        path: line_string![(x: 37.6, y: 49.9), (x: 37.9, y: 48.5), (x: 35.4, y: 47.4), (x: 32.6, y: 46.6)],
        ground_factor: Span::flat(1.2),
    };
    let rotation =
        Rotation { tour_months: 4.0, interval_months: 6.0, horizon_months: 18, ramp_up_months: 3.0 };
    edited(
        &file::example(),
        [
            Edit::SetLine(Some(Arc::new(line))),
            Edit::SetRotation(rotation),
            Edit::SetEnablers(Enablers::Out),
            Edit::SetMandate(Mandate::UnCouncil),
            Edit::SetAircraft(120),
            Edit::SetComparison(Some("E22".into())),
        ],
    )
}

fn plans(atlas: &Atlas) -> Vec<(&'static str, Plan)> {
    let one = edited(&Plan::empty(), [disc("Lviv hub", Role::Hub, 24.03, 49.84, 30.0)]);
    vec![
        ("example", file::example()),
        ("empty", Plan::empty()),
        ("nobody", nobody()),
        ("one", one),
        ("thirty", thirty()),
        ("crowded", crowded(atlas)),
        ("twelve", twelve(atlas)),
        ("own-line", own_line()),
    ]
}

/// What a page does not keep of what it must, whatever the plan is.
fn broken(plan: &str, page: &Page) -> Vec<String> {
    let mut broken: Vec<String> = check(page).iter().map(|finding| format!("{plan}: {finding}")).collect();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            broken.push(format!("{plan}, {}: {what}", page.id));
        }
    };
    must((12..=78).contains(&page.title.chars().count()), &format!("title too long: {}", page.title));
    must(title_size(&page.title).1 == page.title, "the title is cut");
    must(!page.title.ends_with('.'), "the title ends with a full stop");
    must(page.sources.len() == 2 && page.sources[1].contains("F found"), "source lines");
    must(!page.sources[0].ends_with('…'), "the method is cut");
    must(!page.notes.is_empty() && !page.banner.is_empty() && !page.dated.is_empty(), "words are missing");
    for block in &page.blocks {
        let seen = matches!(block.what, What::Map(_) | What::Inset(_) | What::Chart(_));
        must(!seen || block.alt.len() > 12, &format!("{} says nothing", block.name));
        let [x, y, width, height] = block.frame;
        let inside = x >= 0.0 && y >= 138.0 && x + width <= 1920.0 && y + height <= 1000.5;
        must(inside, &format!("{} leaves the body", block.name));
    }
    broken
}

#[test]
fn any_plan_makes_a_brief_on_which_nothing_overlaps() {
    let atlas = Atlas::embedded().unwrap();
    let look = Look::named(LookName::Print);
    let mut all = Vec::new();
    for (name, plan) in plans(&atlas) {
        let deck = deck_of(&plan, &atlas, &look);
        assert!((8..=12).contains(&deck.pages.len()), "{name}: {}", deck.pages.len());
        for (page, number) in deck.pages.iter().zip(1..) {
            assert_eq!(page.number, number);
            all.extend(broken(name, page));
        }
        assert_eq!(deck, deck_of(&plan, &atlas, &look), "{name}: the same plan, the same deck");
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// The words of a deck, as somebody would read them out.
fn text(deck: &Deck) -> String {
    let mut text = String::new();
    for page in &deck.pages {
        let _ = writeln!(text, "{}  {}", page.number, page.title);
        for block in &page.blocks {
            match &block.what {
                What::Words(words) => {
                    for paragraph in &words.paragraphs {
                        let words: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
                        let _ = writeln!(text, "   {words}");
                    }
                }
                What::Table(table) => {
                    for row in &table.rows {
                        let cell = |cell: &cordon::brief::table::Cell| {
                            let line = |runs: &Vec<cordon::brief::deck::Run>| {
                                runs.iter().map(|run| run.text.as_str()).collect::<String>()
                            };
                            cell.lines.iter().map(line).collect::<Vec<_>>().join(" / ")
                        };
                        let cells: Vec<String> = row.cells.iter().map(cell).collect();
                        let _ = writeln!(text, "   | {}", cells.join(" | "));
                    }
                }
                _ if !block.alt.is_empty() => {
                    let _ = writeln!(text, "   [{}]", block.alt);
                }
                _ => {}
            }
        }
        for line in &page.sources {
            let _ = writeln!(text, "   ~ {line}");
        }
        for line in page.notes.lines() {
            let _ = writeln!(text, "   > {line}");
        }
        text.push('\n');
    }
    text
}

/// Make it again after a change with `CORDON_WRITE_FIXTURES=1 cargo test --test brief`.
#[test]
fn the_brief_of_the_example_says_what_it_said() {
    let atlas = Atlas::embedded().unwrap();
    let text = text(&deck_of(&file::example(), &atlas, &Look::named(LookName::Print)));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/brief.txt");
    if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(path).unwrap());
}

#[test]
fn titles_follow_the_numbers_until_the_user_writes_one() {
    let atlas = Atlas::embedded().unwrap();
    let look = Look::named(LookName::Print);
    let plan = edited(&file::example(), [Edit::SetSlides(standard())]);
    let title = |plan: &Plan, page: usize| deck_of(plan, &atlas, &look).pages[page].title.clone();
    assert_eq!(title(&plan, 3), title(&file::example(), 3), "the plan’s own slides are the standard brief");
    let without = edited(&plan, [Edit::RemoveZones(vec![plan.zones[0].id.clone()])]);
    assert_ne!(title(&plan, 3), title(&without, 3));

    let slide = Slide {
        title: Some("Чого це вартує".into()),
        text: Some("Один рядок.\nДругий рядок.".into()),
        notes: Some("Say it slowly.".into()),
        ..Slide::clone(&plan.slides[5])
    };
    let plan = edited(&plan, [Edit::SetSlide(slide)]);
    let page = deck_of(&plan, &atlas, &look).pages.swap_remove(5);
    assert_eq!((page.title.as_str(), page.notes.as_str()), ("Чого це вартує", "Say it slowly."));
    let words = |page: &Page| {
        let block = page.blocks.iter().find(|block| block.name == "Text").unwrap();
        let What::Words(words) = &block.what else { panic!("words") };
        words.paragraphs.iter().map(|paragraph| paragraph.runs[0].text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(words(&page), ["Один рядок.", "Другий рядок."]);
    let hidden = Slide { hidden: true, ..Slide::clone(&plan.slides[0]) };
    let plan = edited(&plan, [Edit::SetSlide(hidden)]);
    let pages = deck_of(&plan, &atlas, &look).pages;
    assert_eq!((pages.len(), pages[0].number, pages[0].id.as_str()), (10, 1, "slide-2"));
}

#[test]
fn slides_of_ones_own_show_what_was_put_on_them() {
    let atlas = Atlas::embedded().unwrap();
    let look = Look::named(LookName::Print);
    let kyiv = Camera::at(Coord { x: 30.5, y: 50.4 }, 8.0, 1_000.0);
    let view = MapView { camera: kyiv, footprints: true, month: Some(7), ..MapView::default() };
    let exhibits = Exhibit::ALL.iter().map(|exhibit| Some(*exhibit)).chain([None]);
    let slides: Vec<Slide> = exhibits
        .flat_map(|exhibit| {
            let views = [None, Some(view.clone())];
            views.map(|view| Slide {
                exhibit,
                view,
                title: Some("What somebody wants to show".into()),
                text: Some("Words beside it.".into()),
                notes: Some("Point at it.".into()),
                ..Slide::blank()
            })
        })
        .collect();
    for plan in [file::example(), Plan::empty(), nobody()] {
        let plan = edited(&plan, [Edit::SetSlides(slides.clone())]);
        let deck = deck_of(&plan, &atlas, &look);
        assert_eq!(deck.pages.len(), 16);
        for page in &deck.pages {
            assert_eq!(broken("own", page), Vec::<String>::new());
        }
        let map = |page: &Page| page.blocks.iter().any(|block| matches!(block.what, What::Map(_)));
        assert!(map(&deck.pages[15]) && map(&deck.pages[1]) && !map(&deck.pages[14]));
    }
    // The same ground, whatever the width of the view was.
    let Camera::At { zoom, .. } = kyiv else { panic!("a place") };
    assert!((Camera::zoom_on(zoom, 1_000.0) - 8.0).abs() < 1e-9);
}

#[test]
fn what_a_page_says_of_a_figure_is_the_figure() {
    let atlas = Atlas::embedded().unwrap();
    let plan = file::example();
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    let deck = Subject::of(&plan, &figures, &atlas, &Look::named(LookName::Print)).deck();
    let said: Vec<_> = deck.pages.iter().flat_map(|page| &page.figures).collect();
    assert!(said.len() > 10, "{}", said.len());
    for figure in said.iter().filter(|figure| figure.id == "plan/deployed") {
        let value = match figure.case {
            Case::Low => figures.deployed.low,
            Case::Central => figures.deployed.central,
            Case::High => figures.deployed.high,
        };
        assert_eq!(figure.text, cordon::brief::number::two(value.0));
    }
}

#[test]
fn every_figure_that_a_page_names_stands_on_it() {
    let atlas = Atlas::embedded().unwrap();
    let look = Look::named(LookName::Print);
    for (name, plan) in plans(&atlas) {
        let rewritten = Edit::SetSlides(
            standard()
                .into_iter()
                .map(|slide| Slide {
                    title: Some("What nobody has counted".into()),
                    text: Some("Words without any number.".into()),
                    ..slide
                })
                .collect(),
        );
        for plan in [plan.clone(), edited(&plan, [rewritten])] {
            let figures = Figures::of(&plan, &atlas, &mut Measures::new());
            let annex = Annex::of(&plan, &figures, &atlas);
            for page in &deck_of(&plan, &atlas, &look).pages {
                for said in &page.figures {
                    let entry = annex.get(&said.id);
                    let of = entry.map(|entry| entry.of(said.case));
                    let holds = of.is_some_and(|value| rounds_to(value, &said.text));
                    assert!(holds, "{name}, page {}: {said:?} for {of:?} in the annex", page.number);
                }
                let mut lines = Vec::new();
                for mark in &drawing(page, None).marks {
                    words_of(mark, &mut lines);
                }
                for said in &page.figures {
                    let stands = lines.iter().any(|line| line.contains(&said.text));
                    assert!(stands, "{name}, page {}: {said:?} in {lines:#?}", page.number);
                }
            }
        }
    }
    // Of grouped rows, chains, rotations, pools and past missions the annex has a figure too.
    let named: BTreeSet<String> = deck_of(&file::example(), &atlas, &look)
        .pages
        .iter()
        .flat_map(|page| page.figures.iter().map(move |said| format!("{} {}", page.number, said.id)))
        .collect();
    for figure in [
        "1 plan/short",
        "1 plan/cumulative",
        "2 line/drawn",
        "2 line/ground-factor",
        "2 zone/zone-2/gap-to-line",
        "3 role/hub/need",
        "3 role/site/need",
        "4 role/site/need",
        "4 pool/6+24",
        "4 estimate/E01/low",
        "5 mission/IFOR96/per-1000-residents",
        "5 plan/per-km-of-line",
        "6 group/ready/can-send",
        "6 nation/PL/on-duty",
        "6 plan/army",
        "6 role/hub/filled",
        "7 nation/SE/assigned",
        "7 plan/short",
        "8 rotation/tied-up",
        "8 rotation/served",
        "9 zone/zone-2/gap-to-line",
    ] {
        assert!(named.contains(figure), "{figure} in {named:#?}");
    }
    // The five first pages of the example say the need; what the user writes over is said no more.
    let says = |plan: &Plan| {
        let named = |page: &Page| page.figures.iter().any(|said| said.id == "plan/deployed");
        deck_of(plan, &atlas, &look).pages.iter().map(named).collect::<Vec<_>>()
    };
    let example = edited(&file::example(), [Edit::SetSlides(standard())]);
    let said = says(&example);
    assert!(said[0] && said[2] && said[3] && said[4], "{said:?}");
}

fn words_of(mark: &Mark, lines: &mut Vec<String>) {
    match mark {
        Mark::Text(text) => lines.push(text.text.clone()),
        Mark::Group { marks, .. } => marks.iter().for_each(|mark| words_of(mark, lines)),
        _ => {}
    }
}

#[test]
fn every_theme_can_be_read() {
    let atlas = Atlas::embedded().unwrap();
    for name in [LookName::Light, LookName::Dark, LookName::Projector, LookName::Print, LookName::Grey] {
        let look = Look::named(name);
        let inks = cordon::scene::look::DeckInks::of(&look);
        for (ink, ground, least) in [
            (inks.ink, inks.ground, 7.0),
            (inks.ink, inks.panel, 7.0),
            (inks.grey, inks.ground, 4.5),
            (inks.grey, inks.panel, 4.5),
            (inks.alert, inks.ground, 4.5),
            (inks.alert, inks.alert_ground, 4.5),
            (inks.ink, inks.alert_ground, 7.0),
            (inks.plan, inks.ground, 4.5),
            (inks.published, inks.ground, 4.5),
            (inks.reluctant_text, inks.ground, 4.5),
            (inks.on_ready, inks.ready, 4.5),
            (inks.on_light, inks.reluctant, 4.5),
        ] {
            assert!(ink.contrast(ground) >= least, "{name:?}: {ink:?} on {ground:?}");
        }
        for page in deck_of(&file::example(), &atlas, &look).pages {
            assert_eq!(check(&page), [], "{name:?}");
        }
    }
}

/// Every theme there is.
const THEMES: [LookName; 5] =
    [LookName::Light, LookName::Dark, LookName::Projector, LookName::Print, LookName::Grey];

/// What a room cannot read of a slide, with its maps: nothing under 24 but for the two lines of
/// sources and the two letters of a badge, and no ink too near to its ground.
fn unreadable(name: &str, page: &Page, pictures: &Pictures<'_>) -> Vec<String> {
    let drawn = drawing(page, Some(pictures));
    let small = |found: &contrast::Finding| {
        let known = match found.fault {
            contrast::Fault::Size(size, _) => {
                (size == 16.0 && page.sources.contains(&found.text))
                    || (size == 20.0 && found.text.chars().count() == 2)
            }
            contrast::Fault::Contrast(..) => false,
        };
        !known
    };
    let found = contrast::check_from(&drawn, 24.0).into_iter().filter(small);
    found.map(|found| format!("{name}, page {}: {found:?}", page.number)).collect()
}

#[test]
fn nothing_on_a_slide_is_too_small_or_too_pale_in_any_theme() {
    let atlas = Atlas::embedded().unwrap();
    let mut all = Vec::new();
    for (name, plan) in plans(&atlas) {
        let figures = Figures::of(&plan, &atlas, &mut Measures::new());
        for theme in THEMES {
            // The map of the example in every theme; of the others in the two that differ most.
            if name != "example" && !matches!(theme, LookName::Dark | LookName::Print) {
                continue;
            }
            let look = Look::named(theme);
            let pictures = Pictures::of(&plan, &figures, &atlas, &look);
            for page in &Subject::of(&plan, &figures, &atlas, &look).deck().pages {
                all.extend(unreadable(&format!("{name}, {theme:?}"), page, &pictures));
            }
        }
    }
    assert!(all.is_empty(), "{} findings: {all:#?}", all.len());
}

/// The box of a text on a map, without what reaches over capitals and below the line.
fn frame(text: &Text) -> [f32; 4] {
    use cordon::scene::{Anchor, faces};
    let wide = faces::width(&text.text, text.size, text.weight, text.italic, text.tracking);
    let left = match text.anchor {
        Anchor::Start => text.at[0],
        Anchor::Middle => text.at[0] - wide / 2.0,
        Anchor::End => text.at[0] - wide,
    };
    [left, text.at[1] - faces::CAPITAL * text.size, left + wide, text.at[1]]
}

#[test]
fn names_on_the_map_of_a_slide_do_not_lie_over_each_other() {
    let atlas = Atlas::embedded().unwrap();
    let mut all = Vec::new();
    for (name, plan) in [("example", file::example()), ("own-line", own_line()), ("nobody", nobody())] {
        let look = Look::named(LookName::Print);
        let figures = Figures::of(&plan, &atlas, &mut Measures::new());
        let pictures = Pictures::of(&plan, &figures, &atlas, &look);
        for page in &Subject::of(&plan, &figures, &atlas, &look).deck().pages {
            let drawn = drawing(page, Some(&pictures));
            let maps = drawn.marks.iter().filter_map(|mark| match mark {
                Mark::Group { marks, .. } => Some(marks),
                _ => None,
            });
            for marks in maps {
                let upright = marks.iter().filter_map(|mark| match mark {
                    Mark::Text(text) if text.angle == 0.0 => Some((text, frame(text))),
                    _ => None,
                });
                let texts: Vec<_> = upright.collect();
                for (place, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
                    for (other, frame) in &texts[place + 1..] {
                        let across = right.min(frame[2]) - left.max(frame[0]);
                        let down = bottom.min(frame[3]) - top.max(frame[1]);
                        if across > 1.0 && down > 1.0 {
                            let words = (&text.text, &other.text);
                            all.push(format!(
                                "{name}, page {}: {words:?} by {across} and {down}",
                                page.number
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// Writes every slide of a plan as a picture, where somebody asked for them.
fn pictured(name: &str, plan: &Plan, atlas: &Atlas, look: &Look) {
    let Some(folder) = std::env::var_os("CORDON_PICTURES").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).unwrap();
    let figures = Figures::of(plan, atlas, &mut Measures::new());
    let pictures = Pictures::of(plan, &figures, atlas, look);
    for page in Subject::of(plan, &figures, atlas, look).deck().pages {
        let bytes = png(&drawing(&page, Some(&pictures)), 1.0, &Metadata::default()).unwrap();
        fs::write(folder.join(format!("{name}-{:02}-{}.png", page.number, page.id)), bytes).unwrap();
    }
}

#[test]
fn the_map_of_a_page_is_a_picture_with_words() {
    let atlas = Atlas::embedded().unwrap();
    let (plan, look) = (file::example(), Look::named(LookName::Print));
    let figures = Figures::of(&plan, &atlas, &mut Measures::new());
    let page = Subject::of(&plan, &figures, &atlas, &look).deck().pages.swap_remove(2);
    let pictures = Pictures::of(&plan, &figures, &atlas, &look);
    let painted = drawing(&page, Some(&pictures));
    assert_eq!(painted, drawing(&page, Some(&pictures)), "the same page, the same drawing");
    assert_eq!(painted.size, [1920.0, 1080.0]);
    let groups: Vec<_> = painted
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Group { min, max, alt, marks } => Some((*min, *max, alt, marks.len())),
            _ => None,
        })
        .collect();
    assert_eq!(groups.len(), 2, "the map and Europe");
    assert_eq!((groups[0].0, groups[0].1), ([0.0, 138.0], [1410.0, 1000.0]));
    assert!(groups.iter().all(|(_, _, alt, marks)| alt.len() > 40 && *marks > 30));
    // Names on the map keep clear of Europe, which lies over it.
    let Some(Mark::Group { marks, .. }) =
        painted.marks.iter().find(|mark| matches!(mark, Mark::Group { .. }))
    else {
        panic!("a map")
    };
    let under = |text: &Text| text.at[0] < 380.0 && text.at[1] > 1000.0 - 330.0;
    let names: Vec<&str> = marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text(text) if under(text) => Some(text.text.as_str()),
            _ => None,
        })
        .collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn pictures_of_every_slide() {
    let atlas = Atlas::embedded().unwrap();
    if std::env::var_os("CORDON_PICTURES").is_some() {
        for (name, plan) in plans(&atlas) {
            pictured(name, &plan, &atlas, &Look::named(LookName::Print));
        }
        pictured("dark", &file::example(), &atlas, &Look::named(LookName::Dark));
    }
    assert_eq!(standard().iter().filter_map(|slide| slide.template).collect::<Vec<_>>(), Template::ALL);
}

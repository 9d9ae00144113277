//! A deck as PowerPoint (PPTX): real text in placeholders, native tables and
//! charts with their data, maps as pictures, notes, and the record of the plan.
//!
//! The same deck gives the same bytes: the only date is the plan's.

mod xml;

mod package;

mod theme;

mod text;

mod font;

mod canvas;

mod master;

mod words;

mod table;

mod chart;

mod workbook;

mod ranges;

mod figures;

mod slide;

mod notes;

mod properties;

mod custom;

mod presentation;

mod pictures;

use std::collections::BTreeMap;

use crate::brief::chart::Chart;
use crate::brief::deck::{Deck, PageInks};
use crate::brief::table::Ornament;
use crate::brief::{What, record};
use crate::scene::{Colour, Language};
use package::{Kind, Links, Package};
use theme::Tones;

pub use pictures::images;

/// Why a deck could not be written: nothing that its user could mend.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// The file cannot be packed.
    #[error("the deck cannot be packed")]
    Package(#[from] zip::result::ZipError),
    /// The workbook behind a chart cannot be written.
    #[error("the data of a chart cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// The pictures of maps as PNG, by page and block, both counted from 0.
pub type Images = BTreeMap<(usize, usize), Vec<u8>>;

/// The deck as a PPTX file. `figures` is the record of the plan, kept in a
/// part of its own, and as custom XML for the programs that keep nothing else.
pub fn pptx(deck: &Deck, images: &Images, figures: &str, language: Language) -> Result<Vec<u8>, Unwritten> {
    let language = match language {
        Language::English => "en-GB",
        Language::Ukrainian => "uk-UA",
    };
    let Some(inks) = deck.pages.first().map(|page| page.inks) else {
        return Ok(Package::default().zipped()?);
    };
    let tones = tones(deck, &inks);
    let mut package = Package::default();
    presentation::presentation(&mut package, deck.pages.len(), &tones, language);
    let about = properties::About {
        title: deck.title.clone(),
        subject: deck.pages.first().map_or(String::new(), |page| page.banner.clone()),
        date: deck.date.clone(),
        language: language.to_owned(),
    };
    package.add_root("docProps/core.xml", Kind::Core, properties::core(&about), Links::default());
    let count = deck.pages.len();
    package.add_root("docProps/app.xml", Kind::Extended, properties::app(count, count), Links::default());
    package.add("ppt/theme/theme1.xml", Kind::Theme, theme::theme(&tones, "Cordon"), Links::default());
    package.add("ppt/theme/theme2.xml", Kind::Theme, theme::theme(&tones, "Cordon notes"), Links::default());
    let (xml, links) = master::master(&tones, &inks, language);
    package.add("ppt/slideMasters/slideMaster1.xml", Kind::Master, xml, links);
    for number in 1..=master::LAYOUTS.len() {
        let (xml, links) = master::layout(number, &tones, &inks, language);
        package.add(master::layout_part(number), Kind::Layout, xml, links);
    }
    let (xml, links) = notes::master(&tones);
    package.add(notes::MASTER, Kind::NotesMaster, xml, links);
    slides(&mut package, deck, images, &tones, language)?;
    package.add_root(record::PART, Kind::Record, figures, Links::default());
    custom::record(&mut package, figures);
    Ok(package.zipped()?)
}

/// Adds the slides with their notes, charts and pictures.
fn slides(
    package: &mut Package,
    deck: &Deck,
    images: &Images,
    tones: &Tones,
    language: &str,
) -> Result<(), Unwritten> {
    let names: BTreeMap<(usize, usize), String> = images
        .keys()
        .enumerate()
        .map(|(at, place)| (*place, format!("ppt/media/image{}.png", at + 1)))
        .collect();
    let mut charts = 1;
    for (at, page) in deck.pages.iter().enumerate() {
        let part = slide::slide_part(at + 1);
        let mut canvas =
            slide::drawn(page, &|block| names.get(&(at, block)).cloned(), tones, language, charts);
        let notes = format!("ppt/notesSlides/notesSlide{}.xml", at + 1);
        canvas.links.to(Kind::Notes, notes.as_str());
        package.add(part.as_str(), Kind::Slide, slide::xml(&canvas), canvas.links.clone());
        let (xml, links) = notes::page(&page.notes, &part, language);
        package.add(notes, Kind::Notes, xml, links);
        for native in &canvas.charts {
            let mut links = Links::default();
            let workbook = format!("ppt/embeddings/data{charts}.xlsx");
            let link = links.to(Kind::Workbook, workbook.as_str());
            let xml = chart::chart(native, tones, language, &link);
            package.add(canvas::chart_part(charts), Kind::Chart, xml, links);
            package.add(workbook, Kind::Workbook, workbook::workbook(native, &deck.date)?, Links::default());
            charts += 1;
        }
    }
    for (place, bytes) in images {
        if let Some(name) = names.get(place) {
            package.add(name.as_str(), Kind::Image, bytes.as_slice(), Links::default());
        }
    }
    Ok(())
}

/// The colours of the deck that have a place in its theme: those of the pages,
/// and the first six that mark something, zones by their letters first.
fn tones(deck: &Deck, inks: &PageInks) -> Tones {
    let (mut zones, mut others) = (BTreeMap::new(), Vec::new());
    let mut panel = inks.ground;
    for block in deck.pages.iter().flat_map(|page| &page.blocks) {
        match &block.what {
            What::Panel(found) if panel == inks.ground => panel = found.fill,
            What::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    match &cell.ornament {
                        Some(Ornament::Badge(badge)) => {
                            zones.entry(badge.letter.clone()).or_insert(badge.fill);
                        }
                        Some(Ornament::Bar { fill, .. } | Ornament::Swatch(fill)) => others.push(fill.ink),
                        _ => {}
                    }
                }
            }
            What::Chart(Chart::Ranges(chart)) => {
                for badge in
                    chart.groups.iter().flat_map(|group| &group.rows).filter_map(|row| row.badge.as_ref())
                {
                    zones.entry(badge.letter.clone()).or_insert(badge.fill);
                }
            }
            What::Chart(Chart::Steps(chart)) => {
                others.extend(chart.above.iter().chain(&chart.below).map(|series| series.fill.ink));
            }
            _ => {}
        }
    }
    let mut marks: Vec<Colour> = Vec::new();
    for colour in zones.into_values().chain(others).chain([inks.alert, inks.grey, inks.rule, inks.ink]) {
        if !marks.contains(&colour) {
            marks.push(colour);
        }
    }
    let accents = std::array::from_fn(|at| marks.get(at).copied().unwrap_or(inks.ink));
    Tones { ink: inks.ink, paper: inks.ground, grey: inks.grey, panel, accents }
}

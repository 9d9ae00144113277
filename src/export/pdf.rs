//! Drawings as the pages of a PDF: vectors, Inter embedded and cut down to the
//! letters used, text that can be selected and read aloud.
//!
//! Tagged after PDF/UA-1: a text outside groups is a paragraph, the page's
//! title is a heading, a group such as the map is a figure with its words.

mod paint;

#[cfg(test)]
mod tests;

use std::num::NonZeroU16;

use krilla::Document;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Point, Size, Transform};
use krilla::metadata::{DateTime, Metadata as Words, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{Tag, TagGroup, TagTree};

use super::metadata::Metadata;
use crate::problem::Refusal;
use crate::scene::Drawing;
use paint::{Faces, Painter, Piece};

/// A page of a PDF.
#[derive(Clone, Debug, PartialEq)]
pub struct PdfPage {
    /// What is on it; it is magnified to the width of the page.
    pub drawing: Drawing,
    /// Width and height of the sheet in millimetres.
    pub size_mm: [f32; 2],
    /// Its entry in the list of bookmarks. A text of the drawing that says the
    /// same becomes the heading of the page.
    pub title: String,
    /// What the page shows, for those who cannot see it, where its groups do not say.
    pub alt: String,
}

/// PDF points to the millimetre.
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// Writes pages as a PDF.
///
/// # Errors
/// Where a page has no size, or the document cannot be put together.
pub fn pdf(pages: &[PdfPage], metadata: &Metadata) -> Result<Vec<u8>, Refusal> {
    let settings = krilla::SerializeSettings {
        configuration: configuration()?,
        enable_tagging: true,
        ..krilla::SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let faces = Faces::embedded();
    let (mut tags, mut bookmarks) = (TagTree::new(), Outline::new());
    for (number, page) in pages.iter().enumerate() {
        tags.push(write_page(&mut document, page, &faces)?);
        let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        bookmarks.push_child(OutlineNode::new(page.title.clone(), top));
    }
    document.set_tag_tree(tags);
    document.set_outline(bookmarks);
    document.set_metadata(words(pages, metadata));
    attach(&mut document, metadata);
    document.finish().map_err(|error| unwritten(&format!("{error:?}")))
}

fn unwritten(why: &str) -> Refusal {
    Refusal::new(format!("The PDF cannot be put together ({why})"), "Save it as PNG or SVG.")
}

fn configuration() -> Result<Configuration, Refusal> {
    ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| unwritten(&format!("{error:?}")))
}

/// Writes a page and gives its part of the tree of tags.
fn write_page(document: &mut Document, page: &PdfPage, faces: &Faces) -> Result<TagGroup, Refusal> {
    let [width, height] = page.size_mm.map(|side| side * POINTS_PER_MM);
    let size = Size::from_wh(width, height).filter(|_| page.drawing.size[0] > 0.0);
    let size = size.ok_or_else(|| unwritten(&format!("a page of {width} by {height} points")))?;
    let mut sheet = document.start_page_with(PageSettings::new(size));
    let mut surface = sheet.surface();
    let scale = width / page.drawing.size[0];
    surface.push_transform(&Transform::from_scale(scale, scale));
    let mut painter = Painter::new(&mut surface, faces);
    painter.page(&page.drawing);
    let pieces = painter.pieces;
    surface.pop();
    surface.finish();
    sheet.finish();
    Ok(group(page, pieces))
}

/// The tags of a page in the order of its marks.
fn group(page: &PdfPage, pieces: Vec<Piece>) -> TagGroup {
    let mut section = TagGroup::new(Tag::Section);
    let mut headed = false;
    for piece in pieces {
        let group = match piece {
            Piece::Text { text, id } => {
                let heading = !headed && text == page.title;
                headed |= heading;
                let mut group = if heading {
                    TagGroup::new(Tag::Hn(NonZeroU16::MIN, Some(text)))
                } else {
                    TagGroup::new(Tag::P)
                };
                group.push(id);
                group
            }
            Piece::Figure { alt, id } => {
                let alt = [alt, page.alt.clone(), page.title.clone()].into_iter().find(|alt| !alt.is_empty());
                let mut group = TagGroup::new(Tag::Figure(alt));
                group.push(id);
                group
            }
        };
        section.push(group);
    }
    section
}

/// What the document says of itself.
fn words(pages: &[PdfPage], metadata: &Metadata) -> Words {
    let title = match (metadata.title.as_str(), pages.first()) {
        ("", Some(page)) => page.title.clone(),
        (title, _) => title.to_owned(),
    };
    let language = if metadata.language.is_empty() { "en" } else { &metadata.language };
    let words = Words::new()
        .title(title)
        .description(metadata.description.clone())
        .language(language.to_owned())
        .creator(Metadata::PROGRAM.to_owned())
        .producer(Metadata::PROGRAM.to_owned())
        .text_direction(TextDirection::LeftToRight);
    match moment(metadata) {
        Some(moment) => words.creation_date(moment),
        None => words,
    }
}

/// The day of the plan, at midnight in Greenwich.
fn moment(metadata: &Metadata) -> Option<DateTime> {
    let [year, month, day] = metadata.day()?;
    let of = |part: u16| u8::try_from(part).ok();
    Some(
        DateTime::new(year)
            .month(of(month)?)
            .day(of(day)?)
            .hour(0)
            .minute(0)
            .second(0)
            .utc_offset_hour(0)
            .utc_offset_minute(0),
    )
}

/// Attaches the record of the plan and its figures.
fn attach(document: &mut Document, metadata: &Metadata) {
    let Some(record) = &metadata.record else { return };
    // A name that is already taken would be refused; there is one file.
    let _taken = document.embed_file(EmbeddedFile {
        path: "cordon-record.json".to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some("The plan and its figures with full precision, for cordon audit".to_owned()),
        association_kind: AssociationKind::Data,
        data: record.clone().into_bytes().into(),
        modification_date: moment(metadata),
        // As it is, so that it can be found without a PDF library.
        compress: Some(false),
        location: None,
    });
}

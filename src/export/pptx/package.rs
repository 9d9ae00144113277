//! The package: parts with their content types and relationships, as one zip
//! file with the same bytes every time.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{HEAD, escaped};

/// Where relationships of the package point to by type.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// What a part is to the part that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The presentation itself, of the package.
    Document,
    /// Title, author and dates, of the package.
    Core,
    /// The program and its version, of the package.
    Extended,
    /// Fonts, colours and fills.
    Theme,
    /// The one master.
    Master,
    /// A layout of the master.
    Layout,
    /// A slide.
    Slide,
    /// The master of the notes.
    NotesMaster,
    /// The notes of a slide.
    Notes,
    /// A picture.
    Image,
    /// A chart.
    Chart,
    /// The workbook behind a chart.
    Workbook,
    /// A font that comes along.
    Font,
    /// What the window of the editor remembers.
    View,
    /// How the show runs.
    Show,
    /// Styles of tables.
    Tables,
    /// The plan and its figures.
    Record,
    /// The same as custom XML, which other programs keep when they save.
    Custom,
    /// What the custom XML is called.
    CustomName,
}

impl Kind {
    /// The type of the relationship.
    pub fn link(self) -> String {
        let name = match self {
            Self::Document => "officeDocument",
            Self::Core => {
                return "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                    .to_owned();
            }
            Self::Extended => "extended-properties",
            Self::Theme => "theme",
            Self::Master => "slideMaster",
            Self::Layout => "slideLayout",
            Self::Slide => "slide",
            Self::NotesMaster => "notesMaster",
            Self::Notes => "notesSlide",
            Self::Image => "image",
            Self::Chart => "chart",
            Self::Workbook => "package",
            Self::Font => "font",
            Self::View => "viewProps",
            Self::Show => "presProps",
            Self::Tables => "tableStyles",
            Self::Record => return "urn:cordon:relationships:record".to_owned(),
            Self::Custom => "customXml",
            Self::CustomName => "customXmlProps",
        };
        format!("{OFFICE}{name}")
    }

    /// The content type of the part.
    pub const fn content(self) -> &'static str {
        match self {
            Self::Document => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
            }
            Self::Core => "application/vnd.openxmlformats-package.core-properties+xml",
            Self::Extended => "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            Self::Theme => "application/vnd.openxmlformats-officedocument.theme+xml",
            Self::Master => "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
            Self::Layout => "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml",
            Self::Slide => "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
            Self::NotesMaster => {
                "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
            }
            Self::Notes => "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
            Self::Image => "image/png",
            Self::Chart => "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Font => "application/x-fontdata",
            Self::View => "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml",
            Self::Show => "application/vnd.openxmlformats-officedocument.presentationml.presProps+xml",
            Self::Tables => "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml",
            Self::Record => "application/json",
            Self::Custom => "application/xml",
            Self::CustomName => "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        }
    }
}

/// The relationships of a part, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Links(Vec<(Kind, String)>);

impl Links {
    /// Names a part by its full name (`ppt/media/image1.png`); its id in this part.
    /// The same part has the same id.
    pub fn to(&mut self, kind: Kind, part: impl Into<String>) -> String {
        let link = (kind, part.into());
        let at = self.0.iter().position(|known| *known == link).unwrap_or_else(|| {
            self.0.push(link);
            self.0.len() - 1
        });
        format!("rId{}", at + 1)
    }

    /// The part of relationships of a part in a folder.
    fn written(&self, part: &str) -> String {
        let mut out = format!(
            "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        );
        for (at, (kind, target)) in self.0.iter().enumerate() {
            let _ = write!(
                out,
                "<Relationship Id=\"rId{}\" Type=\"{}\" Target=\"{}\"/>",
                at + 1,
                kind.link(),
                escaped(&relative(part, target))
            );
        }
        out + "</Relationships>"
    }
}

/// The path from the folder of a part to another part.
fn relative(from: &str, to: &str) -> String {
    let folders = |part: &str| part.split('/').map(str::to_owned).collect::<Vec<_>>();
    let (from, to) = (folders(from), folders(to));
    let depth = from.len().saturating_sub(1);
    let shared = from.iter().take(depth).zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(depth - shared);
    up + &to.get(shared..).unwrap_or_default().join("/")
}

/// One file of the package.
#[derive(Debug)]
struct Part {
    name: String,
    kind: Kind,
    bytes: Vec<u8>,
    links: Links,
}

/// The parts, in the order in which they stand in the file.
#[derive(Debug, Default)]
pub struct Package {
    parts: Vec<Part>,
    links: Links,
}

impl Package {
    /// Adds a part that names others.
    pub fn add(&mut self, name: impl Into<String>, kind: Kind, bytes: impl Into<Vec<u8>>, links: Links) {
        self.parts.push(Part { name: name.into(), kind, bytes: bytes.into(), links });
    }

    /// Adds a part that the package itself names.
    pub fn add_root(&mut self, name: &str, kind: Kind, bytes: impl Into<Vec<u8>>, links: Links) {
        self.links.to(kind, name);
        self.add(name, kind, bytes, links);
    }

    /// The file: content types first, as readers of streams want them; no clock.
    pub fn zipped(&self) -> Result<Vec<u8>, zip::result::ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, bytes: &[u8], method| {
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::default())
                .unix_permissions(0o644);
            zip.start_file(name, options)?;
            zip.write_all(bytes).map_err(zip::result::ZipError::from)
        };
        put("[Content_Types].xml", self.content_types().as_bytes(), CompressionMethod::Deflated)?;
        put("_rels/.rels", self.links.written("").as_bytes(), CompressionMethod::Deflated)?;
        for part in &self.parts {
            // What is packed already does not become smaller, only slower.
            let method = match part.kind {
                Kind::Image | Kind::Workbook => CompressionMethod::Stored,
                _ => CompressionMethod::Deflated,
            };
            put(&part.name, &part.bytes, method)?;
            if !part.links.0.is_empty() {
                let (folder, file) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
                let name = format!("{folder}/_rels/{file}.rels");
                put(&name, part.links.written(&part.name).as_bytes(), CompressionMethod::Deflated)?;
            }
        }
        Ok(zip.finish()?.into_inner())
    }

    fn content_types(&self) -> String {
        let mut out = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        );
        let default =
            |part: &&Part| matches!(part.kind, Kind::Image | Kind::Workbook | Kind::Font | Kind::Record);
        let kinds: BTreeSet<(&str, &str)> = self
            .parts
            .iter()
            .filter(default)
            .filter_map(|part| Some((part.name.rsplit_once('.')?.1, part.kind.content())))
            .collect();
        for (extension, content) in kinds {
            let _ = write!(out, "<Default Extension=\"{extension}\" ContentType=\"{content}\"/>");
        }
        for part in self.parts.iter().filter(|part| !default(part)) {
            let _ = write!(
                out,
                "<Override PartName=\"/{}\" ContentType=\"{}\"/>",
                escaped(&part.name),
                part.kind.content()
            );
        }
        out + "</Types>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relationship_is_written_from_the_folder_of_its_part() {
        assert_eq!(relative("ppt/slides/slide1.xml", "ppt/charts/chart2.xml"), "../charts/chart2.xml");
        assert_eq!(relative("ppt/presentation.xml", "ppt/slides/slide1.xml"), "slides/slide1.xml");
        assert_eq!(relative("", "ppt/presentation.xml"), "ppt/presentation.xml");
        assert_eq!(relative("ppt/slides/slide1.xml", "ppt/slides/slide2.xml"), "slide2.xml");
    }

    #[test]
    fn the_same_part_has_the_same_id() {
        let mut links = Links::default();
        assert_eq!(links.to(Kind::Image, "ppt/media/image1.png"), "rId1");
        assert_eq!(links.to(Kind::Chart, "ppt/charts/chart1.xml"), "rId2");
        assert_eq!(links.to(Kind::Image, "ppt/media/image1.png"), "rId1");
    }
}

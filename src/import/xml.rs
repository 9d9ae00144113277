//! What KML and GPX have in common: XML, walked element by element. Entities other
//! than the five of XML stand for nothing, so that no document can blow itself up.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::gather::Halt;
use super::{decode, limits};
use crate::problem::Problem;

/// The text of an XML file, in the encoding that its first line names.
pub fn text<'b>(bytes: &'b [u8], file: &str) -> Result<Cow<'b, str>, Problem> {
    match declared(bytes) {
        Some(encoding) if encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible() => {
            Ok(encoding.decode_without_bom_handling(bytes).0)
        }
        _ => decode(bytes, file),
    }
}

/// The encoding in the declaration: `<?xml version="1.0" encoding="windows-1251"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let opening = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let line = opening.get(..opening.len().min(200))?;
    let end = line.iter().position(|byte| *byte == b'>')?;
    let line = std::str::from_utf8(line.get(..end)?).ok()?;
    let (_, rest) = line.strip_prefix("<?xml")?.split_once("encoding")?;
    let label = rest.trim_start_matches([' ', '=', '"', '\'']);
    Encoding::for_label(label.split(['"', '\'']).next()?.as_bytes())
}

/// A step through a document.
pub enum Node<'t> {
    /// An element begins.
    Open(BytesStart<'t>),
    /// Text.
    Text(Cow<'t, str>),
    /// The element that was opened last ends.
    Close,
    /// The document ends.
    End,
}

/// A walk through a document.
pub struct Walk<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    file: String,
    depth: usize,
}

impl<'t> Walk<'t> {
    /// Begins before the first element.
    pub fn new(text: &'t str, file: &str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, text, file: file.to_owned(), depth: 0 }
    }

    /// Bytes walked through.
    pub fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The next step.
    ///
    /// # Errors
    /// A document that is no XML, ends early or is nested too deeply.
    pub fn step(&mut self) -> Result<Node<'t>, Halt> {
        loop {
            let event = self.reader.read_event();
            return Ok(match event {
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    if self.depth > limits::NESTING {
                        return Err(limits::too_deep(&self.file).into());
                    }
                    Node::Open(start)
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Ok(Event::Text(text)) => Node::Text(self.plain(text.decode())?),
                Ok(Event::CData(text)) => Node::Text(self.plain(text.decode())?),
                Ok(Event::GeneralRef(entity)) => {
                    let character = entity.resolve_char_ref().ok().flatten().map(String::from);
                    let name = entity.decode().unwrap_or_default();
                    let known = || resolve_predefined_entity(&name).map(str::to_owned);
                    Node::Text(Cow::Owned(character.or_else(known).unwrap_or_default()))
                }
                Ok(Event::Eof) if self.depth > 0 => {
                    return Err(self.fault("The file ends before it is complete").into());
                }
                Ok(Event::Eof) => Node::End,
                Ok(
                    Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Empty(_),
                ) => {
                    continue;
                }
                Err(error) => {
                    let reason = error.to_string();
                    return Err(self
                        .fault(&format!("This is no whole XML: {}", reason.trim_end_matches('.')))
                        .into());
                }
            });
        }
    }

    fn plain<E>(&self, text: Result<Cow<'t, str>, E>) -> Result<Cow<'t, str>, Halt> {
        text.map_err(|_| Halt::from(self.fault("A text holds bytes that are no characters")))
    }

    /// A problem at the place that was reached.
    pub fn fault(&self, what: &str) -> Problem {
        let at = usize::try_from(self.reader.error_position().max(self.position())).unwrap_or(usize::MAX);
        let before = self.text.as_bytes().get(..at.min(self.text.len())).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        Problem::error(&self.file, format!("{what} (line {line})"), "Fetch or export the file again.")
    }

    /// All text up to the end of the element that was opened last, elements in it passed over.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn text(&mut self) -> Result<Cow<'t, str>, Halt> {
        let mut whole = Cow::Borrowed("");
        loop {
            match self.step()? {
                Node::Text(text) if whole.is_empty() => whole = text,
                Node::Text(text) => whole.to_mut().push_str(&text),
                Node::Open(_) => self.skip()?,
                Node::Close | Node::End => return Ok(whole),
            }
        }
    }

    /// As [`Self::text`], without space around it.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn word(&mut self) -> Result<String, Halt> {
        Ok(self.text()?.trim().to_owned())
    }

    /// Passes over the element that was opened last.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn skip(&mut self) -> Result<(), Halt> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Node::End = self.step()? {
                break;
            }
        }
        Ok(())
    }
}

/// The name of an element without its prefix.
pub fn name<'s>(start: &'s BytesStart) -> Cow<'s, str> {
    String::from_utf8_lossy(start.local_name().into_inner())
}

/// An attribute, by its name without prefix.
pub fn attribute(start: &BytesStart, wanted: &str) -> Option<String> {
    let found = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == wanted.as_bytes())?;
    let raw = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), Cow::into_owned))
}

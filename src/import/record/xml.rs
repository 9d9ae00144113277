//! XML, piece by piece: what opens, what closes, and the words between.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

use super::damaged;
use crate::problem::Refusal;

/// A piece of a document. Names are without their prefix.
pub(super) enum Piece<'a> {
    /// An element opens; one without content closes right after.
    Open(&'a str, &'a Attributes),
    /// An element closes.
    Close(&'a str),
    /// Words.
    Words(&'a str),
}

/// The attributes of an element, by their whole name.
#[derive(Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// An attribute by its name, with or without prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(own, _)| own == name || own.rsplit(':').next() == Some(name));
        found.map(|(_, value)| value.as_str())
    }

    /// An attribute by its whole name.
    pub fn exact(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let mut all = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            let value = String::from_utf8_lossy(&attribute.value);
            let value = escape::unescape(&value).map_or_else(|_| value.to_string(), Into::into);
            all.push((String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value));
        }
        Self(all)
    }
}

/// Hands over a document piece by piece. Entities beyond those of XML itself are left
/// out, so that a short document cannot grow into a long one.
///
/// # Errors
/// A document that is not well-formed, or whatever the taker refuses.
pub(super) fn each(
    bytes: &[u8],
    mut take: impl FnMut(Piece<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error.to_string()))?;
        match event {
            Event::Start(start) => {
                let (name, attributes) = opened(&start);
                take(Piece::Open(&name, &attributes))?;
            }
            Event::Empty(start) => {
                let (name, attributes) = opened(&start);
                take(Piece::Open(&name, &attributes))?;
                take(Piece::Close(&name))?;
            }
            Event::End(end) => {
                let name = String::from_utf8_lossy(end.local_name().as_ref()).into_owned();
                take(Piece::Close(&name))?;
            }
            Event::Text(text) => take(Piece::Words(&String::from_utf8_lossy(&text.into_inner())))?,
            Event::CData(text) => take(Piece::Words(&String::from_utf8_lossy(&text.into_inner())))?,
            Event::GeneralRef(reference) => {
                let name = String::from_utf8_lossy(&reference.into_inner()).into_owned();
                if let Ok(words) = escape::unescape(&format!("&{name};")) {
                    take(Piece::Words(&words))?;
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn opened(start: &BytesStart<'_>) -> (String, Attributes) {
    (String::from_utf8_lossy(start.local_name().as_ref()).into_owned(), Attributes::of(start))
}

/// All words inside elements of a name, one text each.
pub(super) fn words_in(bytes: &[u8], element: &str) -> Result<Vec<String>, Refusal> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    each(bytes, |piece| {
        match piece {
            Piece::Open(name, _) if name == element => {
                if depth == 0 {
                    found.push(String::new());
                }
                depth += 1;
            }
            Piece::Close(name) if name == element => depth = depth.saturating_sub(1),
            Piece::Words(words) if depth > 0 => {
                if let Some(last) = found.last_mut() {
                    last.push_str(words);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

//! A deck: its record, and the words of each slide.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{Piece, each};
use super::{Taken, without_record};
use crate::brief::Record;
use crate::brief::audit::Visible;
use crate::brief::record::{FORMAT, PART};
use crate::problem::Refusal;

/// Takes the record and the words out of a deck.
pub(super) fn taken(package: &mut Package<'_>) -> Result<Taken, Refusal> {
    let record = Record::read(&record(package)?)?;
    let mut pages = Vec::new();
    for slide in slides(package)? {
        pages.push(match package.part(&slide)? {
            Some(bytes) => words(&bytes)?,
            None => String::new(),
        });
    }
    Ok(Taken { record, visible: Visible { pages, ..Visible::default() } })
}

/// The record: a part of its own, or custom XML, which other programs keep.
fn record(package: &mut Package<'_>) -> Result<String, Refusal> {
    if let Some(part) = package.part(PART)? {
        return Ok(String::from_utf8_lossy(&part).into_owned());
    }
    let custom = |name: &String| {
        name.strip_prefix("customXml/item").is_some_and(|rest| rest.ends_with(".xml") && !rest.contains('/'))
    };
    for name in package.names().into_iter().filter(custom) {
        let Some(part) = package.part(&name)? else { continue };
        let mut all = String::new();
        each(&part, |piece| {
            if let Piece::Words(words) = piece {
                all.push_str(words);
            }
            Ok(())
        })?;
        if all.contains(FORMAT) {
            return Ok(all.trim().to_owned());
        }
    }
    Err(without_record())
}

/// The parts of the slides, in the order in which they are shown.
fn slides(package: &mut Package<'_>) -> Result<Vec<String>, Refusal> {
    let mut targets = BTreeMap::new();
    each(&package.needed("ppt/_rels/presentation.xml.rels")?, |piece| {
        if let Piece::Open("Relationship", of) = piece
            && let (Some(id), Some(target)) = (of.get("Id"), of.get("Target"))
        {
            let part = target.strip_prefix('/').map_or_else(|| format!("ppt/{target}"), str::to_owned);
            targets.insert(id.to_owned(), part);
        }
        Ok(())
    })?;
    let mut slides = Vec::new();
    each(&package.needed("ppt/presentation.xml")?, |piece| {
        if let Piece::Open("sldId", of) = piece
            && let Some(part) = of.exact("r:id").and_then(|id| targets.get(id))
        {
            slides.push(part.clone());
        }
        Ok(())
    })?;
    Ok(slides)
}

/// The words of a slide, a paragraph a line: runs of one paragraph belong together.
fn words(bytes: &[u8]) -> Result<String, Refusal> {
    let (mut all, mut inside) = (String::new(), false);
    each(bytes, |piece| {
        match piece {
            Piece::Open("t", _) => inside = true,
            Piece::Close("t") => inside = false,
            Piece::Close("p") | Piece::Open("br", _) => all.push('\n'),
            Piece::Words(words) if inside => all.push_str(words),
            _ => {}
        }
        Ok(())
    })?;
    Ok(all)
}

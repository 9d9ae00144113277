//! Plates: the flat cards on the map, and those beside the zones. A zone that
//! nobody holds shows its name and its need; one with contingents shows them,
//! each at its own sector of a belt, together anywhere else.

mod pen;

mod placing;

use std::borrow::Cow;
use std::fmt::Write as _;

pub use self::pen::Pen;
pub use self::placing::{Placing, place, place_initials};
use super::crowd::Frame;
use super::drawing::{Anchor, Drawing, Spot, Stroke};
use super::faces::width;
use super::footprints::{FootprintMark, Footprints, Grounds, Inside, Sorted, holds, insides};
use super::look::{Colour, Look};
use super::pyramid::{Bounds, Lens, Place};
use super::symbol::{FRAME_WIDTH, Unit};
use super::view::{View, mercator};
use super::zones::{Outlines, ZoneMark, spots};
use crate::plan::zone::{Form, Role, ZoneId};
use crate::units::{grouped, two_figures};

/// Adds a plate: shadow, ground and edge.
pub fn draw_plate(frame: &Frame, edge: Colour, look: &Look, drawing: &mut Drawing) {
    let shadow = frame.moved([1.0, 1.5]);
    drawing.rect(shadow.min, shadow.max, 4.0, Some(look.ui.shadow), None);
    drawing.rect(frame.min, frame.max, 4.0, Some(look.ui.plate), Some(Stroke { width: 1.0, colour: edge }));
}

/// The most plates on a sheet: more would hide the map.
const MOST: usize = 24;

/// Room between the parts of a plate.
const PAD: f32 = 8.0;

/// Height of a zone's plate without contingents, without its foot.
const HEIGHT: f32 = 26.0;

/// Height of a plate with contingents, foot included.
const TALL: f32 = 32.0;

/// Height of the foot that shows the contingents in proportion.
const FOOT: f32 = 3.0;

/// Height of the frame of the unit symbol on a plate; its width follows.
const UNIT: f32 = 14.0;

/// The space before the unit's "·"; a leading space would be lost in SVG.
const SPACE: f32 = 4.0;

/// The length on the sheet that the sectors of a belt need, one with another,
/// to have plates of their own. Under it the plates of a belt stand nearer to
/// their neighbours' sectors than to their own.
const SECTOR: f32 = 56.0;

/// The widest name on a plate: one that is longer would hide half a country.
const NAME: f32 = 176.0;

/// A name as a plate has room for it: cut after a word, or within one that leaves much room.
fn short(name: &str) -> Cow<'_, str> {
    let wide = |text: &str| width(text, 12.0, 600, false, 0.0);
    if wide(name) <= NAME {
        return Cow::Borrowed(name);
    }
    let fits = |end: &usize| wide(&name[..*end]) + wide("…") <= NAME;
    let ends = name.char_indices().map(|(end, _)| end).take_while(fits);
    let (mut cut, mut word) = (0, 0);
    for end in ends {
        cut = end;
        if name[end..].starts_with(' ') {
            word = end;
        }
    }
    let end = if wide(&name[..word]) > 0.6 * NAME { word } else { cut };
    Cow::Owned(format!("{}…", name[..end].trim_end()))
}

/// The most codes that a plate spells out.
const CODES: usize = 4;

/// A plate, from the place it belongs to on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The zone.
    pub zone: ZoneId,
    /// The contingent, by its place among those of the zone; the zone's own
    /// plate, or that of all of them, where none.
    pub part: Option<usize>,
    /// Its box.
    pub frame: Frame,
    leader: Option<[Spot; 2]>,
    /// What its box and its leader are measured from.
    home: Place,
    /// For a site: which end of the text is at the diamond.
    anchor: Option<Anchor>,
}

/// The code of a contingent inside its sector, from the sector's own place.
#[derive(Clone, Debug, PartialEq)]
pub struct Initial {
    zone: ZoneId,
    part: usize,
    offset: Spot,
}

/// Who would have a plate.
#[derive(Clone, Debug)]
pub struct Wish {
    zone: ZoneId,
    part: Option<usize>,
    home: Place,
    bounds: Bounds,
    size: [f32; 2],
    site: bool,
    disc: bool,
    /// Stretches through the ground from which a leader can start, from home.
    starts: Vec<Inside>,
}

/// A code that would stand in its sector.
#[derive(Clone, Debug)]
pub struct InitialWish {
    zone: ZoneId,
    part: usize,
    home: Place,
    wide: f32,
    offsets: Vec<Spot>,
}

/// All plates and codes that are wished for, the most important first.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The plates.
    pub plates: Vec<Wish>,
    /// The codes.
    pub initials: Vec<InitialWish>,
    /// Circles and areas, through which no other zone's leader should run.
    pub grounds: Vec<(ZoneId, Bounds)>,
}

/// What plates are made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The sheet.
    pub view: &'a View,
    /// The zones.
    pub zones: &'a [ZoneMark],
    /// Who stands in them.
    pub footprints: &'a Footprints<'a>,
    /// The same by zone.
    pub marks: &'a Sorted<'a>,
    /// The outlines of the zones.
    pub outlines: &'a Outlines,
    /// The sectors.
    pub grounds: &'a Grounds,
}

fn need(zone: &ZoneMark) -> Option<String> {
    if zone.waits {
        return Some("…".to_owned());
    }
    zone.need.map(|people| grouped(people.round(), 0))
}

/// What a plate says of contingents.
struct Said {
    codes: String,
    people: String,
    unit: String,
    symbol: Unit,
    caveat: bool,
}

impl Source<'_> {
    /// The wishes in the order in which they are granted: what is selected,
    /// then the greater need; within a zone along it.
    pub fn wishes(&self) -> Wishes {
        let mut zones = self.zones.iter().filter(|zone| self.stands(zone)).collect::<Vec<_>>();
        zones.sort_by(|a, b| {
            let weight = |zone: &ZoneMark| zone.need.unwrap_or(0.0);
            b.selected.cmp(&a.selected).then(weight(b).total_cmp(&weight(a)))
        });
        let mut wishes = Wishes::default();
        for zone in zones.into_iter().take(MOST) {
            self.add(zone, &mut wishes);
        }
        wishes.plates.truncate(MOST);
        let [wide, high] = self.view.size;
        let near = Bounds::of_view(self.view, wide.max(high) / 2.0);
        let ground = |zone: &ZoneMark| {
            let (_, bounds) = self.outlines.anchor(&zone.shape)?;
            let stands = !matches!(zone.shape.form(), Form::Corridor(_)) && bounds.meets(&near);
            stands.then(|| (zone.id.clone(), bounds))
        };
        wishes.grounds = self.zones.iter().filter_map(ground).take(4 * MOST).collect();
        wishes
    }

    /// Whether a zone has something to say and stands near the sheet.
    fn stands(&self, zone: &ZoneMark) -> bool {
        let [wide, high] = self.view.size;
        let near = Bounds::of_view(self.view, wide.max(high) / 2.0);
        let shown = self.outlines.anchor(&zone.shape).is_some_and(|(_, bounds)| bounds.meets(&near));
        shown && (zone.need.is_some() || !self.marks.parts(&zone.id).is_empty())
    }

    fn add(&self, zone: &ZoneMark, wishes: &mut Wishes) {
        let parts = self.marks.parts(&zone.id);
        if self.apart(zone, parts) {
            wishes.plates.extend((0..parts.len()).filter_map(|part| self.sector_wish(zone, part)));
        } else {
            wishes.plates.extend(self.zone_wish(zone));
        }
        wishes.initials.extend((0..parts.len()).filter_map(|part| self.initial_wish(zone, part)));
    }

    /// Whether the sectors of a zone have plates of their own.
    fn apart(&self, zone: &ZoneMark, parts: &[&FootprintMark]) -> bool {
        let Form::Corridor(_) = zone.shape.form() else { return false };
        let Some((_, bounds)) = self.outlines.anchor(&zone.shape) else { return false };
        let lens = Lens::of(self.view);
        let (min, max) = (lens.spot(bounds.min), lens.spot(bounds.max));
        let long = (max[0] - min[0]).hypot(max[1] - min[1]);
        !parts.is_empty()
            && parts.iter().all(|part| !part.area.0.is_empty())
            && long > SECTOR * parts.len() as f32
    }

    /// The plate of a zone: its name and need, or all its contingents.
    fn zone_wish(&self, zone: &ZoneMark) -> Option<Wish> {
        let (home, bounds) = self.outlines.anchor(&zone.shape)?;
        let parts = self.marks.parts(&zone.id);
        let site = zone.role == Role::Site;
        let size = if site {
            let below = if parts.is_empty() { need(zone)? } else { site_line(&self.said(zone, parts)) };
            [width(&zone.name, 10.5, 500, false, 0.0).max(width(&below, 10.5, 600, false, 0.0)), 26.0]
        } else if parts.is_empty() {
            let text = width(&short(&zone.name), 12.0, 600, false, 0.0)
                + 7.0
                + width(&need(zone)?, 12.0, 700, false, 0.0);
            [text + 2.0 * PAD, HEIGHT]
        } else {
            [self.said(zone, parts).wide(), TALL]
        };
        let disc = matches!(zone.shape.form(), Form::Disc(_));
        let starts = match self.outlines.patch(&zone.shape, self.view.zoom) {
            Some(patch) if !parts.is_empty() && !site => {
                self.starts(&spots(patch, &Lens::of(self.view)), &bounds, home)
            }
            _ => Vec::new(),
        };
        Some(Wish { zone: zone.id.clone(), part: None, home, bounds, size, site, disc, starts })
    }

    /// The plate of one contingent of a belt.
    fn sector_wish(&self, zone: &ZoneMark, part: usize) -> Option<Wish> {
        let mark = self.marks.parts(&zone.id).get(part)?;
        let (bounds, patch) = self.grounds.of(&mark.area, self.view.zoom)?;
        let home = mercator(mark.anchor);
        Some(Wish {
            zone: zone.id.clone(),
            part: Some(part),
            home,
            bounds: *bounds,
            size: [self.said(zone, &[*mark]).wide(), TALL],
            site: false,
            disc: false,
            starts: self.starts(&spots(patch, &Lens::of(self.view)), bounds, home),
        })
    }

    /// Where leaders can start in rings on the sheet; on the part of them that
    /// shows, where some of it does.
    fn starts(&self, rings: &[Vec<Spot>], bounds: &Bounds, home: Place) -> Vec<Inside> {
        let lens = Lens::of(self.view);
        let frame = Frame { min: lens.spot(bounds.min), max: lens.spot(bounds.max) };
        let sheet = Frame { min: [0.0; 2], max: self.view.size };
        let window = frame.within(&sheet).unwrap_or(frame);
        let [x, y] = lens.spot(home);
        let local = |[a, b]: [Spot; 2]| [[a[0] - x, a[1] - y], [b[0] - x, b[1] - y]];
        insides(rings, &window)
            .into_iter()
            .map(|inside| Inside { ends: local(inside.ends), ..inside })
            .collect()
    }

    /// Where the code of a contingent has room in its sector.
    fn initial_wish(&self, zone: &ZoneMark, part: usize) -> Option<InitialWish> {
        let mark = self.marks.parts(&zone.id).get(part)?;
        let (bounds, patch) = self.grounds.of(&mark.area, self.view.zoom)?;
        let wide = width(&mark.code, 11.0, 700, false, 0.0);
        let lens = Lens::of(self.view);
        if bounds.reach() * lens.scale() < f64::from(wide) + 6.0 {
            return None;
        }
        let (rings, home) = (spots(patch, &lens), mercator(mark.anchor));
        let [x, y] = lens.spot(home);
        let starts = self.starts(&rings, bounds, home);
        let mut offsets = vec![[0.0; 2]];
        offsets.extend(starts.iter().map(Inside::middle));
        offsets.retain(|offset| {
            let frame = initial_frame([x + offset[0], y + offset[1]], wide);
            let [[left, top], [right, bottom]] = [frame.min, frame.max];
            [[left, top], [right, top], [left, bottom], [right, bottom]].iter().all(|&at| holds(&rings, at))
        });
        offsets.sort_by(|a, b| a[0].hypot(a[1]).total_cmp(&b[0].hypot(b[1])));
        Some(InitialWish { zone: zone.id.clone(), part, home, wide, offsets })
    }

    fn said(&self, zone: &ZoneMark, parts: &[&FootprintMark]) -> Said {
        let together = self.footprints.gathered(&zone.id).map(|mark| (mark.unit.as_str(), mark.echelon));
        said(parts, together, self.footprints.rounded)
    }
}

/// What a plate says of one contingent, or of several together.
fn said(parts: &[&FootprintMark], together: Option<(&str, super::symbol::Echelon)>, rounded: bool) -> Said {
    let troops = parts.iter().map(|part| part.troops).sum::<f64>();
    let mut codes: Vec<&str> = Vec::new();
    for part in parts {
        if !codes.contains(&part.code.as_str()) {
            codes.push(&part.code);
        }
    }
    let more = codes.len().saturating_sub(CODES);
    // "+1" takes the room of the code it stands for.
    let spelled = if more > 1 { CODES } else { codes.len() };
    let mut line = codes[..spelled].join("·");
    if more > 1 {
        let _ = write!(line, " +{more}");
    }
    let (unit, echelon) = match (parts, together) {
        ([only], _) => (only.unit.clone(), only.echelon),
        (_, Some((unit, echelon))) => (unit.to_owned(), echelon),
        _ => (String::new(), parts.iter().map(|part| part.echelon).max().unwrap_or_default()),
    };
    Said {
        codes: line,
        people: grouped(if rounded { two_figures(troops) } else { troops.round() }, 0),
        unit: if unit.is_empty() { unit } else { format!("· {unit}") },
        symbol: Unit::of(echelon),
        caveat: parts.iter().any(|part| part.caveat.is_some()),
    }
}

impl Said {
    /// The width of the plate.
    fn wide(&self) -> f32 {
        let text = width(&self.codes, 12.0, 700, false, 0.0)
            + 6.0
            + width(&self.people, 12.0, 600, false, 0.0)
            + if self.unit.is_empty() { 0.0 } else { SPACE + width(&self.unit, 11.5, 400, false, 0.0) };
        let caveat = if self.caveat { 20.0 } else { 0.0 };
        PAD + UNIT * FRAME_WIDTH + PAD + text + caveat + PAD
    }
}

/// The line below the name of a site: "CZ 600".
fn site_line(said: &Said) -> String {
    format!("{} {}", said.codes, said.people)
}

/// The box of a code around a point.
fn initial_frame(at: Spot, wide: f32) -> Frame {
    Frame::around(at, [wide / 2.0 + 2.0, 6.5])
}

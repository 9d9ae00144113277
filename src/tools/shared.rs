//! Corners that zones share: moved in one of them they move in all, and so with what is put
//! in and taken out.

use std::sync::Arc;

use geo_types::{Coord, MultiPolygon};

use super::corners::{corners_at, moved, without};
use super::course::ONE_PLACE;
use super::draft::Draft;
use super::net::ZoneLines;
use super::weld::{Weld, corners_on};
use super::{Context, HandleKind};
use crate::plan::{Edit, Form, Zone, ZoneId};
use crate::problem::Refusal;

/// Another zone that has the corner in the hand.
#[derive(Clone, Debug, PartialEq)]
struct Neighbour {
    zone: Arc<Zone>,
    /// Its outline with a corner wherever the edges beside the corner in the hand begin, end
    /// and meet, so that no crack opens where it had none.
    start: Weld,
    draft: Draft,
}

/// The zones that share the corner in the hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shared {
    /// The outline of the zone in the hand, where others have corners on the edges beside the
    /// corner: with these.
    own: Option<Weld>,
    /// Whether it was given corners for that.
    welded: bool,
    neighbours: Vec<Neighbour>,
    /// Zones that would go along and are locked.
    locked: Vec<String>,
}

impl Shared {
    /// The zones that have a corner or an edge at a corner of a form.
    pub(super) fn new(zone: &Zone, form: &Form, corner: HandleKind, context: &Context) -> Self {
        let mut shared = Self::default();
        let (Form::Area(area), true) = (form, context.switches.shared) else { return shared };
        let Some(mut own) = Weld::of(area, corner) else { return shared };
        let at = own.at();
        let mut others = Vec::new();
        for lines in touching(zone, at, context) {
            let Form::Area(area) = lines.zone.shape.form() else { continue };
            if lines.zone.locked {
                shared.locked.push(lines.zone.name.clone());
            } else if let Some(weld) = Weld::through(area, at) {
                others.push((Arc::clone(&lines.zone), weld));
            }
        }
        let welds: Vec<&Weld> = std::iter::once(&own).chain(others.iter().map(|(_, weld)| weld)).collect();
        let stops = stops(&welds, zone, area, context);
        let alone = others.is_empty();
        shared.welded = own.weld(&stops);
        for (zone, mut start) in others {
            start.weld(&stops);
            let draft = Draft::new(start.form());
            shared.neighbours.push(Neighbour { zone, start, draft });
        }
        // With nobody to go along, a border that others only meet bends where they do.
        shared.own = (shared.welded || !alone).then_some(own);
        shared
    }

    /// The form of the zone in the hand with the corners that others have beside the one in
    /// the hand, and that one; none where nobody shares it.
    pub(super) fn own(&self) -> Option<(Form, HandleKind)> {
        Some((self.own.as_ref()?.form(), self.own_corner()?))
    }

    /// The corner in the hand, of that form.
    pub(super) fn own_corner(&self) -> Option<HandleKind> {
        self.own.as_ref()?.corners().first().copied()
    }

    /// Whether the zone in the hand has been given corners that others have beside it.
    pub(super) const fn is_welded(&self) -> bool {
        self.welded
    }

    /// The zones that go along.
    pub(super) fn zones(&self) -> impl Iterator<Item = &Arc<Zone>> {
        self.neighbours.iter().map(|neighbour| &neighbour.zone)
    }

    /// The corner is at another place; `hand` are all the zones that move with it.
    pub(super) fn point(&mut self, to: Coord<f64>, hand: &[ZoneId], context: &Context) {
        for neighbour in &mut self.neighbours {
            let take = |form: Form, corner: &HandleKind| moved(&form, *corner, to);
            let form = neighbour.start.corners().iter().fold(neighbour.start.form(), take);
            let before = neighbour.zone.shape.outline();
            neighbour.draft = Draft::new(form).cut(Some(before), hand, context);
        }
    }

    /// The new shapes; `None` if one of them cannot be.
    pub(super) fn edits(&self) -> Option<Vec<Edit>> {
        self.neighbours.iter().map(|neighbour| reshaped(&neighbour.zone, &neighbour.draft)).collect()
    }

    /// Why a zone that goes along cannot.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        let refused = |neighbour: &Neighbour| {
            let refusal = neighbour.draft.refusal()?;
            let what = format!("{}: {}", neighbour.zone.name, refusal.what);
            Some(Refusal::new(what, "Hold Shift to move the corner of one zone only."))
        };
        self.neighbours.iter().find_map(refused)
    }

    /// "with East and North", and what is locked; empty where nothing is shared.
    pub(super) fn in_words(&self) -> String {
        let with: Vec<&str> = self.zones().map(|zone| zone.name.as_str()).collect();
        let with = if with.is_empty() { String::new() } else { format!(" with {}", listed(&with)) };
        format!("{with}{}", staying(&self.locked.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// Two zones whose border would come apart without the corner: where three borders meet,
    /// each would go another way.
    fn torn<'a>(&'a self, zone: &'a Zone) -> Option<[&'a Zone; 2]> {
        let own = self.own.as_ref().map(|own| (zone, own));
        let others = self.neighbours.iter().map(|neighbour| (&*neighbour.zone, &neighbour.start));
        let all: Vec<_> = own.into_iter().chain(others).collect();
        let later = |place: usize| all.iter().skip(place + 1);
        let mut pairs =
            all.iter().enumerate().flat_map(|(place, one)| later(place).map(move |other| (one, other)));
        pairs
            .find(|((_, one), (_, other))| one.parts_from(other))
            .map(|((one, _), (other, _))| [*one, *other])
    }
}

impl Neighbour {
    /// Whether it has a corner at the place, and not only an edge.
    fn has_corner(&self) -> bool {
        match self.zone.shape.form() {
            Form::Area(area) => !corners_at(area, self.start.at()).is_empty(),
            _ => false,
        }
    }
}

/// The edit that takes a corner out of a zone, and out of those that share it if not of this
/// one `alone`.
///
/// # Errors
/// Refuses where too few corners would be left, and where a border would come apart.
pub(super) fn without_corner(
    zone: &Arc<Zone>,
    corner: HandleKind,
    alone: bool,
    context: &Context,
) -> Result<Edit, Refusal> {
    let form = zone.shape.form();
    let shared = if alone { Shared::default() } else { Shared::new(zone, form, corner, context) };
    if let Some([one, other]) = shared.torn(zone) {
        return Err(Refusal::new(
            format!("The border of {} and {} would come apart", one.name, other.name),
            "Drag the corner, or Shift+Delete for this zone only.",
        ));
    }
    let (own, corner) = shared.own().unwrap_or_else(|| (form.clone(), corner));
    let mut rest = vec![(zone, without(&own, corner)?)];
    for neighbour in shared.neighbours.iter().filter(|neighbour| neighbour.has_corner()) {
        let form = neighbour.start.without().map_err(|refusal| {
            let what = format!("{}: {}", neighbour.zone.name, refusal.what);
            Refusal::new(what, "Shift+Delete takes the corner out of this zone only.")
        });
        rest.push((&neighbour.zone, form?));
    }
    let hand: Vec<ZoneId> = rest.iter().map(|(zone, _)| zone.id.clone()).collect();
    let reshape = |(zone, form): (&Arc<Zone>, Form)| -> Result<Edit, Refusal> {
        let draft = Draft::new(form).cut(Some(zone.shape.outline()), &hand, context);
        Ok(Edit::Reshape { zone: zone.id.clone(), shape: draft.made().clone()? })
    };
    let names: Vec<&str> = rest.iter().map(|(zone, _)| zone.name.as_str()).collect();
    let label = format!("Remove corner of {}", listed(&names));
    let edits = rest.into_iter().map(reshape).collect::<Result<_, _>>()?;
    Ok(Edit::Several { label, edits })
}

/// ", shared with East; North is locked and stays": who has a corner at a place as well, where
/// corners are shared.
pub(super) fn said(zone: &Zone, at: Coord<f64>, context: &Context) -> String {
    if !context.switches.shared {
        return String::new();
    }
    let (locked, with): (Vec<_>, Vec<_>) =
        touching(zone, at, context).into_iter().map(|lines| &lines.zone).partition(|zone| zone.locked);
    let names = |zones: Vec<&Arc<Zone>>| zones.into_iter().map(|zone| zone.name.clone()).collect::<Vec<_>>();
    let (with, locked) = (names(with), names(locked));
    let with: Vec<&str> = with.iter().map(String::as_str).collect();
    let shared = if with.is_empty() { String::new() } else { format!(", shared with {}", listed(&with)) };
    format!("{shared}{}", staying(&locked.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// The other drawn areas whose border runs through a place.
fn touching<'a>(zone: &Zone, at: Coord<f64>, context: &Context<'a>) -> Vec<&'a ZoneLines> {
    let through = |lines: &&ZoneLines| {
        let area = lines.zone.id != zone.id && matches!(lines.zone.shape.form(), Form::Area(_));
        area && lines.rings.iter().any(|ring| ring.nearest(at, ONE_PLACE).is_some())
    };
    context.net.zones_at(at, ONE_PLACE).filter(through).collect()
}

/// The places at which edges that meet in a corner are to begin and end: where one of them
/// does, or a zone that lies along it has a corner.
fn stops(welds: &[&Weld], zone: &Zone, own: &MultiPolygon<f64>, context: &Context) -> Vec<Coord<f64>> {
    let edges: Vec<[Coord<f64>; 2]> = welds.iter().flat_map(|weld| weld.edges()).collect();
    let mut stops: Vec<Coord<f64>> = edges.iter().map(|[_, far]| *far).collect();
    for edge in &edges {
        let areas = context.net.zones_along(edge[0], edge[1]).filter_map(|lines| {
            match (lines.zone.shape.form(), lines.zone.id == zone.id) {
                (_, true) => Some(own),
                (Form::Area(area), false) => Some(area),
                _ => None,
            }
        });
        stops.extend(areas.flat_map(|area| corners_on(area, *edge)));
    }
    stops
}

fn reshaped(zone: &Arc<Zone>, draft: &Draft) -> Option<Edit> {
    Some(Edit::Reshape { zone: zone.id.clone(), shape: draft.shape()? })
}

/// "; East is locked and stays".
fn staying(locked: &[&str]) -> String {
    match locked {
        [] => String::new(),
        [one] => format!("; {one} is locked and stays"),
        several => format!("; {} are locked and stay", listed(several)),
    }
}

/// "East", "East and North", "East, North and 3 more".
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} more", rest.len()),
    }
}

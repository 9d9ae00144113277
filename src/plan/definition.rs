//! What a zone is made of, where it is not drawn: oblasts, painted cells, all within a
//! distance of something, one less the other. As long as a zone has a definition its outline
//! follows what it is made of; frozen, it is a drawn area.

mod derive;

mod follow;

mod memory;

mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use geo_types::Coord;

use super::{LineName, Plan, Zone, ZoneId};
use crate::atlas::Ground;
use crate::geodesy::Cell;
use crate::problem::Refusal;
use crate::units::Km;
use memory::Made;

pub(super) use derive::course;
pub use follow::frozen;
pub(super) use follow::made_of_itself;
pub use words::facing;

/// The most kilometres that a zone may reach from something.
pub const FARTHEST: Km = Km(500.0);
/// The fewest: ten metres.
pub const NEAREST: Km = Km(0.01);
/// The most settlements that one zone is painted of.
pub const MOST_SETTLEMENTS: usize = 3_000;
/// The most grounds that one zone is cut to, or is without.
const MOST_CUTS: usize = 24;

/// What a zone is made of: the ground of `what`, as far as it lies in each of `within` and
/// in none of `without`.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The ground it begins with.
    pub what: Source,
    /// Only what lies in all of these.
    pub within: Vec<Source>,
    /// Only what lies in none of these.
    pub without: Vec<Source>,
    /// What was made of it, so that it is made once.
    made: Made,
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.what == other.what && self.within == other.within && self.without == other.without)
    }
}

/// A ground that is known by what it is rather than by its corners.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Ukraine within its borders of 1991.
    Ukraine,
    /// Oblasts, by ISO 3166-2 code: `UA-63`.
    Oblasts(BTreeSet<String>),
    /// Cells of the grid of 10 km.
    Cells(BTreeSet<Cell>),
    /// Settlements, each with the ground round it.
    Settlements {
        /// Which ones, by name.
        places: Vec<Spot>,
        /// How far round each.
        radius: Km,
    },
    /// Everything within a distance.
    Near {
        /// Of what.
        of: Anchor,
        /// How far.
        km: Km,
    },
    /// The ground of another zone.
    Zone(ZoneId),
}

/// What a distance is counted from.
#[derive(Clone, Debug, PartialEq)]
pub enum Anchor {
    /// The line of contact or a border.
    Line {
        /// Which line.
        line: LineName,
        /// On which side of it.
        side: Side,
    },
    /// A place.
    Place(Spot),
    /// The outline of another zone, with the zone itself.
    Zone(ZoneId),
}

/// On which side of a line, seen in the direction in which it runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// On both, and round its ends.
    #[default]
    Both,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

impl Side {
    /// All sides, in the order of lists.
    pub const ALL: [Self; 3] = [Self::Both, Self::Left, Self::Right];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// A place with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// What it is called; the coordinates where it has no name.
    pub name: String,
    /// Where it is.
    pub at: Coord<f64>,
}

impl Spot {
    /// A place by its name and the point it stands for.
    pub fn new(name: impl Into<String>, at: Coord<f64>) -> Self {
        Self { name: name.into(), at }
    }
}

impl Definition {
    /// A zone made of one ground.
    pub fn of(what: Source) -> Self {
        Self::new(what, Vec::new(), Vec::new())
    }

    /// A zone made of one ground, cut to others, and less others.
    pub fn new(what: Source, within: Vec<Source>, without: Vec<Source>) -> Self {
        Self { what, within, without, made: Made::default() }
    }

    /// The same with another ground to begin with.
    #[must_use]
    pub fn with_what(&self, what: Source) -> Self {
        Self::new(what, self.within.clone(), self.without.clone())
    }

    /// The same, cut to one ground more.
    #[must_use]
    pub fn inside(mut self, ground: Source) -> Self {
        self.within.push(ground);
        self.made = Made::default();
        self
    }

    /// The same, less one ground more.
    #[must_use]
    pub fn outside(mut self, ground: Source) -> Self {
        self.without.push(ground);
        self.made = Made::default();
        self
    }

    /// Its distance in kilometres, where it has one: within how many of a line, a place or a
    /// zone, or how far round each settlement.
    pub const fn km(&self) -> Option<Km> {
        match self.what {
            Source::Near { km, .. } | Source::Settlements { radius: km, .. } => Some(km),
            _ => None,
        }
    }

    /// The same with another distance; itself where it has none.
    #[must_use]
    pub fn with_km(&self, to: Km) -> Self {
        self.with_what(match self.what.clone() {
            Source::Near { of, .. } => Source::Near { of, km: to },
            Source::Settlements { places, .. } => Source::Settlements { places, radius: to },
            other => other,
        })
    }

    /// The line that it is measured from, if it is one.
    pub const fn line(&self) -> Option<&LineName> {
        match &self.what {
            Source::Near { of: Anchor::Line { line, .. }, .. } => Some(line),
            _ => None,
        }
    }

    /// The grounds it is put together of.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.what).chain(&self.within).chain(&self.without)
    }

    /// The zones it is made of, each as often as it is named.
    pub fn zones(&self) -> impl Iterator<Item = &ZoneId> {
        self.sources().filter_map(|source| match source {
            Source::Zone(id) | Source::Near { of: Anchor::Zone(id), .. } => Some(id),
            _ => None,
        })
    }

    /// Whether the plan's own line of contact has a say in it.
    pub fn leans_on_contact(&self) -> bool {
        let is_contact = |line: &LineName| line.0 == crate::atlas::CONTACT;
        self.sources().any(
            |source| matches!(source, Source::Near { of: Anchor::Line { line, .. }, .. } if is_contact(line)),
        )
    }
}

/// A definition whose every value is in range.
///
/// # Errors
/// Refuses the first that is not, and says what would do.
pub(super) fn check(definition: &Definition) -> Result<(), Refusal> {
    for (cuts, what) in [(&definition.within, "cut to"), (&definition.without, "without")] {
        if cuts.len() > MOST_CUTS {
            return Err(Refusal::new(
                format!("A zone cannot be {what} {} grounds", cuts.len()),
                format!("Keep to {MOST_CUTS}; several oblasts are one ground."),
            ));
        }
    }
    definition.sources().try_for_each(check_source)
}

fn check_source(source: &Source) -> Result<(), Refusal> {
    match source {
        Source::Ukraine | Source::Zone(_) => Ok(()),
        Source::Oblasts(oblasts) if oblasts.is_empty() => {
            Err(Refusal::new("A zone of oblasts needs one at least", "Click an oblast to take it in."))
        }
        Source::Oblasts(oblasts) => {
            let ground = Ground::embedded()?;
            match oblasts.iter().find(|iso| ground.oblast(iso).is_none()) {
                None => Ok(()),
                Some(iso) => Err(Refusal::new(
                    format!("There is no oblast “{iso}”"),
                    "Use ISO 3166-2 codes, such as UA-63 for Kharkiv.",
                )),
            }
        }
        Source::Cells(cells) if cells.is_empty() => {
            Err(Refusal::new("A painted zone needs one cell at least", "Paint over a cell to take it in."))
        }
        Source::Cells(cells) => match cells.iter().find(|cell| !cell.is_near()) {
            None => Ok(()),
            Some(cell) => Err(Refusal::new(
                format!("The cell {}, {} lies far from Ukraine", cell.east, cell.north),
                format!("Cells are counted from 0, 0 to {} either way.", crate::geodesy::FARTHEST_CELL),
            )),
        },
        Source::Settlements { places, radius } => check_settlements(places, *radius),
        Source::Near { of, km } => {
            if let Anchor::Line { line, .. } = of
                && Ground::embedded()?.line(&line.0).is_none()
            {
                return Err(Refusal::new(
                    format!("There is no line “{}”", line.0),
                    "Lines are contact, border-russia and border-belarus.",
                ));
            }
            if let Anchor::Place(spot) = of {
                check_spot(spot)?;
            }
            check_km(*km)
        }
    }
}

fn check_settlements(places: &[Spot], radius: Km) -> Result<(), Refusal> {
    if places.is_empty() {
        return Err(Refusal::new(
            "A zone of settlements needs one at least",
            "Paint over a settlement to take it in.",
        ));
    }
    if places.len() > MOST_SETTLEMENTS {
        return Err(Refusal::new(
            format!("A zone cannot be made of {} settlements", places.len()),
            format!("Keep to {MOST_SETTLEMENTS}, or take whole oblasts."),
        ));
    }
    places.iter().try_for_each(check_spot)?;
    check_km(radius)
}

fn check_spot(spot: &Spot) -> Result<(), Refusal> {
    let on_map = (-180.0..=180.0).contains(&spot.at.x) && (-85.0..=85.0).contains(&spot.at.y);
    if on_map {
        return Ok(());
    }
    Err(Refusal::new(
        format!("The place {}, {} is not on the map", spot.at.x, spot.at.y),
        "Give longitude from −180 to 180 and latitude from −85 to 85.",
    ))
}

fn check_km(km: Km) -> Result<(), Refusal> {
    if (NEAREST.0..=FARTHEST.0).contains(&km.0) {
        return Ok(());
    }
    Err(Refusal::new(
        format!("A zone cannot reach {} km", km.0),
        format!("Type {} to {} km.", NEAREST.0, FARTHEST.0),
    ))
}

impl Zone {
    /// Whether its outline follows a definition.
    pub const fn is_live(&self) -> bool {
        self.definition.is_some()
    }
}

impl Plan {
    /// The zones whose outline is made of a zone, at first hand.
    pub fn made_of<'a>(&'a self, id: &'a ZoneId) -> impl Iterator<Item = &'a Arc<Zone>> {
        let leans = move |zone: &&Arc<Zone>| {
            zone.definition.as_ref().is_some_and(|definition| definition.zones().any(|other| other == id))
        };
        self.zones.iter().filter(leans)
    }
}

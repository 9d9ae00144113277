//! A zone: where a force would stand, in which role, and what is known of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon, Point};
use serde::{Deserialize, Serialize};

use super::coalition::{Assignment, NationCode};
use super::colour::ZoneColour;
use super::definition::Definition;
use super::posture::{Mission, Roe};
use super::tied::Tie;
use crate::atlas::doctrine::Method;
use crate::geodesy;
use crate::problem::Refusal;
use crate::units::{Km, Span};

/// The name of a zone inside its plan; stays the same when the zone is edited.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ZoneId(pub String);

/// What a zone is for. The role chooses the method that sizes it.
///
/// The order is the order in which zones claim a kilometre, a resident or a
/// site that lies in two of them: it counts once, for the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A belt along a ceasefire line, watched with the consent of both sides.
    MonitoredLine,
    /// A compact area between the parties.
    BufferArea,
    /// A sector that the force itself would defend.
    DeterrentSector,
    /// A stretch of the border with Belarus or Moldova, without the other side's consent.
    BorderReassurance,
    /// A city or region whose people are to be protected.
    Population,
    /// A rear base: training, logistics, presence.
    Hub,
    /// A power plant, port or airfield.
    Site,
}

impl Role {
    /// All roles, in the order in which they claim what lies in two zones.
    pub const ALL: [Self; 7] = [
        Self::MonitoredLine,
        Self::BufferArea,
        Self::DeterrentSector,
        Self::BorderReassurance,
        Self::Population,
        Self::Hub,
        Self::Site,
    ];

    /// The name in files: `monitored-line`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MonitoredLine => "monitored-line",
            Self::BufferArea => "buffer-area",
            Self::DeterrentSector => "deterrent-sector",
            Self::BorderReassurance => "border-reassurance",
            Self::Population => "population",
            Self::Hub => "hub",
            Self::Site => "site",
        }
    }

    /// The role of a name in a file.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The role in words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MonitoredLine => "Monitored line",
            Self::BufferArea => "Buffer area",
            Self::DeterrentSector => "Deterrent sector",
            Self::BorderReassurance => "Border reassurance",
            Self::Population => "Population",
            Self::Hub => "Rear hub",
            Self::Site => "Site",
        }
    }

    /// What a nameless zone of this role is called: "Belt 2".
    pub const fn noun(self) -> &'static str {
        match self {
            Self::MonitoredLine => "Belt",
            Self::BufferArea => "Buffer",
            Self::DeterrentSector => "Sector",
            Self::BorderReassurance => "Border",
            Self::Population => "Region",
            Self::Hub => "Hub",
            Self::Site => "Site",
        }
    }

    /// The letter on the badge.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::MonitoredLine => "M",
            Self::BufferArea => "B",
            Self::DeterrentSector => "D",
            Self::BorderReassurance => "R",
            Self::Population => "P",
            Self::Hub => "H",
            Self::Site => "S",
        }
    }
}

/// A line with a depth on either side.
#[derive(Clone, Debug, PartialEq)]
pub struct Corridor {
    /// The axis in longitude and latitude.
    pub axis: LineString<f64>,
    /// Depth to the left of the axis, seen in its direction.
    pub left: Km,
    /// Depth to the right of the axis.
    pub right: Km,
}

/// A point with a radius.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// The centre in longitude and latitude.
    pub centre: Point<f64>,
    /// The radius on the ground.
    pub radius: Km,
}

/// How a zone was drawn, and so how it can be edited.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// Corners, holes and parts as drawn.
    Area(MultiPolygon<f64>),
    /// A belt along a line.
    Corridor(Corridor),
    /// A circle around a point.
    Disc(Disc),
}

/// A form and the outline made of it. Immutable, so that whatever was measured
/// of it stays true; share it behind an [`Arc`].
#[derive(Clone, Debug)]
pub struct Shape {
    form: Form,
    outline: MultiPolygon<f64>,
}

impl PartialEq for Shape {
    /// Forms decide, since the outline is made of the form; a shared shape is
    /// not looked through, so that plans are cheap to compare.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.form == other.form
    }
}

impl Shape {
    /// Makes the outline of a form.
    ///
    /// # Errors
    /// Refuses a form without area, with a crossing of its own, or outside the world.
    pub fn new(form: Form) -> Result<Self, Refusal> {
        match form {
            Form::Area(area) => {
                // Rings are closed and turned the right way once, so that the
                // form is what the outline and the file have.
                let outline = geodesy::valid_area(&area)?;
                geodesy::cuttable(&outline)?;
                Ok(Self { form: Form::Area(outline.clone()), outline })
            }
            Form::Corridor(Corridor { ref axis, left, right }) => {
                let outline = geodesy::corridor(axis, left, right)?;
                Ok(Self { form, outline })
            }
            Form::Disc(Disc { centre, radius }) => {
                let outline = geodesy::disc(centre, radius)?;
                Ok(Self { form, outline })
            }
        }
    }

    /// An area with a corner of its only ring elsewhere; what [`Self::new`] would make of it,
    /// at a hundredth of the cost. None where all of it has to be looked at.
    pub fn with_corner(
        &self,
        movable: &geodesy::Movable,
        corner: geodesy::RingCorner,
        to: Coord<f64>,
    ) -> Option<Self> {
        let Form::Area(_) = self.form else { return None };
        let outline = movable.moved(&self.outline, corner, to)?;
        Some(Self { form: Form::Area(outline.clone()), outline })
    }

    /// No outline yet: of a live zone that is read before what it is made of.
    pub(super) const fn unmade() -> Self {
        Self { form: Form::Area(MultiPolygon(Vec::new())), outline: MultiPolygon(Vec::new()) }
    }

    /// How it was drawn.
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// What it covers, in longitude and latitude; exterior rings run counter-clockwise.
    pub const fn outline(&self) -> &MultiPolygon<f64> {
        &self.outline
    }
}

/// The line whose ground factor a zone's kilometres take: `contact`,
/// `border-russia`, `border-belarus`. A zone without one was drawn freely.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LineName(pub String);

/// One zone of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Its name inside the plan.
    pub id: ZoneId,
    /// Its name for people.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Its colour, where it is not the role's.
    pub colour: Option<ZoneColour>,
    /// Where it is.
    pub shape: Arc<Shape>,
    /// What its shape is made of, where it follows something; `None` was drawn or is frozen.
    pub definition: Option<Arc<Definition>>,
    /// The line its kilometres are measured along, if it was cut from one.
    pub follows: Option<LineName>,
    /// The stretch of the line of contact that it is cut from again whenever the line changes.
    pub tied: Option<Tie>,
    /// Whether both parties consent to the force's presence.
    pub consent: bool,
    /// Host police and soldiers who keep order in the zone (people); M1 subtracts them.
    pub host_forces: f64,
    /// The method, where it is not the role's default.
    pub method: Option<Method>,
    /// The mandate profile (a group of figures, e.g. `m3b.light-un`), where it is not the role's default.
    pub profile: Option<String>,
    /// Kilometres the force itself must hold (M4), where they are not measured.
    pub held_km: Option<Km>,
    /// Number of sites in the zone (M4t, fixed package).
    pub sites: u32,
    /// Parameters set by the user, by figure id (`m3a.spacing`); the doctrine's value otherwise.
    pub overrides: BTreeMap<String, Span<f64>>,
    /// Its mission, where it is not the plan's.
    pub mission: Option<Mission>,
    /// What its soldiers may do; `None` is open.
    pub roe: Option<Roe>,
    /// What the rules of engagement do to its need: 1 changes nothing. Judgement.
    pub roe_factor: f64,
    /// The contingents that fill it, in their order along the zone.
    pub assigned: Vec<Assignment>,
    /// The framework nation that leads here.
    pub lead: Option<NationCode>,
    /// The user's remark.
    pub note: String,
    /// Whether its outline is kept from every tool, and the zone from being deleted.
    pub locked: bool,
}

/// Its numbers are checked when they come in and are never NaN. So two plans that
/// share a zone need not look into it to know that it is the same.
impl Eq for Zone {}

impl Zone {
    /// A zone as it is just drawn: nothing known of it but role and shape. Its
    /// id and its name are empty, so that the plan makes them.
    pub const fn new(role: Role, shape: Arc<Shape>) -> Self {
        Self {
            id: ZoneId(String::new()),
            name: String::new(),
            role,
            colour: None,
            shape,
            definition: None,
            follows: None,
            tied: None,
            consent: false,
            host_forces: 0.0,
            method: None,
            profile: None,
            held_km: None,
            sites: 0,
            overrides: BTreeMap::new(),
            mission: None,
            roe: None,
            roe_factor: 1.0,
            assigned: Vec::new(),
            lead: None,
            note: String::new(),
            locked: false,
        }
    }

    /// What a nation sends here.
    pub fn assignment(&self, nation: &NationCode) -> Option<&Assignment> {
        self.assigned.iter().find(|assignment| assignment.nation == *nation)
    }
}

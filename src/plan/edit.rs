//! Everything that can be done to a plan, as a value.

use std::sync::Arc;

use super::{Displacement, LineName, OwnLine, Role, Rotation, Shape, Zone, ZoneId};
use crate::atlas::doctrine::Method;
use crate::units::{Km, Span};

/// One change of a plan: one step of undo. Made by tools, panels and the
/// command line alike; [`Plan::with`](super::Plan::with) carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a zone at the end of the list. An empty id or name is made up.
    AddZone(Zone),
    /// Removes zones.
    RemoveZones(Vec<ZoneId>),
    /// Gives a zone another shape.
    Reshape {
        /// Which zone.
        zone: ZoneId,
        /// The new shape.
        shape: Arc<Shape>,
    },
    /// Gives a zone another name.
    Rename {
        /// Which zone.
        zone: ZoneId,
        /// The new name.
        name: String,
    },
    /// Gives a zone another role, with that role's method and profile.
    SetRole {
        /// Which zone.
        zone: ZoneId,
        /// The new role.
        role: Role,
    },
    /// Sizes a zone by another method, with that method's profile.
    SetMethod {
        /// Which zone.
        zone: ZoneId,
        /// The method; `None` is the role's own.
        method: Option<Method>,
    },
    /// Sizes a zone by another mandate profile.
    SetProfile {
        /// Which zone.
        zone: ZoneId,
        /// The profile; `None` is the role's own.
        profile: Option<String>,
    },
    /// Sets a figure for one zone only.
    SetParameter {
        /// Which zone.
        zone: ZoneId,
        /// The figure's id, e.g. `m3a.spacing`.
        figure: String,
        /// The three cases; `None` is the doctrine's.
        value: Option<Span<f64>>,
    },
    /// Says whether both parties consent.
    SetConsent {
        /// Which zone.
        zone: ZoneId,
        /// Whether both parties consent.
        consent: bool,
    },
    /// Says how many host police and soldiers keep order there.
    SetHostForces {
        /// Which zone.
        zone: ZoneId,
        /// How many people.
        people: f64,
    },
    /// Says how many kilometres the force itself holds.
    SetHeld {
        /// Which zone.
        zone: ZoneId,
        /// The kilometres; `None` is what is measured.
        km: Option<Km>,
    },
    /// Says how many sites lie in a zone.
    SetSites {
        /// Which zone.
        zone: ZoneId,
        /// How many.
        sites: u32,
    },
    /// Sets the remark of a zone.
    SetNote {
        /// Which zone.
        zone: ZoneId,
        /// The remark.
        note: String,
    },
    /// Says which line a zone's kilometres are measured along.
    SetFollows {
        /// Which zone.
        zone: ZoneId,
        /// The line; `None` if it was drawn freely.
        line: Option<LineName>,
    },
    /// Moves a zone in the list.
    Reorder {
        /// Which zone.
        zone: ZoneId,
        /// Its new place, counted from 0; beyond the end is the end.
        to: usize,
    },
    /// Sets the plan's title.
    SetTitle(String),
    /// Sets the words across every map and export.
    SetBanner(String),
    /// Sets the day the plan speaks of, YYYY-MM-DD; empty for none.
    SetDate(String),
    /// Sets the remark of the plan.
    SetPlanNote(String),
    /// Sets tours, intervals and horizon.
    SetRotation(Rotation),
    /// Sets the share of residents who are there.
    SetDisplacement(Displacement),
    /// Says whether the enablers of the United States are present.
    SetEnablers(bool),
    /// Sets the number of combat aircraft.
    SetAircraft(u32),
    /// Chooses the published estimate to compare with.
    SetComparison(Option<String>),
    /// Replaces the line of contact; `None` is the embedded one.
    SetLine(Option<Arc<OwnLine>>),
    /// Several changes in one step, all or none.
    Several {
        /// What the undo menu says.
        label: String,
        /// The changes, in order.
        edits: Vec<Edit>,
    },
}

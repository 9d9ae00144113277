//! Everything that can be done to a plan, as a value.

use std::sync::Arc;

use super::{
    Assignment, Definition, Displacement, Enablers, LineName, Mandate, Member, Mission, NationCode, OwnLine,
    Roe, Role, Rotation, Shape, Slide, SlideId, Zone, ZoneColour, ZoneId,
};
use crate::atlas::doctrine::Method;
use crate::units::{Km, Span};

/// One change of a plan: one step of undo. Made by tools, panels and the
/// command line alike; [`Plan::with`](super::Plan::with) carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a zone at the end of the list. An empty id or name is made up; a zone with a
    /// definition takes its shape from that.
    AddZone(Zone),
    /// Removes zones. Those that are made of them are frozen where they are.
    RemoveZones(Vec<ZoneId>),
    /// Gives a zone another shape. One that followed a definition is frozen by it.
    Reshape {
        /// Which zone.
        zone: ZoneId,
        /// The new shape.
        shape: Arc<Shape>,
    },
    /// Makes a zone of something that it then follows, or freezes it where it is.
    Define {
        /// Which zone.
        zone: ZoneId,
        /// What it is made of; `None` leaves its outline as it is, a drawn area.
        definition: Option<Arc<Definition>>,
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
    /// Gives a zone a colour of its own.
    SetColour {
        /// Which zone.
        zone: ZoneId,
        /// The colour; `None` is the role's.
        colour: Option<ZoneColour>,
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
    /// Keeps a zone's outline from every tool, or lets go of it.
    SetLocked {
        /// Which zone.
        zone: ZoneId,
        /// Whether it is locked.
        locked: bool,
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
    /// Says what the United States contribute.
    SetEnablers(Enablers),
    /// Says on whose authority the force stands there.
    SetMandate(Mandate),
    /// Says what the force is for as a whole; `None` leaves each zone to its role.
    SetMission(Option<Mission>),
    /// Says what the force is for in a zone.
    SetZoneMission {
        /// Which zone.
        zone: ZoneId,
        /// The mission; `None` is the plan's.
        mission: Option<Mission>,
    },
    /// Says what soldiers may do in a zone.
    SetRoe {
        /// Which zone.
        zone: ZoneId,
        /// The rules of engagement; `None` leaves them open.
        roe: Option<Roe>,
    },
    /// Says what the rules of engagement do to the need of a zone.
    SetRoeFactor {
        /// Which zone.
        zone: ZoneId,
        /// The factor; 1 changes nothing.
        factor: f64,
    },
    /// Takes a nation into the coalition, or sets what is known of it.
    SetMember(Member),
    /// Leaves nations out, with everything they were to send.
    RemoveMembers(Vec<NationCode>),
    /// Says by which share a mission abroad is scaled back.
    ScaleBack {
        /// The mission's id: `kfor`.
        mission: String,
        /// From 0 (as it is) to 1 (all come home).
        share: f64,
    },
    /// Sends a contingent into a zone, or sets its size there. A nation that was
    /// not in the coalition is then.
    Assign {
        /// Which zone.
        zone: ZoneId,
        /// Who, and how many.
        assignment: Assignment,
    },
    /// Takes a contingent out of a zone.
    Unassign {
        /// Which zone.
        zone: ZoneId,
        /// Whose.
        nation: NationCode,
    },
    /// Replaces the contingents of a zone: their order, strength and ground.
    SetAssigned {
        /// Which zone.
        zone: ZoneId,
        /// The contingents, in their order along the zone.
        assigned: Vec<Assignment>,
    },
    /// Names the framework nation of a zone.
    SetLead {
        /// Which zone.
        zone: ZoneId,
        /// The nation; `None` is nobody.
        nation: Option<NationCode>,
    },
    /// Sets the number of combat aircraft.
    SetAircraft(u32),
    /// Chooses the published estimate to compare with.
    SetComparison(Option<String>),
    /// Replaces the line of contact in force; `None` is the embedded one.
    SetLine(Option<Arc<OwnLine>>),
    /// Adds a line of contact and puts it in force; the one there was stays in the list. A
    /// name that is taken gets a number.
    AddLine(Arc<OwnLine>),
    /// Puts another line of contact in force, by its name; `None` is the embedded one.
    ChooseLine(Option<String>),
    /// Drops a line of contact of the user's own, by its name. If it was in force, the
    /// embedded one is.
    RemoveLine(String),
    /// Ties a belt to the line of contact, so that it is cut again when the line changes,
    /// or lets go of it.
    SetTied {
        /// Which zone.
        zone: ZoneId,
        /// Whether it is tied.
        tied: bool,
    },
    /// Adds a slide. An empty id is made up.
    AddSlide {
        /// The slide.
        slide: Slide,
        /// Its place, counted from 0; beyond the end, or none, is the end.
        at: Option<usize>,
    },
    /// Replaces the slide that has the same id.
    SetSlide(Slide),
    /// Removes slides.
    RemoveSlides(Vec<SlideId>),
    /// Moves a slide in the order of the brief.
    MoveSlide {
        /// Which slide.
        slide: SlideId,
        /// Its new place, counted from 0; beyond the end is the end.
        to: usize,
    },
    /// Replaces all slides: with the standard brief, or with none.
    SetSlides(Vec<Slide>),
    /// Several changes in one step, all or none.
    Several {
        /// What the undo menu says.
        label: String,
        /// The changes, in order.
        edits: Vec<Edit>,
    },
}

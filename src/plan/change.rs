//! The one door: a plan and an edit make a new plan, or a refusal.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Displacement, Edit, GROUND_FACTOR, OwnLine, Plan, Rotation, Zone, ZoneId, check_ground_factor,
    definition, joining, tied,
};
use crate::problem::Refusal;
use crate::units::{Km, Span};

/// The longest tour, in months.
pub(super) const LONGEST_TOUR: f64 = 60.0;
/// The longest interval between tours, in months.
pub(super) const LONGEST_INTERVAL: f64 = 120.0;
/// The longest horizon, in months.
pub(super) const LONGEST_HORIZON: u32 = 60;
/// The largest share of pre-war residents: five times as many as before the
/// war is more than any place of refuge has seen.
const LARGEST_SHARE: f64 = 5.0;
/// The most sites in one zone.
const MOST_SITES: u32 = 10_000;
/// The most kilometres a force may be said to hold.
const MOST_HELD_KM: f64 = 10_000.0;
/// The most host police and soldiers.
const MOST_HOST_FORCES: f64 = 100_000_000.0;
/// The most combat aircraft.
const MOST_AIRCRAFT: u32 = 10_000;
/// What rules of engagement may do to a need: more than fivefold is another mission.
const ROE_FACTOR: (f64, f64) = (0.1, 5.0);
/// The longest ramp-up, in months.
const LONGEST_RAMP_UP: f64 = 60.0;
/// The longest name or title, in characters; more does not fit a page.
const LONGEST_NAME: usize = 120;

impl Plan {
    /// The plan with an edit carried out. Pure: this plan stays as it is. Live zones follow
    /// what they are made of in the same edit.
    ///
    /// # Errors
    /// Refuses an edit of a zone that is not there, an empty name, a number
    /// out of range, or a zone made of itself; the refusal says what would do.
    pub fn with(&self, edit: &Edit) -> Result<Self, Refusal> {
        let mut plan = self.clone();
        plan.carry_out(edit)?;
        plan.follow_line(self);
        plan.follow()?;
        Ok(plan)
    }

    /// The plan with what an edit says, and with nothing that follows from it.
    pub(super) fn drafted(&self, edit: &Edit) -> Result<Self, Refusal> {
        let mut plan = self.clone();
        plan.carry_out(edit)?;
        Ok(plan)
    }

    fn carry_out(&mut self, edit: &Edit) -> Result<(), Refusal> {
        match edit {
            Edit::AddZone(zone) => self.add(zone.clone())?,
            Edit::RemoveZones(ids) => self.remove(ids)?,
            Edit::Reorder { zone, to } => self.reorder(zone, *to)?,
            Edit::SetTitle(title) => self.title = name(title, "A plan needs a title")?,
            Edit::SetBanner(words) => self.banner = name(words, "A plan needs its banner")?,
            Edit::SetDate(day) => self.date = date(day)?,
            Edit::SetPlanNote(note) => self.note.clone_from(note),
            Edit::SetRotation(new) => self.assumptions.rotation = rotation(*new)?,
            Edit::SetDisplacement(new) => {
                self.assumptions.displacement = displacement(new.clone())?;
            }
            Edit::SetEnablers(present) => self.assumptions.enablers = *present,
            Edit::SetMandate(mandate) => self.assumptions.mandate = *mandate,
            Edit::SetMission(mission) => self.assumptions.mission = *mission,
            Edit::SetMember(member) => self.set_member(member)?,
            Edit::RemoveMembers(nations) => self.leave_out(nations)?,
            Edit::ScaleBack { mission, share } => self.scale_back(mission, *share)?,
            Edit::SetAircraft(number) => self.assumptions.aircraft = aircraft(*number)?,
            Edit::SetComparison(id) => {
                self.assumptions.compare_with = comparison(id.as_deref())?;
            }
            Edit::SetLine(line) => self.set_line(line.as_ref())?,
            Edit::AddLine(line) => self.add_line(line)?,
            Edit::ChooseLine(name) => self.choose_line(name.as_deref())?,
            Edit::RemoveLine(name) => self.remove_line(name)?,
            Edit::AddSlide { slide, at } => self.add_slide(slide, *at)?,
            Edit::SetSlide(slide) => self.set_slide(slide)?,
            Edit::RemoveSlides(ids) => self.remove_slides(ids)?,
            Edit::MoveSlide { slide, to } => self.move_slide(slide, *to)?,
            Edit::SetSlides(slides) => self.set_slides(slides)?,
            Edit::Several { edits, .. } => {
                edits.iter().try_for_each(|edit| self.carry_out(edit))?;
            }
            of_a_zone => self.change_zone(of_a_zone)?,
        }
        Ok(())
    }

    fn add(&mut self, mut zone: Zone) -> Result<(), Refusal> {
        if zone.id.0.trim().is_empty() {
            zone.id = self.next_id();
        }
        if self.zone(&zone.id).is_some() {
            return Err(Refusal::new(
                format!("There is a zone with the id {} already", zone.id.0),
                "Give the new zone another id.",
            ));
        }
        if zone.name.trim().is_empty() {
            zone.name = self.next_name(zone.role);
        }
        let mut zone = checked(zone)?;
        // A copy that was moved is no longer the stretch it was cut from.
        zone.tied = tied::holding(&zone, self.contact_course());
        self.take_in(&zone);
        self.zones.push(Arc::new(zone));
        Ok(())
    }

    fn remove(&mut self, ids: &[ZoneId]) -> Result<(), Refusal> {
        let gone: BTreeSet<&ZoneId> = ids.iter().collect();
        if let Some(missing) = gone.iter().find(|id| self.zone(id).is_none()) {
            return Err(no_such_zone(missing));
        }
        if let Some(zone) = ids.iter().filter_map(|id| self.zone(id)).find(|zone| zone.locked) {
            return Err(is_locked(zone));
        }
        self.zones.retain(|zone| !gone.contains(&zone.id));
        self.let_go_of(&gone);
        Ok(())
    }

    fn reorder(&mut self, id: &ZoneId, to: usize) -> Result<(), Refusal> {
        let from = self.place(id).ok_or_else(|| no_such_zone(id))?;
        let zone = self.zones.remove(from);
        self.zones.insert(to.min(self.zones.len()), zone);
        Ok(())
    }

    fn change_zone(&mut self, edit: &Edit) -> Result<(), Refusal> {
        let Some(id) = edit.zone() else { return Ok(()) };
        let place = self.place(id).ok_or_else(|| no_such_zone(id))?;
        let mut zone = Zone::clone(&self.zones[place]);
        let shapes = match edit {
            Edit::Reshape { .. } | Edit::SetTied { tied: true, .. } => true,
            Edit::Define { definition, .. } => definition.is_some(),
            _ => false,
        };
        if zone.locked && shapes {
            return Err(is_locked(&zone));
        }
        match edit {
            Edit::SetTied { tied: true, .. } => tied::tie(&mut zone, self.contact_course())?,
            Edit::SetTied { tied: false, .. } => zone.tied = None,
            Edit::Reshape { shape, .. } => {
                zone.tied = tied::kept(zone.tied, &zone.shape, shape, self.contact_course());
            }
            _ => {}
        }
        set(&mut zone, edit);
        let zone = checked(zone)?;
        if !matches!(edit, Edit::Unassign { .. }) {
            self.take_in(&zone);
        }
        self.zones[place] = Arc::new(zone);
        Ok(())
    }
}

/// Sets what an edit says of one zone; [`checked`] judges the result.
fn set(zone: &mut Zone, edit: &Edit) {
    match edit {
        Edit::Reshape { shape, .. } => {
            // What the hand shapes follows nothing any more.
            if *shape != zone.shape {
                zone.definition = None;
            }
            zone.shape = Arc::clone(shape);
        }
        Edit::Define { definition, .. } => zone.definition.clone_from(definition),
        Edit::Rename { name, .. } => zone.name.clone_from(name),
        Edit::SetRole { role, .. } if *role != zone.role => {
            // Method and profile are departures from the role's own.
            zone.role = *role;
            zone.method = None;
            zone.profile = None;
        }
        Edit::SetColour { colour, .. } => zone.colour = *colour,
        Edit::SetMethod { method, .. } if *method != zone.method => {
            zone.method = *method;
            zone.profile = None;
        }
        Edit::SetProfile { profile, .. } => zone.profile.clone_from(profile),
        Edit::SetParameter { figure, value: Some(value), .. } => {
            zone.overrides.insert(figure.trim().to_owned(), *value);
        }
        Edit::SetParameter { figure, value: None, .. } => {
            zone.overrides.remove(figure.trim());
        }
        Edit::SetConsent { consent, .. } => zone.consent = *consent,
        Edit::SetHostForces { people, .. } => zone.host_forces = *people,
        Edit::SetHeld { km, .. } => zone.held_km = *km,
        Edit::SetSites { sites, .. } => zone.sites = *sites,
        Edit::SetLocked { locked, .. } => zone.locked = *locked,
        Edit::SetNote { note, .. } => zone.note.clone_from(note),
        Edit::SetFollows { line, .. } => zone.follows.clone_from(line),
        Edit::SetZoneMission { mission, .. } => zone.mission = *mission,
        Edit::SetRoe { roe, .. } => zone.roe = *roe,
        Edit::SetRoeFactor { factor, .. } => zone.roe_factor = *factor,
        of_contingents => joining::set(zone, of_contingents),
    }
}

/// A zone whose every value is in range, its texts trimmed.
///
/// # Errors
/// Refuses the first value that is not, with the range.
pub(super) fn checked(mut zone: Zone) -> Result<Zone, Refusal> {
    zone.name = name(&zone.name, "A zone needs a name")?;
    zone.host_forces = number(zone.host_forces, 0.0, MOST_HOST_FORCES, "Host forces", "people")?;
    if let Some(km) = zone.held_km {
        zone.held_km = Some(Km(number(km.0, 0.0, MOST_HELD_KM, "The length held", "km")?));
    }
    zone.sites = count(zone.sites, MOST_SITES, "Sites")?;
    zone.profile = filled(zone.profile.as_deref(), "A mandate profile")?;
    if zone.follows.as_ref().is_some_and(|line| line.0.trim().is_empty()) {
        return Err(Refusal::new("The line that the zone follows has no name", "Choose a line, or none."));
    }
    for (figure, value) in &zone.overrides {
        parameter(figure, *value)?;
    }
    if let Some(definition) = &zone.definition {
        definition::check(definition)?;
    }
    zone.roe_factor = number(zone.roe_factor, ROE_FACTOR.0, ROE_FACTOR.1, "The factor of the rules", "")?;
    joining::check(&zone)?;
    Ok(zone)
}

fn parameter(figure: &str, value: Span<f64>) -> Result<(), Refusal> {
    if figure.trim().is_empty() {
        return Err(Refusal::new(
            "A figure without an id cannot be set",
            "Name the figure, such as m3a.spacing.",
        ));
    }
    for case in [value.low, value.central, value.high] {
        if !(case.is_finite() && case >= 0.0) {
            return Err(Refusal::new(
                format!("{figure} cannot be {case}"),
                "Type numbers that are 0 or more for low, central and high.",
            ));
        }
    }
    if figure.trim() == GROUND_FACTOR {
        check_ground_factor(value)?;
    }
    Ok(())
}

/// Rotation with every number in range.
///
/// # Errors
/// Refuses the first that is not.
pub(super) fn rotation(new: Rotation) -> Result<Rotation, Refusal> {
    if new.tour_months <= 0.0 {
        return Err(Refusal::new(
            "A tour needs more than 0 months",
            "Type a tour of up to 60 months; 6 is usual.",
        ));
    }
    number(new.tour_months, 0.0, LONGEST_TOUR, "A tour", "months")?;
    number(new.interval_months, 0.0, LONGEST_INTERVAL, "The interval between tours", "months")?;
    number(new.ramp_up_months, 0.0, LONGEST_RAMP_UP, "The ramp-up", "months")?;
    if new.horizon_months == 0 || new.horizon_months > LONGEST_HORIZON {
        return Err(Refusal::new(
            format!("A horizon of {} months cannot be counted", new.horizon_months),
            format!("Type 1 to {LONGEST_HORIZON} months."),
        ));
    }
    Ok(new)
}

/// Displacement with every share in range.
///
/// # Errors
/// Refuses the first that is not, or one without an oblast.
pub(super) fn displacement(new: Displacement) -> Result<Displacement, Refusal> {
    number(new.country, 0.0, LARGEST_SHARE, "The share of residents in the country", "")?;
    for (oblast, share) in &new.by_oblast {
        if oblast.trim().is_empty() {
            return Err(Refusal::new(
                "A share of residents names no oblast",
                "Choose an oblast, such as UA-63.",
            ));
        }
        number(*share, 0.0, LARGEST_SHARE, &format!("The share of residents in {oblast}"), "")?;
    }
    Ok(new)
}

/// A number of combat aircraft in range.
///
/// # Errors
/// Refuses more than there are.
pub(super) fn aircraft(number: u32) -> Result<u32, Refusal> {
    count(number, MOST_AIRCRAFT, "Combat aircraft")
}

/// The id of an estimate, or none.
///
/// # Errors
/// Refuses an empty one.
pub(super) fn comparison(id: Option<&str>) -> Result<Option<String>, Refusal> {
    filled(id, "An estimate")
}

/// A line of contact that can be measured along.
///
/// # Errors
/// Refuses one with fewer than two points, outside the world, without a name,
/// with a date that is none, or with a ground factor out of range.
pub(super) fn own_line(line: &Arc<OwnLine>) -> Result<Arc<OwnLine>, Refusal> {
    if line.path.0.len() < 2 {
        return Err(Refusal::new(
            "A line of contact needs at least two points",
            "Add points, or choose another file.",
        ));
    }
    let outside =
        |at: &&geo_types::Coord<f64>| !((-180.0..=180.0).contains(&at.x) && (-90.0..=90.0).contains(&at.y));
    if let Some(at) = line.path.0.iter().find(outside) {
        return Err(Refusal::new(
            format!("The line of contact leaves the world at {}, {}", at.x, at.y),
            "Give longitude and latitude in degrees, in that order.",
        ));
    }
    check_ground_factor(line.ground_factor)?;
    let name = name(&line.name, "A line of contact needs a name")?;
    let date = date(&line.date)?;
    if name == line.name && date == line.date {
        return Ok(Arc::clone(line));
    }
    Ok(Arc::new(OwnLine { name, date, ..OwnLine::clone(line) }))
}

/// A name on one line, trimmed.
///
/// # Errors
/// Refuses an empty one and one that is too long for a page.
pub(super) fn name(text: &str, missing: &str) -> Result<String, Refusal> {
    let text =
        text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let text = text.join(" ");
    if text.is_empty() {
        return Err(Refusal::new(missing, "Type one, or press Esc to keep the old one."));
    }
    let length = text.chars().count();
    if length > LONGEST_NAME {
        return Err(Refusal::new(
            format!("A name of {length} characters is too long for a page"),
            format!("Shorten it to {LONGEST_NAME}; the note has room for the rest."),
        ));
    }
    Ok(text)
}

/// A day of the calendar as YYYY-MM-DD, or nothing.
///
/// # Errors
/// Refuses everything else.
pub(super) fn date(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() || is_day(text) {
        return Ok(text.to_owned());
    }
    Err(Refusal::new(format!("“{text}” is not a day"), "Write year, month and day, as in 2026-03-01."))
}

fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse::<u32>().ok() } else { None }
    };
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

pub(super) fn number(value: f64, least: f64, most: f64, what: &str, unit: &str) -> Result<f64, Refusal> {
    if value.is_finite() && (least..=most).contains(&value) {
        return Ok(value);
    }
    let shown = format!("{what} cannot be {value} {unit}");
    let range = format!("Type a number from {least} to {most} {unit}");
    Err(Refusal::new(shown.trim_end(), format!("{}.", range.trim_end())))
}

fn count(value: u32, most: u32, what: &str) -> Result<u32, Refusal> {
    if value <= most {
        return Ok(value);
    }
    Err(Refusal::new(format!("{what} cannot be {value}"), format!("Type a whole number from 0 to {most}.")))
}

fn filled(text: Option<&str>, what: &str) -> Result<Option<String>, Refusal> {
    match text.map(str::trim) {
        Some("") => {
            Err(Refusal::new(format!("{what} without a name cannot be chosen"), "Choose one, or none."))
        }
        other => Ok(other.map(str::to_owned)),
    }
}

fn is_locked(zone: &Zone) -> Refusal {
    Refusal::new(format!("{} is locked", zone.name), "Unlock it first: select it and press K.")
}

fn no_such_zone(id: &ZoneId) -> Refusal {
    Refusal::new(
        format!("There is no zone {} in this plan", id.0),
        "Select a zone that is there; undo brings back one that was removed.",
    )
}

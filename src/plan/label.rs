//! What the undo menu says of an edit.

use geo_types::{Coord, MultiPolygon};

use super::{Corridor, Definition, Disc, Edit, Enablers, Form, Plan, Shape, ZoneId, lines, showing};

impl Edit {
    /// The zone that this edit changes; `None` where it adds, removes or changes
    /// something else.
    pub const fn zone(&self) -> Option<&ZoneId> {
        match self {
            Self::Reshape { zone, .. }
            | Self::Define { zone, .. }
            | Self::Rename { zone, .. }
            | Self::SetRole { zone, .. }
            | Self::SetColour { zone, .. }
            | Self::SetMethod { zone, .. }
            | Self::SetProfile { zone, .. }
            | Self::SetParameter { zone, .. }
            | Self::SetConsent { zone, .. }
            | Self::SetHostForces { zone, .. }
            | Self::SetHeld { zone, .. }
            | Self::SetSites { zone, .. }
            | Self::SetNote { zone, .. }
            | Self::SetLocked { zone, .. }
            | Self::SetFollows { zone, .. }
            | Self::SetTied { zone, .. }
            | Self::SetZoneMission { zone, .. }
            | Self::SetRoe { zone, .. }
            | Self::SetRoeFactor { zone, .. }
            | Self::Assign { zone, .. }
            | Self::Unassign { zone, .. }
            | Self::SetAssigned { zone, .. }
            | Self::SetLead { zone, .. }
            | Self::Reorder { zone, .. } => Some(zone),
            _ => None,
        }
    }

    /// A short label in the words of the hand that made it: "Move corner of
    /// Line belt". The plan is the one before the edit.
    pub fn label(&self, plan: &Plan) -> String {
        match self {
            Self::AddZone(zone) if zone.name.trim().is_empty() => {
                format!("Add {}", plan.next_name(zone.role))
            }
            Self::AddZone(zone) => format!("Add {}", zone.name.trim()),
            Self::RemoveZones(ids) => remove_label(ids, plan),
            Self::Reshape { zone, shape } => {
                let old = plan.zone(zone).map(|zone| zone.shape.as_ref());
                let verb = old.map_or("Reshape", |old| shape_verb(old, shape));
                let name = name_of(plan, zone);
                if plan.zone(zone).is_some_and(|zone| zone.is_live()) {
                    return format!("{verb} {name} and freeze it");
                }
                format!("{verb} {name}")
            }
            Self::Define { zone, definition } => define_label(zone, definition.as_deref(), plan),
            Self::Rename { zone, .. } => format!("Rename {}", name_of(plan, zone)),
            Self::SetLocked { zone, locked } => {
                format!("{} {}", if *locked { "Lock" } else { "Unlock" }, name_of(plan, zone))
            }
            Self::Reorder { zone, .. } => format!("Move {} in the list", name_of(plan, zone)),
            Self::SetParameter { zone, figure, value } => {
                let verb = if value.is_some() { "Set" } else { "Reset" };
                format!("{verb} {} of {}", figure_words(figure), name_of(plan, zone))
            }
            Self::SetTitle(_) => "Set title".to_owned(),
            Self::SetBanner(_) => "Set banner".to_owned(),
            Self::SetDate(_) => "Set date".to_owned(),
            Self::SetPlanNote(_) => "Edit note of the plan".to_owned(),
            Self::SetRotation(_) => "Set rotation".to_owned(),
            Self::SetDisplacement(_) => "Set displacement".to_owned(),
            Self::SetEnablers(Enablers::In) => "Count on US enablers".to_owned(),
            Self::SetEnablers(Enablers::IntelligenceOnly) => "Count on US intelligence only".to_owned(),
            Self::SetEnablers(Enablers::Out) => "Do without US enablers".to_owned(),
            Self::SetMandate(mandate) => format!("Set mandate: {}", mandate.title()),
            Self::SetMission(Some(mission)) => format!("Set mission: {}", mission.title()),
            Self::SetMission(None) => "Leave the mission to each zone".to_owned(),
            Self::SetMember(member) if plan.coalition.member(&member.nation).is_none() => {
                format!("Take in {}", member.nation)
            }
            Self::SetMember(member) => format!("Change {}", member.nation),
            Self::RemoveMembers(nations) => match nations.as_slice() {
                [one] => format!("Leave out {one}"),
                many => format!("Leave out {} nations", many.len()),
            },
            Self::ScaleBack { mission, share } => {
                format!("Scale {} back by {} %", mission.trim().to_uppercase(), (share * 100.0).round())
            }
            Self::Assign { zone, assignment } => {
                let stands =
                    plan.zone(zone).is_some_and(|zone| zone.assignment(&assignment.nation).is_some());
                let verb = if stands { "Change" } else { "Send" };
                let to = if stands { "in" } else { "to" };
                format!("{verb} {} {to} {}", assignment.nation, name_of(plan, zone))
            }
            Self::Unassign { zone, nation } => format!("Take {nation} out of {}", name_of(plan, zone)),
            Self::SetAssigned { zone, .. } => format!("Set contingents of {}", name_of(plan, zone)),
            Self::SetAircraft(_) => "Set number of aircraft".to_owned(),
            Self::SetComparison(Some(_)) => "Compare with an estimate".to_owned(),
            Self::SetComparison(None) => "Compare with no estimate".to_owned(),
            Self::SetTied { zone, tied } => {
                let verb = if *tied { "Tie" } else { "Untie" };
                let to = if *tied { "to" } else { "from" };
                format!("{verb} {} {to} the line of contact", name_of(plan, zone))
            }
            Self::SetLine(_) | Self::AddLine(_) | Self::ChooseLine(_) | Self::RemoveLine(_) => {
                lines::label(self, plan)
            }
            Self::AddSlide { .. }
            | Self::SetSlide(_)
            | Self::RemoveSlides(_)
            | Self::MoveSlide { .. }
            | Self::SetSlides(_) => showing::label(self, plan),
            Self::Several { label, edits } => match (label.trim(), edits.first()) {
                ("", Some(first)) => first.label(plan),
                ("", None) => "Change nothing".to_owned(),
                (label, _) => label.to_owned(),
            },
            of_a_zone => of_a_zone.setting_label(plan),
        }
    }

    fn setting_label(&self, plan: &Plan) -> String {
        let what = match self {
            Self::SetRole { .. } => "role",
            Self::SetColour { .. } => "colour",
            Self::SetMethod { .. } => "method",
            Self::SetProfile { .. } => "mandate profile",
            Self::SetConsent { .. } => "consent",
            Self::SetHostForces { .. } => "host forces",
            Self::SetHeld { .. } => "length held",
            Self::SetSites { .. } => "number of sites",
            Self::SetNote { .. } => "note",
            Self::SetZoneMission { .. } => "mission",
            Self::SetRoe { .. } => "rules of engagement",
            Self::SetRoeFactor { .. } => "factor of the rules of engagement",
            Self::SetLead { .. } => "framework nation",
            _ => "line",
        };
        format!("Set {what} of {}", self.zone().map_or("a zone", |id| name_of(plan, id)))
    }
}

/// What goes, and what that freezes.
fn remove_label(ids: &[ZoneId], plan: &Plan) -> String {
    let gone = match ids {
        [one] => format!("Delete {}", name_of(plan, one)),
        many => format!("Delete {} zones", many.len()),
    };
    let stays = |zone: &&std::sync::Arc<super::Zone>| !ids.contains(&zone.id);
    let mut frozen: Vec<&str> =
        ids.iter().flat_map(|id| plan.made_of(id)).filter(stays).map(|zone| zone.name.as_str()).collect();
    frozen.sort_unstable();
    frozen.dedup();
    match frozen.as_slice() {
        [] => gone,
        [one] => format!("{gone}, freeze {one}"),
        many => format!("{gone}, freeze {} zones", many.len()),
    }
}

fn define_label(zone: &ZoneId, new: Option<&Definition>, plan: &Plan) -> String {
    let name = name_of(plan, zone);
    let old = plan.zone(zone).and_then(|zone| zone.definition.as_deref());
    match (old, new) {
        (_, None) => format!("Freeze {name}"),
        (None, Some(_)) => format!("Define {name}"),
        (Some(old), Some(new))
            if old.km() != new.km() && new.km().is_some_and(|km| old.with_km(km) == *new) =>
        {
            format!("Set distance of {name}")
        }
        (Some(_), Some(_)) => format!("Change what makes {name}"),
    }
}

fn name_of<'a>(plan: &'a Plan, id: &'a ZoneId) -> &'a str {
    plan.zone(id).map_or(id.0.as_str(), |zone| zone.name.as_str())
}

/// "m3a.reserve-company" in words: "reserve company".
fn figure_words(id: &str) -> String {
    id.rsplit('.').next().unwrap_or(id).replace('-', " ")
}

fn shape_verb(old: &Shape, new: &Shape) -> &'static str {
    match (old.form(), new.form()) {
        (Form::Disc(old), Form::Disc(new)) => disc_verb(old, new),
        (Form::Corridor(old), Form::Corridor(new)) => corridor_verb(old, new),
        (Form::Area(old), Form::Area(new)) => area_verb(old, new),
        _ => "Reshape",
    }
}

fn disc_verb(old: &Disc, new: &Disc) -> &'static str {
    match (old.centre == new.centre, old.radius == new.radius) {
        (true, false) => "Set radius of",
        (false, true) => "Move",
        _ => "Reshape",
    }
}

fn corridor_verb(old: &Corridor, new: &Corridor) -> &'static str {
    let depth_is_same = old.left == new.left && old.right == new.right;
    match (old.axis == new.axis, depth_is_same) {
        (true, false) => "Set depth of",
        (false, true) => ring_verb(&old.axis.0, &new.axis.0),
        _ => "Reshape",
    }
}

fn area_verb(old: &MultiPolygon<f64>, new: &MultiPolygon<f64>) -> &'static str {
    let rings = |area: &MultiPolygon<f64>| {
        let rings = area.0.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        // A ring names its first corner twice; a hand sees it once.
        rings.map(|ring| ring.0.get(1..).unwrap_or_default().to_vec()).collect::<Vec<_>>()
    };
    let (old, new) = (rings(old), rings(new));
    if old.len() != new.len() {
        return "Reshape";
    }
    ring_verb(&old.concat(), &new.concat())
}

fn ring_verb(old: &[Coord<f64>], new: &[Coord<f64>]) -> &'static str {
    if new.len() == old.len() + 1 {
        return "Add corner to";
    }
    if new.len() + 1 == old.len() {
        return "Remove corner of";
    }
    if old.len() != new.len() {
        return "Reshape";
    }
    match old.iter().zip(new).filter(|(old, new)| old != new).count() {
        1 => "Move corner of",
        moved if moved > 1 && moved == old.len() => "Move",
        _ => "Reshape",
    }
}

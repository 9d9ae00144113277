//! How a zone is sized: its own method and mandate, or those of its mission and role.

use crate::atlas::Atlas;
use crate::atlas::doctrine::Method;
use crate::plan::{Mission, Plan, Zone};

/// A method with its mandate profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizing<'a> {
    /// The method.
    pub method: Method,
    /// The figure id of its profile: `m3b.light-un`.
    pub profile: Option<&'a str>,
}

/// What sizes a zone of a role when it says nothing itself.
#[derive(Clone, Copy)]
struct Usual<'a> {
    method: Method,
    profile: Option<&'a str>,
    cross: Option<Method>,
    cross_profile: Option<&'a str>,
}

/// What a zone is for: its own mission, or the plan's; none leaves it to its role.
pub fn mission(zone: &Zone, plan: &Plan) -> Option<Mission> {
    zone.mission.or(plan.assumptions.mission)
}

/// The method of a zone's role under its mission: what it is sized by unless it says otherwise.
pub fn usual_method(zone: &Zone, plan: &Plan, atlas: &Atlas) -> Option<Method> {
    Usual::of(zone, mission(zone, plan), atlas).map(|usual| usual.method)
}

impl<'a> Usual<'a> {
    /// What the doctrine says of a role under a mission.
    fn of(zone: &Zone, mission: Option<Mission>, atlas: &'a Atlas) -> Option<Self> {
        let role = zone.role.name();
        let under = mission.and_then(|mission| atlas.posture.profile(mission.name(), role));
        if let Some(under) = under {
            return Some(Self {
                method: under.method,
                profile: under.profile.as_deref(),
                cross: under.cross_check,
                cross_profile: under.cross_profile.as_deref(),
            });
        }
        let role = atlas.doctrine.role(role)?;
        Some(Self {
            method: role.method,
            profile: role.profile.as_deref(),
            cross: role.cross_check,
            cross_profile: role.cross_profile.as_deref(),
        })
    }
}

impl<'a> Sizing<'a> {
    /// What the zone says, and where it says nothing what the doctrine says of its role
    /// under its mission. That profile holds only for that method.
    pub fn of(zone: &'a Zone, mission: Option<Mission>, atlas: &'a Atlas) -> Self {
        let usual = Usual::of(zone, mission, atlas);
        // A role without doctrine would be a fault of the embedded data, which its tests rule out.
        let method = zone.method.unwrap_or(usual.map_or(Method::Site, |usual| usual.method));
        let profile = usual.filter(|usual| usual.method == method).and_then(|usual| usual.profile);
        Self { method, profile: zone.profile.as_deref().or(profile) }
    }

    /// The cross-check of a zone: its role's, or where the zone is sized by that one
    /// already the role's usual method.
    pub fn cross_check(self, zone: &Zone, mission: Option<Mission>, atlas: &'a Atlas) -> Option<Self> {
        let usual = Usual::of(zone, mission, atlas)?;
        let cross = Self { method: usual.cross?, profile: usual.cross_profile };
        Some(if cross == self { Self { method: usual.method, profile: usual.profile } } else { cross })
    }
}

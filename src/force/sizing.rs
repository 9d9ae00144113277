//! How a zone is sized: its own method and mandate, or its role's.

use crate::atlas::doctrine::{Doctrine, Method};
use crate::plan::Zone;

/// A method with its mandate profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizing<'a> {
    /// The method.
    pub method: Method,
    /// The figure id of its profile: `m3b.light-un`.
    pub profile: Option<&'a str>,
}

impl<'a> Sizing<'a> {
    /// What the zone says, and where it says nothing what its role's doctrine says. The
    /// role's profile holds only for the role's method.
    pub fn of(zone: &'a Zone, doctrine: &'a Doctrine) -> Self {
        let role = doctrine.role(zone.role.name());
        // A role without doctrine would be a fault of the embedded data, which its tests rule out.
        let usual = role.map_or(Method::Site, |role| role.method);
        let method = zone.method.unwrap_or(usual);
        let of_role = role.filter(|role| role.method == method).and_then(|role| role.profile.as_deref());
        Self { method, profile: zone.profile.as_deref().or(of_role) }
    }

    /// The cross-check of a zone: its role's, or where the zone is sized by that one
    /// already the role's usual method.
    pub fn cross_check(self, zone: &Zone, doctrine: &'a Doctrine) -> Option<Self> {
        let role = doctrine.role(zone.role.name())?;
        let usual = Self { method: role.method, profile: role.profile.as_deref() };
        let cross = Self { method: role.cross_check?, profile: role.cross_profile.as_deref() };
        Some(if cross == self { usual } else { cross })
    }
}

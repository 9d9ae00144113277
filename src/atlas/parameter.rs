//! The names of the figures that the methods reckon with.

use serde::{Deserialize, Serialize};

macro_rules! parameters {
    ($($(#[$meta:meta])* $name:ident = $id:literal,)*) => {
        /// A figure of `data/doctrine/parameters.csv`. The values stand there;
        /// here are only the names, so that a sum cannot ask for a figure that
        /// does not exist, and finds the one it asks for at once.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Parameter {
            $($(#[$meta])* #[serde(rename = $id)] $name,)*
        }

        impl Parameter {
            /// All of them, in the order of the methods.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in files and on the command line: `m3a.spacing`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// The parameter of a name in a file.
            pub fn named(id: &str) -> Option<Self> {
                match id {
                    $($id => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

parameters! {
    /// r: police of a tranquil population, per 1,000.
    TranquilPolice = "m1.tranquil-police",
    /// r: light UN peacekeeping, per 1,000.
    LightUn = "m1.light-un",
    /// r: permissive stabilisation, per 1,000.
    Permissive = "m1.permissive",
    /// r: peace enforcement, per 1,000.
    Enforcement = "m1.enforcement",
    /// r: contested stabilisation, per 1,000.
    Contested = "m1.contested",
    /// r: counter-insurgency in its area of operations, per 1,000.
    CoinArea = "m1.coin-area",
    /// Share of the country's people above which M1 misleads (trap 2).
    CountryShare = "m1.country-share",
    /// d: large country, per km².
    LargeCountry = "m2.large",
    /// d: country of medium size, per km².
    MediumCountry = "m2.medium",
    /// d: small, dense theatre, per km².
    SmallDense = "m2.small-dense",
    /// b: how strength grows with area.
    SizeExponent = "m2.exponent",
    /// The largest area for a linear density, km².
    CompactLimit = "m2.compact-limit",
    /// s: km of line per post.
    Spacing = "m3a.spacing",
    /// h: people per post, day and night.
    Post = "m3a.post",
    /// q: patrol people per km.
    Patrol = "m3a.patrol",
    /// Q: people in a reserve company.
    ReserveCompany = "m3a.reserve-company",
    /// S: km of line per reserve company.
    ReserveSector = "m3a.reserve-sector",
    /// t: support per soldier on the line.
    Support = "m3a.support",
    /// c: headquarters share of line and support.
    Headquarters = "m3a.hq",
    /// f: share of posts that stay manned beside sensors; not applied unless set.
    Technology = "m3a.technology",
    /// k: observers, people per km.
    Observers = "m3b.observers",
    /// k: light UN line, people per km.
    LightUnLine = "m3b.light-un",
    /// k: interposition with fixed posts, people per km.
    Interposition = "m3b.interposition",
    /// k: line and 25 km of depth, people per km.
    Depth = "m3b.depth",
    /// w: km of line per forward brigade.
    Frontage = "m4.frontage",
    /// B: all-in slice of a brigade in theatre.
    Slice = "m4.slice",
    /// Organic strength of a brigade.
    Organic = "m4.organic",
    /// ρ: reserve brigades per forward brigade.
    ReserveBrigades = "m4.reserve",
    /// G: people in a battlegroup.
    Battlegroup = "m4t.battlegroup",
    /// Nref: IFOR.
    Ifor = "m5.ifor",
    /// Nref: KFOR.
    Kfor = "m5.kfor",
    /// k: pool for one deployed.
    PoolMultiple = "m6.k",
    /// T: months of a tour.
    Tour = "m6.tour",
    /// I: months between the tours of a unit.
    Interval = "m6.interval",
    /// Days away allowed to one person in 30 months.
    Separation = "m6.separation",
    /// Share of land forces sustainable on operations.
    Usability = "m6.usability",
    /// Share of an offer left after caveats.
    Availability = "m6.availability",
    /// p: people per deployed fighter.
    PerAircraft = "m7.per-aircraft",
    /// Fighters of the Sky Shield proposal.
    SkyShield = "m7.sky-shield",
    /// People in an air-defence battery.
    Battery = "m7.battery",
    /// People in a naval group.
    Naval = "m7.naval",
    /// Share of the land force for enablers the United States do not supply.
    Enablers = "m7.enablers",
    /// The same where they share intelligence and supply nothing else.
    EnablersIntelligence = "m7.enablers-intelligence",
    /// m² of land per person.
    LandPerPerson = "m8.per-person",
    /// People in a company base.
    CompanyBase = "m8.company-base",
    /// People in a battalion camp.
    BattalionCamp = "m8.battalion-camp",
    /// People in a hub or brigade base.
    HubBase = "m8.hub",
    /// People for a site.
    SitePackage = "site.package",
    /// People for a large city.
    CityPackage = "site.city",
}

impl Parameter {
    /// Whether a larger value means fewer troops, so that the low case has the
    /// largest: spacing, reserve sector and frontage.
    pub const fn descends(self) -> bool {
        matches!(self, Self::Spacing | Self::ReserveSector | Self::Frontage)
    }

    /// The least and the most that a user may set, in the figure's unit.
    ///
    /// The bounds keep sums finite and catch slips of a digit; they say nothing
    /// about what is sensible. A divisor must stay well above zero (10 m of
    /// line, one person); a share may be nothing.
    pub const fn allowed(self) -> (f64, f64) {
        match self {
            Self::Spacing | Self::ReserveSector | Self::Frontage => (0.01, 10_000.0),
            Self::Post
            | Self::ReserveCompany
            | Self::Slice
            | Self::Organic
            | Self::Battlegroup
            | Self::SitePackage
            | Self::CityPackage
            | Self::PerAircraft
            | Self::Battery
            | Self::Naval
            | Self::CompanyBase
            | Self::BattalionCamp
            | Self::HubBase => (1.0, 1_000_000.0),
            Self::Technology | Self::CountryShare | Self::Usability | Self::Availability => (0.0, 1.0),
            Self::Support
            | Self::Headquarters
            | Self::ReserveBrigades
            | Self::Enablers
            | Self::EnablersIntelligence
            | Self::SizeExponent => (0.0, 10.0),
            Self::PoolMultiple => (1.0, 20.0),
            Self::Tour => (0.1, 120.0),
            Self::Interval => (0.0, 600.0),
            _ => (0.0, 1_000_000.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_parameter() {
        for (place, &parameter) in Parameter::ALL.iter().enumerate() {
            assert_eq!(Parameter::named(parameter.id()), Some(parameter));
            assert_eq!(parameter as usize, place);
        }
        assert_eq!(Parameter::named("m3a.posts"), None);
    }
}

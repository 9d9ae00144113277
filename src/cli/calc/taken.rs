//! Which options each method takes. What it does not take is refused: a number
//! that is passed over in silence looks as if it counted.

use crate::atlas::doctrine::Method;

pub const LINE: &str = "--line-km";
pub const AREA: &str = "--area-km2";
pub const PEOPLE: &str = "--people";
pub const SITES: &str = "--sites";
pub const HOST: &str = "--host-forces";
pub const HELD: &str = "--held-km";
pub const GROUND: &str = "--ground-factor";
pub const PROFILE: &str = "--profile";
pub const REFERENCE: &str = "--reference";
pub const EXPONENT: &str = "--exponent";
pub const AIRCRAFT: &str = "--aircraft";
pub const BATTERIES: &str = "--batteries";
pub const NAVAL: &str = "--naval-groups";
pub const NO_ENABLERS: &str = "--no-us-enablers";
pub const US_ENABLERS: &str = "--us-enablers";
pub const TROOPS: &str = "--troops";
pub const POOL: &str = "--pool";
pub const TOUR: &str = "--tour-months";
pub const INTERVAL: &str = "--interval-months";
pub const HORIZON: &str = "--horizon-months";
pub const SET: &str = "--set";

/// The options of M6, which has no figures of its own.
pub const ROTATION: &[&str] = &[TROOPS, POOL, TOUR, INTERVAL, HORIZON];

/// The options of a method.
pub const fn by(method: Method) -> &'static [&'static str] {
    match method {
        Method::M1 => &[PEOPLE, PROFILE, HOST, SET],
        Method::M2 => &[AREA, PROFILE, REFERENCE, SET],
        Method::M3a => &[LINE, GROUND, SET],
        Method::M3b => &[LINE, GROUND, PROFILE, SET],
        Method::M4 => &[HELD, LINE, GROUND, PROFILE, SET],
        Method::M4t | Method::Site => &[SITES, PROFILE, SET],
        Method::M5 => &[LINE, AREA, PEOPLE, REFERENCE, EXPONENT, SET],
        Method::M7 => &[AIRCRAFT, BATTERIES, NAVAL, NO_ENABLERS, US_ENABLERS, TROOPS, SET],
        Method::M8 => &[TROOPS, SET],
    }
}

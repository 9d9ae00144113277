//! M6: how many people stand behind those deployed.
//!
//! Deployed, pool and cumulative are three kinds of number and three types
//! (trap 5). "3:1" is read as k = 3 and as k = 4, so k itself is kept (trap 6).

use crate::problem::Refusal;
use crate::units::{Cumulative, Deployed, Pool};

use super::counting::whole_up;

/// The pool for one deployed: `k = (T + I)/T`.
///
/// Units: months; k has none. Source: tours of 4 to 6 months in most armies
/// (recalled), a British interval of 24 months (found).
///
/// Worked example: tours of 6 months every 18 months: 12 between, k = 3.
/// ```
/// # fn main() -> Result<(), cordon::problem::Refusal> {
/// assert_eq!(cordon::force::rotation::k(6.0, 12.0)?, 3.0);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Refuses a tour of no length and an interval below zero.
pub fn k(tour_months: f64, interval_months: f64) -> Result<f64, Refusal> {
    if !(0.1..=120.0).contains(&tour_months) {
        return Err(Refusal::new(
            format!("A tour cannot last {tour_months} months"),
            "It must lie between 0.1 and 120 months.",
        ));
    }
    if !(0.0..=600.0).contains(&interval_months) {
        let what = format!("The interval between tours cannot be {interval_months} months");
        return Err(Refusal::new(what, "It must lie between 0 and 600 months."));
    }
    Ok((tour_months + interval_months) / tour_months)
}

/// Deployed and those preparing and recovering: `D·k`.
///
/// Worked example: 40,000 deployed at k = 3 stand on a pool of 120,000.
/// ```
/// use cordon::{force::rotation::pool, units::{Deployed, Pool}};
/// assert_eq!(pool(Deployed(40_000.0), 3.0), Pool(120_000.0));
/// ```
pub fn pool(deployed: Deployed, k: f64) -> Pool {
    Pool(deployed.0 * k)
}

/// What a pool can keep deployed: `pool/k`; nothing where k is below one.
///
/// Worked example: 100,000 at k = 2.5 keep 40,000 deployed, at k = 5 20,000.
/// ```
/// use cordon::{force::rotation::deployed_from_pool, units::{Deployed, Pool}};
/// assert_eq!(deployed_from_pool(Pool(100_000.0), 2.5), Deployed(40_000.0));
/// ```
pub fn deployed_from_pool(pool: Pool, k: f64) -> Deployed {
    if k >= 1.0 { Deployed(pool.0 / k) } else { Deployed(0.0) }
}

/// Everyone who serves over a horizon: `D·⌈m/T⌉`; nobody where the tour has no
/// length.
///
/// Worked example: 64,000 deployed in tours of 6 months are 256,000 over 24.
/// ```
/// use cordon::{force::rotation::cumulative, units::{Cumulative, Deployed}};
/// assert_eq!(cumulative(Deployed(64_000.0), 24.0, 6.0), Cumulative(256_000.0));
/// ```
pub fn cumulative(deployed: Deployed, horizon_months: f64, tour_months: f64) -> Cumulative {
    let tours = horizon_months / tour_months;
    if tours.is_finite() { Cumulative(deployed.0 * whole_up(tours)) } else { Cumulative(0.0) }
}

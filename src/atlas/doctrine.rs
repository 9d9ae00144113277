//! Doctrine: the methods that size a zone and their figures.

use serde::{Deserialize, Serialize};

/// A way to turn kilometres, square kilometres, people or sites into troops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    /// Population: `max(0, P/1000·r − host forces)`.
    M1,
    /// Area: `A·d`, or `Nref·(A/Aref)^b`.
    M2,
    /// Line, bottom-up: posts, patrols, reserve, support, headquarters.
    M3a,
    /// Line, analogue: `L·k`.
    M3b,
    /// Brigade frontage.
    M4,
    /// Tripwire or hub: `sites·G`.
    M4t,
    /// Analogy with a past mission.
    M5,
    /// Air, sea and enablers: a separate total.
    M7,
    /// Bases: hectares and camps; footprint, not sizing.
    M8,
    /// A fixed package a site.
    #[serde(rename = "site")]
    Site,
}

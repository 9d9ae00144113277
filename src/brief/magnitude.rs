//! Soldiers for what they answer for: residents, ground and line, of past missions and of a plan.

use crate::atlas::Atlas;
use crate::atlas::doctrine::Mission;
use crate::atlas::presets::Takes;
use crate::force::Figures;

/// A denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Per {
    /// A thousand residents.
    Residents,
    /// A square kilometre of ground.
    Area,
    /// A kilometre of line.
    Line,
}

impl Per {
    /// All three, since each leads to another answer.
    pub const ALL: [Self; 3] = [Self::Residents, Self::Area, Self::Line];

    /// The name in the ids of figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Residents => "per-1000-residents",
            Self::Area => "per-km2",
            Self::Line => "per-km-of-line",
        }
    }

    /// In words, after "soldiers".
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Residents => "per 1,000 residents",
            Self::Area => "per km²",
            Self::Line => "per km of line",
        }
    }

    /// A past mission by it; none where its denominator is not known.
    pub fn of_mission(self, mission: &Mission) -> Option<f64> {
        let strength = mission.strength.value;
        Some(match self {
            Self::Residents => strength / mission.people.as_ref()?.value * 1_000.0,
            Self::Area => strength / mission.area_km2.as_ref()?.value,
            Self::Line => strength / mission.line_km.as_ref()?.value,
        })
    }

    /// So many troops by it, for the whole country; none where there is nothing to answer for.
    pub fn of_plan(self, troops: f64, whole: &Whole) -> Option<f64> {
        let of = match self {
            Self::Residents => whole.people / 1_000.0,
            Self::Area => whole.area_km2,
            Self::Line => whole.line_km,
        };
        (of > 0.0).then(|| troops / of)
    }
}

/// Square kilometres, residents and kilometres of line that a force for the whole country
/// would answer for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Whole {
    pub area_km2: f64,
    pub people: f64,
    pub line_km: f64,
}

/// The country as the presets of the data have it, and the line as the plan has it.
pub(super) fn whole(atlas: &Atlas, figures: &Figures) -> Whole {
    let preset = atlas.presets.iter().find_map(|preset| match &preset.takes {
        Takes::Analogy { area_km2, people, line_km, .. } => {
            Some(Whole { area_km2: *area_km2, people: *people, line_km: *line_km })
        }
        _ => None,
    });
    let line = figures.line.total_km.0;
    let preset = preset.unwrap_or(Whole { area_km2: 0.0, people: 0.0, line_km: 0.0 });
    Whole { line_km: if line > 0.0 { line } else { preset.line_km }, ..preset }
}

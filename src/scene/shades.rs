//! How strongly each group of the base map is drawn.

use super::names::Rank;

/// Parts of the base map that can be faded out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Land, sea and coasts.
    Ground,
    /// Borders of countries.
    Borders,
    /// Lines between oblasts.
    Oblasts,
    /// Rivers and lakes, with their names.
    Waters,
    /// Names of countries and seas.
    Expanses,
    /// Settlements with their names.
    Settlements,
    /// Airports with their names.
    Airports,
    /// Seaports with their names.
    Ports,
    /// Nuclear plants with their names.
    Plants,
}

impl Group {
    /// All of them, in the order of their list.
    pub const ALL: [Self; 9] = [
        Self::Settlements,
        Self::Airports,
        Self::Ports,
        Self::Plants,
        Self::Expanses,
        Self::Oblasts,
        Self::Borders,
        Self::Waters,
        Self::Ground,
    ];

    /// The name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ground => "Land and sea",
            Self::Borders => "Country borders",
            Self::Oblasts => "Oblast borders",
            Self::Waters => "Rivers and lakes",
            Self::Expanses => "Country and sea names",
            Self::Settlements => "Settlements",
            Self::Airports => "Airports",
            Self::Ports => "Seaports",
            Self::Plants => "Nuclear plants",
        }
    }

    /// The group of a place.
    pub const fn of(rank: Rank) -> Self {
        match rank {
            Rank::Airport => Self::Airports,
            Rank::Port => Self::Ports,
            Rank::Plant => Self::Plants,
            _ => Self::Settlements,
        }
    }
}

/// The opacity of each group, 0 to 1; at 0 it is not drawn and takes no room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shades([f32; 9]);

impl Default for Shades {
    fn default() -> Self {
        Self([1.0; 9])
    }
}

impl Shades {
    /// How strongly a group is drawn.
    pub fn of(&self, group: Group) -> f32 {
        self.0.get(group as usize).copied().unwrap_or(1.0)
    }

    /// Whether a group is drawn at all.
    pub fn shows(&self, group: Group) -> bool {
        self.of(group) > 0.0
    }

    /// The same with a group drawn otherwise.
    #[must_use]
    pub fn with(mut self, group: Group, shade: f32) -> Self {
        if let Some(kept) = self.0.get_mut(group as usize) {
            *kept = shade.clamp(0.0, 1.0);
        }
        self
    }

    /// A number that changes with which groups take room.
    pub fn stamp(&self) -> u32 {
        Group::ALL.into_iter().filter(|group| self.shows(*group)).map(|group| 1 << group as u32).sum()
    }
}

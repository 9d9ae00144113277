//! The embedded reference data: map layers, lines, population, doctrine, nations.

use std::sync::OnceLock;

use crate::geodesy;
use crate::problem::Problem;

pub mod attribution;

pub mod digest;

pub mod layers;

pub mod lines;

pub mod ground;

pub mod doctrine;

pub mod posture;

pub mod nations;

pub mod exposure;

pub mod presets;

pub mod briefing;

pub mod population;

pub mod gazetteer;

mod estimates;

mod missions;

mod parameter;

mod table;

mod reader;

pub use attribution::Credit;
pub use briefing::Briefing;
pub use doctrine::Doctrine;
pub use gazetteer::Gazetteer;
pub use ground::Ground;
pub use layers::{
    Airport, Country, Label, LabelKind, Lake, MapLayers, NuclearPlant, Oblast, River, Seaport, Settlement,
    SettlementKind,
};
pub use lines::{NamedLine, contact_course};
pub use nations::{Commitment, Lean, MissionAbroad, Nation, Nations, Stance, Stock};
pub use population::Surface;
pub use posture::{Caveat, Posture};

/// The line of contact in [`Atlas::lines`].
pub const CONTACT: &str = "contact";

/// Everything the program knows before a plan is drawn. Read once, never changed.
#[derive(Clone, Debug)]
pub struct Atlas {
    /// The layers of the map.
    pub map: MapLayers,
    /// The methods that size a zone, their figures and sources.
    pub doctrine: Doctrine,
    /// Missions, mandates, rules of engagement and caveats, in words.
    pub posture: Posture,
    /// Nations that might send a contingent, and what their armies do already.
    pub nations: Nations,
    /// Where people live: official totals of the oblasts over their settlements.
    pub population: Surface,
    /// The line of contact first, then the borders with Russia and with Belarus.
    pub lines: Vec<NamedLine>,
    /// The distances from the line of contact at which exposure is counted, the nearest first.
    pub exposure: Vec<exposure::Threshold>,
    /// The numbers of the debate that can be worked out again.
    pub presets: Vec<presets::Preset>,
    /// What the standard brief takes from the data.
    pub briefing: Briefing,
    /// Who made what is embedded.
    pub credits: Vec<Credit>,
    /// What was read but deserves a warning.
    pub problems: Vec<Problem>,
    /// Made when somebody first looks for a place.
    gazetteer: OnceLock<Gazetteer>,
}

impl Atlas {
    /// Reads the embedded files. Fails on the first that is not what was derived,
    /// naming file, feature and member.
    pub fn embedded() -> Result<Self, Problem> {
        let map = MapLayers::embedded()?;
        let doctrine = Doctrine::embedded()?;
        let posture = Posture::embedded(&doctrine)?;
        let nations = Nations::embedded(&doctrine, &posture)?;
        let lines = lines::embedded(geodesy::length, &doctrine)?;
        if lines.first().is_none_or(|line| line.id != CONTACT) {
            let what = "The line of contact is not the first line";
            return Err(Problem::error(
                "line-of-contact-2024-12-01.geojson",
                what,
                "Derive it again with scripts/derive_atlas.py.",
            ));
        }
        Ok(Self {
            exposure: exposure::embedded(&doctrine)?,
            presets: presets::embedded(&doctrine)?,
            briefing: Briefing::embedded(&doctrine)?,
            doctrine,
            posture,
            nations,
            population: Surface::new(&map.oblasts, &map.settlements),
            map,
            lines,
            credits: attribution::credits()?,
            problems: Vec::new(),
            gazetteer: OnceLock::new(),
        })
    }

    /// The places that can be found by name. Made at the first call, in some milliseconds.
    pub fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| Gazetteer::of(&self.map))
    }

    /// A line by its id: `contact`, `border-russia` or `border-belarus`.
    pub fn line(&self, id: &str) -> Option<&NamedLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// The line of contact.
    pub fn contact(&self) -> &NamedLine {
        // `embedded` refuses an atlas whose first line is another.
        &self.lines[0]
    }
}

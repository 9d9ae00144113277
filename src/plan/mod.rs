//! The plan: zones, assumptions and the line they are measured along, changed
//! through one door and saved as GeoJSON.

pub mod zone;

pub mod colour;

pub mod definition;

pub mod target;

pub mod posture;

pub mod assumptions;

pub mod coalition;

pub mod own_line;

pub mod tied;

mod lines;

pub mod slides;

pub mod edit;

mod label;

mod change;

pub mod following;

mod joining;

mod showing;

pub mod history;

pub mod operation;

pub mod order;

pub mod seam;

mod mending;

pub mod fitting;

pub mod kept;

pub mod file;

pub mod save;

use std::sync::Arc;

pub use assumptions::{Assumptions, Displacement, Rotation};
pub use coalition::{Assignment, Coalition, Lean, Member, NationCode, Share, Stock};
pub use colour::ZoneColour;
pub use definition::{Anchor, Definition, Side, Source, Spot, facing};
pub use edit::Edit;
pub use following::Draft;
pub use history::History;
pub use kept::Kept;
pub use operation::Operation;
pub use own_line::{GROUND_FACTOR, OwnLine, check_ground_factor};
pub use posture::{Enablers, Mandate, Mission, Roe};
pub use slides::{Camera, Exhibit, MapView, Slide, SlideId, Template};
pub use tied::{Tie, TieEnd, TieState};
pub use zone::{Corridor, Disc, Form, LineName, Role, Shape, Zone, ZoneId};

/// The document. A value: cheap to clone (what is large is shared), changed
/// only by [`Plan::with`], which makes a new one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Its name for people.
    pub title: String,
    /// The words across every map and export: that this is hypothetical.
    pub banner: String,
    /// The day the plan speaks of, YYYY-MM-DD; empty if none.
    pub date: String,
    /// The user's remark.
    pub note: String,
    /// What the arithmetic takes for granted.
    pub assumptions: Assumptions,
    /// Who could fill the zones.
    pub coalition: Arc<Coalition>,
    /// The line of contact in force, where it is the user's own; `None` is the embedded one.
    pub line: Option<Arc<OwnLine>>,
    /// The user's other lines of contact, by date and name: one of them, or the embedded
    /// one, is put in force by [`Edit::ChooseLine`].
    pub hypotheses: Vec<Arc<OwnLine>>,
    /// The zones, in the order of the list.
    pub zones: Vec<Arc<Zone>>,
    /// The slides of the brief, in their order; none where the standard brief is shown.
    pub slides: Vec<Arc<Slide>>,
    /// What other tools wrote into the file: written back, not understood.
    pub kept: Arc<Kept>,
}

impl Plan {
    /// A plan without zones, with the assumptions of `data/plan/empty.plan.geojson`.
    pub fn empty() -> Self {
        file::empty()
    }

    /// The zone of an id.
    pub fn zone(&self, id: &ZoneId) -> Option<&Arc<Zone>> {
        self.zones.iter().find(|zone| zone.id == *id)
    }

    /// The place of a zone in the list, counted from 0.
    pub fn place(&self, id: &ZoneId) -> Option<usize> {
        self.zones.iter().position(|zone| zone.id == *id)
    }

    /// The slide of an id.
    pub fn slide(&self, id: &SlideId) -> Option<&Arc<Slide>> {
        self.slides.iter().find(|slide| slide.id == *id)
    }

    /// An id that no zone of this plan has: `zone-4` after `zone-3`.
    pub fn next_id(&self) -> ZoneId {
        let unread: Vec<ZoneId> = self.kept.unread_ids().collect();
        id_after(self.zones.iter().map(|zone| &zone.id).chain(self.kept.zones.keys()).chain(&unread))
    }

    /// A name that no zone of this plan has: "Belt 2" after "Belt 1".
    pub fn next_name(&self, role: Role) -> String {
        name_after(role, |name| self.zones.iter().any(|zone| zone.name == name))
    }
}

/// The id that follows the highest `zone-…` among these.
fn id_after<'a>(ids: impl Iterator<Item = &'a ZoneId>) -> ZoneId {
    ZoneId(number_after("zone-", ids.map(|id| id.0.as_str())))
}

/// The name that follows the highest of a prefix and a number among these.
fn number_after<'a>(prefix: &str, names: impl Iterator<Item = &'a str>) -> String {
    let last = names.filter_map(|name| name.strip_prefix(prefix)?.parse::<u64>().ok()).max();
    format!("{prefix}{}", last.unwrap_or(0).saturating_add(1))
}

/// The first of "Belt 1", "Belt 2", … that is not taken.
fn name_after(role: Role, taken: impl Fn(&str) -> bool) -> String {
    let mut number = 1_u64;
    loop {
        let name = format!("{} {number}", role.noun());
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}

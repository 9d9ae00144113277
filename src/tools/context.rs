//! What a tool sees of the world: the plan, the lines, the selection.

use std::sync::Arc;

use geo_types::LineString;
use serde::{Deserialize, Serialize};

use super::{Net, Sectors};
use crate::atlas::{Atlas, NamedLine};
use crate::plan::{LineName, OwnLine, Plan, Role, Zone, ZoneId};
use crate::units::Km;

/// A line that corners snap to and that a belt can be cut from.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// Which line it is; a belt cut from it follows this line.
    pub id: LineName,
    /// In words, as it stands in "on the line of contact".
    pub name: String,
    /// One course of it. A line in several parts makes several guides.
    pub path: Arc<LineString<f64>>,
}

impl Guide {
    /// The lines of the atlas, the plan's own line of contact in place of the
    /// embedded one. Copies the courses: make it when the plan's line changes,
    /// not every frame.
    pub fn all(plan: &Plan, atlas: &Atlas) -> Vec<Self> {
        let own = |id: &str| plan.line.as_ref().filter(|_| id == "contact").map(|line| line.path.clone());
        let guide = |line: &NamedLine| Self {
            id: LineName(line.id.clone()),
            name: in_a_sentence(&line.name),
            path: Arc::new(own(&line.id).unwrap_or_else(|| line.path.clone())),
        };
        atlas.lines.iter().map(guide).collect()
    }
}

/// "Line of contact" as it stands inside a sentence: "the line of contact".
fn in_a_sentence(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    format!("the {}{}", first.unwrap_or_default(), letters.as_str())
}

/// What is selected and what the pointer is over, in the list and on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The selected zones, in the order in which they were selected.
    pub zones: Vec<ZoneId>,
    /// The zone under the pointer.
    pub hovered: Option<ZoneId>,
}

impl Selection {
    /// One selected zone.
    pub fn only(zone: ZoneId) -> Self {
        Self { zones: vec![zone], hovered: None }
    }

    /// Whether a zone is selected.
    pub fn has(&self, zone: &ZoneId) -> bool {
        self.zones.contains(zone)
    }

    /// The selected zone, if it is one and no more.
    pub fn single(&self) -> Option<&ZoneId> {
        match self.zones.as_slice() {
            [zone] => Some(zone),
            _ => None,
        }
    }

    /// Adds a zone, or takes it out if it is in.
    #[must_use]
    pub fn toggled(&self, zone: &ZoneId) -> Self {
        let mut zones: Vec<ZoneId> = self.zones.iter().filter(|id| *id != zone).cloned().collect();
        if zones.len() == self.zones.len() {
            zones.push(zone.clone());
        }
        Self { zones, hovered: self.hovered.clone() }
    }

    /// The same selection with another zone under the pointer.
    #[must_use]
    pub fn hovering(&self, hovered: Option<ZoneId>) -> Self {
        Self { zones: self.zones.clone(), hovered }
    }

    /// The same without zones that the plan no longer has.
    #[must_use]
    pub fn within(&self, plan: &Plan) -> Self {
        Self {
            zones: self.zones.iter().filter(|id| plan.zone(id).is_some()).cloned().collect(),
            hovered: self.hovered.clone().filter(|id| plan.zone(id).is_some()),
        }
    }
}

/// The tongue in which places are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English, or the Latin letters of Ukrainian names.
    #[default]
    English,
    /// Ukrainian.
    Ukrainian,
}

/// How corners are drawn and dragged, as far as that can be switched.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Switches {
    /// Between two clicks on one line, its course is taken in.
    pub follow: bool,
    /// A corner that zones share is moved in all of them.
    pub shared: bool,
    /// New ground is cut by the zones that are there.
    pub no_overlap: bool,
    /// A new zone grows to its neighbours.
    pub fill: bool,
    /// How wide a gap may be that it grows across.
    pub gap: Km,
}

impl Default for Switches {
    fn default() -> Self {
        Self { follow: false, shared: true, no_overlap: false, fill: false, gap: Km(2.0) }
    }
}

/// What a tool sees in this frame. `plan` is the plan without the pending edit.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The plan, as last settled.
    pub plan: &'a Plan,
    /// What is selected.
    pub selection: &'a Selection,
    /// The lines that can be snapped to and cut from.
    pub lines: &'a [Guide],
    /// The line of contact in force, the embedded one too, as a line of the user's own: what
    /// a hand reshapes.
    pub contact: &'a Arc<OwnLine>,
    /// Who stands where, if it is on the map.
    pub sectors: Option<Sectors<'a>>,
    /// The role of the next zone drawn.
    pub next_role: Role,
    /// Whether the snap switch is on.
    pub snap: bool,
    /// How corners are drawn and dragged.
    pub switches: Switches,
    /// What can be snapped to and followed.
    pub net: &'a Net,
    /// How places are named.
    pub tongue: Tongue,
    /// How far from a thing the pointer still takes it: some 10 px, as a
    /// distance on the ground under the pointer.
    pub pick: Km,
}

impl<'a> Context<'a> {
    /// The selected zone, if it is one and no more.
    pub fn selected_zone(&self) -> Option<&'a Arc<Zone>> {
        self.plan.zone(self.selection.single()?)
    }
}

/// A context of a plan and a selection, with nothing to snap to.
#[cfg(test)]
pub(super) fn bare<'a>(plan: &'a Plan, selection: &'a Selection) -> Context<'a> {
    use crate::units::Span;
    let contact = OwnLine {
        name: String::new(),
        date: String::new(),
        source: String::new(),
        path: LineString(Vec::new()),
        ground_factor: Span::new(1.0, 1.0, 1.0),
    };
    // What a test leaves behind ends with it.
    Context {
        plan,
        selection,
        lines: &[],
        contact: Box::leak(Box::new(Arc::new(contact))),
        sectors: None,
        next_role: Role::Hub,
        snap: false,
        switches: Switches::default(),
        net: Box::leak(Box::default()),
        tongue: Tongue::English,
        pick: Km(0.5),
    }
}

//! What other tools wrote into a plan's file: carried along and written back.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::ZoneId;

/// What stood beside a zone in its feature without being understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptFeature {
    /// Members of the feature other than `type`, `id`, `geometry`, `properties`.
    pub members: Map<String, Value>,
    /// Properties that are not Cordon's.
    pub properties: Map<String, Value>,
}

/// A feature that could not be read as a zone, as it stood in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its place among the features of the file, counted from 0.
    pub place: usize,
    /// The feature, word for word.
    pub feature: Value,
}

/// Everything in a plan's file that is not understood. Never in the way, never lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Foreign members of the collection other than `cordon`.
    pub members: Map<String, Value>,
    /// Members inside `cordon` that this version does not know, by the path of
    /// the object they stand in: `cordon.assumptions`.
    pub head: BTreeMap<String, Map<String, Value>>,
    /// What stood beside each zone. A zone that was removed keeps its entry, so
    /// that undo brings it back whole and its id is not given to another.
    pub zones: BTreeMap<ZoneId, KeptFeature>,
    /// What stood beside each line of contact that is not in force, by its name.
    pub lines: BTreeMap<String, KeptFeature>,
    /// Features that are not zones, in the order of the file.
    pub unread: Vec<Unread>,
}

impl KeptFeature {
    /// Whether there was nothing but Cordon's own.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.properties.is_empty()
    }
}

impl Kept {
    /// The ids of features that could not be read: not to be given to others.
    pub fn unread_ids(&self) -> impl Iterator<Item = ZoneId> + '_ {
        let ids = self.unread.iter().filter_map(|unread| unread.feature.get("id")?.as_str());
        ids.map(|id| ZoneId(id.to_owned()))
    }

    /// Whether the file held features that could not be read: warn before saving over it.
    pub fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }
}

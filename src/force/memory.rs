//! A table that drops what has not been asked for in a while.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use crate::plan::Shape;

/// How many generations something stays unused: about two seconds of dragging at 60
/// frames a second, so that a corner that is moved back and forth is not measured twice.
pub(super) const KEPT_FOR: u64 = 120;

/// How often the table is gone through. Each time costs a look at every entry.
pub(super) const TIDIED_EVERY: u64 = 64;

/// Values by key, each with the shapes whose addresses are in the key.
#[derive(Debug)]
pub(super) struct Memory<K, V> {
    entries: HashMap<K, Entry<V>>,
}

#[derive(Debug)]
struct Entry<V> {
    value: V,
    used: u64,
    /// Holds the shapes, so that no other can take their address.
    _holds: Vec<Arc<Shape>>,
}

impl<K, V> Default for Memory<K, V> {
    fn default() -> Self {
        Self { entries: HashMap::new() }
    }
}

impl<K: Hash + Eq, V> Memory<K, V> {
    /// What is known for a key; it counts as used now.
    pub fn get(&mut self, key: &K, generation: u64) -> Option<&V> {
        let entry = self.entries.get_mut(key)?;
        entry.used = generation;
        Some(&entry.value)
    }

    /// Keeps a value together with the shapes it was made of.
    pub fn put(&mut self, key: K, value: V, holds: Vec<Arc<Shape>>, generation: u64) {
        self.entries.insert(key, Entry { value, used: generation, _holds: holds });
    }

    /// From time to time drops what has not been used.
    pub fn tidy(&mut self, generation: u64) {
        if generation.is_multiple_of(TIDIED_EVERY) {
            self.entries.retain(|_, entry| entry.used + KEPT_FOR >= generation);
        }
    }

    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

//! A table that drops what has not been asked for in a while.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

use crate::plan::Shape;

/// How many generations something stays unused: about two seconds of dragging at 60
/// frames a second, so that a corner that is moved back and forth is not measured twice.
pub(super) const KEPT_FOR: u64 = 120;

/// How often the table is gone through. Each time costs a look at every entry.
pub(super) const TIDIED_EVERY: u64 = 64;

/// Hashes the addresses in a key.
pub(super) type ByAddress = BuildHasherDefault<AddressHasher>;

/// A hash for keys made of addresses. Nobody chooses where a shape is put, so the guard
/// against chosen keys of the standard hash is not needed; a thousand zones look up
/// some ten thousand keys in each frame of a drag, and it was a fifth of their time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        // Multiply and fold: the upper half of the product carries every bit of the word.
        let product = u128::from(self.0.rotate_left(23) ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Values by key, each with the shapes whose addresses are in the key.
#[derive(Debug)]
pub(super) struct Memory<K, V> {
    entries: HashMap<K, Entry<V>, ByAddress>,
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
        Self { entries: HashMap::default() }
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

    /// Changes every value, each by itself.
    pub fn update(&mut self, mut change: impl FnMut(&mut V)) {
        self.entries.values_mut().for_each(|entry| change(&mut entry.value));
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

//! What is handed out: pages, slides and tables as data, each figure with its id
//! and the way in which it came about.

pub mod rule;

pub mod annex;

pub mod record;

pub mod audit;

pub use annex::{Annex, Entry, Input, Kind};
pub use record::{Record, Shown};

//! Slides and pages: made of maps, tables, charts and words, as data that every
//! format turns into its own native things.

pub mod map;

pub mod inset;

pub mod page;

pub mod contrast;

pub mod deck;

pub mod table;

pub mod chart;

pub mod measure;

pub mod number;

mod need;

mod magnitude;

mod members;

pub mod subject;

pub mod standard;

pub mod pictures;

pub mod slide;

pub mod rule;

pub mod annex;

pub mod record;

pub mod audit;

pub use annex::{Annex, Entry, Input, Kind};
pub use deck::{Block, Chart, Deck, Page, What};
pub use pictures::Pictures;
pub use record::{Record, Shown};
pub use slide::{Fault, Finding, check};
pub use standard::{deck_of, slides_of, standard};
pub use subject::Subject;

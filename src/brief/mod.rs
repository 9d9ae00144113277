//! Slides and pages: made of maps, tables, charts and words, as data that every
//! format turns into its own native things.

pub mod map;

pub mod inset;

pub mod page;

pub mod contrast;

//! Cordon turns a zone drawn on a map of Ukraine into the number of people a
//! European force would need there. Open-source policy analysis from public
//! figures, at the scale of a country.
//!
//! The modules are floors of a house, from the ground up; `ARCHITECTURE.md`
//! says what each may not know, and `tests/floors.rs` holds them to it.

pub mod units;

pub mod source;

pub mod problem;

pub mod geodesy;

pub mod atlas;

pub mod plan;

pub mod force;

pub mod tools;

pub mod scene;

pub mod brief;

pub mod export;

pub mod import;

pub mod app;

pub mod cli;

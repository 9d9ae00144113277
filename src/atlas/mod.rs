//! The embedded reference data: map layers, population, doctrine.

pub mod doctrine;

mod estimates;
mod missions;
mod parameter;
mod table;

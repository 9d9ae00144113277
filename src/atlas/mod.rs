//! The embedded reference data: map layers, population, doctrine.

pub mod doctrine;

pub mod population;

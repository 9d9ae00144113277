//! One file a format.

pub mod svg;

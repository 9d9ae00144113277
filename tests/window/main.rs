//! The window, driven by mouse and keys without a display, with the numbers read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

mod harness;
mod raster;

mod briefing;
mod bringing;
mod definitions;
mod drawing;
mod finding;
mod footprints;
mod hands;
mod layers;
mod lines;
mod live;
mod measuring;
mod selecting;
mod shaping;
mod show;
mod supply;
mod tiles;
mod time;
mod topology;

//! The window, and what happens where none can be opened.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{Report, size};
use crate::export::Format;
use crate::plan::file;

/// The plan that stands in for none.
const EXAMPLE: &str = include_str!("../../data/examples/reassurance.plan.geojson");

/// How the window is opened.
#[derive(Clone, Debug, Default, Args)]
pub struct Options {
    /// What draws the window; by default wgpu, and glow where that fails
    #[arg(long, value_enum)]
    pub renderer: Option<Renderer>,
    /// Light or dark
    #[arg(long, value_enum, default_value_t)]
    pub theme: Theme,
}

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// OpenGL
    Glow,
    /// Vulkan, Metal or Direct3D, or OpenGL
    Wgpu,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
    /// As the desktop has it
    #[default]
    System,
}

/// Opens the window, or gives the figures where there is no display.
pub fn run(plan: Option<&Path>, options: &Options) -> Report {
    let reason = if has_display() {
        match window(plan, options) {
            Ok(()) => return Report::default(),
            Err(error) => format!("{error:#}"),
        }
    } else {
        "there is no display".to_owned()
    };
    let (whose, mut report) = match plan {
        Some(path) => ("the plan", size::of_file(path, Format::Table)),
        None => ("the example plan", example()),
    };
    report.remarks.insert(0, format!("No window can be opened: {reason}. These are the figures of {whose}."));
    report
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// Where no window can be opened.
pub fn window(_plan: Option<&Path>, _options: &Options) -> anyhow::Result<()> {
    anyhow::bail!("this build has none")
}

fn example() -> Report {
    match file::from_geojson(EXAMPLE, "example") {
        Ok((plan, problems)) => size::of_plan(&plan, problems, Format::Table),
        Err(problems) => Report::default().with(&problems),
    }
}

/// Whether there is anything to open a window on. Windows and macOS always have
/// a desktop; elsewhere X11 or Wayland says so.
fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(named)
}

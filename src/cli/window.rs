//! The window, and what happens where none can be opened.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{Report, size};
use crate::app;
use crate::atlas::Atlas;
use crate::export::Format;
use crate::plan::file;

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
    /// As it was when the window was last closed
    #[default]
    Remembered,
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
pub fn window(plan: Option<&Path>, options: &Options) -> anyhow::Result<()> {
    let atlas = Arc::new(Atlas::embedded()?);
    let options = app::Options {
        file: plan.map(Path::to_path_buf),
        theme: match options.theme {
            Theme::Light => app::Theme::Light,
            Theme::Dark => app::Theme::Dark,
            Theme::Remembered => app::Theme::Remembered,
        },
        renderer: match options.renderer {
            None => app::Renderer::Best,
            Some(Renderer::Glow) => app::Renderer::Glow,
            Some(Renderer::Wgpu) => app::Renderer::Wgpu,
        },
        settings: dirs::config_dir().map(|folder| folder.join("cordon").join("settings.json")),
    };
    app::run(&atlas, &file::example(), &options)
}

fn example() -> Report {
    size::of_plan(&file::example(), "the example plan", Vec::new(), Format::Table)
}

/// Whether there is anything to open a window on. Windows and macOS always have
/// a desktop; elsewhere X11 or Wayland says so.
fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(named)
}

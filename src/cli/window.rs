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
            Err(error) => in_plain_words(&format!("{error:#}")),
        }
    } else {
        "there is no display".to_owned()
    };
    let (whose, mut report) = match plan {
        Some(path) => ("the plan", size::of_file(path, Format::Table)),
        None => ("the example plan", example()),
    };
    // Where there is no file, that there is no window is no news.
    if plan.is_none_or(Path::exists) {
        let figures = if report.result.is_empty() { "" } else { " These are the figures of " };
        let whose = if report.result.is_empty() { String::new() } else { format!("{whose}.") };
        report.remarks.insert(0, format!("No window can be opened: {reason}.{figures}{whose}"));
    }
    report
}

/// The reason that a window library gives, on one line and without the places
/// in its source, which tell its users nothing.
fn in_plain_words(error: &str) -> String {
    const NO_ANSWER: [&str; 4] = ["EventLoop", "XOpenDisplay", "Wayland", "os error"];
    if NO_ANSWER.iter().any(|word| error.contains(word)) {
        return "the display does not answer".to_owned();
    }
    let line = error.lines().next().unwrap_or_default();
    let line = line.split_once(" (/").map_or(line, |(before, _)| before);
    line.trim().trim_end_matches('.').to_owned()
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
        tiles: dirs::cache_dir().map(|folder| folder.join("cordon").join("tiles")),
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

#[cfg(test)]
mod tests {
    use super::in_plain_words;

    #[test]
    fn a_reason_is_told_on_one_line_without_source_paths() {
        assert_eq!(
            in_plain_words("winit EventLoopError: os error at /home/me/.cargo/registry/src/x.rs:12: Failed"),
            "the display does not answer"
        );
        assert_eq!(in_plain_words("No adapter was found. (/build/wgpu.rs:3)\nmore"), "No adapter was found");
    }
}

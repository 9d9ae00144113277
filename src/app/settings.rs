//! What the window remembers from one session to the next: the theme, the
//! language of the names and the recent files. Losing it loses no work, so a
//! file that cannot be read or written is passed over.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::layers::{Kept, tiles::Choice};
use crate::plan::save;
use crate::tools::Switches;

/// How many recent files are listed.
const RECENT: usize = 8;

/// The settings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether the dark theme was last chosen.
    pub dark: bool,
    /// Whether the map shows Ukrainian names.
    pub ukrainian: bool,
    /// Whether the show cuts from one map to the next instead of flying.
    pub still: bool,
    /// How corners are drawn and dragged.
    pub drawing: Switches,
    /// Layers to open again, bottom first; none are where that was not asked for.
    pub layers: Option<Vec<Kept>>,
    /// The address of tiles that was typed last. That they are on is never remembered.
    pub tiles: Choice,
    /// Files opened or saved, the latest first.
    pub recent: Vec<PathBuf>,
    #[serde(skip)]
    home: Option<PathBuf>,
}

impl Settings {
    /// The settings of a file; the first ones where there is none.
    pub fn load(home: Option<PathBuf>) -> Self {
        let read = |path: &PathBuf| -> Option<Self> {
            serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()
        };
        let settings = home.as_ref().and_then(read).unwrap_or_default();
        Self { home, ..settings }
    }

    /// Writes them to their file.
    pub fn store(&self) {
        let Some(home) = &self.home else { return };
        let Ok(text) = serde_json::to_string_pretty(self) else { return };
        if let Some(folder) = home.parent() {
            let _unwritten = std::fs::create_dir_all(folder);
        }
        let _unwritten = save::replace(home, text.as_bytes());
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
        self.store();
    }
}

//! What comes of a gesture.

use super::{Selection, Tool};
use crate::plan::Edit;
use crate::problem::Refusal;

/// The tool after a gesture and what the window is to do.
#[derive(Clone, Debug)]
pub struct Step {
    /// The tool in its next state; another tool after Escape.
    pub tool: Tool,
    /// An edit to make: one step of undo.
    pub edit: Option<Edit>,
    /// The selection, where it changed. To be taken over after the edit.
    pub select: Option<Selection>,
    /// Why nothing came of the gesture, for the status line.
    pub refusal: Option<Refusal>,
    /// Whether the tool had a use for the gesture. A press that is not handled
    /// pans the map; Ctrl+Z that is not handled undoes the last edit.
    pub handled: bool,
}

impl Step {
    /// The tool goes on.
    pub(super) fn to(tool: impl Into<Tool>) -> Self {
        Self { tool: tool.into(), edit: None, select: None, refusal: None, handled: true }
    }

    /// The tool had no use for the gesture.
    pub(super) fn unused(tool: impl Into<Tool>) -> Self {
        Self { handled: false, ..Self::to(tool) }
    }

    pub(super) fn edit(self, edit: Edit) -> Self {
        Self { edit: Some(edit), ..self }
    }

    pub(super) fn maybe_edit(self, edit: Option<Edit>) -> Self {
        Self { edit, ..self }
    }

    pub(super) fn select(self, selection: Selection) -> Self {
        Self { select: Some(selection), ..self }
    }

    pub(super) fn refuse(self, refusal: Refusal) -> Self {
        Self { refusal: Some(refusal), ..self }
    }
}

//! What a change of the line of contact does: the figures before and after it.

use std::sync::Arc;

use super::Desk;
use crate::force::Figures;
use crate::plan::{OwnLine, Plan};
use crate::tools::Guide;

/// The figures before and after a change of the line of contact.
#[derive(Clone, Debug)]
pub struct LineChange {
    /// The plan before.
    pub plan_before: Plan,
    /// Its figures.
    pub before: Arc<Figures>,
    /// The figures after.
    pub after: Arc<Figures>,
    /// The plan after.
    plan: Plan,
}

impl LineChange {
    /// The plan after.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }
}

impl Desk {
    /// Takes note of another line in force: the guides, and what was before it. An undo has
    /// nothing before it.
    pub(super) fn line_moved(&mut self) -> Option<(Plan, Arc<Figures>)> {
        let settled = self.history.now();
        if settled.line.as_ref().map(Arc::as_ptr) == self.guides_of.as_ref().map(Arc::as_ptr) {
            return None;
        }
        self.guides = Guide::all(settled, &self.atlas);
        self.guides_of = settled.line.clone();
        self.contact = OwnLine::in_force(settled, &self.atlas);
        self.line_change = None;
        let before = self.were.take()?;
        Some((self.history.previous()?.clone(), before))
    }

    /// Keeps what the change of line did, until something else is changed.
    pub(super) fn note_line_change(&mut self, plan_before: Plan, before: Arc<Figures>) {
        let plan = self.history.now().clone();
        let after = if self.shown == plan {
            Arc::clone(&self.figures)
        } else {
            Arc::new(self.memory.figures(&plan, &self.atlas))
        };
        self.line_change = Some(LineChange { plan_before, before, after, plan });
    }

    /// What the line of contact does to the plan: while it is in the hand or in a field, and
    /// after it was changed, until something else is.
    pub fn line_change(&self) -> Option<LineChange> {
        let settled = self.history.now();
        if let Some(before) = &self.before
            && before.until.is_none()
            && self.shown.line != settled.line
        {
            let (before, after) = (Arc::clone(&before.figures), Arc::clone(&self.figures));
            return Some(LineChange {
                plan_before: settled.clone(),
                before,
                after,
                plan: self.shown.clone(),
            });
        }
        self.line_change.clone().filter(|change| change.plan == *settled)
    }

    /// Whether a line was just drawn and has the name that was made up for it.
    pub fn take_line_drawn(&mut self) -> bool {
        std::mem::take(&mut self.line_drawn)
    }
}

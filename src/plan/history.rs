//! Undo by value: every plan there was, with the label of the edit that made it.

use super::{Edit, Plan};
use crate::problem::Refusal;

/// One plan there was.
#[derive(Clone, Debug)]
struct Step {
    /// What led to it; empty for the first.
    label: String,
    /// The plan. Zones that did not change are shared with its neighbours.
    plan: Plan,
}

/// The plan now, the ones before and, after undo, the ones ahead. Unlimited:
/// a step costs one pointer a zone and the zone that changed.
#[derive(Clone, Debug)]
pub struct History {
    before: Vec<Step>,
    now: Step,
    /// The nearest is last.
    ahead: Vec<Step>,
    saved: Option<Plan>,
}

impl History {
    /// A history that begins with a plan which is new or just opened, and so
    /// needs no saving.
    pub fn new(plan: Plan) -> Self {
        let saved = Some(plan.clone());
        Self { before: Vec::new(), now: Step { label: String::new(), plan }, ahead: Vec::new(), saved }
    }

    /// The plan as it is.
    pub const fn now(&self) -> &Plan {
        &self.now.plan
    }

    /// The plan before the last edit.
    pub fn previous(&self) -> Option<&Plan> {
        self.before.last().map(|step| &step.plan)
    }

    /// Carries out an edit. One that changes nothing makes no step.
    ///
    /// # Errors
    /// As [`Plan::with`]; the history is then as it was.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Refusal> {
        let plan = self.now.plan.with(edit)?;
        if plan != self.now.plan {
            let label = edit.label(&self.now.plan);
            let was = std::mem::replace(&mut self.now, Step { label, plan });
            self.before.push(was);
            self.ahead.clear();
        }
        Ok(())
    }

    /// Takes over a plan that was tried apart from this history, in one step. The plan as it
    /// is makes no step.
    pub fn adopt(&mut self, label: &str, plan: Plan) {
        if plan != self.now.plan {
            let was = std::mem::replace(&mut self.now, Step { label: label.to_owned(), plan });
            self.before.push(was);
            self.ahead.clear();
        }
    }

    /// Takes the last edit back and gives its label.
    pub fn undo(&mut self) -> Option<String> {
        let was = self.before.pop()?;
        let undone = std::mem::replace(&mut self.now, was);
        let label = undone.label.clone();
        self.ahead.push(undone);
        Some(label)
    }

    /// Makes the edit again that was taken back last, and gives its label.
    pub fn redo(&mut self) -> Option<String> {
        let next = self.ahead.pop()?;
        let label = next.label.clone();
        self.before.push(std::mem::replace(&mut self.now, next));
        Some(label)
    }

    /// Whether there is an edit to take back.
    pub const fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is an edit to make again.
    pub const fn can_redo(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// What [`History::undo`] would take back: "Move corner of Line belt".
    pub fn undo_label(&self) -> Option<&str> {
        self.can_undo().then_some(self.now.label.as_str())
    }

    /// What [`History::redo`] would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.ahead.last().map(|step| step.label.as_str())
    }

    /// The labels of all steps, oldest first, those taken back last, and which one is now.
    /// The first is how it began and has no label.
    pub fn steps(&self) -> (Vec<&str>, usize) {
        let before = self.before.iter().map(|step| step.label.as_str());
        let ahead = self.ahead.iter().rev().map(|step| step.label.as_str());
        (before.chain([self.now.label.as_str()]).chain(ahead).collect(), self.before.len())
    }

    /// Takes steps back or makes them again until it stands at one of [`History::steps`].
    pub fn jump(&mut self, to: usize) {
        while self.before.len() > to && self.undo().is_some() {}
        while self.before.len() < to && self.redo().is_some() {}
    }

    /// Whether the plan is as it was saved, however it came to be so: undo back
    /// to the saved state clears the mark of unsaved changes.
    pub fn is_saved(&self) -> bool {
        self.saved.as_ref() == Some(&self.now.plan)
    }

    /// Notes that the plan was saved as it is now.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.now.plan.clone());
    }

    /// Notes that a plan was saved which may have been edited since.
    pub fn mark_saved_as(&mut self, plan: Plan) {
        self.saved = Some(plan);
    }

    /// Notes that no file holds the plan: a copy recovered after a crash.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Begins again with another plan: new or opened.
    pub fn replace(&mut self, plan: Plan) {
        *self = Self::new(plan);
    }
}

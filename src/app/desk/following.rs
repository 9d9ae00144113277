//! What follows an edit and takes longer than a frame: belts tied to the line of contact, live
//! zones, and the figures of it all, worked out beside the window.
//!
//! While the hand drags, the draft of the edit is shown at once, and what was made for an
//! earlier place of the hand stays as it was, marked. An edit that is let go before all of it
//! is there is *on its way*: the plan stays as it was until it is whole.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Desk, History};
use crate::atlas::Atlas;
use crate::force::footprints::{Footprints, ZoneFootprints};
use crate::force::{Figures, Measures};
use crate::plan::{Draft, Edit, OwnLine, Plan, ZoneId};
use crate::problem::Refusal;
use crate::tools::Gesture;

/// What is to be worked out: a plan with an edit, or as it is.
#[derive(Clone, Debug, PartialEq)]
struct Task {
    plan: Plan,
    edit: Option<Edit>,
}

/// Work for a thread beside the window.
#[derive(Debug)]
pub struct Job {
    task: Task,
    atlas: Arc<Atlas>,
    memory: Memory,
    divides: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Answer {
    task: Task,
    made: Result<Made, Refusal>,
    memory: Memory,
}

/// A plan with its figures.
#[derive(Clone, Debug)]
struct Made {
    plan: Plan,
    figures: Arc<Figures>,
    /// Who stands where, if that is on the map.
    divided: Option<Vec<Arc<ZoneFootprints>>>,
}

/// What was measured and divided on one line of contact.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub measures: Measures,
    pub footprints: Footprints,
    /// The line, if it is the user's own.
    line: Option<Arc<OwnLine>>,
    /// Whether anything was measured.
    used: bool,
}

impl Memory {
    pub fn new(measures: Measures) -> Self {
        Self { measures, ..Self::default() }
    }

    /// The figures of a plan.
    pub fn figures(&mut self, plan: &Plan, atlas: &Atlas) -> Figures {
        self.line.clone_from(&plan.line);
        self.used = true;
        Figures::of(plan, atlas, &mut self.measures)
    }

    fn knows(&self, plan: &Plan) -> bool {
        self.used && self.line.as_ref().map(Arc::as_ptr) == plan.line.as_ref().map(Arc::as_ptr)
    }
}

/// An edit that was let go before all of it was there.
#[derive(Debug)]
struct OnItsWay {
    edit: Edit,
    /// It draws a line, which is then given its name.
    draws: bool,
    contact: Arc<OwnLine>,
}

/// The edit under way as far as it is there.
#[derive(Debug, Default)]
pub(super) struct Following {
    /// Whether somebody works beside the window.
    worker: bool,
    /// The memory of the hand; none while it is out with a job.
    memory: Option<Memory>,
    drafted: Option<(Task, Option<Draft>)>,
    wanted: Option<Task>,
    /// What is out with a job.
    out: Option<Task>,
    /// What was made last, and of what.
    last: Option<(Task, Made)>,
    on_its_way: Option<OnItsWay>,
    /// The zones that are shown where they last were, while the figures are not of what is shown.
    behind: Option<BTreeSet<ZoneId>>,
    /// Whether what is shown was measured with the memory of the hand.
    of_hand: bool,
    /// For what is asked of a plan that nothing was measured of yet.
    scratch: Measures,
    /// A step was taken back or made again: the plan is there, its figures may not be.
    pub stepped: bool,
}

impl Following {
    pub fn new() -> Self {
        Self { memory: Some(Memory::default()), ..Self::default() }
    }

    /// Drops what is under way.
    pub fn drop_edit(&mut self) {
        self.on_its_way = None;
        self.wanted = None;
        self.last = None;
    }

    /// The line of contact that the tool sees while an edit is on its way.
    pub fn contact(&self) -> Option<&Arc<OwnLine>> {
        self.on_its_way.as_ref().map(|way| &way.contact)
    }
}

impl Job {
    /// Works it out.
    pub fn done(self) -> Answer {
        let Self { task, atlas, mut memory, divides } = self;
        let made = match &task.edit {
            Some(edit) => task.plan.with(edit),
            None => Ok(task.plan.clone()),
        };
        let made = made.map(|plan| {
            let figures = Arc::new(memory.figures(&plan, &atlas));
            let divided = divides.then(|| memory.footprints.of(&plan, &figures, &atlas));
            Made { plan, figures, divided }
        });
        Answer { task, made, memory }
    }
}

/// What is shown of an edit under way.
pub(super) enum Shown {
    /// All of it.
    Whole(Plan),
    /// What it says; these zones have yet to follow.
    Draft(Plan, BTreeSet<ZoneId>),
}

/// To the thread beside the window and back.
impl Desk {
    /// Says whether somebody works beside the window. Without anybody every edit is made at once.
    pub const fn employ(&mut self, worker: bool) {
        self.following.worker = worker;
    }

    /// The next work to be done, if there is any and none is out.
    pub fn job(&mut self) -> Option<Job> {
        let task = self.following.wanted.clone()?;
        let memory = self.following.memory.take()?;
        let (atlas, divides) = (Arc::clone(&self.atlas), self.divided.is_some());
        self.following.out = Some(task.clone());
        Some(Job { task, atlas, memory, divides })
    }

    /// Takes what was worked out. Of an edit that is no longer wanted it shows where the hand was.
    pub fn take(&mut self, answer: Answer) {
        let Answer { task, made, memory } = answer;
        self.following.memory = Some(memory);
        self.following.out = None;
        let still = self.following.wanted.as_ref().is_some_and(|wanted| wanted.plan == task.plan);
        if !still {
            return;
        }
        if self.following.wanted.as_ref() == Some(&task) {
            self.following.wanted = None;
            if let Some(edit) = task.edit.clone() {
                let plan = made.as_ref().map(|made| made.plan.clone()).map_err(Clone::clone);
                self.tried = Some((edit, task.plan.clone(), plan));
            }
        }
        if let Ok(made) = made {
            self.following.last = Some((task, made));
        }
    }

    /// The work broke off: what is under way is made at once.
    pub fn lost(&mut self) {
        let following = &mut self.following;
        following.memory = Some(Memory::default());
        following.out = None;
        following.wanted = None;
        following.worker = false;
    }

    /// Whether the figures are those of an earlier place of the hand: the ones of what is shown
    /// are being worked out.
    pub const fn is_behind(&self) -> bool {
        self.following.behind.is_some()
    }

    /// Whether a zone is shown where it last was, since what it follows has moved on.
    pub fn follows(&self, zone: &ZoneId) -> bool {
        self.following.behind.as_ref().is_some_and(|behind| behind.contains(zone))
    }

    /// Whether an edit was let go and is not yet whole.
    pub const fn is_on_its_way(&self) -> bool {
        self.following.on_its_way.is_some()
    }

    /// Whether the edit that is on its way is being worked out just now.
    pub fn is_near(&self) -> bool {
        let out = self.following.out.as_ref();
        let way = self.following.on_its_way.as_ref();
        way.zip(out)
            .is_some_and(|(way, out)| out.edit.as_ref() == Some(&way.edit) && out.plan == *self.history.now())
    }
}

/// The edit under way.
impl Desk {
    /// The edit that was let go and is on its way.
    pub(super) fn edit_on_its_way(&self) -> Option<Edit> {
        self.following.on_its_way.as_ref().map(|way| way.edit.clone())
    }

    /// Makes an edit of the hand: at once, or, where that takes longer than a frame, as soon as
    /// all of it is worked out.
    pub fn hand_over(&mut self, edit: &Edit, now: f64) {
        self.let_go(edit, false, now);
    }

    pub(super) fn let_go(&mut self, edit: &Edit, draws: bool, now: f64) {
        self.finish(now);
        let known = self.known(edit).is_some();
        match self.long_draft(edit).filter(|_| !known) {
            Some(draft) => {
                let contact = OwnLine::in_force(&draft.plan(None), &self.atlas);
                self.following.on_its_way = Some(OnItsWay { edit: edit.clone(), draws, contact });
            }
            None => {
                self.apply(edit, now);
                self.line_drawn = draws && self.refusal.is_none();
            }
        }
    }

    /// Makes the edit that is on its way whole before anything else is done.
    pub fn finish(&mut self, now: f64) {
        let Some(way) = self.following.on_its_way.take() else { return };
        self.apply(&way.edit, now);
        self.line_drawn = way.draws && self.refusal.is_none();
    }

    /// Takes the edit that is on its way, once all of it is there.
    pub(super) fn take_whole(&mut self, now: f64) {
        let whole = self.following.on_its_way.as_ref().is_some_and(|way| self.known(&way.edit).is_some());
        if whole || !self.following.worker {
            self.finish(now);
        }
    }

    /// What a gesture does to an edit that is on its way; says whether that was all.
    pub(super) fn before_gesture(&mut self, gesture: &Gesture, now: f64) -> bool {
        if !self.is_on_its_way() {
            return false;
        }
        match gesture {
            Gesture::Move(_) | Gesture::Leave => false,
            Gesture::Escape | Gesture::UndoCorner => {
                self.following.on_its_way = None;
                self.remark = Some("Put back: nothing was changed".to_owned());
                true
            }
            _ => {
                self.finish(now);
                false
            }
        }
    }

    /// The settled plan with an edit, where it was made already.
    pub(super) fn known(&self, edit: &Edit) -> Option<&Result<Plan, Refusal>> {
        let (known, of, made) = self.tried.as_ref()?;
        (known == edit && of == self.history.now()).then_some(made)
    }

    /// The draft of an edit that is not made within a frame, if somebody works beside the window.
    fn long_draft(&mut self, edit: &Edit) -> Option<Draft> {
        if !self.following.worker {
            return None;
        }
        let settled = self.history.now();
        let known = self.following.drafted.as_ref();
        if !known.is_some_and(|(task, _)| task.edit.as_ref() == Some(edit) && task.plan == *settled) {
            let task = Task { plan: settled.clone(), edit: Some(edit.clone()) };
            self.following.drafted = Some((task, settled.draft(edit)));
        }
        let (_, draft) = self.following.drafted.as_ref()?;
        draft.clone().filter(|draft| draft.is_long)
    }

    /// What is shown of a pending edit; none where it is refused.
    pub(super) fn with_pending(&mut self, edit: Edit) -> Option<Shown> {
        if let Some(made) = self.known(&edit) {
            let made = made.clone();
            self.following.wanted = None;
            return made.ok().map(Shown::Whole);
        }
        let settled = self.history.now().clone();
        if let Some(draft) = self.long_draft(&edit) {
            let last = self.following.last.as_ref();
            let last = last.filter(|(task, _)| task.plan == settled).map(|(_, made)| &made.plan);
            let plan = draft.plan(last);
            self.following.wanted = Some(Task { plan: settled, edit: Some(edit) });
            return Some(Shown::Draft(plan, draft.behind));
        }
        let made = settled.with(&edit);
        self.tried = Some((edit, settled, made.clone()));
        made.ok().map(Shown::Whole)
    }

    /// Shows a plan with its figures: those that are known, or those that can be had at once.
    pub(super) fn put_on_show(&mut self, next: Shown, under_way: bool) {
        let stepped = std::mem::take(&mut self.following.stepped);
        let next = match next {
            Shown::Whole(next) => next,
            Shown::Draft(next, behind) => {
                // What was made last is nearer to the hand than what was made before that.
                self.take_figures(false);
                self.following.behind = Some(behind);
                self.shown = next;
                return;
            }
        };
        if next == self.shown && !self.is_behind() {
            if !under_way {
                self.forget_hand();
            }
            return;
        }
        let known = self.following.last.as_ref().is_some_and(|(_, made)| made.plan == next);
        if known {
            self.take_figures(true);
        } else if self.measures_later(&next, stepped) {
            self.following.wanted = Some(Task { plan: next.clone(), edit: None });
            self.following.behind = Some(BTreeSet::new());
            self.following.scratch = Measures::new();
            self.shown = next;
            return;
        } else {
            self.suit(&next);
            self.figures = Arc::new(self.memory.figures(&next, &self.atlas));
            self.following.of_hand = false;
        }
        self.following.behind = None;
        self.shown = next;
        if !under_way {
            self.forget_hand();
        }
    }

    /// Takes the figures that were worked out last; of the plan on show they are kept with all
    /// that was measured for them.
    fn take_figures(&mut self, of_shown: bool) {
        let Some((_, made)) = &self.following.last else { return };
        if !Arc::ptr_eq(&self.figures, &made.figures) {
            self.figures = Arc::clone(&made.figures);
            if let (Some(_), Some(divided)) = (&self.divided, &made.divided) {
                self.divided = Some((Arc::clone(&made.figures), divided.clone()));
            }
        }
        self.following.of_hand = of_shown;
    }

    /// Nothing is under way: what was worked out for the hand is of no more use, but for what
    /// was measured of the plan as it is now.
    fn forget_hand(&mut self) {
        let settled = self.history.now();
        if self.following.of_hand
            && self.following.memory.as_ref().is_some_and(|memory| memory.knows(settled))
        {
            self.swap();
        }
        self.following.of_hand = false;
        self.following.wanted = None;
        self.following.last = None;
        self.following.drafted = None;
    }

    /// The memory of the hand becomes that of the plan, and keeps what was: one step back is
    /// then at hand.
    fn swap(&mut self) {
        if let Some(memory) = &mut self.following.memory {
            std::mem::swap(memory, &mut self.memory);
        }
    }

    /// Takes the memory that knows the line of a plan.
    fn suit(&mut self, plan: &Plan) {
        let of_hand = self.following.memory.as_ref().is_some_and(|memory| memory.knows(plan));
        if of_hand && !self.memory.knows(plan) {
            self.swap();
        }
    }

    /// Whether a plan that a step of the history led to is measured beside the window: on
    /// another line nothing that was measured holds.
    fn measures_later(&mut self, plan: &Plan, stepped: bool) -> bool {
        let waits =
            self.following.wanted.as_ref().is_some_and(|task| task.edit.is_none() && task.plan == *plan);
        if waits {
            return self.following.worker;
        }
        if !stepped || !self.following.worker || plan.zones.is_empty() {
            return false;
        }
        self.suit(plan);
        !self.memory.knows(plan)
    }

    /// A plan, its figures and the memory that is of the same line: what is shown, or the plan
    /// as it is settled while that is behind.
    pub(super) fn consistent(&mut self) -> (&Plan, &Figures, &mut Measures) {
        let behind = self.is_behind();
        let plan = if behind { History::now(&self.history) } else { &self.shown };
        let following = &mut self.following;
        let measures = match &mut following.memory {
            Some(memory) if following.of_hand && !behind => &mut memory.measures,
            _ if self.memory.knows(plan) => &mut self.memory.measures,
            _ => &mut following.scratch,
        };
        (plan, &self.figures, measures)
    }
}

#[cfg(test)]
mod tests;

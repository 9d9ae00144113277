//! What lies on the desk: the plan with its history, the tool in the hand, the
//! selection, and the figures of what is shown. No egui here, so that the
//! numbers of a gesture can be read without a window.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::force::{Figures, Measures, ZoneFigures};
use crate::plan::{Edit, History, OwnLine, Plan, Role, Zone, ZoneId};
use crate::problem::Refusal;
use crate::tools::{Context, Gesture, Guide, Selection, Tool, ToolKind};
use crate::units::Km;

/// How long the change of an accepted gesture stays on screen, in seconds.
const CHANGE_STAYS: f64 = 1.5;

/// The figures that a change is measured from.
#[derive(Clone, Debug)]
struct Before {
    figures: Arc<Figures>,
    /// When it goes; `None` while the gesture is under way.
    until: Option<f64>,
}

/// The desk.
pub struct Desk {
    /// The reference data.
    pub atlas: Arc<Atlas>,
    /// The plan, settled, with everything it was before.
    pub history: History,
    /// What is selected and under the pointer.
    pub selection: Selection,
    /// The tool in the hand.
    pub tool: Tool,
    /// The role of the next zone drawn.
    pub next_role: Role,
    /// Whether snapping is on.
    pub snap: bool,
    /// Why the last gesture or edit was refused.
    pub refusal: Option<Refusal>,
    /// An edit under way in a panel: a value being dragged.
    pub trial: Option<Edit>,
    shown: Plan,
    figures: Arc<Figures>,
    before: Option<Before>,
    measures: Measures,
    guides: Vec<Guide>,
    guides_of: Option<Arc<OwnLine>>,
}

impl Desk {
    /// A desk with a plan on it.
    pub fn new(atlas: Arc<Atlas>, plan: Plan) -> Self {
        Self::measured(atlas, plan, Measures::new())
    }

    fn measured(atlas: Arc<Atlas>, plan: Plan, mut measures: Measures) -> Self {
        let figures = Arc::new(Figures::of(&plan, &atlas, &mut measures));
        let guides = Guide::all(&plan, &atlas);
        Self {
            atlas,
            guides_of: plan.line.clone(),
            guides,
            history: History::new(plan.clone()),
            selection: Selection::default(),
            tool: Tool::default(),
            next_role: Role::MonitoredLine,
            snap: true,
            refusal: None,
            trial: None,
            shown: plan,
            figures,
            before: None,
            measures,
        }
    }

    /// Puts another plan on the desk; its history begins anew.
    pub fn lay(&mut self, plan: Plan) {
        self.lay_measured(plan, Measures::new());
    }

    /// As [`Self::lay`], with what was measured of the plan where it was read: a thousand
    /// zones take a fifth of a second, which no frame has.
    pub fn lay_measured(&mut self, plan: Plan, measures: Measures) {
        let (atlas, snap, role) = (Arc::clone(&self.atlas), self.snap, self.next_role);
        *self = Self { snap, next_role: role, ..Self::measured(atlas, plan, measures) };
    }

    /// The plan with the edit that is under way.
    pub const fn shown(&self) -> &Plan {
        &self.shown
    }

    /// The figures of [`Self::shown`].
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The figures before the gesture that is under way, or that was accepted a moment ago.
    pub fn before(&self) -> Option<&Figures> {
        self.before.as_ref().map(|before| &*before.figures)
    }

    /// Whether a change is on screen that has to go by itself.
    pub fn change_goes_at(&self) -> Option<f64> {
        self.before.as_ref()?.until
    }

    /// What the tool sees.
    pub fn context(&self, pick: Km) -> Context<'_> {
        Context {
            plan: self.history.now(),
            selection: &self.selection,
            lines: &self.guides,
            next_role: self.next_role,
            snap: self.snap,
            pick,
        }
    }

    /// Hands a gesture to the tool; says whether it had a use for it.
    pub fn gesture(&mut self, gesture: Gesture, pick: Km, now: f64) -> bool {
        let settles = !matches!(gesture, Gesture::Move(_) | Gesture::Leave);
        let tool = std::mem::take(&mut self.tool);
        let step = tool.on(gesture, &self.context(pick));
        self.tool = step.tool;
        if settles || step.refusal.is_some() {
            self.refusal = step.refusal;
        }
        if let Some(edit) = &step.edit {
            self.apply(edit, now);
        }
        if let Some(selection) = step.select {
            self.selection = selection.within(self.history.now());
        }
        step.handled
    }

    /// Makes an edit; a refusal goes to the status line.
    pub fn apply(&mut self, edit: &Edit, now: f64) {
        match self.history.apply(edit) {
            Ok(()) => {
                self.refusal = None;
                self.settle(now);
            }
            Err(refusal) => {
                self.refusal = Some(refusal);
                self.before = None;
            }
        }
        self.selection = self.selection.within(self.history.now());
    }

    /// Starts the clock after which the change on screen goes.
    fn settle(&mut self, now: f64) {
        match &mut self.before {
            Some(before) => before.until = Some(now + CHANGE_STAYS),
            none => {
                *none = Some(Before { figures: Arc::clone(&self.figures), until: Some(now + CHANGE_STAYS) });
            }
        }
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) -> Option<String> {
        self.step(History::undo)
    }

    /// Makes the last undone edit again.
    pub fn redo(&mut self) -> Option<String> {
        self.step(History::redo)
    }

    fn step(&mut self, way: impl FnOnce(&mut History) -> Option<String>) -> Option<String> {
        let label = way(&mut self.history)?;
        self.refusal = None;
        self.before = None;
        self.tool = Tool::new(self.tool.kind());
        self.selection = self.selection.within(self.history.now());
        Some(label)
    }

    /// Takes another tool into the hand.
    pub fn pick(&mut self, kind: ToolKind) {
        self.tool = Tool::new(kind);
        self.refusal = None;
        self.next_role = usual_role(kind, self.next_role);
    }

    /// Makes the plan with the pending edit and its figures: once a frame.
    pub fn refresh(&mut self, pick: Km, now: f64) {
        let settled = self.history.now();
        if settled.line.as_ref().map(Arc::as_ptr) != self.guides_of.as_ref().map(Arc::as_ptr) {
            self.guides = Guide::all(settled, &self.atlas);
            self.guides_of = settled.line.clone();
        }
        let pending = self.trial.clone().or_else(|| self.tool.pending(&self.context(pick)));
        let settled = self.history.now();
        let next = pending.as_ref().and_then(|edit| settled.with(edit).ok());
        let under_way = next.is_some();
        let next = next.unwrap_or_else(|| settled.clone());
        match &self.before {
            None if under_way => {
                let figures = Arc::new(Figures::of(settled, &self.atlas, &mut self.measures));
                self.before = Some(Before { figures, until: None });
            }
            Some(Before { until: Some(until), .. }) if under_way || now >= *until => {
                self.before = under_way.then(|| Before {
                    figures: Arc::new(Figures::of(settled, &self.atlas, &mut self.measures)),
                    until: None,
                });
            }
            Some(Before { until: None, .. }) if !under_way => self.before = None,
            _ => {}
        }
        if next != self.shown {
            self.figures = Arc::new(Figures::of(&next, &self.atlas, &mut self.measures));
            self.shown = next;
        }
    }

    /// A zone that is shown as it was before the edit under way; none for one just drawn.
    /// Nearly all zones stand at the place where they stood: a thousand of them are not
    /// searched for among a thousand in every frame.
    pub fn settled(&self, place: usize, zone: &ZoneId) -> Option<&Arc<Zone>> {
        let plan = self.history.now();
        plan.zones.get(place).filter(|there| there.id == *zone).or_else(|| plan.zone(zone))
    }

    /// The figures of a zone at a place of the list before the change on screen.
    pub fn figures_before(&self, place: usize, zone: &ZoneId) -> Option<&Arc<ZoneFigures>> {
        let before = self.before()?;
        before.zones.get(place).filter(|there| there.id == *zone).or_else(|| before.zone(zone))
    }

    /// The selected zone, if it is one and no more, as it is shown.
    pub fn selected(&self) -> Option<&ZoneId> {
        self.selection.single()
    }
}

/// The role a tool draws unless another is chosen: a circle is rarely a monitored
/// line, and a belt rarely a hub.
const fn usual_role(kind: ToolKind, role: Role) -> Role {
    let round = matches!(role, Role::Hub | Role::Site | Role::Population);
    match kind {
        ToolKind::Disc if !round => Role::Hub,
        ToolKind::Corridor | ToolKind::Stretch if round => Role::MonitoredLine,
        ToolKind::Polygon if matches!(role, Role::Hub | Role::Site) => Role::DeterrentSector,
        _ => role,
    }
}

//! What lies on the desk: the plan with its history, the tool in the hand, the
//! selection, and the figures of what is shown. No egui here, so that the
//! numbers of a gesture can be read without a window.

mod following;

mod moved;

use std::sync::Arc;

pub use following::{Answer, Job};
pub use moved::LineChange;

use following::{Following, Memory, Shown};

use super::measuring::kept::Kept;
use crate::atlas::Atlas;
use crate::force::allocation::{self, Allocation, Instance};
use crate::force::exposure::{Bands, Exposed, Exposures};
use crate::force::footprints::ZoneFootprints;
use crate::force::timeline::{Timeline, sendings};
use crate::force::{Figures, Measures, ZoneFigures, fit, sharing};
use crate::plan::definition::frozen;
use crate::plan::{Edit, History, NationCode, OwnLine, Plan, Role, Zone, ZoneId};
use crate::problem::Refusal;
use crate::tools::{
    Context, Cursor, CursorShape, Gesture, Guide, Hint, Measuring, Net, Sectors, Selection, Sketch, Switches,
    Tongue, Tool, ToolKind,
};
use crate::units::{Deployed, Km};

/// How long the change of an accepted gesture stays on screen, in seconds.
const CHANGE_STAYS: f64 = 1.5;

/// The figures that a change is measured from.
#[derive(Clone, Debug)]
struct Before {
    figures: Arc<Figures>,
    /// When it goes; `None` while the gesture is under way.
    until: Option<f64>,
}

/// Who stands where, with the figures it was made of.
type Divided = (Arc<Figures>, Vec<Arc<ZoneFootprints>>);

/// The months, with the figures they were made of.
type Months = (Arc<Figures>, Arc<Result<Timeline, Refusal>>);

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
    /// How corners are drawn and dragged.
    pub switches: Switches,
    /// How places are named in hints.
    pub tongue: Tongue,
    /// Why the last gesture or edit was refused.
    pub refusal: Option<Refusal>,
    /// What the last edit did besides what was asked: zones that it froze.
    pub remark: Option<String>,
    /// An edit under way in a panel: a value being dragged.
    pub trial: Option<Edit>,
    /// What is measured over the plan, whatever tool is in the hand.
    pub measured: Kept,
    shown: Plan,
    figures: Arc<Figures>,
    before: Option<Before>,
    memory: Memory,
    exposures: Exposures,
    /// Who stands where, of the figures it was made with; none while it is not on the map.
    divided: Option<Divided>,
    timeline: Option<Months>,
    guides: Vec<Guide>,
    net: Net,
    guides_of: Option<Arc<OwnLine>>,
    /// The line of contact in force, of the settled plan.
    contact: Arc<OwnLine>,
    /// What the last change of the line did; none after any other edit.
    line_change: Option<LineChange>,
    /// The edit under way, the plan it was tried on and what came of it: while the hand
    /// rests, no belt is cut again.
    tried: Option<(Edit, Plan, Result<Plan, Refusal>)>,
    /// What follows the edit under way and is worked out beside the window.
    following: Following,
    /// The figures before the last edit.
    were: Option<Arc<Figures>>,
    /// A line was drawn and waits for its name.
    line_drawn: bool,
}

impl Desk {
    /// A desk with a plan on it.
    pub fn new(atlas: Arc<Atlas>, plan: Plan) -> Self {
        Self::measured(atlas, plan, Measures::new())
    }

    fn measured(atlas: Arc<Atlas>, plan: Plan, measures: Measures) -> Self {
        let mut memory = Memory::new(measures);
        let figures = Arc::new(memory.figures(&plan, &atlas));
        let guides = Guide::all(&plan, &atlas);
        let contact = OwnLine::in_force(&plan, &atlas);
        let net = Net::new(Arc::clone(&atlas));
        Self {
            net,
            atlas,
            guides_of: plan.line.clone(),
            contact,
            line_change: None,
            tried: None,
            following: Following::new(),
            were: None,
            line_drawn: false,
            guides,
            history: History::new(plan.clone()),
            selection: Selection::default(),
            tool: Tool::default(),
            next_role: Role::MonitoredLine,
            snap: true,
            switches: Switches::default(),
            tongue: Tongue::default(),
            refusal: None,
            remark: None,
            trial: None,
            measured: Kept::default(),
            shown: plan,
            figures,
            before: None,
            memory,
            exposures: Exposures::new(),
            divided: None,
            timeline: None,
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
        let (switches, tongue, net) = (self.switches, self.tongue, self.net.cleared());
        let laid = Self::measured(atlas, plan, measures);
        *self = Self { snap, next_role: role, switches, tongue, net, ..laid };
    }

    /// The plan with the edit that is under way.
    pub const fn shown(&self) -> &Plan {
        &self.shown
    }

    /// The figures of [`Self::shown`].
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The figures of [`Self::shown`], to be kept: others are made as soon as it changes.
    pub fn figures_kept(&self) -> Arc<Figures> {
        Arc::clone(&self.figures)
    }

    /// Begins another history with the plan as it is settled, and gives the one there was.
    pub fn fork(&mut self) -> History {
        let plan = self.history.now().clone();
        self.back_to(History::new(plan))
    }

    /// Goes on with another history; gives the one there was.
    pub fn back_to(&mut self, history: History) -> History {
        self.following.drop_edit();
        self.tool = Tool::new(self.tool.kind());
        self.trial = None;
        self.before = None;
        self.were = None;
        self.refusal = None;
        self.selection = self.selection.within(history.now());
        std::mem::replace(&mut self.history, history)
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
            contact: self.following.contact().unwrap_or(&self.contact),
            sectors: self.divided.as_ref().map(|(_, made)| Sectors {
                made,
                footprints: &self.memory.footprints,
                figures: &self.figures,
                atlas: &self.atlas,
            }),
            next_role: self.next_role,
            snap: self.snap,
            switches: self.switches,
            net: &self.net,
            tongue: self.tongue,
            pick,
        }
    }

    /// Hands a gesture to the tool; says whether it had a use for it.
    pub fn gesture(&mut self, gesture: Gesture, pick: Km, now: f64) -> bool {
        if self.before_gesture(&gesture, now) || self.measures(gesture, pick) {
            return true;
        }
        self.net.follow(self.history.now(), &self.guides);
        let settles = !matches!(gesture, Gesture::Move(_) | Gesture::Leave);
        let drawing = self.tool.kind() == ToolKind::DrawLine;
        let tool = std::mem::take(&mut self.tool);
        let step = tool.on(gesture, &self.context(pick));
        self.tool = step.tool;
        if settles || step.refusal.is_some() {
            self.refusal = step.refusal;
            self.remark = None;
        }
        if let Some(edit) = &step.edit {
            self.let_go(edit, drawing, now);
        }
        if let Some(selection) = step.select {
            self.selection = selection.within(self.history.now());
        }
        step.handled
    }

    /// Hands a gesture to what measures, before the tool; says whether it had a use for it.
    /// What stays on the map of a measure goes with Escape, once no sketch is under way.
    fn measures(&mut self, gesture: Gesture, pick: Km) -> bool {
        let Some(over) = self.measured.over.take() else {
            let rests = gesture == Gesture::Escape && !self.tool.is_busy();
            return rests && self.measured.clear();
        };
        let outcome = over.on(gesture, &self.context(pick));
        self.measured.over = outcome.next;
        if let Some(measured) = outcome.measured {
            self.measured.take(measured);
        }
        outcome.handled
    }

    /// Whether a press at a place belongs to the tool. While something is measured, none does.
    pub fn claims(&self, cursor: &Cursor, pick: Km) -> bool {
        self.measured.over.is_none() && self.tool.claims(cursor, &self.context(pick))
    }

    /// Whether typed characters are wanted, by what measures or by the tool.
    pub fn wants_text(&self) -> bool {
        self.measured.over.as_ref().map_or_else(|| self.tool.wants_text(), Measuring::wants_text)
    }

    /// What to do next, measuring or with the tool.
    pub fn hint(&self, pick: Km) -> Hint {
        if self.is_on_its_way() {
            return Hint::new("Working out what follows").key("Esc", "put back");
        }
        let of_tool = || self.tool.hint(&self.context(pick));
        self.measured.over.as_ref().map_or_else(of_tool, Measuring::hint)
    }

    /// What the pointer looks like.
    pub fn cursor(&self, pick: Km) -> CursorShape {
        if self.measured.over.is_some() {
            return Measuring::cursor();
        }
        self.tool.cursor(&self.context(pick))
    }

    /// What the tool shows on the map. While something is measured, the plate beside the
    /// pointer is that of the measure.
    pub fn sketch(&self, pick: Km) -> Sketch {
        let sketch = self.tool.sketch(&self.context(pick));
        let Some(over) = &self.measured.over else { return sketch };
        let Sketch { snapped, plate, .. } = over.sketch();
        Sketch { plate, snapped, ..sketch }
    }

    /// The corners that a typed place would follow: of the path that is measured, or of the sketch.
    pub fn corners(&self, pick: Km) -> Vec<geo_types::Coord<f64>> {
        match &self.measured.over {
            Some(over) => over.corners().to_vec(),
            None => self.tool.sketch(&self.context(pick)).corners,
        }
    }

    /// Makes an edit; a refusal goes to the status line.
    pub fn apply(&mut self, edit: &Edit, now: f64) {
        self.finish(now);
        self.were = Some(match &self.before {
            Some(Before { figures, until: None }) => Arc::clone(figures),
            _ => Arc::clone(&self.figures),
        });
        let before = self.history.now().clone();
        let made = self.known(edit).cloned().unwrap_or_else(|| before.with(edit));
        match made {
            Ok(plan) => {
                self.history.adopt(&edit.label(&before), plan);
                self.refusal = None;
                self.remark = frozen_by(edit, &before, self.history.now());
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

    /// Goes to a step of the history.
    pub fn jump(&mut self, to: usize) {
        self.step(|history| {
            history.jump(to);
            Some(String::new())
        });
    }

    fn step(&mut self, way: impl FnOnce(&mut History) -> Option<String>) -> Option<String> {
        // How long the change stays on screen does not matter: the step ends it.
        self.finish(0.0);
        self.following.stepped = true;
        let label = way(&mut self.history)?;
        self.refusal = None;
        self.remark = None;
        self.before = None;
        self.were = None;
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
        self.take_whole(now);
        let line_was = self.line_moved();
        self.net.follow(self.history.now(), &self.guides);
        let in_hand = || self.trial.clone().or_else(|| self.tool.pending(&self.context(pick)));
        let pending = self.edit_on_its_way().or_else(in_hand);
        let next = pending.and_then(|edit| self.with_pending(edit));
        let settled = self.history.now();
        let under_way = next.is_some();
        let next = next.unwrap_or_else(|| Shown::Whole(settled.clone()));
        match &self.before {
            None if under_way => {
                let figures = Arc::new(self.memory.figures(settled, &self.atlas));
                self.before = Some(Before { figures, until: None });
            }
            Some(Before { until: Some(until), .. }) if under_way || now >= *until => {
                self.before = under_way.then(|| Before {
                    figures: Arc::new(self.memory.figures(settled, &self.atlas)),
                    until: None,
                });
            }
            Some(Before { until: None, .. }) if !under_way => self.before = None,
            _ => {}
        }
        self.put_on_show(next, under_way);
        if let Some((plan_before, before)) = line_was {
            self.note_line_change(plan_before, before);
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

    /// Whether anybody is sent into any zone.
    pub fn is_filled(&self) -> bool {
        self.figures.coalition.assigned.0 > 0.0
    }

    /// What an allocation of the settled plan is asked.
    pub fn asked(&mut self) -> Instance {
        let plan = self.history.now().clone();
        let figures = self.memory.figures(&plan, &self.atlas);
        sharing::instance(&plan, &figures, &self.atlas, &mut self.memory.measures)
    }

    /// Shares the nations out among the zones, in one step of undo.
    pub fn fill(&mut self, asked: &Instance, answer: &Allocation, now: f64) {
        let edit = sharing::carried_out(self.history.now(), asked, answer);
        self.apply(&edit, now);
    }

    /// Fills one zone, by its place in the plan.
    pub fn fill_one(&mut self, asked: &Instance, answer: &Allocation, place: usize, now: f64) {
        if let Some(edit) = sharing::carried_out_in(self.history.now(), asked, answer, place) {
            self.apply(&edit, now);
        }
    }

    /// Shares the nations out at once: a few milliseconds for 25 nations and 30 zones.
    pub fn fill_now(&mut self, now: f64) -> Allocation {
        let asked = self.asked();
        let answer = allocation::allocate(&asked);
        self.fill(&asked, &answer, now);
        answer
    }

    /// The figures of another plan, such as this one under another mission, with what was
    /// measured of this one.
    pub fn figures_of(&mut self, plan: &Plan) -> Figures {
        self.memory.figures(plan, &self.atlas)
    }

    /// Members that could send more into a zone, the best fit and the most first.
    pub fn able(&mut self, zone: &ZoneId) -> Vec<(NationCode, fit::Grade, Deployed)> {
        let atlas = Arc::clone(&self.atlas);
        let (plan, figures, measures) = self.consistent();
        sharing::able(plan, figures, zone, &atlas, measures)
    }

    /// How a nation would stand in a zone, whether it is a member or not.
    pub fn fit(&mut self, nation: &NationCode, zone: &ZoneId) -> Option<fit::Fit> {
        let atlas = Arc::clone(&self.atlas);
        let (plan, _, measures) = self.consistent();
        sharing::fit_of(plan, nation, zone, &atlas, measures)
    }

    /// Who stands where, of what is shown: zones with contingents only. Divided anew only
    /// where something has changed.
    pub fn footprints(&mut self) -> &[Arc<ZoneFootprints>] {
        if !self.divided.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, &self.figures)) {
            let made = self.memory.footprints.of(&self.shown, &self.figures, &self.atlas);
            self.divided = Some((Arc::clone(&self.figures), made));
        }
        self.divided.as_ref().map_or(&[], |(_, made)| made)
    }

    /// Takes the footprints off the map: their boundaries can then not be taken either.
    pub fn hide_footprints(&mut self) {
        self.divided = None;
    }

    /// The footprints of a zone, where they are on the map.
    pub fn footprints_of(&self, zone: &ZoneId) -> Option<&Arc<ZoneFootprints>> {
        self.divided.as_ref()?.1.iter().find(|made| made.zone == *zone)
    }

    /// Deployed, preparing and recovering by month, of what is shown; made anew only when
    /// the figures change.
    pub fn timeline(&mut self) -> Arc<Result<Timeline, Refusal>> {
        if let Some((of, timeline)) = &self.timeline
            && Arc::ptr_eq(of, &self.figures)
        {
            return Arc::clone(timeline);
        }
        let coalition = &self.figures.coalition;
        let sustained =
            |nation: &NationCode| coalition.nation(nation).map(|nation| nation.supply.troops.central);
        let sendings = sendings(&self.shown, &self.figures, sustained);
        let horizon = self.shown.assumptions.rotation.horizon_months;
        let timeline = Arc::new(Timeline::of(&sendings, self.figures.deployed, horizon));
        self.timeline = Some((Arc::clone(&self.figures), Arc::clone(&timeline)));
        timeline
    }

    /// Whether the distance bands of the plan's line are there; making them takes longer than a frame.
    pub fn has_bands(&self) -> bool {
        self.exposures.has_bands(&self.shown)
    }

    /// Takes distance bands that a worker made for a plan.
    pub fn put_bands(&mut self, plan: &Plan, bands: &Arc<Result<Bands, Refusal>>) {
        self.exposures.put(plan, bands);
    }

    /// The distance bands of the plan's line, once they are there.
    pub fn bands(&mut self) -> Option<Arc<Result<Bands, Refusal>>> {
        self.has_bands().then(|| self.exposures.bands(&self.shown, &self.atlas))
    }

    /// How near each zone lies to the line, once the bands are there.
    pub fn exposed(&mut self) -> Option<Result<Vec<Arc<Exposed>>, Refusal>> {
        if self.is_behind() || !self.has_bands() {
            return None;
        }
        Some(self.exposures.of(&self.shown, &self.figures, &self.atlas, &self.memory.measures))
    }

    /// The selected zone, if it is one and no more, as it is shown.
    pub fn selected(&self) -> Option<&ZoneId> {
        self.selection.single()
    }
}

/// What an edit froze that was not asked to be frozen: what a hand shapes, and what is made
/// of a zone that goes.
fn frozen_by(edit: &Edit, before: &Plan, after: &Plan) -> Option<String> {
    if let Edit::Define { definition: None, .. } = edit {
        return None;
    }
    let names: Vec<&str> = frozen(before, after).iter().map(|zone| zone.name.as_str()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is frozen: a drawn area that follows nothing. Ctrl+Z brings it back")),
        many => Some(format!("{} zones are frozen and follow nothing. Ctrl+Z brings it back", many.len())),
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
        // Oblasts and settlements are where people live.
        ToolKind::Paint if matches!(role, Role::Hub | Role::Site | Role::MonitoredLine) => Role::Population,
        _ => role,
    }
}

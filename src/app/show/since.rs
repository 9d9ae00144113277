//! What a slide began with, and what is different since.

use std::sync::Arc;

use super::super::Cordon;
use super::super::headline::{change, headline};
use crate::force::Figures;
use crate::plan::Plan;

/// The plan and its figures as they were when a slide began.
pub struct Began {
    plan: Plan,
    figures: Arc<Figures>,
}

impl Began {
    /// As everything is now.
    pub fn now(app: &Cordon) -> Self {
        Self { plan: app.desk.shown().clone(), figures: app.desk.figures_kept() }
    }

    /// Whether the plan on show is another one.
    pub fn differs(&self, app: &Cordon) -> bool {
        self.plan != *app.desk.shown()
    }

    /// The totals that are different now.
    pub fn changes(&self, app: &Cordon) -> Vec<Change> {
        changes(app.desk.figures(), &self.figures)
    }
}

/// A total that is different.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is counted.
    pub name: &'static str,
    /// As it was, where two figures show the difference.
    was: Option<String>,
    is: String,
    /// By how much, with a sign.
    pub by: String,
}

impl Change {
    /// A total, where it is different in whole numbers.
    fn of(name: &'static str, is: f64, was: f64, unit: &str) -> Option<Self> {
        let by = change(is, Some(was))?;
        let [is, was] = [is, was].map(headline);
        let was = (was != is).then_some(was);
        Some(Self { name, was, is: format!("{is}{unit}"), by: format!("{by}{unit}") })
    }

    /// "47 000 → 61 000"; the new value alone, where two figures are the same as before.
    pub fn course(&self) -> String {
        match &self.was {
            Some(was) => format!("{was} → {}", self.is),
            None => self.is.clone(),
        }
    }

    /// As it is read aloud.
    pub fn spoken(&self) -> String {
        let before = self.was.as_ref().map_or_else(String::new, |was| format!(", before {was}"));
        format!("{} {}{before}, {}", self.name, self.is, self.by)
    }
}

/// How many totals have room over a slide.
const ROOM: usize = 3;

/// The totals that are different, the foremost first: what a room asks for, then what else
/// may move where those stand still.
fn changes(is: &Figures, was: &Figures) -> Vec<Change> {
    let km = "\u{202f}km";
    let totals = [
        ("Needed", is.deployed.central.0, was.deployed.central.0, ""),
        ("Could be sent", is.coalition.available.central.0, was.coalition.available.central.0, ""),
        ("Short", is.coalition.short.central.0, was.coalition.short.central.0, ""),
        ("Sent", is.coalition.assigned.0, was.coalition.assigned.0, ""),
        ("Sent and unfit", unfit(is), unfit(was), ""),
        ("Pool", is.pool.central.0, was.pool.central.0, ""),
        ("High case", is.deployed.high.0, was.deployed.high.0, ""),
        ("Held", is.line.held_km.0, was.line.held_km.0, km),
        ("Watched", is.line.monitored_km.0, was.line.monitored_km.0, km),
        ("Residents", is.people.0, was.people.0, ""),
    ];
    let different = totals.into_iter().filter_map(|(name, is, was, unit)| Change::of(name, is, was, unit));
    different.take(ROOM).collect()
}

/// Troops that stand where their nation does not fit.
fn unfit(figures: &Figures) -> f64 {
    figures.fillings.iter().map(|filling| filling.unfit().0).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::force::Measures;
    use crate::plan::{Edit, Mandate, file};
    use crate::units::Deployed;

    fn names(changes: &[Change]) -> Vec<&str> {
        changes.iter().map(|change| change.name).collect()
    }

    #[test]
    fn what_moves_is_named_where_the_need_stands_still() {
        let atlas = Atlas::embedded().unwrap();
        let mut measures = Measures::new();
        let plan = file::example();
        let was = Figures::of(&plan, &atlas, &mut measures);
        assert_eq!(changes(&was, &was), []);
        let moved = |edit: &Edit, measures: &mut Measures| {
            let is = Figures::of(&plan.with(edit).unwrap(), &atlas, measures);
            assert!(is.deployed == was.deployed, "nobody more is asked for");
            changes(&is, &was)
        };
        let council = moved(&Edit::SetMandate(Mandate::UnCouncil), &mut measures);
        assert_eq!(names(&council), ["Sent and unfit"], "a mandate opens doors: {council:?}");
        assert!(council[0].by.starts_with('\u{2212}'), "{council:?}");
        let home = Edit::ScaleBack { mission: "kfor".into(), share: 1.0 };
        let home = moved(&home, &mut measures);
        assert_eq!(names(&home), ["Could be sent"], "who comes home can be sent: {home:?}");
        assert!(home[0].by.starts_with('+'), "{home:?}");
    }

    #[test]
    fn a_change_too_small_for_two_figures_is_not_an_arrow_between_equals() {
        let atlas = Atlas::embedded().unwrap();
        let was = Figures::of(&file::example(), &atlas, &mut Measures::new());
        let mut is = was.clone();
        is.deployed.central = Deployed(was.deployed.central.0 + 1.0);
        let changes = changes(&is, &was);
        assert_eq!(names(&changes), ["Needed"]);
        assert!(!changes[0].course().contains('→') && changes[0].by == "+1", "{changes:?}");
    }
}

//! The lines of contact of a plan: one is in force, the others wait beside it.

use std::sync::Arc;

use super::{Edit, OwnLine, Plan, change, number_after};
use crate::problem::Refusal;

/// More lines than this are no list to choose from.
const MOST_LINES: usize = 100;
/// What stands beside the line in force in its file.
const BESIDE: &str = "cordon.line";

impl Plan {
    /// All lines of contact of the user's own, the one in force among them, by date and
    /// then by name. The order does not change when another is put in force.
    pub fn own_lines(&self) -> Vec<&Arc<OwnLine>> {
        let mut lines: Vec<_> = self.line.iter().chain(&self.hypotheses).collect();
        lines.sort_by(|a, b| order(a, b));
        lines
    }

    /// A line of contact of the user's own, by its name.
    pub fn own_line(&self, name: &str) -> Option<&Arc<OwnLine>> {
        self.line.iter().chain(&self.hypotheses).find(|line| line.name == name)
    }

    /// A name that no line of this plan has: "Hypothesis 2" after "Hypothesis 1".
    pub fn next_line_name(&self) -> String {
        let names = self.line.iter().chain(&self.hypotheses).map(|line| line.name.as_str());
        number_after("Hypothesis ", names)
    }

    /// A name for a copy or for a line of a file: as wished, with a number where it is taken.
    pub(super) fn free_line_name(&self, wished: &str) -> String {
        let wished = if wished.trim().is_empty() { "Line" } else { wished.trim() };
        let mut name = wished.to_owned();
        let mut number = 2_u64;
        while self.own_line(&name).is_some() {
            name = format!("{wished} ({number})");
            number += 1;
        }
        name
    }

    pub(super) fn set_line(&mut self, line: Option<&Arc<OwnLine>>) -> Result<(), Refusal> {
        let line = line.map(change::own_line).transpose()?;
        if let Some(line) = &line {
            self.has_room_for(&line.name)?;
        }
        self.line = line;
        // What stood beside the old line in its file does not speak of the new one.
        if self.kept.head.contains_key(BESIDE) {
            Arc::make_mut(&mut self.kept).head.remove(BESIDE);
        }
        Ok(())
    }

    pub(super) fn add_line(&mut self, line: &Arc<OwnLine>) -> Result<(), Refusal> {
        let mut line = change::own_line(line)?;
        let name = self.free_line_name(&line.name);
        if name != line.name {
            line = Arc::new(OwnLine { name, ..OwnLine::clone(&line) });
        }
        self.has_room_for(&line.name)?;
        self.put_aside();
        self.line = Some(line);
        Ok(())
    }

    pub(super) fn choose_line(&mut self, name: Option<&str>) -> Result<(), Refusal> {
        let Some(name) = name else {
            self.put_aside();
            return Ok(());
        };
        if self.line.as_ref().is_some_and(|own| own.name == name) {
            return Ok(());
        }
        let place = self.hypotheses.iter().position(|line| line.name == name);
        let place = place.ok_or_else(|| no_such_line(name))?;
        let chosen = self.hypotheses.remove(place);
        self.put_aside();
        self.line = Some(chosen);
        if self.kept.lines.contains_key(name) {
            let kept = Arc::make_mut(&mut self.kept);
            if let Some(beside) = kept.lines.get(name).filter(|beside| !beside.properties.is_empty()) {
                kept.head.insert(BESIDE.to_owned(), beside.properties.clone());
            }
        }
        Ok(())
    }

    pub(super) fn remove_line(&mut self, name: &str) -> Result<(), Refusal> {
        if self.line.as_ref().is_some_and(|own| own.name == name) {
            return self.set_line(None);
        }
        let before = self.hypotheses.len();
        self.hypotheses.retain(|line| line.name != name);
        if self.hypotheses.len() == before { Err(no_such_line(name)) } else { Ok(()) }
    }

    /// Puts the line in force with the others, and the embedded one in force.
    fn put_aside(&mut self) {
        let Some(line) = self.line.take() else { return };
        if self.kept.head.contains_key(BESIDE) {
            let kept = Arc::make_mut(&mut self.kept);
            if let Some(beside) = kept.head.remove(BESIDE) {
                kept.lines.entry(line.name.clone()).or_default().properties = beside;
            }
        }
        self.hypotheses.push(line);
        self.hypotheses.sort_by(|a, b| order(a, b));
    }

    /// Whether a line of this name can stand beside the others.
    fn has_room_for(&self, name: &str) -> Result<(), Refusal> {
        if self.hypotheses.iter().any(|line| line.name == name) {
            return Err(taken(name));
        }
        if self.hypotheses.len() >= MOST_LINES {
            return Err(Refusal::new(
                format!("A plan cannot hold more than {MOST_LINES} lines of contact"),
                "Delete one that is no longer needed.",
            ));
        }
        Ok(())
    }
}

/// By date, those without one first, then by name.
pub(super) fn order(a: &OwnLine, b: &OwnLine) -> std::cmp::Ordering {
    (&a.date, &a.name).cmp(&(&b.date, &b.name))
}

fn taken(name: &str) -> Refusal {
    Refusal::new(
        format!("There is a line of contact called {name} already"),
        "Give the new one another name, or delete the other first.",
    )
}

fn no_such_line(name: &str) -> Refusal {
    Refusal::new(
        format!("There is no line of contact called {name} in this plan"),
        "Choose one of the list; undo brings back one that was deleted.",
    )
}

/// What the undo menu says of an edit of the lines. The plan is the one before the edit.
pub(super) fn label(edit: &Edit, plan: &Plan) -> String {
    match edit {
        Edit::SetLine(Some(line)) => set_label(line, plan),
        Edit::AddLine(line) => format!("Add line {}", line.name.trim()),
        Edit::ChooseLine(Some(name)) => format!("Use {name} as line of contact"),
        Edit::RemoveLine(name) => format!("Delete line {name}"),
        _ => "Use the embedded line of contact".to_owned(),
    }
}

fn set_label(line: &OwnLine, plan: &Plan) -> String {
    let name = line.name.trim();
    let Some(old) = &plan.line else { return format!("Use {name} as line of contact") };
    if old.name == name {
        return match (old.path == line.path, old.ground_factor == line.ground_factor) {
            (false, _) => format!("Reshape {name}"),
            (true, false) => format!("Set ground factor of {name}"),
            (true, true) => format!("Set date of {name}"),
        };
    }
    if old.path == line.path {
        format!("Rename line {}", old.name)
    } else {
        format!("Use {name} as line of contact")
    }
}

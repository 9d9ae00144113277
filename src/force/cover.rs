//! How much of the line of contact is watched, how much the force itself holds,
//! and how much is left to others: never hidden (trap 12).

use crate::units::{Km, grouped};

/// Kilometres of the line of contact on the ground.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LineCover {
    /// The whole line.
    pub total_km: Km,
    /// Inside monitored lines and buffer areas, counted once.
    pub monitored_km: Km,
    /// Held by the force itself, in sectors sized by brigade frontage: on the line and
    /// assigned, never more than the whole line.
    pub held_km: Km,
    /// The part of those held that was typed for sectors which the line does not run
    /// through, or not that far.
    pub assigned_km: Km,
    /// What the force does not hold.
    pub uncovered_km: Km,
}

impl LineCover {
    /// The cover of a line of this length, with what is monitored, what is held on the
    /// line itself and what is assigned beyond that.
    pub fn new(total_km: Km, monitored_km: Km, on_line_km: Km, assigned_km: Km) -> Self {
        let (total, on_line) = (total_km.0, on_line_km.0.min(total_km.0));
        let assigned = assigned_km.0.min(total - on_line);
        let held = on_line + assigned;
        Self {
            total_km,
            monitored_km: Km(monitored_km.0.min(total)),
            held_km: Km(held),
            assigned_km: Km(assigned),
            uncovered_km: Km((total - held).max(0.0)),
        }
    }

    /// As a sentence: "The force itself holds 20 of 1 040 km; 1 020 km are left to
    /// Ukraine's own forces."
    pub fn sentence(&self) -> String {
        let km = |km: Km| grouped(km.0, 0);
        let (total, left) = (km(self.total_km), km(self.uncovered_km));
        if self.total_km.0 <= 0.0 {
            return "There is no line of contact to cover.".to_owned();
        }
        if self.held_km.0 <= 0.0 {
            return format!(
                "The force itself holds none of {total} km; all of it is left to Ukraine's own forces."
            );
        }
        let all = self.uncovered_km.0 < 0.5;
        let held =
            if all { format!("all {total} km") } else { format!("{} of {total} km", km(self.held_km)) };
        let left = if all { String::new() } else { format!("; {left} km are left to Ukraine's own forces") };
        if self.assigned_km.0 < 0.5 {
            let held = if all { format!("{held} of the line") } else { held };
            format!("The force itself holds {held}{left}.")
        } else if self.held_km.0 - self.assigned_km.0 < 0.5 {
            format!("The force itself would hold {held}, assigned and not drawn on the line{left}.")
        } else {
            let part = km(self.assigned_km);
            format!(
                "The force itself would hold {held}, {part} of them assigned and not drawn on the line{left}."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_held_is_said() {
        let says = |on_line: f64, assigned: f64| {
            LineCover::new(Km(1_040.0), Km(300.0), Km(on_line), Km(assigned))
                .sentence()
                .replace('\u{2009}', " ")
        };
        assert_eq!(
            says(20.0, 0.0),
            "The force itself holds 20 of 1 040 km; 1 020 km are left to Ukraine's own forces."
        );
        assert_eq!(
            says(0.0, 20.0),
            "The force itself would hold 20 of 1 040 km, assigned and not drawn on the line; 1 020 km are left to Ukraine's own forces."
        );
        assert!(says(100.0, 20.0).contains("120 of 1 040 km, 20 of them assigned"));
        assert!(says(0.0, 0.0).contains("none of 1 040 km"));
        assert_eq!(says(1_100.0, 0.0), "The force itself holds all 1 040 km of the line.");
        assert!(says(0.0, 5_000.0).contains("would hold all 1 040 km, assigned and not drawn"));
        let none = LineCover::new(Km(0.0), Km(0.0), Km(0.0), Km(20.0));
        assert_eq!(none.sentence(), "There is no line of contact to cover.");
        let over = LineCover::new(Km(1_040.0), Km(0.0), Km(40.0), Km(5_000.0));
        assert_eq!((over.held_km, over.assigned_km, over.uncovered_km), (Km(1_040.0), Km(1_000.0), Km(0.0)));
    }
}

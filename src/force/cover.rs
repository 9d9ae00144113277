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
    /// Held by the force itself, in sectors sized by brigade frontage.
    pub held_km: Km,
    /// What the force does not hold.
    pub uncovered_km: Km,
}

impl LineCover {
    /// The cover of a line of this length.
    pub fn new(total_km: Km, monitored_km: Km, held_km: Km) -> Self {
        let uncovered_km = Km((total_km.0 - held_km.0).max(0.0));
        Self { total_km, monitored_km: Km(monitored_km.0.min(total_km.0)), held_km, uncovered_km }
    }

    /// As a sentence: "The force itself holds 20 of 1 040 km; 1 020 km are left to
    /// Ukraine's own forces."
    pub fn sentence(&self) -> String {
        let km = |km: Km| grouped(km.0, 0);
        let (total, held, left) = (km(self.total_km), km(self.held_km), km(self.uncovered_km));
        if self.total_km.0 <= 0.0 {
            "There is no line of contact to cover.".to_owned()
        } else if self.held_km.0 <= 0.0 {
            format!("The force itself holds none of {total} km; all of it is left to Ukraine's own forces.")
        } else if self.uncovered_km.0 < 0.5 {
            format!("The force itself holds all {total} km of the line.")
        } else {
            format!(
                "The force itself holds {held} of {total} km; {left} km are left to Ukraine's own forces."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_held_is_said() {
        let cover = LineCover::new(Km(1_040.0), Km(300.0), Km(20.0));
        assert_eq!(
            cover.sentence(),
            "The force itself holds 20 of 1\u{2009}040 km; 1\u{2009}020 km are left to Ukraine's own forces."
        );
        assert!(LineCover::new(Km(1_040.0), Km(0.0), Km(0.0)).sentence().contains("none of 1\u{2009}040 km"));
        assert!(LineCover::new(Km(1_040.0), Km(0.0), Km(1_100.0)).sentence().contains("all 1\u{2009}040 km"));
        assert_eq!(
            LineCover::new(Km(0.0), Km(0.0), Km(0.0)).sentence(),
            "There is no line of contact to cover."
        );
    }
}

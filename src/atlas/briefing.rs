//! What the standard brief takes from the data: short names of published estimates,
//! and what a speaker should say and not fall for, slide by slide.

use serde::Deserialize;

use super::doctrine::Doctrine;
use super::table;
use crate::problem::Problem;

/// A published estimate as a slide names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The estimate: `E01`.
    pub estimate: String,
    /// Its author in a word or two: "IFRI".
    pub label: String,
    /// When, and what it is: "Dec 2024, five brigades".
    pub note: String,
}

/// What a speaker should say of a slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The slide's template: `need`.
    pub slide: String,
    /// The trap that it keeps clear of.
    pub trap: u8,
    /// What to say, as sentences.
    pub say: String,
}

/// What the standard brief takes from the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Briefing {
    /// Estimates by their short names, in the order in which a slide takes them.
    pub published: Vec<Published>,
    /// What to say, slide by slide.
    pub reminders: Vec<Reminder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublishedRow {
    estimate: String,
    label: String,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SlideRow {
    slide: String,
    trap: u8,
    say: String,
}

impl Briefing {
    /// The tables that are built into the program.
    ///
    /// # Errors
    /// Names file, row and column of the first thing that is wrong.
    pub fn embedded(doctrine: &Doctrine) -> Result<Self, Problem> {
        let mut briefing = Self::default();
        let text = include_str!("../../data/brief/published.csv");
        for row in table::rows::<PublishedRow>("published.csv", text)? {
            if doctrine.estimate(&row.fields.estimate).is_none() {
                return Err(row.problem("estimate", "There is no such estimate"));
            }
            let PublishedRow { estimate, label, note } = row.fields;
            briefing.published.push(Published { estimate, label, note });
        }
        let text = include_str!("../../data/brief/slides.csv");
        for row in table::rows::<SlideRow>("slides.csv", text)? {
            if doctrine.trap(row.fields.trap).is_none() {
                return Err(row.problem("trap", "There is no such trap"));
            }
            let SlideRow { slide, trap, say } = row.fields;
            briefing.reminders.push(Reminder { slide, trap, say });
        }
        Ok(briefing)
    }

    /// An estimate's short name.
    pub fn published(&self, estimate: &str) -> Option<&Published> {
        self.published.iter().find(|published| published.estimate == estimate)
    }

    /// What to say of a slide.
    pub fn reminders<'a>(&'a self, slide: &'a str) -> impl Iterator<Item = &'a Reminder> {
        self.reminders.iter().filter(move |reminder| reminder.slide == slide)
    }
}

//! Why these nations stand in a zone and others do not, as sentences.

use std::fmt;

use super::answer::{Allocation, stretch};
use super::instance::{Grade, Instance};
use crate::units::grouped;

/// One reason, about one nation in one zone or about the zone.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The contingent stands as it was set.
    Locked {
        /// Place of the nation.
        nation: usize,
        /// Its code.
        name: String,
        /// People.
        people: u32,
    },
    /// The nation was chosen.
    Sent {
        /// Place of the nation.
        nation: usize,
        /// Its code.
        name: String,
        /// People.
        people: u32,
        /// How it fits.
        grade: Grade,
        /// What speaks for it.
        because: Because,
        /// Its stretch with all it sends, as a share of its army.
        stretch: f64,
    },
    /// The nation may not be chosen here; the caller knows what speaks against it.
    Unfit {
        /// Place of the nation.
        nation: usize,
        /// Its code.
        name: String,
    },
    /// The nation may be chosen, but all it has is elsewhere.
    Spent {
        /// Place of the nation.
        nation: usize,
        /// Its code.
        name: String,
    },
    /// The nation has people left, but is a worse choice.
    PassedOver {
        /// Place of the nation.
        nation: usize,
        /// Its code.
        name: String,
        /// What speaks against it.
        because: Against,
        /// Its stretch with all it sends, as a share of its army.
        stretch: f64,
    },
    /// The zone lacks people.
    Short {
        /// People.
        people: u32,
    },
    /// The zone needs nobody.
    NoNeed,
}

/// What speaks for a nation that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is the only one that may be chosen and has people.
    Only,
    /// It fills the zone alone.
    Alone,
    /// No nation that could take its place is stretched less by a whole per cent.
    LeastStretched,
    /// It fits, others with people left fit less.
    FitsBetter,
    /// Together with its other zones it makes for the fewest contingents.
    FewContingents,
}

/// What speaks against a nation that has people left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It fits less than those who were sent.
    FitsLess,
    /// It would be stretched more than those who were sent.
    MoreStretched,
    /// One contingent more would be worth less than what it evens out.
    OneMore,
}

/// The reasons of a zone: who was set, who was sent (the most people first), what is
/// lacking, and why not the others.
pub(super) fn of(instance: &Instance, allocation: &Allocation, zone: usize) -> Vec<Why> {
    let sent = |nation: usize| allocation.troops[nation][zone];
    let nations = 0..instance.nations.len();
    let mut there: Vec<usize> =
        nations.clone().filter(|nation| sent(*nation) > 0 || instance.is_locked(*nation, zone)).collect();
    there.sort_by_key(|nation| (!instance.is_locked(*nation, zone), std::cmp::Reverse(sent(*nation))));
    let short = allocation.shortfall[zone];
    if there.is_empty() && short == 0 {
        return vec![Why::NoNeed];
    }
    let chosen: Vec<usize> =
        there.iter().copied().filter(|nation| !instance.is_locked(*nation, zone)).collect();
    let mut whys: Vec<Why> = there
        .iter()
        .map(|&nation| {
            let (name, people) = (instance.nations[nation].name.clone(), sent(nation));
            if instance.is_locked(nation, zone) {
                return Why::Locked { nation, name, people };
            }
            let because = because(instance, allocation, zone, nation, there.len());
            let (grade, stretch) = (instance.grade(nation, zone), stretch(instance, allocation, nation));
            Why::Sent { nation, name, people, grade, because, stretch }
        })
        .collect();
    if short > 0 {
        whys.push(Why::Short { people: short });
    }
    let others = nations.filter(|nation| !there.contains(nation));
    whys.extend(others.map(|nation| against(instance, allocation, zone, nation, &chosen)));
    whys
}

/// Nations that might stand in a zone in place of others.
fn rivals<'a>(
    instance: &'a Instance,
    allocation: &'a Allocation,
    zone: usize,
    nation: usize,
) -> impl Iterator<Item = usize> + 'a {
    (0..instance.nations.len()).filter(move |rival| {
        *rival != nation
            && instance.may_choose(*rival, zone)
            && !instance.is_locked(*rival, zone)
            && allocation.left[*rival] > 0
    })
}

fn because(
    instance: &Instance,
    allocation: &Allocation,
    zone: usize,
    nation: usize,
    there: usize,
) -> Because {
    let grade = instance.grade(nation, zone);
    let mine = stretch(instance, allocation, nation);
    let mut rivals = rivals(instance, allocation, zone, nation).peekable();
    if rivals.peek().is_none() && there == 1 {
        return Because::Only;
    }
    let rivals: Vec<usize> = rivals.collect();
    if !rivals.is_empty() && rivals.iter().all(|rival| instance.grade(*rival, zone) > grade) {
        Because::FitsBetter
    } else if rivals
        .iter()
        .filter(|rival| instance.grade(**rival, zone) <= grade)
        .all(|rival| stretch(instance, allocation, *rival) > mine - 0.01)
    {
        Because::LeastStretched
    } else if there == 1 && allocation.shortfall[zone] == 0 {
        Because::Alone
    } else {
        Because::FewContingents
    }
}

fn against(
    instance: &Instance,
    allocation: &Allocation,
    zone: usize,
    nation: usize,
    chosen: &[usize],
) -> Why {
    let name = instance.nations[nation].name.clone();
    if !instance.may_choose(nation, zone) {
        return Why::Unfit { nation, name };
    }
    if allocation.left[nation] == 0 {
        return Why::Spent { nation, name };
    }
    let mine = stretch(instance, allocation, nation);
    let worst = chosen.iter().map(|other| instance.grade(*other, zone)).max();
    let most = chosen.iter().map(|other| stretch(instance, allocation, *other)).fold(0.0, f64::max);
    let because = if worst.is_some_and(|worst| instance.grade(nation, zone) > worst) {
        Against::FitsLess
    } else if mine >= most {
        Against::MoreStretched
    } else {
        Against::OneMore
    };
    Why::PassedOver { nation, name, because, stretch: mine }
}

/// A share as a percentage: "9.4 %".
fn percent(share: f64) -> String {
    format!("{}\u{2009}%", grouped(100.0 * share, 1))
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let people = |people: &u32| grouped(f64::from(*people), 0);
        match self {
            Self::Locked { name, people: sent, .. } => write!(f, "{name} {}: set by you", people(sent)),
            Self::Sent { name, people: sent, grade, because, stretch, .. } => {
                write!(f, "{name} {}: {}{}", people(sent), grade.said(), because.said())?;
                write!(f, " ({} of its army away)", percent(*stretch))
            }
            Self::Unfit { name, .. } => write!(f, "Not {name}: it does not fit"),
            Self::Spent { name, .. } => write!(f, "Not {name}: all it has is needed elsewhere"),
            Self::PassedOver { name, because, stretch, .. } => match because {
                Against::FitsLess => write!(f, "Not {name}: it fits less well"),
                Against::MoreStretched => {
                    write!(f, "Not {name}: it is stretched more ({} of its army away)", percent(*stretch))
                }
                Against::OneMore => write!(f, "Not {name}: one more contingent would even out too little"),
            },
            Self::Short { people: short } => write!(f, "{} people are lacking", people(short)),
            Self::NoNeed => write!(f, "Nobody is needed"),
        }
    }
}

impl Grade {
    /// How a grade stands in a sentence; nothing for those that fit.
    const fn said(self) -> &'static str {
        match self {
            Self::Fit => "",
            Self::Strained => "strained; ",
            Self::Unfit | Self::Barred => "unfit; ",
        }
    }
}

impl Because {
    const fn said(self) -> &'static str {
        match self {
            Self::Only => "the only one that fits and has people",
            Self::Alone => "fills the zone alone",
            Self::LeastStretched => "nobody less stretched could take its place",
            Self::FitsBetter => "others with people left fit less well",
            Self::FewContingents => "keeps the contingents few",
        }
    }
}

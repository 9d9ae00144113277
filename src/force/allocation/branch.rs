//! Narrowing what is left between answer and bound: branch and bound over the charges.
//!
//! Each node of the tree says of some pairs that they are used, and pays their whole
//! charge, and of others that they are not. The rest pay the charge spread over the most
//! people they could have, so the transport of a node is a bound on all answers below
//! it. The node with the least bound is divided first, by the pair whose charge is
//! underestimated most: the bound of the whole is the least of those still open. Steps
//! are counted in transports, not in seconds, so the answer is the same everywhere.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::answer::{Allocation, share};
use super::instance::Instance;
use super::objective::Objective;
use super::search::{Dice, kicked, live, mended};
use super::transport::{CLOSED, PARTS, carry, constant, points, spread};
use super::whole::Whole;

/// Steps between two reports and looks at the flag.
const BETWEEN: usize = 16;

/// Every so many transports of the tree, local search starts from what one found.
const MENDED: usize = 8;

/// How far [`improve`] has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps taken so far: kicks of the local search, then transports of the tree.
    pub steps: usize,
    /// Steps it may take.
    pub of: usize,
    /// Objective of the best answer so far.
    pub objective: i64,
    /// What no answer undercuts.
    pub bound: i64,
    /// What is between them, as a share of all but the shortfall.
    pub gap: f64,
}

/// Improves an answer and its bound until it is proven best, so many steps are taken,
/// or the flag is set; then the best so far, with the gap that is left.
///
/// Half the steps go to local search from the start, the rest to the tree. A step takes
/// some tenths of a millisecond for 25 × 30, so this belongs on a worker thread. With
/// the same number of steps the answer is the same everywhere; it is never worse than
/// the start or the live answer, nor its bound weaker. On large instances the answer
/// gains more than the bound, which says less than is true: what is left of the gap is
/// mostly the bound's.
pub fn improve(
    instance: &Instance,
    start: &Allocation,
    steps: usize,
    cancel: &AtomicBool,
    report: &mut dyn FnMut(Progress),
) -> Allocation {
    let whole = Whole::of(instance);
    let (sent, bound) = live(&whole);
    let begun = mended(&whole, whole.taken(&start.troops));
    let found = (Objective::of(&whole, &sent).total(), sent);
    let mut tree = Tree::new(&whole, if begun.0 <= found.0 { begun } else { found }, bound);
    let mut dice = Dice::new();
    while tree.steps < steps / 2 && tree.bound < tree.best.0 && !cancel.load(Ordering::Relaxed) {
        let kicks = BETWEEN.min(steps / 2 - tree.steps);
        tree.best = kicked(&whole, std::mem::take(&mut tree.best.1), bound, kicks, &mut dice);
        tree.steps += kicks;
        report(tree.progress(steps));
    }
    while tree.steps < steps && !cancel.load(Ordering::Relaxed) && tree.divide() {
        if tree.steps % BETWEEN < 2 {
            report(tree.progress(steps));
        }
    }
    report(tree.progress(steps));
    Allocation::of(instance, &whole, &tree.best.1, tree.bound)
}

/// What a node says of a pair.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Say {
    Free,
    Used,
    Unused,
}

/// A node: its bound, when it was made, the pair to divide it by, and what it says.
type Node = Reverse<(i64, usize, usize, Vec<Say>)>;

struct Tree<'a> {
    whole: &'a Whole,
    spread: Vec<i64>,
    open: BinaryHeap<Node>,
    best: (i64, Vec<i64>),
    bound: i64,
    /// The least bound of nodes that cannot be divided further though they hold a
    /// contingent below the least, which the tree does not divide by: the bound of the
    /// whole cannot rise above it.
    floor: i64,
    steps: usize,
}

impl<'a> Tree<'a> {
    fn new(whole: &'a Whole, best: (i64, Vec<i64>), bound: i64) -> Self {
        let mut tree = Self {
            whole,
            spread: spread(whole),
            open: BinaryHeap::new(),
            best,
            bound,
            floor: i64::MAX,
            steps: 0,
        };
        tree.look(vec![Say::Free; whole.nations * whole.zones], bound);
        tree
    }

    /// Divides the node with the least bound; false when the best is proven.
    fn divide(&mut self) -> bool {
        let best = self.best.0.min(self.floor);
        let Some(Reverse((bound, _, pair, says))) = self.open.pop().filter(|node| node.0.0 < best) else {
            self.bound = self.bound.max(best);
            self.open.clear();
            return false;
        };
        self.bound = self.bound.max(bound);
        for say in [Say::Used, Say::Unused] {
            let mut says = says.clone();
            says[pair] = say;
            self.look(says, bound);
        }
        true
    }

    /// Solves a node, keeps what it finds, and keeps it open if better may lie below.
    fn look(&mut self, says: Vec<Say>, parent: i64) {
        let (price, charges) = self.prices(&says);
        let carried = carry(self.whole, &price);
        self.steps += 1;
        let bound = points(carried.cost + constant(charges)).max(parent);
        if bound >= self.best.0 {
            return;
        }
        let pair = self.most_underestimated(&says, &carried.sent);
        let mut found = (Objective::of(self.whole, &carried.sent).total(), carried.sent);
        let costs = found.0;
        if self.steps.is_multiple_of(MENDED) {
            found = mended(self.whole, found.1);
        }
        if found.0 < self.best.0 {
            self.best = found;
        }
        match pair {
            Some(pair) => self.open.push(Reverse((bound, self.steps, pair, says))),
            None if bound < costs => self.floor = self.floor.min(bound),
            None => {}
        }
    }

    fn prices(&self, says: &[Say]) -> (Vec<i64>, i64) {
        let mut price = self.spread.clone();
        let mut charges = 0;
        for (pair, say) in says.iter().enumerate() {
            let (nation, zone) = (pair / self.whole.zones, pair % self.whole.zones);
            match say {
                Say::Free => {}
                Say::Unused => price[pair] = CLOSED,
                Say::Used => {
                    let most = self.whole.supply[nation].min(self.whole.need[zone]);
                    price[pair] = self.whole.grade_cost(nation, zone) * PARTS;
                    charges += self.whole.charge(zone, most);
                }
            }
        }
        (price, charges)
    }

    /// The pair whose people pay least of their charge; none if all pay theirs.
    fn most_underestimated(&self, says: &[Say], sent: &[i64]) -> Option<usize> {
        let mut most = (0, None);
        for (pair, people) in sent.iter().enumerate().filter(|(_, people)| **people > 0) {
            let (nation, zone) = (pair / self.whole.zones, pair % self.whole.zones);
            let whole = self.whole.charge(zone, *people) * PARTS;
            let paid = (self.spread[pair] - self.whole.grade_cost(nation, zone) * PARTS) * people;
            if says[pair] == Say::Free && whole - paid > most.0 {
                most = (whole - paid, Some(pair));
            }
        }
        most.1
    }

    fn progress(&self, of: usize) -> Progress {
        let (objective, bound) = (Objective::of(self.whole, &self.best.1), self.bound.min(self.best.0));
        let gap = share(objective, bound);
        Progress { steps: self.steps, of, objective: objective.total(), bound, gap }
    }
}

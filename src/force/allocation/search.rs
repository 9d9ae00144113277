//! The live answer: transports at prices that learn, each mended by local search.

use super::answer::Allocation;
use super::instance::Instance;
use super::objective::Objective;
use super::transport::{self, CLOSED, PARTS, carry};
use super::whole::Whole;

/// How often prices are learnt anew. Measured on the stored instances of 25 × 30 below.
const ROUNDS: usize = 4;

/// Fills the zones, in a few milliseconds for 25 nations and 30 zones.
///
/// The shortfall is the least possible; the rest is near the least possible, and the
/// answer says how near. The same instance has the same answer everywhere, and the
/// order of its nations and zones does not change it as long as their names differ.
pub fn allocate(instance: &Instance) -> Allocation {
    let whole = Whole::of(instance);
    let (sent, bound) = live(&whole);
    Allocation::of(instance, &whole, &sent, bound)
}

/// What is sent, and the bound on the objective.
pub(super) fn live(whole: &Whole) -> (Vec<i64>, i64) {
    let mut price = transport::spread(whole);
    let root = carry(whole, &price);
    let bound = transport::points(root.cost);
    let mut best = mended(whole, root.sent);
    let mut last = best.clone();
    for _ in 0..ROUNDS {
        if best.0 <= bound {
            break;
        }
        learn(whole, &mut price, &last.1);
        last = mended(whole, carry(whole, &price).sent);
        if last.0 < best.0 {
            best = last.clone();
        }
    }
    (best.1, bound)
}

/// Spreads each charge over the people who were really sent, so that the next
/// transport finds small contingents as dear as they are.
fn learn(whole: &Whole, price: &mut [i64], sent: &[i64]) {
    for nation in 0..whole.nations {
        for zone in 0..whole.zones {
            let pair = whole.pair(nation, zone);
            let people = sent[pair];
            if price[pair] != CLOSED && people > 0 {
                let charge = whole.charge(zone, people) * PARTS / people;
                price[pair] = whole.grade_cost(nation, zone) * PARTS + charge;
            }
        }
    }
}

/// What is sent after local search, and its objective.
pub(super) fn mended(whole: &Whole, sent: Vec<i64>) -> (i64, Vec<i64>) {
    let mut mending = Mending::new(whole, sent);
    while mending.shift() | mending.swap() | mending.transfer() {}
    (Objective::of(whole, &mending.sent).total(), mending.sent)
}

/// An answer under local search. Each move keeps what comes to the zones, or moves a
/// gap between zones of the same priority, so the shortfall stays the least.
struct Mending<'a> {
    whole: &'a Whole,
    sent: Vec<i64>,
    gone: Vec<i64>,
    /// What each nation's stretch costs now.
    paid: Vec<i64>,
    short: Vec<i64>,
}

impl<'a> Mending<'a> {
    fn new(whole: &'a Whole, sent: Vec<i64>) -> Self {
        let row = |nation: usize| &sent[whole.pair(nation, 0)..whole.pair(nation + 1, 0)];
        let gone: Vec<i64> = (0..whole.nations).map(|nation| row(nation).iter().sum()).collect();
        let paid = gone.iter().zip(&whole.strain).map(|(gone, strain)| strain.cost(*gone)).collect();
        let met = |zone: usize| (0..whole.nations).map(|nation| sent[whole.pair(nation, zone)]).sum::<i64>();
        let short = (0..whole.zones).map(|zone| whole.need[zone] - met(zone)).collect();
        Self { whole, sent, gone, paid, short }
    }

    fn here(&self, nation: usize, zone: usize) -> i64 {
        self.sent[self.whole.pair(nation, zone)]
    }

    fn open(&self, nation: usize, zone: usize) -> bool {
        self.whole.cost(nation, zone).is_some()
    }

    /// Pairs in which people stand.
    fn used(&self) -> Vec<(usize, usize)> {
        let zones = self.whole.zones;
        let places = self.sent.iter().enumerate().filter(|(_, people)| **people > 0);
        places.map(|(pair, _)| (pair / zones, pair % zones)).collect()
    }

    /// What a pair costs more with so many people more.
    fn change(&self, nation: usize, zone: usize, more: i64) -> i64 {
        let here = self.here(nation, zone);
        self.whole.grade_cost(nation, zone) * more + self.whole.charge(zone, here + more)
            - self.whole.charge(zone, here)
    }

    /// What a nation's stretch costs more with so many people more.
    fn strain(&self, nation: usize, more: i64) -> i64 {
        self.whole.strain[nation].cost(self.gone[nation] + more) - self.paid[nation]
    }

    fn add(&mut self, nation: usize, zone: usize, more: i64) {
        let pair = self.whole.pair(nation, zone);
        self.sent[pair] += more;
        self.short[zone] -= more;
        self.gone[nation] += more;
        self.paid[nation] = self.whole.strain[nation].cost(self.gone[nation]);
    }

    fn room(&self, nation: usize) -> i64 {
        self.whole.supply[nation] - self.gone[nation]
    }

    /// Another nation takes over people in a zone: all of them, or as many as bring
    /// either nation to a step of its stretch.
    fn shift(&mut self) -> bool {
        let mut any = false;
        for (from, zone) in self.used() {
            while let Some((to, people)) = self.best_shift(from, zone) {
                self.add(from, zone, -people);
                self.add(to, zone, people);
                any = true;
            }
        }
        any
    }

    fn best_shift(&self, from: usize, zone: usize) -> Option<(usize, i64)> {
        let here = self.here(from, zone);
        if here == 0 {
            return None;
        }
        let mut best = (0, None);
        for to in (0..self.whole.nations).filter(|to| *to != from && self.open(*to, zone)) {
            let most = here.min(self.room(to));
            let (_, step) = self.whole.strain[to].slope(self.gone[to]);
            let above = self.whole.strain[from].above(self.gone[from]);
            let mut tried = 0;
            for people in [most, step.min(most), above.min(most)] {
                if people <= 0 || people == tried {
                    continue;
                }
                tried = people;
                let change = self.change(from, zone, -people)
                    + self.change(to, zone, people)
                    + self.strain(from, -people)
                    + self.strain(to, people);
                if change < best.0 {
                    best = (change, Some((to, people)));
                }
            }
        }
        best.1
    }

    /// One nation leaves a zone to a second, which leaves as many people in another
    /// zone to the first or to a third.
    fn swap(&mut self) -> bool {
        let mut any = false;
        let used = self.used();
        for &(one, zone) in &used {
            for &(two, other) in &used {
                if let Some((three, people)) = self.best_swap((one, zone), (two, other)) {
                    self.add(one, zone, -people);
                    self.add(two, zone, people);
                    self.add(two, other, -people);
                    self.add(three, other, people);
                    any = true;
                }
            }
        }
        any
    }

    fn best_swap(&self, (one, zone): (usize, usize), (two, other): (usize, usize)) -> Option<(usize, i64)> {
        if one == two || zone == other || !self.open(two, zone) {
            return None;
        }
        let people = self.here(one, zone).min(self.here(two, other));
        if people == 0 {
            return None;
        }
        let change = self.change(one, zone, -people)
            + self.change(two, zone, people)
            + self.change(two, other, -people);
        let mut best = (0, None);
        if self.open(one, other) {
            let change = change + self.change(one, other, people);
            if change < best.0 {
                best = (change, Some((one, people)));
            }
        }
        let change = change + self.strain(one, -people);
        if change >= best.0 {
            return best.1;
        }
        for three in 0..self.whole.nations {
            if three != one && three != two && self.open(three, other) && people <= self.room(three) {
                let change = change + self.change(three, other, people) + self.strain(three, people);
                if change < best.0 {
                    best = (change, Some((three, people)));
                }
            }
        }
        best.1
    }

    /// A contingent, or what is lacking, goes to another zone that is as short and
    /// weighs the same.
    fn transfer(&mut self) -> bool {
        let mut any = false;
        for (nation, zone) in self.used() {
            for other in 0..self.whole.zones {
                let people = self.here(nation, zone).min(self.short[other]);
                let alike = other != zone && self.whole.weight[other] == self.whole.weight[zone];
                if people > 0
                    && alike
                    && self.open(nation, other)
                    && self.change(nation, zone, -people) + self.change(nation, other, people) < 0
                {
                    self.add(nation, zone, -people);
                    self.add(nation, other, people);
                    any = true;
                }
            }
        }
        any
    }
}

//! Local search: contingents move, swap, and take one another over while it helps.

use super::search::Dice;
use super::whole::{Edge, Whole};

/// How many of the least stretched nations are tried as third in a swap: with all of
/// them an answer takes twice the time and is no better.
const RELAXED: usize = 6;

/// An answer under local search. Each move keeps what comes to the zones, or moves a
/// gap between zones of the same priority, so the shortfall stays the least.
pub(super) struct Mending<'a> {
    whole: &'a Whole,
    now: State,
    /// Nations and zones that have changed since they were last looked at: for the quick
    /// moves, and for those of pairs of contingents, which are many.
    fresh: Marks,
    unpaired: Marks,
    /// Those looked at in this round.
    look: Marks,
    /// What one person more costs the nations that have someone left, and which they
    /// are: the few that are stretched least.
    relaxed: Vec<(i64, usize)>,
    /// Points gained (below zero) or lost since the start.
    pub change: i64,
}

/// What is sent, and what follows from it.
#[derive(Clone)]
pub(super) struct State {
    sent: Vec<i64>,
    gone: Vec<i64>,
    /// What each nation's stretch costs now.
    paid: Vec<i64>,
    /// What it would cost with someone more or less.
    edge: Vec<Edge>,
    short: Vec<i64>,
    pub change: i64,
}

/// Marked nations and zones.
#[derive(Clone)]
struct Marks {
    nations: Vec<bool>,
    zones: Vec<bool>,
}

impl Marks {
    fn any(&self) -> bool {
        self.nations.contains(&true) || self.zones.contains(&true)
    }

    fn clear(&mut self) {
        self.nations.fill(false);
        self.zones.fill(false);
    }

    fn pair(&self, nation: usize, zone: usize) -> bool {
        self.nations[nation] || self.zones[zone]
    }
}

/// A contingent: its nation and its zone.
type Pair = (usize, usize);

/// So many people of a nation more, or fewer, in a zone.
type Step = (usize, usize, i64);

impl<'a> Mending<'a> {
    pub fn new(whole: &'a Whole, sent: Vec<i64>) -> Self {
        let row = |nation: usize| &sent[whole.pair(nation, 0)..whole.pair(nation + 1, 0)];
        let gone: Vec<i64> = (0..whole.nations).map(|nation| row(nation).iter().sum()).collect();
        let paid = gone.iter().zip(&whole.strain).map(|(gone, strain)| strain.cost(*gone)).collect();
        let edge = gone.iter().zip(&whole.strain).map(|(gone, strain)| strain.edge(*gone)).collect();
        let met = |zone: usize| (0..whole.nations).map(|nation| sent[whole.pair(nation, zone)]).sum::<i64>();
        let short = (0..whole.zones).map(|zone| whole.need[zone] - met(zone)).collect();
        let all = |yes| Marks { nations: vec![yes; whole.nations], zones: vec![yes; whole.zones] };
        let now = State { sent, gone, paid, edge, short, change: 0 };
        let mut mending = Self {
            whole,
            now,
            fresh: all(true),
            unpaired: all(true),
            look: all(false),
            relaxed: Vec::new(),
            change: 0,
        };
        mending.find_relaxed();
        mending
    }

    fn find_relaxed(&mut self) {
        let nations = (0..self.whole.nations).filter(|nation| self.room(*nation) > 0);
        let slope = |nation: usize| (self.now.edge[nation].up, nation);
        let mut relaxed: Vec<(i64, usize)> = nations.map(slope).collect();
        relaxed.sort_unstable();
        relaxed.truncate(RELAXED);
        self.relaxed = relaxed;
    }

    pub fn state(&self) -> State {
        State { change: self.change, ..self.now.clone() }
    }

    /// Goes back; everything has been looked at there.
    pub fn restore(&mut self, state: State) {
        self.change = state.change;
        self.now = state;
        self.find_relaxed();
        self.fresh.clear();
        self.unpaired.clear();
    }

    pub fn into_sent(self) -> Vec<i64> {
        self.now.sent
    }

    /// Moves while any move about what has changed helps, the quick ones first. The
    /// objective counts whole points, so it cannot fall for ever.
    pub fn mend(&mut self) {
        loop {
            if self.fresh.any() {
                std::mem::swap(&mut self.fresh, &mut self.look);
                self.fresh.clear();
                self.shift();
                self.gather();
            } else if self.unpaired.any() {
                std::mem::swap(&mut self.unpaired, &mut self.look);
                self.unpaired.clear();
                self.swap();
                self.transfer();
            } else {
                return;
            }
        }
    }

    fn here(&self, nation: usize, zone: usize) -> i64 {
        self.now.sent[self.whole.pair(nation, zone)]
    }

    fn open(&self, nation: usize, zone: usize) -> bool {
        self.whole.cost(nation, zone).is_some()
    }

    fn room(&self, nation: usize) -> i64 {
        self.whole.supply[nation] - self.now.gone[nation]
    }

    /// Pairs in which people stand.
    fn used(&self) -> Vec<Pair> {
        let zones = self.whole.zones;
        let places = self.now.sent.iter().enumerate().filter(|(_, people)| **people > 0);
        places.map(|(pair, _)| (pair / zones, pair % zones)).collect()
    }

    /// What a pair costs more with so many people more.
    fn pair(&self, nation: usize, zone: usize, more: i64) -> i64 {
        let here = self.here(nation, zone);
        self.whole.grade_cost(nation, zone) * more + self.whole.charge(zone, here + more)
            - self.whole.charge(zone, here)
    }

    /// What a nation's stretch costs more with so many people more.
    fn strain(&self, nation: usize, more: i64) -> i64 {
        if more == 0 {
            return 0;
        }
        self.whole.strain[nation].cost(self.now.gone[nation] + more) - self.now.paid[nation]
    }

    fn apply(&mut self, change: i64, steps: &[Step]) {
        self.change += change;
        for &(nation, zone, more) in steps {
            self.now.sent[self.whole.pair(nation, zone)] += more;
            self.now.short[zone] -= more;
            self.now.gone[nation] += more;
            self.fresh.zones[zone] = true;
            self.unpaired.zones[zone] = true;
        }
        for &(nation, ..) in steps {
            let more: i64 = steps.iter().filter(|step| step.0 == nation).map(|step| step.2).sum();
            if more != 0 {
                let (strain, gone) = (&self.whole.strain[nation], self.now.gone[nation]);
                (self.now.paid[nation], self.now.edge[nation]) = (strain.cost(gone), strain.edge(gone));
                self.fresh.nations[nation] = true;
                self.unpaired.nations[nation] = true;
            }
        }
        self.find_relaxed();
    }

    /// Another nation takes over people in a zone: all of them, or as many as bring
    /// either nation to a step of its stretch.
    fn shift(&mut self) {
        for (from, zone) in self.used() {
            while let Some((change, to, people)) = self.best_shift(from, zone) {
                self.apply(change, &[(from, zone, -people), (to, zone, people)]);
            }
        }
    }

    fn best_shift(&self, from: usize, zone: usize) -> Option<(i64, usize, i64)> {
        let here = self.here(from, zone);
        let looked = self.look.pair(from, zone);
        let Edge { down, above, .. } = self.now.edge[from];
        let mut best: Option<(i64, usize, i64)> = None;
        for to in (0..self.whole.nations).filter(|to| looked || self.look.nations[*to]) {
            let most = here.min(self.room(to));
            if to == from || most <= 0 || !self.open(to, zone) {
                continue;
            }
            let Edge { up, step, .. } = self.now.edge[to];
            for people in [most, step.min(most), above.min(most)] {
                let least = best.map_or(0, |best| best.0);
                let pairs = self.pair(from, zone, -people) + self.pair(to, zone, people);
                // Stretch grows at least and falls at most by the slopes as they are.
                if pairs + (up - down) * people >= least {
                    continue;
                }
                let change = pairs + self.strain(from, -people) + self.strain(to, people);
                if change < least {
                    best = Some((change, to, people));
                }
            }
        }
        best
    }

    /// One nation takes over two or more contingents of a zone, the smallest first.
    fn gather(&mut self) {
        for zone in 0..self.whole.zones {
            for to in 0..self.whole.nations {
                if self.look.pair(to, zone) && self.open(to, zone) && self.room(to) > 0 {
                    let (change, steps) = self.best_gather(to, zone);
                    if change < 0 {
                        self.apply(change, &steps);
                    }
                }
            }
        }
    }

    /// The others in a zone, the smallest first.
    fn others(&self, to: usize, zone: usize) -> Vec<(i64, usize)> {
        let nations = (0..self.whole.nations).filter(|nation| *nation != to);
        let mut others: Vec<(i64, usize)> = nations
            .map(|nation| (self.here(nation, zone), nation))
            .filter(|(people, _)| *people > 0)
            .collect();
        others.sort_unstable();
        others
    }

    fn best_gather(&self, to: usize, zone: usize) -> (i64, Vec<Step>) {
        let (mut best, mut steps) = ((0, 0, 0), Vec::new());
        let (mut taken, mut saved) = (0, 0);
        let others = self.others(to, zone);
        for (many, &(people, from)) in others.iter().enumerate() {
            taken += people;
            if taken > self.room(to) {
                break;
            }
            saved += self.pair(from, zone, -people) + self.strain(from, -people);
            let change = saved + self.pair(to, zone, taken) + self.strain(to, taken);
            if change < best.0 {
                best = (change, many + 1, taken);
            }
        }
        if best.0 < 0 {
            steps.extend(others.iter().take(best.1).map(|&(people, from)| (from, zone, -people)));
            steps.push((to, zone, best.2));
        }
        (best.0, steps)
    }

    /// Two nations change places in two zones.
    fn swap(&mut self) {
        let used = self.used();
        let mut there = vec![0; self.whole.zones];
        for &(_, zone) in &used {
            there[zone] += 1;
        }
        let worth = |(nation, zone): Pair| there[zone] > 1 || self.whole.grade_cost(nation, zone) > 0;
        let pairs: Vec<(Pair, bool, bool)> =
            used.iter().map(|&pair| (pair, self.look.pair(pair.0, pair.1), worth(pair))).collect();
        for &(one, one_looked, one_worth) in &pairs {
            for &(two, two_looked, two_worth) in &pairs {
                if (one_looked || two_looked)
                    && (one_worth || two_worth)
                    && let Some((change, steps)) = self.best_swap(one, two)
                {
                    self.apply(change, &steps);
                }
            }
        }
    }

    /// The first leaves a zone to the second, which leaves another zone to the first or
    /// to a third: as many people, or each its whole contingent.
    fn best_swap(&self, (one, zone): Pair, (two, other): Pair) -> Option<(i64, [Step; 4])> {
        if one == two || zone == other || !self.open(two, zone) {
            return None;
        }
        let (first, second) = (self.here(one, zone), self.here(two, other));
        let people = first.min(second);
        if people == 0 {
            return None;
        }
        let mut best: Option<(i64, [Step; 4])> = None;
        let offer = |best: &mut Option<(i64, [Step; 4])>,
                     change: i64,
                     third: usize,
                     first: i64,
                     second: i64| {
            if change < best.as_ref().map_or(0, |best| best.0) {
                let steps =
                    [(one, zone, -first), (two, zone, first), (two, other, -second), (third, other, second)];
                *best = Some((change, steps));
            }
        };
        let same =
            self.pair(one, zone, -people) + self.pair(two, zone, people) + self.pair(two, other, -people);
        if self.open(one, other) {
            offer(&mut best, same + self.pair(one, other, people), one, people, people);
            let more = first - second;
            if more != 0 && more <= self.room(two) && -more <= self.room(one) {
                let pairs = self.pair(one, zone, -first)
                    + self.pair(two, zone, first)
                    + self.pair(two, other, -second)
                    + self.pair(one, other, second);
                let (from, to) = if more > 0 { (one, two) } else { (two, one) };
                if pairs + (self.now.edge[to].up - self.now.edge[from].down) * more.abs() < 0 {
                    let change = pairs + self.strain(one, -more) + self.strain(two, more);
                    offer(&mut best, change, one, first, second);
                }
            }
        }
        let least = self.relaxed.first().map_or(i64::MAX, |(slope, _)| slope - self.now.edge[one].down);
        if same.saturating_add(least.saturating_mul(people)) >= 0 {
            return best;
        }
        let same = same + self.strain(one, -people);
        for &(slope, third) in &self.relaxed {
            // Neither this one nor any after it takes them for less than that.
            if same + slope * people >= best.as_ref().map_or(0, |best| best.0) {
                break;
            }
            if third != one && third != two && people <= self.room(third) && self.open(third, other) {
                let change = same + self.pair(third, other, people) + self.strain(third, people);
                offer(&mut best, change, third, people, people);
            }
        }
        best
    }

    /// A contingent, or what is lacking, goes to another zone that is short and weighs
    /// the same.
    fn transfer(&mut self) {
        if self.now.short.iter().all(|short| *short == 0) {
            return;
        }
        for (nation, zone) in self.used() {
            for other in 0..self.whole.zones {
                let people = self.here(nation, zone).min(self.now.short[other]);
                let alike = other != zone && self.whole.weight[other] == self.whole.weight[zone];
                if people > 0 && alike && self.open(nation, other) {
                    let change = self.pair(nation, zone, -people) + self.pair(nation, other, people);
                    if change < 0 {
                        self.apply(change, &[(nation, zone, -people), (nation, other, people)]);
                    }
                }
            }
        }
    }

    /// Changes something without asking whether it helps, once or twice: a nation takes
    /// over what it can of a zone, or two nations, or a nation and a gap, change places.
    pub fn kick(&mut self, dice: &mut Dice) {
        for _ in 0..=dice.below(2) {
            let used = self.used();
            let Some(&(one, zone)) = used.get(dice.below(used.len())) else { return };
            let to = dice.below(self.whole.nations);
            let gaps: Vec<usize> = (0..self.whole.zones).filter(|zone| self.now.short[*zone] > 0).collect();
            match (dice.below(3), gaps.get(dice.below(gaps.len()))) {
                (0, _) if to != one && self.room(to) > 0 && self.open(to, zone) => self.take_over(to, zone),
                (1, Some(gap)) => self.change_place(one, zone, *gap),
                _ => {
                    if let Some(&two) = used.get(dice.below(used.len())) {
                        self.change_places((one, zone), two);
                    }
                }
            }
        }
    }

    /// People go to a gap of the same weight and leave one.
    fn change_place(&mut self, nation: usize, zone: usize, gap: usize) {
        let people = self.here(nation, zone).min(self.now.short[gap]);
        let alike = zone != gap && self.whole.weight[gap] == self.whole.weight[zone];
        if people > 0 && alike && self.open(nation, gap) {
            let change = self.pair(nation, zone, -people) + self.pair(nation, gap, people);
            self.apply(change, &[(nation, zone, -people), (nation, gap, people)]);
        }
    }

    fn change_places(&mut self, (one, zone): Pair, (two, other): Pair) {
        let people = self.here(one, zone).min(self.here(two, other));
        if people > 0 && one != two && zone != other && self.open(two, zone) && self.open(one, other) {
            let change = self.pair(one, zone, -people)
                + self.pair(two, zone, people)
                + self.pair(two, other, -people)
                + self.pair(one, other, people);
            let steps =
                [(one, zone, -people), (two, zone, people), (two, other, -people), (one, other, people)];
            self.apply(change, &steps);
        }
    }

    fn take_over(&mut self, to: usize, zone: usize) {
        for (people, from) in self.others(to, zone) {
            let people = people.min(self.room(to));
            if people > 0 {
                let change = self.pair(from, zone, -people)
                    + self.pair(to, zone, people)
                    + self.strain(from, -people)
                    + self.strain(to, people);
                self.apply(change, &[(from, zone, -people), (to, zone, people)]);
            }
        }
    }
}

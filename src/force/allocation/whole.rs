//! The instance in whole people, in an order of its own, with what is locked taken off.

use super::instance::{Grade, Instance};
use super::objective::Weights;

/// More people than any nation has or zone needs; keeps the sums within range.
const MOST: f64 = 10_000_000.0;

/// The instance as it is solved.
pub(super) struct Whole {
    /// Number of nations.
    pub nations: usize,
    /// Number of zones.
    pub zones: usize,
    /// People each nation can still send.
    pub supply: Vec<i64>,
    /// People each zone still needs.
    pub need: Vec<i64>,
    /// Points for a person short, by zone.
    pub weight: Vec<i64>,
    /// Points per person sent, nation by zone; none where nobody may be sent.
    cost: Vec<Option<i64>>,
    /// What stretch costs each nation.
    pub strain: Vec<Strain>,
    /// Below this a contingent is a token, by zone.
    least: Vec<i64>,
    /// Places of nations and zones in the instance.
    nation_places: Vec<usize>,
    zone_places: Vec<usize>,
    /// What stands, in the places of the instance, nation by zone.
    locked: Vec<Vec<Option<i64>>>,
}

/// What it costs a nation to send one person more: the growth of the square of its
/// stretch, in steps of one per cent of its army.
pub(super) struct Strain {
    /// People sent at which a step ends, and what has been paid by then.
    steps: Vec<(i64, i64)>,
    /// The slope before the end of the first step.
    first: i64,
    /// People away before anyone is sent, and steps per person, to guess a step by.
    load: i64,
    per_person: f64,
}

/// The slopes about a number of people.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    /// Points for one person more, and for how many that holds.
    pub up: i64,
    pub step: i64,
    /// Points that one person less saves, and for how many that holds.
    pub down: i64,
    pub above: i64,
}

impl Strain {
    fn new(army: i64, load: i64) -> Self {
        let end = |step: i64| army * (step + 1) / 100 - load;
        let first = (0..Weights::STEPS).find(|step| end(*step) > 0).unwrap_or(Weights::STEPS);
        let (mut paid, mut from) = (0, 0);
        let steps = (first..Weights::STEPS).map(|step| {
            paid += (end(step) - from) * (2 * step + 1);
            from = end(step);
            (from, paid)
        });
        let per_person = 100.0 / army.max(1) as f64;
        Self { steps: steps.collect(), first: 2 * first + 1, load, per_person }
    }

    /// The step in which so many people stand, from the first.
    fn step(&self, people: i64) -> usize {
        let guess = ((people + self.load) as f64 * self.per_person) as i64 - (self.first - 1) / 2;
        let mut step = guess.clamp(0, self.steps.len() as i64) as usize;
        while step > 0 && self.steps[step - 1].0 > people {
            step -= 1;
        }
        while self.steps.get(step).is_some_and(|(end, _)| *end <= people) {
            step += 1;
        }
        step
    }

    /// Points for the next person after so many, and how many more cost the same.
    pub fn slope(&self, people: i64) -> (i64, i64) {
        let step = self.step(people);
        let room = self.steps.get(step).map_or(i64::MAX, |(end, _)| end - people);
        (self.first + 2 * step as i64, room)
    }

    /// What is about so many people: see [`Edge`].
    pub fn edge(&self, people: i64) -> Edge {
        let (up, step) = self.slope(people);
        let below = self.step((people - 1).max(0));
        let from = below.checked_sub(1).and_then(|step| self.steps.get(step)).map_or(0, |(end, _)| *end);
        Edge { up, step, down: self.first + 2 * below as i64, above: people - from }
    }

    /// Points for so many people.
    pub fn cost(&self, people: i64) -> i64 {
        let step = self.step(people);
        let (from, paid) =
            step.checked_sub(1).and_then(|step| self.steps.get(step)).copied().unwrap_or_default();
        paid + (people - from) * (self.first + 2 * step as i64)
    }
}

impl Whole {
    /// The instance in whole people. Supply is rounded down and need up, so that nobody
    /// is sent who is not there and no need counts as met that is not.
    pub fn of(instance: &Instance) -> Self {
        let locked = locked(instance);
        let nation_places = sorted(&instance.nations, |nation| {
            let cap = nation.cap.unwrap_or(f64::INFINITY);
            (nation.name.as_str(), [nation.troops, nation.army, nation.kept, cap])
        });
        let zone_places =
            sorted(&instance.zones, |zone| (zone.name.as_str(), [zone.need, zone.priority, 0.0, 0.0]));
        let (mut supply, mut strain, mut cost) = (Vec::new(), Vec::new(), Vec::new());
        for &place in &nation_places {
            let nation = &instance.nations[place];
            let set: i64 = locked[place].iter().flatten().sum();
            let offer = nation.cap.map_or(nation.troops, |cap| nation.troops.min(cap));
            supply.push((down(offer) - set).max(0));
            strain.push(Strain::new(near(nation.army), near(nation.kept) + set));
            cost.extend(zone_places.iter().map(|&zone| {
                let free = instance.may_choose(place, zone) && locked[place][zone].is_none();
                free.then(|| match instance.grade(place, zone) {
                    Grade::Fit => 0,
                    Grade::Strained => Weights::GRADE,
                    Grade::Unfit | Grade::Barred => 2 * Weights::GRADE,
                })
            }));
        }
        let need: Vec<i64> = zone_places
            .iter()
            .map(|&zone| {
                let set: i64 = locked.iter().filter_map(|row| row[zone]).sum();
                (up(instance.zones[zone].need) - set).max(0)
            })
            .collect();
        let least = need.iter().map(|need| near(instance.least).min(*need)).collect();
        let weight = zone_places.iter().map(|&zone| weight(instance.zones[zone].priority)).collect();
        let (nations, zones) = (supply.len(), need.len());
        Self { nations, zones, supply, need, weight, cost, strain, least, nation_places, zone_places, locked }
    }

    /// Where a pair stands in lists of nation by zone.
    pub const fn pair(&self, nation: usize, zone: usize) -> usize {
        nation * self.zones + zone
    }

    /// Points per person sent; none where nobody may be sent.
    pub fn cost(&self, nation: usize, zone: usize) -> Option<i64> {
        self.cost[self.pair(nation, zone)]
    }

    /// Points per person sent, where someone is.
    pub fn grade_cost(&self, nation: usize, zone: usize) -> i64 {
        self.cost(nation, zone).unwrap_or(0)
    }

    /// Points for a contingent of so many people.
    pub fn charge(&self, zone: usize, people: i64) -> i64 {
        match people {
            ..=0 => 0,
            people if people < self.least[zone] => Weights::CONTINGENT + Weights::TOKEN,
            _ => Weights::CONTINGENT,
        }
    }

    /// What is sent, with what stands, in the places of the instance.
    pub fn restored(&self, sent: &[i64]) -> Vec<Vec<u32>> {
        let mut troops: Vec<Vec<u32>> =
            self.locked.iter().map(|row| row.iter().map(|set| set.unwrap_or(0) as u32).collect()).collect();
        for (nation, &nation_place) in self.nation_places.iter().enumerate() {
            for (zone, &zone_place) in self.zone_places.iter().enumerate() {
                troops[nation_place][zone_place] += sent[self.pair(nation, zone)] as u32;
            }
        }
        troops
    }

    /// People each zone lacks, in the places of the instance.
    pub fn short(&self, sent: &[i64]) -> Vec<u32> {
        let mut short = vec![0; self.zones];
        for (zone, &place) in self.zone_places.iter().enumerate() {
            let met: i64 = (0..self.nations).map(|nation| sent[self.pair(nation, zone)]).sum();
            short[place] = (self.need[zone] - met) as u32;
        }
        short
    }

    /// People each nation has left, in the places of the instance.
    pub fn left(&self, sent: &[i64]) -> Vec<u32> {
        let mut left = vec![0; self.nations];
        for (nation, &place) in self.nation_places.iter().enumerate() {
            let gone: i64 = (0..self.zones).map(|zone| sent[self.pair(nation, zone)]).sum();
            left[place] = (self.supply[nation] - gone) as u32;
        }
        left
    }

    /// The other way: what an answer sends, without what stands. Whatever does not fit
    /// the instance (any more) is left out, so any answer may be given.
    pub fn taken(&self, troops: &[Vec<u32>]) -> Vec<i64> {
        let mut sent = vec![0; self.nations * self.zones];
        let (mut supply, mut need) = (self.supply.clone(), self.need.clone());
        for (nation, &nation_place) in self.nation_places.iter().enumerate() {
            for (zone, &zone_place) in self.zone_places.iter().enumerate() {
                let people = troops.get(nation_place).and_then(|row| row.get(zone_place)).copied();
                if self.cost(nation, zone).is_some() {
                    let people = i64::from(people.unwrap_or(0)).min(supply[nation]).min(need[zone]);
                    sent[self.pair(nation, zone)] = people;
                    supply[nation] -= people;
                    need[zone] -= people;
                }
            }
        }
        sent
    }
}

/// What stands, nation by zone; of two for one pair the later counts.
fn locked(instance: &Instance) -> Vec<Vec<Option<i64>>> {
    let mut locked = vec![vec![None; instance.zones.len()]; instance.nations.len()];
    for set in &instance.locked {
        if let Some(place) = locked.get_mut(set.nation).and_then(|row| row.get_mut(set.zone)) {
            *place = Some(near(set.troops));
        }
    }
    locked
}

/// Places by name, then by the numbers: the order in a plan changes no answer.
fn sorted<'a, T>(list: &'a [T], key: impl Fn(&'a T) -> (&'a str, [f64; 4])) -> Vec<usize> {
    let mut places: Vec<usize> = (0..list.len()).collect();
    places.sort_by(|a, b| {
        let ((a_name, a_numbers), (b_name, b_numbers)) = (key(&list[*a]), key(&list[*b]));
        let numbers = a_numbers.iter().zip(&b_numbers).map(|(a, b)| a.total_cmp(b));
        a_name.cmp(b_name).then_with(|| numbers.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then))
    });
    places
}

fn within(people: f64) -> f64 {
    if people.is_nan() { 0.0 } else { people.clamp(0.0, MOST) }
}

fn near(people: f64) -> i64 {
    within(people).round() as i64
}

/// Down, but not for the last digits of a sum.
fn down(people: f64) -> i64 {
    (within(people) + 1e-6).floor() as i64
}

fn up(people: f64) -> i64 {
    (within(people) - 1e-6).ceil() as i64
}

fn weight(priority: f64) -> i64 {
    let priority = if priority.is_nan() { 1.0 } else { priority.clamp(0.01, 10.0) };
    (100.0 * priority).round() as i64 * Weights::SHORT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strain_is_the_square_of_stretch_in_steps() {
        // An army of 10 000 with 150 away: 50 more at slope 3, 100 at 5, 100 at 7 …
        let strain = Strain::new(10_000, 150);
        assert_eq!(strain.slope(0), (3, 50));
        assert_eq!(strain.slope(50), (5, 100));
        assert_eq!(strain.cost(50), 150);
        assert_eq!(strain.cost(60), 200);
        assert_eq!(
            [50, 60, 20].map(|people| (strain.edge(people).down, strain.edge(people).above)),
            [(3, 50), (5, 10), (3, 20)]
        );
        assert_eq!(strain.slope(1_000_000), (61, i64::MAX));
        for people in 0..4_000 {
            assert_eq!(strain.cost(people + 1) - strain.cost(people), strain.slope(people).0, "{people}");
        }
        // No army at all: every person costs the most.
        assert_eq!(Strain::new(0, 0).slope(0), (61, i64::MAX));
    }
}

//! The transport of least convex cost: successive shortest paths from nations to zones.
//!
//! Each nation pays a slope for the next person that only rises (its stretch), each pair
//! a price per person, each zone a prize per person. Shortest paths are taken level by
//! level: one search by Dijkstra with potentials finds the least price of one more
//! person, then everything that can go at that price goes at once. All is whole numbers,
//! so the answer is exact and the same everywhere.

use super::objective::Weights;
use super::whole::Whole;

/// Prices are in parts of a point, so that a charge spread over thousands of people is
/// not rounded away: rounding down loses at most a 64th of a point per person.
pub(super) const PARTS: i64 = 64;

/// The price of a pair that is not to be used.
pub(super) const CLOSED: i64 = i64::MAX;

const FAR: i64 = i64::MAX / 4;

/// What a transport found.
pub(super) struct Carried {
    /// People, nation by zone.
    pub sent: Vec<i64>,
    /// What it costs at the prices given, in parts of a point, shortfall and all.
    pub cost: i128,
}

/// Carries as many people as can be, at the least price: `price` per person, nation by
/// zone, in parts of a point.
pub(super) fn carry(whole: &Whole, price: &[i64]) -> Carried {
    let mut transport = Transport::new(whole, price);
    while let Some(level) = transport.search() {
        transport.raise(level);
        transport.send();
    }
    transport.carried()
}

/// Nodes are the nations, then the zones; source and sink are kept apart.
struct Transport<'a> {
    whole: &'a Whole,
    price: &'a [i64],
    sent: Vec<i64>,
    /// Sent by each nation.
    gone: Vec<i64>,
    /// Come to each zone.
    met: Vec<i64>,
    /// Price of the way from the source; for the sink apart.
    potential: Vec<i64>,
    sink: i64,
    /// What a zone lacks to the greatest prize, per person.
    toll: Vec<i64>,
    distance: Vec<i64>,
    done: Vec<bool>,
}

impl<'a> Transport<'a> {
    fn new(whole: &'a Whole, price: &'a [i64]) -> Self {
        let nodes = whole.nations + whole.zones;
        let greatest = whole.weight.iter().copied().max().unwrap_or(0);
        Self {
            whole,
            price,
            sent: vec![0; price.len()],
            gone: vec![0; whole.nations],
            met: vec![0; whole.zones],
            potential: vec![0; nodes],
            sink: 0,
            toll: whole.weight.iter().map(|weight| (greatest - weight) * PARTS).collect(),
            distance: vec![0; nodes],
            done: vec![false; nodes],
        }
    }

    /// What is left of the price of a nation's next person, beyond the potentials.
    fn start(&self, nation: usize) -> Option<i64> {
        (self.gone[nation] < self.whole.supply[nation])
            .then(|| self.whole.strain[nation].slope(self.gone[nation]).0 * PARTS - self.potential[nation])
    }

    /// What is left of the price from a zone to the sink.
    fn finish(&self, zone: usize) -> Option<i64> {
        (self.met[zone] < self.whole.need[zone])
            .then(|| self.toll[zone] + self.potential[self.whole.nations + zone] - self.sink)
    }

    /// The least price of one more person beyond the potentials, with all distances up
    /// to it; none if nobody more can be carried.
    fn search(&mut self) -> Option<i64> {
        let nations = self.whole.nations;
        self.done.fill(false);
        for node in 0..self.distance.len() {
            self.distance[node] = if node < nations { self.start(node).unwrap_or(FAR) } else { FAR };
        }
        let mut least = FAR;
        loop {
            let mut next = (least, usize::MAX);
            for (node, distance) in self.distance.iter().enumerate() {
                if !self.done[node] && *distance < next.0 {
                    next = (*distance, node);
                }
            }
            let (distance, node) = next;
            if node == usize::MAX {
                return (least < FAR).then_some(least);
            }
            self.done[node] = true;
            if node < nations {
                self.relax_zones(node, distance);
            } else {
                if let Some(finish) = self.finish(node - nations) {
                    least = least.min(distance + finish);
                }
                self.relax_nations(node - nations, distance);
            }
        }
    }

    fn relax_zones(&mut self, nation: usize, distance: i64) {
        let (nations, zones) = (self.whole.nations, self.whole.zones);
        let reach = distance + self.potential[nation];
        let price = &self.price[nation * zones..(nation + 1) * zones];
        let ways = self.distance[nations..].iter_mut().zip(&self.potential[nations..]).zip(price);
        for ((known, potential), price) in ways {
            if *price != CLOSED {
                *known = (*known).min(reach + price - potential);
            }
        }
    }

    /// Taking people back from a zone gives back their price.
    fn relax_nations(&mut self, zone: usize, distance: i64) {
        let reach = distance + self.potential[self.whole.nations + zone];
        for nation in 0..self.whole.nations {
            let pair = self.whole.pair(nation, zone);
            if self.sent[pair] > 0 {
                let way = reach - self.price[pair] - self.potential[nation];
                self.distance[nation] = self.distance[nation].min(way);
            }
        }
    }

    /// Raises the potentials, so that the shortest ways cost nothing beyond them.
    fn raise(&mut self, level: i64) {
        for (potential, distance) in self.potential.iter_mut().zip(&self.distance) {
            *potential += (*distance).min(level);
        }
        self.sink += level;
    }

    /// Sends all that can go at the present price.
    fn send(&mut self) {
        loop {
            self.done.fill(false);
            let mut all = 0;
            for nation in 0..self.whole.nations {
                if self.done[nation] || self.start(nation) != Some(0) {
                    continue;
                }
                let (_, room) = self.whole.strain[nation].slope(self.gone[nation]);
                let most = room.min(self.whole.supply[nation] - self.gone[nation]);
                let sent = self.leave_nation(nation, most);
                self.gone[nation] += sent;
                all += sent;
            }
            if all == 0 {
                return;
            }
        }
    }

    /// Sends on up to so many people who have come to a nation, new or taken back.
    fn leave_nation(&mut self, nation: usize, most: i64) -> i64 {
        self.done[nation] = true;
        let mut sent = 0;
        for zone in 0..self.whole.zones {
            let (pair, node) = (self.whole.pair(nation, zone), self.whole.nations + zone);
            let price = self.price[pair];
            if sent == most {
                break;
            }
            if price == CLOSED || self.done[node] || self.potential[nation] + price != self.potential[node] {
                continue;
            }
            let some = self.enter_zone(zone, most - sent);
            self.sent[pair] += some;
            sent += some;
        }
        sent
    }

    /// Lets up to so many people into a zone: into what it lacks, and in place of
    /// people of others who go elsewhere.
    fn enter_zone(&mut self, zone: usize, most: i64) -> i64 {
        let node = self.whole.nations + zone;
        self.done[node] = true;
        let mut sent = 0;
        if self.finish(zone) == Some(0) {
            sent = most.min(self.whole.need[zone] - self.met[zone]);
            self.met[zone] += sent;
        }
        for nation in 0..self.whole.nations {
            let pair = self.whole.pair(nation, zone);
            if sent == most {
                break;
            }
            let here = self.sent[pair];
            if here == 0
                || self.done[nation]
                || self.potential[nation] + self.price[pair] != self.potential[node]
            {
                continue;
            }
            let some = self.leave_nation(nation, here.min(most - sent));
            self.sent[pair] -= some;
            sent += some;
        }
        sent
    }

    fn carried(self) -> Carried {
        let mut cost = 0;
        for (people, price) in self.sent.iter().zip(self.price).filter(|(people, _)| **people > 0) {
            cost += i128::from(*people) * i128::from(*price);
        }
        for (strain, gone) in self.whole.strain.iter().zip(&self.gone) {
            cost += i128::from(strain.cost(*gone)) * i128::from(PARTS);
        }
        for ((need, met), weight) in self.whole.need.iter().zip(&self.met).zip(&self.whole.weight) {
            cost += i128::from(need - met) * i128::from(*weight) * i128::from(PARTS);
        }
        Carried { sent: self.sent, cost }
    }
}

/// Prices with the charge for a contingent spread over the most people it could have:
/// no answer pays less, so what [`carry`] finds at them is a bound.
pub(super) fn spread(whole: &Whole) -> Vec<i64> {
    let pairs = (0..whole.nations).flat_map(|nation| (0..whole.zones).map(move |zone| (nation, zone)));
    pairs
        .map(|(nation, zone)| {
            let most = whole.supply[nation].min(whole.need[zone]);
            match whole.cost(nation, zone) {
                Some(cost) if most > 0 => cost * PARTS + whole.charge(zone, most) * PARTS / most,
                _ => CLOSED,
            }
        })
        .collect()
}

/// A cost in parts as whole points, rounded up: objectives are whole, so it is no less
/// a bound.
pub(super) fn points(cost: i128) -> i64 {
    let parts = i128::from(PARTS);
    i64::try_from((cost + parts - 1).div_euclid(parts)).unwrap_or(i64::MAX)
}

/// A charge of this many points as a constant in parts.
pub(super) fn constant(points: i64) -> i128 {
    i128::from(points) * i128::from(PARTS)
}

/// The points of a person short stand far above all prices a way can add up.
const _: () = assert!(Weights::SHORT > 400 * (Weights::CONTINGENT + Weights::TOKEN));

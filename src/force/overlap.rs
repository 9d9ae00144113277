//! Counting once: a kilometre, a resident or a site that lies in two zones
//! counts for the first of them, in the order of roles and then of the plan.

use std::sync::Arc;

use super::measures::{Measures, Meeting, Share};
use super::near;
use super::standing::Standing;
use super::theatre::Groups;
use crate::atlas::Atlas;
use crate::atlas::doctrine::Method;
use crate::geodesy;
use crate::plan::{Plan, Role, Zone};
use crate::units::{Km, Km2, People, brief, grouped};

/// What a zone claims. Two zones compete only for the same thing: a hub inside a
/// belt takes no kilometre from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// Kilometres of line (M3a, M3b, M4).
    Line,
    /// Residents (M1).
    Residents,
    /// Square kilometres (M2).
    Ground,
    /// Sites of a role (M4t and fixed packages).
    Sites(Role),
    /// Nothing: the zone cannot be sized.
    Nothing,
}

impl Claim {
    /// What a zone claims by its role and the method that sizes it.
    pub const fn of(role: Role, method: Method) -> Self {
        match method {
            Method::M3a | Method::M3b | Method::M4 => Self::Line,
            Method::M1 => Self::Residents,
            Method::M2 => Self::Ground,
            Method::M4t | Method::Site => Self::Sites(role),
            Method::M5 | Method::M7 | Method::M8 => Self::Nothing,
        }
    }
}

/// What goes into the sum of a zone, after everything was counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counted {
    /// Kilometres as drawn: of the axis, or for M4 of the line inside.
    pub line_km: Km,
    /// Square kilometres.
    pub area_km2: Km2,
    /// Residents.
    pub people: People,
    /// Sites.
    pub sites: f64,
    /// Whether an earlier zone has something that this one would count.
    pub shared: bool,
}

/// Something that lies in two zones and counts for the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The zone that counts it.
    pub first: Arc<Zone>,
    /// The zone that does not.
    pub second: Arc<Zone>,
    /// What both claim.
    pub claim: Claim,
    /// Kilometres of the second zone's line, as drawn.
    pub km: Km,
    /// Kilometres on the ground for one of them.
    pub ground_factor: f64,
    /// Kilometres typed for the first zone, which it counts in place of these.
    pub assigned: Option<Km>,
    /// Ground in both.
    pub area: Km2,
    /// Residents in both.
    pub people: People,
    /// Sites of the second zone that are the first's.
    pub sites: f64,
}

impl Overlap {
    /// As a sentence: "12.4 km of South Belt lie in North Belt and count there only."
    /// Kilometres are those on the ground, as in every table.
    pub fn sentence(&self) -> String {
        let one = matches!(self.claim, Claim::Sites(_)) && self.sites == 1.0;
        let what = match self.claim {
            Claim::Line => format!("{} km", brief(self.km.0 * self.ground_factor)),
            Claim::Residents => format!("{} people", grouped(self.people.0, 0)),
            Claim::Sites(_) if one => "1 site".to_owned(),
            Claim::Sites(_) => format!("{} sites", grouped(self.sites, 0)),
            Claim::Ground | Claim::Nothing => format!("{} km²", grouped(self.area.0, 0)),
        };
        let (first, second) = (&self.first.name, &self.second.name);
        if let Some(km) = self.assigned {
            return format!("{what} of {second} lie in {first}, which counts {} km typed.", brief(km.0));
        }
        let (lie, count) = if one { ("lies", "counts") } else { ("lie", "count") };
        format!("{what} of {second} {lie} in {first} and {count} there only.")
    }
}

/// All zones in the order in which they claim, and how they lie to each other.
/// Zones are named by their rank in that order.
pub(super) struct Ground<'a> {
    pub zones: Vec<Standing<'a>>,
    /// By second zone, then by first; only those that touch.
    meetings: Vec<(usize, usize, Meeting)>,
    /// Where the meetings of each second zone begin.
    begins: Vec<usize>,
}

impl<'a> Ground<'a> {
    /// Surveys every zone and every two that meet.
    pub fn survey(plan: &'a Plan, atlas: &'a Atlas, measures: &mut Measures) -> Self {
        let mut order: Vec<(usize, &Arc<Zone>)> = plan.zones.iter().enumerate().collect();
        order.sort_by_key(|(place, zone)| (zone.role, *place));
        let zones: Vec<Standing<'a>> =
            order.into_iter().map(|placed| Standing::of(placed, plan, atlas, measures)).collect();
        let bounds: Vec<_> = zones.iter().map(|zone| zone.survey.bounds).collect();
        let mut meetings = Vec::new();
        for (first, second) in near::pairs(&bounds) {
            let (one, other) = (&zones[first], &zones[second]);
            let meeting =
                measures.meeting(atlas, &one.zone.shape, &other.zone.shape, other.course, &other.survey);
            if meeting.touches {
                meetings.push((second, first, meeting));
            }
        }
        meetings.sort_unstable_by_key(|(second, first, _)| (*second, *first));
        let begins =
            (0..=zones.len()).map(|rank| meetings.partition_point(|meeting| meeting.0 < rank)).collect();
        Self { zones, meetings, begins }
    }

    fn meetings_of(&self, second: usize) -> &[(usize, usize, Meeting)] {
        &self.meetings[self.begins[second]..self.begins[second + 1]]
    }

    /// Earlier zones that share ground with this one, with what they share.
    fn earlier(&self, second: usize) -> impl Iterator<Item = (usize, Share)> {
        self.meetings_of(second).iter().filter_map(|(_, first, meeting)| Some((*first, meeting.share?)))
    }

    fn overlap(&self, first: usize, second: usize) -> bool {
        let meetings = self.meetings_of(second);
        meetings
            .binary_search_by_key(&first, |meeting| meeting.1)
            .is_ok_and(|place| meetings[place].2.share.is_some())
    }

    /// What a zone holds that none of these earlier ones does.
    fn left(&self, rank: usize, earlier: &[(usize, Share)], atlas: &Atlas, measures: &mut Measures) -> Share {
        let standing = &self.zones[rank];
        let whole = standing.survey.whole();
        let apart = earlier
            .iter()
            .enumerate()
            .all(|(place, (one, _))| earlier[..place].iter().all(|(other, _)| !self.overlap(*other, *one)));
        if apart {
            return earlier.iter().fold(whole, |left, (_, share)| left.without(share));
        }
        let shapes: Vec<_> = earlier.iter().map(|(first, _)| &self.zones[*first].zone.shape).collect();
        measures.rest(atlas, &standing.zone.shape, standing.course, &standing.survey, &shapes)
    }

    /// What each zone counts, in the order of claims.
    pub fn count(&self, atlas: &Atlas, measures: &mut Measures) -> Count {
        let mut count = Count::default();
        for (rank, standing) in self.zones.iter().enumerate() {
            let all: Vec<(usize, Share)> = self.earlier(rank).collect();
            let rivals: Vec<(usize, Share)> = all
                .iter()
                .copied()
                .filter(|(first, _)| self.zones[*first].claim == standing.claim && self.takes(*first, rank))
                .collect();
            let left = self.left(rank, &rivals, atlas, measures);
            let people = if rivals.len() == all.len() {
                left.people
            } else {
                self.left(rank, &all, atlas, measures).people
            };
            count.people = count.people + people;
            count.line.push(left.line);
            let (mut gone, mut shared) = (0.0, false);
            for (first, share) in &rivals {
                let (loses, sites) = match standing.claim {
                    Claim::Sites(_) => {
                        let rest = f64::from(standing.zone.sites) - gone;
                        let sites = count.counted[*first].sites.min(rest);
                        (sites > 0.0, sites)
                    }
                    // Kilometres that were typed count whatever lies around them.
                    _ => (standing.typed().is_none(), 0.0),
                };
                gone += sites;
                if loses {
                    shared = true;
                    count.overlaps.push(standing.overlap(&self.zones[*first], share, sites));
                }
            }
            count.counted.push(Counted { shared, ..standing.counted(&left, gone) });
        }
        count
    }

    /// Whether the first zone takes what the second would count. Sites are points: a zone
    /// of sites loses them only if the middle of one lies in the other, whichever comes first.
    fn takes(&self, first: usize, second: usize) -> bool {
        let (first, second) = (&self.zones[first], &self.zones[second]);
        let holds = |one: &Standing<'_>, other: &Standing<'_>| {
            geodesy::contains(one.zone.shape.outline(), other.survey.measured.centre)
        };
        match second.claim {
            Claim::Sites(_) => holds(first, second) || holds(second, first),
            Claim::Nothing => false,
            Claim::Line | Claim::Residents | Claim::Ground => true,
        }
    }

    /// The theatre of each zone: the first zone of the group that it belongs to. Zones along
    /// a line hang together where they touch; each other zone is a theatre of its own.
    pub fn theatres(&self) -> Vec<usize> {
        let mut groups = Groups::apart(self.zones.len());
        let along_a_line = |rank: usize| self.zones[rank].claim == Claim::Line;
        for (second, first, _) in &self.meetings {
            if along_a_line(*first) && along_a_line(*second) {
                groups.join(*first, *second);
            }
        }
        (0..self.zones.len()).map(|rank| groups.leader_of(rank)).collect()
    }
}

/// What was counted, by rank.
#[derive(Default)]
pub(super) struct Count {
    pub counted: Vec<Counted>,
    /// Kilometres of the zone's line inside it and in no earlier rival.
    pub line: Vec<Km>,
    pub overlaps: Vec<Overlap>,
    /// People in at least one zone.
    pub people: People,
}

impl Count {
    /// The residents that each zone counts which is sized by its people.
    pub fn by_people(&self, ground: &Ground<'_>) -> Vec<People> {
        let zones = std::iter::zip(&ground.zones, &self.counted);
        zones.filter(|(zone, _)| zone.claim == Claim::Residents).map(|(_, counted)| counted.people).collect()
    }
}

impl Standing<'_> {
    /// What the zone counts of what is left to it, less the sites that others have.
    pub fn counted(&self, left: &Share, sites_gone: f64) -> Counted {
        let line_km = if self.sizing.method == Method::M4 { left.line } else { left.axis };
        let sites = (f64::from(self.zone.sites) - sites_gone).max(0.0);
        Counted { line_km, area_km2: left.area, people: left.people, sites, shared: false }
    }

    fn overlap(&self, first: &Standing<'_>, share: &Share, sites: f64) -> Overlap {
        let km = if self.sizing.method == Method::M4 { share.line } else { share.axis };
        Overlap {
            first: Arc::clone(first.zone),
            second: Arc::clone(self.zone),
            claim: self.claim,
            km,
            ground_factor: self.ground.factor.central,
            assigned: first.typed(),
            area: share.area,
            people: share.people,
            sites,
        }
    }
}

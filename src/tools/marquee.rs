//! Selecting by an area: a box from corner to corner, or a line drawn round zones.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::{Context, Cursor, Hint, Plate, Selection, Sketch, StrokeKind, ground};
use crate::geodesy;
use crate::plan::ZoneId;

/// A lasso takes the pointer where it has moved this share of the pick radius, 2 px: a
/// hand draws no finer, and a long course stays cheap to hold against a thousand zones.
const STEP: f64 = 0.2;

/// What becomes of the zones that the area touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taking {
    /// They are selected, and nothing else is.
    Only,
    /// They are selected as well.
    More,
    /// They are selected no longer.
    Less,
}

impl Taking {
    /// As the keys ask that are held with the button.
    pub(super) const fn of(cursor: &Cursor) -> Self {
        match (cursor.alt, cursor.shift) {
            (true, _) => Self::Less,
            (false, true) => Self::More,
            (false, false) => Self::Only,
        }
    }

    /// A key that goes down under way counts. One that comes up does not: a hand that lets
    /// go of Shift and the button together means the one or the other first by chance only.
    const fn held(self, cursor: &Cursor) -> Self {
        match (cursor.alt, cursor.shift) {
            (false, false) => self,
            _ => Self::of(cursor),
        }
    }
}

/// The outline of the area.
#[derive(Clone, Debug, PartialEq)]
enum Course {
    /// Two opposite corners of a box.
    Box { from: Coord<f64>, to: Coord<f64> },
    /// A line drawn by hand; its end is joined to its beginning.
    Lasso(Vec<Coord<f64>>),
}

/// An area that selects the zones it touches, while it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marquee {
    course: Course,
    at: Coord<f64>,
    taking: Taking,
    before: Selection,
    touched: Vec<ZoneId>,
}

impl Marquee {
    /// A box that begins at a corner.
    pub(super) fn of_box(from: Coord<f64>, taking: Taking, context: &Context) -> Self {
        Self::begun(Course::Box { from, to: from }, from, taking, context)
    }

    /// A lasso that begins at a place.
    pub(super) fn of_lasso(from: Coord<f64>, taking: Taking, context: &Context) -> Self {
        Self::begun(Course::Lasso(vec![from]), from, taking, context)
    }

    fn begun(course: Course, at: Coord<f64>, taking: Taking, context: &Context) -> Self {
        let before = context.selection.hovering(None);
        Self { course, at, taking, before, touched: Vec::new() }
    }

    /// The hand moved.
    pub(super) fn point(&mut self, cursor: &Cursor, context: &Context) {
        self.taking = self.taking.held(cursor);
        self.at = cursor.at;
        match &mut self.course {
            Course::Box { to, .. } => *to = cursor.at,
            Course::Lasso(course) => {
                let step = context.pick * STEP;
                if course.last().is_some_and(|last| ground::apart(*last, cursor.at) < step) {
                    return;
                }
                course.push(cursor.at);
            }
        }
        let area = self.area();
        let zones = context.plan.zones.iter().filter(|zone| touches(&area, zone.shape.outline()));
        self.touched = zones.map(|zone| zone.id.clone()).collect();
    }

    /// The outline, closed.
    fn area(&self) -> MultiPolygon<f64> {
        let corners = match &self.course {
            Course::Box { from, to } => {
                let other = |x, y| Coord { x, y };
                vec![*from, other(to.x, from.y), *to, other(from.x, to.y)]
            }
            Course::Lasso(course) => course.clone(),
        };
        // A `Polygon` repeats its first corner.
        MultiPolygon(vec![Polygon::new(LineString(corners), Vec::new())])
    }

    /// What is selected if the hand lets go now. Zones keep the order in which they were
    /// selected; those that come in do so in the order of the plan.
    pub(super) fn selection(&self) -> Selection {
        let touched = |id: &&ZoneId| self.touched.contains(id);
        let new = || self.touched.iter().filter(|id| !self.before.has(id)).cloned();
        let zones = match self.taking {
            Taking::Only => self.touched.clone(),
            Taking::More => self.before.zones.iter().cloned().chain(new()).collect(),
            Taking::Less => self.before.zones.iter().filter(|id| !touched(id)).cloned().collect(),
        };
        Selection { zones, hovered: None }
    }

    /// What was selected before.
    pub(super) const fn before(&self) -> &Selection {
        &self.before
    }

    /// The outline and how many zones it touches.
    pub(super) fn sketch(&self) -> Sketch {
        let mut sketch = Sketch::default();
        for part in self.area().0 {
            sketch.stroke(StrokeKind::Marquee, part.exterior().clone());
        }
        let title = format!("{} touched", zones(self.touched.len()));
        sketch.plate = Some(Plate { at: self.at, title, measure: None, snapped: None });
        sketch
    }

    /// How many zones it touches, and what becomes of them.
    pub(super) fn hint(&self) -> Hint {
        let touched = zones(self.touched.len());
        let after = self.selection().zones.len();
        let text = match self.taking {
            _ if self.touched.is_empty() => "Nothing touched yet".to_owned(),
            Taking::Only => format!("{touched} touched: let go to select"),
            Taking::More => format!("{touched} touched: let go for {after} in all"),
            Taking::Less => format!("{touched} touched: let go to keep {after}"),
        };
        Hint::new(text).key("Shift", "add").key("Ctrl or Alt", "take out").key("Esc", "drop it")
    }
}

/// "1 zone", "3 zones".
fn zones(count: usize) -> String {
    match count {
        0 => "no zone".to_owned(),
        1 => "1 zone".to_owned(),
        count => format!("{count} zones"),
    }
}

/// Whether a drawn area and a zone share area or border. What a line goes round twice
/// lies inside it as well, which the even and odd of crossings would deny.
fn touches(area: &MultiPolygon<f64>, zone: &MultiPolygon<f64>) -> bool {
    let corner = |part: &Polygon<f64>| part.exterior().0.first().copied();
    let inside = |at| area.iter().any(|part| winding(part.exterior(), at) != 0);
    geodesy::touches(area, zone) || zone.iter().filter_map(corner).any(inside)
}

/// How often a closed line runs round a place.
fn winding(ring: &LineString<f64>, at: Coord<f64>) -> i32 {
    let mut turns = 0;
    for edge in ring.0.windows(2) {
        let &[from, to] = edge else { continue };
        let left = (to.x - from.x) * (at.y - from.y) - (at.x - from.x) * (to.y - from.y);
        if from.y <= at.y && to.y > at.y && left > 0.0 {
            turns += 1;
        } else if from.y > at.y && to.y <= at.y && left < 0.0 {
            turns -= 1;
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::plan::{Disc, Edit, Form, Plan, Role, Shape, Zone};
    use crate::tools::context::bare;
    use crate::units::Km;

    /// A plan of hubs.
    fn hubs(discs: &[(f64, f64, f64)]) -> Plan {
        let zone = |&(x, y, km): &(f64, f64, f64)| {
            let form = Form::Disc(Disc { centre: (x, y).into(), radius: Km(km) });
            Edit::AddZone(Zone::new(Role::Hub, Arc::new(Shape::new(form).unwrap())))
        };
        discs.iter().fold(Plan::empty(), |plan, disc| plan.with(&zone(disc)).unwrap())
    }

    /// A lasso through places, as a hand draws it.
    fn drawn(course: &[Coord<f64>], context: &Context) -> Marquee {
        let mut lasso = Marquee::of_lasso(course[0], Taking::Only, context);
        for at in &course[1..] {
            lasso.point(&Cursor::at(*at), context);
        }
        lasso
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// A lasso round a place, its radius different in each direction, selects exactly the
        /// zones that share ground with it: their overlap has an area, and the others are a
        /// distance away.
        #[test]
        fn a_lasso_selects_exactly_what_it_touches(
            discs in prop::collection::vec((30.0..36.0_f64, 47.0..50.5_f64, 5.0..60.0_f64), 1..12),
            reach in prop::collection::vec(0.2..2.5_f64, 5..24),
            (x, y) in (31.0..35.0_f64, 47.5..50.0_f64),
        ) {
            let plan = hubs(&discs);
            let selection = Selection::default();
            let context = bare(&plan, &selection);
            let turn = std::f64::consts::TAU / reach.len() as f64;
            let course: Vec<_> = reach.iter().enumerate().map(|(place, reach)| {
                let (sin, cos) = (turn * place as f64).sin_cos();
                Coord { x: x + reach * cos, y: y + reach * sin * 0.6 }
            }).collect();
            let lasso = drawn(&course, &context);
            let area = lasso.area();
            let taken = lasso.selection();
            for zone in &plan.zones {
                let shared = geodesy::area(&geodesy::intersection(&area, zone.shape.outline())).0;
                let apart = geodesy::apart(&area, zone.shape.outline()).map_or(0.0, |km| km.0);
                if taken.has(&zone.id) {
                    prop_assert!(shared > 0.0 || apart < 1e-5, "{} is {apart} km away", zone.name);
                } else {
                    prop_assert!(shared < 1e-5, "{} shares {shared} km²", zone.name);
                }
            }
            let order: Vec<_> = plan.zones.iter().map(|zone| &zone.id).filter(|id| taken.has(id)).collect();
            prop_assert_eq!(order, taken.zones.iter().collect::<Vec<_>>());
        }

        /// A box and a lasso along its four sides are one; adding and taking out are each
        /// other's undoing for what was not selected before.
        #[test]
        fn a_box_is_a_lasso_along_its_sides(
            discs in prop::collection::vec((30.0..36.0_f64, 47.0..50.5_f64, 5.0..60.0_f64), 1..12),
            a in (30.0..36.0_f64, 47.0..50.5_f64),
            b in (30.0..36.0_f64, 47.0..50.5_f64),
        ) {
            let plan = hubs(&discs);
            let nothing = Selection::default();
            let outside = bare(&plan, &nothing);
            let (a, b) = (Coord::from(a), Coord::from(b));
            let mut drag = Marquee::of_box(a, Taking::Only, &outside);
            drag.point(&Cursor::at(b), &outside);
            let sides = [a, Coord { x: b.x, y: a.y }, b, Coord { x: a.x, y: b.y }];
            prop_assert_eq!(drag.selection(), drawn(&sides, &outside).selection());
            let taken = drag.selection();
            let within = bare(&plan, &taken);
            let mut out = Marquee::of_box(a, Taking::Less, &within);
            out.point(&Cursor::at(b).with_alt(), &within);
            prop_assert_eq!(out.selection().zones, Vec::new());
            prop_assert_eq!(out.before(), &taken);
        }
    }

    #[test]
    fn what_is_gone_round_twice_is_taken() {
        let plan = hubs(&[(32.0, 49.0, 10.0)]);
        let selection = Selection::default();
        let context = bare(&plan, &selection);
        let round = |far: f64| {
            [(-far, -far), (far, -far), (far, far), (-far, far)]
                .map(|(x, y)| Coord { x: 32.0 + x, y: 49.0 + y })
        };
        let course: Vec<_> = round(1.0).into_iter().chain(round(1.1)).collect();
        assert_eq!(drawn(&course, &context).selection().zones.len(), 1);
    }

    #[test]
    fn keys_that_go_down_under_way_count_and_those_that_come_up_do_not() {
        let at = Cursor::at(Coord { x: 32.0, y: 49.0 });
        assert_eq!(Taking::More.held(&at), Taking::More);
        assert_eq!(Taking::More.held(&at.with_alt()), Taking::Less);
        assert_eq!(Taking::Less.held(&at.with_shift()), Taking::More);
        assert_eq!(Taking::Only.held(&at.with_shift()), Taking::More);
    }
}

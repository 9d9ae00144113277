//! What an edit makes follow, known before any of it is cut.
//!
//! Belts tied to the line of contact and live zones follow in the same edit ([`Plan::with`]).
//! On a long line that takes longer than a frame, so a window shows the draft of an edit,
//! what it says itself, until the whole of it is there.

use std::collections::BTreeSet;
use std::sync::Arc;

use geo_types::MultiPolygon;

use super::{Anchor, Edit, Form, Plan, Source, ZoneId, definition, tied};
use crate::atlas::Ground;

/// Corners of which zones are made within a frame. Everything within 30 km of the embedded
/// line, of 118 corners, took 7 to 14 ms on two busy cores with its figures, and 25 ms where
/// the line had 586: circles round places and zones are made at once, what lies along a line
/// is not.
const SHORT: usize = 100;

/// Corners of the circle round a place.
const ROUND: usize = 64;

/// A plan with what an edit says, and without what follows from it.
#[derive(Clone, Debug)]
pub struct Draft {
    plan: Plan,
    /// The zones that are not where they will be.
    pub behind: BTreeSet<ZoneId>,
    /// Whether the rest takes longer than a frame.
    pub is_long: bool,
}

impl Draft {
    /// The plan of the draft. What is behind stands where it last stood: in what was made for
    /// another place of the hand, or else in the plan before.
    pub fn plan(&self, last: Option<&Plan>) -> Plan {
        let mut plan = self.plan.clone();
        let Some(last) = last else { return plan };
        for zone in plan.zones.iter_mut().filter(|zone| self.behind.contains(&zone.id)) {
            if let Some(made) = last.zone(&zone.id).filter(|made| !Arc::ptr_eq(&made.shape, &zone.shape)) {
                Arc::make_mut(zone).shape = Arc::clone(&made.shape);
            }
        }
        plan
    }
}

impl Plan {
    /// The draft of an edit of the line of contact or of what a live zone is made of. None of
    /// any other edit, and of one that is refused.
    pub fn draft(&self, edit: &Edit) -> Option<Draft> {
        let may_be_followed = matches!(
            edit,
            Edit::SetLine(_)
                | Edit::AddLine(_)
                | Edit::ChooseLine(_)
                | Edit::RemoveLine(_)
                | Edit::Reshape { .. }
                | Edit::Define { definition: Some(_), .. }
        );
        // Most plans have nothing that could follow a corner in the hand.
        let alone = matches!(edit, Edit::Reshape { .. }) && !self.zones.iter().any(|zone| zone.is_live());
        if !may_be_followed || alone {
            return None;
        }
        let plan = self.drafted(edit).ok()?;
        let other_line = !tied::same_course(self, &plan);
        let places = plan.behind(edit, other_line)?;
        let corners: usize = places.iter().map(|place| plan.corners_to_cut(*place)).sum();
        // On another line every zone is measured anew.
        let is_long = corners > SHORT || (other_line && !plan.zones.is_empty());
        let behind = places.iter().filter_map(|place| Some(plan.zones.get(*place)?.id.clone())).collect();
        Some(Draft { plan, behind, is_long })
    }

    /// The places of the zones that an edit makes follow, in a plan with what it says; none
    /// where zones are made of each other in a round.
    fn behind(&self, edit: &Edit, other_line: bool) -> Option<BTreeSet<usize>> {
        let edited = edit.zone();
        let mut behind: BTreeSet<usize> = (0..self.zones.len())
            .filter(|place| {
                let zone = &self.zones[*place];
                let defined = matches!(edit, Edit::Define { .. }) && edited == Some(&zone.id);
                let leans = zone.definition.as_ref().is_some_and(|made_of| made_of.leans_on_contact());
                defined || (other_line && (zone.tied.is_some() || leans))
            })
            .collect();
        for place in self.order().ok()? {
            let Some(definition) = &self.zones[place].definition else { continue };
            let follows = |id: &ZoneId| {
                edited == Some(id) || self.place(id).is_some_and(|other| behind.contains(&other))
            };
            if definition.zones().any(follows) {
                behind.insert(place);
            }
        }
        Some(behind)
    }

    /// How many corners are looked at to make a zone that follows.
    fn corners_to_cut(&self, place: usize) -> usize {
        let Some(zone) = self.zones.get(place) else { return 0 };
        match (&zone.definition, zone.shape.form()) {
            (Some(made_of), _) => made_of.sources().map(|source| self.corners_of(source)).sum(),
            (None, Form::Corridor(_)) => self.contact_course().0.len(),
            (None, _) => 0,
        }
    }

    fn corners_of(&self, source: &Source) -> usize {
        let of_zone = |id| self.zone(id).map_or(0, |zone| corners(zone.shape.outline()));
        match source {
            Source::Near { of: Anchor::Line { line, .. }, .. } => {
                definition::course(line, self).map_or(0, |course| course.0.len())
            }
            Source::Near { of: Anchor::Place(_), .. } => ROUND,
            Source::Near { of: Anchor::Zone(id), .. } | Source::Zone(id) => of_zone(id),
            Source::Settlements { places, .. } => places.len() * ROUND,
            Source::Cells(cells) => cells.len() * 4,
            Source::Ukraine => Ground::embedded().map_or(0, |ground| corners(&ground.ukraine)),
            Source::Oblasts(oblasts) => Ground::embedded().map_or(0, |ground| {
                oblasts.iter().filter_map(|iso| Some(corners(&ground.oblast(iso)?.outline))).sum()
            }),
        }
    }
}

fn corners(outline: &MultiPolygon<f64>) -> usize {
    let rings = outline.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.map(|ring| ring.0.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Definition, LineName, OwnLine, Role, Shape, Side, Zone, file};
    use crate::units::Km;

    fn near(of: Anchor) -> Arc<Definition> {
        Arc::new(Definition::of(Source::Near { of, km: Km(20.0) }))
    }

    fn live(plan: &Plan, name: &str, definition: Arc<Definition>) -> Plan {
        let shape = definition.shape(plan).unwrap();
        let zone = Zone { name: name.to_owned(), ..Zone::new(Role::BufferArea, shape) };
        plan.with(&Edit::AddZone(Zone { definition: Some(definition), ..zone })).unwrap()
    }

    fn names(plan: &Plan, draft: &Draft) -> Vec<String> {
        plan.zones
            .iter()
            .filter(|zone| draft.behind.contains(&zone.id))
            .map(|zone| zone.name.clone())
            .collect()
    }

    /// The example with its belt tied, a zone near the line, one near that, and one near Kyiv.
    fn plan() -> Plan {
        let plan = file::example();
        let belt = plan.zones[0].id.clone();
        let plan = plan.with(&Edit::SetTied { zone: belt, tied: true }).unwrap();
        let line = Anchor::Line { line: LineName(crate::atlas::CONTACT.to_owned()), side: Side::Both };
        let plan = live(&plan, "Near line", near(line));
        let first = plan.zones.last().unwrap().id.clone();
        let plan = live(&plan, "Near that", near(Anchor::Zone(first)));
        let kyiv = crate::plan::Spot::new("Kyiv", geo_types::Coord { x: 30.5, y: 50.45 });
        live(&plan, "Near Kyiv", near(Anchor::Place(kyiv)))
    }

    fn moved(plan: &Plan) -> Edit {
        let mut path = plan.contact_course().clone();
        path.0[40].x -= 0.3;
        let own = OwnLine {
            name: "Moved".to_owned(),
            date: String::new(),
            source: "test".to_owned(),
            path,
            ground_factor: crate::units::Span::flat(1.25),
        };
        Edit::SetLine(Some(Arc::new(own)))
    }

    #[test]
    fn a_draft_names_what_is_behind_and_moves_nothing_but_the_line() {
        let plan = plan();
        let draft = plan.draft(&moved(&plan)).unwrap();
        assert_eq!(names(&plan, &draft), ["Line belt", "Near line", "Near that"]);
        assert!(draft.is_long);
        let (shown, made) = (draft.plan(None), plan.with(&moved(&plan)).unwrap());
        assert_eq!(shown.line, made.line);
        assert!(shown.zones.iter().zip(&plan.zones).all(|(now, was)| Arc::ptr_eq(now, was)));
        // With what was made of it, it is the whole edit.
        assert!(draft.plan(Some(&made)) == made);
        // What is not behind stays where it was, in every edit.
        for (was, is) in plan.zones.iter().zip(&made.zones) {
            assert!(draft.behind.contains(&was.id) || Arc::ptr_eq(&was.shape, &is.shape), "{}", was.name);
        }
    }

    #[test]
    fn a_definition_takes_along_what_is_made_of_it() {
        let plan = plan();
        let zone = plan.zones.iter().find(|zone| zone.name == "Near line").unwrap();
        let wider = zone.definition.as_ref().unwrap().with_km(Km(25.0));
        let edit = Edit::Define { zone: zone.id.clone(), definition: Some(Arc::new(wider)) };
        let draft = plan.draft(&edit).unwrap();
        assert_eq!(names(&plan, &draft), ["Near line", "Near that"]);
        let kyiv = plan.zones.iter().find(|zone| zone.name == "Near Kyiv").unwrap();
        let wider = kyiv.definition.as_ref().unwrap().with_km(Km(25.0));
        let edit = Edit::Define { zone: kyiv.id.clone(), definition: Some(Arc::new(wider)) };
        assert!(!plan.draft(&edit).unwrap().is_long, "a circle is made at once");
    }

    #[test]
    fn other_edits_have_no_draft_and_a_new_name_of_the_line_moves_nothing() {
        let plan = plan();
        assert!(plan.draft(&Edit::SetBanner("Words".to_owned())).is_none());
        let named = plan.with(&moved(&plan)).unwrap();
        let own = OwnLine { date: "2026-05-01".to_owned(), ..OwnLine::clone(named.line.as_ref().unwrap()) };
        let draft = named.draft(&Edit::SetLine(Some(Arc::new(own)))).unwrap();
        assert!(draft.behind.is_empty() && !draft.is_long);
        let shape = Arc::new(Shape::new(plan.zones[1].shape.form().clone()).unwrap());
        let reshape = Edit::Reshape { zone: plan.zones[1].id.clone(), shape };
        let draft = plan.draft(&reshape).unwrap();
        assert!(draft.behind.is_empty() && !draft.is_long);
        assert!(file::example().draft(&reshape).is_none(), "nothing is live");
    }
}

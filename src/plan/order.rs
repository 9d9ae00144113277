//! Zones moved in the list, several at a time.

use std::sync::Arc;

use super::{Edit, Plan, ZoneId};

/// The edit that puts zones into the list before the one that stands at a place now;
/// beyond the end is the end. They keep their order among each other. None where nothing
/// moves.
pub fn moved_to(plan: &Plan, zones: &[ZoneId], before: usize) -> Option<Edit> {
    let chosen = |id: &&ZoneId| zones.contains(id);
    let ids: Vec<&ZoneId> = plan.zones.iter().map(|zone| &zone.id).collect();
    let (above, below) = ids.split_at(before.min(ids.len()));
    let moved: Vec<&ZoneId> = ids.iter().copied().filter(chosen).collect();
    let wanted = [without(above, zones), moved, without(below, zones)].concat();
    let label = match zones.iter().filter_map(|id| plan.zone(id)).collect::<Vec<&Arc<_>>>().as_slice() {
        [one] => format!("Move {} in the list", one.name),
        many => format!("Move {} zones in the list", many.len()),
    };
    let edits = steps(ids, &wanted);
    (!edits.is_empty()).then_some(Edit::Several { label, edits })
}

fn without<'a>(part: &[&'a ZoneId], zones: &[ZoneId]) -> Vec<&'a ZoneId> {
    part.iter().copied().filter(|id| !zones.contains(id)).collect()
}

/// The moves, one by one, from the top: each puts one zone where it belongs.
fn steps(mut now: Vec<&ZoneId>, wanted: &[&ZoneId]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (to, id) in wanted.iter().enumerate() {
        let Some(from) = now.iter().position(|there| there == id).filter(|from| *from != to) else {
            continue;
        };
        let zone = now.remove(from);
        now.insert(to, zone);
        edits.push(Edit::Reorder { zone: zone.clone(), to });
    }
    edits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::plan::History;
    use crate::plan::file::example;

    fn ids(plan: &Plan) -> Vec<ZoneId> {
        plan.zones.iter().map(|zone| zone.id.clone()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is moved stands together before the place, in its order; the others keep
        /// theirs; one undo brings back the very plan, and redo the new one.
        #[test]
        fn moved_zones_stand_together_and_undo_is_exact(chosen in prop::collection::vec(any::<bool>(), 32), before in 0..40_usize) {
            let plan = example();
            let all = ids(&plan);
            let moved: Vec<ZoneId> =
                all.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(id, _)| id.clone()).collect();
            let mut history = History::new(plan.clone());
            let Some(edit) = moved_to(&plan, &moved, before) else {
                return Ok(());
            };
            history.apply(&edit).unwrap();
            let after = history.now().clone();
            let now = ids(&after);
            let first = now.iter().position(|id| moved.contains(id)).unwrap();
            prop_assert_eq!(&now[first..first + moved.len()], &moved[..]);
            let above = all.iter().take(before).filter(|id| !moved.contains(id)).count();
            prop_assert_eq!(first, above);
            let others = |list: &[ZoneId]| list.iter().filter(|id| !moved.contains(id)).cloned().collect::<Vec<_>>();
            prop_assert_eq!(others(&now), others(&all));
            history.undo();
            prop_assert_eq!(history.now(), &plan);
            prop_assert!(!history.can_undo(), "one step");
            history.redo();
            prop_assert_eq!(history.now(), &after);
        }
    }

    #[test]
    fn what_stays_where_it_is_makes_no_step() {
        let plan = example();
        let first = [plan.zones[0].id.clone()];
        assert_eq!(moved_to(&plan, &first, 0), None);
        assert_eq!(moved_to(&plan, &first, 1), None);
        assert_eq!(moved_to(&plan, &[], 3), None);
        assert_eq!(moved_to(&plan, &ids(&plan), 3), None);
        let edit = moved_to(&plan, &first, 2).unwrap();
        assert_eq!(edit.label(&plan), format!("Move {} in the list", plan.zones[0].name));
    }
}

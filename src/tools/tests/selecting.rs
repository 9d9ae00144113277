//! Boxes, lassos, outlines drawn by hand, and nudges.

use super::*;

/// Hubs in Kyiv, Poltava and Kharkiv.
const HUBS: &str = "tool 4 | double Kyiv | tool 4 | double Poltava | tool 4 | double Kharkiv | click Odesa";

fn hubs() -> Desk {
    check(HUBS, &["Add Sector 1", "Add Sector 2", "Add Sector 3"])
}

fn selected(desk: &Desk) -> Vec<&str> {
    let name = |id| desk.plan.zone(id).expect("a zone").name.as_str();
    desk.selection.zones.iter().map(name).collect()
}

#[test]
fn a_box_with_shift_selects_what_it_touches() {
    let mut desk = hubs();
    desk.play("press shift Sumy | move shift Dnipro+0+10");
    assert_eq!(selected(&desk), ["Sector 2"], "the box from Sumy to Dnipro touches Poltava");
    assert!(desk.hint().contains("1 zone"), "{}", desk.hint());
    assert_eq!(desk.sketch().plate.expect("a plate").title, "1 zone touched");
    desk.play("move shift Kharkiv-20-90");
    assert_eq!(selected(&desk), ["Sector 2", "Sector 3"], "it follows the hand");
    desk.play("release Kharkiv-20-90");
    assert_eq!(selected(&desk), ["Sector 2", "Sector 3"], "Shift may come up first");
    desk.play("press shift Lviv | release shift Kyiv");
    assert_eq!(selected(&desk), ["Sector 2", "Sector 3", "Sector 1"], "a second box adds");
    desk.play("press shift Sumy | move shift alt Dnipro+0+10 | release Dnipro+0+10");
    assert_eq!(selected(&desk), ["Sector 3", "Sector 1"], "with Alt it takes out");
    desk.play("press shift Sumy | move shift Dnipro | esc");
    assert_eq!(selected(&desk), ["Sector 3", "Sector 1"], "Esc leaves it as it was");
    assert_eq!(desk.said.len(), 3, "nothing of this changes the plan");
}

#[test]
fn a_box_may_begin_on_a_zone_and_a_click_with_shift_still_adds_one() {
    let mut desk = hubs();
    desk.play("click Kyiv+20+0 | click shift Poltava+20+0");
    assert_eq!(selected(&desk), ["Sector 1", "Sector 2"]);
    desk.play("press shift Poltava+20+0 | release shift Kharkiv");
    assert_eq!(selected(&desk), ["Sector 1", "Sector 2", "Sector 3"]);
    assert_eq!(desk.said.len(), 3, "no zone was moved");
}

#[test]
fn a_lasso_selects_replaces_adds_and_takes_out() {
    let mut desk = hubs();
    let round = |place: &str, keys: &str| {
        format!(
            "press {keys} {place}-60-60 | move {keys} {place}+60-60 | move {keys} {place}+60+60 | release {place}-60+60"
        )
    };
    desk.play("tool Q").play(&round("Kyiv", ""));
    assert_eq!(selected(&desk), ["Sector 1"]);
    desk.play(&round("Poltava", ""));
    assert_eq!(selected(&desk), ["Sector 2"], "another lasso begins anew");
    desk.play(&round("Kharkiv", "shift"));
    assert_eq!(selected(&desk), ["Sector 2", "Sector 3"]);
    desk.play(&round("Poltava", "alt"));
    assert_eq!(selected(&desk), ["Sector 3"]);
    desk.play("click Kyiv");
    assert_eq!(selected(&desk), ["Sector 1"], "a click takes the zone under it");
    desk.play("click shift Poltava | click Odesa");
    assert_eq!(selected(&desk), Vec::<&str>::new(), "and on the ground nothing");
    desk.play("press Lviv | move Odesa | move Kharkiv | esc | esc");
    assert_eq!((desk.tool.kind(), desk.selection.zones.len()), (ToolKind::Select, 0));
}

#[test]
fn a_lasso_is_drawn_by_keys_as_well() {
    let mut desk = hubs();
    desk.play("tool Q | grab Kyiv-60-60 | move Kyiv+60-60 | move Kyiv+60+60 | move Kyiv-60+60 | enter");
    assert_eq!(selected(&desk), ["Sector 1"]);
    desk.play("tool 1 | grab shift Sumy | move Dnipro | enter");
    assert_eq!(selected(&desk), ["Sector 1", "Sector 2"], "and so is a box");
}

#[test]
fn what_is_grabbed_moves_without_the_way_of_a_slip() {
    let mut desk = check(TRIANGLE, &["Add Sector 1"]);
    let corner = desk.last().shape.outline().0[0].exterior().0[0];
    let near = geodesy::beside(corner, Km(0.1), Km(0.0));
    desk.give(Gesture::Grab(Cursor::at(corner)));
    desk.give(Gesture::Move(Cursor::at(near)));
    desk.give(Gesture::Release(Cursor::at(near)));
    assert_eq!(desk.said.last().expect("an edit"), "Move corner of Sector 1");
    assert_eq!(desk.last().shape.outline().0[0].exterior().0[0], near, "a hundred metres, no more");
}

/// A stroke round Poltava with so many points, its end a little past its beginning.
fn stroke(desk: &mut Desk, points: usize) {
    let at = |turn: f64| {
        let (sin, cos) = (turn * std::f64::consts::TAU).sin_cos();
        geodesy::beside(place("Poltava"), Km(120.0 * cos), Km(80.0 * sin))
    };
    desk.give(Gesture::Press(Cursor::at(at(0.0))));
    for point in 1..=points {
        desk.give(Gesture::Move(Cursor::at(at(1.01 * point as f64 / points as f64))));
    }
    desk.give(Gesture::Release(Cursor::at(at(1.01))));
}

#[test]
fn an_outline_drawn_with_the_button_held_is_one_zone() {
    let mut desk = Desk::new();
    desk.play("tool 2");
    stroke(&mut desk, 200);
    assert_eq!(desk.said, ["Add Sector 1"], "one step of undo");
    let corners = desk.corners();
    assert!((8..80).contains(&corners), "200 points of the hand became {corners} corners");
    let area = geodesy::area(desk.last().shape.outline()).0;
    let whole = std::f64::consts::PI * 120.0 * 80.0;
    assert!((area / whole - 1.0).abs() < 0.02, "{area} km² of {whole}");
    assert_eq!((desk.tool.kind(), desk.selection.zones.len()), (ToolKind::Select, 1));
}

#[test]
fn the_corners_of_an_outline_are_said_while_it_is_drawn() {
    let mut desk = Desk::new();
    desk.play("tool 2 | press Lubny | move Kharkiv | move Dnipro");
    assert_eq!(desk.hint(), "Drawing an outline of 3 corners: let go to close it");
    assert!(desk.look(Tool::pending).is_some() && desk.tool.is_busy(), "figures follow the hand");
    desk.play("esc");
    assert!(!desk.tool.is_busy() && desk.plan.zones.is_empty());
    desk.play("press Lubny | release Lubny+1+0 | move Kharkiv");
    assert_eq!(desk.hint(), "Click the next corner", "a press on the spot is a corner");
    desk.play("esc | press Lubny | release Lubny+0+20");
    assert!(desk.said[0].contains("three corners"), "{:?}", desk.said);
}

#[test]
fn an_outline_that_crosses_itself_stays_to_be_mended() {
    let mut desk = Desk::new();
    desk.play("tool 2 | press Lubny | move Kharkiv | move Dnipro | move Sumy");
    desk.give(Gesture::Release(Cursor::at(place("Sumy"))));
    assert!(desk.said[0].starts_with('✗') && desk.plan.zones.is_empty(), "{:?}", desk.said);
    assert!(desk.tool.is_busy(), "its corners are those of a sketch");
    desk.play("undo | enter");
    assert_eq!(desk.corners(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Kilometres there and back, one by one, end within a centimetre of where they began.
    #[test]
    fn a_nudge_there_and_back_is_exact(
        ways in prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>()), 1..24),
        kind in 0..3_usize,
    ) {
        let begun = [TRIANGLE, "tool 4 | double Kyiv", "tool 3 | click Kyiv | click Poltava | click Sumy | enter | type 20 | enter"];
        let mut desk = Desk::new();
        desk.play(begun[kind]);
        let before = desk.last().shape.clone();
        let nudge = |&(east, less, fine): &(bool, bool, bool), back: bool| {
            let km = Km(if less == back { 1.0 } else { -1.0 }) * if fine { 0.1 } else { 1.0 };
            if east { Gesture::Nudge { east: km, north: Km(0.0) } } else { Gesture::Nudge { east: Km(0.0), north: km } }
        };
        for way in &ways {
            desk.give(nudge(way, false));
        }
        for way in ways.iter().rev() {
            desk.give(nudge(way, true));
        }
        let pairs = before.outline().0[0].exterior().0.iter().zip(&desk.last().shape.outline().0[0].exterior().0);
        for (was, is) in pairs {
            let off = geodesy::ground_distance(*was, *is).0;
            prop_assert!(off < 1e-5, "{} cm off", off * 1e5);
        }
    }
}

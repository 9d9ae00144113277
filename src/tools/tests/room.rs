//! Belts and circles that stop at the zones that are there.

use super::drawing::{add, at, drag, rectangle};
use super::*;
use crate::plan::{Corridor, Disc, Edit, Shape};

/// A hand that lets nothing overlap, over some zones and a form that is selected.
fn desk(others: &[(&str, [f64; 4])], form: Form) -> Desk {
    let mut desk = Desk::new();
    desk.pick = Km(2.0);
    desk.switches.no_overlap = true;
    for (name, [west, south, east, north]) in others {
        add(&mut desk, name, rectangle(*west, *south, *east, *north));
    }
    let zone = Zone::new(Role::DeterrentSector, Arc::new(Shape::new(form).unwrap()));
    desk.plan = desk.plan.with(&Edit::AddZone(zone)).unwrap();
    desk.selection = Selection::only(desk.last().id.clone());
    desk
}

fn belt(left: f64, right: f64) -> Form {
    let axis = LineString(vec![at(33.0, 48.5), at(33.5, 48.5), at(34.0, 48.5)]);
    Form::Corridor(Corridor { axis, left: Km(left), right: Km(right) })
}

fn disc(radius: f64) -> Form {
    Form::Disc(Disc { centre: at(33.0, 48.5).into(), radius: Km(radius) })
}

/// How much of the last zone others have as well.
fn shared(desk: &Desk) -> f64 {
    let own = desk.last().shape.outline();
    let others = desk.plan.zones.iter().filter(|zone| zone.id != desk.last().id);
    others.map(|zone| geodesy::area(&geodesy::intersection(own, zone.shape.outline())).0).sum()
}

fn grip(desk: &Desk, kind: HandleKind) -> Coord<f64> {
    desk.sketch().handles.into_iter().find(|handle| handle.kind == kind).unwrap().at
}

/// A handle dragged so far, and what the hint says before it is let go.
fn dragged(desk: &mut Desk, kind: HandleKind, to: Cursor) -> String {
    let from = grip(desk, kind);
    desk.give(Gesture::Move(Cursor::at(from)));
    desk.give(Gesture::Press(Cursor::at(from)));
    desk.give(Gesture::Move(Cursor::at(ground::between(from, to.at, 0.5))));
    desk.give(Gesture::Move(to));
    let hint = desk.hint();
    let pending = desk.look(Tool::pending).map(|edit| desk.plan.with(&edit).unwrap());
    desk.give(Gesture::Release(to));
    assert_eq!(pending.as_ref(), Some(&desk.plan), "what was pending is what came");
    hint
}

const NORTH: (&str, [f64; 4]) = ("North", [32.5, 48.8, 34.5, 49.5]);

const SOUTH: (&str, [f64; 4]) = ("South", [32.5, 48.0, 34.5, 48.4]);

#[test]
fn a_depth_stops_at_a_neighbour() {
    let mut over = desk(&[NORTH], belt(10.0, 0.0));
    let hint = dragged(&mut over, HandleKind::Depth { left: true }, Cursor::at(at(33.4, 49.2)));
    assert!(hint.contains("North is in the way (No overlap is on)"), "{hint}");
    // 0.3° are 33.4 km.
    let (left, right) = over.depths();
    assert!((33.0..33.4).contains(&left) && right == 0.0, "{left} {right}");
    assert!(shared(&over) < 0.01, "{}", shared(&over));
    over.switches.no_overlap = false;
    dragged(&mut over, HandleKind::Depth { left: true }, Cursor::at(at(33.4, 49.2)));
    assert!(over.depths().0 > 60.0, "and goes on without the switch");
    let mut typed = desk(&[NORTH], belt(10.0, 0.0));
    let from = grip(&typed, HandleKind::Depth { left: true });
    typed.give(Gesture::Press(Cursor::at(from)));
    typed.give(Gesture::Move(Cursor::at(geodesy::destination(from, 0.0, Km(8.0)))));
    typed.play("type 50");
    assert!(typed.hint().contains("North is in the way"), "{}", typed.hint());
    typed.play("enter");
    assert!((typed.depths().0 - left).abs() < 0.01, "what is typed stops there too");
}

#[test]
fn each_side_of_a_belt_has_its_own_room() {
    let mut desk = desk(&[NORTH, SOUTH], belt(10.0, 0.0));
    dragged(&mut desk, HandleKind::Depth { left: true }, Cursor::at(at(33.4, 49.2)).with_shift());
    let (left, right) = desk.depths();
    assert!((33.0..33.4).contains(&left) && (11.0..11.2).contains(&right), "{left} {right}");
    assert!(shared(&desk) < 0.01);
}

#[test]
fn a_belt_that_lies_over_a_hub_may_grow_round_it() {
    let mut desk = desk(&[("Hub", [33.2, 48.52, 33.3, 48.55])], belt(10.0, 0.0));
    dragged(&mut desk, HandleKind::Depth { left: true }, Cursor::at(at(33.4, 48.8)));
    assert!(desk.depths().0 > 25.0, "{:?}", desk.depths());
}

#[test]
fn a_circle_stops_and_comes_past_a_neighbour() {
    let east = ("East", [33.6, 48.0, 33.8, 49.0]);
    let mut wide = desk(&[east], disc(20.0));
    let hint = dragged(&mut wide, HandleKind::Radius, Cursor::at(at(34.5, 48.5)));
    assert!(hint.starts_with("Radius of ") && hint.contains("East is in the way"), "{hint}");
    // 0.6° of longitude at 48.5° N are 44.3 km.
    assert!((44.0..44.4).contains(&wide.radius()), "{}", wide.radius());
    assert!(shared(&wide) < 0.01);
    let mut near = desk(&[east], disc(20.0));
    dragged(&mut near, HandleKind::Centre, Cursor::at(at(33.6, 48.5)));
    let Form::Disc(stopped) = near.last().shape.form() else { panic!() };
    let edge = geodesy::destination(stopped.centre.0, 90.0, Km(20.0));
    assert!((33.59..33.601).contains(&edge.x), "{edge:?}");
    assert!(shared(&near) < 0.01);
    let mut past = desk(&[east], disc(20.0));
    dragged(&mut past, HandleKind::Centre, Cursor::at(at(34.5, 48.5)));
    let Form::Disc(beyond) = past.last().shape.form() else { panic!() };
    assert!((beyond.centre.x() - 34.5).abs() < 1e-9, "there is room beyond");
}

#[test]
fn a_point_of_a_drawn_belt_stops() {
    let mut desk = desk(&[NORTH], belt(5.0, 5.0));
    let hint = dragged(&mut desk, HandleKind::AxisPoint(1), Cursor::at(at(33.5, 49.1)));
    assert!(hint.contains("North is in the way"), "{hint}");
    assert!(shared(&desk) < 0.01);
    let Form::Corridor(corridor) = desk.last().shape.form() else { panic!() };
    assert!(corridor.axis.0[1].y > 48.65, "{:?}", corridor.axis);
}

#[test]
fn the_end_of_a_belt_along_a_line_stops_and_turns() {
    let mut desk = Desk::new();
    desk.switches.no_overlap = true;
    add(&mut desk, "South", rectangle(36.6, 47.6, 37.5, 48.0));
    desk.play("tool 5 | click Kupiansk | click Bakhmut | move Kramatorsk | type 20 | enter");
    let before = desk.last().shape.clone();
    let Form::Corridor(old) = before.form() else { panic!() };
    desk.play("press Bakhmut | move Orikhiv");
    assert!(desk.hint().contains("South is in the way"), "{}", desk.hint());
    desk.play("release Orikhiv");
    let Form::Corridor(new) = desk.last().shape.form() else { panic!() };
    assert!(geodesy::length(&new.axis).0 > geodesy::length(&old.axis).0 + 20.0);
    assert_eq!(new.axis.0.first(), old.axis.0.first());
    assert!(shared(&desk) < 0.01, "{}", shared(&desk));
    assert_eq!(desk.said.last().unwrap(), "Move south end of Sector 1");
    // Past the other end there is room of its own.
    let drawn = desk.last().id.clone();
    desk.selection = Selection::only(drawn);
    let end =
        *desk.sketch().handles.iter().find(|handle| handle.kind == HandleKind::End { first: true }).unwrap();
    drag(&mut desk, end.at, Cursor::at(spot("Orikhiv")));
    assert!(shared(&desk) < 0.01, "{}", shared(&desk));
}

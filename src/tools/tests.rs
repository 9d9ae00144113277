//! Scripts of gestures on real places, and what comes of them.

use std::sync::Arc;

use geo_types::{Coord, LineString};
use proptest::prelude::*;

use super::*;
use crate::atlas::Atlas;
use crate::geodesy;
use crate::plan::{Form, LineName, OwnLine, Plan, Role, Zone, ZoneId};
use crate::units::{Km, Span};

mod selecting;

mod drawing;

mod sharing;

mod room;

const PLACES: &[(&str, f64, f64)] = &[
    ("Kyiv", 30.5234, 50.4501),
    ("Poltava", 34.5514, 49.5883),
    ("Kharkiv", 36.2304, 49.9935),
    ("Sumy", 34.8003, 50.9077),
    ("Lubny", 32.9969, 50.0165),
    ("Dnipro", 35.0462, 48.4647),
    ("Izium", 37.2613, 49.2088),
    ("Kupiansk", 37.6150, 49.7064),
    ("Kramatorsk", 37.5556, 48.7389),
    ("Bakhmut", 38.0000, 48.5956),
    ("Orikhiv", 35.7870, 47.5680),
    ("Kherson", 32.6178, 46.6354),
    ("Odesa", 30.7233, 46.4825),
    ("Lviv", 24.0297, 49.8397),
];

fn place(name: &str) -> Coord<f64> {
    let (_, x, y) = PLACES.iter().find(|(known, ..)| *known == name).expect(name);
    Coord { x: *x, y: *y }
}

/// "Poltava", or "Poltava+10-5": 10 km to its east and 5 km to its south.
fn spot(text: &str) -> Coord<f64> {
    let Some(sign) = text.find(['+', '-']) else { return place(text) };
    let (name, way) = text.split_at(sign);
    let second = way[1..].find(['+', '-']).map_or(way.len(), |at| at + 1);
    let east: f64 = way[..second].parse().expect(text);
    let north: f64 = way[second..].parse().unwrap_or(0.0);
    geodesy::destination(place(name), east.atan2(north).to_degrees(), Km(east.hypot(north)))
}

/// A map at about 1 km to a pixel, with a hand that draws on it.
struct Desk {
    plan: Plan,
    selection: Selection,
    lines: Vec<Guide>,
    role: Role,
    snap: bool,
    switches: Switches,
    /// What the map has to snap to: nothing, if not said otherwise.
    net: Net,
    tongue: Tongue,
    pick: Km,
    tool: Tool,
    /// What came of it: labels of edits, and refusals.
    said: Vec<String>,
}

impl Desk {
    fn new() -> Self {
        let contact = [
            "Kupiansk",
            "Kupiansk+30-60",
            "Bakhmut",
            "Kramatorsk-10-60",
            "Orikhiv+40-10",
            "Orikhiv",
            "Orikhiv-60-5",
            "Kherson",
        ];
        Self {
            plan: Plan::empty(),
            selection: Selection::default(),
            lines: vec![Guide {
                id: LineName("contact".to_owned()),
                name: "the line of contact".to_owned(),
                path: Arc::new(LineString(contact.map(spot).to_vec())),
            }],
            role: Role::DeterrentSector,
            snap: false,
            switches: Switches::default(),
            net: Net::default(),
            tongue: Tongue::English,
            pick: Km(8.0),
            tool: Tool::default(),
            said: Vec::new(),
        }
    }

    fn look<T>(&self, look: impl FnOnce(&Tool, &Context) -> T) -> T {
        let drawn = || {
            Arc::new(OwnLine {
                name: "Line of contact".to_owned(),
                date: "2024-12-01".to_owned(),
                source: String::new(),
                path: self.lines[0].path.as_ref().clone(),
                ground_factor: Span::flat(1.25),
            })
        };
        let mut net = self.net.clone();
        net.follow(&self.plan, &self.lines);
        let context = Context {
            plan: &self.plan,
            selection: &self.selection,
            lines: &self.lines,
            contact: &self.plan.line.clone().unwrap_or_else(drawn),
            sectors: None,
            next_role: self.role,
            snap: self.snap,
            switches: self.switches,
            net: &net,
            tongue: self.tongue,
            pick: self.pick,
        };
        look(&self.tool, &context)
    }

    fn give(&mut self, gesture: Gesture) -> bool {
        let tool = self.tool.clone();
        let step = self.look(|_, context| tool.on(gesture, context));
        self.tool = step.tool;
        if let Some(edit) = step.edit {
            match self.plan.with(&edit) {
                Ok(plan) => {
                    self.said.push(edit.label(&self.plan));
                    self.plan = plan;
                }
                Err(refusal) => self.said.push(format!("refused by the plan: {refusal}")),
            }
        }
        if let Some(refusal) = step.refusal {
            self.said.push(format!("✗ {}", refusal.what));
        }
        if let Some(selection) = step.select {
            self.selection = selection;
        }
        step.handled
    }

    /// What the window does with the mouse: a press that the tool does not
    /// claim pans, and is a click if it comes up on the spot.
    fn click(&mut self, cursor: Cursor) {
        self.give(Gesture::Move(cursor));
        if self.look(|tool, context| tool.claims(&cursor, context)) {
            self.give(Gesture::Press(cursor));
            self.give(Gesture::Release(cursor));
        } else {
            self.give(Gesture::Click(cursor));
        }
    }

    fn play(&mut self, script: &str) -> &mut Self {
        for line in script.split('|') {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (shift, alt) = (words.contains(&"shift"), words.contains(&"alt"));
            let words: Vec<&str> =
                words.into_iter().filter(|word| !["shift", "alt"].contains(word)).collect();
            let cursor = |word: &str| Cursor { at: spot(word), shift, alt };
            match words.as_slice() {
                ["tool", key] => {
                    self.tool = Tool::new(ToolKind::of_key(key.chars().next().unwrap()).unwrap());
                }
                ["click", at] => self.click(cursor(at)),
                ["double", at] => {
                    self.click(cursor(at));
                    self.click(cursor(at));
                    self.give(Gesture::DoubleClick(cursor(at)));
                }
                ["move", at] => {
                    self.give(Gesture::Move(cursor(at)));
                }
                ["press", at] => {
                    self.give(Gesture::Move(cursor(at)));
                    assert!(
                        self.look(|tool, context| tool.claims(&cursor(at), context)),
                        "{at} is not claimed"
                    );
                    self.give(Gesture::Press(cursor(at)));
                }
                ["release", at] => {
                    self.give(Gesture::Move(cursor(at)));
                    let pending = self.look(Tool::pending);
                    let before = self.plan.clone();
                    self.give(Gesture::Release(cursor(at)));
                    let promised = pending.map_or(Ok(before.clone()), |edit| before.with(&edit));
                    assert_eq!(promised.as_ref(), Ok(&self.plan), "what was pending is what came");
                }
                ["grab", at] => {
                    self.give(Gesture::Move(cursor(at)));
                    self.give(Gesture::Grab(cursor(at)));
                }
                ["type", text] => text.chars().for_each(|typed| {
                    self.give(Gesture::Type(typed));
                }),
                ["nudge", east, north] => {
                    self.give(Gesture::Nudge {
                        east: Km(east.parse().unwrap()),
                        north: Km(north.parse().unwrap()),
                    });
                }
                [key] => {
                    self.give(match *key {
                        "enter" => Gesture::Enter,
                        "esc" => Gesture::Escape,
                        "backspace" => Gesture::Backspace,
                        "delete" => Gesture::Delete,
                        "undo" => Gesture::UndoCorner,
                        "leave" => Gesture::Leave,
                        other => panic!("no such key: {other}"),
                    });
                }
                other => panic!("no such gesture: {other:?}"),
            }
        }
        self
    }

    fn last(&self) -> &Zone {
        self.plan.zones.last().expect("a zone")
    }

    fn corners(&self) -> usize {
        match self.last().shape.form() {
            Form::Area(area) => area.0[0].exterior().0.len() - 1,
            Form::Corridor(corridor) => corridor.axis.0.len(),
            Form::Disc(_) => 0,
        }
    }

    fn depths(&self) -> (f64, f64) {
        match self.last().shape.form() {
            Form::Corridor(corridor) => (corridor.left.0, corridor.right.0),
            other => panic!("not a belt: {other:?}"),
        }
    }

    fn radius(&self) -> f64 {
        match self.last().shape.form() {
            Form::Disc(disc) => disc.radius.0,
            other => panic!("not a disc: {other:?}"),
        }
    }

    fn hint(&self) -> String {
        self.look(Tool::hint).text
    }

    fn sketch(&self) -> Sketch {
        self.look(Tool::sketch)
    }
}

/// Plays a script on an empty plan and says what came of it.
fn check(script: &str, said: &[&str]) -> Desk {
    let mut desk = Desk::new();
    desk.play(script);
    assert_eq!(desk.said, said, "{script}");
    desk
}

const TRIANGLE: &str = "tool 2 | click Lubny | click Kharkiv | click Dnipro | enter";

#[test]
fn an_area_is_drawn_by_clicks() {
    let enter = check(TRIANGLE, &["Add Sector 1"]);
    assert_eq!(enter.corners(), 3);
    assert_eq!(enter.selection.single(), Some(&ZoneId("zone-1".to_owned())));
    assert_eq!(enter.tool.kind(), ToolKind::Select);
    let double = check("tool 2 | click Lubny | click Kharkiv | double Dnipro", &["Add Sector 1"]);
    let first =
        check("tool 2 | click Lubny | click Kharkiv | click Dnipro | click Lubny+3+2", &["Add Sector 1"]);
    assert_eq!(double.plan, enter.plan);
    assert_eq!(first.plan, enter.plan);
}

#[test]
fn a_sketch_counts_the_pointer_as_its_next_corner() {
    let mut desk = Desk::new();
    desk.play("tool 2 | click Lubny | click Kharkiv");
    assert_eq!(desk.look(Tool::pending), None);
    desk.play("move Dnipro");
    let pending = desk.look(Tool::pending).expect("a triangle with the pointer");
    assert_eq!(desk.plan.with(&pending).unwrap().zones.len(), 1);
    assert_eq!(desk.sketch().strokes.len(), 3);
}

#[test]
fn two_corners_are_too_few() {
    check(
        "tool 2 | click Lubny | click Kharkiv | enter | double Kharkiv",
        &["✗ A zone needs at least three corners", "✗ A zone needs at least three corners"],
    );
}

#[test]
fn backspace_and_undo_drop_the_last_corner_and_escape_steps_out() {
    let mut desk = check("tool 2 | click Lubny | click Kharkiv | click Dnipro | undo | backspace", &[]);
    assert_eq!(desk.hint(), "Click the next corner");
    desk.play("undo");
    assert_eq!(desk.hint(), "Click the first corner");
    assert!(!desk.give(Gesture::UndoCorner), "with no corner left, Ctrl+Z is for the plan");
    desk.play("click Lubny | esc");
    assert_eq!((desk.tool.kind(), desk.tool.is_busy()), (ToolKind::Polygon, false));
    desk.play("esc");
    assert_eq!(desk.tool, Tool::default());
    assert_eq!(desk.said, Vec::<String>::new());
}

#[test]
fn a_crossing_sketch_is_refused_and_stays_visible() {
    let mut desk = check("tool 2 | click Lubny | click Kharkiv | click Dnipro | click Sumy", &[]);
    let sketch = desk.sketch();
    assert!(sketch.bad.is_some() && sketch.crossing.is_some() && sketch.draft.is_some(), "{sketch:?}");
    assert!(desk.look(Tool::hint).warning);
    desk.play("enter");
    assert_eq!(desk.said.len(), 1, "{:?}", desk.said);
    assert!(desk.tool.is_busy() && desk.plan.zones.is_empty());
    desk.play("backspace | enter");
    assert_eq!(desk.corners(), 3);
}

#[test]
fn a_corner_is_dragged_and_put_back() {
    let mut desk = check(
        &format!("{TRIANGLE} | press Dnipro | release Izium"),
        &["Add Sector 1", "Move corner of Sector 1"],
    );
    assert_eq!(desk.corners(), 3);
    let settled = desk.plan.clone();
    desk.play("press Izium | move Dnipro | esc | release Dnipro");
    assert_eq!(desk.plan, settled, "Esc changes nothing");
    desk.play("press Izium | move Sumy | move Kyiv");
    let sketch = desk.sketch();
    assert_eq!(sketch.ghosts.len(), 1);
    assert_eq!(sketch.plate.unwrap().title, "Corner of Sector 1");
    assert_eq!(sketch.handles.last().map(|handle| handle.state), Some(HandleState::Dragged));
}

#[test]
fn a_drag_into_a_crossing_is_put_back_with_the_reason() {
    let square = "tool 2 | click Poltava-50-50 | click Poltava+50-50 | click Poltava+50+50 | click Poltava-50+50 | enter";
    let mut desk = check(square, &["Add Sector 1"]);
    let settled = desk.plan.clone();
    desk.play("press Poltava+50+50 | move Poltava-80+0");
    assert!(desk.sketch().bad.is_some() && desk.sketch().crossing.is_some());
    assert!(desk.look(Tool::pending).is_none());
    desk.play("release Poltava-80+0");
    assert_eq!(desk.plan, settled);
    assert!(desk.said[1].starts_with('✗'), "{:?}", desk.said);
}

#[test]
fn a_midpoint_becomes_a_corner_and_alt_click_deletes_one() {
    let mut desk = check(TRIANGLE, &["Add Sector 1"]);
    let middle = geodesy::midpoint(place("Lubny"), place("Kharkiv"));
    desk.give(Gesture::Move(Cursor::at(middle)));
    assert_eq!(desk.look(Tool::cursor), CursorShape::Insert);
    desk.give(Gesture::Press(Cursor::at(middle)));
    desk.play("release Sumy");
    assert_eq!(desk.corners(), 4);
    assert_eq!(desk.said.last().unwrap(), "Add corner to Sector 1");
    desk.play("click alt Sumy");
    assert_eq!((desk.corners(), desk.said.last().unwrap().as_str()), (3, "Remove corner of Sector 1"));
    desk.play("tool 6 | move Dnipro | delete");
    assert_eq!(desk.said.last().unwrap(), "✗ A zone needs at least three corners");
    desk.play("esc | esc");
    assert_eq!(desk.tool.kind(), ToolKind::Select);
}

#[test]
fn corners_are_nudged_and_deleted_by_keys() {
    let mut desk = check(
        "tool 2 | click Lubny | click Sumy | click Kharkiv | click Dnipro | enter | tool 6 | click Sumy | nudge 1 0 | delete",
        &["Add Sector 1", "Move corner of Sector 1", "Remove corner of Sector 1"],
    );
    assert_eq!(desk.corners(), 3);
    desk.play("delete");
    assert_eq!(desk.said[3], "✗ No corner is chosen");
}

#[test]
fn a_side_is_typed_with_its_length_and_bearing() {
    let mut desk = check(
        "tool 2 | click Poltava | type 40<90 | enter | move Sumy | type 3,5 | backspace | backspace",
        &[],
    );
    assert_eq!(desk.hint(), "Side of 3 km towards the pointer");
    desk.play("type 0 | enter | double Poltava-30+10");
    assert_eq!(desk.said, ["Add Sector 1"]);
    let Form::Area(area) = desk.last().shape.form() else { panic!() };
    let corners = &area.0[0].exterior().0;
    assert_eq!(corners[1], geodesy::destination(corners[0], 90.0, Km(40.0)));
    assert!((geodesy::ground_distance(corners[1], corners[2]).0 - 30.0).abs() < 1e-6);
    desk = check("tool 3 | click Poltava | type 20<180 | move Kyiv", &[]);
    assert_eq!(desk.sketch().plate.unwrap().measure.unwrap(), "20 km · 180°");
    desk.play("enter | enter | esc | esc | click Kyiv | type 20 | esc");
    assert!(desk.tool.is_busy() && desk.hint() == "Click the next point", "{}", desk.hint());
}

#[test]
fn a_belt_is_a_line_and_a_typed_depth() {
    let line = "tool 3 | click Kupiansk | click Izium | double Kramatorsk";
    let mut desk = check(&format!("{line} | move Kramatorsk-40+0 | type 20 | enter"), &["Add Sector 1"]);
    assert_eq!(
        (desk.corners(), desk.depths()),
        (3, (0.0, 20.0)),
        "the west of a line drawn southwards is its right"
    );
    desk = check(
        &format!("{line} | move Kramatorsk+40+20 | type 20,5 | backspace | backspace | enter"),
        &["Add Sector 1"],
    );
    assert_eq!(desk.depths(), (20.0, 0.0));
    desk = check(&format!("{line} | click shift Izium-32+0"), &["Add Sector 1"]);
    let (left, right) = desk.depths();
    assert!(left == right && left.fract() == 0.0 && left > 10.0, "{left} {right}");
}

#[test]
fn the_depth_has_a_hint_and_steps_back_to_the_line() {
    let mut desk =
        check("tool 3 | click Kupiansk | click Izium | enter | enter", &["✗ A belt needs a depth"]);
    assert!(desk.tool.wants_text());
    desk.play("move Izium-30+0 | type 20");
    assert_eq!(desk.hint(), "Depth 20 km");
    assert!(desk.look(Tool::pending).is_some());
    desk.play("esc");
    assert!(desk.hint().starts_with("Depth ") && desk.tool.wants_text(), "{}", desk.hint());
    desk.play("esc");
    assert!(desk.hint().starts_with("Click the next point"), "the line is there again: {}", desk.hint());
    desk.play("esc | esc");
    assert_eq!(desk.tool, Tool::default());
}

#[test]
fn a_stretch_of_the_line_of_contact_is_followed() {
    let mut desk = Desk::new();
    desk.role = Role::MonitoredLine;
    desk.play("tool 5 | click Kyiv");
    assert_eq!(desk.said, ["✗ There is no line here"]);
    desk.play("click Kupiansk+4-3 | move Bakhmut");
    assert_eq!(desk.sketch().plate.unwrap().snapped.unwrap(), "on the line of contact");
    desk.play("click Orikhiv+2+3 | move Bakhmut-60+0 | type 20 | enter");
    assert_eq!(desk.said[1..], ["Add Belt 1"]);
    assert_eq!(desk.last().follows, Some(LineName("contact".to_owned())));
    assert_eq!(desk.depths(), (0.0, 20.0));
    assert!(desk.last().consent);
    // Its ends slide along the line; it does not move whole.
    desk.play("press Orikhiv | move Kherson");
    assert_eq!(desk.sketch().plate.unwrap().title, "South end of Belt 1");
    desk.play("release Kherson+5+5");
    assert_eq!(desk.said[2..], ["Move south end of Belt 1"]);
    assert_eq!((desk.corners(), desk.depths()), (8, (0.0, 20.0)));
    let inside = Cursor::at(spot("Bakhmut-8+0"));
    assert!(!desk.look(|tool, context| tool.claims(&inside, context)), "a drag pans");
    desk.play("nudge 1 0");
    assert_eq!(desk.said[3], "✗ Belt 1 stays on its line");
}

#[test]
fn an_end_dragged_past_the_other_keeps_the_sides() {
    let mut desk = Desk::new();
    desk.play("tool 5 | click Kupiansk | click Bakhmut | move Kramatorsk | type 20 | enter | press Kupiansk | release Orikhiv");
    assert_eq!(desk.said, ["Add Sector 1", "Move north end of Sector 1"]);
    assert_eq!(desk.depths(), (0.0, 20.0));
    let Form::Corridor(corridor) = desk.last().shape.form() else { panic!() };
    assert_eq!(corridor.axis.0.first(), Some(&place("Bakhmut")));
}

#[test]
fn the_depth_of_a_belt_is_dragged_and_typed() {
    let mut desk = check(
        "tool 3 | click Lubny | click Poltava | enter | move Poltava+0+30 | type 20 | enter",
        &["Add Sector 1"],
    );
    let handle = |desk: &Desk, left| {
        let handles = desk.sketch().handles;
        handles.into_iter().find(|handle| handle.kind == HandleKind::Depth { left }).unwrap().at
    };
    let grip = handle(&desk, true);
    let to = geodesy::destination(grip, 20.0, Km(12.0));
    desk.give(Gesture::Move(Cursor::at(grip)));
    desk.give(Gesture::Press(Cursor::at(grip)));
    desk.give(Gesture::Move(Cursor::at(to)));
    assert_eq!(desk.sketch().plate.unwrap().measure.unwrap(), "32 km");
    desk.play("type 25 | enter");
    assert_eq!((desk.depths(), desk.said.last().unwrap().as_str()), ((25.0, 0.0), "Set depth of Sector 1"));
    let grip = handle(&desk, false);
    let to = Cursor::at(geodesy::destination(grip, 200.0, Km(10.0)));
    desk.give(Gesture::Press(Cursor::at(grip)));
    desk.give(Gesture::Move(to));
    desk.give(Gesture::Enter);
    assert_eq!(desk.depths(), (25.0, 10.0));
    let grip = handle(&desk, false);
    desk.give(Gesture::Press(Cursor::at(grip)));
    desk.give(Gesture::Release(to.with_shift()));
    assert_eq!(desk.depths(), (20.0, 20.0), "Shift makes both sides alike");
}

#[test]
fn a_hub_is_placed_by_drag_by_clicks_and_by_typing() {
    let mut desk = Desk::new();
    desk.role = Role::Hub;
    desk.play("tool 4 | press Kyiv | release Kyiv+40+0");
    assert_eq!((desk.radius(), desk.last().sites), (40.0, 1));
    desk.play("tool 4 | double Lviv");
    assert_eq!(desk.radius(), 30.0);
    desk.play("tool 4 | click Odesa | type 25 | enter");
    assert_eq!(desk.radius(), 25.0);
    desk.play("tool 4 | click Dnipro | move Dnipro+0-50 | click Dnipro+0-20");
    assert_eq!(desk.radius(), 20.0);
    desk.role = Role::Site;
    desk.play(
        "tool 4 | double Sumy | tool 4 | press Poltava | move Poltava+9+9 | esc | release Poltava+9+9 | esc",
    );
    assert_eq!((desk.radius(), desk.tool.kind()), (5.0, ToolKind::Select));
    assert_eq!(desk.said, ["Add Hub 1", "Add Hub 2", "Add Hub 3", "Add Hub 4", "Add Site 1"]);
}

#[test]
fn the_radius_and_the_centre_of_a_disc_are_dragged() {
    let mut desk = check(
        "tool 4 | double Kyiv | press Kyiv+30+0 | release Kyiv+45+0",
        &["Add Sector 1", "Set radius of Sector 1"],
    );
    assert_eq!(desk.radius(), 45.0);
    desk.play("press Kyiv | release Kyiv+0-40");
    assert_eq!((desk.radius(), desk.said.last().unwrap().as_str()), (45.0, "Move Sector 1"));
}

#[test]
fn zones_are_selected_moved_and_deleted() {
    let mut desk = Desk::new();
    desk.play(TRIANGLE).play("tool 4 | double Poltava | tool 4 | double Odesa");
    desk.play("click Odesa-9-9 | click shift Poltava+8+8");
    assert_eq!(desk.selection.zones.len(), 2, "the smaller of two zones under the pointer");
    desk.play("press Poltava+8+8 | release Poltava+30+8");
    assert_eq!(desk.said[3..], ["Move 2 zones"]);
    desk.play("click shift Odesa+13-9 | press Poltava+30+8 | move Poltava+40+8 | esc");
    assert_eq!((desk.selection.zones.len(), desk.said.len()), (1, 4));
    desk.play("nudge 1 0 | click Kyiv");
    assert_eq!((desk.said.last().unwrap().as_str(), desk.selection.zones.len()), ("Move Sector 2", 0));
    desk.play("delete | click Lubny+40-10 | delete");
    assert_eq!((desk.said.last().unwrap().as_str(), desk.plan.zones.len()), ("Delete Sector 1", 2));
    assert_eq!(desk.selection, Selection::default());
}

#[test]
fn a_small_slip_is_still_a_click() {
    let mut desk =
        check(&format!("{TRIANGLE} | click Kyiv | press Poltava | release Poltava+1+1"), &["Add Sector 1"]);
    assert_eq!(desk.selection.zones.len(), 1);
    desk.play("press Poltava | move Poltava+5+0 | release Poltava+1+1");
    assert_eq!(desk.said[1], "Move Sector 1", "once a drag, a drag to the end");
}

#[test]
fn a_zone_moved_north_keeps_its_size() {
    let mut desk = check(TRIANGLE, &["Add Sector 1"]);
    let before = geodesy::area(desk.last().shape.outline()).0;
    desk.play("press Poltava | release Sumy");
    let after = geodesy::area(desk.last().shape.outline()).0;
    assert!((after / before - 1.0).abs() < 0.002, "{before} {after}");
}

#[test]
fn snapping_names_what_it_snaps_to() {
    let mut desk = Desk::new();
    desk.snap = true;
    desk.play("tool 4 | double Kyiv").play(TRIANGLE).play("tool 2 | click Lviv");
    let cases = [
        ("move Bakhmut+3-3", Some("on the line of contact")),
        ("move Kherson+2+2", Some("end of the line of contact")),
        ("move Kharkiv+3+3", Some("corner of Sector 2")),
        ("move Poltava+0+20", None),
        ("move Kyiv+27+0", Some("edge of Sector 1")),
        ("move Kyiv+2+0", Some("centre of Sector 1")),
        ("move alt Kyiv+2+0", None),
        ("move Odesa", None),
    ];
    for (script, name) in cases {
        desk.play(script);
        let sketch = desk.sketch();
        assert_eq!(sketch.plate.unwrap().snapped.as_deref(), name, "{script}");
        assert_eq!(sketch.snapped.is_some(), name.is_some());
    }
    desk.play("move Kharkiv+3+3 | esc | esc | click Lubny+40-10 | press Lubny | release Kyiv+28+0");
    assert_eq!(desk.said.last().unwrap(), "Move corner of Sector 2");
}

#[test]
fn every_state_has_a_hint() {
    for script in [
        "tool 1",
        "tool 2",
        "tool 3",
        "tool 4",
        "tool 5",
        "tool 6",
        "tool 2 | click Kyiv",
        "tool 3 | click Kyiv",
        "tool 3 | click Kyiv | click Lviv",
        "tool 3 | click Kyiv | click Lviv | enter",
        "tool 4 | click Kyiv",
        "tool 4 | move Kyiv",
        "tool 4 | double Kyiv",
        "tool 4 | double Kyiv | move Kyiv",
        "tool 5 | move Bakhmut",
        "tool 5 | click Bakhmut",
        "tool 4 | double Kyiv | press Kyiv+9+9 | move Lviv",
    ] {
        let desk = check(script, if script.contains("double") { &["Add Sector 1"] } else { &[] });
        assert!(!desk.hint().is_empty(), "{script}");
    }
}

#[test]
fn a_belt_is_cut_from_the_embedded_lines() {
    let atlas = Atlas::embedded().expect("the embedded atlas");
    let mut desk = Desk::new();
    desk.lines = Guide::all(&desk.plan, &atlas);
    let names: Vec<&str> = desk.lines.iter().map(|guide| guide.name.as_str()).collect();
    assert_eq!(names, ["the line of contact", "the border with Russia", "the border with Belarus"]);
    let contact = desk.lines[0].path.0.clone();
    desk.play("tool 5");
    desk.click(Cursor::at(contact[1]));
    desk.click(Cursor::at(contact[contact.len() - 2]));
    desk.play("move Dnipro | type 20 | enter");
    assert_eq!(desk.said, ["Add Sector 1"]);
    assert_eq!(desk.depths(), (0.0, 20.0), "the line runs from north to south, and Dnipro is to its right");
    assert_eq!(desk.corners(), contact.len() - 2);
    let ends =
        desk.sketch().handles.iter().filter(|handle| matches!(handle.kind, HandleKind::End { .. })).count();
    assert_eq!(ends, 2);
    let own = OwnLine {
        name: "Variant".to_owned(),
        date: String::new(),
        source: String::new(),
        path: LineString(contact[..40].to_vec()),
        ground_factor: Span::flat(1.0),
    };
    desk.plan.line = Some(Arc::new(own));
    assert_eq!(Guide::all(&desk.plan, &atlas)[0].path.0.len(), 40);
}

fn gestures() -> impl Strategy<Value = Vec<Gesture>> {
    let at = prop_oneof![
        (0..PLACES.len()).prop_map(|place| Coord { x: PLACES[place].1, y: PLACES[place].2 }),
        (24.0..40.0, 45.0..52.0).prop_map(|(x, y)| Coord { x, y }),
        Just(Coord { x: 179.9, y: 89.0 }),
        Just(Coord { x: f64::NAN, y: 1e9 }),
    ];
    let cursor =
        (at, any::<bool>(), prop::bool::weighted(0.2)).prop_map(|(at, shift, alt)| Cursor { at, shift, alt });
    let gesture = prop_oneof![
        4 => cursor.clone().prop_map(Gesture::Move),
        3 => cursor.clone().prop_map(Gesture::Press),
        3 => cursor.clone().prop_map(Gesture::Release),
        5 => cursor.clone().prop_map(Gesture::Click),
        1 => cursor.clone().prop_map(Gesture::Grab),
        1 => cursor.prop_map(Gesture::DoubleClick),
        1 => Just(Gesture::Leave),
        2 => Just(Gesture::Enter),
        1 => Just(Gesture::Escape),
        1 => Just(Gesture::Backspace),
        1 => Just(Gesture::Delete),
        1 => Just(Gesture::DeleteAlone),
        1 => Just(Gesture::UndoCorner),
        2 => prop_oneof![prop::char::range('0', '9'), Just('<'), Just('.')].prop_map(Gesture::Type),
        1 => Just(Gesture::Nudge { east: Km(1.0), north: Km(-0.1) }),
    ];
    prop::collection::vec(gesture, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_gestures_break_a_tool(
        mut tools in prop::collection::vec((0..ToolKind::ALL.len(), gestures()), 1..6),
        snap in any::<bool>(),
        role in 0..7_usize,
    ) {
        let mut desk = Desk::new();
        (desk.snap, desk.role) = (snap, Role::ALL[role]);
        desk.play(TRIANGLE).play("tool 4 | double Kyiv | tool 5 | click Kupiansk | click Orikhiv | type 20 | enter");
        for (kind, gestures) in tools.drain(..) {
            desk.tool = Tool::new(ToolKind::ALL[kind]);
            for gesture in gestures {
                let before = desk.plan.clone();
                let mut ahead = None;
                if let Gesture::Release(cursor) = gesture {
                    let dragged = desk.tool.is_busy() && matches!(desk.tool.kind(), ToolKind::Select | ToolKind::Vertices);
                    desk.give(Gesture::Move(cursor));
                    ahead = dragged.then(|| desk.look(Tool::pending));
                }
                desk.give(gesture);
                let said = desk.said.last().cloned().unwrap_or_default();
                prop_assert!(!said.starts_with("refused by the plan"), "{}", said);
                if let Some(pending) = ahead {
                    let promised = pending.map_or(Ok(before.clone()), |edit| before.with(&edit));
                    prop_assert_eq!(promised.as_ref(), Ok(&desk.plan));
                }
                if let Some(pending) = desk.look(Tool::pending) {
                    prop_assert!(desk.plan.with(&pending).is_ok());
                }
                desk.sketch();
                prop_assert!(!desk.hint().is_empty());
                desk.look(Tool::cursor);
            }
        }
    }
}

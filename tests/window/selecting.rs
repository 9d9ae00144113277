//! Boxes, the lasso, outlines by hand, the list of zones; and all of it by keys alone.

use cordon::app::{Options, Theme};
use cordon::plan::{Plan, Role, ZoneColour, file};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::{CTRL, Window};

impl Window {
    /// Drags from place to place on the map with keys held.
    fn drag_through(&mut self, held: Modifiers, places: &[(f64, f64)]) {
        let spots: Vec<Pos2> = places.iter().map(|(lon, lat)| self.spot(*lon, *lat)).collect();
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: held,
        };
        let (first, last) = (spots[0], *spots.last().unwrap());
        self.give(Event::PointerMoved(first), held);
        self.give(button(first, true), held);
        for way in spots.windows(2) {
            for step in 1..=8 {
                self.give(Event::PointerMoved(way[0] + (way[1] - way[0]) * (step as f32 / 8.0)), held);
            }
        }
        self.picture_of_drag();
        self.give(button(last, false), held);
        self.harness.run_steps(30);
    }

    fn give(&mut self, event: Event, held: Modifiers) {
        self.harness.event_modifiers(event, held);
        self.harness.run_steps(1);
    }

    fn picture_of_drag(&mut self) {
        let tool = format!("{:?}", self.app().desk.tool.kind()).to_lowercase();
        let count = self.app().desk.selection.zones.len();
        self.picture(&format!("selecting-drag-{tool}-{count}"));
    }

    fn selected(&self) -> Vec<String> {
        let plan = self.plan();
        let name = |id| plan.zone(id).unwrap().name.clone();
        self.app().desk.selection.zones.iter().map(name).collect()
    }

    fn keys(&mut self, keys: &[Key]) {
        for key in keys {
            self.key(*key);
        }
    }

    fn last_step(&self) -> String {
        self.app().desk.history.undo_label().unwrap_or_default().to_owned()
    }

    /// Presses Tab until the control of this name has the keyboard.
    fn tab_to(&mut self, label: &str) {
        for _ in 0..300 {
            if self.harness.query_by_label(label).is_some_and(|node| node.is_focused()) {
                return;
            }
            self.key(Key::Tab);
        }
        panic!("Tab does not lead to {label}");
    }

    /// Whether the cursor of the keyboard speaks these words, with the place it is at.
    fn cursor_says(&self, words: &str) -> bool {
        let mut spoken = self.harness.query_all_by_role(egui::Role::Status);
        spoken.any(|node| {
            let said = node.accesskit_node().label().unwrap_or_default();
            said.contains("° N") && said.contains(words)
        })
    }

    /// Presses Tab over the map until the cursor says so.
    fn tab_until_said(&mut self, words: &str) {
        for _ in 0..200 {
            self.key(Key::Tab);
            if self.cursor_says(words) {
                return;
            }
        }
        panic!("the cursor never says {words}");
    }
}

fn dark(plan: Plan) -> Window {
    Window::themed(plan, vec2(1280.0, 800.0), Theme::Dark)
}

fn light(plan: Plan) -> Window {
    Window::with(plan, vec2(1280.0, 800.0), Options::default())
}

#[test]
fn a_box_with_shift_selects_and_a_plain_drag_still_pulls_the_map() {
    let mut window = light(file::example());
    window.drag_through(Modifiers::SHIFT, &[(29.0, 51.3), (37.0, 47.6)]);
    let first = window.selected();
    assert!(first.len() > 2, "{first:?}");
    assert!(window.says("zones selected"), "the panel has their common edits");
    window.picture("selecting-common-light");
    window.drag_through(Modifiers::SHIFT | CTRL, &[(29.0, 51.3), (32.0, 49.8)]);
    assert!(window.selected().len() < first.len(), "with Ctrl it takes out");
    let before = window.spot(31.0, 49.0);
    window.drag_through(Modifiers::NONE, &[(28.6, 48.6), (29.4, 48.6)]);
    assert!(window.spot(31.0, 49.0).x > before.x + 10.0, "a plain drag pulls the map");
    assert!(!window.app().desk.history.can_undo(), "and nothing has changed the plan");
}

#[test]
fn a_lasso_selects_what_it_goes_round() {
    let mut window = dark(file::example());
    window.key(Key::Q);
    window.drag_through(Modifiers::NONE, &[(29.2, 51.2), (32.0, 51.3), (31.6, 49.9), (29.4, 49.8)]);
    let kyiv = window.selected();
    assert!(!kyiv.is_empty(), "something in Kyiv");
    window.key(Key::Escape);
    assert_eq!(window.selected(), kyiv, "Esc gives the free hand back and leaves the selection");
}

#[test]
fn an_outline_drawn_by_hand_is_a_zone_and_one_step() {
    let mut window = light(Plan::empty());
    window.key(Key::Num2);
    window.drag_through(
        Modifiers::NONE,
        &[(33.0, 49.0), (34.0, 49.8), (35.4, 49.6), (35.6, 48.8), (34.2, 48.4), (33.02, 48.95)],
    );
    assert_eq!(window.plan().zones.len(), 1);
    window.chord(CTRL, Key::Z);
    assert!(window.plan().zones.is_empty(), "one step");
}

#[test]
fn what_several_zones_have_in_common_is_set_for_all_in_one_step() {
    let mut window = light(file::example());
    window.chord(CTRL, Key::A);
    let count = window.plan().zones.len();
    window.choose("Rules of engagement of all", "Self-defence");
    assert!(window.plan().zones.iter().all(|zone| zone.roe.is_some()));
    assert_eq!(window.last_step(), format!("Set rules of engagement: {count} zones"));
    window.choose("Colour of all", "Ochre");
    assert!(window.plan().zones.iter().all(|zone| zone.colour == Some(ZoneColour::Ochre)));
    window.picture("selecting-ochre-light");
    window.set("Host forces of all", "1200");
    assert!(window.plan().zones.iter().all(|zone| zone.host_forces == 1_200.0));
    window.chord(CTRL, Key::Z);
    window.chord(CTRL, Key::Z);
    window.chord(CTRL, Key::Z);
    assert_eq!(*window.plan(), file::example(), "three steps back");
    window.press(&format!("Delete {count} zones"));
    assert!(window.plan().zones.is_empty());
}

#[test]
fn a_zone_is_drawn_edited_named_and_given_a_role_without_a_mouse() {
    let mut window = light(Plan::empty());
    window.keys(&[Key::X, Key::Num2]);
    assert!(window.cursor_says("° E"), "the cursor says where it is");
    window.key(Key::Space);
    window.chord(Modifiers::SHIFT, Key::ArrowRight);
    window.picture("selecting-cursor-draws-light");
    window.key(Key::Space);
    window.chord(Modifiers::SHIFT, Key::ArrowUp);
    window.key(Key::Space);
    window.keys(&[Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::Space, Key::Enter]);
    assert_eq!(window.plan().zones.len(), 1, "four corners by Space, and Enter");
    let drawn = window.plan().zones[0].clone();

    window.key(Key::Tab);
    assert!(window.cursor_says(&format!("Corner 1 of {}", drawn.name)), "Tab leads to a handle");
    window.picture("selecting-cursor-handle-light");
    window.keys(&[Key::Enter, Key::ArrowDown, Key::ArrowDown]);
    window.chord(Modifiers::ALT, Key::ArrowDown);
    assert!(window.app().desk.tool.is_busy(), "it is in the hand");
    window.key(Key::Enter);
    assert_eq!(window.last_step(), format!("Move corner of {}", drawn.name));
    let corner = |zone: &cordon::plan::Zone| zone.shape.outline().0[0].exterior().0[0];
    let moved = cordon::geodesy::ground_distance(corner(&drawn), corner(&window.plan().zones[0])).0;
    assert!((moved - 2.1).abs() < 1e-4, "two kilometres and a hundred metres, not {moved}");
    window.keys(&[Key::Enter, Key::ArrowLeft, Key::Escape]);
    assert_eq!(window.last_step(), format!("Move corner of {}", drawn.name), "Esc puts it back");

    window.key(Key::F2);
    window.chord(CTRL, Key::A);
    window.types("By hand");
    window.key(Key::Enter);
    assert_eq!(window.plan().zones[0].name, "By hand");
    window.tab_to("Role");
    window.key(Key::Space);
    window.tab_to("P  Population");
    window.key(Key::Space);
    assert_eq!(window.plan().zones[0].role, Role::Population);
    window.picture("selecting-keys-done-light");
}

#[test]
fn zones_are_selected_moved_and_boxed_by_keys() {
    let mut window = dark(file::example());
    window.key(Key::X);
    window.tab_until_said("Kyiv hub, Rear hub");
    let name = window.app().desk.selection.hovered.clone().unwrap();
    window.key(Key::Space);
    assert_eq!(window.app().desk.selection.zones, [name]);
    window.picture("selecting-cursor-dark");
    let was = window.selected();
    window.key(Key::Tab);
    assert!(window.cursor_says("of Kyiv hub"), "the handles of the selected zone come next");
    window.keys(&[Key::Enter, Key::ArrowRight, Key::Space]);
    assert!(window.last_step().contains("Kyiv"), "{}", window.last_step());
    // A box over half of the map.
    for _ in 0..3 {
        window.chord(Modifiers::SHIFT, Key::ArrowUp);
    }
    window.chord(Modifiers::SHIFT, Key::Enter);
    for _ in 0..6 {
        window.chord(Modifiers::SHIFT, Key::ArrowDown);
        window.chord(Modifiers::SHIFT, Key::ArrowRight);
    }
    window.picture("selecting-box-by-keys-dark");
    window.key(Key::Enter);
    assert!(window.selected().len() > was.len(), "{:?}", window.selected());
    window.keys(&[Key::Escape, Key::Escape]);
    assert!(!window.cursor_says(""), "Esc puts the cursor away");
}

#[test]
fn a_boundary_between_contingents_is_moved_by_keys() {
    let mut window = light(file::example());
    let belt = window.zone("Line belt").id.clone();
    window.app_mut().desk.selection.zones = vec![belt];
    window.key(Key::X);
    window.tab_until_said("oundary between");
    window.key(Key::Enter);
    for _ in 0..4 {
        window.chord(Modifiers::SHIFT, Key::ArrowRight);
        window.chord(Modifiers::SHIFT, Key::ArrowDown);
    }
    window.key(Key::Enter);
    assert!(window.last_step().starts_with("Move boundary between"), "{}", window.last_step());
    window.tab_until_said("oundary between");
    window.key(Key::Backspace);
    assert!(window.last_step().starts_with("Reset boundary between"), "{}", window.last_step());
}

#[test]
fn a_click_puts_the_cursor_of_the_keyboard_away() {
    let mut window = light(file::example());
    window.key(Key::X);
    assert!(window.cursor_says(""));
    window.move_to(window.spot(30.0, 48.0));
    assert!(window.cursor_says(""), "a mouse that is knocked does not");
    window.click(29.0, 48.3);
    assert!(!window.cursor_says(""));
}

#[test]
fn a_press_of_the_mouse_takes_the_ring_off_the_map() {
    let mut window = light(file::example());
    let ringed = |window: &Window| window.harness.get_by_role(egui::accesskit::Role::Canvas).is_focused();
    window.keys(&[Key::X, Key::Escape]);
    assert!(ringed(&window), "the map keeps the focus that X gave it");
    window.click(29.0, 48.3);
    assert!(!ringed(&window));
}

#[test]
fn a_zone_is_named_in_its_row() {
    let mut window = light(file::example());
    let row = window.rect("Line belt, Monitored line");
    let name = row.left_top() + vec2(60.0, 12.0);
    window.click_once_at(name);
    window.click_once_at(name);
    window.harness.run_steps(4);
    assert!(window.says("Name of Line belt"), "a double click on the name");
    window.picture("selecting-naming-light");
    window.types("The belt");
    window.key(Key::Enter);
    assert_eq!(window.last_step(), "Rename Line belt");
    window.zone("The belt");
    window.key(Key::F2);
    window.types("Nonsense");
    window.key(Key::Escape);
    window.harness.run_steps(4);
    window.zone("The belt");
    assert!(!window.says("Name of The belt"), "Esc leaves the old name");
}

#[test]
fn escape_leaves_a_name_below_the_list_as_it_was() {
    let mut window = light(file::example());
    window.click_on("Line belt, Monitored line");
    window.harness.get_by_label("Name of the zone").focus();
    window.harness.run_steps(3);
    window.types("Nonsense");
    window.key(Key::Escape);
    window.harness.run_steps(4);
    assert_eq!(*window.plan(), file::example());
    assert_eq!(window.selected(), ["Line belt"], "and the zone is selected still");
}

#[test]
fn a_colour_is_chosen_from_the_palette_and_kept_in_the_file() {
    for theme in ["light", "dark"] {
        let open = if theme == "light" { light } else { dark };
        let mut window = open(file::example());
        window.press("Colour of Line belt: as its role");
        window.picture(&format!("selecting-palette-{theme}"));
        window.press("Violet");
        assert_eq!(window.zone("Line belt").colour, Some(ZoneColour::Violet));
        assert_eq!(window.last_step(), "Set colour of Line belt");
        window.picture(&format!("selecting-violet-{theme}"));
        let text = file::to_geojson(window.plan());
        assert!(text.contains("\"colour\"") && text.contains("\"violet\""));
        assert_eq!(file::from_geojson(&text, "test").unwrap().0, *window.plan());
        window.press("Colour of Line belt: Violet");
        window.press("As its role: Monitored line");
        assert_eq!(*window.plan(), file::example());
        assert_eq!(file::to_geojson(window.plan()), file::to_geojson(&file::example()));
    }
}

#[test]
fn a_row_is_dragged_to_another_place_in_one_step() {
    let mut window = light(file::example());
    let names =
        |window: &Window| window.plan().zones.iter().map(|zone| zone.name.clone()).collect::<Vec<_>>();
    let before = names(&window);
    let row = window.rect(&format!("{}, ", before[0]));
    let (from, to) = (row.center(), row.center() + vec2(0.0, 2.2 * row.height()));
    window.move_to(from);
    window.button(from, true);
    for step in 1..=6 {
        window.move_to(from + (to - from) * (step as f32 / 6.0));
    }
    window.picture("selecting-reorder-light");
    window.button(to, false);
    let moved = [before[1].clone(), before[2].clone(), before[0].clone()];
    assert_eq!(names(&window)[..3], moved);
    assert_eq!(window.last_step(), format!("Move {} in the list", before[0]));
    window.chord(CTRL, Key::Z);
    assert_eq!(names(&window), before);
    window.move_to(from);
    window.button(from, true);
    window.move_to(to);
    window.key(Key::Escape);
    window.button(to, false);
    assert_eq!(names(&window), before, "Esc puts it back");
}

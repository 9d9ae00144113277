//! The page of nations in the window, driven by mouse and keys without a display.

use cordon::app::{Options, Theme};
use cordon::force::Contribution;
use cordon::force::fit::Grade;
use cordon::plan::{Assignment, Edit, Mandate, NationCode, Plan, Share};
use egui::{Event, Key, Modifiers, Pos2, Vec2, pos2, vec2};
use egui_kittest::kittest::Queryable;
use geo_types::Coord;

use crate::harness::{ATLAS, CTRL, Window, emptied};

/// The window on the page of nations.
impl Window {
    fn on_nations(plan: Plan) -> Self {
        Self::nations(plan, vec2(1600.0, 1000.0), Options::default())
    }

    fn nations(plan: Plan, size: Vec2, options: Options) -> Self {
        let mut window = Self::with(plan, size, options);
        window.chord(CTRL, Key::Num2);
        window
    }

    fn nation(&self, code: &str) -> &Contribution {
        self.figures().coalition.nation(&nation(code)).unwrap_or_else(|| panic!("{code} is not in"))
    }
}

/// The example with nobody in its zones and the five core states in the coalition.
fn bare() -> Plan {
    Plan { coalition: Plan::empty().coalition, ..emptied() }
}

fn nation(code: &str) -> NationCode {
    NationCode::new(code)
}

#[test]
fn a_double_click_takes_a_nation_in_and_leaves_it_out() {
    let mut window = Window::on_nations(bare());
    let members = window.plan().coalition.members.len();
    window.click_on("Add a nation");
    window.harness.get_by_label("Take in Netherlands").click();
    window.harness.run_steps(4);
    assert_eq!(window.plan().coalition.members.len(), members + 1);
    let can = window.nation("NL").supply.troops.central.0;
    assert!(can > 0.0, "the Netherlands can send somebody");
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert_eq!(window.plan().coalition.members.len(), members, "undo leaves it out again");
    window.click_on("Close the nation");
    window.click_on("Add a nation");
    let at = window.rect("GB United Kingdom, assigned").center();
    window.click_once_at(at);
    window.click_once_at(at);
    window.harness.run_steps(30);
    assert!(window.plan().coalition.member(&nation("GB")).is_none(), "a double click leaves it out");
}

#[test]
fn scaling_the_balkans_back_frees_what_stands_there() {
    let mut window = Window::on_nations(bare());
    let before = window.nation("IT").supply.clone();
    assert_eq!(before.freed.central, 0.0);
    let slider = window.rect("Scale back the Balkans");
    let (from, to) = (slider.left_center() + vec2(8.0, 0.0), slider.right_center() + vec2(20.0, 0.0));
    window.move_to(from);
    window.button(from, true);
    window.move_to(slider.center());
    let half = window.nation("IT").supply.clone();
    assert!(half.freed.central > 0.0, "the figures follow while the slider is held");
    assert!(window.plan().coalition.scaled_back.is_empty(), "nothing is settled yet");
    window.move_to(to);
    window.button(to, false);
    let shares = &window.plan().coalition.scaled_back;
    assert_eq!((shares["kfor"], shares["althea"]), (1.0, 1.0), "both missions of the Balkans");
    let after = window.nation("IT").supply.clone();
    let known = ATLAS.nations.commitments_of("IT");
    let there: f64 = known
        .filter(|row| row.counted && ["kfor", "althea"].contains(&row.mission.as_str()))
        .map(|row| row.people.value.central)
        .sum();
    assert!((after.freed.central - there).abs() < 1e-9, "all that Italy has there: {there}");
    let expected = (before.spare.central + there).max(0.0) * 0.8;
    assert!((after.troops.central.0 - expected).abs() < 1.0, "{} for {expected}", after.troops.central.0);
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert!(window.plan().coalition.scaled_back.is_empty(), "one gesture was one step");
}

#[test]
fn a_mandate_of_the_united_nations_lets_italy_fit() {
    let mut plan = bare();
    let belt = plan.zones[0].id.clone();
    plan = plan
        .with(&Edit::Assign { zone: belt.clone(), assignment: Assignment::of(nation("IT"), 500.0) })
        .unwrap();
    let mut window = Window::on_nations(plan);
    let reasons = |window: &Window| {
        let filling = window.figures().filling(&belt).unwrap();
        let fit = filling.contingent(&nation("IT")).unwrap().fit.clone();
        (fit.grade, fit.reasons.iter().map(|reason| reason.what.clone()).collect::<Vec<_>>().join("; "))
    };
    let (grade, why) = reasons(&window);
    assert_eq!(grade, Grade::Unfit, "{why}");
    window.choose("Mandate: Coalition", "UN Council");
    assert_eq!(window.plan().assumptions.mandate, Mandate::UnCouncil);
    let (grade, why) = reasons(&window);
    assert_ne!(grade, Grade::Unfit, "{why}");
    assert!(
        window.harness.query_by_label_contains("Mandate: UN Council. ").is_some(),
        "the status line says what changed"
    );
    window.agrees_with_the_file();
}

#[test]
fn the_mission_of_the_plan_changes_the_need_and_says_so() {
    let mut window = Window::on_nations(bare());
    let before = window.figures().deployed.central.0;
    window.choose("Mission: By role", "Deter");
    let after = window.figures().deployed.central.0;
    assert!(after > before, "{after} to deter, {before} by role");
    assert!(window.harness.query_by_label_contains("(before").is_some());
}

#[test]
fn an_army_is_typed_and_reset() {
    let mut window = Window::on_nations(bare());
    let before = window.nation("FR").supply.troops;
    window.click_on("FR France, assigned");
    window.harness.get_by_label_contains("Land forces:").click();
    window.harness.run_steps(3);
    window.fill("Land forces, central", "200000");
    assert_eq!(window.plan().coalition.member(&nation("FR")).unwrap().overrides["army"].central, 200_000.0);
    assert!(window.nation("FR").supply.troops.central.0 > before.central.0, "a larger army sends more");
    window.harness.get_by_label("Back to the atlas’s value").click();
    window.harness.run_steps(3);
    assert!(window.plan().coalition.member(&nation("FR")).unwrap().overrides.is_empty());
    assert_eq!(window.nation("FR").supply.troops, before);
}

#[test]
fn a_typed_offer_stands_in_place_of_the_estimate() {
    let mut window = Window::on_nations(bare());
    window.click_on("FR France, assigned");
    window.fill("Offer, central", "3000");
    assert_eq!(window.nation("FR").supply.troops.central.0, 3_000.0);
    window.fill("Offer, high", "5000");
    let troops = window.nation("FR").supply.troops;
    assert_eq!((troops.low.0, troops.central.0, troops.high.0), (3_000.0, 3_000.0, 5_000.0));
    window.agrees_with_the_file();
    window.harness.get_by_label("Reset everything").click_accesskit();
    window.harness.run_steps(3);
    assert!(window.plan().coalition.member(&nation("FR")).unwrap().offer.is_none());
}

/// Presses on a row and pulls it to a place of the window, the button still down.
fn carry(window: &mut Window, label: &str, to: Pos2) {
    let from = window.rect(label).left_center() + vec2(60.0, 0.0);
    window.move_to(from);
    window.button(from, true);
    window.move_to(from + vec2(-20.0, 4.0));
    window.move_to(to);
    window.move_to(to + vec2(1.0, 0.0));
}

#[test]
fn a_nation_is_dragged_onto_a_zone() {
    let mut window = Window::on_nations(bare());
    let hub = window.app().spot(Coord { x: 30.5238, y: 50.4547 });
    let zone = window.zone("Kyiv hub").id.clone();
    let left = window.nation("FR").left.0;
    carry(&mut window, "FR France, assigned", hub);
    assert_eq!(window.app().desk.selection.hovered, Some(zone.clone()), "the zone under the pointer answers");
    assert!(
        window.harness.query_by_label_contains("FR to Kyiv hub").is_some(),
        "the status line says how it would fit"
    );
    window.picture("supply-carried");
    assert!(window.plan().zone(&zone).unwrap().assigned.is_empty(), "nothing is settled yet");
    window.button(hub + vec2(1.0, 0.0), false);
    let assigned = window.plan().zone(&zone).unwrap().assigned.clone();
    assert_eq!(assigned, [Assignment::of(nation("FR"), 1_200.0_f64.min(left.floor()))]);
    window.agrees_with_the_file();
    window.chord(CTRL, Key::Z);
    assert!(window.plan().zone(&zone).unwrap().assigned.is_empty());
}

#[test]
fn a_nation_let_go_beside_every_zone_stays() {
    let mut window = Window::on_nations(bare());
    let sea = window.app().spot(Coord { x: 31.2, y: 44.6 });
    let before = window.plan().clone();
    carry(&mut window, "FR France, assigned", sea);
    window.button(sea + vec2(1.0, 0.0), false);
    assert!(*window.plan() == before, "nobody stands in the sea");
    assert!(!window.app().desk.history.can_undo());
    let hub = window.app().spot(Coord { x: 30.5238, y: 50.4547 });
    carry(&mut window, "FR France, assigned", hub);
    window.chord(Modifiers::NONE, Key::Escape);
    window.button(hub + vec2(1.0, 0.0), false);
    assert!(*window.plan() == before, "Escape puts it back");
}

#[test]
fn a_nation_is_sent_by_a_menu() {
    let mut window = Window::on_nations(bare());
    window.click_on("GB United Kingdom, assigned");
    window.harness.get_by_label("Send to…").click();
    window.harness.run_steps(4);
    window.harness.get_by_label_contains("Lviv hub").click();
    window.harness.run_steps(4);
    let zone = window.zone("Lviv hub").id.clone();
    let assigned = &window.plan().zone(&zone).unwrap().assigned;
    assert!(matches!(assigned[..], [Assignment { troops: Share::Troops(1_200.0), .. }]), "{assigned:?}");
    window.fill("Troops of GB in Lviv hub", "900");
    assert_eq!(window.nation("GB").assigned.0, 900.0);
    window.harness.get_by_label("Lock GB in Lviv hub").click_accesskit();
    window.harness.run_steps(3);
    assert!(window.plan().zone(&zone).unwrap().assigned[0].locked);
    window.harness.get_by_label("Take GB out of Lviv hub").click_accesskit();
    window.harness.run_steps(3);
    assert!(window.plan().zone(&zone).unwrap().assigned.is_empty());
}

#[test]
fn a_filling_says_why_and_a_share_is_typed_in_per_cent() {
    let mut window = Window::on_nations(bare());
    window.chord(CTRL, Key::Num1);
    window.chord(Modifiers::NONE, Key::F);
    assert!(window.figures().coalition.assigned.0 > 0.0, "somebody is sent");
    window.click_on("Sloboda sector, Deterrent sector");
    assert!(window.harness.query_by_label("Why these").is_some(), "the choice is explained");
    window.fill("Troops of FR", "25%");
    let sector = window.zone("Sloboda sector").id.clone();
    let assigned = &window.plan().zone(&sector).unwrap().assigned;
    let france = assigned.iter().find(|one| one.nation == nation("FR")).unwrap();
    assert_eq!(france.troops, Share::OfNeed(0.25));
    assert_eq!(
        window.figures().filling(&sector).unwrap().contingent(&nation("FR")).unwrap().troops.0,
        4_000.0
    );
    assert!(window.harness.query_by_label("Why these").is_none(), "it is no longer what was explained");
    window.agrees_with_the_file();
}

#[test]
fn a_nation_of_ones_own_is_added() {
    let mut window = Window::on_nations(bare());
    window.click_on("Add a nation");
    for (field, text) in [("Code of the nation", "xa"), ("Name of the nation", "Xanadu")] {
        window.harness.get_by_label(field).focus();
        window.harness.run_steps(2);
        window.types(text);
    }
    window.fill("Army of the nation", "20000");
    window.harness.get_by_label("Add the nation").click_accesskit();
    window.harness.run_steps(4);
    let member = window.plan().coalition.member(&nation("XA")).expect("it is in");
    assert_eq!((member.name.as_deref(), member.overrides["army"].central), (Some("Xanadu"), 20_000.0));
    window.agrees_with_the_file();
}

/// Pictures to look at, in both themes and sizes; and that the page is painted at all.
#[test]
fn the_page_has_the_look_of_its_themes() {
    let sizes = [("1280", vec2(1280.0, 800.0)), ("1600", vec2(1600.0, 1000.0))];
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (wide, size) in sizes {
            let options = Options { theme, ..Options::default() };
            let mut window = Window::nations(bare(), size, options);
            window.picture(&format!("supply-{wide}-{name}-empty"));
            window.harness.get_by_label("Fill the zones").click();
            window.harness.run_steps(4);
            assert!(window.figures().coalition.assigned.0 > 0.0, "the zones are filled");
            window.picture(&format!("supply-{wide}-{name}-filled"));
            window.click_on("FR France, assigned");
            assert!(window.harness.query_by_label_contains("Can send").is_some(), "the chain is open");
            window.picture(&format!("supply-{wide}-{name}-chosen"));
            window.chord(Modifiers::NONE, Key::U);
            assert!(window.harness.query_all_by_label_contains("Франція").count() > 0, "in Ukrainian, too");
            let at = pos2(size.x - 180.0, size.y - 200.0);
            window.move_to(at);
            for _ in 0..4 {
                window.harness.event(Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Line,
                    delta: vec2(0.0, -6.0),
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Unknown,
                    modifiers: Modifiers::NONE,
                });
                window.harness.run_steps(3);
            }
            window.picture(&format!("supply-{wide}-{name}-below"));
            window.click_on("Close the nation");
        }
    }
}

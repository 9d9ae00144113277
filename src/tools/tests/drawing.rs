//! Drawing along what is there: snapping to the map, following lines, shared corners, new
//! ground that gives way or fills up.

use std::sync::LazyLock;

use geo_types::{MultiPolygon, Polygon};

use super::*;
use crate::plan::{Edit, Shape};

static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| Arc::new(Atlas::embedded().unwrap()));

/// A hand over the map at 200 m to a pixel, with snapping.
fn over_the_map() -> Desk {
    let mut desk = Desk::new();
    desk.net = Net::new(Arc::clone(&ATLAS));
    desk.lines = Guide::all(&desk.plan, &ATLAS);
    desk.snap = true;
    desk.pick = Km(2.0);
    desk
}

fn oblast(name: &str) -> LineString<f64> {
    let oblast = ATLAS.map.oblasts.iter().find(|oblast| oblast.name == name).unwrap();
    let ring = oblast.outline.iter().map(Polygon::exterior).max_by_key(|ring| ring.0.len()).unwrap();
    ring.clone()
}

/// The corners that two rings share, in the order of the first from where they begin to.
fn common(one: &LineString<f64>, other: &LineString<f64>) -> Vec<Coord<f64>> {
    let shared = |at: &&Coord<f64>| other.0.contains(at);
    let start = one.0.iter().position(|at| !shared(&at)).unwrap_or(0);
    one.0[1..].iter().cycle().skip(start).take(one.0.len() - 1).filter(shared).copied().collect()
}

fn country(iso: &str) -> LineString<f64> {
    let area = &ATLAS.map.country(iso).unwrap().area;
    area.iter().map(Polygon::exterior).max_by_key(|ring| ring.0.len()).unwrap().clone()
}

/// A place a little off another, by hand.
fn beside(at: Coord<f64>) -> Coord<f64> {
    geodesy::destination(at, 40.0, Km(0.4))
}

fn snapped(desk: &mut Desk, at: Coord<f64>) -> Option<String> {
    desk.give(Gesture::Move(Cursor::at(at)));
    desk.sketch().plate.and_then(|plate| plate.snapped)
}

#[test]
fn every_drawing_tool_snaps_to_the_map_from_the_first_point_on() {
    let dnipro = ATLAS.map.rivers.iter().find(|river| river.name == "Dnipro").unwrap();
    let river = dnipro.course.0[0].0[dnipro.course.0[0].0.len() / 2];
    let between = common(&oblast("Kharkiv"), &oblast("Poltava"));
    let russia = common(&country("UA"), &country("RU"));
    let poland = common(&country("PL"), &country("BY"));
    let sumy = oblast("Sumy");
    let corner = between.iter().copied().find(|at| sumy.0.contains(at)).unwrap();
    let contact = ATLAS.contact().path.0[40];
    let coast = oblast("Crimea").0.into_iter().min_by(|a, b| a.y.total_cmp(&b.y)).unwrap();
    for (at, wanted, in_ukrainian) in [
        (river, "on the Dnipro", "on the Дніпро"),
        (between[between.len() / 2], "on the Kharkiv–Poltava border", "on the Полтавська–Харківська border"),
        (russia[200], "on the Ukraine–Russia border", "on the Україна–Росія border"),
        (poland[60], "on the Belarus–Poland border", "on the Білорусь–Польща border"),
        (corner, "where Kharkiv, Poltava and Sumy meet", "where Полтавська, Сумська and Харківська meet"),
        (contact, "on the line of contact", "on the line of contact"),
        (coast, "on the coast of Crimea", "on the coast of Автономна Республіка Крим"),
    ] {
        for tool in ["tool 2", "tool 3", "tool 4", "tool 7"] {
            let mut desk = over_the_map();
            desk.play(tool);
            let said = snapped(&mut desk, beside(at)).unwrap_or_default();
            assert_eq!(said, wanted, "{tool}");
            desk.tongue = Tongue::Ukrainian;
            assert_eq!(snapped(&mut desk, beside(at)).unwrap_or_default(), in_ukrainian, "{tool}");
            let gesture = Gesture::Move(Cursor::at(beside(at)).with_alt());
            desk.give(gesture);
            assert!(desk.sketch().snapped.is_none(), "Alt leaves it where the hand is");
        }
    }
}

#[test]
fn two_clicks_on_a_border_take_in_its_course() {
    let border = common(&oblast("Kharkiv"), &oblast("Poltava"));
    let (from, to) = (border[3], border[border.len() - 4]);
    let mut desk = over_the_map();
    desk.switches.follow = true;
    desk.play("tool 2");
    desk.click(Cursor::at(from));
    desk.give(Gesture::Move(Cursor::at(to)));
    let hint = desk.hint();
    assert!(hint.contains("following the Kharkiv–Poltava border") && hint.contains(" km, "), "{hint}");
    let rubber = desk.sketch().strokes.pop().unwrap().path;
    assert!(rubber.0.len() > 20, "the course is shown: {}", rubber.0.len());
    desk.click(Cursor::at(to));
    assert_eq!(desk.sketch().corners.len(), 2, "two corners were clicked");
    desk.click(Cursor::at(place("Izium")));
    desk.give(Gesture::Enter);
    let Form::Area(area) = desk.last().shape.form() else { panic!("an area") };
    let ring = area.0[0].exterior();
    let taken = rubber.0.iter().filter(|at| ring.0.contains(at)).count();
    assert_eq!(taken, rubber.0.len(), "every corner of the border is one of the zone, to the last digit");
}

#[test]
fn a_corner_taken_back_takes_its_line_with_it() {
    let border = common(&oblast("Kharkiv"), &oblast("Poltava"));
    let (from, to) = (border[3], border[border.len() - 4]);
    let mut desk = over_the_map();
    desk.play("tool 3");
    desk.click(Cursor::at(place("Izium")));
    desk.click(Cursor::at(from));
    let before = desk.sketch().strokes;
    // Shift does what the switch does not.
    desk.click(Cursor::at(to).with_shift());
    assert!(desk.sketch().strokes[0].path.0.len() > 20);
    desk.play("undo");
    assert_eq!(desk.sketch().strokes[0], before[0]);
    desk.click(Cursor::at(to));
    assert_eq!(desk.sketch().strokes[0].path.0.len(), 3, "straight without it");
}

#[test]
fn a_river_or_an_outline_is_followed_the_shorter_way() {
    let mut desk = over_the_map();
    desk.play("tool 4 | double Poltava");
    let outline = desk.last().shape.outline().0[0].exterior().0.clone();
    desk.switches.follow = true;
    desk.play("tool 7");
    desk.click(Cursor::at(outline[outline.len() - 3]));
    desk.give(Gesture::Move(Cursor::at(outline[4])));
    let rubber = desk.sketch().strokes.pop().unwrap().path.0;
    assert!(rubber.len() < 12, "over the place where the ring begins: {}", rubber.len());
    let hint = desk.hint();
    assert!(hint.contains("following the outline of Sector 1"), "{hint}");
    let river = &ATLAS.map.rivers.iter().find(|river| river.name == "Dniester").unwrap().course.0[0].0;
    desk.play("esc | tool 3");
    desk.click(Cursor::at(river[10]));
    desk.give(Gesture::Move(Cursor::at(river[60])));
    let hint = desk.hint();
    assert!(hint.contains("following the Dniester") && hint.contains("49 corners"), "{hint}");
}

#[test]
fn no_more_than_some_hundred_corners_come_in_at_once() {
    let mut desk = over_the_map();
    let ring: Vec<Coord<f64>> = (0..40_000)
        .map(|corner| {
            let turn = f64::from(corner) * std::f64::consts::TAU / 40_000.0;
            let out = 1.0 + 0.01 * (turn * 300.0).sin();
            Coord { x: 34.0 + out * turn.cos(), y: 48.5 + 0.6 * out * turn.sin() }
        })
        .collect();
    let area = MultiPolygon(vec![Polygon::new(LineString(ring.clone()), Vec::new())]);
    add(&mut desk, "Ragged", area);
    desk.switches.follow = true;
    desk.play("tool 3");
    desk.click(Cursor::at(ring[100]));
    desk.give(Gesture::Move(Cursor::at(ring[15_000])));
    let rubber = desk.sketch().strokes.pop().unwrap().path.0;
    assert!((50..=302).contains(&rubber.len()), "{}", rubber.len());
    assert!(desk.hint().contains("of it within"), "{}", desk.hint());
}

pub(super) fn add(desk: &mut Desk, name: &str, area: MultiPolygon<f64>) -> ZoneId {
    let shape = Arc::new(Shape::new(Form::Area(area)).unwrap());
    let id = ZoneId(name.to_lowercase());
    let zone = Zone { id: id.clone(), name: name.to_owned(), ..Zone::new(Role::DeterrentSector, shape) };
    desk.plan = desk.plan.with(&Edit::AddZone(zone)).unwrap();
    id
}

pub(super) fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
    let corners = [(west, south), (east, south), (east, north), (west, north)];
    MultiPolygon(vec![Polygon::new(corners.into_iter().collect(), Vec::new())])
}

pub(super) fn area_of(desk: &Desk, id: &ZoneId) -> f64 {
    geodesy::area(desk.plan.zone(id).unwrap().shape.outline()).0
}

/// West and East beside each other, and North over both of them.
pub(super) fn three() -> (Desk, [ZoneId; 3]) {
    let mut desk = Desk::new();
    let ids = [
        add(&mut desk, "West", rectangle(33.0, 48.0, 34.0, 49.0)),
        add(&mut desk, "East", rectangle(34.0, 48.0, 35.0, 49.0)),
        add(&mut desk, "North", rectangle(33.0, 49.0, 35.0, 49.6)),
    ];
    desk.selection = Selection::only(ids[0].clone());
    (desk, ids)
}

pub(super) fn drag(desk: &mut Desk, from: Coord<f64>, to: Cursor) {
    desk.give(Gesture::Move(Cursor::at(from)));
    desk.give(Gesture::Press(Cursor::at(from)));
    desk.give(Gesture::Move(to));
    desk.give(Gesture::Release(to));
}

pub(super) fn at(x: f64, y: f64) -> Coord<f64> {
    Coord { x, y }
}

/// Whether zones have no ground twice and leave none between them.
pub(super) fn is_tight(desk: &Desk, whole: f64) {
    let outlines: Vec<_> = desk.plan.zones.iter().map(|zone| zone.shape.outline()).collect();
    let union = geodesy::area(&geodesy::union(&outlines)).0;
    let sum: f64 = outlines.iter().map(|outline| geodesy::area(outline).0).sum();
    assert!((union - sum).abs() < 1e-3, "{sum} km² stand on {union}");
    assert!((union - whole).abs() < 1e-3, "{union} of {whole}");
}

#[test]
fn a_shared_corner_moves_in_all_its_zones_in_one_step() {
    let (mut desk, ids) = three();
    let before = desk.plan.clone();
    let whole: f64 = ids.iter().map(|id| area_of(&desk, id)).sum();
    // North has no corner here: its edge runs through.
    drag(&mut desk, at(34.0, 49.0), Cursor::at(at(34.1, 48.9)));
    assert_eq!(desk.said, ["Move corner of West, East and 1 more"]);
    is_tight(&desk, whole);
    for id in &ids {
        assert_ne!(desk.plan.zone(id).unwrap().shape, before.zone(id).unwrap().shape, "{id:?}");
    }
    let (mut desk, ids) = three();
    drag(&mut desk, at(34.0, 49.0), Cursor::at(at(34.1, 48.9)).with_shift());
    assert_eq!(desk.said, ["Move corner of West"], "Shift moves one only");
    assert_eq!(desk.plan.zone(&ids[1]), before.zone(&ids[1]));
    let (mut desk, ids) = three();
    desk.switches.shared = false;
    drag(&mut desk, at(34.0, 49.0), Cursor::at(at(34.1, 48.9)));
    assert_eq!(desk.said, ["Move corner of West"], "and so does the switch");
    assert_eq!(desk.plan.zone(&ids[2]), before.zone(&ids[2]));
}

#[test]
fn a_corner_put_into_a_shared_edge_is_put_into_both() {
    let (mut desk, ids) = three();
    let whole: f64 = ids.iter().map(|id| area_of(&desk, id)).sum();
    drag(&mut desk, at(34.0, 48.5), Cursor::at(at(34.3, 48.4)));
    assert_eq!(desk.said, ["Add corner to West and East"]);
    is_tight(&desk, whole);
    let corners = |id: &ZoneId| desk.plan.zone(id).unwrap().shape.outline().0[0].exterior().0.len();
    assert_eq!((corners(&ids[0]), corners(&ids[1]), corners(&ids[2])), (6, 6, 5));
}

#[test]
fn a_locked_zone_stays_and_is_named() {
    let (mut desk, ids) = three();
    desk.plan = desk.plan.with(&Edit::SetLocked { zone: ids[1].clone(), locked: true }).unwrap();
    let east = desk.plan.zone(&ids[1]).cloned();
    desk.give(Gesture::Move(Cursor::at(at(34.0, 49.0))));
    desk.give(Gesture::Press(Cursor::at(at(34.0, 49.0))));
    desk.give(Gesture::Move(Cursor::at(at(33.9, 48.9))));
    assert_eq!(desk.hint(), "Dragging a corner with North; East is locked and stays");
    desk.give(Gesture::Release(Cursor::at(at(33.9, 48.9))));
    assert_eq!(desk.said, ["Move corner of West and North"]);
    assert_eq!(desk.plan.zone(&ids[1]).cloned(), east);
}

#[test]
fn the_hint_of_a_locked_zone_says_how_to_unlock_it() {
    let (mut desk, ids) = three();
    desk.plan = desk.plan.with(&Edit::SetLocked { zone: ids[1].clone(), locked: true }).unwrap();
    desk.selection = Selection::only(ids[1].clone());
    assert_eq!(desk.hint(), "East is locked: it stays as it is");
    desk.selection = Selection::only(ids[0].clone());
    assert_eq!(desk.hint(), "Drag the zone, or one of its handles");
}

#[test]
fn a_neighbour_that_would_cross_itself_keeps_the_corner_back() {
    let (mut desk, _) = three();
    let before = desk.plan.clone();
    drag(&mut desk, at(34.0, 49.0), Cursor::at(at(34.2, 47.0)));
    assert!(desk.said[0].starts_with("✗ "), "{:?}", desk.said);
    assert_eq!(desk.plan, before);
}

#[test]
fn new_ground_gives_way_to_the_zones_that_are_there() {
    let (mut desk, ids) = three();
    let before = desk.plan.clone();
    desk.switches.no_overlap = true;
    desk.play("tool 2");
    for corner in [at(34.5, 47.5), at(36.0, 47.5), at(36.0, 49.9)] {
        desk.click(Cursor::at(corner));
    }
    desk.give(Gesture::Move(Cursor::at(at(34.5, 49.9))));
    let hint = desk.hint();
    assert!(hint.contains("km² taken by East, − ") && hint.contains("km² by North"), "{hint}");
    desk.click(Cursor::at(at(34.5, 49.9)));
    desk.give(Gesture::Enter);
    let drawn = geodesy::area(&rectangle(34.5, 47.5, 36.0, 49.9)).0;
    let taken = geodesy::area(&rectangle(34.5, 48.0, 35.0, 49.6)).0;
    assert!((geodesy::area(desk.last().shape.outline()).0 - (drawn - taken)).abs() < 0.01);
    for id in &ids {
        assert_eq!(desk.plan.zone(id), before.zone(id), "the others are as they were");
    }
    // A circle over all of it, on ground that is taken.
    desk.play("tool 4");
    desk.give(Gesture::Click(Cursor::at(at(33.5, 48.5))));
    desk.play("type 10 | enter");
    assert_eq!(desk.said[1], "✗ All of this ground is taken by West");
}

#[test]
fn an_edited_area_gives_way_too() {
    let mut desk = Desk::new();
    let ids = [
        add(&mut desk, "West", rectangle(33.0, 48.0, 34.0, 49.0)),
        add(&mut desk, "East", rectangle(34.2, 48.0, 35.0, 49.0)),
    ];
    let hub = add(&mut desk, "Hub", rectangle(33.3, 48.3, 33.5, 48.5));
    let before = desk.plan.clone();
    desk.selection = Selection::only(ids[0].clone());
    desk.switches.no_overlap = true;
    drag(&mut desk, at(34.0, 49.0), Cursor::at(at(34.6, 49.0)));
    assert_eq!(desk.said, ["Move corner of West"]);
    let west = desk.plan.zone(&ids[0]).unwrap().shape.outline();
    let shared = |id: &ZoneId| {
        geodesy::area(&geodesy::intersection(west, desk.plan.zone(id).unwrap().shape.outline())).0
    };
    assert!(shared(&ids[1]) < 0.01);
    assert!((shared(&hub) - area_of(&desk, &hub)).abs() < 0.01, "what it had before stays");
    assert_eq!(desk.plan.zones[1..], before.zones[1..]);
}

#[test]
fn a_gap_is_filled_by_a_double_click_and_a_narrow_one_by_drawing_beside_it() {
    let mut desk = Desk::new();
    add(&mut desk, "South", rectangle(33.0, 48.0, 35.0, 48.3));
    add(&mut desk, "North", rectangle(33.0, 49.0, 35.0, 49.3));
    add(&mut desk, "West", rectangle(33.0, 48.3, 33.5, 49.0));
    add(&mut desk, "East", rectangle(34.5, 48.3, 35.0, 49.0));
    desk.switches.fill = true;
    desk.play("tool 2");
    assert!(desk.hint().contains("double-click in a gap"), "{}", desk.hint());
    let middle = Cursor::at(at(34.0, 48.6));
    desk.click(middle);
    desk.click(middle);
    desk.give(Gesture::DoubleClick(middle));
    assert_eq!(desk.said, ["Add Sector 1"]);
    let gap = geodesy::area(&rectangle(33.5, 48.3, 34.5, 49.0)).0;
    assert!((geodesy::area(desk.last().shape.outline()).0 - gap).abs() < 0.01);
    // 0.02° are 1.5 km: less than the 2 km of the switch.
    desk.play("tool 2");
    for corner in [at(35.02, 48.0), at(36.0, 48.0), at(36.0, 49.3), at(35.02, 49.3)] {
        desk.click(Cursor::at(corner));
    }
    assert!(desk.hint().contains("of gaps filled"), "{}", desk.hint());
    desk.give(Gesture::Enter);
    let wanted = geodesy::area(&rectangle(35.0, 48.0, 36.0, 49.3)).0;
    let made = geodesy::area(desk.last().shape.outline()).0;
    assert!((made / wanted - 1.0).abs() < 0.002, "{made} of {wanted}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shared_corners_leave_no_crack_wherever_they_go(x in 33.1..34.9_f64, y in 48.1..49.5_f64, edge in any::<bool>()) {
        let (mut desk, ids) = three();
        let before = desk.plan.clone();
        let whole: f64 = ids.iter().map(|id| area_of(&desk, id)).sum();
        let from = if edge { at(34.0, 48.5) } else { at(34.0, 49.0) };
        drag(&mut desk, from, Cursor::at(at(x, y)));
        if desk.plan == before {
            prop_assert!(desk.said.iter().all(|said| said.starts_with('✗')), "{:?}", desk.said);
        } else {
            is_tight(&desk, whole);
        }
    }

    #[test]
    fn following_a_ring_there_and_back_takes_all_of_it(a in 0..60_usize, b in 0..60_usize) {
        let mut desk = over_the_map();
        let ring: Vec<Coord<f64>> = (0..60)
            .map(|corner| {
                let turn = f64::from(corner) * std::f64::consts::TAU / 60.0;
                at(27.0 + 0.8 * turn.cos(), 49.2 + 0.5 * turn.sin())
            })
            .collect();
        add(&mut desk, "Round", MultiPolygon(vec![Polygon::new(LineString(ring.clone()), Vec::new())]));
        desk.switches.follow = true;
        desk.pick = Km(0.2);
        desk.play("tool 3");
        desk.click(Cursor::at(ring[a]));
        desk.click(Cursor::at(ring[b]));
        let taken = desk.sketch().strokes.first().map_or(1, |stroke| stroke.path.0.len());
        let steps = a.abs_diff(b).min(60 - a.abs_diff(b));
        prop_assert_eq!(taken, steps + 1, "from {} to {}", a, b);
    }
}

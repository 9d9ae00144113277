//! Contrasts, and differences that every eye sees.

use super::*;

fn both(check: impl Fn(&Look)) {
    for name in LookName::ALL {
        check(&Look::named(name));
    }
}

#[test]
fn text_can_be_read_on_its_ground() {
    both(|look| {
        let (ui, map) = (&look.ui, &look.map);
        let pairs = [
            ("tx on panel", ui.tx, ui.panel),
            ("tx on bar", ui.tx, ui.bar),
            ("tx on raised", ui.tx, ui.raised),
            ("tx on well", ui.tx, ui.well),
            ("tx2 on panel", ui.tx2, ui.panel),
            ("tx2 on well", ui.tx2, ui.well),
            ("tx3 on panel", ui.tx3, ui.panel),
            ("tx3 on bar", ui.tx3, ui.bar),
            ("accent on panel", ui.accent, ui.panel),
            ("text on accent", ui.on_accent, ui.accent),
            ("tx on accentbg", ui.tx, ui.accentbg),
            ("tx2 on accentbg", ui.tx2, ui.accentbg),
            ("delta on panel", ui.delta, ui.panel),
            ("delta on plate", ui.delta, ui.plate),
            ("short on panel", ui.short, ui.panel),
            ("short on shortbg", ui.short, ui.shortbg),
            ("tx on shortbg", ui.tx, ui.shortbg),
            ("ok on panel", ui.ok, ui.panel),
            ("tx on plate", ui.tx, ui.plate),
            ("tx2 on plate", ui.tx2, ui.plate),
            ("city on Ukraine", map.city, map.ukraine),
            ("city on its halo", map.city, map.halo),
            ("small on Ukraine", map.small, map.ukraine),
            ("country on neighbours", map.country, map.neighbours),
            ("water on sea", map.water, map.sea),
            ("water on its halo", map.water, map.water_halo),
            ("contact on Ukraine", map.contact, map.ukraine),
        ];
        for (what, ink, ground) in pairs {
            let ratio = ink.contrast(ground);
            assert!(ratio >= 4.5, "{what}, {:?}: {ratio:.2}", look.name);
        }
    });
}

#[test]
fn roles_stand_out_from_the_panel_and_their_letters_from_them() {
    both(|look| {
        for role in Role::ALL {
            let ink = look.role(role);
            assert!(ink.ink.contrast(look.ui.panel) >= 3.0, "{role:?} on the panel, {:?}", look.name);
            assert!(ink.ink.contrast(look.map.ukraine) >= 3.0, "{role:?} on the map, {:?}", look.name);
            assert!(ink.on_ink.contrast(ink.ink) >= 4.5, "letter of {role:?}, {:?}", look.name);
            assert_eq!(ink.letter, role.letter());
        }
    });
}

#[test]
fn colours_of_zones_can_be_told_apart_by_every_eye_and_read_under_a_letter() {
    both(|look| {
        for (place, colour) in ZoneColour::ALL.into_iter().enumerate() {
            let ink = look.zone(Role::Hub, Some(colour));
            assert!(ink.ink.contrast(look.ui.panel) >= 3.0, "{colour:?} on the panel, {:?}", look.name);
            assert!(ink.ink.contrast(look.map.ukraine) >= 3.0, "{colour:?} on the map, {:?}", look.name);
            assert!(ink.on_ink.contrast(ink.ink) >= 4.5, "letter on {colour:?}, {:?}", look.name);
            assert_eq!((ink.hatch, ink.letter), (look.role(Role::Hub).hatch, "H"));
            for other in &ZoneColour::ALL[place + 1..] {
                let far = difference(look.own(colour), look.own(*other));
                let least = if look.name == LookName::Grey { 0.0 } else { 20.0 };
                assert!(far >= least, "{colour:?} and {other:?}, {:?}: {far:.1}", look.name);
            }
        }
        assert_eq!(look.zone(Role::Hub, None), *look.role(Role::Hub));
    });
}

#[test]
fn layers_stand_out_from_the_map() {
    both(|look| {
        for number in 0..6 {
            let ratio = look.layer(number).contrast(look.map.ukraine);
            assert!(ratio >= 4.0, "layer {number}, {:?}: {ratio:.2}", look.name);
        }
    });
}

#[test]
fn no_two_roles_share_a_pattern() {
    let look = Look::light();
    for (at, a) in Role::ALL.iter().enumerate() {
        for b in &Role::ALL[at + 1..] {
            assert_ne!(look.role(*a).hatch, look.role(*b).hatch, "{a:?} and {b:?}");
        }
    }
}

/// CIELAB (D65) of linear RGB.
fn lab(linear: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = linear.map(|channel| channel.clamp(0.0, 1.0));
    let root = |value: f64| {
        if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 }
    };
    let x = root((0.412_456 * r + 0.357_576 * g + 0.180_438 * b) / 0.950_47);
    let y = root(0.212_673 * r + 0.715_152 * g + 0.072_175 * b);
    let z = root((0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The least CIE76 difference of two colours in normal sight and in full
/// protanopia, deuteranopia and tritanopia as Machado and others (2009) simulate them.
fn difference(a: Colour, b: Colour) -> f64 {
    const SIGHTS: [Sight; 4] = [Sight::Normal, Sight::Protanopia, Sight::Deuteranopia, Sight::Tritanopia];
    let seen = |colour: Colour, sight: Sight| {
        let colour = colour.seen(sight);
        lab([colour.r, colour.g, colour.b].map(Colour::linear))
    };
    SIGHTS
        .iter()
        .map(|sight| {
            let (a, b) = (seen(a, *sight), seen(b, *sight));
            a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
        })
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn contingents_stand_out_from_the_panel() {
    both(|look| {
        for code in FAMILIES.iter().flat_map(|family| family.iter()).chain(&["XX", "Q1"]) {
            let ink = look.contingent(code);
            let ratio = ink.fill.contrast(look.ui.panel);
            assert!(ratio >= 3.0, "{code}, {:?}: {ratio:.2}", look.name);
        }
    });
}

#[test]
fn families_differ_for_every_eye() {
    both(|look| {
        if look.name == LookName::Grey {
            return;
        }
        let least = if look.name.is_dark() { 15.8 } else { 8.5 };
        for (at, a) in FAMILIES.iter().enumerate() {
            for b in &FAMILIES[at + 1..] {
                let far = difference(look.contingent(a[0]).fill, look.contingent(b[0]).fill);
                assert!(far >= least - 0.05, "{} and {}, {:?}: {far:.1}", a[0], b[0], look.name);
            }
        }
    });
}

#[test]
fn nations_of_a_family_differ_in_pattern_or_in_shade() {
    both(|look| {
        for family in FAMILIES {
            for (at, a) in family.iter().enumerate() {
                for b in &family[at + 1..] {
                    let (one, other) = (look.contingent(a), look.contingent(b));
                    let far = difference(one.fill, other.fill);
                    assert!(one.hatch != other.hatch || far >= 9.0, "{a} and {b}: {far:.1}");
                }
            }
        }
        // What is not known has a grey of its own code, and always the same.
        assert_eq!(look.contingent("XX"), look.contingent("XX"));
        let hues = look.name != LookName::Grey;
        assert_eq!(look.contingent("FR").hatch == look.contingent("GB").hatch, hues);
    });
}

#[test]
fn weights_grow_with_the_zoom() {
    assert_eq!(weight::CONTACT.at(3.0), 2.0);
    assert_eq!(weight::CONTACT.at(6.4), 3.0);
    assert!((weight::CONTACT.at(9.0) - 3.75).abs() < 1e-6);
    assert_eq!(weight::CONTACT.at(14.0), 4.0);
}

#[test]
fn colours_mix() {
    let red = Colour::hex(0xFF_0000);
    assert_eq!(red.alpha(0.5).over(Colour::hex(0xFF_FFFF)), Colour::hex(0xFF_7F7F));
    assert_eq!(Colour::hexa(0x1122_3344), Colour { r: 0x11, g: 0x22, b: 0x33, a: 0x44 });
}

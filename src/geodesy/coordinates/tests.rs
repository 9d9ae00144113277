use geo_types::Coord;
use proptest::prelude::*;

use super::*;
use crate::geodesy::mgrs;

#[track_caller]
fn check(text: &str, lat: f64, lon: f64, notation: Notation) {
    let read = read(text).unwrap_or_else(|refusal| panic!("{text}: {refusal}"));
    let off = (read.at.y - lat).abs().max((read.at.x - lon).abs());
    assert!(off < 2e-5, "{text}: {:?} instead of {lat}, {lon}", read.at);
    assert_eq!(read.notation, notation, "{text}");
    assert!(is_meant(text), "{text}");
}

#[test]
fn decimal_degrees_in_any_dress() {
    use Notation::Decimal;
    for text in [
        "49.01 37.5",
        "49.01, 37.5",
        "49.01,37.5",
        "49,01; 37,50",
        "49,01 37,50",
        "49,01,37,50",
        "49,01, 37,50",
        "49.01N, 37.5E",
        "N49.01 E37.5",
        "N 49.01°, E 37.5°",
        "49.01° N 37.5° E",
        "37.5E 49.01N",
        "37.5 49.01",
        "(49.01, 37.5)",
        "lat: 49.01, lon: 37.5",
        "49.01 пн. ш., 37.5 сх. д.",
        "49.01 пн 37.5 сх",
        "49,01° пн.ш. 37,5° сх.д.",
    ] {
        check(text, 49.01, 37.5, Decimal);
    }
    check("49,37", 49.0, 37.0, Decimal);
    check("-33.87, 151.21", -33.87, 151.21, Decimal);
    check("33.87S 151.21E", -33.87, 151.21, Decimal);
}

#[test]
fn degrees_minutes_and_seconds() {
    use Notation::Sexagesimal;
    let (lat, lon) = (49.0 + 58.0 / 60.0 + 51.0 / 3_600.0, 36.0 + 15.0 / 60.0 + 10.0 / 3_600.0);
    for text in [
        "49°58′51″ N 36°15′10″ E",
        "49°58'51\"N, 36°15'10\"E",
        "49° 58' 51'' 36° 15' 10''",
        "49 58 51 N 36 15 10 E",
        "N 49 58 51 E 36 15 10",
        "49 58 51 36 15 10",
        "49°58’51” пн. ш. 36°15’10” сх. д.",
        "36°15′10″ сх 49°58′51″ пн",
    ] {
        check(text, lat, lon, Sexagesimal);
    }
    check("49°30.5' N 36°15.25' E", 49.0 + 30.5 / 60.0, 36.0 + 15.25 / 60.0, Sexagesimal);
    check("49°30,5′ пн 36°15,25′ сх", 49.0 + 30.5 / 60.0, 36.0 + 15.25 / 60.0, Sexagesimal);
}

#[test]
fn grid_references_as_they_are_pasted() {
    // Velyka Novosilka.
    for text in ["37T CP 57860 01376", "37TCP5786001376", "37t cp 5786001376", "MGRS: 37T CP 57860 01376"] {
        check(text, 47.85, 37.10, Notation::Mgrs);
    }
    let of = |text: &str| read(text).unwrap().note;
    assert_eq!(of("37T CP 578 013").as_deref(), Some("The middle of a square of 100 m"));
    assert_eq!(of("37T CP 5 0").as_deref(), Some("The middle of a square of 10 km"));
    assert_eq!(of("37T CP 57860 01376"), None);
    let exact = read("37T CP 57860 01376").unwrap().at;
    let coarse = read("37T CP 578 013").unwrap().at;
    assert!(crate::geodesy::ground_distance(exact, coarse).0 < 0.071);
    for text in [
        "37T 357860 5301376",
        "37 T 357860 5301376",
        "37T 357860mE 5301376mN",
        "37T 357860E, 5301376N",
        "37N 357860 5301376",
    ] {
        let read = read(text).unwrap_or_else(|refusal| panic!("{text}: {refusal}"));
        assert_eq!(read.notation, Notation::Utm, "{text}");
        assert!((read.at.y - 47.85).abs().max((read.at.x - 37.10).abs()) < 2e-5, "{text}: {:?}", read.at);
    }
    // Sydney, with the letter of the half.
    let sydney = read("56S 334900 6252300").unwrap().at;
    assert!((sydney.y + 33.86).abs() < 0.01, "{sydney:?}");
}

#[test]
fn map_links_are_read_and_not_followed() {
    for text in [
        "geo:49.9935,36.2304",
        "geo:49.9935,36.2304;u=35",
        "geo:0,0?q=49.9935,36.2304(Kharkiv)",
        "https://www.google.com/maps/@49.9935,36.2304,12z",
        "https://www.google.com/maps/place/X/@49.1,36.1,12z/data=!3m1!8m2!3d49.9935!4d36.2304",
        "https://maps.google.com/?q=49.9935,36.2304",
        "https://www.google.com/maps/search/?api=1&query=49.9935%2C36.2304",
        "https://www.openstreetmap.org/#map=12/49.9935/36.2304",
        "https://www.openstreetmap.org/?mlat=49.9935&mlon=36.2304#map=5/50/30",
        "https://www.bing.com/maps?cp=49.9935~36.2304&lvl=12",
        "https://maps.apple.com/?ll=49.9935,36.2304",
        "@49.9935,36.2304",
        "q=49.9935,36.2304",
    ] {
        check(text, 49.9935, 36.2304, Notation::Link);
    }
}

#[test]
fn what_was_taken_for_granted_is_said() {
    let note = |text: &str| read(text).unwrap().note.unwrap_or_default();
    assert_eq!(note("49.01 37.5"), "");
    assert!(note("37.5 49.01").starts_with("Taken as longitude, latitude"));
    assert!(note("10 20").starts_with("Not in Ukraine either way"));
    assert_eq!(note("10 N 20 E"), "");
}

#[test]
fn a_refusal_names_the_way_out() {
    let check = |text: &str, what: &str| {
        let refusal = read(text).unwrap_err();
        assert!(refusal.what.contains(what), "{text}: {refusal}");
        assert!(refusal.hint.ends_with('.'), "{text}: {refusal}");
        assert!(is_meant(text), "{text}");
    };
    check("95.2 N 36.1 E", "not on the globe");
    check("49°75′ N 36°10′ E", "end at 60");
    check("49.5 N 36.2 N", "same kind");
    check("49.5°30′ N 36° E", "decimals");
    check("61U CR 5650 7306", "no grid zone 61U");
    check("37U CR 565 7306", "unequal");
    check("37U CI 565 730", "no square CI");
    check("37U CR 56507", "unequal");
    check("37U 956503 9973061", "outside the zone");
    check("https://example.org/nothing", "No coordinates");
    check("49.5", "No coordinates");
}

#[test]
fn names_are_not_coordinates() {
    for text in ["Kyiv", "Южне", "Nova Kakhovka", "Novopil 2", "", "п", "Сх", "N", "м. Київ"] {
        assert!(read(text).is_err(), "{text}");
        assert!(!is_meant(text), "{text}");
    }
}

#[test]
fn seconds_do_not_reach_sixty() {
    assert_eq!(sexagesimal(Coord { x: 36.999_999, y: 49.5 }), "49°30′00.0″ N 37°00′00.0″ E");
    assert_eq!(sexagesimal(Coord { x: -0.5, y: -0.25 }), "0°15′00.0″ S 0°30′00.0″ W");
    assert_eq!(decimal(Coord { x: 36.2527, y: 49.9808 }), "49.98080, 36.25270");
}

proptest! {
    /// Whatever Cordon writes of a place in or near Ukraine it reads again, to the metres it wrote.
    #[test]
    fn what_is_written_is_read_again(x in 22.0..40.4f64, y in 44.1..52.5f64) {
        let at = Coord { x, y };
        let forms = [
            (decimal(at), 0.002),
            (sexagesimal(at), 0.003),
            (mgrs(at).unwrap(), 0.0015),
            (utm(at).unwrap(), 0.001),
            (format!("geo:{y},{x}"), 1e-6),
        ];
        for (text, km) in forms {
            let read = read(&text).map_err(|refusal| TestCaseError::fail(format!("{text}: {refusal}")))?;
            let off = crate::geodesy::ground_distance(at, read.at).0;
            prop_assert!(off <= km, "{text}: {off} km off");
            prop_assert!(read.note.is_none(), "{text}");
        }
    }

    /// No text stops the program.
    #[test]
    fn anything_can_be_typed(text in "[0-9NSEWCRпнсх°′″'\", .;:/=@-]{0,24}", word in ".{0,20}") {
        for text in [text, word] {
            if let Ok(read) = read(&text) {
                prop_assert!(in_world(read.at));
            }
            let _ = is_meant(&text);
        }
    }
}

#[test]
fn a_side_by_distance_and_bearing() {
    let check = |text: &str, wanted: Option<(f64, f64)>| {
        assert_eq!(side(text).map(|(km, bearing)| (km.0, bearing)), wanted, "{text}");
    };
    check("45 km 120°", Some((45.0, 120.0)));
    check("45km 120", Some((45.0, 120.0)));
    check("45<120", Some((45.0, 120.0)));
    check("4,5 км 120,5°", Some((4.5, 120.5)));
    check("800 m 90°", Some((0.8, 90.0)));
    check("45 120", None);
    check("45 km", None);
    check("45 km 400", None);
    check("0 km 90", None);
    check("49.5 N 36.2 E", None);
    check("Mala", None);
}

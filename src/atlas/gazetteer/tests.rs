use std::sync::LazyLock;

use super::*;

static ALL: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::of(&MapLayers::embedded().expect("the embedded layers are readable")));

/// What comes first when this is typed.
#[track_caller]
fn check(text: &str, name: &str, kind: &str) {
    let found = ALL.find(text, 8);
    let first = found.first().unwrap_or_else(|| panic!("nothing for {text}"));
    assert_eq!((first.place.name.as_str(), first.place.kind.title()), (name, kind), "{text}");
}

#[test]
fn one_key_for_every_way_of_writing() {
    for (one, other) in [
        ("Згорани", "Zghorany"),
        ("Запоріжжя", "Zaporizhzhia"),
        ("Знам'янка", "Znamianka"),
        ("Знам’янка", "Znamianka"),
        ("Ґалаґан", "Galagan"),
        ("Гадяч", "Hadiach"),
        ("Єнакієве", "Yenakiieve"),
        ("Короп'є", "Koropie"),
        ("Кам'янець-Подільський", "Kamianets Podilskyi"),
        ("Щастя", "Shchastia"),
        ("Трускавець", "Truskavets"),
        ("Юр'ївка", "Yuriivka"),
        ("Їжакевич", "Yizhakevych"),
        ("Йосипівка", "Yosypivka"),
        ("Мыколаив", "Mykolaiv"),
    ] {
        assert_eq!(fold::fold(one), fold::fold(other), "{one} and {other}");
    }
    assert_ne!(fold::fold("Суми"), fold::fold("Цуми"));
}

#[test]
fn every_settlement_is_found_in_both_scripts() {
    // The romanisation of the data against our own, name by name.
    let mut apart = Vec::new();
    for place in ALL.places() {
        if matches!(place.kind, PlaceKind::Settlement(_)) && !place.name_uk.is_empty() {
            let (latin, ukrainian) = (fold::fold(&place.name), fold::fold(&place.name_uk));
            if latin != ukrainian {
                apart.push(format!("{} {latin} / {} {ukrainian}", place.name, place.name_uk));
            }
        }
    }
    assert!(apart.len() < 15, "{} names: {}", apart.len(), apart.join("\n"));
}

#[test]
fn a_name_in_any_script_and_spelling() {
    check("Kyiv", "Kyiv", "capital");
    check("київ", "Kyiv", "capital");
    check("м. Київ", "Kyiv", "capital");
    check("Kiev", "Kyiv", "capital");
    check("Харків", "Kharkiv", "oblast seat");
    check("kharkov", "Kharkiv", "oblast seat");
    check("харків обл", "Kharkiv oblast", "oblast");
    check("Харківська область", "Kharkiv oblast", "oblast");
    check("Чугуїв", "Chuhuiv", "town");
    check("chuguev", "Chuhuiv", "town");
    check("чугуив", "Chuhuiv", "town");
    check("zaporizhya", "Zaporizhzhia", "oblast seat");
    check("Ізюм", "Izium", "town");
    check("изюм", "Izium", "town");
    check("Artemivsk", "Bakhmut", "town");
    check("KBP", "Boryspil International Airport", "airport");
    check("UKBB", "Boryspil International Airport", "airport");
    check("порт Ізмаїл", "Izmail port", "seaport");
    check("Дністер", "Dniester", "river");
    check("Сіверський Донець", "Siverskyi Donets", "river");
    check("Rivne NPP", "Rivne NPP", "nuclear plant");
    check("Чорне море", "Black Sea", "sea");
    check("Польща", "Poland", "country");
}

#[test]
fn a_raion_by_its_name_its_town_and_its_former_name() {
    for (text, name) in [
        ("Чугуївський район", "Chuhuivskyi raion"),
        ("чугуїв район", "Chuhuivskyi raion"),
        ("Chuhuiv raion", "Chuhuivskyi raion"),
        ("chuguevskiy rayon", "Chuhuivskyi raion"),
        ("Chuhuivskyj", "Chuhuivskyi raion"),
        ("Бахмутський р-н", "Bakhmutskyi raion"),
        ("Bahmutskyi raoin", "Bakhmutskyi raion"),
        ("Куп’янський район", "Kupianskyi raion"),
        ("Красноградський район", "Berestynskyi raion"),
        ("Бериславський", "Beryslavskyi raion"),
    ] {
        check(text, name, "raion");
    }
    // The town comes before the raion that is named after it.
    check("Чугуїв", "Chuhuiv", "town");
    let raions: Vec<&Place> = ALL.places().iter().filter(|place| place.kind == PlaceKind::Raion).collect();
    assert_eq!(raions.len(), 136);
    for raion in raions {
        let bounds = raion.bounds.expect("a box to fly to");
        assert!(raion.within.is_some() && raion.within_uk.is_some(), "{}", raion.name);
        assert!(bounds.width() < 4.0 && bounds.height() < 3.0, "{}: {bounds:?}", raion.name);
    }
}

#[test]
fn an_airport_and_a_river_with_their_kind_on_either_side() {
    for (text, name) in [
        ("Boryspil airport", "Boryspil International Airport"),
        ("airport Boryspil", "Boryspil International Airport"),
        ("аеропорт Бориспіль", "Boryspil International Airport"),
        ("Lviv airport", "Lviv International Airport"),
        ("Львів аеропорт", "Lviv International Airport"),
        ("Аеропорт Кривий Ріг", "Kryvyi Rih International Airport"),
        ("Kharkov airport", "Kharkiv International Airport"),
        ("Kyiv airport", "Kyiv Zhuliany International Airport"),
    ] {
        check(text, name, "airport");
    }
    for text in ["Dnipro river", "river Dnipro", "Дніпро річка", "річка Дніпро"] {
        check(text, "Dnipro", "river");
    }
    check("Dnipro", "Dnipro", "oblast seat");
    check("Riv", "Rivne", "oblast seat");
    check("Chernobyl", "Chornobyl NPP", "nuclear plant");
}

#[test]
fn typing_errors_are_forgiven() {
    check("Krmatorsk", "Kramatorsk", "town");
    check("Kramatrosk", "Kramatorsk", "town");
    check("Slovainsk", "Sloviansk", "town");
    check("Kupjansk", "Kupiansk", "town");
    check("Мелітополт", "Melitopol", "town");
    check("Khersno", "Kherson", "oblast seat");
    check("Sieverodontesk", "Siverskodonetsk", "town");
    // Three letters may mean anything: nothing near them is offered.
    assert!(ALL.find("qqx", 8).is_empty());
    assert!(ALL.find("Atlantis", 8).is_empty());
    assert!(ALL.find("  ", 8).is_empty());
}

#[test]
fn every_other_name_belongs_to_a_town() {
    let towns: Vec<&str> = ALL.places().iter().map(|place| place.name.as_str()).collect();
    let lost: Vec<&str> = other_names::officials().filter(|official| !towns.contains(official)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn the_better_match_then_the_larger_place() {
    let names = |text: &str| -> Vec<String> {
        ALL.find(text, 5).iter().map(|found| found.place.name.clone()).collect()
    };
    assert_eq!(names("kh")[..2], ["Kharkiv", "Kherson"]);
    // Towns of one name, the largest first, each with its oblast.
    let towns = ALL.find("Миколаївка", 20);
    let sizes: Vec<u32> = towns
        .iter()
        .filter(|found| found.matched == Match::Whole)
        .map(|found| found.place.population.unwrap_or(0))
        .collect();
    assert!(sizes.len() > 3 && sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
    let whole = |found: &&Found<'_>| found.matched == Match::Whole;
    assert!(towns.iter().filter(whole).all(|found| found.place.within.is_some()));
}

#[test]
fn a_place_says_where_it_lies() {
    let found = ALL.find("Чугуїв", 1);
    let place = found[0].place;
    assert_eq!((place.name.as_str(), place.name_uk.as_str()), ("Chuhuiv", "Чугуїв"));
    assert_eq!(place.within.as_deref(), Some("Kharkiv oblast"));
    assert_eq!(place.within_uk.as_deref(), Some("Харківська область"));
    assert!(place.population.is_some_and(|people| people > 20_000));
    let boryspil = ALL.find("KBP", 1)[0].place;
    assert_eq!(boryspil.within.as_deref(), Some("Kyiv oblast"));
    let oblast = ALL.find("Донецька область", 1)[0].place;
    assert!(oblast.bounds.is_some_and(|bounds| bounds.min().x < oblast.at.x && oblast.at.x < bounds.max().x));
}

#[test]
fn distance_counts_what_fingers_do() {
    let check = |key: &str, wanted: &str, allowed: u8, matched: Option<Match>| {
        assert_eq!(near::matched(key.as_bytes(), wanted.as_bytes(), allowed), matched, "{key} {wanted}");
    };
    check("izium", "izium", 1, Some(Match::Near(0)));
    check("izium", "iziun", 1, Some(Match::Near(1)));
    check("izium", "ziun", 1, None);
    check("izium", "ziun", 2, Some(Match::Near(2)));
    check("izium", "izimu", 1, Some(Match::Near(1)));
    check("kramatorsk", "kramt", 1, Some(Match::NearBeginning(1)));
    check("", "", 0, Some(Match::Near(0)));
    check("a", "abcdef", 2, None);
    check("abcdef", &"a".repeat(200), 2, None);
}

use super::*;

fn embedded() -> Nations {
    let doctrine = Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"));
    let posture = Posture::embedded(&doctrine).unwrap_or_else(|problem| panic!("{problem}"));
    Nations::embedded(&doctrine, &posture).unwrap_or_else(|problem| panic!("{problem}"))
}

fn nation(code: &str) -> Nation {
    embedded().get(code).unwrap_or_else(|| panic!("{code} stands there")).clone()
}

/// Whether each basis of a figure has a source of its kind beside it.
fn honest(figure: &Figure) -> bool {
    let cites = |id: &str| figure.sources.iter().any(|source| source == id);
    let documents = figure.sources.iter().any(|source| source.starts_with('S'));
    let Span { low, central, high } = figure.basis;
    [low, central, high].into_iter().all(|basis| match basis {
        Basis::F => documents,
        Basis::R | Basis::J | Basis::C => cites(basis.letter()),
        Basis::User => false,
    })
}

#[test]
fn the_table_is_whole() {
    let nations = embedded();
    assert_eq!(nations.all().len(), 25);
    let core: Vec<&str> = nations.core().map(|nation| nation.code.as_str()).collect();
    assert_eq!(core, ["FR", "GB", "DE", "IT", "PL"]);
    let listed: usize = nations.all().iter().map(|nation| nation.commitments.len()).sum();
    assert_eq!((listed, nations.commitments().count()), (66, 82));
    assert!(nations.all().iter().all(|nation| !nation.positions.is_empty() && nation.offer.is_some()));
    let balkans: Vec<&str> = nations.missions().iter().take(2).map(|mission| mission.id.as_str()).collect();
    assert_eq!(balkans, ["kfor", "althea"]);
    assert_eq!(nations.coalition_size().value, Span::new(5.0, 6.5, 8.0));
}

#[test]
fn an_army_stands_as_in_the_documents() {
    assert_eq!(nation("FR").army.value, Span::new(100_000.0, 114_850.0, 120_000.0));
    assert_eq!(nation("FR").army.basis, Span::new(Basis::R, Basis::F, Basis::F));
    assert_eq!(nation("PL").army.value, Span::new(59_106.0, 90_000.0, 110_000.0));
    assert_eq!(nation("PL").army.basis, Span::new(Basis::F, Basis::R, Basis::F));
    assert_eq!(nation("TR").brigades.value, Span::new(30.0, 30.0, 45.0));
    assert_eq!(nation("IE").name_uk, "Ірландія");
    let total: f64 = embedded().all().iter().map(|nation| nation.army.value.central).sum();
    assert_eq!(total, 1_070_578.0);
}

/// KFOR of late 2024 is scaled to the published 4,600: recalled at the root, so computed, never found.
#[test]
fn the_balkans_stand_once_and_scaled() {
    let nations = embedded();
    let people = |id: &str| {
        let row = nations.commitments().find(|row| row.id == id);
        row.map_or_else(|| panic!("{id} stands there"), |row| (row.people.value, row.people.basis))
    };
    let (italy, basis) = people("it-kfor");
    assert_eq!(italy, Span::new(852.0, 1_121.0, 1_550.0));
    assert_eq!(basis, Span::new(Basis::F, Basis::C, Basis::F));
    assert_eq!(people("gb-kfor").0, Span::new(41.0, 178.0, 600.0));
    assert_eq!(people("fi-unifil").0, Span::new(225.0, 225.0, 230.0));
    // 350 are documented and 329 computed: the documented least gives way.
    assert_eq!(people("tr-kfor").0, Span::new(329.0, 329.0, 800.0));
    let total = |mission: &str| nations.people_in(mission).central;
    assert_eq!((total("kfor"), total("althea")), (4_600.0, 1_099.0));
    for nation in nations.all() {
        for mission in ["kfor", "althea"] {
            let rows = nation.commitments.iter().filter(|row| row.mission == mission).count();
            assert!(rows <= 1, "{} stands in {mission} {rows} times", nation.code);
        }
        let elsewhere =
            nation.commitments.iter().filter(|row| !["kfor", "althea"].contains(&row.mission.as_str()));
        assert!(elsewhere.into_iter().all(|row| !row.name.contains("KFOR")), "{}", nation.code);
    }
}

/// Everything else sums to the reference: what it does not say of the Balkans.
#[test]
fn what_armies_do_elsewhere_sums_to_the_documents() {
    let nations = embedded();
    let rows = || nations.commitments().filter(|row| !["kfor", "althea"].contains(&row.mission.as_str()));
    let counted: f64 = rows().filter(|row| row.counted).map(|row| row.people.value.central).sum();
    let listed: f64 = rows().filter(|row| !row.counted).map(|row| row.people.value.central).sum();
    assert_eq!((counted, listed), (80_725.0, 8_150.0 + 4_870.0));
    let why: Vec<&str> = rows().filter(|row| !row.counted).map(|row| row.nation.as_str()).collect();
    assert_eq!(why, ["FR", "GB"]);
}

#[test]
fn what_is_not_known_says_so() {
    let nations = embedded();
    let unknown: Vec<&str> = nations
        .all()
        .iter()
        .filter(|nation| !nation.commitments_known)
        .map(|nation| nation.code.as_str())
        .collect();
    assert_eq!(unknown, ["EE", "LT", "BG"]);
}

/// A recalled or judged value is marked as such where it stands; classes are judgement.
#[test]
fn what_has_no_document_is_shown_as_such() {
    let nations = embedded();
    for row in nations.commitments() {
        assert!(honest(&row.people), "{} cites {:?} for {:?}", row.id, row.people.sources, row.people.basis);
    }
    assert!(honest(nations.coalition_size()));
    for nation in nations.all() {
        for figure in [&nation.army, &nation.brigades] {
            assert!(honest(figure), "{} cites {:?} for {:?}", figure.id, figure.sources, figure.basis);
        }
        let classes = [nation.lean.basis, nation.stance.basis, nation.needs_un.basis];
        assert_eq!(classes, [Basis::J; 3], "{}", nation.code);
        assert!(matches!(nation.stock.basis, Basis::R | Basis::J), "{}", nation.code);
        for said in &nation.positions {
            let documents = said.sources.iter().any(|source| source.starts_with('S'));
            assert_eq!(said.basis == Basis::F, documents, "{} {}", nation.code, said.text);
        }
    }
}

#[test]
fn classes_follow_the_positions() {
    let class = |code: &str| {
        let nation = nation(code);
        (nation.lean.is, nation.stance.is, nation.needs_un.is)
    };
    assert_eq!(class("FR"), (Lean::Deterrence, Stance::Ready, false));
    assert_eq!(class("IT"), (Lean::Monitoring, Stance::Reluctant, true));
    assert_eq!(class("IE"), (Lean::Monitoring, Stance::Open, true));
    assert_eq!(class("DE"), (Lean::Outside, Stance::Refuses, false));
    assert_eq!(class("PL"), (Lean::Outside, Stance::Refuses, false));
    assert_eq!(class("CZ"), (Lean::Either, Stance::Undecided, false));
    assert_eq!(nation("EE").offer.map(|offer| (offer.low, offer.high)), Some((100.0, 250.0)));
}

#[test]
fn names_lead_back_to_their_classes() {
    for &lean in Lean::ALL {
        assert_eq!(Lean::named(lean.name()), Some(lean));
    }
    for &stock in Stock::ALL {
        assert_eq!(Stock::named(stock.name()), Some(stock));
    }
}

#[test]
fn a_bad_row_is_named_with_its_column() {
    let missions = read::missions((
        "missions_abroad.csv",
        "id,name,group,scalable,price,basis,sources\nkfor,KFOR,balkans,yes,,J,J\n",
    ));
    let missions = missions.unwrap_or_else(|problem| panic!("{problem}"));
    let heading = "id,nation,mission,name,low,central,high,basis_low,basis_central,basis_high,date,confidence,sources,counted,not_counted_because,note\n";
    let refused =
        |row: &str| match read::commitments(("commitments.csv", &format!("{heading}{row}\n")), &missions) {
            Ok(_) => panic!("read: {row}"),
            Err(problem) => (problem.feature, problem.member.unwrap_or_default()),
        };
    let member = |row: &str| refused(row).1;
    assert_eq!(refused("a,FR,kfor,KFOR,3,2,1,F,F,F,2024,high,S50,yes,,"), (Some(0), "central".to_owned()));
    assert_eq!(member("a,FR,sfor,SFOR,1,2,3,F,F,F,2024,high,S50,yes,,"), "mission");
    assert_eq!(member("a,FR,kfor,KFOR,1,2,3,F,F,Q,2024,high,S50,yes,,"), "basis_high");
    assert_eq!(member("a,FR,kfor,KFOR,1,2,many,F,F,F,2024,high,S50,yes,,"), "high");
    assert_eq!(member("a,FR,kfor,KFOR,1,2,3,F,F,F,2024,high,S50,no,,"), "not_counted_because");
    assert_eq!(member("a,FR,kfor,KFOR,1,2,3,F,F,F,2024,high,S50,maybe,,"), "counted");
}

#[test]
fn a_caveat_that_is_not_there_is_found() {
    let doctrine = Doctrine::embedded().unwrap_or_else(|problem| panic!("{problem}"));
    let mut posture = Posture::embedded(&doctrine).unwrap_or_else(|problem| panic!("{problem}"));
    posture.caveats.retain(|caveat| caveat.id != "parliament");
    let problem =
        Nations::embedded(&doctrine, &posture).err().map(|problem| problem.what).unwrap_or_default();
    assert!(problem.contains("parliament"), "{problem}");
}

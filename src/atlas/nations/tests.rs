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
    assert_eq!(nations.coalition_size().value, Span::new(5.0, 6.0, 8.0));
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

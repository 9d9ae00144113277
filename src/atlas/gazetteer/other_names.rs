//! Names that places had before they were renamed, or have in other languages.

/// Other names of a town or a plant, by its official name in Latin letters. Those that sound
/// alike are found without being listed here.
pub(super) fn of(name: &str) -> &'static [&'static str] {
    let found = OTHER.iter().find(|(official, _)| *official == name);
    found.map_or(&[], |(_, others)| others)
}

/// The places that have other names.
#[cfg(test)]
pub(super) fn officials() -> impl Iterator<Item = &'static str> {
    OTHER.iter().map(|(official, _)| *official)
}

const OTHER: &[(&str, &[&str])] = &[
    ("Kyiv", &["Kiev", "Kiew", "Киев"]),
    ("Kharkiv", &["Kharkov", "Charkiw", "Харьков"]),
    ("Lviv", &["Lvov", "Lwów", "Lemberg", "Львов"]),
    ("Odesa", &["Odessa", "Одесса"]),
    ("Dnipro", &["Dnepr", "Dnipropetrovsk", "Dnepropetrovsk", "Дніпропетровськ", "Днепропетровск"]),
    ("Mykolaiv", &["Nikolaev", "Nikolayev", "Николаев"]),
    ("Chernihiv", &["Chernigov", "Чернигов"]),
    ("Zaporizhzhia", &["Zaporozhye", "Zaporizhia", "Запорожье"]),
    ("Rivne", &["Rovno", "Ровно"]),
    ("Luhansk", &["Lugansk", "Луганск"]),
    ("Bakhmut", &["Artemivsk", "Artyomovsk", "Артемівськ"]),
    ("Kropyvnytskyi", &["Kirovohrad", "Kirovograd", "Кіровоград"]),
    ("Kamianske", &["Dniprodzerzhynsk", "Дніпродзержинськ"]),
    ("Pokrovsk", &["Krasnoarmiisk", "Krasnoarmeysk", "Красноармійськ"]),
    ("Toretsk", &["Dzerzhynsk", "Дзержинськ"]),
    ("Lyman", &["Krasnyi Lyman", "Красний Лиман"]),
    ("Siverskodonetsk", &["Sievierodonetsk", "Severodonetsk", "Сєвєродонецьк", "Северодонецк"]),
    ("Ivano-Frankivsk", &["Stanislav", "Stanyslaviv"]),
    ("Chernivtsi", &["Czernowitz", "Cernăuți", "Черновцы"]),
    ("Ternopil", &["Ternopol", "Tarnopol"]),
    ("Uzhhorod", &["Ungvár", "Uzhgorod"]),
    ("Feodosiia", &["Theodosia", "Feodosia"]),
    ("Yevpatoriia", &["Eupatoria"]),
    ("Zviahel", &["Novohrad-Volynskyi", "Новоград-Волинський"]),
    ("Chornomorsk", &["Illichivsk", "Іллічівськ"]),
    ("Pivdenne", &["Yuzhne", "Южне"]),
    ("Samar", &["Novomoskovsk", "Новомосковськ"]),
    ("Chornobyl NPP", &["Chernobyl", "Chernobyl NPP", "Чернобыльская АЭС"]),
    ("Sheptytskyi", &["Chervonohrad", "Червоноград"]),
];

//! One key for all the ways of writing a name.
//!
//! Ukrainian is romanised by the Resolution of the Cabinet of Ministers No 55 of
//! 27 January 2010; then what people mix up is made the same, in both scripts:
//! г ґ h g, и і ї й y i j, е є ye ie э, doubled letters, apostrophes and soft
//! signs, hyphens, accents. Two letters for one sound become one, so that a
//! typing error in it counts once.

/// The key of a name: small letters for sounds, capitals for the sounds that Latin
/// letters write with two (`J` zh, `X` kh, `C` ts, `H` ch, `S` sh, `W` shch).
pub(super) fn fold(name: &str) -> String {
    let latin = romanised(&name.replace("р-н", "район").replace("ayon", "aion"));
    let sounds = sounds(&latin);
    let mut key = String::with_capacity(sounds.len());
    for letter in sounds.chars() {
        if letter == 'e' && key.ends_with('i') {
            key.pop();
        }
        if !key.ends_with(letter) {
            key.push(letter);
        }
    }
    key.trim().to_owned()
}

/// Drops what a name is called by: "м. Київ" is Київ.
pub(super) fn without_kind(text: &str) -> &str {
    const KINDS: [&str; 8] = ["м.", "с-ще", "смт", "с.", "р.", "місто", "село", "город"];
    let text = text.trim();
    let rest = KINDS.iter().find_map(|kind| {
        let rest = text.strip_prefix(kind)?;
        (kind.ends_with('.') || rest.starts_with(' ')).then(|| rest.trim_start())
    });
    rest.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// Puts the word for an airport or a river behind the name, where the keys have it:
/// "аеропорт Львів" is "Львів аеропорт".
pub(super) fn kind_behind(text: &str) -> String {
    const KINDS: [&str; 6] = ["airport", "аеропорт", "аэропорт", "river", "річка", "ріка"];
    let moved = text.split_once(char::is_whitespace).and_then(|(kind, name)| {
        let known = KINDS.contains(&kind.to_lowercase().as_str());
        let name = name.trim();
        (known && !name.is_empty()).then(|| format!("{name} {kind}"))
    });
    moved.unwrap_or_else(|| text.to_owned())
}

fn romanised(name: &str) -> String {
    let mut latin = String::with_capacity(name.len() * 2);
    for letter in name.chars().flat_map(char::to_lowercase) {
        latin.push_str(match letter {
            'а' | 'á' | 'à' | 'â' | 'ă' | 'ä' | 'ą' | 'ã' => "a",
            'б' => "b",
            'в' | 'w' => "v",
            'г' | 'ґ' => "g",
            'д' | 'đ' | 'ď' => "d",
            'е' | 'є' | 'э' | 'ё' | 'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
            'ж' | 'ž' | 'ż' => "zh",
            'з' | 'ź' => "z",
            'и' | 'і' | 'ї' | 'й' | 'ы' | 'y' | 'j' | 'í' | 'î' | 'ï' | 'ı' => "i",
            'к' | 'q' => "k",
            'л' | 'ł' | 'ľ' => "l",
            'м' => "m",
            'н' | 'ń' | 'ň' | 'ñ' => "n",
            'о' | 'ó' | 'ò' | 'ô' | 'ö' | 'ő' | 'ø' => "o",
            'п' => "p",
            'р' | 'ř' => "r",
            'с' | 'ś' => "s",
            'т' | 'ť' => "t",
            'у' | 'ú' | 'ù' | 'û' | 'ü' | 'ű' | 'ů' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' | 'ț' | 'ţ' => "ts",
            'ч' | 'č' | 'ć' => "ch",
            'ш' | 'š' | 'ș' | 'ş' => "sh",
            'щ' => "shch",
            'ю' => "iu",
            'я' => "ia",
            'x' => "ks",
            '-' | '–' | '—' | '_' | '/' | ',' | '.' | '(' | ')' => " ",
            letter if letter.is_whitespace() => " ",
            letter if letter.is_ascii_alphanumeric() => {
                latin.push(letter);
                continue;
            }
            // Soft and hard signs, apostrophes of every kind, what is no letter.
            _ => "",
        });
    }
    latin
}

fn sounds(latin: &str) -> String {
    const SOUNDS: [(&str, char); 7] =
        [("shch", 'W'), ("zh", 'J'), ("kh", 'X'), ("ts", 'C'), ("ch", 'H'), ("sh", 'S'), ("ck", 'k')];
    let mut sounds = String::with_capacity(latin.len());
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        let pair = SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters));
        let (sound, long) =
            pair.map_or((letter, letter.len_utf8()), |(letters, sound)| (*sound, letters.len()));
        sounds.push(if sound == 'g' { 'h' } else { sound });
        rest = rest.get(long..).unwrap_or_default();
    }
    sounds
}

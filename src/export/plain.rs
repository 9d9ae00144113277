//! Text from strange files, made fit for a terminal.

use std::fmt::Write;

/// Names longer than this are cut in tables: the longest of the example has 17,
/// and a table of 140 columns leaves room for one long name, not for two.
const LONGEST_NAME: usize = 60;

/// From here on a number is written as a power of ten: fifteen digits are all
/// that a computer keeps apart, and longer ones only widen the table.
pub const LARGEST_WRITTEN_OUT: f64 = 1e15;

/// A text on one line: what would steer a terminal or turn the direction of
/// writing is left out, other white space than spaces becomes a space, and
/// numbers of more digits than can be told apart become powers of ten.
pub fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut digits = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        settle(&mut digits, &mut line);
        match letter {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => line.push(' '),
            letter if letter.is_control() || steers(letter) => {}
            letter => line.push(letter),
        }
    }
    settle(&mut digits, &mut line);
    line
}

fn settle(digits: &mut String, line: &mut String) {
    match digits.parse::<f64>() {
        Ok(number) if digits.len() > 21 && number.is_finite() => line.push_str(&power(number)),
        _ => line.push_str(digits),
    }
    digits.clear();
}

/// Marks that set the direction of writing, and the byte order mark.
const fn steers(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// JSON in which what would steer a terminal is escaped: the same value, and
/// nothing happens where it is shown. Such characters stand in strings only.
pub fn escaped(json: &str) -> String {
    let risky = |letter: char| letter != '\n' && letter.is_control() || steers(letter);
    if !json.contains(risky) {
        return json.to_owned();
    }
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if risky(letter) {
            let _ = write!(text, "\\u{:04x}", u32::from(letter));
        } else {
            text.push(letter);
        }
    }
    text
}

/// A number as a power of ten, with four figures: 1.234e18.
pub fn power(number: f64) -> String {
    let text = format!("{number:.3e}");
    match text.split_once('e') {
        Some((figures, exponent)) => {
            format!("{}e{exponent}", figures.trim_end_matches('0').trim_end_matches('.'))
        }
        None => text,
    }
}

/// A name, cut where it is too long for a table.
pub fn short(name: &str) -> String {
    let name = plain(name);
    if name.chars().count() <= LONGEST_NAME {
        return name;
    }
    name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}

/// A path, cut in front where it is too long for a table: its end tells more.
pub fn short_path(path: &str) -> String {
    let path = plain(path);
    let letters = path.chars().count();
    if letters <= LONGEST_NAME {
        return path;
    }
    std::iter::once('…').chain(path.chars().skip(letters + 1 - LONGEST_NAME)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mred\u{7}\nb\u{9b}2J\u{202e}c\u{2066}"), "a[31mred b2Jc");
        assert_eq!(plain("Одеса 12\u{2009}500 – “x”"), "Одеса 12\u{2009}500 – “x”");
    }

    #[test]
    fn json_keeps_what_it_escapes() {
        let name = "a\u{9b}2J\u{202e}b\u{1b}";
        let json = crate::export::json(&[name]);
        assert!(!json.contains(['\u{9b}', '\u{202e}', '\u{1b}']), "{json}");
        let back: Vec<String> = serde_json::from_str(&json).unwrap();
        assert_eq!(back, [name]);
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(short(&"n".repeat(200)).chars().count(), LONGEST_NAME);
        assert_eq!(short(&"n".repeat(60)), "n".repeat(60));
        let path = short_path(&format!("/{}/last.geojson", "folder/".repeat(20)));
        assert!(path.starts_with('…') && path.ends_with("/last.geojson"), "{path}");
        assert_eq!(path.chars().count(), LONGEST_NAME);
    }

    #[test]
    fn digits_beyond_telling_apart_become_powers() {
        let much = format!("cannot be 1{} km", "0".repeat(300));
        assert_eq!(plain(&much), "cannot be 1e300 km");
        assert_eq!(plain("123456789012345678901"), "123456789012345678901");
        assert_eq!(power(1.2345e18), "1.234e18");
    }
}

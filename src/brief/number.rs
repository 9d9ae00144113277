//! Numbers as slides write them: two figures, thin spaces, ranges, words.

use crate::units::{self, Span, THIN_SPACE};

/// The space that no line is broken at: between thousands, and before a unit.
pub const NARROW: char = '\u{202f}';

/// A number to two figures: "39 000".
pub fn two(value: f64) -> String {
    grouped(half_up(value))
}

/// A number to the nearest ten, as the terms of a chain are written: "8 630". Below ten as it is.
pub fn ten(value: f64) -> String {
    let rounded = if value.abs() < 9.5 { value.round() } else { (value / 10.0).round() * 10.0 };
    grouped(rounded)
}

/// A whole number with narrow spaces between thousands.
pub fn grouped(value: f64) -> String {
    units::grouped(value, 0).replace(THIN_SPACE, &NARROW.to_string())
}

/// A small number to two figures: "1.3", "0.082", "17".
pub fn small(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".to_owned();
    }
    let decimals = (1.0 - value.abs().log10().floor()).clamp(0.0, 6.0) as usize;
    if decimals == 0 { two(value) } else { format!("{value:.decimals$}") }
}

/// A count of months or a k: whole where it is whole, else with one decimal.
pub fn small_or_whole(value: f64) -> String {
    units::brief(value).replace(THIN_SPACE, &NARROW.to_string())
}

/// "10 000 – 88 000"; one number where both are written alike.
pub fn range(low: f64, high: f64) -> String {
    let (low, high) = (two(low), two(high));
    if low == high { low } else { format!("{low}{THIN_SPACE}–{THIN_SPACE}{high}") }
}

/// The range of a span.
pub fn range_of(span: Span<f64>) -> String {
    range(span.low, span.high)
}

/// "990 km", to two figures; "0 km" where less than half.
pub fn km(value: f64) -> String {
    unit(value, "km")
}

/// A number to two figures with its unit.
pub fn unit(value: f64, unit: &str) -> String {
    format!("{}{NARROW}{unit}", two(value))
}

/// "47 %".
pub fn percent(share: f64) -> String {
    format!("{}{NARROW}%", (share * 100.0).round())
}

/// A number to two figures, halves up.
pub fn half_up(value: f64) -> f64 {
    if value.abs() < 10.0 { (value + 0.5).floor() } else { units::two_figures(value) }
}

/// "Five", "14": words up to twelve, with a capital.
pub fn count(number: usize) -> String {
    capital(&word(number))
}

/// "five", "14": words up to twelve.
pub fn word(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(number).map_or_else(|| grouped(number as f64), |word| (*word).to_owned())
}

/// A text of the data as a page sets it: round quotes and apostrophes, and narrow spaces between
/// thousands where the data has commas.
pub fn typeset(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied();
    let digit = |place: Option<usize>| at(place).is_some_and(|letter| letter.is_ascii_digit());
    let opens = |place: usize| {
        at(place.checked_sub(1)).is_none_or(|before| before.is_whitespace() || "([–—".contains(before))
    };
    let one = |(place, letter): (usize, &char)| match letter {
        ',' if digit(place.checked_sub(1))
            && (1..=3).all(|ahead| digit(Some(place + ahead)))
            && !digit(Some(place + 4)) =>
        {
            NARROW
        }
        '\'' if opens(place) => '‘',
        '\'' => '’',
        '"' if opens(place) => '“',
        '"' => '”',
        letter => *letter,
    };
    letters.iter().enumerate().map(one).collect()
}

/// The text with a capital letter first.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "zone" or "zones".
pub fn plural<'a>(number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 { one } else { many }
}

/// A share in words: "almost half", "a fifth"; a per cent below a twentieth.
pub fn fraction(share: f64) -> String {
    const PARTS: [(f64, &str); 13] = [
        (0.1, "a tenth"),
        (0.2, "a fifth"),
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.4, "two fifths"),
        (0.5, "half"),
        (0.6, "three fifths"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
        (0.8, "four fifths"),
        (0.9, "nine tenths"),
        (1.0, "all"),
        (0.125, "an eighth"),
    ];
    if share < 0.085 {
        return percent(share);
    }
    let mut best = PARTS[0];
    for part in PARTS {
        if (part.0 - share).abs() < (best.0 - share).abs() {
            best = part;
        }
    }
    let (value, words) = best;
    let off = share - value;
    match (off.abs() > 0.015, off < 0.0) {
        (false, _) => words.to_owned(),
        (true, true) => format!("almost {words}"),
        (true, false) => format!("over {words}"),
    }
}

/// A date as a slide writes it: "1 December 2024". Anything else stays as it is.
pub fn date(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return date.to_owned();
    };
    let name = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (name, day.parse::<u32>()) {
        (Some(name), Ok(day)) => format!("{day} {name} {year}"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_the_data_are_set_with_round_quotes_and_narrow_spaces() {
        assert_eq!(typeset("40,000 and 1,200, then 7"), "40\u{202f}000 and 1\u{202f}200, then 7");
        assert_eq!(typeset("0.5 to 2.2 million, by line"), "0.5 to 2.2 million, by line");
        assert_eq!(typeset("IFRI's 25,000 'a push' (\"so\")"), "IFRI’s 25\u{202f}000 ‘a push’ (“so”)");
    }

    #[test]
    fn numbers_are_written_as_on_slides() {
        assert_eq!(two(39_170.0), "39\u{202f}000");
        assert_eq!(two(995.0), "1\u{202f}000");
        assert_eq!(two(7.4), "7");
        assert_eq!(ten(8_634.0), "8\u{202f}630");
        assert_eq!(ten(-2_136.0), "\u{2212}2\u{202f}140");
        assert_eq!(range(10_000.0, 88_400.0), "10\u{202f}000\u{2009}–\u{2009}88\u{202f}000");
        assert_eq!(range(1_200.0, 1_201.0), "1\u{202f}200");
        assert_eq!(km(1_040.0), "1\u{202f}000\u{202f}km");
        assert_eq!(small(0.0816), "0.082");
        assert_eq!(small(1.306), "1.3");
        assert_eq!(small(17.2), "17");
        assert_eq!(date("2024-12-01"), "1 December 2024");
        assert_eq!(date("spring"), "spring");
    }

    #[test]
    fn shares_and_counts_are_words() {
        assert_eq!(fraction(0.47), "almost half");
        assert_eq!(fraction(0.22), "over a fifth");
        assert_eq!(fraction(0.3), "almost a third");
        assert_eq!(fraction(0.41), "two fifths");
        assert_eq!(fraction(0.04), "4\u{202f}%");
        assert_eq!(fraction(1.0), "all");
        assert_eq!((count(5), word(14)), ("Five".to_owned(), "14".to_owned()));
    }
}

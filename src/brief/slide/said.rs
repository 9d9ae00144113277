//! Which figures can be read on a page: those and no others are an audit's to hold it to.

use super::{Page, drawing};
use crate::brief::deck::Said;
use crate::scene::Mark;

/// The figures of a page that stand on it as it is painted, in title, words, tables,
/// charts and source lines. Maps do not count: a format may have them as pictures.
pub fn readable(page: &Page) -> Vec<Said> {
    let drawing = drawing(page, None);
    let mut lines = Vec::new();
    texts(&drawing.marks, &mut lines);
    let stands = |said: &&Said| lines.iter().any(|line| stands(line, &said.text));
    page.figures.iter().filter(stands).cloned().collect()
}

fn texts<'a>(marks: &'a [Mark], lines: &mut Vec<&'a str>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => lines.push(&text.text),
            Mark::Group { marks, .. } => texts(marks, lines),
            _ => {}
        }
    }
}

/// Whether a number stands in a line, not as a part of a longer one: "500" is not in "12 500".
fn stands(line: &str, number: &str) -> bool {
    let joins = |letter: char| matches!(letter, '.' | '\u{202f}' | '\u{2009}');
    let goes_on = |mut letters: Box<dyn Iterator<Item = char> + '_>| match letters.next() {
        Some(letter) if letter.is_ascii_digit() => true,
        Some(letter) if joins(letter) => letters.next().is_some_and(|letter| letter.is_ascii_digit()),
        _ => false,
    };
    !number.is_empty()
        && line.match_indices(number).any(|(start, found)| {
            let (before, after) = (&line[..start], &line[start + found.len()..]);
            !goes_on(Box::new(before.chars().rev())) && !goes_on(Box::new(after.chars()))
        })
}

#[cfg(test)]
mod tests {
    use super::stands;

    #[test]
    fn a_number_stands_in_a_line_by_itself() {
        for (line, number) in
            [("2 zones need 500.", "500"), ("12\u{202f}500\u{2009}–\u{2009}88\u{202f}000", "88\u{202f}000")]
        {
            assert!(stands(line, number), "{number} in {line}");
        }
        for (line, number) in [
            ("12\u{202f}500", "500"),
            ("12\u{202f}500", "12"),
            ("1.12", "12"),
            ("139\u{202f}000", "39\u{202f}000"),
            ("none", ""),
        ] {
            assert!(!stands(line, number), "{number} in {line}");
        }
    }
}

//! Words on a page: broken into lines, shortened to a width.

use crate::scene::faces::width;

/// Breaks a text into lines that are not wider than so many points. A word that
/// is wider than that stands on a line of its own.
pub fn wrapped(text: &str, size: f32, weight: u16, wide: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, weight, false, 0.0) <= wide => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text, cut with "…" where it is wider than so many points.
pub fn fitted(text: &str, size: f32, weight: u16, wide: f32) -> String {
    if width(text, size, weight, false, 0.0) <= wide {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if width(&cut, size, weight, false, 0.0) <= wide {
            return cut;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_not_wider_than_the_column_and_keep_every_word() {
        let text = "Kilometres count once, for the first zone that claims them.";
        let lines = wrapped(text, 10.0, 400, 120.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, 10.0, 400, false, 0.0) <= 120.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(fitted("Kyiv hub", 10.0, 400, 200.0), "Kyiv hub");
        let short = fitted("A zone with a very long name indeed", 10.0, 400, 60.0);
        assert!(short.ends_with('…') && width(&short, 10.0, 400, false, 0.0) <= 60.0, "{short}");
    }
}

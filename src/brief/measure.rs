//! How text fits: widths, lines and an ellipsis, measured in the font itself.

use super::deck::Run;
use crate::scene::faces;

/// From a baseline to the middle of capitals, in ems.
pub const MIDDLE: f32 = faces::CAPITAL / 2.0;

/// The width of a text without tracking.
pub fn width(text: &str, size: f32, weight: u16) -> f32 {
    faces::width(text, size, weight, false, 0.0)
}

/// The width of runs one after the other.
pub fn runs_width(runs: &[Run], size: f32) -> f32 {
    runs.iter().map(|run| faces::width(&run.text, size, run.weight, run.italic, 0.0)).sum()
}

/// The text, or as much of it as is no wider, with an ellipsis after the last whole word.
pub fn fit(text: &str, size: f32, weight: u16, room: f32) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut kept = text;
    while let Some((at, _)) = kept.char_indices().next_back() {
        kept = &kept[..at];
        let shown = format!("{}…", kept.trim_end_matches([' ', ',', ';', '·', '–']));
        let at_word = text[at..].starts_with(char::is_whitespace) || !kept.contains(' ') || at < 24;
        if at_word && width(&shown, size, weight) <= room {
            return shown;
        }
    }
    "…".to_owned()
}

/// Runs broken into lines no wider than the room, at spaces. A word that is
/// wider than the room alone stands on a line of its own. Where the last line would be
/// one word, the lines before it are a little narrower and give it company.
pub fn wrapped(runs: &[Run], size: f32, room: f32) -> Vec<Vec<Run>> {
    let lines = broken(runs, size, room);
    if lines.len() < 2 || !is_lonely(&lines) {
        return lines;
    }
    // Down to three quarters of the room: narrower is uglier than a word alone.
    let narrower = (1..=12).map(|step| broken(runs, size, room * (1.0 - step as f32 / 48.0)));
    let mut narrower = narrower.take_while(|other| other.len() == lines.len());
    narrower.find(|other| !is_lonely(other)).unwrap_or(lines)
}

/// Whether the last line is one word.
fn is_lonely(lines: &[Vec<Run>]) -> bool {
    lines.last().is_some_and(|line| line.iter().all(|run| !run.text.trim().contains(' ')) && line.len() == 1)
}

fn broken(runs: &[Run], size: f32, room: f32) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    let mut used = 0.0;
    for run in runs {
        for word in run.text.split_inclusive(' ') {
            let bare = word.trim_end_matches(' ');
            let wide = |text: &str| faces::width(text, size, run.weight, run.italic, 0.0);
            if used > 0.0 && used + wide(bare) > room {
                trim_end(lines.last_mut());
                lines.push(Vec::new());
                used = 0.0;
            }
            used += wide(word);
            if let Some(line) = lines.last_mut() {
                match line.last_mut() {
                    Some(last) if same_style(last, run) => last.text.push_str(word),
                    _ => line.push(Run { text: word.to_owned(), ..run.clone() }),
                }
            }
        }
    }
    trim_end(lines.last_mut());
    lines
}

/// One text broken into lines in one weight.
pub fn lines(text: &str, size: f32, weight: u16, room: f32) -> Vec<String> {
    let run = Run::new(text, weight, crate::scene::Colour::hex(0));
    let text_of = |line: Vec<Run>| line.into_iter().map(|run| run.text).collect::<String>();
    wrapped(&[run], size, room).into_iter().map(text_of).collect()
}

/// One text in so many lines at most, the last with an ellipsis where there is more.
pub fn at_most(text: &str, size: f32, weight: u16, room: f32, most: usize) -> Vec<String> {
    let mut all = lines(text, size, weight, room);
    if all.len() > most && most > 0 {
        let rest = all.split_off(most - 1).join(" ");
        // What follows is cut off even where the beginning would fit.
        let mut last = fit(&rest, size, weight, room);
        if !last.ends_with('…') {
            last = fit(&format!("{rest} …"), size, weight, room);
        }
        all.push(last);
    }
    all
}

fn same_style(one: &Run, other: &Run) -> bool {
    (one.weight, one.italic, one.colour) == (other.weight, other.italic, other.colour)
}

fn trim_end(line: Option<&mut Vec<Run>>) {
    if let Some(run) = line.and_then(|line| line.last_mut()) {
        run.text.truncate(run.text.trim_end_matches(' ').len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_keep_every_word() {
        let text = "The force commander, the lead nation’s capital, or all contributors together";
        let broken = lines(text, 24.0, 400, 330.0);
        assert_eq!(broken.len(), 3, "{broken:?}");
        assert_eq!(broken.join(" "), text);
        assert!(broken.iter().all(|line| width(line, 24.0, 400) <= 330.0));
        // No word stands alone on the last line where a narrower one before it helps.
        let room = width("on the same axis or in the same", 24.0, 400) + 1.0;
        let broken = lines("on the same axis or in the same table", 24.0, 400, room);
        assert_eq!(broken, ["on the same axis or in the", "same table"]);
        // A thin space is no place to break a number.
        assert_eq!(lines("10\u{202f}000\u{2009}–\u{2009}88\u{202f}000", 24.0, 400, 50.0).len(), 1);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_after_a_word() {
        assert_eq!(fit("Kyiv", 24.0, 400, 200.0), "Kyiv");
        let cut = fit("Південноукраїнська атомна електростанція", 24.0, 500, 300.0);
        assert!(cut.ends_with('…') && width(&cut, 24.0, 500) <= 300.0, "{cut}");
        let two = at_most("one two three four five six seven eight nine ten", 24.0, 400, 130.0, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…') && width(&two[1], 24.0, 400) <= 130.0, "{two:?}");
    }
}

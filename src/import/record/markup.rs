//! A drawing as SVG, or pages as HTML: the record in them and their words.

use super::xml::{Piece, each, words_in};
use super::{Taken, without_record};
use crate::brief::Record;
use crate::brief::audit::Visible;
use crate::brief::record::{FORMAT, KEYWORD};
use crate::problem::Refusal;

/// Takes the record and the words out of SVG or HTML.
pub(super) fn taken(text: &str) -> Result<Taken, Refusal> {
    let opening: String = text.chars().take(1_024).collect::<String>().to_ascii_lowercase();
    if opening.contains("<!doctype html") || opening.contains("<html") { html(text) } else { svg(text) }
}

fn svg(text: &str) -> Result<Taken, Refusal> {
    let found = words_in(text.as_bytes(), "metadata")?;
    let record = found.iter().find(|words| words.contains(FORMAT)).ok_or_else(without_record)?;
    let (mut words, mut inside) = (String::new(), false);
    each(text.as_bytes(), |piece| {
        match piece {
            Piece::Open("text", _) => inside = true,
            Piece::Close("text") => {
                inside = false;
                words.push('\n');
            }
            Piece::Words(text) if inside => words.push_str(text),
            _ => {}
        }
        Ok(())
    })?;
    let visible = Visible { pages: vec![words], ..Visible::default() };
    Ok(Taken { record: Record::read(record.trim())?, visible })
}

fn html(text: &str) -> Result<Taken, Refusal> {
    let mark = format!("id=\"{KEYWORD}\"");
    let at = text.find(&mark).ok_or_else(without_record)?;
    let rest = &text[at + mark.len()..];
    let start = rest.find('>').ok_or_else(without_record)?;
    let script = &rest[start + 1..];
    let end = script.find("</script").ok_or_else(without_record)?;
    let record = Record::read(script[..end].trim())?;
    let mut pages: Vec<String> = text.split("<section").map(|page| words(drawn(page))).collect();
    if pages.len() > 1 {
        // What stands before the first page is the head of the file.
        pages.remove(0);
    }
    Ok(Taken { record, visible: Visible { pages, ..Visible::default() } })
}

/// What a page shows: its drawing, where it has one. A title for screen readers and the notes
/// say its numbers once more.
fn drawn(page: &str) -> &str {
    let ends = page.find("<svg").zip(page.rfind("</svg>"));
    ends.and_then(|(start, end)| page.get(start..end)).unwrap_or(page)
}

/// The words of a piece of HTML, without what is no text: scripts, styles and tags.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        words.push_str(&unescaped(&rest[..start]));
        let tag = &rest[start..];
        let silent = ["script", "style"]
            .into_iter()
            .find(|name| tag.get(1..=name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name)));
        let end = match silent {
            Some(name) => tag.find(&format!("</{name}")).map(|at| at + 2 + name.len()),
            None => tag.find('>').map(|at| at + 1),
        };
        // Words of one line may be marked in the middle; blocks end a line.
        if ![
            "<b", "<i", "<em", "<strong", "<span", "<tspan", "</b", "</i", "</em", "</strong", "</span",
            "</tspan",
        ]
        .into_iter()
        .any(|inline| is_tag(tag, inline))
        {
            words.push('\n');
        }
        rest = end.and_then(|end| tag.get(end..)).unwrap_or("");
    }
    words.push_str(&unescaped(rest));
    words
}

fn is_tag(tag: &str, opening: &str) -> bool {
    tag.strip_prefix(opening).is_some_and(|rest| rest.starts_with(['>', ' ', '/']))
}

fn unescaped(text: &str) -> String {
    let named = text.replace("&nbsp;", "\u{a0}").replace("&thinsp;", "\u{2009}").replace("&ndash;", "–");
    quick_xml::escape::unescape(&named).map_or_else(|_| named.clone(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_html_are_without_tags_and_scripts() {
        let html = "<p class=\"a\">Need <b>12&thinsp;500</b>&nbsp;deployed</p><script>9</script><td>7</td>";
        let words = words(html);
        assert!(words.contains("Need 12\u{2009}500\u{a0}deployed") && words.contains('7'), "{words:?}");
        assert!(!words.contains('9'));
    }
}

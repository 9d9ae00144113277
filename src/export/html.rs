//! A deck as one HTML file: each page drawn as SVG with text that can be
//! selected and read out, the fonts inside, nothing from elsewhere.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::svg::svg;
use crate::brief::deck::{Deck, Page, SHEET};
use crate::scene::{Drawing, Language, Mark, faces};

/// Words of the file itself.
struct Said {
    code: &'static str,
    slide: &'static str,
    notes: &'static str,
    keys: &'static str,
}

const ENGLISH: Said = Said {
    code: "en",
    slide: "Slide",
    notes: "Notes",
    keys: "Arrow keys, Page up and Page down turn the slides; N shows the notes.",
};

const UKRAINIAN: Said = Said {
    code: "uk",
    slide: "Слайд",
    notes: "Нотатки",
    keys: "Стрілки, Page Up і Page Down гортають слайди; N показує нотатки.",
};

/// The deck as a file. `drawings` are its pages, painted, in their order;
/// `figures` is the record of the plan.
pub fn html(deck: &Deck, drawings: &[Drawing], figures: &str, language: Language) -> String {
    let said = match language {
        Language::English => &ENGLISH,
        Language::Ukrainian => &UKRAINIAN,
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:\">\n\
         <meta name=\"generator\" content=\"Cordon {}\">\n",
        said.code,
        env!("CARGO_PKG_VERSION")
    );
    if !deck.date.is_empty() {
        let _ = writeln!(out, "<meta name=\"date\" content=\"{}\">", escaped(&deck.date));
    }
    let ground = deck.ground;
    let dark = if ground.luminance() < 0.2 { "dark" } else { "light" };
    let _ = writeln!(
        out,
        "<title>{}</title>\n<style>\n{}:root{{color-scheme:{dark};--ground:#{:02x}{:02x}{:02x}}}\n{STYLE}</style>\n</head>\n<body>\n<h1 class=\"aside\">{0}</h1>\n<p class=\"aside\">{}</p>\n<main>",
        escaped(&deck.title),
        fonts(drawings),
        ground.r,
        ground.g,
        ground.b,
        said.keys,
    );
    for (page, drawing) in std::iter::zip(&deck.pages, drawings) {
        out += &section(page, drawing, said);
    }
    // A closing tag inside the record would end its element.
    let _ = writeln!(
        out,
        "</main>\n<script type=\"application/json\" id=\"cordon-record\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>",
        figures.replace("</", "<\\/").replace("<!--", "<\\u0021--")
    );
    out
}

fn section(page: &Page, drawing: &Drawing, said: &Said) -> String {
    let number = page.number;
    let picture = svg(drawing)
        .replace("id=\"box-", &format!("id=\"s{number}-box-"))
        .replace("url(#box-", &format!("url(#s{number}-box-"));
    let [wide, high] = SHEET;
    // As large as the window lets it be: only the box around it has a size.
    let picture = picture.replacen(&format!(" width=\"{wide}\" height=\"{high}\""), "", 1);
    let mut out = format!(
        "<section id=\"slide-{number}\" aria-labelledby=\"title-{number}\">\n\
         <h2 class=\"aside\" id=\"title-{number}\">{} {number}: {}</h2>\n<div class=\"page\">\n{picture}</div>\n",
        said.slide,
        escaped(&page.title)
    );
    let mut notes = String::new();
    for line in page.notes.lines().filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(notes, "<p>{}</p>", escaped(line));
    }
    if !notes.is_empty() {
        let _ = write!(out, "<details>\n<summary>{}</summary>\n{notes}</details>\n", said.notes);
    }
    out + "</section>\n"
}

const STYLE: &str = "\
*{box-sizing:border-box}
html{scroll-snap-type:y proximity}
body{margin:0;background:var(--ground);font:400 16px/1.5 Inter,sans-serif}
section{min-height:100vh;display:flex;flex-direction:column;justify-content:center;align-items:center;scroll-snap-align:start}
.page{width:min(100vw,177.778vh);aspect-ratio:16/9}
.page svg{display:block;width:100%;height:100%}
details{width:min(100vw,177.778vh);padding:12px 3.75%}
summary{cursor:pointer;font-weight:600}
details p{margin:8px 0;max-width:72ch}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@page{size:338.667mm 190.5mm;margin:0}
@media print{html{scroll-snap-type:none}section{min-height:0;height:190.5mm;break-after:page;break-inside:avoid}section:last-of-type{break-after:auto}.page,.page svg{width:338.667mm;height:190.5mm}details{display:none}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
";

const SCRIPT: &str = "
addEventListener('keydown',function(e){
if(e.ctrlKey||e.metaKey||e.altKey||e.target.closest('summary')&&e.key===' ')return;
var all=[].slice.call(document.querySelectorAll('section')),here=0;
all.forEach(function(s,i){if(s.getBoundingClientRect().top<innerHeight/2)here=i});
var to={ArrowRight:here+1,ArrowDown:here+1,PageDown:here+1,' ':here+1,ArrowLeft:here-1,ArrowUp:here-1,PageUp:here-1,Home:0,End:all.length-1}[e.key];
if(e.key==='n'||e.key==='N'){var d=all[here]&&all[here].querySelector('details');if(d){d.open=!d.open;(d.open?d:all[here]).scrollIntoView({block:d.open?'nearest':'start'})}return}
if(to===undefined||!all[to])return;
e.preventDefault();all[to].scrollIntoView();
});
";

/// The faces that the pages are written in, as rules with the fonts inside.
fn fonts(drawings: &[Drawing]) -> String {
    let mut used = BTreeSet::from([(400, false), (600, false)]);
    for drawing in drawings {
        faces_of(&drawing.marks, &mut used);
    }
    let files: BTreeSet<(usize, u16, bool)> = used
        .into_iter()
        .map(|(weight, italic)| {
            let weight = match (weight, italic) {
                (0..450, _) => 400,
                (450..550, _) | (_, true) => 500,
                (550..650, false) => 600,
                _ => 700,
            };
            (faces::file(weight, italic), weight, italic)
        })
        .collect();
    let rule = |(file, weight, italic): (usize, u16, bool)| {
        let (_, bytes) = faces::FILES.get(file)?;
        let style = if italic { "italic" } else { "normal" };
        Some(format!(
            "@font-face{{font-family:Inter;font-weight:{weight};font-style:{style};src:url(data:font/ttf;base64,{})format(\"truetype\")}}\n",
            base64(bytes)
        ))
    };
    files.into_iter().filter_map(rule).collect()
}

fn faces_of(marks: &[Mark], used: &mut BTreeSet<(u16, bool)>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => {
                used.insert((text.weight, text.italic));
            }
            Mark::Group { marks, .. } => faces_of(marks, used),
            _ => {}
        }
    }
}

/// Bytes in the alphabet of RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| chunk.get(at).copied().map_or(0, u32::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = ALPHABET[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_the_standard_has_them() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}

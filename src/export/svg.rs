//! A drawing as SVG, mark by mark: nothing is decided here.

use std::fmt::Write;

use super::metadata::Metadata;
use super::outline::outline;
use crate::scene::bend::Letter;
use crate::scene::{Anchor, Colour, Drawing, Mark, Spot, Stroke, Text};

/// Writing to a string does not fail, so its result carries nothing.
macro_rules! put {
    ($out:expr, $($what:tt)*) => {{
        let _ = writeln!($out, $($what)*);
    }};
}

/// Writes a drawing as a stand-alone SVG file, one unit to the point. Texts
/// stay texts in the family "Inter".
pub fn svg(drawing: &Drawing) -> String {
    svg_with(drawing, &Metadata::default())
}

/// As [`svg`], with the title, the words and the record of where it comes from.
pub fn svg_with(drawing: &Drawing, metadata: &Metadata) -> String {
    let [width, height] = drawing.size.map(number);
    let language = match metadata.language.as_str() {
        "" => String::new(),
        language => format!(" xml:lang=\"{}\"", escaped(language)),
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"Inter\"{language}>\n"
    );
    for (tag, text) in [("title", &metadata.title), ("desc", &metadata.description)] {
        if !text.is_empty() {
            put!(out, "<{tag}>{}</{tag}>", escaped(text));
        }
    }
    if let Some(record) = &metadata.record {
        put!(out, "<metadata id=\"cordon-record\">{}</metadata>", escaped(record));
    }
    out.push_str("<style>.halo{user-select:none;-webkit-user-select:none}</style>\n");
    let mut groups = 0;
    for mark in &drawing.marks {
        write_mark(&mut out, mark, &mut groups);
    }
    out.push_str("</svg>\n");
    out
}

/// Writes one mark; `groups` counts the clipped boxes, whose names must differ.
fn write_mark(out: &mut String, mark: &Mark, groups: &mut u32) {
    match mark {
        Mark::Fill { points, triangles, colour } => {
            let outline: String =
                outline(points, triangles).into_iter().map(|ring| path(ring.into_iter(), true)).collect();
            put!(out, "<path d=\"{outline}\" fill-rule=\"evenodd\"{}/>", fill(Some(*colour)));
        }
        Mark::Line { points, width, colour, dash, closed } => {
            let dash = dash.map_or(String::new(), |[on, off]| {
                format!(" stroke-dasharray=\"{} {}\"", number(on), number(off))
            });
            let line = path(points.iter().copied(), *closed);
            let ink = stroke(Some(Stroke { width: *width, colour: *colour }));
            put!(out, "<path d=\"{line}\" fill=\"none\"{ink}{dash} stroke-linejoin=\"round\"/>");
        }
        Mark::Strokes { ends, width, colour } => {
            let lines = ends.iter().map(|ends| path(ends.iter().copied(), false)).collect::<String>();
            put!(
                out,
                "<path d=\"{lines}\" fill=\"none\"{}/>",
                stroke(Some(Stroke { width: *width, colour: *colour }))
            );
        }
        Mark::Dots { centres, radius, colour } => {
            let mut dots = String::with_capacity(centres.len() * 16);
            for [x, y] in centres {
                let _ = write!(dots, "M{} {}h0", number(*x), number(*y));
            }
            let ink = stroke(Some(Stroke { width: radius * 2.0, colour: *colour }));
            put!(out, "<path d=\"{dots}\" fill=\"none\"{ink} stroke-linecap=\"round\"/>");
        }
        Mark::Disc { at, radius, fill: inside, stroke: edge } => {
            let [x, y] = at.map(number);
            put!(
                out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"{}{}/>",
                number(*radius),
                fill(*inside),
                stroke(*edge)
            );
        }
        Mark::Rect { min, max, radius, fill: inside, stroke: edge } => {
            let [x, y] = min.map(number);
            let [width, height] = [max[0] - min[0], max[1] - min[1]].map(number);
            put!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{}\"{}{}/>",
                number(*radius),
                fill(*inside),
                stroke(*edge)
            );
        }
        Mark::Polygon { points, fill: inside, stroke: edge } => {
            let shape = path(points.iter().copied(), true);
            put!(out, "<path d=\"{shape}\"{}{} stroke-linejoin=\"round\"/>", fill(*inside), stroke(*edge));
        }
        Mark::Text(text) => write_text(out, text),
        Mark::Group { min, max, alt, marks } => {
            *groups += 1;
            let name = format!("box-{groups}");
            let [x, y] = min.map(number);
            let [width, height] = [max[0] - min[0], max[1] - min[1]].map(number);
            put!(
                out,
                "<clipPath id=\"{name}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></clipPath>"
            );
            put!(out, "<g clip-path=\"url(#{name})\" role=\"img\">");
            if !alt.is_empty() {
                put!(out, "<title>{}</title>", escaped(alt));
            }
            for mark in marks {
                write_mark(out, mark, groups);
            }
            out.push_str("</g>\n");
        }
    }
}

/// A halo has the letters of its text: they are neither read out nor marked and copied with it.
const UNREAD: &str = "aria-hidden=\"true\" class=\"halo\"";

fn write_text(out: &mut String, text: &Text) {
    if text.bend != 0.0 {
        write_bent(out, text);
        return;
    }
    let [x, y] = text.at.map(number);
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let mut style = format!("font-size=\"{}\" font-weight=\"{}\"{anchor}", number(text.size), text.weight);
    if text.italic {
        style.push_str(" font-style=\"italic\"");
    }
    if text.tracking != 0.0 {
        let _ = write!(style, " letter-spacing=\"{}\"", number(text.tracking));
    }
    if text.angle != 0.0 {
        let _ = write!(style, " transform=\"rotate({} {x} {y})\"", number(text.angle.to_degrees()));
    }
    if let Some((colour, reach)) = text.halo {
        let ink = stroke(Some(Stroke { width: reach * 2.0, colour }));
        let words = escaped(&text.text);
        put!(
            out,
            "<text x=\"{x}\" y=\"{y}\" {style} fill=\"none\"{ink} stroke-linejoin=\"round\" {UNREAD}>{words}</text>"
        );
    }
    put!(out, "<text x=\"{x}\" y=\"{y}\" {style}{}>{}</text>", fill(Some(text.colour)), escaped(&text.text));
}

/// A text along an arc: one element, so that it is found and marked as one word, with a place
/// and a turn for each letter.
fn write_bent(out: &mut String, text: &Text) {
    let letters = text.letters();
    let all = |of: fn(&Letter) -> f32| -> String {
        letters.iter().map(|letter| number(of(letter))).collect::<Vec<_>>().join(" ")
    };
    let (x, y) = (all(|letter| letter.at[0]), all(|letter| letter.at[1]));
    let turns = all(|letter| letter.angle.to_degrees());
    let italic = if text.italic { " font-style=\"italic\"" } else { "" };
    let style = format!("font-size=\"{}\" font-weight=\"{}\"{italic}", number(text.size), text.weight);
    let words = escaped(&text.text);
    let places = format!("x=\"{x}\" y=\"{y}\" rotate=\"{turns}\"");
    if let Some((colour, reach)) = text.halo {
        let ink = stroke(Some(Stroke { width: reach * 2.0, colour }));
        put!(
            out,
            "<text {places} {style} fill=\"none\"{ink} stroke-linejoin=\"round\" {UNREAD}>{words}</text>"
        );
    }
    put!(out, "<text {places} {style}{}>{words}</text>", fill(Some(text.colour)));
}

/// A number with at most two decimals and no trailing zeros.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b)
}

fn opacity(name: &str, colour: Colour) -> String {
    if colour.a == 255 {
        String::new()
    } else {
        format!(" {name}-opacity=\"{:.3}\"", f32::from(colour.a) / 255.0)
    }
}

fn fill(colour: Option<Colour>) -> String {
    colour.map_or(" fill=\"none\"".to_owned(), |colour| {
        format!(" fill=\"{}\"{}", hex(colour), opacity("fill", colour))
    })
}

fn stroke(stroke: Option<Stroke>) -> String {
    stroke.map_or(String::new(), |Stroke { width, colour }| {
        format!(" stroke=\"{}\" stroke-width=\"{}\"{}", hex(colour), number(width), opacity("stroke", colour))
    })
}

fn path(points: impl Iterator<Item = Spot>, closed: bool) -> String {
    let mut path = String::new();
    for (at, [x, y]) in points.enumerate() {
        let _ = write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, number(x), number(y));
    }
    if closed {
        path.push('Z');
    }
    path
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_with_its_halo_below() {
        let mut drawing = Drawing::new([100.0, 50.0]);
        let mut text = Text::new([4.0, 20.5], "R & D <", 12.0, 600, Colour::hex(0x11_2233));
        text.halo = Some((Colour::hex(0xFF_FFFF), 1.6));
        drawing.text(text);
        let svg = svg(&drawing);
        let halo = svg.lines().find(|line| line.contains("stroke-width=\"3.2\"")).unwrap();
        assert!(halo.contains("aria-hidden=\"true\"") && svg.contains(".halo{user-select:none"), "{svg}");
        assert_eq!(svg.matches("aria-hidden").count(), 1, "and the letters are read: {svg}");
        assert!(svg.contains("<text x=\"4\" y=\"20.5\" font-size=\"12\" font-weight=\"600\" fill=\"#112233\">R &amp; D &lt;</text>"), "{svg}");
    }

    #[test]
    fn a_bent_text_is_one_word_with_a_place_and_a_turn_for_each_letter() {
        let mut drawing = Drawing::new([100.0, 50.0]);
        let text = Text::new([50.0, 25.0], "Десна", 10.0, 400, Colour::hex(0x11_2233));
        drawing.text(Text { bend: 0.01, anchor: Anchor::Middle, italic: true, ..text });
        let svg = svg(&drawing);
        assert_eq!(svg.matches(">Десна</text>").count(), 1, "{svg}");
        let list = |name: &str| {
            let from = svg.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
            svg[from..]
                .split('"')
                .next()
                .unwrap()
                .split(' ')
                .map(|n| n.parse::<f32>().unwrap())
                .collect::<Vec<_>>()
        };
        let (x, turns) = (list("x"), list("rotate"));
        assert_eq!((x.len(), turns.len()), (5, 5), "{svg}");
        assert!(x.windows(2).all(|pair| pair[0] < pair[1]) && turns[0] < 0.0 && turns[4] > 0.0, "{svg}");
    }
}

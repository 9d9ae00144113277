//! Text: paragraphs of runs, in the weights of Inter.

use std::fmt::Write as _;

use super::theme::Tones;
use super::xml::{emu, escaped, points};
use crate::scene::{Anchor, Colour};

/// Inter's ascender above the baseline and the height of its line, in ems, as
/// the font says: where the first baseline of a box lies.
pub const ASCENT: f32 = 1984.0 / 2048.0;

/// The height of a line in ems.
pub const LINE: f32 = 2478.0 / 2048.0;

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// The em in pixels of the grid.
    pub size: f32,
    /// 400 to 700.
    pub weight: u16,
    /// Upright or italic.
    pub italic: bool,
    /// The ink.
    pub colour: Colour,
    /// Added after each letter, in pixels.
    pub tracking: f32,
}

impl Face {
    /// Upright letters of no great weight.
    pub const fn plain(size: f32, colour: Colour) -> Self {
        Self { size, weight: 400, italic: false, colour, tracking: 0.0 }
    }

    /// A run of the deck in a size.
    pub const fn of(run: &crate::brief::deck::Run, size: f32) -> Self {
        Self { size, weight: run.weight, italic: run.italic, colour: run.colour, tracking: 0.0 }
    }
}

/// Letters of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What is written.
    pub text: String,
    /// How.
    pub face: Face,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// The runs.
    pub runs: Vec<Run>,
    /// To which side it is set.
    pub align: Anchor,
    /// Space above it, in pixels.
    pub before: f32,
    /// The height of its lines, in shares of the font's own.
    pub leading: f32,
    /// How far its text begins to the right, in pixels.
    pub indent: f32,
    /// The ink of a dash in front of it.
    pub dash: Option<Colour>,
}

impl Paragraph {
    /// One line in one look.
    pub fn of(text: impl Into<String>, face: Face) -> Self {
        let runs = vec![Run { text: text.into(), face }];
        Self { runs, ..Self::empty() }
    }

    /// A paragraph with nothing in it.
    pub const fn empty() -> Self {
        Self { runs: Vec::new(), align: Anchor::Start, before: 0.0, leading: 1.0, indent: 0.0, dash: None }
    }

    /// The same, set to a side.
    #[must_use]
    pub fn to(mut self, align: Anchor) -> Self {
        self.align = align;
        self
    }
}

/// The font's name for a weight, and whether it is that font's bold. Inter's
/// middle weights are families of their own, in files as in office programs.
pub const fn family(weight: u16) -> (&'static str, bool) {
    match weight {
        0..450 => ("+mn-lt", false),
        450..550 => ("Inter Medium", false),
        550..650 => ("Inter SemiBold", false),
        _ => ("+mn-lt", true),
    }
}

/// The inside of `a:rPr`, `a:defRPr` and `a:endParaRPr`.
pub fn face(element: &str, language: &str, face: &Face, tones: &Tones) -> String {
    let (family, bold) = family(face.weight);
    let mut out = format!("<a:{element}");
    if !language.is_empty() {
        let _ = write!(out, " lang=\"{language}\"");
    }
    let _ =
        write!(out, " sz=\"{}\" b=\"{}\" i=\"{}\"", points(face.size), u8::from(bold), u8::from(face.italic));
    if face.tracking != 0.0 {
        let _ = write!(out, " spc=\"{}\"", points(face.tracking));
    }
    if element != "defRPr" {
        out.push_str(" dirty=\"0\"");
    }
    let _ = write!(
        out,
        ">{}<a:latin typeface=\"{family}\"/><a:ea typeface=\"{family}\"/><a:cs typeface=\"{family}\"/></a:{element}>",
        tones.fill(face.colour)
    );
    out
}

/// Paragraphs as the inside of a text body; there is always one.
pub fn paragraphs(all: &[Paragraph], language: &str, tones: &Tones) -> String {
    let mut out = String::new();
    for paragraph in all {
        let side = match paragraph.align {
            Anchor::Start => "l",
            Anchor::Middle => "ctr",
            Anchor::End => "r",
        };
        let (margin, hang) =
            (emu(paragraph.indent), if paragraph.dash.is_some() { -emu(paragraph.indent) } else { 0 });
        let _ = write!(out, "<a:p><a:pPr marL=\"{margin}\" indent=\"{hang}\" algn=\"{side}\">");
        let leading = (f64::from(paragraph.leading) * 100_000.0).round() as i64;
        let _ = write!(out, "<a:lnSpc><a:spcPct val=\"{leading}\"/></a:lnSpc>");
        let before = points(paragraph.before);
        let _ = write!(
            out,
            "<a:spcBef><a:spcPts val=\"{before}\"/></a:spcBef>{}</a:pPr>",
            bullet(paragraph.dash, tones)
        );
        for run in &paragraph.runs {
            let look = face("rPr", language, &run.face, tones);
            // A line break inside a run is an element of its own.
            for (at, line) in run.text.split('\n').enumerate() {
                if at > 0 {
                    let _ = write!(out, "<a:br>{look}</a:br>");
                }
                if !line.is_empty() {
                    let _ = write!(out, "<a:r>{look}<a:t>{}</a:t></a:r>", escaped(line));
                }
            }
        }
        if let Some(run) = paragraph.runs.last() {
            out += &face("endParaRPr", language, &run.face, tones);
        }
        out.push_str("</a:p>");
    }
    if all.is_empty() { "<a:p/>".to_owned() } else { out }
}

fn bullet(dash: Option<Colour>, tones: &Tones) -> String {
    dash.map_or("<a:buNone/>".to_owned(), |ink| {
        format!(
            "<a:buClr>{}</a:buClr><a:buFont typeface=\"Inter\"/><a:buChar char=\"–\"/>",
            tones.ink_of(ink)
        )
    })
}

/// `a:bodyPr` of a box without insets that keeps its size.
pub fn body(wrap: bool, anchor: &str, insets: [f32; 4]) -> String {
    let [left, top, right, bottom] = insets.map(emu);
    let wrap = if wrap { "square" } else { "none" };
    format!(
        "<a:bodyPr wrap=\"{wrap}\" lIns=\"{left}\" tIns=\"{top}\" rIns=\"{right}\" bIns=\"{bottom}\" rtlCol=\"0\" anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr>"
    )
}

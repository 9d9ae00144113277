//! The pen of a page: texts by their ends, swatches, marks, and what it finds wrong.

use crate::brief::deck::{Align, Badge, Fill, Pattern, Run, SHEET};
use crate::brief::measure::{self, MIDDLE};
use crate::scene::crowd::Frame;
use crate::scene::look::Hatch;
use crate::scene::{Anchor, Colour, Drawing, Spot, Stroke, Text, faces, hatch};

/// What is wrong with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A text is wider than its place.
    TooWide,
    /// There is more than its place holds.
    Overflow,
    /// Two texts lie over each other.
    Overlap,
    /// A text is smaller than 24.
    TooSmall,
    /// Something lies outside the sheet.
    OffSheet,
    /// A layer that the map should show is not open.
    Absent,
}

/// Something wrong on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The page, by its id.
    pub page: String,
    /// The block, by its name.
    pub block: String,
    /// The kind.
    pub fault: Fault,
    /// What it is, as a sentence without a full stop.
    pub what: String,
}

impl Finding {
    /// The way out.
    pub const fn hint(&self) -> &'static str {
        match self.fault {
            Fault::Absent => {
                "Open the layer over the map, or give its file with --layer; or make the slide from a view without it."
            }
            _ => "Shorten it, or give it more room.",
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "slide {}, {}: {}", self.page, self.block, self.what)
    }
}

/// The distance between the lines of a hatch, and their width.
const PITCH: f32 = 8.0;
const HATCH: f32 = 1.6;

pub(super) struct Pen {
    pub drawing: Drawing,
    pub findings: Vec<Finding>,
    pub block: String,
    page: String,
}

impl Pen {
    pub fn new(page: &str) -> Self {
        Self {
            drawing: Drawing::new(SHEET),
            findings: Vec::new(),
            block: String::new(),
            page: page.to_owned(),
        }
    }

    pub fn finding(&mut self, fault: Fault, what: String) {
        self.findings.push(Finding { page: self.page.clone(), block: self.block.clone(), fault, what });
    }

    /// A text that begins at a point of its baseline.
    pub fn text(&mut self, at: Spot, text: &str, size: f32, weight: u16, colour: Colour) {
        self.drawing.text(Text::new(at, text, size, weight, colour));
    }

    /// A text that ends at a point of its baseline.
    pub fn end(&mut self, at: Spot, text: &str, size: f32, weight: u16, colour: Colour) {
        let text = Text { anchor: Anchor::End, ..Text::new(at, text, size, weight, colour) };
        self.drawing.text(text);
    }

    /// A text in the middle of which a point of its baseline stands.
    pub fn middle(&mut self, at: Spot, text: &str, size: f32, weight: u16, colour: Colour) {
        let text = Text { anchor: Anchor::Middle, ..Text::new(at, text, size, weight, colour) };
        self.drawing.text(text);
    }

    /// A run that begins at a point of its baseline.
    pub fn run(&mut self, at: Spot, run: &Run, size: f32) {
        let italic = run.italic;
        let text = Text { italic, ..Text::new(at, run.text.as_str(), size, run.weight, run.colour) };
        self.drawing.text(text);
    }

    /// Runs one after the other between two edges.
    pub fn line(&mut self, [left, right]: [f32; 2], baseline: f32, runs: &[Run], size: f32, align: Align) {
        let wide = measure::runs_width(runs, size);
        if wide > right - left + 0.5 {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            self.finding(Fault::TooWide, format!("“{text}” is wider than its place"));
        }
        let mut x = match align {
            Align::Start => left,
            Align::Middle => (left + right - wide) / 2.0,
            Align::End => right - wide,
        };
        // A single run is anchored where it belongs, so that another renderer's
        // widths do not move its end.
        if let ([run], Align::End | Align::Middle) = (runs, align) {
            let (anchor, at) = match align {
                Align::End => (Anchor::End, right),
                _ => (Anchor::Middle, f32::midpoint(left, right)),
            };
            let text = Text {
                anchor,
                italic: run.italic,
                ..Text::new([at, baseline], run.text.as_str(), size, run.weight, run.colour)
            };
            self.drawing.text(text);
            return;
        }
        for run in runs {
            let wide = |text: &str| faces::width(text, size, run.weight, run.italic, 0.0);
            // A space at the beginning of a text is lost where it is drawn.
            let text = run.text.trim_start_matches(' ');
            let before = wide(&run.text) - wide(text);
            self.run([x + before, baseline], &Run { text: text.to_owned(), ..run.clone() }, size);
            x += wide(&run.text);
        }
    }

    /// A disc with its letter.
    pub fn badge(&mut self, at: Spot, badge: &Badge) {
        self.drawing.disc(at, 19.0, Some(badge.fill), None);
        let size: f32 = if badge.letter.chars().count() > 1 { 20.0 } else { 24.0 };
        self.middle([at[0], size.mul_add(MIDDLE, at[1])], &badge.letter, size, 700, badge.ink);
    }

    /// A square sample of a fill.
    pub fn swatch(&mut self, at: Spot, side: f32, fill: Fill) {
        self.filled([at[0], at[1], at[0] + side, at[1] + side], fill);
    }

    /// A rectangle in a fill: left, top, right, bottom.
    pub fn filled(&mut self, [left, top, right, bottom]: [f32; 4], fill: Fill) {
        if right <= left || bottom <= top {
            return;
        }
        self.drawing.rect([left, top], [right, bottom], 0.0, Some(fill.ground), None);
        let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        self.hatched(&ring, fill);
        if fill.outlined {
            let stroke = Stroke { width: 1.5, colour: fill.ink };
            let inside = 0.75;
            self.drawing.rect(
                [left + inside, top + inside],
                [right - inside, bottom - inside],
                0.0,
                None,
                Some(stroke),
            );
        }
    }

    /// The pattern of a fill inside a ring.
    pub fn hatched(&mut self, ring: &[Spot], fill: Fill) {
        let lines = |angle| Hatch::Lines { angle, spacing: PITCH, width: HATCH, alpha: 1.0, pair: None };
        let pattern = match fill.pattern {
            Pattern::Solid => return,
            Pattern::Rising => lines(45.0),
            Pattern::Falling => lines(-45.0),
            Pattern::Upright => lines(90.0),
            Pattern::Level => lines(0.0),
            Pattern::Dots => Hatch::Dots { angle: 0.0, spacing: PITCH, radius: 1.6, alpha: 1.0 },
        };
        let spots = || ring.iter().copied();
        let least = spots().fold([f32::INFINITY; 2], |a, b| [a[0].min(b[0]), a[1].min(b[1])]);
        let most = spots().fold([f32::NEG_INFINITY; 2], |a, b| [a[0].max(b[0]), a[1].max(b[1])]);
        let window = Frame { min: least, max: most };
        hatch::draw(&[ring.to_vec()], &window, [0.0; 2], pattern, fill.ink, &mut self.drawing);
    }

    /// The mark at a central value: 6 × 40 with a casing.
    pub fn mark(&mut self, at: Spot, ink: Colour, casing: Colour) {
        let half = [3.0, 20.0];
        let by = 1.5;
        self.drawing.rect(
            [at[0] - half[0] - by, at[1] - half[1] - by],
            [at[0] + half[0] + by, at[1] + half[1] + by],
            0.0,
            Some(casing),
            None,
        );
        self.drawing.rect(
            [at[0] - half[0], at[1] - half[1]],
            [at[0] + half[0], at[1] + half[1]],
            0.0,
            Some(ink),
            None,
        );
    }
}

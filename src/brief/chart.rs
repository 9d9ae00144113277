//! Charts as data: ranges, a stacked column, steps in time, and bars.
//!
//! A chart says where on the sheet its axis lies ([`Axis`]) and where its rows
//! stand, so that a native chart and shapes beside it meet.

use super::deck::{Badge, Fill};
use crate::scene::look::Colour;

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Bars from low to high with a mark at the central case, and single values below.
    Ranges(Ranges),
    /// One column whose segments add up to the whole: the legend of the map beside it.
    Stack(Stack),
    /// Stepped areas over time, above zero and below.
    Steps(Steps),
    /// Level bars, longest first.
    Bars(Bars),
}

/// A scale of values along pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The value at the first pixel, and at the last.
    pub values: [f64; 2],
    /// The first pixel and the last, on the sheet: from the left for a level
    /// axis, from the top for an upright one.
    pub pixels: [f32; 2],
    /// Values with a gridline and a label.
    pub ticks: Vec<Tick>,
}

impl Axis {
    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f32 {
        let [low, high] = self.values;
        let [from, to] = self.pixels;
        let share = if high == low { 0.0 } else { (value - low) / (high - low) };
        from + (to - from) * share as f32
    }
}

/// A labelled value of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub value: f64,
    /// What is written.
    pub label: String,
}

/// Bars with ranges. Text of the columns, left to right: name, central, low – high; then the plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// What all values count: "troops deployed".
    pub unit: String,
    /// Heads of the columns "central" and "low – high", in grey over the first group.
    pub heads: [String; 2],
    /// Left end of the names without a badge; with one they begin 48 further right.
    pub name_x: f32,
    /// Right end of the column of central values.
    pub central_x: f32,
    /// Right end of the column of ranges.
    pub range_x: f32,
    /// The value axis, level.
    pub axis: Axis,
    /// Where the axis line begins and ends from the top.
    pub plot: [f32; 2],
    /// The baseline of the tick labels.
    pub ticks_y: f32,
    /// Rows under heads.
    pub groups: Vec<RangeGroup>,
    /// A column behind all rows: the plan's span carried down.
    pub shade: Option<Shade>,
    /// One line of key below.
    pub key: Option<Key>,
    /// Ink of marks and names.
    pub ink: Colour,
    /// Grey of ranges, notes and ticks.
    pub grey: Colour,
    /// Gridlines.
    pub hairline: Colour,
    /// Casing of the central marks.
    pub casing: Colour,
}

/// Rows under a head.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeGroup {
    /// The head, 26/600, with the baseline it stands on; empty for none.
    pub head: (String, f32),
    /// The rows from the top.
    pub rows: Vec<RangeRow>,
    /// A rule over the group, from the margin to the end of the axis, at this height.
    pub rule: Option<f32>,
}

/// A row: what it is, its numbers in words, and its mark on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeRow {
    /// The middle of the row from the top.
    pub y: f32,
    /// The zone's badge.
    pub badge: Option<Badge>,
    /// Whose value it is.
    pub name: String,
    /// The central value as it is written; empty for none.
    pub central: String,
    /// The range as it is written; empty for none.
    pub range: String,
    /// Whether the row is a total: 26/700, its range in the mark's colour.
    pub total: bool,
    /// The mark.
    pub mark: RangeMark,
    /// A short note beside the mark, in grey.
    pub note: String,
    /// Where the note begins (or ends, if `note_left`).
    pub note_x: f32,
    /// Whether the note stands at the left of the mark.
    pub note_left: bool,
}

/// How a row is marked on the axis.
#[derive(Clone, Debug, PartialEq)]
pub enum RangeMark {
    /// A bar 26 high: filled to the low value, tinted on to the high one, an ink mark at the central.
    Bar {
        /// The low value.
        low: f64,
        /// The central value.
        central: f64,
        /// The high value.
        high: f64,
        /// From zero to low, and the outline of the rest.
        fill: Colour,
        /// From low to high.
        tint: Colour,
    },
    /// The plan: a thin line from all lows to all highs with ticks at its ends, a block where a
    /// narrower span is known, a mark at the central.
    Total {
        /// The lower and the upper end of the block.
        block: Option<[f64; 2]>,
        /// The central value.
        central: f64,
        /// The ends of the thin line.
        whisker: [f64; 2],
        /// The block.
        fill: Colour,
    },
    /// One value: a dot of radius 10.
    Dot(f64, Colour),
    /// A range: a capsule 18 high.
    Capsule([f64; 2], Colour),
    /// At least so many: a dot and a chevron.
    AtLeast(f64, Colour),
}

/// A column behind the rows of a chart, or the dashed line alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// From this value to that, where a narrower span is known.
    pub from_to: Option<[f64; 2]>,
    /// A dashed line at this value.
    pub at: f64,
    /// Its colour (already as light as it is to be).
    pub fill: Colour,
    /// The dashed line.
    pub line: Colour,
}

/// One line of key: samples as drawn, each with words after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The baseline.
    pub y: f32,
    /// Left end.
    pub x: f32,
    /// Sample and words.
    pub entries: Vec<(KeyMark, String)>,
}

/// A sample of a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyMark {
    /// A bar with its mark: low, tint, ink.
    Bar {
        /// The solid part.
        fill: Colour,
        /// The light part.
        tint: Colour,
    },
    /// A swatch 20 wide.
    Swatch(Fill),
    /// Nothing: the words stand alone.
    None,
}

/// One column whose segments add up to the whole. Its height is the total.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// "Need, deployed": 26/600, over the column.
    pub head: String,
    /// "central (low – high)": grey, below the head.
    pub note: String,
    /// What all values count.
    pub unit: String,
    /// Left, top, width and height of the column on the sheet.
    pub column: [f32; 4],
    /// The segments from the top.
    pub segments: Vec<Segment>,
    /// "All zones", its number and what stands below on the left and on the right.
    pub total: [String; 4],
    /// The rule over the total, from the top.
    pub total_y: f32,
    /// Ink of heads and numbers.
    pub ink: Colour,
    /// Grey of what is secondary.
    pub grey: Colour,
}

/// A segment of a stacked column with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// "B".
    pub letter: String,
    /// "Deterrent sector", as the label writes it.
    pub name: String,
    /// Its size.
    pub value: f64,
    /// "24 000", right-aligned.
    pub central: String,
    /// Grey lines below the name: "50 km held · 47 %", "(10 000 – 88 000)".
    pub notes: Vec<String>,
    /// The fill, as on the map.
    pub fill: Fill,
    /// The colour of letter and name.
    pub ink: Colour,
    /// The top of its label on the sheet.
    pub label_y: f32,
}

/// Stepped areas over months, above zero and below, each drawn as one shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// What all values count: "troops".
    pub unit: String,
    /// Months, level; a value is the beginning of a month.
    pub months: Axis,
    /// The word at the left of the month labels.
    pub months_word: String,
    /// The baseline of the month labels.
    pub months_y: f32,
    /// Troops, upright: positive above zero.
    pub troops: Axis,
    /// The first month of every series.
    pub first: i32,
    /// Above zero, stacked upwards in this order.
    pub above: Vec<Series>,
    /// Below zero, stacked downwards in this order.
    pub below: Vec<Series>,
    /// A tested alternative above zero: an outline 3.5 wide with a casing of 7.
    pub tested: Option<Series>,
    /// Ink of the zero line.
    pub ink: Colour,
    /// Grey of labels.
    pub grey: Colour,
    /// Gridlines.
    pub hairline: Colour,
    /// The ground it stands on: casings.
    pub ground: Colour,
}

/// A row of values, one a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// "Deployed".
    pub name: String,
    /// One value a month from the first.
    pub values: Vec<f64>,
    /// The fill; the ink alone for an outline.
    pub fill: Fill,
    /// The name's place in the area: left end and baseline; none where there is no room.
    pub label: Option<[f32; 2]>,
    /// The colour of the name.
    pub label_ink: Colour,
}

/// Level bars from zero, one value a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What all values count: "troops a thousand residents".
    pub unit: String,
    /// Left end of the names.
    pub name_x: f32,
    /// Right end of the values.
    pub value_x: f32,
    /// The value axis, level, without labels: the values are written out.
    pub axis: Axis,
    /// The rows from the top.
    pub rows: Vec<Bar>,
    /// Ink of names and values.
    pub ink: Colour,
    /// Grey of notes.
    pub grey: Colour,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The middle of the row from the top.
    pub y: f32,
    /// Whose value it is. A bar without a name belongs to the one above, its value in grey.
    pub name: String,
    /// A note after the name in grey: "2023".
    pub note: String,
    /// The value.
    pub value: f64,
    /// The value as it is written.
    pub label: String,
    /// The fill.
    pub fill: Fill,
    /// Whether it is the plan's own: 600 instead of 500.
    pub own: bool,
}

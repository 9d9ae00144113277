//! Native charts: stacked or single bars and columns with their data, so that a
//! number can be changed in the deck.

use std::fmt::Write as _;

use super::theme::Tones;
use super::workbook::SHEET;
use super::xml::{HEAD, emu, escaped};
use crate::brief::deck::{Fill, Pattern};
use crate::scene::Colour;

/// A number of a chart's workbook.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As it is.
    Number(f64),
    /// A formula, with `#` for its row, and what it gives.
    Formula(String, f64),
    /// An empty cell.
    Nothing,
}

impl Value {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Formula(_, number) => Some(*number),
            Self::Nothing => None,
        }
    }
}

/// How a bar is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inside {
    /// The fill.
    pub fill: Fill,
    /// Width and ink of an outline.
    pub edge: Option<(f32, Colour)>,
}

impl Inside {
    /// A fill as the deck has it; outlined where it says so.
    pub fn of(fill: Fill) -> Self {
        Self { fill, edge: fill.outlined.then_some((1.5, fill.ink)) }
    }
}

/// A series.
#[derive(Clone, Debug, PartialEq)]
pub struct NativeSeries {
    /// Its name.
    pub name: String,
    /// One value a category.
    pub values: Vec<Value>,
    /// How each bar is filled; one for all where there is only one.
    pub insides: Vec<Inside>,
}

/// A chart of bars whose plot fills its frame: axes and labels stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Native {
    /// A short name.
    pub name: String,
    /// What the categories are: "Zone".
    pub category: String,
    /// The names of the categories, from the top or from the left.
    pub categories: Vec<String>,
    /// The series, stacked from zero.
    pub series: Vec<NativeSeries>,
    /// Columns of the workbook that are not drawn.
    pub beside: Vec<(String, Vec<Value>)>,
    /// Whether bars lie rather than stand.
    pub level: bool,
    /// The values at the ends of the plot.
    pub values: [f64; 2],
    /// The gap between two bars as a share of a bar.
    pub gap: f32,
    /// The gap between the bars of one category where they stand side by side,
    /// as a share of a bar; stacked on each other where none.
    pub beside_gap: Option<f32>,
}

/// The chart part; `workbook` is its link.
pub fn chart(native: &Native, tones: &Tones, language: &str, workbook: &str) -> String {
    let direction = if native.level { "bar" } else { "col" };
    let (across, along) = if native.level { ("l", "b") } else { ("b", "l") };
    // Categories are listed from the top, but the axis grows upwards.
    let order = if native.level { "maxMin" } else { "minMax" };
    let series: String =
        native.series.iter().enumerate().map(|(at, one)| series(native, at, one, tones)).collect();
    let gap = (f64::from(native.gap) * 100.0).round().clamp(0.0, 500.0) as i64;
    let [low, high] = native.values;
    let (grouping, overlap) = match native.beside_gap {
        None => ("stacked", 100),
        Some(gap) => ("clustered", -(f64::from(gap) * 100.0).round().clamp(-100.0, 100.0) as i64),
    };
    format!(
        "{HEAD}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:lang val=\"{language}\"/><c:roundedCorners val=\"0\"/>\
         <c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea>\
         <c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/>\
         <c:x val=\"0\"/><c:y val=\"0\"/><c:w val=\"1\"/><c:h val=\"1\"/></c:manualLayout></c:layout>\
         <c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"{gap}\"/><c:overlap val=\"{overlap}\"/><c:axId val=\"111\"/><c:axId val=\"222\"/></c:barChart>\
         <c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"1\"/>\
         <c:axPos val=\"{across}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/><c:crossAx val=\"222\"/><c:crosses val=\"autoZero\"/>\
         <c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>\
         <c:valAx><c:axId val=\"222\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{high}\"/><c:min val=\"{low}\"/></c:scaling>\
         <c:delete val=\"1\"/><c:axPos val=\"{along}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/><c:crossAx val=\"111\"/>\
         <c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
         <c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1200\"><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:pPr>\
         <a:endParaRPr lang=\"{language}\"/></a:p></c:txPr>\
         <c:externalData r:id=\"{workbook}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
}

fn series(native: &Native, at: usize, series: &NativeSeries, tones: &Tones) -> String {
    let rows = native.categories.len();
    let column = letter(at + 1);
    let mut out = format!(
        "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>\
         <c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
        escaped(&series.name)
    );
    let first = series.insides.first();
    out += &first.map_or(String::new(), |inside| shape(inside, tones));
    out.push_str("<c:invertIfNegative val=\"0\"/>");
    for (point, inside) in series.insides.iter().enumerate().skip(1) {
        if Some(inside) != first {
            let _ = write!(
                out,
                "<c:dPt><c:idx val=\"{point}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/>{}</c:dPt>",
                shape(inside, tones)
            );
        }
    }
    let _ = write!(
        out,
        "<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${}</c:f><c:strCache><c:ptCount val=\"{rows}\"/>",
        rows + 1
    );
    for (row, category) in native.categories.iter().enumerate() {
        let _ = write!(out, "<c:pt idx=\"{row}\"><c:v>{}</c:v></c:pt>", escaped(category));
    }
    let _ = write!(
        out,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${}</c:f>\
         <c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{rows}\"/>",
        rows + 1
    );
    for (row, value) in series.values.iter().enumerate() {
        if let Some(number) = value.number().filter(|number| number.is_finite()) {
            let _ = write!(out, "<c:pt idx=\"{row}\"><c:v>{number}</c:v></c:pt>");
        }
    }
    out.push_str("</c:numCache></c:numRef></c:val></c:ser>");
    out
}

/// The letter of a column, counted from 0: A, B, … Z, AA.
fn letter(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.into_iter().collect()
}

fn shape(inside: &Inside, tones: &Tones) -> String {
    let edge = inside.edge.map_or("<a:ln><a:noFill/></a:ln>".to_owned(), |(width, colour)| {
        format!("<a:ln w=\"{}\">{}</a:ln>", emu(width), tones.fill(colour))
    });
    format!("<c:spPr>{}{edge}</c:spPr>", filled(&inside.fill, tones))
}

/// A fill of the deck in the patterns that the format has.
pub fn filled(fill: &Fill, tones: &Tones) -> String {
    if fill.ground.a == 0 && fill.pattern == Pattern::Solid {
        return "<a:noFill/>".to_owned();
    }
    let pattern = match fill.pattern {
        Pattern::Solid => return tones.fill(fill.ground),
        Pattern::Rising => "wdUpDiag",
        Pattern::Falling => "wdDnDiag",
        Pattern::Upright => "vert",
        Pattern::Level => "horz",
        Pattern::Dots => "pct20",
    };
    tones.hatch(pattern, fill.ink, fill.ground)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_workbook() {
        assert_eq!([0, 1, 25, 26, 27, 51, 52].map(letter), ["A", "B", "Z", "AA", "AB", "AZ", "BA"]);
    }
}

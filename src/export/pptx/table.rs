//! Native tables: columns and rows of the deck, rules as borders, and small
//! marks as shapes over the cells.

use std::fmt::Write as _;

use super::canvas::{Canvas, Edge, Outline};
use super::chart::filled;
use super::text::{self, Face, LINE, Paragraph, Run};
use super::xml::emu;
use crate::brief::deck::{Align, Badge, Cell, Ornament, Row, Rule, Table};
use crate::scene::Anchor;

/// The table style without grid and fills, by the name that `PowerPoint` knows it by.
pub const PLAIN: &str = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}";

/// The columns of a native table: those of the deck, the first cut where a rule
/// begins to the right of the table's edge, so that the rule is a border.
struct Grid {
    /// Where the first column is cut.
    cuts: Vec<f32>,
    widths: Vec<f32>,
}

impl Grid {
    fn of(table: &Table) -> Self {
        let first = table.columns.first().map_or(0.0, |column| column.width);
        let mut cuts: Vec<f32> = table
            .rows
            .iter()
            .filter_map(|row| row.rule)
            .map(|rule| rule.inset)
            .filter(|inset| *inset > 0.0 && *inset < first)
            .collect();
        cuts.sort_by(f32::total_cmp);
        cuts.dedup();
        let ends = cuts.iter().copied().chain([first]);
        let starts = [0.0].into_iter().chain(cuts.iter().copied());
        let mut widths: Vec<f32> = starts.zip(ends).map(|(from, to)| to - from).collect();
        widths.extend(table.columns.iter().skip(1).map(|column| column.width));
        Self { cuts, widths }
    }

    /// Over how many native columns a cell stands.
    fn span(&self, column: usize, span: usize) -> usize {
        if column == 0 { span + self.cuts.len() } else { span }
    }
}

/// A cell with its place: text from here on, and borders above and below.
struct Place<'a> {
    cell: &'a Cell,
    /// The size of its letters, and the height of its row.
    size: [f32; 2],
    span: usize,
    margins: [f32; 2],
    align: Align,
    above: Option<Rule>,
    below: Option<Rule>,
}

/// Puts a table on the slide, then its marks.
pub fn table(canvas: &mut Canvas, name: &str, alt: &str, frame: [f32; 4], table: &Table) {
    sized(canvas, name, alt, frame, (table, &[]));
}

/// A table with the size of its letters row by row; where none is said, the table's.
pub fn sized(canvas: &mut Canvas, name: &str, alt: &str, frame: [f32; 4], (table, sizes): (&Table, &[f32])) {
    let grid = Grid::of(table);
    let mut inside = format!(
        "<a:tbl><a:tblPr firstRow=\"{}\"><a:tableStyleId>{PLAIN}</a:tableStyleId></a:tblPr><a:tblGrid>",
        u8::from(table.heads > 0)
    );
    for width in &grid.widths {
        let _ = write!(inside, "<a:gridCol w=\"{}\"/>", emu(*width));
    }
    inside.push_str("</a:tblGrid>");
    let mut above = None;
    for (at, row) in table.rows.iter().enumerate() {
        let _ = write!(inside, "<a:tr h=\"{}\">", emu(row.height));
        let size = sizes.get(at).copied().unwrap_or(table.size);
        inside += &cells(canvas, (table, size), &grid, row, above);
        inside.push_str("</a:tr>");
        above = row.rule;
    }
    inside.push_str("</a:tbl>");
    let height = table.rows.iter().map(|row| row.height).sum();
    let width = grid.widths.iter().sum();
    canvas.graphic(name, alt, [frame[0], frame[1], width, height], "table", &inside);
    ornaments(canvas, name, frame, table);
}

fn cells(
    canvas: &Canvas,
    (table, size): (&Table, f32),
    grid: &Grid,
    row: &Row,
    above: Option<Rule>,
) -> String {
    let mut out = String::new();
    let mut column = 0;
    for cell in &row.cells {
        let span = cell.span.max(1);
        let last = (column + span).min(table.columns.len());
        let (Some(first), Some(end)) = (table.columns.get(column), table.columns.get(last.wrapping_sub(1)))
        else {
            break;
        };
        let left = first.pad[0] + cell.indent;
        let mut place = Place {
            cell,
            size: [size, row.height],
            span: grid.span(column, last - column),
            margins: [left, end.pad[1]],
            align: cell.align.unwrap_or(first.align),
            above: above.map(|rule| Rule { inset: 0.0, ..rule }),
            below: row.rule.map(|rule| Rule { inset: 0.0, ..rule }),
        };
        if column == 0 {
            out += &before_inset(canvas, grid, row, above, &mut place, table);
        }
        out += &written(canvas, table, &place);
        column = last;
    }
    // A row that says less than the table has columns ends with an empty cell.
    if column < table.columns.len() {
        let cell = Cell::empty();
        let place = Place {
            cell: &cell,
            size: [size, row.height],
            span: grid.span(column, table.columns.len() - column),
            margins: [0.0; 2],
            align: Align::Start,
            above,
            below: row.rule,
        };
        out += &written(canvas, table, &place);
    }
    out
}

/// The empty cells left of where the row's rule begins, taken from its first cell.
fn before_inset(
    canvas: &Canvas,
    grid: &Grid,
    row: &Row,
    above: Option<Rule>,
    place: &mut Place,
    table: &Table,
) -> String {
    let inset = row.rule.map_or(0.0, |rule| rule.inset);
    let Some(cut) = grid.cuts.iter().position(|cut| *cut == inset) else { return String::new() };
    if place.cell.ornament.is_some() || place.margins[0] < inset || place.align != Align::Start {
        return String::new();
    }
    let empty = Cell::empty();
    let reaches = above.is_some_and(|rule| rule.inset == 0.0);
    let left = Place {
        cell: &empty,
        size: place.size,
        span: cut + 1,
        margins: [0.0; 2],
        align: Align::Start,
        above: if reaches { place.above } else { None },
        below: None,
    };
    place.span -= cut + 1;
    place.margins[0] -= inset;
    written(canvas, table, &left)
}

fn written(canvas: &Canvas, table: &Table, place: &Place) -> String {
    let Place { cell, size, span, margins: [left, right], align, above, below } = place;
    let merged = if *span > 1 { format!(" gridSpan=\"{span}\"") } else { String::new() };
    let paragraph = paragraph(canvas, table, (cell, *size), *align);
    let inside = text::paragraphs(&[paragraph], canvas.language, canvas.tones);
    let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    let rule = |side: &str, rule: &Option<Rule>| match rule {
        None => none(side),
        Some(rule) => format!(
            "<a:{side} w=\"{}\" cap=\"flat\" cmpd=\"sng\" algn=\"ctr\">{}<a:prstDash val=\"solid\"/></a:{side}>",
            emu(rule.width),
            canvas.tones.fill(rule.colour)
        ),
    };
    let mut out = format!(
        "<a:tc{merged}><a:txBody><a:bodyPr/><a:lstStyle/>{inside}</a:txBody>\
         <a:tcPr marL=\"{}\" marR=\"{}\" marT=\"0\" marB=\"0\" anchor=\"ctr\">{}{}{}{}<a:noFill/></a:tcPr></a:tc>",
        emu(*left),
        emu(*right),
        none("lnL"),
        none("lnR"),
        rule("lnT", above),
        rule("lnB", below),
    );
    for _ in 1..*span {
        out.push_str(
            "<a:tc hMerge=\"1\"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>",
        );
    }
    out
}

/// The lines of a cell, broken where the deck breaks them.
fn paragraph(
    canvas: &Canvas,
    table: &Table,
    (cell, [size, height]): (&Cell, [f32; 2]),
    align: Align,
) -> Paragraph {
    let mut runs: Vec<Run> = Vec::new();
    for (at, line) in cell.lines.iter().enumerate() {
        for (piece, run) in line.iter().enumerate() {
            let broken = if at > 0 && piece == 0 { "\n" } else { "" };
            let text = format!("{broken}{}", run.text);
            runs.push(Run { text, face: Face::of(run, size) });
        }
    }
    let mut lines = cell.lines.len();
    if let (Some(Ornament::Scale { .. }), Some(last)) = (&cell.ornament, runs.last_mut()) {
        // The blocks stand where a second line would.
        last.text.push('\n');
        lines += 1;
    }
    if runs.is_empty() {
        // An empty cell is as high as its letters would be: never higher than its row.
        let least = if height < 2.0 * size { 2.0 } else { size };
        runs.push(Run { text: String::new(), face: canvas.face(least.min(height / LINE).max(2.0)) });
    }
    let leading = if lines > 1 { table.leading / (LINE * size) } else { 1.0 };
    Paragraph { runs, leading, ..Paragraph::empty() }.to(anchor(align))
}

/// Where text stands, in the words of the drawing.
pub const fn anchor(align: Align) -> Anchor {
    match align {
        Align::Start => Anchor::Start,
        Align::Middle => Anchor::Middle,
        Align::End => Anchor::End,
    }
}

/// Badges, swatches, bars and scales over the cells, as one group.
fn ornaments(canvas: &mut Canvas, name: &str, frame: [f32; 4], table: &Table) {
    let height = table.rows.iter().map(|row| row.height).sum();
    canvas.begin_group(&format!("{name}, marks"), "", [frame[0], frame[1], frame[2], height]);
    let mut top = frame[1];
    for row in &table.rows {
        let (mut column, mut left) = (0, frame[0]);
        for cell in &row.cells {
            let columns = table.columns.iter().skip(column).take(cell.span.max(1));
            let width: f32 = columns.map(|column| column.width).sum();
            let last = table.columns.get(column + cell.span.max(1) - 1);
            let pads = [
                table.columns.get(column).map_or(0.0, |column| column.pad[0]),
                last.map_or(0.0, |column| column.pad[1]),
            ];
            if let Some(ornament) = &cell.ornament {
                let middle = top + row.height / 2.0;
                let inner = [left + pads[0], middle, width - pads[0] - pads[1]];
                ornament_at(canvas, ornament, inner, cell, table);
            }
            column += cell.span.max(1);
            left += width;
        }
        top += row.height;
    }
    canvas.end_group();
}

fn ornament_at(
    canvas: &mut Canvas,
    ornament: &Ornament,
    [left, y, width]: [f32; 3],
    cell: &Cell,
    table: &Table,
) {
    match ornament {
        Ornament::Badge(mark) => badge(canvas, mark, [left + 19.0, y]),
        Ornament::Swatch(fill) => {
            let inside = filled(fill, canvas.tones);
            let edge = fill.outlined.then_some(Edge::solid(1.5, fill.ink));
            canvas.shape("Swatch", Outline::Rect, [left, y - 10.0, 20.0, 20.0], &inside, edge);
        }
        Ornament::Bar { share, fill } => {
            let inside = filled(fill, canvas.tones);
            let edge = fill.outlined.then_some(Edge::solid(1.5, fill.ink));
            // Somebody is there: never nothing to see.
            let long = if *share > 0.0 { (share.clamp(0.0, 1.0) * width).max(2.0) } else { return };
            canvas.shape("Bar", Outline::Rect, [left, y - 11.0, long, 22.0], &inside, edge);
        }
        Ornament::Scale { level, of, on, off } => {
            for block in 0..*of {
                let colour = if block < *level { *on } else { *off };
                let x = left + cell.indent + 48.0 * block as f32;
                let middle = y + table.leading * cell.lines.len() as f32 / 2.0;
                canvas.rect("Block", [x, middle - 6.0, 42.0, 12.0], colour);
            }
        }
    }
}

/// A badge: a disc with its letter, about a point.
pub fn badge(canvas: &mut Canvas, badge: &Badge, [x, y]: [f32; 2]) {
    let size = if badge.letter.chars().count() > 1 { 20.0 } else { 24.0 };
    let face = Face { weight: 700, colour: badge.ink, ..canvas.face(size) };
    let letter = Paragraph::of(badge.letter.clone(), face).to(Anchor::Middle);
    canvas.badge("Badge", [x - 19.0, y - 19.0, 38.0, 38.0], badge.fill, &letter);
}

//! Tables: rows of cells, ornaments and rules.

use super::pen::{Fault, Pen};
use crate::brief::measure::MIDDLE;
use crate::brief::table::{Cell, Column, Ornament, Row, Table};

pub(super) fn paint(table: &Table, [x, y, width, height]: [f32; 4], pen: &mut Pen) {
    let mut top = y;
    for row in &table.rows {
        cells(table, row, [x, top], pen);
        top += row.height;
        if let Some(rule) = row.rule {
            let half = rule.width / 2.0;
            let (left, right) = (x + rule.inset, x + width);
            pen.drawing.rect([left, top - half], [right, top + half], 0.0, Some(rule.colour), None);
        }
    }
    if top > y + height + 1.0 {
        let over = top - y - height;
        pen.finding(Fault::Overflow, format!("the table is {over:.0} too high for its place"));
    }
    let wide: f32 = table.columns.iter().map(|column| column.width).sum();
    if wide > width + 1.0 {
        pen.finding(Fault::TooWide, format!("the columns are {:.0} too wide", wide - width));
    }
}

fn cells(table: &Table, row: &Row, [mut x, top]: [f32; 2], pen: &mut Pen) {
    let mut columns = table.columns.iter();
    for cell in &row.cells {
        let under: Vec<&Column> = columns.by_ref().take(cell.span.max(1)).collect();
        let (Some(first), Some(last)) = (under.first(), under.last()) else {
            pen.finding(Fault::Overflow, "a row has more cells than the table has columns".to_owned());
            return;
        };
        let wide: f32 = under.iter().map(|column| column.width).sum();
        let edges = [x + first.pad[0], x + wide - last.pad[1]];
        paint_cell(table, cell, (edges, [top, row.height]), cell.align.unwrap_or(first.align), pen);
        x += wide;
    }
}

type Place = ([f32; 2], [f32; 2]);

fn paint_cell(
    table: &Table,
    cell: &Cell,
    ([left, right], [top, height]): Place,
    align: crate::brief::deck::Align,
    pen: &mut Pen,
) {
    // A scale stands in the place of a second line.
    let scale = matches!(cell.ornament, Some(Ornament::Scale { .. }));
    let lines = cell.lines.len() + usize::from(scale);
    let first = top + (height - lines as f32 * table.leading) / 2.0;
    let middle_of = |line: usize| (line as f32).mul_add(table.leading, first + table.leading / 2.0);
    if lines as f32 * table.leading > height + 8.0 {
        pen.finding(Fault::Overflow, "a cell has more lines than its row is high".to_owned());
    }
    for (number, runs) in cell.lines.iter().enumerate() {
        let baseline = table.size.mul_add(MIDDLE, middle_of(number));
        pen.line([left + cell.indent, right], baseline, runs, table.size, align);
    }
    let middle = top + height / 2.0;
    match &cell.ornament {
        None => {}
        Some(Ornament::Badge(badge)) => pen.badge([left + 19.0, middle], badge),
        Some(Ornament::Swatch(fill)) => pen.swatch([left, middle - 10.0], 20.0, *fill),
        Some(Ornament::Bar { share, fill }) => {
            let long = (right - left) * share.clamp(0.0, 1.0);
            // Somebody is there: never nothing to see.
            let long = if *share > 0.0 { long.max(2.0) } else { 0.0 };
            pen.filled([left, middle - 11.0, left + long, middle + 11.0], *fill);
        }
        Some(Ornament::Scale { level, of, on, off }) => {
            let middle = middle_of(cell.lines.len());
            for block in 0..*of {
                let at = (block as f32).mul_add(48.0, left + cell.indent);
                let colour = if block < *level { on } else { off };
                pen.drawing.rect([at, middle - 6.0], [at + 42.0, middle + 6.0], 0.0, Some(*colour), None);
            }
        }
    }
}

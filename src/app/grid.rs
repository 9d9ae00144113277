//! Tables of the sheets: columns that share the width, cells of a line or several, long words cut
//! with a tip that has the whole, and one sentence a row for a screen reader.

use egui::{Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ink::{self, Pen, pen};
use super::theme::{colour32, font};
use crate::plan;
use crate::scene::look::{Colour, Look};
use crate::source::Basis;

/// Room between two columns.
const GUTTER: f32 = 14.0;

/// Room above and below the text of a row.
const PADDING: f32 = 7.0;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    note: String,
    share: f32,
    right: bool,
}

impl Column {
    /// A column of words, with its share of the width.
    pub fn words(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), note: String::new(), share, right: false }
    }

    /// A column of numbers, which stand at the right.
    pub fn numbers(title: impl Into<String>, share: f32) -> Self {
        Self { right: true, ..Self::words(title, share) }
    }

    /// With a second line in the head, such as the kind of number.
    #[must_use]
    pub fn of(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// What stands before the words of a cell.
#[derive(Clone, Copy, Debug)]
enum Mark {
    None,
    Badge(plan::Role),
    Swatch(Colour),
}

#[derive(Clone, Debug)]
struct Line {
    text: String,
    pen: Pen,
    wrapped: bool,
}

/// A cell: lines below each other.
#[derive(Clone, Debug)]
pub struct Cell {
    lines: Vec<Line>,
    mark: Mark,
    tip: String,
    chip: Option<(Basis, Option<String>)>,
}

impl Cell {
    /// A cell without words, for a control.
    pub const fn empty() -> Self {
        Self { lines: Vec::new(), mark: Mark::None, tip: String::new(), chip: None }
    }

    /// A cell of one line.
    pub fn new(text: impl Into<String>, pen: Pen) -> Self {
        Self::empty().under(text, pen)
    }

    /// One more line.
    #[must_use]
    pub fn under(mut self, text: impl Into<String>, pen: Pen) -> Self {
        self.lines.push(Line { text: text.into(), pen, wrapped: false });
        self
    }

    /// One more paragraph, broken into as many lines as it takes.
    #[must_use]
    pub fn wrapped(mut self, text: impl Into<String>, pen: Pen) -> Self {
        self.lines.push(Line { text: text.into(), pen, wrapped: true });
        self
    }

    /// With the badge of a role.
    #[must_use]
    pub fn badge(self, role: plan::Role) -> Self {
        Self { mark: Mark::Badge(role), ..self }
    }

    /// With a patch of colour.
    #[must_use]
    pub fn swatch(self, colour: Colour) -> Self {
        Self { mark: Mark::Swatch(colour), ..self }
    }

    /// With words that appear under the pointer.
    #[must_use]
    pub fn tip(self, tip: impl Into<String>) -> Self {
        Self { tip: tip.into(), ..self }
    }

    /// With a chip of what the cell rests on.
    #[must_use]
    pub fn chip(self, basis: Basis, source: Option<&str>) -> Self {
        Self { chip: Some((basis, source.map(str::to_owned))), ..self }
    }

    const fn indent(&self) -> f32 {
        match self.mark {
            Mark::None => 0.0,
            Mark::Badge(_) => 28.0,
            Mark::Swatch(_) => 18.0,
        }
    }

    fn height(&self, ui: &Ui, width: f32) -> f32 {
        let room = width - self.indent();
        let lines: f32 = self.lines.iter().map(|line| line.height(ui, room)).sum();
        lines + if self.chip.is_some() { 20.0 } else { 0.0 }
    }
}

impl Line {
    fn height(&self, ui: &Ui, room: f32) -> f32 {
        let single = (self.pen.size * 1.35).ceil();
        if !self.wrapped {
            return single;
        }
        let font = font(self.pen.size, self.pen.weight);
        ui.painter().layout(self.text.clone(), font, Color32::PLACEHOLDER, room).size().y.max(single) + 2.0
    }
}

/// A row that was written.
pub struct Row {
    /// Where its cells stand.
    pub cells: Vec<Rect>,
    /// What the pointer does to it.
    pub response: Response,
}

impl Row {
    /// A place inside a cell for controls, below so many points of it.
    pub fn inside(&self, ui: &mut Ui, cell: usize, below: f32, content: impl FnOnce(&mut Ui)) {
        let Some(rect) = self.cells.get(cell) else { return };
        let room = rect.with_min_y(rect.top() + below);
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(room)
                .id_salt((self.response.id, cell))
                .layout(egui::Layout::top_down(egui::Align::Min)),
        );
        child.set_clip_rect(rect.expand(3.0).intersect(ui.clip_rect()));
        content(&mut child);
    }
}

/// A table: what its rows have in common.
pub struct Table {
    look: Look,
    columns: Vec<(Column, f32, f32)>,
    width: f32,
}

impl Table {
    /// A table over the whole width, less room for a scroll bar.
    pub fn new(ui: &Ui, look: &Look, columns: &[Column]) -> Self {
        let width = ui.available_width() - 10.0;
        let shares: f32 = columns.iter().map(|column| column.share).sum();
        let room = width - GUTTER * (columns.len().max(1) - 1) as f32;
        let mut left = 0.0;
        let columns = columns
            .iter()
            .map(|column| {
                let wide = room * column.share / shares;
                let from = left;
                left += wide + GUTTER;
                (column.clone(), from, from + wide)
            })
            .collect();
        Self { look: look.clone(), columns, width }
    }

    /// The names of the columns, over a strong rule.
    pub fn head(&self, ui: &mut Ui) {
        let noted = self.columns.iter().any(|(column, ..)| !column.note.is_empty());
        let height = if noted { 36.0 } else { 24.0 };
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, height), Sense::hover());
        for (column, from, to) in &self.columns {
            let (x, anchor) =
                if column.right { (to, Align2::RIGHT_CENTER) } else { (from, Align2::LEFT_CENTER) };
            let at = pos2(rect.left() + x, rect.top() + 10.0);
            let title = pen(11.5, 600, self.look.ui.tx2);
            ink::write_within(ui.painter(), at, anchor, &column.title, title, to - from);
            ink::write(
                ui.painter(),
                at + vec2(0.0, 15.0),
                anchor,
                &column.note,
                pen(11.0, 400, self.look.ui.tx3),
            );
        }
        ink::rule(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.5, self.look.ui.line2);
    }

    /// A row, as high as its highest cell; `least` where controls need more.
    pub fn row(&self, ui: &mut Ui, salt: impl egui::AsIdSalt, least: f32, cells: &[Cell]) -> Row {
        self.written(ui, salt, least, cells, false)
    }

    /// The row of the sum.
    pub fn total(&self, ui: &mut Ui, salt: impl egui::AsIdSalt, cells: &[Cell]) -> Row {
        self.written(ui, salt, 0.0, cells, true)
    }

    fn written(
        &self,
        ui: &mut Ui,
        salt: impl egui::AsIdSalt,
        least: f32,
        cells: &[Cell],
        total: bool,
    ) -> Row {
        let places = || std::iter::zip(&self.columns, cells);
        let tallest = places().map(|((_, from, to), cell)| cell.height(ui, to - from)).fold(least, f32::max);
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, tallest + 2.0 * PADDING), Sense::hover());
        let response = ui.interact(rect, ui.scope_id().with(salt), Sense::hover());
        let spoken = spoken(cells);
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken.clone()));
        if total {
            ui.painter().rect_filled(rect, CornerRadius::same(4), colour32(self.look.ui.well));
        } else {
            ink::rule(ui.painter(), rect.left(), rect.right(), rect.bottom() - 0.5, self.look.ui.line);
        }
        let mut rects = Vec::with_capacity(cells.len());
        for (place, ((column, from, to), cell)) in places().enumerate() {
            let inset = if total { 6.0 } else { 0.0 };
            let (from, to) = if column.right { (*from, *to) } else { (from + inset, *to) };
            let place_of = Rect::from_min_max(
                pos2(rect.left() + from, rect.top() + PADDING),
                pos2(
                    rect.left() + to - if column.right { inset.min(4.0) } else { 0.0 },
                    rect.bottom() - PADDING,
                ),
            );
            self.cell(ui, &response, place, place_of, column.right, cell);
            rects.push(place_of);
        }
        Row { cells: rects, response }
    }

    fn cell(&self, ui: &mut Ui, row: &Response, place: usize, rect: Rect, right: bool, cell: &Cell) {
        let mut tip = cell.tip.clone();
        match cell.mark {
            Mark::Badge(role) => {
                let square = Rect::from_min_size(rect.min, vec2(20.0, 20.0));
                ink::badge(ui.painter(), square, role, &self.look);
            }
            Mark::Swatch(colour) => {
                let patch = Rect::from_min_size(rect.min + vec2(0.0, 3.0), vec2(10.0, 10.0));
                ui.painter().rect_filled(patch, CornerRadius::same(2), colour32(colour));
            }
            Mark::None => {}
        }
        let left = rect.left() + cell.indent();
        let room = rect.right() - left;
        let mut y = rect.top();
        for line in &cell.lines {
            let high = line.height(ui, room);
            if line.wrapped {
                let font = font(line.pen.size, line.pen.weight);
                let colour = colour32(line.pen.colour);
                let galley = ui.painter().layout(line.text.clone(), font, colour, room);
                ui.painter().galley(pos2(left, y), galley, colour);
            } else {
                let (x, anchor) =
                    if right { (rect.right(), Align2::RIGHT_CENTER) } else { (left, Align2::LEFT_CENTER) };
                let at = pos2(x, y + high / 2.0);
                ink::write_within(ui.painter(), at, anchor, &line.text, line.pen, room);
                let cut = ink::width(ui.painter(), &line.text, line.pen.size, line.pen.weight) > room;
                if cut && !tip.contains(&line.text) {
                    tip = if tip.is_empty() { line.text.clone() } else { format!("{}\n{tip}", line.text) };
                }
            }
            y += high;
        }
        if let Some((basis, source)) = &cell.chip {
            let wide = ink::chip_width(ui.painter(), *basis, source.as_deref());
            let x = if right { rect.right() } else { left + wide };
            ink::source_chip(ui.painter(), pos2(x, y + 11.0), *basis, source.as_deref(), &self.look);
            if tip.is_empty() {
                tip = format!("{}: {}", basis.letter(), basis.meaning());
            }
        }
        if !tip.is_empty() {
            ui.interact(rect.expand2(vec2(4.0, PADDING)), row.id.with(place), Sense::hover())
                .on_hover_text(tip);
        }
    }
}

/// A row as a sentence.
fn spoken(cells: &[Cell]) -> String {
    let words = cells.iter().flat_map(|cell| &cell.lines).map(|line| line.text.as_str());
    words.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

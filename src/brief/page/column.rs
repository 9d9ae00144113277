//! The column beside the map: need by zone, who sends, the key, notes.

use super::words::{fitted, wrapped};
use super::{Group, Need, Page, people, range};
use crate::plan::zone::Role;
use crate::scene::crowd::Frame;
use crate::scene::faces::{CAPITAL, width};
use crate::scene::furniture::{draw_layer_swatch, draw_swatch};
use crate::scene::{Anchor, Colour, Drawing, Look, Spot, Stroke, Text, hatch};

/// Writes a column from the top down.
struct Column<'a> {
    page: &'a Page,
    look: &'a Look,
    /// Points to a step of the grid; type sizes are in steps.
    unit: f32,
    frame: Frame,
    /// How far down it has come.
    y: f32,
    /// Whether nothing was left out or cut so far.
    whole: bool,
    drawing: &'a mut Drawing,
}

/// Sizes of type in steps of the grid.
mod size {
    pub const HEAD: f32 = 13.0;
    pub const BODY: f32 = 11.0;
    pub const SMALL: f32 = 9.5;
}

/// From row to row, in steps of the grid.
const PITCH: f32 = 16.5;

/// How wide the swatch of a role is, with the gap after it.
const SWATCH: f32 = 34.0;

/// What a column has in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything, from the table down.
    Whole,
    /// The table alone.
    Table,
    /// What stands below the table.
    Rest,
}

/// The most layers in the key: the notes below matter more.
const LAYERS: usize = 5;

/// How much larger type may be than the sheet asks, where the column has room for it.
const LARGER: [f32; 4] = [1.25, 1.16, 1.08, 1.0];

/// Writes parts of a column into boxes, with type as large as everything fits:
/// the same in all of them.
pub fn write(page: &Page, parts: &[(Part, Frame)], unit: f32, look: &Look, drawing: &mut Drawing) {
    for larger in LARGER {
        let (mut own, mut whole) = (Drawing::default(), true);
        for (part, frame) in parts {
            let column = Column {
                page,
                look,
                unit: unit * larger,
                frame: *frame,
                y: frame.min[1],
                whole: true,
                drawing: &mut own,
            };
            whole &= column.write(*part);
        }
        if whole || larger == 1.0 {
            drawing.marks.append(&mut own.marks);
            return;
        }
    }
}

impl Column<'_> {
    /// Writes table, pool, senders and key, and notes as far as there is room;
    /// says whether nothing was left out.
    fn write(mut self, part: Part) -> bool {
        if part != Part::Rest {
            self.table();
        }
        if part != Part::Table {
            self.senders(if part == Part::Rest { 0.0 } else { 20.0 });
            self.key();
            self.notes();
        }
        self.whole && self.room() >= 0.0
    }

    fn left(&self) -> f32 {
        self.frame.min[0]
    }

    fn right(&self) -> f32 {
        self.frame.max[0]
    }

    /// Goes down by steps.
    fn down(&mut self, steps: f32) {
        self.y += steps * self.unit;
    }

    /// How many steps are left below.
    fn room(&self) -> f32 {
        (self.frame.max[1] - self.y) / self.unit
    }

    fn text(&mut self, x: f32, words: &str, (size, weight): (f32, u16), colour: Colour) {
        self.drawing.text(Text::new([x, self.y], words, size * self.unit, weight, colour));
    }

    fn number(&mut self, right: f32, words: &str, (size, weight): (f32, u16), colour: Colour) {
        let text = Text::new([right, self.y], words, size * self.unit, weight, colour);
        self.drawing.text(Text { anchor: Anchor::End, ..text });
    }

    fn rule(&mut self, thick: f32, colour: Colour) {
        let (left, right, y) = (self.left(), self.right(), self.y);
        self.drawing.line(vec![[left, y], [right, y]], thick * self.unit, colour);
    }

    fn head(&mut self, words: &str) {
        self.down(size::HEAD * 0.8);
        self.text(self.left(), words, (size::HEAD, 600), self.look.ui.tx);
    }

    /// Where the central numbers end.
    fn central(&self) -> f32 {
        let high = self.page.total.need.map_or(0.0, |need| width(&range(need), size::BODY, 600, false, 0.0));
        self.right() - (high.max(86.0) + 14.0) * self.unit
    }

    fn table(&mut self) {
        let (central, right) = (self.central(), self.right());
        let tx2 = self.look.ui.tx2;
        self.head("Need, deployed");
        self.number(central, "central", (size::SMALL, 400), tx2);
        self.number(right, "low\u{2009}–\u{2009}high", (size::SMALL, 400), tx2);
        self.down(6.5);
        self.rule(1.2, self.look.ui.tx);
        let rows = rows(&self.page.groups, (self.room() - 60.0) / PITCH);
        let groups = &self.page.groups;
        let all = groups.iter().map(|group| if group.zones.len() > 1 { group.zones.len() + 1 } else { 1 });
        self.whole &= rows.len() == all.sum::<usize>();
        for (at, row) in rows.iter().enumerate() {
            if at > 0 && row.role.is_some() {
                self.down(3.0);
                self.rule(0.7, self.look.ui.line);
                self.down(1.0);
            }
            self.down(PITCH * 0.82);
            self.row(row, central);
            self.down(PITCH * 0.18);
        }
        self.down(4.0);
        self.rule(1.2, self.look.ui.tx);
        self.down(PITCH * 0.95);
        let total = Row { role: None, need: &self.page.total, strong: true, apart: false };
        self.row(&total, central);
        self.down(4.0);
        self.paragraph(&self.page.pool, tx2);
    }

    fn row(&mut self, row: &Row<'_>, central: f32) {
        let ui = &self.look.ui;
        let (size, weight) = if row.apart { (size::BODY, 400) } else { (size::BODY, 600) };
        let indent = if row.role.is_some() || row.apart { SWATCH } else { 0.0 } * self.unit;
        if let Some(role) = row.role {
            self.swatch(role);
        }
        let x = self.left() + indent;
        let room = central - x - 62.0 * self.unit;
        let name = fitted(&row.need.name, size * self.unit, weight, room.max(40.0 * self.unit));
        self.whole &= name == row.need.name;
        let ink = if row.apart { ui.tx2 } else { ui.tx };
        self.text(x, &name, (size, weight), ink);
        match row.need.need {
            Some(need) => {
                self.number(
                    central,
                    &people(need.central.0),
                    (size, if row.apart { 500 } else { 600 }),
                    ui.tx,
                );
                let weight = if row.strong { 600 } else { 400 };
                self.number(self.right(), &range(need), (size, weight), ui.tx2);
            }
            None => self.number(self.right(), "not sized", (size, 500), ui.short),
        }
    }

    fn swatch(&mut self, role: Role) {
        let middle = [self.left() + 13.5 * self.unit, self.y - CAPITAL * size::BODY * self.unit / 2.0];
        symbol(self.drawing, middle, self.unit * 0.84, |drawing| {
            draw_swatch([0.0; 2], role, self.look, drawing);
        });
    }

    /// Who sends how many, side by side.
    fn senders(&mut self, before: f32) {
        if self.page.sent.is_empty() || self.room() < 70.0 {
            self.whole &= self.page.sent.is_empty();
            return;
        }
        self.down(before);
        self.head("Assigned, deployed");
        self.down(6.5);
        self.rule(1.2, self.look.ui.tx);
        self.down(PITCH * 0.85);
        let columns = 3;
        let wide = (self.right() - self.left()) / columns as f32;
        let (sent, top) = (&self.page.sent, self.y);
        let rows = ((self.room() / PITCH) as usize).saturating_sub(usize::from(self.page.short.is_some()));
        let fitting = rows.max(1) * columns;
        self.whole &= fitting >= self.page.sent.len();
        for (at, nation) in sent.iter().take(fitting).enumerate() {
            let (column, row) = (at % columns, at / columns);
            let x = self.left() + wide * column as f32;
            self.y = top + PITCH * self.unit * row as f32;
            self.contingent(x, &nation.code);
            self.text(x + 24.0 * self.unit, &nation.code, (size::BODY, 600), self.look.ui.tx);
            let end = x + wide - 14.0 * self.unit;
            let end = if column + 1 == columns { self.right() } else { end };
            self.number(end, &people(nation.troops.0), (size::BODY, 400), self.look.ui.tx);
        }
        if let Some(short) = self.page.short {
            self.down(PITCH);
            self.unfilled();
            let words = format!("{} still missing in the central case", people(short.0));
            self.text(self.left() + 24.0 * self.unit, &words, (size::BODY, 500), self.look.ui.short);
        }
    }

    /// The swatch of a contingent.
    fn contingent(&mut self, x: f32, code: &str) {
        let ink = self.look.contingent(code);
        let ground = ink.wash().over(self.look.map.ukraine);
        self.patch(x, ground, (ink.hatch, ink.ink));
    }

    fn unfilled(&mut self) {
        let (hatch, ink) = (self.look.unfilled_hatch(), self.look.ui.unfilled_hatch);
        let x = self.left();
        self.patch(x, self.look.ui.unfilled, (hatch, ink));
    }

    fn patch(&mut self, x: f32, ground: Colour, (pattern, ink): (crate::scene::look::Hatch, Colour)) {
        let at = [x, self.y - (CAPITAL * size::BODY / 2.0 + 5.5) * self.unit];
        symbol(self.drawing, at, self.unit, |drawing| {
            let frame = Frame { min: [0.0; 2], max: [18.0, 11.0] };
            let ring = vec![frame.min, [18.0, 0.0], frame.max, [0.0, 11.0]];
            drawing.rect(frame.min, frame.max, 0.0, Some(ground), None);
            hatch::draw(&[ring], &frame, [0.0; 2], pattern, ink, drawing);
            drawing.rect(frame.min, frame.max, 0.0, None, Some(Stroke { width: 0.7, colour: ink }));
        });
    }

    /// The line of contact, which no table explains.
    fn key(&mut self) {
        if self.room() < 28.0 {
            self.whole = false;
            return;
        }
        self.down(22.0);
        let (x, y) = (self.left(), self.y - CAPITAL * size::BODY * self.unit / 2.0);
        let stroke = vec![[x, y], [x + 26.0 * self.unit, y]];
        self.drawing.line(stroke, 3.0 * self.unit, self.look.map.contact);
        let words = self.page.dated.clone();
        self.text(x + SWATCH * self.unit, &words, (size::BODY, 400), self.look.ui.tx);
        self.layers();
    }

    /// The layers over the map.
    fn layers(&mut self) {
        let page = self.page;
        for (at, layer) in page.layers.iter().enumerate() {
            let more = page.layers.len() - at;
            if self.room() < PITCH {
                self.whole = false;
                return;
            }
            self.down(PITCH);
            let x = self.left() + SWATCH * self.unit;
            // The last row that there is room for says how many there are besides.
            let last = self.room() < PITCH;
            if more > 1 && (last || at == LAYERS) {
                self.whole &= !last;
                self.text(x, &format!("and {more} more layers"), (size::BODY, 400), self.look.ui.tx2);
                return;
            }
            let colour = self.look.layer(layer.tint.0).alpha(layer.tint.1);
            let middle = [self.left() + 13.5 * self.unit, self.y - CAPITAL * size::BODY * self.unit / 2.0];
            let (kind, look) = (layer.kind, self.look);
            symbol(self.drawing, middle, self.unit * 0.84, |drawing| {
                let frame = Frame::around([0.0; 2], [15.5, 6.5]);
                draw_layer_swatch(&frame, kind, colour, look, drawing);
            });
            let name = fitted(&layer.name, size::BODY * self.unit, 400, self.right() - x);
            self.whole &= name == layer.name;
            self.text(x, &name, (size::BODY, 400), self.look.ui.tx);
        }
    }

    fn notes(&mut self) {
        if self.page.notes.is_empty() || self.room() < 56.0 {
            self.whole &= self.page.notes.is_empty();
            return;
        }
        self.down(20.0);
        self.head("To know before using the numbers");
        self.down(2.0);
        for note in &self.page.notes {
            let lines = wrapped(note, size::SMALL * self.unit, 400, self.right() - self.left());
            let fitting = ((self.room() - 4.0) / (size::SMALL * 1.38)).max(0.0) as usize;
            if fitting < lines.len() {
                self.whole = false;
            }
            if fitting == 0 {
                continue;
            }
            self.down(3.0);
            let wide = self.right() - self.left();
            self.lines(cut(lines, fitting, size::SMALL * self.unit, wide), self.look.ui.tx2);
        }
    }

    fn paragraph(&mut self, words: &str, colour: Colour) {
        let lines = wrapped(words, size::SMALL * self.unit, 400, self.right() - self.left());
        self.lines(lines, colour);
    }

    fn lines(&mut self, lines: Vec<String>, colour: Colour) {
        for line in lines {
            self.down(size::SMALL * 1.38);
            self.text(self.left(), &line, (size::SMALL, 400), colour);
        }
    }
}

/// The first lines of a note; the last of them ends in "…" where more are left out.
fn cut(mut lines: Vec<String>, fitting: usize, size: f32, wide: f32) -> Vec<String> {
    if lines.len() <= fitting {
        return lines;
    }
    lines.truncate(fitting);
    if let Some(last) = lines.pop() {
        let ended = format!("{last}…");
        lines.push(fitted(&ended, size, 400, wide));
    }
    lines
}

/// Draws something that is made for one size at another, with its origin at a point.
fn symbol(drawing: &mut Drawing, at: Spot, scale: f32, draw: impl FnOnce(&mut Drawing)) {
    let mut own = Drawing::default();
    draw(&mut own);
    drawing.marks.extend(own.marks.into_iter().map(|mark| mark.placed(scale, at)));
}

/// A row of the table.
struct Row<'a> {
    /// The role whose swatch stands before it.
    role: Option<Role>,
    need: &'a Need,
    /// The total.
    strong: bool,
    /// One of the zones below the row of its role.
    apart: bool,
}

/// The rows of the table: every zone where they fit, otherwise the roles alone
/// for those with the most zones. A role of one zone has the zone's name.
fn rows(groups: &[Group], fitting: f32) -> Vec<Row<'_>> {
    let count =
        |group: &Group, open: bool| if open && group.zones.len() > 1 { group.zones.len() + 1 } else { 1 };
    let mut open = vec![true; groups.len()];
    // The rules between groups take some room too.
    let high = |open: &[bool]| {
        std::iter::zip(groups, open).map(|(group, open)| count(group, *open) as f32 + 0.3).sum::<f32>()
    };
    while high(&open) > fitting {
        let largest = std::iter::zip(groups, &open)
            .enumerate()
            .filter(|(_, (group, open))| **open && group.zones.len() > 1)
            .max_by_key(|(at, (group, _))| (group.zones.len(), usize::MAX - at));
        let Some((at, _)) = largest else { break };
        open[at] = false;
    }
    let mut rows = Vec::new();
    for (group, open) in std::iter::zip(groups, open) {
        let (role, strong) = (Some(group.role), false);
        match group.zones.as_slice() {
            [only] => rows.push(Row { role, need: only, strong, apart: false }),
            zones => {
                rows.push(Row { role, need: &group.sum, strong, apart: false });
                if open {
                    rows.extend(zones.iter().map(|need| Row { role: None, need, strong, apart: true }));
                }
            }
        }
    }
    rows
}

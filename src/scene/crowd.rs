//! What stands where on a sheet, so that the next label finds its room.

use super::drawing::Spot;

/// An upright box on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Top left.
    pub min: Spot,
    /// Bottom right.
    pub max: Spot,
}

impl Frame {
    /// A box of a size around a point.
    pub fn around(at: Spot, reach: [f32; 2]) -> Self {
        Self { min: [at[0] - reach[0], at[1] - reach[1]], max: [at[0] + reach[0], at[1] + reach[1]] }
    }

    /// Grown on all sides.
    #[must_use]
    pub fn padded(self, pad: f32) -> Self {
        Self { min: self.min.map(|side| side - pad), max: self.max.map(|side| side + pad) }
    }

    /// Moved.
    #[must_use]
    pub fn moved(self, by: [f32; 2]) -> Self {
        Self {
            min: [self.min[0] + by[0], self.min[1] + by[1]],
            max: [self.max[0] + by[0], self.max[1] + by[1]],
        }
    }

    /// The area that both have in common.
    pub fn shared(&self, other: &Self) -> f32 {
        let side = |axis: usize| {
            (self.max[axis].min(other.max[axis]) - self.min[axis].max(other.min[axis])).max(0.0)
        };
        side(0) * side(1)
    }

    /// Whether both have an area in common.
    pub fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis: usize| self.min[axis] < other.max[axis] && other.min[axis] < self.max[axis])
    }

    /// Whether the other lies inside.
    pub fn holds(&self, other: &Self) -> bool {
        (0..2).all(|axis: usize| self.min[axis] <= other.min[axis] && self.max[axis] >= other.max[axis])
    }

    /// The part inside another box.
    pub fn within(&self, other: &Self) -> Option<Self> {
        let min = [0, 1].map(|axis: usize| self.min[axis].max(other.min[axis]));
        let max = [0, 1].map(|axis: usize| self.max[axis].min(other.max[axis]));
        (min[0] < max[0] && min[1] < max[1]).then_some(Self { min, max })
    }

    /// Its middle.
    pub fn middle(&self) -> Spot {
        [f32::midpoint(self.min[0], self.max[0]), f32::midpoint(self.min[1], self.max[1])]
    }
}

/// The side of a cell of the ink map. At 4 points a line of 3 points blocks one
/// or two cells; finer cells cost more and tell no more.
const CELL: f32 = 4.0;

/// The side of a cell in which taken boxes are looked up.
const DRAWER: f32 = 64.0;

/// A line over which a label is hard to read: a belt, a zone's outline, the line of contact.
pub const STRONG: u8 = 2;

/// A line over which a label is only less good: a coast or a border.
pub const WEAK: u8 = 1;

/// The taken boxes and the drawn lines of a stretch of the sheet.
#[derive(Clone, Debug)]
pub struct Crowd {
    size: [f32; 2],
    columns: usize,
    ink: Vec<u8>,
    drawer_columns: usize,
    drawers: Vec<Vec<u32>>,
    taken: Vec<Frame>,
}

/// What a box would stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cover {
    /// Area shared with taken boxes.
    pub taken: f32,
    /// Area of strong lines.
    pub strong: f32,
    /// Whether it crosses a weak line.
    pub weak: bool,
    /// Area outside the stretch.
    pub outside: bool,
}

impl Crowd {
    /// An empty stretch of a size in points.
    pub fn new(size: [f32; 2]) -> Self {
        let cells = |side: f32, cell: f32| (side / cell).ceil().max(1.0) as usize;
        let (columns, rows) = (cells(size[0], CELL), cells(size[1], CELL));
        let (drawer_columns, drawer_rows) = (cells(size[0], DRAWER), cells(size[1], DRAWER));
        Self {
            size,
            columns,
            ink: vec![0; columns * rows],
            drawer_columns,
            drawers: vec![Vec::new(); drawer_columns * drawer_rows],
            taken: Vec::new(),
        }
    }

    /// The size of the stretch.
    pub fn size(&self) -> [f32; 2] {
        self.size
    }

    /// Takes a box.
    pub fn take(&mut self, frame: Frame) {
        let number = self.taken.len() as u32;
        self.taken.push(frame);
        for drawer in Self::cells(&frame, self.size, DRAWER, self.drawer_columns) {
            self.drawers[drawer].push(number);
        }
    }

    /// Marks the cells along a line.
    pub fn rule(&mut self, line: &[Spot], strength: u8) {
        for ends in line.windows(2) {
            let (from, to) = (ends[0], ends[1]);
            let frame = Frame {
                min: [from[0].min(to[0]), from[1].min(to[1])],
                max: [from[0].max(to[0]), from[1].max(to[1])],
            };
            if !frame.padded(1.0).meets(&Frame { min: [0.0, 0.0], max: self.size }) {
                continue;
            }
            let reach = (to[0] - from[0]).abs().max((to[1] - from[1]).abs());
            let steps = (reach / (CELL * 0.75)).ceil().clamp(1.0, 4000.0);
            for step in 0..=steps as usize {
                let share = step as f32 / steps;
                self.dot(
                    [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share],
                    strength,
                );
            }
        }
    }

    /// Marks the cell of a point.
    pub fn dot(&mut self, at: Spot, strength: u8) {
        if at[0] >= 0.0 && at[1] >= 0.0 && at[0] < self.size[0] && at[1] < self.size[1] {
            let cell = (at[1] / CELL) as usize * self.columns + (at[0] / CELL) as usize;
            if let Some(ink) = self.ink.get_mut(cell) {
                *ink = (*ink).max(strength);
            }
        }
    }

    /// What a box would stand on.
    pub fn cover(&self, frame: &Frame) -> Cover {
        let mut cover = Cover {
            outside: !(Frame { min: [0.0, 0.0], max: self.size }).holds(frame),
            taken: self.shared(frame),
            ..Cover::default()
        };
        for cell in Self::cells(frame, self.size, CELL, self.columns) {
            match self.ink.get(cell) {
                Some(&STRONG) => cover.strong += CELL * CELL,
                Some(&WEAK) => cover.weak = true,
                _ => {}
            }
        }
        cover
    }

    /// The area a box shares with taken ones.
    pub fn shared(&self, frame: &Frame) -> f32 {
        let mut area = 0.0;
        let mut seen: Vec<u32> = Vec::new();
        for drawer in Self::cells(frame, self.size, DRAWER, self.drawer_columns) {
            for &number in &self.drawers[drawer] {
                if !seen.contains(&number) {
                    seen.push(number);
                    area += self.taken[number as usize].shared(frame);
                }
            }
        }
        area
    }

    /// The cells under a box, row by row.
    fn cells(
        frame: &Frame,
        size: [f32; 2],
        cell: f32,
        columns: usize,
    ) -> impl Iterator<Item = usize> + use<> {
        let range = |axis: usize| {
            let limit = (size[axis] / cell).ceil().max(1.0) - 1.0;
            let from = (frame.min[axis] / cell).floor().max(0.0);
            let to = (frame.max[axis] / cell).floor().min(limit);
            let end = if from > to { 0 } else { to as usize + 1 };
            from as usize..end
        };
        let across = range(0);
        range(1).flat_map(move |row| across.clone().map(move |column| row * columns + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_box_is_found_across_drawers() {
        let mut crowd = Crowd::new([400.0, 300.0]);
        crowd.take(Frame { min: [50.0, 50.0], max: [200.0, 70.0] });
        assert_eq!(crowd.shared(&Frame { min: [190.0, 60.0], max: [210.0, 80.0] }), 100.0);
        assert_eq!(crowd.shared(&Frame { min: [201.0, 60.0], max: [210.0, 80.0] }), 0.0);
    }

    #[test]
    fn a_line_is_felt_where_it_runs() {
        let mut crowd = Crowd::new([400.0, 300.0]);
        crowd.rule(&[[-50.0, 100.0], [500.0, 100.0]], STRONG);
        crowd.rule(&[[100.0, 0.0], [100.0, 300.0]], WEAK);
        let cover = crowd.cover(&Frame { min: [90.0, 90.0], max: [130.0, 110.0] });
        assert!(cover.strong > 100.0 && cover.weak && !cover.outside, "{cover:?}");
        assert_eq!(crowd.cover(&Frame { min: [10.0, 10.0], max: [60.0, 60.0] }), Cover::default());
        assert!(crowd.cover(&Frame { min: [-10.0, 10.0], max: [60.0, 60.0] }).outside);
    }
}

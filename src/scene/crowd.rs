//! What stands where on a sheet, so that the next label finds its room.

use std::cell::OnceCell;
use std::ops::Range;

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
    /// Columns and rows of the ink map.
    cells: [usize; 2],
    ink: Vec<u8>,
    /// The cells of strong and weak lines to the north and west of each corner of a cell:
    /// thousands of boxes are asked for, and lines are drawn before the first.
    sums: OnceCell<Vec<[u32; 2]>>,
    /// Columns and rows of drawers.
    rack: [usize; 2],
    drawers: Vec<Vec<u32>>,
    /// Each with the column and the row of drawers in which it begins.
    taken: Vec<(Frame, [usize; 2])>,
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
        let count = |cell: f32| size.map(|side| (side / cell).ceil().max(1.0) as usize);
        let (cells, rack) = (count(CELL), count(DRAWER));
        Self {
            size,
            cells,
            ink: vec![0; cells[0] * cells[1]],
            sums: OnceCell::new(),
            rack,
            drawers: vec![Vec::new(); rack[0] * rack[1]],
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
        let [across, down] = cells_under(&frame, self.rack, DRAWER);
        self.taken.push((frame, [across.start, down.start]));
        for row in down {
            for column in across.clone() {
                self.drawers[row * self.rack[0] + column].push(number);
            }
        }
    }

    /// Marks the cells along a line.
    pub fn rule(&mut self, line: &[Spot], strength: u8) {
        self.sums = OnceCell::new();
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
    fn dot(&mut self, at: Spot, strength: u8) {
        if at[0] >= 0.0 && at[1] >= 0.0 && at[0] < self.size[0] && at[1] < self.size[1] {
            let cell = (at[1] / CELL) as usize * self.cells[0] + (at[0] / CELL) as usize;
            if let Some(ink) = self.ink.get_mut(cell) {
                *ink = (*ink).max(strength);
            }
        }
    }

    /// What a box would stand on.
    pub fn cover(&self, frame: &Frame) -> Cover {
        let [strong, weak] = self.inked(frame);
        Cover {
            outside: !(Frame { min: [0.0, 0.0], max: self.size }).holds(frame),
            taken: self.shared(frame),
            strong: strong as f32 * CELL * CELL,
            weak: weak > 0,
        }
    }

    /// How many cells of strong and of weak lines lie under a box.
    fn inked(&self, frame: &Frame) -> [u32; 2] {
        let [across, down] = cells_under(frame, self.cells, CELL);
        if across.is_empty() || down.is_empty() {
            return [0; 2];
        }
        let sums = self.sums.get_or_init(|| self.summed());
        let at = |column: usize, row: usize| {
            sums.get(row * (self.cells[0] + 1) + column).copied().unwrap_or_default()
        };
        let (ends, begins) = (at(across.end, down.end), at(across.start, down.start));
        let (right, left) = (at(across.end, down.start), at(across.start, down.end));
        [0, 1].map(|kind: usize| ends[kind] + begins[kind] - right[kind] - left[kind])
    }

    /// The sums of [`Self::sums`], row by row.
    fn summed(&self) -> Vec<[u32; 2]> {
        let wide = self.cells[0] + 1;
        let mut sums = vec![[0; 2]; wide];
        sums.reserve(self.ink.len() + self.cells[1]);
        for row in self.ink.chunks(self.cells[0]) {
            let (mut along, above) = ([0; 2], sums.len() - wide);
            sums.push([0; 2]);
            for (column, ink) in row.iter().enumerate() {
                match *ink {
                    STRONG => along[0] += 1,
                    WEAK => along[1] += 1,
                    _ => {}
                }
                let over = sums[above + column + 1];
                sums.push([over[0] + along[0], over[1] + along[1]]);
            }
        }
        sums
    }

    /// The area a box shares with taken ones.
    pub fn shared(&self, frame: &Frame) -> f32 {
        let mut area = 0.0;
        let [across, down] = cells_under(frame, self.rack, DRAWER);
        for row in down.clone() {
            for column in across.clone() {
                for &number in &self.drawers[row * self.rack[0] + column] {
                    let (taken, [left, top]) = &self.taken[number as usize];
                    // Of all drawers that both lie in, the first is the one that counts.
                    if column == across.start.max(*left) && row == down.start.max(*top) {
                        area += taken.shared(frame);
                    }
                }
            }
        }
        area
    }
}

/// The columns and rows of cells under a box.
fn cells_under(frame: &Frame, count: [usize; 2], cell: f32) -> [Range<usize>; 2] {
    [0, 1].map(|axis: usize| {
        // What begins before the first cell or ends after the last is cut off there.
        let (begin, end) = ((frame.min[axis] / cell).max(0.0) as usize, frame.max[axis] / cell);
        begin..if end >= 0.0 { (end as usize + 1).min(count[axis]) } else { 0 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    proptest! {
        /// What a box stands on is what a look at every cell and every taken box says.
        #[test]
        fn a_box_covers_what_lies_under_it(
            taken in prop::collection::vec(some_box(), 0..30),
            lines in prop::collection::vec((some_box(), prop::bool::ANY), 0..6),
            asked in prop::collection::vec(some_box(), 1..20),
        ) {
            let mut crowd = Crowd::new([402.0, 297.0]);
            for (line, strong) in &lines {
                crowd.rule(&[line.min, line.max], if *strong { STRONG } else { WEAK });
            }
            for frame in &taken {
            crowd.take(*frame);
        }
            for frame in &asked {
                let cover = crowd.cover(frame);
                let each = taken.iter().map(|other| other.shared(frame)).sum::<f32>();
                prop_assert!((cover.taken - each).abs() <= each * 1e-5, "{cover:?} is not {each}");
                let [across, down] = cells_under(frame, crowd.cells, CELL);
                let cells = || down.clone().flat_map(|row| across.clone().map(move |column| (row, column)));
                let of = |ink: u8| cells().filter(|(row, column)| crowd.ink[row * crowd.cells[0] + column] == ink).count();
                prop_assert_eq!(cover.strong, of(STRONG) as f32 * CELL * CELL);
                prop_assert_eq!(cover.weak, of(WEAK) > 0);
            }
        }
    }

    /// A box that begins on the sheet, of any size.
    fn some_box() -> impl Strategy<Value = Frame> {
        ((0.0_f32..400.0, 0.0_f32..290.0), (0.0_f32..300.0, 0.0_f32..200.0))
            .prop_map(|((x, y), (wide, high))| Frame { min: [x, y], max: [x + wide, y + high] })
    }
}

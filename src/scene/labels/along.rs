//! Names along a line or beside it: of rivers, of bands of distance, of the line of contact.

use super::placing::Placer;
use super::{Label, Line, Subject};
use crate::scene::bend::on_arc;
use crate::scene::crowd::Frame;
use crate::scene::drawing::{Anchor, Spot};
use crate::scene::faces::{CAPITAL, width};
use crate::scene::names::Stream;
use crate::scene::pyramid::{Bounds, Place, each_run};

impl Placer<'_> {
    pub(super) fn place_contact(&mut self, line: &[Place], title: &str, note: &str) {
        let (size, small) = (12.0_f32.max(self.least), 11.0_f32.max(self.least));
        let wide = width(title, size, 600, false, 0.0).max(width(note, small, 400, false, 0.0));
        let stretch = Bounds::of(&[self.lens.place([0.0; 2]), self.lens.place(self.size)]);
        let inset = self.sheet.padded(-10.0);
        let middle = inset.middle();
        let mut best: Option<(f32, Spot, Frame, f32)> = None;
        each_run(line, false, &self.lens, &stretch, |run, _| {
            for at in spaced(&run, 24.0) {
                for (side, penalty) in [(1.0, 0.0), (-1.0, 3.0)] {
                    for rise in [-26.0, 0.0, 26.0] {
                        let near = if side > 0.0 { 24.0 } else { -24.0 - wide };
                        let min = [at[0] + near, at[1] + rise - 15.0];
                        let frame = Frame { min, max: [min[0] + wide, min[1] + 30.0] };
                        if !inset.holds(&frame) {
                            continue;
                        }
                        let off = (frame.middle()[1] - middle[1]).abs() / 160.0;
                        let rude = self.courtesy.iter().filter(|other| other.meets(&frame)).count() as f32;
                        let own = penalty + off + rise.abs() / 40.0 + 8.0 * rude;
                        let cost = own + self.cost(&frame.padded(2.0));
                        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                            best = Some((cost, at, frame, side));
                        }
                    }
                }
            }
        });
        let Some((cost, at, frame, side)) = best else { return };
        if cost > 30.0 {
            return;
        }
        self.crowd.take(frame.padded(3.0));
        let local = frame.moved([-at[0], -at[1]]);
        let edge = if side > 0.0 { local.min[0] - 3.0 } else { local.max[0] + 3.0 };
        let (x, anchor) =
            if side > 0.0 { (local.min[0], Anchor::Start) } else { (local.max[0], Anchor::End) };
        let text = |y: f32, text: &str, size: f32, weight: u16| Line {
            offset: [x, y],
            anchor,
            text: text.to_owned(),
            size,
            weight,
        };
        let place = self.lens.place(at);
        self.labels.push(Label {
            subject: Subject::Contact,
            place,
            frame: local,
            choice: 0,
            lines: vec![
                text(local.min[1] + 11.5, title, size, 600),
                text(local.min[1] + 26.0, note, small, 400),
            ],
            angle: 0.0,
            bend: 0.0,
            tracking: 0.0,
            italic: false,
            ukraine: true,
            leader: Some([edge, local.min[1] + 9.0]),
        });
    }

    /// The distance of a band on its edge, as heights stand on contours.
    pub(super) fn place_band(&mut self, number: usize, rings: &[&[Place]], text: &str) {
        const SIZE: f32 = 10.5;
        let long = width(text, SIZE, 500, false, 0.0);
        let stretch = Bounds::of(&[self.lens.place([0.0; 2]), self.lens.place(self.size)]);
        let middle = self.sheet.middle();
        let mut best: Option<Bend> = None;
        for ring in rings {
            each_run(ring, true, &self.lens, &stretch, |run, _| {
                for bend in on_line(&run, long + 8.0, SIZE) {
                    let off = (bend.at[0] - middle[0]).abs() / 300.0 + (bend.at[1] - middle[1]).abs() / 200.0;
                    let cost = bend.cost + off + 3.0 * self.strip_cost(&bend, long, SIZE);
                    if cost < 20.0 && best.as_ref().is_none_or(|best| cost < best.cost) {
                        best = Some(Bend { cost, ..bend });
                    }
                }
            });
        }
        if let Some(bend) = best {
            let style = (SIZE, 500, 0.0, false);
            self.settle_turned(Subject::Band(number), &bend, text, long, style);
        }
    }

    /// A river's name along its evenest free stretch, bent as the river is.
    pub(super) fn place_river(&mut self, number: usize, river: &Stream) {
        const SIZE: f32 = 10.5;
        const TRACKING: f32 = 0.6;
        if f64::from(river.scalerank) > self.zoom + 1.8 || self.zoom < 5.6 {
            return;
        }
        let abroad = f64::from(river.scalerank) < self.zoom - 0.9;
        let name = river.name.said(self.language);
        let long = width(name, SIZE, 400, true, TRACKING);
        let stretch = Bounds::of(&[self.lens.place([0.0; 2]), self.lens.place(self.size)]);
        let mut best: Option<Bend> = None;
        for part in &river.parts {
            each_run(part.at(self.zoom), false, &self.lens, &stretch, |run, _| {
                for bend in bends(&run, long + 8.0, SIZE) {
                    // Which country it runs through is asked last: that takes longest.
                    let cost = bend.cost + self.strip_cost(&bend, long, SIZE);
                    if cost >= best.as_ref().map_or(9.0, |best| best.cost) {
                        continue;
                    }
                    let half = [bend.angle.cos() * long / 2.0, bend.angle.sin() * long / 2.0];
                    let ends = [[0.0; 2], half, half.map(|side| -side)];
                    let home =
                        ends.iter().all(|by| self.base.is_ukraine(self.place(bend.at, *by), self.zoom));
                    if !home && (!abroad || run.len() < 40) {
                        continue;
                    }
                    let cost = cost + if home { 0.0 } else { 3.0 };
                    if cost < 9.0 && best.as_ref().is_none_or(|best| cost < best.cost) {
                        best = Some(Bend { cost, ..bend });
                    }
                }
            });
        }
        if let Some(bend) = best {
            self.settle_turned(Subject::River(number), &bend, name, long, (SIZE, 400, TRACKING, true));
        }
    }

    /// Keeps a turned text.
    fn settle_turned(
        &mut self,
        subject: Subject,
        bend: &Bend,
        text: &str,
        long: f32,
        (size, weight, tracking, italic): (f32, u16, f32, bool),
    ) {
        for frame in strip(bend, long, size) {
            self.crowd.take(frame);
        }
        let place = self.lens.place(bend.at);
        let ukraine = self.base.is_ukraine(place, self.zoom);
        let reach = [bend.angle.cos().abs() * long / 2.0 + size, bend.angle.sin().abs() * long / 2.0 + size];
        self.labels.push(Label {
            subject,
            place,
            frame: Frame::around([0.0; 2], reach),
            choice: 0,
            lines: vec![Line {
                offset: [0.0; 2],
                anchor: Anchor::Middle,
                text: text.to_owned(),
                size,
                weight,
            }],
            angle: bend.angle,
            bend: bend.curve,
            tracking,
            italic,
            ukraine,
            leader: None,
        });
    }

    fn strip_cost(&self, bend: &Bend, long: f32, size: f32) -> f32 {
        let mut cost =
            if self.sheet.padded(-12.0).holds(&Frame::around(bend.at, [long / 2.0; 2])) { 0.0 } else { 3.0 };
        for frame in strip(bend, long, size) {
            let cover = self.crowd.cover(&frame);
            if cover.taken > 0.0 || cover.outside {
                return f32::INFINITY;
            }
            cost += cover.strong / 16.0 + if cover.weak { 0.6 } else { 0.0 };
        }
        cost
    }
}

/// A stretch along a river: the middle of the text's baseline, its turn there, and how it bends.
#[derive(Clone, Copy, Debug)]
struct Bend {
    cost: f32,
    at: Spot,
    angle: f32,
    curve: f32,
}

/// The boxes of a turned text, one for each letter's height of its length.
fn strip(bend: &Bend, long: f32, size: f32) -> impl Iterator<Item = Frame> + use<> {
    let arc = (bend.at, bend.angle, bend.curve);
    let steps = (long / size).ceil().max(1.0);
    (0..=steps as usize).map(move |step| {
        let ([x, y], turn) = on_arc(arc, long * (step as f32 / steps - 0.5));
        let (sin, cos) = turn.sin_cos();
        Frame::around([x + sin * size * 0.35, y - cos * size * 0.35], [size * 0.55; 2])
    })
}

/// A stretch of a line as long as a text: the middle of its chord, the chord's
/// turn, and how far the line strays from it to either side; and the same for the
/// arc over the chord that it follows best.
struct Stretch {
    middle: Spot,
    angle: f32,
    low: f32,
    high: f32,
    arc: Arc,
}

/// An arc over a chord: how high it rises above the chord's middle, how it bends, and how far
/// a line strays from it to either side.
struct Arc {
    rise: f32,
    curve: f32,
    low: f32,
    high: f32,
}

impl Arc {
    /// The arc through both ends that lies nearest to places along and above a chord.
    fn through(places: &[[f32; 2]], half: f32) -> Self {
        let weight = |x: f32| 1.0 - (x / half).powi(2);
        let (mut with, mut all) = (0.0, 0.0);
        for [x, y] in places {
            with += y * weight(*x);
            all += weight(*x).powi(2);
        }
        let rise = if all > 0.0 { with / all } else { 0.0 };
        let stray = |[x, y]: &[f32; 2]| y - rise * weight(*x);
        let (low, high) = places
            .iter()
            .map(stray)
            .fold((0.0_f32, 0.0_f32), |(low, high), off| (low.min(off), high.max(off)));
        Self { rise, curve: 2.0 * rise / (half * half), low, high }
    }
}

/// The stretches of a line for a text of a length.
fn stretches(run: &[Spot], long: f32) -> Vec<Stretch> {
    let mut found = Vec::new();
    let spots = spaced(run, 6.0);
    for (from, &start) in spots.iter().enumerate().step_by(2) {
        let far = |spot: &Spot| (spot[0] - start[0]).hypot(spot[1] - start[1]);
        let Some(count) = spots[from..].iter().position(|spot| far(spot) >= long) else { break };
        let end = spots[from + count];
        let mut angle = (end[1] - start[1]).atan2(end[0] - start[0]);
        if angle > std::f32::consts::FRAC_PI_2 {
            angle -= std::f32::consts::PI;
        } else if angle <= -std::f32::consts::FRAC_PI_2 {
            angle += std::f32::consts::PI;
        }
        let (sin, cos) = angle.sin_cos();
        let middle = [f32::midpoint(start[0], end[0]), f32::midpoint(start[1], end[1])];
        let places: Vec<[f32; 2]> = spots[from..=from + count]
            .iter()
            .map(|spot| {
                let [x, y] = [spot[0] - middle[0], spot[1] - middle[1]];
                [x * cos + y * sin, x * sin - y * cos]
            })
            .collect();
        let (low, high) =
            places.iter().fold((0.0_f32, 0.0_f32), |(low, high), [_, off]| (low.min(*off), high.max(*off)));
        let half = (end[0] - start[0]).hypot(end[1] - start[1]) / 2.0;
        found.push(Stretch { middle, angle, low, high, arc: Arc::through(&places, half) });
    }
    found
}

impl Stretch {
    /// A text with its baseline some way above the chord.
    fn bend(&self, off: f32, cost: f32) -> Bend {
        let (sin, cos) = self.angle.sin_cos();
        let at = [self.middle[0] + sin * off, self.middle[1] - cos * off];
        Bend { cost, at, angle: self.angle, curve: 0.0 }
    }
}

/// How far a name may turn from its first letter to its last, in radians: 46°. More looks like a
/// name on a coin; without any, the Dnipro has none above Kyiv.
const GENTLE: f32 = 0.8;

/// What turns less than this is set straight: a bend that nobody sees makes letters dance.
const STRAIGHT: f32 = 0.08;

/// Places for a text of a length along a line, on either side: straight or along an arc, whichever
/// the line strays from less, and by less than 12 points.
fn bends(run: &[Spot], long: f32, size: f32) -> Vec<Bend> {
    let mut found = Vec::new();
    for stretch in stretches(run, long) {
        let steep = if stretch.angle.abs() > 1.2 { 1.5 } else { 0.0 };
        let turn = (stretch.arc.curve * long).abs();
        let (rise, curve, low, high) = if (STRAIGHT..=GENTLE).contains(&turn) {
            (stretch.arc.rise, stretch.arc.curve, stretch.arc.low, stretch.arc.high)
        } else {
            (0.0, 0.0, stretch.low, stretch.high)
        };
        let stray = high - low;
        if stray > 12.0 {
            continue;
        }
        for (off, penalty) in [(high + 3.5, 0.0), (low - 3.5 - CAPITAL * size, 0.4)] {
            let bend = stretch.bend(rise + off, stray * 0.5 + steep + penalty + (curve * long).abs());
            // An arc farther out is a wider one.
            found.push(Bend { curve: curve / (1.0 + curve * off), ..bend });
        }
    }
    found
}

/// Places for a text of a length on a line that hardly strays under it.
fn on_line(run: &[Spot], long: f32, size: f32) -> Vec<Bend> {
    let straight = |stretch: &Stretch| stretch.high - stretch.low < 5.0;
    let on = |stretch: &Stretch| {
        let off = f32::midpoint(stretch.low, stretch.high) - CAPITAL * size / 2.0;
        stretch.bend(off, (stretch.high - stretch.low) * 0.5)
    };
    stretches(run, long).iter().filter(|stretch| straight(stretch)).map(on).collect()
}

/// Points along a line at equal distances.
fn spaced(line: &[Spot], step: f32) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut due = 0.0;
    for ends in line.windows(2) {
        let (from, to) = (ends[0], ends[1]);
        let long = (to[0] - from[0]).hypot(to[1] - from[1]);
        while due <= long && long > 0.0 {
            let share = due / long;
            spots.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
            due += step;
        }
        due -= long;
    }
    spots
}

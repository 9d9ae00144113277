//! Names in capitals over what they name: countries and seas.

use super::placing::Placer;
use super::{Label, Line, Subject};
use crate::scene::crowd::Frame;
use crate::scene::drawing::{Anchor, Spot};
use crate::scene::faces::{CAPITAL, width};
use crate::scene::names::Expanse;

impl Placer<'_> {
    /// A label of centred lines in capitals.
    fn capitals(subject: Subject, lines: &[String], size: f32, weight: u16, tracking: f32) -> Label {
        let italic = matches!(subject, Subject::Sea(_));
        let leading = size * 1.9;
        let widest = lines.iter().map(|line| width(line, size, weight, italic, tracking)).fold(0.0, f32::max);
        let top = -leading * (lines.len() - 1) as f32 / 2.0 - CAPITAL * size / 2.0;
        let line = |(at, text): (usize, &String)| Line {
            offset: [tracking / 2.0, top + CAPITAL * size + leading * at as f32],
            anchor: Anchor::Middle,
            text: text.clone(),
            size,
            weight,
        };
        Label {
            subject,
            place: [0.0; 2],
            frame: Frame::around([0.0; 2], [widest / 2.0, -top + 1.0]),
            choice: 0,
            lines: lines.iter().enumerate().map(line).collect(),
            angle: 0.0,
            bend: 0.0,
            tracking,
            italic,
            ukraine: false,
            leader: None,
        }
    }

    /// A sea's name: wide where the water has room for it, small and on two
    /// lines where it has less, and none where it would run ashore.
    pub(super) fn place_sea(&mut self, number: usize, sea: &Expanse) {
        let name = sea.name.said(self.language).to_uppercase();
        let broken = match name.rsplit_once(' ') {
            Some((first, last)) => vec![first.to_owned(), last.to_owned()],
            None => vec![name.clone()],
        };
        let home = self.lens.spot(sea.place);
        for (lines, size, tracking) in [(vec![name], 15.0, 9.0), (broken, 11.0, 3.5)] {
            let mut label = Self::capitals(Subject::Sea(number), &lines, size, 500, tracking);
            let [across, up] = label.frame.max.map(|side| side + 2.0);
            let wet = |at: Spot| {
                let near = (at[0] - home[0]).hypot(at[1] - home[1]) < 90.0;
                near && (-4..=4_i16).all(|step| {
                    let x = across * f32::from(step) / 4.0;
                    [-up, up].into_iter().all(|y| self.base.is_sea(self.place(at, [x, y]), self.zoom))
                })
            };
            if let Some(at) = self.best_spot(home, &label.frame, wet) {
                self.settle(&mut label, at);
                return;
            }
        }
    }

    pub(super) fn place_country(&mut self, number: usize, country: &Expanse) {
        // The name of the own country says nothing once it fills the sheet.
        if self.zoom > if country.ukraine { 7.6 } else { 9.0 } {
            return;
        }
        let Some(area) = country.country else { return };
        let room = self.base.country_width(area) * self.lens.scale() as f32;
        let name = [country.name.said(self.language).to_uppercase()];
        let (weight, sizes) = if country.ukraine {
            (600, vec![(16.0, 11.0), (13.0, 6.0), (12.0, 3.0)])
        } else {
            (500, vec![(13.0, 6.0), (12.0, 4.0), (11.0, 2.5)])
        };
        let subject = Subject::Country(number);
        let fitting = sizes
            .into_iter()
            .map(|(size, tracking)| Self::capitals(subject, &name, size, weight, tracking))
            .filter(|label| label.frame.max[0] * 2.0 < room * 0.7)
            .collect::<Vec<_>>();
        let home = self.lens.spot(country.place);
        // A smaller name near its place says more than a large one far from it.
        for far in [80.0, f32::INFINITY] {
            for mut label in fitting.iter().cloned() {
                let reach = label.frame.max[0] + 6.0;
                let ends = [[0.0, 0.0], [-reach, 0.0], [reach, 0.0]];
                let inside = |at: Spot| {
                    (at[0] - home[0]).hypot(at[1] - home[1]) < far
                        && ends.iter().all(|by| self.base.in_country(area, self.place(at, *by), self.zoom))
                };
                if let Some(at) = self.best_spot(home, &label.frame, inside) {
                    label.ukraine = country.ukraine;
                    self.settle(&mut label, at);
                    return;
                }
            }
        }
    }

    /// The spot nearest to home where a frame is free, on the sheet where it can be.
    fn best_spot(&self, home: Spot, frame: &Frame, allowed: impl Fn(Spot) -> bool) -> Option<Spot> {
        let inset = self.sheet.padded(-24.0);
        let grid = |share: [f32; 2]| {
            [0, 1].map(|axis: usize| inset.min[axis] + (inset.max[axis] - inset.min[axis]) * share[axis])
        };
        let around = rings(6).map(|[column, row]| [home[0] + column * 26.0, home[1] + row * 18.0]);
        let anywhere = (0..=12_u16).flat_map(|column| {
            (0..=14_u16).map(move |row| [f32::from(column) / 12.0, f32::from(row) / 14.0])
        });
        self.cheapest(home, frame, around, &inset, &allowed)
            .or_else(|| self.cheapest(home, frame, anywhere.map(grid), &inset, &allowed))
    }

    /// The cheapest of some spots: near home, and over few lines.
    fn cheapest(
        &self,
        home: Spot,
        frame: &Frame,
        spots: impl Iterator<Item = Spot>,
        inset: &Frame,
        allowed: &impl Fn(Spot) -> bool,
    ) -> Option<Spot> {
        let mut best: Option<(f32, Spot)> = None;
        for at in spots {
            let away = (at[0] - home[0]).hypot(at[1] - home[1]) / 30.0;
            let place = frame.moved(at).padded(3.0);
            if !inset.holds(&place) || away > best.map_or(26.0, |(cost, _)| cost) {
                continue;
            }
            let cover = self.crowd.cover(&place);
            let strong = if cover.strong > 0.0 { 3.0 + cover.strong / 60.0 } else { 0.0 };
            // Wide letters that nearly touch a plate or a name read as a part of it.
            let near = if self.crowd.shared(&place.padded(6.0)) > 0.0 { 2.5 } else { 0.0 };
            let cost = away + strong + near + if cover.weak { 2.0 } else { 0.0 };
            if cover.taken == 0.0 && best.is_none_or(|(least, _)| cost < least) && allowed(at) {
                best = Some((cost, at));
            }
        }
        best.map(|(_, at)| at)
    }

    fn settle(&mut self, label: &mut Label, at: Spot) {
        label.place = self.lens.place(at);
        self.crowd.take(label.frame.moved(at).padded(3.0));
        self.labels.push(label.clone());
    }
}

/// The steps of a grid around its middle, ring by ring.
fn rings(count: i16) -> impl Iterator<Item = [f32; 2]> {
    (0..=count).flat_map(|ring| {
        (-ring..=ring).flat_map(move |column| {
            (-ring..=ring)
                .filter(move |row: &i16| column.abs().max(row.abs()) == ring)
                .map(move |row| [f32::from(column), f32::from(row)])
        })
    })
}

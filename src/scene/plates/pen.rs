//! Draws plates with their leaders.

use super::{
    FOOT, Initial, PAD, SPACE, Source, Tag, UNIT, draw_plate, initial_frame, need, short, site_line,
};
use crate::scene::crowd::Frame;
use crate::scene::drawing::{Anchor, Drawing, Text};
use crate::scene::faces::{CAPITAL, width};
use crate::scene::footprints::FootprintMark;
use crate::scene::furniture::draw_warning;
use crate::scene::labels::HALO;
use crate::scene::look::{Colour, Look};
use crate::scene::pyramid::{Lens, Place};
use crate::scene::symbol::{FRAME_WIDTH, UnitInk};
use crate::scene::view::mercator;
use crate::scene::zones::ZoneMark;

/// What tags are drawn with.
pub struct Pen<'a> {
    /// Where they come from.
    pub source: Source<'a>,
    /// The theme.
    pub look: &'a Look,
}

impl Pen<'_> {
    /// The place that a plate is measured from.
    fn home(&self, zone: &ZoneMark, part: Option<usize>) -> Option<Place> {
        match part {
            Some(part) => Some(mercator(self.source.marks.parts(&zone.id).get(part)?.anchor)),
            None => self.source.outlines.anchor(&zone.shape).map(|(home, _)| home),
        }
    }

    /// The plates on the sheet that nothing hides, with their boxes on it.
    pub fn shown<'t>(&self, tags: &'t [Tag], hidden: &[Frame]) -> Vec<(&'t Tag, &ZoneMark, Frame)> {
        let lens = Lens::of(self.source.view);
        let sheet = Frame { min: [0.0; 2], max: self.source.view.size };
        let frame = |tag: &'t Tag| {
            let zone = self.source.zones.iter().find(|zone| zone.id == tag.zone)?;
            let frame = tag.frame.moved(lens.spot(self.home(zone, tag.part)?));
            let free = sheet.meets(&frame) && !hidden.iter().any(|other| other.meets(&frame));
            free.then_some((tag, zone, frame))
        };
        tags.iter().filter_map(frame).collect()
    }

    /// The contingents on a plate.
    pub fn parts(&self, tag: &Tag) -> &[&FootprintMark] {
        let parts = self.source.marks.parts(&tag.zone);
        match tag.part {
            Some(part) => parts.get(part..=part).unwrap_or(&[]),
            None => parts,
        }
    }

    /// Adds leaders, then plates.
    pub fn draw(&self, tags: &[Tag], hidden: &[Frame], drawing: &mut Drawing) {
        let shown = self.shown(tags, hidden);
        for (tag, _, frame) in &shown {
            self.leader(tag, frame, drawing);
        }
        for (tag, zone, frame) in shown {
            let parts = self.parts(tag);
            if let Some(anchor) = tag.anchor {
                self.site(zone, parts, &frame, anchor, drawing);
            } else if parts.is_empty() {
                self.zone(zone, &frame, drawing);
            } else {
                self.contingents(tag, zone, frame, drawing);
            }
        }
    }

    fn leader(&self, tag: &Tag, frame: &Frame, drawing: &mut Drawing) {
        let Some(leader) = tag.leader else { return };
        let shift = [0, 1].map(|axis: usize| frame.min[axis] - tag.frame.min[axis]);
        let ends = leader.map(|[x, y]| [x + shift[0], y + shift[1]]);
        let (halo, ink) = (self.look.map.halo, self.look.ui.tx2);
        let dot = !self.parts(tag).is_empty();
        drawing.line(ends.to_vec(), 3.4, halo);
        if dot {
            drawing.disc(ends[0], 3.6, Some(halo), None);
        }
        drawing.line(ends.to_vec(), 1.1, ink);
        if dot {
            drawing.disc(ends[0], 2.4, Some(ink), None);
        }
    }

    /// The two lines beside a site.
    fn site(
        &self,
        zone: &ZoneMark,
        parts: &[&FootprintMark],
        frame: &Frame,
        anchor: Anchor,
        drawing: &mut Drawing,
    ) {
        let said = (!parts.is_empty()).then(|| self.source.said(zone, parts));
        let Some(below) = said.as_ref().map(site_line).or_else(|| need(zone)) else { return };
        let x = match anchor {
            Anchor::Start => frame.min[0],
            Anchor::Middle => frame.middle()[0],
            Anchor::End => frame.max[0],
        };
        let halo = Some((self.look.map.halo, HALO));
        let line = |y: f32, text: &str, weight: u16, colour: Colour| Text {
            halo,
            anchor,
            ..Text::new([x, frame.min[1] + y], text, 10.5, weight, colour)
        };
        drawing.text(line(10.5, &zone.name, 500, self.look.zone(zone.role, zone.colour).ink));
        drawing.text(line(23.0, &below, 600, self.look.map.city));
        if said.is_some_and(|said| said.caveat) {
            let wide = width(&below, 10.5, 600, false, 0.0);
            let end = match anchor {
                Anchor::Start => x + wide,
                Anchor::Middle => x + wide / 2.0,
                Anchor::End => x - wide - 20.0,
            };
            draw_warning([end + 10.0, frame.min[1] + 19.5], 9.0, self.look.ui.delta, drawing);
        }
    }

    /// The plate of a zone without contingents.
    fn zone(&self, zone: &ZoneMark, frame: &Frame, drawing: &mut Drawing) {
        let Some(need) = need(zone) else { return };
        let look = self.look;
        let edge = if zone.selected || zone.hovered { look.ui.accent } else { look.ui.plateline };
        draw_plate(frame, edge, look, drawing);
        let foot = [[frame.min[0] + 0.5, frame.max[1] - 2.5], [frame.max[0] - 0.5, frame.max[1] + 0.5]];
        drawing.rect(foot[0], foot[1], 1.5, Some(look.zone(zone.role, zone.colour).ink), None);
        let y = frame.middle()[1] + CAPITAL * 6.0 - 1.0;
        drawing.text(Text::new([frame.min[0] + PAD, y], short(&zone.name), 12.0, 600, look.ui.tx));
        let right = [frame.max[0] - PAD, y];
        drawing.text(Text { anchor: Anchor::End, ..Text::new(right, need, 12.0, 700, look.ui.tx) });
    }

    /// The plate of contingents: unit symbol, codes, people, unit, and in the
    /// foot what each brings.
    fn contingents(&self, tag: &Tag, zone: &ZoneMark, frame: Frame, drawing: &mut Drawing) {
        let (look, parts) = (self.look, self.parts(tag));
        let said = self.source.said(zone, parts);
        // While the hand moves, plates keep their place and their figures grow.
        let mut frame = frame;
        frame.max[0] = frame.max[0].max(frame.min[0] + said.wide());
        let marked = match tag.part {
            Some(_) => parts.iter().any(|part| part.selected || part.hovered) || zone.hovered,
            None => zone.selected || zone.hovered || parts.iter().any(|part| part.hovered),
        };
        draw_plate(&frame, if marked { look.ui.accent } else { look.ui.plateline }, look, drawing);
        self.foot(parts, &frame, drawing);
        let [left, top] = frame.min;
        let symbol = [left + PAD + UNIT * FRAME_WIDTH / 2.0, top + 17.0];
        said.symbol.draw(symbol, UNIT, UnitInk::of(look), drawing);
        let y = top + 15.0 + CAPITAL * 6.0;
        let mut x = left + PAD + UNIT * FRAME_WIDTH + PAD;
        let mut write = |text: &str, size: f32, weight: u16, colour: Colour, gap: f32| {
            drawing.text(Text::new([x, y], text, size, weight, colour));
            x += width(text, size, weight, false, 0.0) + gap;
        };
        write(&said.codes, 12.0, 700, look.ui.tx, 6.0);
        write(&said.people, 12.0, 600, look.ui.tx, SPACE);
        write(&said.unit, 11.5, 400, look.ui.tx2, 0.0);
        if said.caveat {
            draw_warning([frame.max[0] - PAD - 6.0, top + 15.0], 12.0, look.ui.delta, drawing);
        }
    }

    /// What each contingent brings, in proportion, a point of ground between them.
    fn foot(&self, parts: &[&FootprintMark], frame: &Frame, drawing: &mut Drawing) {
        let all = parts.iter().map(|part| part.troops.max(0.0)).sum::<f64>();
        let (left, right) = (frame.min[0] + 1.0, frame.max[0] - 1.0);
        let gaps = parts.len().saturating_sub(1) as f32;
        let room = right - left - gaps;
        let mut x = left;
        for part in parts {
            let share = if all > 0.0 { part.troops.max(0.0) / all } else { 1.0 / parts.len() as f64 };
            let wide = room * share as f32;
            let ink = self.look.contingent(&part.code);
            let (min, max) = ([x, frame.max[1] - FOOT], [x + wide, frame.max[1]]);
            drawing.rect(min, max, 1.0, Some(ink.fill), None);
            x += wide + 1.0;
        }
    }

    /// Adds the codes that stand in their sectors.
    pub fn draw_initials(&self, initials: &[Initial], hidden: &[Frame], drawing: &mut Drawing) {
        let lens = Lens::of(self.source.view);
        for initial in initials {
            let Some(mark) = self.source.marks.parts(&initial.zone).get(initial.part) else { continue };
            let home = lens.spot(mercator(mark.anchor));
            let at = [home[0] + initial.offset[0], home[1] + initial.offset[1]];
            if hidden.iter().any(|other| other.meets(&initial_frame(at, 12.0))) {
                continue;
            }
            drawing.text(Text {
                anchor: Anchor::Middle,
                halo: Some((self.look.ui.plate, HALO)),
                ..Text::new([at[0], at[1] + CAPITAL * 5.5], mark.code.clone(), 11.0, 700, self.look.ui.tx)
            });
        }
    }
}

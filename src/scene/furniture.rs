//! What always stands on the sheet: banner, legend, scale, north, sources.

use super::crowd::Frame;
use super::drawing::{Anchor, Drawing, Spot, Stroke, Text};
use super::faces::{CAPITAL, width};
use super::hatch;
use super::look::{Colour, Look};
use super::plates::draw_plate;
use super::view::View;
use super::zones::draw_badge;
use crate::plan::zone::Role;
use crate::units::grouped;

/// The gutter between furniture and the edge of the sheet.
const GUTTER: f32 = 16.0;

/// Whether the legend is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Legend {
    /// All rows.
    #[default]
    Open,
    /// The title only.
    Folded,
    /// None.
    Hidden,
}

/// What always stands on the sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Furniture {
    /// The banner: "Hypothetical – planning illustration"; none where empty.
    pub banner: String,
    /// The month that the sheet shows: "Month 9 of 24"; none where empty.
    pub month: String,
    /// The legend.
    pub legend: Legend,
    /// Sources and the date of the line, on one line.
    pub attribution: String,
}

/// Furniture with its places on a sheet.
pub struct Laid<'a> {
    furniture: &'a Furniture,
    roles: Vec<Role>,
    line: Option<&'a str>,
    size: [f32; 2],
}

impl<'a> Laid<'a> {
    /// Lays furniture on a sheet: the roles present, and the line's title.
    pub fn new(furniture: &'a Furniture, roles: Vec<Role>, line: Option<&'a str>, size: [f32; 2]) -> Self {
        Self { furniture, roles, line, size }
    }

    /// The boxes that labels keep clear of.
    pub fn frames(&self) -> Vec<Frame> {
        let corner = Frame { min: [self.size[0] - 260.0, self.size[1] - 64.0], max: self.size };
        let wide = width(&self.furniture.attribution, 10.5, 400, false, 0.0) + GUTTER + 4.0;
        let sources = Frame { min: [self.size[0] - wide, self.size[1] - 24.0], max: self.size };
        let mut frames = vec![corner, sources];
        frames.extend(self.banner_frame());
        frames.extend(self.legend_frame());
        frames
    }

    fn banner_frame(&self) -> Option<Frame> {
        let text = &self.furniture.banner;
        let wide = 43.0 + width(text, 12.0, 600, false, 0.0) + 11.0;
        let max = [GUTTER + wide, GUTTER + 32.0];
        (!text.is_empty()).then_some(Frame { min: [GUTTER; 2], max })
    }

    /// The box of the legend; its top 32 points fold and unfold it.
    pub fn legend_frame(&self) -> Option<Frame> {
        if self.furniture.legend == Legend::Hidden || (self.roles.is_empty() && self.line.is_none()) {
            return None;
        }
        let titles = self.roles.iter().map(|role| role.title()).chain(self.line);
        let text = titles.map(|title| width(title, 12.0, 400, false, 0.0)).fold(0.0, f32::max);
        let wide = (52.0 + text + 14.0).max(190.0);
        let high = if self.furniture.legend == Legend::Folded {
            32.0
        } else {
            let below = match (self.line, self.roles.is_empty()) {
                (None, _) => 18.0,
                (Some(_), true) => 36.0,
                (Some(_), false) => 43.0,
            };
            16.0 + 20.0 * self.roles.len() as f32 + below
        };
        let bottom = self.size[1] - GUTTER;
        Some(Frame { min: [GUTTER, bottom - high], max: [GUTTER + wide, bottom] })
    }

    /// Adds all of it.
    pub fn draw(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        self.draw_banner(look, drawing);
        self.draw_legend(look, drawing);
        self.draw_scale(view, look, drawing);
        self.draw_north(look, drawing);
        let at = [self.size[0] - GUTTER, self.size[1] - 10.0];
        drawing.text(Text {
            anchor: Anchor::End,
            halo: Some((look.map.foreign_halo, 1.4)),
            ..Text::new(at, self.furniture.attribution.clone(), 10.5, 400, look.map.country)
        });
    }

    fn draw_banner(&self, look: &Look, drawing: &mut Drawing) {
        let Some(frame) = self.banner_frame() else { return };
        draw_plate(&frame, look.ui.plateline, look, drawing);
        let (left, top) = (frame.min[0], frame.min[1]);
        drawing.rect([left, top], [left + 5.0, frame.max[1]], 1.0, Some(look.ui.delta), None);
        draw_warning([left + 26.0, top + 16.0], 14.0, look.ui.delta, drawing);
        let at = [left + 43.0, top + 16.0 + CAPITAL * 6.0];
        drawing.text(Text::new(at, self.furniture.banner.clone(), 12.0, 600, look.ui.tx));
    }

    fn draw_legend(&self, look: &Look, drawing: &mut Drawing) {
        let Some(frame) = self.legend_frame() else { return };
        draw_plate(&frame, look.ui.plateline, look, drawing);
        let [left, top] = frame.min;
        let title = Text::new([left + 12.0, top + 19.8], "ZONES BY ROLE", 10.5, 600, look.ui.tx2);
        drawing.text(Text { tracking: 0.9, ..title });
        let open = self.furniture.legend == Legend::Open;
        let (x, y, dip) = (frame.max[0] - 16.0, top + 16.0, if open { 2.2 } else { -2.2 });
        drawing.line(vec![[x - 4.5, y - dip], [x, y + dip], [x + 4.5, y - dip]], 1.5, look.ui.tx2);
        if !open {
            return;
        }
        let mut y = top + 36.0;
        let row = |y: f32, text: &str, drawing: &mut Drawing| {
            let at = [left + 52.0, y + CAPITAL * 6.0];
            drawing.text(Text::new(at, text, 12.0, 400, look.ui.tx));
        };
        for &role in &self.roles {
            draw_swatch([left + 26.5, y], role, look, drawing);
            row(y, role.title(), drawing);
            y += 20.0;
        }
        if let Some(title) = self.line {
            if !self.roles.is_empty() {
                let rule = y - 6.0;
                drawing.line(vec![[left + 11.0, rule], [frame.max[0] - 12.0, rule]], 1.0, look.ui.line);
                y += 7.0;
            }
            drawing.line(vec![[left + 11.0, y], [left + 42.0, y]], 3.0, look.map.contact);
            row(y, title, drawing);
        }
    }

    /// The scale bar: a round number of kilometres in four parts.
    fn draw_scale(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        let km_per_px = view.km_per_px();
        let km = round_length(190.0 * km_per_px);
        let (right, y) = (self.size[0] - 76.0, self.size[1] - 36.0);
        let wide = (km / km_per_px) as f32;
        let (left, ink) = (right - wide, look.map.city);
        let ground = look.map.halo;
        drawing.rect([left - 1.5, y - 4.0], [right + 1.5, y + 4.0], 1.0, Some(ground.alpha(0.7)), None);
        drawing.rect([left, y - 2.5], [right, y + 2.5], 0.0, Some(ground), None);
        for part in [0.0, 0.5] {
            let from = left + wide * part;
            drawing.rect([from, y - 2.5], [from + wide / 4.0, y + 2.5], 0.0, Some(ink), None);
        }
        drawing.rect([left, y - 2.5], [right, y + 2.5], 0.0, None, Some(Stroke { width: 1.0, colour: ink }));
        let mark = |x: f32, text: String, anchor: Anchor| Text {
            anchor,
            halo: Some((look.map.foreign_halo, 1.4)),
            ..Text::new([x, y - 8.0], text, 11.0, 500, ink)
        };
        let decimals = usize::from(km < 2.0);
        drawing.text(mark(left, "0".to_owned(), Anchor::Middle));
        drawing.text(mark(left + wide / 2.0, grouped(km / 2.0, decimals), Anchor::Middle));
        let number = grouped(km, 0);
        let half = width(&number, 11.0, 500, false, 0.0) / 2.0;
        drawing.text(mark(right - half, format!("{number} km"), Anchor::Start));
    }

    fn draw_north(&self, look: &Look, drawing: &mut Drawing) {
        let (x, y) = (self.size[0] - 24.0, self.size[1] - 52.0);
        let (ink, ground) = (look.map.city, look.map.halo);
        let edge = Stroke { width: 1.0, colour: ink };
        let tip = [x, y - 1.0];
        drawing.polygon(vec![tip, [x - 6.5, y + 16.0], [x, y + 11.5]], Some(ground), Some(edge));
        drawing.polygon(vec![tip, [x, y + 11.5], [x + 6.5, y + 16.0]], Some(ink), Some(edge));
        drawing.text(Text {
            anchor: Anchor::Middle,
            halo: Some((look.map.foreign_halo, 1.4)),
            ..Text::new([x, y + 28.0], "N", 11.0, 700, ink)
        });
    }
}

/// A warning triangle of a height around a point.
pub fn draw_warning(at: Spot, high: f32, colour: Colour, drawing: &mut Drawing) {
    let half = high / 2.0;
    let [x, y] = at;
    let corners = vec![[x, y - half], [x + half * 1.15, y + half * 0.85], [x - half * 1.15, y + half * 0.85]];
    drawing.stroke(corners, 1.5, colour, None, true);
    drawing.line(vec![[x, y - half * 0.3], [x, y + half * 0.25]], 1.5, colour);
    drawing.disc([x, y + half * 0.55], 0.9, Some(colour), None);
}

/// The swatch of a role: its fill, hatch, outline and letter.
pub fn draw_swatch(at: Spot, role: Role, look: &Look, drawing: &mut Drawing) {
    let ink = look.role(role);
    let [x, y] = at;
    if role == Role::Site {
        draw_badge(at, 16.0, role, look, false, drawing);
        return;
    }
    let frame = Frame { min: [x - 15.5, y - 7.75], max: [x + 15.5, y + 7.75] };
    drawing.rect(frame.min, frame.max, 2.5, Some(ink.wash()), None);
    let inner = frame.padded(-1.0);
    let ring = vec![inner.min, [inner.max[0], inner.min[1]], inner.max, [inner.min[0], inner.max[1]]];
    hatch::draw(&[ring], &inner, [x, y], ink.hatch, ink.ink, drawing);
    drawing.rect(frame.min, frame.max, 2.5, None, Some(Stroke { width: 1.5, colour: ink.ink }));
    drawing.rect([x - 6.5, y - 6.0], [x + 6.5, y + 6.0], 2.0, Some(look.ui.plate), None);
    drawing.text(Text {
        anchor: Anchor::Middle,
        ..Text::new([x, y + CAPITAL * 5.25], ink.letter, 10.5, 700, ink.ink)
    });
}

/// The greatest 1, 2 or 5 times a power of ten that is not above a length in kilometres.
fn round_length(km: f64) -> f64 {
    let power = 10.0_f64.powf(km.max(1e-3).log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|times| times * power).find(|length| *length <= km).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_has_a_round_length() {
        assert_eq!(round_length(233.0), 200.0);
        assert_eq!(round_length(99.0), 50.0);
        assert_eq!(round_length(1.4), 1.0);
        assert_eq!(round_length(0.7), 0.5);
    }

    #[test]
    fn the_legend_names_the_roles_that_are_there() {
        let furniture = Furniture { banner: "Hypothetical".into(), ..Furniture::default() };
        let roles = vec![Role::MonitoredLine, Role::Site];
        let laid = Laid::new(&furniture, roles, Some("Line of contact"), [1168.0, 920.0]);
        let look = Look::light();
        let mut drawing = Drawing::new([1168.0, 920.0]);
        laid.draw(&View::of_ukraine([1168.0, 920.0]), &look, &mut drawing);
        let texts = drawing
            .marks
            .iter()
            .filter_map(|mark| {
                if let super::super::drawing::Mark::Text(text) = mark {
                    Some(text.text.as_str())
                } else {
                    None
                }
            })
            .collect::<Vec<_>>();
        for expected in
            ["Hypothetical", "ZONES BY ROLE", "Monitored line", "Site", "Line of contact", "N", "0"]
        {
            assert!(texts.contains(&expected), "{expected} is not in {texts:?}");
        }
        assert!(!texts.contains(&"Rear hub"));
    }
}

//! What always stands on the sheet: banner, legend, scale, north, sources.

use super::crowd::Frame;
use super::drawing::{Anchor, Drawing, Spot, Stroke, Text};
use super::faces::{CAPITAL, width};
use super::hatch;
use super::look::{Colour, Hatch, Look};
use super::plates::draw_plate;
use super::reference::{DOT, LayerKind, LayerMark};
use super::view::View;
use super::zones::draw_badge;
use crate::plan::zone::Role;
use crate::units::{brief, grouped};

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
    /// Whether scale bar and north are left out: a page has them elsewhere.
    pub bare: bool,
    /// Boxes that something else will cover: names and plates keep clear of them.
    pub covered: Vec<Frame>,
}

/// What the legend explains.
#[derive(Clone, Debug, Default)]
pub struct Contents<'a> {
    /// The roles of the zones.
    pub roles: Vec<Role>,
    /// The codes of the contingents.
    pub codes: Vec<&'a str>,
    /// Whether some ground is not filled yet.
    pub unfilled: bool,
    /// The title of the line of contact.
    pub line: Option<&'a str>,
    /// The distances of the bands, in kilometres.
    pub bands: Vec<f64>,
    /// Layers opened over the map, bottom first.
    pub layers: &'a [LayerMark<'a>],
}

/// Furniture with its places on a sheet.
pub struct Laid<'a> {
    furniture: &'a Furniture,
    contents: Contents<'a>,
    size: [f32; 2],
}

/// Height of a row of the legend.
const ROW: f32 = 20.0;

/// Contingents side by side in the legend, and the width of each.
const COLUMNS: usize = 4;

/// Width of a contingent in the legend: a swatch of 18, a gap, two letters.
const COLUMN: f32 = 46.0;

/// The most layers that the legend names one by one, and the widest name of one.
const LAYERS: usize = 6;
const LAYER_NAME: f32 = 190.0;

/// What stands above a group of rows of the legend.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Head {
    /// A title in capitals; the legend's own has its place at the top.
    Title(&'static str),
    /// A rule.
    Rule,
}

/// A row of the legend.
#[derive(Clone, Debug, PartialEq)]
enum Row<'a> {
    Role(Role),
    Codes(Vec<&'a str>),
    Unfilled,
    Line(&'a str),
    Bands(String),
    Layer(String, LayerKind, Colour),
    MoreLayers(String),
}

impl Row<'_> {
    /// What is written beside the swatch.
    fn text(&self) -> &str {
        match self {
            Self::Role(role) => role.title(),
            Self::Codes(_) => "",
            Self::Unfilled => "Not yet filled",
            Self::Line(title) => title,
            Self::Bands(text) | Self::Layer(text, ..) | Self::MoreLayers(text) => text,
        }
    }
}

impl<'a> Laid<'a> {
    /// Lays furniture on a sheet.
    pub fn new(furniture: &'a Furniture, contents: Contents<'a>, size: [f32; 2]) -> Self {
        Self { furniture, contents, size }
    }

    /// The rows of the legend, in groups.
    fn groups(&self) -> Vec<(Head, Vec<Row<'a>>)> {
        let Contents { roles, codes, unfilled, line, bands, layers } = &self.contents;
        let mut groups =
            vec![(Head::Title("ZONES BY ROLE"), roles.iter().map(|&role| Row::Role(role)).collect())];
        let mut who = codes.chunks(COLUMNS).map(|codes| Row::Codes(codes.to_vec())).collect::<Vec<_>>();
        who.extend(unfilled.then_some(Row::Unfilled));
        groups.push((Head::Title("CONTINGENTS"), who));
        let mut lines = line.map(Row::Line).into_iter().collect::<Vec<_>>();
        if !bands.is_empty() {
            let km = bands.iter().map(|km| brief(*km)).collect::<Vec<_>>().join(", ");
            lines.push(Row::Bands(format!("{km} km from it")));
        }
        groups.push((Head::Rule, lines));
        groups.push((Head::Title("LAYERS"), layer_rows(layers)));
        groups.retain(|(_, rows)| !rows.is_empty());
        groups
    }

    /// The boxes that labels keep clear of.
    pub fn frames(&self) -> Vec<Frame> {
        let mut frames = self.furniture.covered.clone();
        if !self.furniture.bare {
            frames.push(Frame { min: [self.size[0] - 260.0, self.size[1] - 64.0], max: self.size });
        }
        if !self.furniture.attribution.is_empty() {
            let wide = width(&self.furniture.attribution, 10.5, 400, false, 0.0) + GUTTER + 4.0;
            frames.push(Frame { min: [self.size[0] - wide, self.size[1] - 24.0], max: self.size });
        }
        frames.extend(self.banner_frame());
        frames.extend(self.legend_frame());
        frames
    }

    fn banner_frame(&self) -> Option<Frame> {
        let Furniture { banner, month, .. } = self.furniture;
        let title = if banner.is_empty() { 0.0 } else { banner_width(banner) };
        let wide = title + if month.is_empty() { 0.0 } else { month_width(month) };
        (wide > 0.0).then_some(Frame { min: [GUTTER; 2], max: [GUTTER + wide, GUTTER + 32.0] })
    }

    /// The box of the legend; its top 32 points fold and unfold it.
    pub fn legend_frame(&self) -> Option<Frame> {
        let groups = self.groups();
        if self.furniture.legend == Legend::Hidden || groups.is_empty() {
            return None;
        }
        let rows = groups.iter().flat_map(|(_, rows)| rows);
        let text = rows.map(|row| width(row.text(), 12.0, 400, false, 0.0)).fold(0.0, f32::max);
        let wide = (52.0 + text + 14.0).max(196.0);
        let high = if self.furniture.legend == Legend::Folded {
            32.0
        } else {
            let heads = groups.iter().enumerate().map(|(at, (head, _))| head.height(at));
            let count = groups.iter().map(|(_, rows)| rows.len()).sum::<usize>();
            heads.sum::<f32>() + ROW * count as f32 + 8.0
        };
        let bottom = self.size[1] - GUTTER;
        Some(Frame { min: [GUTTER, bottom - high], max: [GUTTER + wide, bottom] })
    }

    /// Adds all of it.
    pub fn draw(&self, view: &View, look: &Look, drawing: &mut Drawing) {
        self.draw_banner(look, drawing);
        self.draw_legend(look, drawing);
        if !self.furniture.bare {
            self.draw_scale(view, look, drawing);
            self.draw_north(look, drawing);
        }
        let at = [self.size[0] - GUTTER, self.size[1] - 10.0];
        drawing.text(Text {
            anchor: Anchor::End,
            halo: Some((look.map.foreign_halo, 1.4)),
            ..Text::new(at, self.furniture.attribution.clone(), 10.5, 400, look.map.country)
        });
    }

    fn draw_banner(&self, look: &Look, drawing: &mut Drawing) {
        let Some(frame) = self.banner_frame() else { return };
        let Furniture { banner, month, .. } = self.furniture;
        draw_plate(&frame, look.ui.plateline, look, drawing);
        let ([mut left, top], y) = (frame.min, frame.min[1] + 16.0 + CAPITAL * 6.0);
        drawing.rect([left, top], [left + 5.0, frame.max[1]], 1.0, Some(look.ui.delta), None);
        if !banner.is_empty() {
            draw_warning([left + 26.0, top + 16.0], 14.0, look.ui.delta, drawing);
            drawing.text(Text::new([left + 43.0, y], banner.clone(), 12.0, 600, look.ui.tx));
            left += banner_width(banner);
        }
        if !month.is_empty() {
            if !banner.is_empty() {
                drawing.line(vec![[left, top + 7.0], [left, frame.max[1] - 7.0]], 1.0, look.ui.line2);
            }
            drawing.text(Text::new([left + 13.0, y], month.clone(), 12.0, 600, look.ui.accent));
        }
    }

    fn draw_legend(&self, look: &Look, drawing: &mut Drawing) {
        let Some(frame) = self.legend_frame() else { return };
        draw_plate(&frame, look.ui.plateline, look, drawing);
        let [left, top] = frame.min;
        let open = self.furniture.legend == Legend::Open;
        let (x, y, dip) = (frame.max[0] - 16.0, top + 16.0, if open { 2.2 } else { -2.2 });
        drawing.line(vec![[x - 4.5, y - dip], [x, y + dip], [x + 4.5, y - dip]], 1.5, look.ui.tx2);
        let mut y = top;
        for (at, (head, rows)) in self.groups().iter().enumerate() {
            let first = at == 0;
            if !first {
                let rule = y + 4.0;
                drawing.line(vec![[left + 11.0, rule], [frame.max[0] - 12.0, rule]], 1.0, look.ui.line);
            }
            if first || *head != Head::Rule {
                let title = if let Head::Title(title) = *head { title } else { "LEGEND" };
                let at = [left + 12.0, y + head.height(at) - if first { 6.2 } else { 5.2 }];
                let title = Text::new(at, title, 10.5, 600, look.ui.tx2);
                drawing.text(Text { tracking: 0.9, ..title });
            }
            if !open {
                return;
            }
            y += head.height(at);
            for row in rows {
                row.draw([left, y + ROW / 2.0], look, drawing);
                y += ROW;
            }
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

/// The width of the banner's part with its warning.
fn banner_width(banner: &str) -> f32 {
    43.0 + width(banner, 12.0, 600, false, 0.0) + 11.0
}

/// The width of the banner's part with the month.
fn month_width(month: &str) -> f32 {
    13.0 + width(month, 12.0, 600, false, 0.0) + 12.0
}

impl Head {
    /// Its height, as the first of the legend or further down.
    fn height(self, at: usize) -> f32 {
        match (at, self) {
            (0, _) => 26.0,
            (_, Self::Title(_)) => 25.0,
            (_, Self::Rule) => 7.0,
        }
    }
}

impl Row<'_> {
    /// Adds it, with the middle of its left end at a point.
    fn draw(&self, [left, y]: Spot, look: &Look, drawing: &mut Drawing) {
        let swatch = Frame::around([left + 26.5, y], [15.5, 6.5]);
        match self {
            Self::Role(role) => draw_swatch([left + 26.5, y], *role, look, drawing),
            Self::Codes(codes) => {
                for (at, code) in codes.iter().enumerate() {
                    draw_contingent([left + 11.0 + COLUMN * at as f32, y], code, look, drawing);
                }
            }
            Self::Unfilled => {
                drawing.rect(swatch.min, swatch.max, 1.0, Some(look.ui.unfilled), None);
                let edge = Stroke { width: 1.0, colour: look.ui.unfilled_hatch };
                draw_hatched(&swatch, look.unfilled_hatch(), look.ui.unfilled_hatch, drawing);
                drawing.rect(swatch.min, swatch.max, 1.0, None, Some(edge));
            }
            Self::Line(_) => {
                drawing.line(vec![[left + 11.0, y], [left + 42.0, y]], 3.0, look.map.contact);
            }
            Self::Bands(_) => {
                drawing.rect(swatch.min, swatch.max, 0.0, Some(look.map.ukraine), None);
                for step in 0..3_u8 {
                    let max = [swatch.max[0] - 10.0 * f32::from(step), swatch.max[1]];
                    drawing.rect(swatch.min, max, 0.0, Some(look.band()), None);
                    let edge = vec![[max[0], swatch.min[1]], max];
                    drawing.stroke(edge, 0.9, look.band_edge(), Some([3.0, 2.0]), false);
                }
            }
            Self::Layer(_, kind, colour) => draw_layer_swatch(&swatch, *kind, *colour, look, drawing),
            Self::MoreLayers(_) => {}
        }
        let at = [left + 52.0, y + CAPITAL * 6.0];
        drawing.text(Text::new(at, self.text(), 12.0, 400, look.ui.tx));
    }
}

/// The rows of layers, the uppermost first.
fn layer_rows<'a>(layers: &[LayerMark<'_>]) -> Vec<Row<'a>> {
    let row = |mark: &LayerMark| Row::Layer(shortened(mark.name), mark.prepared.kind(), mark.colour);
    let mut rows: Vec<Row> = layers.iter().rev().take(LAYERS).map(row).collect();
    if let more @ 1.. = layers.len().saturating_sub(LAYERS) {
        rows.push(Row::MoreLayers(format!("and {more} more")));
    }
    rows
}

/// A name of a layer, cut where it would make the legend wider than it is worth.
fn shortened(name: &str) -> String {
    let wide = |text: &str| width(text, 12.0, 400, false, 0.0);
    if wide(name) <= LAYER_NAME {
        return name.to_owned();
    }
    let mut short = name.to_owned();
    while !short.is_empty() && wide(&short) > LAYER_NAME - wide("…") {
        short.pop();
    }
    format!("{}…", short.trim_end())
}

/// The swatch of a layer in a box, as it is drawn on the map.
pub fn draw_layer_swatch(frame: &Frame, kind: LayerKind, colour: Colour, look: &Look, drawing: &mut Drawing) {
    let [x, y] = frame.middle();
    match kind {
        LayerKind::Areas => {
            drawing.rect(frame.min, frame.max, 0.0, Some(look.map.ukraine), None);
            let edge = Stroke { width: 1.3, colour };
            drawing.rect(frame.min, frame.max, 0.0, Some(colour.alpha(0.12)), Some(edge));
        }
        LayerKind::Lines => drawing.line(vec![[frame.min[0], y], [frame.max[0], y]], 1.3, colour),
        LayerKind::Dots => {
            for step in [-9.0, 0.0, 9.0] {
                drawing.disc([x + step, y], DOT, Some(colour), None);
            }
        }
    }
}

/// The swatch of a contingent with its code.
fn draw_contingent([left, y]: Spot, code: &str, look: &Look, drawing: &mut Drawing) {
    let ink = look.contingent(code);
    let frame = Frame { min: [left, y - 6.0], max: [left + 18.0, y + 6.0] };
    drawing.rect(frame.min, frame.max, 1.0, Some(ink.wash().over(look.map.ukraine)), None);
    draw_hatched(&frame, ink.hatch, ink.ink, drawing);
    drawing.text(Text::new([left + 22.0, y + CAPITAL * 6.0], code, 12.0, 600, look.ui.tx));
}

/// A hatch in a box.
fn draw_hatched(frame: &Frame, hatch: Hatch, ink: Colour, drawing: &mut Drawing) {
    let inner = frame.padded(-0.5);
    let ring = vec![inner.min, [inner.max[0], inner.min[1]], inner.max, [inner.min[0], inner.max[1]]];
    hatch::draw(&[ring], &inner, frame.middle(), hatch, ink, drawing);
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
        draw_badge(at, 16.0, (role, None), look, false, drawing);
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
        let furniture = Furniture {
            banner: "Hypothetical".into(),
            month: "Month 9 of 24".into(),
            ..Furniture::default()
        };
        let contents = Contents {
            roles: vec![Role::MonitoredLine, Role::Site],
            codes: vec!["FR", "GB"],
            unfilled: true,
            line: Some("Line of contact"),
            bands: vec![10.0, 25.0],
            layers: &[],
        };
        let laid = Laid::new(&furniture, contents, [1168.0, 920.0]);
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
        for expected in ["CONTINGENTS", "FR", "GB", "Not yet filled", "10, 25 km from it", "Month 9 of 24"] {
            assert!(texts.contains(&expected), "{expected} is not in {texts:?}");
        }
        assert!(!texts.contains(&"Rear hub"));
    }
}

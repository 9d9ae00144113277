//! How eyes see colours: full colour blindness of three kinds, and no colour at all.
//!
//! For the preview of a sheet, and for the greyscale theme. Dichromacy after
//! Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for
//! Simulation of Color Vision Deficiency", IEEE TVCG 15(6), the matrices of
//! severity 1.0, applied to linear RGB. It says what is confused with what, not
//! what a person feels.

use super::drawing::{Drawing, Mark, Stroke, Text};
use super::look::{Colour, MapColours, UiColours};

/// An eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// Three kinds of cones.
    #[default]
    Normal,
    /// Without green cones.
    Deuteranopia,
    /// Without red cones.
    Protanopia,
    /// Without blue cones.
    Tritanopia,
    /// Brightness only, as a black-and-white printer has it.
    Grey,
}

impl Sight {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Normal, Self::Deuteranopia, Self::Protanopia, Self::Tritanopia, Self::Grey];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Normal => "Normal sight",
            Self::Deuteranopia => "Deuteranopia",
            Self::Protanopia => "Protanopia",
            Self::Tritanopia => "Tritanopia",
            Self::Grey => "Greyscale",
        }
    }

    /// Linear RGB as it is seen, row by row.
    const fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
            // The luminance of WCAG 2.2 in all three: contrasts stay as they are.
            Self::Grey => [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]],
        }
    }
}

impl Colour {
    /// The colour as an eye sees it; opacity stays.
    #[must_use]
    pub fn seen(self, sight: Sight) -> Self {
        if sight == Sight::Normal {
            return self;
        }
        let linear = [self.r, self.g, self.b].map(Self::linear);
        let channel = |row: [f64; 3]| {
            let value: f64 = row.iter().zip(linear).map(|(part, channel)| part * channel).sum();
            let value = value.clamp(0.0, 1.0);
            let coded =
                if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
            (coded * 255.0).round() as u8
        };
        let [r, g, b] = sight.matrix().map(channel);
        Self { r, g, b, a: self.a }
    }
}

impl Drawing {
    /// The drawing as an eye sees it.
    #[must_use]
    pub fn seen(self, sight: Sight) -> Self {
        Self { marks: seen(self.marks, sight), ..self }
    }
}

fn seen(marks: Vec<Mark>, sight: Sight) -> Vec<Mark> {
    marks.into_iter().map(|mark| mark_seen(mark, sight)).collect()
}

fn mark_seen(mut mark: Mark, sight: Sight) -> Mark {
    let pen = |stroke: Option<Stroke>| stroke.map(|it| Stroke { colour: it.colour.seen(sight), ..it });
    match &mut mark {
        Mark::Fill { colour, .. }
        | Mark::Line { colour, .. }
        | Mark::Strokes { colour, .. }
        | Mark::Dots { colour, .. } => *colour = colour.seen(sight),
        Mark::Disc { fill, stroke, .. }
        | Mark::Rect { fill, stroke, .. }
        | Mark::Polygon { fill, stroke, .. } => {
            (*fill, *stroke) = (fill.map(|colour| colour.seen(sight)), pen(*stroke));
        }
        Mark::Text(Text { colour, halo, .. }) => {
            *colour = colour.seen(sight);
            *halo = halo.map(|(colour, reach)| (colour.seen(sight), reach));
        }
        Mark::Group { marks, .. } => *marks = seen(std::mem::take(marks), sight),
    }
    mark
}

impl UiColours {
    /// The colours as an eye sees them.
    #[must_use]
    pub fn seen(self, sight: Sight) -> Self {
        Self {
            bar: self.bar.seen(sight),
            panel: self.panel.seen(sight),
            raised: self.raised.seen(sight),
            well: self.well.seen(sight),
            line: self.line.seen(sight),
            line2: self.line2.seen(sight),
            tx: self.tx.seen(sight),
            tx2: self.tx2.seen(sight),
            tx3: self.tx3.seen(sight),
            accent: self.accent.seen(sight),
            on_accent: self.on_accent.seen(sight),
            accentbg: self.accentbg.seen(sight),
            delta: self.delta.seen(sight),
            short: self.short.seen(sight),
            shortbg: self.shortbg.seen(sight),
            ok: self.ok.seen(sight),
            plate: self.plate.seen(sight),
            plateline: self.plateline.seen(sight),
            shadow: self.shadow.seen(sight),
            bandln: self.bandln.seen(sight),
            bandfill: self.bandfill.seen(sight),
            tick: self.tick.seen(sight),
            unfilled: self.unfilled.seen(sight),
            unfilled_hatch: self.unfilled_hatch.seen(sight),
        }
    }
}

impl MapColours {
    /// The colours as an eye sees them.
    #[must_use]
    pub fn seen(self, sight: Sight) -> Self {
        Self {
            sea: self.sea.seen(sight),
            coast: self.coast.seen(sight),
            neighbours: self.neighbours.seen(sight),
            ukraine: self.ukraine.seen(sight),
            oblast: self.oblast.seen(sight),
            foreign_border: self.foreign_border.seen(sight),
            ukraine_border: self.ukraine_border.seen(sight),
            river: self.river.seen(sight),
            former_lake: self.former_lake.seen(sight),
            city: self.city.seen(sight),
            small: self.small.seen(sight),
            symbol: self.symbol.seen(sight),
            halo: self.halo.seen(sight),
            country: self.country.seen(sight),
            foreign_halo: self.foreign_halo.seen(sight),
            water: self.water.seen(sight),
            water_halo: self.water_halo.seen(sight),
            contact: self.contact.seen(sight),
            contact_casing: self.contact_casing.seen(sight),
            selection: self.selection.seen(sight),
            selection_casing: self.selection_casing.seen(sight),
            ghost: self.ghost.seen(sight),
            unit_fill: self.unit_fill.seen(sight),
            unit_frame: self.unit_frame.seen(sight),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_and_green_are_confused_without_green_cones() {
        let (red, green) = (Colour::hex(0xC0_4020), Colour::hex(0x6A_8020));
        let far = |a: Colour, b: Colour| {
            [(a.r, b.r), (a.g, b.g), (a.b, b.b)].iter().map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
        };
        let seen = |sight| far(red.seen(sight), green.seen(sight));
        assert!(seen(Sight::Normal) >= 64);
        assert!(seen(Sight::Deuteranopia) <= 40, "{}", seen(Sight::Deuteranopia));
        assert!(seen(Sight::Tritanopia) > 60);
    }

    #[test]
    fn every_eye_sees_white_black_and_opacity() {
        for sight in Sight::ALL {
            for plain in [Colour::hex(0xFF_FFFF), Colour::hex(0), Colour::hexa(0xFFFF_FF80)] {
                assert_eq!(plain.seen(sight), plain, "{sight:?}");
            }
        }
    }

    #[test]
    fn grey_keeps_the_contrast() {
        let (ink, ground) = (Colour::hex(0xB3_132B), Colour::hex(0xF8_F5EE));
        let grey = ink.seen(Sight::Grey);
        assert!(grey.r == grey.g && grey.g == grey.b);
        assert!((grey.contrast(ground.seen(Sight::Grey)) - ink.contrast(ground)).abs() < 0.1);
    }
}

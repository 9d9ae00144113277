//! A colour, and how far two are apart for who reads.

/// An sRGB colour with straight (not multiplied) alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
    /// Opacity, 0–255.
    pub a: u8,
}

impl Colour {
    /// An opaque colour written as in a style sheet: `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self { r, g, b, a: 255 }
    }

    /// A colour with its opacity: `0xRRGGBBAA`.
    pub const fn hexa(rgba: u32) -> Self {
        let [r, g, b, a] = rgba.to_be_bytes();
        Self { r, g, b, a }
    }

    /// The same colour with its opacity multiplied by 0 to 1.
    #[must_use]
    pub fn alpha(self, alpha: f32) -> Self {
        Self { a: (f32::from(self.a) * alpha.clamp(0.0, 1.0)).round() as u8, ..self }
    }

    /// This colour with a share (0 to 1) of another mixed in.
    #[must_use]
    pub fn mixed(self, other: Self, share: f32) -> Self {
        let mix = |a: u8, b: u8| {
            (f32::from(a) + (f32::from(b) - f32::from(a)) * share.clamp(0.0, 1.0)).round() as u8
        };
        Self {
            r: mix(self.r, other.r),
            g: mix(self.g, other.g),
            b: mix(self.b, other.b),
            a: mix(self.a, other.a),
        }
    }

    /// What is seen where this colour lies on an opaque ground.
    #[must_use]
    pub fn over(self, ground: Self) -> Self {
        Self { a: 255, ..ground.mixed(Self { a: 255, ..self }, f32::from(self.a) / 255.0) }
    }

    /// Relative luminance by WCAG 2.2, 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        0.2126 * Self::linear(self.r) + 0.7152 * Self::linear(self.g) + 0.0722 * Self::linear(self.b)
    }

    /// A channel of sRGB as light, 0 to 1.
    pub(in crate::scene) fn linear(channel: u8) -> f64 {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    }

    /// Contrast ratio by WCAG 2.2, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

//! The theme: every colour and line weight of the window and of the sheet.
//!
//! Raw colours stand in this file and nowhere else.

pub mod deck;

use super::sight::Sight;
use crate::plan::zone::Role;

pub use deck::DeckInks;

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
    pub(super) fn linear(channel: u8) -> f64 {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    }

    /// Contrast ratio by WCAG 2.2, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// Light on the desk, dark in the room, or for what a sheet is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LookName {
    /// Dark ink on light grounds.
    Light,
    /// Light ink on dark grounds.
    Dark,
    /// Black on white with strong tints, for a projector that washes colours out.
    Projector,
    /// On white paper, with paler tints that save ink.
    Print,
    /// Without colour: shades, hatches and letters tell things apart.
    Grey,
}

impl LookName {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Light, Self::Dark, Self::Projector, Self::Print, Self::Grey];

    /// Whether the grounds are dark.
    pub const fn is_dark(self) -> bool {
        matches!(self, Self::Dark)
    }
}

/// Colours of the window around the map, and of the plates on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UiColours {
    /// Menu bar, tool rail and status line.
    pub bar: Colour,
    /// The right panel.
    pub panel: Colour,
    /// Fields and buttons that stand out from the panel.
    pub raised: Colour,
    /// Tracks and totals that lie below the panel.
    pub well: Colour,
    /// Rules.
    pub line: Colour,
    /// Stronger rules; disabled controls.
    pub line2: Colour,
    /// Text.
    pub tx: Colour,
    /// Secondary text.
    pub tx2: Colour,
    /// Tertiary text.
    pub tx3: Colour,
    /// Selection, tool and link.
    pub accent: Colour,
    /// Text on the accent.
    pub on_accent: Colour,
    /// Ground of a selected row.
    pub accentbg: Colour,
    /// Changes, caveats and the edge of the banner.
    pub delta: Colour,
    /// Shortfall.
    pub short: Colour,
    /// Ground of a shortfall.
    pub shortbg: Colour,
    /// Filled.
    pub ok: Colour,
    /// Plates on the map.
    pub plate: Colour,
    /// The edge of a plate.
    pub plateline: Colour,
    /// The shadow of a plate.
    pub shadow: Colour,
    /// Whisker from low to high.
    pub bandln: Colour,
    /// Box from P10 to P90.
    pub bandfill: Colour,
    /// The tick at the central need.
    pub tick: Colour,
    /// Need not filled yet.
    pub unfilled: Colour,
    /// The hatch over need not filled yet.
    pub unfilled_hatch: Colour,
}

/// Colours of the base map and of the lines over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapColours {
    /// Sea and lakes.
    pub sea: Colour,
    /// Edge of the sea and of lakes.
    pub coast: Colour,
    /// Land of other countries.
    pub neighbours: Colour,
    /// Land of Ukraine.
    pub ukraine: Colour,
    /// Lines between oblasts.
    pub oblast: Colour,
    /// Borders between other countries.
    pub foreign_border: Colour,
    /// The border of Ukraine.
    pub ukraine_border: Colour,
    /// Rivers.
    pub river: Colour,
    /// Edge of a lake that is no more.
    pub former_lake: Colour,
    /// Names of cities.
    pub city: Colour,
    /// Names of small places.
    pub small: Colour,
    /// Symbols of places.
    pub symbol: Colour,
    /// Halo of names in Ukraine.
    pub halo: Colour,
    /// Names of countries and of foreign towns.
    pub country: Colour,
    /// Halo of names abroad.
    pub foreign_halo: Colour,
    /// Names of seas and rivers.
    pub water: Colour,
    /// Halo of names on water.
    pub water_halo: Colour,
    /// The line of contact.
    pub contact: Colour,
    /// Casing of the line of contact.
    pub contact_casing: Colour,
    /// The outline of what is selected.
    pub selection: Colour,
    /// Casing of a selected outline.
    pub selection_casing: Colour,
    /// What was there before the gesture.
    pub ghost: Colour,
    /// Fill of a unit symbol (APP-6 friendly).
    pub unit_fill: Colour,
    /// Frame of a unit symbol.
    pub unit_frame: Colour,
}

/// The pattern over a zone, in screen space: its size does not change with the zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hatch {
    /// Parallel lines.
    Lines {
        /// Degrees anticlockwise from the horizontal.
        angle: f32,
        /// Distance between lines, or between pairs of lines.
        spacing: f32,
        /// Line width.
        width: f32,
        /// Opacity, 0 to 1.
        alpha: f32,
        /// Distance between the two lines of a pair; single lines where none.
        pair: Option<f32>,
    },
    /// Dots on a square grid.
    Dots {
        /// Degrees by which the grid is turned.
        angle: f32,
        /// Distance between dots.
        spacing: f32,
        /// Radius of a dot.
        radius: f32,
        /// Opacity, 0 to 1.
        alpha: f32,
    },
    /// A solid fill.
    None,
}

/// How a role is drawn: colour, pattern and letter together, so that none stands alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoleInk {
    /// Outline, badge and hatch.
    pub ink: Colour,
    /// Opacity of the fill, 0 to 1.
    pub fill: f32,
    /// The pattern.
    pub hatch: Hatch,
    /// The letter on the badge.
    pub letter: &'static str,
    /// Colour of the letter on the badge.
    pub on_ink: Colour,
}

impl RoleInk {
    /// The colour of the fill.
    pub fn wash(&self) -> Colour {
        self.ink.alpha(self.fill)
    }
}

/// How a contingent is drawn. Its code always stands beside the colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContingentInk {
    /// The nation's colour, as bars and swatches have it.
    pub fill: Colour,
    /// Opacity of that colour over the ground of the contingent.
    pub over: f32,
    /// The pattern over its ground.
    pub hatch: Hatch,
    /// The colour of the pattern.
    pub ink: Colour,
}

impl ContingentInk {
    /// The colour over the ground of the contingent.
    pub fn wash(&self) -> Colour {
        self.fill.alpha(self.over)
    }
}

/// Where a nation's colour comes from: its own, or that of a family of
/// neighbours, in which it is told from the others by shade and pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Family {
    /// The number of its colour.
    colour: usize,
    /// The place in the family.
    member: usize,
}

/// Families in the order of their colours. Whoever has a colour alone is a
/// family of one; the last family takes in everybody else, known ones at
/// places of their own.
const FAMILIES: [&[&str]; 9] = [
    &["FR"],
    &["GB"],
    &["IT"],
    &["TR"],
    &["CA"],
    &["DK", "NO", "SE", "FI"],
    &["NL", "BE", "LU"],
    &["EE", "LV", "LT"],
    &["DE", "PL", "ES", "CZ", "RO", "PT", "GR", "HU", "HR", "BG", "IE"],
];

impl Family {
    fn of(code: &str) -> Self {
        let member = |family: &[&str]| family.iter().position(|member| *member == code);
        let found = FAMILIES.iter().enumerate().find_map(|(colour, family)| Some((colour, member(family)?)));
        let (colour, member) = found.unwrap_or_else(|| {
            // FNV-1a: the same place for a code in every plan and on every machine.
            let hash = code
                .bytes()
                .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            (FAMILIES.len() - 1, hash as usize % (SHADES * PATTERNS.len()))
        });
        Self { colour, member }
    }
}

/// Shades of a family of many: after the third the pattern tells members apart.
const SHADES: usize = 3;

/// Patterns of the members of a family, the first as every single nation has it.
const PATTERNS: [(f32, f32, Option<f32>); 5] =
    [(45.0, 6.0, None), (-45.0, 6.0, None), (90.0, 5.0, None), (0.0, 5.0, None), (45.0, 9.0, Some(3.0))];

/// What a nation says of soldiers of its own inside Ukraine, in three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Willing {
    /// Ready or open.
    Ready,
    /// Under a mandate of the United Nations first, undecided or reluctant.
    Reluctant,
    /// From outside only, or not at all.
    Outside,
}

/// A theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Which one.
    pub name: LookName,
    /// The window and the plates.
    pub ui: UiColours,
    /// The base map and the lines over it.
    pub map: MapColours,
    /// The inks of the roles, in the order of [`Role::ALL`].
    roles: [RoleInk; 7],
    /// The eye for which colours are made that are reckoned when they are asked for.
    sight: Sight,
}

impl Look {
    /// The light theme.
    pub fn light() -> Self {
        let inks =
            [0x1F_5F97, 0x2B_3A45, 0xA4_2F7C, 0x4B_2A8C, 0x6B_2A10, 0x0A_5245, 0x86_640F].map(Colour::hex);
        Self {
            name: LookName::Light,
            ui: UI_LIGHT,
            map: MAP_LIGHT,
            roles: roles(inks, 0.16, Colour::hex(0xFF_FFFF)),
            sight: Sight::Normal,
        }
    }

    /// The dark theme.
    pub fn dark() -> Self {
        let inks =
            [0x4D_A9F2, 0x69_818C, 0xF5_8AC4, 0xDC_C6FF, 0xF2_D46B, 0x74_E6CC, 0xCC_942C].map(Colour::hex);
        Self {
            name: LookName::Dark,
            ui: UI_DARK,
            map: MAP_DARK,
            roles: roles(inks, 0.22, Colour::hex(0x10_1316)),
            sight: Sight::Normal,
        }
    }

    /// For a projector: the light theme with black ink, white land and stronger tints.
    pub fn projector() -> Self {
        let light = Self::light();
        let roles = light.roles.map(|ink| RoleInk { fill: 0.26, ..ink });
        Self { name: LookName::Projector, ui: paper(UI_LIGHT), map: MAP_PROJECTOR, roles, ..light }
    }

    /// For paper: the light theme on white, with paler land and water.
    pub fn print() -> Self {
        let light = Self::light();
        let roles = light.roles.map(|ink| RoleInk { fill: 0.13, ..ink });
        Self { name: LookName::Print, ui: paper(UI_LIGHT), map: MAP_PRINT, roles, ..light }
    }

    /// Without colour. Brightness stays, and with it every contrast; contingents
    /// get a hatch each, since their hues are gone.
    pub fn grey() -> Self {
        Self { name: LookName::Grey, ..Self::print().seen(Sight::Grey) }
    }

    /// The theme of a name.
    pub fn named(name: LookName) -> Self {
        match name {
            LookName::Light => Self::light(),
            LookName::Dark => Self::dark(),
            LookName::Projector => Self::projector(),
            LookName::Print => Self::print(),
            LookName::Grey => Self::grey(),
        }
    }

    /// The theme as an eye sees it: for a preview.
    #[must_use]
    pub fn seen(self, sight: Sight) -> Self {
        let ink = |ink: RoleInk| RoleInk { ink: ink.ink.seen(sight), on_ink: ink.on_ink.seen(sight), ..ink };
        Self { ui: self.ui.seen(sight), map: self.map.seen(sight), roles: self.roles.map(ink), sight, ..self }
    }

    /// How a nation is drawn by what it says of soldiers inside Ukraine.
    pub fn willing(&self, willing: Willing) -> ContingentInk {
        let dark = self.name.is_dark();
        let of = |light, night| Colour::hex(if dark { night } else { light }).seen(self.sight);
        let plain = |fill| ContingentInk { fill, over: 1.0, hatch: Hatch::None, ink: fill };
        match willing {
            Willing::Ready => plain(of(0x16_324F, 0x7F_B2E5)),
            Willing::Reluctant => plain(of(0x6C_8DB0, 0x3F_6690)),
            Willing::Outside => ContingentInk {
                hatch: Hatch::Lines { angle: 45.0, spacing: 5.0, width: 1.1, alpha: 1.0, pair: None },
                ink: of(0x8A_929B, 0x7D_868F),
                ..plain(of(0xF1_F2F3, 0x24_292E))
            },
        }
    }

    /// Ukraine on the small map of those who could come.
    pub fn home(&self) -> Colour {
        Colour::hex(if self.name.is_dark() { 0x8A_6A3C } else { 0xE9_C48F }).seen(self.sight)
    }

    /// How a role is drawn.
    pub fn role(&self, role: Role) -> &RoleInk {
        match role {
            Role::MonitoredLine => &self.roles[0],
            Role::BufferArea => &self.roles[1],
            Role::DeterrentSector => &self.roles[2],
            Role::BorderReassurance => &self.roles[3],
            Role::Population => &self.roles[4],
            Role::Hub => &self.roles[5],
            Role::Site => &self.roles[6],
        }
    }

    /// The colour of a layer opened over the map, by its number; six in turn.
    pub fn layer(&self, number: usize) -> Colour {
        let inks = match self.name {
            LookName::Light | LookName::Projector | LookName::Print | LookName::Grey => {
                [0x00_707A, 0x8A_4B1E, 0x6A_4FB3, 0x5F_6B00, 0xB0_356B, 0x44_546A]
            }
            LookName::Dark => [0x4F_C4CC, 0xE0_A070, 0xB7_A2F0, 0xB9_C65A, 0xF0_8FB6, 0xA7_B7CB],
        };
        Colour::hex(inks[number % inks.len()]).seen(self.sight)
    }

    /// How the contingent of a nation is drawn, by its code: the same in every
    /// plan. Codes that are not known share the greys.
    pub fn contingent(&self, code: &str) -> ContingentInk {
        let Family { colour, member } = Family::of(code);
        let (white, black) = (Colour::hex(0xFF_FFFF), Colour::hex(0));
        let (inks, shades, over, towards) = match self.name {
            LookName::Light | LookName::Projector => (CONTINGENTS_LIGHT, SHADES_LIGHT[colour], 0.62, black),
            LookName::Print => (CONTINGENTS_LIGHT, SHADES_LIGHT[colour], 0.5, black),
            LookName::Grey => (CONTINGENTS_LIGHT, SHADES_LIGHT[colour], 0.4, black),
            LookName::Dark => (CONTINGENTS_DARK, SHADES_DARK[colour], 0.58, white),
        };
        let step = if colour == FAMILIES.len() - 1 { member % SHADES } else { member.min(shades.len() - 1) };
        let shade: f32 = shades[step];
        let fill = inks[colour].mixed(if shade < 0.0 { black } else { white }, shade.abs());
        // Among the greys a pattern stays for a round of shades.
        let pattern = if colour == FAMILIES.len() - 1 { member / SHADES } else { member };
        // Without hues each family has a pattern of its own.
        let grey = self.name == LookName::Grey;
        let pattern = if grey { pattern + colour } else { pattern };
        let (angle, spacing, pair) = PATTERNS[pattern % PATTERNS.len()];
        let spacing = if grey && colour >= PATTERNS.len() { spacing * 1.6 } else { spacing };
        let alpha = if grey { 0.85 } else { 0.5 };
        let hatch = Hatch::Lines { angle, spacing, width: 1.0, alpha, pair };
        let ink = fill.mixed(towards, 0.42).seen(self.sight);
        ContingentInk { fill: fill.seen(self.sight), over, hatch, ink }
    }

    /// The tint of a band of distance; nearer bands lie inside and add theirs.
    pub fn band(&self) -> Colour {
        self.map.contact.alpha(match self.name {
            LookName::Light | LookName::Print | LookName::Grey => 0.05,
            LookName::Dark => 0.055,
            LookName::Projector => 0.08,
        })
    }

    /// The edge of a band of distance.
    pub fn band_edge(&self) -> Colour {
        self.map.contact.alpha(0.5)
    }

    /// The hatch of need that nobody has filled yet.
    pub const fn unfilled_hatch(&self) -> Hatch {
        Hatch::Lines { angle: 45.0, spacing: 5.0, width: 1.0, alpha: 0.75, pair: None }
    }
}

/// Inks of the buffer area and of the population: of 2 304 tints with 3 : 1 on
/// panel and map and 4.5 : 1 under the letter, quiet ones that stay at least
/// ΔE 11 (light) and 18 (dark) from the other roles in normal sight and in
/// simulated protanopia, deuteranopia and tritanopia (Machado 2009, CIE76).
/// Their patterns differ from the others' in direction or in kind as well.
fn roles(inks: [Colour; 7], fill: f32, on_ink: Colour) -> [RoleInk; 7] {
    let lines = |angle, spacing, width, alpha, pair| Hatch::Lines { angle, spacing, width, alpha, pair };
    let hatches = [
        lines(45.0, 6.0, 1.3, 0.55, None),
        lines(90.0, 6.0, 1.2, 0.5, None),
        lines(-45.0, 7.0, 1.2, 0.5, Some(2.4)),
        lines(0.0, 5.0, 1.2, 0.55, None),
        Hatch::Dots { angle: 0.0, spacing: 9.0, radius: 1.5, alpha: 0.55 },
        Hatch::Dots { angle: 45.0, spacing: 6.0, radius: 1.0, alpha: 0.6 },
        Hatch::None,
    ];
    std::array::from_fn(|at| RoleInk {
        ink: inks[at],
        fill,
        hatch: hatches[at],
        letter: Role::ALL[at].letter(),
        on_ink,
    })
}

/// The colours of [`FAMILIES`] on a light ground.
const CONTINGENTS_LIGHT: [Colour; 9] = [
    Colour::hex(0x24_82D6),
    Colour::hex(0x8A_2F63),
    Colour::hex(0x4E_9A70),
    Colour::hex(0xBD_8300),
    Colour::hex(0xD9_642F),
    Colour::hex(0x0A_5A7C),
    Colour::hex(0x59_600F),
    Colour::hex(0x7E_4C36),
    Colour::hex(0x92_8B97),
];

/// The colours of [`FAMILIES`] on a dark ground.
const CONTINGENTS_DARK: [Colour; 9] = [
    Colour::hex(0x3F_86D8),
    Colour::hex(0xB0_588A),
    Colour::hex(0x93_E3B4),
    Colour::hex(0xF0_BA24),
    Colour::hex(0xF0_8550),
    Colour::hex(0x22_B2D6),
    Colour::hex(0x74_861E),
    Colour::hex(0xA9_8B76),
    Colour::hex(0xDC_D6E4),
];

/// The shares of white (or, below zero, of black) in the members of each
/// family. The second is 28 % towards the ground, as far as that leaves it 3 : 1
/// from the panel; two steps that way (46 %) would not (2.4 : 1), so the third
/// and the fourth go the other way.
const SHADES_LIGHT: [&[f32]; 9] = {
    const ALONE: &[f32] = &[0.0];
    const NEAR: &[f32] = &[0.0, 0.28, -0.28, -0.46];
    [ALONE, ALONE, ALONE, ALONE, ALONE, NEAR, NEAR, NEAR, &[0.0, -0.28, -0.46]]
};

/// As [`SHADES_LIGHT`], on a dark ground.
const SHADES_DARK: [&[f32]; 9] = {
    const ALONE: &[f32] = &[0.0];
    const NEAR: &[f32] = &[0.0, -0.28, 0.28, 0.46];
    [ALONE, ALONE, ALONE, ALONE, ALONE, NEAR, &[0.0, 0.28, 0.46], NEAR, &[0.0, -0.28, -0.46]]
};

const UI_LIGHT: UiColours = UiColours {
    bar: Colour::hex(0xF3_F1EC),
    panel: Colour::hex(0xFB_FAF7),
    raised: Colour::hex(0xFF_FFFF),
    well: Colour::hex(0xEF_ECE5),
    line: Colour::hex(0xDD_D8CE),
    line2: Colour::hex(0xC9_C3B6),
    tx: Colour::hex(0x1D_2126),
    tx2: Colour::hex(0x52_5A63),
    tx3: Colour::hex(0x60_6871),
    accent: Colour::hex(0x0B_5CD5),
    on_accent: Colour::hex(0xFF_FFFF),
    accentbg: Colour::hex(0xE3_EDFB),
    delta: Colour::hex(0xB4_430A),
    short: Colour::hex(0xA6_1B2B),
    shortbg: Colour::hex(0xFA_E6E4),
    ok: Colour::hex(0x1B_6B49),
    plate: Colour::hex(0xFF_FFFF),
    plateline: Colour::hex(0xCF_C9BD),
    shadow: Colour::hexa(0x0000_0014),
    bandln: Colour::hex(0x8C_8577),
    bandfill: Colour::hex(0xD9_D4C9),
    tick: Colour::hex(0x1D_2126),
    unfilled: Colour::hex(0xFF_FFFF),
    unfilled_hatch: Colour::hex(0x7A_818A),
};

const UI_DARK: UiColours = UiColours {
    bar: Colour::hex(0x11_1417),
    panel: Colour::hex(0x17_1A1E),
    raised: Colour::hex(0x21_262B),
    well: Colour::hex(0x0F_1214),
    line: Colour::hex(0x2B_3137),
    line2: Colour::hex(0x3D_454D),
    tx: Colour::hex(0xEC_EEF0),
    tx2: Colour::hex(0xAE_B6BF),
    tx3: Colour::hex(0x92_9BA5),
    accent: Colour::hex(0x5E_A8FF),
    on_accent: Colour::hex(0x0A_1420),
    accentbg: Colour::hex(0x1B_2E47),
    delta: Colour::hex(0xFF_A25E),
    short: Colour::hex(0xFF_8A86),
    shortbg: Colour::hex(0x3A_1C1E),
    ok: Colour::hex(0x63_C99A),
    plate: Colour::hex(0x1C_2024),
    plateline: Colour::hex(0x45_4D55),
    shadow: Colour::hexa(0x0000_0055),
    bandln: Colour::hex(0x87_909A),
    bandfill: Colour::hex(0x3A_4148),
    tick: Colour::hex(0xF4_F5F6),
    unfilled: Colour::hex(0x1C_2024),
    unfilled_hatch: Colour::hex(0xA0_A8B0),
};

const MAP_LIGHT: MapColours = MapColours {
    sea: Colour::hex(0xD3_E2E9),
    coast: Colour::hex(0xA9_C3CF),
    neighbours: Colour::hex(0xE4_E0D7),
    ukraine: Colour::hex(0xF8_F5EE),
    oblast: Colour::hex(0xD3_CCBE),
    foreign_border: Colour::hex(0xB3_AA9A),
    ukraine_border: Colour::hex(0x87_7E6E),
    river: Colour::hex(0xAF_C9D5),
    former_lake: Colour::hex(0xB9_CBD2),
    city: Colour::hex(0x2A_2825),
    small: Colour::hex(0x5B_564D),
    symbol: Colour::hex(0x3A_3733),
    halo: Colour::hex(0xFB_F9F4),
    country: Colour::hex(0x6A_6253),
    foreign_halo: Colour::hex(0xEC_E9E1),
    water: Colour::hex(0x3E_6579),
    water_halo: Colour::hex(0xDD_E8ED),
    contact: Colour::hex(0xB3_132B),
    contact_casing: Colour::hex(0xFF_FFFF),
    selection: Colour::hex(0x0B_5CD5),
    selection_casing: Colour::hex(0xFF_FFFF),
    ghost: Colour::hex(0x5D_6670),
    unit_fill: Colour::hex(0xBF_E3F2),
    unit_frame: Colour::hex(0x14_313D),
};

const MAP_DARK: MapColours = MapColours {
    sea: Colour::hex(0x0E_171E),
    coast: Colour::hex(0x2A_3E4A),
    neighbours: Colour::hex(0x1A_1D20),
    ukraine: Colour::hex(0x28_2C30),
    oblast: Colour::hex(0x3B_4146),
    foreign_border: Colour::hex(0x47_4D53),
    ukraine_border: Colour::hex(0x7C_838B),
    river: Colour::hex(0x2F_4B5B),
    former_lake: Colour::hex(0x35_464F),
    city: Colour::hex(0xE4_E6E8),
    small: Colour::hex(0xB4_BAC0),
    symbol: Colour::hex(0xDA_DDE0),
    halo: Colour::hex(0x1E_2225),
    country: Colour::hex(0x8F_979F),
    foreign_halo: Colour::hex(0x16_191C),
    water: Colour::hex(0x7F_A6BB),
    water_halo: Colour::hex(0x12_1B22),
    contact: Colour::hex(0xFF_5468),
    contact_casing: Colour::hex(0x14_171A),
    selection: Colour::hex(0x6D_B1FF),
    selection_casing: Colour::hex(0x0B_0E11),
    ghost: Colour::hex(0xA3_ACB5),
    unit_fill: Colour::hex(0x7F_CBE8),
    unit_frame: Colour::hex(0x0B_1C24),
};

/// The window's colours on white paper: grounds are white, ink is black, plates throw no shadow.
const fn paper(ui: UiColours) -> UiColours {
    let white = Colour::hex(0xFF_FFFF);
    UiColours {
        bar: white,
        panel: white,
        raised: white,
        well: Colour::hex(0xF6_F5F1),
        line: Colour::hex(0xC9_CDD2),
        line2: Colour::hex(0x8A_929B),
        tx: Colour::hex(0x1B_1F24),
        tx2: Colour::hex(0x4A_525B),
        tx3: Colour::hex(0x5A_626B),
        delta: Colour::hex(0xB3_261E),
        plate: white,
        plateline: Colour::hex(0xB4_B0A6),
        shadow: Colour::hexa(0),
        unfilled: white,
        ..ui
    }
}

/// White land between strong greys, and ink as dark as it goes.
const MAP_PROJECTOR: MapColours = MapColours {
    sea: Colour::hex(0xB9_D5E3),
    coast: Colour::hex(0x6F_98AD),
    neighbours: Colour::hex(0xD9_D4C8),
    ukraine: Colour::hex(0xFF_FFFF),
    oblast: Colour::hex(0xB0_A793),
    foreign_border: Colour::hex(0x8C_816D),
    ukraine_border: Colour::hex(0x4A_4438),
    river: Colour::hex(0x7F_AEC4),
    former_lake: Colour::hex(0x8F_AEBB),
    city: Colour::hex(0x0B_0C0E),
    small: Colour::hex(0x3B_3730),
    symbol: Colour::hex(0x14_1210),
    halo: Colour::hex(0xFF_FFFF),
    country: Colour::hex(0x47_4032),
    foreign_halo: Colour::hex(0xE9_E6DE),
    water: Colour::hex(0x1F_4A60),
    water_halo: Colour::hex(0xD2_E4EC),
    contact: Colour::hex(0x9E_0B22),
    ..MAP_LIGHT
};

/// Paler land and water on white paper; the line of contact stays the darkest red.
const MAP_PRINT: MapColours = MapColours {
    sea: Colour::hex(0xDD_E9EF),
    coast: Colour::hex(0x9F_BFCE),
    neighbours: Colour::hex(0xEF_ECE5),
    ukraine: Colour::hex(0xFF_FFFF),
    oblast: Colour::hex(0xD6_D0C3),
    foreign_border: Colour::hex(0xB9_B1A2),
    ukraine_border: Colour::hex(0x7D_776B),
    river: Colour::hex(0xA9_C8D8),
    halo: Colour::hex(0xFF_FFFF),
    foreign_halo: Colour::hex(0xF6_F4EF),
    water_halo: Colour::hex(0xEA_F2F6),
    ..MAP_LIGHT
};

/// A line width that grows with the zoom, given at the zooms of [`WEIGHT_ZOOMS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight(pub [f32; 4]);

/// The zooms at which [`Weight`]s are given; straight in between, constant outside.
pub const WEIGHT_ZOOMS: [f32; 4] = [5.0, 6.4, 8.0, 10.0];

impl Weight {
    /// The width in points at a zoom.
    pub fn at(self, zoom: f64) -> f32 {
        let zoom = zoom as f32;
        let Self(widths) = self;
        if zoom <= WEIGHT_ZOOMS[0] {
            return widths[0];
        }
        for step in 0..3 {
            if zoom <= WEIGHT_ZOOMS[step + 1] {
                let share = (zoom - WEIGHT_ZOOMS[step]) / (WEIGHT_ZOOMS[step + 1] - WEIGHT_ZOOMS[step]);
                return widths[step] + (widths[step + 1] - widths[step]) * share;
            }
        }
        widths[3]
    }
}

/// Widths of the lines of the map.
pub mod weight {
    use super::Weight;

    /// Line of contact.
    pub const CONTACT: Weight = Weight([2.0, 3.0, 3.5, 4.0]);
    /// Casing of the line of contact.
    pub const CONTACT_CASING: Weight = Weight([4.0, 6.2, 7.0, 8.0]);
    /// Border of Ukraine.
    pub const UKRAINE: Weight = Weight([1.1, 1.5, 1.8, 2.2]);
    /// Borders between other countries.
    pub const FOREIGN: Weight = Weight([0.7, 0.9, 1.1, 1.4]);
    /// Lines between oblasts.
    pub const OBLAST: Weight = Weight([0.5, 0.8, 1.0, 1.2]);
    /// Edge of sea and lakes.
    pub const COAST: Weight = Weight([0.6, 0.8, 0.9, 1.0]);
    /// Outline of a zone.
    pub const ZONE: Weight = Weight([1.2, 1.5, 1.8, 2.0]);
    /// Outline of a selected zone.
    pub const SELECTED: f32 = 2.2;
    /// Casing of a selected zone.
    pub const SELECTED_CASING: f32 = 4.6;
    /// What hovering adds to an outline.
    pub const HOVER: f32 = 0.6;

    /// Rivers by their Natural Earth rank (smaller is greater); zero is not drawn.
    pub const fn river(scalerank: u8) -> Weight {
        match scalerank {
            0..=4 => Weight([1.2, 2.0, 2.6, 3.4]),
            5..=6 => Weight([0.9, 1.4, 1.8, 2.4]),
            7 => Weight([0.6, 1.15, 1.4, 1.8]),
            _ => Weight([0.0, 0.9, 1.1, 1.4]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(check: impl Fn(&Look)) {
        for name in LookName::ALL {
            check(&Look::named(name));
        }
    }

    #[test]
    fn text_can_be_read_on_its_ground() {
        both(|look| {
            let (ui, map) = (&look.ui, &look.map);
            let pairs = [
                ("tx on panel", ui.tx, ui.panel),
                ("tx on bar", ui.tx, ui.bar),
                ("tx on raised", ui.tx, ui.raised),
                ("tx on well", ui.tx, ui.well),
                ("tx2 on panel", ui.tx2, ui.panel),
                ("tx2 on well", ui.tx2, ui.well),
                ("tx3 on panel", ui.tx3, ui.panel),
                ("tx3 on bar", ui.tx3, ui.bar),
                ("accent on panel", ui.accent, ui.panel),
                ("text on accent", ui.on_accent, ui.accent),
                ("tx on accentbg", ui.tx, ui.accentbg),
                ("tx2 on accentbg", ui.tx2, ui.accentbg),
                ("delta on panel", ui.delta, ui.panel),
                ("delta on plate", ui.delta, ui.plate),
                ("short on panel", ui.short, ui.panel),
                ("short on shortbg", ui.short, ui.shortbg),
                ("tx on shortbg", ui.tx, ui.shortbg),
                ("ok on panel", ui.ok, ui.panel),
                ("tx on plate", ui.tx, ui.plate),
                ("tx2 on plate", ui.tx2, ui.plate),
                ("city on Ukraine", map.city, map.ukraine),
                ("city on its halo", map.city, map.halo),
                ("small on Ukraine", map.small, map.ukraine),
                ("country on neighbours", map.country, map.neighbours),
                ("water on sea", map.water, map.sea),
                ("water on its halo", map.water, map.water_halo),
                ("contact on Ukraine", map.contact, map.ukraine),
            ];
            for (what, ink, ground) in pairs {
                let ratio = ink.contrast(ground);
                assert!(ratio >= 4.5, "{what}, {:?}: {ratio:.2}", look.name);
            }
        });
    }

    #[test]
    fn roles_stand_out_from_the_panel_and_their_letters_from_them() {
        both(|look| {
            for role in Role::ALL {
                let ink = look.role(role);
                assert!(ink.ink.contrast(look.ui.panel) >= 3.0, "{role:?} on the panel, {:?}", look.name);
                assert!(ink.ink.contrast(look.map.ukraine) >= 3.0, "{role:?} on the map, {:?}", look.name);
                assert!(ink.on_ink.contrast(ink.ink) >= 4.5, "letter of {role:?}, {:?}", look.name);
                assert_eq!(ink.letter, role.letter());
            }
        });
    }

    #[test]
    fn layers_stand_out_from_the_map() {
        both(|look| {
            for number in 0..6 {
                let ratio = look.layer(number).contrast(look.map.ukraine);
                assert!(ratio >= 4.0, "layer {number}, {:?}: {ratio:.2}", look.name);
            }
        });
    }

    #[test]
    fn no_two_roles_share_a_pattern() {
        let look = Look::light();
        for (at, a) in Role::ALL.iter().enumerate() {
            for b in &Role::ALL[at + 1..] {
                assert_ne!(look.role(*a).hatch, look.role(*b).hatch, "{a:?} and {b:?}");
            }
        }
    }

    /// CIELAB (D65) of linear RGB.
    fn lab(linear: [f64; 3]) -> [f64; 3] {
        let [r, g, b] = linear.map(|channel| channel.clamp(0.0, 1.0));
        let root = |value: f64| {
            if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 }
        };
        let x = root((0.412_456 * r + 0.357_576 * g + 0.180_438 * b) / 0.950_47);
        let y = root(0.212_673 * r + 0.715_152 * g + 0.072_175 * b);
        let z = root((0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// The least CIE76 difference of two colours in normal sight and in full
    /// protanopia, deuteranopia and tritanopia as Machado and others (2009) simulate them.
    fn difference(a: Colour, b: Colour) -> f64 {
        const SIGHTS: [Sight; 4] = [Sight::Normal, Sight::Protanopia, Sight::Deuteranopia, Sight::Tritanopia];
        let seen = |colour: Colour, sight: Sight| {
            let colour = colour.seen(sight);
            lab([colour.r, colour.g, colour.b].map(Colour::linear))
        };
        SIGHTS
            .iter()
            .map(|sight| {
                let (a, b) = (seen(a, *sight), seen(b, *sight));
                a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
            })
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn contingents_stand_out_from_the_panel() {
        both(|look| {
            for code in FAMILIES.iter().flat_map(|family| family.iter()).chain(&["XX", "Q1"]) {
                let ink = look.contingent(code);
                let ratio = ink.fill.contrast(look.ui.panel);
                assert!(ratio >= 3.0, "{code}, {:?}: {ratio:.2}", look.name);
            }
        });
    }

    #[test]
    fn families_differ_for_every_eye() {
        both(|look| {
            if look.name == LookName::Grey {
                return;
            }
            let least = if look.name.is_dark() { 15.8 } else { 8.5 };
            for (at, a) in FAMILIES.iter().enumerate() {
                for b in &FAMILIES[at + 1..] {
                    let far = difference(look.contingent(a[0]).fill, look.contingent(b[0]).fill);
                    assert!(far >= least - 0.05, "{} and {}, {:?}: {far:.1}", a[0], b[0], look.name);
                }
            }
        });
    }

    #[test]
    fn nations_of_a_family_differ_in_pattern_or_in_shade() {
        both(|look| {
            for family in FAMILIES {
                for (at, a) in family.iter().enumerate() {
                    for b in &family[at + 1..] {
                        let (one, other) = (look.contingent(a), look.contingent(b));
                        let far = difference(one.fill, other.fill);
                        assert!(one.hatch != other.hatch || far >= 9.0, "{a} and {b}: {far:.1}");
                    }
                }
            }
            // What is not known has a grey of its own code, and always the same.
            assert_eq!(look.contingent("XX"), look.contingent("XX"));
            let hues = look.name != LookName::Grey;
            assert_eq!(look.contingent("FR").hatch == look.contingent("GB").hatch, hues);
        });
    }

    #[test]
    fn weights_grow_with_the_zoom() {
        assert_eq!(weight::CONTACT.at(3.0), 2.0);
        assert_eq!(weight::CONTACT.at(6.4), 3.0);
        assert!((weight::CONTACT.at(9.0) - 3.75).abs() < 1e-6);
        assert_eq!(weight::CONTACT.at(14.0), 4.0);
    }

    #[test]
    fn colours_mix() {
        let red = Colour::hex(0xFF_0000);
        assert_eq!(red.alpha(0.5).over(Colour::hex(0xFF_FFFF)), Colour::hex(0xFF_7F7F));
        assert_eq!(Colour::hexa(0x1122_3344), Colour { r: 0x11, g: 0x22, b: 0x33, a: 0x44 });
    }
}

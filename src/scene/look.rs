//! The theme: every colour and line weight of the window and of the sheet.
//!
//! Raw colours stand in this file and in its palette, and nowhere else.

mod colour;

mod palette;

pub mod weight;

pub mod deck;

use super::sight::Sight;
use crate::plan::colour::ZoneColour;
use crate::plan::zone::Role;
pub use colour::Colour;
pub use deck::DeckInks;
use palette::{
    CONTINGENTS_DARK, CONTINGENTS_LIGHT, MAP_DARK, MAP_LIGHT, MAP_PRINT, MAP_PROJECTOR, SHADES_DARK,
    SHADES_LIGHT, UI_DARK, UI_LIGHT, ZONES_DARK, ZONES_LIGHT, paper,
};
pub use weight::{WEIGHT_ZOOMS, Weight};

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
        // What has no colours has none to any eye.
        let sight = if self.sight == Sight::Grey { Sight::Grey } else { sight };
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

    /// How a zone is drawn: as its role, in a colour of its own where it has one. Hatch and
    /// letter stay.
    pub fn zone(&self, role: Role, colour: Option<ZoneColour>) -> RoleInk {
        let ink = *self.role(role);
        colour.map_or(ink, |colour| RoleInk { ink: self.own(colour), ..ink })
    }

    /// A colour of the palette for zones.
    pub fn own(&self, colour: ZoneColour) -> Colour {
        let inks = if self.name.is_dark() { ZONES_DARK } else { ZONES_LIGHT };
        let place = ZoneColour::ALL.iter().position(|of| *of == colour).unwrap_or_default();
        let sight = if self.name == LookName::Grey { Sight::Grey } else { self.sight };
        inks[place].seen(sight)
    }

    /// What pictures of tiles are multiplied by: in the dark they would glare.
    pub fn tiles(&self) -> Colour {
        Colour::hex(if self.name.is_dark() { 0x8A_8F96 } else { 0xFF_FFFF })
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

#[cfg(test)]
mod tests;

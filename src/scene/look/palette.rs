//! The colours of the themes, by role: nothing else is said here.

use super::{Colour, MapColours, UiColours};

/// The colours of [`super::FAMILIES`] on a light ground.
pub const CONTINGENTS_LIGHT: [Colour; 9] = [
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

/// The colours of [`super::FAMILIES`] on a dark ground.
pub const CONTINGENTS_DARK: [Colour; 9] = [
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

/// The colours that a zone can be given, on a light ground, in the order of
/// [`ZoneColour::ALL`](crate::plan::ZoneColour::ALL): of tints with 4.6 : 1 under the letter
/// and 3 : 1 on panel and map, those farthest from each other, at least ΔE 23 in normal sight
/// and in simulated protanopia, deuteranopia and tritanopia (Machado 2009, CIE76). Neither the
/// blue of the selection nor the red of the line of contact is among them.
pub const ZONES_LIGHT: [Colour; 6] = [
    Colour::hex(0x1F_3E40),
    Colour::hex(0x2F_7948),
    Colour::hex(0x99_6C0F),
    Colour::hex(0x78_210C),
    Colour::hex(0x5E_0D88),
    Colour::hex(0x71_7580),
];

/// As [`ZONES_LIGHT`], on a dark ground: at least ΔE 32.
pub const ZONES_DARK: [Colour; 6] = [
    Colour::hex(0x7E_E3F2),
    Colour::hex(0xBC_E2A0),
    Colour::hex(0xE8_BF1B),
    Colour::hex(0xD1_5A32),
    Colour::hex(0xB6_4CED),
    Colour::hex(0x7A_7F89),
];

/// The shares of white (or, below zero, of black) in the members of each
/// family. The second is 28 % towards the ground, as far as that leaves it 3 : 1
/// from the panel; two steps that way (46 %) would not (2.4 : 1), so the third
/// and the fourth go the other way.
pub const SHADES_LIGHT: [&[f32]; 9] = {
    const ALONE: &[f32] = &[0.0];
    const NEAR: &[f32] = &[0.0, 0.28, -0.28, -0.46];
    [ALONE, ALONE, ALONE, ALONE, ALONE, NEAR, NEAR, NEAR, &[0.0, -0.28, -0.46]]
};

/// As [`SHADES_LIGHT`], on a dark ground.
pub const SHADES_DARK: [&[f32]; 9] = {
    const ALONE: &[f32] = &[0.0];
    const NEAR: &[f32] = &[0.0, -0.28, 0.28, 0.46];
    [ALONE, ALONE, ALONE, ALONE, ALONE, NEAR, &[0.0, 0.28, 0.46], NEAR, &[0.0, -0.28, -0.46]]
};

pub const UI_LIGHT: UiColours = UiColours {
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

pub const UI_DARK: UiColours = UiColours {
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

pub const MAP_LIGHT: MapColours = MapColours {
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
    water: Colour::hex(0x38_5E72),
    water_halo: Colour::hex(0xDD_E8ED),
    contact: Colour::hex(0xB3_132B),
    contact_casing: Colour::hex(0xFF_FFFF),
    selection: Colour::hex(0x0B_5CD5),
    selection_casing: Colour::hex(0xFF_FFFF),
    ghost: Colour::hex(0x5D_6670),
    unit_fill: Colour::hex(0xBF_E3F2),
    unit_frame: Colour::hex(0x14_313D),
};

pub const MAP_DARK: MapColours = MapColours {
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
pub const fn paper(ui: UiColours) -> UiColours {
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
pub const MAP_PROJECTOR: MapColours = MapColours {
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
pub const MAP_PRINT: MapColours = MapColours {
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

//! The colours of a deck: what slides and their charts are made of, theme by theme.

use super::{Colour, Look};

/// The colours of slides. Alert red stands only for the banner, the open question and what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeckInks {
    /// The ground of a page.
    pub ground: Colour,
    /// Text, and the mark at a central value.
    pub ink: Colour,
    /// Secondary text.
    pub grey: Colour,
    /// What may be passed over.
    pub faint: Colour,
    /// Rules.
    pub rule: Colour,
    /// Rules between rows, and gridlines.
    pub hairline: Colour,
    /// The ground of the second voice.
    pub panel: Colour,
    /// Banner, open question, what is missing.
    pub alert: Colour,
    /// The ground of the open question.
    pub alert_ground: Colour,
    /// Rules on that ground.
    pub alert_rule: Colour,
    /// The plan as a whole: its line through the published estimates.
    pub plan: Colour,
    /// Nations that are ready or open; those deployed.
    pub ready: Colour,
    /// Nations that ask for the United Nations or are reluctant; those preparing.
    pub reluctant: Colour,
    /// The name of that group, dark enough to be read.
    pub reluctant_text: Colour,
    /// The ground below the hatch of those who stay outside.
    pub outside: Colour,
    /// The hatch of those who stay outside.
    pub outside_hatch: Colour,
    /// The ground below the hatch of those recovering.
    pub recovering: Colour,
    /// What others have published.
    pub published: Colour,
    /// Blocks of a scale that are not filled.
    pub empty: Colour,
    /// Text on `ready`.
    pub on_ready: Colour,
    /// Text on `reluctant` and `recovering`.
    pub on_light: Colour,
}

impl DeckInks {
    /// The colours of a theme.
    pub fn of(look: &Look) -> Self {
        let (of, sight) = (if look.name.is_dark() { DARK } else { LIGHT }, look.sight);
        Self {
            ground: of.ground.seen(sight),
            ink: of.ink.seen(sight),
            grey: of.grey.seen(sight),
            faint: of.faint.seen(sight),
            rule: of.rule.seen(sight),
            hairline: of.hairline.seen(sight),
            panel: of.panel.seen(sight),
            alert: of.alert.seen(sight),
            alert_ground: of.alert_ground.seen(sight),
            alert_rule: of.alert_rule.seen(sight),
            plan: of.plan.seen(sight),
            ready: of.ready.seen(sight),
            reluctant: of.reluctant.seen(sight),
            reluctant_text: of.reluctant_text.seen(sight),
            outside: of.outside.seen(sight),
            outside_hatch: of.outside_hatch.seen(sight),
            recovering: of.recovering.seen(sight),
            published: of.published.seen(sight),
            empty: of.empty.seen(sight),
            on_ready: of.on_ready.seen(sight),
            on_light: of.on_light.seen(sight),
        }
    }

    /// The tint of a colour for the part of a bar from the low to the high case.
    pub fn tint(&self, colour: Colour) -> Colour {
        colour.mixed(self.ground, 0.7)
    }
}

const LIGHT: DeckInks = DeckInks {
    ground: Colour::hex(0xFF_FFFF),
    ink: Colour::hex(0x1B_1F24),
    grey: Colour::hex(0x5A_626B),
    faint: Colour::hex(0x8A_929B),
    rule: Colour::hex(0xC9_CDD2),
    hairline: Colour::hex(0xE3_E5E8),
    panel: Colour::hex(0xF1_F0EC),
    alert: Colour::hex(0xB3_261E),
    alert_ground: Colour::hex(0xFB_EFEA),
    alert_rule: Colour::hex(0xE3_B9AC),
    plan: Colour::hex(0xB8_401F),
    ready: Colour::hex(0x16_324F),
    reluctant: Colour::hex(0x6C_8DB0),
    reluctant_text: Colour::hex(0x3F_6084),
    outside: Colour::hex(0xF1_F2F3),
    outside_hatch: Colour::hex(0x8A_929B),
    recovering: Colour::hex(0xEE_F2F6),
    published: Colour::hex(0x4A_525B),
    empty: Colour::hex(0xDD_E0E3),
    on_ready: Colour::hex(0xFF_FFFF),
    on_light: Colour::hex(0x1B_1F24),
};

const DARK: DeckInks = DeckInks {
    ground: Colour::hex(0x14_171A),
    ink: Colour::hex(0xF2_F4F5),
    grey: Colour::hex(0xB4_BCC4),
    faint: Colour::hex(0x8E_979F),
    rule: Colour::hex(0x4A_525A),
    hairline: Colour::hex(0x2F_353B),
    panel: Colour::hex(0x1F_2429),
    alert: Colour::hex(0xFF_8A80),
    alert_ground: Colour::hex(0x36_2020),
    alert_rule: Colour::hex(0x7A_4A46),
    plan: Colour::hex(0xFF_8F66),
    ready: Colour::hex(0x8F_B8E6),
    reluctant: Colour::hex(0x4A_6C94),
    reluctant_text: Colour::hex(0x9A_BBDD),
    outside: Colour::hex(0x25_2A2F),
    outside_hatch: Colour::hex(0x84_8D96),
    recovering: Colour::hex(0x22_2A33),
    published: Colour::hex(0xC3_CAD1),
    empty: Colour::hex(0x3A_4148),
    on_ready: Colour::hex(0x10_1418),
    on_light: Colour::hex(0xF2_F4F5),
};

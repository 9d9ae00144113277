//! Dresses egui in a [`Look`]: fonts, text styles, widget colours. The tokens
//! themselves stand in `scene/look.rs`; this is only their translation.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::Shadow;
use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, Style,
    TextStyle, Visuals, vec2,
};

use crate::scene::faces;
use crate::scene::look::{Colour, Look, LookName};

/// A colour of the look as egui's.
#[allow(clippy::disallowed_methods, reason = "the one place where colours of the look become egui's")]
pub fn colour32(colour: Colour) -> Color32 {
    Color32::from_rgba_unmultiplied(colour.r, colour.g, colour.b, colour.a)
}

/// The frame of a note in a panel: of an alarm, or of what is short.
pub fn note_frame(fill: Colour) -> egui::Frame {
    egui::Frame::NONE.fill(colour32(fill)).corner_radius(4).inner_margin(Margin::symmetric(8, 6))
}

/// The name of the font family of a weight.
pub fn family_name(weight: u16, italic: bool) -> &'static str {
    faces::FILES[faces::file(weight, italic)].0
}

/// What a theme is called.
pub const fn title(name: LookName) -> &'static str {
    match name {
        LookName::Light => "Light",
        LookName::Dark => "Dark",
        LookName::Projector => "Projector",
        LookName::Print => "Print",
        LookName::Grey => "Greyscale",
    }
}

/// Whether a look is the dark one.
pub fn is_dark(look: &Look) -> bool {
    look.name.is_dark()
}

/// Inter in the weights of the look, and nothing else: the same picture on every machine.
pub fn fonts() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in faces::FILES {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        definitions.families.insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
    let regular = vec![family_name(400, false).to_owned()];
    definitions.families.insert(FontFamily::Proportional, regular.clone());
    definitions.families.insert(FontFamily::Monospace, regular);
    definitions
}

/// A font of the look.
pub fn font(size: f32, weight: u16) -> FontId {
    FontId::new(size, super::paint::family(weight, false))
}

/// Puts the fonts and the style of a look into a context.
pub fn dress(ctx: &Context, look: &Look) {
    ctx.set_theme(if is_dark(look) { egui::Theme::Dark } else { egui::Theme::Light });
    let style = Arc::new(style(look));
    ctx.set_style_of(egui::Theme::Dark, Arc::clone(&style));
    ctx.set_style_of(egui::Theme::Light, style);
}

fn style(look: &Look) -> Style {
    let mut style = Style { visuals: visuals(look), animation_time: 0.08, ..Style::default() };
    style.text_styles = BTreeMap::from([
        (TextStyle::Small, font(11.0, 400)),
        (TextStyle::Body, font(12.0, 400)),
        (TextStyle::Button, font(12.5, 500)),
        (TextStyle::Heading, font(15.0, 700)),
        (TextStyle::Monospace, font(12.0, 400)),
    ]);
    style.spacing.item_spacing = vec2(8.0, 6.0);
    style.spacing.button_padding = vec2(10.0, 4.0);
    style.spacing.interact_size = vec2(32.0, 24.0);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.tooltip_width = 320.0;
    style.spacing.scroll = egui::style::ScrollStyle::solid();
    style.spacing.scroll.bar_width = 6.0;
    style.spacing.scroll.bar_inner_margin = 2.0;
    style.spacing.scroll.bar_outer_margin = 2.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style
}

fn visuals(look: &Look) -> Visuals {
    let ui = &look.ui;
    let c = colour32;
    let mut visuals = if is_dark(look) { Visuals::dark() } else { Visuals::light() };
    let widget = |fill: Colour, edge: Colour, text: Colour| WidgetVisuals {
        bg_fill: c(fill),
        weak_bg_fill: c(fill),
        bg_stroke: Stroke::new(1.0, c(edge)),
        corner_radius: CornerRadius::same(4),
        fg_stroke: Stroke::new(1.0, c(text)),
        expansion: 0.0,
    };
    visuals.widgets = Widgets {
        noninteractive: widget(ui.panel, ui.line, ui.tx),
        inactive: widget(ui.raised, ui.line2, ui.tx),
        hovered: widget(ui.well, ui.line2, ui.tx),
        active: widget(ui.accentbg, ui.accent, ui.tx),
        open: widget(ui.well, ui.line2, ui.tx),
    };
    visuals.selection = Selection { bg_fill: c(ui.accentbg), stroke: Stroke::new(1.5, c(ui.accent)) };
    visuals.hyperlink_color = c(ui.accent);
    visuals.weak_text_color = Some(c(ui.tx3));
    visuals.faint_bg_color = c(ui.well);
    visuals.extreme_bg_color = c(ui.raised);
    visuals.text_edit_bg_color = Some(c(ui.raised));
    visuals.code_bg_color = c(ui.well);
    visuals.warn_fg_color = c(ui.delta);
    visuals.error_fg_color = c(ui.short);
    visuals.panel_fill = c(ui.panel);
    visuals.window_fill = c(ui.panel);
    visuals.window_stroke = Stroke::new(1.0, c(ui.plateline));
    visuals.window_corner_radius = CornerRadius::same(6);
    visuals.menu_corner_radius = CornerRadius::same(6);
    let shadow = Shadow { offset: [1, 2], blur: 0, spread: 0, color: c(ui.shadow) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals
}

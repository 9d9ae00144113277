//! The field of a remark, of a zone or of a nation.

use egui::{Role, TextEdit, Ui, WidgetInfo, vec2};

/// Shows the field; returns the remark once it was left with another text.
/// `typed` keeps what stands in it meanwhile, and whose it is.
pub fn remark<K: Clone + PartialEq>(
    ui: &mut Ui,
    typed: &mut Option<(K, String)>,
    of: &K,
    saved: &str,
    name: &str,
) -> Option<String> {
    let mut text = match typed {
        Some((whose, text)) if whose == of => text.clone(),
        _ => saved.to_owned(),
    };
    let field = TextEdit::multiline(&mut text)
        .hint_text("Remark")
        .desired_rows(1)
        .desired_width(f32::INFINITY)
        .margin(vec2(8.0, 5.0));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    if response.lost_focus() {
        *typed = None;
        return (text != saved).then_some(text);
    }
    if response.has_focus() {
        *typed = Some((of.clone(), text));
    }
    None
}

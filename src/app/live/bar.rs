//! The bar of the brush: what is painted, and how wide it is.

use egui::{Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::Cordon;
use crate::app::ink;
use crate::app::number;
use crate::tools::paint::WIDEST;
use crate::tools::{Paint, Palette, Tool};
use crate::units::Km;

/// Height of the bar.
const HEIGHT: f32 = 38.0;

/// Shows the bar below the roles of a new zone, while the brush is in the hand; says where.
pub fn show(app: &mut Cordon, ui: &mut Ui, roles: Rect) -> Option<Rect> {
    let Tool::Paint(paint) = &app.desk.tool else { return None };
    let (palette, brush) = (paint.palette, paint.brush);
    let wide = if palette.has_brush() { 382.0 } else { 264.0 };
    let plate = Rect::from_min_size(pos2(roles.left(), roles.bottom() + 6.0), vec2(wide, HEIGHT));
    let blocker = ui.interact(plate, ui.scope_id().with("brush"), Sense::click_and_drag());
    blocker.widget_info(|| WidgetInfo::labeled(Role::Group, true, "What is painted"));
    ink::plate(ui.painter(), plate, &app.look);
    let inside = plate.shrink2(vec2(12.0, 6.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut row = ui.new_child(UiBuilder::new().max_rect(inside).layout(layout));
    row.spacing_mut().item_spacing.x = 6.0;
    for other in Palette::ALL {
        let choice = row.selectable_label(other == palette, other.title());
        choice.widget_info(|| {
            WidgetInfo::selected(
                Role::RadioButton,
                true,
                other == palette,
                format!("Paint: {}", other.title()),
            )
        });
        if choice.on_hover_text(other.purpose()).clicked() && other != palette {
            let mut next = Paint::of(other);
            next.brush = brush;
            app.desk.tool = Tool::Paint(next);
        }
    }
    if palette.has_brush() {
        row.add_space(8.0);
        row.label("Brush");
        let mut km = brush.0;
        let field = number::field(&mut km).range(0.0..=WIDEST.0).speed(0.2).max_decimals(1).suffix(" km");
        let response = row.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Brush"));
        let tip = "How far round the pointer it reaches; ↑ and ↓ change it too.";
        if response.on_hover_text(tip).changed()
            && let Tool::Paint(paint) = &mut app.desk.tool
        {
            paint.brush = Km(km);
        }
    }
    Some(plate)
}

//! The first features of a file as a table, with what each becomes.

use egui::{RichText, Ui};

use super::{As, Bringing};
use crate::app::Cordon;
use crate::app::grid::{Cell, Column, Table};
use crate::app::ink::pen;
use crate::app::theme::font;
use crate::import::By;
use crate::import::preview::{Row, Shape};
use crate::units::grouped;

/// Characters of a value that the table shows at most.
const LONGEST: usize = 160;
/// Fields that the table shows beside the zone; the others are counted.
const COLUMNS: usize = 5;

/// The table.
pub fn table(app: &Cordon, ui: &mut Ui, bringing: &Bringing) {
    let look = &app.look;
    let preview = &bringing.preview;
    let order = order(bringing);
    let zones = bringing.kind == As::Zones;
    let mut columns = vec![Column::words(if zones { "Becomes" } else { "Feature" }, 3.0)];
    columns.extend(order.iter().filter_map(|place| {
        let field = preview.fields.get(*place)?;
        let role = zones && bringing.mapping.role == By::Field(field.name.clone());
        let said = if role { "role" } else { "" };
        Some(Column::words(&field.name, 1.3).of(said))
    }));
    let features = bringing.layer.features.len();
    ui.label(
        RichText::new(first_rows(preview.rows.len(), features, order.len(), preview.fields.len()))
            .font(font(13.0, 700)),
    );
    let table = Table::new(ui, look, &columns);
    table.head(ui);
    for row in &preview.rows {
        let mut cells = vec![becomes(bringing, row, look)];
        cells.extend(order.iter().map(|place| {
            let value = row.values.get(*place).map_or("", String::as_str);
            Cell::new(one_line(value), pen(12.0, 400, look.ui.tx2))
        }));
        table.row(ui, ("brought", row.feature), 18.0, &cells);
    }
}

fn first_rows(rows: usize, features: usize, shown: usize, fields: usize) -> String {
    let hidden = fields.saturating_sub(shown);
    let mut text = if rows < features {
        format!("The first {rows} of {} features", grouped(features as f64, 0))
    } else {
        "The features".to_owned()
    };
    if hidden > 1 {
        let fields = format!(", {shown} of {fields} fields");
        text.push_str(&fields);
    }
    text
}

/// The fields that the table shows: that of the role first; that of the name stands in
/// the first column already.
fn order(bringing: &Bringing) -> Vec<usize> {
    let fields = &bringing.preview.fields;
    let zones = bringing.kind == As::Zones;
    let name = |place: &usize| fields.get(*place).map(|field| &field.name);
    let is_role = |place: &usize| matches!((&bringing.mapping.role, name(place)), (By::Field(field), Some(name)) if field == name);
    let mut order: Vec<usize> =
        (0..fields.len()).filter(|place| bringing.mapping.name.as_ref() != name(place)).collect();
    order.sort_by_key(|place| (!(zones && is_role(place)), *place));
    order.truncate(COLUMNS);
    order
}

/// What a feature becomes: a zone with its role, or what it is.
fn becomes(bringing: &Bringing, row: &Row, look: &crate::scene::look::Look) -> Cell {
    let feature = bringing.layer.features.iter().find(|feature| feature.place == row.feature);
    let strong = pen(12.5, 600, look.ui.tx);
    let Some(feature) = feature else { return Cell::empty() };
    if bringing.kind != As::Zones {
        let shape = row.shape.word(1);
        let name = Some(bringing.mapping.name_of(feature)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| feature.name());
        return Cell::empty().wrapped(one_line(&name), strong).under(shape, pen(11.0, 400, look.ui.tx3));
    }
    if row.shape == Shape::None {
        return Cell::new("nothing: it has no geometry", pen(12.0, 500, look.ui.short));
    }
    let said = bringing.mapping.role_of(feature);
    let role = said.unwrap_or(bringing.mapping.fixed);
    let name = bringing.mapping.name_of(feature);
    let name = if name.is_empty() { format!("{}, numbered", role.noun()) } else { name };
    // Names from offices begin alike, so all of each is shown.
    let cell = Cell::empty().wrapped(one_line(&name), strong).badge(role);
    if said.is_none() && bringing.mapping.role != By::All {
        let text = format!("{}, since its field says no role", role.title());
        return cell.under(text, pen(11.0, 500, look.ui.delta));
    }
    cell.under(role.title(), pen(11.0, 400, look.ui.tx3))
}

/// A value on one line, however long it is.
fn one_line(value: &str) -> String {
    value.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

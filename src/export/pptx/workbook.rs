//! The workbook behind a chart, so that "Edit data" opens it.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, XlsxError};

use super::chart::{Native, Value};

/// The sheet that charts refer to.
pub const SHEET: &str = "Data";

/// The workbook: categories down the first column, a series a column, then
/// what the series come from.
pub fn workbook(chart: &Native, date: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The day of the plan; without one, the first day that the format knows.
    let day = ExcelDateTime::parse_from_str(date).or_else(|_| ExcelDateTime::from_ymd(1980, 1, 1))?;
    book.set_properties(
        &DocProperties::new().set_title(&chart.name).set_author("Cordon").set_creation_datetime(&day),
    );
    let head = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name(SHEET)?;
    sheet.write_with_format(0, 0, chart.category.as_str(), &head)?;
    for (row, category) in chart.categories.iter().enumerate() {
        sheet.write(row as u32 + 1, 0, category.as_str())?;
    }
    let series = chart.series.iter().map(|series| (&series.name, &series.values));
    let beside = chart.beside.iter().map(|(name, values)| (name, values));
    for (column, (name, values)) in series.chain(beside).enumerate() {
        let column = column as u16 + 1;
        sheet.write_with_format(0, column, name.as_str(), &head)?;
        for (row, value) in values.iter().enumerate() {
            let row = row as u32 + 1;
            match value {
                Value::Number(number) => sheet.write(row, column, *number)?,
                Value::Formula(formula, result) => {
                    let formula = formula.replace('#', &(row + 1).to_string());
                    sheet.write(row, column, Formula::new(formula).set_result(result.to_string()))?
                }
                Value::Nothing => sheet,
            };
        }
    }
    sheet.set_column_width(0, 28)?;
    book.save_to_buffer()
}

//! A rule as a formula of a spreadsheet.

use std::collections::BTreeMap;

use crate::brief::rule::Rule;
use crate::force::Case;

/// Where a figure is reckoned.
#[derive(Clone, Debug)]
pub(super) struct Home {
    pub sheet: &'static str,
    /// Counted from 0.
    pub row: u32,
    /// Of low, central and high; the same for a figure with one value.
    pub columns: [u16; 3],
}

/// Where figures stand.
#[derive(Default)]
pub(super) struct Homes {
    /// The home of each figure, by id.
    pub home: BTreeMap<String, Home>,
    /// Where a figure stands on a sheet, by sheet and id: a sum is taken over the column
    /// above it, wherever its parts are reckoned.
    pub local: BTreeMap<(&'static str, String), Home>,
}

impl Homes {
    /// The home of a figure.
    pub fn get(&self, id: &str) -> Option<&Home> {
        self.home.get(id)
    }
}

impl Home {
    fn column(&self, case: Case) -> u16 {
        self.columns[case as usize]
    }

    /// The cell of a case, as another sheet names it: "Zones!H7".
    pub fn cell(&self, case: Case, from: &str) -> String {
        let cell = rust_xlsxwriter::utility::row_col_to_cell(self.row, self.column(case));
        if self.sheet == from { cell } else { format!("{}!{cell}", self.sheet) }
    }
}

/// A number in a formula or a result, with every digit.
pub(super) fn number(value: f64) -> String {
    value.to_string()
}

/// The formula of a rule in one case; none where a figure has no home.
pub(super) fn of(rule: &Rule, case: Case, from: &'static str, homes: &Homes) -> Option<String> {
    let part = |rule: &Rule| of(rule, case, from, homes);
    let joined = |parts: &[Rule], sign: &str| {
        let parts =
            parts.iter().map(|part| bracketed(part, case, from, homes)).collect::<Option<Vec<_>>>()?;
        Some(parts.join(sign))
    };
    Some(match rule {
        Rule::Of(id) => homes.get(id)?.cell(case, from),
        Rule::Central(id) => homes.get(id)?.cell(Case::Central, from),
        Rule::Number(value) => number(*value),
        Rule::Sum(parts) if parts.is_empty() => "0".to_owned(),
        Rule::Sum(parts) => match range(parts, case, from, homes) {
            Some(range) => format!("SUM({range})"),
            None => joined(parts, "+")?,
        },
        Rule::Product(parts) => joined(parts, "*")?,
        Rule::Less(one, other) => format!("{}-{}", part(one)?, bracketed(other, case, from, homes)?),
        Rule::Over(one, other) => {
            format!("{}/{}", bracketed(one, case, from, homes)?, bracketed(other, case, from, homes)?)
        }
        // As the arithmetic forgives a part in a thousand million: 55.000 000 000 000 01 is 55.
        Rule::WholeUp(inner) => {
            let inner = bracketed(inner, case, from, homes)?;
            format!("ROUNDUP(MAX(0,{inner}-0.000000001*MAX(1,ABS({inner}))),0)")
        }
        Rule::NotBelowZero(inner) => format!("MAX(0,{})", part(inner)?),
        Rule::Least(parts) => {
            let parts = parts.iter().map(part).collect::<Option<Vec<_>>>()?;
            format!("MIN({})", parts.join(","))
        }
    })
}

fn bracketed(rule: &Rule, case: Case, from: &'static str, homes: &Homes) -> Option<String> {
    let formula = of(rule, case, from, homes)?;
    Some(match rule {
        Rule::Sum(_) if formula.starts_with("SUM(") => formula,
        Rule::Sum(_) | Rule::Less(..) | Rule::Over(..) | Rule::Product(_) => format!("({formula})"),
        _ => formula,
    })
}

/// The cells of a sum as one range, where they stand one below or beside the other: on
/// this sheet, or else at home.
fn range(parts: &[Rule], case: Case, from: &'static str, homes: &Homes) -> Option<String> {
    let ids: Vec<&String> = parts
        .iter()
        .map(|part| match part {
            Rule::Of(id) => Some(id),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let local = ids.iter().map(|id| homes.local.get(&(from, (*id).clone()))).collect::<Option<Vec<_>>>();
    let at_home = ids.iter().map(|id| homes.get(id)).collect::<Option<Vec<_>>>();
    [local, at_home].into_iter().flatten().find_map(|cells| range_of(&cells, case, from))
}

fn range_of(cells: &[&Home], case: Case, from: &str) -> Option<String> {
    let (first, last) = (cells.first()?, cells.last()?);
    let below =
        |pair: &[&Home]| pair[1].row == pair[0].row + 1 && pair[1].column(case) == pair[0].column(case);
    let beside =
        |pair: &[&Home]| pair[1].row == pair[0].row && pair[1].column(case) == pair[0].column(case) + 1;
    let one_sheet = cells.iter().all(|cell| cell.sheet == first.sheet);
    if cells.len() < 2 || !one_sheet || !(cells.windows(2).all(below) || cells.windows(2).all(beside)) {
        return None;
    }
    let end = rust_xlsxwriter::utility::row_col_to_cell(last.row, last.column(case));
    Some(format!("{}:{end}", first.cell(case, from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_becomes_a_formula() {
        let home = |sheet, row| Home { sheet, row, columns: [1, 2, 3] };
        let all = [("a", home("Zones", 4)), ("b", home("Zones", 5)), ("k", home("Totals", 0))];
        let home = all.into_iter().map(|(id, home)| (id.to_owned(), home)).collect();
        let homes = Homes { home, ..Homes::default() };
        let said = |rule: &Rule, case| of(rule, case, "Zones", &homes).unwrap();
        let sum = Rule::sum_of(["a".to_owned(), "b".to_owned()]);
        assert_eq!(said(&sum, Case::Low), "SUM(B5:B6)");
        assert_eq!(said(&sum.clone().times(Rule::of("k")), Case::High), "SUM(D5:D6)*Totals!D1");
        let less = Rule::of("a").less(Rule::Central("b".to_owned())).not_below_zero();
        assert_eq!(said(&less, Case::High), "MAX(0,D5-C6)");
        let whole = Rule::of("a").over(Rule::of("b")).whole_up();
        assert_eq!(said(&whole, Case::Low), "ROUNDUP(MAX(0,(B5/B6)-0.000000001*MAX(1,ABS((B5/B6)))),0)");
        assert_eq!(of(&Rule::of("c"), Case::Low, "Zones", &homes), None);
    }
}

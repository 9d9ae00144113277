//! A shortfall in words.

use super::Shortfall;

impl Shortfall {
    /// "short from month 7, no one left in month 13"; nothing where the level is kept.
    pub fn said(&self) -> Option<String> {
        let from = self.from?;
        Some(match self.nobody_in {
            Some(month) if month == from => format!("no one there in month {month}"),
            Some(month) => format!("short from month {from}, no one left in month {month}"),
            None => format!("short from month {from}"),
        })
    }
}

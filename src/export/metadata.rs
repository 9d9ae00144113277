//! What a picture or a document says of itself, beside what it shows.

/// What a file says of itself. Everything may be empty; nothing comes from a clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title of the document.
    pub title: String,
    /// One sentence on what it shows.
    pub description: String,
    /// The language of its words: "en" or "uk".
    pub language: String,
    /// The day the plan speaks of, YYYY-MM-DD.
    pub date: String,
    /// The record of the plan and its figures, from which they can be reckoned again.
    pub record: Option<String>,
}

impl Metadata {
    /// The program with its version, as it signs what it makes.
    pub const PROGRAM: &'static str = concat!("Cordon ", env!("CARGO_PKG_VERSION"));

    /// The date as year, month and day, where it is one.
    pub fn day(&self) -> Option<[u16; 3]> {
        let mut parts = self.date.split('-').map(|part| part.parse::<u16>().ok());
        let day = [parts.next()??, parts.next()??, parts.next()??];
        let fits = (1..=12).contains(&day[1]) && (1..=31).contains(&day[2]);
        (fits && parts.next().is_none()).then_some(day)
    }
}

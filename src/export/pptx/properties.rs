//! What the file says about itself: title, dates, program. The day is the
//! plan's, so that the same plan makes the same file on any day.

use super::xml::{HEAD, escaped};

/// What the file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The title of the deck.
    pub title: String,
    /// What it is about, in a line.
    pub subject: String,
    /// The day of the plan, YYYY-MM-DD; none where empty.
    pub date: String,
    /// `en-GB` or `uk-UA`.
    pub language: String,
}

/// `docProps/core.xml`.
pub fn core(about: &About) -> String {
    let date = match about.date.as_str() {
        "" => String::new(),
        day => {
            let stamp = |element: &str| {
                format!(
                    "<dcterms:{element} xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:{element}>",
                    escaped(day)
                )
            };
            stamp("created") + &stamp("modified")
        }
    };
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>Cordon</dc:creator>\
         <cp:lastModifiedBy>Cordon</cp:lastModifiedBy><cp:revision>1</cp:revision>{date}\
         <dc:language>{}</dc:language></cp:coreProperties>",
        escaped(&about.title),
        escaped(&about.subject),
        about.language,
    )
}

/// `docProps/app.xml`.
pub fn app(slides: usize, notes: usize) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut parts = version.split('.');
    let mut next = || parts.next().unwrap_or("0");
    // Four figures at most before and after the point, as the format has it.
    let number = format!("{}.{:0>4}", next(), next());
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <PresentationFormat>Widescreen</PresentationFormat><Slides>{slides}</Slides><Notes>{notes}</Notes>\
         <HiddenSlides>0</HiddenSlides><Application>Cordon</Application><AppVersion>{number}</AppVersion></Properties>"
    )
}

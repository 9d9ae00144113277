//! What the embedded data is, as one short name: two programs with the same digest
//! reckon with the same figures.

use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

macro_rules! files {
    ($($file:literal,)*) => {
        /// Every file that figures follow from, by its path inside `data/`.
        const FILES: &[(&str, &str)] = &[$(($file, include_str!(concat!("../../data/", $file))),)*];
    };
}

files! {
    "doctrine/estimates.csv",
    "doctrine/line_analogues.csv",
    "doctrine/lines.csv",
    "doctrine/methods.csv",
    "doctrine/missions.csv",
    "doctrine/parameters.csv",
    "doctrine/profiles.csv",
    "doctrine/roles.csv",
    "doctrine/rotation.csv",
    "doctrine/sources.csv",
    "doctrine/traps.csv",
    "doctrine/unit_sizes.csv",
    "map/airports.csv",
    "map/borders.geojson",
    "map/countries.geojson",
    "map/europe.geojson",
    "map/labels.geojson",
    "map/lakes.geojson",
    "map/line-of-contact-2024-12-01.geojson",
    "map/nuclear-plants.csv",
    "map/oblasts.geojson",
    "map/raions.csv",
    "map/rivers.geojson",
    "map/seaports.csv",
    "map/settlements.csv",
    "plan/empty.plan.geojson",
    "supply/caveats.csv",
    "supply/coalition.csv",
    "supply/commitments.csv",
    "supply/enabler_levels.csv",
    "supply/enablers.csv",
    "supply/exposure.csv",
    "supply/mandates.csv",
    "supply/mission_kinds.csv",
    "supply/mission_profiles.csv",
    "supply/missions_abroad.csv",
    "supply/nations.csv",
    "supply/offers.csv",
    "supply/positions.csv",
    "supply/presets.csv",
    "supply/questions.csv",
    "supply/roe.csv",
}

/// SHA-256 of the embedded data, in hexadecimal: of each file its path, its length and its
/// text, with line endings as on Unix, since some machines check text out with others.
pub fn digest() -> &'static str {
    static DIGEST: OnceLock<String> = OnceLock::new();
    DIGEST.get_or_init(|| {
        let mut hash = Sha256::new();
        for (file, text) in FILES {
            let text = text.replace("\r\n", "\n");
            hash.update(format!("{file}\n{}\n", text.len()));
            hash.update(text);
        }
        hash.finalize().iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_that_figures_follow_from_is_in_the_digest() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let mut found = BTreeSet::new();
        for folder in ["doctrine", "map", "plan", "supply"] {
            for entry in std::fs::read_dir(data.join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if [".csv", ".geojson"].iter().any(|ending| name.strip_suffix(ending).is_some()) {
                    found.insert(format!("{folder}/{name}"));
                }
            }
        }
        assert_eq!(FILES.iter().map(|(file, _)| (*file).to_owned()).collect::<BTreeSet<_>>(), found);
        assert_eq!(digest().len(), 64);
    }
}

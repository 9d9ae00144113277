//! A GeoJSON file of 51 MB, the same on every machine, made when it is needed.

use std::fmt::Write;

/// Features in the file.
pub const FEATURES: usize = 10_000;
/// Positions in each, the closing one included.
pub const POSITIONS: usize = 226;

/// Ten thousand round zones over Ukraine, 2.26 million vertices, written with
/// seven decimals as GIS programs do.
pub fn big_file() -> String {
    let mut text = String::with_capacity(52 << 20);
    text.push_str("{\"type\":\"FeatureCollection\",\"name\":\"zones\",\"features\":[\n");
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    for feature in 0..FEATURES {
        let (x, y) = (23.0 + (feature % 100) as f64 * 0.17, 45.0 + (feature / 100) as f64 * 0.065);
        if feature > 0 {
            text.push_str(",\n");
        }
        let _ = write!(
            text,
            "{{\"type\":\"Feature\",\"id\":{feature},\"properties\":{{\"name\":\"Зона {feature}\",\"kind\":\"test\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[["
        );
        let mut first = String::new();
        for corner in 0..POSITIONS - 1 {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let radius = 0.02 + (chance >> 40) as f64 / f64::from(1 << 24) * 0.002;
            let angle = corner as f64 / (POSITIONS - 1) as f64 * std::f64::consts::TAU;
            let at = format!("[{:.7},{:.7}]", x + radius * angle.cos(), y + radius * angle.sin());
            text.push_str(&at);
            text.push(',');
            if corner == 0 {
                first = at;
            }
        }
        text.push_str(&first);
        text.push_str("]]}}");
    }
    text.push_str("\n]}\n");
    text
}

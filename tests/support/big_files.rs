//! Large files in other formats than GeoJSON, the same on every machine, made when they
//! are needed: round zones over Ukraine with a name each.

use std::fmt::Write;

use flatgeobuf::geozero::{self, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geo_types::Coord;

/// Positions in each zone, the closing one included.
const POSITIONS: usize = 226;

/// Closed rings, counter-clockwise.
pub fn rings(count: usize) -> Vec<Vec<Coord<f64>>> {
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    (0..count)
        .map(|feature| {
            let (x, y) = (23.0 + (feature % 120) as f64 * 0.14, 45.0 + (feature / 120) as f64 * 0.055);
            let mut ring: Vec<Coord<f64>> = (0..POSITIONS - 1)
                .map(|corner| {
                    chance ^= chance << 13;
                    chance ^= chance >> 7;
                    chance ^= chance << 17;
                    let radius = 0.02 + (chance >> 40) as f64 / f64::from(1 << 24) * 0.002;
                    let angle = corner as f64 / (POSITIONS - 1) as f64 * std::f64::consts::TAU;
                    Coord { x: x + radius * angle.cos(), y: y + radius * angle.sin() }
                })
                .collect();
            ring.push(ring[0]);
            ring
        })
        .collect()
}

fn name(feature: usize) -> String {
    format!("Зона {feature}")
}

/// As KML, with seven decimals.
pub fn kml(rings: &[Vec<Coord<f64>>]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n",
    );
    for (feature, ring) in rings.iter().enumerate() {
        let _ = write!(
            text,
            "<Placemark><name>{}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>",
            name(feature)
        );
        for at in ring {
            let _ = write!(text, "{:.7},{:.7},0 ", at.x, at.y);
        }
        text.push_str("</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\n");
    }
    text + "</Document></kml>\n"
}

/// As `.shp` and `.dbf`.
pub fn shapefile(rings: &[Vec<Coord<f64>>]) -> [Vec<u8>; 2] {
    let mut shp = vec![0_u8; 100];
    for (number, ring) in rings.iter().enumerate() {
        let content = 48 + ring.len() * 16;
        shp.extend((number as u32 + 1).to_be_bytes());
        shp.extend((content as u32 / 2).to_be_bytes());
        shp.extend(5_u32.to_le_bytes());
        shp.extend([0; 32]);
        shp.extend(1_u32.to_le_bytes());
        shp.extend((ring.len() as u32).to_le_bytes());
        shp.extend(0_u32.to_le_bytes());
        // Exteriors run clockwise here.
        for at in ring.iter().rev() {
            shp.extend(at.x.to_le_bytes());
            shp.extend(at.y.to_le_bytes());
        }
    }
    let words = (shp.len() / 2) as u32;
    shp[..4].copy_from_slice(&9994_u32.to_be_bytes());
    shp[24..28].copy_from_slice(&words.to_be_bytes());
    shp[28..32].copy_from_slice(&1000_u32.to_le_bytes());
    shp[32..36].copy_from_slice(&5_u32.to_le_bytes());
    let mut dbf = vec![3, 80, 1, 1];
    dbf.extend((rings.len() as u32).to_le_bytes());
    dbf.extend(65_u16.to_le_bytes());
    dbf.extend(41_u16.to_le_bytes());
    dbf.resize(32, 0);
    dbf.extend(b"name\0\0\0\0\0\0\0C\0\0\0\0\x28\0");
    dbf.resize(64, 0);
    dbf.push(0x0D);
    for feature in 0..rings.len() {
        let mut row = format!(" {}", name(feature)).into_bytes();
        row.resize(41, b' ');
        dbf.extend(row);
    }
    [shp, dbf]
}

struct Ring<'a>(&'a [Coord<f64>]);

impl GeozeroGeometry for Ring<'_> {
    fn process_geom<P: GeomProcessor>(&self, processor: &mut P) -> geozero::error::Result<()> {
        processor.polygon_begin(true, 1, 0)?;
        processor.linestring_begin(false, self.0.len(), 0)?;
        for (place, at) in self.0.iter().enumerate() {
            processor.xy(at.x, at.y, place)?;
        }
        processor.linestring_end(false, 0)?;
        processor.polygon_end(true, 0)
    }
}

/// As `FlatGeobuf`, with its index.
pub fn flatgeobuf(rings: &[Vec<Coord<f64>>]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let crs = FgbCrs { code: 4326, ..FgbCrs::default() };
    let options = FgbWriterOptions { crs, ..FgbWriterOptions::default() };
    let mut writer = FgbWriter::create_with_options("zones", GeometryType::Polygon, options)?;
    writer.add_column("name", ColumnType::String, |_, _| {});
    for (feature, ring) in rings.iter().enumerate() {
        writer.add_feature_geom(Ring(ring), |feat| {
            let name = name(feature);
            // The name is written into memory, which takes it.
            let _ = feat.property(0, "name", &geozero::ColumnValue::String(&name));
        })?;
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes)?;
    Ok(bytes)
}

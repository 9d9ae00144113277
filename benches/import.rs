//! How long large files take to become layers, beside what the crates of their formats
//! take to become geometries without a check: `cargo bench --bench import`.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "the files are made here and whole")]

#[path = "../tests/support/big_file.rs"]
mod big_file;
#[path = "../tests/support/big_files.rs"]
mod big_files;

use std::io::Cursor;
use std::time::{Duration, Instant};

use cordon::import::{Progress, geojson::read_carefully, open, read};
use flatgeobuf::{FallibleStreamingIterator, FgbReader};

const ROUNDS: usize = 7;
/// Zones of the files in binary formats: 14 500 make 52 MB of positions.
const ZONES: usize = 14_500;

fn main() {
    geojson();
    let rings = big_files::rings(ZONES);
    println!("\n{ZONES} zones, {} vertices", rings.iter().map(Vec::len).sum::<usize>());
    kml(&rings);
    shapefile(&rings);
    flatgeobuf(&rings);
}

fn geojson() {
    let text = big_file::big_file();
    println!(
        "GeoJSON: {:.1} MB, {} vertices",
        text.len() as f64 / 1e6,
        big_file::FEATURES * big_file::POSITIONS
    );
    let ours = timed("cordon, from bytes to a checked layer", || {
        let (layer, problems) =
            read(text.as_bytes(), "zones.geojson", &Progress::default()).expect("it is whole");
        assert!(problems.is_empty());
        layer.vertices
    });
    timed("cordon, the careful reader alone", || {
        read_carefully(&text, "zones.geojson").expect("it is whole").0.vertices
    });
    let rival = timed("geojson crate, to geo-types", || {
        let file: geojson::GeoJson = text.parse().expect("it is whole");
        let geometries = geo_types::GeometryCollection::<f64>::try_from(&file).expect("it is whole");
        geometries.len()
    });
    compared("geojson crate", rival, ours);
}

fn kml(rings: &[Vec<geo_types::Coord<f64>>]) {
    // As many zones as make about 50 MB of text.
    let text = big_files::kml(&rings[..rings.len().min(9_000)]);
    println!("KML: {:.1} MB", text.len() as f64 / 1e6);
    let ours = timed("cordon, from bytes to a checked layer", || {
        let (layer, _) = read(text.as_bytes(), "zones.kml", &Progress::default()).expect("it is whole");
        layer.vertices
    });
    let rival = timed("kml crate, to its own tree", || {
        let tree = kml::KmlReader::<_, f64>::from_string(&text).read().expect("it is whole");
        usize::from(matches!(tree, kml::Kml::KmlDocument(_)))
    });
    compared("kml crate", rival, ours);
}

fn shapefile(rings: &[Vec<geo_types::Coord<f64>>]) {
    let [shp, dbf] = big_files::shapefile(rings);
    println!("Shapefile: {:.1} MB", (shp.len() + dbf.len()) as f64 / 1e6);
    let folder = tempfile::tempdir().expect("there is room for it");
    let path = folder.path().join("zones.shp");
    let prj = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    let utm = "PROJCS[\"WGS_1984_UTM_Zone_36N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",33.0],PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
    std::fs::write(&path, &shp).expect("there is room for it");
    for (ending, bytes) in [("dbf", dbf.as_slice()), ("prj", prj.as_bytes()), ("cpg", b"UTF-8")] {
        std::fs::write(path.with_extension(ending), bytes).expect("there is room for it");
    }
    let ours = timed("cordon, from the disk to a checked layer", || {
        open(&path, &Progress::default()).expect("it is whole").0.vertices
    });
    // The numbers are taken for metres: where they lie does not matter to the time it takes.
    std::fs::write(path.with_extension("prj"), utm).expect("there is room for it");
    timed("cordon, transformed from UTM 36N", || {
        open(&path, &Progress::default()).expect("it is whole").0.vertices
    });
    let rival = timed("shapefile crate, shapes alone", || {
        let reader = shapefile::ShapeReader::new(Cursor::new(&shp)).expect("it is whole");
        reader.read().expect("it is whole").len()
    });
    compared("shapefile crate", rival, ours);
}

fn flatgeobuf(rings: &[Vec<geo_types::Coord<f64>>]) {
    let bytes = big_files::flatgeobuf(rings).expect("it can be written");
    println!("FlatGeobuf: {:.1} MB", bytes.len() as f64 / 1e6);
    let ours = timed("cordon, from bytes to a checked layer", || {
        read(&bytes, "zones.fgb", &Progress::default()).expect("it is whole").0.vertices
    });
    let rival = timed("flatgeobuf crate, numbers alone", || {
        let mut features =
            FgbReader::open(Cursor::new(&bytes)).and_then(FgbReader::select_all_seq).expect("it is whole");
        let mut numbers = 0;
        while let Some(feature) = features.next().expect("it is whole") {
            let xy: Vec<f64> =
                feature.geometry().and_then(|g| g.xy()).expect("each has one").iter().collect();
            numbers += xy.len();
        }
        numbers
    });
    compared("flatgeobuf crate", rival, ours);
}

fn compared(name: &str, rival: Duration, ours: Duration) {
    println!("{name} ÷ cordon = {:.1}", rival.as_secs_f64() / ours.as_secs_f64());
}

/// Runs an action a few times, prints the least and the middle time, gives the middle.
fn timed(name: &str, mut action: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(action());
            start.elapsed()
        })
        .collect();
    times.sort();
    let (least, middle) = (times[0], times[ROUNDS / 2]);
    println!(
        "{name:42} least {:7.1} ms  median {:7.1} ms",
        least.as_secs_f64() * 1e3,
        middle.as_secs_f64() * 1e3
    );
    middle
}

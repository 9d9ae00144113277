//! Bringing files in: the preview with its mapping, and layers over the map.

use std::fs;

use anyhow::Result;
use cordon::app::Theme;
use cordon::app::command::Command;
use cordon::plan::{Plan, file};
use serde_json::{Value, json};

use super::{WHOLE, light, map_to, window};
use crate::harness::{ATLAS, Window};
use crate::shot::Shot;

/// Name, role and the lower left corner of each sector in the file of the example.
const SECTORS: [(&str, &str, f64, f64); 5] = [
    ("Sector North", "deterrent sector", 35.2, 49.5),
    ("Sector Centre", "deterrent sector", 35.4, 48.7),
    ("Sector South", "buffer area", 34.6, 47.9),
    ("Depot area West", "rear hub", 31.0, 48.9),
    ("Reserve", "to be decided", 32.9, 48.6),
];

/// A file is looked at before anything is taken in.
pub fn import() -> Result<Shot> {
    let features = SECTORS.map(|(name, role, x, y)| {
        let ring = [[x, y], [x + 1.1, y + 0.05], [x + 1.05, y + 0.62], [x + 0.1, y + 0.55], [x, y]];
        json!({
            "type": "Feature",
            "properties": {"name": name, "role": role, "battalions": 3},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        })
    });
    let mut window = window(Plan::empty(), Theme::Light, WHOLE);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sectors.geojson");
    fs::write(&path, collection("Sectors of the staff", &features).to_string())?;
    window.drop_file(path);
    window.wait_for("Bring in sectors.geojson");
    window.press("Zones");
    window.harness.run_steps(30);
    Ok(Shot::whole(window).without_hand())
}

/// Two layers over the map, with names beside their features.
pub fn layers() -> Result<Shot> {
    let point = |name: &str, at: geo_types::Point<f64>| {
        json!({
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [at.x(), at.y()]},
        })
    };
    let plants: Vec<Value> =
        ATLAS.map.nuclear_plants.iter().map(|plant| point(&plant.name, plant.at)).collect();
    let ports: Vec<Value> = ATLAS.map.seaports.iter().map(|port| point(&port.name, port.at)).collect();
    let mut window = light(file::example());
    window.nearer(31.0, 46.9, 4.0);
    let folder = tempfile::tempdir()?;
    for (name, features) in [("Nuclear plants", plants), ("Seaports", ports)] {
        let path = folder.path().join(format!("{name}.geojson"));
        fs::write(&path, collection(name, &features).to_string())?;
        window.run(Command::OpenLayer);
        window.fill("File to open", &path.display().to_string());
        window.wait_for(&format!("Show {name}"));
    }
    named(&mut window, "Seaports");
    Ok(map_to(window, 740.0).without_hand())
}

fn collection(name: &str, features: &[Value]) -> Value {
    json!({
        "type": "FeatureCollection",
        "name": name,
        "date": "2025-06-01",
        "source": "made for the guide",
        "features": features,
    })
}

/// Writes the names of a layer beside its features.
fn named(window: &mut Window, layer: &str) {
    window.reach(&format!("Labels of {layer}"));
    window.press("name");
    window.harness.run_steps(30);
}

//! A plan as a `GeoPackage` 1.3 (OGC 12-128r18): zones with their figures, the ground of
//! each contingent, the line of contact, and styles that QGIS applies by itself.
//! Same plan, same bytes: times are the plan's day.

mod geometry;

mod style;

use std::fs;

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::zones_geojson::figures_of;
use crate::atlas::Atlas;
use crate::brief::Annex;
use crate::force::Figures;
use crate::force::footprints::Footprints;
use crate::plan::Plan;
use crate::problem::Refusal;

use geometry::Blob;

/// "GPKG": what says that a file of `SQLite` is a `GeoPackage`.
const APPLICATION_ID: u32 = 0x4750_4B47;
/// Version 1.3.0.
const USER_VERSION: u32 = 10_300;
/// WGS 84, longitude and latitude.
const SRS: i32 = 4_326;

/// The tables that every `GeoPackage` has (OGC 12-128r18, annex C), and that of the styles of QGIS.
const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
";

/// The definition of WGS 84 as the standard asks for it.
const WGS_84: &str = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]"#;

/// Writes a plan.
///
/// # Errors
/// Refuses where the system gives no room for a file under way.
pub fn geopackage(plan: &Plan, figures: &Figures, atlas: &Atlas) -> Result<Vec<u8>, Refusal> {
    let failed = |why: String| {
        let hint = "Make room in the folder for temporary files, or export GeoJSON instead.";
        Refusal::new(format!("The GeoPackage cannot be written: {why}"), hint)
    };
    // SQLite writes files only; this one is read back and gone.
    let folder = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
    let path = folder.path().join("plan.gpkg");
    let connection = Connection::open(&path).map_err(|error| failed(error.to_string()))?;
    write(&connection, plan, figures, atlas).map_err(|error| failed(error.to_string()))?;
    connection.close().map_err(|(_, error)| failed(error.to_string()))?;
    fs::read(&path).map_err(|error| failed(error.to_string()))
}

fn write(connection: &Connection, plan: &Plan, figures: &Figures, atlas: &Atlas) -> rusqlite::Result<()> {
    connection.pragma_update(None, "page_size", 4096)?;
    connection.pragma_update(None, "journal_mode", "memory")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", USER_VERSION)?;
    connection.execute_batch("BEGIN")?;
    connection.execute_batch(TABLES)?;
    reference_systems(connection)?;
    let day = day(plan);
    zones(connection, plan, figures, atlas)?.recorded(connection, &day)?;
    footprints(connection, plan, figures, atlas)?.recorded(connection, &day)?;
    line(connection, plan, atlas)?.recorded(connection, &day)?;
    styles(connection, plan, &day)?;
    connection.execute_batch("COMMIT")
}

/// The plan's day as a moment; a plan without one has the first of the century.
fn day(plan: &Plan) -> String {
    let date = if plan.date.len() == 10 { plan.date.as_str() } else { "2000-01-01" };
    format!("{date}T00:00:00.000Z")
}

fn reference_systems(connection: &Connection) -> rusqlite::Result<()> {
    for (name, id, organization, number, definition) in [
        ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
        ("WGS 84 geodetic", SRS, "EPSG", SRS, WGS_84),
    ] {
        connection.execute(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, NULL)",
            params![name, id, organization, number, definition],
        )?;
    }
    Ok(())
}

/// A layer that was written.
struct Layer {
    table: &'static str,
    title: &'static str,
    description: String,
    geometry: &'static str,
    /// West, south, east, north of what is in it; none where it is empty.
    bounds: Option<[f64; 4]>,
}

impl Layer {
    fn reaching(&mut self, blob: &Blob) {
        let [west, south, east, north] = blob.bounds;
        self.bounds = Some(
            self.bounds
                .map_or(blob.bounds, |[w, s, e, n]| [w.min(west), s.min(south), e.max(east), n.max(north)]),
        );
    }

    /// Enters the layer into the tables that say what there is.
    fn recorded(self, connection: &Connection, day: &str) -> rusqlite::Result<()> {
        let [west, south, east, north] = self.bounds.map_or([None; 4], |bounds| bounds.map(Some));
        connection.execute(
            "INSERT INTO gpkg_contents VALUES (?1, 'features', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![self.table, self.title, self.description, day, west, south, east, north, SRS],
        )?;
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)",
            params![self.table, self.geometry, SRS],
        )?;
        Ok(())
    }
}

fn zones(connection: &Connection, plan: &Plan, figures: &Figures, atlas: &Atlas) -> rusqlite::Result<Layer> {
    let annex = Annex::of(plan, figures, atlas);
    let mut layer = Layer {
        table: "zones",
        title: "Zones",
        description: format!("{}. {}", plan.title, plan.banner),
        geometry: "MULTIPOLYGON",
        bounds: None,
    };
    let known: Vec<String> = super::zones_geojson::columns();
    let columns: String = known.iter().flat_map(|name| [", ", name, " DOUBLE"]).collect();
    connection.execute_batch(&format!(
        "CREATE TABLE zones (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, id TEXT, name TEXT, \
         role TEXT, role_title TEXT, method TEXT, consent BOOLEAN, lead TEXT, colour TEXT, note TEXT, \
         banner TEXT{columns})"
    ))?;
    let places = vec!["?"; 11 + known.len()].join(", ");
    let mut insert = connection.prepare(&format!("INSERT INTO zones VALUES (NULL, {places})"))?;
    for (zone, sized) in std::iter::zip(&plan.zones, &figures.zones) {
        let Some(blob) = Blob::area(zone.shape.outline()) else { continue };
        layer.reaching(&blob);
        let text = |text: &str| Value::Text(text.to_owned());
        let mut row = vec![
            Value::Blob(blob.bytes),
            text(&zone.id.0),
            text(&zone.name),
            text(zone.role.name()),
            text(zone.role.title()),
            text(sized.method.id()),
            Value::Integer(zone.consent.into()),
            zone.lead.as_ref().map_or(Value::Null, |lead| text(&lead.0)),
            zone.colour.map_or(Value::Null, |colour| text(colour.name())),
            text(&zone.note),
            text(&plan.banner),
        ];
        let found = figures_of(zone, &annex);
        row.extend(known.iter().map(|name| {
            let figure = found.iter().find(|(own, _)| own == name);
            figure.map_or(Value::Null, |(_, value)| Value::Real(*value))
        }));
        insert.execute(params_from_iter(row))?;
    }
    Ok(layer)
}

/// The ground of each contingent, and what nobody holds.
fn footprints(
    connection: &Connection,
    plan: &Plan,
    figures: &Figures,
    atlas: &Atlas,
) -> rusqlite::Result<Layer> {
    let mut layer = Layer {
        table: "footprints",
        title: "Footprints",
        description: "The ground of each contingent in its zone; without a nation what nobody holds"
            .to_owned(),
        geometry: "MULTIPOLYGON",
        bounds: None,
    };
    connection.execute_batch(
        "CREATE TABLE footprints (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, zone TEXT, \
         nation TEXT, deployed DOUBLE, share_wanted DOUBLE, share_got DOUBLE)",
    )?;
    let mut insert = connection.prepare("INSERT INTO footprints VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6)")?;
    for made in Footprints::new().of(plan, figures, atlas) {
        let held = made
            .footprints
            .iter()
            .map(|of| (&of.area, Some(of.nation.0.as_str()), of.troops.0, of.wanted, of.got));
        let open = made.unfilled.iter().map(|of| (&of.area, None, of.missing.0, of.wanted, of.got));
        for (area, nation, troops, wanted, got) in held.chain(open) {
            let Some(blob) = Blob::area(area) else { continue };
            layer.reaching(&blob);
            insert.execute(params![blob.bytes, made.zone.0, nation, troops, wanted, got])?;
        }
    }
    Ok(layer)
}

/// The line of contact: the user's own, or the embedded one.
fn line(connection: &Connection, plan: &Plan, atlas: &Atlas) -> rusqlite::Result<Layer> {
    let mut layer = Layer {
        table: "line",
        title: "Line of contact",
        description: "The line that the plan is measured along".to_owned(),
        geometry: "LINESTRING",
        bounds: None,
    };
    connection.execute_batch(
        "CREATE TABLE line (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom LINESTRING, name TEXT, date TEXT, \
         source TEXT, schematic BOOLEAN)",
    )?;
    let embedded = atlas.contact();
    let (name, date, source, schematic, path) = match &plan.line {
        Some(own) => (own.name.as_str(), own.date.as_str(), own.source.as_str(), false, &own.path),
        None => {
            let date = embedded.date.as_deref().unwrap_or_default();
            (embedded.name.as_str(), date, "Cordon", embedded.schematic, &embedded.path)
        }
    };
    if let Some(blob) = Blob::line(path) {
        layer.reaching(&blob);
        connection.execute(
            "INSERT INTO line VALUES (NULL, ?1, ?2, ?3, ?4, ?5)",
            params![blob.bytes, name, date, source, schematic],
        )?;
    }
    Ok(layer)
}

fn styles(connection: &Connection, plan: &Plan, day: &str) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO gpkg_contents VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles of QGIS', ?1, \
         NULL, NULL, NULL, NULL, NULL)",
        params![day],
    )?;
    for (table, qml) in
        [("zones", style::zones(plan)), ("footprints", style::footprints()), ("line", style::line())]
    {
        connection.execute(
            "INSERT INTO layer_styles VALUES (NULL, '', '', ?1, 'geom', 'Cordon', ?2, NULL, 1, 'As Cordon draws it', \
             '', NULL, ?3)",
            params![table, qml, day],
        )?;
    }
    Ok(())
}

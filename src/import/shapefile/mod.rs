//! Esri shapefiles: geometry (`.shp`), table (`.dbf`), coordinate system (`.prj`) and
//! encoding (`.cpg`), as parts beside each other or out of an archive.

mod dbf;
mod encoding;
mod rings;
mod shp;

use super::crs;
use super::findings::Tested;
use super::format::Format;
use super::gather::{Gathering, Halt};
use super::{Progress, Read};
use crate::problem::Problem;
use dbf::Table;
use shp::Shapes;

/// The parts of one shapefile.
#[derive(Debug, Default)]
pub struct Parts {
    /// The geometry; nothing can be read without it.
    pub shp: Vec<u8>,
    /// The table.
    pub dbf: Option<Vec<u8>>,
    /// The coordinate system.
    pub prj: Option<Vec<u8>>,
    /// The encoding of the table.
    pub cpg: Option<Vec<u8>>,
}

/// Endings of the parts that are read.
pub const ENDINGS: [&str; 4] = ["shp", "dbf", "prj", "cpg"];

/// Endings of all parts that belong to a shapefile, read or not: who opens one of them means it.
pub const BESIDE: [&str; 6] = ["shp", "dbf", "prj", "cpg", "shx", "qpj"];

impl Parts {
    /// The place of a part.
    pub fn part(&mut self, ending: &str) -> Option<&mut Option<Vec<u8>>> {
        match ending {
            "dbf" => Some(&mut self.dbf),
            "prj" => Some(&mut self.prj),
            "cpg" => Some(&mut self.cpg),
            _ => None,
        }
    }
}

/// Reads a shapefile.
pub fn read(parts: &Parts, file: &str, tested: Tested, progress: &Progress) -> Read {
    let mut gathering = Gathering::new(file, Format::Shapefile, tested, progress);
    gathering.total(parts.shp.len() as u64);
    let outcome = gather(parts, &mut gathering);
    gathering.finish(outcome)
}

fn gather(parts: &Parts, gathering: &mut Gathering) -> Result<(), Halt> {
    let file = gathering.file();
    match &parts.prj {
        Some(prj) => gathering.project(crs::of_wkt(&String::from_utf8_lossy(prj), file)?),
        None => gathering.take_as_wgs84(
            "The part .prj is missing, so the coordinate system is not known",
            "The positions were taken as WGS 84 longitude and latitude; check that the layer lies where it should.",
        ),
    }
    let mut table = match &parts.dbf {
        Some(dbf) => Some(Table::open(dbf, parts.cpg.as_deref(), file)?),
        None => {
            let hint = "The geometry was read without names and other fields; put the .dbf beside the .shp.";
            gathering.remark("The part .dbf is missing", hint);
            None
        }
    };
    if let Some(remark) = table.as_ref().and_then(Table::remark) {
        gathering.remark(
            remark,
            "Check the names; a file .cpg beside the .shp that says UTF-8 or 1251 settles it.",
        );
    }
    let shapes = Shapes::open(&parts.shp, file)?;
    let (mut rows, mut deleted) = (0_usize, 0_usize);
    for shape in shapes {
        let Ok((shape, done)) = shape else {
            return Err(gathering.cut_short("The part .shp ends before it is complete").into());
        };
        gathering.reached(done as u64)?;
        let row = table.as_mut().and_then(Table::next);
        rows += usize::from(row.is_some());
        if let Some(dbf::Row::Deleted) = row {
            deleted += 1;
            continue;
        }
        let properties = match row {
            Some(dbf::Row::Values(properties)) => properties,
            _ => serde_json::Map::new(),
        };
        match shape {
            Ok(shape) => gathering.feature(shape.geometry, shape.heights, properties, None)?,
            Err(fault) => gathering.leave_out("geometry", fault, "Left out; the other features were read."),
        }
    }
    if deleted > 0 {
        gathering.remark(format!("{deleted} features are marked as deleted in the table"), "Left out.");
    }
    let (shapes, more) = (gathering.place() + deleted, table.as_ref().map_or(0, |table| table.rows));
    if table.is_some() && rows < shapes {
        let what = format!("The table has {rows} rows for {shapes} geometries");
        gathering
            .remark(what, "The last geometries have no fields; check that .shp and .dbf belong together.");
    } else if more > shapes {
        let what = format!("The table has {more} rows for {shapes} geometries");
        gathering.remark(what, "The last rows were left out; check that .shp and .dbf belong together.");
    }
    Ok(())
}

/// The problem of a part that came without the geometry.
pub fn no_geometry(file: &str) -> Problem {
    Problem::error(
        file,
        "This is a part of a shapefile, and the part .shp with the geometry is missing",
        "Put .shp, .dbf, .prj and .cpg beside each other, or pack them into one ZIP archive.",
    )
}

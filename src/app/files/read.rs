//! What a worker does with a file: tells what it is, and reads it.

use std::path::PathBuf;
use std::sync::atomic::Ordering::Relaxed;

use super::{News, Ready, Sheet, Wish};
use crate::app::bringing::Bringing;
use crate::app::layers::Overlaid;
use crate::atlas::Atlas;
use crate::force::Figures;
use crate::import::pmtiles::PmTiles;
use crate::import::{self, Kind, Layer, Opening, Progress, Wanted};
use crate::plan;
use crate::problem::Problem;

/// Reads a file as what it is: a plan, a layer, or something to be looked at first.
pub fn read(
    path: PathBuf,
    wish: Wish,
    wanted: &Wanted,
    (atlas, sheet): (&Atlas, &Sheet),
    progress: &Progress,
) -> News {
    let file = import::file_name(&path);
    if import::pmtiles::is_one(&path) {
        return match PmTiles::open(&path) {
            Ok(tiles) => News::Tiles { path, tiles: Box::new(tiles) },
            Err(problem) => News::Failed { path, problems: vec![problem] },
        };
    }
    let read = match import::opening_of(&path, &file) {
        Err(problem) => return News::Failed { path, problems: vec![problem] },
        // Only JSON can be a plan; another file may have parts beside it, or be a database.
        Ok(Opening::Json) => {
            let bytes = match import::bytes_of(&path, &file) {
                Ok(bytes) => bytes,
                Err(problem) => return News::Failed { path, problems: vec![problem] },
            };
            if wish == Wish::Any
                && let Ok(text) = import::decode(&bytes, &file)
                && import::kind_of(&text) == Kind::Plan
            {
                return plan_of(path, &text, &file, atlas, sheet);
            }
            import::read_as(&bytes, &file, wanted, progress)
        }
        Ok(_) => import::open_as(&path, &file, wanted, progress),
    };
    match read {
        // Who asks for a layer gets it; only a choice among several must be made first.
        Ok((layer, problems)) if wish == Wish::Layer && layer.offered.is_empty() => {
            prepared(path, layer, problems, progress)
        }
        // What was remarked was read when it was opened first.
        Ok((layer, _)) if wish == Wish::Again => prepared(path, layer, Vec::new(), progress),
        Ok((layer, problems)) => News::Bring(Box::new(Bringing::new(&path, layer, wish, &problems))),
        Err(_) if progress.cancelled.load(Relaxed) => News::Cancelled,
        Err(problems) => News::Failed { path, problems },
    }
}

/// A plan, measured and ready to be drawn.
fn plan_of(path: PathBuf, text: &str, file: &str, atlas: &Atlas, sheet: &Sheet) -> News {
    match plan::file::from_geojson(text, file) {
        Ok((plan, problems)) => {
            let mut ready = Box::new(Ready::default());
            let _known = Figures::of(&plan, atlas, &mut ready.measures);
            ready.outlines.prepare(plan.zones.iter().map(|zone| &zone.shape), &sheet.cities, sheet.zoom);
            News::Plan { path, plan: Box::new(plan), ready, problems }
        }
        Err(problems) => News::Failed { path, problems },
    }
}

/// A layer, ready to be drawn.
pub fn prepared(path: PathBuf, layer: Layer, problems: Vec<Problem>, progress: &Progress) -> News {
    match Overlaid::prepare(layer, progress) {
        Some(layer) => News::Layer { path, layer: Box::new(layer), problems },
        None => News::Cancelled,
    }
}

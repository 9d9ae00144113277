//! From what a file has to what the map needs: closed rings, turned the right
//! way, on the globe. Shared by all readers.

use geo_types::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point,
    Polygon,
};

use serde_json::{Map, Value};

use super::findings::{Findings, Kind, Place, Tested};
use super::layer::Feature;
use super::raw::Raw;
use crate::geodesy;

/// With [`Tested::Light`], rings with more positions are not tested for crossings, nor rings after so
/// many tested positions: the test takes time that the file would not repay,
/// for a layer that is only looked at. The number of untested rings is kept.
const TESTED_RING: usize = 2_000;
const TESTED_IN_ALL: usize = 100_000;

/// How the problem of a position off the globe ends.
pub const NO_PLACE: &str = "is no longitude and latitude";

/// What became of a geometry.
pub enum Mended {
    /// It can be drawn.
    Whole(Geometry<f64>),
    /// It is empty, as GeoJSON allows.
    Empty,
    /// Nothing of it can be used; the findings say why.
    Broken,
}

/// A feature before its geometry is mended.
pub struct Parts<'a> {
    /// Its place in the file.
    pub place: usize,
    /// The place of the geometry inside it.
    pub at: Place<'a>,
    /// Its geometry, if it has one.
    pub geometry: Option<Raw>,
    /// Its properties.
    pub properties: Map<String, Value>,
    /// Its id.
    pub id: Option<String>,
}

/// Mends the geometries of one file.
#[derive(Default)]
pub struct Mender {
    tested: usize,
}

impl Mender {
    /// Makes the feature that is being read of its parts; none if its geometry
    /// is broken, which is then counted.
    pub fn feature(&mut self, parts: Parts, findings: &mut Findings) -> Option<Feature> {
        let Parts { place, at, mut geometry, properties, id } = parts;
        if !findings.take(geometry.as_ref().map_or(0, Raw::positions), properties.len()) {
            return None;
        }
        findings.settle_heights(&at);
        if let Some(raw) = &mut geometry
            && !project(raw, &at, findings)
        {
            findings.left_out.features += 1;
            findings.off_the_globe += 1;
            return None;
        }
        let stray = findings.times(Kind::OffTheGlobe);
        let geometry = match geometry.map(|raw| self.mend(raw, &at, findings)) {
            Some(Mended::Whole(geometry)) => Some(geometry),
            None | Some(Mended::Empty) => {
                findings.count(Kind::NoGeometry, 1, &at);
                None
            }
            Some(Mended::Broken) => {
                findings.left_out.features += 1;
                findings.off_the_globe += usize::from(findings.times(Kind::OffTheGlobe) > stray);
                return None;
            }
        };
        Some(Feature { place, geometry, properties, id })
    }

    /// Mends one geometry; `place` is that of the geometry.
    pub fn mend(&mut self, raw: Raw, place: &Place, findings: &mut Findings) -> Mended {
        if let Raw::Collection(members) = raw {
            return self.collection(members, place, findings);
        }
        let place = &place.member("coordinates");
        let geometry = match raw {
            Raw::Empty | Raw::Collection(_) => return Mended::Empty,
            Raw::Point(at) => {
                on_the_globe(&[at], true, place, findings).then_some(Geometry::Point(Point(at)))
            }
            Raw::MultiPoint(points) if points.is_empty() => return Mended::Empty,
            Raw::MultiPoint(points) => on_the_globe(&points, false, place, findings)
                .then(|| Geometry::MultiPoint(MultiPoint(points.into_iter().map(Point).collect()))),
            Raw::Line(line) if line.is_empty() => return Mended::Empty,
            Raw::Line(line) => self::line(line, place, findings).map(Geometry::LineString),
            Raw::Lines(lines) if lines.iter().all(Vec::is_empty) => return Mended::Empty,
            Raw::Lines(lines) => self::lines(lines, place, findings),
            Raw::Polygon(rings) if rings.iter().all(Vec::is_empty) => return Mended::Empty,
            Raw::Polygon(rings) => self.polygon(rings, place, findings).map(Geometry::Polygon),
            Raw::Polygons(parts) if parts.iter().flatten().all(Vec::is_empty) => return Mended::Empty,
            Raw::Polygons(parts) => self.polygons(parts, place, findings),
        };
        geometry.map_or(Mended::Broken, Mended::Whole)
    }

    fn collection(&mut self, members: Vec<Option<Raw>>, place: &Place, findings: &mut Findings) -> Mended {
        let place = &place.member("geometries");
        let (mut kept, mut broken) = (Vec::new(), 0);
        for (index, member) in members.into_iter().enumerate() {
            let Some(member) = member else {
                broken += 1; // the careful reader has said why
                continue;
            };
            match self.mend(member, &place.index(index), findings) {
                Mended::Whole(geometry) => kept.push(geometry),
                Mended::Empty => {}
                Mended::Broken => broken += 1,
            }
        }
        match (kept.is_empty(), broken) {
            (true, 0) => Mended::Empty,
            (true, _) => Mended::Broken,
            (false, _) => {
                findings.left_out.parts += broken;
                Mended::Whole(Geometry::GeometryCollection(GeometryCollection(kept)))
            }
        }
    }

    fn polygons(
        &mut self,
        parts: Vec<Vec<Vec<Coord<f64>>>>,
        place: &Place,
        findings: &mut Findings,
    ) -> Option<Geometry<f64>> {
        let count = parts.len();
        let kept: Vec<Polygon<f64>> = parts
            .into_iter()
            .enumerate()
            .filter_map(|(index, rings)| self.polygon(rings, &place.index(index), findings))
            .collect();
        if kept.is_empty() {
            return None;
        }
        findings.left_out.parts += count - kept.len();
        Some(Geometry::MultiPolygon(MultiPolygon(kept)))
    }

    fn polygon(
        &mut self,
        rings: Vec<Vec<Coord<f64>>>,
        place: &Place,
        findings: &mut Findings,
    ) -> Option<Polygon<f64>> {
        let mut rings = rings.into_iter().enumerate();
        let (_, exterior) = rings.next().unwrap_or_default();
        let exterior = self.ring(exterior, true, &place.index(0), findings)?;
        let mut holes = Vec::with_capacity(rings.len());
        for (index, hole) in rings {
            match self.ring(hole, false, &place.index(index), findings) {
                Some(hole) => holes.push(hole),
                None => findings.left_out.parts += 1,
            }
        }
        Some(Polygon::new(exterior, holes))
    }

    fn ring(
        &mut self,
        mut ring: Vec<Coord<f64>>,
        exterior: bool,
        place: &Place,
        findings: &mut Findings,
    ) -> Option<LineString<f64>> {
        if !on_the_globe(&ring, false, place, findings) {
            return None;
        }
        let closed = ring.first() == ring.last();
        let corners = ring.len() - usize::from(closed && !ring.is_empty());
        if corners < 3 {
            let what = if exterior { "A polygon" } else { "A hole" };
            findings.error(
                Kind::TooShort,
                place,
                format!("{what} needs at least three corners; this ring has {corners}"),
                "Left out; draw it again or remove it from the file.",
            );
            return None;
        }
        if !closed {
            findings.warning(
                Kind::Unclosed,
                place,
                "The ring does not end where it begins",
                "Closed with a straight line; check that no corner is missing.",
            );
            ring.push(ring[0]);
        }
        let turn = turn(&ring);
        if turn != 0.0 && (turn > 0.0) != exterior {
            if findings.winds {
                findings.count(Kind::Winding, 1, place);
            }
            ring.reverse();
        }
        self.crossing(&ring, place, findings);
        Some(LineString(ring))
    }

    fn crossing(&mut self, ring: &[Coord<f64>], place: &Place, findings: &mut Findings) {
        let light = ring.len() <= TESTED_RING && self.tested + ring.len() <= TESTED_IN_ALL;
        match findings.tested {
            Tested::Nothing => return,
            Tested::Light if !light => {
                findings.left_out.untested_rings += 1;
                return;
            }
            Tested::Light | Tested::All => {}
        }
        self.tested += ring.len();
        if let Some(at) = geodesy::first_crossing(ring) {
            findings.warning(
                Kind::Crossing,
                place,
                format!("The ring crosses itself at {:.4}, {:.4}", at.x, at.y),
                "Drawn as it is; its area and the people in it are uncertain.",
            );
        }
    }
}

/// Turns all positions into longitude and latitude; else says which cannot be.
fn project(raw: &mut Raw, at: &Place, findings: &mut Findings) -> bool {
    let Some(projector) = findings.projector.take() else { return true };
    let mut stray = None;
    raw.each_run(&mut |run| {
        if stray.is_none() {
            stray = projector.run(run).err();
        }
    });
    if let Some(stray) = stray {
        let what =
            format!("{}, {} {NO_PLACE}: it lies beyond the reach of {}", stray.x, stray.y, projector.name());
        findings.error(Kind::OffTheGlobe, at, what, "Left out; check the coordinate system of the file.");
    }
    findings.projector = Some(projector);
    stray.is_none()
}

fn line(line: Vec<Coord<f64>>, place: &Place, findings: &mut Findings) -> Option<LineString<f64>> {
    if !on_the_globe(&line, false, place, findings) {
        return None;
    }
    if line.len() < 2 {
        findings.error(
            Kind::TooShort,
            place,
            format!("A line needs at least two positions; this one has {}", line.len()),
            "Left out; draw it again or remove it from the file.",
        );
        return None;
    }
    Some(LineString(line))
}

fn lines(lines: Vec<Vec<Coord<f64>>>, place: &Place, findings: &mut Findings) -> Option<Geometry<f64>> {
    let count = lines.len();
    let kept: Vec<LineString<f64>> = lines
        .into_iter()
        .enumerate()
        .filter_map(|(index, part)| line(part, &place.index(index), findings))
        .collect();
    if kept.is_empty() {
        return None;
    }
    findings.left_out.parts += count - kept.len();
    Some(Geometry::MultiLineString(MultiLineString(kept)))
}

/// Whether all positions are longitudes and latitudes; else says which is not.
fn on_the_globe(run: &[Coord<f64>], single: bool, place: &Place, findings: &mut Findings) -> bool {
    let stray = |at: &Coord<f64>| !(at.x.abs() <= 180.0 && at.y.abs() <= 90.0);
    // The plain count runs over all positions without a branch; few files need the place.
    if run.iter().filter(|at| stray(at)).count() == 0 {
        return true;
    }
    if let Some(index) = run.iter().position(stray) {
        let at = run[index];
        let what = format!("{}, {} {NO_PLACE}", at.x, at.y);
        let hint = "Left out; longitudes lie within ±180, latitudes within ±90.";
        let here = if single { *place } else { place.index(index) };
        findings.error(Kind::OffTheGlobe, &here, what, hint);
    }
    false
}

/// Twice the planar area of a closed ring: positive if it runs counter-clockwise.
/// Only its sign is used. Measured from the first corner, so that small rings
/// far from the origin keep their digits.
fn turn(ring: &[Coord<f64>]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let sum = |pair: &[Coord<f64>]| {
        let (a, b) = (pair[0], pair[1]);
        (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    };
    ring.windows(2).map(sum).sum()
}

//! KML 2.0 to 2.3: the placemarks of all folders, and Google's tracks. What is no
//! geometry of its own (overlays, links, models) is named and left out; nothing is fetched.

use std::collections::BTreeMap;

use geo_types::Coord;
use serde_json::{Map, Value};

use super::findings::Tested;
use super::format::Format;
use super::gather::{Gathering, Halt};
use super::raw::Raw;
use super::xml::{self, Node, Walk};
use super::{Progress, Read, geojson, limits};

/// Reads KML text.
pub fn read(text: &str, file: &str, tested: Tested, progress: &Progress) -> Read {
    let gathering = Gathering::new(file, Format::Kml, tested, progress);
    gathering.total(text.len() as u64);
    let mut document =
        Document { walk: Walk::new(text, file), gathering, folders: Vec::new(), passed: BTreeMap::new() };
    let outcome = document.read();
    document.gathering.finish(outcome)
}

struct Document<'t, 'f> {
    walk: Walk<'t>,
    gathering: Gathering<'f>,
    /// Names of the folders around, outermost first.
    folders: Vec<String>,
    /// What was passed over, and how often.
    passed: BTreeMap<&'static str, usize>,
}

impl Document<'_, '_> {
    fn read(&mut self) -> Result<(), Halt> {
        loop {
            match self.walk.step()? {
                Node::Open(start) => self.element(&xml::name(&start), xml::attribute(&start, "id"))?,
                Node::End => break,
                Node::Text(_) | Node::Close => {}
            }
        }
        for (what, count) in std::mem::take(&mut self.passed) {
            let hint = "Left out; only placemarks with their own geometry are read, and nothing is fetched.";
            self.gathering.remark(format!("{count} × {what}"), hint);
        }
        Ok(())
    }

    /// An element outside of placemarks.
    fn element(&mut self, name: &str, id: Option<String>) -> Result<(), Halt> {
        match name {
            "kml" | "Document" | "Folder" | "Create" | "Update" => self.folder(name),
            "Placemark" => self.placemark(id),
            "NetworkLink" => self.pass("link to another file"),
            "GroundOverlay" | "PhotoOverlay" | "ScreenOverlay" => self.pass("picture laid over the map"),
            _ => self.walk.skip(),
        }
    }

    fn pass(&mut self, what: &'static str) -> Result<(), Halt> {
        *self.passed.entry(what).or_default() += 1;
        self.walk.skip()
    }

    fn folder(&mut self, kind: &str) -> Result<(), Halt> {
        let mut named = false;
        loop {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    "name" if kind == "Folder" && !named => {
                        let name = self.walk.word()?;
                        self.folders.push(name);
                        named = true;
                    }
                    "name" if self.gathering.head.name.is_none() => {
                        self.gathering.head.name = Some(self.walk.word()?).filter(|name| !name.is_empty());
                    }
                    name => self.element(name, xml::attribute(&start, "id"))?,
                },
                Node::Close | Node::End => break,
                Node::Text(_) => {}
            }
        }
        if named {
            self.folders.pop();
        }
        Ok(())
    }

    fn placemark(&mut self, id: Option<String>) -> Result<(), Halt> {
        self.gathering.reached(self.walk.position())?;
        let mut properties = Map::new();
        let (mut shapes, mut heights) = (Vec::new(), 0);
        loop {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    field @ ("name" | "description" | "address" | "phoneNumber" | "Snippet") => {
                        let text = self.walk.word()?;
                        put(&mut properties, field, text);
                    }
                    "TimeStamp" | "TimeSpan" => self.time(&mut properties)?,
                    "ExtendedData" => self.extended(&mut properties)?,
                    name if is_geometry(name) => {
                        let shape = self.geometry(name, &mut heights)?;
                        shapes.extend(shape);
                    }
                    _ => self.walk.skip()?,
                },
                Node::Close | Node::End => break,
                Node::Text(_) => {}
            }
        }
        let folder: Vec<&str> =
            self.folders.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        put(&mut properties, "folder", folder.join(" / "));
        let geometry = match shapes.len() {
            0 => None,
            1 => shapes.pop(),
            _ => Some(together(shapes)),
        };
        self.gathering.feature(geometry, heights, properties, id)
    }

    fn time(&mut self, properties: &mut Map<String, Value>) -> Result<(), Halt> {
        loop {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    field @ ("when" | "begin" | "end") => {
                        let text = self.walk.word()?;
                        put(properties, if field == "when" { "date" } else { field }, text);
                    }
                    _ => self.walk.skip()?,
                },
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }

    /// `<Data name="…"><value>` and `<SchemaData><SimpleData name="…">`.
    fn extended(&mut self, properties: &mut Map<String, Value>) -> Result<(), Halt> {
        loop {
            match self.walk.step()? {
                Node::Open(start) => {
                    let field = xml::attribute(&start, "name").unwrap_or_default();
                    match xml::name(&start).as_ref() {
                        "SchemaData" => self.extended(properties)?,
                        "Data" => {
                            let text = self.value()?;
                            put(properties, &field, text);
                        }
                        "SimpleData" => {
                            let text = self.walk.word()?;
                            put(properties, &field, text);
                        }
                        _ => self.walk.skip()?,
                    }
                }
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }

    fn value(&mut self) -> Result<String, Halt> {
        let mut found = String::new();
        loop {
            match self.walk.step()? {
                Node::Open(start) if xml::name(&start) == "value" => found = self.walk.word()?,
                Node::Open(_) => self.walk.skip()?,
                Node::Close | Node::End => return Ok(found),
                Node::Text(_) => {}
            }
        }
    }

    // ---- geometries ----

    fn geometry(&mut self, name: &str, heights: &mut usize) -> Result<Option<Raw>, Halt> {
        match name {
            "Polygon" => {
                let (mut exterior, mut holes) = (Vec::new(), Vec::new());
                self.rings(false, &mut exterior, &mut holes, heights)?;
                let mut rings = vec![exterior];
                rings.append(&mut holes);
                return Ok(Some(Raw::Polygon(rings)));
            }
            "Model" => {
                self.pass("model of a building or thing")?;
                return Ok(None);
            }
            _ => {}
        }
        let (mut run, mut members) = (Vec::new(), Vec::new());
        loop {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    "coordinates" => self.coordinates(&mut run, heights)?,
                    "coord" => {
                        let text = self.walk.text()?;
                        let mut numbers =
                            text.split_whitespace().map(|number| number.parse().unwrap_or(f64::NAN));
                        if let (Some(x), Some(y)) = (numbers.next(), numbers.next()) {
                            *heights += usize::from(numbers.next().is_some_and(|height: f64| height != 0.0));
                            run.push(Coord { x, y });
                        }
                    }
                    inner if is_geometry(inner) => members.extend(self.geometry(inner, heights)?),
                    _ => self.walk.skip()?,
                },
                Node::Close | Node::End => break,
                Node::Text(_) => {}
            }
        }
        Ok(Some(match name {
            "Point" => run.first().map_or(Raw::Empty, |at| Raw::Point(*at)),
            "MultiGeometry" | "MultiTrack" => together(members),
            _ => Raw::Line(run),
        }))
    }

    /// The rings inside a polygon or a boundary.
    fn rings(
        &mut self,
        hole: bool,
        exterior: &mut Vec<Coord<f64>>,
        holes: &mut Vec<Vec<Coord<f64>>>,
        heights: &mut usize,
    ) -> Result<(), Halt> {
        loop {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    "outerBoundaryIs" => self.rings(false, exterior, holes, heights)?,
                    "innerBoundaryIs" => self.rings(true, exterior, holes, heights)?,
                    "LinearRing" => {
                        let mut run = Vec::new();
                        self.ring(&mut run, heights)?;
                        if hole { holes.push(run) } else { *exterior = run }
                    }
                    _ => self.walk.skip()?,
                },
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }

    fn ring(&mut self, run: &mut Vec<Coord<f64>>, heights: &mut usize) -> Result<(), Halt> {
        loop {
            match self.walk.step()? {
                Node::Open(start) if xml::name(&start) == "coordinates" => self.coordinates(run, heights)?,
                Node::Open(_) => self.walk.skip()?,
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }

    fn coordinates(&mut self, run: &mut Vec<Coord<f64>>, heights: &mut usize) -> Result<(), Halt> {
        let text = self.walk.text()?;
        let positions = positions(&text, run);
        if run.len() > limits::POSITIONS {
            return Err(limits::too_many(self.gathering.file(), limits::POSITIONS, "positions").into());
        }
        match positions {
            Ok(above) => {
                *heights += above;
                Ok(())
            }
            Err(stray) => {
                let what = format!("“{stray}” is no position; KML wants longitude,latitude,height");
                // The geometry is read on without it, so that the mender sees what is left.
                self.gathering.doubt("coordinates", what, "Left out of the line or ring; check it there.");
                Ok(())
            }
        }
    }
}

fn is_geometry(name: &str) -> bool {
    matches!(
        name,
        "Point"
            | "LineString"
            | "LinearRing"
            | "Polygon"
            | "MultiGeometry"
            | "Track"
            | "MultiTrack"
            | "Model"
    )
}

/// Reads `lon,lat[,height]` tuples into a run, also with blanks behind the commas; gives
/// the number of heights other than 0, or the first word that is no tuple.
fn positions(text: &str, run: &mut Vec<Coord<f64>>) -> Result<usize, String> {
    let mut heights = 0;
    let mut stray = None;
    let mut rest = text.trim();
    while !rest.is_empty() && run.len() <= limits::POSITIONS {
        let (tuple, numbers, after) = tuple(rest);
        if numbers >= 2 && tuple.iter().take(2).all(|number| number.is_finite()) {
            run.push(Coord { x: tuple[0], y: tuple[1] });
            heights += usize::from(numbers > 2 && tuple[2] != 0.0);
        } else if stray.is_none() {
            stray = Some(rest.chars().take_while(|c| !c.is_whitespace()).take(40).collect());
        }
        rest = after;
    }
    stray.map_or(Ok(heights), Err)
}

/// The first tuple of a text: its numbers, how many there are, and what follows.
fn tuple(text: &str) -> ([f64; 3], usize, &str) {
    let mut numbers = [f64::NAN; 3];
    let mut count = 0;
    let mut rest = text;
    loop {
        let (number, after) = number(rest);
        if let Some(place) = numbers.get_mut(count) {
            *place = number;
        }
        count += 1;
        let after = after.trim_ascii_start();
        match after.strip_prefix(',') {
            Some(more) => rest = more.trim_ascii_start(),
            None => return (numbers, count, after),
        }
    }
}

/// The number up to the next comma or blank, NaN where it is none, and what follows. Most
/// are as JSON has them and so read fast; the others go to the standard library.
fn number(text: &str) -> (f64, &str) {
    let ends = |byte: u8| byte == b',' || byte.is_ascii_whitespace();
    if let Some((number, end)) = geojson::first_number(text)
        && let Some(after) = text.get(end..)
        && after.bytes().next().is_none_or(ends)
    {
        return (number, after);
    }
    let end = text.bytes().position(ends).unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end).unwrap_or((text, ""));
    (word.parse().unwrap_or(f64::NAN), after)
}

/// Members of one kind as the geometry of many; of several kinds as a collection.
fn together(members: Vec<Raw>) -> Raw {
    let all = |is: fn(&Raw) -> bool| !members.is_empty() && members.iter().all(is);
    if all(|member| matches!(member, Raw::Point(_))) {
        let point = |member| if let Raw::Point(at) = member { Some(at) } else { None };
        return Raw::MultiPoint(members.into_iter().filter_map(point).collect());
    }
    if all(|member| matches!(member, Raw::Line(_))) {
        let line = |member| if let Raw::Line(line) = member { Some(line) } else { None };
        return Raw::Lines(members.into_iter().filter_map(line).collect());
    }
    if all(|member| matches!(member, Raw::Polygon(_))) {
        let rings = |member| if let Raw::Polygon(rings) = member { Some(rings) } else { None };
        return Raw::Polygons(members.into_iter().filter_map(rings).collect());
    }
    Raw::Collection(members.into_iter().map(Some).collect())
}

/// Keeps a value, unless it is empty or the field is there already.
fn put(properties: &mut Map<String, Value>, field: &str, text: String) {
    if !text.is_empty() && !field.is_empty() && !properties.contains_key(field) {
        properties.insert(field.to_owned(), Value::String(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[(f64, f64)], heights: Result<usize, &str>) {
        let mut run = Vec::new();
        let found = positions(text, &mut run);
        let run: Vec<(f64, f64)> = run.iter().map(|at| (at.x, at.y)).collect();
        assert_eq!((run.as_slice(), found), (wanted, heights.map_err(str::to_owned)), "{text}");
    }

    #[test]
    fn tuples_are_read_as_people_write_them() {
        check("30.5,50 31,51", &[(30.5, 50.0), (31.0, 51.0)], Ok(0));
        check("\n 30.5,50,0\n\t31,51,120 ", &[(30.5, 50.0), (31.0, 51.0)], Ok(1));
        check("30.5, 50, 0 31 ,51", &[(30.5, 50.0), (31.0, 51.0)], Ok(0));
        check("30.5,50 зона 31,51", &[(30.5, 50.0), (31.0, 51.0)], Err("зона"));
        check("30.5", &[], Err("30.5"));
        check("1,2,3,4,5", &[(1.0, 2.0)], Ok(1));
        check("", &[], Ok(0));
    }
}

//! GPX 1.0 and 1.1: waypoints as points, routes and tracks as lines.

use geo_types::Coord;
use quick_xml::events::BytesStart;
use serde_json::{Map, Value};

use super::findings::Tested;
use super::format::Format;
use super::gather::{Gathering, Halt};
use super::raw::Raw;
use super::xml::{self, Node, Walk};
use super::{Progress, Read};

/// Reads GPX text.
pub fn read(text: &str, file: &str, tested: Tested, progress: &Progress) -> Read {
    let gathering = Gathering::new(file, Format::Gpx, tested, progress);
    gathering.total(text.len() as u64);
    let mut document = Document { walk: Walk::new(text, file), gathering, heights: 0 };
    let outcome = document.read();
    document.gathering.finish(outcome)
}

struct Document<'t, 'f> {
    walk: Walk<'t>,
    gathering: Gathering<'f>,
    /// Points with a height in the feature being read.
    heights: usize,
}

impl Document<'_, '_> {
    fn read(&mut self) -> Result<(), Halt> {
        loop {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    "gpx" => {}
                    "metadata" => self.metadata()?,
                    "wpt" => self.waypoint(&start)?,
                    kind @ ("rte" | "trk") => self.line(kind)?,
                    "name" => self.gathering.head.name = Some(self.walk.word()?),
                    "time" => self.gathering.head.date = day(&self.walk.word()?),
                    _ => self.walk.skip()?,
                },
                Node::End => return Ok(()),
                Node::Text(_) | Node::Close => {}
            }
        }
    }

    fn metadata(&mut self) -> Result<(), Halt> {
        loop {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    "name" => self.gathering.head.name = Some(self.walk.word()?),
                    "time" => self.gathering.head.date = day(&self.walk.word()?),
                    _ => self.walk.skip()?,
                },
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }

    fn waypoint(&mut self, start: &BytesStart) -> Result<(), Halt> {
        self.gathering.reached(self.walk.position())?;
        self.heights = 0;
        let mut properties = Map::new();
        let at = self.point(start, Some(&mut properties))?;
        match at {
            Ok(at) => self.gathering.feature(Some(Raw::Point(at)), self.heights, properties, None),
            Err(what) => {
                self.gathering.leave_out("wpt", what, "Left out; the other waypoints were read.");
                Ok(())
            }
        }
    }

    /// A route, or a track with its segments.
    fn line(&mut self, kind: &str) -> Result<(), Halt> {
        self.heights = 0;
        let mut properties = Map::new();
        properties.insert("kind".to_owned(), Value::from(if kind == "rte" { "route" } else { "track" }));
        let mut lines: Vec<Vec<Coord<f64>>> = vec![Vec::new()];
        let mut inside = 1_usize;
        while inside > 0 {
            match self.walk.step()? {
                Node::Open(start) => match xml::name(&start).as_ref() {
                    "trkseg" => {
                        inside += 1;
                        lines.push(Vec::new());
                    }
                    "trkpt" | "rtept" => {
                        self.gathering.reached(self.walk.position())?;
                        match (self.point(&start, None)?, lines.last_mut()) {
                            (Ok(at), Some(line)) => line.push(at),
                            (Err(what), _) => self.gathering.doubt(kind, what, "Left out of the line."),
                            (Ok(_), None) => {}
                        }
                    }
                    field @ ("name" | "cmt" | "desc" | "src" | "type" | "number") => {
                        let text = self.walk.word()?;
                        put(&mut properties, field, text);
                    }
                    _ => self.walk.skip()?,
                },
                Node::Close | Node::End => inside -= 1,
                Node::Text(_) => {}
            }
        }
        // Receivers that are switched on and off leave segments without a way.
        self.gathering.lone(kind, lines.iter().filter(|line| line.len() == 1).count());
        lines.retain(|line| line.len() > 1);
        let geometry =
            if lines.len() > 1 { Raw::Lines(lines) } else { lines.pop().map_or(Raw::Empty, Raw::Line) };
        self.gathering.feature(Some(geometry), self.heights, properties, None)
    }

    /// A point with what stands in it; its fields are kept where they are asked for.
    fn point(
        &mut self,
        start: &BytesStart,
        mut properties: Option<&mut Map<String, Value>>,
    ) -> Result<Result<Coord<f64>, String>, Halt> {
        let number = |wanted| xml::attribute(start, wanted).and_then(|text| text.trim().parse::<f64>().ok());
        let at = match (number("lon"), number("lat")) {
            (Some(x), Some(y)) => Ok(Coord { x, y }),
            _ => Err("A point has no “lat” and “lon” that are numbers".to_owned()),
        };
        loop {
            match self.walk.step()? {
                Node::Open(start) => {
                    let field = xml::name(&start).into_owned();
                    self.heights += usize::from(field == "ele");
                    match (field.as_str(), &mut properties) {
                        ("name" | "cmt" | "desc" | "src" | "sym" | "type" | "time", Some(properties)) => {
                            let text = self.walk.word()?;
                            put(properties, &field, text);
                        }
                        _ => self.walk.skip()?,
                    }
                }
                Node::Close | Node::End => return Ok(at),
                Node::Text(_) => {}
            }
        }
    }
}

fn put(properties: &mut Map<String, Value>, field: &str, text: String) {
    if !text.is_empty() {
        properties.insert(field.to_owned(), Value::String(text));
    }
}

/// The day of a time: `2024-12-01T08:00:00Z`.
fn day(time: &str) -> Option<String> {
    time.get(..10).map(str::to_owned)
}

//! Geometries in well-known text, as tables have them: `POLYGON ((30 50, …))`,
//! also with `SRID=4326;` before it.

use geo_types::Coord;

use super::limits;
use super::raw::Raw;

/// A geometry and what stands beside it.
#[derive(Debug)]
pub struct Told {
    /// The geometry.
    pub geometry: Raw,
    /// Positions with more than two numbers.
    pub heights: usize,
    /// The code of a coordinate system before it.
    pub srid: Option<u32>,
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(with))
}

/// Reads a geometry.
///
/// # Errors
/// Says what is wrong, without a full stop.
pub fn read(text: &str) -> Result<Told, String> {
    let mut text = text.trim();
    let mut srid = None;
    if starts(text, "SRID=") {
        let (code, rest) = text.split_once(';').ok_or("SRID is not followed by a geometry")?;
        srid = code.get(5..).and_then(|code| code.trim().parse().ok());
        text = rest;
    }
    let mut reader = Reader { rest: text, heights: 0 };
    let geometry = reader.geometry(0)?;
    if !reader.rest.trim().is_empty() {
        return Err("something follows the geometry".to_owned());
    }
    Ok(Told { geometry, heights: reader.heights, srid })
}

struct Reader<'t> {
    rest: &'t str,
    heights: usize,
}

impl Reader<'_> {
    fn geometry(&mut self, depth: usize) -> Result<Raw, String> {
        if depth > limits::NESTING {
            return Err("collections lie in each other more than a hundred deep".to_owned());
        }
        let name = self.word();
        // “POLYGON Z”, “POLYGONZ” and plain “POLYGON” with three numbers are all in use.
        let plain = name.trim_end_matches(['Z', 'M']).to_owned();
        let plain = if plain.is_empty() || plain == "MULTI" { name } else { plain };
        let mut next = self.peek_word();
        if matches!(next.as_str(), "Z" | "M" | "ZM") {
            self.word();
            next = self.peek_word();
        }
        if next == "EMPTY" {
            self.word();
            return Ok(Raw::Empty);
        }
        Ok(match plain.as_str() {
            "POINT" => self.run()?.first().map_or(Raw::Empty, |at| Raw::Point(*at)),
            "LINESTRING" => Raw::Line(self.run()?),
            "MULTIPOINT" => Raw::MultiPoint(self.points()?),
            "POLYGON" => Raw::Polygon(self.list(Self::run)?),
            "MULTILINESTRING" => Raw::Lines(self.list(Self::run)?),
            "MULTIPOLYGON" => Raw::Polygons(self.list(|reader| reader.list(Self::run))?),
            "GEOMETRYCOLLECTION" => {
                Raw::Collection(self.list(|reader| reader.geometry(depth + 1).map(Some))?)
            }
            other => return Err(format!("“{}” is no geometry", other.chars().take(30).collect::<String>())),
        })
    }

    fn peek_word(&self) -> String {
        self.rest
            .trim_start()
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .collect::<String>()
            .to_uppercase()
    }

    fn word(&mut self) -> String {
        let word = self.peek_word();
        self.rest = self.rest.trim_start().get(word.len()..).unwrap_or_default();
        word
    }

    fn take(&mut self, wanted: char) -> Result<(), String> {
        self.rest = self.rest.trim_start().strip_prefix(wanted).ok_or_else(|| {
            format!(
                "“{wanted}” is missing before “{}”",
                self.rest.trim_start().chars().take(20).collect::<String>()
            )
        })?;
        Ok(())
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Result<T, String>) -> Result<Vec<T>, String> {
        self.take('(')?;
        let mut items = Vec::new();
        loop {
            if items.len() == limits::POSITIONS {
                return Err("it has more parts or positions than are read".to_owned());
            }
            items.push(item(self)?);
            if self.take(',').is_err() {
                self.take(')')?;
                return Ok(items);
            }
        }
    }

    fn run(&mut self) -> Result<Vec<Coord<f64>>, String> {
        self.list(Self::position)
    }

    /// `MULTIPOINT ((1 2), (3 4))`, and without the inner brackets.
    fn points(&mut self) -> Result<Vec<Coord<f64>>, String> {
        self.list(|reader| {
            let bracket = reader.take('(').is_ok();
            let at = reader.position()?;
            if bracket {
                reader.take(')')?;
            }
            Ok(at)
        })
    }

    fn position(&mut self) -> Result<Coord<f64>, String> {
        let (x, y) = (self.number()?, self.number()?);
        let mut more = false;
        while self.number().is_ok() {
            more = true;
        }
        self.heights += usize::from(more);
        Ok(Coord { x, y })
    }

    fn number(&mut self) -> Result<f64, String> {
        let rest = self.rest.trim_start();
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E')))
            .unwrap_or(rest.len());
        let number = rest[..end].parse().map_err(|_| {
            format!("a number is missing before “{}”", rest.chars().take(20).collect::<String>())
        })?;
        self.rest = &rest[end..];
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, positions: usize, heights: usize) {
        let told = read(text).unwrap();
        assert_eq!((told.geometry.positions(), told.heights), (positions, heights), "{text}");
    }

    #[test]
    fn text_as_databases_write_it() {
        check("POINT (30.5 50)", 1, 0);
        check("point z(30.5 50 12)", 1, 1);
        check("SRID=4326;LINESTRING(30 50,31 51,32 51)", 3, 0);
        check("POLYGON ((30 50, 31 50, 31 51, 30 50), (30.1 50.1, 30.2 50.1, 30.2 50.2, 30.1 50.1))", 8, 0);
        check("MULTIPOINT (1 2, 3 4)", 2, 0);
        check("MULTIPOINT ((1 2), (3 4))", 2, 0);
        check("MULTIPOLYGON EMPTY", 0, 0);
        check("POLYGONZ ((1 2 3, 2 2 3, 2 3 3, 1 2 3))", 4, 4);
        check("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1e0 2, 3 -4.5))", 3, 0);
        for bad in [
            "",
            "POINT",
            "POINT (",
            "POINT (1)",
            "POINT (1 2",
            "CIRCLE (1 2)",
            "POINT (1 2) x",
            "LINESTRING (1 2;3 4)",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(read(&"GEOMETRYCOLLECTION (".repeat(10_000)).unwrap_err().contains("hundred deep"));
    }
}

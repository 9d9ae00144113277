//! Which columns of a table hold the coordinates, and how they are parted and written.

/// Names of columns with longitudes, the surest first.
const LON: &[&str] = &[
    "longitude",
    "lon",
    "long",
    "lng",
    "довгота",
    "долгота",
    "x_coord",
    "coord_x",
    "point_x",
    "lon_dd",
    "x",
];
/// Names of columns with latitudes, in the same order.
const LAT: &[&str] = &[
    "latitude",
    "lat",
    "latitude",
    "lat",
    "широта",
    "широта",
    "y_coord",
    "coord_y",
    "point_y",
    "lat_dd",
    "y",
];
/// Names of columns with well-known text.
const WKT: &[&str] = &["wkt", "wkt_geom", "geom", "geometry", "the_geom", "geom_wkt", "shape", "геометрія"];

/// Where the coordinates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Numbers in two columns.
    Numbers {
        /// The column of longitudes.
        lon: usize,
        /// The column of latitudes.
        lat: usize,
    },
    /// Well-known text in one.
    Text(usize),
}

impl Where {
    /// Whether a column is one of coordinates.
    pub const fn takes(self, column: usize) -> bool {
        match self {
            Self::Numbers { lon, lat } => column == lon || column == lat,
            Self::Text(wkt) => column == wkt,
        }
    }
}

/// Finds the columns by their names.
pub fn find(names: &[String]) -> Option<Where> {
    let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let place = |wanted: &str| names.iter().position(|name| name == wanted);
    if let Some(wkt) = WKT.iter().find_map(|wanted| place(wanted)) {
        return Some(Where::Text(wkt));
    }
    let lon = LON.iter().find_map(|wanted| place(wanted))?;
    let lat = LAT.iter().find_map(|wanted| place(wanted))?;
    Some(Where::Numbers { lon, lat })
}

/// A name in small letters, without quotation marks and units: `"Longitude (°)"` is `longitude`.
fn plain(name: &str) -> String {
    let name = name.trim().trim_matches(['"', '\'', '\u{feff}']).to_lowercase();
    name.split(['(', '[', ',']).next().unwrap_or_default().trim().replace([' ', '-'], "_")
}

/// The sign between cells: the one that the first lines have most often, and alike.
pub fn delimiter(text: &str) -> u8 {
    const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(5).collect();
    let in_line = |line: &str, sign: u8| {
        let mut quoted = false;
        line.bytes()
            .filter(|byte| {
                quoted ^= *byte == b'"';
                !quoted && *byte == sign
            })
            .count()
    };
    let score = |sign: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| in_line(line, sign)).collect();
        let first = counts.first().copied().unwrap_or_default();
        let alike = counts.iter().filter(|count| **count == first).count();
        (first.min(1), alike, first)
    };
    // The first of equals: a comma.
    SIGNS.into_iter().rev().max_by_key(|sign| score(*sign)).unwrap_or(b',')
}

/// A number of degrees: `30.5`, `30,5`, `30.5°`.
pub fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim().trim_end_matches('°').trim();
    let plain = match (cell.matches(',').count(), cell.contains('.')) {
        (1, false) => cell.replace(',', "."),
        _ => cell.to_owned(),
    };
    plain.replace('\u{2212}', "-").parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, wanted: Option<Where>) {
        let sign = delimiter(header) as char;
        let names: Vec<String> = header.split(sign).map(str::to_owned).collect();
        assert_eq!(find(&names), wanted, "{header}");
    }

    #[test]
    fn columns_are_found_by_their_names() {
        let numbers = |lon, lat| Some(Where::Numbers { lon, lat });
        check("name,lon,lat", numbers(1, 2));
        check("Назва;Широта;Довгота", numbers(2, 1));
        check("\"Longitude (°)\"\t\"Latitude (°)\"\tx\ty", numbers(0, 1));
        check("id|X|Y", numbers(1, 2));
        check("WKT,name,lon,lat", Some(Where::Text(0)));
        check("name,population", None);
        check("", None);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (cell, wanted) in
            [("30.5", 30.5), (" 30,5 ", 30.5), ("−30.25", -30.25), ("30.5°", 30.5), ("3e1", 30.0)]
        {
            assert_eq!(number(cell), Some(wanted), "{cell}");
        }
        for cell in ["", "N 50", "1,234.5,6", "NaN", "inf", "50°30′"] {
            assert_eq!(number(cell), None, "{cell}");
        }
        assert_eq!(delimiter("a;b;c\n1,5;2,5;x"), b';');
        assert_eq!(delimiter("a,b\n\"x;y;z\",2"), b',');
    }
}

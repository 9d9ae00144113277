//! Coordinate systems that layers of Ukraine come in, by their code in the EPSG register.

/// Longitude and latitude on WGS 84.
pub const WGS84: &str = "+proj=longlat +a=6378137 +rf=298.257223563 +towgs84=0,0,0,0,0,0,0";

const ETRS: &str = "+ellps=GRS80 +towgs84=0,0,0,0,0,0,0";

/// The shift of the Soviet system of 1942 to WGS 84, after GOST R 51794-2008 (EPSG:5044); 3 m.
pub const PULKOVO_1942: &str = "23.57,-140.95,-79.8,0,0.35,0.79,-0.22";
/// The shift of the Ukrainian system of 2000 to WGS 84 (EPSG, UCS-2000 to WGS 84 (2)); 1 m.
pub const UCS_2000: &str = "24,-121,-76,0,0,0,0";

/// The definition that a code stands for, where it is one of those.
pub fn definition(code: u32) -> Option<String> {
    let grid = |middle: u32, east: u32, shift: &str| {
        format!(
            "+proj=etmerc +lat_0=0 +lon_0={middle} +k=1 +x_0={east} +y_0=0 +ellps=krass +towgs84={shift} +units=m"
        )
    };
    Some(match code {
        4326 | 4979 => WGS84.to_owned(),
        4258 | 4937 => format!("+proj=longlat {ETRS}"),
        4284 => format!("+proj=longlat +ellps=krass +towgs84={PULKOVO_1942}"),
        5561 => format!("+proj=longlat +ellps=krass +towgs84={UCS_2000}"),
        3857 | 900_913 | 102_100 | 102_113 | 3785 => {
            "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null"
                .to_owned()
        }
        3035 => format!("+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 {ETRS} +units=m"),
        3034 => format!(
            "+proj=lcc +lat_0=52 +lon_0=10 +lat_1=35 +lat_2=65 +x_0=4000000 +y_0=2800000 {ETRS} +units=m"
        ),
        32_601..=32_660 => format!("+proj=utm +zone={} +datum=WGS84 +units=m", code - 32_600),
        25_828..=25_838 => format!("+proj=utm +zone={} {ETRS} +units=m", code - 25_800),
        // Gauss-Krüger in zones of six degrees, the zone before the easting, and without it.
        28_402..=28_432 => {
            let zone = code - 28_400;
            grid((zone * 6 - 3) % 360, zone * 1_000_000 + 500_000, PULKOVO_1942)
        }
        28_462..=28_492 => grid(((code - 28_460) * 6 - 3) % 360, 500_000, PULKOVO_1942),
        5562..=5565 => {
            let zone = code - 5562 + 4;
            grid(zone * 6 - 3, zone * 1_000_000 + 500_000, UCS_2000)
        }
        5566..=5569 => grid((code - 5566 + 4) * 6 - 3, 500_000, UCS_2000),
        // The same in zones of three degrees.
        5570..=5576 => {
            let zone = code - 5570 + 7;
            grid(zone * 3, zone * 1_000_000 + 500_000, UCS_2000)
        }
        5577..=5583 => grid((code - 5577 + 7) * 3, 500_000, UCS_2000),
        6381..=6387 => grid((code - 6381 + 7) * 3, 300_000, UCS_2000),
        2582..=2588 => grid((code - 2582 + 7) * 3, 500_000, PULKOVO_1942),
        _ => return None,
    })
}

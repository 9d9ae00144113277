//! Where the address of a map has its coordinates.

/// Members of an address that carry latitude and longitude, the surest first.
const PAIRS: [&str; 12] =
    ["q=", "query=", "ll=", "sll=", "center=", "cp=", "daddr=", "destination=", "loc:", "@", "map=", "geo:"];

/// Whether a text is an address.
pub(super) fn is_link(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.starts_with("geo:")
        || lower.contains("://")
        || lower.starts_with("maps.")
        || lower.starts_with("www.")
}

/// The two numbers of an address, written "latitude, longitude". `None` where the
/// text is no address; an address without numbers gives nothing to read.
pub(super) fn numbers(text: &str) -> Option<String> {
    let bare = text.strip_prefix('@').is_some() || ["q=", "ll="].iter().any(|key| text.starts_with(key));
    if !is_link(text) && !bare {
        return None;
    }
    let text = decoded(&text.to_ascii_lowercase());
    let found = two_members(&text, "!3d", "!4d")
        .or_else(|| two_members(&text, "mlat=", "mlon="))
        .or_else(|| two_members(&text, "lat=", "lon="))
        .or_else(|| two_members(&text, "lat=", "lng="))
        .or_else(|| PAIRS.iter().find_map(|key| pair_after(&text, key)));
    Some(found.map_or_else(String::new, |(lat, lon)| format!("{lat}, {lon}")))
}

/// "%2C" is a comma, "+" a space.
fn decoded(text: &str) -> String {
    text.replace("%2c", ",").replace("%20", " ").replace("%40", "@").replace("%3d", "=").replace('+', " ")
}

fn two_members<'a>(text: &'a str, lat: &str, lon: &str) -> Option<(&'a str, &'a str)> {
    let number = |key: &str| text.find(key).and_then(|at| number(text.get(at + key.len()..)?));
    Some((number(lat)?.0, number(lon)?.0))
}

/// The two numbers behind a key: "49.98,36.25", "12/49.98/36.25", "49.98~36.25".
fn pair_after<'a>(text: &'a str, key: &str) -> Option<(&'a str, &'a str)> {
    text.match_indices(key).find_map(|(at, _)| {
        let rest = text.get(at + key.len()..)?;
        let (mut first, mut after) = number(rest)?;
        if key == "map=" {
            // In "map=12/49.98/36.25" the first number is the zoom.
            (first, after) = number(after.trim_start_matches('/'))?;
        }
        let after = after.trim_start_matches(['/', ',', '~', ' ']);
        let (second, _) = number(after)?;
        // "geo:0,0?q=…" says that the place stands in the question.
        let nowhere = first == "0" && second == "0";
        (!nowhere).then_some((first, second))
    })
}

/// The number a text begins with, and what follows it.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || (*at == 0 && *c == '-')))
        .map_or(text.len(), |(at, _)| at);
    let (number, rest) = text.split_at_checked(end)?;
    number.parse::<f64>().is_ok().then_some((number, rest))
}

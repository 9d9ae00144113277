//! In which encoding a table is: said by a `.cpg`, by a byte of the table, or guessed.

use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_5, KOI8_U, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1257,
};

/// The encoding that a label names: `UTF-8`, `1251`, `ANSI 1251`, `OEM 866`, `windows-1251`.
pub fn labelled(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_start_matches('\u{feff}').trim();
    if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
        return Some(encoding);
    }
    let digits: String = label.chars().filter(char::is_ascii_digit).collect();
    Some(match digits.as_str() {
        "65001" | "8" => UTF_8,
        "1250" => WINDOWS_1250,
        "1251" => WINDOWS_1251,
        "1252" | "88591" | "28591" => WINDOWS_1252,
        "1253" => WINDOWS_1253,
        "1254" => WINDOWS_1254,
        "1257" => WINDOWS_1257,
        "866" => IBM866,
        "88592" | "28592" => ISO_8859_2,
        "88595" | "28595" => ISO_8859_5,
        "21866" => KOI8_U,
        _ => return None,
    })
}

/// The encoding of a table's language driver.
pub const fn of_driver(driver: u8) -> Option<&'static Encoding> {
    Some(match driver {
        0x03 | 0x57 | 0x58 | 0x59 => WINDOWS_1252,
        0x26 | 0x65 => IBM866,
        0xC8 => WINDOWS_1250,
        0xC9 => WINDOWS_1251,
        0xCA => WINDOWS_1254,
        0xCB => WINDOWS_1253,
        0xCC => WINDOWS_1257,
        _ => return None,
    })
}

/// The likely encoding of text that nothing is said about: UTF-8 where it is that,
/// else the one of Ukrainian Windows. Says whether it was guessed.
pub fn guessed(text: &[u8]) -> (&'static Encoding, bool) {
    if text.is_ascii() {
        return (UTF_8, false);
    }
    // A table may cut a character at the end of a field; a few faults are no proof against it.
    let (decoded, _) = UTF_8.decode_without_bom_handling(text);
    let faults = decoded.chars().filter(|c| *c == '\u{fffd}').count();
    let beyond = decoded.chars().filter(|c| !c.is_ascii()).count();
    if faults * 20 <= beyond { (UTF_8, true) } else { (WINDOWS_1251, true) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_gis_programs_are_known() {
        for (label, wanted) in [
            ("UTF-8\r\n", UTF_8),
            ("\u{feff}65001", UTF_8),
            ("1251", WINDOWS_1251),
            ("ANSI 1251", WINDOWS_1251),
            ("cp1251", WINDOWS_1251),
            ("OEM 866", IBM866),
            ("ISO-8859-1", WINDOWS_1252),
            ("ISO88595", ISO_8859_5),
        ] {
            assert_eq!(labelled(label), Some(wanted), "{label}");
        }
        assert_eq!(labelled("Klingon"), None);
        assert_eq!(guessed("Зона".as_bytes()), (UTF_8, true));
        assert_eq!(guessed(b"\xC7\xEE\xED\xE0"), (WINDOWS_1251, true));
        assert_eq!(guessed(b"zone"), (UTF_8, false));
    }
}

//! A font as it travels in a deck: Embedded OpenType, neither packed nor veiled.
//!
//! The header repeats what stands in the font's own tables (W3C, Embedded
//! OpenType, version 0x00020001).

use skrifa::raw::TableProvider as _;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _};

const VERSION: u32 = 0x0002_0001;
const MAGIC: u16 = 0x504C;
/// The header says to which characters the font belongs: to all that it has.
const DEFAULT_CHARSET: u8 = 1;

/// The font with its header; none where it cannot be read.
pub fn embedded(font: &[u8]) -> Option<Vec<u8>> {
    let tables = FontRef::new(font).ok()?;
    let (os2, head) = (tables.os2().ok()?, tables.head().ok()?);
    let mut out = Vec::with_capacity(font.len() + 256);
    out.extend([0_u8; 4]);
    out.extend((font.len() as u32).to_le_bytes());
    out.extend(VERSION.to_le_bytes());
    out.extend(0_u32.to_le_bytes());
    out.extend(os2.panose_10());
    out.push(DEFAULT_CHARSET);
    out.push(u8::from(os2.fs_selection().bits() & 1 == 1));
    out.extend(u32::from(os2.us_weight_class()).to_le_bytes());
    out.extend(os2.fs_type().to_le_bytes());
    out.extend(MAGIC.to_le_bytes());
    for range in [
        os2.ul_unicode_range_1(),
        os2.ul_unicode_range_2(),
        os2.ul_unicode_range_3(),
        os2.ul_unicode_range_4(),
        os2.ul_code_page_range_1().unwrap_or(0),
        os2.ul_code_page_range_2().unwrap_or(0),
        head.checksum_adjustment(),
    ] {
        out.extend(range.to_le_bytes());
    }
    out.extend([0_u8; 16]);
    let name =
        |id| tables.localized_strings(id).english_or_first().map_or(String::new(), |name| name.to_string());
    for id in [StringId::FAMILY_NAME, StringId::SUBFAMILY_NAME, StringId::VERSION_STRING, StringId::FULL_NAME]
    {
        let letters: Vec<u8> = name(id).encode_utf16().flat_map(u16::to_le_bytes).collect();
        out.extend([0_u8; 2]);
        out.extend((letters.len() as u16).to_le_bytes());
        out.extend(letters);
    }
    // Padding, then a root string of no length: any document may use it.
    out.extend([0_u8; 4]);
    out.extend(font);
    let size = (out.len() as u32).to_le_bytes();
    if let Some(place) = out.get_mut(..4) {
        place.copy_from_slice(&size);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::faces;

    #[test]
    fn the_header_says_how_long_font_and_file_are() {
        let (_, bytes) = faces::FILES[2];
        let file = embedded(bytes).unwrap();
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), file.len());
        assert_eq!(number(4), bytes.len());
        assert_eq!(&file[file.len() - bytes.len()..], bytes, "the font is whole, at the end");
        assert_eq!([file[34], file[35]], [0x4C, 0x50], "the magic number");
        assert_eq!(u32::from_le_bytes(file[28..32].try_into().unwrap()), 600, "the weight");
        let family: Vec<u8> = "Inter SemiBold".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(file.windows(family.len()).any(|part| part == family));
    }
}

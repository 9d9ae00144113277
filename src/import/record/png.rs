//! A picture: the record in its international text chunk.

use super::{LARGEST_PART, damaged, inflate, too_large, without_record};
use crate::brief::record::KEYWORD;
use crate::problem::Refusal;

/// Takes the record out of a picture.
pub(super) fn record(bytes: &[u8]) -> Result<String, Refusal> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some(content) = after.get(..length) else { break };
        if &kind == b"iTXt"
            && let Some(text) =
                content.strip_prefix(KEYWORD.as_bytes()).and_then(|rest| rest.strip_prefix(&[0]))
        {
            return text_of(text);
        }
        // Four bytes of checksum end a chunk.
        rest = after.get(length + 4..).unwrap_or_default();
    }
    Err(without_record())
}

/// The text behind the keyword: two flags, a language and a translated keyword stand before it.
fn text_of(content: &[u8]) -> Result<String, Refusal> {
    let cut = || damaged("its record is cut short");
    let [compressed, _method, rest @ ..] = content else {
        return Err(cut());
    };
    let after = |text: &[u8]| text.iter().position(|byte| *byte == 0).map(|end| end + 1);
    let rest = &rest[after(rest).ok_or_else(cut)?..];
    let text = &rest[after(rest).ok_or_else(cut)?..];
    let text = match compressed {
        0 => text.to_vec(),
        _ => inflate::zlib(text, LARGEST_PART).map_err(|fault| match fault {
            inflate::Fault::TooLong => too_large("The record"),
            inflate::Fault::Damaged => cut(),
        })?,
    };
    String::from_utf8(text).map_err(|_| damaged("its record is no text"))
}

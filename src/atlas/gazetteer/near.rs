//! How far a name is from what was typed.

use super::Match;

/// How many letters may be wrong in a text of so many: none in short ones, where
/// another name is always near.
pub(super) const fn allowed(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// The longest text that is compared; there is no longer name.
const LONGEST: usize = 48;

/// Distances from one beginning of the key to each beginning of the text.
type Row = [usize; LONGEST + 1];

/// How a key answers to a text that is near it: whole, or by how it begins.
///
/// The distance counts letters put in, left out, changed, or swapped with the next
/// (optimal string alignment).
pub(super) fn matched(key: &[u8], wanted: &[u8], allowed: u8) -> Option<Match> {
    let most = usize::from(allowed);
    // A key that ends long before the text cannot be near it; what stands behind the
    // text and one letter more than allowed cannot bring it nearer.
    if key.len() + most < wanted.len() || wanted.len() > LONGEST {
        return None;
    }
    let key = key.get(..key.len().min(wanted.len() + most + 1))?;
    let mut older: Row = [0; LONGEST + 1];
    let mut last: Row = std::array::from_fn(|at| at);
    let mut beginning = usize::MAX;
    for place in 0..key.len() {
        let row = row_after(&older, &last, &key[..=place], wanted);
        beginning = beginning.min(row[wanted.len()]);
        if row[..=wanted.len()].iter().all(|cell| *cell > most) {
            return (beginning <= most).then_some(Match::NearBeginning(beginning as u8));
        }
        (older, last) = (last, row);
    }
    let whole = last[wanted.len()];
    if whole <= most {
        return Some(Match::Near(whole as u8));
    }
    (beginning <= most).then_some(Match::NearBeginning(beginning as u8))
}

fn row_after(older: &Row, last: &Row, key: &[u8], wanted: &[u8]) -> Row {
    let mut row = [0; LONGEST + 1];
    row[0] = key.len();
    for (at, typed) in wanted.iter().enumerate() {
        let other = usize::from(key.last() != Some(typed));
        let mut least = (last[at + 1] + 1).min(row[at] + 1).min(last[at] + other);
        if let [.., before, letter] = key
            && at > 0
            && typed == before
            && wanted[at - 1] == *letter
        {
            least = least.min(older[at - 1] + 1);
        }
        row[at + 1] = least;
    }
    row
}

//! Which zones lie near each other: a sweep over their bounds from west to east.

use geo_types::Rect;

/// How near two bounds must come, in degrees: a few centimetres, so that zones which
/// share a border after rounding are looked at.
const MARGIN: f64 = 5e-7;

/// All pairs whose bounds meet, the smaller place first, in ascending order.
///
/// Sorted from west to east, each zone is compared with those that begin before it
/// ends: for a thousand zones across the country some tens of thousands of comparisons
/// of numbers in place of half a million pairs of outlines.
pub(super) fn pairs(bounds: &[Rect<f64>]) -> Vec<(usize, usize)> {
    let mut by_west: Vec<usize> = (0..bounds.len()).collect();
    by_west.sort_by(|a, b| bounds[*a].min().x.total_cmp(&bounds[*b].min().x).then(a.cmp(b)));
    let mut pairs = Vec::new();
    for (place, &one) in by_west.iter().enumerate() {
        let (low, high) = (bounds[one].min(), bounds[one].max());
        for &other in &by_west[place + 1..] {
            let (other_low, other_high) = (bounds[other].min(), bounds[other].max());
            if other_low.x > high.x + MARGIN {
                break;
            }
            if other_low.y <= high.y + MARGIN && low.y <= other_high.y + MARGIN {
                pairs.push((one.min(other), one.max(other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::coord;

    #[test]
    fn only_neighbours_are_paired() {
        let square = |x: f64, y: f64| Rect::new(coord! { x: x, y: y }, coord! { x: x + 1.0, y: y + 1.0 });
        let bounds =
            [square(2.0, 0.0), square(0.0, 0.0), square(1.0, 0.0), square(0.5, 3.0), square(0.2, 0.5)];
        assert_eq!(pairs(&bounds), [(0, 2), (1, 2), (1, 4), (2, 4)]);
        assert!(pairs(&[]).is_empty());
    }
}

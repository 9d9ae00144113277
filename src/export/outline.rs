//! Triangles as the outline around them, for formats that fill outlines.

use std::collections::BTreeMap;

use crate::scene::Spot;

/// The outline of triangles: the edges that belong to one triangle only, joined
/// to loops. Triangles drawn one by one would show their seams.
pub fn outline(points: &[Spot], triangles: &[u32]) -> Vec<Vec<Spot>> {
    let mut edges: BTreeMap<(u32, u32), i32> = BTreeMap::new();
    for corners in triangles.chunks_exact(3) {
        let [a, b, c] = [corners[0], corners[1], corners[2]];
        let [p, q, r] = [a, b, c].map(|at| points[at as usize]);
        let turn = (q[0] - p[0]) * (r[1] - p[1]) - (r[0] - p[0]) * (q[1] - p[1]);
        let [a, b, c] = if turn < 0.0 { [a, c, b] } else { [a, b, c] };
        for (from, to) in [(a, b), (b, c), (c, a)] {
            if edges.remove(&(to, from)).is_none() {
                edges.insert((from, to), 1);
            }
        }
    }
    let mut next: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (from, to) in edges.into_keys() {
        next.entry(from).or_default().push(to);
    }
    let mut rings = Vec::new();
    while let Some((&start, _)) = next.iter().next() {
        let mut ring = vec![start];
        let mut at = start;
        while let Some(ends) = next.get_mut(&at) {
            let Some(to) = ends.pop() else { break };
            if ends.is_empty() {
                next.remove(&at);
            }
            if to == start {
                break;
            }
            ring.push(to);
            at = to;
        }
        if ring.len() > 2 {
            rings.push(ring.into_iter().map(|at| points[at as usize]).collect());
        }
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_become_one_outline() {
        let points = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]];
        assert_eq!(outline(&points, &[0, 1, 2, 0, 2, 3]), [points.to_vec()]);
        assert_eq!(outline(&points, &[2, 1, 0, 0, 2, 3]), [points.to_vec()]);
    }
}

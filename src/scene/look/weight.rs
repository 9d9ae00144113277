//! How wide the lines of the map are.

/// A line width that grows with the zoom, given at the zooms of [`WEIGHT_ZOOMS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight(pub [f32; 4]);

/// The zooms at which [`Weight`]s are given; straight in between, constant outside.
pub const WEIGHT_ZOOMS: [f32; 4] = [5.0, 6.4, 8.0, 10.0];

impl Weight {
    /// The width in points at a zoom.
    pub fn at(self, zoom: f64) -> f32 {
        let zoom = zoom as f32;
        let Self(widths) = self;
        if zoom <= WEIGHT_ZOOMS[0] {
            return widths[0];
        }
        for step in 0..3 {
            if zoom <= WEIGHT_ZOOMS[step + 1] {
                let share = (zoom - WEIGHT_ZOOMS[step]) / (WEIGHT_ZOOMS[step + 1] - WEIGHT_ZOOMS[step]);
                return widths[step] + (widths[step + 1] - widths[step]) * share;
            }
        }
        widths[3]
    }
}

/// Line of contact.
pub const CONTACT: Weight = Weight([2.0, 3.0, 3.5, 4.0]);
/// Casing of the line of contact.
pub const CONTACT_CASING: Weight = Weight([4.0, 6.2, 7.0, 8.0]);
/// Border of Ukraine.
pub const UKRAINE: Weight = Weight([1.1, 1.5, 1.8, 2.2]);
/// Borders between other countries.
pub const FOREIGN: Weight = Weight([0.7, 0.9, 1.1, 1.4]);
/// Lines between oblasts.
pub const OBLAST: Weight = Weight([0.5, 0.8, 1.0, 1.2]);
/// Edge of sea and lakes.
pub const COAST: Weight = Weight([0.6, 0.8, 0.9, 1.0]);
/// Outline of a zone.
pub const ZONE: Weight = Weight([1.2, 1.5, 1.8, 2.0]);
/// Outline of a selected zone.
pub const SELECTED: f32 = 2.2;
/// Casing of a selected zone.
pub const SELECTED_CASING: f32 = 4.6;
/// What hovering adds to an outline.
pub const HOVER: f32 = 0.6;

/// Rivers by their Natural Earth rank (smaller is greater); zero is not drawn.
pub const fn river(scalerank: u8) -> Weight {
    match scalerank {
        0..=4 => Weight([1.2, 2.0, 2.6, 3.4]),
        5..=6 => Weight([0.9, 1.4, 1.8, 2.4]),
        7 => Weight([0.6, 1.15, 1.4, 1.8]),
        _ => Weight([0.0, 0.9, 1.1, 1.4]),
    }
}

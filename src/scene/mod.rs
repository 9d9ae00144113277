//! What is on the sheet, as data: colours, the view, and a drawing in points.

pub mod look;

pub mod view;

pub mod drawing;

pub use drawing::{Anchor, Drawing, Mark, Spot, Stroke, Text};
pub use look::{Colour, Look, LookName};
pub use view::View;

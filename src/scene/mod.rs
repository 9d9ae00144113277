//! What is on the sheet, as data: colours, the view, and a drawing in points.

pub mod look;

pub mod view;

pub mod drawing;

pub mod pyramid;

pub mod base;

pub mod faces;

pub mod crowd;

pub mod names;

pub mod labels;

pub use drawing::{Anchor, Drawing, Mark, Spot, Stroke, Text};
pub use look::{Colour, Look, LookName};
pub use names::Language;
pub use view::View;

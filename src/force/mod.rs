//! How many people a zone asks for, and how that number came about.

pub mod allocation;

pub mod inputs;

pub mod values;

pub mod method;

pub mod derivation;

pub mod rules;

pub mod counting;

pub mod rotation;

pub mod timeline;

pub mod compare;

pub mod presets;

pub mod enablers;

pub mod caution;

pub mod supply;

pub mod fit;

pub mod filling;

pub mod contribution;

mod contingents;

pub mod sharing;

pub mod figures;

pub mod alarm;

pub mod comparison;

pub mod cover;

pub mod under_line;

pub mod overlap;

mod standing;

mod theatre;

pub mod sizing;

pub mod footprints;

pub mod measures;

pub mod measured;

pub mod exposure;

pub mod profile;

pub mod incident;

mod course;

mod near;

mod memory;

mod remembered;

pub use crate::plan::GROUND_FACTOR;
pub use alarm::{Alarm, Urgency};
pub use comparison::Comparison;
pub use contribution::{Contribution, Contributions};
pub use cover::LineCover;
pub use derivation::{Case, Derivation, Key, Term, TermKind, Working};
pub use figures::{Figures, Theatre, ZoneFigures};
pub use filling::{Closing, Contingent, Filling, State};
pub use inputs::{Ground, Inputs, Shared};
pub use measured::{Axis, Measured};
pub use measures::Measures;
pub use method::size;
pub use overlap::{Claim, Counted, Overlap};
pub use sizing::Sizing;
pub use under_line::UnderLine;
pub use values::{Overrides, Value, Values, check_override};

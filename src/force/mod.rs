//! How many people a zone asks for, and how that number came about.

pub mod inputs;

pub mod values;

pub mod method;

pub mod derivation;

pub mod counting;

pub mod rotation;

pub mod compare;

pub mod caution;

pub use derivation::{Case, Derivation, Key, Term, TermKind, Working};
pub use inputs::{Ground, Inputs, Shared};
pub use method::size;
pub use values::{Overrides, Value, Values, check_override};

//! How many people a zone asks for, and how that number came about.

pub mod counting;
pub mod derivation;
pub mod inputs;
pub mod method;
pub mod rotation;
pub mod values;

pub use derivation::{Case, Derivation, Key, Term, TermKind, Working};
pub use inputs::{Ground, Inputs, Shared};
pub use method::size;
pub use values::{Overrides, Value, Values, check_override};

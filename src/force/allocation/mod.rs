//! "Fill it for me": which nation sends how many people to which zone.
//!
//! Plain numbers in, plain numbers out: nations with what they can still send, zones
//! with what they need, and how well each nation fits each zone. The objective is one
//! number whose weights keep the order of the aims: least shortfall, then fit, then
//! evenness of stretch, then few nations per zone (`docs/method.md`, "Allocation").
//!
//! Without the charge for each contingent this is a transport of least convex cost,
//! solved exactly by successive shortest paths. The charge makes it hard, so
//! [`allocate`] solves the transport with the charge spread over the people, which no
//! answer can undercut, and goes on from there by local search; [`improve`] narrows
//! what is left between answer and bound by branch and bound.

mod instance;

mod answer;

mod objective;

mod whole;

mod transport;

mod search;

mod mending;

mod branch;

mod reasons;

pub use answer::{Allocation, Closing, Helper, closing};
pub use branch::{Progress, improve};
pub use instance::{Demand, Grade, Instance, Locked, Supplier};
pub use objective::{Objective, Weights};
pub use reasons::{Against, Because, Why};
pub use search::allocate;

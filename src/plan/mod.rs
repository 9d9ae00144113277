//! The plan: zones, assumptions and the line they are measured along, changed
//! through one door and saved as GeoJSON.

pub mod zone;

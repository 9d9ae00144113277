//! Where contingents stand: the marks of their footprints on the map.

//! The saved form of a plan: GeoJSON (RFC 7946) with one foreign member,
//! `cordon`, so that any GIS opens it.

use serde::Deserialize;

use super::{Assumptions, Plan};

/// The plan that a new window shows.
const EMPTY: &str = include_str!("../../data/plan/empty.plan.geojson");

#[derive(Deserialize)]
struct Collection {
    cordon: Head,
}

#[derive(Deserialize)]
struct Head {
    title: String,
    banner: String,
    date: String,
    note: String,
    assumptions: Assumptions,
}

pub(super) fn empty() -> Plan {
    serde_json::from_str::<Collection>(EMPTY).map_or_else(
        |_| Plan::default(),
        |Collection { cordon }| Plan {
            title: cordon.title,
            banner: cordon.banner,
            date: cordon.date,
            note: cordon.note,
            assumptions: cordon.assumptions,
            ..Plan::default()
        },
    )
}

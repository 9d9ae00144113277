//! How much of each zone lies near the line of contact, on its way out.

use std::sync::Arc;

use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet, brief};
use super::supply::head;
use super::terms::{SourceOut, sources_named};
use crate::atlas::Atlas;
use crate::force::exposure::Exposed;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::source::Basis;

/// The exposure of a plan, as `cordon exposure` writes it. A number, no prediction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExposureFigures {
    /// What this document is: `cordon-exposure/1`.
    pub format: &'static str,
    /// The plan's title.
    pub title: String,
    /// The words across every export.
    pub banner: String,
    /// The day the plan speaks of.
    pub date: String,
    /// The distances that are counted, the nearest first.
    pub thresholds: Vec<ThresholdOut>,
    /// The zones, in the order of the plan.
    pub zones: Vec<ExposedZone>,
    /// What was mended or left out when the plan was opened.
    pub problems: Vec<Problem>,
    /// What the thresholds were read from.
    pub sources: Vec<SourceOut>,
}

/// A distance from the line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThresholdOut {
    /// Kilometres.
    pub km: f64,
    /// What reaches so far.
    pub name: String,
    /// Why this distance.
    pub reason: String,
    /// What it rests on.
    pub basis: Basis,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// One zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExposedZone {
    /// Its id in the plan.
    pub id: String,
    /// Its name.
    pub name: String,
    /// From its nearest place to the line; 0 where the line runs through it.
    pub nearest_km: Option<f64>,
    /// From its centre to the line.
    pub centre_km: Option<f64>,
    /// Area and people within each distance.
    pub within: Vec<WithinOut>,
}

/// The part of a zone within a distance of the line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WithinOut {
    /// The distance.
    pub km: f64,
    /// Share of its area, 0 to 1.
    pub area: f64,
    /// Share of its people, 0 to 1; none where nobody lives there.
    pub people: Option<f64>,
}

impl ExposureFigures {
    /// The exposure of a plan, ready to leave.
    pub fn of(plan: &Plan, exposed: &[Arc<Exposed>], atlas: &Atlas) -> Self {
        let zones = std::iter::zip(&plan.zones, exposed).map(|(zone, exposed)| ExposedZone {
            id: zone.id.0.clone(),
            name: zone.name.clone(),
            nearest_km: exposed.nearest.map(|km| km.0),
            centre_km: exposed.centre.map(|km| km.0),
            within: exposed
                .within
                .iter()
                .map(|within| WithinOut { km: within.to.0, area: within.area, people: within.people })
                .collect(),
        });
        Self {
            format: "cordon-exposure/1",
            title: plan.title.clone(),
            banner: plan.banner.clone(),
            date: plan.date.clone(),
            zones: zones.collect(),
            thresholds: atlas
                .exposure
                .iter()
                .map(|threshold| ThresholdOut {
                    km: threshold.within.0,
                    name: threshold.name.clone(),
                    reason: threshold.reason.clone(),
                    basis: threshold.basis,
                    sources: threshold.sources.clone(),
                })
                .collect(),
            sources: sources_named(atlas.exposure.iter().flat_map(|t| &t.sources), &atlas.doctrine),
            problems: Vec::new(),
        }
    }
}

impl Leaves for ExposureFigures {
    fn sheet(&self) -> Sheet {
        let named = |name: &str, head: &str| (name.to_owned(), head.to_owned());
        let mut columns = vec![
            named("id", ""),
            named("name", "zone"),
            named("nearest_km", "nearest, km"),
            named("centre_km", "centre, km"),
        ];
        for threshold in &self.thresholds {
            let km = brief(threshold.km);
            columns.push(named(&format!("area_percent_within_{}_km", threshold.km), &format!("area ≤{km}")));
            columns
                .push(named(&format!("people_percent_within_{}_km", threshold.km), &format!("people ≤{km}")));
        }
        let mut sheet = Sheet::with_columns(columns);
        sheet.above = head(&self.title, &self.date, &self.banner, &[]);
        for zone in &self.zones {
            let mut cells = vec![
                Cell::text(&zone.id),
                Cell::name(&zone.name),
                Cell::number(zone.nearest_km, 0),
                Cell::number(zone.centre_km, 0),
            ];
            for within in &zone.within {
                cells.push(Cell::Number(within.area * 100.0, 0));
                cells.push(Cell::number(within.people.map(|people| people * 100.0), 0));
            }
            sheet.row(cells);
        }
        sheet.below.push(String::new());
        sheet.below.push(
            "Per cent of the zone within so many km of the line of contact. A number, no prediction."
                .to_owned(),
        );
        sheet.below.extend(self.thresholds.iter().map(|threshold| {
            format!("{} km: {} ({})", brief(threshold.km), threshold.reason, threshold.basis.letter())
        }));
        sheet
    }
}

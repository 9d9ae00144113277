//! The bare arithmetic of one method, without a map.

use serde::Serialize;

use super::Leaves;
use super::sheet::{Cell, Sheet, brief, grouped};
use super::terms::{SourceOut, TermOut, sheet_of, sources_of, terms_of};
use crate::atlas::doctrine::{Doctrine, Method};
use crate::force::alarm::{Alarm, Urgency};
use crate::force::method::m5::{self, Analogy, Whole};
use crate::force::method::m7::{self, Layer};
use crate::force::method::m8;
use crate::force::{Inputs, Overrides, rotation, size};
use crate::problem::Refusal;
use crate::units::{Cumulative, Deployed, Pool, Span};

/// What a need is reckoned from, as it was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Given {
    /// Kilometres of line.
    pub line_km: Option<f64>,
    /// Kilometres that the force itself holds.
    pub held_km: Option<f64>,
    /// Area, km².
    pub area_km2: f64,
    /// Residents.
    pub people: f64,
    /// Number of sites.
    pub sites: f64,
    /// Host police and soldiers.
    pub host_forces: f64,
}

/// The need of a zone (M1 to M4t, site).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Need {
    /// What this document is: `cordon-need/1`.
    pub format: &'static str,
    /// The method: `M3a`.
    pub method: &'static str,
    /// The method's name.
    pub name: String,
    /// Its formula.
    pub formula: String,
    /// The mandate or package, as the id of its figure.
    pub profile: Option<&'static str>,
    /// What it is reckoned from.
    pub given: Given,
    /// Troops in Ukraine on a given day.
    pub deployed: Span<Deployed>,
    /// How that came about.
    pub terms: Vec<TermOut>,
    /// What the terms were read from.
    pub sources: Vec<SourceOut>,
    /// What must be known before the number is used.
    pub alarms: Vec<Alarm>,
}

impl Need {
    /// Reckons a need.
    ///
    /// # Errors
    /// As [`size`].
    pub fn of(
        method: Method,
        profile: Option<&str>,
        inputs: &Inputs,
        doctrine: &Doctrine,
        overrides: &Overrides,
    ) -> Result<Self, Refusal> {
        let derivation = size(method, profile, inputs, doctrine, overrides)?;
        let known = doctrine.method(method);
        let mut terms = terms_of(&derivation, doctrine);
        terms.iter_mut().for_each(given);
        Ok(Self {
            format: "cordon-need/1",
            method: method.id(),
            name: known.map(|known| known.name.clone()).unwrap_or_default(),
            formula: known.map(|known| known.formula.clone()).unwrap_or_default(),
            profile: derivation.profile.map(crate::atlas::doctrine::Parameter::id),
            given: Given {
                line_km: inputs.line_km,
                held_km: inputs.held_km,
                area_km2: inputs.area_km2,
                people: inputs.people,
                sites: inputs.sites,
                host_forces: inputs.host_forces,
            },
            deployed: derivation.need,
            sources: sources_of(&terms, doctrine),
            terms,
            alarms: Vec::new(),
        })
    }
}

/// There is no map here: what a zone would measure was given.
fn given(term: &mut TermOut) {
    let word =
        |working: &String| working.replace(", measured on the map", ", given").replace(", typed", ", given");
    let Span { low, central, high } = &term.working;
    term.working = Span { low: word(low), central: word(central), high: word(high) };
}

impl Leaves for Need {
    fn sheet(&self) -> Sheet {
        let mut sheet = sheet_of(&self.terms);
        sheet.above = vec![format!("{} {}: {}", self.method, self.name, self.formula), String::new()];
        sheet.below = vec![String::new(), format!("Deployed: {}", range(self.deployed.map(|need| need.0)))];
        sheet.below.extend(self.alarms.iter().map(|alarm| {
            let mark = if alarm.severity > Urgency::Note { "! " } else { "" };
            format!("{mark}{}. {}", alarm.what, alarm.hint)
        }));
        sheet
    }
}

/// "5 295 – 12 517.4 – 33 595.8 (low – central – high)".
fn range(span: Span<f64>) -> String {
    format!("{} – {} – {} (low – central – high)", brief(span.low), brief(span.central), brief(span.high))
}

/// Past missions scaled (M5): an order of magnitude, not a need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analogies {
    /// What this document is: `cordon-analogies/1`.
    pub format: &'static str,
    /// The method: `M5`.
    pub method: &'static str,
    /// What the missions are scaled to.
    pub given: GivenWhole,
    /// Every mission by every denominator.
    pub analogies: Vec<AnalogyOut>,
}

/// What missions are scaled to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GivenWhole {
    /// Area, km².
    pub area_km2: f64,
    /// Residents.
    pub people: f64,
    /// Kilometres of line.
    pub line_km: f64,
    /// How strength grows with the denominator; 1 is proportion.
    pub exponent: f64,
}

/// One mission by one denominator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnalogyOut {
    /// The mission's id.
    pub mission: String,
    /// Its name.
    pub name: String,
    /// Its strength.
    pub strength: Span<f64>,
    /// by area, by population or by line.
    pub by: &'static str,
    /// The denominator given.
    pub own: f64,
    /// The denominator of the mission.
    pub reference: f64,
    /// Strength · (own ÷ reference) ^ exponent.
    pub magnitude: Span<f64>,
}

impl Analogies {
    /// Scales the reference missions, or only one of them.
    ///
    /// # Errors
    /// Refuses where a denominator is missing, or the mission is not known.
    pub fn of(
        whole: Whole,
        exponent: f64,
        only: Option<&str>,
        doctrine: &Doctrine,
        overrides: &Overrides,
    ) -> Result<Self, Refusal> {
        let all = m5::analogies(whole, exponent, doctrine, overrides)?;
        let chosen = |analogy: &&Analogy| only.is_none_or(|only| analogy.mission.eq_ignore_ascii_case(only));
        let analogies: Vec<AnalogyOut> = all.iter().filter(chosen).flat_map(rows_of).collect();
        if analogies.is_empty() {
            let ids: Vec<&str> = all.iter().map(|analogy| analogy.mission.as_str()).collect();
            let what = format!("No analogy is made with “{}”", only.unwrap_or_default());
            return Err(Refusal::new(what, format!("Choose one of {}.", ids.join(", "))));
        }
        let given =
            GivenWhole { area_km2: whole.area_km2, people: whole.people, line_km: whole.line_km, exponent };
        Ok(Self { format: "cordon-analogies/1", method: "M5", given, analogies })
    }
}

fn rows_of(analogy: &Analogy) -> impl Iterator<Item = AnalogyOut> {
    analogy.by.iter().map(|scaled| AnalogyOut {
        mission: analogy.mission.clone(),
        name: analogy.name.clone(),
        strength: analogy.troops,
        by: scaled.denominator.title(),
        own: scaled.own,
        reference: scaled.reference.value,
        magnitude: scaled.magnitude.map(|magnitude| magnitude.0),
    })
}

impl Leaves for Analogies {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("mission", "mission"),
            ("by", "scaled"),
            ("own", "given"),
            ("reference", "mission's"),
            ("low", "low"),
            ("central", "central"),
            ("high", "high"),
        ]);
        for row in &self.analogies {
            let [low, central, high] = Cell::span(row.magnitude);
            sheet.row([
                Cell::text(&row.mission),
                Cell::text(row.by),
                Cell::Brief(row.own),
                Cell::Brief(row.reference),
                low,
                central,
                high,
            ]);
        }
        sheet.below = vec![
            String::new(),
            "Orders of magnitude: the spread over the denominators is the result. Not a need.".to_owned(),
        ];
        sheet
    }
}

/// What stands behind those deployed (M6).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Behind {
    /// What this document is: `cordon-rotation/1`.
    pub format: &'static str,
    /// The method: `M6`.
    pub method: &'static str,
    /// Months of a tour.
    pub tour_months: f64,
    /// Months between two tours.
    pub interval_months: f64,
    /// Pool for one deployed.
    pub k: f64,
    /// Troops in Ukraine on a given day.
    pub deployed: Deployed,
    /// Those preparing and recovering too.
    pub pool: Pool,
    /// Months over which those who have served are counted.
    pub horizon_months: f64,
    /// Everyone who has served over the horizon.
    pub cumulative: Cumulative,
    /// Members that were not given, so that a new plan's are taken.
    pub assumed: Vec<&'static str>,
}

/// The number that a rotation starts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// Troops in Ukraine on a given day.
    Deployed(Deployed),
    /// Everyone behind and with them.
    Pool(Pool),
}

impl Behind {
    /// Reckons pool and cumulative from deployed, or deployed from the pool.
    ///
    /// # Errors
    /// Refuses tours and intervals that cannot be reckoned with.
    pub fn of(
        from: Start,
        tour_months: f64,
        interval_months: f64,
        horizon_months: f64,
    ) -> Result<Self, Refusal> {
        let k = rotation::k(tour_months, interval_months)?;
        let deployed = match from {
            Start::Deployed(deployed) => deployed,
            Start::Pool(pool) => rotation::deployed_from_pool(pool, k),
        };
        let pool = match from {
            Start::Deployed(deployed) => rotation::pool(deployed, k),
            Start::Pool(pool) => pool,
        };
        let cumulative = rotation::cumulative(deployed, horizon_months, tour_months);
        let format = "cordon-rotation/1";
        Ok(Self {
            format,
            method: "M6",
            tour_months,
            interval_months,
            k,
            deployed,
            pool,
            horizon_months,
            cumulative,
            assumed: Vec::new(),
        })
    }
}

impl Leaves for Behind {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[("kind", "number"), ("value", "people"), ("working", "how")]);
        sheet.row([Cell::text("deployed"), Cell::Brief(self.deployed.0), Cell::text("on a given day")]);
        let k = grouped(self.k, 2);
        let working = format!(
            "deployed × k, k = ({} + {}) ÷ {} = {k}",
            self.tour_months, self.interval_months, self.tour_months
        );
        sheet.row([Cell::text("pool"), Cell::Brief(self.pool.0), Cell::text(working)]);
        let months = brief(self.horizon_months);
        let working =
            format!("everyone who has served over {months} months in tours of {}", brief(self.tour_months));
        sheet.row([Cell::text("cumulative"), Cell::Brief(self.cumulative.0), Cell::text(working)]);
        if !self.assumed.is_empty() {
            let value = |name: &&str| match *name {
                "tour_months" => format!("a tour of {} months", brief(self.tour_months)),
                "interval_months" => format!("an interval of {} months", brief(self.interval_months)),
                _ => format!("a horizon of {} months", brief(self.horizon_months)),
            };
            let values: Vec<String> = self.assumed.iter().map(value).collect();
            sheet.below = vec![String::new(), format!("Assumed, as in a new plan: {}.", values.join(", "))];
        }
        sheet
    }
}

/// Air, sea and enablers (M7): a total of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Apart {
    /// What this document is: `cordon-air-sea/1`.
    pub format: &'static str,
    /// The method: `M7`.
    pub method: &'static str,
    /// People of the layer, mostly outside Ukraine.
    pub apart: Span<f64>,
    /// How that came about.
    pub terms: Vec<TermOut>,
    /// What the terms were read from.
    pub sources: Vec<SourceOut>,
}

impl Apart {
    /// Reckons the layer beside a land force.
    ///
    /// # Errors
    /// As [`m7::layer`].
    pub fn of(
        layer: Layer,
        land: Span<Deployed>,
        doctrine: &Doctrine,
        overrides: &Overrides,
    ) -> Result<Self, Refusal> {
        let enablers = m7::layer(layer, land, doctrine, overrides)?;
        let terms: Vec<TermOut> = enablers.terms.iter().map(|term| TermOut::of(term, doctrine)).collect();
        let sources = sources_of(&terms, doctrine);
        Ok(Self {
            format: "cordon-air-sea/1",
            method: "M7",
            apart: enablers.total.map(|total| total.0),
            terms,
            sources,
        })
    }
}

impl Leaves for Apart {
    fn sheet(&self) -> Sheet {
        let mut sheet = sheet_of(&self.terms);
        sheet.below = vec![
            String::new(),
            format!("Apart from the land force, mostly outside Ukraine: {}", range(self.apart)),
        ];
        sheet
    }
}

/// Bases (M8): the ground that a force covers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ground {
    /// What this document is: `cordon-footprint/1`.
    pub format: &'static str,
    /// The method: `M8`.
    pub method: &'static str,
    /// The force.
    pub deployed: Span<Deployed>,
    /// Land, ha.
    pub hectares: Span<f64>,
    /// If all were company bases.
    pub company_bases: Span<f64>,
    /// If all were battalion camps.
    pub battalion_camps: Span<f64>,
    /// If all were hubs or brigade bases.
    pub hubs: Span<f64>,
}

impl Ground {
    /// Reckons the footprint of a force.
    ///
    /// # Errors
    /// As [`m8::footprint`].
    pub fn of(deployed: Span<Deployed>, doctrine: &Doctrine, overrides: &Overrides) -> Result<Self, Refusal> {
        let footprint = m8::footprint(deployed, doctrine, overrides)?;
        Ok(Self {
            format: "cordon-footprint/1",
            method: "M8",
            deployed,
            hectares: footprint.hectares,
            company_bases: footprint.company_bases,
            battalion_camps: footprint.battalion_camps,
            hubs: footprint.hubs,
        })
    }
}

impl Leaves for Ground {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("kind", "footprint"),
            ("low", "low"),
            ("central", "central"),
            ("high", "high"),
            ("unit", "unit"),
        ]);
        let rows = [
            ("land", self.hectares, "ha"),
            ("all in company bases", self.company_bases, "bases"),
            ("all in battalion camps", self.battalion_camps, "camps"),
            ("all in hubs", self.hubs, "hubs"),
        ];
        for (kind, span, unit) in rows {
            let [low, central, high] = Cell::span(span);
            sheet.row([Cell::text(kind), low, central, high, Cell::text(unit)]);
        }
        sheet.below = vec![
            String::new(),
            "Each number of bases houses the whole force; they are never added.".to_owned(),
        ];
        sheet
    }
}

//! From a plan and its figures to the marks of a sheet: the one road that the
//! window and every page take.
//!
//! What the hand is over, holds or has selected is the window's, which sets it
//! on the marks afterwards.

use std::sync::Arc;

use super::{
    BandMark, CampMark, ContactMark, DividerMark, Echelon, FootprintMark, Footprints, GatheredMark,
    UnfilledMark, ZoneMark,
};
use crate::atlas::{Atlas, Doctrine};
use crate::force::Figures;
use crate::force::exposure::Bands;
use crate::force::filling::Contingent;
use crate::force::fit::Grade;
use crate::force::footprints::{self, Footprint, ZoneFootprints, unit_of};
use crate::plan::{NationCode, Plan, Zone};
use crate::units::Deployed;

/// Who stands where on a sheet, owned.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The ground of each contingent.
    pub parts: Vec<FootprintMark>,
    /// Boundaries between them.
    pub dividers: Vec<DividerMark>,
    /// What nobody holds yet.
    pub unfilled: Vec<UnfilledMark>,
    /// What the contingents of a zone are together.
    pub gathered: Vec<GatheredMark>,
    /// Distances from the line.
    pub bands: Vec<BandMark>,
    /// "Month 9 of 60"; empty when everybody is there.
    pub month: String,
    /// Whether plates say two figures, as a briefing does; otherwise every soldier.
    pub rounded: bool,
}

impl Marks {
    /// The marks as the scene takes them.
    pub fn footprints(&self) -> Footprints<'_> {
        Footprints {
            parts: &self.parts,
            dividers: &self.dividers,
            unfilled: &self.unfilled,
            gathered: &self.gathered,
            bands: &self.bands,
            rounded: self.rounded,
        }
    }

    /// Adds the contingents of a zone; `presence` is the share of a nation's
    /// troops that is there in the month on show, 1 where all months are.
    pub fn add(
        &mut self,
        made: &ZoneFootprints,
        figures: &Figures,
        doctrine: &Doctrine,
        presence: impl Fn(&NationCode) -> f64,
    ) {
        let filling = figures.filling(&made.zone);
        let mut together = 0.0;
        for (place, footprint) in made.footprints.iter().enumerate() {
            let there = footprint.troops.0 * presence(&footprint.nation);
            together += there;
            let contingent = filling.and_then(|filling| filling.contingents.get(place));
            self.parts.push(part(made, footprint, there, contingent, doctrine));
        }
        self.dividers.extend(made.dividers.iter().map(|divider| DividerMark {
            zone: made.zone.clone(),
            path: divider.path.0.clone(),
            hovered: false,
            dragged: false,
        }));
        let rest = made.unfilled.iter();
        self.unfilled
            .extend(rest.map(|rest| UnfilledMark { zone: made.zone.clone(), area: Arc::clone(&rest.area) }));
        if made.footprints.len() > 1 && together >= 0.5 {
            let unit = unit_of(Deployed(together), doctrine);
            let (zone, said) = (made.zone.clone(), unit.to_string());
            self.gathered.push(GatheredMark { zone, unit: said, echelon: echelon(unit.echelon) });
        }
    }
}

/// The ground of one contingent, of which so many are there.
fn part(
    made: &ZoneFootprints,
    footprint: &Footprint,
    there: f64,
    contingent: Option<&Contingent>,
    doctrine: &Doctrine,
) -> FootprintMark {
    let unit = unit_of(Deployed(there), doctrine);
    FootprintMark {
        zone: made.zone.clone(),
        code: footprint.nation.0.clone(),
        area: Arc::clone(&footprint.area),
        anchor: footprint.anchor,
        troops: there,
        unit: if there < 0.5 { String::new() } else { unit.to_string() },
        echelon: echelon(unit.echelon),
        caveat: contingent.and_then(caveat),
        camps: footprint.camps.drawn.iter().map(|camp| CampMark { at: camp.at }).collect(),
        selected: false,
        hovered: false,
        // Its ground waits for it.
        ghosted: there < 0.5 && footprint.troops.0 >= 0.5,
    }
}

/// Why a contingent should perhaps not stand where it does.
fn caveat(contingent: &Contingent) -> Option<String> {
    let fit = &contingent.fit;
    let first =
        || fit.reasons.first().map_or_else(|| fit.grade.title().to_owned(), |reason| reason.what.clone());
    (fit.grade != Grade::Fit).then(first)
}

const fn echelon(of: footprints::Echelon) -> Echelon {
    match of {
        footprints::Echelon::Section => Echelon::Section,
        footprints::Echelon::Platoon => Echelon::Platoon,
        footprints::Echelon::Company => Echelon::Company,
        footprints::Echelon::Battalion => Echelon::Battalion,
        footprints::Echelon::Brigade => Echelon::Brigade,
        footprints::Echelon::Division => Echelon::Division,
        footprints::Echelon::Corps => Echelon::Corps,
    }
}

/// A zone at rest, with the people it needs in the central case.
pub fn zone(zone: &Zone, need: Option<f64>) -> ZoneMark {
    let mark = ZoneMark::new(zone.id.clone(), zone.role, zone.name.clone(), Arc::clone(&zone.shape));
    ZoneMark { colour: zone.colour, need, ..mark }
}

/// The bands of distance from the line.
pub fn bands(bands: &Bands) -> Vec<BandMark> {
    let mark =
        |band: &crate::force::exposure::Band| BandMark { km: band.to.0, area: Arc::new(band.within.clone()) };
    bands.bands().iter().map(mark).collect()
}

/// What is said of the line of contact: "schematic, 1 Dec 2024".
pub fn line_note(plan: &Plan, atlas: &Atlas) -> String {
    match plan.line.as_deref() {
        Some(own) if own.date.is_empty() => own.source.clone(),
        Some(own) => spelled(&own.date),
        None => format!("schematic, {}", spelled(atlas.contact().date.as_deref().unwrap_or_default())),
    }
}

/// The line of contact of a plan: the user's own, or the embedded one.
pub fn contact<'a>(plan: &'a Plan, atlas: &'a Atlas, note: &'a str) -> ContactMark<'a> {
    match plan.line.as_deref() {
        Some(own) => ContactMark { path: &own.path, title: &own.name, note },
        None => ContactMark { path: &atlas.contact().path, title: "Line of contact", note },
    }
}

/// Whose the map is, on one line.
pub fn attribution(line_note: &str) -> String {
    format!("Natural Earth · GeoNames CC BY 4.0 · line: {line_note}")
}

/// "Month 9 of 60".
pub fn month(month: u32, horizon: u32) -> String {
    format!("Month {month} of {horizon}")
}

/// A date as people write it: "1 Dec 2024". Anything else stays as it is.
pub fn spelled(date: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = date.split('-').collect();
    if let [year, month, day] = parts[..]
        && let (Ok(month), Ok(day)) = (month.parse::<usize>(), day.parse::<u32>())
        && let Some(name) = month.checked_sub(1).and_then(|month| MONTHS.get(month))
    {
        return format!("{day} {name} {year}");
    }
    date.to_owned()
}

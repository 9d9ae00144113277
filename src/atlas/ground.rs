//! The ground that zones can be made of: oblasts, settlements and lines.
//!
//! It is the same in every plan and in every run, as a table of logarithms is, so it is
//! read once, when a plan first needs it; no plan and no file has to carry it along.

use std::sync::LazyLock;

use geo_types::{LineString, MultiPolygon};

use super::layers::{self, Oblast, Settlement};
use super::lines;
use crate::problem::{Problem, Refusal};

/// Oblasts, settlements and lines, without what else the map knows.
#[derive(Clone, Debug)]
pub struct Ground {
    /// Ukraine, the union of its oblasts.
    pub ukraine: MultiPolygon<f64>,
    /// The 27 regions of Ukraine, by ISO code.
    pub oblasts: Vec<Oblast>,
    /// Ukraine's settlements from the largest down.
    pub settlements: Vec<Settlement>,
    lines: Vec<(String, String, LineString<f64>)>,
}

static GROUND: LazyLock<Result<Ground, Problem>> = LazyLock::new(Ground::read);

impl Ground {
    /// The embedded ground.
    ///
    /// # Errors
    /// Only where the program itself is broken: a test reads what is embedded.
    pub fn embedded() -> Result<&'static Self, Refusal> {
        GROUND.as_ref().map_err(|problem| Refusal::new(problem.what.clone(), problem.hint.clone()))
    }

    fn read() -> Result<Self, Problem> {
        let countries = layers::countries()?;
        let ukraine = countries.into_iter().find(|country| country.iso == "UA").map(|country| country.area);
        let settlements = layers::settlements()?.into_iter().filter(|place| place.country == "UA");
        Ok(Self {
            ukraine: ukraine.unwrap_or_else(|| MultiPolygon(Vec::new())),
            oblasts: layers::oblasts()?,
            settlements: settlements.collect(),
            lines: lines::courses()?,
        })
    }

    /// An oblast by its ISO code.
    pub fn oblast(&self, iso: &str) -> Option<&Oblast> {
        self.oblasts.iter().find(|oblast| oblast.iso == iso)
    }

    /// The course of a line by its id: `contact`, `border-russia`, `border-belarus`.
    pub fn line(&self, id: &str) -> Option<&LineString<f64>> {
        self.lines.iter().find(|line| line.0 == id).map(|line| &line.2)
    }

    /// The ids and names of the lines, the line of contact first.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines.iter().map(|(id, name, _)| (id.as_str(), name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_the_atlas() {
        let (ground, atlas) = (Ground::embedded().unwrap(), crate::atlas::Atlas::embedded().unwrap());
        assert_eq!(ground.ukraine, atlas.map.country("UA").unwrap().area);
        assert_eq!(ground.oblasts.len(), 27);
        for line in &atlas.lines {
            assert_eq!(ground.line(&line.id), Some(&line.path));
            assert!(ground.lines().any(|(id, name)| id == line.id && name == line.name));
        }
        assert!(ground.settlements.iter().all(|place| place.oblast.is_some()));
    }
}

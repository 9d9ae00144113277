//! What can be painted, and what of it lies under the brush.

use std::collections::BTreeSet;

use geo_types::{Coord, MultiPolygon};

use crate::atlas::Ground;
use crate::atlas::gazetteer::oblast_name;
use crate::geodesy::{self, CELL, Cell};
use crate::plan::{Definition, Source, Spot};
use crate::units::{Km, brief};

/// How far round a settlement its ground reaches, before one says otherwise.
const USUAL_ROUND: Km = Km(5.0);

/// What is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Palette {
    /// Whole oblasts.
    #[default]
    Oblasts,
    /// Cells of a grid.
    Cells,
    /// Settlements, each with the ground round it.
    Settlements,
}

impl Palette {
    /// All, in the order of the bar.
    pub const ALL: [Self; 3] = [Self::Oblasts, Self::Cells, Self::Settlements];

    /// As a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Oblasts => "Oblasts",
            Self::Cells => "Grid cells",
            Self::Settlements => "Settlements",
        }
    }

    /// What it does, a sentence.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Oblasts => "Click oblasts to make a zone of them.",
            Self::Cells => "Paint cells of 10 km: each is 100 km², counted from 48.5° N 31.5° E.",
            Self::Settlements => "Paint over settlements: each comes with the ground round it.",
        }
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Oblasts => Self::Cells,
            Self::Cells => Self::Settlements,
            Self::Settlements => Self::Oblasts,
        }
    }

    /// Whether a brush is drawn over the map, rather than single things clicked.
    pub const fn has_brush(self) -> bool {
        !matches!(self, Self::Oblasts)
    }

    pub(super) const fn way_out(self) -> &'static str {
        match self {
            Self::Oblasts => "Click inside Ukraine.",
            Self::Cells => "Paint on the sheet, near Ukraine.",
            Self::Settlements => "Paint where there are settlements, or make the brush wider.",
        }
    }

    /// Whether it paints such a ground.
    pub(super) const fn paints(self, source: &Source) -> bool {
        matches!(
            (self, source),
            (Self::Oblasts, Source::Oblasts(_))
                | (Self::Cells, Source::Cells(_))
                | (Self::Settlements, Source::Settlements { .. })
        )
    }

    /// What is under a brush; none where there is nothing of the kind.
    pub(super) fn at(self, at: Coord<f64>, brush: Km) -> Option<Touched> {
        match self {
            Self::Oblasts => {
                let ground = Ground::embedded().ok()?;
                let oblast = ground.oblasts.iter().find(|oblast| geodesy::contains(&oblast.outline, at))?;
                Some(Touched::Oblast(oblast.iso.clone()))
            }
            Self::Cells => {
                let cells = geodesy::cells_within(at, brush);
                (!cells.is_empty()).then_some(Touched::Cells(cells))
            }
            Self::Settlements => {
                let ground = Ground::embedded().ok()?;
                // Degrees first: three thousand distances a move would be felt.
                let near = |to: Coord<f64>| {
                    (to.y - at.y).abs() * 110.0 <= brush.0
                        && (to.x - at.x).abs() * 60.0 <= brush.0
                        && geodesy::ground_distance(at, to) <= brush
                };
                let places = ground.settlements.iter().filter(|place| near(place.at.0));
                let places: Vec<Spot> =
                    places.map(|place| Spot::new(place.name.clone(), place.at.0)).collect();
                (!places.is_empty()).then_some(Touched::Settlements(places))
            }
        }
    }
}

/// What is under the brush.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Touched {
    Oblast(String),
    Cells(Vec<Cell>),
    Settlements(Vec<Spot>),
}

impl Touched {
    /// A definition of this alone.
    pub(super) fn begin(&self) -> Option<Definition> {
        let empty = match self {
            Self::Oblast(_) => Source::Oblasts(BTreeSet::new()),
            Self::Cells(_) => Source::Cells(BTreeSet::new()),
            Self::Settlements(_) => Source::Settlements { places: Vec::new(), radius: USUAL_ROUND },
        };
        self.put(&Definition::of(empty), true)
    }

    /// A definition with this taken in or taken out; none where nothing is left.
    pub(super) fn put(&self, definition: &Definition, adds: bool) -> Option<Definition> {
        let what = match (self, definition.what.clone()) {
            (Self::Oblast(iso), Source::Oblasts(mut oblasts)) => {
                if adds {
                    oblasts.insert(iso.clone());
                } else {
                    oblasts.remove(iso);
                }
                (!oblasts.is_empty()).then_some(Source::Oblasts(oblasts))
            }
            (Self::Cells(touched), Source::Cells(mut cells)) => {
                if adds {
                    cells.extend(touched);
                } else {
                    cells.retain(|cell| !touched.contains(cell));
                }
                (!cells.is_empty()).then_some(Source::Cells(cells))
            }
            (Self::Settlements(touched), Source::Settlements { mut places, radius }) => {
                places.retain(|place| adds || !touched.contains(place));
                if adds {
                    let new: Vec<Spot> =
                        touched.iter().filter(|place| !places.contains(place)).cloned().collect();
                    places.extend(new);
                    // The same settlements are the same zone, in whatever order they were painted.
                    places.sort_by(|a, b| {
                        a.name.cmp(&b.name).then(a.at.x.total_cmp(&b.at.x)).then(a.at.y.total_cmp(&b.at.y))
                    });
                }
                (!places.is_empty()).then_some(Source::Settlements { places, radius })
            }
            (_, other) => Some(other),
        };
        what.map(|what| definition.with_what(what))
    }

    /// Whether a definition has what the pointer itself is on: a stroke that begins there
    /// takes out.
    pub(super) fn is_in(&self, definition: &Definition, at: Coord<f64>) -> bool {
        match (self, &definition.what) {
            (Self::Oblast(iso), Source::Oblasts(oblasts)) => oblasts.contains(iso),
            (Self::Cells(_), Source::Cells(cells)) => {
                geodesy::cell_at(at).is_some_and(|cell| cells.contains(&cell))
            }
            (Self::Settlements(touched), Source::Settlements { places, .. }) => {
                touched.iter().all(|place| places.contains(place))
            }
            _ => false,
        }
    }

    /// What is lit under the pointer.
    pub(super) fn outline(&self) -> Option<MultiPolygon<f64>> {
        match self {
            Self::Oblast(iso) => Some(Ground::embedded().ok()?.oblast(iso)?.outline.clone()),
            Self::Cells(cells) => Some(geodesy::cells_outline(cells)),
            Self::Settlements(_) => None,
        }
    }

    /// The places that are lit.
    pub(super) fn corners(&self) -> Vec<Coord<f64>> {
        match self {
            Self::Settlements(places) => places.iter().map(|place| place.at).collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn title(&self) -> String {
        match self {
            Self::Oblast(iso) => Ground::embedded()
                .ok()
                .and_then(|ground| ground.oblast(iso))
                .map_or_else(|| iso.clone(), |oblast| oblast_name(&oblast.name)),
            Self::Cells(cells) if cells.len() == 1 => format!("A cell of {} km", brief(CELL.0)),
            Self::Cells(cells) => format!("{} cells of {} km", cells.len(), brief(CELL.0)),
            Self::Settlements(places) => match places.as_slice() {
                [one] => one.name.clone(),
                [first, rest @ ..] => format!("{} and {} more", first.name, rest.len()),
                [] => String::new(),
            },
        }
    }
}

//! A zone made as large as is asked: "5 000 km²", by its depth, its radius, its distance or
//! a rim round what was drawn.

use std::sync::Arc;

use super::{Corridor, Definition, Disc, Edit, Form, Plan, Shape, Source, Zone, ZoneId};
use crate::geodesy;
use crate::problem::Refusal;
use crate::units::{Km, Km2, brief, grouped};

/// The largest area that can be asked for: Ukraine three times over.
const LARGEST: Km2 = Km2(2_000_000.0);
/// How near the area comes to what is asked, as a share of it.
pub const EXACT: f64 = 1e-4;
/// The deepest that a side of a belt can be, and the widest that a circle can.
const FARTHEST: f64 = 500.0;
/// The widest rim.
const WIDEST_RIM: f64 = 200.0;
/// More looks than this are never needed: each at least halves what is in doubt.
const MOST_LOOKS: usize = 80;

/// What makes a zone as large as is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// The edit that does it: one step of undo.
    pub edit: Edit,
    /// Which measure it takes.
    pub by: By,
    /// How large the zone is then.
    pub area: Km2,
}

/// The measure that a zone is made larger or smaller by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum By {
    /// The depth of a belt, both sides in their proportion.
    Depth {
        /// To the left.
        left: Km,
        /// To the right.
        right: Km,
    },
    /// The radius of a circle.
    Radius(Km),
    /// The distance from a line, a place or a zone.
    Within(Km),
    /// The radius round each settlement.
    Round(Km),
    /// A rim round what was drawn, less than nothing to take one off.
    Rim(Km),
}

impl By {
    /// In words: "Depth 23.5 km".
    pub fn words(self) -> String {
        let km = |km: Km| format!("{} km", grouped(km.0, 2));
        match self {
            Self::Depth { left, right } if left.0 > 0.0 && right.0 > 0.0 => {
                format!("Depth {} left, {} right", km(left), km(right))
            }
            Self::Depth { left, right } => format!("Depth {}", km(Km(left.0.max(right.0)))),
            Self::Radius(radius) => format!("Radius {}", km(radius)),
            Self::Within(far) => format!("Within {}", km(far)),
            Self::Round(radius) => format!("{} round each settlement", km(radius)),
            Self::Rim(rim) if rim.0 < 0.0 => format!("A rim of {} taken off", km(Km(-rim.0))),
            Self::Rim(rim) => format!("A rim of {} put on", km(rim)),
        }
    }
}

/// How a zone can be made larger and smaller.
enum Way {
    Depth(Corridor),
    Radius(Disc),
    Distance(Arc<Definition>),
    Rim,
}

/// What makes a zone as large as is asked, to 0.01 %. Not cheap for a long belt (some thirty
/// outlines): for a worker.
///
/// # Errors
/// Refuses a zone that is locked or made of whole oblasts or cells, and an area that no
/// depth, radius or rim reaches.
pub fn aim(plan: &Plan, id: &ZoneId, goal: Km2) -> Result<Aim, Refusal> {
    let Some(zone) = plan.zone(id) else {
        return Err(Refusal::new("The zone is no longer there", "Select a zone that is."));
    };
    if !(goal.0 > 0.0 && goal.0 <= LARGEST.0) {
        return Err(Refusal::new(
            format!("A zone cannot be made {} km²", brief(goal.0)),
            format!("Type more than 0 and up to {} km².", grouped(LARGEST.0, 0)),
        ));
    }
    if zone.locked {
        return Err(Refusal::new(
            format!("{} is locked", zone.name),
            "Unlock it first: select it and press K.",
        ));
    }
    let way = way(zone)?;
    let (start, least, most) = way.range();
    let area = |x: f64| way.shape(zone, plan, x).map(|shape| geodesy::area(shape.outline()).0);
    let x = solve(goal.0, start, least, most, &area).map_err(|unmet| unmet.said(zone, &way, goal))?;
    let shape = way.shape(zone, plan, x)?;
    let made = geodesy::area(shape.outline());
    if (made.0 / goal.0 - 1.0).abs() > EXACT {
        return Err(Unmet::Jumps(made.0).said(zone, &way, goal));
    }
    let edit = Edit::Several {
        label: format!("Make {} {} km²", zone.name, grouped(goal.0, 0)),
        edits: vec![way.edit(zone, shape, x)],
    };
    Ok(Aim { edit, by: way.by(x), area: made })
}

fn way(zone: &Zone) -> Result<Way, Refusal> {
    let Some(definition) = &zone.definition else {
        return Ok(match zone.shape.form() {
            Form::Corridor(corridor) => Way::Depth(corridor.clone()),
            Form::Disc(disc) => Way::Radius(*disc),
            Form::Area(_) => Way::Rim,
        });
    };
    let whole = match definition.what {
        Source::Near { .. } | Source::Settlements { .. } => return Ok(Way::Distance(Arc::clone(definition))),
        Source::Ukraine | Source::Oblasts(_) => "whole oblasts",
        Source::Cells(_) => "whole cells",
        Source::Zone(_) => "another zone",
    };
    Err(Refusal::new(
        format!("{} is made of {whole} and has no measure to change", zone.name),
        "Freeze it first: a drawn area takes a rim on or off.",
    ))
}

impl Way {
    /// Where to begin, the least and the most, in km; for a belt a factor of its deeper side.
    fn range(&self) -> (f64, f64, f64) {
        match self {
            Self::Depth(corridor) => {
                let least = if corridor.left.0 > 0.0 && corridor.right.0 > 0.0 {
                    // The shallower side has a metre at least.
                    0.001 * corridor.left.0.max(corridor.right.0) / corridor.left.0.min(corridor.right.0)
                } else {
                    0.001
                };
                (corridor.left.0.max(corridor.right.0), least, FARTHEST)
            }
            Self::Radius(disc) => (disc.radius.0, 0.01, FARTHEST),
            Self::Distance(definition) => (definition.km().map_or(1.0, |km| km.0), 0.01, FARTHEST),
            Self::Rim => (0.0, -WIDEST_RIM, WIDEST_RIM),
        }
    }

    fn form(&self, zone: &Zone, x: f64) -> Result<Form, Refusal> {
        Ok(match self {
            Self::Depth(corridor) => {
                let factor = x / corridor.left.0.max(corridor.right.0);
                Form::Corridor(Corridor {
                    left: corridor.left * factor,
                    right: corridor.right * factor,
                    ..corridor.clone()
                })
            }
            Self::Radius(disc) => Form::Disc(Disc { radius: Km(x), ..*disc }),
            Self::Rim | Self::Distance(_) => {
                let outline = zone.shape.outline();
                let made = match x {
                    0.0 => outline.clone(),
                    x if x > 0.0 => geodesy::grown(outline, Km(x))?,
                    x => geodesy::shrunk(outline, Km(-x))?,
                };
                Form::Area(geodesy::without_hairlines(&made))
            }
        })
    }

    fn shape(&self, zone: &Zone, plan: &Plan, x: f64) -> Result<Arc<Shape>, Refusal> {
        match self {
            Self::Distance(definition) => definition.with_km(Km(x)).shape(plan),
            _ => Shape::new(self.form(zone, x)?).map(Arc::new),
        }
    }

    fn edit(&self, zone: &Zone, shape: Arc<Shape>, x: f64) -> Edit {
        let id = zone.id.clone();
        match self {
            Self::Distance(definition) => {
                Edit::Define { zone: id, definition: Some(Arc::new(definition.with_km(Km(x)))) }
            }
            _ => Edit::Reshape { zone: id, shape },
        }
    }

    fn by(&self, x: f64) -> By {
        match self {
            Self::Depth(corridor) => {
                let factor = x / corridor.left.0.max(corridor.right.0);
                By::Depth { left: corridor.left * factor, right: corridor.right * factor }
            }
            Self::Radius(_) => By::Radius(Km(x)),
            Self::Distance(definition) if matches!(definition.what, Source::Settlements { .. }) => {
                By::Round(Km(x))
            }
            Self::Distance(_) => By::Within(Km(x)),
            Self::Rim => By::Rim(Km(x)),
        }
    }

    const fn measure(&self) -> &'static str {
        match self {
            Self::Depth(_) => "depth",
            Self::Radius(_) => "radius",
            Self::Distance(_) => "distance",
            Self::Rim => "rim",
        }
    }
}

/// Why an area is not met.
enum Unmet {
    /// The least or the most that there is, in km², is still too much or too little.
    Beyond(f64),
    /// The area jumps over what is asked: to so many km².
    Jumps(f64),
    /// No outline could be made.
    Refused(Refusal),
}

impl Unmet {
    fn said(self, zone: &Zone, way: &Way, goal: Km2) -> Refusal {
        let goal_words = format!("{} km²", grouped(goal.0, 0));
        match self {
            Self::Refused(refusal) => refusal,
            Self::Beyond(end) => {
                let which = if end < goal.0 { "at most" } else { "at least" };
                Refusal::new(
                    format!("No {} makes {} {goal_words}", way.measure(), zone.name),
                    format!("It can be {which} {} km²; type an area it reaches.", grouped(end, 0)),
                )
            }
            Self::Jumps(next) => Refusal::new(
                format!("No {} makes {} exactly {goal_words}", way.measure(), zone.name),
                format!("The nearest is {} km²; type that.", grouped(next, 0)),
            ),
        }
    }
}

/// The place where a growing function has a value: the ends are moved apart until they hold
/// it, then false position with bisection wherever that is slow.
fn solve(
    goal: f64,
    start: f64,
    least: f64,
    most: f64,
    area: &impl Fn(f64) -> Result<f64, Refusal>,
) -> Result<f64, Unmet> {
    let start = start.clamp(least, most);
    let first = area(start).map_err(Unmet::Refused)?;
    // What is too small to be drawn is as good as nothing.
    let or_nothing = |x: f64| area(x).unwrap_or(0.0);
    let (mut low, mut high) = ((start, first), (start, first));
    let mut step = (start.abs() * 0.25).max(1.0);
    while high.1 < goal {
        if high.0 >= most {
            return Err(Unmet::Beyond(high.1));
        }
        let x = (high.0 + step).min(most);
        low = high;
        high = (x, area(x).map_err(Unmet::Refused)?);
        step *= 2.0;
    }
    while low.1 > goal {
        if low.0 <= least {
            return Err(Unmet::Beyond(low.1));
        }
        // Towards the least by halves where that is near nothing, by steps elsewhere.
        let x = if least > 0.0 { (low.0 * 0.5).max(least) } else { (low.0 - step).max(least) };
        high = low;
        low = (x, or_nothing(x));
        step *= 2.0;
    }
    for look in 0..MOST_LOOKS {
        let near = if (goal - low.1).abs() < (high.1 - goal).abs() { low } else { high };
        if (near.1 / goal - 1.0).abs() <= EXACT * 0.01 || high.0 - low.0 < 1e-9 {
            return Ok(near.0);
        }
        let share = (goal - low.1) / (high.1 - low.1);
        // Every third look halves: a function that is bent cannot hold one end for long.
        let share = if look % 3 == 2 { 0.5 } else { share.clamp(0.01, 0.99) };
        let x = low.0 + (high.0 - low.0) * share;
        let there = (x, or_nothing(x));
        if there.1 < goal { low = there } else { high = there }
    }
    Ok(if (goal - low.1).abs() < (high.1 - goal).abs() { low.0 } else { high.0 })
}

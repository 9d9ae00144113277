//! A line drawn round zones selects them.

use geo_types::Coord;

use super::chain::same_spot;
use super::hand::{Hand, hovering};
use super::marquee::{Marquee, Taking};
use super::pick::zone_at;
use super::{Context, Cursor, CursorShape, Gesture, Hint, Selection, Sketch, Step};
use crate::plan::ZoneId;

/// The states of the lasso.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Lasso {
    /// Nothing is drawn.
    #[default]
    Free,
    /// The button is down, and has not yet moved: a click or a lasso.
    Pressed {
        /// Where it went down, and with which keys.
        cursor: Cursor,
    },
    /// The line is being drawn.
    Drawing(Drawing),
}

/// A line under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing(Marquee);

impl Lasso {
    /// The next state, and what came of the gesture.
    pub(super) fn on(self, gesture: Gesture, context: &Context) -> Step {
        match self {
            Self::Free => Self::on_free(gesture, context),
            Self::Pressed { cursor } => Self::on_pressed(cursor, gesture, context),
            Self::Drawing(drawing) => drawing.on(gesture, context),
        }
    }

    fn on_free(gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) => hovering(Step::to(Self::Free), zone_under(cursor.at, context), context),
            Gesture::Leave => hovering(Step::to(Self::Free), None, context),
            Gesture::Press(cursor) => Step::to(Self::Pressed { cursor }),
            Gesture::Grab(cursor) => Self::begun(&cursor, context),
            Gesture::Click(cursor) => click(&cursor, context),
            Gesture::Escape => Step::to(Hand::default()),
            _ => Step::unused(Self::Free),
        }
    }

    fn on_pressed(from: Cursor, gesture: Gesture, context: &Context) -> Step {
        match gesture {
            Gesture::Move(cursor) if same_spot(from.at, cursor.at, context) => {
                Step::to(Self::Pressed { cursor: from })
            }
            Gesture::Move(_) => match Self::begun(&from, context).tool {
                super::Tool::Lasso(begun) => begun.on(gesture, context),
                other => Step::unused(other),
            },
            Gesture::Release(cursor) | Gesture::Click(cursor) => click(&cursor, context),
            Gesture::Escape | Gesture::UndoCorner | Gesture::Leave => Step::to(Self::Free),
            _ => Step::unused(Self::Pressed { cursor: from }),
        }
    }

    fn begun(cursor: &Cursor, context: &Context) -> Step {
        let taking = Taking::of(cursor);
        Step::to(Self::Drawing(Drawing(Marquee::of_lasso(cursor.at, taking, context))))
    }

    /// Whether a line is being drawn.
    pub(super) const fn begun_already(&self) -> bool {
        matches!(self, Self::Drawing(_))
    }

    /// The line so far.
    pub(super) fn sketch(&self) -> Sketch {
        match self {
            Self::Drawing(Drawing(marquee)) => marquee.sketch(),
            Self::Free | Self::Pressed { .. } => Sketch::default(),
        }
    }

    /// What to do next.
    pub(super) fn hint(&self, context: &Context) -> Hint {
        if let Self::Drawing(Drawing(marquee)) = self {
            return marquee.hint();
        }
        let hint = match context.selection.zones.len() {
            0 => Hint::new("Draw round zones: what the line holds or touches is selected"),
            1 => Hint::new("1 zone is selected: draw round others"),
            count => Hint::new(format!("{count} zones are selected: draw round others")),
        };
        hint.key("Shift", "add").key("Ctrl or Alt", "take out").key("Esc", "select")
    }

    /// What the pointer looks like.
    pub(super) const fn cursor(&self, context: &Context) -> CursorShape {
        match (self, &context.selection.hovered) {
            (Self::Free, Some(_)) => CursorShape::Point,
            _ => CursorShape::Cross,
        }
    }
}

impl Drawing {
    fn on(self, gesture: Gesture, context: &Context) -> Step {
        let Self(mut marquee) = self;
        match gesture {
            Gesture::Move(cursor) => {
                marquee.point(&cursor, context);
                let selection = marquee.selection();
                Step::to(Lasso::Drawing(Self(marquee))).select(selection)
            }
            Gesture::Release(cursor) => {
                marquee.point(&cursor, context);
                Step::to(Lasso::Free).select(marquee.selection())
            }
            Gesture::Enter => Step::to(Lasso::Free).select(marquee.selection()),
            Gesture::Escape | Gesture::UndoCorner => Step::to(Lasso::Free).select(marquee.before().clone()),
            _ => Step::unused(Lasso::Drawing(Self(marquee))),
        }
    }
}

fn zone_under(at: Coord<f64>, context: &Context) -> Option<ZoneId> {
    zone_at(at, context).map(|zone| zone.id.clone())
}

/// A click takes the zone under it, as with the free hand.
fn click(cursor: &Cursor, context: &Context) -> Step {
    let step = Step::to(Lasso::Free);
    let before = context.selection;
    let selection = match (zone_under(cursor.at, context), Taking::of(cursor)) {
        (Some(id), Taking::Only) => Selection::only(id.clone()).hovering(Some(id)),
        (Some(id), Taking::More) => before.toggled(&id),
        (Some(id), Taking::Less) if before.has(&id) => before.toggled(&id),
        (None, Taking::Only) => Selection::default(),
        _ => return step,
    };
    step.select(selection)
}

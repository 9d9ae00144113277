//! What can be done to the slides of a plan, and what is refused.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::slides::{Camera, MapView, Slide, SlideId};
use super::{Edit, Plan, change, number_after};
use crate::problem::Refusal;

/// More slides than this are no brief.
const MOST_SLIDES: usize = 200;
/// The longest text of a slide, in characters: more does not fit a page.
const LONGEST_TEXT: usize = 4_000;
/// The longest speaker notes, in characters.
const LONGEST_NOTES: usize = 20_000;
/// The zooms of a camera: the world in one tile, to a street.
const ZOOMS: (f64, f64) = (0.0, 22.0);
/// The last month that a map can show.
const LAST_MONTH: u32 = 600;

impl Plan {
    pub(super) fn add_slide(&mut self, slide: &Slide, at: Option<usize>) -> Result<(), Refusal> {
        let mut slide = checked(slide.clone())?;
        if slide.id.0.is_empty() {
            slide.id = next_id(self.slides.iter().map(|slide| &slide.id));
        }
        if self.slide(&slide.id).is_some() {
            return Err(taken(&slide.id));
        }
        room_for(self.slides.len() + 1)?;
        let at = at.unwrap_or(usize::MAX).min(self.slides.len());
        self.slides.insert(at, Arc::new(slide));
        Ok(())
    }

    pub(super) fn set_slide(&mut self, slide: &Slide) -> Result<(), Refusal> {
        let place = self.slide_place(&slide.id)?;
        self.slides[place] = Arc::new(checked(slide.clone())?);
        Ok(())
    }

    pub(super) fn remove_slides(&mut self, ids: &[SlideId]) -> Result<(), Refusal> {
        for id in ids {
            self.slide_place(id)?;
        }
        self.slides.retain(|slide| !ids.contains(&slide.id));
        Ok(())
    }

    pub(super) fn move_slide(&mut self, id: &SlideId, to: usize) -> Result<(), Refusal> {
        let from = self.slide_place(id)?;
        let slide = self.slides.remove(from);
        self.slides.insert(to.min(self.slides.len()), slide);
        Ok(())
    }

    pub(super) fn set_slides(&mut self, slides: &[Slide]) -> Result<(), Refusal> {
        room_for(slides.len())?;
        let mut all: Vec<Arc<Slide>> = Vec::with_capacity(slides.len());
        for slide in slides {
            let mut slide = checked(slide.clone())?;
            if slide.id.0.is_empty() {
                let given = slides.iter().map(|slide| &slide.id);
                slide.id = next_id(given.chain(all.iter().map(|slide| &slide.id)));
            }
            if all.iter().any(|other| other.id == slide.id) {
                return Err(taken(&slide.id));
            }
            all.push(Arc::new(slide));
        }
        self.slides = all;
        Ok(())
    }

    fn slide_place(&self, id: &SlideId) -> Result<usize, Refusal> {
        self.slides.iter().position(|slide| slide.id == *id).ok_or_else(|| {
            Refusal::new(format!("There is no slide {} in this plan", id.0), "Choose one of the list.")
        })
    }
}

/// An id that follows the highest `slide-…` among these.
pub(super) fn next_id<'a>(ids: impl Iterator<Item = &'a SlideId>) -> SlideId {
    SlideId(number_after("slide-", ids.map(|id| id.0.as_str())))
}

fn taken(id: &SlideId) -> Refusal {
    Refusal::new(format!("There is a slide with the id {} already", id.0), "Give the new slide another id.")
}

fn room_for(slides: usize) -> Result<(), Refusal> {
    if slides <= MOST_SLIDES {
        return Ok(());
    }
    Err(Refusal::new(
        format!("A brief cannot hold {slides} slides"),
        format!("Keep to {MOST_SLIDES}; twelve are enough for a room."),
    ))
}

/// A slide whose every value is in range, its texts trimmed. A title without a
/// letter is none: it follows the numbers again.
///
/// # Errors
/// Refuses the first value that is not in range.
pub(super) fn checked(mut slide: Slide) -> Result<Slide, Refusal> {
    slide.id.0 = slide.id.0.trim().to_owned();
    slide.title = match slide.title.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(title) => Some(change::name(title, "A slide needs a title")?),
    };
    for (text, most, what) in [
        (&mut slide.text, LONGEST_TEXT, "The text of a slide"),
        (&mut slide.notes, LONGEST_NOTES, "Speaker notes"),
    ] {
        if let Some(text) = text {
            *text = plain(text);
            let length = text.chars().count();
            if length > most {
                return Err(Refusal::new(
                    format!("{what} cannot have {length} characters"),
                    format!("Shorten it to {most}, or make two slides of it."),
                ));
            }
        }
    }
    if let Some(view) = &slide.view {
        check_view(view)?;
    }
    Ok(slide)
}

/// A text without control characters but line breaks, and without room at its ends.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', " ");
    let text: String = text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

fn check_view(view: &MapView) -> Result<(), Refusal> {
    if let Camera::At { centre, zoom } = view.camera {
        change::number(centre.x, -180.0, 180.0, "The longitude of a view", "°")?;
        change::number(centre.y, -85.0, 85.0, "The latitude of a view", "°")?;
        change::number(zoom, ZOOMS.0, ZOOMS.1, "The zoom of a view", "")?;
    }
    if view.month.is_some_and(|month| month > LAST_MONTH) {
        return Err(Refusal::new(
            "The month of a view is beyond every horizon",
            format!("Choose a month from 0 to {LAST_MONTH}."),
        ));
    }
    Ok(())
}

/// What the undo menu says of an edit of slides. The plan is the one before the edit.
pub(super) fn label(edit: &Edit, plan: &Plan) -> String {
    match edit {
        Edit::AddSlide { slide, .. } => match named(slide) {
            Some(name) => format!("Add slide “{name}”"),
            None => "Add slide".to_owned(),
        },
        Edit::SetSlide(slide) => set_label(slide, plan),
        Edit::RemoveSlides(ids) => match ids.as_slice() {
            [one] => format!("Delete {}", of(plan, one)),
            many => format!("Delete {} slides", many.len()),
        },
        Edit::MoveSlide { slide, .. } => format!("Move {}", of(plan, slide)),
        Edit::SetSlides(slides) if slides.is_empty() => "Delete all slides".to_owned(),
        Edit::SetSlides(slides) if slides.iter().all(|slide| slide.template.is_some()) => {
            "Make the standard brief".to_owned()
        }
        _ => "Replace all slides".to_owned(),
    }
}

/// What changed of a slide, in the words of the hand that changed it.
fn set_label(slide: &Slide, plan: &Plan) -> String {
    let name = of(plan, &slide.id);
    let Some(old) = plan.slide(&slide.id) else { return format!("Change {name}") };
    let changes = [
        (old.title != slide.title, "title"),
        (old.text != slide.text, "text"),
        (old.view != slide.view, "view"),
        (old.exhibit != slide.exhibit, "exhibit"),
        (old.notes != slide.notes, "notes"),
        (old.template != slide.template, "template"),
    ];
    let changed: BTreeSet<&str> = changes.iter().filter(|(is, _)| *is).map(|(_, what)| *what).collect();
    match (changed.first(), changed.len(), old.hidden != slide.hidden) {
        (None, _, true) if slide.hidden => format!("Hide {name}"),
        (None, _, true) => format!("Show {name}"),
        (Some(what), 1, false) => format!("Set {what} of {name}"),
        _ => format!("Change {name}"),
    }
}

/// "slide 3, The zones", for labels.
fn of(plan: &Plan, id: &SlideId) -> String {
    let Some(place) = plan.slides.iter().position(|slide| slide.id == *id) else {
        return "a slide".to_owned();
    };
    match named(&plan.slides[place]) {
        Some(name) => format!("slide {}, “{name}”", place + 1),
        None => format!("slide {}", place + 1),
    }
}

fn named(slide: &Slide) -> Option<&str> {
    slide.title.as_deref().or_else(|| slide.template.map(super::Template::title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Template, ZoneId};

    fn with(plan: &Plan, edit: &Edit) -> Plan {
        plan.with(edit).unwrap_or_else(|refusal| panic!("{refusal:?}"))
    }

    #[test]
    fn slides_are_added_moved_changed_and_removed_through_the_one_door() {
        let mut plan = Plan::empty();
        for template in Template::ALL {
            plan = with(&plan, &Edit::AddSlide { slide: Slide::of(*template), at: None });
        }
        assert_eq!(plan.slides[2].id, SlideId("slide-3".into()));
        let zones = plan.slides[2].id.clone();
        let edit = Edit::MoveSlide { slide: zones.clone(), to: 0 };
        assert_eq!(edit.label(&plan), "Move slide 3, “The zones”");
        plan = with(&plan, &edit);
        assert_eq!(plan.slides[0].id, zones);

        let edited = Slide { title: Some("  Five zones ".into()), ..Slide::clone(&plan.slides[0]) };
        assert_eq!(Edit::SetSlide(edited.clone()).label(&plan), "Set title of slide 1, “The zones”");
        plan = with(&plan, &Edit::SetSlide(edited));
        assert_eq!(plan.slides[0].title.as_deref(), Some("Five zones"));
        let hidden = Slide { hidden: true, ..Slide::clone(&plan.slides[0]) };
        assert_eq!(Edit::SetSlide(hidden).label(&plan), "Hide slide 1, “Five zones”");
        let blank = Slide { title: Some("  ".into()), ..Slide::clone(&plan.slides[0]) };
        assert_eq!(with(&plan, &Edit::SetSlide(blank)).slides[0].title, None);

        let edit = Edit::RemoveSlides(vec![zones.clone()]);
        assert_eq!(edit.label(&plan), "Delete slide 1, “Five zones”");
        plan = with(&plan, &edit);
        assert!(plan.slide(&zones).is_none());
        plan = with(&plan, &Edit::SetSlides(Vec::new()));
        assert!(plan.slides.is_empty());
    }

    #[test]
    fn what_is_out_of_range_is_refused_with_a_way_out() {
        let plan = Plan::empty();
        let refused = |slide: Slide| {
            plan.with(&Edit::AddSlide { slide, at: None }).err().map(|refusal| refusal.to_string())
        };
        assert!(refused(Slide { title: Some("x".repeat(200)), ..Slide::blank() }).is_some());
        assert!(refused(Slide { text: Some("x".repeat(5_000)), ..Slide::blank() }).is_some());
        let far = Camera::At { centre: geo_types::Coord { x: 500.0, y: 48.0 }, zoom: 6.0 };
        assert!(refused(Slide::from_view(MapView { camera: far, ..MapView::default() })).is_some());
        // A zone may be gone, and come back with undo.
        let gone = MapView { highlighted: Some(ZoneId("zone-9".into())), ..MapView::default() };
        assert_eq!(refused(Slide::from_view(gone)), None);
        let id = SlideId("slide-7".into());
        assert!(plan.with(&Edit::SetSlide(Slide { id: id.clone(), ..Slide::blank() })).is_err());
        assert!(plan.with(&Edit::RemoveSlides(vec![id.clone()])).is_err());
        let twice = [Slide { id: id.clone(), ..Slide::blank() }, Slide { id, ..Slide::blank() }];
        assert!(plan.with(&Edit::SetSlides(twice.to_vec())).is_err());
    }
}

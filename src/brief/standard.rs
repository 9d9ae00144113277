//! The standard brief: eleven slides made from any plan, each by a template that
//! follows the numbers until the user writes something else.

mod situation;

mod line;

mod zones;

mod need;

mod analogues;

mod supply;

mod footprints;

mod rotation;

mod mandate;

mod risks;

mod sources;

mod own;

mod layers;

pub(super) mod cited;

use super::deck::{Deck, Page, What, Words};
use super::slide::readable;
use super::subject::{Made, Subject, TEXT, paragraph};
use crate::atlas::Atlas;
use crate::force::{Figures, Measures};
use crate::plan::Plan;
use crate::plan::slides::{Exhibit, Slide, SlideId, Template};
use crate::scene::Look;

/// The slides of the standard brief, in order. To make them the plan's own:
/// `Edit::SetSlides(standard())`.
pub fn standard() -> Vec<Slide> {
    let slide = |(place, template): (usize, &Template)| Slide {
        id: SlideId(format!("slide-{}", place + 1)),
        ..Slide::of(*template)
    };
    Template::ALL.iter().enumerate().map(slide).collect()
}

/// The slides of a plan but the hidden ones, or the standard brief where it has none.
pub fn slides_of(plan: &Plan) -> Vec<Slide> {
    if plan.slides.is_empty() {
        return standard();
    }
    plan.slides.iter().filter(|slide| !slide.hidden).map(|slide| slide.as_ref().clone()).collect()
}

/// The deck of a plan: its slides but the hidden ones, or the standard brief where it has none.
///
/// Measures the plan from scratch; where figures are at hand, use [`Subject::deck`].
pub fn deck_of(plan: &Plan, atlas: &Atlas, look: &Look) -> Deck {
    let figures = Figures::of(plan, atlas, &mut Measures::new());
    Subject::of(plan, &figures, atlas, look).deck()
}

impl Subject<'_> {
    /// The deck of the plan: its slides but the hidden ones, or the standard brief where it has none.
    pub fn deck(&self) -> Deck {
        let slides = slides_of(self.plan);
        let pages = slides.iter().zip(1..).map(|(slide, number)| self.slide(slide, number));
        Deck {
            title: self.plan.title.clone(),
            date: self.plan.date.clone(),
            look: self.look.name,
            ground: self.inks.ground,
            pages: pages.collect(),
        }
    }

    /// One slide as a page: what the user has not written is made from the numbers.
    pub fn slide(&self, slide: &Slide, number: usize) -> Page {
        let own_exhibit = slide.exhibit.is_some_and(|exhibit| slide.template.and_then(of) != Some(exhibit));
        let (mut made, name) = match slide.template {
            Some(template) if !own_exhibit => (self.made(template, slide), template.name()),
            _ => (own::made(self, slide), "own"),
        };
        layers::explained(self, &mut made);
        let mut page = self.page(made, name, number);
        page.slide = self.plan.slide(&slide.id).map(|known| known.id.clone());
        page.id = page.slide.as_ref().map_or_else(|| name.to_owned(), |id| id.0.clone());
        if let Some(title) = &slide.title {
            page.title.clone_from(title);
        }
        if let Some(notes) = &slide.notes {
            page.notes.clone_from(notes);
        }
        if let Some(text) = &slide.text {
            self.write(text, &mut page);
        }
        // What the user has written over, or what had no room, is said no more.
        page.figures = readable(&page);
        page
    }

    /// Puts the user's words in the place of the template's; before the notes where the slide
    /// has no room for words, beside a map with its column.
    fn write(&self, text: &str, page: &mut Page) {
        let block = page.blocks.iter_mut().find(|block| block.name == TEXT);
        if let Some(What::Words(words)) = block.map(|block| &mut block.what) {
            *words = self.paragraphs(text);
        } else if !text.trim().is_empty() {
            page.notes = format!("{text}\n{}", page.notes);
        }
    }

    /// The paragraphs of a user's text, one a line.
    fn paragraphs(&self, text: &str) -> Words {
        let paragraphs = text
            .lines()
            .enumerate()
            .map(|(place, line)| {
                paragraph(line, 24.0, 400, self.inks.ink).after(if place == 0 { 0.0 } else { 10.0 })
            })
            .collect();
        Words { paragraphs }
    }

    fn made(&self, template: Template, slide: &Slide) -> Made {
        match template {
            Template::Situation => situation::made(self),
            Template::Line => line::made(self, slide),
            Template::Zones => zones::made(self, slide),
            Template::Need => need::made(self),
            Template::Analogues => analogues::made(self),
            Template::Supply => supply::made(self),
            Template::Footprints => footprints::made(self, slide),
            Template::Rotation => rotation::made(self),
            Template::Mandate => mandate::made(self),
            Template::Risks => risks::made(self),
            Template::Sources => sources::made(self),
        }
    }
}

/// The exhibit that a template shows by itself.
fn of(template: Template) -> Option<Exhibit> {
    match template {
        Template::Zones => Some(Exhibit::Need),
        Template::Need => Some(Exhibit::Comparison),
        Template::Analogues => Some(Exhibit::Analogues),
        Template::Supply => Some(Exhibit::Chain),
        Template::Rotation => Some(Exhibit::Rotation),
        Template::Mandate => Some(Exhibit::Mandate),
        Template::Situation | Template::Line | Template::Footprints | Template::Risks | Template::Sources => {
            None
        }
    }
}

//! The slides of the show as drawings: made on a worker, the next one ahead.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::Context;

use super::super::later::{Later, Reached};
use crate::atlas::Atlas;
use crate::brief::deck::{Block, MapBlock, Page, What};
use crate::brief::{Pictures, Subject, slide, slides_of};
use crate::force::Figures;
use crate::plan::Plan;
use crate::plan::slides::MapView;
use crate::scene::view::View;
use crate::scene::{Drawing, Language, Look, MapLayer};

/// Slides kept on either side of the one on show.
const KEPT: usize = 2;

/// The map of a slide.
#[derive(Debug)]
pub struct Spread {
    /// Its place on the sheet: left, top, width, height.
    pub frame: [f32; 4],
    /// What the slide says is on it.
    pub of: MapView,
    /// Boxes of it that other blocks cover: left, top, right, bottom from its corner.
    pub blocked: Vec<[f32; 4]>,
    /// The part of the world in the frame as the slide has it.
    pub home: View,
    /// The part of the world that is drawn.
    pub view: View,
    /// The drawing; none while the map is in the hand.
    pub drawing: Option<Drawing>,
}

/// A slide ready to be shown: what is below the map, the map, what is over it.
#[derive(Debug)]
pub struct Sheet {
    /// Its place among the slides, counted from 0.
    pub number: usize,
    /// The page it was made of.
    pub page: Page,
    /// The ground, and what is below the map.
    pub under: Drawing,
    /// What is over the map.
    pub over: Drawing,
    /// The map, where there is one.
    pub spread: Option<Spread>,
}

/// A slide that is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Its place among the slides, counted from 0.
    pub number: usize,
    /// The part of the world on its map; `None` is the slide's own.
    pub view: Option<View>,
    /// Whether the map is left out, since the hand has it.
    pub live: bool,
}

/// What slides are made of.
pub struct Source {
    /// The plan as it is shown.
    pub plan: Plan,
    /// Its figures.
    pub figures: Arc<Figures>,
    /// The reference data.
    pub atlas: Arc<Atlas>,
    /// The theme.
    pub look: Look,
    /// The language of names on the map.
    pub language: Language,
    /// The layers that are open, bottom first.
    pub layers: Vec<MapLayer>,
}

/// What a slide was made of: the figures, and the layers that are open.
struct Of(Arc<Figures>, Vec<MapLayer>);

impl Of {
    fn is(&self, (figures, layers): (&Arc<Figures>, &[MapLayer])) -> bool {
        Arc::ptr_eq(&self.0, figures) && self.1 == layers
    }
}

/// A slide, with what it was made of.
struct Kept {
    wish: Wish,
    of: Of,
    sheet: Arc<Sheet>,
}

/// A slide on its way.
struct Job {
    wish: Wish,
    of: Of,
    later: Later<Option<Sheet>>,
}

/// The slides that are ready.
#[derive(Default)]
pub struct Sheets {
    kept: BTreeMap<usize, Kept>,
    job: Option<Job>,
    /// What could not be made: it is not tried again.
    failed: Option<Wish>,
}

impl Sheets {
    /// A slide, if it is ready; perhaps of a moment ago.
    pub fn get(&self, number: usize) -> Option<&Arc<Sheet>> {
        self.kept.get(&number).map(|kept| &kept.sheet)
    }

    /// Whether no slide is being made: those kept are of what was asked for last.
    pub const fn are_made(&self) -> bool {
        self.job.is_none()
    }

    /// Takes what was made, and begins what is wanted first and is not there.
    pub fn tend(
        &mut self,
        wishes: &[Wish],
        of: (&Arc<Figures>, &[MapLayer]),
        source: impl FnOnce() -> Source,
        ctx: &Context,
    ) {
        self.take();
        if let Some(first) = wishes.first() {
            self.kept.retain(|number, _| number.abs_diff(first.number) <= KEPT);
        }
        if self.job.is_some() {
            return;
        }
        let missing = |wish: &&Wish| {
            let there = self.kept.get(&wish.number);
            let fresh = there.is_some_and(|kept| kept.wish == **wish && kept.of.is(of));
            !fresh && self.failed.as_ref() != Some(*wish)
        };
        if let Some(wish) = wishes.iter().find(missing) {
            let (wish, source) = (wish.clone(), source());
            let asked = wish.clone();
            let later = Later::begin(ctx, move |_| made(&source, &asked));
            self.job = Some(Job { wish, of: Of(Arc::clone(of.0), of.1.to_vec()), later });
        }
    }

    fn take(&mut self) {
        let Some(job) = &self.job else { return };
        let reached = job.later.look();
        if matches!(reached, Reached::UnderWay) {
            return;
        }
        let Some(Job { wish, of, .. }) = self.job.take() else { return };
        if let Reached::Done(Some(sheet)) = reached {
            self.kept.insert(wish.number, Kept { wish, of, sheet: Arc::new(sheet) });
        } else {
            self.failed = Some(wish);
        }
    }
}

/// Makes a slide; none where the plan has fewer.
fn made(source: &Source, wish: &Wish) -> Option<Sheet> {
    let Source { plan, figures, atlas, look, language, layers } = source;
    let slides = slides_of(plan);
    let subject = Subject::of(plan, figures, atlas, look).with_layers(layers);
    let page = subject.slide(slides.get(wish.number)?, wish.number + 1);
    let place = page.blocks.iter().position(|block| matches!(block.what, What::Map(_)));
    let inset = page.blocks.iter().any(|block| matches!(block.what, What::Inset(_)));
    let pictures = || Pictures::of(plan, figures, atlas, look).named_in(*language).with_layers(layers);
    let pictures = (inset || (place.is_some() && !wish.live)).then(pictures);
    let mut bare = page.clone();
    let block = place.map(|place| bare.blocks.remove(place));
    let mut under = slide::drawing(&bare, pictures.as_ref());
    let split = place.map_or(under.marks.len(), |place| marks_below(&bare, place, pictures.as_ref()));
    let over = Drawing { size: under.size, marks: under.marks.split_off(split.min(under.marks.len())) };
    let spread = block.and_then(|block| spread(source, &block, wish, pictures.as_ref()));
    Some(Sheet { number: wish.number, page, under, over, spread })
}

/// How many marks of a page are below a block that was taken out of it.
fn marks_below(page: &Page, place: usize, pictures: Option<&Pictures<'_>>) -> usize {
    let marks = |blocks: &[Block]| {
        let page = Page { blocks: blocks.to_vec(), ..page.clone() };
        slide::drawing(&page, pictures).marks.len()
    };
    // What stands on every page comes last; of it only the ground comes first.
    marks(page.blocks.get(..place).unwrap_or_default()) + 1 - marks(&[]).max(1)
}

fn spread(source: &Source, block: &Block, wish: &Wish, pictures: Option<&Pictures<'_>>) -> Option<Spread> {
    let What::Map(map) = &block.what else { return None };
    let MapBlock { view: of, covered, blocked, .. } = map;
    let [_, _, width, height] = block.frame;
    let home = crate::brief::pictures::view_on(&source.plan, of, *covered, [width, height]);
    let view = wish.view.unwrap_or(home);
    let drawing = if wish.live { None } else { pictures.map(|pictures| pictures.map_at(map, &view)) };
    Some(Spread { frame: block.frame, of: of.clone(), blocked: blocked.clone(), home, view, drawing })
}

//! Small pictures of slides, drawn by a worker and kept by what they were made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::super::Cordon;
use super::super::exporting::Of;
use super::super::later::{Later, Reached};
use super::super::layers;
use super::number;
use crate::brief::deck::{SHEET, What};
use crate::brief::{Pictures, Subject, check, slide};
use crate::export::png::raster;
use crate::plan::Plan;
use crate::plan::slides::{MapView, Slide, SlideId};
use crate::scene::{Language, Look, LookName, MapLayer, Sight};

/// How many slides are drawn at a time: the first ones are seen sooner.
const AT_ONCE: usize = 3;

/// What all pictures of a plan share.
#[derive(Clone, Debug, PartialEq)]
struct Ground {
    /// The plan without its slides.
    plan: Plan,
    theme: LookName,
    sight: Sight,
    language: Language,
    /// The layers that are open, bottom first.
    layers: Vec<MapLayer>,
    /// Pixels across.
    width: u32,
}

/// What a slide came to.
pub struct Picture {
    ground: Arc<Ground>,
    slide: Slide,
    number: usize,
    /// The title as it stands on the slide.
    pub title: String,
    /// The notes as they are spoken.
    pub notes: String,
    /// What its map shows, where it has one.
    view: Option<MapView>,
    /// What does not fit.
    pub findings: Vec<String>,
    image: Option<ColorImage>,
    pub texture: Option<TextureHandle>,
}

/// The pictures that were made.
#[derive(Default)]
pub struct Kept {
    ground: Option<Arc<Ground>>,
    made: BTreeMap<SlideId, Picture>,
    under_way: Option<Later<Vec<Picture>>>,
    /// Whether nothing was missing when it was looked at last.
    complete: bool,
    /// Of what the worker broke off; it is not begun again by itself.
    lost: Option<Arc<Ground>>,
}

impl Kept {
    /// Takes what the worker has brought.
    pub fn take(&mut self) {
        let Some(later) = self.under_way.take() else { return };
        match later.look() {
            Reached::UnderWay => self.under_way = Some(later),
            Reached::Lost => self.lost.clone_from(&self.ground),
            Reached::Done(made) => {
                for picture in made {
                    self.made.insert(picture.slide.id.clone(), picture);
                }
            }
        }
    }

    /// Whether all that are on show are there.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// The picture of a slide: the last one that was made, until there is a newer one.
    pub fn of(&self, id: &SlideId) -> Option<&Picture> {
        self.made.get(id)
    }

    /// What the map of a slide shows.
    pub fn view(&self, id: &SlideId) -> Option<MapView> {
        self.of(id)?.view.clone()
    }

    /// The texture of a slide, sent to the screen when it is first asked for.
    pub fn texture(&mut self, id: &SlideId, ctx: &Context) -> Option<TextureHandle> {
        let picture = self.made.get_mut(id)?;
        if let Some(image) = picture.image.take() {
            picture.texture =
                Some(ctx.load_texture(format!("slide {}", id.0), image, TextureOptions::LINEAR));
        }
        picture.texture.clone()
    }
}

/// Sees to it that the slides on show have their pictures, or that these are on their way.
pub fn wanted(app: &mut Cordon, ctx: &Context, plan: &Plan, shown: &[usize], width: f32) {
    let ground = ground(app, plan, (width * ctx.pixels_per_point()).round().max(16.0) as u32);
    let kept = &mut app.slides.pictures;
    kept.made.retain(|id, _| plan.slide(id).is_some());
    let lost = kept.lost.as_ref().is_some_and(|lost| Arc::ptr_eq(lost, &ground));
    kept.complete = false;
    if kept.under_way.is_some() || lost {
        return;
    }
    let fresh = |slide: &Slide, number: usize| {
        kept.made.get(&slide.id).is_some_and(|made| {
            Arc::ptr_eq(&made.ground, &ground) && made.slide == *slide && made.number == number
        })
    };
    let missing: Vec<(Slide, usize)> = shown
        .iter()
        .filter_map(|place| {
            let slide = plan.slides.get(*place)?;
            Some((slide.as_ref().clone(), number(plan, *place).unwrap_or(place + 1)))
        })
        .filter(|(slide, number)| !fresh(slide, *number))
        .take(AT_ONCE)
        .collect();
    if missing.is_empty() {
        app.slides.pictures.complete = true;
        return;
    }
    let of = Of::now(app);
    let later = Later::begin(ctx, move |_| drawn(&of, &ground, missing));
    app.slides.pictures.under_way = Some(later);
}

fn ground(app: &mut Cordon, plan: &Plan, width: u32) -> Arc<Ground> {
    let mut bare = plan.clone();
    bare.slides.clear();
    let (theme, sight, language) = (app.theme, app.sight, app.language);
    let now = Ground { plan: bare, theme, sight, language, layers: layers::open(app), width };
    let kept = &mut app.slides.pictures.ground;
    match kept {
        Some(known) if **known == now => Arc::clone(known),
        _ => Arc::clone(kept.insert(Arc::new(now))),
    }
}

fn drawn(of: &Of, ground: &Arc<Ground>, slides: Vec<(Slide, usize)>) -> Vec<Picture> {
    let (figures, look) = (of.figures(), Look::named(ground.theme));
    let (plan, atlas, layers) = (&of.plan, of.atlas(), &ground.layers);
    let subject = Subject::of(plan, &figures, atlas, &look).with_layers(layers);
    let pictures = Pictures::of(plan, &figures, atlas, &look).named_in(ground.language).with_layers(layers);
    let one = |(slide, number): (Slide, usize)| {
        let page = subject.slide(&slide, number);
        let drawing = slide::drawing(&page, Some(&pictures)).seen(ground.sight);
        let image = raster(&drawing, ground.width as f32 / SHEET[0]).ok().map(|pixels| {
            let size = [pixels.width() as usize, pixels.height() as usize];
            ColorImage::from_rgba_premultiplied(size, pixels.data())
        });
        let view = page.blocks.iter().find_map(|block| match &block.what {
            What::Map(map) => Some(map.view.clone()),
            _ => None,
        });
        let findings = check(&page).into_iter().map(|finding| finding.what).collect();
        let ground = Arc::clone(ground);
        let (title, notes) = (page.title, page.notes);
        Picture { ground, slide, number, title, notes, view, findings, image, texture: None }
    };
    slides.into_iter().map(one).collect()
}

//! What is on the sheet, as data: one drawing for the screen and for paper.
//!
//! A [`Scene`] says what there is; [`Scene::drawn`] turns it into a [`Drawing`],
//! marks in points that the painter of the window and the exporters only
//! translate. A [`Placement`] remembers from frame to frame what is dear to
//! make: label places and cut outlines.

pub mod look;

pub mod sight;

pub mod view;

pub mod drawing;

pub mod pyramid;

pub mod base;

pub mod faces;

pub mod setting;

pub mod bend;

pub mod shades;

pub mod crowd;

pub mod names;

pub mod labels;

pub mod hatch;

pub mod zones;

pub mod symbol;

pub mod footprints;

pub mod plates;

pub mod overlay;

pub mod rulers;

pub mod furniture;

pub mod reference;

pub mod layer;

pub mod marks;

use std::hash::{DefaultHasher, Hash, Hasher};

use geo_types::LineString;

pub use base::Base;
pub use crowd::Frame;
pub use drawing::{Anchor, Drawing, Mark, Spot, Stroke, Text};
pub use footprints::{
    BandMark, CampMark, DividerMark, FootprintMark, Footprints, GatheredMark, UnfilledMark,
};
pub use furniture::{Furniture, Legend};
pub use layer::MapLayer;
pub use look::{Colour, Look, LookName, Willing};
pub use names::Language;
pub use overlay::{Handle, HandleKind, HandleState, LineKind, Overlay, OverlayLine, Plate};
pub use reference::{FeatureName, LayerKind, LayerMark};
pub use rulers::{Ring, Rings, Ruler, Rulers};
pub use shades::{Group, Shades};
pub use sight::Sight;
pub use symbol::Echelon;
pub use view::View;
pub use zones::ZoneMark;

use crate::plan::zone::{Role, ZoneId};
use look::weight;
use pyramid::{Bounds, Course, Lens, draw_line};

/// The line of contact with its label.
#[derive(Clone, Copy, Debug)]
pub struct ContactMark<'a> {
    /// The course in longitude and latitude.
    pub path: &'a LineString<f64>,
    /// "Line of contact".
    pub title: &'a str,
    /// "schematic, 1 Dec 2024".
    pub note: &'a str,
}

/// A plate on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct PlateBox {
    /// The zone.
    pub zone: ZoneId,
    /// The contingent, by its place among those of the zone; all of them, or
    /// the zone itself, where none.
    pub part: Option<usize>,
    /// The box on the sheet.
    pub frame: Frame,
    /// Codes with their caveats.
    pub caveats: Vec<(String, String)>,
}

/// What is on the sheet.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The prepared base map.
    pub base: &'a Base,
    /// Layers opened over the map, bottom first.
    pub layers: &'a [LayerMark<'a>],
    /// The zones of the plan, in its order.
    pub zones: &'a [ZoneMark],
    /// Who stands where in the zones.
    pub footprints: Footprints<'a>,
    /// The line of contact.
    pub contact: Option<ContactMark<'a>>,
    /// What the hands do.
    pub overlay: &'a Overlay,
    /// Banner, legend, sources.
    pub furniture: &'a Furniture,
    /// The theme.
    pub look: &'a Look,
    /// The language of names on the map.
    pub language: Language,
    /// Whether zones have plates with their name and need.
    pub tags: bool,
    /// Whether the hand is at rest. While it is not, names stay where they are.
    pub settled: bool,
}

/// What a scene remembers from frame to frame: label places, and the outlines
/// of zones cut into triangles. Starting anew gives the same picture, later.
#[derive(Debug, Default)]
pub struct Placement {
    kept: labels::Kept,
    outlines: zones::Outlines,
    grounds: footprints::Grounds,
    contact: Option<(u64, Course)>,
    strict: bool,
    patient: bool,
    least: f32,
}

/// From so many zones on, placing labels anew takes longer than a frame has.
const MANY_ZONES: usize = 200;

impl Placement {
    /// For a page, on which every name is whole and none lies under another, and no letter is
    /// smaller than a size.
    pub fn of_page(least: f32) -> Self {
        Self { strict: true, least, ..Self::default() }
    }

    /// For a window: where there are many zones, labels follow an edit some frames later.
    pub fn of_window() -> Self {
        Self { patient: true, ..Self::default() }
    }

    /// Whether labels are being placed, and another frame is needed to go on.
    pub const fn is_placing(&self) -> bool {
        self.kept.is_placing()
    }

    /// Takes over the outlines of a plan that is to be shown, prepared where it was read; what
    /// was placed for the plan before goes.
    pub fn begin_with(&mut self, outlines: zones::Outlines) {
        let Self { strict, patient, least, .. } = *self;
        *self = Self { outlines, strict, patient, least, ..Self::default() };
    }

    /// Where labels stand: for tests and for the accessibility tree.
    pub fn labels(&self) -> &[labels::Label] {
        self.kept.labels()
    }

    /// The line's course at every level, made anew when the line changes.
    fn follow(&mut self, contact: Option<ContactMark>) {
        let key = contact.map(|mark| line_key(mark.path));
        if self.contact.as_ref().map(|(key, _)| *key) != key {
            self.contact =
                contact.map(|mark| line_key(mark.path)).zip(contact.map(|mark| Course::of(mark.path)));
        }
    }
}

/// A number that changes with a line.
fn line_key(line: &LineString<f64>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for at in &line.0 {
        (at.x.to_bits(), at.y.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}

/// The edges of bands at a zoom, with the distance that is written there.
fn edges<'g>(
    bands: &[BandMark],
    grounds: &'g footprints::Grounds,
    zoom: f64,
) -> Vec<(Vec<&'g [pyramid::Place]>, String)> {
    let rings = |band: &BandMark| Some(grounds.of(&band.area, zoom)?.1.each_ring().collect());
    let edge = |band| Some((rings(band)?, format!("{} km", crate::units::brief(band.km))));
    bands.iter().filter_map(edge).collect()
}

impl Scene<'_> {
    /// The drawing of a view.
    pub fn drawn(&self, view: &View, placement: &mut Placement) -> Drawing {
        let ghosts = self.zones.iter().filter_map(|zone| zone.ghost.as_ref());
        let shapes = self.zones.iter().map(|zone| &zone.shape).chain(ghosts);
        placement.outlines.prepare(shapes, &self.base.names.cities, view.zoom);
        placement.grounds.prepare(self.footprints.areas(), view.zoom);
        placement.follow(self.contact);
        let furniture = self.laid(view);
        let fixed = furniture.frames();
        let marks = footprints::Sorted::of(&self.footprints);
        self.place_labels(view, placement, &marks, &fixed);

        let mut drawing = Drawing::new(view.size);
        self.base.draw(view, self.look, &mut drawing);
        let sectors = footprints::Pen::new(view, self.look, &placement.grounds);
        sectors.draw_bands(self.footprints.bands, &mut drawing);
        for layer in self.layers {
            layer.draw_in(view, placement.strict, &mut drawing);
        }
        let pen = zones::Pen::new(view, self.look, &placement.outlines);
        pen.draw(self.zones, (&sectors, &marks), &mut drawing);
        self.draw_contact(view, placement, &mut drawing);

        let mut hidden = fixed.clone();
        hidden.extend(self.overlay.plate_frame(view, &fixed).map(|frame| frame.padded(3.0)));
        let tags = self.tags(view, placement, &marks);
        let badges = pen.badges(self.zones);
        let measured = self.measured(view, (&tags, placement.kept.tags()), &badges, &hidden);
        let plates = hidden.clone();
        hidden.extend(measured.frames());
        hidden.extend_from_slice(&self.overlay.covered);
        let shades = &self.base.shades;
        placement.kept.draw_expanses(view, (self.look, shades), &hidden, &mut drawing);
        placement.kept.draw_layers(view, (self.look, self.layers), &hidden, &mut drawing);
        placement.kept.draw_towns(view, (self.look, shades), &hidden, &mut drawing);
        sectors.draw_camps(self.footprints.parts, &mut drawing);
        // Rings stay, so they cross no badge and no plate; the path is in the hand.
        self.overlay.rulers.draw_rings(view, self.look, &mut drawing);
        pen.draw_badges(&badges, &mut drawing);
        tags.draw_initials(placement.kept.initials(), &plates, &mut drawing);
        tags.draw(placement.kept.tags(), &plates, &mut drawing);
        placement.kept.draw_contact(view, self.look, &hidden, &mut drawing);
        self.overlay.rulers.draw_path(view, self.look, &mut drawing);
        measured.draw(&mut drawing);
        self.overlay.draw(view, self.look, &mut drawing);
        furniture.draw(view, self.look, &mut drawing);
        self.overlay.draw_plate((view, &fixed), self.look, &mut drawing);
        drawing
    }

    /// The plates of contingents on the sheet, top first, with their boxes: for
    /// the pointer, which says there which caveat the triangle means.
    pub fn plates(&self, view: &View, placement: &Placement) -> Vec<PlateBox> {
        let marks = footprints::Sorted::of(&self.footprints);
        let mut hidden = self.laid(view).frames();
        let plate = self.overlay.plate_frame(view, &hidden);
        hidden.extend(plate.map(|frame| frame.padded(3.0)));
        let tags = self.tags(view, placement, &marks);
        let shown = tags.shown(placement.kept.tags(), &hidden);
        let plate = |(tag, _, frame): &(&plates::Tag, &ZoneMark, Frame)| PlateBox {
            zone: tag.zone.clone(),
            part: tag.part,
            frame: *frame,
            caveats: tags
                .parts(tag)
                .iter()
                .filter_map(|part| Some((part.code.clone(), part.caveat.clone()?)))
                .collect(),
        };
        shown.iter().rev().map(plate).collect()
    }

    /// The box whose click folds and unfolds the legend: its title.
    pub fn legend_title(&self, view: &View) -> Option<Frame> {
        let frame = self.laid(view).legend_frame()?;
        Some(Frame { min: frame.min, max: [frame.max[0], frame.min[1] + 32.0] })
    }

    /// The furniture on a sheet, with what the zones, the contingents and the bands are.
    fn laid(&self, view: &View) -> furniture::Laid<'_> {
        let mut codes = self.footprints.parts.iter().map(|part| part.code.as_str()).collect::<Vec<_>>();
        codes.sort_unstable();
        codes.dedup();
        let mut bands = self.footprints.bands.iter().map(|band| band.km).collect::<Vec<_>>();
        bands.sort_by(f64::total_cmp);
        let contents = furniture::Contents {
            roles: Role::ALL
                .into_iter()
                .filter(|role| self.zones.iter().any(|zone| zone.role == *role))
                .collect(),
            codes,
            unfilled: !self.footprints.unfilled.is_empty(),
            line: self.contact.map(|mark| mark.title),
            bands,
            layers: self.layers,
        };
        furniture::Laid::new(self.furniture, contents, view.size)
    }

    /// Changes when something that labels avoid has changed.
    fn stamp(&self, fixed: &[Frame]) -> u64 {
        let mut hasher = DefaultHasher::new();
        for zone in self.zones {
            (std::sync::Arc::as_ptr(&zone.shape).addr(), &zone.name, zone.role, zone.need.is_some())
                .hash(&mut hasher);
        }
        for part in self.footprints.parts {
            (std::sync::Arc::as_ptr(&part.area).addr(), &part.zone, &part.code, &part.unit).hash(&mut hasher);
            (part.troops.round() as i64, part.caveat.is_some()).hash(&mut hasher);
        }
        for mark in self.footprints.gathered {
            (&mark.zone, &mark.unit, mark.echelon).hash(&mut hasher);
        }
        for band in self.footprints.bands {
            (std::sync::Arc::as_ptr(&band.area).addr(), band.km.to_bits()).hash(&mut hasher);
        }
        for frame in fixed {
            frame.min.map(f32::to_bits).hash(&mut hasher);
        }
        for layer in self.layers {
            (layer.names.as_ptr().addr(), layer.names.len()).hash(&mut hasher);
        }
        self.base.shades.stamp().hash(&mut hasher);
        (self.tags, self.contact.map(|mark| (line_key(mark.path), mark.title, mark.note))).hash(&mut hasher);
        hasher.finish()
    }

    fn place_labels(
        &self,
        view: &View,
        placement: &mut Placement,
        marks: &footprints::Sorted,
        fixed: &[Frame],
    ) {
        let Placement { kept, outlines, grounds, contact, strict, patient, least } = placement;
        let course = contact.as_ref().map(|(_, course)| course.at(view.zoom));
        let (zones, footprints) = (self.zones, &self.footprints);
        let source = plates::Source { view, zones, footprints, marks, outlines, grounds };
        let wishes = || if self.tags { source.wishes() } else { plates::Wishes::default() };
        let edges = edges(self.footprints.bands, grounds, view.zoom);
        let request = labels::Request {
            view,
            base: self.base,
            language: self.language,
            stamp: self.stamp(fixed),
            settled: self.settled,
            strict: *strict,
            patient: *patient && self.zones.len() >= MANY_ZONES,
            least: *least,
            taken: fixed,
            contact: course.zip(self.contact).map(|(course, mark)| (course, mark.title, mark.note)),
            edges: &edges,
            layers: self.layers,
            wishes: &wishes,
        };
        kept.refresh(&request, |crowd, lens| {
            zones::Pen::new(view, self.look, outlines).avoid(self.zones, lens, crowd);
            if let Some(course) = course {
                let window = Bounds::of(&[lens.place([0.0; 2]), lens.place(crowd.size())]);
                labels::rule(course, lens, &window, true, crowd);
            }
        });
    }

    /// The labels of what is measured. They keep clear of plates and badges; names of the map
    /// give way to them.
    fn measured(
        &self,
        view: &View,
        (tags, placed): (&plates::Pen, &[plates::Tag]),
        badges: &[(&ZoneMark, Spot)],
        fixed: &[Frame],
    ) -> rulers::Laid {
        let rulers = &self.overlay.rulers;
        if rulers.is_empty() {
            return rulers::Laid::default();
        }
        let plates = tags.shown(placed, fixed).into_iter().map(|(_, _, frame)| frame.padded(3.0));
        let badges = badges.iter().map(|(_, at)| Frame::around(*at, [zones::BADGE / 2.0 + 1.0; 2]));
        let fixed = fixed.iter().chain(&self.overlay.covered).copied();
        let taken: Vec<Frame> = fixed.chain(plates).chain(badges).collect();
        rulers.laid(view, self.look, &taken)
    }

    /// The line of contact: its casing, then its ink.
    fn draw_contact(&self, view: &View, placement: &Placement, drawing: &mut Drawing) {
        let Some((_, course)) = &placement.contact else { return };
        let (lens, window, map) = (Lens::of(view), Bounds::of_view(view, 12.0), &self.look.map);
        for (weight, colour) in [(weight::CONTACT_CASING, map.contact_casing), (weight::CONTACT, map.contact)]
        {
            let pen = (weight.at(view.zoom), colour, None);
            draw_line(course.at(view.zoom), false, (&lens, &window), pen, drawing);
        }
    }

    /// What the plates of the zones are drawn with.
    fn tags<'p>(
        &'p self,
        view: &'p View,
        placement: &'p Placement,
        marks: &'p footprints::Sorted<'p>,
    ) -> plates::Pen<'p> {
        let Placement { outlines, grounds, .. } = placement;
        let (zones, footprints) = (self.zones, &self.footprints);
        let source = plates::Source { view, zones, footprints, marks, outlines, grounds };
        plates::Pen { source, look: self.look }
    }
}

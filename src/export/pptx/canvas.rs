//! The tree of shapes of one slide: ids, links and the plain shapes.

use std::fmt::Write as _;

use super::chart::Native;
use super::package::{Kind, Links};
use super::text::{self, Face, Paragraph};
use super::theme::Tones;
use super::xml::{emu, escaped, placed};
use crate::scene::{Colour, Spot};

/// Shapes one over the other, bottom first, with what they name.
pub struct Canvas<'t> {
    /// The colours of the theme.
    pub tones: &'t Tones,
    /// `en-GB` or `uk-UA`.
    pub language: &'t str,
    /// Parts that shapes name.
    pub links: Links,
    /// The charts of the slide, in the order of their parts.
    pub charts: Vec<Native>,
    /// The number of the first chart's part.
    first_chart: usize,
    tree: String,
    last: u32,
    groups: Vec<(String, [f32; 4])>,
}

/// The outline of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Its width in pixels.
    pub width: f32,
    /// Its ink.
    pub colour: Colour,
    /// Whether it is dashed.
    pub dashed: bool,
}

impl Edge {
    /// A solid outline.
    pub const fn solid(width: f32, colour: Colour) -> Self {
        Self { width, colour, dashed: false }
    }
}

/// What kind of body a shape has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outline {
    /// An upright rectangle.
    Rect,
    /// A rectangle whose short sides are half circles.
    Capsule,
    /// An ellipse that fills the frame.
    Ellipse,
}

impl<'t> Canvas<'t> {
    /// An empty slide whose charts are numbered from so many.
    pub fn new(tones: &'t Tones, language: &'t str, first_chart: usize) -> Self {
        Self {
            tones,
            language,
            links: Links::default(),
            charts: Vec::new(),
            first_chart,
            tree: String::new(),
            last: 1,
            groups: Vec::new(),
        }
    }

    /// The tree with its root.
    pub fn tree(&self) -> String {
        format!(
            "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
             <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>\
             {}</p:spTree>",
            self.tree
        )
    }

    /// Letters of the theme's ink, upright and of no great weight.
    pub const fn face(&self, size: f32) -> Face {
        Face::plain(size, self.tones.ink)
    }

    /// Adds XML of a shape.
    pub fn push(&mut self, xml: &str) {
        self.tree.push_str(xml);
    }

    /// The properties that name a shape: a fresh id, its name, what somebody is
    /// told who cannot see it. Without that it is marked as decoration.
    pub fn named(&mut self, name: &str, alt: &str) -> String {
        self.last += 1;
        let id = self.last;
        if alt.is_empty() {
            return format!(
                "<p:cNvPr id=\"{id}\" name=\"{} {id}\"><a:extLst><a:ext uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\">\
                 <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/>\
                 </a:ext></a:extLst></p:cNvPr>",
                escaped(name)
            );
        }
        format!("<p:cNvPr id=\"{id}\" name=\"{} {id}\" descr=\"{}\"/>", escaped(name), escaped(alt))
    }

    /// The same for what is read as text: no description is needed.
    pub fn titled(&mut self, name: &str) -> String {
        self.last += 1;
        format!("<p:cNvPr id=\"{0}\" name=\"{1} {0}\"/>", self.last, escaped(name))
    }

    /// Begins a group: what follows moves together, until [`Canvas::end_group`].
    pub fn begin_group(&mut self, name: &str, alt: &str, frame: [f32; 4]) {
        let named = self.named(name, alt);
        let before = std::mem::take(&mut self.tree);
        self.groups.push((before, frame));
        let at = placed(frame);
        let inner = at.replace("a:off", "a:chOff").replace("a:ext", "a:chExt");
        let _ = write!(
            self.tree,
            "<p:grpSp><p:nvGrpSpPr>{named}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
             <p:grpSpPr><a:xfrm>{at}{inner}</a:xfrm></p:grpSpPr>"
        );
    }

    /// Ends a group. One without shapes leaves nothing.
    pub fn end_group(&mut self) {
        if let Some((before, _)) = self.groups.pop() {
            let group = std::mem::replace(&mut self.tree, before);
            if !group.ends_with("</p:grpSpPr>") {
                self.tree.push_str(&group);
                self.tree.push_str("</p:grpSp>");
            }
        }
    }

    /// An outline as `a:ln`.
    pub fn edge(&self, edge: Option<Edge>) -> String {
        edge.map_or("<a:ln><a:noFill/></a:ln>".to_owned(), |edge| {
            let dash = if edge.dashed { "<a:prstDash val=\"dash\"/>" } else { "" };
            format!(
                "<a:ln w=\"{}\" cap=\"flat\">{}{dash}<a:round/></a:ln>",
                emu(edge.width),
                self.tones.fill(edge.colour)
            )
        })
    }

    /// A shape with a fill that is written already, and no words.
    pub fn shape(&mut self, name: &str, outline: Outline, frame: [f32; 4], fill: &str, edge: Option<Edge>) {
        let named = self.named(name, "");
        let edge = self.edge(edge);
        let form = match outline {
            Outline::Rect => "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
            Outline::Capsule => {
                "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val 50000\"/></a:avLst></a:prstGeom>"
            }
            Outline::Ellipse => "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>",
        };
        let _ = write!(
            self.tree,
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
             <p:spPr><a:xfrm>{}</a:xfrm>{form}{fill}{edge}</p:spPr></p:sp>",
            placed(frame)
        );
    }

    /// A rectangle of one colour.
    pub fn rect(&mut self, name: &str, frame: [f32; 4], fill: Colour) {
        let fill = self.tones.fill(fill);
        self.shape(name, Outline::Rect, frame, &fill, None);
    }

    /// A straight line.
    pub fn line(&mut self, name: &str, [from, to]: [Spot; 2], edge: Edge) {
        let named = self.named(name, "");
        let (width, height) = (to[0] - from[0], to[1] - from[1]);
        let frame = [from[0].min(to[0]), from[1].min(to[1]), width.abs(), height.abs()];
        let flip = if width * height < 0.0 { " flipV=\"1\"" } else { "" };
        let edge = self.edge(Some(edge));
        let _ = write!(
            self.tree,
            "<p:cxnSp><p:nvCxnSpPr>{named}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>\
             <p:spPr><a:xfrm{flip}>{}</a:xfrm><a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>{edge}</p:spPr></p:cxnSp>",
            placed(frame)
        );
    }

    /// A broken line through points.
    pub fn polyline(&mut self, name: &str, alt: &str, points: &[Spot], edge: Edge) {
        let low = |axis: usize| points.iter().map(|at| at[axis]).fold(f32::INFINITY, f32::min);
        let high = |axis: usize| points.iter().map(|at| at[axis]).fold(f32::NEG_INFINITY, f32::max);
        if points.len() < 2 {
            return;
        }
        let frame = [low(0), low(1), high(0) - low(0), high(1) - low(1)];
        let named = self.named(name, alt);
        let mut path = String::new();
        for (at, point) in points.iter().enumerate() {
            let step = if at == 0 { "moveTo" } else { "lnTo" };
            let (x, y) = (emu(point[0] - frame[0]), emu(point[1] - frame[1]));
            let _ = write!(path, "<a:{step}><a:pt x=\"{x}\" y=\"{y}\"/></a:{step}>");
        }
        let line = format!(
            "<a:ln w=\"{}\" cap=\"flat\">{}<a:miter lim=\"800000\"/></a:ln>",
            emu(edge.width),
            self.tones.fill(edge.colour)
        );
        let _ = write!(
            self.tree,
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{}</a:xfrm>\
             <a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>\
             <a:pathLst><a:path w=\"{}\" h=\"{}\" fill=\"none\">{path}</a:path></a:pathLst></a:custGeom>\
             <a:noFill/>{line}</p:spPr></p:sp>",
            placed(frame),
            emu(frame[2]),
            emu(frame[3])
        );
    }

    /// A box of words without ground.
    pub fn words(&mut self, name: &str, frame: [f32; 4], wrap: bool, paragraphs: &[Paragraph]) {
        let named = self.titled(name);
        let body = text::body(wrap, "t", [0.0; 4]);
        let inside = text::paragraphs(paragraphs, self.language, self.tones);
        let _ = write!(
            self.tree,
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
             <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>\
             <p:txBody>{body}<a:lstStyle/>{inside}</p:txBody></p:sp>",
            placed(frame)
        );
    }

    /// A line of words on a baseline, from a point to the right, to the left, or about it.
    pub fn label(&mut self, name: &str, at: Spot, paragraph: Paragraph) {
        use crate::scene::Anchor;
        let size = paragraph.runs.iter().map(|run| run.face.size).fold(0.0, f32::max);
        // As wide as its letters and a little more, so that another font does not break it.
        let wide = 8.0
            + paragraph
                .runs
                .iter()
                .map(|run| {
                    let face = run.face;
                    crate::scene::faces::width(&run.text, face.size, face.weight, face.italic, face.tracking)
                })
                .sum::<f32>();
        let left = match paragraph.align {
            Anchor::Start => at[0],
            Anchor::Middle => at[0] - wide / 2.0,
            Anchor::End => at[0] - wide,
        };
        let frame = [left, at[1] - text::ASCENT * size, wide, text::LINE * size];
        self.words(name, frame, false, &[paragraph]);
    }

    /// A filled shape with words in its middle.
    pub fn badge(&mut self, name: &str, frame: [f32; 4], fill: Colour, paragraph: &Paragraph) {
        let named = self.titled(name);
        let body = text::body(false, "ctr", [0.0; 4]);
        let inside = text::paragraphs(std::slice::from_ref(paragraph), self.language, self.tones);
        let _ = write!(
            self.tree,
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
             <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>{}<a:ln><a:noFill/></a:ln></p:spPr>\
             <p:txBody>{body}<a:lstStyle/>{inside}</p:txBody></p:sp>",
            placed(frame),
            self.tones.fill(fill)
        );
    }

    /// A placeholder of the layout, filled.
    pub fn placeholder(&mut self, name: &str, which: &str, body: &str, inside: &str) {
        let named = self.titled(name);
        let _ = write!(
            self.tree,
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {which}/></p:nvPr></p:nvSpPr>\
             <p:spPr/><p:txBody>{body}<a:lstStyle/>{inside}</p:txBody></p:sp>"
        );
    }

    /// A picture; `part` is its full name.
    pub fn picture(&mut self, name: &str, alt: &str, frame: [f32; 4], link: &str) {
        let named = self.named(name, alt);
        let _ = write!(
            self.tree,
            "<p:pic><p:nvPicPr>{named}<p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
             <p:blipFill><a:blip r:embed=\"{link}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>\
             <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            placed(frame)
        );
    }

    /// A frame with a table or a chart in it.
    pub fn graphic(&mut self, name: &str, alt: &str, frame: [f32; 4], uri: &str, inside: &str) {
        // A table is read cell by cell, with or without a description.
        let named = if alt.is_empty() { self.titled(name) } else { self.named(name, alt) };
        let at = placed(frame);
        let _ = write!(
            self.tree,
            "<p:graphicFrame><p:nvGraphicFramePr>{named}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
             <p:xfrm>{at}</p:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/{uri}\">{inside}</a:graphicData></a:graphic></p:graphicFrame>"
        );
    }

    /// A native chart whose plot fills the frame.
    pub fn chart(&mut self, alt: &str, frame: [f32; 4], native: Native) {
        let part = chart_part(self.first_chart + self.charts.len());
        let link = self.links.to(Kind::Chart, part);
        let inside = format!(
            "<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{link}\"/>"
        );
        self.graphic(&native.name, alt, frame, "chart", &inside);
        self.charts.push(native);
    }
}

/// The name of a chart's part, numbered from 1.
pub fn chart_part(number: usize) -> String {
    format!("ppt/charts/chart{number}.xml")
}

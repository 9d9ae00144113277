//! Theme: the colours of the sheet as theme colours, and Inter as the theme's font.

use std::fmt::Write as _;

use super::xml::{HEAD, escaped, rgb};
use crate::scene::Colour;

/// The colours that have a place in a theme. What is drawn in one of them
/// follows when the theme is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// Text.
    pub ink: Colour,
    /// The slide.
    pub paper: Colour,
    /// Secondary text.
    pub grey: Colour,
    /// Panels.
    pub panel: Colour,
    /// The roles of zones A to E, then the second tone of supply.
    pub accents: [Colour; 6],
}

impl Tones {
    /// A colour as `DrawingML`: by its name in the theme where it has one.
    pub fn ink_of(&self, colour: Colour) -> String {
        let solid = Colour { a: 255, ..colour };
        let named = [(self.ink, "tx1"), (self.paper, "bg1"), (self.grey, "tx2"), (self.panel, "bg2")];
        let accents =
            self.accents.into_iter().zip(["accent1", "accent2", "accent3", "accent4", "accent5", "accent6"]);
        let name = named.into_iter().chain(accents).find(|(tone, _)| *tone == solid);
        let (element, value) = match name {
            Some((_, name)) => ("schemeClr", name.to_owned()),
            None => ("srgbClr", rgb(solid)),
        };
        if colour.a == 255 {
            format!("<a:{element} val=\"{value}\"/>")
        } else {
            let alpha = i64::from(colour.a) * 100_000 / 255;
            format!("<a:{element} val=\"{value}\"><a:alpha val=\"{alpha}\"/></a:{element}>")
        }
    }

    /// A solid fill.
    pub fn fill(&self, colour: Colour) -> String {
        format!("<a:solidFill>{}</a:solidFill>", self.ink_of(colour))
    }

    /// A hatch of one colour on another, as the pattern that the format has for it.
    pub fn hatch(&self, pattern: &str, ink: Colour, ground: Colour) -> String {
        format!(
            "<a:pattFill prst=\"{pattern}\"><a:fgClr>{}</a:fgClr><a:bgClr>{}</a:bgClr></a:pattFill>",
            self.ink_of(ink),
            self.ink_of(ground)
        )
    }
}

/// The theme part of slides and of notes.
pub fn theme(tones: &Tones, name: &str) -> String {
    let colour = |slot: &str, colour| format!("<a:{slot}><a:srgbClr val=\"{}\"/></a:{slot}>", rgb(colour));
    let mut colours = [("dk1", tones.ink), ("lt1", tones.paper), ("dk2", tones.grey), ("lt2", tones.panel)]
        .map(|(slot, tone)| colour(slot, tone))
        .concat();
    for (at, accent) in tones.accents.into_iter().enumerate() {
        let _ = write!(colours, "{}", colour(&format!("accent{}", at + 1), accent));
    }
    let [link, .., visited, _] = tones.accents;
    colours += &(colour("hlink", link) + &colour("folHlink", visited));
    let font = "<a:latin typeface=\"Inter\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = |emu: u32| {
        format!(
            "<a:ln w=\"{emu}\" cap=\"flat\" cmpd=\"sng\" algn=\"ctr\">{fill}<a:prstDash val=\"solid\"/></a:ln>"
        )
    };
    let lines = [9525, 19_050, 28_575].map(line).concat();
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"{name}\">\
         <a:themeElements>\
         <a:clrScheme name=\"{name}\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"{name}\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"{name}\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst>\
         <a:lnStyleLst>{lines}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>",
        name = escaped(name)
    )
}

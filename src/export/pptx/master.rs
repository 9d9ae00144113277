//! The master and its layouts: banner, date, title, rule, sources and number at
//! their places on every slide, as placeholders.

use std::fmt::Write as _;

use super::canvas::Canvas;
use super::package::{Kind, Links};
use super::text::{ASCENT, Face, LINE, face};
use super::theme::Tones;
use super::xml::{HEAD, SPACES, emu, escaped, placed, points};
use crate::brief::deck::{
    BANNER, BANNER_BAR, DATED, MARGIN, NUMBER, PageInks, RIGHT, RULE, SOURCE_WIDTH, SOURCES, TITLE,
    TITLE_SIZES, TITLE_TRACKING,
};
use crate::scene::Anchor;

/// A placeholder of the master and of every layout.
pub struct Slot {
    /// Its name.
    pub name: &'static str,
    /// What kind and which, as attributes of `p:ph`.
    pub which: &'static str,
    /// What stands in it while it is empty.
    prompt: &'static str,
    frame: [f32; 4],
    side: Anchor,
    face: Face,
    /// From baseline to baseline.
    leading: f32,
}

/// The placeholders: title, banner, date, sources, number.
pub fn slots(inks: &PageInks) -> [Slot; 5] {
    let line = |[x, baseline]: [f32; 2], size: f32, width: f32| {
        [x, ASCENT.mul_add(-size, baseline), width, LINE * size]
    };
    let plain = |size, weight, colour| Face { weight, ..Face::plain(size, colour) };
    let [large, _] = TITLE_SIZES;
    let title = Face { tracking: TITLE_TRACKING * large, ..plain(large, 600, inks.ink) };
    let [first, second] = SOURCES;
    let [x, y, wide, high] = line([MARGIN, first], 16.0, SOURCE_WIDTH);
    let half = (RIGHT - BANNER[0]) / 2.0;
    [
        Slot {
            name: "Title",
            which: "type=\"title\"",
            prompt: "The finding, as a sentence with its number",
            frame: line(TITLE, large, RIGHT - MARGIN),
            side: Anchor::Start,
            face: title,
            leading: LINE * large,
        },
        Slot {
            name: "Banner",
            which: "type=\"body\" sz=\"quarter\" idx=\"13\"",
            prompt: "Hypothetical – planning illustration",
            frame: line(BANNER, 24.0, half),
            side: Anchor::Start,
            face: plain(24.0, 600, inks.alert),
            leading: LINE * 24.0,
        },
        Slot {
            name: "Date of the line",
            which: "type=\"dt\" sz=\"half\" idx=\"10\"",
            prompt: "Line of contact, date",
            frame: line([DATED[0] - half, DATED[1]], 24.0, half),
            side: Anchor::End,
            face: plain(24.0, 400, inks.grey),
            leading: LINE * 24.0,
        },
        Slot {
            name: "Sources",
            which: "type=\"ftr\" sz=\"quarter\" idx=\"11\"",
            prompt: "Method and caveats, then sources",
            frame: [x, y, wide, high + second - first],
            side: Anchor::Start,
            face: plain(16.0, 400, inks.grey),
            leading: second - first,
        },
        Slot {
            name: "Slide number",
            which: "type=\"sldNum\" sz=\"quarter\" idx=\"12\"",
            prompt: "",
            frame: line([NUMBER[0] - 100.0, NUMBER[1]], 24.0, 100.0),
            side: Anchor::End,
            face: plain(24.0, 600, inks.ink),
            leading: LINE * 24.0,
        },
    ]
}

/// How a placeholder's text is set.
fn level(slot: &Slot, language: &str, tones: &Tones) -> String {
    let side = match slot.side {
        Anchor::Start => "l",
        Anchor::Middle => "ctr",
        Anchor::End => "r",
    };
    let before = points(slot.leading - LINE * slot.face.size);
    format!(
        "<a:lstStyle><a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"{side}\"><a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc>\
         <a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:spcAft><a:spcPts val=\"{before}\"/></a:spcAft><a:buNone/>{}</a:lvl1pPr></a:lstStyle>",
        face("defRPr", language, &slot.face, tones)
    )
}

fn placeholder(canvas: &mut Canvas, slot: &Slot) {
    let named = canvas.titled(slot.name);
    let style = level(slot, "", canvas.tones);
    let inside = if slot.which.contains("sldNum") {
        format!("<a:p><a:fld id=\"{NUMBER_FIELD}\" type=\"slidenum\"><a:t>‹#›</a:t></a:fld></a:p>")
    } else {
        format!(
            "<a:p><a:r><a:rPr lang=\"{}\"/><a:t>{}</a:t></a:r></a:p>",
            canvas.language,
            escaped(slot.prompt)
        )
    };
    let shape = format!(
        "<p:sp><p:nvSpPr>{named}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {}/></p:nvPr></p:nvSpPr>\
         <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr vert=\"horz\" wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\" anchor=\"t\"><a:noAutofit/></a:bodyPr>{style}{inside}</p:txBody></p:sp>",
        slot.which,
        placed(slot.frame),
    );
    canvas.push(&shape);
}

/// The id of the field that counts slides: any, but always the same.
pub const NUMBER_FIELD: &str = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}";

/// The names of the layouts, in the order of their parts.
pub const LAYOUTS: [&str; 2] = ["Finding", "Finding and text"];

/// The master part with its links: layouts first, then the theme.
pub fn master(tones: &Tones, inks: &PageInks, language: &str) -> (String, Links) {
    let mut canvas = Canvas::new(tones, language, 0);
    canvas.rect("Bar of the banner", BANNER_BAR, inks.alert);
    canvas.rect("Rule", [MARGIN, RULE - 0.75, RIGHT - MARGIN, 1.5], inks.rule);
    for slot in slots(inks) {
        // A master has one body: the words of a slide. The banner is the layout's.
        if slot.name == "Banner" {
            let named = canvas.titled("Text");
            let shape = format!(
                "<p:sp><p:nvSpPr>{named}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr>\
                 <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
                 <p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr><a:lstStyle/>\
                 <a:p><a:r><a:rPr lang=\"{language}\"/><a:t>Text</a:t></a:r></a:p></p:txBody></p:sp>",
                placed([MARGIN, 160.0, RIGHT - MARGIN, 800.0]),
            );
            canvas.push(&shape);
        } else {
            placeholder(&mut canvas, &slot);
        }
    }
    let mut links = Links::default();
    let mut ids = String::new();
    for number in 1..=LAYOUTS.len() {
        let link = links.to(Kind::Layout, layout_part(number));
        let _ = write!(ids, "<p:sldLayoutId id=\"{}\" r:id=\"{link}\"/>", 2_147_483_648 + number);
    }
    links.to(Kind::Theme, "ppt/theme/theme1.xml");
    let [title, ..] = slots(inks);
    let style = |slot: &Slot| level(slot, "", tones).replace("<a:lstStyle>", "").replace("</a:lstStyle>", "");
    let plain = face("defRPr", "", &Face::plain(24.0, inks.ink), tones);
    let mut body = String::new();
    for level in 1..=5 {
        let _ = write!(
            body,
            "<a:lvl{level}pPr marL=\"{}\" indent=\"-{}\" algn=\"l\"><a:spcBef><a:spcPts val=\"600\"/></a:spcBef>\
             <a:buFont typeface=\"Inter\"/><a:buChar char=\"–\"/>{plain}</a:lvl{level}pPr>",
            emu(30.0 * level as f32),
            emu(30.0)
        );
    }
    let other = format!("<a:lvl1pPr>{plain}</a:lvl1pPr>");
    let xml = format!(
        "{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr>{}<a:effectLst/></p:bgPr></p:bg>{}</p:cSld>\
         <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" \
         accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr=\"0\"/>\
         <p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>\
         </p:sldMaster>",
        tones.fill(inks.ground),
        canvas.tree(),
        style(&title),
    );
    (xml, links)
}

/// A layout part, numbered from 1, with its links.
pub fn layout(number: usize, tones: &Tones, inks: &PageInks, language: &str) -> (String, Links) {
    let mut canvas = Canvas::new(tones, language, 0);
    for slot in slots(inks) {
        placeholder(&mut canvas, &slot);
    }
    let name = LAYOUTS.get(number.wrapping_sub(1)).copied().unwrap_or_default();
    if number == 2 {
        let named = canvas.titled("Text");
        let shape = format!(
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr>\
             <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"{language}\"/><a:t>Text</a:t></a:r></a:p></p:txBody></p:sp>"
        );
        canvas.push(&shape);
    }
    let mut links = Links::default();
    links.to(Kind::Master, "ppt/slideMasters/slideMaster1.xml");
    let xml = format!(
        "{HEAD}<p:sldLayout {SPACES} preserve=\"1\" userDrawn=\"1\"><p:cSld name=\"{}\">{}</p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        escaped(name),
        canvas.tree()
    );
    (xml, links)
}

/// The name of a layout's part, numbered from 1.
pub fn layout_part(number: usize) -> String {
    format!("ppt/slideLayouts/slideLayout{number}.xml")
}

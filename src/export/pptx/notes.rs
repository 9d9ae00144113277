//! Speaker notes: their master, and the page of notes of a slide.

use std::fmt::Write as _;

use super::package::{Kind, Links};
use super::theme::Tones;
use super::xml::{HEAD, SPACES, escaped};

/// The name of the one notes master.
pub const MASTER: &str = "ppt/notesMasters/notesMaster1.xml";

/// Where slide and notes stand on a page of notes, 7.5 × 10 inches, in EMU.
const PICTURE: &str = "<a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/>";
const WORDS: &str = "<a:off x=\"685800\" y=\"4400550\"/><a:ext cx=\"5486400\" cy=\"3600450\"/>";

const ROOT: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
     <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// The notes master with its links.
pub fn master(tones: &Tones) -> (String, Links) {
    let mut links = Links::default();
    links.to(Kind::Theme, "ppt/theme/theme2.xml");
    let ground = tones.fill(tones.paper);
    let xml = format!(
        "{HEAD}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr>{ground}<a:effectLst/></p:bgPr></p:bg><p:spTree>{ROOT}\
         <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide 2\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>{PICTURE}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes 3\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"1\"/></p:nvPr></p:nvSpPr>\
         <p:spPr><a:xfrm>{WORDS}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr/><a:t>Notes</a:t></a:r></a:p></p:txBody></p:sp>\
         </p:spTree></p:cSld>\
         <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" \
         accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:notesStyle><a:lvl1pPr marL=\"0\" algn=\"l\"><a:spcBef><a:spcPts val=\"600\"/></a:spcBef><a:defRPr sz=\"1200\">\
         <a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>"
    );
    (xml, links)
}

/// The notes of a slide, one paragraph a line, with its links.
pub fn page(words: &str, slide: &str, language: &str) -> (String, Links) {
    let mut links = Links::default();
    links.to(Kind::NotesMaster, MASTER);
    links.to(Kind::Slide, slide);
    let lines = words.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let mut paragraphs = String::new();
    for line in lines {
        let run = format!("<a:r><a:rPr lang=\"{language}\" dirty=\"0\"/><a:t>{}</a:t></a:r>", escaped(line));
        let _ = write!(paragraphs, "<a:p>{run}</a:p>");
    }
    let paragraphs = if paragraphs.is_empty() { "<a:p/>".to_owned() } else { paragraphs };
    let xml = format!(
        "{HEAD}<p:notes {SPACES}><p:cSld><p:spTree>{ROOT}\
         <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide 2\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes 3\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr>\
         <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>\
         </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    );
    (xml, links)
}

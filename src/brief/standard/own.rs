//! Slides of the user's own: a view of the map, words, a table or a chart.

use crate::brief::deck::Block;
use crate::brief::need::shares;
use crate::brief::subject::{Made, Subject, TEXT, paragraph, words};
use crate::plan::slides::{Exhibit, Slide};

use super::line::{COLUMN, MAP, map};
use super::{analogues, mandate, need, rotation, supply, zones};

/// A slide with what the user put on it. A table or chart that needs the whole
/// width takes it, and the map is left out.
pub(super) fn made(subject: &Subject<'_>, slide: &Slide) -> Made {
    let text = |frame: [f32; 4]| {
        let hint = if slide.text.is_none() && slide.view.is_none() && slide.exhibit.is_none() {
            "Write what the slide is to say."
        } else {
            ""
        };
        words(frame, TEXT, vec![paragraph(hint, 24.0, 400, subject.inks.grey)])
    };
    let [x, width] = COLUMN;
    let column = [x, MAP[1], width, MAP[3]];
    let has_text = slide.text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let blocks = match (&slide.view, slide.exhibit) {
        (_, Some(Exhibit::Comparison)) | (None, Some(Exhibit::Need)) => need::made(subject).blocks,
        (_, Some(Exhibit::Chain)) => supply::made(subject).blocks,
        (_, Some(Exhibit::Analogues)) => analogues::made(subject).blocks,
        (_, Some(Exhibit::Mandate)) => mandate::made(subject).blocks,
        (None, Some(Exhibit::Rotation)) => rotation::made(subject).blocks,
        (None, Some(Exhibit::Filling)) => {
            vec![supply::filling(subject, [72.0, 170.0, 1080.0, 800.0]), text([1240.0, 170.0, 608.0, 800.0])]
        }
        (Some(view), Some(Exhibit::Need)) => {
            let stack = zones::stack(subject, &shares(subject), column);
            vec![map(subject, view.clone(), MAP, &[]), stack]
        }
        (Some(view), Some(exhibit)) => beside(subject, map(subject, view.clone(), HALF, &[]), exhibit),
        (Some(view), None) if has_text => {
            let words = text([x, MAP[1] + 24.0, width, MAP[3] - 40.0]);
            vec![map(subject, view.clone(), MAP, &[]), words]
        }
        (Some(view), None) => {
            let whole = [0.0, MAP[1], 1920.0, MAP[3]];
            vec![map(subject, view.clone(), whole, &[])]
        }
        (None, None) => vec![text([72.0, 170.0, 1400.0, 820.0])],
    };
    let figures = match slide.exhibit {
        Some(Exhibit::Comparison) => need::made(subject).figures,
        Some(Exhibit::Need) if slide.view.is_none() => need::made(subject).figures,
        Some(Exhibit::Need) => zones::said_needs(subject),
        Some(Exhibit::Chain) => supply::made(subject).figures,
        Some(Exhibit::Analogues) => analogues::made(subject).figures,
        Some(Exhibit::Mandate) => mandate::made(subject).figures,
        Some(Exhibit::Rotation) => rotation::figures(subject),
        Some(Exhibit::Filling) => supply::said_filling(subject),
        None => Vec::new(),
    };
    let about = match (&slide.view, slide.exhibit) {
        (_, Some(exhibit)) => exhibit.title(),
        (Some(_), None) => "A view of the map",
        (None, None) => "A slide without a title",
    };
    Made {
        title: about.to_owned(),
        blocks,
        method:
            "Figures are the plan’s: low, central and high of one method a zone. Distances are schematic."
                .to_owned(),
        sources: zones::sources(subject),
        notes: String::new(),
        figures,
    }
}

/// The frame of a map that leaves the right half free.
const HALF: [f32; 4] = [0.0, 138.0, 1000.0, 862.0];

/// A map at the left and a narrow exhibit at the right.
fn beside(subject: &Subject<'_>, map: Block, exhibit: Exhibit) -> Vec<Block> {
    let room = [1040.0, 160.0, 808.0, 820.0];
    let mut blocks = vec![map];
    match exhibit {
        Exhibit::Rotation => {
            let of_need;
            let (course, assigned) = match subject.timeline() {
                Some(course) => (Some(course), true),
                None => {
                    of_need = subject.course_of_need();
                    (of_need.as_ref(), false)
                }
            };
            if let Some(course) = course {
                blocks.push(subject.panel_from(1000.0));
                blocks.push(rotation::steps(subject, course, assigned, room));
            }
        }
        _ => blocks.push(supply::filling(subject, room)),
    }
    blocks
}

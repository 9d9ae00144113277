//! A text along an arc: each letter in its place, with its own turn. River names are set so.

use std::ops::Range;

use super::drawing::{Spot, Text};
use super::setting::Setting;

/// A letter of a text that is bent.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Its number in the font file.
    pub glyph: u32,
    /// The bytes of the text that it stands for.
    pub bytes: Range<usize>,
    /// The left end of its baseline.
    pub at: Spot,
    /// Its turn about that point in radians, clockwise on the screen.
    pub angle: f32,
    /// How wide it is, in ems.
    pub advance: f32,
}

impl Text {
    /// The letters of the text along its arc, each turned as the arc is under its middle.
    pub fn letters(&self) -> Vec<Letter> {
        let setting = Setting::of(self);
        let mut from = -setting.before;
        let one = |glyph: super::setting::Placed| {
            let wide = glyph.advance * self.size - self.tracking;
            let (middle, turn) = self.on_arc(from + wide / 2.0);
            from += glyph.advance * self.size;
            let (sin, cos) = turn.sin_cos();
            let at = [middle[0] - cos * wide / 2.0, middle[1] - sin * wide / 2.0];
            Letter { glyph: glyph.glyph, bytes: glyph.bytes, at, angle: turn, advance: glyph.advance }
        };
        setting.glyphs.into_iter().map(one).collect()
    }

    /// A place of the baseline, so far along it from its point, and the turn there.
    pub fn on_arc(&self, along: f32) -> (Spot, f32) {
        on_arc((self.at, self.angle, self.bend), along)
    }
}

/// A place of an arc, so far along it from the point where it has a turn, and the turn there.
pub(super) fn on_arc((at, angle, bend): (Spot, f32, f32), along: f32) -> (Spot, f32) {
    let turn = bend * along;
    // Nearly straight: the quotients would be nought over nought.
    let (right, down) = if turn.abs() < 1e-3 {
        (along, along * turn / 2.0)
    } else {
        (turn.sin() / bend, (1.0 - turn.cos()) / bend)
    };
    let (sin, cos) = angle.sin_cos();
    ([at[0] + right * cos - down * sin, at[1] + right * sin + down * cos], angle + turn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Anchor, Colour};

    fn text(bend: f32) -> Text {
        let text = Text::new([100.0, 50.0], "Дніпро", 10.0, 400, Colour::hex(0));
        Text { anchor: Anchor::Middle, tracking: 0.6, bend, ..text }
    }

    #[test]
    fn a_straight_text_keeps_its_letters_on_its_line() {
        let letters = text(0.0).letters();
        assert_eq!(letters.len(), 6);
        assert!(letters.iter().all(|letter| letter.angle == 0.0 && (letter.at[1] - 50.0).abs() < 1e-4));
        assert!(letters.windows(2).all(|pair| pair[0].at[0] < pair[1].at[0]));
        let setting = Setting::of(&text(0.0));
        assert!((letters[0].at[0] - (100.0 - setting.before)).abs() < 1e-3);
    }

    #[test]
    fn a_bent_text_turns_about_one_centre() {
        let (radius, text) = (60.0, text(1.0 / 60.0));
        let centre = [100.0, 110.0];
        for letter in text.letters() {
            let wide = letter.advance * text.size - text.tracking;
            let (sin, cos) = letter.angle.sin_cos();
            let middle = [letter.at[0] + cos * wide / 2.0, letter.at[1] + sin * wide / 2.0];
            let far = (middle[0] - centre[0]).hypot(middle[1] - centre[1]);
            assert!((far - radius).abs() < 1e-3, "{far}");
        }
        let turns: Vec<f32> = text.letters().iter().map(|letter| letter.angle).collect();
        assert!(turns.windows(2).all(|pair| pair[0] < pair[1]), "clockwise: {turns:?}");
        assert!(turns[0] < 0.0 && turns[5] > 0.0);
    }

    #[test]
    fn magnified_it_is_the_same_arc() {
        let text = text(0.01);
        let crate::scene::Mark::Text(large) = crate::scene::Mark::Text(text.clone()).placed(3.0, [0.0; 2])
        else {
            unreachable!("a text stays a text")
        };
        for (small, large) in text.letters().iter().zip(large.letters()) {
            assert!(
                (small.at[0] * 3.0 - large.at[0]).abs() < 1e-2 && (small.angle - large.angle).abs() < 1e-4
            );
        }
    }
}

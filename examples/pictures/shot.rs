//! A picture of the window, or of a part of it.

use anyhow::{Result, anyhow};
use egui::{Event, Pos2, Rect, pos2, vec2};

use crate::colours::{self, Tone};
use crate::harness::Window;
use crate::tasks::MARGIN;

/// The window at the moment, and what of it is shown.
pub struct Shot {
    window: Window,
    part: Rect,
}

impl Shot {
    /// The whole window.
    pub fn whole(window: Window) -> Self {
        let part = window.harness.ctx.content_rect().shrink(MARGIN);
        Self { window, part }
    }

    /// A part of the window: from, to, in points of the window.
    pub fn part(window: Window, from: [f32; 2], to: [f32; 2]) -> Self {
        let part = Rect::from_min_max(from.into(), to.into()).translate(vec2(MARGIN, MARGIN));
        Self { window, part }
    }

    /// Without the pointer, where it says nothing.
    pub fn without_hand(mut self) -> Self {
        self.window.harness.event(Event::PointerGone);
        self.window.harness.run_steps(30);
        self
    }

    /// The picture as PNG.
    pub fn developed(mut self) -> Result<Vec<u8>> {
        // A caret that blinks is there in one run and not in the next.
        self.window.harness.ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
        self.window.harness.run_steps(4);
        let mut picture = self.window.harness.render().map_err(|problem| anyhow!(problem))?;
        let scale = self.window.harness.ctx.pixels_per_point();
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(picture.width() as f32, picture.height() as f32));
        let part = (self.part * scale).intersect(whole);
        let [left, top, wide, high] =
            [part.left(), part.top(), part.width(), part.height()].map(|side| side.round() as u32);
        let cut = image::imageops::crop(&mut picture, left, top, wide, high).to_image();
        let pixels: Vec<Tone> = cut.pixels().map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        colours::png(wide, high, &pixels)
    }
}

//! The symbols of places.

use crate::scene::drawing::{Drawing, Mark, Spot, Stroke};
use crate::scene::look::{Colour, Look};
use crate::scene::names::{Rank, Symbol};

/// Adds the symbol of a place.
pub fn draw_symbol(at: Spot, rank: Rank, look: &Look, drawing: &mut Drawing) {
    draw_shaded_symbol(at, rank, look, 1.0, drawing);
}

/// Adds the symbol of a place, more or less strongly.
pub(super) fn draw_shaded_symbol(at: Spot, rank: Rank, look: &Look, shade: f32, drawing: &mut Drawing) {
    let ink = rank.symbol_ink(look).alpha(shade);
    let halo = look.map.halo.alpha(shade);
    match rank.style().symbol {
        Symbol::Star(reach) => drawing.add(star(at, reach, ink)),
        Symbol::Square(side) => {
            let [x, y] = at;
            let half = side / 2.0;
            drawing.rect([x - half, y - half], [x + half, y + half], 0.5, Some(ink), None);
        }
        Symbol::Ring(radius) => {
            let edge = Stroke { width: 1.5, colour: ink };
            drawing.disc(at, radius, Some(halo), Some(edge));
        }
        Symbol::Dot(radius) => drawing.disc(at, radius, Some(ink), None),
        Symbol::Rays(reach) => {
            let edge = Stroke { width: 1.1, colour: ink };
            drawing.disc(at, reach, Some(halo), Some(edge));
            for step in 0..3_u8 {
                let angle = f32::from(step) * std::f32::consts::TAU / 3.0 - std::f32::consts::FRAC_PI_2;
                let tip = |length: f32| [at[0] + length * angle.cos(), at[1] + length * angle.sin()];
                drawing.line(vec![tip(1.6), tip(reach - 0.8)], 2.4, ink);
            }
            drawing.disc(at, 1.1, Some(ink), None);
        }
        Symbol::Plane(reach) => {
            let spot = |x: f32, y: f32| [at[0] + x * reach, at[1] + y * reach];
            drawing.line(vec![spot(0.0, -1.0), spot(0.0, 0.95)], 1.7, ink);
            drawing.line(vec![spot(-1.0, 0.3), spot(0.0, -0.25), spot(1.0, 0.3)], 1.6, ink);
            drawing.line(vec![spot(-0.45, 0.95), spot(0.0, 0.65), spot(0.45, 0.95)], 1.3, ink);
        }
        Symbol::Anchor(reach) => {
            let spot = |x: f32, y: f32| [at[0] + x * reach, at[1] + y * reach];
            drawing.disc(spot(0.0, -0.75), 0.25 * reach, None, Some(Stroke { width: 1.1, colour: ink }));
            drawing.line(vec![spot(0.0, -0.5), spot(0.0, 0.95)], 1.4, ink);
            drawing.line(vec![spot(-0.5, -0.2), spot(0.5, -0.2)], 1.2, ink);
            let arc = (0..=8_u8).map(|step| {
                let angle = f32::from(step) * std::f32::consts::PI / 8.0;
                spot(0.85 * angle.cos(), 0.2 + 0.75 * angle.sin())
            });
            drawing.line(arc.collect(), 1.4, ink);
        }
    }
}

/// A five-pointed star as ten triangles around its middle.
fn star(at: Spot, reach: f32, colour: Colour) -> Mark {
    let corner = |step: usize| {
        let angle = step as f32 * std::f32::consts::PI / 5.0 - std::f32::consts::FRAC_PI_2;
        let radius = if step.is_multiple_of(2) { reach } else { reach * 0.42 };
        [at[0] + radius * angle.cos(), at[1] + radius * angle.sin()]
    };
    let points = std::iter::once(at).chain((0..10).map(corner)).collect();
    let triangles = (0..10_u32).flat_map(|step| [0, step + 1, (step + 1) % 10 + 1]).collect();
    Mark::Fill { points, triangles, colour }
}

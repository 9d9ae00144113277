//! A software rasteriser of egui's triangles: pictures of the window without a
//! GPU, the same on every machine.

use std::collections::BTreeMap;

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, TextureId, TexturesDelta};
use image::{Rgba, RgbaImage};

/// A texture as egui sent it.
struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

/// Draws frames into images.
#[derive(Default)]
pub struct Raster {
    textures: BTreeMap<u64, Texture>,
}

fn key(id: TextureId) -> u64 {
    match id {
        TextureId::Managed(id) => id,
        TextureId::User(id) => id | 1 << 63,
    }
}

impl Raster {
    fn change(&mut self, id: TextureId, change: &ImageDelta) {
        let ImageData::Color(image) = &change.image;
        let [wide, high] = image.size;
        match change.pos {
            None => {
                self.textures.insert(key(id), Texture { size: image.size, pixels: image.pixels.clone() });
            }
            Some([x, y]) => {
                let texture = self.textures.get_mut(&key(id)).expect("the texture was sent whole first");
                for row in 0..high {
                    let at = (y + row) * texture.size[0] + x;
                    texture.pixels[at..at + wide]
                        .copy_from_slice(&image.pixels[row * wide..(row + 1) * wide]);
                }
            }
        }
    }
}

impl egui_kittest::TestRenderer for Raster {
    #[allow(clippy::iter_over_hash_type, reason = "each texture is changed by itself, in whatever order")]
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in std::mem::take(&mut delta.set) {
            for change in changes {
                self.change(id, &change);
            }
        }
        for id in std::mem::take(&mut delta.free) {
            self.textures.remove(&key(id));
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut picture =
            RgbaImage::from_pixel(size.x.round() as u32, size.y.round() as u32, Rgba([0, 0, 0, 255]));
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let clip = [
                (clip_rect.min.x * scale).round().max(0.0) as i64,
                (clip_rect.min.y * scale).round().max(0.0) as i64,
                (clip_rect.max.x * scale).round().min(size.x) as i64,
                (clip_rect.max.y * scale).round().min(size.y) as i64,
            ];
            if let Some(texture) = self.textures.get(&key(mesh.texture_id)) {
                draw(&mut picture, &mesh, texture, clip, scale);
            }
        }
        Ok(picture)
    }
}

fn draw(picture: &mut RgbaImage, mesh: &Mesh, texture: &Texture, clip: [i64; 4], scale: f32) {
    for corners in mesh.indices.chunks_exact(3) {
        let [a, b, c] = [0, 1, 2].map(|corner| mesh.vertices[corners[corner] as usize]);
        triangle(picture, [a, b, c], texture, clip, scale);
    }
}

fn triangle(picture: &mut RgbaImage, corners: [Vertex; 3], texture: &Texture, clip: [i64; 4], scale: f32) {
    let [a, b, c] = corners.map(|corner| [corner.pos.x * scale, corner.pos.y * scale]);
    let area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if area == 0.0 || !area.is_finite() {
        return;
    }
    let least = |at: usize| a[at].min(b[at]).min(c[at]).floor() as i64;
    let most = |at: usize| a[at].max(b[at]).max(c[at]).ceil() as i64;
    for y in least(1).max(clip[1])..most(1).min(clip[3]) {
        for x in least(0).max(clip[0])..most(0).min(clip[2]) {
            let at = [x as f32 + 0.5, y as f32 + 0.5];
            let edge = |from: [f32; 2], to: [f32; 2]| {
                ((to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0])) / area
            };
            let weights = [edge(b, c), edge(c, a), edge(a, b)];
            // A pixel on a shared side belongs to one triangle only.
            if weights.iter().any(|weight| *weight < 0.0)
                || (weights.contains(&0.0) && (x + y) % 2 == 0 && area < 0.0)
            {
                continue;
            }
            let ink = shade(corners, weights, texture);
            blend(picture.get_pixel_mut(x as u32, y as u32), ink);
        }
    }
}

/// The colour of a pixel, premultiplied, 0 to 255.
fn shade(corners: [Vertex; 3], weights: [f32; 3], texture: &Texture) -> [f32; 4] {
    let mut uv = [0.0_f32; 2];
    let mut ink = [0.0_f32; 4];
    for (corner, weight) in corners.iter().zip(weights) {
        uv[0] += corner.uv.x * weight;
        uv[1] += corner.uv.y * weight;
        for (sum, channel) in ink.iter_mut().zip(corner.color.to_array()) {
            *sum += f32::from(channel) * weight;
        }
    }
    let at = |axis: usize| {
        ((uv[axis] * texture.size[axis] as f32) as i64).clamp(0, texture.size[axis] as i64 - 1) as usize
    };
    let texel = texture.pixels[at(1) * texture.size[0] + at(0)].to_array();
    for (channel, texel) in ink.iter_mut().zip(texel) {
        *channel *= f32::from(texel) / 255.0;
    }
    ink
}

fn blend(pixel: &mut Rgba<u8>, ink: [f32; 4]) {
    let through = 1.0 - ink[3] / 255.0;
    for (channel, ink) in pixel.0.iter_mut().zip(ink).take(3) {
        *channel = (f32::from(*channel) * through + ink).round().clamp(0.0, 255.0) as u8;
    }
}

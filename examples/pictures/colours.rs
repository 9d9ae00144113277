//! PNG with a palette: a third of the size, and as sharp.

use std::collections::BTreeMap;

use anyhow::Result;

/// Red, green and blue.
pub type Tone = [u8; 3];

/// The picture with at most 256 tones.
pub fn png(wide: u32, high: u32, pixels: &[Tone]) -> Result<Vec<u8>> {
    let (palette, place) = palette(pixels);
    let indices: Vec<u8> = pixels.iter().map(|tone| place.get(tone).copied().unwrap_or_default()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, wide, high);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    // Indices of neighbours say nothing of each other.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(bytes)
}

/// At most 256 tones for a picture, and which of them stands for each of its own: boxes of
/// colours are cut at their median, the widest and fullest first (Heckbert 1982). The most
/// frequent tone of a box stands for it, so that grounds and inks stay what they are.
fn palette(pixels: &[Tone]) -> (Vec<Tone>, BTreeMap<Tone, u8>) {
    let mut counts: BTreeMap<Tone, u32> = BTreeMap::new();
    for tone in pixels {
        *counts.entry(*tone).or_default() += 1;
    }
    let mut boxes: Vec<Vec<(Tone, u32)>> = vec![counts.into_iter().collect()];
    while boxes.len() < 256 {
        let urgent = |tones: &Vec<(Tone, u32)>| {
            widest(tones).1 * f64::from(tones.iter().map(|tone| tone.1).sum::<u32>()).sqrt()
        };
        let next = (0..boxes.len()).max_by(|a, b| urgent(&boxes[*a]).total_cmp(&urgent(&boxes[*b])));
        let Some(next) = next.filter(|next| boxes[*next].len() > 1) else { break };
        let mut tones = boxes.swap_remove(next);
        let (channel, _) = widest(&tones);
        tones.sort_by_key(|(tone, _)| (tone[channel], *tone));
        let half = tones.iter().map(|tone| tone.1).sum::<u32>() / 2;
        let mut seen = 0;
        let cut = tones.iter().position(|tone| {
            seen += tone.1;
            seen > half
        });
        let other = tones.split_off(cut.unwrap_or(1).clamp(1, tones.len() - 1));
        boxes.extend([tones, other]);
    }
    let most =
        |tones: &Vec<(Tone, u32)>| tones.iter().max_by_key(|tone| tone.1).map_or([0; 3], |tone| tone.0);
    let place =
        boxes.iter().zip(0..=u8::MAX).flat_map(|(tones, at)| tones.iter().map(move |(tone, _)| (*tone, at)));
    (boxes.iter().map(most).collect(), place.collect())
}

/// The channel in which tones differ most, and by how much; nothing for a single tone.
fn widest(tones: &[(Tone, u32)]) -> (usize, f64) {
    let range = |channel: usize| {
        let values = tones.iter().map(|(tone, _)| tone[channel]);
        values.clone().max().unwrap_or_default() - values.min().unwrap_or_default()
    };
    let widest = (0..3).max_by_key(|channel| range(*channel)).unwrap_or_default();
    (widest, f64::from(range(widest)))
}

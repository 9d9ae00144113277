//! `--layer FILE`: layers drawn over the map of a page and of slides, as the window opens them.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::input;
use crate::import::{Progress, Wanted, over};
use crate::problem::Problem;
use crate::scene::MapLayer;
use crate::scene::layer::TINTS;

/// Layers over the map.
#[derive(Clone, Debug, Default, Args)]
pub struct Layers {
    /// A map file to draw over the map, the next one above it; how it is drawn may follow the name:
    /// zones.gpkg,part=sectors,label=name,colour=3,opacity=60,source=Staff,date=2025-06-01
    #[arg(long = "layer", value_name = "FILE", verbatim_doc_comment)]
    asked: Vec<Asked>,
}

/// A file, and how it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    path: PathBuf,
    part: Option<String>,
    label: Option<String>,
    tint: Option<usize>,
    opacity: Option<f32>,
    source: String,
    date: String,
}

/// What may follow the name of a file.
const WORDS: [&str; 6] = ["part", "label", "colour", "opacity", "source", "date"];

impl FromStr for Asked {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A comma that no known word follows belongs to what stands before it.
        let mut begins: Vec<(usize, &str)> = WORDS
            .into_iter()
            .flat_map(|word| {
                text.match_indices(&format!(",{word}=")).map(move |(at, _)| (at, word)).collect::<Vec<_>>()
            })
            .collect();
        begins.sort_unstable();
        let end = begins.first().map_or(text.len(), |(at, _)| *at);
        let mut asked = Self { path: PathBuf::from(&text[..end]), ..Self::default() };
        for (place, (at, word)) in begins.iter().enumerate() {
            let end = begins.get(place + 1).map_or(text.len(), |(next, _)| *next);
            asked.set(word, &text[at + word.len() + 2..end])?;
        }
        if asked.path.as_os_str().is_empty() {
            return Err("a layer is a file, as in zones.kml".to_owned());
        }
        Ok(asked)
    }
}

impl Asked {
    fn set(&mut self, word: &str, value: &str) -> Result<(), String> {
        match word {
            "part" => self.part = Some(value.to_owned()),
            "label" => self.label = Some(value.to_owned()),
            "source" => value.clone_into(&mut self.source),
            "date" => value.clone_into(&mut self.date),
            "colour" => {
                let number = value.parse().ok().filter(|number| (1..=TINTS).contains(number));
                self.tint = Some(number.ok_or(format!("colours of layers go from 1 to {TINTS}"))? - 1);
            }
            _ => {
                let percent = value.parse::<f32>().ok().filter(|percent| (1.0..=100.0).contains(percent));
                self.opacity = Some(percent.ok_or("an opacity goes from 1 to 100")? / 100.0);
            }
        }
        Ok(())
    }

    /// The layer, and what is wrong with its file.
    fn read(&self, place: usize) -> Result<(MapLayer, Vec<Problem>), Vec<Problem>> {
        let file = input::name(&self.path);
        let wanted = Wanted { layer: self.part.clone(), ..Wanted::default() };
        let (mut layer, mut problems) = input::layer(&self.path, &wanted)?;
        let cut = || vec![Problem::error(&file, "The layer was not prepared", "Try it once more.")];
        let (prepared, labels) = over::prepared(&mut layer, &Progress::default()).ok_or_else(cut)?;
        if let Some(field) = self.label.as_ref().filter(|field| !labels.fields.contains(field)) {
            let known = labels.fields.join(", ");
            let hint = if known.is_empty() { "It has none.".to_owned() } else { format!("It has {known}.") };
            problems.push(Problem::warning(&file, format!("The layer has no field “{field}”"), hint));
        }
        let opened = MapLayer {
            name: layer.name,
            prepared,
            names: labels.by(self.label.as_deref()),
            tint: self.tint.unwrap_or(place % TINTS),
            opacity: self.opacity.unwrap_or(1.0),
            source: layer.source.unwrap_or_else(|| self.source.clone()),
            date: layer.date.unwrap_or_else(|| self.date.clone()),
        };
        Ok((opened, problems))
    }
}

impl Layers {
    /// The layers in their order, bottom first, with what is wrong with their files.
    ///
    /// # Errors
    /// The problems of a file that cannot be opened.
    pub fn open(&self) -> Result<(Vec<MapLayer>, Vec<Problem>), Vec<Problem>> {
        let (mut layers, mut problems) = (Vec::new(), Vec::new());
        for (place, asked) in self.asked.iter().enumerate() {
            match asked.read(place) {
                Ok((layer, found)) => {
                    layers.push(layer);
                    problems.extend(found);
                }
                Err(found) => return Err(problems.into_iter().chain(found).collect()),
            }
        }
        Ok((layers, problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_name_says_how_the_layer_is_drawn() {
        let read = |text: &str| text.parse::<Asked>();
        let path = |text: &str| Asked { path: PathBuf::from(text), ..Asked::default() };
        assert_eq!(read("zones.kml"), Ok(path("zones.kml")));
        assert_eq!(read("a,b=c/zones.kml"), Ok(path("a,b=c/zones.kml")), "no word of ours");
        let all = Asked {
            part: Some("sectors".to_owned()),
            label: Some("назва".to_owned()),
            tint: Some(2),
            opacity: Some(0.6),
            source: "Staff, Kyiv".to_owned(),
            date: "2025-06-01".to_owned(),
            ..path("zones.gpkg")
        };
        let text =
            "zones.gpkg,part=sectors,label=назва,colour=3,opacity=60,source=Staff, Kyiv,date=2025-06-01";
        assert_eq!(read(text), Ok(all));
        for wrong in ["", ",colour=1", "a.kml,colour=7", "a.kml,colour=red", "a.kml,opacity=0"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}

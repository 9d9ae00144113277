//! A layer over the map: what is drawn of a file, and how.

use std::path::PathBuf;
use std::sync::Arc;

use geo_types::Rect;
use serde::{Deserialize, Serialize};

use crate::import::over::{self, Labels};
use crate::import::{Layer, Line, Progress, lines_in};
use crate::scene::reference::Prepared;
use crate::scene::{FeatureName, MapLayer};

/// What the user has chosen for a layer, as the settings keep it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// Whether it is drawn.
    pub shown: bool,
    /// How strongly, 0 to 1.
    pub opacity: f32,
    /// Its colour, by number; the next free one where none is chosen.
    pub tint: Option<usize>,
    /// The field whose text stands beside each feature.
    pub label: Option<String>,
    /// Where it is from, where the file does not say.
    pub source: String,
    /// Its date, where the file does not say.
    pub date: String,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            shown: true,
            opacity: 1.0,
            tint: None,
            label: None,
            source: String::new(),
            date: String::new(),
        }
    }
}

/// A layer over the map.
pub struct Overlaid {
    /// Its file, once it was opened.
    pub path: Option<PathBuf>,
    /// Which of the layers of its file it is, where there are more.
    pub part: Option<String>,
    /// Its name, from the file.
    pub name: String,
    /// Where the file says it is from.
    pub source: Option<String>,
    /// The date the file says it has.
    pub date: Option<String>,
    /// What is drawn.
    pub prepared: Arc<Prepared>,
    /// How it is drawn.
    pub style: Style,
    /// What can be written beside its features.
    labels: Labels,
    /// Lines that the plan could be measured along.
    pub lines: Vec<Line>,
    /// Whether its details are open in the list.
    pub open: bool,
    pub features: usize,
    pub vertices: usize,
    pub bounds: Option<Rect<f64>>,
    names: Arc<[FeatureName]>,
}

impl Overlaid {
    /// Prepares a layer for drawing: long work, for a worker. `None` when cancelled.
    pub fn prepare(mut layer: Layer, progress: &Progress) -> Option<Self> {
        let lines = lines_in(&layer);
        let features = layer.features.len();
        let (prepared, labels) = over::prepared(&mut layer, progress)?;
        Some(Self {
            path: None,
            part: layer.offered.iter().find(|offered| offered.read).map(|offered| offered.name.clone()),
            name: layer.name,
            source: layer.source,
            date: layer.date,
            prepared,
            style: Style::default(),
            labels,
            lines,
            open: false,
            features,
            vertices: layer.vertices,
            bounds: layer.bounds,
            names: Arc::default(),
        })
    }

    /// Dresses it as was chosen before.
    pub fn dress(&mut self, style: Style) {
        self.style = style;
        self.write_names();
    }

    /// Writes a field beside each feature, or nothing.
    pub fn label_by(&mut self, field: Option<String>) {
        self.style.label = field;
        self.write_names();
    }

    fn write_names(&mut self) {
        self.names = self.labels.by(self.style.label.as_deref());
    }

    /// The fields that can be written beside its features.
    pub fn fields(&self) -> &[String] {
        &self.labels.fields
    }

    /// The layer as maps are made of it; `place` chooses its colour where none was chosen.
    pub fn on_map(&self, place: usize) -> MapLayer {
        MapLayer {
            name: self.name.clone(),
            prepared: Arc::clone(&self.prepared),
            names: Arc::clone(&self.names),
            tint: self.style.tint.unwrap_or(place),
            opacity: self.style.opacity,
            source: self.said_source().to_owned(),
            date: self.said_date().to_owned(),
        }
    }

    /// Where it is from: what the file says, or what was typed.
    pub fn said_source(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.style.source)
    }

    /// Its date: what the file says, or what was typed.
    pub fn said_date(&self) -> &str {
        self.date.as_deref().unwrap_or(&self.style.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;
    use crate::import::over::NAMED;

    fn overlaid(text: &str) -> Overlaid {
        let (layer, problems) =
            import::read(text.as_bytes(), "layer.geojson", &Progress::default()).expect("a layer");
        assert!(problems.is_empty(), "{problems:?}");
        Overlaid::prepare(layer, &Progress::default()).expect("not cancelled")
    }

    #[test]
    fn a_field_is_written_beside_features_the_larger_first() {
        let mut layer = overlaid(
            r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"назва":"Склад","рік":2021},"geometry":{"type":"Point","coordinates":[30,50]}},
            {"type":"Feature","properties":{"назва":"  Сектор  А ","box":{"x":1}},"geometry":{"type":"Polygon","coordinates":[[[30,48],[32,48],[32,49],[30,49],[30,48]]]}},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[31,50]}}]}"#,
        );
        assert_eq!(layer.fields(), ["назва", "рік"]);
        assert!(layer.on_map(0).names.is_empty(), "no labels until they are asked for");
        layer.label_by(Some("назва".into()));
        let names: Vec<(&str, bool)> =
            layer.names.iter().map(|name| (name.text.as_str(), name.area)).collect();
        assert_eq!(names, [("Сектор А", true), ("Склад", false)]);
        layer.label_by(Some("рік".into()));
        assert_eq!(layer.names.len(), 1);
        layer.label_by(Some("nonsense".into()));
        assert!(layer.names.is_empty());
    }

    #[test]
    fn of_too_many_the_largest_are_named_wherever_they_stand_in_the_file() {
        let point = |at: usize| {
            let (x, y) = (24.0 + (at % 200) as f64 * 0.05, 46.0 + (at / 200) as f64 * 0.03);
            format!(
                r#"{{"type":"Feature","properties":{{"n":{at}}},"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}"#
            )
        };
        let mut features: Vec<String> = (0..NAMED + 500).map(point).collect();
        features.push(
            r#"{"type":"Feature","properties":{"n":"last"},"geometry":{"type":"LineString","coordinates":[[30,48],[33,49]]}}"#
                .to_owned(),
        );
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let mut layer = overlaid(&text);
        layer.label_by(Some("n".into()));
        assert_eq!(layer.names.len(), NAMED);
        assert_eq!(layer.names[0].text, "last", "a line before all points");
        let late = layer.names.iter().filter_map(|name| name.text.parse::<usize>().ok());
        assert!(late.filter(|number| *number >= NAMED).count() > 100, "points from everywhere");
    }

    #[test]
    fn what_was_typed_steps_back_behind_what_the_file_says() {
        let mut layer = overlaid(
            r#"{"type":"FeatureCollection","date":"2025-06-01","features":[
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[30,50]}}]}"#,
        );
        let typed = Style { source: "Штаб".into(), date: "1999".into(), ..Style::default() };
        layer.dress(typed);
        assert_eq!((layer.said_source(), layer.said_date()), ("Штаб", "2025-06-01"));
    }
}

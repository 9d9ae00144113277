//! The slides of a plan as members of JSON objects: what is not set is not written.

use std::collections::BTreeSet;
use std::sync::Arc;

use geo_types::Coord;
use serde_json::{Map, Value, json};

use super::coalition::choice;
use super::members::{Members, Place, add_missing, object};
use crate::plan::slides::{Camera, Exhibit, MapView, Slide, SlideId, Template};
use crate::plan::{Kept, ZoneId, showing};
use crate::problem::Problem;

const SLIDE: [&str; 8] = ["id", "template", "title", "text", "view", "exhibit", "notes", "hidden"];
const VIEW: [&str; 7] = ["camera", "layers", "zones", "highlighted", "month", "bands", "footprints"];

/// Where what stands beside a slide is kept.
fn place_of(id: &SlideId) -> String {
    format!("cordon.slides.{}", id.0)
}

/// Writes the slides with what stood beside them.
pub(super) fn write(slides: &[Arc<Slide>], kept: &Kept) -> Value {
    slides.iter().map(|slide| write_slide(slide, kept)).collect::<Vec<_>>().into()
}

fn write_slide(slide: &Slide, kept: &Kept) -> Value {
    let mut own = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            own.insert(name.to_owned(), value);
        }
    };
    set("id", Some(slide.id.0.as_str().into()));
    set("template", slide.template.map(|template| template.name().into()));
    set("title", slide.title.as_deref().map(Value::from));
    set("text", slide.text.as_deref().map(Value::from));
    let place = place_of(&slide.id);
    set("view", slide.view.as_ref().map(|view| write_view(view, kept, &place)));
    set("exhibit", slide.exhibit.map(|exhibit| exhibit.name().into()));
    set("notes", slide.notes.as_deref().map(Value::from));
    set("hidden", slide.hidden.then(|| true.into()));
    if let Some(others) = kept.head.get(&place) {
        add_missing(&mut own, others);
    }
    own.into()
}

fn write_view(view: &MapView, kept: &Kept, place: &str) -> Value {
    let mut own = Map::new();
    let camera = match view.camera {
        Camera::Country => "country".into(),
        Camera::Zones => "zones".into(),
        Camera::At { centre, zoom } => json!({ "centre": [centre.x, centre.y], "zoom": zoom }),
    };
    own.insert("camera".into(), camera);
    if !view.layers.is_empty() {
        own.insert("layers".into(), view.layers.clone().into());
    }
    if let Some(zones) = &view.zones {
        let ids: Vec<&str> = zones.iter().map(|zone| zone.0.as_str()).collect();
        own.insert("zones".into(), ids.into());
    }
    if let Some(zone) = &view.highlighted {
        own.insert("highlighted".into(), zone.0.as_str().into());
    }
    if let Some(month) = view.month {
        own.insert("month".into(), month.into());
    }
    for (name, on) in [("bands", view.bands), ("footprints", view.footprints)] {
        if on {
            own.insert(name.into(), true.into());
        }
    }
    if let Some(others) = kept.head.get(&format!("{place}.view")) {
        add_missing(&mut own, others);
    }
    own.into()
}

/// Reads the slides. What is wrong with a slide leaves that slide out and is
/// said; what other tools wrote beside it is kept.
pub(super) fn read(head: &Members, kept: &mut Kept, problems: &mut Vec<Problem>) -> Vec<Arc<Slide>> {
    let list = match head.list("slides") {
        Ok(list) => list.unwrap_or_default(),
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let place = head.place().inside("slides");
    let mut given: BTreeSet<SlideId> = list.iter().filter_map(id_of).collect();
    let mut slides: Vec<Arc<Slide>> = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        let place = place.element(index);
        match read_slide(value, &place) {
            Ok((mut slide, beside, beside_view)) => {
                let twice = slides.iter().any(|other| other.id == slide.id);
                if twice || slide.id.0.is_empty() {
                    let id = showing::next_id(given.iter());
                    given.insert(id.clone());
                    let old = std::mem::replace(&mut slide.id, id);
                    if twice {
                        let what = format!("Two slides have the id {}", old.0);
                        let hint = format!("The second one is {} now.", slide.id.0);
                        problems.push(place.inside("id").warning(what, hint));
                    }
                }
                for (place, others) in
                    [(place_of(&slide.id), beside), (format!("{}.view", place_of(&slide.id)), beside_view)]
                {
                    if !others.is_empty() {
                        kept.head.insert(place, others);
                    }
                }
                slides.push(Arc::new(slide));
            }
            Err(problem) => problems.push(problem),
        }
    }
    slides
}

fn id_of(slide: &Value) -> Option<SlideId> {
    Some(SlideId(slide.get("id")?.as_str()?.trim().to_owned()))
}

type Read = (Slide, Map<String, Value>, Map<String, Value>);

fn read_slide(value: &Value, place: &Place) -> Result<Read, Problem> {
    let members = object(value, place)?;
    let text = |name: &str| Ok::<_, Problem>(members.text(name)?.map(str::to_owned));
    let view = members.object("view")?;
    let slide = Slide {
        id: SlideId(text("id")?.unwrap_or_default()),
        template: choice(&members, "template", Template::ALL, Template::name)?,
        title: text("title")?,
        text: text("text")?,
        view: view.as_ref().map(read_view).transpose()?,
        exhibit: choice(&members, "exhibit", Exhibit::ALL, Exhibit::name)?,
        notes: text("notes")?,
        hidden: members.flag("hidden")?.unwrap_or_default(),
    };
    let slide = showing::checked(slide).map_err(|refusal| place.error(refusal.what, refusal.hint))?;
    let beside_view = view.map(|view| view.others(&VIEW)).unwrap_or_default();
    Ok((slide, members.others(&SLIDE), beside_view))
}

fn read_view(view: &Members) -> Result<MapView, Problem> {
    let names = |name: &str| -> Result<Option<Vec<String>>, Problem> {
        let Some(list) = view.list(name)? else { return Ok(None) };
        let place = view.place().inside(name);
        let read = |(index, value): (usize, &Value)| {
            let missing =
                || place.element(index).error("Text should stand here", "Mend it in a text editor.");
            value.as_str().map(str::to_owned).ok_or_else(missing)
        };
        list.iter().enumerate().map(read).collect::<Result<_, _>>().map(Some)
    };
    Ok(MapView {
        camera: read_camera(view)?,
        layers: names("layers")?.unwrap_or_default(),
        zones: names("zones")?.map(|ids| ids.into_iter().map(ZoneId).collect()),
        highlighted: view.text("highlighted")?.map(|id| ZoneId(id.to_owned())),
        month: view.whole("month")?,
        bands: view.flag("bands")?.unwrap_or_default(),
        footprints: view.flag("footprints")?.unwrap_or_default(),
    })
}

fn read_camera(view: &Members) -> Result<Camera, Problem> {
    let place = view.place().inside("camera");
    let unknown =
        || place.error("No camera looks like this", "Write country, zones, or a centre with a zoom.");
    match view.get("camera") {
        None => Ok(Camera::Country),
        Some(Value::String(word)) if word == "country" => Ok(Camera::Country),
        Some(Value::String(word)) if word == "zones" => Ok(Camera::Zones),
        Some(value) => {
            let camera = object(value, &place).map_err(|_| unknown())?;
            let centre = camera.list("centre")?.unwrap_or_default();
            match (centre, camera.number("zoom")?) {
                ([x, y], Some(zoom)) => match (x.as_f64(), y.as_f64()) {
                    (Some(x), Some(y)) => Ok(Camera::At { centre: Coord { x, y }, zoom }),
                    _ => Err(unknown()),
                },
                _ => Err(unknown()),
            }
        }
    }
}

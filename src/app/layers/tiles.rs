//! Tiles under the map: which are wanted, which are on their way, which are on show.
//!
//! Two workers fetch, read and decode; the window uploads a few pictures a frame and keeps no
//! more of them than a limit. What has left the sheet is not fetched any more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use egui::{
    Color32, ColorImage, Context, Mesh, Painter, Pos2, Rect, Shape, TextureHandle, TextureOptions, pos2,
};
use serde::{Deserialize, Serialize};

use super::web::{Address, DEEPEST, Tile, Trouble, Web};
use crate::import::pmtiles::PmTiles;
use crate::problem::Refusal;
use crate::scene::view::View;

/// Tiles fetched or decoded at a time: what the policies of tile servers allow.
const WORKERS: usize = 2;

/// The most tiles kept as textures: 64 MB at 256 points a side, three full screens.
const TEXTURES: usize = 256;

/// Pictures sent to the screen in one frame: some 4 MB.
const UPLOADS: usize = 16;

/// The most pixels of a side of a tile.
const SIDE: u32 = 1024;

/// After so many failures in a row fetching stops until the user tries again.
const PATIENCE: u32 = 3;

/// Tiles are drawn from up to so many zooms further out while the right ones are not there.
const STAND_IN: u8 = 5;

/// Where tiles come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// From nowhere: there are none.
    #[default]
    Nowhere,
    /// From a server.
    Web,
    /// From a file.
    File,
}

/// What is remembered of tiles from one session to the next: never that they are on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The address with its places for zoom, column and row.
    pub address: String,
    /// Whose the tiles are.
    pub attribution: String,
    /// How strongly they are drawn, 0 to 1.
    pub opacity: f32,
    /// Whether the names of the base map stand over them.
    pub names: bool,
}

impl Default for Choice {
    fn default() -> Self {
        // The map's own ground shines through a little, so that zones stand out.
        Self { address: String::new(), attribution: String::new(), opacity: 0.8, names: false }
    }
}

/// Tiles under the map.
#[derive(Default)]
pub struct Tiles {
    /// What the user has chosen.
    pub choice: Choice,
    /// The file that was opened, if any.
    pub file: Option<Arc<PmTiles>>,
    /// Where the cache is; nowhere if `None`.
    pub home: Option<PathBuf>,
    /// Why the address does not do.
    pub refusal: Option<Refusal>,
    /// Whether the section of the panel is to be opened.
    pub reveal: bool,
    show: Option<Show>,
}

/// Tiles on show.
struct Show {
    source: Source,
    post: Arc<Post>,
    receiver: Receiver<(Tile, Outcome)>,
    known: BTreeMap<Tile, Known>,
    waiting: Vec<(Tile, ColorImage)>,
    frame: u64,
    failures: u32,
    trouble: Option<String>,
    /// Whether fetching has stopped.
    stopped: bool,
    /// Tiles of the sheet that are not there yet.
    missing: usize,
}

/// Where the tiles on show come from.
#[derive(Clone, Debug)]
enum Source {
    Web(Arc<Web>),
    File(Arc<PmTiles>),
}

/// A tile that was asked for.
struct Known {
    /// The picture; none where there is none.
    picture: Option<TextureHandle>,
    /// The frame in which it was last wanted.
    seen: u64,
}

/// What came of a tile.
type Outcome = Result<Option<ColorImage>, Trouble>;

/// What the workers are to fetch.
#[derive(Default)]
struct Queue {
    /// The tiles that are wanted, the nearest last.
    wanted: Vec<Tile>,
    /// Those being fetched, until the window has taken them.
    busy: BTreeSet<Tile>,
    /// Whether nothing more is fetched until the user tries again.
    halted: bool,
    closed: bool,
}

/// The letter box between window and workers.
#[derive(Default)]
struct Post {
    queue: Mutex<Queue>,
    bell: Condvar,
}

impl Post {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        // The queue is whole between two statements: a worker that broke off left nothing half done.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next tile to fetch; waits for one, and none comes when the tiles are gone.
    fn next(&self) -> Option<Tile> {
        let mut queue = self.queue();
        loop {
            if queue.closed {
                return None;
            }
            if !queue.halted
                && let Some(tile) = queue.wanted.pop()
            {
                queue.busy.insert(tile);
                return Some(tile);
            }
            queue = self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Show {
    fn drop(&mut self) {
        self.post.queue().closed = true;
        self.post.bell.notify_all();
    }
}

impl Source {
    fn tile(&self, tile: Tile) -> Outcome {
        let bytes = match self {
            Self::Web(web) => web.tile(tile, SystemTime::now())?,
            Self::File(file) => {
                file.tile(tile.zoom, tile.x, tile.y).map_err(|words| Trouble { words, lasting: true })?
            }
        };
        bytes.map(|bytes| decoded(&bytes)).transpose()
    }

    fn zooms(&self) -> [u8; 2] {
        match self {
            Self::Web(_) => [0, DEEPEST],
            Self::File(file) => file.zooms,
        }
    }
}

/// A picture in PNG or JPEG as the screen wants it.
fn decoded(bytes: &[u8]) -> Result<ColorImage, Trouble> {
    let unreadable = |why: &dyn std::fmt::Display| Trouble {
        words: format!("A tile is a damaged picture: {why}."),
        lasting: false,
    };
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(64 << 20);
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes));
    reader.limits(limits);
    let reader = reader.with_guessed_format().map_err(|error| unreadable(&error))?;
    let picture = reader.decode().map_err(|error| unreadable(&error))?.into_rgba8();
    let size = [picture.width() as usize, picture.height() as usize];
    Ok(ColorImage::from_rgba_unmultiplied(size, &picture))
}

/// What the tiles are doing, for the status line and the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// There are none, and nothing is fetched.
    Off,
    /// From a file; nothing is fetched.
    File(String),
    /// From a server, with the number on their way.
    Web(String, usize),
    /// Fetching has stopped, and why.
    Stopped(String),
}

impl Tiles {
    /// None, with what was chosen last; kept below a folder, or nowhere.
    pub fn new(choice: Choice, home: Option<PathBuf>) -> Self {
        Self { choice, home, ..Self::default() }
    }

    /// Where tiles come from.
    pub fn from(&self) -> From {
        match self.show.as_ref().map(|show| &show.source) {
            None => From::Nowhere,
            Some(Source::Web(_)) => From::Web,
            Some(Source::File(_)) => From::File,
        }
    }

    /// Whose the tiles on show are.
    pub fn attribution(&self) -> Option<String> {
        match &self.show.as_ref()?.source {
            Source::Web(_) => Some(self.choice.attribution.trim().to_owned()),
            Source::File(file) => Some(file.attribution.clone().unwrap_or_else(|| file.name.clone())),
        }
    }

    /// Whether any has come: until then the base map stays as it is.
    pub fn has_any(&self) -> bool {
        self.show.as_ref().is_some_and(|show| show.known.values().any(|known| known.picture.is_some()))
    }

    /// What they are doing.
    pub fn state(&self) -> State {
        let Some(show) = &self.show else { return State::Off };
        match (&show.source, &show.trouble) {
            (_, Some(trouble)) if show.stopped => State::Stopped(trouble.clone()),
            (Source::Web(web), _) => State::Web(web.address.server().to_owned(), show.missing),
            (Source::File(file), _) => State::File(file.name.clone()),
        }
    }

    /// What went wrong last, where fetching goes on.
    pub fn trouble(&self) -> Option<&str> {
        self.show.as_ref()?.trouble.as_deref()
    }

    /// Takes the tiles away; nothing is fetched any more.
    pub fn close(&mut self) {
        self.show = None;
    }

    /// Begins to fetch from the address in the field: the user has said so.
    pub fn fetch(&mut self, ctx: &Context) {
        self.refusal = None;
        let read = Address::read(&self.choice.address);
        let whose = self.choice.attribution.trim();
        let read = if whose.is_empty() {
            let way = "Write it as their licence asks, such as © OpenStreetMap contributors.";
            read.and(Err(Refusal::new("The tiles need a line that says whose they are", way)))
        } else {
            read
        };
        match read {
            Ok(address) => {
                let web = Web::new(address, self.home.as_deref());
                self.show = Some(Show::begin(Source::Web(Arc::new(web)), ctx));
            }
            Err(refusal) => {
                self.show = None;
                self.refusal = Some(refusal);
            }
        }
    }

    /// Shows the tiles of the file that was opened.
    pub fn show_file(&mut self, ctx: &Context) {
        let file = self.file.clone();
        self.show = file.map(|file| Show::begin(Source::File(file), ctx));
    }

    /// Fetches again what failed.
    pub fn try_again(&mut self) {
        if let Some(show) = &mut self.show {
            show.known.retain(|_, known| known.picture.is_some());
            (show.stopped, show.failures, show.trouble) = (false, 0, None);
            show.post.queue().halted = false;
        }
    }

    /// Takes what has come, and asks for what the sheet wants; `scale` is how much larger the
    /// map is than its view.
    pub fn tend(&mut self, view: &View, scale: f32, ctx: &Context) {
        let Some(show) = &mut self.show else { return };
        show.frame += 1;
        show.take(ctx);
        let wanted = wanted(view, scale, show.source.zooms());
        show.ask(&wanted);
        show.forget();
        if !show.waiting.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Why nothing shows although tiles are on: the file has none for this zoom.
    pub fn too_far_out(&self, view: &View, scale: f32) -> Option<u8> {
        let least = self.show.as_ref()?.source.zooms()[0];
        (zoom_of(view, scale) + 1 < least).then_some(least)
    }

    /// Draws what is there: each tile, or the piece of a coarser one that stands in for it.
    pub fn paint(&self, view: &View, scale: f32, painter: &Painter, corner: Pos2, tint: Color32) {
        let Some(show) = &self.show else { return };
        for tile in wanted(view, scale, show.source.zooms()) {
            let stand_in = (0..=STAND_IN.min(tile.zoom)).find_map(|up| {
                let above = Tile { zoom: tile.zoom - up, x: tile.x >> up, y: tile.y >> up };
                Some((up, show.known.get(&above)?.picture.as_ref()?))
            });
            let Some((up, texture)) = stand_in else { continue };
            let part = 1.0 / f32::from(1_u16 << up);
            let mask = (1_u32 << up) - 1;
            let uv = pos2((tile.x & mask) as f32 * part, (tile.y & mask) as f32 * part);
            let mut mesh = Mesh::with_texture(texture.id());
            mesh.add_rect_with_uv(
                place(tile, view, scale, corner),
                Rect::from_min_size(uv, egui::Vec2::splat(part)),
                tint,
            );
            painter.add(Shape::mesh(mesh));
        }
    }
}

impl Show {
    fn begin(source: Source, ctx: &Context) -> Self {
        let (sender, receiver) = channel();
        let post = Arc::new(Post::default());
        for _ in 0..WORKERS {
            let (source, post, sender, ctx) =
                (source.clone(), Arc::clone(&post), sender.clone(), ctx.clone());
            std::thread::spawn(move || work(&source, &post, &sender, &ctx));
        }
        Self {
            source,
            post,
            receiver,
            known: BTreeMap::new(),
            waiting: Vec::new(),
            frame: 0,
            failures: 0,
            trouble: None,
            stopped: false,
            missing: 0,
        }
    }

    /// Takes what the workers sent, and sends some pictures to the screen.
    fn take(&mut self, ctx: &Context) {
        while let Ok((tile, outcome)) = self.receiver.try_recv() {
            self.post.queue().busy.remove(&tile);
            match outcome {
                Ok(Some(picture)) => {
                    self.failures = 0;
                    self.waiting.push((tile, picture));
                }
                Ok(None) => self.learn(tile, None),
                Err(trouble) => {
                    self.failures += 1;
                    self.stopped |= trouble.lasting || self.failures >= PATIENCE;
                    self.trouble = Some(trouble.words);
                    self.learn(tile, None);
                }
            }
        }
        let now = self.waiting.len().min(UPLOADS);
        for (tile, picture) in self.waiting.drain(..now).collect::<Vec<_>>() {
            let name = format!("tile {}/{}/{}", tile.zoom, tile.x, tile.y);
            let texture = ctx.load_texture(name, picture, TextureOptions::LINEAR);
            self.learn(tile, Some(texture));
        }
    }

    fn learn(&mut self, tile: Tile, picture: Option<TextureHandle>) {
        self.known.insert(tile, Known { picture, seen: self.frame });
    }

    /// Asks for what is wanted and not there, in place of what was asked for before.
    fn ask(&mut self, wanted: &[Tile]) {
        let frame = self.frame;
        for tile in wanted {
            for up in 0..=STAND_IN.min(tile.zoom) {
                let above = Tile { zoom: tile.zoom - up, x: tile.x >> up, y: tile.y >> up };
                if let Some(known) = self.known.get_mut(&above) {
                    known.seen = frame;
                }
            }
        }
        let there = |tile: &Tile| {
            self.known.contains_key(tile) || self.waiting.iter().any(|(other, _)| other == tile)
        };
        let mut missing: Vec<Tile> = wanted.iter().filter(|tile| !there(tile)).copied().collect();
        self.missing = missing.len();
        let mut queue = self.post.queue();
        missing.retain(|tile| !queue.busy.contains(tile) && !self.stopped);
        // Workers take the last one first: that nearest to the middle.
        missing.reverse();
        let more = !missing.is_empty();
        queue.wanted = missing;
        drop(queue);
        if more {
            self.post.bell.notify_all();
        }
    }

    /// Lets go of the textures that have not been wanted for longest.
    fn forget(&mut self) {
        if self.known.len() <= TEXTURES {
            return;
        }
        let mut old: Vec<(u64, Tile)> = self.known.iter().map(|(tile, known)| (known.seen, *tile)).collect();
        old.sort_unstable();
        for (seen, tile) in old.into_iter().take(self.known.len() - TEXTURES) {
            if seen < self.frame {
                self.known.remove(&tile);
            }
        }
    }
}

/// Fetches what is wanted until the tiles are gone.
fn work(source: &Source, post: &Post, sender: &Sender<(Tile, Outcome)>, ctx: &Context) {
    while let Some(tile) = post.next() {
        let outcome = source.tile(tile);
        if outcome.as_ref().is_err_and(|trouble| trouble.lasting) {
            post.queue().halted = true;
        }
        if sender.send((tile, outcome)).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}

/// The zoom whose tiles are nearest to their own size.
fn zoom_of(view: &View, scale: f32) -> u8 {
    (view.zoom + f64::from(scale).log2()).round().clamp(0.0, f64::from(DEEPEST)) as u8
}

/// The tiles of the sheet, the nearest to its middle first; none where the source begins at a
/// larger zoom, since there would be too many.
fn wanted(view: &View, scale: f32, zooms: [u8; 2]) -> Vec<Tile> {
    let zoom = zoom_of(view, scale);
    if zoom + 1 < zooms[0] {
        return Vec::new();
    }
    let zoom = zoom.clamp(zooms[0], zooms[1]);
    let rows = f64::from(1_u32 << zoom);
    let [west, north, east, south] = view.world_box(0.0).map(|side| (side * rows).floor());
    let range = |from: f64, to: f64| from.max(0.0) as u32..=to.min(rows - 1.0).max(0.0) as u32;
    let mut tiles: Vec<Tile> =
        range(west, east).flat_map(|x| range(north, south).map(move |y| Tile { zoom, x, y })).collect();
    let off = |tile: &Tile| {
        let away = |at: u32, centre: f64| (f64::from(at) + 0.5 - centre * rows).powi(2);
        away(tile.x, view.centre[0]) + away(tile.y, view.centre[1])
    };
    tiles.sort_by(|a, b| off(a).total_cmp(&off(b)));
    tiles
}

/// Where a tile is in the window.
fn place(tile: Tile, view: &View, scale: f32, corner: Pos2) -> Rect {
    let rows = f64::from(1_u32 << tile.zoom);
    let spot = |x: u32, y: u32| {
        let [x, y] = view.place([f64::from(x) / rows, f64::from(y) / rows]);
        corner + egui::vec2(x, y) * scale
    };
    Rect::from_min_max(spot(tile.x, tile.y), spot(tile.x + 1, tile.y + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::Coord;

    const KYIV: Coord<f64> = Coord { x: 30.5234, y: 50.4501 };

    #[test]
    fn the_sheet_is_covered_from_its_middle_and_no_further() {
        for (zoom, size) in [(6.4, [1168.0, 920.0]), (9.6, [848.0, 720.0]), (14.0, [3840.0, 2160.0])] {
            let view = View::new(KYIV, zoom, size);
            let tiles = wanted(&view, 1.0, [0, DEEPEST]);
            assert!(tiles.len() < TEXTURES, "{} tiles at {zoom}", tiles.len());
            let rects: Vec<Rect> = tiles.iter().map(|tile| place(*tile, &view, 1.0, Pos2::ZERO)).collect();
            let middle = pos2(size[0] / 2.0, size[1] / 2.0);
            assert!(rects[0].expand(0.5).contains(middle), "the first is the one in the middle");
            for at in [Pos2::ZERO, middle, pos2(size[0] - 1.0, 1.0), pos2(3.0, size[1] - 1.0)] {
                assert!(rects.iter().any(|rect| rect.expand(0.1).contains(at)), "{at:?} at {zoom}");
            }
            let sheet = Rect::from_min_size(Pos2::ZERO, size.into());
            assert!(rects.iter().all(|rect| rect.intersects(sheet)));
            assert!((180.0..363.0).contains(&rects[0].width()), "{}", rects[0].width());
        }
        let far = View::new(KYIV, 5.0, [1000.0, 800.0]);
        assert!(wanted(&far, 1.0, [8, 12]).is_empty(), "a town's tiles are not drawn for a country");
        assert_eq!(wanted(&far, 1.0, [0, 3])[0].zoom, 3, "coarse tiles are drawn large");
    }

    #[test]
    fn a_damaged_picture_is_said() {
        let said = decoded(b"\x89PNG\r\n\x1a\nnothing").unwrap_err().words;
        assert!(said.contains("damaged picture"), "{said}");
    }
}

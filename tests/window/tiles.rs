//! Tiles under the map: from a server on this computer, from a file, and never unasked.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use cordon::app::command::Command;
use cordon::app::{Options, Theme};
use cordon::plan::{Plan, file};
use egui::vec2;

use crate::harness::Window;

/// What a server of tiles answers.
#[derive(Clone, Copy, PartialEq)]
enum Answer {
    /// Pictures, fresh for an hour.
    Pictures,
    /// Pictures that are stale at once.
    Stale,
    /// Refusal.
    Forbidden,
    /// A page.
    Page,
    /// Nothing: the line is cut.
    Nothing,
}

/// A server on this computer, and what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    answer: Arc<Mutex<Answer>>,
    /// The most requests that were being answered at one time.
    at_once: Arc<AtomicUsize>,
}

impl Server {
    fn answering(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/{{z}}/{{x}}/{{y}}.png", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(Mutex::new(answer));
        let (log, what) = (Arc::clone(&asked), Arc::clone(&answer));
        let at_once = Arc::new(AtomicUsize::new(0));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::clone(&at_once));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (log, what) = (Arc::clone(&log), Arc::clone(&what));
                let (now, most) = (Arc::clone(&now), Arc::clone(&most));
                std::thread::spawn(move || serve(stream.unwrap(), &log, &what, (&now, &most)));
            }
        });
        Self { address, asked, answer, at_once }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(
    stream: TcpStream,
    log: &Mutex<Vec<String>>,
    answer: &Mutex<Answer>,
    (now, most): (&AtomicUsize, &AtomicUsize),
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).unwrap_or(0) == 0 {
                return;
            }
        }
        most.fetch_max(now.fetch_add(1, SeqCst) + 1, SeqCst);
        let known = head.to_lowercase().contains("if-none-match: \"green\"");
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        log.lock().unwrap().push(head);
        let said = *answer.lock().unwrap();
        let (status, kind, control, body) = match said {
            Answer::Forbidden => ("403 Forbidden", "text/plain", "", b"no".to_vec()),
            Answer::Nothing => return,
            Answer::Page => ("200 OK", "text/html", "", b"<html>hello</html>".to_vec()),
            Answer::Stale if known => ("304 Not Modified", "image/png", "no-cache", Vec::new()),
            Answer::Stale => ("200 OK", "image/png", "no-cache", picture(&path)),
            Answer::Pictures => ("200 OK", "image/png", "max-age=3600", picture(&path)),
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: {control}\r\nETag: \"green\"\r\n\r\n",
            body.len()
        );
        now.fetch_sub(1, SeqCst);
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).is_err() {
            return;
        }
    }
}

/// Green meadows in a chequered pattern, with a road along two sides of each tile.
fn picture(path: &str) -> Vec<u8> {
    let number: u32 = path.bytes().filter(u8::is_ascii_digit).map(u32::from).sum();
    let meadow = if number.is_multiple_of(2) { [186, 214, 170] } else { [168, 204, 158] };
    let image = image::RgbImage::from_fn(256, 256, |x, y| {
        image::Rgb(if x < 3 || y < 3 { [232, 196, 120] } else { meadow })
    });
    let mut png = Vec::new();
    image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png
}

fn window(plan: Plan, theme: Theme, folder: &Path) -> Window {
    let options = Options {
        theme,
        settings: Some(folder.join("settings.json")),
        tiles: Some(folder.join("tiles")),
        ..Options::default()
    };
    Window::with(plan, vec2(1280.0, 800.0), options)
}

/// The address is typed, its credit too, and nothing else is said.
fn typed(window: &mut Window, server: &Server) {
    window.run(Command::Tiles);
    window.harness.run_steps(20);
    window.fill("Address of the tiles", &server.address);
    window.fill("Whose the tiles are", "© Meadow Survey");
}

fn from_the_web(window: &mut Window) {
    window.reach("From the web, at the address below");
}

/// Whether a place on the map is green.
fn green(window: &mut Window) -> bool {
    let at = window.spot(38.0, 52.2);
    let [red, green, blue] = window.colour(at);
    green > red.saturating_add(4) && green > blue.saturating_add(8)
}

#[test]
fn nothing_is_fetched_before_the_user_says_so_and_then_two_at_a_time_are() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::answering(Answer::Pictures);
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = window(file::example(), theme, folder.path());
        assert!(window.says("Network: No network"), "said in the status line");
        let before = server.asked().len();
        typed(&mut window, &server);
        window.harness.run_steps(60);
        assert_eq!(server.asked().len(), before, "a typed address alone fetches nothing");
        window.picture(&format!("tiles-off-{name}"));
        from_the_web(&mut window);
        window.wait_for("All tiles of the sheet are here, from 127.0.0.1");
        assert!(green(&mut window), "tiles lie under the zones");
        assert!(window.says("Network: 127.0.0.1"));
        assert!(window.app().credit_on_the_map().ends_with("tiles: © Meadow Survey"));
        window.picture(&format!("tiles-{name}"));
        window.run(Command::ToggleLayers);
        window.picture(&format!("tiles-map-{name}"));
        window.run(Command::Tiles);
        window.reach("None: no network");
        assert!(!green(&mut window));
        assert!(window.says("Network: No network"));
        assert!(!window.app().credit_on_the_map().contains("Meadow"));
    }
    let asked = server.asked();
    assert!((4..60).contains(&asked.len()), "{} requests: the second window read the disk", asked.len());
    assert!(asked.iter().all(|head| head.to_lowercase().contains("user-agent: cordon/")), "{}", asked[0]);
    assert!(server.at_once.load(SeqCst) <= 2, "{:?} at a time", server.at_once);
    let mut paths: Vec<&str> = asked.iter().filter_map(|head| head.split(' ').nth(1)).collect();
    let all = paths.len();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), all, "no tile twice");
    // The address is remembered, that it was on is not.
    let mut next = window(Plan::empty(), Theme::Light, folder.path());
    next.run(Command::Tiles);
    next.harness.run_steps(60);
    assert!(next.says("Network: No network"));
    assert_eq!(server.asked().len(), all);
}

#[test]
fn a_stale_tile_is_asked_for_by_its_tag_and_shown_while_the_server_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::answering(Answer::Stale);
    for _ in 0..2 {
        let mut window = window(Plan::empty(), Theme::Light, folder.path());
        typed(&mut window, &server);
        from_the_web(&mut window);
        window.wait_for("All tiles of the sheet are here");
        assert!(green(&mut window));
    }
    let tagged = server.asked().iter().filter(|head| head.contains("\"green\"")).count();
    assert!(tagged > 3, "{tagged} were asked for by tag");
    *server.answer.lock().unwrap() = Answer::Nothing;
    let mut window = window(Plan::empty(), Theme::Light, folder.path());
    typed(&mut window, &server);
    from_the_web(&mut window);
    window.wait_for("All tiles of the sheet are here");
    assert!(green(&mut window), "stale tiles, but tiles");
}

#[test]
fn what_is_wrong_is_said_in_words_and_fetching_stops() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::answering(Answer::Forbidden);
    let mut window = window(Plan::empty(), Theme::Light, folder.path());
    window.run(Command::Tiles);
    window.harness.run_steps(20);
    from_the_web(&mut window);
    assert!(window.says("must begin with https://"), "an empty address");
    window.fill("Address of the tiles", "https://tiles.example.org/{z}/{x}.png");
    from_the_web(&mut window);
    assert!(window.says("lacks {z}, {x} or {y}"));
    window.fill("Address of the tiles", &server.address);
    from_the_web(&mut window);
    assert!(window.says("a line that says whose they are"), "no tiles without credit");
    window.fill("Whose the tiles are", "© Meadow Survey");
    assert!(server.asked().is_empty());
    from_the_web(&mut window);
    window.wait_for("Stopped. 127.0.0.1 refuses: 403 Forbidden");
    window.harness.run_steps(120);
    let asked = server.asked().len();
    assert!(asked <= 2, "{asked} requests to a server that refuses");
    assert!(window.says("Network: Tiles stopped"));
    window.picture("tiles-stopped");
    *server.answer.lock().unwrap() = Answer::Page;
    window.reach("Try again");
    window.wait_for("something that is no picture");
    *server.answer.lock().unwrap() = Answer::Pictures;
    window.reach("Try again");
    window.wait_for("All tiles of the sheet are here");
    assert!(green(&mut window));
}

/// A PMTiles file with one green picture for the whole world at zooms 0 to 4.
fn archive(folder: &Path, kind: u8) -> PathBuf {
    let png = picture("/");
    let world: u64 = (0..5_u32).map(|zoom| 1_u64 << (2 * zoom)).sum();
    let mut root = vec![1, 0];
    for mut value in [world, png.len() as u64, 1] {
        while value >= 0x80 {
            root.push(value as u8 | 0x80);
            value >>= 7;
        }
        root.push(value as u8);
    }
    let about = br#"{"attribution":"<a>Meadow Survey</a>"}"#;
    let mut header = vec![0_u8; 127];
    header[..8].copy_from_slice(b"PMTiles\x03");
    let mut from = 127_u64;
    for (at, long) in [(8, root.len()), (24, about.len()), (40, 0), (56, png.len())] {
        header[at..at + 8].copy_from_slice(&from.to_le_bytes());
        header[at + 8..at + 16].copy_from_slice(&(long as u64).to_le_bytes());
        from += long as u64;
    }
    header[97..102].copy_from_slice(&[1, 1, kind, 0, 4]);
    let path = folder.join("meadows.pmtiles");
    std::fs::write(&path, [&header[..], &root, about, &png].concat()).unwrap();
    path
}

#[test]
fn a_file_of_pictures_is_dropped_and_one_of_vectors_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(Plan::empty(), Theme::Light, folder.path());
    window.drop_file(archive(folder.path(), 2));
    window.wait_for("Read from the disk. Nothing is fetched.");
    window.wait_until(|window| window.app().credit_on_the_map().ends_with("tiles: Meadow Survey"));
    for _ in 0..2_000 {
        window.harness.run_steps(1);
        if green(&mut window) {
            break;
        }
    }
    assert!(green(&mut window));
    assert!(window.says("Network: No network"), "a file needs none");
    window.picture("tiles-file");
    window.reach("None: no network");
    assert!(!green(&mut window));
    window.reach("From the file meadows.pmtiles");
    window.harness.run_steps(30);
    window.run(Command::Open);
    window.fill("File to open", &archive(folder.path(), 1).display().to_string());
    window.wait_for("vector tiles, which are not read");
    assert!(window.says("Take a raster PMTiles"));
}

//! Tiles from a server, fetched only once the user has asked for them.

use std::path::Path;
use std::time::{Duration, SystemTime};

use ureq::Agent;
use ureq::http::{Response, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};

use super::cache::{Cache, Kept, stale_after};
use crate::problem::Refusal;

/// A tile: its zoom, its column from the west, its row from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// Its zoom.
    pub zoom: u8,
    /// Its column.
    pub x: u32,
    /// Its row.
    pub y: u32,
}

/// The greatest zoom that is asked for: that of the map.
pub const DEEPEST: u8 = 14;

/// The most bytes of a tile.
const MOST: u64 = 2 << 20;

/// How long a server may take for one tile.
const PATIENCE: Duration = Duration::from_secs(20);

/// Addresses that only fill the field; nothing is fetched from any until the user says so.
pub const PRESETS: [(&str, &str, &str); 3] = [
    ("OpenStreetMap", "https://tile.openstreetmap.org/{z}/{x}/{y}.png", "© OpenStreetMap contributors"),
    (
        "OpenTopoMap",
        "https://a.tile.opentopomap.org/{z}/{x}/{y}.png",
        "© OpenStreetMap contributors, SRTM · OpenTopoMap (CC-BY-SA)",
    ),
    (
        "Humanitarian OpenStreetMap",
        "https://a.tile.openstreetmap.fr/hot/{z}/{x}/{y}.png",
        "© OpenStreetMap contributors · style: HOT, hosted by OSM France",
    ),
];

/// Why there is no tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong and what to do.
    pub words: String,
    /// Whether every other tile would meet the same: fetching stops.
    pub lasting: bool,
}

/// An address of tiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    template: String,
    host: String,
}

impl Address {
    /// Reads an address with places for zoom, column and row.
    ///
    /// # Errors
    /// What is no such address, in words.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let template = text.trim();
        let example = "Write it like https://tiles.example.org/{z}/{x}/{y}.png.";
        let rest = template.strip_prefix("https://").or_else(|| template.strip_prefix("http://"));
        let Some(rest) = rest else {
            return Err(Refusal::new("The address must begin with https:// or http://", example));
        };
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default();
        if host.is_empty() || host.contains(['{', ' ']) && !host.contains("{s}") {
            return Err(Refusal::new("The address names no server", example));
        }
        let row = template.contains("{y}") || template.contains("{-y}");
        if !template.contains("{z}") || !template.contains("{x}") || !row {
            return Err(Refusal::new("The address lacks {z}, {x} or {y}", example));
        }
        Ok(Self { template: template.to_owned(), host: host.replace("{s}", "a") })
    }

    /// The server, without a port.
    pub fn server(&self) -> &str {
        self.host.split(':').next().unwrap_or_default()
    }

    /// The address of a tile.
    fn of(&self, tile: Tile) -> String {
        let rows = 1_u32 << tile.zoom;
        self.template
            .replace("{z}", &tile.zoom.to_string())
            .replace("{x}", &tile.x.to_string())
            .replace("{-y}", &rows.saturating_sub(1 + tile.y).to_string())
            .replace("{y}", &tile.y.to_string())
            .replace("{s}", "a")
            .replace("{r}", "")
    }
}

/// A server of tiles.
#[derive(Debug)]
pub struct Web {
    /// Its address.
    pub address: Address,
    agent: Agent,
    cache: Option<Cache>,
}

impl Web {
    /// A server; nothing is fetched yet. Tiles are kept below a folder, or nowhere.
    pub fn new(address: Address, home: Option<&Path>) -> Self {
        // The certificates of the system: an organisation may have its own.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .user_agent(concat!(
                "Cordon/",
                env!("CARGO_PKG_VERSION"),
                " (+",
                env!("CARGO_PKG_REPOSITORY"),
                ")"
            ))
            .http_status_as_error(false)
            .max_redirects(3)
            .timeout_global(Some(PATIENCE))
            .tls_config(tls);
        // A server on this computer is not reached by way of another.
        let config = match address.server() {
            "localhost" | "127.0.0.1" => config.proxy(None),
            _ => config,
        };
        let cache = home.map(|home| Cache::new(home, &address.template));
        Self { agent: config.build().new_agent(), cache, address }
    }

    /// The picture of a tile: from the disk while it is fresh, otherwise from the server;
    /// nothing where the server has none.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn tile(&self, tile: Tile, now: SystemTime) -> Result<Option<Vec<u8>>, Trouble> {
        let kept = self.cache.as_ref().and_then(|cache| cache.read(tile, now));
        match kept {
            Some(kept) if kept.fresh => Ok(Some(kept.picture)),
            kept => self.fetched(tile, kept, now),
        }
    }

    fn fetched(&self, tile: Tile, kept: Option<Kept>, now: SystemTime) -> Result<Option<Vec<u8>>, Trouble> {
        let mut request = self.agent.get(self.address.of(tile));
        if let Some(kept) = kept.as_ref().filter(|kept| !kept.tag.is_empty()) {
            request = request.header(header::IF_NONE_MATCH, &kept.tag);
        }
        let mut answer = match request.call() {
            Ok(answer) => answer,
            // An old picture is better than none while the server cannot be reached.
            Err(error) => return kept.map(|kept| Some(kept.picture)).ok_or_else(|| self.unreached(&error)),
        };
        let said = |name: header::HeaderName| {
            answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let stale =
            stale_after(&said(header::CACHE_CONTROL), &said(header::EXPIRES), &said(header::AGE), now);
        let tag = said(header::ETAG);
        match (answer.status(), kept) {
            (StatusCode::NOT_MODIFIED, Some(kept)) => {
                self.keep(tile, &kept.picture, &kept.tag, stale);
                Ok(Some(kept.picture))
            }
            (StatusCode::OK, _) => {
                let picture = self.picture(&mut answer)?;
                self.keep(tile, &picture, &tag, stale);
                Ok(Some(picture))
            }
            (StatusCode::NO_CONTENT | StatusCode::NOT_FOUND | StatusCode::GONE, _) => Ok(None),
            (status, _) => Err(self.refused(status)),
        }
    }

    fn keep(&self, tile: Tile, picture: &[u8], tag: &str, stale: Option<SystemTime>) {
        if let Some((cache, stale)) = self.cache.as_ref().zip(stale) {
            cache.write(tile, picture, tag, stale);
        }
    }

    fn picture(&self, answer: &mut Response<ureq::Body>) -> Result<Vec<u8>, Trouble> {
        let server = self.address.server();
        let bytes =
            answer.body_mut().with_config().limit(MOST).read_to_vec().map_err(|error| match error {
                ureq::Error::BodyExceedsLimit(_) => Trouble {
                    words: format!(
                        "{server} sends tiles of more than {} MB. Is this an address of tiles?",
                        MOST >> 20
                    ),
                    lasting: true,
                },
                error => self.unreached(&error),
            })?;
        if image::guess_format(&bytes).is_err() {
            let words = format!("{server} answers with something that is no picture. Check the address.");
            return Err(Trouble { words, lasting: true });
        }
        Ok(bytes)
    }

    fn refused(&self, status: StatusCode) -> Trouble {
        let server = self.address.server();
        let reason = status.canonical_reason().unwrap_or("no reason given");
        let status = status.as_u16();
        let way = match status {
            401 | 403 => "It may want a key in the address, or not allow this use.",
            418 | 429 => "It has had too many requests. Wait a while before trying again.",
            500.. => "The fault is on its side. Try again later.",
            _ => "Check the address.",
        };
        Trouble { words: format!("{server} refuses: {status} {reason}. {way}"), lasting: status < 500 }
    }

    fn unreached(&self, error: &ureq::Error) -> Trouble {
        let server = self.address.server();
        let words = match error {
            ureq::Error::HostNotFound => {
                format!("{server} is not known. Check the address and the connection.")
            }
            ureq::Error::Timeout(_) => format!("{server} does not answer in {} seconds.", PATIENCE.as_secs()),
            // A certificate is looked at while the connection is made: an error of that comes as
            // one of reading and writing.
            error if error.to_string().contains("certificate") => format!(
                "{server} shows a certificate that this computer does not trust. Check the address, or \
                 ask whoever runs the network. ({error})"
            ),
            error => format!("{server} cannot be reached: {error}."),
        };
        Trouble { words, lasting: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_is_not_trusted_is_called_so() {
        let web = Web::new(Address::read("https://tiles.example/{z}/{x}/{y}").unwrap(), None);
        let certificate = std::io::Error::other("invalid peer certificate: UnknownIssuer");
        let why = web.unreached(&ureq::Error::Io(certificate));
        assert!(why.words.starts_with("tiles.example shows a certificate that"), "{}", why.words);
        assert!(why.words.contains("UnknownIssuer") && !why.lasting, "{}", why.words);
        let gone = web.unreached(&ureq::Error::Io(std::io::Error::other("connection reset")));
        assert!(gone.words.starts_with("tiles.example cannot be reached"), "{}", gone.words);
    }

    #[test]
    fn an_address_has_a_server_and_places_for_the_tile() {
        let said = |text: &str| Address::read(text).map_or_else(|why| why.to_string(), |it| it.host);
        assert_eq!(said(" https://tile.openstreetmap.org/{z}/{x}/{y}.png "), "tile.openstreetmap.org");
        assert_eq!(said("http://localhost:8080/{z}/{x}/{y}"), "localhost:8080");
        assert_eq!(said("https://{s}.tile.example/{z}/{x}/{-y}.jpg"), "a.tile.example");
        assert!(said("tile.openstreetmap.org/{z}/{x}/{y}.png").contains("begin with https://"));
        assert!(said("https:///{z}/{x}/{y}").contains("names no server"));
        assert!(said("https://example.org/tiles/{z}/{x}.png").contains("lacks {z}, {x} or {y}"));
        assert!(said("file:///etc/{z}{x}{y}").contains("begin with"));
        let tile = Tile { zoom: 3, x: 5, y: 2 };
        let of = |text: &str| Address::read(text).unwrap().of(tile);
        assert_eq!(of("https://{s}.a.org/{z}/{x}/{y}{r}.png"), "https://a.a.org/3/5/2.png");
        assert_eq!(of("https://a.org/{z}/{x}/{-y}.png"), "https://a.org/3/5/5.png");
        assert!(
            PRESETS.iter().all(|(_, address, whose)| Address::read(address).is_ok() && !whose.is_empty())
        );
    }
}

//! What the page is answered over HTTP. Every answer is whole, is for this page alone and loads
//! nothing from elsewhere.

use std::io;
use std::path::Path;
use std::sync::Arc;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::{Semaphore, watch};

use super::folder::{Folder, LONGEST, Unread};
use super::gate::{self, Gate};
use super::{assets, socket};
use crate::rules;

/// The longest body: a text as it was and as it is to be, as JSON.
const LONGEST_BODY: usize = 4 * LONGEST as usize;

/// How many pages are served at once.
const SESSIONS: usize = 8;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// An answer.
pub(super) type Answer = Response<Full<Bytes>>;

/// What is served.
#[derive(Debug)]
pub(super) struct Site {
    gate: Gate,
    folder: Arc<Folder>,
    write: bool,
    sessions: Arc<Semaphore>,
    /// Turns true when the program is to end.
    end: watch::Receiver<bool>,
}

/// What is asked to be saved.
#[derive(Deserialize)]
struct Save {
    /// The text as the page had it; none for a new file.
    old: Option<String>,
    /// The text to put in its place.
    new: String,
}

impl Site {
    /// A site for a folder.
    pub(super) fn new(gate: Gate, folder: Folder, write: bool, end: watch::Receiver<bool>) -> Self {
        let sessions = Arc::new(Semaphore::new(SESSIONS));
        Self { gate, folder: Arc::new(folder), write, sessions, end }
    }

    /// Answers a request.
    pub(super) async fn answer(&self, request: Request<Incoming>) -> Answer {
        let (parts, body) = request.into_parts();
        let asked = match self.gate.admit(&parts) {
            Ok(asked) => asked.to_owned(),
            Err(refusal) => {
                tracing::info!("refused: {refusal}");
                return words(StatusCode::FORBIDDEN, &refusal.to_string());
            }
        };
        let request = Request::from_parts(parts, body);
        match (request.method(), asked.as_str()) {
            (&Method::GET, "lsp") if gate::is_upgrade(request.headers()) => self.socket(request),
            (&Method::GET, "") => assets::page(),
            (&Method::GET, "config") => self.config(),
            (&Method::GET, path) => match path.split_once('/') {
                Some(("article", address)) => self.text(address),
                Some(("rule", id)) => rule(id),
                _ => assets::asset(path).unwrap_or_else(|| words(StatusCode::NOT_FOUND, "nothing here")),
            },
            (&Method::PUT, path) => match path.strip_prefix("article/") {
                Some(address) => self.save(address, request.into_body()).await,
                None => words(StatusCode::NOT_FOUND, "nothing here"),
            },
            _ => {
                let mut answer = words(StatusCode::METHOD_NOT_ALLOWED, "not done here");
                answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, PUT"));
                answer
            }
        }
    }

    fn socket(&self, request: Request<Incoming>) -> Answer {
        let Ok(seat) = Arc::clone(&self.sessions).try_acquire_owned() else {
            return words(StatusCode::SERVICE_UNAVAILABLE, "too many pages are open");
        };
        let bridge = super::bridge::Bridge::new(Arc::clone(&self.folder), self.write);
        socket::open(request, bridge, seat, self.end.clone())
            .unwrap_or_else(|| words(StatusCode::BAD_REQUEST, "no WebSocket"))
    }

    /// What the page has to know before it begins.
    fn config(&self) -> Answer {
        let root = crate::server::uri_of(self.folder.root());
        let config = json!({"name": self.folder.name(), "root": root, "write": self.write});
        typed(StatusCode::OK, JSON, config.to_string())
    }

    fn text(&self, address: &str) -> Answer {
        let Some(path) = self.folder.named(address) else {
            return words(StatusCode::FORBIDDEN, "not in this folder");
        };
        match Folder::read(&path) {
            Ok(text) => typed(StatusCode::OK, TEXT, text),
            Err(Unread::TooLong) => words(StatusCode::PAYLOAD_TOO_LARGE, "longer than the page takes"),
            Err(fault @ Unread::Fault(_)) => {
                tracing::info!("{fault}");
                words(StatusCode::NOT_FOUND, "no such text")
            }
        }
    }

    async fn save(&self, address: &str, body: Incoming) -> Answer {
        if !self.write {
            return words(StatusCode::FORBIDDEN, "nothing is saved without --write");
        }
        let Some(path) = self.folder.named(address) else {
            return words(StatusCode::FORBIDDEN, "not in this folder");
        };
        // Told beforehand, it need not be read.
        if body.size_hint().lower() > LONGEST_BODY as u64 {
            return words(StatusCode::PAYLOAD_TOO_LARGE, "too long");
        }
        let Ok(body) = Limited::new(body, LONGEST_BODY).collect().await else {
            return words(StatusCode::PAYLOAD_TOO_LARGE, "too long");
        };
        let Ok(save) = serde_json::from_slice::<Save>(&body.to_bytes()) else {
            return words(StatusCode::BAD_REQUEST, "not what was expected");
        };
        if save.new.len() as u64 > LONGEST {
            return words(StatusCode::PAYLOAD_TOO_LARGE, "too long");
        }
        written(&path, &save)
    }
}

fn written(path: &Path, save: &Save) -> Answer {
    match Folder::write(path, save.old.as_deref(), &save.new) {
        Ok(()) => words(StatusCode::OK, "saved"),
        Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {
            words(StatusCode::CONFLICT, "changed meanwhile")
        }
        Err(fault) => {
            tracing::warn!("{}: {fault}", path.display());
            words(StatusCode::INTERNAL_SERVER_ERROR, "cannot be written")
        }
    }
}

/// A rule's page, as Markdown.
fn rule(id: &str) -> Answer {
    match rules::rule(id) {
        Some(rule) => typed(StatusCode::OK, TEXT, rule.page),
        None => words(StatusCode::NOT_FOUND, "no such rule"),
    }
}

/// A short answer in words, for a person who looks at what the browser was told.
fn words(status: StatusCode, words: &str) -> Answer {
    typed(status, TEXT, words.to_owned())
}

/// An answer of a type, that nobody keeps and no other page may use.
pub(super) fn typed(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

//! The page's own files. They are made by `editors/web/build.sh` and are part of the program.

use hyper::StatusCode;
use hyper::header::{CONTENT_SECURITY_POLICY, HeaderValue};

use super::gate::random_word;
use super::site::{Answer, typed};

const PAGE: &str = include_str!("../../editors/web/dist/index.html");

/// What stands in the page where its one-time word goes.
const NONCE: &str = "{nonce}";

const FILES: [(&str, &str, &[u8]); 4] = [
    ("play.js", "text/javascript; charset=utf-8", include_bytes!("../../editors/web/dist/play.js")),
    ("play.css", "text/css; charset=utf-8", include_bytes!("../../editors/web/dist/play.css")),
    ("icon.svg", "image/svg+xml", include_bytes!("../../editors/web/dist/icon.svg")),
    ("licences.txt", "text/plain; charset=utf-8", include_bytes!("../../editors/web/dist/licences.txt")),
];

/// The page. It runs and shows only what is its own; the editor's style sheets, made while it
/// runs, have to bear a word that nobody knew before.
pub(super) fn page() -> Answer {
    // Without randomness the editor is unstyled, and nothing is less safe.
    let nonce = random_word().unwrap_or_default();
    let mut answer = typed(StatusCode::OK, "text/html; charset=utf-8", PAGE.replace(NONCE, &nonce));
    let style = if nonce.is_empty() { String::new() } else { format!(" 'nonce-{nonce}'") };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer
}

/// One of its files, if there is one of this name.
pub(super) fn asset(name: &str) -> Option<Answer> {
    let (_, kind, bytes) = FILES.iter().find(|(own, ..)| *own == name)?;
    Some(typed(StatusCode::OK, kind, *bytes))
}

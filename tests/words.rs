//! Every key that the code asks `data/words.toml` for is there, in both languages.
#![allow(clippy::expect_used)] // A test may give up.

use std::fs;
use std::path::{Path, PathBuf};

use isnad::settings::Severity;
use isnad::words;
use regex::Regex;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

#[test]
fn every_key_in_the_code_is_known() {
    let call = Regex::new(r#"\b(?:say|count)\(\s*[^,()"]*,\s*"([^"{}]+)""#).expect("a pattern");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut asked = 0;
    let mut unknown = Vec::new();
    for path in sources(&root) {
        let code = fs::read_to_string(&path).expect("a source");
        for key in call.captures_iter(&code).map(|c| c[1].to_owned()) {
            asked += 1;
            if !words::knows(&key) {
                unknown.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(asked > 20, "{asked} keys");
    assert_eq!(unknown, [""; 0]);
}

#[test]
fn keys_made_from_names_are_known() {
    for severity in Severity::ALL {
        assert!(words::knows(&format!("count.{}", severity.name())));
    }
}

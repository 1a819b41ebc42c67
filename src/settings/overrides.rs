//! Levels for some files only: a desk's opinion pages are held to other rules than its news.

use std::collections::BTreeMap;

use globset::{Glob, GlobBuilder, GlobMatcher};

use super::{Level, clean_path};

/// An entry of `[[overrides]]`: levels that hold for the files its patterns name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// The files it holds for.
    pub files: Vec<Pattern>,
    /// Levels, named as in [`Settings::rules`](super::Settings::rules).
    pub rules: BTreeMap<String, Level>,
}

impl Override {
    /// Whether it holds for an article, by its path relative to the settings' folder.
    pub fn holds_for(&self, relative_path: &str) -> bool {
        let path = clean_path(relative_path);
        self.files.iter().any(|pattern| pattern.matcher.is_match(&path))
    }
}

/// A pattern of paths: `*` within a name, `**` over folders, `{a,b}`. One without `/` holds in
/// every folder, one that ends in `/` for all that lies in that folder.
#[derive(Clone, Debug)]
pub struct Pattern {
    written: String,
    matcher: GlobMatcher,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with one that is none, in English.
    pub fn new(written: &str) -> Result<Self, String> {
        let glob = compiled(written).map_err(|e| e.kind().to_string())?;
        Ok(Self { written: written.to_owned(), matcher: glob.compile_matcher() })
    }
}

fn compiled(written: &str) -> Result<Glob, globset::Error> {
    let bare = written.trim_start_matches("./");
    let inner = bare.trim_end_matches('/');
    let mut whole = if inner.contains('/') || bare.starts_with('/') {
        inner.trim_start_matches('/').to_owned()
    } else {
        format!("**/{inner}")
    };
    if inner.len() < bare.len() {
        whole.push_str("/**");
    }
    GlobBuilder::new(&whole).literal_separator(true).build()
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Pattern {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_patterns_name() {
        for (pattern, path, holds) in [
            ("opinion/**", "opinion/a.txt", true),
            ("opinion/**", "opinion/2023/a.txt", true),
            ("opinion/**", "news/opinion/a.txt", false),
            ("opinion/", "news/opinion/a.txt", true),
            ("/opinion/", "news/opinion/a.txt", false),
            ("/opinion/", "./opinion/a.txt", true),
            ("*.md", "desk/a.md", true),
            ("desk/*.md", "desk/old/a.md", false),
            ("desk/*.{md,txt}", "desk\\مقال.txt", true),
            ("رأي/**", "رأي/مقال.txt", true),
            ("a.txt", "b/a.txt", true),
            ("a.txt", "b/aa.txt", false),
        ] {
            let entry =
                Override { files: vec![Pattern::new(pattern).expect("a pattern")], rules: BTreeMap::new() };
            assert_eq!(entry.holds_for(path), holds, "{pattern} {path}");
        }
        assert!(Pattern::new("a{b").is_err());
    }
}

//! The words a user sees that belong to no rule: labels of cards, terminal lines, names of kinds.
//!
//! They stand in `data/words.toml`, in Arabic and English side by side. A rule's own words stand
//! in the rule's file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The language isnad speaks to its user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Arabic.
    #[default]
    Ar,
    /// English.
    En,
}

impl Language {
    /// Reads a locale such as `ar-EG`, `en_US.UTF-8` or `fr`: Arabic for `ar…`, English else.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("ar") {
            Self::Ar
        } else {
            Self::En
        }
    }
}

#[derive(Deserialize)]
struct Entry {
    ar: String,
    en: String,
}

static WORDS: LazyLock<BTreeMap<String, Entry>> =
    LazyLock::new(|| toml::from_str(include_str!("../data/words.toml")).unwrap_or_default());

/// The words for `key` in `language`, with `{0}`, `{1}` … replaced by `args`. An unknown key is
/// shown as it is (a test sees to it that there is none).
pub fn say(language: Language, key: &str, args: &[&str]) -> String {
    let text = match (WORDS.get(key), language) {
        (Some(entry), Language::Ar) => entry.ar.as_str(),
        (Some(entry), Language::En) => entry.en.as_str(),
        (None, _) => key,
    };
    fill(text, args)
}

/// Whether `data/words.toml` knows `key`.
pub fn knows(key: &str) -> bool {
    WORDS.contains_key(key)
}

/// Replaces `{0}`, `{1}` … in a template.
pub fn fill(template: &str, args: &[&str]) -> String {
    let mut out = Cow::Borrowed(template);
    for (i, arg) in args.iter().enumerate() {
        out = Cow::Owned(out.replace(&format!("{{{i}}}"), arg));
    }
    out.into_owned()
}

/// A Latin name inside Arabic text, set between isolates so that it does not turn the line round.
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert!(
            toml::from_str::<BTreeMap<String, Entry>>(include_str!("../data/words.toml")).is_ok()
        );
        for (key, entry) in WORDS.iter() {
            for i in 0..4 {
                let slot = format!("{{{i}}}");
                assert_eq!(
                    entry.ar.contains(&slot),
                    entry.en.contains(&slot),
                    "{key} {slot}"
                );
            }
        }
    }
}

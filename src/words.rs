//! The words a user sees that belong to no rule: labels of cards, terminal lines, names of kinds.
//!
//! They stand in `data/words.toml`, in Arabic and English side by side. A rule's own words stand
//! in the rule's file.

pub mod calendar;
mod file;

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::lexicon::stored_lexicon;

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
        if locale.to_ascii_lowercase().starts_with("ar") { Self::Ar } else { Self::En }
    }
}

static WORDS: LazyLock<file::Words> = LazyLock::new(|| stored_lexicon!("words"));

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

/// The words for `n` of something, in the form that the number asks for.
///
/// The entry holds the forms parted by `|`: in Arabic one, two, 3–10, 11–99 and 100, in English one
/// and more; `{0}` is the number.
pub fn count(language: Language, key: &str, n: usize) -> String {
    let all = say(language, key, &[]);
    let forms: Vec<&str> = all.split('|').collect();
    let form = match (language, n, n % 100) {
        (_, 1, _) => 0,
        (Language::En, ..) | (Language::Ar, 2, _) => 1,
        (Language::Ar, _, 3..=10) => 2,
        (Language::Ar, _, 11..=99) => 3,
        (Language::Ar, ..) => 4,
    };
    let form = forms.get(form).or(forms.last()).copied().unwrap_or("");
    fill(form, &[&n.to_string()])
}

/// An article's words inside a message: on one line, in the language's quotation marks, clipped
/// after some 60 letters, and isolated where they would turn an Arabic line round.
pub fn quote(language: Language, words: &str) -> String {
    let words = clip(words, 60);
    match language {
        Language::Ar if words.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            format!("«{}»", isolate(&words))
        }
        Language::Ar => format!("«{words}»"),
        Language::En => format!("“{words}”"),
    }
}

/// Words on one line and of at most `most` characters, cut between two words and ended by `…`
/// where they are longer.
pub fn clip(words: &str, most: usize) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(most) else {
        return line;
    };
    let kept = line.get(..cut).unwrap_or("");
    let kept = kept.rsplit_once(' ').map_or(kept, |(before, _)| before);
    format!("{}…", kept.trim_end_matches(['،', ',', '؛', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_ask_for_their_form() {
        let ar = |n| count(Language::Ar, "count.warning", n);
        assert_eq!(ar(1), "تحذير واحد");
        assert_eq!(ar(2), "تحذيران");
        assert_eq!(ar(3), "3 تحذيرات");
        assert_eq!(ar(11), "11 تحذيرا");
        assert_eq!(ar(100), "100 تحذير");
        assert_eq!(ar(105), "105 تحذيرات");
        assert_eq!(count(Language::En, "count.warning", 1), "1 warning");
        assert_eq!(count(Language::En, "count.warning", 0), "0 warnings");
    }

    #[test]
    fn quotations_stay_on_one_line() {
        assert_eq!(quote(Language::Ar, "أكثر من\n10 جندي"), "«أكثر من 10 جندي»");
        assert_eq!(quote(Language::Ar, "Reuters"), "«\u{2068}Reuters\u{2069}»");
        assert_eq!(clip("قال إن، بلاده", 8), "قال إن…");
    }

    #[test]
    fn the_table_is_whole() {
        for (key, entry) in WORDS.iter() {
            for i in 0..4 {
                let slot = format!("{{{i}}}");
                assert_eq!(entry.ar.contains(&slot), entry.en.contains(&slot), "{key} {slot}");
            }
        }
    }
}

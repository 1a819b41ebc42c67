//! Arabic names in Latin letters, for an entry's English name and id: a proposal, since Arabic
//! writes no short vowels. Words and letters stand in `data/lexicon/romanise.toml`.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::fold::{fold, is_mark};
use super::lexicon::stored_lexicon;

mod file;

use file::Table;

static TABLE: LazyLock<Table> = LazyLock::new(|| stored_lexicon!("romanise"));

/// A name in Latin letters, each word with a capital but for particles: محمد السمسماني gives
/// "Mohammed al-Samsamani". `known` gives a word's usual spelling where the caller knows one.
pub fn romanise(name: &str, known: impl Fn(&str) -> Option<String>) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == '_').map(|w| word(w, &known));
    let words: Vec<_> = words.filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// An id of the knowledge base for a name in Latin letters: lower case, hyphenated; empty where it
/// has no letter or digit.
pub fn slug(latin: &str) -> String {
    let mut out = String::with_capacity(latin.len());
    for c in latin.nfd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if (c.is_whitespace() || matches!(c, '-' | '_' | '.' | '/')) && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

fn word(word: &str, known: &impl Fn(&str) -> Option<String>) -> String {
    let word: String = word.chars().filter(|c| !is_mark(*c) && !c.is_control()).collect();
    if !word.chars().any(is_arabic) {
        return word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '.')).collect();
    }
    let listed = |w: &str| known(w).or_else(|| TABLE.words.get(&*fold(w)).cloned());
    if let Some(latin) = listed(&word) {
        return latin;
    }
    match word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1) {
        Some(rest) => {
            let latin = listed(rest).unwrap_or_else(|| capital(&spell(rest)));
            format!("al-{latin}")
        }
        None => capital(&spell(&word)),
    }
}

/// A word letter by letter. Long vowels are written; where two consonants meet at the beginning of
/// a syllable an a stands between them, which is the commonest of the vowels left out.
fn spell(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|c| TABLE.letters.contains_key(c)).collect();
    let mut out = String::new();
    // Whether the syllable has its vowel, so that a consonant may close it.
    let mut open = false;
    for (i, &letter) in letters.iter().enumerate() {
        let next = letters.get(i + 1).copied();
        if let Some(vowel) = vowel_at(&letters, i) {
            if !(out.ends_with(['a', 'i', 'u']) && out.ends_with(vowel)) {
                out.push_str(vowel);
            }
            open = true;
            continue;
        }
        out.push_str(TABLE.letters.get(&letter).map_or("", String::as_str));
        let before_vowel = next.is_none() || vowel_at(&letters, i + 1).is_some();
        if before_vowel {
            open = false;
        } else if open {
            // It closes the syllable; the next one begins.
            open = false;
        } else {
            out.push('a');
            let closes = letters.get(i + 2).is_none() || vowel_at(&letters, i + 2).is_none();
            open = closes;
        }
    }
    out
}

/// The vowel a letter stands for at its place: the letters of long vowels are consonants at the
/// beginning of a word and before another vowel.
fn vowel_at(letters: &[char], at: usize) -> Option<&'static str> {
    let letter = letters.get(at)?;
    let vowel = TABLE.vowels.get(letter)?;
    let glide = matches!(letter, 'و' | 'ي' | 'ی');
    let next_is_vowel = letters.get(at + 1).is_some_and(|n| TABLE.vowels.contains_key(n) && *n != 'ع');
    let after_vowel = at > 0 && letters.get(at - 1).is_some_and(|p| matches!(p, 'ا' | 'آ' | 'ى'));
    if glide && (at == 0 || next_is_vowel || after_vowel && at + 1 < letters.len()) {
        return None;
    }
    Some(vowel)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// Whether this is a letter or sign of the Arabic script.
pub const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_latin_letters() {
        for (name, latin) in [
            ("محمد السمسماني", "Mohammed al-Samsamani"),
            ("عبد الرحمن بن خالد", "Abd al-Rahman bin Khaled"),
            ("فهد الكردي", "Fahd al-Kardi"),
            ("لبنان", "Labnan"),
            ("وائل يازجي", "Wael Yazji"),
            ("أبو_بكر", "Abu Bakr"),
            ("مُحَمَّد", "Mohammed"),
            ("John O'Neill", "John O'Neill"),
            ("«سمسم» \"x\"", "Samsam x"),
            ("张伟", "张伟"),
            ("", ""),
        ] {
            assert_eq!(romanise(name, |_| None), latin, "{name}");
        }
        let known = |w: &str| (w == "شويغو").then(|| "Shoigu".to_owned());
        assert_eq!(romanise("سمير شويغو", known), "Samir Shoigu");
    }

    #[test]
    fn ids_of_names() {
        for (latin, id) in [
            ("Mohammed al-Samsamani", "mohammed-al-samsamani"),
            ("José  O'Neill", "jose-oneill"),
            ("张伟", ""),
            ("-- x . y --", "x-y"),
        ] {
            assert_eq!(slug(latin), id, "{latin}");
        }
    }
}

//! Where a text only seems to end: initials with dots, and lines that are wrapped inside a sentence.

mod file;

use std::sync::LazyLock;

use super::fold::{fold, is_alphabetic, is_mark};
use super::lexicon::stored_lexicon;
use file::Joints;

static JOINTS: LazyLock<Joints> = LazyLock::new(|| stored_lexicon!("joints"));

/// Most letters of a word that is looked up.
const LONGEST: usize = 24;
/// Digits of a year.
const YEAR: usize = 4;

/// Whether the full stop between two parts of a text is an initial's: «د. أحمد», «جورج دبليو. بوش»,
/// «وقالت أ.ف.ب. إن». Behind an abbreviation or a letter's name و opens a new sentence.
pub(super) fn is_initial(before: &str, behind: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    if letters(word) == 1 && word.chars().next_back().is_some_and(is_alphabetic) && is_bare(word) {
        return true;
    }
    let next = behind.trim_start();
    if next.is_empty() || next.starts_with('و') {
        return false;
    }
    let parts = word.strip_prefix(['(', '"', '«', '“']).unwrap_or(word).split('.');
    let dotted = word.contains('.') && parts.clone().all(|p| letters(p) == 1) && parts.count() > 1;
    dotted || (is_letter_name(word) && !is_letter_name(last_word(before, word)))
}

/// Whether a word is one letter with nothing before it.
fn is_bare(word: &str) -> bool {
    word.chars().next().is_some_and(is_alphabetic)
}

/// How many letters a word has, its marks aside.
fn letters(word: &str) -> usize {
    word.chars().filter(|c| !is_mark(*c)).count()
}

fn is_letter_name(word: &str) -> bool {
    word.len() <= LONGEST && JOINTS.letters.contains(&fold(word))
}

/// The word before the last one.
fn last_word<'t>(text: &'t str, last: &str) -> &'t str {
    let before = text[..text.len() - last.len()].trim_end();
    before.rsplit(char::is_whitespace).next().unwrap_or(before)
}

/// Whether a line goes on in the next: it ends with a word that ends no sentence. Headings, lists and tables
/// stay apart.
pub(super) fn goes_on(line: &str, next: &str) -> bool {
    if line.starts_with(['#', '|', '<'])
        || next.starts_with(['#', '|', '<', '>', '-', '*', '+', '•', '`', '='])
    {
        return false;
    }
    let mut words = line.split_whitespace().rev();
    let (last, before) = (words.next().unwrap_or_default(), words.next());
    if before.is_none() || last.len() > LONGEST || !last.ends_with(is_alphabetic) {
        return false;
    }
    let last = fold(last);
    let digits = next.chars().take_while(char::is_ascii_digit).count();
    let year = || digits == YEAR && JOINTS.before_year.contains(&last);
    JOINTS.unfinished.contains(&last) || year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials() {
        for (before, behind) in [
            ("قال د", " أحمد"),
            ("قال جورج دبليو", " بوش"),
            ("وقال جي", " دي. فانس"),
            ("وقال جي. دي", " فانس"),
            ("وقالت أ.ف.ب", " إن"),
            ("وقالت (أ.ف.ب", ") إن"),
        ] {
            assert!(is_initial(before, behind), "{before}");
        }
        for (before, behind) in [
            ("قال", " ثم"),
            ("بحسب أ.ف.ب", ""),
            ("بحسب أ.ف.ب", " وقال"),
            ("وقال لبي بي سي", " إن"),
            ("نحو 5", " ثم"),
        ] {
            assert!(!is_initial(before, behind), "{before}");
        }
    }

    #[test]
    fn wrapped_lines() {
        assert!(goes_on("وقال بيسكوف يوم الجمعة إن", "14 جنديا قتلوا"));
        assert!(goes_on("في 3 أكتوبر", "2023 خلال"));
        for (line, next) in [
            ("قال بيسكوف", "14 جنديا"),
            ("في 3 أكتوبر", "14 جنديا"),
            ("### قال إن", "14 جنديا"),
            ("وقال إن", "- بيسكوف"),
            ("قال إن.", "نعم"),
            ("إن", "نعم"),
        ] {
            assert!(!goes_on(line, next), "{line}");
        }
    }
}

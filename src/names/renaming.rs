//! Another spelling for a name, and what each of the places where it stands has to change for it.

use super::spelling::{alike, key};
use super::wording::{Word, words};
use crate::text::Span;

/// From one spelling of a name to another.
#[derive(Clone, Debug)]
pub struct Renaming {
    old: Vec<Word>,
    /// The words that take the place of the old ones, where they are as many; a word that stays is
    /// its own.
    pairs: Option<Vec<Word>>,
    from: String,
    to: String,
}

impl Renaming {
    /// From `from` to `to`, both with blanks between their words.
    pub fn new(from: &str, to: &str) -> Self {
        let old: Vec<Word> = words(from).map(|(_, word)| word).collect();
        let new: Vec<Word> = words(to).map(|(_, word)| word).collect();
        let all = |list: &[Word], name: &str| list.len() == name.split_whitespace().count();
        let articles = |name: &str| name.split_whitespace().map(|w| w.starts_with("ال")).collect::<Vec<_>>();
        let paired = !old.is_empty()
            && old.len() == new.len()
            && all(&old, from)
            && all(&new, to)
            && articles(from) == articles(to);
        Self { old, pairs: paired.then_some(new), from: from.to_owned(), to: to.to_owned() }
    }

    /// What a name has to change: spans of its bytes and what comes there. A part of the name, as a
    /// surname by itself, changes where its own words do.
    pub fn mend(&self, name: &str) -> Vec<(Span, String)> {
        let theirs: Vec<(usize, Word)> = words(name).collect();
        let joined = theirs.len() != self.old.len() && key(name) == key(&self.from);
        if joined || (self.old.is_empty() && name.trim() == self.from) {
            return self.put(Span::new(0, name.len()), name);
        }
        let Some(pairs) = &self.pairs else {
            return self.whole(name, &theirs);
        };
        let mut out = Vec::new();
        for (at, word) in &theirs {
            let mut changed = self.old.iter().zip(pairs).filter(|(old, new)| old.written != new.written);
            let new = changed.find(|(old, _)| is_one(old, word)).map(|(_, new)| &new.written);
            if let Some(new) = new.filter(|new| **new != word.written) {
                out.push((Span::new(*at, *at + word.written.len()), new.clone()));
            }
        }
        out
    }

    /// The old words where they stand together in a name, as one.
    fn whole(&self, name: &str, theirs: &[(usize, Word)]) -> Vec<(Span, String)> {
        let fits = |window: &&[(usize, Word)]| {
            window.iter().zip(&self.old).all(|((_, word), old)| is_one(old, word))
        };
        let found = if self.old.is_empty() { None } else { theirs.windows(self.old.len()).find(fits) };
        let Some([(start, _), ..]) = found else {
            return Vec::new();
        };
        let end = found.and_then(<[_]>::last).map_or(*start, |(at, word)| at + word.written.len());
        let article = name[..*start].strip_suffix("ال").filter(|_| self.from.starts_with("ال"));
        self.put(Span::new(article.map_or(*start, str::len), end), name)
    }

    /// The new spelling in the place of some bytes; words in quotation marks are left as they are.
    fn put(&self, span: Span, name: &str) -> Vec<(Span, String)> {
        let (old, joint) = (span.of(name), if name.contains('_') { "_" } else { " " });
        let new = self.to.split_whitespace().collect::<Vec<_>>().join(joint);
        let quoted =
            old.contains(crate::text::token::is_quote) && !self.from.contains(crate::text::token::is_quote);
        if old == new || quoted { Vec::new() } else { vec![(span, new)] }
    }
}

/// Whether a word is the old one, or another spelling of it.
fn is_one(old: &Word, word: &Word) -> bool {
    old.folded == word.folded || alike(&old.folded, &word.folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::wording::mended;

    #[test]
    fn what_was_renamed_changes_and_nothing_else() {
        for (from, to, name, after) in [
            // The surname was renamed, so it changes by itself, too.
            ("سيرغي شويغو", "سيرغي شويجو", "شويغو", "شويجو"),
            ("سيرغي شويغو", "سيرغي شويجو", "سيرجي_شويغو", "سيرجي_شويجو"),
            // The first name was: a bare surname stays.
            ("سيرغي شويغو", "سيرجي شويغو", "شويغو", "شويغو"),
            ("سيرغي شويغو", "سيرجي شويغو", "“سيرغي” شويغو", "“سيرجي” شويغو"),
            ("شويغو", "شويجو", "سيرغي شويغو", "سيرغي شويجو"),
            // Other spellings of the same word follow.
            ("ترامب", "ترامپ", "دونالد ترمب", "دونالد ترامپ"),
            // What differs only in hamza or ال is a difference, too.
            ("كيم جونغ اون", "كيم جونغ أون", "كيم_جونغ_اون", "كيم_جونغ_أون"),
            ("الكرملين", "الكريملين", "الكرملين", "الكريملين"),
            ("كويت", "الكويت", "كويت", "الكويت"),
            // Words joined or parted.
            ("بيونغ يانغ", "بيونغيانغ", "بيونغ يانغ", "بيونغيانغ"),
            ("بيونغيانغ", "بيونغ يانغ", "بيونغيانغ", "بيونغ يانغ"),
            ("بيونغ يانغ", "بيونج يانج", "بيونغيانغ", "بيونج يانج"),
            ("عبد الله", "عبدالله", "الملك عبد الله الثاني", "الملك عبدالله الثاني"),
            ("Putin", "Poutine", "Putin", "Poutine"),
            ("سيرغي شويغو", "سيرغي كوجوغيتوفيتش شويغو", "شويغو", "شويغو"),
        ] {
            let changes = Renaming::new(from, to).mend(name);
            assert_eq!(mended(name, &changes), after, "{from} → {to}: {name}");
        }
    }
}

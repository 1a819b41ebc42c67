//! What is being typed before the cursor, and how it can be read as the beginning of a name.

use crate::knowledge::name_words;
use crate::names::near::is_everyday;
use crate::text::fold::{fold, is_mark};
use crate::text::{Span, clitic, run};

/// Most words of a name that are read before the cursor.
const WORDS: usize = 5;

/// Letters that have to be typed, ال left out: of the word itself, and behind letters joined to it.
const LETTERS: (usize, usize) = (2, 3);

/// The words before the cursor, as far as they can be one name.
pub(super) struct Typed<'t> {
    text: &'t str,
    words: Vec<Span>,
    /// Whether they stand in a hashtag, where `_` takes the place of blanks.
    pub(super) hashtag: bool,
}

/// A way to read some of the words as the beginning of a name.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// What of the text it takes in, to the cursor.
    pub(super) span: Span,
    /// The words [as names are compared](name_words).
    pub(super) words: Vec<String>,
    /// How many letters are typed.
    pub(super) letters: usize,
    /// Whether letters joined to the word were taken off.
    pub(super) joined: bool,
    /// Whether it begins with an everyday word: then only a whole name does.
    pub(super) everyday: bool,
    lam: Lam,
}

/// Whether ل stands right before a word, so that it melts with ال.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lam {
    No,
    Before,
    /// And the ا of ال is written away already (لل).
    Fused,
}

impl<'t> Typed<'t> {
    /// What is typed at a byte offset; `None` inside a word, behind a blank and in an address.
    pub(super) fn at(text: &'t str, offset: usize) -> Option<Self> {
        let (before, after) = text.split_at_checked(offset)?;
        if after.starts_with(is_letter) {
            return None;
        }
        let run = before.rsplit(char::is_whitespace).next()?;
        let hashtag = run.rsplit('#').next().is_some_and(|tag| run.contains('#') && tag.chars().all(in_tag));
        if run::is_address(run) && !hashtag {
            return None;
        }
        let mut words = Vec::new();
        let mut end = offset;
        while words.len() < WORDS {
            let start = before[..end].trim_end_matches(is_letter).len();
            if start == end || before[start..].starts_with(char::is_numeric) {
                break;
            }
            words.push(Span::new(start, end));
            let joint = if hashtag { '_' } else { ' ' };
            match before[..start].strip_suffix(joint) {
                Some(rest) => end = rest.len(),
                None => break,
            }
        }
        words.reverse();
        (!words.is_empty()).then_some(Self { text, words, hashtag })
    }

    /// How the words can be read, by how many of them are taken, most first: in each way first as they
    /// stand, then without the letters joined to the first of them. A word of the language alone
    /// begins no name.
    pub(super) fn readings(&self) -> impl Iterator<Item = Vec<Reading>> + '_ {
        let counts = (0..self.words.len()).map(|from| &self.words[from..]);
        counts.map(|words| self.readings_of(words))
    }

    fn readings_of(&self, words: &[Span]) -> Vec<Reading> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return Vec::new();
        };
        let key = fold(first.of(self.text));
        let alone = words.len() == 1;
        // لقاء is no ل before a name.
        let whole_everyday = is_everyday(&key);
        if alone && whole_everyday {
            return Vec::new();
        }
        let read = |split: clitic::Split<'_>| {
            let start = clitic::skip(first.of(self.text), *first, split.letters);
            let head = if split.fused { format!("ال{}", split.rest) } else { split.rest.to_owned() };
            let mut typed = name_words(&head);
            typed.extend(words.iter().skip(1).flat_map(|word| name_words(word.of(self.text))));
            let bare: usize = typed.iter().map(|word| word.chars().count()).sum();
            let article = typed.first().is_some_and(|word| word.starts_with("ال"));
            let letters = bare.saturating_sub(if article { 2 } else { 0 });
            let joined = split.letters > 0;
            let wanted = if joined { LETTERS.1 } else { LETTERS.0 };
            let everyday = is_everyday(&split.word());
            let enough = if alone { !everyday && letters >= wanted } else { !(joined && whole_everyday) };
            (enough && typed.iter().all(|w| !w.is_empty())).then(|| Reading {
                span: Span::new(start, last.end),
                words: typed,
                letters,
                joined,
                everyday,
                lam: match split.governs {
                    _ if split.fused => Lam::Fused,
                    Some('ل') => Lam::Before,
                    _ => Lam::No,
                },
            })
        };
        clitic::splits(&key).filter_map(read).collect()
    }

    /// What a reading takes in, as it is typed.
    pub(super) fn words(&self, reading: &Reading) -> &'t str {
        reading.span.of(self.text)
    }

    /// A name as it is written in a reading's place: in a hashtag with `_` between its words, and behind
    /// ل without the ا of its ال. `None` where it cannot stand there.
    pub(super) fn written(&self, name: &str, reading: &Reading) -> Option<String> {
        let melted = name.strip_prefix('ا').filter(|rest| reading.lam != Lam::No && rest.starts_with('ل'));
        if reading.lam == Lam::Fused && melted.is_none() {
            return None;
        }
        let name = melted.unwrap_or(name);
        if !self.hashtag {
            return Some(name.to_owned());
        }
        let tag = name.split_whitespace().collect::<Vec<_>>().join("_");
        tag.chars().all(in_tag).then_some(tag)
    }
}

/// What is left of a name (from the word that was begun on) behind the letters typed.
pub(super) fn rest<'n>(name: &'n str, reading: &Reading) -> &'n str {
    let typed: usize = reading.words.iter().map(|word| word.chars().count()).sum();
    let has_article = |word: &str| fold(word).starts_with("ال");
    let lacks = has_article(name) && !reading.words.first().is_some_and(|word| has_article(word));
    let typed = typed + if lacks { 2 } else { 0 };
    let letters = name.char_indices().filter(|(_, c)| c.is_alphanumeric() && !is_mark(*c));
    letters.map(|(at, _)| at).nth(typed).map_or("", |at| &name[at..])
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn in_tag(c: char) -> bool {
    is_letter(c) || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readings at the end of a text, each as the words it takes in.
    fn readings(text: &str) -> Vec<Vec<&str>> {
        let Some(typed) = Typed::at(text, text.len()) else {
            return Vec::new();
        };
        let all = typed.readings().map(|r| r.iter().map(|r| typed.words(r)).collect::<Vec<_>>());
        all.filter(|r| !r.is_empty()).collect()
    }

    #[test]
    fn words_are_read_with_and_without_what_is_joined_to_them() {
        assert_eq!(readings("وبوت"), [vec!["وبوت", "بوت"]]);
        assert_eq!(readings("لقاء سيرغي ش"), [vec!["لقاء سيرغي ش"], vec!["سيرغي ش"]]);
        assert_eq!(readings("(لسيرغي شو"), [vec!["لسيرغي شو", "سيرغي شو"], vec!["شو"]]);
        assert_eq!(readings("قال zel"), [vec!["قال zel"], vec!["zel"]]);
        assert_eq!(readings("#سيرغي_شو"), [vec!["سيرغي_شو"], vec!["شو"]]);
    }

    #[test]
    fn words_of_the_language_begin_no_name() {
        for text in
            ["على", "وقال", "", "قال ", "ب", "ال", "الك", "عام 2023", "https://t.co/abc", "@alar", "a@bc"]
        {
            assert_eq!(readings(text), Vec::<Vec<&str>>::new(), "{text}");
        }
        assert!(Typed::at("بوتين", "بو".len()).is_none());
    }

    #[test]
    fn names_are_written_as_their_place_has_it() {
        let written = |text: &str, name: &str| {
            let typed = Typed::at(text, text.len()).unwrap();
            let all: Vec<_> = typed.readings().flatten().collect();
            let reading = all.iter().find(|r| r.lam == Lam::Fused).or(all.last()).unwrap();
            typed.written(name, reading)
        };
        assert_eq!(written("للكرم", "الكرملين").as_deref(), Some("لكرملين"));
        assert_eq!(written("للكرم", "ألمانيا"), None);
        assert_eq!(written("#سيرغي_شو", "سيرغي شويغو").as_deref(), Some("سيرغي_شويغو"));
        assert_eq!(written("#شو", "وكالة “تاس”"), None);
    }
}

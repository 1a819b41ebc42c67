//! A quick pass over a whole text: the known names in it that need nothing else to agree. It knows no
//! blocks, no titles and no context; what it leaves out, the analysis proper finds. Start reading from
//! [`find`].

use super::MentionKind;
use super::matcher::kind_of;
use crate::knowledge::{EntityId, Knowledge, NO_FORM, Surface, SurfaceForm, code};
use crate::text::fold::{fold_char, is_mark};
use crate::text::token::is_quote;
use crate::text::{Span, scratch};

/// A known name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scouted {
    /// Where, in the text; attached proclitics are outside.
    pub span: Span,
    /// What kind of mention it is.
    pub kind: MentionKind,
    /// Whom or what it names.
    pub entity: EntityId,
    /// The line it stands on, counted from 0.
    pub line: u16,
}

/// Room for the letters of a text that is kept for the next: more than nearly all articles take.
const ROOM: usize = 1 << 20;

/// Letters of a name behind the proclitic ك, which is rare.
const BEHIND_KAF: usize = 6;

/// Letters of a name that may be written in more or fewer words than a knowledge file has.
const RESPELT: usize = 8;

/// The known names of a text from `from` on that stand by themselves, in order, none overlapping.
pub fn find(text: &str, from: usize, knowledge: &Knowledge) -> Vec<Scouted> {
    // The room is kept from one text to the next.
    let letters = scratch::take::<Letters>().read(text, from);
    let out = find_in(&letters, text, knowledge);
    if letters.codes.capacity() <= ROOM {
        scratch::give_back(letters);
    }
    out
}

fn find_in(letters: &Letters, text: &str, knowledge: &Knowledge) -> Vec<Scouted> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < letters.codes.len() {
        at = match letters.fit(at, knowledge) {
            Some(fit) => {
                out.extend(letters.name(&fit, text, knowledge));
                fit.end
            }
            None => letters.next_word(at),
        };
    }
    out
}

/// A form that begins and ends where words do.
struct Fit<'s> {
    /// First letter of its first word, proclitics included.
    word: usize,
    /// Its own first letter, and one past its last.
    first: usize,
    end: usize,
    readings: &'s [Surface],
}

/// The letters of a text, one behind the other without what stands between words.
#[derive(Default)]
struct Letters {
    /// A byte a letter; [`BEGINS`] is set for the first of a word. 0, with that set, for a sign no
    /// name goes on over.
    codes: Vec<u8>,
    /// Where each begins in the text.
    starts: Vec<u32>,
    /// The first letters of the lines but the first.
    lines: Vec<u32>,
}

/// Set in the byte of a word's first letter.
const BEGINS: u8 = 0x80;

/// What a character of two bytes from the Arabic block is, by its place there: the byte of its letter,
/// or one of these.
const MARK: u8 = 254;
const SIGN: u8 = 255;

const ARABIC: [u8; 256] = {
    let mut table = [SIGN; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = arabic(0x600 + at as u32);
        at += 1;
    }
    table
};

/// The byte of an Arabic character; [`SIGN`] for one whose folding is not one letter.
const fn arabic(point: u32) -> u8 {
    let Some(c) = char::from_u32(point) else {
        return SIGN;
    };
    if is_mark(c) {
        return MARK;
    }
    match code(crate::text::fold::level(c)) {
        0 => SIGN,
        letter => letter,
    }
}

impl Letters {
    /// The letters of a text in the place of those there were.
    fn read(self, text: &str, from: usize) -> Self {
        let mut out = self;
        let room = text.len() / 2;
        out.codes.clear();
        out.starts.clear();
        out.lines.clear();
        out.codes.reserve(room);
        out.starts.reserve(room);
        let bytes = text.as_bytes();
        let mut at = from;
        let mut begins = BEGINS;
        while let Some(&byte) = bytes.get(at) {
            let known = match (byte, bytes.get(at + 1)) {
                (b' ' | b'_', _) => {
                    (at, begins) = (at + 1, BEGINS);
                    continue;
                }
                (0xD8..=0xDB, Some(&next)) => {
                    let place = (usize::from(byte) - 0xD8) << 6 | usize::from(next & 0x3F);
                    ARABIC.get(place).copied().unwrap_or(SIGN)
                }
                _ => SIGN,
            };
            match known {
                SIGN => (at, begins) = out.other(text, at, begins),
                MARK => at += 2,
                letter => {
                    out.put(letter | begins, at);
                    (at, begins) = (at + 2, 0);
                }
            }
        }
        out
    }

    fn put(&mut self, code: u8, start: usize) {
        self.codes.push(code);
        self.starts.push(start as u32);
    }

    /// Takes in a character that is no plain Arabic letter; gives what follows it, and whether a word
    /// begins there.
    fn other(&mut self, text: &str, at: usize, begins: u8) -> (usize, u8) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return (text.len(), BEGINS);
        };
        let end = at + c.len_utf8();
        if is_mark(c) {
            return (end, begins);
        }
        if c.is_alphanumeric() {
            let mut first = begins;
            fold_char(c, |f| {
                let code = if code(f) == 0 { NO_FORM } else { code(f) };
                self.put(code | std::mem::take(&mut first), at);
            });
            return (end, 0);
        }
        if c == '\n' {
            self.lines.push(self.codes.len() as u32);
        }
        // A name goes on over blanks, quotation marks and hyphens, and over nothing else.
        if !(is_quote(c) || c == '-' || (c.is_whitespace() && !matches!(c, '\n' | '\r'))) {
            self.put(BEGINS, at);
        }
        (end, BEGINS)
    }

    fn begins(&self, at: usize) -> bool {
        self.codes.get(at).is_none_or(|code| code & BEGINS != 0)
    }

    /// The byte of a letter; 0 past the end.
    fn code(&self, at: usize) -> u8 {
        self.codes.get(at).map_or(0, |code| code & !BEGINS)
    }

    fn next_word(&self, at: usize) -> usize {
        (at + 1..self.codes.len()).find(|at| self.begins(*at)).unwrap_or(self.codes.len())
    }

    /// Where a letter ends in the text, the marks on it included.
    fn end(&self, at: usize, text: &str) -> Option<usize> {
        let start = *self.starts.get(at)? as usize;
        let rest = text.get(start..)?;
        let behind = rest.char_indices().skip(1).find(|(_, c)| !is_mark(*c));
        Some(start + behind.map_or(rest.len(), |(at, _)| at))
    }

    /// The longest form from a word on; a whole word before a stripped one.
    fn fit<'k>(&self, word: usize, knowledge: &'k Knowledge) -> Option<Fit<'k>> {
        let mut best: Option<Fit<'k>> = None;
        for stripped in self.proclitics(word) {
            let at = word + stripped;
            let fused = self.code(at) == code('ل') && self.code(at + 1) == code('ل');
            let further = || (at + 1..).map(|at| self.code(at));
            let over = |length: usize| self.begins(at + length);
            let plain = knowledge.sieve().longest(std::iter::once(self.code(at)).chain(further()), over);
            // لل stands for ل and ال, whose alef it has taken.
            let whole =
                fused.then(|| knowledge.sieve().longest(std::iter::once(code('ا')).chain(further()), over));
            let plain = plain.map(|(length, readings)| Fit { word, first: at, end: at + length, readings });
            let whole = whole.flatten();
            let whole =
                whole.map(|(length, readings)| Fit { word, first: at + 1, end: at + length, readings });
            for fit in plain.into_iter().chain(whole) {
                let longer = best.as_ref().is_none_or(|best| best.end < fit.end);
                if longer && self.is_plausible(&fit) {
                    best = Some(fit);
                }
            }
        }
        best
    }

    /// How many of a word's first letters may be proclitics, from none on.
    fn proclitics(&self, word: usize) -> impl Iterator<Item = usize> {
        let joined = [code('و'), code('ف')].contains(&self.code(word));
        let governing = |at: usize| [code('ب'), code('ل'), code('ك')].contains(&self.code(at));
        let one = (joined || governing(word)) && !self.begins(word + 1);
        let two = joined && governing(word + 1) && !self.begins(word + 2) && one;
        std::iter::once(0).chain(one.then_some(1)).chain(two.then_some(2))
    }

    /// Whether a form behind the proclitic ك is long enough: that one is rare.
    fn is_plausible(&self, fit: &Fit<'_>) -> bool {
        let kaf = fit.first > fit.word && self.code(fit.first - 1) == code('ك');
        let article = self.code(fit.first) == code('ا') && self.code(fit.first + 1) == code('ل');
        !kaf || article || fit.end - fit.first >= BEHIND_KAF
    }

    /// The name a form stands for, where it is one and stands by itself.
    fn name(&self, fit: &Fit<'_>, text: &str, knowledge: &Knowledge) -> Option<Scouted> {
        let words = 1 + (fit.first + 1..fit.end).filter(|at| self.begins(*at)).count();
        let letters = fit.end - fit.first;
        let spelt = |s: &&Surface| {
            usize::from(s.words) == words || (letters >= RESPELT && s.form == SurfaceForm::Name)
        };
        let strong = fit.readings.iter().filter(spelt);
        let strong = strong.filter(|s| matches!(s.form, SurfaceForm::Name | SurfaceForm::Demonym));
        let named = strong.clone().any(|s| s.form == SurfaceForm::Name);
        let adjective = !named || self.follows_definite_noun(fit.word);
        let form = if adjective { SurfaceForm::Demonym } else { SurfaceForm::Name };
        let mut meant = strong.filter(|s| s.form == form);
        let entity = knowledge.at(meant.next()?.entity)?;
        if meant.next().is_some() {
            return None;
        }
        // US and AP, but not "us" or "ap".
        let latin = self.code(fit.first) >= code('a');
        if latin && letters <= 3 {
            return None;
        }
        let (start, end) = (*self.starts.get(fit.first)? as usize, self.end(fit.end - 1, text)?);
        let line = self.lines.partition_point(|first| *first as usize <= fit.first);
        Some(Scouted {
            span: Span::new(start, end),
            kind: if adjective { MentionKind::Demonym } else { kind_of(entity.kind) },
            entity: entity.id.clone(),
            line: u16::try_from(line).unwrap_or(u16::MAX),
        })
    }

    /// Whether the word before one has the article: السعودية behind الحكومة is an adjective.
    fn follows_definite_noun(&self, word: usize) -> bool {
        let Some(last) = word.checked_sub(1) else {
            return false;
        };
        let first = (0..=last).rev().find(|at| self.begins(*at)).unwrap_or(0);
        let article = |at: &usize| self.code(*at) == code('ا') && self.code(at + 1) == code('ل');
        let definite = self.proclitics(first).map(|stripped| first + stripped).find(article);
        definite.is_some_and(|at| last >= at + 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Metadata, analyse};

    fn found(text: &str) -> Vec<(String, String)> {
        let knowledge = Knowledge::built_in();
        let found = find(text, 0, &knowledge).into_iter();
        found.map(|n| (n.span.of(text).to_owned(), n.entity.to_string())).collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn names_are_found_behind_proclitics_and_in_any_spelling() {
        assert_eq!(
            found("وزار بوتين بيونجيانغ، ولبيونغ يانغ وموسكو دور في كُوريا الشمالية."),
            pairs(&[
                ("بوتين", "vladimir-putin"),
                ("بيونجيانغ", "pyongyang"),
                ("بيونغ يانغ", "pyongyang"),
                ("موسكو", "moscow"),
                ("كُوريا الشمالية", "north-korea"),
            ])
        );
        assert_eq!(found("قال للكرملين"), pairs(&[("لكرملين", "kremlin")]));
        assert_eq!(found("كيم\nجونغ أون"), pairs(&[]));
        assert_eq!(found("بكين وباريس"), pairs(&[("بكين", "beijing"), ("باريس", "paris")]));
    }

    #[test]
    fn inside_a_word_there_is_no_name() {
        assert_eq!(found("الموسكوفية"), pairs(&[]));
        assert_eq!(found("أبوتين"), pairs(&[]));
    }

    #[test]
    fn what_it_finds_the_analysis_finds() {
        let knowledge = Knowledge::built_in();
        let (mut agreed, mut all) = (0, 0);
        for seed in std::fs::read_dir("seeds").unwrap().filter_map(Result::ok) {
            if seed.path().extension().is_none_or(|e| e != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(seed.path()).unwrap();
            let analysis = analyse(&text, &Metadata::default(), &knowledge);
            for name in find(&text, 0, &knowledge) {
                all += 1;
                // An adjective may be part of a title or of a body's name there.
                let same = |m: &&crate::names::Mention| {
                    m.span.overlaps(name.span)
                        && (m.entity.as_ref() == Some(&name.entity) || m.span.len() > name.span.len())
                };
                agreed += usize::from(analysis.mentions.iter().any(|m| same(&m)));
            }
        }
        assert!(all > 150 && agreed * 100 >= all * 95, "{agreed} of {all}");
    }
}

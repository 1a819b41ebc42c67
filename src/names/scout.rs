//! A quick pass over a whole text: the known names in it that need nothing else to agree. It knows no
//! blocks, no titles and no context; what it leaves out, the analysis proper finds. Start reading from
//! [`find`].

use super::MentionKind;
use super::matcher::kind_of;
use crate::knowledge::{EntityId, Knowledge, Met, Surface, SurfaceForm, code};
use crate::text::Span;
use crate::text::fold::{fold_char, is_mark};
use crate::text::token::is_quote;

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

/// Letters of a name behind the proclitic ك, which is rare.
const BEHIND_KAF: usize = 6;

/// Letters of a name that may be written in more or fewer words than a knowledge file has.
const RESPELT: usize = 8;

/// The known names of a text from `from` on that stand by themselves, in order, none overlapping.
pub fn find(text: &str, from: usize, knowledge: &Knowledge) -> Vec<Scouted> {
    let letters = Letters::new(text, from);
    let mut fits: Vec<Fit<'_>> =
        knowledge.sieve().all(&letters.codes).filter_map(|met| letters.fit(met)).collect();
    // The longest from each word on; a whole word before a stripped one.
    fits.sort_by_key(|fit| (fit.word, std::cmp::Reverse(fit.end), fit.first));
    let mut out = Vec::new();
    let mut free = 0;
    for fit in fits {
        if fit.word < free {
            continue;
        }
        free = fit.end;
        out.extend(letters.name(&fit, knowledge));
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
struct Letters {
    codes: Vec<u8>,
    /// Where each begins in the text.
    starts: Vec<u32>,
    /// Where each ends, the marks on it included.
    ends: Vec<u32>,
    /// Whether each begins a word.
    begins: Vec<bool>,
    /// The first letters of the lines but the first.
    lines: Vec<u32>,
}

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
    fn new(text: &str, from: usize) -> Self {
        let room = text.len() / 2;
        let mut out = Self {
            codes: Vec::with_capacity(room),
            starts: Vec::with_capacity(room),
            ends: Vec::with_capacity(room),
            begins: Vec::with_capacity(room),
            lines: Vec::new(),
        };
        let bytes = text.as_bytes();
        let mut at = from;
        let mut begins = true;
        while let Some(&byte) = bytes.get(at) {
            let known = match (byte, bytes.get(at + 1)) {
                (b' ' | b'_', _) => {
                    (at, begins) = (at + 1, true);
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
                MARK => {
                    at += 2;
                    out.mark(at);
                }
                letter => {
                    out.put(letter, at, at + 2, begins);
                    (at, begins) = (at + 2, false);
                }
            }
        }
        out
    }

    fn put(&mut self, code: u8, start: usize, end: usize, begins: bool) {
        self.codes.push(code);
        self.starts.push(start as u32);
        self.ends.push(end as u32);
        self.begins.push(begins);
    }

    fn mark(&mut self, end: usize) {
        if let Some(last) = self.ends.last_mut() {
            *last = end as u32;
        }
    }

    /// Takes in a character that is no plain Arabic letter; gives what follows it, and whether a word
    /// begins there.
    #[cold]
    fn other(&mut self, text: &str, at: usize, begins: bool) -> (usize, bool) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return (text.len(), true);
        };
        let end = at + c.len_utf8();
        if is_mark(c) {
            self.mark(end);
            return (end, begins);
        }
        if c.is_alphanumeric() {
            let mut first = begins;
            fold_char(c, |f| {
                let code = if code(f) == 0 { Met::NO_FORM } else { code(f) };
                self.put(code, at, end, std::mem::replace(&mut first, false));
            });
            return (end, false);
        }
        if c == '\n' {
            self.lines.push(self.codes.len() as u32);
        }
        // A name goes on over blanks, quotation marks and hyphens, and over nothing else.
        if !(is_quote(c) || c == '-' || (c.is_whitespace() && !matches!(c, '\n' | '\r'))) {
            self.put(0, at, end, true);
        }
        (end, true)
    }

    fn begins(&self, at: usize) -> bool {
        self.begins.get(at).copied().unwrap_or(true)
    }

    fn code(&self, at: usize) -> u8 {
        self.codes.get(at).copied().unwrap_or(0)
    }

    /// The form as it fits words; nothing where it begins or ends inside one.
    fn fit<'s>(&self, met: Met<'s>) -> Option<Fit<'s>> {
        let over = self.begins(met.end) || self.code(met.end) == 0;
        if !over {
            return None;
        }
        let stripped = self.stripped(met.start)?;
        let letters = met.end - met.start;
        let kaf = stripped > 0 && self.code(met.start - 1) == code('ك');
        let article = self.code(met.start) == code('ا') && self.code(met.start + 1) == code('ل');
        if kaf && !article && letters < BEHIND_KAF {
            return None;
        }
        // In لل the first letter is the preposition.
        let first = met.start + usize::from(met.fused);
        Some(Fit { word: met.start - stripped, first, end: met.end, readings: met.readings })
    }

    /// How many letters of a word stand before one; nothing where they are no proclitics.
    fn stripped(&self, at: usize) -> Option<usize> {
        let joined = |at: usize| [code('و'), code('ف')].contains(&self.code(at));
        let governing = |at: usize| [code('ب'), code('ل'), code('ك')].contains(&self.code(at));
        if self.begins(at) {
            return Some(0);
        }
        let one = at.checked_sub(1)?;
        if self.begins(one) {
            return (joined(one) || governing(one)).then_some(1);
        }
        let two = at.checked_sub(2)?;
        (self.begins(two) && joined(two) && governing(one)).then_some(2)
    }

    /// The name a form stands for, where it is one and stands by itself.
    fn name(&self, fit: &Fit<'_>, knowledge: &Knowledge) -> Option<Scouted> {
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
        let latin = self.code(fit.first) >= code('a');
        if latin && letters <= 3 {
            return None;
        }
        let (start, end) = (*self.starts.get(fit.first)? as usize, *self.ends.get(fit.end - 1)? as usize);
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
        let article = (first..first + 3).find(|at| self.code(*at) == code('ا'));
        let article = article.filter(|at| self.code(at + 1) == code('ل') && self.stripped(*at).is_some());
        self.code(last) != 0 && article.is_some_and(|at| last - at >= 4)
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
                let same = |m: &&crate::names::Mention| {
                    m.span.overlaps(name.span) && m.entity.as_ref() == Some(&name.entity)
                };
                agreed += usize::from(analysis.mentions.iter().any(|m| same(&m)));
            }
        }
        assert!(all > 150 && agreed * 100 >= all * 95, "{agreed} of {all}");
    }
}

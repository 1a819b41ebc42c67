//! The signals of reporting verbs and phrases: tense, voice, subject, what follows.

use super::own::{kind, length};
use super::{Atom, Signals, atom};
use crate::claims::classes::Classes;
use crate::claims::lexicon::Strength;
use crate::claims::line::{Line, Named};
use crate::text::token::is_quote;
use crate::text::{Span, clitic};

/// How far behind a verb what is said begins, in tokens.
const CONTENT_REACH: usize = 12;
/// How far behind and before a verb its subject's name stands, in tokens.
const BEHIND: usize = 6;
const BEFORE: usize = 6;

/// Adds the signals of the verbs of reporting, inside quotations or not.
pub(super) fn verbs(line: &Line<'_>, out: &mut Signals) {
    let cues = line.view.cues.verbs.iter().filter(|v| line.first <= v.token && v.token < line.end);
    let mut count = 0;
    for cue in cues {
        count += 1;
        let (at, how) = (cue.token, strength(cue.strength));
        let word = line.key(at);
        let bare = clitic::strip_conjunction(word).unwrap_or(word);
        let tense = tense(bare, cue.participle);
        let that = content(line, at);
        let behind = names_behind(line, at);
        let before = names_before(line, at);
        let place = line.place(at);
        let quoted = if line.is_quoted(at) { atom!("quoted") } else { atom!("open") };
        let joined = if cue.joined { atom!("joined") } else { atom!("bare") };
        out.put([atom!("verb"), how, that, behind, quoted]);
        out.put([atom!("verb"), how, that, behind, place]);
        out.put([atom!("verb-tense"), how, tense, that]);
        out.put([atom!("verb-before"), before, that, behind]);
        out.put([atom!("verb-joined"), how, joined, place]);
        out.put([atom!("verb-subject"), how, line.shape(at + 1), line.shape(at + 2)]);
        for reading in line.readings(at + 1) {
            out.put([atom!("verb-subject"), reading]);
        }
        let bare = Atom::new(bare);
        for reading in std::iter::once(bare).chain(line.readings(at).skip(1)) {
            out.put([atom!("verb-word"), reading]);
            out.put([atom!("verb-word"), reading, that, behind]);
            out.put([atom!("verb-word"), reading, line.shape(at + 1)]);
        }
    }
    out.put([atom!("verbs"), length(count)]);
}

/// The lists whose words are subjects.
const SUBJECTS: Classes =
    Classes::SPEAKS_FOR.or(Classes::ANAPHOR).or(Classes::VAGUE_NOUN).or(Classes::OFFICIAL);

/// Adds the signals of deeds and who does them: the word before whom something is told of, and that subject.
pub(super) fn deeds(line: &Line<'_>, out: &mut Signals) {
    let deeds = (line.first..line.end).filter(|&at| is_deed(line, at));
    for (nth, at) in deeds.enumerate() {
        let content = content(line, at);
        if nth == 0 {
            main(line, at, content, out);
        }
        for deed in line.deed(at) {
            out.put([atom!("deed"), deed]);
            out.put([atom!("deed"), deed, content]);
        }
    }
}

/// Adds those of the first deed, and of whom it is told.
fn main(line: &Line<'_>, at: usize, content: Atom<'_>, out: &mut Signals) {
    for deed in line.deed(at) {
        out.put([atom!("main-deed"), deed]);
        out.put([atom!("main-deed"), deed, content]);
    }
    out.put([atom!("main-subject"), form(line, at + 1), line.shape(at + 2)]);
    out.put([atom!("main-subject-word"), line.stem_atom(at + 1)]);
    for class in line.readings(at + 1).skip(1) {
        out.put([atom!("main-subject-word"), class]);
    }
}

/// The first deed of a sentence.
pub(in crate::claims) fn main_deed(line: &Line<'_>) -> Option<usize> {
    (line.first..line.end).find(|&at| is_deed(line, at))
}

/// Whether a token tells of a deed, as far as one sees: it opens a clause, or a subject follows.
fn is_deed(line: &Line<'_>, at: usize) -> bool {
    if !line.tokens().is_word(at) || line.naming(at).is_some() || line.is_quoted(at) {
        return false;
    }
    let opens = at == line.first || line.tokens().punct(at - 1).is_some();
    opens || line.naming(at + 1).is_some() || {
        let next = line.marks(at + 1);
        line.key(at + 1).starts_with("ال") || next.classes.any(SUBJECTS)
    }
}

/// Adds the signals of a phrase that names who says it.
pub(super) fn speaker(line: &Line<'_>, words: Span, sort: Atom<'_>, out: &mut Signals) {
    let at = line.tokens().at_or_after(words.start.saturating_sub(line.view.offset));
    out.put([atom!("speaker-head"), line.stem_atom(at), sort]);
    for class in line.readings(at).skip(1) {
        out.put([atom!("speaker-head"), class, sort]);
    }
    out.put([atom!("speaker-form"), form(line, at), line.shape(at + 1), sort]);
    for reading in line.readings(at + 1) {
        out.put([atom!("speaker-next"), reading, sort]);
    }
}

/// How a word is written as a noun: with its article, and its ending.
fn form(line: &Line<'_>, at: usize) -> Atom<'static> {
    if let Some(named) = line.naming(at) {
        return kind(named.mention.kind);
    }
    let word = line.key(at);
    let definite = word.starts_with("ال");
    let ending = ["ون", "ين", "ات", "ان", "ها", "هم", "ه"].into_iter().position(|e| word.ends_with(e));
    match (definite, ending) {
        (true, Some(0 | 1)) => atom!("definite-people"),
        (true, Some(2)) => atom!("definite-many"),
        (true, Some(6)) => atom!("definite-feminine"),
        (true, _) => atom!("definite"),
        (false, Some(0 | 1 | 3)) => atom!("people"),
        (false, Some(2)) => atom!("many"),
        (false, Some(4 | 5)) => atom!("possessed"),
        (false, Some(6)) => atom!("feminine"),
        (false, _) => atom!("bare"),
    }
}

/// Adds the signals of what opens an attribution without a verb: بحسب, عن.
pub(super) fn phrases(line: &Line<'_>, out: &mut Signals) {
    for (first, last) in line.phrases(&line.view.cues.nouns) {
        let named = names_behind(line, last);
        out.put([atom!("phrase"), line.word(first), line.shape(last + 1), named]);
        out.put([atom!("phrase-at"), line.place(first), line.shape(last + 1), named]);
        for reading in line.readings(last + 1) {
            out.put([atom!("phrase-next"), reading]);
        }
    }
    let lists = [
        (atom!("impersonal"), &line.view.cues.impersonal),
        (atom!("hides"), &line.view.cues.vague),
        (atom!("comments"), &line.view.cues.comments),
    ];
    for (name, list) in lists {
        for (first, _) in line.phrases(list) {
            out.put([name, line.place(first)]);
        }
    }
    for at in line.first..line.end {
        if line.marks(at).vague {
            let before = at.checked_sub(1).filter(|i| *i >= line.first);
            let verb = before.is_some_and(|i| line.view.cues.verbs.iter().any(|v| v.token == i));
            let said = if verb { atom!("said") } else { atom!("beside") };
            for reading in line.readings(at) {
                out.put([atom!("vague"), reading, said]);
            }
            out.put([atom!("vague-next"), line.shape(at + 1), said]);
            out.put([atom!("vague-before"), before.map_or(atom!("^"), |i| line.word(i))]);
        }
        if line.tokens().punct(at) == Some(':') {
            out.put([
                atom!("colon"),
                line.place(at),
                at.checked_sub(1).map_or(atom!("^"), |i| line.shape(i)),
            ]);
        }
    }
}

/// What follows a verb: a clause, a colon or quotation, or neither.
fn content(line: &Line<'_>, verb: usize) -> Atom<'static> {
    for at in verb + 1..line.end.min(verb + CONTENT_REACH) {
        if line.marks(at).classes.any(Classes::THAT) {
            return atom!("that");
        }
        if line.tokens().punct(at).is_some_and(|sign| sign == ':' || is_quote(sign)) {
            return atom!("quote");
        }
    }
    atom!("nothing")
}

fn names_behind(line: &Line<'_>, verb: usize) -> Atom<'static> {
    let near = |n: &&Named<'_>| verb < n.first && n.first <= verb + BEHIND;
    line.named.iter().find(near).map_or(atom!("nobody"), |n| kind(n.mention.kind))
}

fn names_before(line: &Line<'_>, verb: usize) -> Atom<'static> {
    let near = |n: &&Named<'_>| n.last < verb && verb <= n.last + BEFORE;
    line.named.iter().rev().find(near).map_or(atom!("nobody"), |n| kind(n.mention.kind))
}

/// The tense a form is written for; without vowels a passive looks as its active does.
fn tense(word: &str, participle: bool) -> Atom<'static> {
    match word.chars().next() {
        _ if participle => atom!("participle"),
        Some('س') if word.starts_with("سي") || word.starts_with("ست") => atom!("future"),
        Some('ي' | 'ت' | 'ن') => atom!("present"),
        _ => atom!("past"),
    }
}

/// The name of a verb's strength.
pub(super) const fn strength(strength: Strength) -> Atom<'static> {
    match strength {
        Strength::Neutral => atom!("neutral"),
        Strength::Stance => atom!("stance"),
        Strength::Accusation => atom!("accusation"),
        Strength::Denial => atom!("denial"),
        Strength::Relay => atom!("relay"),
        Strength::Document => atom!("document"),
    }
}

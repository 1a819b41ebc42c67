//! The signals of reporting verbs and phrases: tense, voice, subject, what follows.

use super::Signals;
use super::own::{kind, length};
use crate::claims::classes::Classes;
use crate::claims::lexicon::{Strength, stem};
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
        let quoted = if line.is_quoted(at) { "quoted" } else { "open" };
        let joined = if cue.joined { "joined" } else { "bare" };
        out.put(&["verb", how, that, behind, quoted]);
        out.put(&["verb", how, that, behind, place]);
        out.put(&["verb-tense", how, tense, that]);
        out.put(&["verb-before", before, that, behind]);
        out.put(&["verb-joined", how, joined, place]);
        out.put(&["verb-subject", how, line.shape(at + 1), line.shape(at + 2)]);
        out.put(&["verb-subject", line.word(at + 1)]);
        out.put(&["verb-word", bare]);
        out.put(&["verb-word", bare, that, behind]);
        out.put(&["verb-word", bare, line.shape(at + 1)]);
    }
    out.put(&["verbs", length(count)]);
}

/// The lists whose words are subjects.
const SUBJECTS: Classes =
    Classes::SPEAKS_FOR.or(Classes::ANAPHOR).or(Classes::VAGUE_NOUN).or(Classes::OFFICIAL);

/// Adds the signals of deeds and who does them: the word before whom something is told of, and that subject.
pub(super) fn deeds(line: &Line<'_>, out: &mut Signals) {
    let mut first = true;
    for at in line.first..line.end {
        if !line.tokens().is_word(at) || line.naming(at).is_some() || line.is_quoted(at) {
            continue;
        }
        let classes = line.marks(at + 1).classes;
        let subject =
            line.naming(at + 1).is_some() || line.key(at + 1).starts_with("ال") || classes.any(SUBJECTS);
        let opens = at == line.first || line.tokens().punct(at - 1).is_some();
        if !subject && !opens {
            continue;
        }
        let deed = lemma(line.key(at));
        out.put(&["deed", deed]);
        out.put(&["deed", deed, line.shape(at + 1)]);
        out.put(&["deed", deed, content(line, at)]);
        if std::mem::take(&mut first) {
            out.put(&["main-deed", deed]);
            out.put(&["main-deed", deed, content(line, at)]);
            out.put(&["main-subject", form(line, at + 1), line.shape(at + 2)]);
            out.put(&["main-subject-word", stem(line.word(at + 1))]);
        }
    }
}

/// Adds the signals of a phrase that names who says it.
pub(super) fn speaker(line: &Line<'_>, words: Span, sort: &str, out: &mut Signals) {
    let at = line.tokens().at_or_after(words.start.saturating_sub(line.view.offset));
    let head = clitic::strip_conjunction(line.word(at)).unwrap_or(line.word(at));
    out.put(&["speaker-head", stem(head), sort]);
    out.put(&["speaker-form", form(line, at), line.shape(at + 1), sort]);
    out.put(&["speaker-next", line.word(at + 1), sort]);
}

/// How a word is written as a noun: with its article, and its ending.
fn form(line: &Line<'_>, at: usize) -> &'static str {
    if let Some(named) = line.naming(at) {
        return kind(named.mention.kind);
    }
    let word = line.key(at);
    let definite = word.starts_with("ال");
    let ending = ["ون", "ين", "ات", "ان", "ها", "هم", "ه"].into_iter().position(|e| word.ends_with(e));
    match (definite, ending) {
        (true, Some(0 | 1)) => "definite-people",
        (true, Some(2)) => "definite-many",
        (true, Some(6)) => "definite-feminine",
        (true, _) => "definite",
        (false, Some(0 | 1 | 3)) => "people",
        (false, Some(2)) => "many",
        (false, Some(4 | 5)) => "possessed",
        (false, Some(6)) => "feminine",
        (false, _) => "bare",
    }
}

/// A verb without what inflects it, roughly: أنكرت and ينكر are one.
fn lemma(word: &str) -> &str {
    let least = |rest: &&str| rest.chars().count() >= 3;
    let bare = clitic::strip_conjunction(word).unwrap_or(word);
    let future = bare.strip_prefix('س').filter(|r| r.starts_with(['ي', 'ت']) && r.chars().count() >= 4);
    let bare = future.unwrap_or(bare);
    let bare = bare.strip_prefix(['ي', 'ت', 'ن', 'ا']).filter(least).unwrap_or(bare);
    let cut = ["ون", "وا", "ان", "تا", "ها", "هم", "ت", "ه", "ا", "ي"].into_iter();
    cut.filter_map(|ending| bare.strip_suffix(ending)).find(least).unwrap_or(bare)
}

/// Adds the signals of what opens an attribution without a verb: بحسب, عن.
pub(super) fn phrases(line: &Line<'_>, out: &mut Signals) {
    for (first, last) in line.phrases(&line.view.cues.nouns) {
        let named = names_behind(line, last);
        out.put(&["phrase", line.word(first), line.shape(last + 1), named]);
        out.put(&["phrase-at", line.place(first), line.shape(last + 1), named]);
        out.put(&["phrase-next", line.word(last + 1)]);
    }
    let lists = [
        ("impersonal", &line.view.cues.impersonal),
        ("hides", &line.view.cues.vague),
        ("comments", &line.view.cues.comments),
    ];
    for (name, list) in lists {
        for (first, _) in line.phrases(list) {
            out.put(&[name, line.place(first)]);
        }
    }
    for at in line.first..line.end {
        if line.marks(at).vague {
            let before = at.checked_sub(1).filter(|i| *i >= line.first);
            let verb = before.is_some_and(|i| line.view.cues.verbs.iter().any(|v| v.token == i));
            out.put(&["vague", line.word(at), if verb { "said" } else { "beside" }]);
            out.put(&["vague-next", line.shape(at + 1), if verb { "said" } else { "beside" }]);
            out.put(&["vague-before", before.map_or("^", |i| line.word(i))]);
        }
        if line.tokens().punct(at) == Some(':') {
            out.put(&["colon", line.place(at), at.checked_sub(1).map_or("^", |i| line.shape(i))]);
        }
    }
}

/// What follows a verb: a clause, a colon or quotation, or neither.
fn content(line: &Line<'_>, verb: usize) -> &'static str {
    for at in verb + 1..line.end.min(verb + CONTENT_REACH) {
        if line.marks(at).classes.any(Classes::THAT) {
            return "that";
        }
        if line.tokens().punct(at).is_some_and(|sign| sign == ':' || is_quote(sign)) {
            return "quote";
        }
    }
    "nothing"
}

fn names_behind(line: &Line<'_>, verb: usize) -> &'static str {
    let near = |n: &&Named<'_>| verb < n.first && n.first <= verb + BEHIND;
    line.named.iter().find(near).map_or("nobody", |n| kind(n.mention.kind))
}

fn names_before(line: &Line<'_>, verb: usize) -> &'static str {
    let near = |n: &&Named<'_>| n.last < verb && verb <= n.last + BEFORE;
    line.named.iter().rev().find(near).map_or("nobody", |n| kind(n.mention.kind))
}

/// The tense a form is written for; without vowels a passive looks as its active does.
fn tense(word: &str, participle: bool) -> &'static str {
    match word.chars().next() {
        _ if participle => "participle",
        Some('س') if word.starts_with("سي") || word.starts_with("ست") => "future",
        Some('ي' | 'ت' | 'ن') => "present",
        _ => "past",
    }
}

/// The name of a verb's strength.
pub(super) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Neutral => "neutral",
        Strength::Stance => "stance",
        Strength::Accusation => "accusation",
        Strength::Denial => "denial",
        Strength::Relay => "relay",
        Strength::Document => "document",
    }
}

//! The class noun that belongs to a name: مدينة كرج, موقع تويتر, شركة "إيسيت", محكمة فرايبورغ. It is taken
//! into the name when all names of the block are found, those that no knowledge file has among them; what a
//! known name needs its noun for is in [`super::extend`].

use super::MentionKind;
use super::bodies::replace;
use super::lexicon::{ClassNoun, Lexicon, NounKind};
use super::matcher::{Hit, Reading};
use crate::knowledge::{Knowledge, SurfaceForm};
use crate::text::clitic::Split;
use crate::text::token::is_quote;
use crate::text::{Span, Tokens, WordMemo, clitic};

/// Most words of a name in quotation marks behind its noun.
const QUOTED: usize = 6;

/// Takes class nouns into the names behind them, and makes names of quotations behind nouns.
pub(super) fn take(text: &str, tokens: &Tokens, hits: &mut Vec<Hit>, knowledge: &Knowledge) {
    let memo = WordMemo::new(tokens);
    let mut at = 0;
    while at < tokens.len() {
        if !memo.read(at, Begins::new, |begins| begins.0) {
            at += 1;
            continue;
        }
        at = match named(text, tokens, hits, at, knowledge) {
            Some(hit) => {
                let next = hit.last + 1;
                let near = hits.partition_point(|h| h.last < hit.first);
                replace(hits, near, hit);
                next
            }
            None => at + 1,
        };
    }
    make_adjectives(text, tokens, hits, knowledge);
}

/// What can be an adjective is one right behind a place with its noun: مدينة جدة السعودية.
fn make_adjectives(text: &str, tokens: &Tokens, hits: &mut [Hit], knowledge: &Knowledge) {
    let is_place = |(noun, _): &(&ClassNoun, _)| noun.entry.kind == NounKind::Place;
    for at in 1..hits.len() {
        let [before, hit] = &mut hits[at - 1..=at] else { continue };
        let behind =
            hit.first == before.last + 1 && hit.clitic.is_none() && hit.can_only_be(MentionKind::Place);
        let with_noun = before.first < before.last && before.can_be(MentionKind::Place);
        if behind && with_noun && nouns_at(tokens, before.first).iter().any(is_place) {
            let surfaces = knowledge.gazetteer().lookup(hit.span.of(text));
            if surfaces.iter().any(|surface| surface.form == SurfaceForm::Demonym) {
                hit.readings.iter_mut().for_each(|r| r.kind = MentionKind::Demonym);
            }
        }
    }
}

/// Whether a class noun, or the name of a body, can begin with a word.
struct Begins(bool);

impl Begins {
    fn new(key: &str) -> Self {
        let lexicon = Lexicon::get();
        let begins = |word: &str| !lexicon.class_nouns_from(word).is_empty();
        let heads = |split: &Split<'_>| lexicon.nouns.heads.contains(&split.word());
        Self(clitic::splits(key).any(|split| begins(split.rest) || heads(&split)))
    }
}

/// The name that begins with a class noun at a token.
fn named(text: &str, tokens: &Tokens, hits: &[Hit], at: usize, knowledge: &Knowledge) -> Option<Hit> {
    if !tokens.is_word(at) || hit_at(hits, at).is_some() {
        return None;
    }
    let nouns = nouns_at(tokens, at);
    let of_noun = nouns.into_iter().find_map(|(noun, split)| {
        let before = at + noun.words.len() - 1;
        let name = name_behind(tokens, hits, before, noun, knowledge)?;
        let last = closed(tokens, hits, name.last, noun);
        whole(text, tokens, at, split, Name { last, ..name }, noun.entry.kind.into())
    });
    of_noun.or_else(|| institution(text, tokens, hits, at))
}

/// The name from the word at `at` on: of a kind where no knowledge file has it.
fn whole(
    text: &str,
    tokens: &Tokens,
    at: usize,
    split: Split<'_>,
    name: Name,
    kind: MentionKind,
) -> Option<Hit> {
    let token = tokens.get(at)?;
    let start = clitic::skip(token.span.of(text), token.span, split.letters);
    Some(Hit {
        first: at,
        last: name.last,
        span: Span::new(start, tokens.get(name.last)?.span.end),
        clitic: split.governs,
        guess: name.readings.is_empty().then_some(kind),
        readings: name.readings,
        vouched: None,
        loose: false,
    })
}

/// A body by what it is there for: الاتحاد الصربي لكرة القدم, الهيئة الوطنية لمكافحة الفساد. Its noun, an
/// adjective and ل with what it is for are a name wherever they stand together.
fn institution(text: &str, tokens: &Tokens, hits: &[Hit], at: usize) -> Option<Hit> {
    let nouns = &Lexicon::get().nouns;
    let split = clitic::splits(tokens.key(at)).find(|s| nouns.heads.contains(&s.word()))?;
    let people =
        hit_at(hits, at + 1).is_some_and(|h| h.can_only_be(MentionKind::Demonym) && h.last == at + 1);
    let adjective = people || nouns.head_adjectives.contains(tokens.key(at + 1));
    let purpose = tokens.key(at + 2);
    let fused = purpose.starts_with("لل") && !nouns.errands.contains(purpose);
    if !adjective || !(fused || nouns.purposes.contains(purpose)) {
        return None;
    }
    let last = match (fused, is_definite(tokens, hits, at + 3)) {
        // للاستثمار stands alone, لكرة has القدم behind it.
        (true, _) => at + 2 + usize::from(is_feminine(tokens, hits, at + 3)),
        (false, true) => at + 3,
        (false, false) => return None,
    };
    let name = Name { last, readings: Vec::new() };
    whole(text, tokens, at, split, name, MentionKind::Organisation)
}

/// What stands behind a noun.
struct Name {
    last: usize,
    /// What it can mean; nothing where no knowledge file has it.
    readings: Vec<Reading>,
}

/// The nouns that begin at a token, the longest first.
fn nouns_at(tokens: &Tokens, at: usize) -> Vec<(&'static ClassNoun, Split<'_>)> {
    let mut out = Vec::new();
    for split in clitic::splits(tokens.key(at)).filter(|s| !s.fused) {
        let begins = |n: &&ClassNoun| {
            let mut rest = n.words.iter().rev().enumerate().skip(1);
            rest.all(|(i, w)| tokens.key(at + i) == &**w)
        };
        let nouns = Lexicon::get().class_nouns_from(split.rest).iter();
        out.extend(nouns.filter(begins).map(|noun| (noun, split)));
    }
    out.sort_by_key(|(noun, _)| std::cmp::Reverse(noun.words.len()));
    out
}

/// The name behind a noun whose last token is given: a quotation, what was found there, or what the noun makes
/// a name of.
fn name_behind(
    tokens: &Tokens,
    hits: &[Hit],
    noun_last: usize,
    noun: &ClassNoun,
    knowledge: &Knowledge,
) -> Option<Name> {
    let first = noun_last + 1;
    let meant = |hit: &Hit| meant(hit, noun, knowledge);
    if tokens.punct(first).is_some_and(is_quote) {
        return quotation(tokens, hits, first, noun.entry.quoted, meant);
    }
    if let Some(hit) = hits.iter().find(|h| h.first == first) {
        let readings = meant(hit).filter(|_| hit.clitic.is_none())?;
        return Some(Name { last: hit.last, readings });
    }
    let latin = || latin(tokens, hits, first).filter(|_| noun.entry.quoted);
    latin().or_else(|| definite(tokens, hits, first).filter(|_| noun.entry.definite))
}

/// What a hit means behind a noun; `None` where the noun does not go with it.
fn meant(hit: &Hit, noun: &ClassNoun, knowledge: &Knowledge) -> Option<Vec<Reading>> {
    let kind = noun.entry.kind.into();
    let class_fits = |r: &Reading| {
        let entity = knowledge.entity(r.entity.as_str());
        entity.is_some_and(|e| noun.goes_with(&e.class))
    };
    let fitting = hit.readings.iter().filter(|r| r.kind == kind && class_fits(r)).cloned();
    let fitting: Vec<Reading> = fitting.map(|reading| Reading { strong: true, ..reading }).collect();
    if !fitting.is_empty() {
        return Some(fitting);
    }
    let another = noun.entry.of.iter().any(|other| hit.names_a((*other).into()));
    (hit.is_unknown(kind) || another).then(Vec::new)
}

/// The name in the quotation marks that open at a token: what is known by these words, else an unknown one where
/// a quotation there `is_name`.
fn quotation(
    tokens: &Tokens,
    hits: &[Hit],
    open: usize,
    is_name: bool,
    meant: impl Fn(&Hit) -> Option<Vec<Reading>>,
) -> Option<Name> {
    let close = (open + 2..=open + 1 + QUOTED).find(|&i| tokens.punct(i).is_some_and(is_quote))?;
    let known = hits.iter().find(|h| h.first == open + 1 && h.last + 1 == close).and_then(meant);
    let worded = (open + 1..close).all(|i| tokens.punct(i).is_none_or(|sign| sign == '-'));
    let readings = known.or_else(|| (is_name && worded).then(Vec::new))?;
    Some(Name { last: close, readings })
}

/// Words in Latin letters that stand behind a noun.
fn latin(tokens: &Tokens, hits: &[Hit], first: usize) -> Option<Name> {
    let is_latin = |i: usize| is_free(tokens, hits, i) && tokens.key(i).is_ascii();
    let end = (first..tokens.len()).find(|&i| !is_latin(i)).unwrap_or(tokens.len());
    (end > first).then(|| Name { last: end - 1, readings: Vec::new() })
}

/// A definite word that stands behind a noun, and those joined to it: حزب الأصالة والمعاصرة.
fn definite(tokens: &Tokens, hits: &[Hit], first: usize) -> Option<Name> {
    let common = Lexicon::get().nouns.common.contains(tokens.key(first));
    let joined = is_free(tokens, hits, first + 1) && tokens.key(first + 1).starts_with("وال");
    let name = Name { last: first + usize::from(joined), readings: Vec::new() };
    (is_definite(tokens, hits, first) && !common).then_some(name)
}

/// The last token of a name with what closes it: words of its noun, and what the thing is there for.
fn closed(tokens: &Tokens, hits: &[Hit], last: usize, noun: &ClassNoun) -> usize {
    let next = last + 1;
    let key = tokens.key(next);
    if !is_free(tokens, hits, next) {
        last
    } else if noun.entry.tails.contains(key) {
        next
    } else if noun.entry.field && key.starts_with("لل") {
        next + usize::from(is_feminine(tokens, hits, next + 1))
    } else {
        last
    }
}

/// Whether a word belongs to no name yet.
fn is_free(tokens: &Tokens, hits: &[Hit], at: usize) -> bool {
    tokens.is_word(at) && hit_at(hits, at).is_none()
}

/// Whether such a word is definite.
fn is_definite(tokens: &Tokens, hits: &[Hit], at: usize) -> bool {
    is_free(tokens, hits, at) && tokens.key(at).starts_with("ال")
}

/// Whether such a word is a definite adjective of what bodies are there for: للمقاولات العامة.
fn is_feminine(tokens: &Tokens, hits: &[Hit], at: usize) -> bool {
    is_definite(tokens, hits, at) && tokens.key(at).ends_with('ه')
}

fn hit_at(hits: &[Hit], at: usize) -> Option<&Hit> {
    hits.get(hits.partition_point(|h| h.last < at)).filter(|h| h.first <= at)
}

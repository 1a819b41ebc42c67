//! The class noun that belongs to a name: مدينة كرج, موقع تويتر, شركة "إيسيت", محكمة فرايبورغ. It is taken
//! into the name when all names of the block are found, those that no knowledge file has among them; what a
//! known name needs its noun for is in [`super::extend`].

use super::MentionKind;
use super::bodies::replace;
use super::lexicon::{ClassNoun, Lexicon, NounKind};
use super::matcher::{Hit, Reading};
use crate::knowledge::{Knowledge, SurfaceForm};
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
        let begins = |word: &str| lexicon.class_nouns_from(word).next().is_some();
        let heads = |split: &clitic::Split<'_>| lexicon.nouns.heads.contains(&split.word());
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
        let name = quotation(tokens, hits, before, noun, knowledge)
            .or_else(|| plain(tokens, hits, before, noun, knowledge))?;
        let token = tokens.get(at)?;
        let start = clitic::skip(token.span.of(text), token.span, split.letters);
        let last = closed(tokens, hits, name.last, noun);
        Some(Hit {
            first: at,
            last,
            span: Span::new(start, tokens.get(last)?.span.end),
            clitic: split.governs,
            guess: name.readings.is_empty().then(|| noun.entry.kind.into()),
            readings: name.readings,
            vouched: None,
            loose: false,
        })
    });
    of_noun.or_else(|| institution(text, tokens, hits, at))
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
    let definite =
        |i: usize| tokens.is_word(i) && tokens.key(i).starts_with("ال") && hit_at(hits, i).is_none();
    let last = match (fused, definite(at + 3)) {
        // للاستثمار stands alone, لكرة has القدم behind it.
        (true, goes_on) => at + 2 + usize::from(goes_on && tokens.key(at + 3).ends_with('ه')),
        (false, true) => at + 3,
        (false, false) => return None,
    };
    let token = tokens.get(at)?;
    Some(Hit {
        first: at,
        last,
        span: Span::new(
            clitic::skip(token.span.of(text), token.span, split.letters),
            tokens.get(last)?.span.end,
        ),
        clitic: split.governs,
        readings: Vec::new(),
        guess: Some(MentionKind::Organisation),
        vouched: None,
        loose: false,
    })
}

/// What stands behind a noun.
struct Name {
    last: usize,
    /// What it can mean; nothing where no knowledge file has it.
    readings: Vec<Reading>,
}

/// The nouns that begin at a token, the longest first.
fn nouns_at(tokens: &Tokens, at: usize) -> Vec<(&'static ClassNoun, clitic::Split<'_>)> {
    let mut out = Vec::new();
    for split in clitic::splits(tokens.key(at)).filter(|s| !s.fused) {
        let begins = |n: &&ClassNoun| {
            let words = n.words.iter().rev();
            words
                .enumerate()
                .all(|(i, w)| if i == 0 { split.rest == &**w } else { tokens.key(at + i) == &**w })
        };
        let nouns = Lexicon::get().class_nouns_from(split.rest);
        out.extend(nouns.filter(begins).map(|noun| (noun, split)));
    }
    out.sort_by_key(|(noun, _)| std::cmp::Reverse(noun.words.len()));
    out
}

/// The name without marks behind a noun.
fn plain(
    tokens: &Tokens,
    hits: &[Hit],
    before: usize,
    noun: &ClassNoun,
    knowledge: &Knowledge,
) -> Option<Name> {
    let first = before + 1;
    let Some(hit) = hits.iter().find(|h| h.first == first) else {
        return latin(tokens, hits, first)
            .filter(|_| noun.entry.quoted)
            .or_else(|| definite(tokens, hits, first).filter(|_| noun.entry.definite));
    };
    if hit.clitic.is_some() || tokens.punct(before).is_some() {
        return None;
    }
    meant(hit, noun, knowledge).map(|readings| Name { last: hit.last, readings })
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
    let guessed = hit.readings.is_empty() && hit.guess == Some(kind);
    let of =
        |kind: MentionKind| hit.can_only_be(kind) || (hit.readings.is_empty() && hit.guess == Some(kind));
    let another = noun.entry.of.iter().any(|other| of((*other).into()));
    (guessed || another).then(Vec::new)
}

/// The name in quotation marks behind a noun: what is known by these words, else an unknown one.
fn quotation(
    tokens: &Tokens,
    hits: &[Hit],
    before: usize,
    noun: &ClassNoun,
    knowledge: &Knowledge,
) -> Option<Name> {
    let open = before + 1;
    tokens.punct(open).filter(|sign| is_quote(*sign))?;
    let close = (open + 2..=open + 1 + QUOTED).find(|&i| tokens.punct(i).is_some_and(is_quote))?;
    let whole = hits.iter().find(|h| h.first == open + 1 && h.last + 1 == close);
    let known = whole.and_then(|hit| meant(hit, noun, knowledge));
    let worded = (open + 1..close).all(|i| tokens.punct(i).is_none_or(|sign| sign == '-'));
    let readings = known.or_else(|| (noun.entry.quoted && worded).then(Vec::new))?;
    Some(Name { last: close, readings })
}

/// Words in Latin letters that stand behind a noun.
fn latin(tokens: &Tokens, hits: &[Hit], first: usize) -> Option<Name> {
    let is_latin = |i: usize| {
        let key = tokens.key(i);
        tokens.is_word(i) && key.is_ascii() && hit_at(hits, i).is_none()
    };
    let end = (first..tokens.len()).find(|&i| !is_latin(i)).unwrap_or(tokens.len());
    (end > first).then(|| Name { last: end - 1, readings: Vec::new() })
}

/// A definite word that stands behind a noun, and those joined to it: حزب الأصالة والمعاصرة.
fn definite(tokens: &Tokens, hits: &[Hit], first: usize) -> Option<Name> {
    let is_free = |i: usize| tokens.is_word(i) && hit_at(hits, i).is_none();
    let common = &Lexicon::get().nouns.common;
    if !is_free(first) || !tokens.key(first).starts_with("ال") || common.contains(tokens.key(first)) {
        return None;
    }
    let joined = |i: usize| is_free(i) && tokens.key(i).starts_with("وال");
    Some(Name { last: first + usize::from(joined(first + 1)), readings: Vec::new() })
}

/// The last token of a name with what closes it: words of its noun, and what the thing is there for.
fn closed(tokens: &Tokens, hits: &[Hit], last: usize, noun: &ClassNoun) -> usize {
    let free = |at: usize| tokens.is_word(at) && hit_at(hits, at).is_none();
    let tail = |at: usize| free(at) && noun.entry.tails.contains(tokens.key(at));
    let field = |at: usize| noun.entry.field && free(at) && tokens.key(at).starts_with("لل");
    let adjective = |at: usize| free(at) && tokens.key(at).starts_with("ال") && tokens.key(at).ends_with('ه');
    match last + 1 {
        next if tail(next) => next,
        next if field(next) && adjective(next + 1) => next + 1,
        next if field(next) => next,
        _ => last,
    }
}

fn hit_at(hits: &[Hit], at: usize) -> Option<&Hit> {
    hits.get(hits.partition_point(|h| h.last < at)).filter(|h| h.first <= at)
}

//! People no knowledge file has, where a title, a byline or a given name tells that a name stands
//! there.

use super::MentionKind;
use super::bodies::replace;
use super::lexicon::Lexicon;
use super::matcher::Hit;
use super::roles::{self, TitleHit};
use crate::knowledge::{EntityKind, Knowledge};
use crate::text::fold::name_letter;
use crate::text::{Span, Tokens, clitic};

/// Most words of a name after its given name.
const NAME_WORDS: usize = 4;

/// A known surname behind a given name that is not its owner's names somebody else: نادر الحريري.
pub(super) fn other_bearers(text: &str, tokens: &Tokens, hits: &mut Vec<Hit>, knowledge: &Knowledge) {
    for at in 0..hits.len() {
        let Some(hit) = hits.get(at) else { break };
        let surname = hit.first == hit.last && hit.clitic.is_none() && hit.can_be(MentionKind::Person);
        let taken = at > 0 && hits[at - 1].last + 1 >= hit.first;
        if !surname || taken {
            continue;
        }
        let Some(given) = given_before(text, tokens, hit.first) else {
            continue;
        };
        if hit.readings.iter().any(|r| bears(knowledge, r.entity.as_str(), given.name)) {
            continue;
        }
        let span = Span::new(given.start, hit.span.end);
        let person = Hit {
            first: given.token,
            last: hit.last,
            span,
            clitic: given.clitic,
            readings: Vec::new(),
            guess: Some(MentionKind::Person),
            vouched: None,
            loose: false,
        };
        replace(hits, at, person);
    }
}

/// A given name right before a surname.
pub(super) struct Given<'t> {
    pub(super) token: usize,
    /// Where the name begins, in the block; proclitics are outside.
    pub(super) start: usize,
    pub(super) clitic: Option<char>,
    /// The name, folded.
    pub(super) name: &'t str,
}

/// The given name right before the token of a surname.
pub(super) fn given_before<'t>(text: &str, tokens: &'t Tokens, surname: usize) -> Option<Given<'t>> {
    let before = surname.checked_sub(1)?;
    // A hashtag's underscore joins as white space does.
    let before = if tokens.punct(before) == Some('_') { before.checked_sub(1)? } else { before };
    if !tokens.is_word(before) {
        return None;
    }
    let (letters, name) = given_name(text, tokens, before)?;
    let token = tokens.get(before)?;
    let start = clitic::skip(token.span.of(text), token.span, letters);
    let clitic = tokens.key(before).chars().next().filter(|_| letters > 0);
    Some(Given { token: before, start, clitic, name })
}

/// A given name with its proclitics set apart: their letters and the name. The preposition على is
/// not the name علي, though the two fold alike.
fn given_name<'t>(text: &str, tokens: &'t Tokens, at: usize) -> Option<(usize, &'t str)> {
    let lexicon = Lexicon::get();
    let written = tokens.get(at)?.span.of(text);
    let found = clitic::splits(tokens.key(at)).filter(|s| !s.fused).find(|s| lexicon.is_given(s.rest))?;
    (!written.ends_with('ى') || found.rest.chars().count() > 3).then_some((found.letters, found.rest))
}

/// Whether a name of the entity has this given name in it.
pub(super) fn bears(knowledge: &Knowledge, id: &str, given: &str) -> bool {
    let Some(entity) = knowledge.entity(id).filter(|e| e.kind == EntityKind::Person) else {
        return true;
    };
    let key = |w: &str| crate::text::fold::fold(w).chars().map(name_letter).collect::<String>();
    let given = key(given);
    std::iter::once(&entity.ar).chain(&entity.aliases).any(|n| n.split_whitespace().any(|w| key(w) == given))
}

/// Names behind titles that no hit has: "وزير الداخلية محمد فلان". Gives whether any was added.
pub(super) fn titled(text: &str, tokens: &Tokens, hits: &mut Vec<Hit>, titles: &[TitleHit]) -> bool {
    let found: Vec<Hit> = titles
        .iter()
        .filter(|t| t.name_after.is_none())
        .filter_map(|t| {
            name_from(text, tokens, roles::pass_ranks(tokens, roles::pass_comma(tokens, t.next)), hits)
        })
        .collect();
    add(hits, found)
}

/// The author behind a byline's cue: "تقرير: محمد الحكيم".
pub(super) fn authors(text: &str, tokens: &Tokens, hits: &mut Vec<Hit>) -> bool {
    let cue = &Lexicon::get().words.byline_cues;
    if tokens.len() > 8 || !cue.contains(tokens.key(0)) {
        return false;
    }
    let from = if tokens.punct(1).is_some() { 2 } else { 1 };
    let found = name_from(text, tokens, from, hits).into_iter().collect();
    add(hits, found)
}

fn add(hits: &mut Vec<Hit>, found: Vec<Hit>) -> bool {
    let added = !found.is_empty();
    hits.extend(found);
    hits.sort_by_key(|h| h.first);
    added
}

/// A name that begins with a given name at `from`: the given names and the one word behind them, or
/// more where a part of a name (بن, عبد) or ال goes on.
fn name_from(text: &str, tokens: &Tokens, from: usize, hits: &[Hit]) -> Option<Hit> {
    let lexicon = Lexicon::get();
    let free = |i: usize| tokens.is_word(i) && !hits.iter().any(|h| h.first <= i && i <= h.last);
    if !free(from) || given_name(text, tokens, from).is_none_or(|(letters, _)| letters > 0) {
        return None;
    }
    let mut last = from;
    let mut surname = false;
    while last - from < NAME_WORDS && free(last + 1) {
        let next = tokens.key(last + 1);
        let part = lexicon.given.parts.contains(next) || lexicon.given.parts.contains(tokens.key(last));
        let given = lexicon.is_given(next);
        if !(part || given || !surname || next.starts_with("ال")) || lexicon.words.never_name.contains(next)
        {
            break;
        }
        surname |= !part && !given;
        last += 1;
        if surname && (next.starts_with("ال") || !tokens.key(last + 1).starts_with("ال")) {
            break;
        }
    }
    let span = tokens.span(from, last);
    (last > from).then_some(Hit {
        first: from,
        last,
        span,
        clitic: None,
        readings: Vec::new(),
        guess: Some(MentionKind::Person),
        vouched: None,
        loose: false,
    })
}

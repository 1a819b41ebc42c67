//! Names no list has: what the tagger is sure of joins the hits of the knowledge base, which stand
//! where the two differ, but for a name inside a longer one.

use super::bodies::replace;
use super::lexicon::Lexicon;
use super::matcher::Hit;
use super::tagger::model::Model;
use super::tagger::{Tagged, features, tag};
use super::{MentionKind, NameFacts, namesakes, unknown};
use crate::knowledge::Knowledge;
use crate::text::{Span, TokenKind, Tokens, clitic};

/// How sure the tagger has to be of a name where nothing else speaks for one.
const SURE: f32 = 0.5;

/// How sure it has to be that a name found by its consonants alone is none.
const DOUBT: f32 = 0.4;

/// How sure it has to be that a known name of one word is none.
const NO_NAME: f32 = 0.97;

/// How sure it has to be that what can be an adjective names the land itself.
const LAND: f32 = 0.7;

/// How sure it may be that a word behind a noun of place is no name.
const CUED: f32 = 0.75;

/// How sure it has to be that a place's name is that of an organisation.
const NAMESAKE: f32 = 0.8;

/// How sure it has to be for its word to count for one of several things a known name can mean.
const VOUCHED: f32 = 0.9;

/// How sure it has to be that a known name is but a part of a longer one.
const SURER: f32 = 0.5;

/// Adds the tagger's names to the hits. Gives whether any was added.
pub(super) fn add(text: &str, tokens: &Tokens, facts: &mut NameFacts, knowledge: &Knowledge) -> bool {
    let opinion = tag(text, tokens, facts);
    let before = facts.hits.len();
    facts.hits.retain(|hit| !doubted(hit, &opinion.outside));
    let mut added = facts.hits.len() < before;
    for name in opinion.names.iter().filter_map(|t| trimmed(tokens, *t)) {
        if name.sure < SURE {
            continue;
        }
        let near = facts.hits.partition_point(|h| h.last < name.first);
        let inside = facts.hits[near..].iter().take_while(|h| h.first <= name.last).count();
        let overlapping = &mut facts.hits[near..near + inside];
        match overlapping {
            [hit] if hit.first <= name.first && name.last <= hit.last => {
                if name.sure >= VOUCHED && (hit.first, hit.last) == (name.first, name.last) {
                    hit.vouched = Some(name.kind);
                    added = true;
                }
                if hit.readings.is_empty() && name.sure >= SURER {
                    *hit = hit_of(text, tokens, &name);
                    added = true;
                } else if names_the_land(hit, &name, tokens) {
                    let readings = hit.readings.iter_mut();
                    readings.for_each(|r| r.kind = MentionKind::Place);
                    added = true;
                } else if names_its_namesake(hit, &name) {
                    namesakes::to_organisation(text, hit, knowledge);
                    added = true;
                } else if !hit.strong() && name.sure >= VOUCHED && !short_of_somebody(hit, &name) {
                    hit.guess = Some(name.kind);
                    added = true;
                }
            }
            _ if overlapping.iter().all(|h| gives_way(h, &name, tokens, knowledge)) => {
                replace(&mut facts.hits, near, hit_of(text, tokens, &name));
                added = true;
            }
            _ => {}
        }
    }
    added |= cued_places(text, tokens, &mut facts.hits, &opinion.outside);
    for at in 0..facts.hits.len() {
        complete(text, tokens, &mut facts.hits, at);
    }
    added
}

/// Names behind a noun of place that the tagger half believes in (بلدتي الفارعة, حي الدورة).
fn cued_places(text: &str, tokens: &Tokens, hits: &mut Vec<Hit>, outside: &[f32]) -> bool {
    let before = hits.len();
    for (at, outside) in outside.iter().enumerate().skip(1) {
        let cued = || clitic::find(tokens.key(at - 1), |w| Lexicon::get().cues.contains(w)).is_some();
        if *outside > CUED || !tokens.is_word(at) || !cued() {
            continue;
        }
        let near = hits.partition_point(|h| h.last < at);
        if hits.get(near).is_none_or(|h| h.first > at) {
            let name = Tagged { first: at, last: at, kind: MentionKind::Place, sure: 1.0 - outside };
            hits.insert(near, hit_of(text, tokens, &name));
        }
    }
    hits.len() > before
}

/// Takes the given names right before a person's name that the tagger left out (طلعت زكريا).
fn complete(text: &str, tokens: &Tokens, hits: &mut [Hit], at: usize) {
    let free_from = if at == 0 { 0 } else { hits.get(at - 1).map_or(0, |h| h.last + 1) };
    let Some(hit) = hits.get_mut(at) else { return };
    let person = hit.readings.is_empty() && hit.guess == Some(MentionKind::Person);
    while person && hit.clitic.is_none() && hit.first > free_from {
        let Some(given) = unknown::given_before(text, tokens, hit.first) else { return };
        hit.first = given.token;
        hit.span.start = given.start;
        hit.clitic = given.clitic;
    }
}

/// Whether the tagger sees no name where a hit is that stands on few letters: one word, or vowels
/// the knowledge base does not have.
fn doubted(hit: &Hit, outside: &[f32]) -> bool {
    // Blocs (الغرب) are in no tagged text it learnt from.
    let blocs = &Lexicon::get().bloc_ids;
    if hit.can_be(MentionKind::Demonym)
        || hit.readings.is_empty()
        || hit.readings.iter().any(|r| blocs.contains(r.entity.as_str()))
    {
        return false;
    }
    let Some(outside) = outside.get(hit.first..=hit.last) else {
        return false;
    };
    let least = outside.iter().copied().fold(1.0, f32::min);
    (hit.loose && least > DOUBT) || (hit.first == hit.last && least > NO_NAME)
}

/// Whether a hit is a part of known people's names that the article has to settle: كيم alone is
/// nobody new.
fn short_of_somebody(hit: &Hit, name: &Tagged) -> bool {
    hit.first == hit.last && name.kind == MentionKind::Person && hit.can_be(MentionKind::Person)
}

/// Whether a feminine adjective without ال is the land's own name here (سورية).
fn names_the_land(hit: &Hit, name: &Tagged, tokens: &Tokens) -> bool {
    let adjective = hit.readings.iter().all(|r| r.kind == MentionKind::Demonym);
    let key = tokens.key(hit.first);
    let bare = key.ends_with('ه') && clitic::splits(key).all(|s| !s.fused && !s.rest.starts_with("ال"));
    adjective
        && !hit.readings.is_empty()
        && bare
        && name.kind == MentionKind::Place
        && name.sure >= LAND
        && (hit.first, hit.last) == (name.first, name.last)
}

/// Whether a place's name is that of an organisation here, such as a city's club.
fn names_its_namesake(hit: &Hit, name: &Tagged) -> bool {
    name.kind == MentionKind::Organisation
        && name.sure >= NAMESAKE
        && (hit.first, hit.last) == (name.first, name.last)
        && !hit.readings.is_empty()
        && hit.readings.iter().all(|r| r.kind == MentionKind::Place)
}

/// The name without signs at its ends; `None` where no word is left or one is a verb of the future
/// (سيناقشان), which the model takes for a foreign surname.
fn trimmed(tokens: &Tokens, mut name: Tagged) -> Option<Tagged> {
    let sign = |at: usize| tokens.punct(at).is_some();
    while name.first < name.last && sign(name.last) {
        name.last -= 1;
    }
    while name.first < name.last && sign(name.first) {
        name.first += 1;
    }
    let words = tokens.list().get(name.first..=name.last)?;
    let worded = words.iter().any(|t| t.kind == TokenKind::Word);
    let verb = (name.first..=name.last).any(|at| is_future(tokens.key(at)));
    (worded && !verb).then_some(name)
}

/// Whether a word reads as a verb of the future in the dual or plural, and is no name that is known.
fn is_future(key: &str) -> bool {
    let prefixed = ["سي", "ست", "وسي", "وست"].iter().any(|p| key.starts_with(p));
    prefixed
        && (key.ends_with("ان") || key.ends_with("ون"))
        && key.chars().count() > 5
        && Model::get()
            .word(features::word_hash(key))
            .is_none_or(|w| w.habit.trailing_zeros() >= 6 && w.parts == 0)
}

/// Whether a hit is but a part of the name the tagger sees.
fn gives_way(hit: &Hit, name: &Tagged, tokens: &Tokens, knowledge: &Knowledge) -> bool {
    let whole = name.first <= hit.first && hit.last <= name.last;
    if !whole || name.sure < SURER {
        return false;
    }
    if !hit.strong() {
        return true;
    }
    let words = hit.last - hit.first + 1;
    match name.kind {
        // A place, a people or a person inside an organisation's name.
        MentionKind::Organisation => !hit.can_be(MentionKind::Organisation),
        // A name of somebody known with names not his, or what reads as a place.
        MentionKind::Person if hit.can_be(MentionKind::Person) => {
            hit.readings.is_empty() || another(hit, name, tokens, knowledge)
        }
        MentionKind::Person => hit.first > name.first && words == 1,
        _ => false,
    }
}

/// Whether the tagged name is that of another person than the hit: all its further words are names,
/// and one of them is borne by nobody the hit can mean, or makes a father of him (بن).
fn another(hit: &Hit, name: &Tagged, tokens: &Tokens, knowledge: &Knowledge) -> bool {
    let lexicon = Lexicon::get();
    let father = |at: usize| lexicon.parts.contains(tokens.key(at)) && at + 1 == hit.first;
    let borne = |at: usize| {
        let word = tokens.key(at);
        hit.readings.iter().any(|r| unknown::bears(knowledge, r.entity.as_str(), word))
    };
    let further = || (name.first..=name.last).filter(|i| !(hit.first..=hit.last).contains(i));
    further().all(|at| is_name_word(tokens.key(at))) && further().any(|at| father(at) || !borne(at))
}

/// Whether a word is mostly met in people's names.
fn is_name_word(key: &str) -> bool {
    let lexicon = Lexicon::get();
    let listed = |word: &str| lexicon.is_given(word) || lexicon.parts.contains(word);
    clitic::splits(key).any(|s| listed(s.rest))
        || Model::get().word(features::word_hash(key)).is_some_and(|w| w.habit & 3 >= 2)
}

fn hit_of(text: &str, tokens: &Tokens, name: &Tagged) -> Hit {
    let span = tokens.span(name.first, name.last);
    let letters = proclitic(tokens.key(name.first));
    let start = tokens.get(name.first).map_or(span.start, |t| clitic::skip(t.span.of(text), t.span, letters));
    Hit {
        first: name.first,
        last: name.last,
        span: Span::new(start, span.end),
        clitic: letters.checked_sub(1).and_then(|last| tokens.key(name.first).chars().nth(last)),
        readings: Vec::new(),
        guess: Some(name.kind),
        vouched: None,
        loose: false,
    }
}

/// How many letters at the beginning of a name's first word are proclitics. The whole word is the
/// name where it is a given name or more than the rest a word of the news.
fn proclitic(key: &str) -> usize {
    let lexicon = Lexicon::get();
    if lexicon.is_given(key) {
        return 0;
    }
    let used = |word: &str| {
        let met = Model::get().word(features::word_hash(word));
        met.is_some_and(super::tagger::model::Word::is_common)
    };
    let splits = || clitic::splits(key).filter(|s| s.letters > 0);
    let listed = splits().find(|s| !s.fused && lexicon.is_given(s.rest));
    let fitting = || {
        splits().find(|s| {
            let long = s.rest.chars().nth(2).is_some();
            let article = s.rest.starts_with("ال");
            // وال and بال begin hardly any name; و is met before names far more than in them.
            long && (s.fused || article || (used(s.rest) && (!used(key) || s.governs == Some('و'))))
        })
    };
    listed.or_else(fitting).map_or(0, |s| s.letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proclitics_are_told_from_first_letters() {
        for (key, letters) in [("وليد", 0), ("ومحمد", 1), ("للاتحاد", 1), ("والاتحاد", 1), ("كمال", 0)]
        {
            assert_eq!(proclitic(key), letters, "{key}");
        }
    }
}

//! Names no list has: what the tagger is sure of joins the hits of the knowledge base, which stand
//! where the two differ, but for a name inside a longer one.

use super::bodies::replace;
use super::cut;
use super::lexicon::Lexicon;
use super::matcher::{Hit, Reading};
use super::tagger::model::Model;
use super::tagger::{Opinion, Tagged, features, tag};
use super::{MentionKind, NameFacts, namesakes, unknown};

use crate::knowledge::Knowledge;
use crate::text::fold::fold;
use crate::text::lexicon::WordSet;
use crate::text::{Span, Tokens, clitic};

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

/// The same where the noun is mostly named and the word is definite or rare.
const SURE_CUED: f32 = 0.97;

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
    facts.hits.retain(|hit| {
        let hour = hit.can_only_be(MentionKind::Place) && is_hour(tokens, hit.first);
        !(doubted(hit, &opinion) || hour || is_no_people(text, hit))
    });
    let mut added = facts.hits.len() < before;
    for name in opinion.names.iter().flat_map(|t| cut::names(tokens, *t)) {
        if name.sure < SURE || is_hour(tokens, name.first) {
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
                // An organisation by its noun (قناة كردستان) stays one.
                let by_noun = hit.guess == Some(MentionKind::Organisation);
                if hit.readings.is_empty() && !by_noun && name.sure >= SURER {
                    *hit = hit_of(text, tokens, &name);
                    added = true;
                } else if !hit.strong() && name.sure >= VOUCHED && !short_of_somebody(hit, &name) {
                    strengthen(hit, &name);
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
    added |= lands(tokens, &mut facts.hits, &opinion);
    for hit in facts.hits.iter_mut().filter(|h| names_its_namesake(h, &opinion)) {
        namesakes::to_organisation(text, hit, knowledge);
        added = true;
    }
    added |= cued_places(text, tokens, &mut facts.hits, &opinion);
    cut::join_hyphens(tokens, &mut facts.hits);
    for at in 0..facts.hits.len() {
        complete(text, tokens, &mut facts.hits, at);
    }
    added
}

/// Names behind a noun of place that the tagger half believes in (حي الدورة), and those that و joins
/// to one behind a noun of several (بلدتي الفارعة وطلوزة).
fn cued_places(text: &str, tokens: &Tokens, hits: &mut Vec<Hit>, opinion: &Opinion) -> bool {
    let before = hits.len();
    for at in 1..opinion.shares.len() {
        // Latin letters there are an address (العاصمة pic.twitter.com/…).
        let word = tokens.is_word(at) && !tokens.key(at).is_ascii();
        let outside = opinion.outside(at);
        // No doubt is greater than that behind a sure cue.
        if !word || outside > SURE_CUED || outside > doubt_behind_cue(tokens, hits, at) {
            continue;
        }
        let near = hits.partition_point(|h| h.last < at);
        if hits.get(near).is_none_or(|h| h.first > at) {
            let name =
                Tagged { first: at, last: at, kind: MentionKind::Place, sure: 1.0 - opinion.outside(at) };
            hits.insert(near, hit_of(text, tokens, &name));
        }
    }
    hits.len() > before
}

/// How sure the tagger may be that a word is no name where a noun of place stands before it.
fn doubt_behind_cue(tokens: &Tokens, hits: &[Hit], at: usize) -> f32 {
    let lexicon = Lexicon::get();
    let behind = |at: usize, cues: &WordSet| {
        at.checked_sub(1).is_some_and(|cue| clitic::find(tokens.key(cue), |w| cues.contains(w)).is_some())
    };
    let key = tokens.key(at);
    let definite = key.starts_with("ال");
    // An adjective is no name: منطقة سهلية.
    if key.ends_with("يه") || (!definite && key.ends_with('ي') && cut::is_common(key)) {
        return 0.0;
    }
    if behind(at, &lexicon.nouns.sure_cues) && (definite || !cut::is_common(key)) {
        return SURE_CUED;
    }
    let place_before = || hits.iter().find(|h| h.last + 1 == at && h.can_be(MentionKind::Place));
    let joined =
        key.starts_with('و') && place_before().is_some_and(|h| behind(h.first, &lexicon.nouns.joining_cues));
    if joined || behind(at, &lexicon.nouns.cues) { CUED } else { 0.0 }
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
fn doubted(hit: &Hit, opinion: &Opinion) -> bool {
    // Blocs (الغرب) are in no tagged text it learnt from.
    let blocs = &Lexicon::get().words.bloc_ids;
    if hit.can_be(MentionKind::Demonym)
        || hit.readings.is_empty()
        || hit.readings.iter().any(|r| blocs.contains(r.entity.as_str()))
    {
        return false;
    }
    let least = (hit.first..=hit.last).map(|at| opinion.outside(at)).fold(1.0, f32::min);
    (hit.loose && least > DOUBT) || (hit.first == hit.last && least > NO_NAME)
}

/// Whether a hit only folds like the adjective of a state (الجيني as الغيني).
fn is_no_people(text: &str, hit: &Hit) -> bool {
    let people = hit.can_only_be(MentionKind::Demonym);
    people && Lexicon::get().words.no_people.contains(&fold(hit.span.of(text)))
}

/// Whether what stands at a token is an hour: of prayer (صلاة المغرب), of a zone (بتوقيت غرينتش).
fn is_hour(tokens: &Tokens, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| tokens.key(before));
    clitic::find(before, |w| Lexicon::get().words.prayer.contains(w)).is_some()
}

/// Whether a hit is a part of known people's names that the article has to settle: كيم alone is
/// nobody new.
fn short_of_somebody(hit: &Hit, name: &Tagged) -> bool {
    hit.first == hit.last && name.kind == MentionKind::Person && hit.can_be(MentionKind::Person)
}

/// What a weak name is where the tagger is sure of its kind: the one club that a city's name can mean, else
/// something no file has.
fn strengthen(hit: &mut Hit, name: &Tagged) {
    let whole = (hit.first, hit.last) == (name.first, name.last) && name.kind == MentionKind::Organisation;
    let mut of_kind = hit.readings.iter().filter(|r| r.kind == name.kind);
    match (of_kind.next(), of_kind.next()) {
        (Some(only), None) if whole => hit.readings = vec![Reading { strong: true, ..only.clone() }],
        _ => hit.guess = Some(name.kind),
    }
}

/// Makes lands' names of the adjectives that are some.
fn lands(tokens: &Tokens, hits: &mut [Hit], opinion: &Opinion) -> bool {
    let mut changed = false;
    for at in 0..hits.len() {
        let (before, rest) = hits.split_at_mut(at);
        let Some(hit) = rest.first_mut() else { break };
        let place = |h: &Hit| h.can_only_be(MentionKind::Place) && h.last + 1 == hit.first;
        let joined = tokens.key(hit.first).starts_with('و') && before.last().is_some_and(place);
        if names_the_land(hit, opinion, tokens, joined) {
            hit.readings.iter_mut().for_each(|r| r.kind = MentionKind::Place);
            changed = true;
        }
    }
    changed
}

/// Whether a feminine adjective without ال is the land's own name here (سورية). Joined to another
/// land's by و it is nothing else (إيران وسورية).
fn names_the_land(hit: &Hit, opinion: &Opinion, tokens: &Tokens, joined: bool) -> bool {
    let adjective = hit.readings.iter().all(|r| r.kind == MentionKind::Demonym);
    let key = tokens.key(hit.first);
    let bare = key.ends_with('ه') && clitic::splits(key).all(|s| !s.fused && !s.rest.starts_with("ال"));
    adjective
        && !hit.readings.is_empty()
        && bare
        && (joined || opinion.share(hit.first, hit.last, MentionKind::Place) >= LAND)
}

/// Whether a place's name is that of an organisation here, such as a city's club.
fn names_its_namesake(hit: &Hit, opinion: &Opinion) -> bool {
    hit.can_only_be(MentionKind::Place)
        && opinion.share(hit.first, hit.last, MentionKind::Organisation) >= NAMESAKE
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
        // A place, a people or a person inside an organisation's name; صحيفة صربية is none.
        MentionKind::Organisation => {
            let indefinite = !tokens.key(hit.first).starts_with("ال") && hit.first == name.first + 1;
            let unnamed = hit.can_only_be(MentionKind::Demonym) && hit.last == name.last && indefinite;
            !hit.can_be(MentionKind::Organisation) && !unnamed
        }
        // A name of somebody known with names not his, or what reads as a place.
        MentionKind::Person if hit.can_be(MentionKind::Person) => {
            hit.readings.is_empty() || another(hit, name, tokens, knowledge)
        }
        MentionKind::Person => words == 1 && (hit.first > name.first || name.sure >= VOUCHED),
        _ => false,
    }
}

/// Whether the tagged name is that of another person than the hit: all its further words are names,
/// and one of them is borne by nobody the hit can mean, or makes a father of him (بن).
fn another(hit: &Hit, name: &Tagged, tokens: &Tokens, knowledge: &Knowledge) -> bool {
    let lexicon = Lexicon::get();
    let father = |at: usize| lexicon.given.parts.contains(tokens.key(at)) && at + 1 == hit.first;
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
    let listed = |word: &str| lexicon.is_given(word) || lexicon.given.parts.contains(word);
    clitic::splits(key).any(|s| listed(s.rest))
        || Model::get().word(features::word_hash(key)).is_some_and(|w| w.habit & 3 >= 2)
}

fn hit_of(text: &str, tokens: &Tokens, name: &Tagged) -> Hit {
    let span = tokens.span(name.first, name.last);
    let letters = cut::proclitic(tokens.key(name.first));
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

//! Whom a cue names: the subject behind or before a verb, the name behind a noun cue.

use super::certain::{self, Nobody};
use super::classes::Classes;
use super::cues::VerbCue;
use super::lexicon::{Lexicon, Strength};
use super::line::{Line, Named};
use crate::knowledge::EntityId;
use crate::names::MentionKind;
use crate::text::token::is_quote;
use crate::text::{Span, clitic};

/// Whom a cue names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// Somebody who can be identified; entities where the knowledge base has them.
    Named(Vec<EntityId>, Span),
    /// Somebody who cannot.
    Vague(Span),
    /// A definite noun for a source named before (الوزارة).
    Anaphor(Span),
    /// Two parties together (الجانبان).
    Both(Span),
    /// Nobody: the verb goes on with the speaker before.
    Unsaid,
}

impl Speaker {
    /// The same in a text where spans lie elsewhere.
    pub(super) fn moved(&self, to: impl Fn(Span) -> Span) -> Self {
        match self {
            Self::Named(entities, span) => Self::Named(entities.clone(), to(*span)),
            Self::Vague(span) => Self::Vague(to(*span)),
            Self::Anaphor(span) => Self::Anaphor(to(*span)),
            Self::Both(span) => Self::Both(to(*span)),
            Self::Unsaid => Self::Unsaid,
        }
    }
}

/// Most tokens between a verb and the name of its subject.
const SUBJECT_REACH: usize = 9;

/// The speaker of a verb and the token its clause begins with; `None` where the verb is no
/// reporting here.
pub(super) fn verb_speaker(line: &Line<'_>, cue: &VerbCue, lexicon: &Lexicon) -> Option<(Speaker, usize)> {
    if cue.strength == Strength::Relay {
        return relayed(line, cue.token, lexicon).map(|s| (s, cue.token));
    }
    // Behind إن and لكن the subject comes first: «إن الجهاز أخبر الجمعية» is said by الجهاز.
    let before = || subject_before(line, cue.token, lexicon);
    let happened = certain::tells_what_happened(line, cue.token);
    let behind =
        || if happened { None } else { noun_phrase(line, cue.token + 1, lexicon).map(|s| (s, cue.token)) };
    let found =
        if subject_first(line, cue, lexicon) { before().or_else(behind) } else { behind().or_else(before) };
    found.or(match cue.strength {
        Strength::Neutral | Strength::Denial => Some((Speaker::Unsaid, cue.token)),
        _ => None,
    })
}

/// Whether a name stands right behind a word that takes its subject so, in the verb's own clause.
fn subject_first(line: &Line<'_>, cue: &VerbCue, lexicon: &Lexicon) -> bool {
    let start = clause_start(line, cue.token, lexicon);
    let opener = start.checked_sub(1).filter(|i| *i >= line.first).map_or("", |i| line.key(i));
    let opens = lexicon.phrases.complementizers.has(opener) || lexicon.phrases.adversatives.has(opener);
    let own_clause = cue.joined && cue.token.checked_sub(1).is_some_and(|i| line.tokens().punct(i).is_some());
    opens && !own_clause && line.named_at(start).is_some()
}

/// How far behind a relaying verb عن may stand, in tokens.
const RELAY_REACH: usize = 14;

/// نقلت الوكالة عن شويغو قوله: the one behind عن; nobody new in نقلت عنه الوكالة.
fn relayed(line: &Line<'_>, verb: usize, lexicon: &Lexicon) -> Option<Speaker> {
    let about = relays_from(line, verb, lexicon)?;
    if !lexicon.phrases.from.has(line.key(about)) {
        return Some(Speaker::Unsaid);
    }
    noun_phrase(line, about + 1, lexicon).or_else(|| noun_phrase(line, verb + 1, lexicon))
}

/// The عن of a relaying verb, alone or with its pronoun (عنه).
fn relays_from(line: &Line<'_>, verb: usize, lexicon: &Lexicon) -> Option<usize> {
    let mut behind = verb + 1..line.end.min(verb + RELAY_REACH);
    behind.find(|&i| lexicon.phrases.from.has(line.key(i)) || lexicon.phrases.from_them.has(line.key(i)))
}

/// Who passes on what the speaker of a relaying verb said: its subject.
pub(super) fn passer(line: &Line<'_>, cue: &VerbCue, lexicon: &Lexicon) -> Option<Speaker> {
    if cue.strength != Strength::Relay {
        return None;
    }
    let about = relays_from(line, cue.token, lexicon)?;
    let behind = lexicon.phrases.from_them.has(line.key(about));
    let (from, end) = if behind { (about + 1, line.end) } else { (cue.token + 1, about) };
    phrase_within(line, from, end, lexicon)
}

/// What stands behind بحسب: a name, a verb with its subject (ما أفادت الوزارة), the sentence's own
/// speaker (حسب قوله), nobody (المعطيات الأولية). `None` where it is no source at all: a law.
pub(super) fn noun_speaker(line: &Line<'_>, from: usize, lexicon: &Lexicon) -> Option<Speaker> {
    let mut at = from;
    // The phrase may have taken the ما of its source: بحسب ما, تردد.
    let linker = from.checked_sub(1).filter(|i| lexicon.phrases.linkers.has(line.key(*i)));
    for first in linker.into_iter().chain([from]) {
        match certain::nobody(line, first) {
            Some(Nobody::Hidden(last)) => return Some(Speaker::Vague(line.span(first, last))),
            Some(Nobody::Norm) => return None,
            None => {}
        }
    }
    if lexicon.phrases.linkers.has(line.key(at)) {
        at += 1;
    }
    if lexicon.verb(line.key(at)).is_some() {
        at += 1;
    }
    if lexicon.phrases.own_words.has(line.key(at)) {
        let own = line
            .named
            .iter()
            .find(|n| n.can_speak() && n.mention.kind != MentionKind::Place && n.first < from);
        return Some(own.map_or(Speaker::Unsaid, |n| named(line, n)));
    }
    Some(noun_phrase(line, at, lexicon).unwrap_or(Speaker::Unsaid))
}

/// The speaker a noun phrase names; `None` where none begins at `from`.
pub(super) fn noun_phrase(line: &Line<'_>, from: usize, lexicon: &Lexicon) -> Option<Speaker> {
    phrase_within(line, from, line.end, lexicon)
}

/// The same, of the tokens before `end` alone.
fn phrase_within(line: &Line<'_>, from: usize, end: usize, lexicon: &Lexicon) -> Option<Speaker> {
    let at = behind_signs_and_times(line, from);
    let head = line.key(at);
    if !line.tokens().is_word(at) || at >= end || lexicon.phrases.complementizers.has(head) {
        return None;
    }
    let vague = lexicon.phrases.vague_nouns.has(bare(head));
    if !vague && line.named_at(at).is_none() && lexicon.phrases.openers.has(head) {
        return None;
    }
    if let Some(other) = certain::relation(line, at, end, lexicon) {
        return Some(other);
    }
    if let Some(found) = name_in_phrase(line, at, end, lexicon) {
        let person = found.mention.kind == MentionKind::Person;
        let body = found.mention.kind == MentionKind::Organisation;
        let speaks = lexicon.phrases.speaks_for.has(bare(head));
        // The names pass takes some of them for people: دبلوماسيان غربيان.
        let unknown = found.first == at && found.mention.entity.is_none();
        return Some(if vague && (!person || unknown) && !(body && speaks) {
            Speaker::Vague(line.span(at, at))
        } else if found.first > at && is_of_another(line, at, found, lexicon) {
            Speaker::Named(Vec::new(), line.span(at, found.last))
        } else {
            named(line, found)
        });
    }
    Some(match bare(head) {
        h if vague || certain::is_somebody(line, at, h) => Speaker::Vague(line.span(at, at)),
        h if lexicon.phrases.both_sides.has(h) => Speaker::Both(line.span(at, at)),
        h if lexicon.phrases.anaphors.has(h) && !names_more(line, at) => Speaker::Anaphor(line.span(at, at)),
        _ => Speaker::Named(Vec::new(), line.span(at, phrase_end(line, at, end))),
    })
}

/// Whether a phrase names its head by what it belongs to, which is not who speaks: مستشار البيت الأبيض is no
/// house, مستشفى خاركيف no town; the title's holder and the hospital are whom it means.
fn is_of_another(line: &Line<'_>, at: usize, found: &Named<'_>, lexicon: &Lexicon) -> bool {
    let head = bare(line.key(at));
    let acts = lexicon.phrases.speaks_for.has(head) || lexicon.phrases.governing.has(head);
    let holds = crate::knowledge::titles::Titles::get().begin_with(head);
    match found.mention.kind {
        MentionKind::Place => !acts,
        MentionKind::Organisation => holds && !acts,
        MentionKind::Person | MentionKind::Demonym | MentionKind::Role => false,
    }
}

/// Most tokens of a phrase without a name.
const PHRASE: usize = 5;

/// The last token of a phrase without a name: its head and the definite words and adjectives of peoples behind it
/// (الشرطة الفيدرالية الألمانية, وزارة الإعلام).
fn phrase_end(line: &Line<'_>, at: usize, end: usize) -> usize {
    let of_phrase = |next: &usize| {
        let people = line.naming(*next).is_some_and(|named| !named.can_speak());
        let definite = line.marks(*next).morph.is_definite() && !line.marks(*next).classes.any(ENDS);
        line.tokens().is_word(*next) && !line.is_time(*next) && (people || definite)
    };
    let behind = (at + 1..end.min(at + PHRASE)).take_while(of_phrase);
    behind.last().unwrap_or(at)
}

/// What no noun phrase goes on with.
const ENDS: Classes = Classes::RELATIVE.or(Classes::OPENER).or(Classes::THAT);

/// The first token that is no comma, quotation mark or time expression («اعتبر، أمس الأربعاء، أن»).
fn behind_signs_and_times(line: &Line<'_>, from: usize) -> usize {
    let mut at = from;
    while at < line.end && at < from + SUBJECT_REACH {
        let sign = line.tokens().punct(at).is_some_and(|c| is_quote(c) || matches!(c, '،' | ','));
        if !sign && !line.is_time(at) {
            break;
        }
        at += 1;
    }
    at
}

/// A word without و or ف before it; one that only looks so stays whole.
fn bare(word: &str) -> &str {
    let lexicon = Lexicon::get();
    let known = |w: &str| {
        lexicon.phrases.vague_nouns.has(w)
            || lexicon.phrases.anaphors.has(w)
            || lexicon.phrases.speaks_for.has(w)
    };
    if known(word) {
        return word;
    }
    let readings = clitic::splits(word).filter(|s| !s.fused && s.letters > 0);
    readings.map(|s| s.rest).find(|rest| known(rest)).unwrap_or(word)
}

/// Whether a word that is no adjective follows a definite noun: الرئيس محمود … is somebody's name.
fn names_more(line: &Line<'_>, at: usize) -> bool {
    let next = line.key(at + 1);
    line.tokens().is_word(at + 1)
        && !next.starts_with("ال")
        && !Lexicon::get().phrases.complementizers.has(next)
        && !Lexicon::get().phrases.openers.has(next)
}

/// The name that a noun phrase beginning at `at` leads to: a person behind a title or body wins over
/// them (المتحدث باسم الكرملين ديمتري بيسكوف).
pub(super) fn name_in_phrase<'l>(
    line: &'l Line<'_>,
    at: usize,
    end: usize,
    lexicon: &Lexicon,
) -> Option<&'l Named<'l>> {
    let mut found: Option<&Named<'_>> = None;
    let mut i = at;
    let mut inside = false;
    while i < end.min(at + SUBJECT_REACH) {
        inside |= i > at && lexicon.phrases.locatives.has(line.key(i));
        if let Some(name) = line.named_at(i) {
            if inside && name.mention.kind == MentionKind::Place {
                break;
            }
            if name.can_speak() {
                let goes_on = found.is_none() || name.mention.kind == MentionKind::Person;
                if i > at && matches!(name.clitic, Some('ب' | 'ك'))
                    || !goes_on
                    || (found.is_some() && name.clitic.is_some())
                {
                    break;
                }
                found = Some(name);
                if name.mention.kind == MentionKind::Person {
                    break;
                }
            }
            i = name.last + 1;
            continue;
        }
        let key = line.key(i);
        let sign = line.tokens().punct(i);
        let comma = matches!(sign, Some('،' | ','))
            && (found.is_some() || behind_adjective(line, i) || before_apposition(line, i));
        if found.is_some()
            && lexicon.phrases.locatives.has(key)
            && let Some(person) = posted(line, i)
        {
            return Some(person);
        }
        let stop = lexicon.phrases.complementizers.has(key)
            || (found.is_some() && sign.is_none() && !is_between(key))
            || sign.is_some_and(|c| !is_quote(c) && !comma && !is_initials_dot(line, i))
            || (i > at
                && lexicon.verb(key).is_some()
                && line.view.cues.verbs.iter().any(|v| v.token == i && !follows_its_noun(line, i)));
        if stop {
            break;
        }
        i += 1;
    }
    found
}

/// The person whose post stands before a name, with the place of it: مراسل بي بي سي في الخرطوم محمد عثمان.
fn posted<'l>(line: &'l Line<'_>, locative: usize) -> Option<&'l Named<'l>> {
    let place = line.named_at(locative + 1).filter(|n| n.mention.kind == MentionKind::Place)?;
    let comma = matches!(line.tokens().punct(place.last + 1), Some('،' | ','));
    let person = line.named_at(place.last + 1 + usize::from(comma)).filter(|n| n.clitic.is_none())?;
    (person.mention.kind == MentionKind::Person).then_some(person)
}

/// Whether a full stop is an initial's: it stands inside the sentence (جي. دي. فانس).
fn is_initials_dot(line: &Line<'_>, at: usize) -> bool {
    line.tokens().punct(at) == Some('.') && at + 1 < line.end && line.tokens().spaced_before(at + 1)
}

/// Whether a comma parts a title with its state from the name (وزير الدفاع الكوري الشمالي، نو …).
fn behind_adjective(line: &Line<'_>, comma: usize) -> bool {
    line.named.iter().any(|n| !n.can_speak() && n.last + 1 == comma)
}

/// Whether a comma is followed by a person's name and another comma: قائد الشرطة في المدينة، جون سميث، إن.
fn before_apposition(line: &Line<'_>, comma: usize) -> bool {
    let person = |n: &&Named<'_>| n.mention.kind == MentionKind::Person && n.clitic.is_none();
    let closes = |n: &Named<'_>| matches!(line.tokens().punct(n.last + 1), Some('،' | ','));
    line.named_at(comma + 1).filter(person).is_some_and(closes)
}

/// Ranks and adjectives that may stand between a title and the name.
fn is_between(key: &str) -> bool {
    let titles = crate::knowledge::titles::Titles::get();
    titles.attributes.contains(key)
        || titles.former.contains(key)
        || titles.ranks.iter().any(|r| r.len() == 1 && *r[0] == *key)
}

/// A verb right behind an indefinite noun describes it (رسم بياني نشره البيت الأبيض).
fn follows_its_noun(line: &Line<'_>, verb: usize) -> bool {
    verb > line.first && line.key(verb).ends_with('ه') && line.tokens().is_word(verb - 1)
}

/// Those named by a mention and the ones that و joins to it.
pub(super) fn named(line: &Line<'_>, first: &Named<'_>) -> Speaker {
    let mut entities: Vec<EntityId> = first.mention.entity.iter().cloned().collect();
    let mut last = first;
    while let Some(next) = line.named_at(last.last + 1).filter(|n| n.can_speak() && joined_by_and(line, n)) {
        entities.extend(next.mention.entity.iter().cloned());
        last = next;
    }
    Speaker::Named(entities, Span::new(first.mention.span.start, last.mention.span.end))
}

fn joined_by_and(line: &Line<'_>, name: &Named<'_>) -> bool {
    line.key(name.first).starts_with('و') && name.clitic == Some('و')
}

/// How far before its verb a clause is looked for the word it begins with, in tokens.
const CLAUSE_REACH: usize = 200;

/// The token a verb's clause begins with: behind إن, لكن, a colon or the like.
fn clause_start(line: &Line<'_>, verb: usize, lexicon: &Lexicon) -> usize {
    let opens = |i: &usize| {
        let key = line.key(*i);
        lexicon.phrases.complementizers.has(key)
            || lexicon.phrases.clause_openers.has(key)
            || matches!(line.tokens().punct(*i), Some(':' | '؛' | '.'))
    };
    let first = line.first.max(verb.saturating_sub(CLAUSE_REACH));
    (first..verb).rev().find(opens).map_or(line.first, |i| i + 1)
}

/// A subject before its verb: the name the clause begins with (ولكن الكرملين اعتبر).
fn subject_before(line: &Line<'_>, verb: usize, lexicon: &Lexicon) -> Option<(Speaker, usize)> {
    let start = clause_start(line, verb, lexicon);
    let head = line.key(start);
    if verb == start
        || (lexicon.phrases.openers.has(head) && line.named_at(start).is_none())
        || begins_subordinate(line, start)
    {
        return None;
    }
    if lexicon.phrases.vague_nouns.has(bare(head)) {
        return Some((Speaker::Vague(line.span(start, start)), start));
    }
    if let Some(other) = certain::relation(line, start, verb, lexicon) {
        return Some((other, start));
    }
    let found = name_in_phrase(line, start, line.end, lexicon)
        .filter(|n| n.last < verb && n.clitic.is_none_or(|c| c == 'و'))?;
    Some((named(line, found), start))
}

pub(super) fn begins_subordinate(line: &Line<'_>, at: usize) -> bool {
    let lexicon = Lexicon::get();
    line.named_at(at).is_none()
        && clitic::find(line.key(at), |w| lexicon.phrases.subordinators.has(w)).is_some_and(|s| !s.fused)
}

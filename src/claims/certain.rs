//! What the language leaves no doubt of: who is accused, who refuses to speak, whose name stands before a
//! colon, and phrases behind which stands nobody. There the rules' verdict stands against the model.

use super::cues::VerbCue;
use super::lexicon::{Lexicon, Strength, longest_in};
use super::line::{Line, Named};
use super::source::Attribution;
use super::speaker::{Speaker, name_in_phrase, named, noun_phrase};
use crate::names::MentionKind;
use crate::text::clitic;
use crate::text::token::is_quote;

/// Whether a verdict stands whatever the model makes of the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Certain {
    /// The model weighs it.
    #[default]
    No,
    /// It stands.
    Yes,
    /// It stands unless a source named just before goes on: in «واتهمت إسرائيل بقتل …» a ministry may, in
    /// «أعلن مقتل …» too.
    UnlessCarried,
}

/// How far behind its verb what is refused may stand, in tokens.
const REFUSAL_REACH: usize = 8;
/// Most tokens of a name with its titles before a colon.
const COLON_REACH: usize = 14;
/// How far behind أحد a name may stand that tells who it is, in tokens.
const NAME_REACH: usize = 9;
/// How far before قائلا the deed it goes with begins, in tokens.
const DEED_REACH: usize = 14;

/// Whether a verb refuses to say anything: رفض التعليق, نفى علمه.
pub(super) fn refuses(line: &Line<'_>, verb: usize) -> bool {
    if !line.marks(verb).refuses {
        return false;
    }
    let kinds = &Lexicon::get().phrases.refusals;
    let mut kinds = kinds.iter().filter(|kind| line.is_in(verb, &kind.verbs));
    let reach = verb + 1..line.end.min(verb + REFUSAL_REACH);
    let clause = || reach.clone().take_while(|&i| line.tokens().punct(i).is_none());
    kinds.any(|kind| clause().any(|i| clitic::splits(line.key(i)).any(|s| kind.things.contains(&s.word()))))
}

/// Whether a sentence holds such a refusal, by a verb of reporting or not (امتنع).
pub(super) fn has_refusal(line: &Line<'_>) -> bool {
    let denied = |i: usize| i > line.first && Lexicon::get().phrases.negations.has(line.key(i - 1));
    (line.first..line.end).any(|i| !line.is_quoted(i) && !denied(i) && refuses(line, i))
}

/// Whether a verb of accusation without vowels can only be passive, or goes on with a speaker told before: it
/// opens its clause, and one name alone stands between it and the ب of the crime («اتهمت إسرائيل بقتل»).
pub(super) fn is_accused(line: &Line<'_>, cue: &VerbCue) -> bool {
    if cue.strength != Strength::Accusation || !line.is_in(cue.token, &Lexicon::get().phrases.accusing) {
        return false;
    }
    let opens = cue.token == line.first || line.tokens().punct(cue.token - 1).is_some();
    let Some(name) = line.named_at(cue.token + 1).filter(|n| n.can_speak() && n.clitic.is_none()) else {
        return false;
    };
    let crime = line.key(name.last + 1);
    let by = clitic::splits(crime).any(|s| s.governs == Some('ب') && s.rest.chars().count() > 2);
    let other = line.named_at(name.last + 1).is_some_and(|n| n.clitic != Some('ب'));
    opens && by && !other && crime != "باسم" && agrees(line, cue.token, name)
}

/// Whether a verb can have a name for its subject: states are feminine.
fn agrees(line: &Line<'_>, verb: usize, name: &Named<'_>) -> bool {
    let word = clitic::strip_conjunction(line.key(verb)).unwrap_or_else(|| line.key(verb));
    name.mention.kind != MentionKind::Place || word.ends_with('ت') || word.starts_with('ت')
}

/// Whether a verb tells what happened to people, and not who tells it: أعلن مقتل, أعلن عن وفاة.
pub(super) fn tells_what_happened(line: &Line<'_>, verb: usize) -> bool {
    let lexicon = Lexicon::get();
    let at = verb + 1 + usize::from(lexicon.phrases.from.has(line.key(verb + 1)));
    lexicon.phrases.happenings.contains(line.key(at)) && line.named_at(at).is_none()
}

/// What a phrase behind بحسب names, where that is nobody.
pub(super) enum Nobody {
    /// Words that hide who says it, with their last token: المعطيات الأولية.
    Hidden(usize),
    /// A law, a plan: nobody has said a thing.
    Norm,
}

/// Whether the phrase that begins at a token behind بحسب names nobody.
pub(super) fn nobody(line: &Line<'_>, at: usize) -> Option<Nobody> {
    let phrases = &Lexicon::get().phrases;
    if line.naming(at).is_some() {
        return None;
    }
    if clitic::find(line.key(at), |w| phrases.norms.contains(w)).is_some() {
        return Some(Nobody::Norm);
    }
    let phrase = longest_in(&phrases.nobody, line, at).map(|phrase| at + phrase.len() - 1);
    let joined = || clitic::find(line.key(at), |w| phrases.nobody.has(w)).map(|_| at);
    let head = phrase.or_else(joined)?;
    let mut last = head;
    while is_adjective(line, head, last + 1) {
        last += 1;
    }
    let next = last + 1;
    let verb = line.view.cues.verbs.iter().any(|v| v.token == next) || line.key(next).ends_with("ها");
    let joined = phrases.linking.contains(line.key(next))
        || clitic::splits(line.key(next)).any(|s| s.governs == Some('ل'));
    let owned = line.naming(next).is_some_and(Named::can_speak);
    let body = last == head && phrases.speaks_for.has(line.key(next));
    (!(verb || joined || owned || body)).then_some(Nobody::Hidden(last))
}

/// Whether a word goes on with the noun phrase of a head as its adjective.
fn is_adjective(line: &Line<'_>, head: usize, at: usize) -> bool {
    let word = line.key(at);
    if line.naming(at).is_some() {
        return line.naming(at).is_some_and(|n| !n.can_speak());
    }
    let long = word.chars().count() > 3 && line.tokens().is_word(at);
    let definite = |i: usize| clitic::find(line.key(i), |w| w.starts_with("ال")).is_some();
    long && !line.is_time(at)
        && (word.starts_with("ال") && definite(head) && !Lexicon::get().phrases.linking.contains(word)
            || !definite(head) && word.ends_with('ه') && !line.marks(at).event)
}

/// Whether a noun phrase without a name in it tells of nobody by its head: أحدهم, صحيفة بريطانية.
pub(super) fn is_somebody(line: &Line<'_>, at: usize, head: &str) -> bool {
    let phrases = &Lexicon::get().phrases;
    let next = line.key(at + 1);
    let known = line.naming(at + 1);
    let definite = next.starts_with("ال");
    // The names of outlets end in ي as well (سكاي); a feminine noun has no such adjective.
    let ending = if head.ends_with('ه') { 'ه' } else { 'ي' };
    let shaped = line.tokens().is_word(at + 1) && next.ends_with(ending) && next.chars().count() > 3;
    let adjective = if known.is_some() { known.is_some_and(|n| !n.can_speak()) } else { shaped };
    // إحدى المشاركات، الدكتورة أميلي بورنسايد
    let person = |n: &&Named<'_>| n.mention.kind == MentionKind::Person && n.first <= at + NAME_REACH;
    let that = |i: usize| phrases.complementizers.has(line.key(i)) || line.tokens().punct(i) == Some(':');
    let introduced = line.named.iter().filter(|n| n.first > at).find(person);
    if introduced.is_some_and(|n| !(at..n.first).any(that)) {
        return false;
    }
    phrases.somebody.contains(head) && next != "عشر"
        || (phrases.somebody_of.contains(head) && !definite && adjective)
}

/// Somebody told by whose he is: «زوجة ماكرون» is not Macron. Whoever is named right behind it speaks,
/// «خصم بوتين أليكسي نافالني».
pub(super) fn relation(line: &Line<'_>, at: usize, end: usize, lexicon: &Lexicon) -> Option<Speaker> {
    if line.named_at(at).is_some() || !line.is_in(at, &lexicon.phrases.relations) {
        return None;
    }
    let person = |n: &&Named<'_>| matches!(n.mention.kind, MentionKind::Person | MentionKind::Role);
    // A title may stand before the name: مستشار الرئيس بوتين.
    let owner = (at + 1..=at + 2).find_map(|i| line.named_at(i)).filter(person)?;
    let next = owner.last + 1;
    let goes_on = line.tokens().is_word(next)
        && next < end
        && !line.is_time(next)
        && !lexicon.phrases.openers.has(line.key(next))
        && !lexicon.phrases.complementizers.has(line.key(next));
    let own = goes_on.then(|| name_in_phrase(line, next, end, lexicon)).flatten();
    let own = own.filter(|n| n.mention.kind == MentionKind::Person && n.clitic.is_none());
    // A role's holder may be named behind it: مستشار الرئيس الأوكراني فولوديمير زيلينسكي.
    let holder = owner.mention.kind == MentionKind::Role
        && own.is_some_and(|n| n.mention.entity.is_some() && n.mention.entity == owner.mention.entity);
    Some(match own.filter(|_| !holder) {
        Some(own) => named(line, own),
        None => Speaker::Named(Vec::new(), line.span(at, owner.last)),
    })
}

/// The one whose name and colon a line begins with: «الكرملين: …», «رويترز عن مسؤول: …».
pub(super) fn before_colon(line: &Line<'_>) -> Option<Attribution> {
    let lexicon = Lexicon::get();
    if line.view.span.start != line.view.offset {
        return None;
    }
    let mut first = line.first;
    while first < line.end && (opens_line(line, first) || line.is_in(first, &lexicon.phrases.urgent)) {
        first += 1;
    }
    let colon = (first..line.end.min(first + COLON_REACH)).find(|&i| line.tokens().punct(i) == Some(':'))?;
    let verb = |i: usize| line.naming(i).is_none() && line.view.cues.verbs.iter().any(|v| v.token == i);
    let that = |i: usize| lexicon.phrases.complementizers.has(line.key(i));
    let other = |i: usize| verb(i) || that(i) || line.marks(i).toll_head;
    let plain = |i: usize| line.tokens().punct(i).is_none_or(is_quote) && !other(i);
    if first == colon || colon + 1 >= line.end || !(first..colon).all(plain) {
        return None;
    }
    let from = (first..colon).find(|&i| i > first && lexicon.phrases.from.has(line.key(i)));
    let (speaker, passer) = match from.filter(|i| line.named_at(first).is_some_and(|n| n.last < *i)) {
        Some(from) => (colon_name(line, from + 1, colon)?, line.named_at(first).map(|n| named(line, n))),
        None => (colon_name(line, first, colon)?, None),
    };
    let strength = if passer.is_some() { Strength::Relay } else { Strength::Neutral };
    Some(Attribution {
        token: first,
        last: colon,
        speaker,
        passer,
        strength,
        noun: false,
        main: true,
        sure: true,
    })
}

/// A mark before a line's first word: a list's dash, a circle, the bar behind عاجل.
fn opens_line(line: &Line<'_>, at: usize) -> bool {
    line.tokens().punct(at).is_some_and(|c| !is_quote(c) && !matches!(c, '(' | '[' | '#'))
}

/// Whose name the words before a colon are; nobody where they are anything else, or a place: datelines have
/// places.
fn colon_name(line: &Line<'_>, first: usize, colon: usize) -> Option<Speaker> {
    let lexicon = Lexicon::get();
    let head = line.key(first);
    let vague = lexicon.phrases.vague_nouns.has(head) && !lexicon.phrases.counting.has(head);
    let titled = lexicon.phrases.speaks_for.has(head) || line.named_at(first).is_some();
    if !(vague || titled) {
        return None;
    }
    let speaker = noun_phrase(line, first, lexicon)?;
    let span = match &speaker {
        Speaker::Named(_, span) | Speaker::Vague(span) => *span,
        _ => return None,
    };
    let last = line.tokens().at_or_after(span.end - line.view.offset);
    let name = line.named.iter().find(|n| n.mention.span.start == span.start);
    let place = name.is_some_and(|n| n.mention.kind == MentionKind::Place);
    let to = |i: usize| {
        let key = line.key(i);
        i == colon
            || line.is_time(i)
            || lexicon.phrases.openers.has(key)
            || clitic::splits(key).any(|s| s.governs == Some('ل'))
            || line.naming(i).is_some_and(|n| !n.can_speak())
    };
    let ends = matches!(speaker, Speaker::Vague(_)) || (name.is_some() && to(last));
    (ends && !place).then_some(speaker)
}

/// Who does the deed that قائلا goes with, where no verb of reporting tells it: «خاطب بيسكوف الصحفيين قائلا».
pub(super) fn saying(line: &Line<'_>) -> Option<Attribution> {
    let lexicon = Lexicon::get();
    let said = |v: &&VerbCue| v.participle && line.is_in(v.token, &lexicon.phrases.saying);
    let token = line.verbs().find(said)?.token;
    let from = line.first.max(token.saturating_sub(DEED_REACH));
    // A clause of its own begins with و; behind other commas stand names and times.
    let parted = |i: usize| line.tokens().punct(i - 1).is_some() && line.key(i).starts_with('و');
    let starts = (from..token).rev().filter(|&i| i == line.first || (i + 1 < token && parted(i)));
    let mut speakers = starts.filter_map(|start| deed_subject(line, start, token));
    let speaker = speakers.next().unwrap_or(Speaker::Unsaid);
    let sure = matches!(speaker, Speaker::Named(..) | Speaker::Vague(_));
    Some(Attribution {
        token,
        last: token,
        speaker,
        passer: None,
        strength: Strength::Neutral,
        noun: false,
        main: true,
        sure,
    })
}

/// The subject of a clause that begins at a token and ends before another: behind its verb, or before.
fn deed_subject(line: &Line<'_>, start: usize, end: usize) -> Option<Speaker> {
    let lexicon = Lexicon::get();
    let opens =
        lexicon.phrases.openers.has(line.key(start)) || super::speaker::begins_subordinate(line, start);
    if opens && line.named_at(start).is_none() {
        return None;
    }
    let first = line.named_at(start).filter(|n| n.can_speak() && n.clitic.is_none_or(|c| c == 'و'));
    if let Some(name) = first {
        return Some(named(line, name));
    }
    let told = noun_phrase(line, start + 1, lexicon)?;
    let named_so =
        |at: crate::text::Span| line.named.iter().any(|n| n.mention.span.start == at.start && n.last < end);
    match &told {
        Speaker::Named(_, span) if !named_so(*span) => None,
        _ => Some(told),
    }
}

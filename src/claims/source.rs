//! Who a sentence says it from: its attributions, weighed.

use super::SourceStatus;
use super::certain::{self, Certain};
use super::chain::{self, Link};
use super::cues::VerbCue;
use super::lexicon::{Lexicon, Strength};
use super::line::Line;
use super::speaker::{Speaker, begins_subordinate, noun_speaker, passer, verb_speaker};
use crate::knowledge::{EntityId, Knowledge};
use crate::text::{Span, clitic};

/// A cue with its speaker.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// First and last token of the cue.
    pub(super) token: usize,
    pub(super) last: usize,
    pub(super) speaker: Speaker,
    /// Who passes on what the speaker said (نقلت إنترفاكس عن …).
    pub(super) passer: Option<Speaker>,
    pub(super) strength: Strength,
    /// Whether a noun (بحسب) rather than a verb.
    pub(super) noun: bool,
    /// Whether it stands in the main line of the sentence, not inside what another reports.
    pub(super) main: bool,
    /// Whether the language leaves no doubt of it.
    pub(super) sure: bool,
}

impl Attribution {
    /// The same in a text where spans lie elsewhere.
    pub(super) fn moved(&self, to: impl Fn(Span) -> Span) -> Self {
        let speaker = self.speaker.moved(&to);
        Self { speaker, passer: self.passer.as_ref().map(|p| p.moved(&to)), ..self.clone() }
    }
}

/// The attributions of a sentence, in order.
pub(super) fn attributions(line: &Line<'_>) -> Vec<Attribution> {
    let lexicon = Lexicon::get();
    let nouns: Vec<(usize, usize)> = line.phrases(&line.view.cues.nouns).collect();
    let behind_noun = |v: &VerbCue| nouns.iter().any(|&(_, last)| v.token > last && v.token <= last + 2);
    let mut out: Vec<Attribution> = Vec::new();
    let says = |v: &&VerbCue| !v.participle && !behind_noun(v) && !unsaid(line, v.token);
    let silent = |v: &&VerbCue| certain::is_accused(line, v) || certain::refuses(line, v.token);
    for cue in line.verbs().filter(|v| says(v) && !silent(v)) {
        let Some((speaker, clause)) = verb_speaker(line, cue, lexicon) else {
            continue;
        };
        out.push(Attribution {
            token: cue.token,
            last: cue.token,
            sure: is_somebody(line, &speaker),
            speaker,
            passer: passer(line, cue, lexicon),
            strength: cue.strength,
            noun: false,
            main: out.is_empty() || opens_clause(line, cue) || parted(line, clause),
        });
    }
    for (first, last) in nouns {
        let Some(speaker) = noun_speaker(line, last + 1, lexicon) else {
            continue;
        };
        let sure = is_somebody(line, &speaker);
        // Beside a name, بحسب المعطيات adds nobody.
        if sure && out.iter().any(|a| matches!(a.speaker, Speaker::Named(..))) {
            continue;
        }
        out.push(Attribution {
            token: first,
            last,
            speaker,
            passer: None,
            strength: Strength::Neutral,
            noun: true,
            main: true,
            sure,
        });
    }
    let told = |a: &Attribution| a.speaker != Speaker::Unsaid;
    match certain::before_colon(line) {
        Some(colon) if out.iter().all(|a| a.token > colon.last) => out.push(colon),
        _ if !out.iter().any(told) => out.extend(certain::saying(line)),
        _ => {}
    }
    out.sort_by_key(|a| a.token);
    out
}

/// Whether a speaker is a phrase for nobody that stands for nothing else: أحدهم, المعطيات الأولية.
fn is_somebody(line: &Line<'_>, speaker: &Speaker) -> bool {
    let Speaker::Vague(span) = speaker else {
        return false;
    };
    let at = line.tokens().at_or_after(span.start - line.view.offset);
    clitic::find(line.key(at), |w| Lexicon::get().phrases.vague_nouns.has(w)).is_none()
}

/// A verb that is denied (لم تكشف), names a thing (ما وصفه) or describes a noun (الدولة التي اعترفت, but not في الوقت الذي
/// أعلنت فيه) reports nothing.
fn unsaid(line: &Line<'_>, verb: usize) -> bool {
    let lexicon = Lexicon::get();
    let before = |n: usize| verb.checked_sub(n).map_or("", |i| line.key(i));
    let denies = |word: &str| {
        lexicon.phrases.naming.has(word) || clitic::conjoined(word).any(|w| lexicon.phrases.negations.has(w))
    };
    counts(line, verb)
        || denies(before(1))
        || (lexicon.words.relatives.contains(before(1)) && !lexicon.phrases.moments.has(before(2)))
}

/// Whether a verb tells how many there are (يبلغ عدد السكان) rather than what they say (قال عدد من السكان).
fn counts(line: &Line<'_>, verb: usize) -> bool {
    let lexicon = Lexicon::get();
    let estimates = clitic::conjoined(line.key(verb)).find_map(|word| lexicon.verb(word));
    let estimates = estimates.is_some_and(|v| v.needs.iter().any(|w| lexicon.phrases.counting.has(w)));
    let some = |i: usize| line.key(i) == "من";
    let of_some = some(verb + 2) || (some(verb + 3) && !line.key(verb + 2).starts_with("ال"));
    !estimates && lexicon.phrases.counting.has(line.key(verb + 1)) && !of_some
}

/// Whether a comma parts a clause from what stands before it (، لكن المحللين أشاروا).
fn parted(line: &Line<'_>, clause: usize) -> bool {
    let before = clause.checked_sub(1).filter(|i| *i >= line.first);
    before.is_some_and(|i| {
        line.tokens().punct(i).is_some() || Lexicon::get().phrases.adversatives.has(line.key(i))
    })
}

/// Whether a verb opens a clause of its own: «، وقال …».
fn opens_clause(line: &Line<'_>, cue: &VerbCue) -> bool {
    let before = cue.token.checked_sub(1).and_then(|i| line.tokens().punct(i));
    (cue.joined && before.is_some()) || cue.token == line.first
}

/// Whether an entity passes on others' words for a living.
pub(super) fn is_press(entity: &EntityId, knowledge: &Knowledge) -> bool {
    knowledge.entity(entity.as_str()).is_some_and(|e| {
        matches!(e.class.as_str(), "news-agency" | "newspaper" | "broadcaster" | "website" | "magazine")
    })
}

/// The verdict on a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) status: SourceStatus,
    pub(super) entities: Vec<EntityId>,
    pub(super) span: Option<Span>,
    /// From the one who said it to the one who passed it on.
    pub(super) chain: Vec<Link>,
    /// Whether a clause beside the one that decides has a source.
    pub(super) partly: bool,
    /// Whether it stands against the model.
    pub(super) certain: Certain,
}

impl Verdict {
    pub(super) const fn bare(status: SourceStatus, span: Option<Span>) -> Self {
        Self { status, entities: Vec::new(), span, chain: Vec::new(), partly: false, certain: Certain::No }
    }
}

/// Weighs a sentence's attributions: the weakest of its main clauses decides.
pub(super) fn verdict(line: &Line<'_>, all: &[Attribution], knowledge: &Knowledge) -> Verdict {
    let cues = line.view.cues;
    if let Some((first, last)) = line.phrases(&cues.impersonal).find(|&(first, _)| first <= line.first + 2) {
        return Verdict::bare(SourceStatus::Vague, Some(line.span(first, last)));
    }
    if let Some((first, last)) = line.phrases(&cues.vague).next() {
        return Verdict::bare(SourceStatus::Vague, Some(line.span(first, last)));
    }
    if let Some(verdict) = unspoken(line, all) {
        return verdict;
    }
    let comment = line.phrases(&cues.comments).next().is_some();
    if all.is_empty() || comment || opens_unsourced(line, all) {
        let partly = all.iter().any(|a| a.speaker != Speaker::Unsaid);
        return Verdict { partly, ..Verdict::bare(SourceStatus::None, None) };
    }
    let main: Vec<&Attribution> = all.iter().filter(|a| a.main).collect();
    if let Some(vague) = main.iter().find(|a| matches!(a.speaker, Speaker::Vague(_))) {
        return told(line, all, vague, knowledge);
    }
    let chosen = inner_speaker(all, &main, knowledge).or_else(|| main_speaker(&main));
    let unsaid = chosen.is_none_or(|a| a.speaker == Speaker::Unsaid);
    let chosen =
        if unsaid { all.iter().find(|a| matches!(a.speaker, Speaker::Named(..))).or(chosen) } else { chosen };
    match chosen {
        Some(chosen) => told(line, all, chosen, knowledge),
        None => Verdict::bare(SourceStatus::None, None),
    }
}

/// The verdict on a sentence in which nobody speaks, where that leaves no doubt: somebody is accused, or refuses
/// to speak, or a death is announced.
fn unspoken(line: &Line<'_>, all: &[Attribution]) -> Option<Verdict> {
    if all.iter().any(|a| a.speaker != Speaker::Unsaid) {
        return None;
    }
    let vague = |(first, last), certain| Verdict {
        certain,
        ..Verdict::bare(SourceStatus::Vague, Some(line.span(first, last)))
    };
    if let Some(cue) = line.phrases(&line.view.cues.accused).next() {
        return Some(vague(cue, Certain::Yes));
    }
    if line.phrases(&line.view.cues.passive).next().is_some() {
        return Some(Verdict { certain: Certain::Yes, ..Verdict::bare(SourceStatus::None, None) });
    }
    let accused = line.verbs().find(|v| certain::is_accused(line, v) && !unsaid(line, v.token));
    let happened =
        || line.verbs().find(|v| certain::tells_what_happened(line, v.token) && !unsaid(line, v.token));
    if let Some(cue) = accused.or_else(happened) {
        return Some(vague((cue.token, cue.token), Certain::UnlessCarried));
    }
    let none = all.is_empty() && (certain::has_refusal(line) || has_norm(line));
    none.then(|| Verdict { certain: Certain::Yes, ..Verdict::bare(SourceStatus::None, None) })
}

/// Whether what stands behind بحسب is no source: وفقا للقانون.
fn has_norm(line: &Line<'_>) -> bool {
    let lexicon = Lexicon::get();
    line.phrases(&line.view.cues.nouns).any(|(_, last)| noun_speaker(line, last + 1, lexicon).is_none())
}

/// The verdict where one attribution decides.
pub(super) fn told(
    line: &Line<'_>,
    all: &[Attribution],
    chosen: &Attribution,
    knowledge: &Knowledge,
) -> Verdict {
    let (status, entities, span) = match &chosen.speaker {
        Speaker::Named(entities, span) => (SourceStatus::Named, entities.clone(), Some(*span)),
        Speaker::Vague(span) => (SourceStatus::Vague, Vec::new(), Some(*span)),
        Speaker::Anaphor(span) | Speaker::Both(span) => (SourceStatus::Carried, Vec::new(), Some(*span)),
        Speaker::Unsaid => (SourceStatus::Carried, Vec::new(), None),
    };
    let certain = if chosen.sure { Certain::Yes } else { Certain::No };
    let chain = chain::chain(line, all, chosen, knowledge);
    Verdict { status, entities, span, chain, partly: false, certain }
}

/// The main speaker: one who says it, before one behind a noun cue, before one who takes a stance.
fn main_speaker<'a>(main: &[&'a Attribution]) -> Option<&'a Attribution> {
    let is_named = |a: &&&Attribution| matches!(a.speaker, Speaker::Named(..));
    let says = |a: &&&Attribution| !a.noun && !matches!(a.strength, Strength::Stance | Strength::Accusation);
    let named = || main.iter().filter(is_named);
    let speaker = named().find(says).or_else(|| named().find(|a| a.noun)).or_else(|| named().next());
    speaker.or_else(|| main.first()).copied()
}

/// The original speaker where the main one is an agency: the one it quotes (نقلا عن …, إن الجهاز أخبر …).
fn inner_speaker<'a>(
    all: &'a [Attribution],
    main: &[&Attribution],
    knowledge: &Knowledge,
) -> Option<&'a Attribution> {
    let outer = main_speaker(main)?;
    let Speaker::Named(entities, _) = &outer.speaker else {
        return None;
    };
    let press = !entities.is_empty() && entities.iter().all(|e| is_press(e, knowledge));
    if !press {
        return None;
    }
    let other = |a: &&Attribution| match &a.speaker {
        Speaker::Named(ids, _) => {
            a.token != outer.token && !ids.is_empty() && !ids.iter().all(|e| is_press(e, knowledge))
        }
        _ => false,
    };
    all.iter().filter(|a| a.token > outer.token).find(other)
}

/// Whether a clause of its own stands before the first cue, with nobody behind it: «والأهم، أن … ،
/// وأكد …».
fn opens_unsourced(line: &Line<'_>, all: &[Attribution]) -> bool {
    let Some(first) = all.iter().min_by_key(|a| a.token) else {
        return false;
    };
    if first.noun || all.iter().any(|a| a.noun && matches!(a.speaker, Speaker::Named(..))) {
        return false;
    }
    let joined = line.view.cues.verbs.iter().any(|v| v.token == first.token && v.joined);
    let apart = first.token > 0 && line.tokens().punct(first.token - 1).is_some();
    joined && apart && first.token > line.first + 5 && !begins_subordinate(line, line.first)
}

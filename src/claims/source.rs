//! Who a sentence says it from: the subject of each reporting verb, what stands behind a noun cue.

use super::SourceStatus;
use super::cues::VerbCue;
use super::lexicon::{Lexicon, Strength};
use super::line::{Line, Named};
use crate::knowledge::{EntityId, Knowledge};
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

/// A cue with its speaker.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    pub(super) token: usize,
    pub(super) speaker: Speaker,
    pub(super) strength: Strength,
    /// Whether a noun (بحسب) rather than a verb.
    pub(super) noun: bool,
    /// Whether it stands in the main line of the sentence, not inside what another reports.
    pub(super) main: bool,
}

/// Most tokens between a verb and the name of its subject.
const SUBJECT_REACH: usize = 9;

/// The attributions of a sentence, in order.
pub(super) fn attributions(line: &Line<'_>) -> Vec<Attribution> {
    let lexicon = Lexicon::get();
    let nouns: Vec<(usize, usize)> = line.phrases(&line.view.cues.nouns).collect();
    let behind_noun = |v: &VerbCue| {
        nouns
            .iter()
            .any(|&(_, last)| v.token > last && v.token <= last + 2)
    };
    let mut out: Vec<Attribution> = Vec::new();
    for cue in line
        .verbs()
        .filter(|v| !v.participle && !behind_noun(v) && !unsaid(line, v.token))
    {
        let Some((speaker, clause)) = verb_speaker(line, cue, lexicon) else {
            continue;
        };
        let main = out.is_empty() || opens_clause(line, cue) || parted(line, clause);
        out.push(Attribution {
            token: cue.token,
            speaker,
            strength: cue.strength,
            noun: false,
            main,
        });
    }
    for (first, last) in nouns {
        let speaker = noun_speaker(line, last + 1, lexicon);
        out.push(Attribution {
            token: first,
            speaker,
            strength: Strength::Neutral,
            noun: true,
            main: true,
        });
    }
    out
}

/// A verb that is denied (لم تكشف) or describes a noun (الدولة التي اعترفت, but not في الوقت الذي
/// أعلنت فيه) reports nothing.
fn unsaid(line: &Line<'_>, verb: usize) -> bool {
    let before = |n: usize| verb.checked_sub(n).map_or("", |i| line.key(i));
    match before(1) {
        "لم" | "لن" | "لا" => true,
        "التي" | "الذي" | "الذين" | "اللتان" | "اللذان" | "اللواتي" => {
            !matches!(before(2), "الوقت" | "الحين")
        }
        _ => false,
    }
}

/// Whether a comma parts a clause from what stands before it (، لكن المحللين أشاروا).
fn parted(line: &Line<'_>, clause: usize) -> bool {
    let before = clause.checked_sub(1).filter(|i| *i >= line.first);
    before.is_some_and(|i| line.tokens().punct(i).is_some() || line.key(i).ends_with("لكن"))
}

/// Whether a verb opens a clause of its own: «، وقال …».
fn opens_clause(line: &Line<'_>, cue: &VerbCue) -> bool {
    let before = cue
        .token
        .checked_sub(1)
        .and_then(|i| line.tokens().punct(i));
    (cue.joined && before.is_some()) || cue.token == line.first
}

/// The speaker of a verb and the token its clause begins with; `None` where the verb is no
/// reporting here.
fn verb_speaker(line: &Line<'_>, cue: &VerbCue, lexicon: &Lexicon) -> Option<(Speaker, usize)> {
    if cue.strength == Strength::Relay {
        return relayed(line, cue.token, lexicon).map(|s| (s, cue.token));
    }
    if let Some(speaker) = noun_phrase(line, cue.token + 1, lexicon) {
        return Some((speaker, cue.token));
    }
    subject_before(line, cue.token, lexicon).or(match cue.strength {
        Strength::Neutral | Strength::Denial => Some((Speaker::Unsaid, cue.token)),
        _ => None,
    })
}

/// نقلت الوكالة عن شويغو قوله: the one behind عن.
fn relayed(line: &Line<'_>, verb: usize, lexicon: &Lexicon) -> Option<Speaker> {
    let about = (verb + 1..line.end.min(verb + 14)).find(|&i| line.key(i) == "عن")?;
    noun_phrase(line, about + 1, lexicon).or_else(|| noun_phrase(line, verb + 1, lexicon))
}

/// What stands behind بحسب: a name, a verb with its subject (ما أفادت الوزارة), the sentence's own
/// speaker (حسب قوله).
fn noun_speaker(line: &Line<'_>, from: usize, lexicon: &Lexicon) -> Speaker {
    let mut at = from;
    if matches!(line.key(at), "ما" | "لما" | "كما") {
        at += 1;
    }
    if lexicon.verb(line.key(at)).is_some() {
        at += 1;
    }
    if lexicon.own_words.has(line.key(at)) {
        let own = line
            .named
            .iter()
            .find(|n| n.can_speak() && n.mention.kind != MentionKind::Place && n.first < from);
        return own.map_or(Speaker::Unsaid, |n| named(line, n));
    }
    noun_phrase(line, at, lexicon).unwrap_or(Speaker::Unsaid)
}

/// The speaker a noun phrase names; `None` where none begins at `from`.
fn noun_phrase(line: &Line<'_>, from: usize, lexicon: &Lexicon) -> Option<Speaker> {
    let mut at = from;
    while line
        .tokens()
        .punct(at)
        .is_some_and(|c| is_quote(c) || matches!(c, '،' | ','))
        && at < from + 2
    {
        at += 1;
    }
    let head = line.key(at);
    if !line.tokens().is_word(at) || at >= line.end || lexicon.complementizers.has(head) {
        return None;
    }
    let vague = lexicon.vague_nouns.has(bare(head));
    if !vague && line.named_at(at).is_none() && lexicon.openers.has(head) {
        return None;
    }
    if let Some(found) = name_in_phrase(line, at, lexicon) {
        let person = found.mention.kind == MentionKind::Person;
        let body = found.mention.kind == MentionKind::Organisation;
        let speaks = lexicon.speaks_for.has(bare(head));
        return Some(if vague && !person && !(body && speaks) {
            Speaker::Vague(line.span(at, at))
        } else {
            named(line, found)
        });
    }
    Some(match bare(head) {
        _ if vague => Speaker::Vague(line.span(at, at)),
        h if lexicon.both_sides.has(h) => Speaker::Both(line.span(at, at)),
        h if lexicon.anaphors.has(h) && !names_more(line, at) => {
            Speaker::Anaphor(line.span(at, at))
        }
        _ => Speaker::Named(Vec::new(), line.span(at, at)),
    })
}

/// A word without و or ف before it; one that only looks so stays whole.
fn bare(word: &str) -> &str {
    let lexicon = Lexicon::get();
    let known = |w: &str| {
        lexicon.vague_nouns.has(w) || lexicon.anaphors.has(w) || lexicon.speaks_for.has(w)
    };
    if known(word) {
        return word;
    }
    let readings = clitic::splits(word).filter(|s| !s.fused && s.letters > 0);
    readings
        .map(|s| s.rest)
        .find(|rest| known(rest))
        .unwrap_or(word)
}

/// Whether a word that is no adjective follows a definite noun: الرئيس محمود … is somebody's name.
fn names_more(line: &Line<'_>, at: usize) -> bool {
    let next = line.key(at + 1);
    line.tokens().is_word(at + 1)
        && !next.starts_with("ال")
        && !Lexicon::get().complementizers.has(next)
        && !Lexicon::get().openers.has(next)
}

/// The name that a noun phrase beginning at `at` leads to: a person behind a title or body wins over
/// them (المتحدث باسم الكرملين ديمتري بيسكوف).
fn name_in_phrase<'l>(line: &'l Line<'_>, at: usize, lexicon: &Lexicon) -> Option<&'l Named<'l>> {
    let mut found: Option<&Named<'_>> = None;
    let mut i = at;
    while i < line.end.min(at + SUBJECT_REACH) {
        if let Some(name) = line.named_at(i) {
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
        let stop = lexicon.complementizers.has(key)
            || (found.is_some() && sign.is_none() && !is_between(key))
            || sign.is_some_and(|c| {
                !(is_quote(c) || (found.is_some() && matches!(c, '،' | ','))) || c == ':'
            })
            || (i > at
                && lexicon.verb(key).is_some()
                && line
                    .view
                    .cues
                    .verbs
                    .iter()
                    .any(|v| v.token == i && !follows_its_noun(line, i)));
        if stop {
            break;
        }
        i += 1;
    }
    found
}

/// Ranks and adjectives that may stand between a title and the name.
fn is_between(key: &str) -> bool {
    let titles = crate::knowledge::titles::Titles::get();
    titles
        .attributes
        .iter()
        .chain(&titles.former)
        .any(|w| w == key)
        || titles.ranks.iter().any(|r| r.len() == 1 && r[0] == key)
}

/// A verb right behind an indefinite noun describes it (رسم بياني نشره البيت الأبيض).
fn follows_its_noun(line: &Line<'_>, verb: usize) -> bool {
    verb > line.first && line.key(verb).ends_with('ه') && line.tokens().is_word(verb - 1)
}

/// Those named by a mention and the ones that و joins to it.
fn named(line: &Line<'_>, first: &Named<'_>) -> Speaker {
    let mut entities: Vec<EntityId> = first.mention.entity.iter().cloned().collect();
    let mut last = first;
    while let Some(next) = line
        .named_at(last.last + 1)
        .filter(|n| n.can_speak() && joined_by_and(line, n))
    {
        entities.extend(next.mention.entity.iter().cloned());
        last = next;
    }
    Speaker::Named(
        entities,
        Span::new(first.mention.span.start, last.mention.span.end),
    )
}

fn joined_by_and(line: &Line<'_>, name: &Named<'_>) -> bool {
    line.key(name.first).starts_with('و') && name.clitic == Some('و')
}

/// A subject before its verb: the name the clause begins with (ولكن الكرملين اعتبر).
fn subject_before(line: &Line<'_>, verb: usize, lexicon: &Lexicon) -> Option<(Speaker, usize)> {
    let opens = |i: &usize| {
        let key = line.key(*i);
        lexicon.complementizers.has(key)
            || matches!(key, "اما" | "فيما" | "بينما")
            || matches!(line.tokens().punct(*i), Some(':' | '؛' | '.'))
            || key.ends_with("لكن")
    };
    let start = (line.first..verb)
        .rev()
        .find(opens)
        .map_or(line.first, |i| i + 1);
    let head = line.key(start);
    if verb == start
        || (lexicon.openers.has(head) && line.named_at(start).is_none())
        || begins_subordinate(line, start)
    {
        return None;
    }
    if lexicon.vague_nouns.has(bare(head)) {
        return Some((Speaker::Vague(line.span(start, start)), start));
    }
    let found = name_in_phrase(line, start, lexicon)
        .filter(|n| n.last < verb && n.clitic.is_none_or(|c| c == 'و'))?;
    Some((named(line, found), start))
}

pub(super) fn begins_subordinate(line: &Line<'_>, at: usize) -> bool {
    let lexicon = Lexicon::get();
    line.named_at(at).is_none()
        && clitic::find(line.key(at), |w| lexicon.subordinators.has(w)).is_some_and(|s| !s.fused)
}

/// Whether an entity passes on others' words for a living.
fn is_press(entity: &EntityId, knowledge: &Knowledge) -> bool {
    knowledge.entity(entity.as_str()).is_some_and(|e| {
        matches!(
            e.class.as_str(),
            "agency" | "newspaper" | "broadcaster" | "website" | "magazine"
        )
    })
}

/// The verdict on a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) status: SourceStatus,
    pub(super) entities: Vec<EntityId>,
    pub(super) span: Option<Span>,
}

impl Verdict {
    pub(super) const fn bare(status: SourceStatus, span: Option<Span>) -> Self {
        Self {
            status,
            entities: Vec::new(),
            span,
        }
    }
}

/// Weighs a sentence's attributions: the weakest of its main clauses decides.
pub(super) fn verdict(line: &Line<'_>, knowledge: &Knowledge) -> Verdict {
    let cues = line.view.cues;
    if let Some((first, last)) = line
        .phrases(&cues.impersonal)
        .find(|&(first, _)| first <= line.first + 2)
    {
        return Verdict::bare(SourceStatus::Vague, Some(line.span(first, last)));
    }
    if let Some((first, last)) = line.phrases(&cues.vague).next() {
        return Verdict::bare(SourceStatus::Vague, Some(line.span(first, last)));
    }
    let all = attributions(line);
    let comment = line.phrases(&cues.comments).next().is_some();
    if all.is_empty() || comment || opens_unsourced(line, &all) {
        return Verdict::bare(SourceStatus::None, None);
    }
    let main: Vec<&Attribution> = all.iter().filter(|a| a.main).collect();
    if let Some(vague) = main.iter().find_map(|a| match &a.speaker {
        Speaker::Vague(span) => Some(*span),
        _ => None,
    }) {
        return Verdict::bare(SourceStatus::Vague, Some(vague));
    }
    let chosen = inner_speaker(&all, &main, knowledge).or_else(|| main_speaker(&main));
    let unsaid = chosen.is_none_or(|a| a.speaker == Speaker::Unsaid);
    let chosen = if unsaid {
        all.iter()
            .find(|a| matches!(a.speaker, Speaker::Named(..)))
            .or(chosen)
    } else {
        chosen
    };
    match chosen.map(|a| &a.speaker) {
        Some(Speaker::Named(entities, span)) => Verdict {
            status: SourceStatus::Named,
            entities: entities.clone(),
            span: Some(*span),
        },
        Some(Speaker::Vague(span)) => Verdict::bare(SourceStatus::Vague, Some(*span)),
        Some(Speaker::Anaphor(span) | Speaker::Both(span)) => {
            Verdict::bare(SourceStatus::Carried, Some(*span))
        }
        Some(Speaker::Unsaid) => Verdict::bare(SourceStatus::Carried, None),
        None => Verdict::bare(SourceStatus::None, None),
    }
}

/// The main speaker: one who says it, before one behind a noun cue, before one who takes a stance.
fn main_speaker<'a>(main: &[&'a Attribution]) -> Option<&'a Attribution> {
    let is_named = |a: &&&Attribution| matches!(a.speaker, Speaker::Named(..));
    let says = |a: &&&Attribution| {
        !a.noun && !matches!(a.strength, Strength::Stance | Strength::Accusation)
    };
    let named = || main.iter().filter(is_named);
    let speaker = named()
        .find(says)
        .or_else(|| named().find(|a| a.noun))
        .or_else(|| named().next());
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
    if first.noun
        || all
            .iter()
            .any(|a| a.noun && matches!(a.speaker, Speaker::Named(..)))
    {
        return false;
    }
    let joined = line
        .view
        .cues
        .verbs
        .iter()
        .any(|v| v.token == first.token && v.joined);
    let apart = first.token > 0 && line.tokens().punct(first.token - 1).is_some();
    joined && apart && first.token > line.first + 5 && !begins_subordinate(line, line.first)
}

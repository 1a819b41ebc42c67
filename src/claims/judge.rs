//! Decides, sentence by sentence, who says it, what it weighs and whether its event is dated: the rules
//! propose ([`super::source`], [`super::weigh`]), the model weighs what they and the words around show, and
//! what the language leaves no doubt of stands.

use super::alone::{Alone, Timing};
use super::certain::Certain;
use super::chain::{Link, Means};
use super::lexicon::Lexicon;
use super::line::Line;
use super::model::{ALWAYS, Odds, Scores};
use super::signals::{self, Signals, atom};
use super::source::Verdict;
use super::speaker::{self, Speaker};
use super::{Article, Asks, Claim, DateStatus, SourceStatus, Weight};
use crate::knowledge::EntityId;
use crate::text::Span;

/// What is known of a claim's sentence before the ones around it are.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    /// Who says it, by the rules.
    pub(super) verdict: Verdict,
    /// What its own signals add up to.
    pub(super) scores: Scores,
    /// What times it has.
    timing: Timing,
    /// Whether it opens with a grave deed.
    is_grave: bool,
    /// Whether a sentence behind it gave it its source (… . بحسب البيت الأبيض).
    pub(super) is_settled: bool,
}

impl Proposal {
    pub(super) fn new(alone: &Alone) -> Self {
        Self {
            verdict: alone.verdict.clone(),
            scores: alone.scores,
            timing: alone.timing,
            is_grave: alone.is_grave,
            is_settled: false,
        }
    }
}

/// Decides the claims of an article, each with its proposal.
pub(super) fn decide(article: &Article<'_>, claims: &mut [Claim], proposals: &[Proposal]) {
    let odds = weigh(article, claims, proposals);
    let mut speaker: Vec<Link> = Vec::new();
    for ((claim, proposal), odds) in claims.iter_mut().zip(proposals).zip(&odds) {
        claim.weight = if odds.strong >= WEIGHS { Weight::Strong } else { Weight::Plain };
        claim.date = date(proposal.timing, odds);
        if !proposal.is_settled {
            settle(article, claim, &proposal.verdict, status(&proposal.verdict, odds), &speaker);
        }
        claim.asks = asks(claim, proposal.is_grave, odds);
        if claim.source == SourceStatus::Named {
            speaker.clone_from(&claim.chain);
        }
    }
}

/// From here on a claim weighs. Of 0.35 to 0.5 it measures best over all: right on `train` by folds 0.761 (0.765 at
/// 0.5), on `press` 0.723 (0.699).
const WEIGHS: f32 = 0.45;

/// How likely what is of each claim.
fn weigh(article: &Article<'_>, claims: &[Claim], proposals: &[Proposal]) -> Vec<Odds> {
    let scenes = signals::scenes(article, claims);
    let headline = signals::headline(article);
    let around = signals::Around { article, scenes: &scenes, headline: &headline };
    let odds = |(at, proposal): (usize, &Proposal)| {
        let mut signals = Signals::new();
        signals.put([atom!(ALWAYS)]);
        signals::around(&around, at, &mut signals);
        let odds = proposal.scores.and(signals.scores()).odds();
        corrected(odds, &claims[at], signals::is_told_beside(&around, at))
    };
    proposals.iter().enumerate().map(odds).collect()
}

/// The odds where more is certain than the model knows: counted casualties weigh, and a source beside a claim
/// stands for it.
fn corrected(mut odds: Odds, claim: &Claim, told_beside: bool) -> Odds {
    if is_counted(claim) {
        odds.strong = odds.strong.max(WEIGHS);
    }
    if told_beside {
        odds.unsourced = odds.unsourced.min(BESIDE);
    }
    odds.told_beside = told_beside;
    odds
}

/// Whether it tells of exactly counted casualties.
fn is_counted(claim: &Claim) -> bool {
    claim.toll.is_some_and(|toll| !toll.given && !toll.loose)
}

/// How likely an editor stops at a claim that is decided: at counted casualties and grave deeds that nobody, or
/// nobody with a name, stands behind, at least as often as the labels say.
fn asks(claim: &Claim, is_grave: bool, odds: &Odds) -> Asks {
    let least = match (is_counted(claim), is_grave) {
        _ if odds.told_beside => 0.0,
        (true, _) => COUNTED,
        (false, true) => GRAVE,
        (false, false) => 0.0,
    };
    let of = |status| if claim.source == status { least } else { 0.0 };
    Asks {
        unsourced: odds.unsourced.max(of(SourceStatus::None)),
        unnamed: odds.unnamed.max(of(SourceStatus::Vague)),
    }
}

/// Of 92 labelled claims with counted casualties and no source editors asked for one at 66.
const COUNTED: f32 = 0.3;

/// Of 86 labelled claims that open with a grave deed and have no source editors asked for one at 29.
const GRAVE: f32 = 0.25;

/// An editor rarely asks for a source that stands beside: such a claim is a hint at most.
const BESIDE: f32 = 0.1;

/// The likeliest of the answers.
fn likeliest<T: Copy>(answers: &[T], odds: &[f32]) -> Option<T> {
    let best = odds.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?.0;
    answers.get(best).copied()
}

fn status(verdict: &Verdict, odds: &Odds) -> SourceStatus {
    use SourceStatus::{Carried, Named, None, Vague};
    if verdict.certain != Certain::No {
        return verdict.status;
    }
    let status = likeliest(&[Named, Carried, Vague, None], &odds.source).unwrap_or(verdict.status);
    // Nobody goes on with a source, or cannot be identified, who is named by name himself.
    let by_name = verdict.status == Named && !verdict.entities.is_empty();
    // A phrase such as بحسب leaves no doubt that the one behind it says so.
    let by_phrase = by_name && verdict.chain.first().is_some_and(|link| link.means == Means::Phrase);
    // Words that hide who says it stand unless the model is rather sure.
    let hidden = verdict.status == Vague && odds.source[2] >= HIDDEN;
    match status {
        Carried | Vague if by_name => Named,
        None if by_phrase => Named,
        _ if hidden => Vague,
        _ => status,
    }
}

/// From this likelihood on a source that the rules find vague is so: of 28 labelled claims in which the model knew
/// better, but gave that 0.3 to 0.5, 20 were vague.
const HIDDEN: f32 = 0.3;

/// The likeliest of what the times of a sentence allow.
fn date(timing: Timing, odds: &Odds) -> DateStatus {
    use DateStatus::{Inherited, NoEvent, None, Own, Vague};
    let [own, inherited, vague, none, state] = odds.date;
    let (answers, odds) = match timing {
        Timing::Dated => ([Own, Inherited, NoEvent], [own, inherited, state]),
        Timing::Vague => ([Vague, Inherited, NoEvent], [vague + none, inherited, state]),
        Timing::None => ([None, Inherited, NoEvent], [none + vague, inherited, state]),
    };
    likeliest(&answers, &odds).unwrap_or(NoEvent)
}

/// Gives a claim its status, and the source and chain that go with it.
fn settle(
    article: &Article<'_>,
    claim: &mut Claim,
    verdict: &Verdict,
    status: SourceStatus,
    speaker: &[Link],
) {
    claim.partly = verdict.partly || (status == SourceStatus::None && verdict.status != SourceStatus::None);
    claim.source = status;
    claim.goes_on_from = None;
    let line = article.sentences.get(claim.sentence).map(|view| article.line(view));
    match (status, line) {
        (SourceStatus::Named, Some(line)) => name(claim, verdict, &line),
        (SourceStatus::Vague, Some(line)) => hide(claim, verdict, &line),
        (SourceStatus::Carried, _) => carry(claim, verdict, speaker),
        _ => forget(claim),
    }
}

fn forget(claim: &mut Claim) {
    claim.source_entities.clear();
    claim.source_span = None;
    claim.chain.clear();
}

fn take(claim: &mut Claim, verdict: &Verdict) {
    claim.source_entities.clone_from(&verdict.entities);
    claim.source_span = verdict.span;
    claim.chain.clone_from(&verdict.chain);
}

/// A named source: the one the rules found, else the subject of the sentence's deed.
fn name(claim: &mut Claim, verdict: &Verdict, line: &Line<'_>) {
    let found =
        verdict.span.is_some() && matches!(verdict.status, SourceStatus::Named | SourceStatus::Carried);
    if found {
        take(claim, verdict);
        return;
    }
    forget(claim);
    let Some((entities, span)) = subject(line) else {
        return;
    };
    claim.source_entities = entities;
    claim.source_span = Some(span);
    let cue = line.span(line.first, line.first);
    claim.chain = vec![Link {
        span,
        entities: claim.source_entities.clone(),
        means: Means::Verb,
        strength: super::Strength::Stance,
        cue,
        vague: false,
        official: false,
    }];
}

/// Who does what a sentence tells: the subject behind its first deed, else the first who is named.
fn subject(line: &Line<'_>) -> Option<(Vec<EntityId>, Span)> {
    let behind =
        signals::main_deed(line).and_then(|deed| speaker::noun_phrase(line, deed + 1, Lexicon::get()));
    if let Some(Speaker::Named(entities, span)) = behind {
        return Some((entities, span));
    }
    let named = line.named.iter().find(|n| n.can_speak() && !line.is_quoted(n.first))?;
    Some((named.mention.entity.iter().cloned().collect(), named.mention.span))
}

/// A source that nobody can identify: the one the rules found, else the words that stand for it.
fn hide(claim: &mut Claim, verdict: &Verdict, line: &Line<'_>) {
    if verdict.status == SourceStatus::Vague {
        take(claim, verdict);
        return;
    }
    let words = verdict.span.filter(|_| verdict.entities.is_empty()).or_else(|| hiding(line));
    forget(claim);
    claim.source_span = words;
}

/// The first word that stands for somebody unknown, else the first verb of reporting.
fn hiding(line: &Line<'_>) -> Option<Span> {
    let noun = (line.first..line.end).find(|&at| line.marks(at).vague);
    let at = noun.or_else(|| line.verbs().map(|v| v.token).next())?;
    Some(line.span(at, at))
}

/// Fills in whose words a sentence goes on with.
fn carry(claim: &mut Claim, verdict: &Verdict, speaker: &[Link]) {
    if matches!(verdict.status, SourceStatus::Carried) {
        take(claim, verdict);
    } else {
        forget(claim);
    }
    let Some(first) = speaker.first() else {
        return;
    };
    claim.goes_on_from = Some(first.span);
    claim.source_entities.clone_from(&first.entities);
    if let Some(anaphor) = claim.chain.first_mut().filter(|_| claim.source_span.is_some()) {
        anaphor.entities.clone_from(&first.entities);
        return;
    }
    let passers = std::mem::take(&mut claim.chain);
    let from = if passers.is_empty() { speaker } else { &speaker[..1] };
    claim.chain = from.iter().map(Link::carried).chain(passers).collect();
}

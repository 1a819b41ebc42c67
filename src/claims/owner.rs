//! Whose words a quotation has where the sentence's speaker takes up another's: «نفى بيسكوف قول زيلينسكي
//! إن "…"».

use super::lexicon::{Lexicon, Strength};
use super::line::{Line, Named};
use super::source::Attribution;
use super::speaker::{Speaker, noun_speaker};
use crate::text::clitic;

/// Most tokens from a noun of saying to the quotation.
const REACH: usize = 40;
/// Most tokens from its owner to what leads to the quotation.
const LEAD: usize = 8;

/// What leads from an owner to a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// إن, أن, بأن.
    That,
    /// بأنه, بأنها: what the owner calls it, or what the speaker calls the words.
    Being,
    Colon,
    /// Nothing.
    Bare,
}

/// The attribution to the one whose words stand in a quotation, where that is not the speaker of the
/// attribution before it.
pub(super) fn owner(line: &Line<'_>, before: Option<&Attribution>, open: usize) -> Option<Attribution> {
    let from = before.map_or(line.first, |a| a.last + 1).max(open.saturating_sub(REACH));
    (from..open).rev().find_map(|at| {
        noun(line, at, before, open)
            .or_else(|| called(line, at, open))
            .or_else(|| relative(line, at, open))
            .or_else(|| quoted_from(line, at, before, open))
    })
}

/// «قول زيلينسكي إن "…"»: the owner of a noun of saying.
fn noun(line: &Line<'_>, at: usize, before: Option<&Attribution>, open: usize) -> Option<Attribution> {
    let phrases = &Lexicon::get().phrases;
    let bare = clitic::splits(line.key(at)).map(|s| s.rest).find(|word| phrases.words_of.contains(word))?;
    if line.is_quoted(at) {
        return None;
    }
    let speaker = noun_speaker(line, at + 1, Lexicon::get())?;
    let last = end_of(line, &speaker)?;
    if last >= open || line.naming(last).is_some_and(|n| matches!(n.clitic, Some('ل' | 'ب' | 'ك'))) {
        return None;
    }
    let lead = lead(line, last + 1, open)?;
    let exact = phrases.wording_of.contains(bare);
    let charge = phrases.charge_of.contains(bare);
    let own = match before {
        None => lead != Lead::Bare,
        Some(told) if told.noun => matches!(lead, Lead::That),
        Some(told) => match (told.strength, lead) {
            (Strength::Denial | Strength::Stance | Strength::Accusation, Lead::That | Lead::Colon) => true,
            (Strength::Denial | Strength::Stance, Lead::Being) => charge,
            (Strength::Denial | Strength::Stance, Lead::Bare) => exact,
            (_, Lead::That) => takes_up(line, told, at),
            (_, Lead::Colon) => (exact || line.key(at - 1) != "علي") && takes_up(line, told, at),
            _ => false,
        },
    };
    own.then(|| attribution(at, speaker))
}

/// Whether a verb of saying takes up the words named by a noun: as its object, behind على where it goes
/// with that (علق على), or in what it reports.
fn takes_up(line: &Line<'_>, told: &Attribution, noun: usize) -> bool {
    let lexicon = Lexicon::get();
    let reported = (told.last + 1..noun).any(|i| lexicon.phrases.complementizers.has(line.key(i)));
    let before = line.key(noun - 1);
    if before == "علي" {
        let verb = clitic::conjoined(line.key(told.token)).find_map(|word| lexicon.verb(word));
        let close = told.last + 1..noun - 1;
        let answers = |i: usize| lexicon.phrases.subordinators.has(line.key(i)) && line.naming(i).is_none();
        return verb.is_some_and(|v| v.needs.contains("علي")) && !close.into_iter().any(answers);
    }
    reported || !lexicon.phrases.openers.has(before)
}

/// «ما وصفه زيلينسكي بأنه "…"».
fn called(line: &Line<'_>, at: usize, open: usize) -> Option<Attribution> {
    let phrases = &Lexicon::get().phrases;
    let names = phrases.called.contains(line.key(at)) && at > line.first;
    (names && phrases.naming.has(line.key(at - 1))).then_some(())?;
    let speaker = noun_speaker(line, at + 1, Lexicon::get())?;
    let last = end_of(line, &speaker).filter(|last| *last < open && line.naming(*last).is_some())?;
    lead(line, last + 1, open)?;
    Some(attribution(at, speaker))
}

/// «زيلينسكي الذي قال إن "…"»: a name with a relative clause of saying.
fn relative(line: &Line<'_>, at: usize, open: usize) -> Option<Attribution> {
    let lexicon = Lexicon::get();
    let says = lexicon.words.relatives.contains(line.key(at)) && lexicon.verb(line.key(at + 1)).is_some();
    let name = line.naming(at.checked_sub(1)?).filter(|n| n.can_speak() && says && n.last + 1 == at)?;
    let verb = lexicon.verb(line.key(at + 1))?;
    let lead = lead(line, at + 2, open)?;
    (verb.strength == Strength::Neutral && matches!(lead, Lead::That | Lead::Colon))
        .then(|| attribution(at + 1, named(name)))
}

/// «اقتبس من ترامب قوله: "…"», where no verb of saying stands before.
fn quoted_from(line: &Line<'_>, at: usize, before: Option<&Attribution>, open: usize) -> Option<Attribution> {
    let phrases = &Lexicon::get().phrases;
    let name = line.naming(at.checked_sub(1)?).filter(|n| n.can_speak() && n.last + 1 == at)?;
    let from = name.first > line.first && matches!(line.key(name.first - 1), "من" | "عن");
    (before.is_none() && from && phrases.own_words.has(line.key(at))).then_some(())?;
    lead(line, at + 1, open)?;
    Some(attribution(at, named(name)))
}

/// What leads from a token to a quotation; nothing where somebody else begins to speak between.
fn lead(line: &Line<'_>, from: usize, open: usize) -> Option<Lead> {
    let lexicon = Lexicon::get();
    let mut found = None;
    for at in from..open {
        let key = line.key(at);
        let verb = line.view.cues.verbs.iter().any(|v| v.token == at);
        let relative = at > 0 && lexicon.words.relatives.contains(line.key(at - 1));
        let sign = line.tokens().punct(at);
        let parts = matches!(sign, Some('.' | '؛'))
            || (matches!(sign, Some('،' | ','))
                && found.is_none()
                && !line.is_time(at + 1)
                && !line.is_time(at - 1));
        if parts || (verb && !relative) || lexicon.phrases.own_speech.contains(key) {
            return None;
        }
        let that = lexicon.phrases.complementizers.has(key);
        let now = match sign {
            Some(':') => Some(Lead::Colon),
            _ if that && key.starts_with('ب') && key != "بان" => Some(Lead::Being),
            _ if that => Some(Lead::That),
            _ => None,
        };
        found = found.or(now);
        if found.is_none() && at >= from + LEAD {
            return None;
        }
    }
    Some(found.unwrap_or(Lead::Bare))
}

/// The last token of the words that name a speaker, where it is somebody.
fn end_of(line: &Line<'_>, speaker: &Speaker) -> Option<usize> {
    let (Speaker::Named(_, span) | Speaker::Vague(span) | Speaker::Anaphor(span)) = speaker else {
        return None;
    };
    let behind = line.tokens().at_or_after(span.end - line.view.offset);
    let last = behind.checked_sub(1)?;
    let somebody = !matches!(speaker, Speaker::Named(..)) || line.naming(last).is_some();
    somebody.then_some(last)
}

fn named(name: &Named<'_>) -> Speaker {
    Speaker::Named(name.mention.entity.iter().cloned().collect(), name.mention.span)
}

const fn attribution(at: usize, speaker: Speaker) -> Attribution {
    Attribution {
        sure: false,
        token: at,
        last: at,
        speaker,
        passer: None,
        strength: Strength::Neutral,
        noun: true,
        main: false,
    }
}

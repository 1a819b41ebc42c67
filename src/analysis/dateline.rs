//! The day of publication as a line of the article states it: a date alone under the headline
//! («الجمعة 29 نوفمبر 2024», «موسكو، 29 نوفمبر 2024»), or the dateline in front of the first sentence
//! («موسكو 29 نوفمبر 2024 (شينخوا) - وصل …»).

use jiff::civil::Date;

use super::facts::FactsAt;
use crate::dates;
use crate::text::{Role, Span};

/// A dateline stands no further down than this block.
const BLOCKS: usize = 8;
/// A line with no more words beside its dates holds nothing but where and by whom.
const OTHER_WORDS: usize = 4;
/// Between the date of a dateline and the mark that closes it.
const TO_MARK: usize = 8;

/// The first date that such a line states, with where it stands in the document.
pub(super) fn stated(text: &str, blocks: &[FactsAt], roles: &[Role]) -> Option<(Span, Date)> {
    let headline = |k: usize| k == 0 && blocks.len() > 1;
    let candidates = blocks.iter().zip(roles).take(BLOCKS).enumerate();
    candidates.filter(|(k, (_, role))| !headline(*k) && **role != Role::FrontMatter).find_map(
        |(_, (block, _))| {
            let (span, date) = in_block(text, block)?;
            Some((span.shifted(block.span.start), date))
        },
    )
}

fn in_block(text: &str, block: &FactsAt) -> Option<(Span, Date)> {
    let tokens = &block.facts.tokens;
    let times = &block.facts.times;
    let (span, date) = times.iter().find_map(|fact| Some((fact.span, dates::stated_day(fact)?)))?;
    let dated = |at: Span| times.iter().any(|t| t.span.start <= at.start && at.end <= t.span.end);
    let others = || tokens.list().iter().enumerate().filter(|(i, t)| tokens.is_word(*i) && !dated(t.span));
    let words = text.get(block.span.start..block.span.end)?;
    let before = words.get(..span.start)?;
    // «في 3 مايو 2019» dates what is told.
    let led = before.split_whitespace().next_back().is_some_and(dates::leads_a_date);
    if led {
        return None;
    }
    let closes = words.trim_end().ends_with(['.', '؟', '!', '"', '»', '”']);
    if !closes && others().count() <= OTHER_WORDS {
        return Some((span, date));
    }
    let ahead = others().filter(|(_, t)| t.span.end <= span.start).count();
    let told = before.contains(['.', ':', '؛', '"', '«']);
    (ahead <= OTHER_WORDS && !told && closed_by_mark(block, span)).then_some((span, date))
}

/// Whether a dash or a colon closes the dateline behind its date, an agency in brackets between.
fn closed_by_mark(block: &FactsAt, date: Span) -> bool {
    let tokens = &block.facts.tokens;
    let first = tokens.at_or_after(date.end);
    let mut words = 0;
    let mut inside = false;
    for at in first..(first + TO_MARK).min(tokens.len()) {
        match tokens.punct(at) {
            Some('(') => inside = true,
            Some(')') => inside = false,
            Some('-' | '–' | '—' | '/' | '|') if tokens.spaced_before(at) || tokens.spaced_before(at + 1) =>
            {
                return true;
            }
            Some(':') => return true,
            Some('.' | '"' | '«' | '؛') => return false,
            Some(_) => {}
            None => words += usize::from(!inside),
        }
        if words > 2 {
            return false;
        }
    }
    false
}

//! Writes a relative date out: أمس → الجمعة, الشهر الماضي → يوليو 2023.
//!
//! As news style has it: within a week of publication the weekday is enough; beyond, the day and
//! the month; the year where it is another.

use std::sync::LazyLock;

use super::house::{Names, ends_in_month};
use super::{ActionKind, CodeAction, Place};
use crate::dates::{Period, Time, TimeKind, Wording, leads_a_date, wording};
use crate::text::Span;
use crate::text::lexicon::stored_lexicon;
use crate::words::Language;
use crate::words::calendar::weekday;

mod lexicon;

use lexicon::WrittenDates;

static LEXICON: LazyLock<WrittenDates> = LazyLock::new(|| stored_lexicon!("written-dates"));

/// From this many days on a weekday could be another week's.
const WEEK: i32 = 7;

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let times = place.times().filter(|t| t.relative && t.kind() == TimeKind::Date);
    for time in times {
        let words = time.span.of(place.text);
        let wording = wording(words);
        // A day with its month is written out; which year is another action's.
        if ends_in_month(words, &wording).is_some() && wording.portions.is_empty() {
            continue;
        }
        let mut first = true;
        for new in readings(place, time) {
            let Some((span, text)) = fitted(place.text, time.span, &wording, &new) else {
                continue;
            };
            if text == span.of(place.text) {
                continue;
            }
            let mends = place.found(&["stale-relative-date"]);
            out.push(CodeAction {
                title: place.title("action.write-out", &text),
                kind: if mends.is_empty() { ActionKind::Rewrite } else { ActionKind::Fix },
                edits: vec![place.edit(span, text)],
                command: None,
                preferred: first && !mends.is_empty(),
                mends,
            });
            first = false;
        }
    }
}

/// A date as it could stand in the article.
struct Reading {
    words: String,
    /// Whether it needs a preposition, which neither a weekday nor عام does.
    led: bool,
    /// What a date of this sort stands behind: يوم, عام.
    unit: &'static str,
}

/// The date's ways of being written, the best first.
fn readings(place: &Place<'_>, time: &Time) -> Vec<Reading> {
    let (Some(period), Some(published)) =
        (time.value.and_then(|v| v.period()), place.analysis.published.date)
    else {
        return Vec::new();
    };
    let all = place.analysis.times.iter().map(|t| t.span.of(place.text));
    let names = Names::of(all);
    let reading = |words, led, unit| Reading { words, led, unit };
    match period {
        Period::Day(date) => {
            let away = published.until(date).map_or(i32::MAX, |s| s.get_days());
            let mut dated = names.day(date);
            // Without a year a day far ahead is read as one that has been.
            if date.year() != published.year() || away >= WEEK {
                dated = format!("{dated} {}", date.year());
            }
            let day = weekday(Language::Ar, date.weekday());
            let both = format!("{day} {dated}");
            if (1..WEEK).contains(&away) {
                // A weekday alone is read as one that has been.
                vec![reading(both, false, &LEXICON.day)]
            } else if away.abs() < WEEK {
                vec![reading(day, false, &LEXICON.day), reading(both, false, &LEXICON.day)]
            } else {
                vec![reading(dated, true, &LEXICON.day)]
            }
        }
        Period::Month(year, month) => {
            let dated = format!("{} {year:04}", names.month(month.cast_signed()));
            vec![reading(dated, true, &LEXICON.month)]
        }
        Period::Year(year @ 1000..=9999) => {
            vec![reading(format!("{} {year}", LEXICON.year), false, &LEXICON.year)]
        }
        _ => Vec::new(),
    }
}

/// The new words and the bytes they take the place of: a part of the day stays, and يوم; و and ف
/// before the expression stay too, and after ب, ل and ك there is a noun.
fn fitted(text: &str, span: Span, wording: &Wording, new: &Reading) -> Option<(Span, String)> {
    let old = span.of(text);
    let mut words = new.words.clone();
    if let Some(part) = wording.portions.first() {
        let part_of = part.of(old);
        words = match (part.start, part.end == old.len()) {
            // «مساء» alone says the day of publication.
            (0, true) => return None,
            (0, false) => format!("{part_of} {words}"),
            (_, true) => format!("{words} {part_of}"),
            (_, false) => return None,
        };
    } else if behind_day(old).is_some() {
        words = format!("{} {words}", LEXICON.day);
    }
    let before = text.get(..span.start)?;
    let glued = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let is_year = new.unit == LEXICON.year;
    let start = match glued {
        "" | "و" | "ف" => {
            let is_bare = new.led && behind_day(&words).is_none() && wording.portions.is_empty();
            if is_bare && !leads_a_date(word_before(before)) {
                words = format!("{} {words}", LEXICON.preposition);
            }
            span.start
        }
        // «بالأمس» is «يوم الجمعة», «بالعام الماضي» «في عام 2022».
        "ب" | "ال" | "بال" => {
            let is_day = !is_year && new.unit != LEXICON.month;
            let lead = if is_day { &LEXICON.day } else { &LEXICON.preposition };
            let bare = behind_day(&words).unwrap_or(&words);
            words = format!("{lead} {bare}");
            span.start - glued.len()
        }
        "ل" if is_year => span.start,
        "ل" => {
            let unit = new.unit;
            let bare = behind_day(&words).unwrap_or(&words);
            words = format!("{unit} {bare}");
            span.start
        }
        _ => return None,
    };
    Some((Span::new(start, span.end), words))
}

/// What stands behind يوم, where words begin with it.
fn behind_day(words: &str) -> Option<&str> {
    words.strip_prefix(&*LEXICON.day)?.strip_prefix(' ')
}

/// The whole word that ends a text, a blank after it left out; empty where a mark ends it.
fn word_before(text: &str) -> &str {
    let Some(text) = text.strip_suffix(' ') else {
        return "";
    };
    text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

//! Mends a date that cannot be as it is written: the weekday by the date, one month's name by the other.

use super::house::{is_levantine, levantine};
use super::{ActionKind, CodeAction, Place};
use crate::dates::{Fault, Time, wording};
use crate::text::Span;
use crate::words::Language;
use crate::words::calendar::{month, weekday};

const RULE: &str = "date-mismatch";

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let mends = place.found(&[RULE]);
    if mends.is_empty() {
        return;
    }
    for time in place.times() {
        for (span, text) in ways(place.text, time) {
            let whole = time.span;
            let (before, after) = (Span::new(whole.start, span.start), Span::new(span.end, whole.end));
            let shown = format!("{}{text}{}", before.of(place.text), after.of(place.text));
            out.push(CodeAction {
                title: place.title("mend.date-mismatch", &shown),
                kind: ActionKind::Fix,
                edits: vec![place.edit(span, text)],
                command: None,
                // Nothing tells which of the two was meant.
                preferred: false,
                mends: mends.clone(),
            });
        }
    }
}

/// What can be changed so that the date can be.
fn ways(text: &str, time: &Time) -> Vec<(Span, String)> {
    let words = time.span.of(text);
    let wording = wording(words);
    let at = |span: Span| span.shifted(time.span.start);
    match time.fault {
        Some(Fault::Weekday { day, .. }) => {
            let [span] = wording.weekdays[..] else {
                return Vec::new();
            };
            let right = weekday(Language::Ar, day.weekday());
            let bare = right.strip_prefix("ال").unwrap_or(&right);
            let right = if span.of(words).starts_with("ال") { right.as_str() } else { bare };
            vec![(at(span), right.to_owned())]
        }
        Some(Fault::Months(..)) => {
            let [(first, one), (second, other)] = wording.months[..] else {
                return Vec::new();
            };
            let named = |span: Span, is: u8, number: u8| {
                let number = number.cast_signed();
                let own = is_levantine(span.of(words), is);
                let name = if own { levantine(number) } else { month(Language::Ar, number) };
                (at(span), name)
            };
            vec![named(second, other, one), named(first, one, other)]
        }
        _ => Vec::new(),
    }
}

//! Gives a month its other name as well, or leaves one: يوليو ⇄ يوليو/ تموز.

use super::house::{is_levantine, levantine};
use super::{ActionKind, CodeAction, Place};
use crate::dates::wording;
use crate::text::Span;
use crate::words::Language;
use crate::words::calendar::month;

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    for time in place.times() {
        let words = time.span.of(place.text);
        let months = wording(words).months;
        let mut done = 0;
        for (at, (span, number)) in months.iter().enumerate() {
            if span.start < done {
                continue;
            }
            let here = span.shifted(time.span.start);
            let twin = months.get(at + 1).filter(|(_, n)| n == number);
            let twin = twin.filter(|(next, _)| is_joint(&words[span.end..next.start]));
            let (key, edit, shown) = if let Some((second, _)) = twin {
                done = second.end;
                let close = words[second.end..].starts_with(')');
                let end = second.end + usize::from(close);
                let cut = Span::new(span.end, end).shifted(time.span.start);
                let kept = here.of(place.text).to_owned();
                ("action.drop-month", (cut, String::new()), kept)
            } else {
                // Two names of different months: which one is meant nobody knows.
                let joined = |a: Span, b: Span| a.end < b.start && words[a.end..b.start].trim() == "/";
                if months.iter().any(|(o, _)| joined(*o, *span) || joined(*span, *o)) {
                    continue;
                }
                let Some(other) = other(span.of(words), *number) else {
                    continue;
                };
                let added = format!("/ {other}");
                let shown = format!("{}{added}", here.of(place.text));
                let end = Span::new(here.end, here.end);
                ("action.add-month", (end, added), shown)
            };
            out.push(CodeAction {
                title: place.title(key, &shown),
                kind: ActionKind::Rewrite,
                edits: vec![place.edit(edit.0, edit.1)],
                command: None,
                preferred: false,
                mends: Vec::new(),
            });
        }
    }
}

/// The month's name in the other set.
fn other(words: &str, number: u8) -> Option<String> {
    let month_number = i8::try_from(number).ok()?;
    Some(if is_levantine(words, number) {
        month(Language::Ar, month_number)
    } else {
        levantine(month_number)
    })
}

/// Whether nothing but a mark or a blank stands between the two names of one month.
fn is_joint(between: &str) -> bool {
    let mark = between.trim();
    matches!(mark, "" | "/" | "(" | "-" | "\\" | "،")
}

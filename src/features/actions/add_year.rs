//! Adds the year to a day or month that goes without: 13 سبتمبر → 13 سبتمبر 2023.

use super::house::ends_in_month;
use super::{ActionKind, CodeAction, Place};
use crate::dates::wording;
use crate::text::Span;

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    for time in place.times().filter(|t| t.relative) {
        let words = time.span.of(place.text);
        let Some((first, last)) = time.days else {
            continue;
        };
        let reading = wording(words);
        if first.year() != last.year() || ends_in_month(words, &reading).is_none() {
            continue;
        }
        let year = first.year().to_string();
        let mut whole = format!("{words} {year}");
        // «أكتوبر (تشرين الأول» ends before its bracket.
        let mut end = time.span.end;
        if words.contains('(') && !words.contains(')') && place.text[end..].starts_with(')') {
            end += 1;
            whole = format!("{words}) {year}");
        }
        out.push(CodeAction {
            title: place.title("action.add-year", &whole),
            kind: ActionKind::Rewrite,
            edits: vec![place.edit(Span::new(end, end), format!(" {year}"))],
            command: None,
            preferred: false,
            mends: Vec::new(),
        });
    }
}

//! Gives a quotation mark or bracket its fellow at the end of the sentence, or takes it out.

use super::{ActionKind, CodeAction, Place};
use crate::features::location::At;
use crate::text::Span;
use crate::words;

const RULE: &str = "unbalanced-quote";

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    for finding in place.findings.iter().filter(|d| d.source.code() == RULE) {
        let At::Span(span) = finding.at else { continue };
        let Some((mark, opens)) = mark(place.text, span) else { continue };
        let bracket = mark.of(place.text).contains(['(', ')', '[', ']']);
        let mut add = |key: &str, at: Span, text: String| {
            out.push(CodeAction {
                title: words::say(place.language, key, &[]),
                kind: ActionKind::Fix,
                edits: vec![place.edit(at, text)],
                command: None,
                preferred: false,
                mends: vec![(finding.source, finding.at)],
            });
        };
        if let Some((end, fellow)) = fellow(place, mark).filter(|_| opens) {
            let key = if bracket { "mend.close-bracket" } else { "mend.close-quote" };
            add(key, Span::new(end, end), fellow);
        }
        add(if bracket { "mend.drop-bracket" } else { "mend.drop-quote" }, mark, String::new());
    }
}

/// The mark a finding is about, and whether it opens: it stands first in the words, or last.
fn mark(text: &str, span: Span) -> Option<(Span, bool)> {
    let words = span.of(text);
    let is_mark = |c: char| fellow_of(c).is_some();
    let twin = |c: char| matches!(c, '\'' | '’' | '‘' | '`');
    let opening = words.len() - words.trim_start_matches(twin).len();
    let closing = words.len() - words.trim_end_matches(twin).len();
    let first = words.chars().next()?;
    let last = words.chars().next_back()?;
    if is_mark(first) {
        return Some((Span::new(span.start, span.start + first.len_utf8()), true));
    }
    if opening > 0 {
        return Some((Span::new(span.start, span.start + opening), true));
    }
    let length = if is_mark(last) { last.len_utf8() } else { closing };
    (length > 0).then(|| (Span::new(span.end - length, span.end), false))
}

/// Where the sentence that a mark opens in ends, its full stop left out, and what would close it. What
/// has no end for isnad, as the quotation is open, ends at the first mark with a blank behind.
fn fellow(place: &Place<'_>, mark: Span) -> Option<(usize, String)> {
    let block = place.analysis.block_of(mark)?.span;
    let rest = Span::new(mark.end, block.end).of(place.text);
    let ends = |(at, c): &(usize, char)| {
        let behind = rest[at + c.len_utf8()..].chars().next();
        matches!(c, '.' | '؟' | '?' | '!') && behind.is_none_or(char::is_whitespace)
    };
    let end = rest
        .char_indices()
        .find(ends)
        .map_or(rest.len(), |(at, c)| if c == '.' { at } else { at + c.len_utf8() });
    let written = mark.of(place.text);
    let closing = written.chars().next().and_then(fellow_of).map_or_else(|| written.to_owned(), String::from);
    (end > 0).then_some((mark.end + end, closing))
}

/// What closes what a mark opens; right-to-left writers swap the two.
const fn fellow_of(mark: char) -> Option<char> {
    Some(match mark {
        '"' | '″' | '＂' => '"',
        '“' | '„' | '‟' => '”',
        '”' => '“',
        '«' => '»',
        '»' => '«',
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        _ => return None,
    })
}

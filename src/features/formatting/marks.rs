//! What of a paragraph is not to be touched, and which of its marks open and close.

use crate::text::{Span, comment, run};

/// Which way a mark turns, by its byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) at: usize,
    pub(super) opens: bool,
    /// Whether it is a quotation mark, not a bracket.
    pub(super) quote: bool,
}

/// The parts of a paragraph that stay as they are: addresses, hashtags, code, tags, comments.
pub(super) fn kept(block: &str) -> Vec<Span> {
    let whole = Span::new(0, block.len());
    let mut out = comment::find(block);
    out.extend(run::runs(block, whole).filter(|run| run::is_address(run.of(block))));
    out.extend(between(block, '`', '`'));
    out.extend(between(block, '<', '>').filter(|tag| {
        tag.of(block).trim_start_matches(['<', '/']).starts_with(|c: char| c.is_ascii_alphabetic())
    }));
    out.sort_unstable();
    out
}

fn between(block: &str, open: char, close: char) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + block.get(from..)?.find(open)?;
        let inside = start + open.len_utf8();
        let end = inside + block.get(inside..)?.find(close)? + close.len_utf8();
        from = end;
        Some(Span::new(start, end))
    })
}

/// Whether a byte is in one of some spans, in order of their starts.
pub(super) fn is_in(spans: &[Span], at: usize) -> bool {
    spans.iter().take_while(|s| s.start <= at).any(|s| at < s.end)
}

/// The marks of a paragraph whose sides are known, in order: quotation marks that pair up and stand as
/// their turn has it, and brackets that do.
pub(super) fn turns(block: &str, kept: &[Span]) -> Vec<Turn> {
    let mut out = Vec::new();
    for kind in [&['"', '“', '”', '„'][..], &['«', '»'][..]] {
        out.extend(quotes(block, kept, kind).unwrap_or_default());
    }
    out.extend(brackets(block, kept).unwrap_or_default());
    out.sort_by_key(|turn| turn.at);
    out
}

fn quotes(block: &str, kept: &[Span], kind: &[char]) -> Option<Vec<Turn>> {
    let mut out: Vec<Turn> = Vec::new();
    for (at, c) in block.char_indices().filter(|(_, c)| kind.contains(c)) {
        if is_in(kept, at) {
            return None;
        }
        let opens = out.len().is_multiple_of(2);
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let sides =
            (blank(block[..at].chars().next_back()), blank(block[at + c.len_utf8()..].chars().next()));
        if sides == if opens { (false, true) } else { (true, false) } {
            return None;
        }
        out.push(Turn { at, opens, quote: true });
    }
    out.len().is_multiple_of(2).then_some(out)
}

fn brackets(block: &str, kept: &[Span]) -> Option<Vec<Turn>> {
    let mut open = Vec::new();
    let mut out = Vec::new();
    for (at, c) in block.char_indices().filter(|(at, c)| "()[]".contains(*c) && !is_in(kept, *at)) {
        let opens = matches!(c, '(' | '[');
        if opens {
            open.push(c);
        } else if open.pop() != Some(if c == ')' { '(' } else { '[' }) {
            return None;
        }
        out.push(Turn { at, opens, quote: false });
    }
    open.is_empty().then_some(out)
}

/// Whether quotations stand side by side, none inside another: then all can have the same marks.
pub(super) fn is_flat(turns: &[Turn]) -> bool {
    let mut open = false;
    turns.iter().filter(|turn| turn.quote).all(|turn| {
        let due = turn.opens != open;
        open = turn.opens;
        due
    })
}

/// Whether every quotation mark of a paragraph has its turn.
pub(super) fn all_turn(block: &str, kept: &[Span], turns: &[Turn]) -> bool {
    let marks = block.char_indices().filter(|(at, c)| "\"“”„«»".contains(*c) && !is_in(kept, *at));
    marks.count() == turns.iter().filter(|turn| turn.quote).count()
}

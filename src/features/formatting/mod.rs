//! Formatting: blanks, commas and quotation marks of the article's own words, and the marks of the
//! house as quotations are typed.
//!
//! Off unless it is set. Front matter, tweets, remains of a page, code, addresses and numbers stay as
//! they are. What is formatted once is not changed by formatting it again: a paragraph is worked on
//! until nothing changes, and left alone where that has no end.

mod marks;
mod tidy;

use std::path::Path;
use std::sync::Arc;

use self::tidy::tidied;
use super::actions::Edit;
use crate::corpus::{OpenArticle, Snapshot};
use crate::text::{Block, Role, Span, clitic, run};

/// How often a paragraph is gone over at most.
const PASSES: usize = 8;

/// What changes in an open article, or in the paragraphs that `within` touches and right behind them, for
/// it to be as it is set. Nothing where formatting is not on.
pub fn format(snapshot: &Snapshot, path: &Path, within: Option<Span>) -> Vec<Edit> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let set = snapshot.settings(path).format;
    if !set.is_enabled() {
        return Vec::new();
    }
    let markdown = is_markdown(path);
    let text: &str = &open.text.text;
    let blocks = &open.analysis.blocks;
    let own = own_blocks(open, markdown);
    let mut found: Vec<(Span, String)> = Vec::new();
    for (i, (block, is_own)) in blocks.iter().zip(&own).enumerate() {
        if within.is_some_and(|part| part.end < block.span.start || block.span.end < part.start) {
            continue;
        }
        if *is_own && let Some(new) = settled(block.span.of(text), set.pair()) {
            found.extend(difference(block.span, block.span.of(text), &new));
        }
        let next = blocks.get(i + 1).zip(own.get(i + 1));
        let end = next.map_or(text.len(), |(block, _)| block.span.start);
        let behind = Span::new(block.span.end, end);
        if *is_own && next.is_none_or(|(_, own)| *own) {
            let new = between(behind.of(text), markdown, next.is_none());
            found.extend(difference(behind, behind.of(text), &new));
        }
    }
    let path: Arc<Path> = path.into();
    found.into_iter().map(|(span, text)| Edit { path: Arc::clone(&path), span, text }).collect()
}

/// A paragraph as it is to be; `None` where it has no end.
fn settled(old: &str, pair: Option<(char, char)>) -> Option<String> {
    let mut now = old.to_owned();
    for _ in 0..PASSES {
        let next = tidied(&now, pair);
        if next == now {
            return Some(now);
        }
        now = next;
    }
    None
}

/// What stands between two paragraphs, or behind the last: one blank line at most, and no blanks at a
/// line's end. In Markdown those of the paragraph's own line mean something.
fn between(old: &str, markdown: bool, last: bool) -> String {
    if !old.trim().is_empty() || !old.contains(['\n', '\r']) {
        return old.to_owned();
    }
    let end = if old.contains("\r\n") {
        "\r\n"
    } else if old.contains('\n') {
        "\n"
    } else {
        "\r"
    };
    let lines: Vec<&str> = old.split(end).collect();
    let own = if markdown { lines.first().copied().unwrap_or("") } else { "" };
    let indent = if last { "" } else { lines.last().copied().unwrap_or("") };
    let most = if last { 1 } else { 2 };
    format!("{own}{}{indent}", end.repeat((lines.len() - 1).min(most)))
}

/// The part of some words that another text changes; `None` where they are the same.
fn difference(at: Span, old: &str, new: &str) -> Option<(Span, String)> {
    if old == new {
        return None;
    }
    let head: usize =
        old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (from, to) = (old.get(head..)?, new.get(head..)?);
    let same = from.chars().rev().zip(to.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    Some((Span::new(at.start + head, at.end - tail), to.get(..to.len() - tail)?.to_owned()))
}

/// Which blocks are the article's own words, and no code or table.
fn own_blocks(open: &OpenArticle, markdown: bool) -> Vec<bool> {
    let text: &str = &open.text.text;
    let mut fenced = false;
    let own = open.analysis.blocks.iter().map(|block| {
        let words = block.span.of(text);
        let fence = words.starts_with("```") || words.starts_with("~~~");
        fenced ^= fence;
        let line = text[..block.span.start].rsplit(['\n', '\r']).next().unwrap_or("");
        let code = fence || fenced || (markdown && (line.contains('\t') || line.len() >= 4));
        !code && is_own(block) && !(markdown && words.starts_with('|'))
    });
    own.collect()
}

const fn is_own(block: &Block) -> bool {
    !matches!(block.role, Role::FrontMatter | Role::Embedded | Role::Boilerplate)
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

/// What changes when `"` has been typed right before a byte offset of an open article: it becomes the
/// mark of the house that opens or closes there. Where nothing tells which, it stays.
pub fn typed_quote(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Edit> {
    let found = || {
        let open = snapshot.open(path)?;
        let pair = snapshot.settings(path).format.pair()?;
        let at = open.text.text.get(..offset)?.strip_suffix('"')?.len();
        let own = own_blocks(open, is_markdown(path));
        let mut blocks = open.analysis.blocks.iter().zip(own);
        let foreign = blocks.any(|(block, own)| !own && block.span.touches(at));
        if foreign { None } else { house_marks(&open.text.text, at, pair) }
    };
    let path: Arc<Path> = path.into();
    let edit = |(span, text)| Edit { path: Arc::clone(&path), span, text };
    found().unwrap_or_default().into_iter().map(edit).collect()
}

/// The house's mark for a `"`, and for the one that an editor has put behind it by itself.
fn house_marks(text: &str, at: usize, (opens, closes): (char, char)) -> Option<Vec<(Span, String)>> {
    let line = text[..at].rsplit(['\n', '\r']).next().unwrap_or("");
    let run = line.rsplit(char::is_whitespace).next().unwrap_or("");
    if run::is_address(run) || line.matches('`').count() % 2 == 1 {
        return None;
    }
    let mut open = false;
    for c in line.chars() {
        open = (open || c == opens || c == '"') && !(c == closes || (open && c == '"'));
    }
    let before = line.chars().next_back();
    let parted = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ':' | '،' | '/' | '-'));
    let joined = clitic::is_all(run.trim_start_matches(['(', '[']));
    let opening = parted || (!open && joined);
    if opening == open || (!opening && !open) {
        return None;
    }
    let (typed, end) = (Span::new(at, at + 1), at + 1);
    let next = text[end..].chars().next();
    let mark = if opening { opens } else { closes };
    let mut out = vec![(typed, mark.to_string())];
    match next {
        Some('"') if opening => out.push((Span::new(end, end + 1), closes.to_string())),
        // One that stands there already is typed over.
        Some(c) if !opening && c == closes => out.push((Span::new(end, end + c.len_utf8()), String::new())),
        _ => {}
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line after `"` has been typed where `|` stands.
    fn typed(line: &str, pair: (char, char)) -> String {
        let at = line.find('|').unwrap();
        let text = line.replacen('|', "\"", 1);
        let mut out = text.clone();
        for (span, new) in house_marks(&text, at, pair).unwrap_or_default().into_iter().rev() {
            out.replace_range(span.start..span.end, &new);
        }
        out
    }

    #[test]
    fn marks_of_the_house_open_and_close() {
        for (line, after) in [
            ("قال |", "قال «"),
            ("|", "«"),
            ("وصف بـ|", "وصف بـ«"),
            ("في و|", "في و«"),
            ("قال: «نعم|", "قال: «نعم»"),
            ("قال «نعم» ثم |", "قال «نعم» ثم «"),
            ("قال \"نعم|", "قال \"نعم»"),
            // What an editor has put behind it goes along.
            ("قال |\"", "قال «»"),
            ("قال «نعم|»", "قال «نعم»"),
            // What cannot be told stays.
            ("قال|", "قال\""),
            ("«نعم |", "«نعم \""),
            ("قياس 5|", "قياس 5\""),
            ("https://t.co/a|", "https://t.co/a\""),
            ("`code |", "`code \""),
        ] {
            assert_eq!(typed(line, ('«', '»')), after, "{line}");
        }
        assert_eq!(typed("قال “نعم|", ('“', '”')), "قال “نعم”");
    }

    #[test]
    fn lines_between_paragraphs() {
        assert_eq!(between("  \n \n\n\n", false, false), "\n\n");
        assert_eq!(between("\r\n\r\n\r\n  ", false, false), "\r\n\r\n  ");
        assert_eq!(between("  \n", true, false), "  \n");
        assert_eq!(between("\n\n\n", false, true), "\n");
        assert_eq!(between("", false, true), "");
        assert_eq!(between(" <!-- x --> \n\n\n", false, false), " <!-- x --> \n\n\n");
    }
}

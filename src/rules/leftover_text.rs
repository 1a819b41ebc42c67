//! `leftover-text`: menus, captchas, share buttons and other remains of the page a text was copied from.
//!
//! Which blocks are none of the article's, the layout knows; here they are put together, line by line,
//! as somebody would select them to delete them.

use std::cell::RefCell;

use super::{Article, Findings, Replacement, Rule, Words};
use crate::settings::Level;
use crate::text::layout::{self, BlockText, Remains};
use crate::text::met::{Met, hash_of, met};
use crate::text::{Block, Role, Span, Tokens};

pub(super) static RULE: Rule = Rule {
    id: "leftover-text",
    default: Level::Information,
    title: Words {
        ar: "بقايا صفحة نُسخ منها النص", en: "Remains of the page the text was copied from"
    },
    page: include_str!("../../docs/rules/leftover-text.md"),
    options: &[],
    check,
};

const LINES: Words = Words {
    ar: "من بقايا الصفحة لا من المقال: {0}",
    en: "Part of the page, not of the article: {0}",
};
const MARK: Words = Words { ar: "من شيفرة الصفحة: {0}", en: "A mark of the page's source: {0}" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let blocks = &article.analysis.blocks;
    for (first, last) in groups(article.text, blocks) {
        let span = Span::new(blocks[first].span.start, blocks[last].span.end);
        let message = LINES.say(article.language, &[&article.quote(span)]);
        let gone = lines(article.text, blocks, first, last);
        findings.add_mended(span, message, vec![Replacement { span: gone, text: String::new() }]);
    }
    let own = blocks.iter().filter(|b| !matches!(b.role, Role::Boilerplate | Role::FrontMatter));
    for block in own {
        behind(article, block, findings);
        marks(article, block, findings);
    }
}

/// The first and last of blocks that are remains and follow each other.
fn groups(text: &str, blocks: &[Block]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut tail = false;
    for (i, block) in blocks.iter().enumerate() {
        if block.role != Role::Boilerplate {
            tail &= !matches!(block.role, Role::Body | Role::Subhead);
            continue;
        }
        let words = block.span.of(text);
        let tokens = Tokens::new(words);
        let found = layout::remains(&BlockText { text: words, tokens: &tokens });
        tail |= found == Some(Remains::Tail);
        if found.is_none() && !tail {
            continue;
        }
        match out.last_mut().filter(|(_, last)| last + 1 == i) {
            Some((_, last)) => *last = i,
            // The row of dashes above goes with it.
            None => out.push((i - usize::from(is_rule(text, blocks, i)), i)),
        }
    }
    out
}

/// Whether a row of dashes stands before a block.
fn is_rule(text: &str, blocks: &[Block], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| blocks.get(i));
    before.is_some_and(|b| b.role == Role::Boilerplate && !b.span.of(text).contains(char::is_alphanumeric))
}

/// What goes with blocks: their lines, and the blank ones up to the next.
fn lines(text: &str, blocks: &[Block], first: usize, last: usize) -> Span {
    let start = blocks[first].span.start;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let blank = text[line..start].trim().is_empty();
    match blocks.get(last + 1) {
        Some(next) if blank => {
            let to = text[..next.span.start].rfind('\n').map_or(next.span.start, |at| at + 1);
            Span::new(line, to.max(blocks[last].span.end))
        }
        None if blank => {
            let before = first.checked_sub(1).and_then(|i| blocks.get(i)).map_or(0, |b| b.span.end);
            let kept = text[before..line].find('\n').map_or(line, |at| before + at + 1);
            Span::new(kept, text.len())
        }
        _ => Span::new(start, blocks[last].span.end),
    }
}

/// Remains behind the last sentence of a paragraph.
fn behind(article: &Article<'_>, block: &Block, findings: &mut Findings<'_>) {
    thread_local! {
        static FOUND: RefCell<Met<Option<Span>, 2048>> = const { RefCell::new(Met::new()) };
    }
    let words = block.span.of(article.text);
    // Kept of the blocks met before: a letter typed changes one.
    let found = met(&FOUND, hash_of(words, 0), || layout::remains_behind(words));
    let Some(found) = found else {
        return;
    };
    let span = found.shifted(block.span.start);
    let kept = article.text[..span.start].trim_end().len();
    let message = LINES.say(article.language, &[&article.quote(span)]);
    let gone = Span::new(kept.max(block.span.start), span.end);
    findings.add_mended(span, message, vec![Replacement { span: gone, text: String::new() }]);
}

/// Tags and entities.
fn marks(article: &Article<'_>, block: &Block, findings: &mut Findings<'_>) {
    for (span, sense) in layout::markup(block.span.of(article.text)) {
        let span = span.shifted(block.span.start);
        let mark = crate::words::isolate(span.of(article.text));
        let quoted = crate::words::quote(article.language, &mark);
        let message = MARK.say(article.language, &[&quoted]);
        findings.add_mended(span, message, vec![Replacement { span, text: sense.to_owned() }]);
    }
}

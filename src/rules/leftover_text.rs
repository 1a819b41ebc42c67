//! `leftover-text`: menus, captchas, share buttons and other remains of the page a text was copied from.
//!
//! Which blocks are none of the article's, the layout knows; here they are put together, line by line,
//! as somebody would select them to delete them.

use super::block::BlockView;
use super::{Article, Check, Findings, Replacement, Rule, Words};
use crate::settings::Level;
use crate::text::layout::{self, BlockText, Remains};
use crate::text::{Block, Role, Span, Tokens};
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "leftover-text",
    default: Level::Information,
    title: Words {
        ar: "بقايا صفحة نُسخ منها النص", en: "Remains of the page the text was copied from"
    },
    page: include_str!("../../docs/rules/leftover-text.md"),
    options: &[],
    checks: &[Check::Article(lines_of_page), Check::Block(inside)],
};

const LINES: Words = Words {
    ar: "من بقايا الصفحة لا من المقال: {0}",
    en: "Part of the page, not of the article: {0}",
};
const MARK: Words = Words { ar: "من شيفرة الصفحة: {0}", en: "A mark of the page's source: {0}" };

fn lines_of_page(article: &Article<'_>, findings: &mut Findings<'_>) {
    let blocks = &article.analysis.blocks;
    for (first, last) in groups(article) {
        let span = Span::new(blocks[first].span.start, blocks[last].span.end);
        let message = LINES.say(article.language, &[&article.quote(span)]);
        let gone = lines(article.text, blocks, first, last);
        findings.add_mended(span, message, vec![Replacement { span: gone, text: String::new() }]);
    }
}

fn inside(block: &BlockView<'_>, findings: &mut Findings<'_>) {
    if block.is_matter() {
        after(block, findings);
        marks(block, findings);
    }
}

/// The first and last of blocks that are remains and follow each other.
fn groups(article: &Article<'_>) -> Vec<(usize, usize)> {
    let (text, blocks) = (article.text, &article.analysis.blocks);
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut tail = false;
    for (i, block) in blocks.iter().enumerate() {
        if block.role != Role::Boilerplate {
            tail &= !matches!(block.role, Role::Body | Role::Subhead);
            continue;
        }
        let evidence = article.analysis.evidence(i);
        let found = *evidence.remains.get_or_init(|| remains(block.span.of(text)));
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

/// Whether a block's words tell that it is remains.
fn remains(words: &str) -> Option<Remains> {
    layout::remains(&BlockText { text: words, tokens: &Tokens::new(words) })
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

/// Remains after the last sentence of a paragraph.
fn after(block: &BlockView<'_>, findings: &mut Findings<'_>) {
    let found = block.evidence.remains_after.get_or_init(|| layout::remains_behind(block.words));
    if let Some(span) = *found {
        let kept = block.words[..span.start].trim_end().len();
        let message = LINES.say(block.language, &[&block.quote(span)]);
        let gone = block.place(Span::new(kept, span.end));
        findings.add_mended(
            block.place(span),
            message,
            vec![Replacement { span: gone, text: String::new() }],
        );
    }
}

/// Tags and entities.
fn marks(block: &BlockView<'_>, findings: &mut Findings<'_>) {
    for (span, sense) in block.evidence.markup.get_or_init(|| layout::markup(block.words).into()) {
        let (mark, sense) = (words::isolate(span.of(block.words)), sense.clone().into_owned());
        let message = MARK.say(block.language, &[&words::quote(block.language, &mark)]);
        let span = block.place(*span);
        findings.add_mended(span, message, vec![Replacement { span, text: sense }]);
    }
}

//! `glued-text`: two words, or a paragraph and a heading, without the blank between them.

mod gaps;
mod lexicon;

use std::cell::RefCell;

use gaps::{Gap, Why};

use super::{Article, Findings, Replacement, Rule, Words};
use crate::settings::Level;
use crate::text::met::{Met, hash_of, met};
use crate::text::token::is_quote;
use crate::text::{Block, Role, Span};

pub(super) static RULE: Rule = Rule {
    id: "glued-text",
    default: Level::Information,
    title: Words {
        ar: "كلمتان أو فقرة وعنوان بلا مسافة بينهما",
        en: "Two words, or a paragraph and a heading, with no space between",
    },
    page: include_str!("../../docs/rules/glued-text.md"),
    options: &[],
    check,
};

const AFTER: Words =
    Words { ar: "مسافة ناقصة بعد {1} في {0}", en: "Missing space after {1} in {0}" };
const BEFORE: Words =
    Words { ar: "مسافة ناقصة قبل {1} في {0}", en: "Missing space before {1} in {0}" };
const QUOTE: Words = Words { ar: "علامة التنصيص", en: "the quotation mark" };
const WORDS: Words = Words { ar: "كلمتان ملتصقتان: {0}", en: "Two words run together: {0}" };
const HEADING: Words = Words {
    ar: "عنوان ملتصق بآخر الفقرة: {0}",
    en: "A heading stuck to the end of a paragraph: {0}",
};

/// Where in a paragraph a blank is missing beside a mark, in order.
pub fn missing_blanks(paragraph: &str) -> Vec<usize> {
    let gaps = gaps::find(paragraph, Span::new(0, paragraph.len()));
    gaps.into_iter().filter(|gap| gap.why != Why::Words).map(|gap| gap.at).collect()
}

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let text = article.text;
    let blocks = &article.analysis.blocks;
    for (i, block) in blocks.iter().enumerate() {
        if !is_own(block.role) {
            continue;
        }
        let before = i.checked_sub(1).and_then(|i| blocks.get(i));
        if let Some(before) = before.filter(|b| is_glued(text, b, block)) {
            heading(article, before, block, findings);
        }
        if !has_gaps(block.span.of(text)) {
            continue;
        }
        for gap in gaps::find(text, block.span) {
            report(article, &gap, findings);
        }
    }
}

/// Whether a block has a gap; kept of those met before: a letter typed changes one block.
fn has_gaps(block: &str) -> bool {
    thread_local! {
        static HAVE: RefCell<Met<bool, 2048>> = const { RefCell::new(Met::new()) };
    }
    met(&HAVE, hash_of(block, 0), || !gaps::find(block, Span::new(0, block.len())).is_empty())
}

/// The words that are the article's own; those of tweets are nobody's here to mend.
const fn is_own(role: Role) -> bool {
    matches!(role, Role::Headline | Role::Subhead | Role::Body | Role::Caption)
}

/// Whether a heading stands on the line of the block before.
fn is_glued(text: &str, before: &Block, block: &Block) -> bool {
    let between = Span::new(before.span.end, block.span.start).of(text);
    before.role != Role::FrontMatter
        && block.span.of(text).starts_with('#')
        && !between.contains(['\n', '\r'])
}

fn heading(article: &Article<'_>, before: &Block, block: &Block, findings: &mut Findings<'_>) {
    let message = HEADING.say(article.language, &[&article.quote(block.span)]);
    let end = if article.text.contains("\r\n") { "\r\n\r\n" } else { "\n\n" };
    let between = Span::new(before.span.end, block.span.start);
    findings.add_mended(block.span, message, vec![Replacement { span: between, text: end.to_owned() }]);
}

fn report(article: &Article<'_>, gap: &Gap, findings: &mut Findings<'_>) {
    // A quotation mark between quotation marks cannot be read.
    let mark = |c: char| match c {
        c if is_quote(c) => QUOTE.of(article.language).to_owned(),
        c => article.quote_words(&c.to_string()),
    };
    let quoted = article.quote(gap.words);
    let (words, mark) = match gap.why {
        Why::After(c) => (AFTER, mark(c)),
        Why::Before(c) => (BEFORE, mark(c)),
        Why::Words => (WORDS, String::new()),
    };
    let message = words.say(article.language, &[&quoted, &mark]);
    let mend = Replacement { span: Span::new(gap.at, gap.at), text: " ".to_owned() };
    findings.add_mended(gap.words, message, vec![mend]);
}

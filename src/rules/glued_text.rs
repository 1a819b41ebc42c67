//! `glued-text`: two words, or a paragraph and a heading, without the blank between them.

mod gaps;
mod lexicon;

use itertools::Itertools;

use super::block::BlockView;
use super::{Article, Check, Findings, Replacement, Rule, Words};
use crate::analysis::evidence::{Gap, GapCause};
use crate::settings::Level;
use crate::text::token::is_quote;
use crate::text::{Block, Role, Span};
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "glued-text",
    default: Level::Information,
    title: Words {
        ar: "كلمتان أو فقرة وعنوان بلا مسافة بينهما",
        en: "Two words, or a paragraph and a heading, with no space between",
    },
    page: include_str!("../../docs/rules/glued-text.md"),
    options: &[],
    checks: &[Check::Article(headings), Check::Block(gaps_of)],
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
    let gaps = gaps::find(paragraph).into_iter();
    gaps.filter(|gap| gap.why != GapCause::Words).map(|gap| gap.at).collect()
}

fn headings(article: &Article<'_>, findings: &mut Findings<'_>) {
    for (before, block) in article.analysis.blocks.iter().tuple_windows() {
        if is_own(block.role) && is_glued(article.text, before, block) {
            heading(article, before, block, findings);
        }
    }
}

fn gaps_of(block: &BlockView<'_>, findings: &mut Findings<'_>) {
    if is_own(block.role) {
        let gaps = block.evidence.gaps.get_or_init(|| gaps::find(block.words).into());
        gaps.iter().for_each(|gap| report(block, gap, findings));
    }
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

fn report(block: &BlockView<'_>, gap: &Gap, findings: &mut Findings<'_>) {
    // A quotation mark between quotation marks cannot be read.
    let mark = |c: char| match c {
        c if is_quote(c) => QUOTE.of(block.language).to_owned(),
        c => words::quote(block.language, &c.to_string()),
    };
    let quoted = block.quote(gap.words);
    let (words, mark) = match gap.why {
        GapCause::After(c) => (AFTER, mark(c)),
        GapCause::Before(c) => (BEFORE, mark(c)),
        GapCause::Words => (WORDS, String::new()),
    };
    let message = words.say(block.language, &[&quoted, &mark]);
    let mend = Replacement { span: block.place(Span::new(gap.at, gap.at)), text: " ".to_owned() };
    findings.add_mended(block.place(gap.words), message, vec![mend]);
}

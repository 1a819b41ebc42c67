//! Direct quotations of an article and who says them.

use std::ops::Deref;

use super::alone::Kept;
use super::chain::Link;
use super::line::{Line, TERM_TOKENS};
use super::owner;
use super::source::{self, Attribution};
use super::speaker::Speaker;
use super::{Article, Claim, SentenceView};
use crate::text::Span;

/// Words between quotation marks. One that runs over several paragraphs is one in each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words with their marks, in the document.
    pub span: Span,
    /// The words alone.
    pub words: Span,
    /// Whether a closing mark stands behind it. One without ends with its paragraph.
    pub closed: bool,
    /// Index of the quotation it stands in.
    pub inside: Option<usize>,
    /// Index of the one in the paragraph before that it goes on with.
    pub continues: Option<usize>,
    /// Whether it reads as somebody's words rather than as a name or a term (“أون”).
    pub speech: bool,
    /// Who says it, from the one who said it to the one who passed it on; empty where nobody does.
    pub chain: Vec<Link>,
}

/// An article and what is claimed in it.
struct Claimed<'a> {
    article: &'a Article<'a>,
    claims: &'a [Claim],
}

impl<'a> Deref for Claimed<'a> {
    type Target = Article<'a>;

    fn deref(&self) -> &Article<'a> {
        self.article
    }
}

/// How many paragraphs without a mark a quotation may run over.
const MIDDLE: usize = 2;
/// An attribution this many tokens behind a quotation says it: «…»، قال بيسكوف.
const BEHIND: usize = 4;

/// The quotations of an article in the order of its text. What is attributed in its sentences is taken
/// from `kept`, and kept there, where that is given.
pub(super) fn read(article: &Article<'_>, claims: &[Claim], kept: Option<&mut Kept>) -> Vec<Quotation> {
    let article = &Claimed { article, claims };
    let mut out = Vec::new();
    let mut attributed = Attributed { kept, last: None };
    let blocks: Vec<&[SentenceView<'_>]> = article.sentences.chunk_by(|a, b| a.block == b.block).collect();
    let mut unclosed: Option<usize> = None;
    for (at, block) in blocks.iter().enumerate() {
        let from = runs_over(&blocks[at..], unclosed);
        unclosed = of_block(article, block, from, &mut attributed, &mut out);
    }
    out
}

/// The quotation that goes on in the first of some blocks: its opening mark is repeated there, or it
/// closes there or a little below.
fn runs_over(blocks: &[&[SentenceView<'_>]], unclosed: Option<usize>) -> Option<usize> {
    let mut below = blocks.iter().take(MIDDLE + 1).filter_map(|b| Some(&b.first()?.cues.quotes));
    let first = &blocks.first()?.first()?.cues.quotes;
    let repeats = first.quotes.first().is_some_and(|q| q.open == 0);
    let closes = below.find(|f| f.stray.is_some() || !f.quotes.is_empty()).is_some_and(|f| f.stray.is_some());
    unclosed.filter(|_| repeats || closes)
}

/// Adds the quotations of a block; gives the one that is still open at its end.
fn of_block(
    article: &Claimed<'_>,
    block: &[SentenceView<'_>],
    from: Option<usize>,
    attributed: &mut Attributed<'_>,
    out: &mut Vec<Quotation>,
) -> Option<usize> {
    let view = block.first()?;
    let (tokens, facts) = (view.tokens, &view.cues.quotes);
    let last = tokens.len().checked_sub(1)?;
    let base = out.len();
    let repeats = facts.quotes.first().is_some_and(|q| q.open == 0);
    if let Some(before) = from.filter(|_| !repeats) {
        let close = facts.stray;
        let words = tokens.span(0, close.map_or(last, |c| c.saturating_sub(1))).shifted(view.offset);
        let end = tokens.span(0, close.unwrap_or(last)).shifted(view.offset);
        let chain = out[before].chain.clone();
        out.push(Quotation {
            span: end,
            words,
            closed: close.is_some(),
            inside: None,
            continues: from,
            speech: true,
            chain,
        });
        if close.is_none() {
            return Some(base);
        }
    }
    let shift = out.len();
    for (at, fact) in facts.quotes.iter().enumerate() {
        let end = fact.close.unwrap_or(last);
        let inner = fact.close.map_or(last, |c| c.saturating_sub(1)).max(fact.open);
        let continues = from.filter(|_| repeats && at == 0);
        let mut quotation = Quotation {
            span: tokens.span(fact.open, end).shifted(view.offset),
            words: tokens.span((fact.open + 1).min(inner), inner).shifted(view.offset),
            closed: fact.close.is_some(),
            inside: fact.inside.map(|i| i + shift),
            continues,
            speech: continues.is_some() || inner > fact.open + TERM_TOKENS,
            chain: Vec::new(),
        };
        quotation.chain = if let Some(before) = continues {
            out[before].chain.clone()
        } else {
            let outer = fact.inside.map(|i| (i, &out[i + shift].chain[..]));
            says(article, block, (fact.open, end), outer, attributed)
        };
        out.push(quotation);
    }
    let open = |q: &Quotation| !q.closed && q.inside.is_none() && q.speech;
    out[base..].iter().rposition(open).map(|i| i + base)
}

/// Who says a quotation between two tokens: the attribution before it, or one close behind it, or
/// the source of its sentence, or that of the sentence whose colon leads to it. What stands inside another
/// quotation is first looked for there.
fn says(
    article: &Claimed<'_>,
    block: &[SentenceView<'_>],
    (open, close): (usize, usize),
    outer: Option<(usize, &[Link])>,
    attributed: &mut Attributed<'_>,
) -> Vec<Link> {
    let mark = block[0].tokens.span(open, open).shifted(block[0].offset);
    let Some(view) = block.iter().find(|v| v.span.contains(mark)) else {
        return Vec::new();
    };
    let line = Line::new(article.text, *view, article.mentions, article.times);
    let inside = outer.and_then(|(at, _)| line.inside(at, article.mentions, article.times));
    if let (Some(line), Some((_, chain))) = (inside, outer)
        && let Some(inner) = told(article, &line, &source::attributions(&line), open, close)
    {
        let mut chain = chain.to_vec();
        chain.retain(|link| !inner.iter().any(|i| i.span.overlaps(link.span)));
        return [inner, chain].concat();
    }
    if let Some(chain) = told(article, &line, attributed.of(&line, article), open, close) {
        return chain;
    }
    let of_sentence = article.claim(view.span);
    let led_to = || led_by(article, view);
    of_sentence.filter(|c| !c.chain.is_empty()).or_else(led_to).map_or_else(Vec::new, |c| c.chain.clone())
}

/// Who says a quotation by what is attributed in a line, where that tells.
fn told(
    article: &Claimed<'_>,
    line: &Line<'_>,
    all: &[Attribution],
    open: usize,
    close: usize,
) -> Option<Vec<Link>> {
    let before = all.iter().rev().find(|a| a.token < open);
    if let Some(owner) = owner::owner(line, before, open) {
        return Some(source::told(line, &[], &owner, article.knowledge).chain);
    }
    let behind = all.iter().find(|a| a.token > close && a.token <= close + BEHIND);
    let leads = before.is_some_and(|a| (a.last + 1..open).all(|i| !parts(line, i)));
    let chosen = before.filter(|_| leads).or(behind).or(before);
    let clear = chosen.filter(|a| a.is_clear())?;
    Some(source::told(line, all, clear, article.knowledge).chain)
}

/// Whether a token ends the clause that leads to a quotation.
fn parts(line: &Line<'_>, at: usize) -> bool {
    matches!(line.tokens().punct(at), Some('؛' | '.'))
}

/// The claim of the sentence just before, where that ends in a colon.
fn led_by<'a>(article: &Claimed<'a>, view: &SentenceView<'_>) -> Option<&'a Claim> {
    let at = article.sentences.partition_point(|s| s.span.start < view.span.start);
    let before = article.sentences.get(at.checked_sub(1)?)?;
    let colon = before.span.of(article.text).ends_with(':');
    article.claim(before.span).filter(|_| colon)
}

/// What is attributed in sentences, one of which may have many quotations.
struct Attributed<'k> {
    /// What is kept from one reading of the article to the next.
    kept: Option<&'k mut Kept>,
    /// The last sentence, and what is attributed in it.
    last: Option<(Span, Vec<Attribution>)>,
}

impl Attributed<'_> {
    fn of(&mut self, line: &Line<'_>, article: &Claimed<'_>) -> &[Attribution] {
        let span = line.view.span;
        let last = self.last.take().filter(|(of, _)| *of == span);
        let (_, all) = self.last.insert(last.unwrap_or_else(|| {
            let all = match &mut self.kept {
                Some(kept) => kept.attributions(line, article.mentions, article.times),
                None => source::attributions(line),
            };
            (span, all)
        }));
        all
    }
}

impl<'a> Claimed<'a> {
    /// The claim of a sentence.
    fn claim(&self, sentence: Span) -> Option<&'a Claim> {
        let at = self.claims.partition_point(|c| c.span.start < sentence.start);
        self.claims.get(at).filter(|c| c.span == sentence)
    }
}

impl Attribution {
    /// Whether the speaker is told in the sentence itself.
    const fn is_clear(&self) -> bool {
        matches!(self.speaker, Speaker::Named(..) | Speaker::Vague(_))
    }
}

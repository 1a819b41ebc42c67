//! `repeated-passage`: a sentence or caption twice in an article, or in another one without credit.
//!
//! Sentences are compared by their marks ([`Passage`]), so no other article's text is read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Article, Check, Findings, Related, Replacement, Rule, RuleOption, Words};
use crate::knowledge::EntityId;
use crate::settings::Level;
use crate::text::{Block, Passage, Role, Span};
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "repeated-passage",
    default: Level::Information,
    title: Words {
        ar: "جملة مكررة في المقال، أو في مقال آخر بلا إسناد",
        en: "A sentence twice in the article, or in another one without credit",
    },
    page: include_str!("../../docs/rules/repeated-passage.md"),
    options: &[
        RuleOption {
            name: "elsewhere",
            default: Level::Information,
            title: Words {
                ar: "ثلاث جمل أو أكثر من مقال آخر بلا إسناد",
                en: "Three or more sentences of another article, without credit",
            },
        },
        RuleOption {
            name: "lone",
            default: Level::Off,
            title: Words {
                ar: "جملة أو جملتان من مقال آخر: خلفية معادة غالبا",
                en: "One or two of them: mostly background used again",
            },
        },
    ],
    checks: &[Check::Article(check)],
};

const TWICE: Words = Words { ar: "مكررة في المقال: {0}", en: "Twice in the article: {0}" };
const FIRST: Words = Words { ar: "هنا أول مرة", en: "First said here" };
const ELSEWHERE: Words = Words {
    ar: "في مقال آخر بنصها، ولا إسناد إليه: {0}",
    en: "Word for word in another article, without credit: {0}",
};
const MORE: Words = Words {
    ar: "في مقال آخر بنصها، ولا إسناد إليه: {0} ({1})",
    en: "Word for word in another article, without credit: {0} ({1})",
};
const THERE: Words =
    Words { ar: "النص نفسه في مقال آخر", en: "The same words in another article" };

/// A passage that so many other articles have is nobody's own.
const COMMON: usize = 9;
/// Least number of words of a lone sentence that another article has, too: a shorter one may be chance.
const LONE_WORDS: u8 = 14;
/// From how many sentences on an article is copied rather than its background used again.
const COPIED: usize = 3;
/// Most other articles pointed to.
const SHOWN: usize = 3;

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    twice(article, findings);
    elsewhere(article, findings);
}

/// Passages that stand in the article already; whole lines where the line does.
fn twice(article: &Article<'_>, findings: &mut Findings<'_>) {
    let mut above: FxHashMap<u64, Vec<Passage>> = FxHashMap::default();
    let mut end = 0;
    for passage in &article.analysis.passages {
        let same = above.entry(passage.mark).or_default();
        let first = same.iter().find(|p| is_as_long(**p, *passage)).copied();
        if first.is_none() {
            same.push(*passage);
        }
        let Some(first) = first.filter(|_| passage.span().start >= end) else { continue };
        let (own, other) = (line_of(article, passage.span()), line_of(article, first.span()));
        let whole = own != other && own.of(article.text) == other.of(article.text);
        let (span, first) = if whole { (own, other) } else { (passage.span(), first.span()) };
        end = span.end;
        let message = TWICE.say(article.language, &[&article.quote(span)]);
        let mend = Replacement { span: gone(article, span), text: String::new() };
        findings.add_mended(span, message, vec![mend]);
        findings.relate(vec![Related::here(first, FIRST.of(article.language).to_owned())]);
    }
}

/// The line or heading that a sentence stands in.
fn line_of(article: &Article<'_>, span: Span) -> Span {
    block_of(article, span).map_or(span, |b| b.span)
}

fn block_of<'a>(article: &Article<'a>, span: Span) -> Option<&'a Block> {
    let blocks = &article.analysis.blocks;
    let at = blocks.partition_point(|b| b.span.end < span.end);
    blocks.get(at).filter(|b| b.span.contains(span))
}

fn is_as_long(a: Passage, b: Passage) -> bool {
    let (a, b) = (a.span().len(), b.span().len());
    a.abs_diff(b) * 6 <= a.max(b)
}

/// What goes with a sentence: the blanks behind it, or its line where it is all of one.
fn gone(article: &Article<'_>, span: Span) -> Span {
    let block = block_of(article, span);
    let text = article.text;
    let rest = text.get(span.end..).unwrap_or("");
    let is_line = block.is_some_and(|b| b.span == span);
    let blank = |c: char| c.is_whitespace() && (is_line || !matches!(c, '\n' | '\r'));
    Span::new(span.start, span.end + rest.len() - rest.trim_start_matches(blank).len())
}

/// What this article has in common with another: its own passages and the other's.
type Shared = Vec<(Passage, Passage)>;

/// Passages that other articles have.
fn elsewhere(article: &Article<'_>, findings: &mut Findings<'_>) {
    let (copied, lone) = (findings.option("elsewhere"), findings.option("lone"));
    if copied.is_none() && lone.is_none() {
        return;
    }
    let mut by_path: BTreeMap<Arc<Path>, Shared> = BTreeMap::new();
    for passage in own(article) {
        let others = article.others.passages(passage.mark, COMMON);
        if others.len() >= COMMON {
            continue;
        }
        for (path, other) in others.into_iter().filter(|(_, other)| is_as_long(passage, *other)) {
            by_path.entry(path).or_default().push((passage, other));
        }
    }
    let media = if by_path.is_empty() { Vec::new() } else { media(article) };
    by_path.retain(|path, shared| {
        let enough = shared.len() > 1 || shared.iter().any(|(own, _)| own.words >= LONE_WORDS);
        enough && !media.iter().any(|id| article.others.names(path, id))
    });
    while let Some((_, most)) = by_path.iter().max_by_key(|(path, s)| (s.len(), std::cmp::Reverse(*path))) {
        let most = most.clone();
        let count = words::count(article.language, "count.sentence", most.len());
        let span = most[0].0.span();
        let quoted = article.quote(span);
        let message = match most.len() {
            1 => ELSEWHERE.say(article.language, &[&quoted]),
            _ => MORE.say(article.language, &[&quoted, &count]),
        };
        let note = THERE.of(article.language);
        let there = by_path.iter().filter_map(|(path, shared)| {
            let (_, other) = shared.iter().find(|(own, _)| *own == most[0].0)?;
            Some(Related::elsewhere(Arc::clone(path), other.span(), note.to_owned()))
        });
        let related = there.take(SHOWN).collect();
        if let Some(grade) = if most.len() >= COPIED { copied } else { lone } {
            findings.push(span, grade, message, Vec::new());
            findings.relate(related);
        }
        by_path.retain(|_, shared| {
            shared.retain(|(own, _)| !most.iter().any(|(said, _)| said == own));
            !shared.is_empty()
        });
    }
}

/// The passages that are this article's to answer for: no captions, no other's words.
fn own<'a>(article: &'a Article<'_>) -> impl Iterator<Item = Passage> + 'a {
    let analysis = article.analysis;
    analysis.passages.iter().copied().filter(move |passage| {
        let span = passage.span();
        let block = block_of(article, span);
        let quoted: usize = analysis
            .quotations
            .iter()
            .filter(|q| q.inside.is_none() && q.span.overlaps(span))
            .map(|q| q.span.end.min(span.end) - q.span.start.max(span.start))
            .sum();
        let credited = || {
            let claim = analysis.claims.partition_point(|c| c.span.start < span.start);
            let claim = analysis.claims.get(claim).filter(|c| c.span == span);
            claim.is_some_and(|c| c.source_entities.iter().any(|id| is_media(article, id)))
        };
        block.is_some_and(|b| b.role == Role::Body) && quoted * 2 < span.len() && !credited()
    })
}

/// The agencies and outlets the article names: one that the other names, too, is where both have it.
fn media(article: &Article<'_>) -> Vec<EntityId> {
    let mut named: Vec<_> = article.analysis.mentions.iter().filter_map(|m| m.entity.as_ref()).collect();
    named.sort();
    named.dedup();
    named.into_iter().filter(|id| is_media(article, id)).cloned().collect()
}

fn is_media(article: &Article<'_>, id: &EntityId) -> bool {
    let entity = article.knowledge.entity(id.as_str());
    entity.is_some_and(|e| matches!(e.class.as_str(), "news-agency" | "newspaper" | "broadcaster"))
}

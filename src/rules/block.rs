//! What a rule of a block may read: one block, without the article around it.

use std::sync::Arc;

use crate::analysis::evidence::BlockEvidence;
use crate::text::{Role, Span};
use crate::words::{self, Language};

use super::Article;

/// One block as its rules see it. That the article is out of their sight is what lets the analysis keep
/// their evidence with the block's words from one edit to the next.
#[derive(Debug)]
pub(super) struct BlockView<'a> {
    /// Its words.
    pub(super) words: &'a str,
    /// What it is in the article.
    pub(super) role: Role,
    /// Language of the messages.
    pub(super) language: Language,
    /// What its rules have found in its words, as far as they were asked.
    pub(super) evidence: Arc<BlockEvidence>,
    /// Where it stands in the article, in bytes.
    start: usize,
}

impl<'a> BlockView<'a> {
    /// The blocks of an article, in order.
    pub(super) fn all(article: &Article<'a>) -> Vec<Self> {
        let blocks = article.analysis.blocks.iter().enumerate();
        let view = |(at, block): (usize, &crate::text::Block)| Self {
            words: block.span.of(article.text),
            role: block.role,
            language: article.language,
            evidence: article.analysis.evidence(at),
            start: block.span.start,
        };
        blocks.map(view).collect()
    }

    /// The place in the article of words of the block.
    pub(super) const fn place(&self, span: Span) -> Span {
        span.shifted(self.start)
    }

    /// Words of the block as a message quotes them.
    pub(super) fn quote(&self, span: Span) -> String {
        words::quote(self.language, span.of(self.words))
    }

    /// Whether its words are the article's own matter: no front matter, no remains of a page.
    pub(super) const fn is_matter(&self) -> bool {
        !matches!(self.role, Role::FrontMatter | Role::Boilerplate)
    }
}

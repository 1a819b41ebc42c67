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

#[cfg(test)]
mod tests {
    use super::super::{NoOthers, check};
    use super::*;
    use crate::analysis::{Analysis, Incremental, Metadata};
    use crate::knowledge::Knowledge;
    use crate::settings::Settings;

    /// Has all rules run over an article; how many findings they have.
    fn run(text: &str, analysis: &Analysis, knowledge: &Knowledge) -> usize {
        let (settings, language) = (&Settings::default(), Language::En);
        check(Article { text, analysis, knowledge, settings, language, others: &NoOthers }).len()
    }

    /// For each block whether the rules that look at any block have been run on it.
    fn were_run(analysis: &Analysis) -> Vec<bool> {
        let of_block = analysis.evidence.iter().map(|e| {
            e.unseen.get().is_some() && e.mixed_words.get().is_some() && e.paired_marks.get().is_some()
        });
        of_block.collect()
    }

    #[test]
    fn rules_of_a_block_are_run_once_until_its_own_words_change() {
        let knowledge = Knowledge::built_in();
        let mut incremental = Incremental::default();
        let mut analyse = |text: &str| incremental.analyse(text, &Metadata::default(), &knowledge);
        let text = "كتب بوyبا هذا.\n\nوصل الوفد أمس.";
        let first = analyse(text);
        assert_eq!(were_run(&first), [false, false], "nobody has asked");
        assert!(run(text, &first, &knowledge) > 0);
        assert_eq!(were_run(&first), [true, true]);

        let edited_text = "كتب بوyبا هذا.\n\nوصل الوفد اليوم.";
        let edited = analyse(edited_text);
        assert!(Arc::ptr_eq(&first.evidence[0], &edited.evidence[0]), "the block has the cells it had");
        assert_eq!(were_run(&edited), [true, false], "an edit empties those of its own block alone");
        assert!(run(edited_text, &edited, &knowledge) > 0);
        assert_eq!(were_run(&edited), [true, true]);
    }
}

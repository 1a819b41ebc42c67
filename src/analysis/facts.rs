//! Facts of one block, found from its words alone, and their cache between edits.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::claims::{self, CueFacts};
use crate::dates::{self, TimeFact};
use crate::knowledge::Knowledge;
use crate::names::{self, NameFacts};
use crate::text::layout::{BlockText, View};
use crate::text::{Passage, Span, Tokens, block, comment, sentence};

/// What a block tells by itself. Spans are relative to the block.
#[derive(Debug, PartialEq)]
pub(super) struct BlockFacts {
    pub(super) tokens: Tokens,
    pub(super) sentences: Vec<Span>,
    pub(super) names: NameFacts,
    pub(super) times: Vec<TimeFact>,
    pub(super) cues: CueFacts,
    pub(super) passages: Vec<Passage>,
    pub(super) layout: View,
}

impl BlockFacts {
    fn new(text: &str, knowledge: &Knowledge) -> Self {
        let text = &*comment::blanked(text);
        let tokens = Tokens::new(text);
        let sentences = sentence::split(text);
        Self {
            passages: sentences.iter().filter_map(|s| Passage::new(&tokens, *s)).collect(),
            sentences,
            names: names::find(text, &tokens, knowledge),
            times: dates::find(text, &tokens),
            cues: claims::find(text, &tokens),
            layout: View::new(&BlockText { text: text.trim_end(), tokens: &tokens }),
            tokens,
        }
    }
}

/// A block's facts and where it stands in the document.
#[derive(Clone, Debug)]
pub(super) struct FactsAt {
    pub(super) span: Span,
    pub(super) facts: Arc<BlockFacts>,
    /// A number that only these words have, in one cache.
    pub(super) number: u64,
}

impl FactsAt {
    /// The facts of a block that nothing is known of.
    pub(super) fn new(span: Span, number: u64, words: &str, knowledge: &Knowledge) -> Self {
        Self { span, facts: Arc::new(BlockFacts::new(words, knowledge)), number }
    }
}

/// The facts of the blocks of the last text, by their words.
#[derive(Debug, Default)]
pub(super) struct FactCache {
    generation: u64,
    blocks: FxHashMap<Box<str>, (u64, Arc<BlockFacts>)>,
    /// How many blocks' facts have been found.
    found: u64,
}

impl FactCache {
    /// The blocks of `text` from `from` on, with their facts: kept ones where a block's words are
    /// those of a block of the last text, new ones else.
    pub(super) fn blocks(&mut self, text: &str, from: usize, knowledge: &Knowledge) -> Vec<FactsAt> {
        if self.generation != knowledge.generation() {
            self.blocks.clear();
            self.generation = knowledge.generation();
        }
        let mut old = std::mem::take(&mut self.blocks);
        let rest = text.get(from..).unwrap_or("");
        block::split(rest)
            .into_iter()
            .map(|span| {
                let words = span.of(rest);
                let span = span.shifted(from);
                if let Some((number, facts)) = self.blocks.get(words).cloned() {
                    return FactsAt { span, facts, number };
                }
                let (words, (number, facts)) = old.remove_entry(words).unwrap_or_else(|| {
                    self.found += 1;
                    (words.into(), (self.found, Arc::new(BlockFacts::new(words, knowledge))))
                });
                self.blocks.insert(words, (number, Arc::clone(&facts)));
                FactsAt { span, facts, number }
            })
            .collect()
    }
}

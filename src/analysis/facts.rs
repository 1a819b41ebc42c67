//! Facts of one block, found from its words alone, and their cache between edits.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::evidence::BlockEvidence;
use crate::claims::{self, CueFacts};
use crate::dates::{self, TimeFact};
use crate::knowledge::Knowledge;
use crate::names::{self, NameFacts};
use crate::text::layout::{BlockText, View};
use crate::text::{Passage, Span, Tokens, block, comment, sentence};

/// What a block tells by itself. Spans are relative to the block.
#[derive(Debug, PartialEq)]
pub(super) struct BlockFacts {
    pub(super) tokens: Arc<Tokens>,
    pub(super) sentences: Vec<Span>,
    pub(super) names: NameFacts,
    pub(super) times: Vec<TimeFact>,
    pub(super) cues: CueFacts,
    pub(super) passages: Vec<Passage>,
    pub(super) layout: View,
    /// What rules find in the block, once they ask.
    pub(super) evidence: Arc<BlockEvidence>,
}

impl BlockFacts {
    fn new(text: &str, knowledge: &Knowledge) -> Self {
        let text = &*comment::blanked(text);
        let tokens = Tokens::interned(text, knowledge.lexemes());
        let sentences = sentence::split(text);
        Self {
            passages: sentences.iter().filter_map(|s| Passage::new(&tokens, *s)).collect(),
            sentences,
            names: names::find(text, &tokens, knowledge),
            times: dates::find(text, &tokens),
            cues: claims::find(text, &tokens),
            layout: View::new(&BlockText { text: text.trim_end(), tokens: &tokens }),
            tokens: Arc::new(tokens),
            evidence: Arc::default(),
        }
    }
}

/// A block's facts and where it stands in the document.
#[derive(Clone, Debug)]
pub(super) struct FactsAt {
    pub(super) span: Span,
    pub(super) facts: Arc<BlockFacts>,
    /// A number that only this block has, as long as its words stay what they are.
    pub(super) number: u64,
}

impl FactsAt {
    /// The facts of a block that nothing is known of.
    pub(super) fn new(span: Span, number: u64, words: &str, knowledge: &Knowledge) -> Self {
        Self { span, facts: Arc::new(BlockFacts::new(words, knowledge)), number }
    }
}

/// The facts of the blocks of the last text, in order.
#[derive(Debug, Default)]
pub(super) struct FactCache {
    generation: u64,
    blocks: Vec<(Box<str>, FactsAt)>,
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
        let spans: Vec<Span> =
            block::split(text.get(from..).unwrap_or("")).into_iter().map(|s| s.shifted(from)).collect();
        let mut old = std::mem::take(&mut self.blocks).into_iter();
        let same = |(span, (words, _)): (&Span, &(Box<str>, FactsAt))| span.of(text) == &**words;
        // A letter typed changes one block, and those before and behind it need not be looked for.
        let first = spans.iter().zip(old.as_slice()).take_while(|pair| same(*pair)).count();
        let behind = spans[first..].iter().rev().zip(old.as_slice()[first..].iter().rev());
        let last = behind.take_while(|pair| same(*pair)).count();
        let between = old.len() - first - last;
        for span in &spans[..first] {
            self.keep(old.next(), *span, text, knowledge);
        }
        let mut moved: FxHashMap<Box<str>, FactsAt> = old.by_ref().take(between).collect();
        for span in &spans[first..spans.len() - last] {
            let entry = moved.remove_entry(span.of(text));
            self.keep(entry, *span, text, knowledge);
        }
        for span in &spans[spans.len() - last..] {
            self.keep(old.next(), *span, text, knowledge);
        }
        self.blocks.iter().map(|(_, facts)| facts.clone()).collect()
    }

    /// Adds a block: the facts that are known of its words, or new ones.
    fn keep(&mut self, known: Option<(Box<str>, FactsAt)>, span: Span, text: &str, knowledge: &Knowledge) {
        let (words, facts) = known.unwrap_or_else(|| {
            self.found += 1;
            let words = span.of(text);
            (words.into(), FactsAt::new(span, self.found, words, knowledge))
        });
        self.blocks.push((words, FactsAt { span, ..facts }));
    }
}

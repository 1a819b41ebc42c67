//! What is kept of words from one block to the next: most words of an article were met before. Kept are
//! how a word looks, and what it adds to the scores of the tokens near it: seven features of ten are made
//! by one word alone. Sums of whole numbers are the same in whatever order they are added, so that
//! nothing is different for it.

use std::cell::RefCell;

use super::features::{self, Block, Look, NEAR, NOTHING, REACH, Seen, affixes, look, word_hash};
use super::model::Model;
use super::rows::Sums;
use crate::names::NameFacts;
use crate::text::met::Met;
use crate::text::{TokenKind, Tokens};

/// How many words are kept at most with what else was known of them.
const NAMED: usize = 1 << 13;

/// How many tokens the room is for that is kept from one block to the next, half a megabyte at most.
const ROOM: usize = 4096;

/// The words met before.
#[derive(Default)]
pub(super) struct Kept {
    /// By their letters and shape, some eight megabytes at most.
    words: Met<Word>,
    /// The sums of words that were part of a known name or title.
    named: Met<[Sums; NEAR], NAMED>,
    edge: Option<Edge>,
    /// Where the next block's tokens are put.
    room: Vec<features::SeenAt>,
}

/// What is kept of a word. To make its sums takes a hundred looks into the model.
#[derive(Clone, Copy)]
struct Word {
    look: Look,
    /// Whether there are sums; they are those of a word of which nothing is known.
    is_summed: bool,
    sums: [Sums; NEAR],
}

/// Works with what this thread keeps of words, by the built-in model.
pub(super) fn with<T>(work: impl FnOnce(&mut Kept) -> T) -> T {
    thread_local! {
        static KEPT: RefCell<Kept> = RefCell::default();
    }
    KEPT.with(|kept| match kept.try_borrow_mut() {
        Ok(mut kept) => work(&mut kept),
        Err(_) => work(&mut Kept::default()),
    })
}

impl Kept {
    /// A block as the model sees it.
    pub(super) fn block(
        &mut self,
        text: &str,
        tokens: &Tokens,
        known: &NameFacts,
        model: &Model<'_>,
    ) -> Block {
        let room = std::mem::take(&mut self.room);
        let look = |at, shape| self.word(tokens, at, shape, model).look;
        Block::with(text, tokens, known, room, look)
    }

    /// Takes back the room that a block took, unless it was an uncommonly long one.
    pub(super) fn take_room(&mut self, block: Block) {
        let room = block.into_room();
        if room.capacity() <= ROOM {
            self.room = room;
        }
    }

    fn word(&mut self, tokens: &Tokens, at: usize, shape: u64, model: &Model<'_>) -> &mut Word {
        let is_number = tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        // All digits look the same.
        let letters = if is_number { word_hash(tokens.key(at)) } else { tokens.hash(at) };
        self.words.get_mut(letters ^ shape.rotate_left(40), || Word {
            look: look(tokens.key(at), model),
            is_summed: false,
            sums: [Sums::default(); NEAR],
        })
    }

    /// What the words of a block add to the scores of its tokens, each to those near it, and what every
    /// token has; for each token.
    pub(super) fn sums(&mut self, block: &Block, tokens: &Tokens, model: &Model<'_>) -> Vec<Sums> {
        let Edge { always, nothing } = *self.edge.get_or_insert_with(|| Edge::new(model));
        let mut all = vec![always; tokens.len()];
        let mut give = |at: usize, sums: &[Sums; NEAR]| {
            // Of those near a token it is the first where it stands farthest before it.
            let from = at.saturating_sub(REACH);
            let near = all[from..].iter_mut().zip(from..=at + REACH);
            near.for_each(|(all, to)| all.join(&sums[at + REACH - to]));
        };
        for at in 0..tokens.len() {
            let seen = block.seen(at);
            let make = || sums(seen, tokens.key(at), model);
            let word = self.word(tokens, at, seen.shape(), model);
            if !word.look.is_all(seen) {
                give(at, self.named.get(seen.key(), make));
                continue;
            }
            if !word.is_summed {
                (word.sums, word.is_summed) = (make(), true);
            }
            give(at, &word.sums);
        }
        let near_start = all.iter_mut().take(REACH).enumerate();
        near_start.for_each(|(at, all)| nothing[..REACH - at].iter().for_each(|n| all.join(n)));
        let near_end = all.iter_mut().rev().take(REACH).enumerate();
        near_end.for_each(|(at, all)| nothing[REACH + 1 + at..].iter().for_each(|n| all.join(n)));
        all
    }
}

/// What every token has, and what there is past either end of a block.
#[derive(Clone, Copy, Debug)]
struct Edge {
    always: Sums,
    nothing: [Sums; NEAR],
}

impl Edge {
    fn new(model: &Model<'_>) -> Self {
        let mut always = Sums::default();
        model.add(|asked| asked.put(Block::ALWAYS), &mut always);
        Self { always, nothing: sums(&NOTHING, "", model) }
    }
}

fn sums(seen: &Seen, word: &str, model: &Model<'_>) -> [Sums; NEAR] {
    let affixes = affixes(word);
    let mut out = [Sums::default(); NEAR];
    for (place, sums) in out.iter_mut().enumerate() {
        model.add(|asked| seen.each(&affixes, place, |feature| asked.put(feature)), sums);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::names::known;

    #[test]
    fn what_is_kept_is_what_all_features_give() {
        let model = Model::get();
        let mut kept = Kept::default();
        let texts =
            ["قال وزير الدفاع الروسي سيرغي شويغو إن", "وقال شويغو، في موسكو: إن الروسي قال", "شويغو", ""];
        for text in texts.iter().chain(&texts) {
            let tokens = Tokens::new(text);
            let known = known(text, &tokens, &Knowledge::built_in());
            let new = Block::new(text, &tokens, &known, model);
            let block = kept.block(text, &tokens, &known, model);
            for (at, mut sums) in kept.sums(&block, &tokens, model).into_iter().enumerate() {
                let mut all = Sums::default();
                model.add(|asked| new.each(&tokens, at, |feature| asked.put(feature)), &mut all);
                model.add(|asked| block.each_of_several(at, |feature| asked.put(feature)), &mut sums);
                assert_eq!(sums.labels(), all.labels(), "{text} at {at}");
            }
            kept.take_room(block);
        }
    }
}

//! What words add to the scores of the tokens near them. Seven features of ten are made by one word alone,
//! and to find what a word's weigh takes a hundred looks into the model: so it is kept of each word. Sums of
//! whole numbers are the same in whatever order they are added, so that nothing is different for it.

use std::sync::{LazyLock, OnceLock};

use super::features::{self, Block, Look, NEAR, NOTHING, REACH, Seen, affixes, look};
use super::model::Model;
use super::rows::Sums;
use crate::names::NameFacts;
use crate::text::{Tokens, WordId, WordMemo, scratch};

/// How many tokens the room is for that is kept from one block to the next, half a megabyte at most.
const ROOM: usize = 4096;

/// In so many ways a word is kept: as part of known names and titles of each kind, written in small letters or
/// large. None of the corpus has more than a dozen.
const WAYS: usize = 16;

/// The words of a block, as the model sees them.
pub(super) struct WordScores<'b> {
    model: &'b Model<'b>,
    tokens: &'b Tokens,
    memo: WordMemo<'b, Word>,
}

impl<'b> WordScores<'b> {
    /// By the built-in model, whose scores are kept.
    pub(super) fn built_in(tokens: &'b Tokens) -> Self {
        Self { model: Model::get(), tokens, memo: WordMemo::new(tokens) }
    }

    /// By another one.
    pub(super) fn by(model: &'b Model<'b>, tokens: &'b Tokens) -> Self {
        Self { model, tokens, memo: WordMemo::unkept(tokens) }
    }

    /// The model.
    pub(super) const fn model(&self) -> &'b Model<'b> {
        self.model
    }

    /// The block as the model sees it.
    pub(super) fn block(&self, text: &str, known: &NameFacts) -> Block {
        let room = scratch::take::<Vec<features::SeenAt>>();
        Block::with(text, self.tokens, known, room, |at| self.word(at, |word| word.look))
    }

    /// Takes back the room that a block took, unless it was an uncommonly long one.
    pub(super) fn take_room(block: Block) {
        let room = block.into_room();
        if room.capacity() <= ROOM {
            scratch::give_back(room);
        }
    }

    fn word<R>(&self, at: usize, read: impl FnOnce(&Word) -> R) -> R {
        self.memo.read_as(self.id(at), at, |key| Word::new(key, self.model), read)
    }

    /// The number a word is kept under. All digits look the same.
    fn id(&self, at: usize) -> Option<WordId> {
        if !self.tokens.is_number(at) {
            return self.tokens.word(at);
        }
        let key = self.tokens.key(at);
        let zeros: String = key.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        self.tokens.lexemes()?.id(&zeros)
    }

    /// What the words of a block add to the scores of its tokens, each to those near it, and what every
    /// token has; for each token.
    pub(super) fn sums(&self, block: &Block) -> Vec<Sums> {
        let own;
        let Edge { always, nothing } = if std::ptr::eq(self.model, Model::get()) {
            &*BUILT_IN
        } else {
            own = Edge::new(self.model);
            &own
        };
        let mut all = vec![*always; self.tokens.len()];
        for at in 0..self.tokens.len() {
            // Of those near a token it is the first where it stands farthest before it.
            let near = all[at.saturating_sub(REACH)..].iter_mut().zip(at.saturating_sub(REACH)..=at + REACH);
            let give = |sums: &[Sums; NEAR]| near.for_each(|(all, to)| all.join(&sums[at + REACH - to]));
            let seen = block.seen(at);
            let make = || sums(seen, self.tokens.key(at), self.model);
            self.word(at, |word| word.read(seen, make, give));
        }
        let near_start = all.iter_mut().take(REACH).enumerate();
        near_start.for_each(|(at, all)| nothing[..REACH - at].iter().for_each(|n| all.join(n)));
        let near_end = all.iter_mut().rev().take(REACH).enumerate();
        near_end.for_each(|(at, all)| nothing[REACH + 1 + at..].iter().for_each(|n| all.join(n)));
        all
    }
}

/// What is kept of a word.
struct Word {
    look: Look,
    first: OnceLock<Way>,
}

/// What a word adds when it is seen in one way. The next way is another one.
struct Way {
    seen: (u64, u64, u64),
    sums: [Sums; NEAR],
    next: OnceLock<Box<Way>>,
}

impl Word {
    fn new(key: &str, model: &Model<'_>) -> Self {
        Self { look: look(key, model), first: OnceLock::new() }
    }

    /// Reads what the word adds where it is seen so, or else what is made of it.
    fn read(&self, seen: &Seen, make: impl Fn() -> [Sums; NEAR], read: impl FnOnce(&[Sums; NEAR])) {
        let new = || Way { seen: seen.way(), sums: make(), next: OnceLock::new() };
        let mut way = self.first.get_or_init(new);
        for _ in 1..WAYS {
            if way.seen == seen.way() {
                return read(&way.sums);
            }
            way = way.next.get_or_init(|| Box::new(new()));
        }
        if way.seen == seen.way() { read(&way.sums) } else { read(&make()) }
    }
}

/// What every token has, and what there is past either end of a block.
struct Edge {
    always: Sums,
    nothing: [Sums; NEAR],
}

static BUILT_IN: LazyLock<Edge> = LazyLock::new(|| Edge::new(Model::get()));

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
        let (model, knowledge) = (Model::get(), Knowledge::built_in());
        let texts = [
            "قال وزير الدفاع الروسي سيرغي شويغو إن",
            "وقال شويغو، في موسكو: إن الروسي قال",
            "شويغو 12 9",
            "",
        ];
        for text in texts.iter().chain(&texts) {
            let tokens = Tokens::interned(text, knowledge.lexemes());
            let known = known(text, &tokens, &knowledge);
            let new = Block::new(text, &tokens, &known, model);
            let scores = WordScores::built_in(&tokens);
            let block = scores.block(text, &known);
            for (at, mut sums) in scores.sums(&block).into_iter().enumerate() {
                let mut all = Sums::default();
                model.add(|asked| new.each(&tokens, at, |feature| asked.put(feature)), &mut all);
                model.add(|asked| block.each_of_several(at, |feature| asked.put(feature)), &mut sums);
                assert_eq!(sums.labels(), all.labels(), "{text} at {at}");
            }
            WordScores::take_room(block);
        }
    }
}

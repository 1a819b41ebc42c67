//! What is kept of words from one block to the next: most words of an article were met before. Kept are
//! how a word looks, and what it adds to the scores of the tokens near it: seven features of ten are made
//! by one word alone. Sums of whole numbers are the same in whatever order they are added, so that
//! nothing is different for it.

use std::cell::RefCell;

use super::features::{Block, Look, NEAR, NOTHING, REACH, Seen, affixes, look};
use super::model::{Model, Sums};
use crate::text::Tokens;
use crate::text::met::Met;

/// How many words' sums are kept at most, some three megabytes: to make them takes a hundred looks into
/// the model.
const SUMS: usize = 1 << 15;

/// The words met before.
#[derive(Default)]
pub(super) struct Kept {
    looks: Met<Look>,
    sums: Met<[Sums; NEAR], SUMS>,
    edge: Option<Edge>,
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
    /// How the word of a token looks.
    pub(super) fn look(&mut self, tokens: &Tokens, at: usize, model: &Model<'_>) -> Look {
        *self.looks.get(tokens.hash(at), || look(tokens.key(at), model))
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
            give(at, self.sums.get(seen.key(), || sums(seen, tokens.key(at), model)));
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
        model.add(Block::ALWAYS, &mut always);
        Self { always, nothing: sums(&NOTHING, "", model) }
    }
}

fn sums(seen: &Seen, word: &str, model: &Model<'_>) -> [Sums; NEAR] {
    let affixes = affixes(word);
    let mut out = [Sums::default(); NEAR];
    for (place, sums) in out.iter_mut().enumerate() {
        seen.each(&affixes, place, |feature| model.add(feature, sums));
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
            let block = Block::with(text, &tokens, &known, |at| kept.look(&tokens, at, model));
            let kept = kept.sums(&block, &tokens, model);
            for (at, mut sums) in kept.into_iter().enumerate() {
                let mut all = Sums::default();
                new.each(&tokens, at, |feature| model.add(feature, &mut all));
                block.each_of_several(at, |feature| model.add(feature, &mut sums));
                assert_eq!(sums.labels(), all.labels(), "{text} at {at}");
            }
        }
    }
}

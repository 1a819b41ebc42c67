//! What is kept of words from one block to the next: most words of an article were met before. Kept are
//! how a word looks, and what it adds to the scores of the tokens near it: seven features of ten are made
//! by one word alone. Sums of whole numbers are the same in whatever order they are added, so that
//! nothing is different for it.

use std::cell::RefCell;

use super::features::{Block, Look, NEAR, Seen, affixes, look, word_near};
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
    always: Option<Sums>,
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

    /// What the tokens around one, and what every token has, add to its scores.
    pub(super) fn around(&mut self, block: &Block, tokens: &Tokens, at: usize, model: &Model<'_>) -> Sums {
        let mut all = *self.always.get_or_insert_with(|| {
            let mut sums = Sums::default();
            model.add(Block::ALWAYS, &mut sums);
            sums
        });
        for (place, seen) in block.near(at).iter().enumerate() {
            let make = || sums(seen, word_near(tokens, at, place), model);
            let kept = self.sums.get(seen.key(), make);
            all.join(&kept[place]);
        }
        all
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
        let texts = ["قال وزير الدفاع الروسي سيرغي شويغو إن", "وقال شويغو، في موسكو: إن الروسي قال", ""];
        for text in texts.iter().chain(&texts) {
            let tokens = Tokens::new(text);
            let known = known(text, &tokens, &Knowledge::built_in());
            let new = Block::new(text, &tokens, &known, model);
            let block = Block::with(text, &tokens, &known, |at| kept.look(&tokens, at, model));
            for at in 0..tokens.len() {
                let mut all = Sums::default();
                new.each(&tokens, at, |feature| model.add(feature, &mut all));
                let mut sums = kept.around(&block, &tokens, at, model);
                block.each_of_several(at, |feature| model.add(feature, &mut sums));
                assert_eq!(sums.labels(), all.labels(), "{text} at {at}");
            }
        }
    }
}

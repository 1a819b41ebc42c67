//! What the words of a block add to the scores of the tokens near them. Seven features of ten are made
//! by one word alone, and most words of an article were met before: their sums are kept. Sums of whole
//! numbers are the same in whatever order they are added, so that nothing is different for it.

use std::cell::RefCell;

use super::LABELS;
use super::features::{Block, NEAR, Seen};
use super::model::Model;

/// How many words' sums are kept at most: some megabyte.
const KEPT: usize = 1 << 13;

type Scores = [i32; LABELS];

/// The sums of words met before, each in the one place it can have.
#[derive(Default)]
pub(super) struct Sums {
    kept: Vec<Option<(u64, [Scores; NEAR])>>,
    always: Option<Scores>,
}

/// Works with the sums that this thread keeps. They are those of the built-in model.
pub(super) fn with_kept<T>(work: impl FnOnce(&mut Sums) -> T) -> T {
    thread_local! {
        static SUMS: RefCell<Sums> = RefCell::default();
    }
    SUMS.with(|sums| match sums.try_borrow_mut() {
        Ok(mut sums) => work(&mut sums),
        Err(_) => work(&mut Sums::default()),
    })
}

impl Sums {
    /// What the tokens around one, and what every token has, add to its scores.
    pub(super) fn around(&mut self, near: &[Seen], model: &Model<'_>) -> Scores {
        let mut scores = *self.always.get_or_insert_with(|| {
            let mut scores = [0; LABELS];
            model.add(Block::ALWAYS, &mut scores);
            scores
        });
        if self.kept.is_empty() {
            self.kept.resize(KEPT, None);
        }
        for (place, seen) in near.iter().enumerate() {
            let sums = self.of(seen, model);
            scores.iter_mut().zip(&sums[place]).for_each(|(score, sum)| *score += sum);
        }
        scores
    }

    fn of(&mut self, seen: &Seen, model: &Model<'_>) -> &[Scores; NEAR] {
        let key = seen.key();
        let slot = &mut self.kept[(key >> 32) as usize % KEPT];
        if slot.as_ref().is_none_or(|(of, _)| *of != key) {
            *slot = None;
        }
        let (_, sums) = slot.get_or_insert_with(|| (key, sums(seen, model)));
        sums
    }
}

fn sums(seen: &Seen, model: &Model<'_>) -> [Scores; NEAR] {
    let mut out = [[0; LABELS]; NEAR];
    for (place, scores) in out.iter_mut().enumerate() {
        seen.each(place, |feature| model.add(feature, scores));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::names::known;
    use crate::text::Tokens;

    #[test]
    fn kept_sums_are_those_of_all_features() {
        let model = Model::get();
        let mut sums = Sums::default();
        let texts = ["قال وزير الدفاع الروسي سيرغي شويغو إن", "وقال شويغو، في موسكو: إن الروسي قال", ""];
        for text in texts.iter().chain(&texts) {
            let tokens = Tokens::new(text);
            let block = Block::new(text, &tokens, &known(text, &tokens, &Knowledge::built_in()), model);
            for at in 0..tokens.len() {
                let mut all = [0; LABELS];
                block.each(at, |feature| model.add(feature, &mut all));
                let mut kept = sums.around(block.near(at), model);
                block.each_of_several(at, |feature| model.add(feature, &mut kept));
                assert_eq!(kept, all, "{text} at {at}");
            }
        }
    }
}

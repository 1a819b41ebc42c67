//! What was looked for in a segment and may be looked for again: who writes asks the same at each letter.

use std::borrow::Borrow;
use std::hash::Hash;

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

/// Answers by what was asked. Readers of different entries do not wait for each other, and none waits while an
/// answer is worked out.
pub(super) struct Cache<K: Eq + Hash, V> {
    answers: DashMap<K, V, FxBuildHasher>,
    most: usize,
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    /// Without answers; so many are kept at most. One that is full begins anew, which costs each answer once
    /// more: to keep in what order they were asked for would cost every answer something.
    pub(super) fn new(most: usize) -> Self {
        Self { answers: DashMap::with_hasher(FxBuildHasher), most }
    }

    /// The answer to a question, or else a new one.
    pub(super) fn get<Q>(&self, asked: &Q, make: impl FnOnce() -> V) -> V
    where
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
        K: Borrow<Q>,
    {
        if let Some(answer) = self.answers.get(asked) {
            return answer.clone();
        }
        let answer = make();
        if self.answers.len() >= self.most {
            self.answers.clear();
        }
        self.answers.insert(asked.to_owned(), answer.clone());
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_until_there_are_too_many() {
        let cache = Cache::<String, usize>::new(2);
        let mut made = Vec::new();
        for asked in ["one", "two", "one", "three", "one"] {
            assert_eq!(
                cache.get(asked, || {
                    made.push(asked);
                    asked.len()
                }),
                asked.len()
            );
            assert!(cache.answers.len() <= 2);
        }
        assert_eq!(made, ["one", "two", "three", "one"]);
    }
}

//! What is known of words beside their classes: the knowledge base's names they are part of, and
//! how often a first model takes them for part of a name in the corpus.

use std::collections::HashMap;

use isnad::knowledge::{EntityKind, Knowledge};
use isnad::names::tagger::model::{Model, Word};
use isnad::names::tagger::{features, tag_with};
use isnad::names::{MentionKind, known};
use isnad::text::Tokens;
use isnad::text::fold::fold;

use crate::Words;

/// How sure the first model has to be of a name for it to count.
const SURE: f32 = 0.6;

/// Every so many lines of the corpus are read.
const EVERY: usize = 2;

/// How often a word has to be met for its habit to count.
const LEAST: u32 = 5;

/// Marks the words of the names in the knowledge base.
pub(crate) fn mark_parts(words: &mut Words, knowledge: &Knowledge) {
    for entity in knowledge.entities() {
        for name in std::iter::once(&entity.ar).chain(&entity.aliases) {
            let folded = fold(name);
            let parts: Vec<&str> = folded.split_whitespace().collect();
            for (at, part) in parts.iter().enumerate() {
                let bits = match entity.kind {
                    EntityKind::Person if parts.len() == 1 => 2,
                    EntityKind::Person if at == 0 => 1,
                    EntityKind::Person => 2,
                    EntityKind::Place => 4,
                    EntityKind::Organisation => 8,
                };
                let word = words.entry(features::word_hash(part)).or_insert(Word::UNKNOWN);
                word.parts |= bits;
            }
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Count {
    met: u32,
    named: [u32; 3],
}

/// Marks how often each word is part of a name in the corpus, a paragraph a line.
pub(crate) fn mark_habits(words: &mut Words, model: &Model<'_>, corpus: &str, knowledge: &Knowledge) {
    let mut counts: HashMap<u64, Count> = HashMap::new();
    for line in corpus.lines().step_by(EVERY) {
        let tokens = Tokens::new(line);
        let facts = known(line, &tokens, knowledge);
        let hashes: Vec<u64> = (0..tokens.len()).map(|at| features::word_hash(tokens.key(at))).collect();
        for hash in &hashes {
            counts.entry(*hash).or_default().met += 1;
        }
        for name in tag_with(model, line, &tokens, &facts).names {
            let kind = match name.kind {
                MentionKind::Person => 0,
                MentionKind::Place => 1,
                _ => 2,
            };
            if name.sure >= SURE {
                for hash in &hashes[name.first..=name.last] {
                    counts.entry(*hash).or_default().named[kind] += 1;
                }
            }
        }
    }
    for (hash, count) in counts.into_iter().filter(|(_, c)| c.met >= LEAST) {
        if let Some(word) = words.get_mut(&hash) {
            word.habit = habit(count);
        }
    }
}

/// Two bits for each kind (below 3, 20, 60 in a hundred, above), two for how often it was met.
fn habit(count: Count) -> u8 {
    let share = |named: u32| match named * 100 / count.met {
        0..3 => 0,
        3..20 => 1,
        20..60 => 2,
        _ => 3,
    };
    let met = match count.met {
        0..20 => 1,
        20..200 => 2,
        _ => 3,
    };
    let [person, place, organisation] = count.named.map(share);
    person | place << 2 | organisation << 4 | met << 6
}

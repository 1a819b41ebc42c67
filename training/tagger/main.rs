//! Learns the tagger's model: `train-tagger TAGGED CLUSTERS CORPUS OUT`. `training/README.md` tells
//! where the three files come from. The last tenth of the tagged sentences is kept for measuring. A
//! first model tags the corpus; how often a word was part of a name there is what the second one
//! knows more. The same files give the same model.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::similar_names,
    reason = "a training run ends at the first fault; its counts and settings are small"
)]

mod crf;
mod habits;
mod tagged;

use std::collections::{BTreeMap, HashMap};
use std::fs;

use crf::{Instance, Settings};
use isnad::knowledge::Knowledge;
use isnad::names::tagger::features::{self, Block};
use isnad::names::tagger::model::{Builder, Model, Word};
use isnad::names::tagger::viterbi::Transitions;
use isnad::names::tagger::{LABELS, tag_with};
use tagged::Sentence;

/// What one unit of a weight is worth in the file.
const UNIT: f32 = 1.0 / 32.0;

/// Logarithms of the file's buckets and cluster slots.
const BUCKETS: u32 = 16;
const SLOTS: u32 = 17;

/// What is known of words, by the hash of their folded letters.
type Words = BTreeMap<u64, Word>;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [tagged, clusters, corpus, out] = args.as_slice() else {
        eprintln!("train-tagger TAGGED CLUSTERS CORPUS OUT");
        std::process::exit(2);
    };
    let knowledge = Knowledge::built_in();
    let file = fs::read_to_string(tagged).expect("the tagged text");
    let sentences = tagged::read(&file, &knowledge);
    let (learn, dev) = sentences.split_at(sentences.len() * 9 / 10);
    let settings = Settings::from_env();

    let mut words = clusters_of(&fs::read_to_string(clusters).expect("the clusters"));
    habits::mark_parts(&mut words, &knowledge);
    let first = model_of(learn, &words, &settings);
    report("without habits", dev, &first);

    let corpus = fs::read_to_string(corpus).expect("the corpus");
    habits::mark_habits(&mut words, &Model::read(&first).expect("a model just made"), &corpus, &knowledge);
    let second = model_of(learn, &words, &settings);
    report("with habits", dev, &second);
    fs::write(out, &second).expect("the model");
}

fn report(what: &str, dev: &[Sentence], bytes: &[u8]) {
    let model = Model::read(bytes).expect("a model just made");
    println!("{what}: {} bytes", bytes.len());
    tagged::score(dev, |s| tag_with(&model, &s.text, &s.tokens, &s.known).names);
}

/// Learns a model from the sentences and gives its file.
fn model_of(learn: &[Sentence], words: &Words, settings: &Settings) -> Vec<u8> {
    let bytes = with_words(no_transitions(), 0, words).bytes();
    let classes = Model::read(&bytes).expect("a model just made");
    let mut ids: HashMap<u64, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut instances: Vec<Instance> =
        learn.iter().map(|s| instance(s, &classes, &mut ids, &mut counts)).collect();
    for features in instances.iter_mut().flat_map(|i| &mut i.features) {
        features.retain(|&f| counts[f as usize] >= settings.least);
    }
    eprintln!("{} sentences, {} features", instances.len(), ids.len());
    let learnt = crf::train(&instances, ids.len(), settings);
    let mut builder = with_words(learnt.transitions.clone(), BUCKETS, words);
    add_features(&mut builder, &ids, &learnt.weights);
    builder.bytes()
}

fn no_transitions() -> Transitions {
    Transitions { after: [[0.0; LABELS]; LABELS], start: [0.0; LABELS] }
}

fn with_words(transitions: Transitions, buckets: u32, words: &Words) -> Builder {
    let mut builder = Builder::new(UNIT, transitions, buckets, SLOTS);
    let lost = words.iter().filter(|(hash, word)| !builder.word(**hash, **word)).count();
    assert_eq!(lost, 0, "words without room");
    builder
}

fn clusters_of(file: &str) -> Words {
    let word = |line: &str| {
        let mut columns = line.split('\t');
        let hash = features::word_hash(columns.next()?);
        let coarse = columns.next()?.parse().ok()?;
        let fine = columns.next()?.parse().ok()?;
        let word = Word { fine, coarse, ..Word::UNKNOWN };
        Some((hash, word))
    };
    file.lines().map(|line| word(line).expect("a word and its two classes")).collect()
}

fn instance(
    sentence: &Sentence,
    classes: &Model<'_>,
    ids: &mut HashMap<u64, u32>,
    counts: &mut Vec<u32>,
) -> Instance {
    let block = Block::new(&sentence.text, &sentence.tokens, &sentence.known, classes);
    let features = (0..sentence.tokens.len())
        .map(|at| {
            let mut list = Vec::with_capacity(80);
            block.each(&sentence.tokens, at, |feature| {
                let next = ids.len() as u32;
                let id = *ids.entry(feature).or_insert(next);
                if id == next {
                    counts.push(0);
                }
                counts[id as usize] += 1;
                list.push(id);
            });
            list
        })
        .collect();
    Instance { features, labels: sentence.labels.clone() }
}

/// Adds the features that weigh anything, the heaviest first.
fn add_features(builder: &mut Builder, ids: &HashMap<u64, u32>, weights: &[[f32; LABELS]]) {
    let mut rows: Vec<(u64, [i8; LABELS])> = ids
        .iter()
        .map(|(&hash, &id)| {
            let units = weights[id as usize].map(|w| (w / UNIT).round().clamp(-127.0, 127.0) as i8);
            (hash, units)
        })
        .filter(|(_, units)| units.iter().any(|&u| u != 0))
        .collect();
    let weight = |units: &[i8; LABELS]| units.iter().map(|u| u32::from(u.unsigned_abs())).sum::<u32>();
    rows.sort_by_key(|(hash, units)| (std::cmp::Reverse(weight(units)), *hash));
    let lost = rows.iter().filter(|(hash, units)| !builder.feature(*hash, *units)).count();
    eprintln!("{} features kept, {lost} without room", rows.len() - lost);
}

//! A conditional random field, learnt by regularised dual averaging: each weight follows from the
//! sum of its gradients so far, those that do not matter being exactly zero.

use isnad::names::tagger::LABELS;
use isnad::names::tagger::viterbi::{Lattice, Transitions};
use rayon::prelude::*;

/// A sentence: the features and the label of each token.
pub(crate) struct Instance {
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) labels: Vec<usize>,
}

/// How to learn.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Passes over the sentences.
    epochs: usize,
    /// Length of a step.
    rate: f32,
    /// L1 and L2 regularisation, a sentence.
    l1: f32,
    l2: f32,
    /// How often a feature has to be seen.
    pub(crate) least: u32,
    /// Share of features left out at each look, so that none is relied on alone.
    drop: f32,
    /// How many orders of the sentences are learnt from; their weights are averaged.
    orders: u64,
}

impl Settings {
    /// The settings the model was learnt with; variables TAGGER_EPOCHS, … try others.
    pub(crate) fn from_env() -> Self {
        let of = |name: &str, or: f32| {
            let value = std::env::var(format!("TAGGER_{name}")).ok();
            value.and_then(|v| v.parse().ok()).unwrap_or(or)
        };
        let settings = Self {
            epochs: of("EPOCHS", 12.0) as usize,
            rate: of("RATE", 0.3),
            l1: of("L1", 1e-5),
            l2: of("L2", 3e-6),
            least: of("LEAST", 2.0) as u32,
            drop: of("DROP", 0.2),
            orders: of("ORDERS", 4.0) as u64,
        };
        eprintln!("{settings:?}");
        settings
    }
}

/// What was learnt.
pub(crate) struct Learnt {
    pub(crate) weights: Vec<[f32; LABELS]>,
    pub(crate) transitions: Transitions,
}

#[derive(Clone, Copy, Default)]
struct Sums {
    gradient: [f32; LABELS],
    square: [f32; LABELS],
}

impl Sums {
    fn weights(&self, steps: f32, settings: &Settings) -> [f32; LABELS] {
        let mut out = [0.0; LABELS];
        for (w, (&g, &s)) in out.iter_mut().zip(self.gradient.iter().zip(&self.square)) {
            let over = g.abs() - settings.l1 * steps;
            if over > 0.0 {
                *w = -g.signum() * over / (settings.l2 * steps + (0.1 + s.sqrt()) / settings.rate);
            }
        }
        out
    }

    fn add(&mut self, gradient: &[f32; LABELS]) {
        for ((g, s), d) in self.gradient.iter_mut().zip(&mut self.square).zip(gradient) {
            *g += d;
            *s += d * d;
        }
    }
}

/// The state while learning: a row a feature, then one a label before, then the beginning.
struct State<'s> {
    features: Vec<Sums>,
    after: [Sums; LABELS],
    start: Sums,
    steps: f32,
    settings: &'s Settings,
}

/// Learns from the sentences in several orders, one apart from the other, and averages what each
/// gave: a single order's weights differ by a point of F1 from the next one's.
pub(crate) fn train(instances: &[Instance], features: usize, settings: &Settings) -> Learnt {
    let orders = 1..=settings.orders.max(1);
    let learnt: Vec<Learnt> =
        orders.into_par_iter().map(|order| train_once(instances, features, settings, order)).collect();
    average(&learnt)
}

fn average(learnt: &[Learnt]) -> Learnt {
    let share = 1.0 / learnt.len() as f32;
    let mean = |row: &dyn Fn(&Learnt) -> [f32; LABELS]| {
        let mut out = [0.0; LABELS];
        for one in learnt {
            out.iter_mut().zip(row(one)).for_each(|(o, w)| *o += w * share);
        }
        out
    };
    let features = learnt.first().map_or(0, |l| l.weights.len());
    Learnt {
        weights: (0..features).map(|f| mean(&|l| l.weights[f])).collect(),
        transitions: Transitions {
            after: std::array::from_fn(|label| mean(&|l| l.transitions.after[label])),
            start: mean(&|l| l.transitions.start),
        },
    }
}

fn train_once(instances: &[Instance], features: usize, settings: &Settings, order: u64) -> Learnt {
    let mut state = State {
        features: vec![Sums::default(); features],
        after: [Sums::default(); LABELS],
        start: Sums::default(),
        steps: 0.0,
        settings,
    };
    let mut places: Vec<usize> = (0..instances.len()).collect();
    let mut random = Random(order);
    for epoch in 0..settings.epochs {
        for i in (1..places.len()).rev() {
            places.swap(i, random.below(i + 1));
        }
        let loss: f64 = places.iter().map(|&i| state.step(&instances[i], &mut random)).sum();
        eprintln!("order {order}, epoch {epoch}: loss {:.4}", loss / instances.len() as f64);
    }
    let weights = state.features.iter().map(|s| s.weights(state.steps, settings)).collect();
    Learnt { weights, transitions: state.transitions() }
}

impl State<'_> {
    fn transitions(&self) -> Transitions {
        Transitions {
            after: self.after.map(|s| s.weights(self.steps, self.settings)),
            start: self.start.weights(self.steps, self.settings),
        }
    }

    /// One sentence: its loss, and its gradients added.
    fn step(&mut self, instance: &Instance, random: &mut Random) -> f64 {
        let transitions = self.transitions().valid();
        let mut lattice = Lattice::new(&transitions);
        let keep = 1.0 - self.settings.drop;
        let mut looked: Vec<Vec<u32>> = Vec::with_capacity(instance.labels.len());
        let mut gold = 0.0_f64;
        for (at, features) in instance.features.iter().enumerate() {
            let features: Vec<u32> = if self.settings.drop > 0.0 {
                features.iter().copied().filter(|_| random.share() < keep).collect()
            } else {
                features.clone()
            };
            let mut scores = [0.0; LABELS];
            for &f in &features {
                let weights = self.features[f as usize].weights(self.steps, self.settings);
                scores.iter_mut().zip(weights).for_each(|(s, w)| *s += w / keep);
            }
            gold += f64::from(scores[instance.labels[at]]);
            lattice.push(scores);
            looked.push(features);
        }
        let chain = lattice.chain();
        let mut after = [[0.0; LABELS]; LABELS];
        for (at, (features, &label)) in looked.iter().zip(&instance.labels).enumerate() {
            let mut gradient = chain.at(at);
            gradient[label] -= 1.0;
            if at == 0 {
                gold += f64::from(transitions.start[label]);
                self.start.add(&gradient);
            } else {
                let before = instance.labels[at - 1];
                gold += f64::from(transitions.after[before][label]);
                let pair = chain.pair(at);
                after.iter_mut().flatten().zip(pair.iter().flatten()).for_each(|(a, p)| *a += p);
                after[before][label] -= 1.0;
            }
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for &f in features {
                self.features[f as usize].add(&gradient);
            }
        }
        self.after.iter_mut().zip(&after).for_each(|(s, g)| s.add(g));
        self.steps += 1.0;
        chain.log_sum - gold
    }
}

/// Numbers as if by chance, always the same (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }
}

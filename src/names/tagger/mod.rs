//! The statistical tagger for names that no knowledge file has. Start reading from [`tag`].
//!
//! A linear-chain model over the tokens of a block: hashed features ([`features`]), one row of
//! weights each ([`model`]), the best labelling by Viterbi and how sure it is ([`viterbi`]). The
//! model is learnt by the program in `training/`; nothing here knows other blocks.

pub mod features;
pub mod model;
mod rows;
mod scores;
pub mod viterbi;

use super::{MentionKind, NameFacts};
use crate::text::Tokens;
use model::Model;
use scores::WordScores;
use viterbi::{Chain, Lattice};

/// The class of a word. Words of one class stand in like places in the news corpus that classes were learnt from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordClass(pub u16);

impl WordClass {
    /// How many classes there are.
    pub const COUNT: u16 = 1024;

    /// Of a folded word, or else of it without proclitics and article; none where both are rare.
    pub fn of(key: &str) -> Option<Self> {
        features::met(key, Model::get()).map(|word| Self(word.fine))
    }
}

/// How many labels there are: none, and beginning and inside of each kind.
pub const LABELS: usize = 7;

/// The label of a token outside any name.
pub const OUTSIDE: usize = 0;

/// The label of a kind's first token; that of its others is one more. `None` for a kind the tagger
/// does not know.
pub const fn begin(kind: MentionKind) -> Option<usize> {
    match kind {
        MentionKind::Person => Some(1),
        MentionKind::Place => Some(3),
        MentionKind::Organisation => Some(5),
        MentionKind::Demonym | MentionKind::Role => None,
    }
}

/// Whether a label goes on with a name.
pub const fn is_inside(label: usize) -> bool {
    label != OUTSIDE && label.is_multiple_of(2)
}

/// The kind a label stands for.
pub const fn kind(label: usize) -> Option<MentionKind> {
    match label {
        1 | 2 => Some(MentionKind::Person),
        3 | 4 => Some(MentionKind::Place),
        5 | 6 => Some(MentionKind::Organisation),
        _ => None,
    }
}

/// Whether `next` may stand right behind `label`: a name goes on only with its own kind.
pub const fn may_follow(label: usize, next: usize) -> bool {
    !is_inside(next) || label == next || label + 1 == next
}

/// A stretch of tokens that the model takes for a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// What it names.
    pub kind: MentionKind,
    /// How sure the model is of its least sure token, from 0 to 1.
    pub sure: f32,
}

/// What the model makes of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opinion {
    /// The names it sees, in order, none overlapping.
    pub names: Vec<Tagged>,
    /// How it shares each token out among no name, a person's, a place's and an organisation's;
    /// empty for a block without any name, known ones included.
    pub shares: Vec<[f32; 4]>,
}

impl Opinion {
    /// How sure it is that a token is in no name.
    pub fn outside(&self, at: usize) -> f32 {
        self.shares.get(at).map_or(0.0, |share| share[0])
    }

    /// How sure it is that tokens are part of a name of a kind: of the one it is least sure of.
    pub fn share(&self, first: usize, last: usize, kind: MentionKind) -> f32 {
        let (Some(label), Some(shares)) = (begin(kind), self.shares.get(first..=last)) else {
            return 0.0;
        };
        shares.iter().map(|share| share[label.div_ceil(2)]).fold(1.0, f32::min)
    }
}

/// What the model makes of a block. What the knowledge base found there is a hint to it.
pub fn tag(text: &str, tokens: &Tokens, known: &NameFacts) -> Opinion {
    read(&WordScores::built_in(tokens), text, tokens, known)
}

/// [`tag`] by a given model.
pub fn tag_with(model: &Model<'_>, text: &str, tokens: &Tokens, known: &NameFacts) -> Opinion {
    read(&WordScores::by(model, tokens), text, tokens, known)
}

fn read(scores: &WordScores<'_>, text: &str, tokens: &Tokens, known: &NameFacts) -> Opinion {
    let model = scores.model();
    if tokens.is_empty() || !model.is_trained() {
        return Opinion::default();
    }
    let block = scores.block(text, known);
    let mut lattice = Lattice::with_room(model.transitions(), tokens.len());
    for (at, mut sums) in scores.sums(&block).into_iter().enumerate() {
        model.add(|asked| block.each_of_several(at, |feature| asked.put(feature)), &mut sums);
        lattice.push(sums.labels().map(|sum| f32::from(sum) * model.unit()));
    }
    WordScores::take_room(block);
    let labels = lattice.best();
    if known.hits.is_empty() && labels.iter().all(|&l| l == OUTSIDE) {
        return Opinion::default();
    }
    let chain = lattice.chain();
    let share = |row: [f32; LABELS]| [row[0], row[1] + row[2], row[3] + row[4], row[5] + row[6]];
    Opinion {
        shares: (0..labels.len()).map(|at| share(chain.at(at))).collect(),
        names: names(&labels, &chain),
    }
}

fn names(labels: &[usize], chain: &Chain) -> Vec<Tagged> {
    let mut out: Vec<Tagged> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let Some(kind) = kind(label) else { continue };
        let sure = chain.at(at)[label];
        match out.last_mut() {
            Some(name) if is_inside(label) && name.last + 1 == at => {
                name.last = at;
                name.sure = name.sure.min(sure);
            }
            _ => out.push(Tagged { first: at, last: at, kind, sure }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::names::known;

    #[test]
    fn a_name_on_no_list_is_seen_and_always_the_same_way() {
        let text = "وقال المدير العام للشركة محمود الطرابيشي إن الأرباح زادت، وأضاف الطرابيشي أنه سعيد.";
        let tokens = Tokens::new(text);
        let facts = known(text, &tokens, &Knowledge::built_in());
        let opinion = tag(text, &tokens, &facts);
        let people: Vec<&str> = opinion
            .names
            .iter()
            .filter(|n| n.kind == MentionKind::Person)
            .map(|n| tokens.span(n.first, n.last).of(text))
            .collect();
        assert!(people.contains(&"محمود الطرابيشي"), "{people:?}");
        assert_eq!(opinion, tag(text, &tokens, &facts));
        assert!(opinion.shares.iter().flatten().all(|p| (0.0..=1.001).contains(p)));
    }

    #[test]
    fn an_empty_block_and_an_empty_model_give_nothing() {
        let facts = NameFacts::default();
        assert_eq!(tag("", &Tokens::default(), &facts), Opinion::default());
        let text = "قال محمد";
        let none = tag_with(&Model::default(), text, &Tokens::new(text), &facts);
        assert_eq!(none, Opinion::default());
    }
}

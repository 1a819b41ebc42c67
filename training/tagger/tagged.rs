//! Tagged text: read, cut into tokens, scored.

use std::collections::BTreeSet;

use isnad::knowledge::Knowledge;
use isnad::names::tagger::{OUTSIDE, Tagged, begin, is_inside, kind};
use isnad::names::{MentionKind, NameFacts, known};
use isnad::text::Tokens;

/// A sentence with the label of each of its tokens.
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) tokens: Tokens,
    pub(crate) known: NameFacts,
    pub(crate) labels: Vec<usize>,
}

/// Reads `token tag` lines, sentences apart by blank ones. The file's tokens are cut further as the
/// program cuts text; what is cut off a name's first token goes on with the name.
pub(crate) fn read(file: &str, knowledge: &Knowledge) -> Vec<Sentence> {
    file.replace("\r\n", "\n")
        .split("\n\n")
        .map(|lines| sentence(lines, knowledge))
        .filter(|s| !s.labels.is_empty())
        .collect()
}

fn sentence(lines: &str, knowledge: &Knowledge) -> Sentence {
    let mut text = String::new();
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut before = OUTSIDE;
    for (token, tag) in lines.lines().filter_map(|l| l.trim_end().rsplit_once(' ')) {
        let (place, name) = tag.split_once('-').unwrap_or(("O", ""));
        let first = match name {
            "PERS" | "PER" => begin(MentionKind::Person),
            "LOC" => begin(MentionKind::Place),
            "ORG" => begin(MentionKind::Organisation),
            _ => None,
        };
        let label = first.map_or(OUTSIDE, |first| {
            let goes_on = place == "I" && kind(before) == kind(first);
            first + usize::from(goes_on)
        });
        before = label;
        if !text.is_empty() {
            text.push(' ');
        }
        starts.push((text.len(), label));
        text.push_str(token.trim());
    }
    let tokens = Tokens::new(&text);
    let mut used = usize::MAX;
    let labels = tokens
        .list()
        .iter()
        .map(|token| {
            let at = starts.partition_point(|(s, _)| *s <= token.span.start) - 1;
            let label = starts[at].1;
            let again = used == at && label != OUTSIDE && !is_inside(label);
            used = at;
            label + usize::from(again)
        })
        .collect();
    Sentence { known: known(&text, &tokens, knowledge), text, tokens, labels }
}

/// Prints precision, recall and F1 of the names themselves, by kind.
pub(crate) fn score(sentences: &[Sentence], tag: impl Fn(&Sentence) -> Vec<Tagged>) {
    let kinds = [MentionKind::Person, MentionKind::Place, MentionKind::Organisation];
    let mut counts = [[0_usize; 3]; 3];
    for sentence in sentences {
        let gold: BTreeSet<_> = names(&sentence.labels).collect();
        let found: BTreeSet<_> = tag(sentence).iter().map(|t| (t.first, t.last, t.kind)).collect();
        for (kind, count) in kinds.iter().zip(&mut counts) {
            count[0] += gold.intersection(&found).filter(|n| n.2 == *kind).count();
            count[1] += found.iter().filter(|n| n.2 == *kind).count();
            count[2] += gold.iter().filter(|n| n.2 == *kind).count();
        }
    }
    for (kind, [right, found, gold]) in kinds.iter().zip(counts) {
        let (p, r) = (right as f64 / found.max(1) as f64, right as f64 / gold.max(1) as f64);
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        println!("{kind:?} P {p:.3} R {r:.3} F1 {f1:.3}");
    }
}

fn names(labels: &[usize]) -> impl Iterator<Item = (usize, usize, MentionKind)> {
    labels.iter().enumerate().filter(|(_, l)| **l != OUTSIDE && !is_inside(**l)).filter_map(|(at, &l)| {
        let more = labels[at + 1..].iter().take_while(|&&next| next == l + 1).count();
        Some((at, at + more, kind(l)?))
    })
}

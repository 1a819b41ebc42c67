//! Who is named beside whom: in one sentence.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::knowledge::EntityKind;

/// Links that each one keeps: those to its closest company.
const CLOSEST: usize = 3;
/// Links that stay because they are the strongest of all.
const STRONGEST: usize = 24;

/// Who is named beside whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// Those who are, named in most articles first.
    pub members: Vec<Member>,
    /// Who with whom, the strongest first.
    pub links: Vec<Link>,
}

/// Somebody or something in company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Articles that name it.
    pub articles: u32,
}

/// Two who are named together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Their places among the members.
    pub between: (usize, usize),
    /// Sentences that name both.
    pub sentences: u32,
    /// Articles that have such.
    pub articles: u32,
}

impl Company {
    /// The part of it that these members are, without those who have no company in it.
    #[must_use]
    pub fn among(self, is_kept: impl Fn(usize) -> bool) -> Self {
        let kept: Vec<Link> =
            self.links.into_iter().filter(|l| is_kept(l.between.0) && is_kept(l.between.1)).collect();
        let mut has_company = vec![false; self.members.len()];
        for (a, b) in kept.iter().map(|link| link.between) {
            has_company[a] = true;
            has_company[b] = true;
        }
        let place = |at: usize| has_company[..at].iter().filter(|kept| **kept).count();
        let links = kept.iter().map(|link| {
            let (a, b) = link.between;
            Link { between: (place(a), place(b)), ..*link }
        });
        let links = links.collect();
        let members = self.members.into_iter().zip(&has_company).filter(|(_, kept)| **kept);
        Self { members: members.map(|(member, _)| member).collect(), links }
    }
}

/// Counts who stands beside whom among those who were chosen.
#[derive(Debug)]
pub(super) struct Pairs {
    place: FxHashMap<u32, usize>,
    alone: Vec<u32>,
    together: BTreeMap<(usize, usize), (u32, u32)>,
}

impl Pairs {
    /// Counts for those with these numbers.
    pub(super) fn among(numbers: &[u32]) -> Self {
        let place = numbers.iter().enumerate().map(|(place, number)| (*number, place));
        Self { place: place.collect(), alone: vec![0; numbers.len()], together: BTreeMap::new() }
    }

    /// Counts an article, of which it is told who stands in which sentence, by sentence.
    pub(super) fn add(&mut self, named: &[(u16, u32)]) {
        let mut here: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for sentence in named.chunk_by(|a, b| a.0 == b.0) {
            let places = sentence.iter().filter_map(|(_, number)| self.place.get(number));
            let mut places: Vec<usize> = places.copied().collect();
            places.sort_unstable();
            for (at, first) in places.iter().enumerate() {
                self.alone[*first] += 1;
                for second in &places[at + 1..] {
                    *here.entry((*first, *second)).or_default() += 1;
                }
            }
        }
        for (pair, sentences) in here {
            let (all, articles) = self.together.entry(pair).or_default();
            *all += sentences;
            *articles += 1;
        }
    }

    /// The links worth drawing, the strongest first: those that are strongest of all, and everybody's
    /// closest, by the share of their sentences that they have in common, so that one whom all
    /// name is not tied to all.
    pub(super) fn links(self) -> Vec<Link> {
        let links = self.together.iter();
        let links = links.map(|(pair, (sentences, articles))| Link {
            between: *pair,
            sentences: *sentences,
            articles: *articles,
        });
        let mut links: Vec<Link> = links.collect();
        links.sort_by_key(|link| (Reverse((link.articles, link.sentences)), link.between));
        let mut closest: Vec<usize> = (0..links.len()).collect();
        closest.sort_by(|a, b| self.closeness(&links[*b]).total_cmp(&self.closeness(&links[*a])));
        let mut kept: Vec<bool> = (0..links.len()).map(|at| at < STRONGEST).collect();
        let mut having = vec![0; self.alone.len()];
        for at in closest {
            let (a, b) = links[at].between;
            if having[a] < CLOSEST || having[b] < CLOSEST {
                having[a] += 1;
                having[b] += 1;
                kept[at] = true;
            }
        }
        links.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(link, _)| link).collect()
    }

    fn closeness(&self, link: &Link) -> f64 {
        let (a, b) = link.between;
        let each = f64::from(self.alone[a]) * f64::from(self.alone[b]);
        f64::from(link.sentences) / each.sqrt().max(1.0)
    }
}

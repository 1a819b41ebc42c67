//! The shares of all articles, put together.

use std::cmp::Reverse;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::bins::Bins;
use super::company::{Company, Member, Pairs};
use super::open::OpenFindings;
use super::share::{Named, Share};
use super::{NAME, ROWS, Report, Row, SOURCES, SPOTS, Spot, VAGUE};
use crate::corpus::EntityKey;
use crate::features::markdown::clean;
use crate::features::sources::{Counts, Source};
use crate::knowledge::{Entity, EntityKind, Knowledge};
use crate::words::{Language, clip};

/// The order of the kinds, and how many of each are in the drawing of who is with whom.
const KINDS: [(EntityKind, usize); 3] =
    [(EntityKind::Person, 32), (EntityKind::Organisation, 18), (EntityKind::Place, 12)];

/// What is known of the articles looked at so far: for each a few bytes for a name in a sentence.
#[derive(Debug, Default)]
pub struct Gathering {
    numbers: FxHashMap<EntityKey, u32>,
    all: Vec<Counted>,
    articles: Vec<Seen>,
    sources: Counts,
    findings: OpenFindings,
}

/// Somebody or something named, counted.
#[derive(Debug)]
struct Counted {
    id: EntityKey,
    kind: EntityKind,
    words: Box<str>,
    articles: u32,
    mentions: u32,
}

/// An article: when it was published, and who is named in which sentence, by sentence.
#[derive(Debug)]
struct Seen {
    published: Option<Date>,
    named: Box<[(u16, u32)]>,
}

impl Gathering {
    /// Takes in what an article adds.
    pub fn add(&mut self, share: Share) {
        let mut named = Vec::new();
        for one in share.named {
            let number = self.number(&one);
            named.extend(one.sentences.iter().map(|sentence| (*sentence, number)));
        }
        named.sort_unstable();
        self.articles.push(Seen { published: share.published, named: named.into() });
        self.sources.add(share.sources);
        self.findings.add(share.findings);
    }

    fn number(&mut self, named: &Named) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(named.id.clone()).or_insert(next);
        if number == next {
            self.all.push(Counted {
                id: named.id.clone(),
                kind: named.kind,
                words: named.words.clone(),
                articles: 0,
                mentions: 0,
            });
        }
        if let Some(counted) = self.all.get_mut(number as usize) {
            counted.articles += 1;
            counted.mentions += named.mentions;
        }
        number
    }

    /// The report on all of them.
    pub fn report(self, knowledge: &Knowledge, language: Language) -> Report {
        let days: Vec<Date> = self.articles.iter().filter_map(|a| a.published).collect();
        let bins = Bins::new(days.clone());
        let names = Names { knowledge, language };
        let numbers: Vec<u32> = KINDS.iter().flat_map(|(kind, _)| self.most_named(*kind, ROWS)).collect();
        let (by_bin, rows_by_bin) = self.in_time(&bins, &numbers);
        let rows = numbers.iter().zip(rows_by_bin).filter_map(|(number, by_bin)| {
            let counted = self.counted(*number)?;
            let entity = names.entity(counted);
            Some(Row {
                name: names.name(counted, entity.as_deref()),
                id: entity.map(|e| e.id.clone()),
                kind: counted.kind,
                articles: counted.articles,
                mentions: counted.mentions,
                by_bin,
            })
        });
        let of_kind = |kind| self.all.iter().filter(|c| c.kind == kind).count();
        Report {
            articles: self.articles.len(),
            undated: self.articles.len() - days.len(),
            period: days.iter().min().copied().zip(days.iter().max().copied()),
            people: of_kind(EntityKind::Person),
            places: of_kind(EntityKind::Place),
            organisations: of_kind(EntityKind::Organisation),
            tally: self.sources.total,
            rows: rows.collect(),
            company: self.company(&names),
            spots: self.spots(&names),
            sources: first(&self.sources.sources(), SOURCES),
            all_sources: self.sources.sources().len(),
            vague: first(&self.sources.vague(), VAGUE),
            findings: self.findings.finish(),
            bins,
            by_bin,
        }
    }

    fn counted(&self, number: u32) -> Option<&Counted> {
        self.all.get(number as usize)
    }

    /// Those of a kind that most articles name.
    fn most_named(&self, kind: EntityKind, most: usize) -> Vec<u32> {
        let mut out: Vec<(u32, &Counted)> = (0..).zip(&self.all).filter(|(_, c)| c.kind == kind).collect();
        out.sort_unstable_by_key(|(_, c)| (Reverse((c.articles, c.mentions)), &c.id));
        out.into_iter().take(most).map(|(number, _)| number).collect()
    }

    /// How many articles there are in each part of the time, and how many of them name each of these.
    fn in_time(&self, bins: &Bins, numbers: &[u32]) -> (Vec<u32>, Vec<Vec<u32>>) {
        let rows: FxHashMap<u32, usize> = numbers.iter().copied().zip(0..).collect();
        let mut all = vec![0; bins.starts.len()];
        let mut each = vec![all.clone(); numbers.len()];
        for article in &self.articles {
            let Some(at) = article.published.and_then(|day| bins.at(day)) else {
                continue;
            };
            all[at] += 1;
            let mut named: Vec<usize> =
                article.named.iter().filter_map(|(_, n)| rows.get(n).copied()).collect();
            named.sort_unstable();
            named.dedup();
            for row in named {
                each[row][at] += 1;
            }
        }
        (all, each)
    }

    /// Who is named beside whom, of those that most articles name.
    fn company(&self, names: &Names<'_>) -> Company {
        let chosen = KINDS.iter().flat_map(|(kind, most)| self.most_named(*kind, *most));
        let mut chosen: Vec<u32> = chosen.collect();
        chosen.sort_by_key(|n| self.counted(*n).map(|c| Reverse((c.articles, c.mentions))));
        let mut pairs = Pairs::among(&chosen);
        self.articles.iter().for_each(|article| pairs.add(&article.named));
        let members = chosen.iter().filter_map(|number| {
            let counted = self.counted(*number)?;
            let entity = names.entity(counted);
            let name = names.name(counted, entity.as_deref());
            Some(Member { name, kind: counted.kind, articles: counted.articles })
        });
        Company { members: members.collect(), links: pairs.links() }.among(|_| true)
    }

    fn spots(&self, names: &Names<'_>) -> Vec<Spot> {
        let places = self.most_named(EntityKind::Place, usize::MAX).into_iter();
        let spots = places.filter_map(|number| {
            let counted = self.counted(number)?;
            let entity = names.entity(counted)?;
            let [latitude, longitude] = entity.coordinates?;
            Some(Spot {
                name: names.name(counted, Some(&*entity)),
                class: entity.class.clone(),
                at: (longitude, latitude),
                articles: counted.articles,
            })
        });
        spots.take(SPOTS).collect()
    }
}

/// Where names come from.
struct Names<'a> {
    knowledge: &'a Knowledge,
    language: Language,
}

impl Names<'_> {
    fn entity(&self, counted: &Counted) -> Option<std::sync::Arc<Entity>> {
        self.knowledge.entity(counted.id.as_str())
    }

    fn name(&self, counted: &Counted, entity: Option<&Entity>) -> String {
        clip(&clean(entity.map_or(&counted.words, |e| e.name(self.language))), NAME)
    }
}

/// The first of a list that may be long.
fn first(sources: &[&Source], most: usize) -> Vec<Source> {
    sources.iter().take(most).map(|source| (*source).clone()).collect()
}

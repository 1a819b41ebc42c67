//! Who stands behind the claims, counted: first in each article, then over all.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::lens::Tally;
use crate::analysis::Analysis;
use crate::claims::SourceStatus;
use crate::corpus::{Article, EntityMentions};
use crate::knowledge::Knowledge;
use crate::text::{Span, fold::fold};
use crate::words::{Language, clip};

/// Letters of a name no knowledge file has.
const NAME: usize = 60;

/// One source over all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its entity; `None` for a name no knowledge file has, and for a vague one.
    pub id: Option<String>,
    /// Its name, or the words of a vague one.
    pub name: String,
    /// Claims it stands behind.
    pub claims: usize,
    /// Articles with such.
    pub articles: usize,
    /// Claims it said.
    pub said: usize,
    /// Claims it passed on.
    pub passed_on: usize,
}

/// The sources of one article by key.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Its claims.
    pub tally: Tally,
    sources: BTreeMap<String, Source>,
    vague: BTreeMap<String, Source>,
}

impl Counted {
    /// Counts those of one article: what is kept of it, its text and analysis.
    pub fn new(
        article: &Article,
        text: &str,
        analysis: &Analysis,
        knowledge: &Knowledge,
        language: Language,
    ) -> Self {
        let claims: FxHashSet<Span> = analysis.claims.iter().map(|c| c.span).collect();
        let mut out =
            Self { tally: Tally::of(&analysis.claims), sources: BTreeMap::new(), vague: BTreeMap::new() };
        for passage in article.passages().filter(|p| claims.contains(&p.span())) {
            for place in 0..=passage.outermost() {
                for named in passage.at(place) {
                    out.source(named, place, knowledge, language);
                }
            }
        }
        for claim in &analysis.claims {
            let link = claim.chain.iter().find(|l| l.vague).map(|l| l.span);
            let bare = claim.source_span.filter(|_| claim.source == SourceStatus::Vague);
            if let Some(span) = link.or(bare) {
                let words = clip(span.of(text), NAME);
                let vague = out.vague.entry(fold(&words)).or_insert_with(|| Source {
                    name: words,
                    articles: 1,
                    ..Source::default()
                });
                vague.claims += 1;
            }
        }
        out
    }

    fn source(&mut self, named: &EntityMentions, place: u8, knowledge: &Knowledge, language: Language) {
        let source = self.sources.entry(named.id.as_str().to_owned()).or_insert_with(|| {
            let entity = knowledge.entity(named.id.as_str());
            let written = || named.mentions.first().map_or("", |m| named.words(*m));
            let name = entity.as_ref().map_or_else(written, |e| e.name(language));
            let id = entity.as_ref().map(|e| e.id.as_str().to_owned());
            Source { id, name: clip(name, NAME), articles: 1, ..Source::default() }
        });
        source.claims += 1;
        if place == 0 {
            source.said += 1;
        } else {
            source.passed_on += 1;
        }
    }
}

/// The counts over all articles.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The claims of all articles together.
    pub total: Tally,
    sources: BTreeMap<String, Source>,
    vague: BTreeMap<String, Source>,
}

impl Counts {
    /// Adds those of an article.
    pub fn add(&mut self, article: Counted) {
        self.total.add(article.tally);
        merge(&mut self.sources, article.sources);
        merge(&mut self.vague, article.vague);
    }

    /// The sources, those behind most claims first.
    pub fn sources(&self) -> Vec<&Source> {
        ordered(&self.sources)
    }

    /// The vague sources, likewise.
    pub fn vague(&self) -> Vec<&Source> {
        ordered(&self.vague)
    }
}

fn merge(all: &mut BTreeMap<String, Source>, new: BTreeMap<String, Source>) {
    for (key, source) in new {
        match all.get_mut(&key) {
            None => {
                all.insert(key, source);
            }
            Some(known) => {
                known.claims += source.claims;
                known.articles += source.articles;
                known.said += source.said;
                known.passed_on += source.passed_on;
            }
        }
    }
}

fn ordered(sources: &BTreeMap<String, Source>) -> Vec<&Source> {
    let mut out: Vec<_> = sources.values().collect();
    out.sort_by_key(|s| (Reverse(s.claims), Reverse(s.articles)));
    out
}

//! What the articles have of an entity, in one walk over those that name it.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::corpus::{EntityMentions, Snapshot};
use crate::features::company::{Companion, Company};
use crate::features::hover::{bare, title};
use crate::names::MentionKind;
use crate::text::Span;

/// How many articles, the newest first, are looked into.
pub(super) const LOOKED_INTO: usize = 2000;
/// How many sentences that name it are shown.
const SENTENCES: usize = 200;
/// How many passages it said are shown, and how many it passed on.
const PASSAGES: usize = 50;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// How many articles were looked into.
    pub(super) articles: usize,
    /// How it is named, the most frequent first: names, then titles and adjectives that stand for it.
    pub(super) names: Vec<(String, usize)>,
    pub(super) other_words: Vec<(String, usize)>,
    /// Who stands beside it, the most frequent first.
    pub(super) company: Vec<Companion>,
    /// What it said, and what it passed on.
    pub(super) said: Passages,
    pub(super) passed_on: Passages,
    /// The sentences that name it, by article, the newest first.
    pub(super) sentences: Vec<InArticle>,
    /// How many mentions stand in those sentences.
    pub(super) shown: usize,
}

/// Passages, the newest first, and how many there are in all.
#[derive(Debug, Default)]
pub(super) struct Passages {
    pub(super) shown: Vec<(Cited, Span)>,
    pub(super) all: usize,
}

/// An article as it is cited.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    pub(super) path: Arc<Path>,
    pub(super) title: String,
    pub(super) date: Option<Date>,
}

/// The sentences of an article that name somebody, each by its first mention.
#[derive(Debug)]
pub(super) struct InArticle {
    pub(super) article: Cited,
    pub(super) mentions: Vec<Span>,
}

/// Walks over the articles that name an id, the newest first.
pub(super) fn gather(snapshot: &Snapshot, id: &str) -> Gathered {
    let mut out = Gathered::default();
    let mut company = Company::default();
    let mut names = FxHashMap::default();
    let mut other_words = FxHashMap::default();
    let mut left = SENTENCES;
    for article in snapshot.mentioning(id).take(LOOKED_INTO) {
        let Some(mentioned) = article.mentions_of(id) else {
            continue;
        };
        out.articles += 1;
        company.look_into(&article, id);
        for fact in &mentioned.mentions {
            let words = if fact.is_name() { &mut names } else { &mut other_words };
            *words.entry(bare(mentioned.words(*fact))).or_default() += 1;
        }
        let cited =
            Cited { path: Arc::clone(&article.path), title: title(&article), date: article.published.date };
        for (passage, place) in article.said_by(id) {
            let passages = if place == 0 { &mut out.said } else { &mut out.passed_on };
            passages.all += 1;
            if passages.shown.len() < PASSAGES {
                passages.shown.push((cited.clone(), passage.span()));
            }
        }
        out.sentences(cited, mentioned, &mut left);
    }
    out.company = company.all();
    // Of those in the knowledge base the index has counted every article's.
    let spelt = snapshot.spellings(id);
    if !spelt.is_empty() {
        names.clear();
    }
    for (words, times) in spelt {
        *names.entry(bare(words)).or_default() += times as usize;
    }
    out.names = counted(names);
    out.other_words = counted(other_words);
    out
}

impl Gathered {
    fn sentences(&mut self, article: Cited, named: &EntityMentions, left: &mut usize) {
        let mut mentions: Vec<Span> = Vec::new();
        let mut before = None;
        for fact in &named.mentions {
            if before != Some(fact.sentence) {
                if *left == 0 {
                    break;
                }
                *left -= 1;
                mentions.push(fact.span());
            }
            before = Some(fact.sentence);
            self.shown += 1;
        }
        if !mentions.is_empty() {
            self.sentences.push(InArticle { article, mentions });
        }
    }

    /// What sort of thing is most often meant, where no knowledge file tells.
    pub(super) fn kind(snapshot: &Snapshot, id: &str) -> Option<MentionKind> {
        let article = snapshot.mentioning(id).next()?;
        article.mentions_of(id)?.mentions.iter().map(|m| m.kind).min()
    }
}

fn counted(words: FxHashMap<String, usize>) -> Vec<(String, usize)> {
    let mut out: Vec<_> = words.into_iter().filter(|(words, _)| !words.is_empty()).collect();
    out.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    out
}

//! Floor 3: one article in, one [`Analysis`] out. Start reading from [`Analysis`].
//!
//! Here the layers are put together: block facts first, each from its block alone, then the article
//! pass over the facts. It does no I/O, cannot fail and cannot panic; it knows no other article.

mod article;
mod dateline;
mod deeds;
pub(crate) mod evidence;
mod facts;
mod front_matter;
mod identity;
mod offices;

use std::sync::Arc;

use jiff::civil::Date;

use crate::claims::{self, Claim, Quotation};
use crate::dates::Time;
use crate::knowledge::Knowledge;
use crate::names::scout::Scouted;
use crate::names::{self, Introduction, Mention, NamedOffice, OpenName};
use crate::text::{Block, Passage, Role, Sentence, Span, Tokens, block};
use crate::words::{self, Language};
pub use deeds::{Deed, DeedKey, DeedKind};
use evidence::BlockEvidence;
use facts::{FactCache, FactsAt};
use front_matter::FrontMatter;
pub(crate) use identity::UNKNOWN_KEYS;
pub use identity::{EntityKey, KeyParts, LocalName, UnknownName};

/// What is known of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its file name without folders, for a date at the start of it.
    pub file_name: Option<String>,
    /// The publication date that `isnad.toml` gives.
    pub configured: Option<Date>,
    /// The date to take where nothing states one (`--as-of`).
    pub as_of: Option<Date>,
    /// The day its file was last changed: an article was written no later.
    pub modified: Option<Date>,
}

/// How the publication date is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The article, its name or `isnad.toml` states it.
    Stated,
    /// Worked out from the text, or given for a whole run.
    Inferred,
    /// Not known.
    #[default]
    Unknown,
}

/// When an article was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Option<Date>,
    /// How it is known.
    pub certainty: Certainty,
    /// The words in the article that state it (front matter value, dateline).
    pub span: Option<Span>,
    /// Where the text leaves several days: these, in order.
    pub candidates: Vec<Date>,
}

/// A fault in the article's front matter, shown at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterFault {
    /// The faulty value or line.
    pub span: Span,
    /// What was found there.
    pub found: String,
}

impl FrontMatterFault {
    /// What was found and what was expected.
    pub fn say(&self, language: Language) -> String {
        match self.found.as_str() {
            "---" => words::say(language, "front-matter.open", &[]),
            found => words::say(language, "settings.bad-date", &[found]),
        }
    }
}

/// Everything isnad knows of one article. Spans are UTF-8 bytes into its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// When it was published.
    pub published: Published,
    /// The day its file was last changed, where that is known.
    pub modified: Option<Date>,
    /// Its blocks in order, with their roles.
    pub blocks: Vec<Block>,
    /// What rules have found in each block alone, kept with its facts. Blocks that have no facts, those of
    /// the front matter, have an empty place.
    pub(crate) evidence: Vec<Arc<BlockEvidence>>,
    /// The tokens of each block, its comments left out, by its facts; none for the front matter.
    pub(crate) tokens: Vec<Arc<Tokens>>,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// Names, in order, none overlapping.
    pub mentions: Vec<Mention>,
    /// The people among them that stand beside a title, in order.
    pub introductions: Vec<Introduction>,
    /// The short names among them that could mean several people, in order.
    pub open_names: Vec<OpenName>,
    /// The offices that are named with their state or body, in order.
    pub offices: Vec<NamedOffice>,
    /// Time expressions, in order, none overlapping.
    pub times: Vec<Time>,
    /// Claims, in order, one a sentence at most.
    pub claims: Vec<Claim>,
    /// Dated deeds, in order: what other articles may date differently.
    pub deeds: Vec<Deed>,
    /// Its longer sentences by their marks, in order: what it or other articles may have twice.
    pub passages: Vec<Passage>,
    /// Quotations, in the order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// Whether the headline says that it is no news: an essay, pictures, a press review.
    pub no_news: bool,
    /// Faults of the front matter.
    pub faults: Vec<FrontMatterFault>,
}

impl Analysis {
    /// The mention under a byte offset, its end included.
    pub fn mention_at(&self, offset: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|m| m.span.start <= offset);
        self.mentions[..after].iter().rev().take(2).find(|m| m.span.touches(offset))
    }

    /// The time expression under a byte offset.
    pub fn time_at(&self, offset: usize) -> Option<&Time> {
        self.times.iter().find(|t| t.span.touches(offset))
    }

    /// The claim whose sentence holds a byte offset.
    pub fn claim_at(&self, offset: usize) -> Option<&Claim> {
        self.claims.iter().find(|c| c.span.touches(offset))
    }

    /// The block that words stand in; `None` for words that no block holds whole.
    pub fn block_of(&self, words: Span) -> Option<&Block> {
        self.blocks.iter().find(|b| b.span.contains(words))
    }

    /// What rules have found in a block alone; nothing yet where the block has no facts.
    pub(crate) fn evidence(&self, block: usize) -> Arc<BlockEvidence> {
        self.evidence.get(block).cloned().unwrap_or_default()
    }

    /// The tokens of a block without its comments; spans are relative to the block.
    pub(crate) fn tokens(&self, block: usize) -> Option<&Arc<Tokens>> {
        self.tokens.get(block)
    }

    /// The headline, or the article's first words where there is none.
    pub fn head(&self) -> Option<&Block> {
        let mut own = self.blocks.iter().filter(|b| b.role != Role::FrontMatter);
        own.clone().find(|b| b.role == Role::Headline).or_else(|| own.next())
    }

    /// The words of [`Self::head`].
    pub fn title<'t>(&self, text: &'t str) -> &'t str {
        self.head().map_or("", |b| b.span.of(text))
    }
}

/// Analyses an article from scratch.
pub fn analyse(text: &str, metadata: &Metadata, knowledge: &Knowledge) -> Analysis {
    Steps::new(text, metadata, knowledge).finish()
}

/// The analysis of an article from scratch in steps of a block, for whoever has to stand back in between.
#[derive(Debug)]
pub struct Steps<'a> {
    text: &'a str,
    metadata: &'a Metadata,
    knowledge: &'a Knowledge,
    matter: FrontMatter,
    /// The blocks that are still to be read.
    left: std::vec::IntoIter<Span>,
    blocks: Vec<FactsAt>,
}

impl<'a> Steps<'a> {
    /// An analysis that has not begun.
    pub fn new(text: &'a str, metadata: &'a Metadata, knowledge: &'a Knowledge) -> Self {
        let matter = front_matter::read(text);
        let left = block::split(text.get(matter.end..).unwrap_or("")).into_iter();
        Self { text, metadata, knowledge, matter, left, blocks: Vec::new() }
    }

    /// Reads the next block; false where there is none.
    pub fn step(&mut self) -> bool {
        let Some(span) = self.left.next() else {
            return false;
        };
        let span = span.shifted(self.matter.end);
        let number = self.blocks.len() as u64;
        self.blocks.push(FactsAt::new(span, number, span.of(self.text), self.knowledge));
        true
    }

    /// Does what is left to do.
    pub fn finish(mut self) -> Analysis {
        while self.step() {}
        article::pass(self.text, &self.matter, &self.blocks, self.metadata, self.knowledge, None)
    }
}

/// The claims of an article as the rules read them, each with what it shows, by name: what the model of
/// `data/models/claims.tsv` is learnt from. `training/README.md` tells how.
pub fn claim_signals(text: &str, metadata: &Metadata, knowledge: &Knowledge) -> Vec<(Claim, Vec<String>)> {
    let mut steps = Steps::new(text, metadata, knowledge);
    while steps.step() {}
    let Steps { matter, blocks, .. } = steps;
    let analysis = article::pass(text, &matter, &blocks, metadata, knowledge, None);
    article::signals(text, &blocks, &analysis, knowledge)
}

/// What a quick pass over an article finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scouting {
    /// Its headline or first line.
    pub title: Span,
    /// When it was published, where something beside its own words states it.
    pub published: Published,
    /// The names that stand by themselves, in order, none overlapping.
    pub names: Vec<Scouted>,
}

/// A quick pass over an article: known names that need nothing else to agree, and the stated day.
pub fn scout(text: &str, metadata: &Metadata, knowledge: &Knowledge) -> Scouting {
    let matter = front_matter::read(text);
    let mut lines = text.get(matter.end..).unwrap_or("").split_inclusive('\n');
    let mut start = matter.end;
    let title = lines.find_map(|line| {
        let at = start;
        start += line.len();
        let words = line.trim();
        let first = at + (line.len() - line.trim_start().len());
        (!words.is_empty()).then_some(Span::new(first, first + words.len()))
    });
    Scouting {
        title: title.unwrap_or_default(),
        published: article::stated_apart(&matter, metadata).unwrap_or_default(),
        names: names::scout::find(text, matter.end, knowledge),
    }
}

/// The analysis of a document that is being edited: facts of blocks that did not change are kept
/// from one call to the next, and so is what sentences tell by themselves. The result is that of [`analyse`] on the same text.
#[derive(Debug, Default)]
pub struct Incremental {
    facts: FactCache,
    said: claims::Kept,
}

impl Incremental {
    /// Analyses the text as it is now.
    pub fn analyse(&mut self, text: &str, metadata: &Metadata, knowledge: &Knowledge) -> Analysis {
        let matter = front_matter::read(text);
        let blocks: Vec<FactsAt> = self.facts.blocks(text, matter.end, knowledge);
        article::pass(text, &matter, &blocks, metadata, knowledge, Some(&mut self.said))
    }
}

//! Floor 2b: who says so. Start reading from [`Claim`].
//!
//! Here live reporting cues, sources, and which sentences assert something. It reads mentions and
//! times as plain spans and does not know how they were found.

mod alone;
mod certain;
mod chain;
mod classes;
mod cues;
mod judge;
mod lexicon;
mod line;
mod marks;
mod model;
mod morph;
mod owner;
mod quotation;
mod quotes;
mod signals;
mod source;
mod speaker;
mod telling;
mod toll;
mod weigh;

use jiff::civil::Date;
use serde::Serialize;

use crate::dates::Time;
use crate::knowledge::{EntityId, Knowledge};
use crate::names::Mention;
use crate::text::{Role, Span, Tokens};

pub use alone::Kept;
use alone::{Alone, Timing};
use certain::Certain;
pub use chain::{Link, Means};
pub use cues::{CueFacts, PhraseCue, VerbCue, find};
pub use lexicon::Strength;
use line::Line;
pub use line::dateline;
pub use quotation::Quotation;
pub use quotes::{QuoteFact, QuoteFacts};
use source::Verdict;
pub use telling::Telling;
pub use toll::Count;

/// Who stands behind a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceStatus {
    /// The sentence names who says it.
    Named,
    /// It goes on with what the last named source says, or its source stands beside it.
    Carried,
    /// A source that cannot be identified, or an impersonal formula.
    Vague,
    /// Nobody.
    None,
}

/// How badly a claim needs a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Any newsroom would ask for one.
    Strong,
    /// A public event or well-known background.
    Plain,
}

/// Why a claim is a strong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// Dead, wounded, missing.
    Casualty,
    /// A count or a share.
    Number,
    /// Somebody is blamed.
    Accusation,
    /// Arms, troops, intelligence.
    Military,
    /// Why somebody did it.
    Motive,
    /// The most, the first, without precedent.
    Superlative,
    /// What will happen.
    Prediction,
}

/// Whether the time of a claim's event is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum DateStatus {
    /// The sentence has a time that can be resolved to a day, month or year.
    #[serde(rename = "own")]
    Own,
    /// The sentence before it in the section fixes the time.
    #[serde(rename = "inherited")]
    Inherited,
    /// Only a vague reference or a bare duration.
    #[serde(rename = "vague")]
    Vague,
    /// An event without a time.
    #[serde(rename = "none")]
    None,
    /// No event: a state, a stance, a plan.
    #[serde(rename = "-")]
    NoEvent,
}

/// A sentence that asserts something a reader could check.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The sentence, in the document.
    pub span: Span,
    /// Its index in the article's sentences.
    pub sentence: usize,
    /// Who stands behind it.
    pub source: SourceStatus,
    /// The sources' entities, where known; the original speaker first.
    pub source_entities: Vec<EntityId>,
    /// The words that name the source (named) or are the vague cue, in the document.
    pub source_span: Option<Span>,
    /// The chain of attribution, from the one who said it to the one who passed it on; empty where
    /// nobody is known to.
    pub chain: Vec<Link>,
    /// The words of an earlier sentence that name the source it goes on from (carried).
    pub goes_on_from: Option<Span>,
    /// How badly it needs a source.
    pub weight: Weight,
    /// Why, with the words that matter (in the document), most telling first.
    pub reasons: Vec<(Reason, Span)>,
    /// Counted casualties in it.
    pub toll: Option<Count>,
    /// Counted troops, arms or strikes in it.
    pub forces: Option<Count>,
    /// What it tells of, where that is an incident: attack, strikes, clashes (folded stems).
    pub incidents: Vec<String>,
    /// How it stands to the sentences before it.
    pub telling: Telling,
    /// Whether another clause of a sentence that nobody stands behind has a source.
    pub partly: bool,
    /// Whether its event is dated.
    pub date: DateStatus,
    /// The verb that reports the event, where one was found.
    pub event: Option<Span>,
    /// How likely a desk editor stops at it.
    pub asks: Asks,
}

/// How likely a desk editor asks for more before an article is published, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asks {
    /// Who says so: there is no source.
    pub unsourced: f32,
    /// Who that is: the source cannot be identified.
    pub unnamed: f32,
}

/// A sentence as the claims pass sees it.
#[derive(Clone, Copy, Debug)]
pub struct SentenceView<'a> {
    /// Where it stands in the document.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// First byte of its block.
    pub offset: usize,
    /// What its block is.
    pub role: Role,
    /// Tokens of its block.
    pub tokens: &'a Tokens,
    /// Cues of its block.
    pub cues: &'a CueFacts,
    /// A number that only its block has, with just these words, among all that were read with one [`Kept`].
    pub words: u64,
}

/// What is said in an article, and by whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Claims, in order, one a sentence at most.
    pub claims: Vec<Claim>,
    /// Quotations, in the order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// Whether the headline says that it is no news: an essay, pictures, a press review.
    pub no_news: bool,
}

/// What the claims of an article are read from.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The document.
    pub text: &'a str,
    /// Its sentences, in order.
    pub sentences: &'a [SentenceView<'a>],
    /// Who and what is named in it, in order.
    pub mentions: &'a [Mention],
    /// When, in order.
    pub times: &'a [Time],
    /// The day it was published, where that is known.
    pub published: Option<Date>,
    /// What is known.
    pub knowledge: &'a Knowledge,
}

impl<'a> Article<'a> {
    fn line(&self, view: &SentenceView<'a>) -> Line<'a> {
        Line::new(self.text, *view, self.mentions, self.times)
    }
}

/// The claims and quotations of an article. What its sentences tell by themselves is taken from `kept`,
/// and kept there, where that is given.
pub fn read(article: &Article<'_>, mut kept: Option<&mut Kept>) -> Said {
    let Reader { mut claims, proposals, no_news, .. } = by_rules(article, kept.as_deref_mut());
    judge::decide(article, &mut claims, &proposals);
    let quotations = quotation::read(article, &claims, kept);
    Said { claims, quotations, no_news }
}

/// The signals of each claim of an article, by their names: what the model is learnt from.
pub fn signals(article: &Article<'_>) -> Vec<(Claim, Vec<String>)> {
    let Reader { claims, .. } = by_rules(article, None);
    let scenes = signals::scenes(article, &claims);
    let headline = signals::headline(article);
    let around = signals::Around { article, scenes: &scenes, headline: &headline };
    let named = |(at, claim): (usize, &Claim)| {
        let line = article.line(&article.sentences[claim.sentence]);
        let mut signals = signals::Signals::named();
        Alone::with_signals(&line, article.knowledge, &mut signals);
        signals::around(&around, at, &mut signals);
        (claim.clone(), signals.into_names())
    };
    claims.iter().enumerate().map(named).collect()
}

/// The claims of an article as the rules read them.
fn by_rules(article: &Article<'_>, mut kept: Option<&mut Kept>) -> Reader {
    let mut reader = Reader::default();
    for (index, view) in article.sentences.iter().enumerate() {
        match view.role {
            Role::Body => {}
            Role::Headline => {
                reader.no_news |= telling::is_no_news(&article.line(view));
                continue;
            }
            Role::Subhead => {
                reader.dated = false;
                continue;
            }
            _ => continue,
        }
        let alone = match kept.as_deref_mut() {
            Some(kept) => kept.sentence(article, view),
            None => Alone::new(&article.line(view), article.knowledge),
        };
        reader.sentence(index, view, alone);
    }
    if let Some(kept) = kept {
        kept.turn();
    }
    reader
}

/// Goes through the sentences with what carries over from one to the next.
#[derive(Default)]
struct Reader {
    claims: Vec<Claim>,
    /// What is proposed of each claim.
    proposals: Vec<judge::Proposal>,
    /// The chain of the last named source.
    speaker: Vec<Link>,
    /// Block of the last claim.
    block: Option<usize>,
    /// Whether the section has had a date in its last claim.
    dated: bool,
    /// Whether the headline says that it is no news.
    no_news: bool,
}

/// Least words of a sentence that can assert something, and of one that has a reason to weigh: وبلغ عدد القتلى 25.
const CLAIM_WORDS: usize = 4;
const GRAVE_WORDS: usize = 3;
/// Most words of a fragment that only says whose the sentence before was (بحسب البيت الأبيض).
const FRAGMENT_WORDS: usize = 7;
/// From this share of quoted words on, in percent, a sentence is speech carried on.
const SPEECH_SHARE: usize = 60;

impl Reader {
    fn sentence(&mut self, index: usize, view: &SentenceView<'_>, mut alone: Alone) {
        // A sentence that holds nothing but an attribution.
        let short = alone.opens_with_source && alone.words <= FRAGMENT_WORDS;
        if short && self.block == Some(view.block) {
            self.attach(alone.verdict);
            return;
        }
        let weighs = alone.is_grave || !alone.reasons.is_empty();
        let least = if weighs { GRAVE_WORDS } else { CLAIM_WORDS };
        if alone.words < least || alone.is_question {
            return;
        }
        let date = alone.date(self.dated);
        self.dated = alone.timing == Timing::Dated || date == DateStatus::Inherited;
        if alone.verdict.certain == Certain::UnlessCarried && self.is_told_before(view) {
            alone.verdict = Verdict::bare(SourceStatus::Carried, None);
        }
        self.proposals.push(judge::Proposal::new(&alone));
        let verdict = self.verdict(view, alone.is_speech, alone.verdict);
        if verdict.status == SourceStatus::Named {
            self.speaker.clone_from(&verdict.chain);
        }
        let goes_on = self.speaker.first().filter(|_| verdict.status == SourceStatus::Carried);
        self.block = Some(view.block);
        self.claims.push(Claim {
            span: view.span,
            sentence: index,
            source: verdict.status,
            source_entities: verdict.entities,
            source_span: verdict.span,
            goes_on_from: goes_on.map(|link| link.span),
            chain: verdict.chain,
            weight: alone.weight,
            reasons: alone.reasons,
            toll: alone.toll,
            forces: alone.forces,
            incidents: alone.incidents,
            partly: verdict.partly,
            telling: alone.telling,
            date,
            event: alone.event,
            asks: Asks::default(),
        });
    }

    /// Who stands behind a sentence, once what was said before it is known.
    fn verdict(&self, view: &SentenceView<'_>, is_speech: bool, mut verdict: Verdict) -> Verdict {
        if verdict.status == SourceStatus::None && is_speech && self.is_told_before(view) {
            verdict = Verdict::bare(SourceStatus::Carried, None);
        }
        if verdict.status == SourceStatus::Carried {
            self.carry(&mut verdict);
        }
        verdict
    }

    /// Whether the sentence before has a source that can go on.
    fn is_told_before(&self, view: &SentenceView<'_>) -> bool {
        let told = |c: &Claim| matches!(c.source, SourceStatus::Named | SourceStatus::Carried);
        self.claims.last().is_some_and(told) && self.near(view)
    }

    /// Fills in the last named source: whose words a carried sentence goes on with.
    fn carry(&self, verdict: &mut Verdict) {
        let Some(speaker) = self.speaker.first() else {
            return;
        };
        verdict.entities.clone_from(&speaker.entities);
        if let Some(anaphor) = verdict.chain.first_mut().filter(|_| verdict.span.is_some()) {
            anaphor.entities.clone_from(&speaker.entities);
            return;
        }
        let passers = std::mem::take(&mut verdict.chain);
        let from = if passers.is_empty() { &self.speaker[..] } else { &self.speaker[..1] };
        verdict.chain = from.iter().map(Link::carried).chain(passers).collect();
    }

    fn near(&self, view: &SentenceView<'_>) -> bool {
        self.block.is_some_and(|b| view.block <= b + 1)
    }

    /// Gives the claim before a fragment the fragment's source.
    fn attach(&mut self, verdict: Verdict) {
        let Some(claim) = self.claims.last_mut() else {
            return;
        };
        if claim.source == SourceStatus::None && verdict.status != SourceStatus::None {
            claim.source = if verdict.status == SourceStatus::Vague {
                SourceStatus::Vague
            } else {
                SourceStatus::Carried
            };
            claim.source_entities = verdict.entities;
            claim.source_span = verdict.span;
            claim.chain = verdict.chain;
            if let Some(proposal) = self.proposals.last_mut() {
                proposal.is_settled = true;
            }
        }
    }
}

fn is_question(line: &Line<'_>) -> bool {
    let asks = lexicon::Lexicon::get().words.not_claims.contains(line.key(line.first));
    asks || matches!(line.tokens().punct(line.end.saturating_sub(1)), Some('؟' | '?'))
}

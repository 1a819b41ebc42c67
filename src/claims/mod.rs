//! Floor 2b: who says so. Start reading from [`Claim`].
//!
//! Here live reporting cues, sources, and which sentences assert something. It reads mentions and
//! times as plain spans and does not know how they were found.

mod alone;
mod chain;
mod cues;
mod lexicon;
mod line;
mod marks;
mod quotation;
mod quotes;
mod source;
mod speaker;
mod telling;
mod toll;
mod weigh;

use serde::Serialize;

use crate::dates::Time;
use crate::knowledge::{EntityId, Knowledge};
use crate::names::Mention;
use crate::text::{Role, Span, Tokens};

pub use alone::Kept;
use alone::{Alone, Timing};
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Claims, in order, one a sentence at most.
    pub claims: Vec<Claim>,
    /// Quotations, in the order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// Whether the headline says that it is no news: an essay, pictures, a press review.
    pub no_news: bool,
}

/// The claims and quotations of an article: its sentences in order, the mentions and times in it. What
/// its sentences tell by themselves is taken from `kept`, and kept there, where that is given.
pub fn read(
    text: &str,
    sentences: &[SentenceView<'_>],
    mentions: &[Mention],
    times: &[Time],
    knowledge: &Knowledge,
    mut kept: Option<&mut Kept>,
) -> Said {
    let mut reader =
        Reader { claims: Vec::new(), speaker: Vec::new(), block: None, dated: false, no_news: false };
    for (index, view) in sentences.iter().enumerate() {
        match view.role {
            Role::Body => {}
            Role::Headline => {
                reader.no_news |= telling::is_no_news(&Line::new(text, *view, mentions, times));
                continue;
            }
            Role::Subhead => {
                reader.dated = false;
                continue;
            }
            _ => continue,
        }
        let alone = match kept.as_deref_mut() {
            Some(kept) => kept.sentence(text, view, mentions, times, knowledge),
            None => Alone::new(&Line::new(text, *view, mentions, times), knowledge),
        };
        reader.sentence(index, view, alone);
    }
    if let Some(kept) = kept.as_deref_mut() {
        kept.turn();
    }
    let (claims, no_news) = (reader.claims, reader.no_news);
    let article = quotation::Article { text, sentences, mentions, times, claims: &claims, knowledge };
    let quotations = quotation::read(&article, kept);
    Said { claims, quotations, no_news }
}

/// Goes through the sentences with what carries over from one to the next.
struct Reader {
    claims: Vec<Claim>,
    /// The chain of the last named source.
    speaker: Vec<Link>,
    /// Block of the last claim.
    block: Option<usize>,
    /// Whether the section has had a date in its last claim.
    dated: bool,
    /// Whether the headline says that it is no news.
    no_news: bool,
}

/// Least words of a sentence that can assert something.
const CLAIM_WORDS: usize = 4;
/// Most words of a fragment that only says whose the sentence before was (بحسب البيت الأبيض).
const FRAGMENT_WORDS: usize = 7;
/// From this share of quoted words on, in percent, a sentence is speech carried on.
const SPEECH_SHARE: usize = 60;

impl Reader {
    fn sentence(&mut self, index: usize, view: &SentenceView<'_>, alone: Alone) {
        // A sentence that holds nothing but an attribution.
        let short = alone.opens_with_source && alone.words <= FRAGMENT_WORDS;
        if short && self.block == Some(view.block) {
            self.attach(alone.verdict);
            return;
        }
        if alone.words < CLAIM_WORDS || alone.is_question {
            return;
        }
        let date = alone.date(self.dated);
        self.dated = alone.timing == Timing::Dated || date == DateStatus::Inherited;
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
        });
    }

    /// Who stands behind a sentence, once what was said before it is known.
    fn verdict(&self, view: &SentenceView<'_>, is_speech: bool, mut verdict: Verdict) -> Verdict {
        let before = self.claims.last().is_some_and(|c| {
            matches!(c.source, SourceStatus::Named | SourceStatus::Carried) && self.near(view)
        });
        if verdict.status == SourceStatus::None && is_speech && before {
            verdict = Verdict::bare(SourceStatus::Carried, None);
        }
        if verdict.status == SourceStatus::Carried {
            self.carry(&mut verdict);
        }
        verdict
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
        }
    }
}

fn is_question(line: &Line<'_>) -> bool {
    let asks = lexicon::Lexicon::get().words.not_claims.contains(line.key(line.first));
    asks || matches!(line.tokens().punct(line.end.saturating_sub(1)), Some('؟' | '?'))
}

//! `isnad annotate --json`: the analysis as data, one article a line.

use std::io::Write;

use serde::Serialize;

use super::input::{Input, Opened};
use super::terminal::Screen;
use super::{Articles, Fault, UNREAD};
use crate::analysis::Certainty;
use crate::claims::{DateStatus, Link, Means, Quotation, SourceStatus, Strength, Weight};
use crate::corpus::Snapshot;
use crate::knowledge::Knowledge;
use crate::names::{Mention, MentionKind};
use crate::settings::Severity;
use crate::text::Span;

/// Arguments of `isnad annotate`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// One JSON object a line (the only form there is)
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    articles: Articles,
}

/// Writes a line for every article that can be read.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    input.complain_of_project();
    let mut screen = Screen::new();
    let corpus = input.gather();
    let line = |article: Opened| serde_json::to_string(&Annotated::new(&article, input.knowledge(), &corpus));
    let unread = input.each_read(line, |line| Ok(writeln!(screen, "{}", line?)?))?;
    screen.flush()?;
    Ok(if unread { UNREAD } else { 0 })
}

#[derive(Serialize)]
struct Annotated {
    path: String,
    published: PublishedOut,
    mentions: Vec<MentionOut>,
    times: Vec<TimeOut>,
    claims: Vec<ClaimOut>,
    quotations: Vec<QuotationOut>,
    findings: Vec<FindingOut>,
}

#[derive(Serialize)]
struct PublishedOut {
    date: Option<String>,
    certainty: Certainty,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<String>,
}

#[derive(Serialize)]
struct MentionOut {
    #[serde(flatten)]
    span: Span,
    kind: MentionKind,
    entity: Option<String>,
    name: String,
}

#[derive(Serialize)]
struct TimeOut {
    #[serde(flatten)]
    span: Span,
    value: Option<String>,
    certain: bool,
}

#[derive(Serialize)]
struct ClaimOut {
    #[serde(flatten)]
    span: Span,
    source: SourceStatus,
    source_entity: Option<String>,
    weight: Weight,
    date: DateStatus,
    asks: AsksOut,
    chain: Vec<LinkOut>,
}

/// How likely a desk editor asks for a source, or who it is, to a hundredth.
#[derive(Serialize)]
struct AsksOut {
    unsourced: f64,
    unnamed: f64,
}

fn hundredths(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

#[derive(Serialize)]
struct LinkOut {
    #[serde(flatten)]
    span: Span,
    entity: Option<String>,
    means: Means,
    strength: Strength,
    vague: bool,
}

#[derive(Serialize)]
struct QuotationOut {
    #[serde(flatten)]
    span: Span,
    closed: bool,
    speech: bool,
    chain: Vec<LinkOut>,
}

fn links(chain: &[Link]) -> Vec<LinkOut> {
    let link = |l: &Link| LinkOut {
        span: l.span,
        entity: l.entities.first().map(ToString::to_string),
        means: l.means,
        strength: l.strength,
        vague: l.vague,
    };
    chain.iter().map(link).collect()
}

#[derive(Serialize)]
struct FindingOut {
    #[serde(flatten)]
    span: Span,
    rule: &'static str,
    severity: Severity,
    message: String,
}

impl Annotated {
    fn new(article: &Opened, knowledge: &Knowledge, corpus: &Snapshot) -> Self {
        let analysis = &article.analysis;
        let mention = |m: &Mention| MentionOut {
            span: m.span,
            kind: m.kind,
            entity: m.entity.as_ref().map(ToString::to_string),
            name: name(article, knowledge, m),
        };
        let times = analysis.times.iter().map(|t| TimeOut {
            span: t.span,
            value: t.value.map(|value| value.to_string()),
            certain: t.certain,
        });
        let claims = analysis.claims.iter().map(|c| ClaimOut {
            span: c.span,
            source: c.source,
            source_entity: c.source_entities.first().map(ToString::to_string),
            weight: c.weight,
            date: c.date,
            asks: AsksOut { unsourced: hundredths(c.asks.unsourced), unnamed: hundredths(c.asks.unnamed) },
            chain: links(&c.chain),
        });
        let quotations = analysis.quotations.iter().map(|q: &Quotation| QuotationOut {
            span: q.span,
            closed: q.closed,
            speech: q.speech,
            chain: links(&q.chain),
        });
        let findings = article.findings(knowledge, corpus).into_iter().map(|f| FindingOut {
            span: f.span,
            rule: f.rule,
            severity: f.severity,
            message: f.message,
        });
        Self {
            path: article.path.display().to_string(),
            published: PublishedOut {
                date: analysis.published.date.map(|d| d.to_string()),
                certainty: analysis.published.certainty,
                candidates: analysis.published.candidates.iter().map(ToString::to_string).collect(),
            },
            mentions: analysis.mentions.iter().map(mention).collect(),
            times: times.collect(),
            claims: claims.collect(),
            quotations: quotations.collect(),
            findings: findings.collect(),
        }
    }
}

/// The house's Arabic name of what is mentioned; the words themselves where nobody knows it.
fn name(article: &Opened, knowledge: &Knowledge, mention: &Mention) -> String {
    let known = mention.entity.as_ref().and_then(|id| knowledge.entity(id.as_str()));
    known.map_or_else(|| mention.span.of(&article.text).to_owned(), |e| e.ar.clone())
}

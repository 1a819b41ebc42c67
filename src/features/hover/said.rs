//! The card of a quotation or claim: who said it and who passed it on, what it weighs, when it was.

use super::Reader;
use crate::analysis::Analysis;
use crate::claims::{Claim, DateStatus, Link, Means, Quotation, Reason, SourceStatus, Weight};
use crate::dates::TimeKind;
use crate::features::Location;
use crate::features::card::{Card, Line, Part};
use crate::features::hover::time::written;
use crate::features::markdown::clean;
use crate::text::Span;
use crate::words::{clip, quote};

/// Letters of a source's words, where no entry names it.
const SOURCE: usize = 50;
/// Letters of an earlier sentence.
const EARLIER: usize = 60;
/// How many reasons a card gives.
const REASONS: usize = 3;

impl Reader<'_> {
    /// The card of the words at an offset: the innermost quotation of speech, else the claim.
    pub(super) fn said(&self, analysis: &Analysis, text: &str, offset: usize) -> Option<Card> {
        let claim = analysis.claim_at(offset);
        let quoted = analysis.quotations.iter().filter(|q| q.speech && q.span.touches(offset));
        let quoted = quoted.min_by_key(|q| q.span.len());
        let lines = match (quoted, claim) {
            (Some(quotation), claim) => self.quotation(quotation, claim, text),
            (None, Some(claim)) => self.claim(claim, text),
            (None, None) => return None,
        };
        let mut lines: Vec<Line> = lines.into_iter().collect();
        if let Some(claim) = claim {
            lines.extend(self.weight(claim, text));
            lines.extend(self.when(analysis, claim, text));
        }
        Some(Card { span: quoted.map_or(claim?.span, |q| q.span), lines })
    }

    fn quotation(&self, quotation: &Quotation, claim: Option<&Claim>, text: &str) -> Vec<Line> {
        let carried = claim.filter(|_| quotation.chain.iter().any(|l| l.means == Means::Carried));
        if quotation.chain.is_empty() {
            return vec![Line::strong(&self.say("said.quoted-by-nobody", &[]))];
        }
        let mut out = vec![self.chain(&quotation.chain, text)];
        out.extend(carried.and_then(|c| self.goes_on(c, text)));
        out
    }

    fn claim(&self, claim: &Claim, text: &str) -> Vec<Line> {
        let mut out = Vec::new();
        if !claim.chain.is_empty() {
            out.push(self.chain(&claim.chain, text));
        }
        match claim.source {
            SourceStatus::Named => {}
            SourceStatus::Carried if out.is_empty() => {
                out.push(Line::strong(&self.say("said.carried", &[])));
            }
            SourceStatus::Carried => out.extend(self.goes_on(claim, text)),
            SourceStatus::Vague if !out.is_empty() => {}
            SourceStatus::Vague => {
                let words = claim.source_span.map_or("", |s| s.of(text));
                let words = quote(self.language, &clean(words));
                out.push(Line::strong(&self.say("said.vague", &[&words])));
            }
            SourceStatus::None => out.push(Line::strong(&self.say("said.by-nobody", &[]))),
        }
        out
    }

    /// «القائل: شويغو ← الناقل: إنترفاكس», each leading to its words.
    fn chain(&self, chain: &[Link], text: &str) -> Line {
        let mut out = Line::default();
        for (at, link) in chain.iter().enumerate() {
            let key = if at == 0 { "said.by" } else { "said.passed-on-by" };
            if at > 0 {
                out.push_text(&self.say("said.arrow", &[]));
            }
            if link.vague {
                let words = quote(self.language, &clean(link.span.of(text)));
                out.push_text(&self.say("said.vague", &[&words]));
                continue;
            }
            let target = Location::span(self.path.into(), link.span);
            let who = Part::Link { text: self.source(link, text), target };
            out.parts.extend(self.line(key, &[who]).parts);
        }
        out
    }

    /// A source by its names, else by its words.
    pub(in crate::features) fn source(&self, link: &Link, text: &str) -> String {
        let known = link.entities.iter().filter_map(|id| self.entity_of(Some(id)));
        let known: Vec<_> = known.map(|e| clean(e.name(self.language))).collect();
        if known.is_empty() {
            return clip(&clean(link.span.of(text)), SOURCE);
        }
        known.join(&self.say("time.and", &[]))
    }

    /// Where the speech began, as a link.
    fn goes_on(&self, claim: &Claim, text: &str) -> Option<Line> {
        let from = claim.goes_on_from?;
        let analysis = &self.snapshot.open(self.path)?.analysis;
        let sentence = crate::rules::sentence_of(analysis, from).unwrap_or(from);
        let words = clip(&clean(sentence.of(text)), EARLIER);
        let target = Location::span(self.path.into(), sentence);
        Some(self.line("said.goes-on", &[Part::Link { text: words, target }]))
    }

    /// What makes it need a source.
    fn weight(&self, claim: &Claim, text: &str) -> Option<Line> {
        let reason = |(reason, span): &(Reason, Span)| {
            let words = quote(self.language, &clean(span.of(text)));
            self.say(&format!("said.reason.{}", reason_key(*reason)), &[&words])
        };
        let reasons: Vec<_> = claim.reasons.iter().take(REASONS).map(reason).collect();
        (claim.weight == Weight::Strong && !reasons.is_empty())
            .then(|| Line::text(self.say("said.strong", &[&reasons.join(" · ")])))
    }

    /// When its event was, or that nobody says.
    fn when(&self, analysis: &Analysis, claim: &Claim, text: &str) -> Option<Line> {
        // The verb that only reports the event does not tell what happened.
        let reports = |event: &Span| claim.chain.iter().any(|l| l.cue.overlaps(*event));
        let event = claim.event.filter(|event| !reports(event));
        Some(Line::text(match claim.date {
            DateStatus::NoEvent => return None,
            DateStatus::Inherited => self.say("said.date-inherited", &[]),
            DateStatus::Vague => self.say("said.date-vague", &[]),
            DateStatus::None => match event {
                Some(event) => {
                    let verb = quote(self.language, &clean(event.of(text)));
                    self.say("said.undated-verb", &[&verb])
                }
                None => self.say("said.undated", &[]),
            },
            DateStatus::Own => {
                let times = analysis.times.iter().filter(|t| claim.span.contains(t.span));
                let values = times.filter_map(|t| t.value).filter(|v| v.kind() != TimeKind::Vague);
                let words = values.filter_map(|v| written(self.language, v));
                self.say("said.dated", &[&words.take(1).collect::<String>()])
            }
        }))
    }
}

const fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Casualty => "casualty",
        Reason::Number => "number",
        Reason::Accusation => "accusation",
        Reason::Military => "military",
        Reason::Motive => "motive",
        Reason::Superlative => "superlative",
        Reason::Prediction => "prediction",
    }
}

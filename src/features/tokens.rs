//! Tokens: which words of an article are a source, a quotation, a claim.

use std::path::Path;

use crate::analysis::Analysis;
use crate::claims::{Claim, Link, Means, SourceStatus, Weight};
use crate::corpus::Snapshot;
use crate::text::Span;

/// What some words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A sentence that asserts something, but for the sources and quotations in it.
    Claim,
    /// Somebody's words between quotation marks, but for those of a source inside.
    Quotation,
    /// Who says it, or passes it on.
    Source,
}

impl TokenKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Claim, Self::Quotation, Self::Source];

    /// Its name for themes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Quotation => "quotation",
            Self::Source => "source",
        }
    }
}

/// What more there is to say of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// Nobody says it.
    Unsourced,
    /// Nobody can tell who says it.
    Vague,
    /// It goes on with the source of a sentence before.
    Carried,
    /// It asks for a source: a number, casualties, an accusation …
    Strong,
}

impl Modifier {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Unsourced, Self::Vague, Self::Carried, Self::Strong];

    /// Its name for themes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unsourced => "unsourced",
            Self::Vague => "vague",
            Self::Carried => "carried",
            Self::Strong => "strong",
        }
    }
}

/// Words of one kind, all on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What they are.
    pub kind: TokenKind,
    /// What more.
    pub modifiers: Vec<Modifier>,
}

/// The tokens in a part of an open article, in order; none overlaps another or goes over a line.
pub fn tokens(snapshot: &Snapshot, path: &Path, part: Span) -> Vec<Token> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let inside = |t: &Token| t.span.overlaps(part);
    let flat = flat(layers(&open.analysis));
    let text = &open.text.text;
    flat.iter().flat_map(|t| by_line(t, text)).filter(inside).collect()
}

/// What words are, each kind over the one before where they meet.
fn layers(analysis: &Analysis) -> Vec<Token> {
    let token = |span, kind, modifiers| Token { span, kind, modifiers };
    let claims = analysis.claims.iter().map(|c| token(c.span, TokenKind::Claim, of_claim(c)));
    let spoken = analysis.quotations.iter().filter(|q| q.speech);
    let quotations = spoken.clone().map(|q| token(q.span, TokenKind::Quotation, of_chain(&q.chain)));
    let links = analysis.claims.iter().flat_map(|c| &c.chain);
    let links = links.chain(spoken.clone().flat_map(|q| &q.chain));
    let own = links.filter(|l| l.means != Means::Carried);
    let sources = own.map(|l| {
        let modifiers = if l.vague { vec![Modifier::Vague] } else { Vec::new() };
        token(l.span, TokenKind::Source, modifiers)
    });
    let vague = analysis.claims.iter().filter(|c| c.source == SourceStatus::Vague && c.chain.is_empty());
    let vague = vague.filter_map(|c| Some(token(c.source_span?, TokenKind::Source, vec![Modifier::Vague])));
    claims.chain(quotations).chain(sources).chain(vague).collect()
}

fn of_claim(claim: &Claim) -> Vec<Modifier> {
    let status = match claim.source {
        SourceStatus::Named => None,
        SourceStatus::Carried => Some(Modifier::Carried),
        SourceStatus::Vague => Some(Modifier::Vague),
        SourceStatus::None => Some(Modifier::Unsourced),
    };
    status.into_iter().chain((claim.weight == Weight::Strong).then_some(Modifier::Strong)).collect()
}

fn of_chain(chain: &[Link]) -> Vec<Modifier> {
    match chain.first() {
        None => vec![Modifier::Unsourced],
        Some(link) if link.vague => vec![Modifier::Vague],
        Some(link) if link.means == Means::Carried => vec![Modifier::Carried],
        Some(_) => Vec::new(),
    }
}

/// Cuts tokens where they meet, so that every letter has the last of the highest kind over it.
fn flat(mut layers: Vec<Token>) -> Vec<Token> {
    layers.retain(|t| !t.span.is_empty());
    // Within a kind the inner one over the outer.
    layers.sort_by_key(|t| (t.kind, std::cmp::Reverse(t.span.len()), t.span));
    // In order of place, none overlapping.
    let mut out: Vec<Token> = Vec::with_capacity(layers.len());
    for over in layers {
        let from = out.partition_point(|t| t.span.end <= over.span.start);
        let to = out.partition_point(|t| t.span.start < over.span.end);
        let part = |under: Option<&Token>, span: Span| {
            under.filter(|_| !span.is_empty()).map(|under| Token { span, ..under.clone() })
        };
        let (first, last) = (out.get(from), to.checked_sub(1).and_then(|at| out.get(at)));
        let under = from < to;
        let before = first.filter(|_| under).map_or(over.span.start, |t| t.span.start);
        let after = last.filter(|_| under).map_or(over.span.end, |t| t.span.end);
        let before = part(first, Span::new(before, over.span.start));
        let after = part(last, Span::new(over.span.end, after));
        let new: Vec<Token> = before.into_iter().chain(std::iter::once(over)).chain(after).collect();
        out.splice(from..to, new);
    }
    out
}

/// A token line by line, without the white space at the ends of each.
fn by_line(token: &Token, text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut start = token.span.start;
    for line in token.span.of(text).split_inclusive(['\n', '\r']) {
        let words = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        // A full stop left over between a quotation and a line's end is no claim.
        if words.contains(char::is_alphanumeric) {
            out.push(Token { span: Span::new(from, from + words.len()), ..token.clone() });
        }
        start += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_kind_cuts_a_lower_one_and_lines_cut_all() {
        let text = "أب جد\nهو زح";
        let token = |kind, start, end| Token { span: Span::new(start, end), kind, modifiers: Vec::new() };
        let layers = vec![
            token(TokenKind::Source, 5, 9),
            token(TokenKind::Claim, 0, text.len()),
            token(TokenKind::Quotation, 5, 14),
            token(TokenKind::Source, 3, 3),
        ];
        let flat = flat(layers);
        let lines: Vec<_> = flat.iter().flat_map(|t| by_line(t, text)).collect();
        let shown: Vec<_> = lines.iter().map(|t| (t.kind.name(), t.span.of(text))).collect();
        assert_eq!(shown, [("claim", "أب"), ("source", "جد"), ("quotation", "هو"), ("claim", "زح")]);
    }
}

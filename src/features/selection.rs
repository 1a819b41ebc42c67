//! What a growing selection takes in: word, name, clause, quotation, sentence, paragraph, article.

use std::path::Path;

use crate::analysis::Analysis;
use crate::corpus::Snapshot;
use crate::text::sentence::trimmed;
use crate::text::{Span, TokenKind, Tokens};

/// The spans around a byte offset of an open article, each wholly inside the next. Empty where the
/// article is not open.
///
/// Letters joined to a name (بموسكو) are outside of it, so there the name comes before the word.
pub fn selection(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Span> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let (text, analysis) = (&open.text.text, &open.analysis);
    let mut levels = Levels { offset, spans: Vec::new() };
    if let Some(block) = analysis.blocks.iter().find(|b| b.span.touches(offset)) {
        let sentences = analysis.sentences.iter();
        let sentence = sentences.map(|s| s.span).rfind(|s| s.touches(offset));
        let sentence = sentence.unwrap_or(block.span);
        word_and_name(&mut levels, text, analysis, sentence, offset);
        clauses(&mut levels, text, analysis, sentence, offset);
        levels.add(sentence);
        levels.add(block.span);
    }
    levels.add(Span::new(0, text.len()));
    levels.spans
}

/// Spans around an offset that grow.
struct Levels {
    offset: usize,
    spans: Vec<Span>,
}

impl Levels {
    /// Adds a span, widened to hold the one before it, unless it is the same; one that the
    /// offset is not in, as between two clauses, is left out.
    fn add(&mut self, span: Span) {
        match self.spans.last() {
            _ if !span.touches(self.offset) => {}
            Some(last) => {
                let wider = Span::new(last.start.min(span.start), last.end.max(span.end));
                if wider != *last {
                    self.spans.push(wider);
                }
            }
            None => self.spans.push(span),
        }
    }
}

fn word_and_name(levels: &mut Levels, text: &str, analysis: &Analysis, sentence: Span, offset: usize) {
    let tokens = Tokens::new(sentence.of(text));
    let words = tokens.list().iter().filter(|t| !matches!(t.kind, TokenKind::Punct(_)));
    let word = words.map(|t| t.span.shifted(sentence.start)).rfind(|w| w.touches(offset));
    let name = analysis.mention_at(offset).map(|m| m.span);
    let name = name.filter(|name| word.is_none_or(|word| word.overlaps(*name)));
    match (word, name) {
        (Some(word), Some(name)) => {
            levels.add(Span::new(word.start.max(name.start), word.end.min(name.end)));
            levels.add(name);
            levels.add(word);
        }
        (one, other) => one.or(other).into_iter().for_each(|span| levels.add(span)),
    }
}

/// The clause in the innermost quotation around the offset, that quotation, those around it, and
/// the clause in the sentence.
fn clauses(levels: &mut Levels, text: &str, analysis: &Analysis, sentence: Span, offset: usize) {
    let around = analysis.quotations.iter().filter(|q| q.span.touches(offset) && q.words.touches(offset));
    let mut around: Vec<_> = around.collect();
    around.sort_by_key(|q| q.span.len());
    for quotation in around {
        // One over several paragraphs or sentences grows no further than its own part of each.
        let inside =
            Span::new(quotation.words.start.max(sentence.start), quotation.words.end.min(sentence.end));
        levels.add(clause(text, analysis, inside, offset));
        levels.add(trimmed(text, inside));
        if sentence.contains(quotation.span) {
            levels.add(quotation.span);
        }
    }
    levels.add(clause(text, analysis, sentence, offset));
}

/// What stands between two marks of a clause in some words around an offset; marks in quotations
/// inside those words part nothing.
fn clause(text: &str, analysis: &Analysis, words: Span, offset: usize) -> Span {
    let quoted = |at: usize| {
        let inside = analysis.quotations.iter().filter(|q| words.contains(q.span));
        inside.into_iter().any(|q| q.span.start <= at && at < q.span.end)
    };
    let tokens = Tokens::new(words.of(text));
    let marks = tokens.list().iter().filter(|t| matches!(t.kind, TokenKind::Punct(c) if parts(c)));
    let marks = marks.map(|t| t.span.shifted(words.start)).filter(|m| !quoted(m.start));
    let (mut start, mut end) = (words.start, words.end);
    for mark in marks {
        if mark.end <= offset {
            start = mark.end;
        } else {
            end = mark.start;
            break;
        }
    }
    // The sentence's last mark is no part of its last clause.
    let span = trimmed(text, Span::new(start, end));
    let kept = span.of(text).trim_end_matches(['.', '!', '?', '؟', '…']).trim_end();
    Span::new(span.start, span.start + kept.len())
}

/// Whether a mark parts clauses.
const fn parts(mark: char) -> bool {
    matches!(mark, '،' | '؛' | ',' | ';' | ':' | '–' | '—' | '(' | ')')
}

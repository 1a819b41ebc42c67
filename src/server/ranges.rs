//! Folding, growing selections and links in the protocol's words.

use tower_lsp::ls_types::{
    DocumentLink, FoldingRange, FoldingRangeKind, Position, Range, SelectionRange, SelectionRangeParams, Uri,
};

use super::convert::path_of;
use super::view::Reader;
use crate::features::{self, FoldKind};

/// What can be folded in a document: whole lines, as the least of clients can.
pub(crate) fn folding(reader: &Reader<'_>, uri: &Uri) -> Option<Vec<FoldingRange>> {
    let path = path_of(uri);
    let text = &reader.snapshot().open(&path)?.text;
    let most = reader.can().most_folds.map_or(usize::MAX, |n| n as usize);
    let folds = features::folds(reader.snapshot(), &path).into_iter().filter_map(|fold| {
        let range = reader.span(text, fold.span);
        let (start_line, end_line) = (range.start.line, range.end.line);
        let kind = Some(match fold.kind {
            FoldKind::Section => FoldingRangeKind::Region,
            FoldKind::Captions | FoldKind::Boilerplate => FoldingRangeKind::Comment,
            FoldKind::FrontMatter => FoldingRangeKind::Imports,
        });
        (start_line < end_line).then(|| FoldingRange {
            start_line,
            end_line,
            kind,
            ..FoldingRange::default()
        })
    });
    Some(folds.take(most).collect())
}

/// What a selection at each position grows to; one that lies outside of the text does not grow.
pub(crate) fn selection(reader: &Reader<'_>, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let path = path_of(&params.text_document.uri);
    reader.snapshot().open(&path)?;
    Some(params.positions.iter().map(|at| grown(reader, params, *at)).collect())
}

fn grown(reader: &Reader<'_>, params: &SelectionRangeParams, at: Position) -> SelectionRange {
    let nothing = || SelectionRange { range: Range { start: at, end: at }, parent: None };
    let place = tower_lsp::ls_types::TextDocumentPositionParams {
        text_document: params.text_document.clone(),
        position: at,
    };
    let around = || {
        let (path, offset) = reader.place(&place)?;
        let text = &reader.snapshot().open(&path)?.text;
        let levels = features::selection(reader.snapshot(), &path, offset);
        // From the widest inwards: each is the parent of the next.
        levels.into_iter().rev().fold(None, |parent: Option<SelectionRange>, span| {
            Some(SelectionRange { range: reader.span(text, span), parent: parent.map(Box::new) })
        })
    };
    around().unwrap_or_else(nothing)
}

/// The addresses in a document.
pub(crate) fn links(reader: &Reader<'_>, uri: &Uri) -> Option<Vec<DocumentLink>> {
    let path = path_of(uri);
    let text = &reader.snapshot().open(&path)?.text;
    let links = features::links(reader.snapshot(), &path).into_iter().filter_map(|link| {
        let target = Some(link.target.parse().ok()?);
        Some(DocumentLink { range: reader.span(text, link.span), target, tooltip: None, data: None })
    });
    Some(links.collect())
}

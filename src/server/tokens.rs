//! Semantic tokens in the protocol's words.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::ls_types::{
    Position, Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens,
    SemanticTokensDelta, SemanticTokensEdit, SemanticTokensFullDeltaResult, SemanticTokensFullOptions,
    SemanticTokensLegend, SemanticTokensOptions, SemanticTokensServerCapabilities, Uri,
};

use super::convert::path_of;
use super::view::Reader;
use crate::features;
use crate::features::tokens::{Modifier, Token, TokenKind};
use crate::text::Span;

/// What clients were last given of each document, so that they can be told what changed.
pub(crate) type Given = Arc<Mutex<HashMap<PathBuf, Answer>>>;

/// An answer with the number the client knows it by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    id: u64,
    data: Vec<SemanticToken>,
}

/// What the server offers, and in which words.
pub(crate) fn capability() -> SemanticTokensServerCapabilities {
    let types = TokenKind::ALL.map(|kind| SemanticTokenType::new(kind.name()));
    let modifiers = Modifier::ALL.map(|modifier| SemanticTokenModifier::new(modifier.name()));
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types: types.into(), token_modifiers: modifiers.into() },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    })
}

/// The tokens of a whole document.
pub(crate) fn full(reader: &Reader<'_>, uri: &Uri) -> Option<SemanticTokens> {
    let path = path_of(uri);
    let data = data(reader, &path, None)?;
    let id = keep(reader, path, data.clone());
    Some(SemanticTokens { result_id: Some(id.to_string()), data })
}

/// What changed in the tokens of a document since an answer; all of them where that is not known.
pub(crate) fn delta(reader: &Reader<'_>, uri: &Uri, previous: &str) -> Option<SemanticTokensFullDeltaResult> {
    let path = path_of(uri);
    let new = data(reader, &path, None)?;
    let given = reader.given().lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
    let old = given.filter(|answer| answer.id.to_string() == previous);
    let id = Some(keep(reader, path, new.clone()).to_string());
    Some(match old {
        None => SemanticTokens { result_id: id, data: new }.into(),
        Some(old) => SemanticTokensDelta { result_id: id, edits: edits(&old.data, &new) }.into(),
    })
}

/// The tokens of a part of a document.
pub(crate) fn range(reader: &Reader<'_>, uri: &Uri, range: Range) -> Option<SemanticTokens> {
    let (path, part) = reader.bytes(uri, range)?;
    Some(SemanticTokens { result_id: None, data: data(reader, &path, Some(part))? })
}

fn keep(reader: &Reader<'_>, path: PathBuf, data: Vec<SemanticToken>) -> u64 {
    let mut given = reader.given().lock().unwrap_or_else(PoisonError::into_inner);
    let answer = given.entry(path).or_default();
    answer.id += 1;
    answer.data = data;
    answer.id
}

fn data(reader: &Reader<'_>, path: &Path, part: Option<Span>) -> Option<Vec<SemanticToken>> {
    let text = &reader.snapshot().open(path)?.text;
    let part = part.unwrap_or_else(|| Span::new(0, text.text.len()));
    let tokens = features::tokens(reader.snapshot(), path, part);
    let mut before = Position::default();
    let encode = |token: &Token| {
        let Range { start, end } = reader.span(text, token.span);
        let delta_line = start.line - before.line;
        let from = if delta_line == 0 { before.character } else { 0 };
        before = start;
        SemanticToken {
            delta_line,
            delta_start: start.character - from,
            length: end.character - start.character,
            token_type: number(&TokenKind::ALL, &token.kind),
            token_modifiers_bitset: token.modifiers.iter().map(|m| 1 << number(&Modifier::ALL, m)).sum(),
        }
    };
    Some(tokens.iter().map(encode).collect())
}

/// The place of a name in the legend.
fn number<T: PartialEq>(all: &[T], one: &T) -> u32 {
    all.iter().position(|other| other == one).map_or(0, |at| at as u32)
}

/// One edit that makes the new tokens of the old: what both begin and end with stays.
fn edits(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let same = |(a, b): &(&SemanticToken, &SemanticToken)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (gone, added) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if gone.is_empty() && added.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        // Counted in numbers, five a token.
        start: (head * 5) as u32,
        delete_count: (gone.len() * 5) as u32,
        data: (!added.is_empty()).then(|| added.to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(length: u32) -> SemanticToken {
        SemanticToken { length, ..SemanticToken::default() }
    }

    fn apply(old: &[SemanticToken], edits: &[SemanticTokensEdit]) -> Vec<SemanticToken> {
        let mut out = old.to_vec();
        for edit in edits {
            let start = edit.start as usize / 5;
            let end = start + edit.delete_count as usize / 5;
            out.splice(start..end, edit.data.clone().unwrap_or_default());
        }
        out
    }

    #[test]
    fn edits_make_the_new_of_the_old() {
        let lists: [&[u32]; 6] = [&[], &[1], &[1, 1], &[1, 2, 3], &[1, 4, 3], &[2, 3]];
        for old in lists {
            for new in lists {
                let [a, b] = [old, new].map(|l| l.iter().map(|n| token(*n)).collect::<Vec<_>>());
                assert_eq!(apply(&a, &edits(&a, &b)), b, "{old:?} {new:?}");
            }
            assert!(edits(&[token(1)], &[token(1)]).is_empty());
        }
    }
}

//! The knowledge file of the newsroom's own to which new entries go.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::{ActionKind, CodeAction, Edit, Place};
use crate::corpus::{ProjectFault, Snapshot};
use crate::knowledge::EntityKind;
use crate::names::{Form, Mention, MentionKind};
use crate::text::{Span, token};
use crate::words;

use super::super::markdown::clean;

/// Its place under the workspace's folder.
const FILE: &str = "knowledge/own.toml";

/// A name under the cursor that no knowledge file has.
pub(super) struct Unknown {
    /// Its words as an entry would have them.
    pub(super) name: String,
    /// What it names.
    pub(super) kind: EntityKind,
}

/// The unknown names at a place. A short name that is left open is none: nobody can tell whose
/// entry it would be.
pub(super) fn unknown(place: &Place<'_>) -> Vec<Unknown> {
    let mentions = &place.analysis.mentions;
    let here = mentions.iter().filter(|m| m.entity.is_none() && super::meet(m.span, place.span));
    let found = here.filter_map(|mention| {
        let full = match mention.antecedent {
            Some(full) => mentions.iter().find(|m| m.span == full)?,
            None => mention,
        };
        let kind = match full.kind {
            MentionKind::Person => EntityKind::Person,
            MentionKind::Place => EntityKind::Place,
            MentionKind::Organisation => EntityKind::Organisation,
            MentionKind::Demonym | MentionKind::Role => return None,
        };
        let name = entry_name(full, place.text);
        (full.form == Form::Unknown && full.entity.is_none() && name.chars().any(char::is_alphabetic))
            .then_some(Unknown { name, kind })
    });
    let mut out: Vec<Unknown> = Vec::new();
    for one in found {
        if out.iter().all(|o| o.name != one.name) {
            out.push(one);
        }
    }
    out
}

/// A name as an entry has it: on one line, without quotation marks and the joints of a hashtag.
fn entry_name(mention: &Mention, text: &str) -> String {
    let words = crate::corpus::written(mention.span, text).replace('_', " ");
    let kept: String = words.chars().filter(|c| !token::is_quote(*c)).collect();
    clean(&kept)
}

/// An action that adds an entry, in TOML, to the newsroom's own file, which is made where there is
/// none. `None` where there is no folder for it, or the file cannot be read.
pub(super) fn add(place: &Place<'_>, title: String, entry: &str) -> Option<CodeAction> {
    let path = file(place.snapshot, &place.path)?;
    let edit = append(place, &path, entry)?;
    Some(CodeAction {
        title,
        kind: ActionKind::Learn,
        edits: vec![edit],
        command: None,
        preferred: false,
        mends: Vec::new(),
    })
}

/// The file, of the innermost workspace folder around an article.
fn file(snapshot: &Snapshot, article: &Path) -> Option<Arc<Path>> {
    let folders = snapshot.project().roots().iter();
    let around = folders.filter(|root| article.starts_with(root) && article != root.as_path());
    let folder = around.max_by_key(|root| root.components().count());
    Some(folder?.join(FILE).into())
}

fn append(place: &Place<'_>, path: &Arc<Path>, entry: &str) -> Option<Edit> {
    let project = place.snapshot.project();
    if project.faults(path).iter().any(|f| matches!(f, ProjectFault::Unread(_))) {
        return None;
    }
    let Some(text) = project.text(path) else {
        let head = words::say(place.language, "action.own-file", &[]);
        let text = format!("# {head}\n\n{entry}");
        return Some(Edit { path: Arc::clone(path), span: Span::default(), text });
    };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let between = match text.as_ref() {
        "" => String::new(),
        t if t.ends_with('\n') => end.to_owned(),
        _ => end.repeat(2),
    };
    let text_end = Span::new(text.len(), text.len());
    let entry = if end == "\n" { entry.to_owned() } else { entry.replace('\n', end) };
    Some(Edit { path: Arc::clone(path), span: text_end, text: format!("{between}{entry}") })
}

/// A string in TOML, whatever is in it.
pub(super) fn quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_words_are_a_string_in_toml() {
        for words in ["محمد", "a\"b\\c", "\"\"\"", "x\n[[person]]\u{7f}\u{0}\t", "\\", "#'\u{2028}{}"] {
            let table: toml::Table = format!("a = {}", quoted(words)).parse().unwrap();
            assert_eq!(table["a"].as_str(), Some(words));
        }
    }
}

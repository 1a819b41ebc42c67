//! Renaming: another spelling for the name under the cursor, in the article or in all of them.
//!
//! Only what was changed of the name changes elsewhere: with another first name bare surnames stay.
//! Letters joined to a name, quotation marks and the joints of hashtags are kept.

use std::path::Path;
use std::sync::Arc;

use super::actions::Edit;
use super::markdown::clean;
use super::respell;
use super::subject::Subject;
use crate::corpus::{KeyParts, Snapshot, id_of, written};
use crate::knowledge::{Knowledge, SurfaceForm};
use crate::names::MentionKind;
use crate::names::renaming::Renaming;
use crate::rules::changes;
use crate::text::{Span, token};
use crate::words::{count, quote, say};

/// Most articles that are changed at once.
const ARTICLES: usize = 2000;
/// Most letters of a name.
const LETTERS: usize = 120;
/// Signs that would make something else of a name.
const SIGNS: &str = "#@/\\<>[]{}*`|=";

/// A name that can be spelt otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// Where it stands.
    pub span: Span,
    /// The name by itself: with blanks between its words.
    pub name: String,
}

/// Why a name is not renamed, in the language set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(String);

/// The name at a byte offset of an open article.
///
/// # Errors
/// There is no name, or what is there is no spelling of one.
pub fn renamable(snapshot: &Snapshot, path: &Path, offset: usize) -> Result<Renamable, Refusal> {
    let language = snapshot.language(path);
    let refuse = |key: &str| Refusal(say(language, key, &[]));
    let Some(subject) = Subject::at(snapshot, path, offset) else {
        return Err(refuse("rename.nothing"));
    };
    match subject.mention.kind {
        MentionKind::Demonym => Err(refuse("rename.demonym")),
        MentionKind::Role => Err(refuse("rename.role")),
        MentionKind::Person | MentionKind::Place | MentionKind::Organisation => {
            let text = &subject.article.text.text;
            let span = subject.mention.span;
            Ok(Renamable { span, name: by_itself(&written(span, text)) })
        }
    }
}

/// The changes that have the name at a byte offset of an open article written as `new`: those of the
/// article first, then, where `everywhere`, those of the others, newest first.
///
/// # Errors
/// There is no such name, `new` is none or is that of somebody else, or too much would change.
pub fn rename(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    new: &str,
    everywhere: bool,
) -> Result<Vec<Edit>, Refusal> {
    let language = snapshot.language(path);
    let renamable = renamable(snapshot, path, offset)?;
    let Some(subject) = Subject::at(snapshot, path, offset) else {
        return Err(Refusal(say(language, "rename.nothing", &[])));
    };
    let id = subject.id.as_str();
    let new = by_itself(new);
    if !is_name(&new) {
        return Err(Refusal(say(language, "rename.no-name", &[&quote(language, &new)])));
    }
    if let Some(other) = other_bearer(snapshot.knowledge(), id, &new).filter(|_| subject.entity.is_some()) {
        return Err(Refusal(say(language, "rename.other", &[&quote(language, &new), &other])));
    }
    let renaming = Renaming::new(&renamable.name, &new);
    let mend = |words: &str| renaming.mend(words);
    let text = &subject.article.text.text;
    let by_name = |kind| !matches!(kind, MentionKind::Demonym | MentionKind::Role);
    let mentions = subject.article.analysis.mentions.iter().filter(|m| by_name(m.kind));
    let here = mentions.filter(|m| id_of(m, text, path).as_str() == id);
    let changed = here.flat_map(|m| changes(mend, m.span, text));
    let path: Arc<Path> = path.into();
    let mut out: Vec<Edit> =
        changed.map(|(span, text)| Edit { path: Arc::clone(&path), span, text }).collect();
    if everywhere && !KeyParts::of(id).is_local() {
        let articles = snapshot.counts(id).articles;
        if articles > ARTICLES {
            let articles = count(language, "count.article", articles);
            return Err(Refusal(say(language, "rename.too-many", &[&articles])));
        }
        let others = snapshot.mentioning(id).filter(|a| a.path != path);
        out.extend(others.filter_map(|a| respell::in_article(snapshot, &a, id, &mend)).flatten());
    }
    if out.is_empty() {
        return Err(Refusal(say(language, "rename.same", &[&quote(language, &new)])));
    }
    Ok(out)
}

/// A name without the joints of a hashtag and the marks around it.
fn by_itself(name: &str) -> String {
    clean(&name.replace('_', " ")).trim_matches(token::is_quote).trim().to_owned()
}

fn is_name(name: &str) -> bool {
    name.chars().any(char::is_alphabetic)
        && name.chars().count() <= LETTERS
        && !name.contains(|c: char| c.is_control() || SIGNS.contains(c))
}

/// Whose name it is by itself, where that is nobody but others.
fn other_bearer(knowledge: &Knowledge, id: &str, name: &str) -> Option<String> {
    let surfaces = knowledge.gazetteer().lookup(name);
    let bearers: Vec<_> = surfaces
        .iter()
        .filter(|s| matches!(s.form, SurfaceForm::Name | SurfaceForm::Weak))
        .filter_map(|s| knowledge.at(s.entity))
        .collect();
    let own = bearers.iter().any(|entity| entity.id.as_str() == id);
    bearers.first().filter(|_| !own).map(|entity| clean(&entity.ar))
}

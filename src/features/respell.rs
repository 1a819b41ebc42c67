//! Writing a name otherwise where an article that is not at hand has it.

use std::sync::Arc;

use super::actions::Edit;
use crate::corpus::{Article, Snapshot};
use crate::rules::changes;
use crate::text::Span;

/// What each mention of an entity by name has to change; `None` where that is nothing, or the text is
/// no longer the one that was read. `mend` says what the words of one change.
pub(super) fn in_article(
    snapshot: &Snapshot,
    article: &Article,
    id: &str,
    mend: &dyn Fn(&str) -> Vec<(Span, String)>,
) -> Option<Vec<Edit>> {
    let named = article.mentions_of(id)?;
    let differs = |words: &str| !mend(words).is_empty();
    if !named.spellings.iter().any(|s| differs(s)) {
        return None;
    }
    let text = snapshot.text(&article.path)?.text;
    let mut out = Vec::new();
    for fact in named.mentions.iter().filter(|f| f.is_name() && differs(named.words(**f))) {
        // The index has names written out: in لل an alef is missing.
        if !named.words(*fact).ends_with(fact.span().of(&text)) {
            return None;
        }
        let changes = changes(mend, fact.span(), &text).into_iter();
        out.extend(changes.map(|(span, text)| Edit { path: Arc::clone(&article.path), span, text }));
    }
    (!out.is_empty()).then_some(out)
}

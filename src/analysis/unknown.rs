//! Ids of names that no knowledge file has.

use crate::knowledge::EntityId;
use crate::names::MentionKind;
use crate::text::fold;
use crate::text::token::is_quote;

/// The id under which a name that no knowledge file has is known in the corpus: its kind and folded words (غ as
/// ج), after a `~` that no entry's id begins with.
pub fn unknown_id(kind: MentionKind, words: &str) -> EntityId {
    format!("~{}/{}", kind_name(kind), unknown_key(words)).into()
}

/// What a kind is called in an id.
pub(crate) const fn kind_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Place => "place",
        MentionKind::Organisation => "organisation",
        MentionKind::Demonym => "demonym",
        MentionKind::Role => "role",
    }
}

/// What the spellings of one unknown name have in common: its folded words, without quotation marks
/// and the joints of a hashtag.
pub(crate) fn unknown_key(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || c == '_').filter(|w| !w.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars().filter(|c| !is_quote(*c) && !matches!(c, '@' | '#')) {
            fold::fold_char(c, |f| folded.push(fold::name_letter(f)));
        }
    }
    folded
}

/// The folded words of an [`unknown_id`]; `None` for the id of an entry and for a name that means
/// somebody in one article alone.
pub fn unknown_words(id: &str) -> Option<&str> {
    let (_, words) = id.strip_prefix('~')?.split_once('/')?;
    (!words.contains('@')).then_some(words)
}

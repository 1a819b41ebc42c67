//! Under which id a mention is indexed: its entity's, or one made of its words.

use std::borrow::Cow;
use std::path::Path;

use crate::knowledge::EntityId;
use crate::names::{Mention, MentionKind};
use crate::text::token::is_quote;
use crate::text::{Span, fold};

/// The id under which a name that no knowledge file has is indexed: its kind and folded words (غ as
/// ج), after a `~` that no entry's id begins with.
pub fn unknown_id(kind: MentionKind, words: &str) -> EntityId {
    format!("~{}/{}", kind_name(kind), unknown_key(words)).into()
}

/// The id of a name that means somebody in its own article alone.
fn local_id(kind: MentionKind, words: &str, path: &Path) -> EntityId {
    format!("~{}/{}@{}", kind_name(kind), unknown_key(words), path.display()).into()
}

const fn kind_name(kind: MentionKind) -> &'static str {
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
fn unknown_key(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || c == '_').filter(|w| !w.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars().filter(|c| !is_quote(*c) && *c != '@') {
            fold::fold_char(c, |f| folded.push(fold::name_letter(f)));
        }
    }
    folded
}

/// The folded words of an [`unknown_id`]; `None` for the id of an entry and for a name that means
/// somebody in one article alone.
pub fn unknown_words(id: &EntityId) -> Option<&str> {
    let (_, words) = id.as_str().strip_prefix('~')?.split_once('/')?;
    (!words.contains('@')).then_some(words)
}

/// The id under which a mention of an article is indexed: its entity's, else one made of its words;
/// a short name or a title has that of the full name it points back to.
///
/// One word that no knowledge file has can be anybody in the next article, so such a person is one
/// in this article alone.
pub fn id_of(mention: &Mention, text: &str, path: &Path) -> EntityId {
    if let Some(id) = &mention.entity {
        return id.clone();
    }
    let (span, kind) = match mention.antecedent {
        Some(full) => (full, MentionKind::Person),
        None => (mention.span, mention.kind),
    };
    let words = written(span, text);
    let one_word = !words.trim().contains(|c: char| c.is_whitespace() || c == '_');
    if kind == MentionKind::Role || kind == MentionKind::Person && one_word {
        local_id(kind, &words, path)
    } else {
        unknown_id(kind, &words)
    }
}

/// A name as it is written by itself: in لل the span begins with the second ل, whose alef the
/// first one took.
pub fn written(span: Span, text: &str) -> Cow<'_, str> {
    let words = span.of(text);
    let before = text.get(..span.start).unwrap_or("");
    if words.starts_with('ل') && before.ends_with('ل') {
        Cow::Owned(format!("ا{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Form;

    fn person(span: Span, antecedent: Option<Span>) -> Mention {
        Mention { span, kind: MentionKind::Person, entity: None, form: Form::Unknown, antecedent }
    }

    #[test]
    fn two_words_are_one_person_everywhere_and_one_word_only_here() {
        let (a, b) = (Path::new("/a.txt"), Path::new("/b.txt"));
        let id = |words: &str, path: &Path| id_of(&person(Span::new(0, words.len()), None), words, path);
        assert_eq!(id("محمد السمسماني", a), id("محمّد_السمسماني", b));
        assert_eq!(id("سيرغي السمسماني", a), id("سيرجي “السمسماني”", b));
        assert_ne!(id("محمد السمسماني", a), id("أحمد السمسماني", a));
        assert_eq!(id("السمسماني", a), id("السمسماني", a));
        assert_ne!(id("السمسماني", a), id("السمسماني", b));
        assert_eq!(unknown_words(&id("محمد السمسماني", a)), Some("محمد السمسماني"));
        assert_eq!(unknown_words(&id("السمسماني", a)), None);
    }

    #[test]
    fn a_short_name_has_the_id_of_the_full_one() {
        let text = "محمد السمسماني ثم السمسماني";
        let full = Span::new(0, text.find(" ثم").unwrap());
        let short = Span::new(text.rfind(' ').unwrap() + 1, text.len());
        let path = Path::new("/a.txt");
        assert_eq!(id_of(&person(short, Some(full)), text, path), id_of(&person(full, None), text, path));
    }
}

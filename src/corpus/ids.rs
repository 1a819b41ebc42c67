//! Under which key a mention is indexed: its entity's, or one made of its words.

use std::borrow::Cow;
use std::path::Path;

use crate::analysis::EntityKey;
use crate::names::{Form, Mention, MentionKind};
use crate::text::Span;

/// The key under which a mention of an article is indexed: its entity's, else one made of its words;
/// a short name or a title has that of the full name it points back to.
///
/// One word that no knowledge file has can be anybody in the next article, and so can a name that is
/// left open: such a person is one in this article alone.
pub fn id_of(mention: &Mention, text: &str, path: &Path) -> EntityKey {
    if let Some(id) = &mention.entity {
        return id.clone().into();
    }
    let (span, kind) = match mention.antecedent {
        Some(full) => (full, MentionKind::Person),
        None => (mention.span, mention.kind),
    };
    let words = written(span, text);
    let one_word = !words.trim().contains(|c: char| c.is_whitespace() || c == '_');
    let open = mention.form == Form::Short && mention.antecedent.is_none();
    if open || kind == MentionKind::Role || kind == MentionKind::Person && one_word {
        EntityKey::local(kind, &words, path)
    } else {
        EntityKey::unknown(kind, &words)
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
    use crate::analysis::KeyParts;

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
        assert_eq!(KeyParts::of(id("محمد السمسماني", a).as_str()).unknown_words(), Some("محمد السمسماني"));
        assert_eq!(KeyParts::of(id("السمسماني", a).as_str()).unknown_words(), None);
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

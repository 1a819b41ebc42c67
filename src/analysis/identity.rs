//! Which entity a name means in the corpus, and how that is written.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use crate::knowledge::EntityId;
use crate::names::MentionKind;
use crate::text::fold;
use crate::text::token::is_quote;

/// The key under which the corpus keeps an entity.
///
/// It is written `kim-jong-un` for a known entity, `~person/محمد السمسماني` for an unknown one and
/// `~person/السمسماني@/news/a.txt` for one that is local to a file; [`KeyParts::of`] reads that.
/// The written form is kept whole, so that keys compare and are looked up as it does, without a copy.
#[derive(Clone, Debug)]
pub enum EntityKey {
    /// An entity of the knowledge base.
    Known(EntityId),
    /// A name that no knowledge file has and that means the same in all articles.
    Unknown(UnknownName),
    /// A name that means somebody in one article alone.
    Local(LocalName),
}

/// The name in an [`EntityKey::Unknown`].
#[derive(Clone, Debug)]
pub struct UnknownName {
    kind: MentionKind,
    written: Arc<str>,
}

/// The name in an [`EntityKey::Local`].
#[derive(Clone, Debug)]
pub struct LocalName {
    kind: MentionKind,
    /// Where the words end in the written form, in bytes.
    words_end: u32,
    written: Arc<str>,
}

/// What a written key says, borrowed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyParts<'a> {
    /// The id of an entity of the knowledge base.
    Known(&'a str),
    /// The kind and the folded words of an unknown name.
    Unknown(MentionKind, &'a str),
    /// The kind, the folded words and the file of a local name.
    Local(MentionKind, &'a str, &'a str),
}

impl<'a> KeyParts<'a> {
    /// Reads a written key. What is not written as an unknown or local name is a known id.
    pub fn of(written: &'a str) -> Self {
        Self::unknown(written).unwrap_or(Self::Known(written))
    }

    fn unknown(written: &'a str) -> Option<Self> {
        let (kind, words) = written.strip_prefix(UNKNOWN)?.split_once('/')?;
        let kind = KINDS.into_iter().find(|k| kind_name(*k) == kind)?;
        Some(match words.split_once(FILE) {
            Some((words, file)) => Self::Local(kind, words, file),
            None => Self::Unknown(kind, words),
        })
    }

    /// The folded words of a name that no knowledge file has and that means the same in all articles.
    pub const fn unknown_words(self) -> Option<&'a str> {
        match self {
            Self::Unknown(_, words) => Some(words),
            Self::Known(_) | Self::Local(..) => None,
        }
    }

    /// Whether it is an entity of the knowledge base.
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// Whether it means somebody in one article alone.
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Local(..))
    }
}

/// What an unknown name's written key begins with; no id of an entry does.
const UNKNOWN: char = '~';

/// What stands before the file of a local name; [`fold_words`] leaves none in the words.
const FILE: char = '@';

/// The keys of unknown and local names lie in this range of written keys.
pub(crate) const UNKNOWN_KEYS: Range<&str> = "~".."\x7f";

const KINDS: [MentionKind; 5] = [
    MentionKind::Person,
    MentionKind::Place,
    MentionKind::Organisation,
    MentionKind::Demonym,
    MentionKind::Role,
];

impl EntityKey {
    /// The key of a name that no knowledge file has: its kind and its folded words (غ as ج).
    pub fn unknown(kind: MentionKind, words: &str) -> Self {
        let written = format!("{UNKNOWN}{}/{}", kind_name(kind), fold_words(words)).into();
        Self::Unknown(UnknownName { kind, written })
    }

    /// The key of a name that means somebody in the article of one file alone.
    pub fn local(kind: MentionKind, words: &str, file: &Path) -> Self {
        Self::local_folded(kind, &fold_words(words), file)
    }

    /// The same, of words that are folded already.
    pub(crate) fn local_folded(kind: MentionKind, words: &str, file: &Path) -> Self {
        let before = format!("{UNKNOWN}{}/{words}", kind_name(kind));
        let words_end = before.len() as u32;
        let written = format!("{before}{FILE}{}", file.display()).into();
        Self::Local(LocalName { kind, words_end, written })
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(id) => id.as_str(),
            Self::Unknown(name) => &name.written,
            Self::Local(name) => &name.written,
        }
    }

    /// Whether it is an entity of the knowledge base.
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// Whether it means somebody in one article alone.
    pub const fn is_local(&self) -> bool {
        matches!(self, Self::Local(_))
    }
}

impl UnknownName {
    /// What kind of name it is.
    pub const fn kind(&self) -> MentionKind {
        self.kind
    }

    /// Its folded words.
    pub fn words(&self) -> &str {
        self.written.get(words_start(self.kind)..).unwrap_or("")
    }
}

impl LocalName {
    /// What kind of name it is.
    pub const fn kind(&self) -> MentionKind {
        self.kind
    }

    /// Its folded words.
    pub fn words(&self) -> &str {
        self.written.get(words_start(self.kind)..self.words_end as usize).unwrap_or("")
    }
}

/// Where the words begin in a written key, in bytes.
const fn words_start(kind: MentionKind) -> usize {
    UNKNOWN.len_utf8() + kind_name(kind).len() + 1
}

impl From<EntityId> for EntityKey {
    fn from(id: EntityId) -> Self {
        Self::Known(id)
    }
}

impl From<&str> for EntityKey {
    fn from(written: &str) -> Self {
        match KeyParts::of(written) {
            KeyParts::Known(id) => Self::Known(id.into()),
            KeyParts::Unknown(kind, _) => Self::Unknown(UnknownName { kind, written: written.into() }),
            KeyParts::Local(kind, words, _) => {
                let words_end = (words_start(kind) + words.len()) as u32;
                Self::Local(LocalName { kind, words_end, written: written.into() })
            }
        }
    }
}

impl FromStr for EntityKey {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        Ok(written.into())
    }
}

impl fmt::Display for EntityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Borrow<str> for EntityKey {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for EntityKey {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for EntityKey {}

impl PartialOrd for EntityKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntityKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for EntityKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// What a kind is called in a key.
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
fn fold_words(words: &str) -> String {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// What a key is, its letters aside.
    fn parts(key: &EntityKey) -> (u8, Option<MentionKind>, &str) {
        match key {
            EntityKey::Known(id) => (0, None, id.as_str()),
            EntityKey::Unknown(name) => (1, Some(name.kind()), name.words()),
            EntityKey::Local(name) => (2, Some(name.kind()), name.words()),
        }
    }

    /// Words as an article may have them, with all that stands between the parts of a key.
    fn words() -> impl Strategy<Value = String> {
        "[أ-يa-cA-C @#~/_\u{64b}«»\"\u{fdfa}\u{feff}\u{a0}]{0,12}"
    }

    /// Keys of all three sorts, as they are made.
    fn key() -> impl Strategy<Value = EntityKey> {
        let kind = || proptest::sample::select(KINDS.to_vec());
        prop_oneof![
            "[a-z0-9-]{1,8}".prop_map(|id| EntityKey::from(EntityId::from(id))),
            (kind(), words()).prop_map(|(kind, words)| EntityKey::unknown(kind, &words)),
            (kind(), words(), "/[a-cأ-ت@~/ ]{0,6}").prop_map(|(kind, words, file)| EntityKey::local(
                kind,
                &words,
                Path::new(&file)
            )),
        ]
    }

    proptest! {
        #[test]
        fn a_key_is_read_as_it_was_made(key in key()) {
            let written = key.to_string();
            let read: EntityKey = written.parse().unwrap();
            prop_assert_eq!(parts(&read), parts(&key));
            prop_assert_eq!(read.to_string(), written);
        }

        #[test]
        fn any_text_is_written_as_it_was_read(text in "[~@/a-z]{0,4}(~person/|~place/)?[ا-ت@/~ ]{0,6}") {
            prop_assert_eq!(EntityKey::from(text.as_str()).to_string(), text);
        }

        #[test]
        fn keys_are_ordered_and_found_as_their_letters_are(keys in proptest::collection::vec(key(), 0..12)) {
            let by_key: BTreeMap<EntityKey, usize> = keys.iter().cloned().zip(0..).collect();
            let by_letters: BTreeMap<String, usize> = keys.iter().map(EntityKey::to_string).zip(0..).collect();
            prop_assert!(by_key.iter().map(|(k, n)| (k.as_str(), n)).eq(by_letters.iter().map(|(k, n)| (k.as_str(), n))));
            let hashed: rustc_hash::FxHashMap<EntityKey, usize> = keys.iter().cloned().zip(0..).collect();
            for (letters, n) in &by_letters {
                prop_assert_eq!(by_key.get(letters.as_str()), Some(n));
                prop_assert_eq!(hashed.get(letters.as_str()), Some(n));
            }
        }

        #[test]
        fn only_names_lie_among_the_unknown_keys(key in key()) {
            prop_assert_eq!(UNKNOWN_KEYS.contains(&key.as_str()), !key.is_known());
        }
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let person = |words| EntityKey::unknown(MentionKind::Person, words).to_string();
        assert_eq!(person("محمد السمسماني"), "~person/محمد السمسماني");
        assert_eq!(person("#محمّد_«السمسماني»"), person("محمد السمسماني"));
        let local = EntityKey::local(MentionKind::Person, "السمسماني", Path::new("/news/a@b.txt"));
        assert_eq!(local.as_str(), "~person/السمسماني@/news/a@b.txt");
        assert_eq!(
            KeyParts::of(local.as_str()),
            KeyParts::Local(MentionKind::Person, "السمسماني", "/news/a@b.txt")
        );
    }
}

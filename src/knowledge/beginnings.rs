//! Names by how any of their words begins: what somebody who types a name is looking for.

use std::sync::Arc;

use fst::automaton::Str;
use fst::{Automaton, IntoStreamer, Map, MapBuilder, Streamer};

use super::forms::name_key;
use super::{Entity, Knowledge};
use crate::text::fold::{fold, name_letter};

/// How many imported entries are looked at: there can be millions.
const IMPORTED: usize = 60;

/// Most words of a name that are looked at.
const WORDS: usize = 12;

/// A name one of whose words begins as asked.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Whose name.
    pub entity: Arc<Entity>,
    /// Which of its [spellings](Entity::spellings).
    pub name: usize,
    /// The word that begins so.
    pub word: usize,
}

impl Begun {
    /// The name.
    pub fn name(&self) -> &str {
        self.entity.spellings().nth(self.name).unwrap_or("")
    }
}

/// Every curated name from each of its words on, in one automaton.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    /// From a key to its first row.
    keys: Option<Map<Vec<u8>>>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    entity: u32,
    name: u16,
    word: u8,
    /// Whether it is the last of its key.
    last: bool,
}

impl Knowledge {
    /// The names that have these words one after the other, the last of them perhaps only begun, at
    /// most `limit` of those in the built-in knowledge and the workspace's files, and some imported
    /// ones. Words are given [as names are compared](name_words); ال before the first may be left out.
    pub fn beginning(&self, typed: &[String], limit: usize) -> Vec<Begun> {
        let key = typed.concat();
        if key.is_empty() {
            return Vec::new();
        }
        let mut out = self.beginnings.get_or_init(|| Beginnings::new(self)).find(self, typed, &key, limit);
        for entity in self.gazetteer().imported_beginning(&key, IMPORTED) {
            let known = out.iter().any(|b| b.entity.id == entity.id);
            let name = entity.spellings().position(|name| begins(&name_words(name), typed));
            if let Some(name) = name.filter(|_| !known) {
                out.push(Begun { entity: Arc::clone(entity), name, word: 0 });
            }
        }
        out
    }
}

impl Beginnings {
    fn new(knowledge: &Knowledge) -> Self {
        let mut found: Vec<(Vec<u8>, Row)> = Vec::new();
        for index in knowledge.gazetteer().curated() {
            let Some(entity) = knowledge.at(index) else { continue };
            for (n, name) in entity.spellings().enumerate() {
                let words: Vec<&str> = name.split_whitespace().take(WORDS).collect();
                for (word, _) in words.iter().enumerate() {
                    let key = name_key(&words[word..].join(" "));
                    let row = Row { entity: index, name: n as u16, word: word as u8, last: false };
                    let bare = "ال".as_bytes();
                    if let Some(rest) = key.strip_prefix(bare).filter(|rest| rest.len() > bare.len()) {
                        found.push((rest.to_vec(), row));
                    }
                    found.push((key, row));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut rows: Vec<Row> = Vec::with_capacity(found.len());
        let mut keys = MapBuilder::memory();
        let mut before: Option<&[u8]> = None;
        for (key, row) in &found {
            if before != Some(key) {
                if let Some(last) = rows.last_mut() {
                    last.last = true;
                }
                // Keys come in order, so none is refused.
                let _ = keys.insert(key, rows.len() as u64);
                before = Some(key);
            }
            rows.push(*row);
        }
        if let Some(last) = rows.last_mut() {
            last.last = true;
        }
        Self { keys: keys.into_inner().ok().and_then(|bytes| Map::new(bytes).ok()), rows }
    }

    fn find(&self, knowledge: &Knowledge, typed: &[String], key: &str, limit: usize) -> Vec<Begun> {
        let mut out = Vec::new();
        let Some(keys) = &self.keys else {
            return out;
        };
        let mut found = keys.search(Str::new(key).starts_with()).into_stream();
        while out.len() < limit
            && let Some((_, first)) = found.next()
        {
            let rest = self.rows.get(first as usize..).unwrap_or(&[]);
            let count = rest.iter().position(|row| row.last).map_or(0, |at| at + 1);
            out.extend(rest[..count].iter().filter_map(|row| row.begun(knowledge, typed)));
        }
        out
    }
}

impl Row {
    /// The name, where its words are parted as the typed ones are.
    fn begun(self, knowledge: &Knowledge, typed: &[String]) -> Option<Begun> {
        let entity = Arc::clone(knowledge.at(self.entity)?);
        let begun = Begun { entity, name: usize::from(self.name), word: usize::from(self.word) };
        let words = name_words(begun.name());
        begins(words.get(begun.word..)?, typed).then_some(begun)
    }
}

/// The words of a name as names are compared: folded, غ as ج, nothing but letters and digits.
pub fn name_words(name: &str) -> Vec<String> {
    let letters = |word: &str| fold(word).chars().filter(|c| c.is_alphanumeric()).map(name_letter).collect();
    name.split_whitespace().map(letters).collect()
}

/// Whether words go as the typed ones do, of which the last may be only begun and the first may lack its
/// ال.
pub fn begins<W: AsRef<str>>(words: &[W], typed: &[String]) -> bool {
    let Some((last, whole)) = typed.split_last() else {
        return false;
    };
    let word = |at: usize| words.get(at).map_or("", AsRef::as_ref);
    let bare = |at: usize| if at == 0 { word(at).strip_prefix("ال") } else { None };
    let begun = |w: &str| !w.is_empty() && w.starts_with(last.as_str());
    whole.iter().enumerate().all(|(at, typed)| word(at) == typed || bare(at) == Some(typed.as_str()))
        && (begun(word(whole.len())) || bare(whole.len()).is_some_and(begun))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<String> {
        let found = Knowledge::built_in().beginning(&name_words(typed), 1000);
        let mut found: Vec<String> = found.iter().map(|b| format!("{}/{}", b.name(), b.word)).collect();
        found.sort();
        found.dedup();
        found
    }

    #[test]
    fn any_word_of_a_name_in_any_script() {
        for (typed, name) in [
            ("شويج", "سيرغي شويغو/1"),
            ("سيرجي شوي", "سيرغي شويغو/0"),
            ("zel", "Volodymyr Zelensky/1"),
            ("كرمل", "الكرملين/0"),
            ("الكرمل", "الكرملين/0"),
        ] {
            assert!(found(typed).contains(&name.to_owned()), "{typed}: {:?}", found(typed));
        }
    }

    #[test]
    fn words_are_parted_as_they_are_typed() {
        assert!(found("فيت").contains(&"فيتنام/0".to_owned()));
        assert!(!found("في ت").contains(&"فيتنام/0".to_owned()));
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_file_of_the_workspace_is_found_and_hides_what_it_replaces() {
        let entry = "[[person]]\nid = \"sergei-shoigu\"\nclass = \"politician\"\nar = \"سيرجي شويجو\"\nen = \"S S\"\n";
        let (knowledge, _) = Knowledge::with_files(&[("knowledge/own.toml".into(), entry.to_owned())]);
        let id = knowledge.gazetteer().lookup("سيرجي شويجو");
        assert!(!id.is_empty());
        let found = knowledge.beginning(&name_words("شويج"), 1000);
        assert!(found.iter().any(|b| b.name() == "سيرجي شويجو"));
    }
}

//! Findings that somebody has looked at and lets stand: the entries of `isnad-ignores.toml`.
//!
//! An entry names the rule and the words, and says nothing of lines or columns, so that it goes on
//! holding while the text around it is edited.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::node::{self, Kind, Node};
use super::read::nearest;
use super::{SettingsFault, clean_path};
use crate::text::{Span, fold};

/// Words by which a quoted text is known; what follows them is not looked at.
const KEY_WORDS: usize = 16;

/// What quoted words are known by: their first letters and figures, folded. Marks, signs and the
/// spelling of hamza make no difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quoted(u32);

impl Quoted {
    /// The key of some words.
    pub fn new(words: &str) -> Self {
        let mut hasher = FxHasher::default();
        let folded = fold::fold(words);
        let mut known = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
        if known.peek().is_none() {
            // Signs alone, or letters that cannot be seen.
            words.trim().trim_end_matches('…').hash(&mut hasher);
        }
        for word in known.take(KEY_WORDS) {
            word.hash(&mut hasher);
        }
        Self((hasher.finish() >> 32) as u32)
    }

    /// The key as a number, to be kept.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// A key that was kept as a number.
    pub const fn of_number(number: u32) -> Self {
        Self(number)
    }

    /// Words as an entry quotes them: on one line, no more of them than make the key, then `…`.
    pub fn shown(words: &str) -> String {
        let mut out = String::new();
        let mut count = 0;
        for word in words.split_whitespace() {
            if count >= KEY_WORDS {
                out.push('…');
                break;
            }
            let folded = fold::fold(word);
            count += folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }
}

/// One entry: which findings stand. What it does not name may be anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The rule's id.
    pub rule: String,
    /// The article, by its path from the file's folder.
    pub file: Option<String>,
    /// The words the finding is about, as quoted.
    pub text: Option<String>,
    /// The sentence it stands in, as quoted.
    pub sentence: Option<String>,
    keys: [Option<Quoted>; 2],
    /// Where the entry begins in the file.
    pub span: Span,
}

/// What a finding is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingKey<'r> {
    /// The rule's id.
    pub rule: &'r str,
    /// The words it is about.
    pub text: Quoted,
    /// The sentence it stands in.
    pub sentence: Quoted,
}

impl Ignore {
    /// An entry.
    pub fn new(rule: String, file: Option<String>, text: Option<String>, sentence: Option<String>) -> Self {
        let keys = [&text, &sentence].map(|words| words.as_deref().map(Quoted::new));
        let file = file.map(|path| clean_path(&path));
        Self { rule, file, text, sentence, keys, span: Span::default() }
    }

    /// Whether it says the same as another.
    pub fn is_like(&self, other: &Self) -> bool {
        (&self.rule, &self.file, self.keys) == (&other.rule, &other.file, other.keys)
    }

    /// Whether it may hold in an article, by the article's path from the file's folder.
    pub fn is_of(&self, relative_path: &str) -> bool {
        self.file.as_deref().is_none_or(|file| file == relative_path)
    }

    /// Whether it lets a finding of an article that it [is of](Self::is_of) stand.
    pub fn holds_for(&self, finding: &FindingKey<'_>) -> bool {
        let [text, sentence] = self.keys;
        self.rule == finding.rule
            && text.is_none_or(|text| text == finding.text)
            && sentence.is_none_or(|sentence| sentence == finding.sentence)
    }
}

/// The entries of a file, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ignores {
    /// The entries.
    pub entries: Vec<Ignore>,
}

impl Ignores {
    /// Reads an `isnad-ignores.toml`. `rules` are the rules' ids. An entry that is wrong gives a
    /// fault and is left out; a text that is no TOML gives faults and `None`.
    pub fn from_toml(text: &str, rules: &[String]) -> (Option<Self>, Vec<SettingsFault>) {
        let mut faults = Vec::new();
        let root = node::of_toml(text, &mut faults);
        let read = root.map(|root| Reader { rules, faults: &mut faults }.file(&root));
        (read, faults)
    }
}

struct Reader<'a> {
    rules: &'a [String],
    faults: &'a mut Vec<SettingsFault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Span, key: &'static str, args: &[&str]) {
        self.faults.push(SettingsFault::new(span, key, args));
    }

    fn file(&mut self, root: &Node) -> Ignores {
        let mut out = Ignores::default();
        let Kind::Table(entries) = &root.kind else {
            return out;
        };
        for (key, at, value) in entries {
            match (&value.kind, key.as_str()) {
                (Kind::List(values), "ignore") => {
                    out.entries.extend(values.iter().filter_map(|v| self.entry(v)));
                }
                (_, "ignore") => self.fault(*at, "settings.no-list", &["ignore"]),
                _ => self.fault(*at, "settings.unknown-key", &[key, "ignore"]),
            }
        }
        out
    }

    /// An entry, where nothing is wrong in it.
    fn entry(&mut self, node: &Node) -> Option<Ignore> {
        let Kind::Table(keys) = &node.kind else {
            self.fault(node.span, "settings.no-table", &["ignore"]);
            return None;
        };
        let before = self.faults.len();
        let (mut rule, mut file, mut text, mut sentence) = (None, None, None, None);
        for (key, at, value) in keys {
            let slot = match key.as_str() {
                "rule" => &mut rule,
                "file" => &mut file,
                "text" => &mut text,
                "sentence" => &mut sentence,
                _ => {
                    self.fault(*at, "settings.unknown-key", &[key, "rule, file, text, sentence"]);
                    continue;
                }
            };
            match &value.kind {
                Kind::Text(words) if !words.trim().is_empty() => *slot = Some((words, value.span)),
                _ => self.fault(value.span, "settings.no-text", &[key]),
            }
        }
        match rule {
            Some((rule, at)) if !self.rules.contains(rule) => {
                let near = nearest(rule, self.rules);
                self.fault(at, "settings.unknown-rule", &[rule, &near]);
            }
            Some(_) if file.or(text).or(sentence).is_some() => {}
            _ if self.faults.len() > before => {}
            _ => self.fault(node.span, "settings.empty-ignore", &[]),
        }
        if self.faults.len() > before {
            return None;
        }
        let [file, text, sentence] = [file, text, sentence].map(|s| s.map(|(words, _)| words.clone()));
        Some(Ignore { span: node.span, ..Ignore::new(rule?.0.clone(), file, text, sentence) })
    }
}

/// The entries that hold for one article, from all files above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ignored {
    /// Each file's entries, and the article's path from the file's folder.
    files: Vec<(Arc<Ignores>, String)>,
}

impl Ignored {
    /// Adds a file's entries; `relative_path` leads from its folder to the article.
    pub fn add(&mut self, file: Arc<Ignores>, relative_path: &str) {
        let path = clean_path(relative_path);
        if file.entries.iter().any(|e| e.is_of(&path)) {
            self.files.push((file, path));
        }
    }

    /// Whether there is nothing to look up.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether an entry lets a finding stand.
    pub fn holds_for(&self, finding: &FindingKey<'_>) -> bool {
        self.files
            .iter()
            .any(|(file, path)| file.entries.iter().any(|e| e.holds_for(finding) && e.is_of(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Ignores, Vec<String>) {
        let rules = ["unsourced-claim", "vague-date"].map(str::to_owned);
        let (read, faults) = Ignores::from_toml(text, &rules);
        let shown = faults.iter().map(|f| {
            let line = text[..f.span.start].matches('\n').count() + 1;
            format!("{line}: {}", f.span.of(text))
        });
        (read.unwrap_or_default(), shown.collect())
    }

    #[test]
    fn an_entry_holds_for_its_words_however_they_are_set() {
        let (file, faults) = read(
            r#"
[[ignore]]
rule = "unsourced-claim"
file = "./2023/visit.txt"
text = "25 جنديا"
sentence = "قُتل 25 جنديا في غارة"
"#,
        );
        assert_eq!(faults, [""; 0]);
        let mut ignored = Ignored::default();
        ignored.add(Arc::new(file), "2023\\visit.txt");
        let finding = |rule, text, sentence| {
            let (text, sentence) = (Quoted::new(text), Quoted::new(sentence));
            ignored.holds_for(&FindingKey { rule, text, sentence })
        };
        assert!(finding("unsourced-claim", "25 جنديًا", "“قتل 25 جندياً، في غارة.”"));
        assert!(!finding("vague-date", "25 جنديا", "قتل 25 جنديا في غارة"));
        assert!(!finding("unsourced-claim", "26 جنديا", "قتل 25 جنديا في غارة"));
        assert!(!finding("unsourced-claim", "25 جنديا", "قتل 25 جنديا في غارة أخرى"));
    }

    #[test]
    fn long_words_are_known_by_their_beginning() {
        let long = "كلمة 10,000 ".repeat(9);
        let shown = Quoted::shown(&long);
        assert!(shown.ends_with('…') && shown.len() < long.len(), "{shown}");
        assert_eq!(Quoted::new(&shown), Quoted::new(&long));
        assert_eq!(Quoted::new(&format!("{long} وأخرى")), Quoted::new(&long));
        assert_eq!(Quoted::shown("قال\n  كيم"), "قال كيم");
        assert_ne!(Quoted::new("\u{202E}"), Quoted::new("\u{200B}"));
        assert_ne!(Quoted::new("ab"), Quoted::new("a b"));
    }

    #[test]
    fn each_fault_at_its_place_and_the_rest_in_force() {
        let (file, faults) = read(
            r#"[[ignore]]
rule = "vague-dates"
file = "a.txt"
[[ignore]]
rule = "vague-date"
[[ignore]]
file = "a.txt"
[[ignore]]
rule = "vague-date"
fil = "a.txt"
[[ignore]]
rule = "vague-date"
text = 7
[[ignore]]
rule = "vague-date"
text = "مؤخرا"
[other]
"#,
        );
        assert_eq!(
            faults,
            ["2: \"vague-dates\"", "4: [[ignore]]", "6: [[ignore]]", "10: fil", "13: 7", "17: other"]
        );
        assert_eq!(file.entries.len(), 1);
        assert_eq!(Ignores::from_toml("[[ignore", &[]).0, None);
    }
}

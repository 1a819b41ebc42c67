//! Floor 1: what a newsroom sets: severities, language, publication dates. Start from [`Settings`].
//!
//! Here live the settings' types, the reader of `isnad.toml` ([`Settings::from_toml`]) and of the
//! editor's JSON section ([`Settings::from_json`]). Reading files is the corpus' work; nothing here
//! does I/O. Which rules there are is told from above, as a list of names.

mod ignores;
mod node;
mod overrides;
mod paths;
mod profile;
mod read;
mod shown;
mod writing;

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Span;
use crate::words::{self, Language};
pub use ignores::{FindingKey, Ignore, Ignored, Ignores, Quoted};
pub use overrides::{Override, Pattern};
pub use paths::named_paths;
pub use profile::Profile;
pub use shown::{Choice, DateHints, DefinitionTarget, NameHints, Shown};
pub use writing::{Format, Quotes, Scope};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A passing note.
    Hint,
    /// Worth knowing.
    Information,
    /// To be looked at before it is printed.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// All of them, least first.
    pub const ALL: [Self; 4] = [Self::Hint, Self::Information, Self::Warning, Self::Error];

    /// Its name in settings and output: `hint`, `information`, `warning`, `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is set for a rule: off, or the severity its findings have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Its findings are hints.
    Hint,
    /// Its findings are information.
    Information,
    /// Its findings are warnings.
    Warning,
    /// Its findings are errors.
    Error,
}

impl Level {
    /// All of them, least first.
    pub const ALL: [Self; 5] = [Self::Off, Self::Hint, Self::Information, Self::Warning, Self::Error];

    /// The severity, unless off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Hint),
            Self::Information => Some(Severity::Information),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// Its name in settings.
    pub const fn name(self) -> &'static str {
        match self.severity() {
            Some(severity) => severity.name(),
            None => "off",
        }
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        let named = Self::ALL.into_iter().find(|l| l.name() == text);
        named.ok_or_else(|| UnknownLevel(text.to_owned()))
    }
}

/// A word that is no level.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no level; expected off, hint, information, warning or error")]
pub struct UnknownLevel(String);

/// How many articles that are not open are checked where nothing is set: more findings than theirs
/// nobody reads in a list, and editors grow slow.
pub const CHECKED: usize = 1000;

/// Settings in force for an article, or those of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language isnad speaks; the client's locale where absent.
    pub language: Option<Language>,
    /// Levels by rule id, and by `rule.option` for a rule's options; the rule's own default where
    /// absent.
    pub rules: BTreeMap<String, Level>,
    /// How strict the desk is; [`Profile::Desk`] where absent.
    pub profile: Option<Profile>,
    /// What the editor shows where there is a choice.
    pub shown: Shown,
    /// How texts are formatted.
    pub format: Format,
    /// How far a renaming goes.
    pub rename: Option<Scope>,
    /// How many articles that are not open are checked in the editor, the newest first;
    /// [`CHECKED`] where absent.
    pub checked: Option<usize>,
    /// Publication dates by path relative to the settings file, with `/` between folders.
    pub articles: BTreeMap<String, Date>,
    /// How the house spells names, by entity id.
    pub spelling: BTreeMap<String, String>,
    /// Levels for some files only, in order: a later entry wins.
    pub overrides: Vec<Override>,
    /// Findings that somebody lets stand, where these are the settings of one article.
    pub ignored: Ignored,
}

impl Settings {
    /// Reads an `isnad.toml`. `rules` are the names that may stand under `[rules]`
    /// ([`crate::rules::setting_names`]). A name or value that is wrong gives a fault and is left
    /// out; a text that is no TOML gives faults and `None`, so that the last good state stays.
    pub fn from_toml(text: &str, rules: &[String]) -> (Option<Self>, Vec<SettingsFault>) {
        let mut faults = Vec::new();
        let root = node::of_toml(text, &mut faults);
        let settings = root.map(|root| read::settings(&root, rules, read::Strict::Yes, &mut faults));
        (settings, faults)
    }

    /// Reads the editor's section (`isnad`: the same keys as in `isnad.toml`). Keys that isnad does
    /// not know are passed over: clients keep settings of their own there. Faults have empty spans.
    pub fn from_json(section: &serde_json::Value, rules: &[String]) -> (Self, Vec<SettingsFault>) {
        let mut faults = Vec::new();
        let root = node::of_json(section);
        let settings = read::settings(&root, rules, read::Strict::No, &mut faults);
        (settings, faults)
    }

    /// The level that is set under a name, else what the profile makes of a default.
    pub fn level(&self, name: &str, default: Level) -> Level {
        let set = self.rules.get(name).copied();
        set.unwrap_or_else(|| self.profile.unwrap_or_default().level(default))
    }

    /// The publication date given for an article, by its path relative to these settings' folder.
    pub fn published(&self, relative_path: &str) -> Option<Date> {
        self.articles.get(&clean_path(relative_path)).copied()
    }

    /// These settings as they hold for one article, by its path relative to their folder: the
    /// levels of the overrides that name it are those of its rules.
    pub fn for_file(&self, relative_path: &str) -> Self {
        let mut out = self.clone();
        for entry in std::mem::take(&mut out.overrides) {
            if entry.holds_for(relative_path) {
                out.rules.extend(entry.rules);
            }
        }
        out
    }

    /// These settings over `outer` ones: what stands here wins, key by key. `folder` is the path
    /// from the outer settings' folder to the folder of these (empty for the same); the result is
    /// relative to the outer folder.
    pub fn over(&self, folder: &str, outer: &Self) -> Self {
        let mut out = outer.clone();
        out.language = self.language.or(outer.language);
        out.shown = self.shown.over(outer.shown);
        out.format = self.format.over(outer.format);
        out.rename = self.rename.or(outer.rename);
        out.profile = self.profile.or(outer.profile);
        out.checked = self.checked.or(outer.checked);
        out.rules.extend(self.rules.clone());
        out.spelling.extend(self.spelling.clone());
        let folder = clean_path(folder);
        for (path, date) in &self.articles {
            let path = match folder.as_str() {
                "" => path.clone(),
                folder => format!("{folder}/{path}"),
            };
            out.articles.insert(path, *date);
        }
        out
    }
}

/// A relative path with `/` between folders and without `.` steps.
pub fn clean_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for step in path.split(['/', '\\']) {
        if step.is_empty() || step == "." {
            continue;
        }
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(step);
    }
    out
}

/// Something wrong in a settings file; the rest of it is in force all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsFault {
    /// Where in the file.
    pub span: Span,
    /// What was found and what was expected, in English.
    pub message: String,
    key: &'static str,
    args: Vec<String>,
}

impl SettingsFault {
    fn new(span: Span, key: &'static str, args: &[&str]) -> Self {
        Self {
            span,
            message: words::say(Language::En, key, args),
            key,
            args: args.iter().map(|&a| a.to_owned()).collect(),
        }
    }

    /// What was found and what was expected.
    pub fn say(&self, language: Language) -> String {
        let args: Vec<String> = match language {
            Language::Ar => self.args.iter().map(|a| words::isolate(a)).collect(),
            Language::En => self.args.clone(),
        };
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        words::say(language, self.key, &args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Settings {
        let names = ["unsourced-claim", "vague-date", "unsourced-claim.plain"];
        let names = names.map(str::to_owned);
        let (settings, faults) = Settings::from_toml(text, &names);
        assert_eq!(faults, []);
        settings.expect("settings")
    }

    #[test]
    fn the_nearest_wins_key_by_key() {
        let outer = set(
            "language = \"en\"\n[spelling]\ndonald-trump = \"ترامب\"\n[rules]\nunsourced-claim = \"error\"\nvague-date = \"off\"\n\
             [articles]\n\"a.txt\" = { published = 2023-01-01 }\n\"في/b.txt\" = { published = 2023-01-02 }",
        );
        let inner = set(
            "[spelling]\ndonald-trump = \"ترمب\"\n[rules]\nunsourced-claim = \"hint\"\n[articles]\n\"./b.txt\" = { published = 2024-01-02 }",
        );
        let both = inner.over("في/", &outer);
        assert_eq!(both.language, Some(Language::En));
        assert_eq!(both.rules["unsourced-claim"], Level::Hint);
        assert_eq!(both.rules["vague-date"], Level::Off);
        assert_eq!(both.spelling["donald-trump"], "ترمب");
        assert_eq!(both.published("a.txt"), outer.published("a.txt"));
        assert_eq!(both.published("./في\\b.txt"), inner.published("b.txt"));
        assert_eq!(both.published("b.txt"), None);
    }
}

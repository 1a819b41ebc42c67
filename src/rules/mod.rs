//! Floor 3: findings. Start reading from [`Finding`] and [`Rule`].
//!
//! One file a rule: its checks, its words in Arabic and English, its default level; its page is
//! `docs/rules/<id>.md`. A [`Check`] looks at one block or at the article; what takes reading a block's
//! words goes into a cell of its evidence (`analysis/evidence.rs`), so that it is done once. Rules read an [`Analysis`], the article's text and what is known of those it
//! names, and of the other articles what [`Others`] tells, nothing else.

mod block;
mod conflicting_dates;
mod date_mismatch;
mod glued_text;
mod hidden_character;
mod ignored;
mod leftover_text;
mod misspelt_name;
mod mixed_script;
mod name_spelling;
mod orphan_quote;
mod others;
mod repeated_passage;
mod run;
mod stale_relative_date;
mod title_mismatch;
mod unbalanced_quote;
mod undated_article;
mod undated_claim;
mod unintroduced_person;
mod unresolved_date;
mod unsourced_claim;
mod unused_ignore;
mod vague_date;
mod vague_source;

#[cfg(test)]
mod hand_made;

pub use glued_text::missing_blanks;
pub use name_spelling::{Deviant, Place, Why, changes, deviants, usual_spelling};
pub use others::{NoOthers, Others};

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use block::BlockView;
pub use ignored::{FindingKeys, sentence_of};
use run::Findings;
pub use run::{OwnFindings, check, check_from};
pub use unused_ignore::unused_entry;

use crate::analysis::Analysis;
use crate::knowledge::{Entity, Knowledge};
use crate::settings::{Level, Settings, Severity};
use crate::text::Span;
use crate::words::{self, Language};

/// Something an editor should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The words it is about, in the document: where the squiggle goes.
    pub span: Span,
    /// Id of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence: what is missing, in which words.
    pub message: String,
    /// Other words that matter, here or in another article, each with a note.
    pub related: Vec<Related>,
    /// What mends it, where that is sure: replacements in order, none overlapping.
    pub mend: Vec<Replacement>,
}

/// Words that go, and what stands there afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What goes; empty to add something.
    pub span: Span,
    /// What comes; empty to delete.
    pub text: String,
}

/// Words that matter to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file they stand in, where that is another article, under the name the corpus has for it.
    pub path: Option<Arc<Path>>,
    /// Where in it, in bytes.
    pub span: Span,
    /// What they have to do with it.
    pub note: String,
}

impl Related {
    /// Words of the article itself.
    pub const fn here(span: Span, note: String) -> Self {
        Self { path: None, span, note }
    }

    /// Words of another article.
    pub const fn elsewhere(path: Arc<Path>, span: Span, note: String) -> Self {
        Self { path: Some(path), span, note }
    }
}

/// What a rule may read.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// The knowledge in force.
    pub knowledge: &'a Knowledge,
    /// Settings in force.
    pub settings: &'a Settings,
    /// Language of the messages.
    pub language: Language,
    /// What the other articles of the corpus tell; [`NoOthers`] where it is looked at alone.
    pub others: &'a dyn Others,
}

impl Article<'_> {
    /// Words of the article as a message quotes them.
    fn quote(&self, span: Span) -> String {
        self.quote_words(span.of(self.text))
    }

    /// Other words as a message quotes them.
    fn quote_words(&self, words: &str) -> String {
        words::quote(self.language, words)
    }

    /// An entity's name as a message has it: what is of the other script stands between isolates.
    fn name_of(&self, entity: &Entity) -> String {
        let name = entity.name(self.language);
        let foreign = match self.language {
            Language::Ar => name.is_ascii() || entity.ar.is_empty(),
            Language::En => entity.en.is_empty(),
        };
        if foreign { words::isolate(name) } else { name.to_owned() }
    }

    /// Where a finding on the article as a whole stands: its headline, or its first words.
    fn head(&self) -> Option<Span> {
        self.analysis.head().map(|b| b.span)
    }
}

/// Days from one day to a later one; negative where it is earlier.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Words in both languages, with `{0}`, `{1}` … for what is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Arabic.
    pub ar: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The words in `language`, filled in.
    pub fn say(self, language: Language, args: &[&str]) -> String {
        words::fill(self.of(language), args)
    }

    /// The words in `language` as they stand.
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::Ar => self.ar,
            Language::En => self.en,
        }
    }
}

/// One rule: the one definition that its check, its settings, its page and `isnad explain` come
/// from.
#[derive(Debug)]
pub struct Rule {
    /// Its name in settings and output.
    pub id: &'static str,
    /// What is in force where nothing is set.
    pub default: Level,
    /// What it looks for, in a few words.
    pub title: Words,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// What else can be set for it, as `<id>.<name>`.
    pub options: &'static [RuleOption],
    checks: &'static [Check],
}

/// How a rule looks for its matter.
#[derive(Debug)]
enum Check {
    /// In one block, of which it sees nothing but the words, their role and what it found in them before.
    /// What it finds is kept with the block's facts: an edit elsewhere costs it the messages alone.
    Block(fn(&BlockView<'_>, &mut Findings<'_>)),
    /// In the article as a whole.
    Article(fn(&Article<'_>, &mut Findings<'_>)),
}

/// Something a rule looks for beside its main matter, with a level of its own.
#[derive(Debug)]
pub struct RuleOption {
    /// Its name under the rule.
    pub name: &'static str,
    /// What is in force where nothing is set.
    pub default: Level,
    /// What it looks for, in a few words.
    pub title: Words,
}

impl Rule {
    /// Path of its page in the project.
    pub fn page_path(&self) -> String {
        format!("docs/rules/{}.md", self.id)
    }

    /// The level in force.
    pub fn level(&self, settings: &Settings) -> Level {
        settings.level(self.id, self.default)
    }
}

/// The level that what may be set, a rule or one of its options, has where nothing is.
pub fn default_level(name: &str) -> Option<Level> {
    let (id, option) = name.split_once('.').map_or((name, None), |(id, option)| (id, Some(option)));
    let rule = rule(id)?;
    match option {
        None => Some(rule.default),
        Some(option) => rule.options.iter().find(|o| o.name == option).map(|o| o.default),
    }
}

/// All rules, in the order they are listed.
pub static RULES: &[&Rule] = &[
    &unsourced_claim::RULE,
    &vague_source::RULE,
    &undated_claim::RULE,
    &vague_date::RULE,
    &undated_article::RULE,
    &unresolved_date::RULE,
    &date_mismatch::RULE,
    &stale_relative_date::RULE,
    &conflicting_dates::RULE,
    &hidden_character::RULE,
    &mixed_script::RULE,
    &glued_text::RULE,
    &title_mismatch::RULE,
    &unbalanced_quote::RULE,
    &orphan_quote::RULE,
    &leftover_text::RULE,
    &repeated_passage::RULE,
    &unused_ignore::RULE,
    &misspelt_name::RULE,
    &name_spelling::RULE,
    &unintroduced_person::RULE,
];

/// The rules that compare an article with others: they ask [`Others`].
static COMPARING: [&Rule; 3] = [&conflicting_dates::RULE, &repeated_passage::RULE, &name_spelling::RULE];

/// Whether a rule that compares articles is on.
pub fn compare(settings: &Settings) -> bool {
    COMPARING.iter().any(|rule| rule.level(settings).severity().is_some())
}

/// Whether a rule compares articles, so that what it finds hangs on others too.
pub fn compares(id: &str) -> bool {
    COMPARING.iter().any(|rule| rule.id == id)
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.id == id)
}

/// What may stand under `[rules]`: ids, and `id.option` for their options.
pub fn setting_names() -> Vec<String> {
    let names = RULES.iter().flat_map(|rule| {
        let options = rule.options.iter();
        let options = options.map(|o| format!("{}.{}", rule.id, o.name));
        std::iter::once(rule.id.to_owned()).chain(options)
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        let names = setting_names();
        let mut unique = names.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(names.len(), unique.len());
        for known in RULES {
            assert_eq!(rule(known.id).map(|r| r.id), Some(known.id));
            assert!(known.page.starts_with(&format!("# {}\n", known.id)));
        }
        assert!(rule("unsourced-claim.plain").is_none());
    }
}

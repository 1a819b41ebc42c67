//! `isnad explain`: a rule's page, or the list of rules.

use std::io::Write;

use serde_json::{Value, json};

use super::terminal::{BOLD, DIM, Screen};
use super::{Fault, UNREAD, locale, terminal};
use crate::rules::{self, Rule, RuleOption, Words};
use crate::settings::Level;
use crate::words::{self, Language};

/// Arguments of `isnad explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule; all of them are listed where none is given
    rule: Option<String>,
    /// Language; else that of the locale
    #[arg(long, alias = "lang", value_name = "ar|en", value_parser = super::language)]
    language: Option<Language>,
    /// All rules as JSON, with their options and their words in both languages
    #[arg(long, conflicts_with_all = ["rule", "language"])]
    json: bool,
}

/// Prints the page or the list.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let mut screen = Screen::new();
    if arguments.json {
        writeln!(screen, "{:#}", definitions())?;
        screen.flush()?;
        return Ok(0);
    }
    let language = arguments.language.unwrap_or_else(locale);
    let Some(id) = &arguments.rule else {
        list(&mut screen, language)?;
        return Ok(0);
    };
    let Some(rule) = rules::rule(id) else {
        let known: Vec<_> = rules::RULES.iter().map(|r| r.id).collect();
        terminal::complain(&format!("isnad: no rule `{id}`; there are {}", known.join(", ")));
        return Ok(UNREAD);
    };
    page(&mut screen, rule, language)?;
    Ok(0)
}

/// What may stand under `[rules]`: what settings in an editor are made of.
fn definitions() -> Value {
    let say = |words: Words| json!({"ar": words.ar, "en": words.en});
    let option = |option: &RuleOption| json!({"name": option.name, "default": option.default, "title": say(option.title)});
    let rule = |rule: &&Rule| {
        let options: Vec<_> = rule.options.iter().map(option).collect();
        json!({"id": rule.id, "default": rule.default, "title": say(rule.title), "options": options})
    };
    let levels: Vec<_> = Level::ALL.iter().map(|level| level.name()).collect();
    let rules: Vec<_> = rules::RULES.iter().map(rule).collect();
    json!({"levels": levels, "rules": rules})
}

fn list(screen: &mut Screen, language: Language) -> Result<(), Fault> {
    let longest = rules::RULES.iter().map(|r| r.id.len()).max().unwrap_or(0);
    for rule in rules::RULES {
        let id = screen.styled(BOLD, &format!("{:longest$}", rule.id));
        let level = screen.styled(DIM, &format!("{:11}", rule.default.name()));
        writeln!(screen, "{id}  {level}  {}", rule.title.of(language))?;
    }
    screen.flush()?;
    Ok(())
}

/// The heading of the part of a page that is in Arabic.
const IN_ARABIC: &str = "## بالعربية";

/// The page as Markdown, its headings bold; the marks of its fences are for the tests.
fn page(screen: &mut Screen, rule: &Rule, language: Language) -> Result<(), Fault> {
    let text = match language {
        Language::En => rule.page.split(IN_ARABIC).next().unwrap_or(rule.page).trim_end().to_owned(),
        Language::Ar => in_arabic(rule),
    };
    for line in text.lines() {
        let line = match line.strip_prefix("```") {
            Some(_) => "```",
            None => line,
        };
        if line.starts_with('#') {
            let line = screen.styled(BOLD, line);
            writeln!(screen, "{line}")?;
        } else {
            writeln!(screen, "{line}")?;
        }
    }
    screen.flush()?;
    Ok(())
}

/// The page in Arabic: its Arabic part, and the examples and settings of the other.
fn in_arabic(rule: &Rule) -> String {
    let (english, arabic) = rule.page.split_once(IN_ARABIC).unwrap_or((rule.page, ""));
    let say = |key: &str, args: &[&str]| words::say(Language::Ar, key, args);
    let level = say("explain.default", &[rule.default.name()]);
    let mut out = format!("# {}\n\n{level}\n\n{}\n", rule.id, arabic.trim());
    for (heading, key) in
        [("Flagged", "explain.flagged"), ("Not flagged", "explain.not-flagged"), ("Options", "explain.set")]
    {
        let section = english.split("\n## ").find_map(|s| s.strip_prefix(heading));
        let fences = section.map(fences).unwrap_or_default();
        if !fences.is_empty() {
            out += &["\n## ", &say(key, &[]), "\n", &fences].concat();
        }
    }
    out
}

/// The fenced blocks of a section, empty ones left out.
fn fences(section: &str) -> String {
    let blocks = section.split("```").skip(1).step_by(2);
    let filled = blocks.filter(|b| b.split_once('\n').is_some_and(|(_, body)| !body.trim().is_empty()));
    filled.flat_map(|b| ["\n```", b, "```\n"]).collect()
}

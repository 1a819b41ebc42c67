//! `isnad explain`: a rule's page, or the list of rules.

use std::io::Write;

use super::terminal::{BOLD, DIM, Screen};
use super::{Fault, UNREAD, locale, terminal};
use crate::rules::{self, Rule};
use crate::words::Language;

/// Arguments of `isnad explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule; all of them are listed where none is given
    rule: Option<String>,
    /// Language of the list; else that of the locale
    #[arg(long, value_name = "ar|en", value_parser = super::language)]
    language: Option<Language>,
}

/// Prints the page or the list.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let mut screen = Screen::new();
    let Some(id) = &arguments.rule else {
        list(&mut screen, arguments.language.unwrap_or_else(locale))?;
        return Ok(0);
    };
    let Some(rule) = rules::rule(id) else {
        let known: Vec<_> = rules::RULES.iter().map(|r| r.id).collect();
        terminal::complain(&format!("isnad: no rule `{id}`; there are {}", known.join(", ")));
        return Ok(UNREAD);
    };
    page(&mut screen, rule)?;
    Ok(0)
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

/// The page as Markdown, its headings bold; the marks of its fences are for the tests.
fn page(screen: &mut Screen, rule: &Rule) -> Result<(), Fault> {
    for line in rule.page.lines() {
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

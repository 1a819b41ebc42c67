//! Floor 7: the command line. One file a command; start reading from [`main`].
//!
//! Here live the arguments, the exit codes and how things are shown in a terminal. Nothing here
//! knows how anything is recognised.

mod annotate;
mod check;
mod explain;
mod find;
mod generate;
mod import;
mod index;
mod input;
mod knowledge;
mod output;
mod overview;
mod page;
mod place;
mod play;
mod report;
mod serve;
mod sources;
mod terminal;
mod timeline;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use crate::words::Language;

/// Exit status: findings at or above `--fail-on`, or nothing found by `find`.
const FOUND: u8 = 1;
/// Exit status: some input could not be read or understood; the rest was worked on.
const UNREAD: u8 = 2;
/// Exit status: the program itself could not go on.
const BROKEN: u8 = 70;

const EXIT_CODES: &str = "\
Exit status:
  0   done, nothing found at or above --fail-on
  1   findings at or above --fail-on; `find`: no mention; `serve`: the editor left without goodbye
  2   some input could not be read or understood (the rest was worked on), or wrong usage
  70  the program could not go on (output cannot be written, address taken)";

/// Who is named, when it happened, who says so: a language server and checker for article text.
#[derive(Debug, Parser)]
#[command(name = "isnad", version, after_help = EXIT_CODES, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles: unsourced and undated claims, vague sources and dates
    Check(check::Arguments),
    /// Find every mention of a person, place or organisation
    Find(find::Arguments),
    /// Explain a rule, or list all rules
    Explain(explain::Arguments),
    /// Write the analysis as data: names, times, claims, findings
    Annotate(annotate::Arguments),
    /// Count who stands behind the claims, and how many have a source and a date
    Sources(sources::Arguments),
    /// List what happened when, across articles
    Timeline(timeline::Arguments),
    /// Read a folder once and keep what was read, so that an editor has it at once
    Index(index::Arguments),
    /// Make one page to look at: who, when, with whom, where, the sources, open findings
    Report(overview::Arguments),
    /// Read a folder of articles in the browser, with cards, findings and a timeline
    Play(play::Arguments),
    /// Speak the Language Server Protocol to an editor
    Serve(serve::Arguments),
    /// Make a knowledge file of a public dump: Wikidata, GeoNames, JRC-Names, OpenSanctions
    Import(import::Arguments),
    /// Work on knowledge files
    #[command(hide = true)]
    Knowledge(knowledge::Arguments),
    /// Write shell completions or manual pages into a folder
    #[command(hide = true)]
    Generate(generate::Arguments),
}

/// Which articles, and how to read them.
#[derive(Debug, clap::Args)]
struct Articles {
    /// Articles, or folders of articles (.txt, .md; what .gitignore names is left out); `-` is
    /// standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Publication date of articles that state none (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Language of the messages; else that of isnad.toml, else that of the locale
    #[arg(long, value_name = "ar|en", value_parser = language)]
    language: Option<Language>,
}

fn language(text: &str) -> Result<Language, String> {
    match text {
        "ar" => Ok(Language::Ar),
        "en" => Ok(Language::En),
        _ => Err("expected ar or en".to_owned()),
    }
}

/// What keeps a command from going on.
#[derive(Debug, thiserror::Error)]
enum Fault {
    /// Output could not be written.
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
    /// JSON could not be written.
    #[error("cannot write: {0}")]
    Json(#[from] serde_json::Error),
    /// The server could not go on.
    #[error("{0}")]
    Server(#[from] crate::server::ServeError),
    /// The page could not be served.
    #[error("{0}")]
    Play(#[from] crate::play::PlayError),
}

impl Fault {
    /// Whether the reader of our output has gone (`| head`), which is no fault.
    fn is_closed_pipe(&self) -> bool {
        match self {
            Self::Output(e) => e.kind() == io::ErrorKind::BrokenPipe,
            Self::Json(e) => e.io_error_kind() == Some(io::ErrorKind::BrokenPipe),
            Self::Server(_) | Self::Play(_) => false,
        }
    }
}

/// Runs the program on the process' arguments.
pub fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Find(arguments) => find::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Sources(arguments) => sources::run(&arguments),
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Index(arguments) => index::run(&arguments),
        Command::Report(arguments) => overview::run(&arguments),
        Command::Play(arguments) => play::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Knowledge(arguments) => knowledge::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(fault) if fault.is_closed_pipe() => ExitCode::SUCCESS,
        Err(fault) => {
            terminal::complain(&format!("isnad: {fault}"));
            ExitCode::from(BROKEN)
        }
    }
}

/// The language of the process' locale.
fn locale() -> Language {
    let set = |name: &&str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    Language::of_locale(&value.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_hold_together() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}

//! `isnad generate`: shell completions and manual pages, from the definition of the arguments.
//!
//! Packages are made with it; what it writes cannot say anything the program does not do.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Resettable};
use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Fault, output};
use crate::rules::RULES;

/// Arguments of `isnad generate`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to write
    #[arg(value_enum)]
    what: What,
    /// The folder it goes to; made where it is missing
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// A completion file for each shell, named as the shell wants it
    Completions,
    /// A manual page for the program and for each command
    Man,
}

/// Writes the files.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let folder = &arguments.folder;
    let files = match arguments.what {
        What::Completions => completions(),
        What::Man => manual()?,
    };
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(named)?;
    for (name, bytes) in files {
        output::put(&folder.join(name), &bytes)?;
    }
    Ok(0)
}

/// The arguments as a newcomer meets them: without the hidden commands, and with the rules' names.
fn shown() -> Command {
    let whole = super::Arguments::command();
    let visible = whole.get_subcommands().filter(|c| !c.is_hide_set()).cloned().map(with_rules);
    let mut shown = Command::new("isnad")
        .version(env!("CARGO_PKG_VERSION"))
        .args(whole.get_arguments().cloned())
        .subcommands(visible)
        .disable_help_subcommand(true);
    if let Some(about) = whole.get_about() {
        shown = shown.about(about.clone());
    }
    if let Some(help) = whole.get_after_help() {
        shown = shown.after_help(help.clone());
    }
    shown
}

/// `explain` with the rules there are, so that a shell can offer them.
fn with_rules(command: Command) -> Command {
    if command.get_name() != "explain" {
        return command;
    }
    let rules = PossibleValuesParser::new(RULES.iter().map(|rule| rule.id));
    command.mut_arg("rule", |rule| rule.value_parser(rules))
}

/// The completion files: names and contents.
fn completions() -> Vec<(String, Vec<u8>)> {
    let write = |shell: &Shell| {
        let mut bytes = Vec::new();
        clap_complete::generate(*shell, &mut shown(), "isnad", &mut bytes);
        (clap_complete::Generator::file_name(shell, "isnad"), bytes)
    };
    Shell::value_variants().iter().map(write).collect()
}

/// The manual pages: `isnad.1` and `isnad-COMMAND.1`.
fn manual() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut program = shown();
    program.build();
    std::iter::once(&program).chain(program.get_subcommands()).map(page).collect()
}

fn page(command: &Command) -> io::Result<(String, Vec<u8>)> {
    let notes = command.get_after_help().map(ToString::to_string);
    let mut bytes = Vec::new();
    let page = Man::new(command.clone().after_help(Resettable::Reset))
        .source(concat!("isnad ", env!("CARGO_PKG_VERSION")))
        .manual("isnad");
    page.render(&mut bytes)?;
    if let Some(notes) = notes {
        verbatim(&mut bytes, "NOTES", &notes)?;
    }
    Ok((page.get_filename(), bytes))
}

/// A section whose lines stay as they are: tables and examples would run together otherwise.
fn verbatim(out: &mut Vec<u8>, heading: &str, text: &str) -> io::Result<()> {
    writeln!(out, ".SH {heading}\n.nf")?;
    for line in text.lines() {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        // A dot or an apostrophe at its start would make the line a command.
        let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
        writeln!(out, "{guard}{line}")?;
    }
    writeln!(out, ".fi")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
        let found = files.iter().find(|(n, _)| n == name).map(|(_, bytes)| bytes.as_slice());
        String::from_utf8_lossy(found.unwrap_or_default()).into_owned()
    }

    #[test]
    fn every_visible_command_has_its_page_and_no_hidden_one() {
        let pages = manual().unwrap_or_default();
        let names: Vec<_> = pages.iter().map(|(name, _)| name.clone()).collect();
        let visible = super::super::Arguments::command();
        let visible = visible.get_subcommands().filter(|c| !c.is_hide_set());
        let mut expected = vec!["isnad.1".to_owned()];
        expected.extend(visible.map(|c| format!("isnad-{}.1", c.get_name())));
        assert_eq!(names, expected);
        assert!(!text(&pages, "isnad.1").contains("generate"));
        assert!(text(&pages, "isnad-check.1").contains("\\-\\-fail\\-on"));
    }

    #[test]
    fn lines_of_the_notes_stay_apart_and_are_no_commands() {
        let mut out = Vec::new();
        verbatim(&mut out, "NOTES", ".gz and -x\n  a\\b").unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&out), ".SH NOTES\n.nf\n\\&.gz and \\-x\n  a\\eb\n.fi\n");
    }

    #[test]
    fn completions_know_commands_options_and_rules() {
        let files = completions();
        for name in ["isnad.bash", "_isnad", "isnad.fish"] {
            let text = text(&files, name);
            assert!(
                text.contains("timeline") && text.contains("fail-on"),
                "{name} lacks a command or option"
            );
            assert!(!text.contains("generate"), "{name} offers a hidden command");
        }
        // fish is offered no values of arguments that stand without an option's name.
        assert!(["isnad.bash", "_isnad"].iter().all(|name| text(&files, name).contains("unsourced-claim")));
    }
}

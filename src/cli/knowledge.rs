//! `isnad knowledge`: for those who edit knowledge files, and for the project's own checks.

use std::io::Write;
use std::path::PathBuf;

use super::terminal::Screen;
use super::{Fault, UNREAD, locale, terminal};
use crate::corpus;
use crate::knowledge::{Imported, Knowledge};

/// Arguments of `isnad knowledge`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Check knowledge files over the built-in ones, or the built-in ones alone
    Check {
        /// Knowledge files: TOML, or compiled by `isnad import`
        files: Vec<PathBuf>,
    },
}

/// Prints every fault, one a line; exit status 2 where there is any.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let Command::Check { files } = &arguments.command;
    let mut whole = true;
    let mut texts = Vec::new();
    let (mut imports, mut broken) = (Vec::new(), Vec::new());
    for path in files {
        if Knowledge::is_imported_file(path) {
            match Imported::verify(path).and_then(|()| Imported::open(path)) {
                Ok(imported) => imports.push(imported),
                Err(fault) => broken.push(fault),
            }
            continue;
        }
        match corpus::read_article(path) {
            Ok(text) => texts.push((path.clone(), text)),
            Err(fault) => {
                whole = false;
                let message = fault.message(locale());
                terminal::complain(&format!("{}: {message}", path.display()));
            }
        }
    }
    let (knowledge, mut faults) = Knowledge::with_layers(&texts, &imports);
    faults.extend(broken);
    if files.is_empty() {
        faults.extend(Knowledge::check_built_in());
    }
    let mut screen = Screen::new();
    for fault in &faults {
        writeln!(screen, "{fault}")?;
    }
    let entries = knowledge.len();
    writeln!(screen, "{entries} entries, {} faults", faults.len())?;
    screen.flush()?;
    Ok(if whole && faults.is_empty() { 0 } else { UNREAD })
}

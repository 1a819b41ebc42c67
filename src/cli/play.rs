//! `isnad play`: a folder of articles in the browser.

use std::io::{self, Write};
use std::path::PathBuf;

use super::{Fault, locale, terminal};
use crate::play::{self, Play};
use crate::words::{Language, say};

/// Arguments of `isnad play`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of articles
    #[arg(default_value = ".", value_name = "FOLDER")]
    folder: PathBuf,
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Let the page save articles
    #[arg(long)]
    write: bool,
    /// Print the address and open no browser
    #[arg(long)]
    no_open: bool,
}

/// Serves the page until Ctrl-C.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let play = Play { folder: arguments.folder.clone(), port: arguments.port, write: arguments.write };
    play::run(&play, |address| {
        let language = locale();
        if let Err(fault) = tell(language, address, arguments.write) {
            terminal::complain(&format!("isnad: {fault}"));
        }
        if !arguments.no_open && play::has_display() {
            // A browser that does not start is no fault: the address stands there.
            if let Err(fault) = open::that_detached(address) {
                tracing::info!("{fault}");
            }
        }
    })?;
    Ok(0)
}

/// The address stands alone on the first line, for programs as for people.
fn tell(language: Language, address: &str, write: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{address}")?;
    let saving = if write { "play.writes" } else { "play.reads" };
    writeln!(out, "{}", say(language, saving, &[]))?;
    writeln!(out, "{}", say(language, "play.end", &[]))?;
    out.flush()
}

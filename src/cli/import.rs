//! `isnad import`: public dumps into compiled knowledge files.

use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::Screen;
use super::{Fault, UNREAD, locale, terminal};
use crate::import::{self, Observer, Source};
use crate::knowledge::Knowledge;
use crate::words::{Language, isolate, say};

/// How many malformed lines are shown; more are counted.
const SHOWN: u64 = 50;

const HELP: &str = "\
Sources and their files, plain or packed (.gz, .bz2, .zst):
  wikidata       latest-all.json.bz2: the JSON dump, one entity a line
  geonames       allCountries.txt and alternateNamesV2.txt together (unzip them first), or the
                 files of single countries
  jrc-names      entities: id, type, language, name between tabs
  opensanctions  entities.ftm.json: FollowTheMoney, one entity a line

Only entries with a name in Arabic script are taken. A file in the knowledge folder of a workspace is in
force at once; what the built-in knowledge and the workspace's TOML files say wins over it. Lines that are
not in the format are told with their numbers and skipped (exit status 2). The file is written beside its
place and put there when it is whole.

  isnad import wikidata latest-all.json.bz2 --out knowledge/wikidata.isnad
  isnad import geonames allCountries.txt alternateNamesV2.txt --out knowledge/geonames.isnad";

/// Arguments of `isnad import`.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Arguments {
    /// What the files are
    #[arg(value_enum)]
    source: Kind,
    /// The files of the dump
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The compiled file to make: knowledge/NAME.isnad
    #[arg(long, value_name = "FILE", value_parser = compiled)]
    out: PathBuf,
    /// Language of the messages; else that of the locale
    #[arg(long, value_name = "ar|en", value_parser = super::language)]
    language: Option<Language>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    Wikidata,
    #[value(name = "geonames")]
    GeoNames,
    JrcNames,
    #[value(name = "opensanctions")]
    OpenSanctions,
}

fn compiled(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if Knowledge::is_imported_file(&path) {
        Ok(path)
    } else {
        Err(say(locale(), "import.ending", &[&isolate(".isnad")]))
    }
}

/// Imports the files; exit status 2 where lines were skipped or nothing came of it.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let language = arguments.language.unwrap_or_else(locale);
    let source = match arguments.source {
        Kind::Wikidata => Source::Wikidata,
        Kind::GeoNames => Source::GeoNames,
        Kind::JrcNames => Source::JrcNames,
        Kind::OpenSanctions => Source::OpenSanctions,
    };
    let mut shown = Shown { bar: bar(), malformed: 0, language };
    let result = import::run(source, &arguments.files, &arguments.out, &mut shown);
    shown.bar.finish_and_clear();
    let summary = match result {
        Ok(summary) => summary,
        Err(fault) => {
            terminal::complain(&fault.to_string());
            return Ok(UNREAD);
        }
    };
    let [people, places, organisations] =
        [summary.people, summary.places, summary.organisations].map(|n| n.to_string());
    let out = isolate(&arguments.out.display().to_string());
    let mut screen = Screen::new();
    writeln!(screen, "{}", say(language, "import.done", &[&out, &people, &places, &organisations]))?;
    if summary.known > 0 {
        writeln!(screen, "{}", say(language, "import.known", &[&summary.known.to_string()]))?;
    }
    if summary.malformed > 0 {
        let [malformed, lines] = [summary.malformed, summary.lines].map(|n| n.to_string());
        writeln!(screen, "{}", say(language, "import.malformed", &[&malformed, &lines]))?;
    }
    screen.flush()?;
    Ok(if summary.malformed == 0 { 0 } else { UNREAD })
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    bar
}

struct Shown {
    bar: ProgressBar,
    malformed: u64,
    language: Language,
}

impl Observer for Shown {
    fn progress(&mut self, read: u64, of: u64) {
        self.bar.set_length(of);
        self.bar.set_position(read);
    }

    fn malformed(&mut self, path: &Path, line: u64, message: &str) {
        self.malformed += 1;
        if self.malformed <= SHOWN {
            let text = terminal::printable(message);
            self.bar.suspend(|| terminal::complain(&format!("{}:{line}: {text}", path.display())));
        } else if self.malformed == SHOWN + 1 {
            let more = say(self.language, "import.more", &[]);
            self.bar.suspend(|| terminal::complain(&more));
        }
    }

    fn writing(&mut self) {
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed}") {
            self.bar.set_style(style);
        }
        self.bar.enable_steady_tick(std::time::Duration::from_millis(200));
    }
}

//! `isnad dossier`: all that articles have of a person, place or organisation, as Markdown.

use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::Input;
use super::terminal::Screen;
use super::{Articles, FOUND, Fault, UNREAD};
use crate::corpus::{Snapshot, Text};
use crate::features::{self, At, Location};
use crate::words::{quote, say};

/// Arguments of `isnad dossier`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A name in any spelling, Arabic or Latin, or an id (kim-jong-un)
    name: String,
    #[command(flatten)]
    articles: Articles,
}

/// Prints the page; its links are paths as they were given, with the line.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    input.complain_of_project();
    let (language, first) = (input.language(), input.first());
    let corpus = input.corpus();
    corpus.faults().for_each(|fault| input.complain(fault));
    let unread = corpus.faults().next().is_some();
    let id = features::symbols::entity_called(&corpus, arguments.name.trim());
    let dossier = id.and_then(|id| features::dossier(&corpus, id.as_str(), &first, language));
    let Some(dossier) = dossier else {
        let name = quote(language, &arguments.name);
        super::terminal::complain(&say(language, "find.nothing", &[&name]));
        return Ok(if unread { UNREAD } else { FOUND });
    };
    let links = Links { corpus: &corpus, text: RefCell::default() };
    let mut screen = Screen::new();
    write!(screen, "{}", dossier.markdown(|place| links.address(place)))?;
    screen.flush()?;
    Ok(if unread { UNREAD } else { 0 })
}

/// Places as paths with lines.
struct Links<'c> {
    corpus: &'c Snapshot,
    /// The article read last: many links lead to one.
    text: RefCell<Option<(Arc<Path>, Text)>>,
}

impl Links<'_> {
    fn address(&self, place: &Location) -> Option<String> {
        let line = match place.at {
            At::Line(line) => line,
            At::Span(span) => self.text(&place.path)?.lines.line_of(span.start),
        };
        let path: PathBuf = Input::shown(&place.path);
        Some(format!("{}#L{}", path.display(), line + 1))
    }

    fn text(&self, path: &Arc<Path>) -> Option<Text> {
        let mut last = self.text.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| known != path) {
            *last = Some((Arc::clone(path), self.corpus.text(path)?));
        }
        last.as_ref().map(|(_, text)| text.clone())
    }
}

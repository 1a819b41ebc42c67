//! Commands that the server itself carries out: adding to the file of ignores, and asking for an edit.
//!
//! A file that is open is changed through the client, in the text as it is there; any other is
//! written on disk, whole.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tower_lsp::ls_types::{self as lsp, MessageType, Uri};

use super::capabilities::ClientCan;
use super::convert::{Ruler, path_of};
use super::session::Session;
use crate::corpus::{self, ReadFault, Text};
use crate::features::actions::Command;
use crate::features::ignores;
use crate::rules;
use crate::settings::Ignore;
use crate::text::Span;
use crate::words::{self, say};

/// The command's name; its one argument is an object: `uri` of the article, `rule`, and what the
/// entry names of `file`, `text`, `sentence`.
pub(crate) const IGNORE: &str = "isnad.ignore";

/// The command of an action whose edit the client cannot take along with it; its one argument is the
/// edit, for which the server asks.
pub(crate) const EDIT: &str = "isnad.edit";

/// How often a file that others write at the same moment is read again.
const TRIES: usize = 3;

/// A command as the client is to send it back.
pub(crate) fn command(title: &str, command: &Command, uri: &Uri) -> lsp::Command {
    let Command::Ignore { entry, .. } = command;
    let argument = json!({
        "uri": uri,
        "rule": entry.rule,
        "file": entry.file,
        "text": entry.text,
        "sentence": entry.sentence,
    });
    lsp::Command { title: title.to_owned(), command: IGNORE.into(), arguments: Some(vec![argument]) }
}

/// A command that has the client make an edit.
pub(crate) fn edit_command(title: &str, edit: &lsp::WorkspaceEdit) -> Option<lsp::Command> {
    let argument = serde_json::to_value(edit).ok()?;
    Some(lsp::Command { title: title.to_owned(), command: EDIT.into(), arguments: Some(vec![argument]) })
}

/// The commands of this file that a client has to know.
pub(crate) fn offered(can: ClientCan) -> impl Iterator<Item = &'static str> {
    let edits = !can.action_literals && can.apply_edit;
    std::iter::once(IGNORE).chain(edits.then_some(EDIT))
}

/// The entry that a command asks for, and the article it is near.
fn asked(argument: &Value) -> Option<(PathBuf, Ignore)> {
    let words = |key| argument.get(key).and_then(Value::as_str).map(str::to_owned);
    let uri: Uri = words("uri")?.parse().ok()?;
    let entry = Ignore::new(words("rule")?, words("file"), words("text"), words("sentence"));
    let says = entry.file.is_some() || entry.text.is_some() || entry.sentence.is_some();
    (says && rules::rule(&entry.rule).is_some()).then(|| (path_of(&uri), entry))
}

impl Session {
    /// Carries out a command; what is wrong with it is told to the user.
    pub(super) fn execute(&mut self, arguments: &[Value]) {
        let Some((near, entry)) = arguments.first().and_then(asked) else {
            tracing::warn!("{IGNORE} without an article, a rule or words");
            return;
        };
        self.flush();
        let Some(path) = self.corpus.snapshot().project().ignores_for(&near) else {
            tracing::warn!("{} has no place for ignores", near.display());
            return;
        };
        let done = match self.documents.get(&path).map(|d| d.text.to_string()) {
            Some(text) => self.add_in_editor(&path, text, &entry),
            None => self.add_on_disk(&path, &near, &entry),
        };
        if let Err(why) = done {
            let language = self.corpus.snapshot().language(&path);
            let name = words::isolate(&path.file_name().unwrap_or_default().to_string_lossy());
            self.out.show(MessageType::ERROR, say(language, "ignores.not-added", &[&name, &why]));
        }
    }

    /// Has the client change the text it has open.
    fn add_in_editor(&mut self, path: &Path, text: String, entry: &Ignore) -> Result<(), String> {
        let language = self.corpus.snapshot().language(path);
        let change = ignores::add(&text, entry, language).map_err(|fault| fault.say(language))?;
        let Some((span, new)) = change else {
            return Ok(());
        };
        let Some(document) = self.documents.get(path).filter(|_| self.can.apply_edit) else {
            return Err(say(language, "ignores.open", &[]));
        };
        let text = Text::new(text.into());
        let ruler = Ruler { text: &text.text, lines: &text.lines, encoding: self.encoding };
        let edit = lsp::TextEdit { range: ruler.range(span), new_text: new };
        let edit = if self.can.versioned_edits {
            let (uri, version) = (document.uri.clone(), Some(document.version));
            lsp::WorkspaceEdit {
                document_changes: Some(lsp::DocumentChanges::Edits(vec![lsp::TextDocumentEdit {
                    text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
                    edits: vec![lsp::OneOf::Left(edit)],
                }])),
                ..lsp::WorkspaceEdit::default()
            }
        } else {
            let changes = std::iter::once((document.uri.clone(), vec![edit])).collect();
            lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() }
        };
        self.out.apply_edit(edit);
        Ok(())
    }

    /// Writes the file, and takes it in at once: no watcher need tell of it.
    fn add_on_disk(&mut self, path: &Path, near: &Path, entry: &Ignore) -> Result<(), String> {
        let language = self.corpus.snapshot().language(path);
        for _ in 0..TRIES {
            let old = match corpus::read_article(path) {
                Ok(text) => Some(text),
                Err(ReadFault { why: corpus::Why::Missing, .. }) => None,
                Err(fault) => return Err(fault.message(language)),
            };
            let text = old.as_deref().unwrap_or("");
            let change = ignores::add(text, entry, language).map_err(|fault| fault.say(language))?;
            let Some((span, new)) = change else {
                break;
            };
            let (before, after) =
                (Span::new(0, span.start).of(text), Span::new(span.end, text.len()).of(text));
            match corpus::replace(path, old.as_deref(), &format!("{before}{new}{after}")) {
                Ok(()) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(words::isolate(&error.to_string())),
            }
        }
        self.corpus.refresh(path);
        self.corpus.adopt(near);
        self.stale.all_now();
        Ok(())
    }
}

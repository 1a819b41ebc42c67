//! Changes of texts in the protocol's words.

use std::collections::HashMap;
use std::path::Path;

use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};

use super::view::Reader;
use crate::features::At;
use crate::features::actions::Edit;
use crate::text::Span;
use crate::words::say;

/// The names of annotations: of changes in the article at hand, and in others.
const HERE: &str = "here";
const ELSEWHERE: &str = "elsewhere";

/// The edits as the client takes them; `None` where one of the files is gone.
pub(crate) fn workspace_edit(reader: &Reader<'_>, edits: &[Edit]) -> Option<WorkspaceEdit> {
    build(reader, edits, None)
}

/// The same, where changes in files other than `own` want the user's word, if the client asks for it.
pub(crate) fn confirmed_edit(reader: &Reader<'_>, edits: &[Edit], own: &Path) -> Option<WorkspaceEdit> {
    build(reader, edits, Some(own).filter(|_| reader.can().annotations))
}

fn build(reader: &Reader<'_>, edits: &[Edit], own: Option<&Path>) -> Option<WorkspaceEdit> {
    let mut files: Vec<(&Path, Vec<TextEdit>)> = Vec::new();
    let mut new: Vec<&Path> = Vec::new();
    let mut place: HashMap<&Path, usize> = HashMap::new();
    for edit in edits {
        let range = match reader.range(&edit.path, At::Span(edit.span)) {
            Some(range) => range,
            // Nothing can stand anywhere else in a file that has to be made first.
            None if edit.span == Span::default() && !reader.is_given_up() => {
                new.push(&edit.path);
                Range::default()
            }
            None => return None,
        };
        let at = *place.entry(&edit.path).or_insert_with(|| {
            files.push((&edit.path, Vec::new()));
            files.len() - 1
        });
        files.get_mut(at)?.1.push(TextEdit { range, new_text: edit.text.clone() });
    }
    if !reader.can().versioned_edits {
        // A client takes an edit of a file that is not there for a new file.
        let changes: Option<HashMap<Uri, _>> =
            files.into_iter().map(|(path, list)| Some((reader.document(path)?.0, list))).collect();
        return Some(WorkspaceEdit { changes: Some(changes?), ..WorkspaceEdit::default() });
    }
    let documents: Option<Vec<_>> = files
        .into_iter()
        .map(|(path, list)| {
            let (uri, version) = reader.document(path)?;
            let edits = list.into_iter().map(|edit| annotated(edit, path, own)).collect();
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
            Some(TextDocumentEdit { text_document, edits })
        })
        .collect();
    let changes = if new.is_empty() || !reader.can().create_files {
        DocumentChanges::Edits(documents?)
    } else {
        let made = new.into_iter().map(|path| Some(create(reader.document(path)?.0)));
        let edits = documents?.into_iter().map(|d| Some(DocumentChangeOperation::Edit(d)));
        DocumentChanges::Operations(made.chain(edits).collect::<Option<_>>()?)
    };
    Some(WorkspaceEdit {
        document_changes: Some(changes),
        change_annotations: own.map(|own| annotations(reader, own)),
        ..WorkspaceEdit::default()
    })
}

fn annotated(edit: TextEdit, path: &Path, own: Option<&Path>) -> OneOf<TextEdit, AnnotatedTextEdit> {
    match own {
        None => OneOf::Left(edit),
        Some(own) => {
            let annotation_id = if path == own { HERE } else { ELSEWHERE }.to_owned();
            OneOf::Right(AnnotatedTextEdit { text_edit: edit, annotation_id })
        }
    }
}

fn annotations(reader: &Reader<'_>, own: &Path) -> HashMap<String, ChangeAnnotation> {
    let language = reader.snapshot().language(own);
    let annotation = |key: &str, asked: bool| ChangeAnnotation {
        label: say(language, key, &[]),
        needs_confirmation: Some(asked),
        description: None,
    };
    let all = [(HERE, annotation("rename.here", false)), (ELSEWHERE, annotation("rename.elsewhere", true))];
    all.into_iter().map(|(id, annotation)| (id.to_owned(), annotation)).collect()
}

/// Makes a file; one that has come to be in the meantime stays as it is.
const fn create(uri: Uri) -> DocumentChangeOperation {
    DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
        uri,
        options: Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) }),
        annotation_id: None,
    }))
}

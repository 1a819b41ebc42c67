//! Letting a finding stand: here, in this file, wherever its sentence stands; in Markdown by a
//! comment, too. And taking back a comment that lets nothing stand.

use super::{ActionKind, CodeAction, Command, Place};
use crate::features::diagnostics::{Diagnostic, Source};
use crate::features::location::At;
use crate::rules::sentence_of;
use crate::settings::{Ignore, Quoted};
use crate::text::Span;
use crate::words;

/// The rule about ignores themselves.
const OWN: &str = "unused-ignore";

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    for found in &place.findings {
        let (Source::Rule(rule), At::Span(span)) = (found.source, found.at) else {
            continue;
        };
        if rule == OWN {
            out.extend(take_back(place, found, span));
            continue;
        }
        if let Some(file) = &place.ignores_path {
            let entries = entries(place, rule, span, file);
            out.extend(entries.map(|(key, entry)| {
                let command = Some(Command::Ignore { entry, near: place.path.clone() });
                CodeAction { command, ..action(place, key, rule, found) }
            }));
        }
        out.extend(comment(place, rule, found, span));
    }
    // «this rule in this file» is one action, however many findings it would let stand.
    let mut seen = Vec::new();
    out.retain(|a| {
        let again = a.command.as_ref().is_some_and(|c| seen.contains(c));
        seen.extend(a.command.clone());
        !again
    });
}

/// The three entries, from the narrowest to the widest, each with the key of its title.
fn entries(
    place: &Place<'_>,
    rule: &str,
    span: Span,
    file: &str,
) -> impl Iterator<Item = (&'static str, Ignore)> {
    let quoted = |span: Span| Quoted::shown(span.of(place.text));
    let text = Some(quoted(span)).filter(|t| !t.is_empty());
    let sentence = sentence_of(place.analysis, span).filter(|s| *s != span).map(quoted);
    let (rule, file) = (rule.to_owned(), Some(file.to_owned()));
    let wide = if sentence.is_some() { "action.ignore-sentence" } else { "action.ignore-words" };
    let everywhere = Ignore::new(rule.clone(), None, text.clone(), sentence.clone());
    let everywhere = text.is_some().then_some((wide, everywhere));
    let here = Ignore::new(rule.clone(), file.clone(), text, sentence);
    [Some(("action.ignore-here", here)), Some(("action.ignore-file", Ignore::new(rule, file, None, None)))]
        .into_iter()
        .flatten()
        .chain(everywhere)
}

/// A comment above the finding's paragraph.
fn comment(place: &Place<'_>, rule: &str, found: &Diagnostic, span: Span) -> Option<CodeAction> {
    if !place.is_markdown() {
        return None;
    }
    let block = place.analysis.block_of(span)?.span;
    let before = place.text.get(..block.start)?;
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = if place.text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("<!-- isnad-ignore-next: {rule} -->{end}");
    Some(CodeAction {
        edits: vec![place.edit(Span::new(line, line), comment)],
        ..action(place, "action.ignore-comment", rule, found)
    })
}

/// Takes out a comment, with its line where it stands alone on it.
fn take_back(place: &Place<'_>, found: &Diagnostic, span: Span) -> Option<CodeAction> {
    let (before, after) = (place.text.get(..span.start)?, place.text.get(span.end..)?);
    let start = before.trim_end_matches([' ', '\t']).len();
    let rest = after.trim_start_matches([' ', '\t']);
    let alone = start == 0 || before[..start].ends_with(['\n', '\r']);
    let line_end = ["\r\n", "\n", "\r"].into_iter().find(|end| rest.starts_with(end)).map_or(0, str::len);
    let end = if alone { place.text.len() - rest.len() + line_end } else { span.end };
    Some(CodeAction {
        edits: vec![place.edit(Span::new(start, end), String::new())],
        preferred: true,
        ..action(place, "action.drop-ignore", OWN, found)
    })
}

fn action(place: &Place<'_>, key: &str, rule: &str, found: &Diagnostic) -> CodeAction {
    CodeAction {
        // The Latin id stands last, in brackets, where it turns no line; some editors print isolates.
        title: words::say(place.language, key, &[rule]),
        kind: ActionKind::Fix,
        edits: Vec::new(),
        command: None,
        preferred: false,
        mends: vec![(found.source, found.at)],
    }
}

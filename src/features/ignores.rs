//! The file of ignores: adding an entry to it, and entries that match nothing any more.

use std::fmt::Write as _;
use std::path::Path;

use super::diagnostics::{Diagnostic, Source};
use super::location::At;
use crate::corpus::{Article, Snapshot};
use crate::rules;
use crate::settings::{Ignore, Ignores, SettingsFault};
use crate::text::Span;
use crate::words::{Language, say};

/// The rule that looks after ignores.
const RULE: &str = "unused-ignore";

/// Why an entry cannot be added to a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddFault {
    /// The file is no TOML; the user has to mend it first.
    #[error("line {}: {}", .0, .1.message)]
    Broken(usize, SettingsFault),
    /// The entries are not written as `[[ignore]]` tables.
    #[error("its entries are no [[ignore]] tables")]
    OtherForm,
}

impl AddFault {
    /// What is wrong.
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::Broken(line, fault) => {
                say(language, "ignores.broken", &[&line.to_string(), &fault.say(language)])
            }
            Self::OtherForm => say(language, "ignores.other-form", &[]),
        }
    }
}

/// The change that adds an entry to the text of a file of ignores: where, and what is put in there.
/// Entries are kept in order and all else stays as it is. `None` where the entry is there already.
///
/// # Errors
/// Where the text is none that an entry could be added to.
pub fn add(text: &str, entry: &Ignore, language: Language) -> Result<Option<(Span, String)>, AddFault> {
    let ids: Vec<String> = rules::RULES.iter().map(|r| r.id.to_owned()).collect();
    let (read, faults) = Ignores::from_toml(text, &ids);
    let Some(read) = read else {
        let fault = faults.into_iter().next().ok_or(AddFault::OtherForm)?;
        let line = text.get(..fault.span.start).unwrap_or("").matches('\n').count() + 1;
        return Err(AddFault::Broken(line, fault));
    };
    if read.entries.iter().any(|e| e.is_like(entry)) {
        return Ok(None);
    }
    let later = read.entries.iter().find(|e| order(e) > order(entry));
    let (at, new) = match later {
        Some(later) => (line_above(text, later.span.start), format!("{}\n", written(entry))),
        None => (text.len(), appended(text, entry, language)),
    };
    let new = if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new };
    let (before, after) = text.split_at(at);
    let (whole, left) = Ignores::from_toml(&format!("{before}{new}{after}"), &ids);
    let added = whole.is_some_and(|w| w.entries.len() == read.entries.len() + 1);
    if !added || left.len() != faults.len() {
        return Err(AddFault::OtherForm);
    }
    Ok(Some((Span::new(at, at), new)))
}

/// What entries are sorted by: those for all articles first.
fn order(entry: &Ignore) -> (&Option<String>, &str, &Option<String>, &Option<String>) {
    (&entry.file, &entry.rule, &entry.text, &entry.sentence)
}

/// The beginning of the line at an offset, or of the comment lines right above it.
fn line_above(text: &str, offset: usize) -> usize {
    let line_start = |end: usize| text.get(..end).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let mut start = line_start(offset);
    while let Some(end) = start.checked_sub(1) {
        let above = line_start(end);
        // A comment the file begins with is about the file.
        if above == 0 || !Span::new(above, end).of(text).trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

/// An entry behind all others, with a line of its own between.
fn appended(text: &str, entry: &Ignore, language: Language) -> String {
    let gap = match text {
        _ if text.trim().is_empty() => format!("# {}\n\n", say(language, "ignores.head", &[])),
        _ if text.ends_with("\n\n") || text.ends_with("\n\r\n") => String::new(),
        _ if text.ends_with('\n') => "\n".to_owned(),
        _ => "\n\n".to_owned(),
    };
    format!("{gap}{}", written(entry))
}

fn written(entry: &Ignore) -> String {
    let keys = [
        ("rule", Some(&entry.rule)),
        ("file", entry.file.as_ref()),
        ("text", entry.text.as_ref()),
        ("sentence", entry.sentence.as_ref()),
    ];
    let lines = keys.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}\n", literal(value?))));
    std::iter::once("[[ignore]]\n".to_owned()).chain(lines).collect()
}

/// A TOML string; what cannot be seen is written by its number.
pub(super) fn literal(words: &str) -> String {
    let mut out = String::from('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || is_unseen(c) => {
                let number = u32::from(c);
                let _ = write!(out, "\\u{number:04X}");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a sign turns the direction of what follows it, or shows nothing at all.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The entries of a file of ignores that match nothing any more; none while articles are read.
pub(super) fn unused(snapshot: &Snapshot, path: &Path) -> Vec<Diagnostic> {
    let level = || snapshot.settings(path).rules.get(RULE).copied();
    let found = snapshot.project().ignores().find(|(file, _)| *file == path);
    let (Some((_, file)), true, Some(folder)) = (found, snapshot.is_settled(), path.parent()) else {
        return Vec::new();
    };
    let default = rules::rule(RULE).map(|r| r.default);
    let Some(severity) = level().or(default).and_then(crate::settings::Level::severity) else {
        return Vec::new();
    };
    let language = snapshot.language(path);
    // What hangs on other articles is not kept with an article.
    let told: Vec<&Ignore> = file.entries.iter().filter(|e| !rules::compares(&e.rule)).collect();
    let wide = unused_wide(snapshot, folder, told.iter().copied().filter(|e| e.file.is_none()));
    let is_used = |entry: &Ignore| match &entry.file {
        Some(file) => snapshot.article(&folder.join(file)).is_some_and(|a| matches(&a, entry)),
        None => !wide.iter().any(|w| std::ptr::eq(*w, entry)),
    };
    let unused = told.into_iter().filter(|e| !is_used(e));
    let diagnostic = |entry: &Ignore| Diagnostic {
        at: At::Span(entry.span),
        severity,
        source: Source::Rule(RULE),
        message: rules::unused_entry(language).to_owned(),
        related: Vec::new(),
        mend: Vec::new(),
    };
    unused.map(diagnostic).collect()
}

/// The entries for all articles that fit none of those below a folder: one pass over these.
fn unused_wide<'e>(
    snapshot: &Snapshot,
    folder: &Path,
    entries: impl Iterator<Item = &'e Ignore>,
) -> Vec<&'e Ignore> {
    let mut left: Vec<&Ignore> = entries.collect();
    for article in snapshot.articles().filter(|a| a.path.starts_with(folder)) {
        if left.is_empty() {
            break;
        }
        left.retain(|entry| !matches(&article, entry));
    }
    left
}

fn matches(article: &Article, entry: &Ignore) -> bool {
    article.findings.iter().any(|f| entry.holds_for(&f))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(rule: &str, file: &str, text: &str) -> Ignore {
        let some = |words: &str| (!words.is_empty()).then(|| words.to_owned());
        Ignore::new(rule.to_owned(), some(file), some(text), None)
    }

    fn after(text: &str, entry: &Ignore) -> String {
        let (at, new) = add(text, entry, Language::En).expect("an edit").expect("a new entry");
        format!("{}{new}{}", &text[..at.start], &text[at.end..])
    }

    #[test]
    fn entries_are_kept_in_order_and_all_else_as_it_was() {
        let one = after("", &entry("vague-date", "b.txt", "مؤخرا"));
        insta::assert_snapshot!(one, @r#"
        # Findings that were looked at and let stand. isnad adds to this file; keep it under version control.

        [[ignore]]
        rule = "vague-date"
        file = "b.txt"
        text = "مؤخرا"
        "#);
        let noted = one.replace("[[ignore]]", "# أقره رئيس التحرير\n[[ignore]] # 1");
        let two = after(&noted, &entry("vague-date", "a.txt", "قال \"نعم\"\u{202E}"));
        let three = after(&two, &entry("unsourced-claim", "b.txt", ""));
        let four = after(&three, &entry("vague-source", "", "تقارير"));
        insta::assert_snapshot!(four, @r#"
        # Findings that were looked at and let stand. isnad adds to this file; keep it under version control.

        [[ignore]]
        rule = "vague-source"
        text = "تقارير"

        [[ignore]]
        rule = "vague-date"
        file = "a.txt"
        text = "قال \"نعم\"\u202E"

        [[ignore]]
        rule = "unsourced-claim"
        file = "b.txt"

        # أقره رئيس التحرير
        [[ignore]] # 1
        rule = "vague-date"
        file = "b.txt"
        text = "مؤخرا"
        "#);
        for known in [entry("vague-date", "./b.txt", "مؤخّرًا"), entry("vague-source", "", "«تقارير»")]
        {
            assert_eq!(add(&four, &known, Language::En), Ok(None));
        }
    }

    #[test]
    fn the_users_line_ends_and_faults_stay() {
        let text = "[[ignore]]\r\nrule = \"vague-date\"\r\nfile = \"b.txt\"";
        let new = after(text, &entry("vague-date", "c.txt", ""));
        assert!(new.starts_with(text) && !new.replace("\r\n", "").contains('\n'), "{new:?}");
        let faulty = "[[ignore]]\nrule = \"no-such\"\nfile = \"b.txt\"\n";
        assert!(after(faulty, &entry("vague-date", "c.txt", "")).starts_with(faulty));
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        let new = entry("vague-date", "a.txt", "");
        let inline = "ignore = [{ rule = \"vague-date\", file = \"b.txt\" }]\n";
        assert_eq!(add(inline, &new, Language::En), Err(AddFault::OtherForm));
        let broken = add("# x\n[[ignore\n", &new, Language::En);
        assert!(matches!(broken, Err(AddFault::Broken(2, _))), "{broken:?}");
        for language in [Language::Ar, Language::En] {
            assert!(!broken.clone().unwrap_err().say(language).is_empty());
        }
    }
}

//! Findings as SARIF 2.1.0, the form in which code scanning takes results of any tool.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::{Words, related};
use crate::cli::Fault;
use crate::cli::input::Opened;
use crate::cli::place::Place;
use crate::cli::terminal::Screen;
use crate::corpus::ReadFault;
use crate::rules::{self, Finding, Rule};
use crate::settings::{Level, Severity};
use crate::text::{Encoding, Span};
use crate::words::Language;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(in crate::cli) struct Sarif {
    screen: Screen,
    language: Language,
    results: Vec<Value>,
    unread: Vec<Value>,
}

impl Sarif {
    pub(super) fn new(screen: Screen, language: Language) -> Self {
        Self { screen, language, results: Vec::new(), unread: Vec::new() }
    }

    pub(super) fn article(&mut self, article: &Opened, findings: &[Finding]) {
        let shown = findings.iter().map(|f| result(article, f));
        self.results.extend(shown);
    }

    pub(super) fn unread(&mut self, fault: &ReadFault) {
        self.unread.push(json!({
            "level": "error",
            "message": {"text": fault.why.to_string()},
            "locations": [{"physicalLocation": {"artifactLocation": artifact(&fault.path)}}],
        }));
    }

    pub(super) fn finish(mut self) -> Result<(), Fault> {
        let language = match self.language {
            Language::Ar => "ar",
            Language::En => "en",
        };
        let rules: Vec<_> = rules::RULES.iter().map(|r| descriptor(r, self.language)).collect();
        let whole = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "isnad",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "language": language,
                    "rules": rules,
                }},
                "language": language,
                "columnKind": "utf16CodeUnits",
                "invocations": [{
                    "executionSuccessful": self.unread.is_empty(),
                    "toolExecutionNotifications": self.unread,
                }],
                "results": self.results,
            }],
        });
        serde_json::to_writer_pretty(&mut self.screen, &whole)?;
        writeln!(self.screen)?;
        self.screen.flush()?;
        Ok(())
    }
}

fn descriptor(rule: &Rule, language: Language) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.title.of(language)},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {
            "enabled": rule.default != Level::Off,
            "level": rule.default.severity().map_or("none", level),
        },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn result(article: &Opened, finding: &Finding) -> Value {
    let index = rules::RULES.iter().position(|r| r.id == finding.rule);
    let mut id = 0..;
    let related = related(article, finding, |words, related| {
        let mut location = location(words);
        location["id"] = json!(id.next());
        location["message"] = json!({"text": related.note});
        location
    });
    json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [location(Words::of(article, finding.span))],
        "relatedLocations": related,
        "partialFingerprints": {"isnad/v1": fingerprint(article, finding)},
    })
}

fn location(Words { path, text, lines, span }: Words<'_>) -> Value {
    let at = Place::new(text, lines, span, Encoding::Utf16);
    let before = Span::new(0, span.start).of(text);
    json!({"physicalLocation": {
        "artifactLocation": artifact(path),
        "region": {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
            "charOffset": Encoding::Utf16.measure(before),
            "charLength": Encoding::Utf16.measure(span.of(text)),
            "snippet": {"text": span.of(text)},
        },
    }})
}

/// What a finding is known by from one run to the next, wherever its line has moved to: the rule,
/// the words and the sentence around them, not the wording of the message.
fn fingerprint(article: &Opened, finding: &Finding) -> String {
    let sentences = &article.analysis.sentences;
    let around = sentences.iter().find(|s| s.span.contains(finding.span));
    let around = around.map_or("", |s| s.span.of(&article.text));
    let words = finding.span.of(&article.text);
    let known_by = [finding.rule, words, around].join("\n");
    format!("{:016x}", fnv1a(known_by.as_bytes()))
}

/// FNV-1a, 64 bits: the same on every machine and from one release to the next.
fn fnv1a(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// A path as a URI reference, relative where the path is.
fn artifact(path: &Path) -> Value {
    let shown = path.display().to_string().replace('\\', "/");
    let mut uri = String::new();
    if path.is_absolute() {
        uri.push_str("file://");
        if !shown.starts_with('/') {
            uri.push('/');
        }
    }
    for byte in shown.trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(byte as char);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    json!({"uri": uri})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_the_published_hash() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn paths_become_uris() {
        let uri = |p: &str| artifact(Path::new(p))["uri"].clone();
        assert_eq!(uri("./seeds/a b.txt"), "seeds/a%20b.txt");
        assert_eq!(uri("أ.txt"), "%D8%A3.txt");
        assert_eq!(uri("/x/a.txt"), "file:///x/a.txt");
    }
}

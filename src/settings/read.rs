//! From the tree of a settings file to [`Settings`], with a fault for whatever is not understood.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::node::{Kind, Node};
use super::{Choice, Format, Level, Override, Pattern, Settings, SettingsFault, Shown, clean_path};
use crate::text::Span;
use crate::words::Language;

/// Whether a key that isnad does not know is a fault.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Strict {
    Yes,
    No,
}

/// Keys of the top level.
const KEYS: [&str; 13] = [
    "language",
    "profile",
    "rules",
    "definition",
    "hints",
    "hover",
    "diagnostics",
    "references",
    "format",
    "rename",
    "articles",
    "spelling",
    "overrides",
];

/// Reads the whole tree.
pub(super) fn settings(
    root: &Node,
    rules: &[String],
    strict: Strict,
    faults: &mut Vec<SettingsFault>,
) -> Settings {
    let mut reader = Reader { rules, strict, faults };
    let mut out = Settings::default();
    for (key, at, value) in reader.table(root, "settings") {
        match key.as_str() {
            "language" => out.language = reader.language(value),
            "rules" => reader.rules("", value, &mut out.rules),
            "profile" => out.profile = reader.choice(value),
            "definition" => out.shown.definition = reader.choice(value),
            "hints" => reader.hints(value, &mut out.shown),
            "hover" => reader.hover(value, &mut out.shown),
            "references" => reader.references(value, &mut out.shown),
            "format" => reader.format(value, &mut out.format),
            "rename" => out.rename = reader.choice(value),
            "diagnostics" => reader.diagnostics(value, &mut out),
            "articles" => reader.articles(value, &mut out),
            "spelling" => reader.spelling(value, &mut out),
            "overrides" => reader.overrides(value, &mut out),
            _ => reader.unknown(*at, "settings.unknown-key", key, &KEYS),
        }
    }
    out
}

struct Reader<'a> {
    rules: &'a [String],
    strict: Strict,
    faults: &'a mut Vec<SettingsFault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Span, key: &'static str, args: &[&str]) {
        self.faults.push(SettingsFault::new(span, key, args));
    }

    fn unknown(&mut self, span: Span, key: &'static str, found: &str, known: &[&str]) {
        if self.strict == Strict::Yes || key != "settings.unknown-key" {
            self.fault(span, key, &[found, &known.join(", ")]);
        }
    }

    /// The entries of a table; a fault and none for anything else. An absent JSON value is none.
    fn table<'n>(&mut self, node: &'n Node, name: &str) -> &'n [(String, Span, Node)] {
        match &node.kind {
            Kind::Table(entries) => entries,
            Kind::Other(text) if text == "null" => &[],
            _ => {
                self.fault(node.span, "settings.no-table", &[name]);
                &[]
            }
        }
    }

    fn language(&mut self, node: &Node) -> Option<Language> {
        match &node.kind {
            Kind::Text(text) if text == "ar" => Some(Language::Ar),
            Kind::Text(text) if text == "en" => Some(Language::En),
            // An editor's setting left empty: as the locale says.
            Kind::Text(text) if self.strict == Strict::No && (text.is_empty() || text == "auto") => None,
            Kind::Other(text) if text == "null" => None,
            _ => {
                self.fault(node.span, "settings.bad-language", &[&shown(node)]);
                None
            }
        }
    }

    fn hints(&mut self, node: &Node, out: &mut Shown) {
        for (key, at, value) in self.table(node, "hints") {
            match key.as_str() {
                "dates" => out.date_hints = self.choice(value),
                "names" => out.name_hints = self.choice(value),
                _ => self.unknown(*at, "settings.unknown-key", key, &["dates", "names"]),
            }
        }
    }

    fn diagnostics(&mut self, node: &Node, out: &mut Settings) {
        for (key, at, value) in self.table(node, "diagnostics") {
            if key == "articles" {
                out.checked = self.number(value);
            } else {
                self.unknown(*at, "settings.unknown-key", key, &["articles"]);
            }
        }
    }

    fn format(&mut self, node: &Node, out: &mut Format) {
        for (key, at, value) in self.table(node, "format") {
            match key.as_str() {
                "enabled" => out.enabled = self.choice(value),
                "quotes" => out.quotes = self.choice(value),
                _ => self.unknown(*at, "settings.unknown-key", key, &["enabled", "quotes"]),
            }
        }
    }

    fn hover(&mut self, node: &Node, out: &mut Shown) {
        for (key, at, value) in self.table(node, "hover") {
            match key.as_str() {
                "map" => out.map = self.choice(value),
                _ => self.unknown(*at, "settings.unknown-key", key, &["map"]),
            }
        }
    }

    fn references(&mut self, node: &Node, out: &mut Shown) {
        for (key, at, value) in self.table(node, "references") {
            match key.as_str() {
                "roles" => out.role_references = self.choice(value),
                "demonyms" => out.demonym_references = self.choice(value),
                _ => self.unknown(*at, "settings.unknown-key", key, &["roles", "demonyms"]),
            }
        }
    }

    fn number(&mut self, node: &Node) -> Option<usize> {
        let read = match &node.kind {
            Kind::Other(text) if text == "null" => return None,
            Kind::Other(text) => text.replace('_', "").parse().ok(),
            _ => None,
        };
        if read.is_none() {
            self.fault(node.span, "settings.bad-number", &[&shown(node)]);
        }
        read
    }

    /// One of some words, or true or false.
    fn choice<T: Choice>(&mut self, node: &Node) -> Option<T> {
        let read = match &node.kind {
            Kind::Other(text) if text == "null" => return None,
            Kind::Text(text) | Kind::Other(text) => T::ALL.iter().copied().find(|c| c.name() == text),
            _ => None,
        };
        if read.is_none() {
            let names: Vec<_> = T::ALL.iter().map(|c| c.name()).collect();
            self.fault(node.span, "settings.bad-choice", &[&shown(node), &names.join(", ")]);
        }
        read
    }

    /// Levels by rule; a table under a rule holds its `level` and its options.
    fn rules(&mut self, prefix: &str, node: &Node, out: &mut BTreeMap<String, Level>) {
        for (key, at, value) in self.table(node, "rules") {
            let name = match (prefix, key.as_str()) {
                ("", key) => key.to_owned(),
                (prefix, "level") => prefix.to_owned(),
                (prefix, key) => format!("{prefix}.{key}"),
            };
            if !self.rules.contains(&name) {
                let near = nearest(&name, self.rules);
                self.fault(*at, "settings.unknown-rule", &[&name, &near]);
            } else if matches!(value.kind, Kind::Table(_)) && prefix.is_empty() {
                self.rules(&name, value, out);
            } else if let Some(level) = self.level(value) {
                out.insert(name, level);
            }
        }
    }

    /// The entries of `[[overrides]]`; one without files or rules does nothing and is a fault.
    fn overrides(&mut self, node: &Node, out: &mut Settings) {
        for entry in self.list(node, "overrides") {
            let mut read = Override::default();
            let before = self.faults.len();
            for (key, at, value) in self.table(entry, "overrides") {
                match key.as_str() {
                    "files" => read.files = self.patterns(value),
                    "rules" => self.rules("", value, &mut read.rules),
                    _ => self.unknown(*at, "settings.unknown-key", key, &["files", "rules"]),
                }
            }
            if self.faults.len() == before && (read.files.is_empty() || read.rules.is_empty()) {
                self.fault(entry.span, "settings.empty-override", &[]);
            }
            out.overrides.push(read);
        }
    }

    fn patterns(&mut self, node: &Node) -> Vec<Pattern> {
        let written: Vec<&Node> = match &node.kind {
            Kind::List(values) => values.iter().collect(),
            _ => vec![node],
        };
        let mut out = Vec::new();
        for value in written {
            let Kind::Text(text) = &value.kind else {
                self.fault(value.span, "settings.bad-pattern", &[&shown(value), "\"opinion/**\""]);
                continue;
            };
            match Pattern::new(text) {
                Ok(pattern) => out.push(pattern),
                Err(why) => self.fault(value.span, "settings.bad-pattern", &[text, &why]),
            }
        }
        out
    }

    /// The values of a list; a fault and none for anything else.
    fn list<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Node] {
        match &node.kind {
            Kind::List(values) => values,
            Kind::Other(text) if text == "null" => &[],
            _ => {
                self.fault(node.span, "settings.no-list", &[name]);
                &[]
            }
        }
    }

    fn level(&mut self, node: &Node) -> Option<Level> {
        let read = match &node.kind {
            Kind::Text(text) => text.parse().ok(),
            _ => None,
        };
        if read.is_none() {
            self.fault(node.span, "settings.bad-level", &[&shown(node)]);
        }
        read
    }

    /// The house's spellings by entity; an empty one is none.
    fn spelling(&mut self, node: &Node, out: &mut Settings) {
        for (id, _, value) in self.table(node, "spelling") {
            match &value.kind {
                Kind::Text(name) if !name.trim().is_empty() => {
                    out.spelling.insert(id.clone(), name.trim().to_owned());
                }
                Kind::Other(text) if text == "null" => {}
                _ => self.fault(value.span, "settings.bad-spelling", &[&shown(value)]),
            }
        }
    }

    fn articles(&mut self, node: &Node, out: &mut Settings) {
        for (path, _, value) in self.table(node, "articles") {
            let date = match &value.kind {
                Kind::Table(entries) => self.article(entries),
                _ => self.date(value),
            };
            if let Some(date) = date {
                out.articles.insert(clean_path(path), date);
            }
        }
    }

    fn article(&mut self, entries: &[(String, Span, Node)]) -> Option<Date> {
        let mut date = None;
        for (key, at, value) in entries {
            if key == "published" {
                date = self.date(value);
            } else {
                self.unknown(*at, "settings.unknown-key", key, &["published"]);
            }
        }
        date
    }

    fn date(&mut self, node: &Node) -> Option<Date> {
        let date = match &node.kind {
            Kind::Date(date) => Some(*date),
            Kind::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        // TOML without the date's quotes was faulted when it was parsed.
        if date.is_none() {
            let found = shown(node);
            if !self.faults.iter().any(|f| node.span.overlaps(f.span)) {
                self.fault(node.span, "settings.bad-date", &[&found]);
            }
        }
        date
    }
}

/// A value as it is shown in a message.
fn shown(node: &Node) -> String {
    match &node.kind {
        Kind::Table(_) => "{…}".to_owned(),
        Kind::List(_) => "[…]".to_owned(),
        Kind::Text(text) | Kind::Other(text) => text.clone(),
        Kind::Date(date) => date.to_string(),
    }
}

/// The known name most like `found`: the one that shares the longest beginning or ending with it;
/// all of them where none is like it.
pub(super) fn nearest(found: &str, known: &[String]) -> String {
    let shared = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let back = |s: &str| s.chars().rev().collect::<String>();
    let likeness = |name: &String| shared(found, name) + shared(&back(found), &back(name));
    match known.iter().max_by_key(|n| likeness(n)) {
        Some(best) if likeness(best) >= 4 => best.clone(),
        _ => known.join(", "),
    }
}

#[cfg(test)]
mod tests;

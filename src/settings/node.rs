//! TOML and JSON as one kind of tree, so that settings are read by one piece of code.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::SettingsFault;
use crate::text::Span;

/// A value and where it stands; the span is empty for JSON.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Keys in order, each with its place.
    Table(Vec<(String, Span, Node)>),
    /// Values in order.
    List(Vec<Node>),
    /// A string.
    Text(String),
    /// A date that TOML itself knows.
    Date(Date),
    /// Anything else, as it was written.
    Other(String),
}

/// The tree of a TOML text, or `None` where it is no TOML. A date that is no day of the calendar is
/// a wrong value and no reason to drop the rest.
pub(super) fn of_toml(text: &str, faults: &mut Vec<SettingsFault>) -> Option<Node> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut whole = true;
    for error in errors {
        let span = error.span().map_or(Span::default(), |r| Span::new(r.start, r.end));
        if let Some(value) = date_like(text, span) {
            faults.push(SettingsFault::new(value, "settings.bad-date", &[value.of(text)]));
        } else if whole {
            whole = false;
            faults.push(SettingsFault::new(span, "settings.no-toml", &[error.message()]));
        }
    }
    whole.then(|| {
        let span = span_of(&root);
        table(span, root.get_ref(), text)
    })
}

/// The whole value around a span, where it reads like a date: `2023-02-30`.
fn date_like(text: &str, span: Span) -> Option<Span> {
    let is_part = |c: char| c.is_ascii_digit() || c == '-';
    let before = text.get(..span.start)?;
    let start = before.trim_end_matches(is_part).len();
    let after = text.get(span.start..)?;
    let end = text.len() - after.trim_start_matches(is_part).len();
    let value = Span::new(start, end);
    let words = value.of(text);
    let dashes = words.matches('-').count();
    (words.len() >= 8 && dashes == 2 && span.end <= end).then_some(value)
}

fn span_of<T>(value: &Spanned<T>) -> Span {
    let range = value.span();
    Span::new(range.start, range.end)
}

fn table(span: Span, table: &DeTable<'_>, text: &str) -> Node {
    let entries = table.iter().map(|(key, value)| {
        let node = of_value(span_of(value), value.get_ref(), text);
        (key.get_ref().to_string(), span_of(key), node)
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|(_, at, _)| *at);
    Node { span, kind: Kind::Table(entries) }
}

fn of_value(span: Span, value: &DeValue<'_>, text: &str) -> Node {
    let kind = match value {
        DeValue::Table(inner) => return table(span, inner, text),
        DeValue::Array(values) => {
            let values = values.iter();
            Kind::List(values.map(|v| of_value(span_of(v), v.get_ref(), text)).collect())
        }
        DeValue::String(s) => Kind::Text(s.to_string()),
        DeValue::Datetime(when) => when
            .date
            .and_then(|d| to_date(d.year, d.month, d.day))
            .map_or_else(|| Kind::Other(span.of(text).to_owned()), Kind::Date),
        _ => Kind::Other(span.of(text).to_owned()),
    };
    Node { span, kind }
}

fn to_date(year: u16, month: u8, day: u8) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    let month = i8::try_from(month).ok()?;
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

/// The tree of a JSON value.
pub(super) fn of_json(value: &serde_json::Value) -> Node {
    let kind = match value {
        serde_json::Value::Object(map) => {
            let entries = map.iter().map(|(k, v)| (k.clone(), Span::default(), of_json(v)));
            Kind::Table(entries.collect())
        }
        serde_json::Value::Array(values) => Kind::List(values.iter().map(of_json).collect()),
        serde_json::Value::String(s) => Kind::Text(s.clone()),
        other => Kind::Other(other.to_string()),
    };
    Node { span: Span::default(), kind }
}

//! Time expressions against a table: `tests/dates/expressions.tsv`, a reference date, a text with
//! every expression in `⟦ ⟧`, and their values.

use std::fmt::Write;

use isnad::dates::{self, Time};
use isnad::text::{Span, Tokens};
use jiff::civil::Date;
use proptest::prelude::*;

const TABLE: &str = include_str!("dates/expressions.tsv");

/// One row of the table.
struct Row<'a> {
    line: usize,
    published: Option<Date>,
    text: String,
    spans: Vec<Span>,
    values: Vec<&'a str>,
    marked: &'a str,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    let lines = table.lines().enumerate();
    lines
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|(i, l)| row(i + 1, l))
        .collect()
}

fn row(line: usize, written: &str) -> Row<'_> {
    let columns: Vec<_> = written.split('\t').collect();
    assert_eq!(
        columns.len(),
        3,
        "line {line}: reference date, text, values"
    );
    let (marked, values) = (columns[1], columns[2]);
    let published = columns[0].parse().ok();
    assert!(
        published.is_some() || columns[0] == "-",
        "line {line}: no date: {}",
        columns[0]
    );
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '⟦' => open = text.len(),
            '⟧' => spans.push(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    let values = values
        .split(' ')
        .filter(|v| !v.is_empty() && *v != "-")
        .collect();
    Row {
        line,
        published,
        text,
        spans,
        values,
        marked,
    }
}

fn read(text: &str, published: Option<Date>) -> Vec<Time> {
    let facts = dates::find(text, &Tokens::new(text));
    let facts: Vec<_> = facts.iter().map(|f| (0, f)).collect();
    dates::resolve(&facts, published)
}

fn shown(text: &str, times: &[Time]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for t in times {
        let _ = write!(out, "{}⟦{}⟧", &text[at..t.span.start], t.span.of(text));
        at = t.span.end;
    }
    out.push_str(&text[at..]);
    out
}

#[test]
fn every_row_of_the_table() {
    let rows = rows(TABLE);
    let mut wrong = String::new();
    for row in &rows {
        let times = read(&row.text, row.published);
        let spans: Vec<_> = times.iter().map(|t| t.span).collect();
        let values: Vec<_> = times
            .iter()
            .map(|t| t.value.as_deref().unwrap_or("?"))
            .collect();
        if spans != row.spans || values != row.values {
            let _ = writeln!(
                wrong,
                "line {}: {}\n   want {}\n   got  {}  {}",
                row.line,
                row.marked,
                row.values.join(" "),
                shown(&row.text, &times),
                values.join(" ")
            );
        }
    }
    assert!(rows.len() >= 400, "only {} rows", rows.len());
    assert!(wrong.is_empty(), "{} rows\n{wrong}", rows.len());
}

proptest! {
    /// Whatever words stand side by side: nothing panics, and the spans are in order, apart, and
    /// on the edges of letters.
    #[test]
    fn any_words_in_any_order(picks in prop::collection::vec((0..5000_usize, 0..8_usize), 1..40)) {
        let words: Vec<_> = TABLE.split_whitespace().collect();
        let text: String = picks
            .iter()
            .flat_map(|&(w, glue)| {
                let glue = [" ", " ", " ", " ", "", "، ", "-", "/"][glue];
                [words[w % words.len()], glue]
            })
            .collect();
        let facts = dates::find(&text, &Tokens::new(&text));
        let mut end = 0;
        for fact in &facts {
            prop_assert!(fact.span.start >= end && !fact.span.is_empty());
            prop_assert!(text.get(fact.span.start..fact.span.end).is_some());
            end = fact.span.end;
        }
        let refs: Vec<_> = facts.iter().map(|f| (0, f)).collect();
        for published in [None, Some(Date::constant(2023, 10, 19)), Some(Date::MIN), Some(Date::MAX)] {
            prop_assert_eq!(dates::resolve(&refs, published).len(), facts.len());
        }
    }
}

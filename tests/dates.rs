//! Time expressions against a table: `tests/dates/expressions.tsv`, a reference date, a text with
//! every expression in `⟦ ⟧`, and their values.

use std::fmt::Write;

use isnad::dates::{self, Period, Time};
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
    lines.filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')).map(|(i, l)| row(i + 1, l)).collect()
}

fn row(line: usize, written: &str) -> Row<'_> {
    let columns: Vec<_> = written.split('\t').collect();
    assert_eq!(columns.len(), 3, "line {line}: reference date, text, values");
    let (marked, values) = (columns[1], columns[2]);
    let published = columns[0].parse().ok();
    assert!(published.is_some() || columns[0] == "-", "line {line}: no date: {}", columns[0]);
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '⟦' => open = text.len(),
            '⟧' => spans.push(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    let values = values.split(' ').filter(|v| !v.is_empty() && *v != "-").collect();
    Row { line, published, text, spans, values, marked }
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
        let values: Vec<_> =
            times.iter().map(|t| t.value.map_or("?".to_owned(), |v| v.to_string())).collect();
        for value in times.iter().filter_map(|t| t.value) {
            assert_eq!(value.to_string().parse(), Ok(value), "line {}", row.line);
        }
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

/// What a text tells of the day it was published on.
fn inferred(text: &str) -> (Option<String>, Vec<String>) {
    let facts = dates::find(text, &Tokens::new(text));
    let told = dates::infer(&facts.iter().collect::<Vec<_>>(), None);
    let days = told.candidates.iter().map(ToString::to_string);
    (told.date.map(|d| d.to_string()), days.collect())
}

#[test]
fn the_day_of_publication_from_the_text() {
    for (text, want) in [
        // Weekday and date, with a date of the year before as the floor.
        ("التقاه اليوم الخميس 19 تشرين الأول/ أكتوبر. وبدأت الحرب في سبتمبر 2022.", Some("2023-10-19")),
        ("وصل أمس الجمعة 19 يوليو 2024، وغادر اليوم السبت.", Some("2024-07-20")),
        ("وصل اليوم الخميس 19 أكتوبر 2023.", Some("2023-10-19")),
        ("وصل اليوم الخميس 19 أكتوبر من العام الجاري 2023.", Some("2023-10-19")),
        // The floor lies too far back to tell 2017 from 2023.
        ("التقاه اليوم الخميس 19 أكتوبر. ووقع ذلك في مارس 2015.", None),
        ("التقاه اليوم الخميس.", None),
        ("وقع ذلك في 15 مارس 2023.", None),
        ("وصل الخميس 19 أكتوبر، وبدأت الحرب في سبتمبر 2022.", None),
    ] {
        assert_eq!(inferred(text).0.as_deref(), want, "{text}");
    }
    let (_, days) = inferred("التقاه اليوم الخميس 19 أكتوبر. ووقع ذلك في مارس 2015.");
    assert_eq!(days[..2], ["2017-10-19", "2023-10-19"]);
}

#[test]
fn what_is_the_same_for_every_candidate_is_given() {
    let text = "وصل أمس وفي 15 مارس 2023 وفي الشهر الماضي";
    let facts = dates::find(text, &Tokens::new(text));
    let facts: Vec<_> = facts.iter().map(|f| (0, f)).collect();
    let days = [Date::constant(2023, 5, 3), Date::constant(2023, 5, 10)];
    let times = dates::resolve_among(&facts, &days);
    let values: Vec<_> = times.iter().map(|t| t.value).collect();
    let day = Period::Day(Date::constant(2023, 3, 15));
    assert_eq!(values, [None, Some(day.into()), Some(Period::Month(2023, 4).into())]);
}

#[test]
fn what_counts_from_another_date_links_to_it() {
    let text = "وصل في 10 مايو 2018، وغادر في اليوم التالي. وقتل في العام نفسه، وعاد أمس.";
    let times = read(text, Some(Date::constant(2023, 10, 19)));
    let links: Vec<_> = times.iter().map(|t| t.refers.map(|s| s.of(text))).collect();
    assert_eq!(links, [None, Some("10 مايو 2018"), Some("اليوم التالي"), None]);
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

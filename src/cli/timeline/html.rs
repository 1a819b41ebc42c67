//! The timeline as one page for a browser: nothing is fetched, nothing runs.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;

use super::{Timeline, Told};
use crate::cli::page::{Page, escape};
use crate::features::timeline::{month_heading, weekday_heading};
use crate::knowledge::EntityKind;

/// From this many months on the overview has a bar a year.
const MANY_MONTHS: i32 = 60;
/// Where that is so, the oldest events up to one in so many do not count.
const FEW: usize = 10;
/// More bars than this are too thin.
const MOST_BARS: usize = 200;

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(super) fn render(timeline: &Timeline) -> String {
    let title = timeline.say("timeline.title");
    let mut out = format!("<header>\n<h1>{title}</h1>\n<p>{}</p>\n</header>\n", escape(&timeline.count()));
    let months = timeline.months();
    overview(&mut out, timeline, &months);
    out.push_str("<main>\n");
    for (month, days) in &months {
        section(&mut out, timeline, *month, days);
    }
    out.push_str("</main>\n");
    Page { language: timeline.language, title: &title, style: STYLE, script: None }.around(&out)
}

type Days<'a> = BTreeMap<Option<Date>, Vec<&'a Told>>;

/// A bar for each month or year, as high as it has events; each leads to its section. Where the
/// events reach far back, the few oldest ones share the first bar.
fn overview(out: &mut String, timeline: &Timeline, months: &BTreeMap<Date, Days<'_>>) {
    let counted = months.iter().map(|(m, days)| (*m, days.values().map(Vec::len).sum()));
    let counted: Vec<(Date, usize)> = counted.collect();
    let (Some((oldest, _)), Some((last, _))) = (counted.first(), counted.last()) else {
        return;
    };
    let total: usize = counted.iter().map(|(_, n)| n).sum();
    let mut before = 0;
    let mut first = *oldest;
    for (month, count) in &counted {
        first = *month;
        if months_between(first, *last) < MANY_MONTHS || (before + count) * FEW > total {
            break;
        }
        before += count;
    }
    let by_year = months_between(first, *last) >= MANY_MONTHS;
    let bar_of = |month: Date| {
        if by_year { month.first_of_year() } else { month }
    };
    let mut bars: BTreeMap<Date, (usize, Date)> = BTreeMap::new();
    let step = if by_year { jiff::Span::new().years(1) } else { jiff::Span::new().months(1) };
    let mut at = Some(bar_of(first));
    while let Some(bar) = at.filter(|bar| bar <= last && bars.len() < MOST_BARS) {
        bars.insert(bar, (0, bar));
        at = bar.checked_add(step).ok();
    }
    for (month, count) in counted.iter().filter(|(m, _)| *m >= first) {
        let (sum, target) = bars.entry(bar_of(*month)).or_insert((0, *month));
        if *sum == 0 {
            *target = *month;
        }
        *sum += count;
    }
    let most = bars.values().map(|(n, _)| *n).chain([before]).max();
    // The root keeps a single event visible beside hundreds.
    let most = most.unwrap_or(1).max(1);
    let height = |n: usize| (n * 10_000 / most).isqrt();
    out.push_str("<nav>\n<div class=\"bars\">\n");
    if before > 0 {
        let label = timeline.say("timeline.before");
        bar(out, *oldest, &format!("{label}: {before}"), "…", height(before));
    }
    for (day, (count, target)) in &bars {
        let year = day.year().to_string();
        let label = if by_year { year.clone() } else { month_heading(timeline.language, *day) };
        let is_ticked = if by_year { day.year() % 10 == 0 } else { day.month() == 1 };
        let tick = if is_ticked { year.as_str() } else { "" };
        bar(out, *target, &format!("{label}: {count}"), tick, height(*count));
    }
    out.push_str("</div>\n</nav>\n");
}

fn months_between(first: Date, last: Date) -> i32 {
    (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month() - first.month())
}

/// A bar that leads to a month's section; one without height leads nowhere.
fn bar(out: &mut String, target: Date, label: &str, tick: &str, height: usize) {
    let (open, close) =
        if height > 0 { (format!("a href=\"#m{}\"", id(target)), "a") } else { ("span".to_owned(), "span") };
    let _ =
        writeln!(out, "<{open} title=\"{label}\"><i style=\"height:{height}%\"></i><b>{tick}</b></{close}>");
}

/// A month's anchor.
fn id(month: Date) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

fn section(out: &mut String, timeline: &Timeline, month: Date, days: &Days<'_>) {
    let count: usize = days.values().map(Vec::len).sum();
    let heading = month_heading(timeline.language, month);
    let _ = writeln!(out, "<section id=\"m{}\">\n<h2>{heading} <small>{count}</small></h2>\n<ol>", id(month));
    for (day, events) in days {
        let _ = match day {
            Some(day) => writeln!(
                out,
                "<li>\n<time datetime=\"{day}\"><b>{}</b> {}</time>",
                day.day(),
                weekday_heading(timeline.language, *day)
            ),
            None => writeln!(
                out,
                "<li class=\"wide\">\n<time datetime=\"{}\">{}</time>",
                id(month),
                timeline.say("timeline.month")
            ),
        };
        for told in events {
            event(out, timeline, told);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
}

fn event(out: &mut String, timeline: &Timeline, told: &Told) {
    let event = &told.event;
    let _ = writeln!(out, "<article>\n<p dir=\"auto\">{}</p>", escape(&event.words));
    if !event.names.is_empty() {
        out.push_str("<ul>");
        for name in &event.names {
            let class = match name.kind {
                EntityKind::Person => "person",
                EntityKind::Place => "place",
                EntityKind::Organisation => "body",
            };
            let _ = write!(out, "<li class=\"{class}\">{}</li>", escape(&name.name));
        }
        out.push_str("</ul>\n");
    }
    let mut notes = Vec::new();
    if event.inherited {
        notes.push(timeline.say("timeline.inherited"));
    }
    if !event.certain {
        notes.push(timeline.say("timeline.uncertain"));
    }
    let published = told.published.map(|d| format!("· <bdi>{d}</bdi>"));
    let _ = writeln!(
        out,
        "<footer><span title=\"{}\">{}</span> {}<em>{}</em></footer>\n</article>",
        escape(&format!("{}:{}", told.path, told.line)),
        escape(&told.title),
        published.unwrap_or_default(),
        notes.join(" · ")
    );
}

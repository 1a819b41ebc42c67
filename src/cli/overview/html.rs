//! The page: what it comes to in figures, then a section for each question.

use std::fmt::Write as _;

use super::{View, company, findings, grouped, places, sources, when};
use crate::cli::page::{Page, Script, escape};
use crate::words::calendar::day;
use crate::words::{count, say};

const STYLE: &str = include_str!("style.css");

/// What the page does beyond being read; it reads well without.
const SCRIPT: Script = Script { text: include_str!("script.js"), hash: include_str!("script.sha256") };

/// The whole page.
pub(super) fn render(view: &View) -> String {
    let title = say(view.language, "report.title", &[]);
    let mut out = String::new();
    head(&mut out, view, &title);
    let mut body = String::new();
    when::section(&mut body, view);
    company::section(&mut body, view);
    places::section(&mut body, view);
    sources::section(&mut body, view);
    findings::section(&mut body, view);
    contents(&mut out, view, &body);
    let _ = writeln!(out, "<main>\n{body}</main>");
    Page { language: view.language, title: &title, style: STYLE, script: Some(SCRIPT) }.around(&out)
}

/// The title and the figures.
fn head(out: &mut String, view: &View, title: &str) {
    let language = view.language;
    let report = view.report;
    let articles = count(language, "count.article", report.articles);
    let mut line = vec![articles];
    line.extend(report.period.map(|(first, last)| {
        let (first, last) = (day(language, first), day(language, last));
        if first == last { first } else { say(language, "time.range", &[&first, &last]) }
    }));
    let subject = view.subject.iter().map(|path| format!("<bdi dir=\"ltr\">{}</bdi>", escape(path)));
    let subject: Vec<String> = subject.collect();
    let _ = writeln!(
        out,
        "<header>\n<h1>{title}</h1>\n<p>{}</p>\n<p class=\"paths\">{}</p>\n</header>\n<ul class=\"tiles\">",
        escape(&line.join(" · ")),
        subject.join(" · ")
    );
    let figures = [
        (report.people, "report.people"),
        (report.organisations, "report.organisations"),
        (report.places, "report.places"),
        (report.tally.claims, "report.claims"),
    ];
    for (number, key) in figures {
        tile(out, &grouped(number as u64), &say(language, key, &[]));
    }
    let shares =
        [(report.tally.sourced_share(), "report.sourced"), (report.tally.dated_share(), "report.dated")];
    for (share, key) in shares {
        if let Some(share) = share {
            tile(out, &format!("{share}%"), &say(language, key, &[]));
        }
    }
    out.push_str("</ul>\n");
}

fn tile(out: &mut String, figure: &str, label: &str) {
    let _ = writeln!(out, "<li><b>{figure}</b> <span>{}</span></li>", escape(label));
}

/// Links to the sections that there are.
fn contents(out: &mut String, view: &View, body: &str) {
    let sections = [
        ("when", "report.when"),
        ("with", "report.with-whom"),
        ("where", "report.where"),
        ("sources", "report.sources"),
        ("findings", "report.findings"),
    ];
    out.push_str("<nav>");
    for (id, key) in sections {
        if body.contains(&format!("<section id=\"{id}\"")) {
            let _ = write!(out, "<a href=\"#{id}\">{}</a>", say(view.language, key, &[]));
        }
    }
    out.push_str("</nav>\n");
}

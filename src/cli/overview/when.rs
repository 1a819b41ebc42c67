//! Who is named when: the articles over time, and below them a small picture for each name.

use std::fmt::Write as _;

use super::company::{KINDS, class, plural};
use super::{View, grouped, note, opening};
use crate::cli::page::escape;
use crate::features::report::Row;
use crate::words::{count, say};

/// Names of a kind that are shown at once.
const SHOWN: usize = 12;
/// Parts of the time that are named under the picture.
const TICKS: usize = 5;

/// The section.
pub(super) fn section(out: &mut String, view: &View) {
    let language = view.language;
    let report = view.report;
    out.push_str(&opening("when", &say(language, "report.when", &[])));
    let labels: Vec<String> =
        (0..report.bins.starts.len()).map(|at| report.bins.label(language, at)).collect();
    if labels.len() > 1 {
        out.push_str(&note(&say(language, "report.when.note", &[])));
        volume(out, view, &labels);
    }
    let filter = say(language, "report.filter", &[]);
    let parts = escape(&labels.join("|"));
    let _ = writeln!(out, "<div class=\"kinds\" data-filter=\"{filter}\" data-parts=\"{parts}\">");
    for kind in KINDS {
        let rows: Vec<String> = report.rows_of(kind).map(|r| row(view, r, labels.len() > 1)).collect();
        if !rows.is_empty() {
            let heading = say(language, plural(kind), &[]);
            let _ = writeln!(out, "<div class=\"kind {}\">\n<h3>{heading}</h3>", class(kind));
            out.push_str(&view.list("rows", SHOWN, &rows));
            out.push_str("</div>\n");
        }
    }
    out.push_str("</div>\n</section>\n");
}

/// The articles themselves over time.
fn volume(out: &mut String, view: &View, labels: &[String]) {
    let report = view.report;
    let label = say(view.language, "report.volume", &[]);
    let _ = writeln!(
        out,
        "<figure class=\"volume\" data-parts=\"{}\">{}",
        escape(&labels.join("|")),
        bars(&report.by_bin, &label)
    );
    out.push_str("<p class=\"axis\">");
    let last = labels.len() - 1;
    let ticks = TICKS.min(labels.len());
    for tick in 0..ticks {
        if let Some(label) = labels.get(tick * last / (ticks - 1).max(1)) {
            let _ = write!(out, "<span>{}</span>", escape(label));
        }
    }
    out.push_str("</p>\n</figure>\n");
    let mut notes = Vec::new();
    for (key, articles) in [("report.outside", report.bins.outside), ("report.undated", report.undated)] {
        if articles > 0 {
            let articles = count(view.language, "count.article", articles);
            notes.push(say(view.language, key, &[&articles]));
        }
    }
    if !notes.is_empty() {
        out.push_str(&note(&notes.join(" · ")));
    }
}

fn row(view: &View, row: &Row, in_time: bool) -> String {
    let articles = count(view.language, "card.in-articles", row.articles as usize);
    let mentions = count(view.language, "card.times", row.mentions as usize);
    let counted = say(view.language, "find.found", &[&mentions, &articles]);
    let picture =
        if in_time { bars(&row.by_bin, &format!("{} · {counted}", row.name)) } else { String::new() };
    format!(
        "<li><span class=\"name\" dir=\"auto\">{}</span>{picture}<b title=\"{}\">{}</b></li>\n",
        escape(&row.name),
        escape(&counted),
        grouped(row.articles)
    )
}

/// A bar for each part of the time, the highest as high as the picture. The style stretches it, and
/// turns it round where the reader reads from the right.
fn bars(counts: &[u32], label: &str) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let mut path = String::new();
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // In a hundredth of the height; whatever is there can be seen.
        let height = (u64::from(*count) * 100).div_ceil(u64::from(most)).max(4);
        let _ = write!(path, "M{},100v-{height}h8v{height}z", at * 10 + 1);
    }
    let numbers: Vec<String> = counts.iter().map(u32::to_string).collect();
    format!(
        "<svg class=\"bars\" viewBox=\"0 0 {} 100\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\" \
         data-n=\"{}\"><path d=\"{path}\"/></svg>",
        counts.len() * 10,
        escape(label),
        numbers.join(",")
    )
}

//! What is open: findings by rule, and the articles with most of them.

use std::fmt::Write as _;

use super::sheet::percent;
use super::{View, grouped, note, opening};
use crate::cli::page::escape;
use crate::features::report::{ArticleFindings, Open, RuleCount};
use crate::rules;
use crate::settings::Severity;
use crate::words::calendar::day;
use crate::words::{count, say};

/// Rules that are shown at once.
const RULES: usize = 10;
/// Articles that are shown at once.
const ARTICLES: usize = 8;

/// The section.
pub(super) fn section(out: &mut String, view: &View) {
    let findings = &view.report.findings;
    let language = view.language;
    out.push_str(&opening("findings", &say(language, "report.findings", &[])));
    if findings.counts.is_empty() {
        out.push_str(&note(&say(language, "report.findings.nothing", &[])));
    }
    out.push_str("<p class=\"legend\">");
    for (severity, number) in findings.counts.iter().rev() {
        let words = counted(view, *severity, *number);
        let _ = write!(out, "<span class=\"{}\"><i></i>{words}</span>", severity.name());
    }
    out.push_str("</p>\n");
    let most = findings.rules.iter().map(RuleCount::findings).max().unwrap_or(1);
    let rules: Vec<String> = findings.rules.iter().map(|r| rule(view, r, most)).collect();
    if !rules.is_empty() {
        out.push_str(&view.list("scale rules", RULES, &rules));
    }
    let articles: Vec<String> = findings.articles.iter().map(|a| article(view, a)).collect();
    if !articles.is_empty() {
        let _ = writeln!(out, "<h3>{}</h3>", say(language, "report.worst", &[]));
        out.push_str(&view.list("articles", ARTICLES, &articles));
    }
    out.push_str("</section>\n");
}

fn counted(view: &View, severity: Severity, number: usize) -> String {
    count(view.language, &format!("count.{}", severity.name()), number)
}

fn rule(view: &View, rule: &RuleCount, most: usize) -> String {
    let title = rules::rule(rule.rule).map_or(rule.rule, |r| r.title.of(view.language));
    let articles = count(view.language, "card.in-articles", rule.articles);
    let parts = rule.counts.iter().rev().map(|(severity, number)| {
        let width = percent(*number, most);
        format!("<i class=\"{}\" style=\"width:{width:.1}%\"></i>", severity.name())
    });
    format!(
        "<li title=\"{}\"><span class=\"name\">{} <code>{}</code></span><span class=\"bar\">{}</span><b>{}</b></li>\n",
        escape(&articles),
        escape(title),
        rule.rule,
        parts.collect::<String>(),
        grouped(rule.findings() as u64)
    )
}

fn article(view: &View, article: &ArticleFindings) -> String {
    let counts = article.found.counts.iter().rev();
    let counts = counts.filter(|(severity, _)| **severity > Severity::Hint);
    let counts = counts.map(|(severity, number)| {
        let words = counted(view, *severity, *number);
        format!("<span class=\"{}\"><i></i>{words}</span>", severity.name())
    });
    let counts: String = counts.collect();
    let published = article
        .published
        .map(|d| format!(" · <span class=\"day\">{}</span>", day(view.language, d)))
        .unwrap_or_default();
    let mut out = format!(
        "<li><details><summary><b dir=\"auto\">{}</b><small><bdi dir=\"ltr\">{}</bdi>{published}</small>\
         <small class=\"legend\">{counts}</small></summary>\n<ul>\n",
        escape(&article.title),
        escape(&article.path)
    );
    out.extend(article.found.shown.iter().map(|found| finding(article, found)));
    let all: usize = article.found.weight().0 + article.found.weight().1;
    let more = all.saturating_sub(article.found.shown.len());
    if more > 0 {
        let more = say(view.language, "report.more", &[&more.to_string()]);
        let _ = writeln!(out, "<li><small>{more}</small></li>");
    }
    out.push_str("</ul></details></li>\n");
    out
}

fn finding(article: &ArticleFindings, found: &Open) -> String {
    // The whole path stands above.
    let file = article.path.rsplit(['/', '\\']).next().unwrap_or(&article.path);
    format!(
        "<li class=\"{}\"><p>{}</p><small><bdi dir=\"ltr\"><code>{}:{}</code> <code>{}</code></bdi></small></li>\n",
        found.severity.name(),
        escape(&found.message),
        escape(file),
        found.line,
        found.rule
    )
}

//! Who says so: how many claims have a source, and who these are.

use std::fmt::Write as _;

use super::sheet::percent;
use super::{View, grouped, note, opening};
use crate::cli::page::escape;
use crate::features::sources::Source;
use crate::words::{count, say};

/// Sources that are shown at once.
const SHOWN: usize = 15;

/// The section.
pub(super) fn section(out: &mut String, view: &View) {
    let report = view.report;
    let language = view.language;
    if report.tally.claims == 0 {
        return;
    }
    out.push_str(&opening("sources", &say(language, "report.sources", &[])));
    shares(out, view);
    let most = report.sources.first().map_or(1, |s| s.claims).max(1);
    let sources: Vec<String> = report.sources.iter().map(|s| source(view, s, most)).collect();
    if !sources.is_empty() {
        let (said, passed_on) = (say(language, "report.said", &[]), say(language, "report.passed-on", &[]));
        let _ = writeln!(
            out,
            "<p class=\"legend\"><span class=\"said\"><i></i>{said}</span>\
             <span class=\"passed\"><i></i>{passed_on}</span></p>"
        );
        out.push_str(&view.list("scale", SHOWN, &sources));
        let more = report.all_sources.saturating_sub(report.sources.len());
        if more > 0 {
            out.push_str(&note(&say(language, "report.sources.more", &[&grouped(more as u64)])));
        }
    }
    if !report.vague.is_empty() {
        let _ = writeln!(out, "<h3>{}</h3>\n<ul class=\"words\">", say(language, "report.vague", &[]));
        for vague in &report.vague {
            let claims = grouped(vague.claims as u64);
            let _ =
                writeln!(out, "<li><span dir=\"auto\">{}</span> <b>{claims}</b></li>", escape(&vague.name));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

/// Claims with a source, with one that nobody can tell, and with none.
fn shares(out: &mut String, view: &View) {
    let tally = view.report.tally;
    let none = tally.claims.saturating_sub(tally.sourced + tally.vague);
    let parts = [
        ("named", "report.claims.sourced", tally.sourced),
        ("vague", "report.claims.vague", tally.vague),
        ("none", "report.claims.none", none),
    ];
    out.push_str("<p class=\"shares\" aria-hidden=\"true\">");
    for (class, _, claims) in parts {
        let _ = write!(out, "<i class=\"{class}\" style=\"flex-grow:{claims}\"></i>");
    }
    out.push_str("</p>\n<p class=\"legend\">");
    for (class, key, claims) in parts {
        let claims = count(view.language, "count.claim", claims);
        let words = say(view.language, key, &[&claims]);
        let _ = write!(out, "<span class=\"{class}\"><i></i>{words}</span>");
    }
    out.push_str("</p>\n");
}

fn source(view: &View, source: &Source, most: usize) -> String {
    let claims = count(view.language, "count.claim", source.claims);
    let articles = count(view.language, "card.in-articles", source.articles);
    let counted = escape(&say(view.language, "find.found", &[&claims, &articles]));
    format!(
        "<li title=\"{counted}\"><span class=\"name\" dir=\"auto\">{}</span><span class=\"bar\">\
         <i class=\"said\" style=\"width:{:.1}%\"></i><i class=\"passed\" style=\"width:{:.1}%\"></i></span>\
         <b>{}</b></li>\n",
        escape(&source.name),
        percent(source.said, most),
        percent(source.passed_on, most),
        grouped(source.claims as u64)
    )
}

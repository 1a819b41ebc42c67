//! What is read in an article, as the expected blocks of a case write it.

use std::fmt::Write as _;
use std::path::Path;

use isnad::analysis::{Analysis, Published};
use isnad::claims::{Claim, DateStatus, Link, Means, SourceStatus, Weight};
use isnad::dates::Time;

use crate::marked::Mark;

/// A case file's path from the root of the project.
pub(crate) fn path(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display().to_string()
}

/// Times as marks.
pub(crate) fn times(times: &[Time]) -> Vec<Mark> {
    let value = |t: &Time| t.value.as_ref().map_or("?".to_owned(), ToString::to_string);
    times.iter().map(|t| Mark { span: t.span, kind: 'T', value: value(t) }).collect()
}

/// The day of publication, or the days it may be, oldest first.
pub(crate) fn published(published: &Published) -> String {
    match (published.date, &published.candidates[..]) {
        (Some(date), _) => format!("{date}\n"),
        (None, []) => "-\n".to_owned(),
        (None, days) => days.iter().fold("?".to_owned(), |out, day| format!("{out} {day}")) + "\n",
    }
}

/// The claims, each with who stands behind it, what it weighs and whether it is dated.
pub(crate) fn claims(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    for claim in &analysis.claims {
        let words = claim.source_span.map_or(String::new(), |s| format!(" «{}»", one_line(s.of(text))));
        let weight = match claim.weight {
            Weight::Strong => "strong",
            Weight::Plain => "plain",
        };
        let _ = writeln!(out, "{}", one_line(claim.span.of(text)));
        let _ = writeln!(out, "  source: {} {}{words}", status(claim.source), entity(claim));
        let _ = writeln!(out, "  weight: {weight}");
        let _ = writeln!(out, "  date: {}", date(claim.date));
    }
    out
}

/// The first entity behind a claim; `-` where none is known or the claim goes on with another's.
pub(crate) fn entity(claim: &Claim) -> String {
    let first = claim.source_entities.first();
    let first = first.filter(|_| claim.source != SourceStatus::Carried);
    first.map_or("-".to_owned(), ToString::to_string)
}

/// Who stands behind a claim, in the gold labels' words.
pub(crate) const fn status(source: SourceStatus) -> &'static str {
    match source {
        SourceStatus::Named => "named",
        SourceStatus::Carried => "carried",
        SourceStatus::Vague => "vague",
        SourceStatus::None => "none",
    }
}

const fn date(date: DateStatus) -> &'static str {
    match date {
        DateStatus::Own => "own",
        DateStatus::Inherited => "inherited",
        DateStatus::Vague => "vague",
        DateStatus::None => "none",
        DateStatus::NoEvent => "no event",
    }
}

/// The claims, each with the chain from the one who said it to the one who passed it on last.
pub(crate) fn chains(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    for claim in &analysis.claims {
        let _ = writeln!(out, "{}", one_line(claim.span.of(text)));
        chain(&mut out, text, &claim.chain);
    }
    out
}

/// The quotations, each with who says it. An open one ends with its paragraph.
pub(crate) fn quotes(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    for quotation in &analysis.quotations {
        let _ = writeln!(out, "«{}»", one_line(quotation.words.of(text)));
        chain(&mut out, text, &quotation.chain);
        if !quotation.closed {
            out.push_str("  not closed\n");
        }
        if let Some(before) = quotation.continues {
            let _ = writeln!(out, "  continues: quotation {}", before + 1);
        }
        if let Some(outer) = quotation.inside {
            let _ = writeln!(out, "  inside: quotation {}", outer + 1);
        }
        if !quotation.speech {
            out.push_str("  a name or a term, not speech\n");
        }
    }
    out
}

fn chain(out: &mut String, text: &str, links: &[Link]) {
    for (at, link) in links.iter().enumerate() {
        let part = if at == 0 { "said by" } else { "passed on by" };
        let _ = write!(out, "  {part}: «{}»", one_line(link.span.of(text)));
        for entity in &link.entities {
            let _ = write!(out, " {entity}");
        }
        out.push_str(if link.vague { " (vague)" } else { "" });
        out.push_str(if link.means == Means::Carried { " (carried)\n" } else { "\n" });
    }
    if links.is_empty() {
        out.push_str("  said by: nobody\n");
    }
}

/// Words on one line, whatever ends their lines in the article.
pub(crate) fn one_line(words: &str) -> String {
    words.split(['\n', '\r', '\u{b}']).collect::<Vec<_>>().join(" ")
}

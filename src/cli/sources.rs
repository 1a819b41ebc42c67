//! `isnad sources`: who stands behind what articles claim, counted.

mod table;

use std::io::Write;

use serde_json::{Value, json};

use super::input::{Input, Opened};
use super::terminal::{BOLD, DIM, Screen, printable};
use super::{Articles, Fault, UNREAD};
use crate::corpus::Article;
use crate::features::lens::Tally;
use crate::features::sources::{Counted, Counts, Source};
use crate::words::{self, Language, say};
use table::{Table, apart};

/// Arguments of `isnad sources`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    articles: Articles,
    /// Write everything as one JSON object
    #[arg(long)]
    json: bool,
    /// Show for each article what share of its claims has a source, and of its events a date
    #[arg(long = "articles")]
    each: bool,
    /// Most sources, and most vague ones, that the table shows; 0 for all
    #[arg(long, value_name = "N", default_value_t = 40)]
    top: usize,
}

/// What was counted.
#[derive(Default)]
struct Run {
    /// Each article by its path as it was given.
    articles: Vec<(String, Tally)>,
    counts: Counts,
}

/// Counts the sources of the articles and prints them.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    let mut unread = input.complain_of_project();
    let language = input.language();
    let mut run = Run::default();
    let count = |article: Opened| {
        let Opened { place, text, analysis, .. } = &article;
        let facts = Article::new(place.as_path().into(), text, analysis);
        let counted = Counted::new(&facts, text, analysis, input.knowledge(), language);
        (article.path.display().to_string(), counted)
    };
    unread |= input.each_read(count, |(path, counted)| {
        run.articles.push((path, counted.tally));
        run.counts.add(counted);
        Ok(())
    })?;
    let mut screen = Screen::new();
    if arguments.json {
        serde_json::to_writer_pretty(&mut screen, &as_json(&run))?;
        writeln!(screen)?;
    } else {
        show(&mut screen, &run, language, arguments)?;
    }
    screen.flush()?;
    Ok(if unread { UNREAD } else { 0 })
}

fn as_json(run: &Run) -> Value {
    let source = |s: &&Source| {
        json!({
            "id": s.id, "name": s.name, "claims": s.claims, "articles": s.articles,
            "said": s.said, "passed_on": s.passed_on,
        })
    };
    let vague = |s: &&Source| json!({"words": s.name, "claims": s.claims, "articles": s.articles});
    let article = |(path, tally): &(String, Tally)| {
        let mut out = tally_json(*tally);
        out["path"] = json!(path);
        out
    };
    json!({
        "articles": run.articles.len(),
        "total": tally_json(run.counts.total),
        "sources": run.counts.sources().iter().map(source).collect::<Vec<_>>(),
        "vague": run.counts.vague().iter().map(vague).collect::<Vec<_>>(),
        "by_article": run.articles.iter().map(article).collect::<Vec<_>>(),
    })
}

fn tally_json(tally: Tally) -> Value {
    json!({
        "claims": tally.claims, "sourced": tally.sourced, "vague": tally.vague,
        "events": tally.events, "dated": tally.dated,
    })
}

fn show(screen: &mut Screen, run: &Run, language: Language, arguments: &Arguments) -> Result<(), Fault> {
    let top = if arguments.top == 0 { usize::MAX } else { arguments.top };
    let head = |keys: &[&str]| keys.iter().map(|k| say(language, k, &[])).collect::<Vec<_>>();
    let sources = run.counts.sources();
    let columns = ["sources.claims", "sources.articles", "sources.said", "sources.passed-on"];
    let mut table = Table::new(&head(&columns), &say(language, "sources.source", &[]));
    for s in sources.iter().take(top) {
        table.row(&[s.claims, s.articles, s.said, s.passed_on].map(|n| n.to_string()), &label(s));
    }
    section(screen, &table, sources.len().saturating_sub(top), language)?;
    let vague = run.counts.vague();
    let mut table = Table::new(&head(&columns[..2]), &say(language, "sources.vague", &[]));
    for s in vague.iter().take(top) {
        table.row(&[s.claims, s.articles].map(|n| n.to_string()), &apart(&printable(&s.name)));
    }
    section(screen, &table, vague.len().saturating_sub(top), language)?;
    if arguments.each {
        let columns = ["sources.claims", "sources.sourced", "sources.dated"];
        let mut table = Table::new(&head(&columns), &say(language, "sources.article", &[]));
        for (path, tally) in &run.articles {
            let cells = [Some(tally.claims), tally.sourced_share(), tally.dated_share()];
            table.row(&cells.map(|n| n.map_or("-".to_owned(), |n| n.to_string())), &printable(path));
        }
        section(screen, &table, 0, language)?;
    }
    let line = screen.styled(BOLD, &summary(run, language));
    writeln!(screen, "{line}")?;
    Ok(())
}

/// A source by its id, which a search takes, and its name, set apart from the Latin line around it.
fn label(source: &Source) -> String {
    let name = apart(&printable(&source.name));
    match &source.id {
        Some(id) => format!("{id}  {name}"),
        None => format!("-  {name}"),
    }
}

fn section(screen: &mut Screen, table: &Table, left_out: usize, language: Language) -> Result<(), Fault> {
    if table.is_empty() {
        return Ok(());
    }
    let mut lines = table.lines();
    if let Some(head) = lines.next() {
        let head = screen.styled(DIM, &head);
        writeln!(screen, "{head}")?;
    }
    for line in lines {
        writeln!(screen, "{line}")?;
    }
    if left_out > 0 {
        let more = say(language, "sources.more", &[&left_out.to_string()]);
        writeln!(screen, "{}", screen.styled(DIM, &more))?;
    }
    writeln!(screen)?;
    Ok(())
}

/// «5 مقالات: 63 خبرا · 70% بمصدر · 44% مؤرخ · 6 بمصدر مجهول».
fn summary(run: &Run, language: Language) -> String {
    let total = run.counts.total;
    let articles = words::count(language, "count.article", run.articles.len());
    let mut parts = vec![total.title(language)];
    if total.vague > 0 {
        parts.push(say(language, "sources.vaguely", &[&total.vague.to_string()]));
    }
    say(language, "check.found", &[&articles, &parts.join(" · ")])
}

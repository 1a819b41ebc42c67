//! `isnad timeline`: what happened when, across the articles.

mod html;
mod json;
mod text;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::input::{Input, Opened};
use super::terminal::Screen;
use super::{Articles, Fault, UNREAD, output};
use crate::features::{self, timeline::Event};
use crate::knowledge::Knowledge;
use crate::words::{self, Language};

/// Arguments of `isnad timeline`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    articles: Articles,
    /// How the timeline is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in a terminal
    Text,
    /// One JSON object
    Json,
    /// One page for a browser, with nothing beside it
    Html,
}

/// An event and the article that tells of it.
struct Told {
    event: Event,
    path: String,
    title: String,
    /// Of the article.
    published: Option<Date>,
    /// Of the sentence, from 1.
    line: usize,
}

/// The events of a run, oldest first; those of a month come before those of its first day.
struct Timeline {
    events: Vec<Told>,
    articles: usize,
    language: Language,
}

impl Timeline {
    /// The events by month, and in each by day; those without a day first.
    fn months(&self) -> BTreeMap<Date, BTreeMap<Option<Date>, Vec<&Told>>> {
        let mut out: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for told in &self.events {
            let month = told.event.days.0.first_of_month();
            let days = out.entry(month).or_default();
            days.entry(told.event.day()).or_default().push(told);
        }
        out
    }

    fn say(&self, key: &str) -> String {
        words::say(self.language, key, &[])
    }

    /// "51 events in 5 articles".
    fn count(&self) -> String {
        let events = words::count(self.language, "count.event", self.events.len());
        let articles = words::count(self.language, "card.in-articles", self.articles);
        words::say(self.language, "find.found", &[&events, &articles])
    }
}

/// Reads the articles and writes what happened when.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    let mut unread = input.complain_of_project();
    let knowledge = input.knowledge();
    let mut timeline = Timeline { events: Vec::new(), articles: 0, language: input.language() };
    unread |= input.each_read(
        |article| told(&article, knowledge),
        |events| {
            timeline.articles += 1;
            timeline.events.extend(events);
            Ok(())
        },
    )?;
    timeline.events.sort_by_key(|t| {
        let (first, last) = t.event.days;
        (first, std::cmp::Reverse(last))
    });
    if let Some(path) = &arguments.out {
        output::put(path, render(&timeline, arguments.format)?.as_bytes())?;
    } else {
        let mut screen = Screen::new();
        match arguments.format {
            Format::Text => text::write(&mut screen, &timeline)?,
            format => screen.write_all(render(&timeline, format)?.as_bytes())?,
        }
        screen.flush()?;
    }
    Ok(if unread { UNREAD } else { 0 })
}

fn render(timeline: &Timeline, format: Format) -> Result<String, Fault> {
    Ok(match format {
        Format::Text => text::plain(timeline),
        Format::Json => json::render(timeline)?,
        Format::Html => html::render(timeline),
    })
}

fn told(article: &Opened, knowledge: &Knowledge) -> Vec<Told> {
    let (text, analysis) = (&article.text, &article.analysis);
    let events = features::timeline(text, analysis, knowledge, article.language);
    let title = analysis.title(text).trim_start_matches(['#', ' ']);
    let told = events.into_iter().map(|event| Told {
        path: article.path.display().to_string(),
        title: words::clip(title, 120),
        published: analysis.published.date,
        line: article.lines.line_of(event.span.start) + 1,
        event,
    });
    told.collect()
}

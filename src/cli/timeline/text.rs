//! The timeline for a terminal, by month and day; every line of one direction.

use std::io::{self, Write};

use jiff::civil::Date;

use super::{Timeline, Told};
use crate::cli::Fault;
use crate::cli::terminal::{BOLD, DIM, Screen, printable};
use crate::features::timeline::{month_heading, weekday_heading};

/// Writes it to the screen, in colours where those are wanted.
pub(super) fn write(screen: &mut Screen, timeline: &Timeline) -> Result<(), Fault> {
    let look = screen.look;
    let bold = |words: &str| look.styled(BOLD, words);
    let dim = |words: &str| look.styled(DIM, words);
    Ok(lines(screen, timeline, &bold, &dim)?)
}

/// The same without colours.
pub(super) fn plain(timeline: &Timeline) -> String {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = lines(&mut out, timeline, &str::to_owned, &str::to_owned);
    String::from_utf8(out).unwrap_or_default()
}

type Style<'a> = &'a dyn Fn(&str) -> String;

fn lines(out: &mut impl Write, timeline: &Timeline, bold: Style<'_>, dim: Style<'_>) -> io::Result<()> {
    for (month, days) in timeline.months() {
        writeln!(out, "{}\n", bold(&month_heading(timeline.language, month)))?;
        for (day, events) in days {
            let heading =
                day.map_or_else(|| timeline.say("timeline.month"), |day| day_heading(timeline, day));
            writeln!(out, "  {}", bold(&heading))?;
            for told in events {
                event(out, told, dim)?;
            }
            writeln!(out)?;
        }
    }
    writeln!(out, "{}", bold(&timeline.count()))
}

fn day_heading(timeline: &Timeline, day: Date) -> String {
    format!("{} {}", weekday_heading(timeline.language, day), day.day())
}

fn event(out: &mut impl Write, told: &Told, dim: Style<'_>) -> io::Result<()> {
    let place = format!("{}:{}", told.path, told.line);
    writeln!(out, "    {}", printable(&told.event.words))?;
    writeln!(out, "    {}", dim(&printable(&place)))
}

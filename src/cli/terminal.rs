//! What a terminal shows: colours where they are wanted, a bar where work is long, and no control
//! characters out of an article.

use std::borrow::Cow;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use crate::settings::Severity;
use crate::text::Span;

/// From how many articles on a bar is worth it.
const LONG: usize = 100;

/// Whether standard output takes colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    colour: bool,
}

impl Look {
    /// As the terminal, `NO_COLOR` and `CLICOLOR_FORCE` want it.
    pub(super) fn of_standard_output() -> Self {
        let choice = anstream::AutoStream::choice(&io::stdout());
        Self { colour: choice != anstream::ColorChoice::Never }
    }

    /// Words in a style, where colours are on.
    pub(super) fn styled(self, style: Style, words: &str) -> String {
        if self.colour { format!("{style}{words}{style:#}") } else { words.to_owned() }
    }

    /// The line of an article around a span: the span's words in a style, or between brackets where
    /// there are no colours. At most `around` letters either side are shown.
    pub(super) fn marked(self, text: &str, line: Span, span: Span, around: usize) -> String {
        let end = span.end.min(line.end).max(span.start);
        let before = tail(Span::new(line.start, span.start).of(text), around);
        let after = head(Span::new(end, line.end).of(text), around);
        let words = printable(Span::new(span.start, end).of(text));
        let words = if self.colour { self.styled(MARK, &words) } else { format!("⟦{words}⟧") };
        format!("{}{words}{}", printable(&before), printable(&after))
    }
}

/// Standard output, and how things look on it.
pub(super) struct Screen {
    out: BufWriter<StdoutLock<'static>>,
    pub(super) look: Look,
}

impl Screen {
    /// Standard output.
    pub(super) fn new() -> Self {
        Self { out: BufWriter::new(io::stdout().lock()), look: Look::of_standard_output() }
    }

    /// Words in a style, where colours are on.
    pub(super) fn styled(&self, style: Style, words: &str) -> String {
        self.look.styled(style, words)
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Titles and counts.
pub(super) const BOLD: Style = Style::new().bold();
/// What is there for reference.
pub(super) const DIM: Style = Style::new().dimmed();
/// The words a finding is about.
const MARK: Style = Style::new().bold().underline();

/// The style of a severity's name.
pub(super) const fn of_severity(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Information => AnsiColor::Cyan,
        Severity::Hint => AnsiColor::BrightBlack,
    };
    colour.on_default().bold()
}

/// Words without control characters, which could take over the terminal.
pub(super) fn printable(words: &str) -> Cow<'_, str> {
    if words.contains(char::is_control) {
        Cow::Owned(words.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(words)
    }
}

/// The last `most` letters, from a word's beginning, after `…` where something is left out.
fn tail(words: &str, most: usize) -> String {
    let Some((at, _)) = words.char_indices().rev().nth(most) else {
        return words.to_owned();
    };
    let kept = words.get(at..).unwrap_or("");
    let kept = kept.split_once(' ').map_or(kept, |(_, after)| after);
    format!("…{kept}")
}

/// The first `most` letters, to a word's end, before `…` where something is left out.
fn head(words: &str, most: usize) -> String {
    let Some((at, _)) = words.char_indices().nth(most) else {
        return words.to_owned();
    };
    let kept = words.get(..at).unwrap_or("");
    let kept = kept.rsplit_once(' ').map_or(kept, |(before, _)| before);
    format!("{kept}…")
}

/// A line on standard error. That it cannot be written is nothing one could say anywhere.
pub(super) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(line));
}

/// A bar on standard error; a hidden one where work is short or nobody looks.
pub(super) fn bar(length: usize) -> ProgressBar {
    if length < LONG {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_between_words() {
        let text = "وقال إن بلاده أرسلت أكثر من 10,000 جندي إلى جبهة كورسك";
        let words = "أكثر من 10,000 جندي";
        let start = text.find(words).expect("words");
        let span = Span::new(start, start + words.len());
        let look = Look { colour: false };
        let line = Span::new(0, text.len());
        assert_eq!(look.marked(text, line, span, 14), "…بلاده أرسلت ⟦أكثر من 10,000 جندي⟧ إلى جبهة…");
        assert_eq!(look.marked("a\u{1b}[2Jb c", Span::new(0, 6), Span::new(5, 6), 9), "a [2J⟦b⟧");
    }
}

//! The format of a case file, described for writers in `docs/cases.md`.
//!
//! [`sections`] is a pure function of the file's text: it finds the sections, their fenced blocks and
//! what the info strings say, and reports the first thing it cannot make sense of with its line.

use std::collections::BTreeSet;
use std::ops::Range;

use isnad::words::Language;
use jiff::civil::Date;

/// What a fenced block holds: the first word of its info string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An article, the input of the blocks after it.
    Article,
    /// A settings or knowledge file of the workspace.
    Toml,
    /// A table of short texts, one a line, with the time expressions marked.
    Times,
    /// A table of sentences, one a line, after who stands behind them.
    Sentences,
    /// Expected: the day of publication.
    Published,
    /// Expected: the claims.
    Claims,
    /// Expected: the quotations.
    Quotes,
    /// Expected: who said each claim and who passed it on.
    Chains,
    /// Expected: the findings of the rules.
    Findings,
    /// Expected: the card at the cursor.
    Card,
}

impl Kind {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "article" => Self::Article,
            "toml" => Self::Toml,
            "times" => Self::Times,
            "sentences" => Self::Sentences,
            "published" => Self::Published,
            "claims" => Self::Claims,
            "quotes" => Self::Quotes,
            "chains" => Self::Chains,
            "findings" => Self::Findings,
            "card" => Self::Card,
            _ => return None,
        })
    }

    /// Whether it holds what is expected of the article before it.
    pub(crate) const fn is_expected(self) -> bool {
        !matches!(self, Self::Article | Self::Toml | Self::Times | Self::Sentences)
    }

    /// Whether each of its lines is an input and its expectation in one.
    pub(crate) const fn is_table(self) -> bool {
        matches!(self, Self::Times | Self::Sentences)
    }
}

/// A fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// What it holds.
    pub(crate) kind: Kind,
    /// `date=`: the day of publication.
    pub(crate) date: Option<Date>,
    /// `lang=`: the language of cards; Arabic unless said otherwise.
    pub(crate) language: Language,
    /// `file=`: its name in the section's workspace.
    pub(crate) file: Option<String>,
    /// `known-fault`: what stands in it is right, and is not what is read today.
    pub(crate) known_fault: bool,
    /// Its lines, in bytes of the case file, with their last line end.
    pub(crate) body: Range<usize>,
    /// The line of its info string, from 1.
    pub(crate) line: usize,
}

impl Block {
    /// Its text, without the last line end.
    pub(crate) fn text<'t>(&self, file: &'t str) -> &'t str {
        let body = &file[self.body.clone()];
        body.strip_suffix('\n').unwrap_or(body)
    }
}

/// A section: a test.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Its heading as an anchor: lower case, hyphens for blanks.
    pub(crate) name: String,
    /// The line of its heading, from 1.
    pub(crate) line: usize,
    /// Its fenced blocks, in order.
    pub(crate) blocks: Vec<Block>,
}

/// What is wrong with a case file, and on which line of it (from 1).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// Finds the sections of a case file. `marks` says whether the marks in its articles are expectations
/// (those of `names/` and `times/` are).
///
/// # Errors
///
/// The first thing that the format does not know.
pub(crate) fn sections(file: &str, marks: bool) -> Result<Vec<Section>, Fault> {
    let mut sections: Vec<Section> = Vec::new();
    let mut names = BTreeSet::new();
    let mut lines = Lines { file, at: 0, number: 0 };
    while let Some((_, line)) = lines.next_line() {
        if let Some(heading) = line.strip_prefix("## ") {
            let name = anchor(heading);
            if !names.insert(name.clone()) {
                return Err(Fault::new(lines.number, format!("a second section {name}")));
            }
            sections.push(Section { name, line: lines.number, blocks: Vec::new() });
        } else if line.starts_with("```") {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let mut block = info(&line[ticks..], lines.number)?;
            block.body = lines.body(&line[..ticks])?;
            let Some(section) = sections.last_mut() else {
                return Err(Fault::new(block.line, "a block before the first section (## …)"));
            };
            section.blocks.push(block);
        } else if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            return Err(Fault::new(lines.number, "a block begins with backticks at the start of its line"));
        }
    }
    for section in &sections {
        complete(section, marks)?;
    }
    Ok(sections)
}

/// Whether a section has all that its blocks need.
fn complete(section: &Section, marks: bool) -> Result<(), Fault> {
    let mut article = false;
    let mut checks = false;
    for block in &section.blocks {
        article |= block.kind == Kind::Article;
        checks |= block.kind.is_expected() || block.kind.is_table() || (article && marks);
        if block.kind.is_expected() && !article {
            return Err(Fault::new(block.line, "an expectation with no article before it"));
        }
        if block.kind == Kind::Toml && block.file.is_none() {
            return Err(Fault::new(block.line, "a toml block needs file=NAME"));
        }
    }
    if checks { Ok(()) } else { Err(Fault::new(section.line, "a section that expects nothing")) }
}

/// Reads an info string, the words after the backticks.
fn info(words: &str, line: usize) -> Result<Block, Fault> {
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default();
    let kind = Kind::of(first).ok_or_else(|| Fault::new(line, format!("no kind of block: “{first}”")))?;
    let (date, file, language) = (None, None, Language::Ar);
    let mut block = Block { kind, date, language, file, known_fault: false, body: 0..0, line };
    for word in words {
        let wrong = || Fault::new(line, format!("what is “{word}”?"));
        match word.split_once('=') {
            None if word == "known-fault" && kind != Kind::Toml => block.known_fault = true,
            Some(("date", date)) if matches!(kind, Kind::Article | Kind::Sentences) => {
                block.date = Some(date.parse().map_err(|_| wrong())?);
            }
            Some(("lang", "ar")) if kind == Kind::Card => block.language = Language::Ar,
            Some(("lang", "en")) if kind == Kind::Card => block.language = Language::En,
            Some(("file", name)) if matches!(kind, Kind::Article | Kind::Toml) => {
                block.file = Some(name.to_owned());
            }
            _ => return Err(wrong()),
        }
    }
    Ok(block)
}

/// A heading as a name one can type: `A title, alone` is `a-title-alone`.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Goes through the lines of a file.
struct Lines<'t> {
    file: &'t str,
    /// First byte of the next line.
    at: usize,
    /// The number of the last line, from 1.
    number: usize,
}

impl<'t> Lines<'t> {
    /// The next line without its end, and its first byte.
    fn next_line(&mut self) -> Option<(usize, &'t str)> {
        let start = self.at;
        let line = self.file[start..].split_inclusive('\n').next()?;
        self.at += line.len();
        self.number += 1;
        Some((start, line.trim_end_matches(['\n', '\r'])))
    }

    /// The lines up to the closing fence, which is passed.
    fn body(&mut self, fence: &str) -> Result<Range<usize>, Fault> {
        let (opened, start) = (self.number, self.at);
        while let Some((end, line)) = self.next_line() {
            if line == fence {
                return Ok(start..end);
            }
        }
        Err(Fault::new(opened, "a block that is not closed"))
    }
}

/// The number of the line that a byte of the file is on, from 1.
pub(crate) fn line_of(file: &str, at: usize) -> usize {
    file[..at].matches('\n').count() + 1
}

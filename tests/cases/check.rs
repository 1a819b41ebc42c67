//! What is read in the articles of a section, held against what the section expects.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::PathBuf;

use isnad::analysis::{Analysis, Metadata, analyse};
use isnad::dates;
use isnad::features::{self, At};
use isnad::knowledge::Knowledge;
use isnad::rules;
use isnad::text::Tokens;
use isnad::words::Language;
use jiff::civil::Date;
use similar::TextDiff;

use crate::fixture::Fixture;
use crate::format::{Block, Fault, Kind, Section, line_of};
use crate::marked::{self, Mark};
use crate::shown;

/// A folder of `tests/cases/`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Directory {
    Names,
    Times,
    Claims,
    Quotes,
    Chains,
    Findings,
    Cards,
}

impl Directory {
    pub(crate) const ALL: [Self; 7] =
        [Self::Names, Self::Times, Self::Claims, Self::Quotes, Self::Chains, Self::Findings, Self::Cards];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Times => "times",
            Self::Claims => "claims",
            Self::Quotes => "quotes",
            Self::Chains => "chains",
            Self::Findings => "findings",
            Self::Cards => "cards",
        }
    }

    /// Whether the marks in its articles are what is expected there: all names, or all times.
    pub(crate) const fn has_marks(self) -> bool {
        matches!(self, Self::Names | Self::Times)
    }
}

/// One thing expected, and what is read instead.
pub(crate) struct Outcome {
    /// Where it stands in the case file.
    pub(crate) range: Range<usize>,
    /// The line it stands on, from 1.
    pub(crate) line: usize,
    /// The text it was read in, where that is not what is expected itself.
    article: Option<String>,
    expected: String,
    /// What belongs into the file in its place.
    pub(crate) got: String,
    pub(crate) known_fault: bool,
}

impl Outcome {
    /// What to tell about it; nothing where it is as it should be.
    pub(crate) fn mismatch(&self) -> Option<String> {
        match (self.expected == self.got, self.known_fault) {
            (true, false) | (false, true) => None,
            (true, true) => Some("read rightly by now: take known-fault away\n".to_owned()),
            (false, false) => {
                let article = self.article.as_ref();
                let article = article.map_or(String::new(), |text| format!("article\n{text}\n\n"));
                let diff = TextDiff::from_lines(&self.expected, &self.got);
                let diff = diff.unified_diff().header("expected", "got").to_string();
                Some(format!("not as expected\n{article}{diff}"))
            }
        }
    }
}

/// All that a section expects.
///
/// # Errors
///
/// The first mark or line of a table that cannot be read.
pub(crate) fn section(directory: Directory, file: &str, section: &Section) -> Result<Vec<Outcome>, Fault> {
    let mut outcomes = Vec::new();
    let mut article: Option<Article> = None;
    for block in &section.blocks {
        match block.kind {
            Kind::Toml => {}
            Kind::Times => table(&mut outcomes, file, block, time_line)?,
            Kind::Sentences => table(&mut outcomes, file, block, sentence_line)?,
            Kind::Article => {
                let read = Article::new(file, section, block)?;
                if directory.has_marks() {
                    outcomes.push(read.marks(directory, file));
                }
                article = Some(read);
            }
            _ => {
                if let Some(article) = &article {
                    article.can_be_held_against(file, block)?;
                    outcomes.push(article.expectation(file, block));
                }
            }
        }
    }
    Ok(outcomes)
}

/// An article of a section and what is read in it.
struct Article<'s> {
    section: &'s Section,
    block: &'s Block,
    /// As it stands in the case, with its marks.
    written: &'s str,
    /// Without marks and cursor.
    text: String,
    marks: Vec<Mark>,
    analysis: Analysis,
}

impl<'s> Article<'s> {
    fn new(file: &'s str, section: &'s Section, block: &'s Block) -> Result<Self, Fault> {
        let written = block.text(file);
        let (text, marks) = unmarked(written, block.line + 1)?;
        let text = text.replacen("$0", "", 1);
        let analysis = if in_workspace(section) {
            let (fixture, path) = workspace(file, section, block, Language::Ar);
            let snapshot = fixture.snapshot();
            snapshot.open(&path).expect("an open article").analysis.clone()
        } else {
            read(&text, block.date)
        };
        Ok(Self { section, block, written, text, marks, analysis })
    }

    /// The names or the times marked in it.
    fn marks(&self, directory: Directory, file: &str) -> Outcome {
        let got = match directory {
            Directory::Names => marked::mentions(&self.analysis),
            _ => shown::times(&self.analysis.times),
        };
        let line_end = |text: String| if self.block.body.is_empty() { text } else { text + "\n" };
        Outcome {
            range: self.block.body.clone(),
            line: line_of(file, self.block.body.start),
            article: None,
            expected: line_end(marked::marked(&self.text, &self.marks)),
            got: line_end(marked::marked(&self.text, &got)),
            known_fault: self.block.known_fault,
        }
    }

    /// Whether a block expects what could be read: a slip in it would pass for a known fault.
    fn can_be_held_against(&self, file: &str, block: &Block) -> Result<(), Fault> {
        if block.kind == Kind::Card && self.written.matches("$0").count() != 1 {
            return Err(Fault::new(block.line, "a card needs one $0 in its article"));
        }
        let lines = block.text(file).lines().zip(block.line + 1..);
        for (line, number) in lines.filter(|_| block.kind == Kind::Findings) {
            let mut words = line.split(' ');
            let level = words.next().is_some_and(|w| LEVELS.contains(&w));
            let rule = words.next().is_some_and(|w| rules::rule(w).is_some());
            if !level || !rule {
                return Err(Fault::new(
                    number,
                    "a finding is LEVEL RULE «words», LEVEL one of warning information hint",
                ));
            }
        }
        Ok(())
    }

    fn expectation(&self, file: &str, block: &Block) -> Outcome {
        let got = match block.kind {
            Kind::Published => shown::published(&self.analysis.published),
            Kind::Claims => shown::claims(&self.text, &self.analysis),
            Kind::Quotes => shown::quotes(&self.text, &self.analysis),
            Kind::Chains => shown::chains(&self.text, &self.analysis),
            Kind::Findings => self.findings(file),
            _ => workspace(file, self.section, self.block, block.language).0.card() + "\n",
        };
        Outcome {
            range: block.body.clone(),
            line: block.line,
            article: Some(self.written.to_owned()),
            expected: file[block.body.clone()].to_owned(),
            got,
            known_fault: block.known_fault,
        }
    }

    /// What the rules find in it, a line each: level, rule, words.
    fn findings(&self, file: &str) -> String {
        let (fixture, path) = workspace(file, self.section, self.block, Language::Ar);
        let found = features::diagnostics(&fixture.snapshot(), &path);
        let lines = found.iter().map(|finding| {
            let words = match finding.at {
                At::Span(span) => format!("«{}»", shown::one_line(span.of(&self.text))),
                At::Line(line) => format!("line {}", line + 1),
            };
            format!("{} {} {words}\n", finding.severity.name(), finding.source.code())
        });
        lines.collect()
    }
}

fn read(text: &str, date: Option<Date>) -> Analysis {
    let metadata = Metadata { configured: date, ..Metadata::default() };
    analyse(text, &metadata, &Knowledge::built_in())
}

/// Whether the articles of a section stand beside each other and its files.
fn in_workspace(section: &Section) -> bool {
    section.blocks.iter().any(|b| b.file.is_some())
}

/// A workspace with the article open: alone, or beside those of its section that have a file name.
fn workspace(file: &str, section: &Section, article: &Block, language: Language) -> (Fixture, PathBuf) {
    let mut written = String::new();
    for block in section.blocks.iter().filter(|b| b.file.is_some() || b.line == article.line) {
        if !matches!(block.kind, Kind::Article | Kind::Toml) {
            continue;
        }
        let body = block.text(file);
        let this = block.line == article.line;
        let date = block.date.map_or(String::new(), |date| format!(" date={date}"));
        // The cursor opens its article by itself, and only one article has it.
        let cursor = body.contains("$0");
        let open = if this && !cursor { " open" } else { "" };
        let body = if cursor && !this { body.replacen("$0", "", 1) } else { body.to_owned() };
        let body = marked::parse(&body).0;
        let _ = write!(written, "//- {}{date}{open}\n{body}\n", name(block));
    }
    let fixture = Fixture::in_language(language, &written);
    let path = fixture.path(name(article));
    (fixture, path)
}

fn name(block: &Block) -> &str {
    block.file.as_deref().unwrap_or("a.txt")
}

/// Takes the marks out of a text that begins on a line.
fn unmarked(written: &str, line: usize) -> Result<(String, Vec<Mark>), Fault> {
    for (at, _) in written.match_indices('⟦') {
        let inner = written[at..].split('⟧').next().unwrap_or_default();
        let closed = at + inner.len() < written.len() && !inner['⟦'.len_utf8()..].contains('⟦');
        let label = inner.split_once('|').and_then(|(_, label)| label.split_once(':'));
        let known = label.is_some_and(|(kind, value)| {
            matches!(kind, "P" | "L" | "O" | "D" | "R" | "T") && !value.is_empty()
        });
        if !closed || !known {
            let line = line + line_of(written, at) - 1;
            return Err(Fault::new(line, "a mark is ⟦words|K:value⟧, K one of P L O D R T"));
        }
    }
    Ok(marked::parse(written))
}

/// How severe a finding is, as it is written.
const LEVELS: [&str; 4] = ["error", "warning", "information", "hint"];

/// Who stands behind a sentence, as it is written.
const SOURCES: [&str; 5] = ["named", "carried", "vague", "none", "no-claim"];

/// A line of a table held against what is read today, both as they are written.
type Line = fn(&str, &Block) -> Result<(String, String), String>;

fn table(outcomes: &mut Vec<Outcome>, file: &str, block: &Block, line: Line) -> Result<(), Fault> {
    let mut start = block.body.start;
    for (at, row) in file[block.body.clone()].split_inclusive('\n').enumerate() {
        let range = start..start + row.trim_end_matches('\n').len();
        start += row.len();
        let number = block.line + 1 + at;
        let (expected, got) =
            line(&file[range.clone()], block).map_err(|message| Fault::new(number, message))?;
        let known_fault = block.known_fault;
        outcomes.push(Outcome { range, line: number, article: None, expected, got, known_fault });
    }
    Ok(())
}

/// `DATE TEXT` with every time expression marked; `-` for an article without a date.
fn time_line(row: &str, _: &Block) -> Result<(String, String), String> {
    let wanted = "a line of times is DATE (or -), a blank, the text";
    let (date, written) = row.split_once(' ').ok_or(wanted)?;
    let published: Option<Date> = date.parse().ok();
    if published.is_none() && date != "-" {
        return Err(wanted.to_owned());
    }
    let (text, _) = unmarked(written, 1).map_err(|fault| fault.message)?;
    let facts = dates::find(&text, &Tokens::new(&text));
    let facts: Vec<_> = facts.iter().map(|f| (0, f)).collect();
    let times = shown::times(&dates::resolve(&facts, published));
    Ok((row.to_owned(), format!("{date} {}", marked::marked(&text, &times))))
}

/// `SOURCE ENTITY | TEXT`: who stands behind the last claim of a text.
fn sentence_line(row: &str, block: &Block) -> Result<(String, String), String> {
    let wanted = "a line of sentences is SOURCE ENTITY | TEXT";
    let (source, text) = row.split_once(" | ").ok_or(wanted)?;
    if !source.split_once(' ').is_some_and(|(status, _)| SOURCES.contains(&status)) {
        return Err(wanted.to_owned());
    }
    let analysis = read(text, block.date);
    let source = analysis.claims.last().map_or_else(
        || "no-claim -".to_owned(),
        |claim| format!("{} {}", shown::status(claim.source), shown::entity(claim)),
    );
    Ok((row.to_owned(), format!("{source} | {text}")))
}

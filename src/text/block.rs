//! The blocks of an article: its lines, and headings glued to a line's end.

use super::joints::goes_on;
use super::{Span, sentence::trimmed};

/// What a block is in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The article's title.
    Headline,
    /// A heading inside it.
    Subhead,
    /// Place and agency before the first paragraph.
    Dateline,
    /// Who wrote it.
    Byline,
    /// Words under a picture.
    Caption,
    /// Running text.
    #[default]
    Body,
    /// A tweet or a pull-quote.
    Embedded,
    /// Menus, captcha text, "read also", the outlet's own blurb.
    Boilerplate,
    /// The YAML block at the top.
    FrontMatter,
}

/// One block: a line, or a heading that was glued to a line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its words, the white space around them left out.
    pub span: Span,
    /// What it is in the article.
    pub role: Role,
}

/// Splits a text into the spans of its blocks: non-blank lines, cut before a heading mark (`##`…)
/// that is glued into one, and put together where one is wrapped inside a sentence.
pub fn split(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| at + 1);
    for end in ends.chain([text.len()]) {
        let line = Span::new(start, end).of(text);
        let mut from = start;
        for cut in heading_marks(line) {
            push(text, Span::new(from, start + cut), &mut out);
            from = start + cut;
        }
        push(text, Span::new(from, end), &mut out);
        start = end;
    }
    out
}

fn push(text: &str, span: Span, out: &mut Vec<Span>) {
    let span = trimmed(text, span);
    if span.is_empty() {
        return;
    }
    let above = out.last_mut().filter(|above| is_wrapped(text, **above, span));
    match above {
        Some(above) => above.end = span.end,
        None => out.push(span),
    }
}

/// Whether a block goes on in a line right below it.
fn is_wrapped(text: &str, above: Span, below: Span) -> bool {
    let between = Span::new(above.end, below.start).of(text);
    let line = above.of(text);
    let last = line.rfind(['\n', '\r']).map_or(line, |end| &line[end + 1..]);
    is_one_break(between) && goes_on(last, below.of(text))
}

/// Whether white space is the end of one line.
fn is_one_break(between: &str) -> bool {
    let breaks = between.matches('\n').count().max(between.matches('\r').count());
    breaks == 1
}

/// Where runs of `##` or more begin inside a line.
fn heading_marks(line: &str) -> impl Iterator<Item = usize> + '_ {
    let marks = memchr::memmem::find_iter(line.as_bytes(), "##");
    marks.filter(|&at| at > 0 && !line[..at].ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_wrapped_inside_a_sentence() {
        let words = |text| split(text).into_iter().map(|s| s.of(text)).collect::<Vec<_>>();
        assert_eq!(words("قال كيم إن\r\n14 جنديا في\nروسيا\nثم"), ["قال كيم إن\r\n14 جنديا في\nروسيا", "ثم"]);
        assert_eq!(words("قال كيم إن\n\n14 جنديا"), ["قال كيم إن", "14 جنديا"]);
    }

    #[test]
    fn lines_and_glued_headings() {
        let text = "### عنوان\n\nنص.### زيارة\r\n   \n#وسم #آخر";
        let words: Vec<_> = split(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(words, ["### عنوان", "نص.", "### زيارة", "#وسم #آخر"]);
    }
}

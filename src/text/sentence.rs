//! Sentences of a block.

use super::Span;
use super::joints::is_initial;

/// One sentence: where it stands in the document and which block it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The words without the white space around them.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
}

/// Splits a block's text into sentences (spans into `text`, white space left out).
///
/// A sentence ends at `. ! ? ؟ …` with the quotation marks and brackets that close on it, followed
/// by white space or the end, but not inside an open quotation and not after an initial.
pub fn split(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut quotes = Quotes::default();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        quotes.see(c);
        if !is_stop(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(i, n)) = chars.peek() {
            if !(is_stop(n) || matches!(n, '"' | '”' | '“' | '»' | '’' | ')')) {
                break;
            }
            quotes.see(n);
            end = i + n.len_utf8();
            chars.next();
        }
        let closes = chars.peek().is_none_or(|&(_, n)| n.is_whitespace());
        if closes && !quotes.open() && !is_initial(&text[start..at], &text[end..]) {
            push_trimmed(text, Span::new(start, end), &mut out);
            start = end;
            quotes = Quotes::default();
        }
    }
    push_trimmed(text, Span::new(start, text.len()), &mut out);
    out
}

/// The sentence that holds a byte of a text; the whole block where it stands between two, nothing
/// where it stands between two blocks.
pub fn at(text: &str, offset: usize) -> Span {
    let before = text.get(..offset).unwrap_or(text);
    // A paragraph: a line may be wrapped inside a sentence.
    let start = before.rfind("\n\n").map_or(0, |end| end + 2);
    let behind = text.get(offset..).unwrap_or_default();
    let end = behind.find("\n\n").map_or(text.len(), |length| offset + length);
    let holding = |spans: Vec<Span>, start: usize| {
        let mut moved = spans.into_iter().map(|s| Span::new(start + s.start, start + s.end));
        moved.find(|s| s.touches(offset))
    };
    let Some(block) = holding(super::block::split(&text[start..end]), start) else {
        return Span::new(offset.min(text.len()), offset.min(text.len()));
    };
    holding(split(block.of(text)), block.start).unwrap_or(block)
}

/// The span without the white space at its ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let lead = words.len() - words.trim_start().len();
    let start = span.start + lead;
    Span::new(start, start + words.trim().len())
}

fn push_trimmed(text: &str, span: Span, out: &mut Vec<Span>) {
    let span = trimmed(text, span);
    if !span.is_empty() {
        out.push(span);
    }
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…')
}

/// Which quotation marks stand open.
#[derive(Default)]
struct Quotes {
    curly: i32,
    angled: i32,
    straight: bool,
}

impl Quotes {
    fn see(&mut self, c: char) {
        match c {
            '“' => self.curly += 1,
            '”' => self.curly -= 1,
            '«' => self.angled += 1,
            '»' => self.angled -= 1,
            '"' => self.straight = !self.straight,
            _ => {}
        }
    }

    const fn open(&self) -> bool {
        self.curly > 0 || self.angled > 0 || self.straight
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn the_sentence_around_a_byte() {
        let text = "عنوان\r\nقال كيم. ثم ذهب.### زيارة بوتين\n\nنعم";
        let around = |words: &str| at(text, text.find(words).unwrap()).of(text);
        assert_eq!(around("عنوان"), "عنوان");
        assert_eq!(around("كيم"), "قال كيم.");
        assert_eq!(around("ذهب"), "ثم ذهب.");
        assert_eq!(around("بوتين"), "### زيارة بوتين");
        assert_eq!(around("نعم"), "نعم");
        assert_eq!(at(text, text.find("\n\n").unwrap() + 1).of(text), "");
        assert_eq!(at(text, text.len() + 9).of(text), "");
        assert_eq!(at("", 0).of(""), "");
    }

    #[test]
    fn stops_quotes_initials() {
        assert_eq!(sentences("قال. ثم ذهب؟ نعم"), ["قال.", "ثم ذهب؟", "نعم"]);
        assert_eq!(sentences("قال: \"هذا. وذاك\". ثم"), ["قال: \"هذا. وذاك\".", "ثم"]);
        assert_eq!(sentences("قال د. أحمد شيئا. ثم"), ["قال د. أحمد شيئا.", "ثم"]);
        assert_eq!(sentences("نحو 2.5 مليون.إن"), ["نحو 2.5 مليون.إن"]);
        assert_eq!(sentences("مستمر.. ودشنا"), ["مستمر..", "ودشنا"]);
        assert_eq!(sentences("مشيدا بها… “هي جارة” له"), ["مشيدا بها…", "“هي جارة” له"]);
    }
}

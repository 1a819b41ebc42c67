//! Comments in an article: `<!-- … -->` on one line. Their words are nobody's.

use std::borrow::Cow;

use super::Span;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The comments of a text, in order; one that is not closed on its line is none.
pub fn find(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(OPEN)) {
        let start = from + start;
        let inside = start + OPEN.len();
        let line = text.get(inside..).and_then(|rest| rest.split(['\n', '\r']).next()).unwrap_or("");
        match line.find(CLOSE) {
            Some(end) => {
                from = inside + end + CLOSE.len();
                out.push(Span::new(start, from));
            }
            None => from = inside,
        }
    }
    out
}

/// A text with spaces where its comments stand, so that every other letter keeps its place.
pub fn blanked(text: &str) -> Cow<'_, str> {
    if !text.contains(OPEN) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for comment in find(text) {
        out.push_str(Span::new(from, comment.start).of(text));
        out.extend(std::iter::repeat_n(' ', comment.len()));
        from = comment.end;
    }
    out.push_str(Span::new(from, text.len()).of(text));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_letter_keeps_its_place() {
        let text = "قال <!-- ملاحظة --> كيم\n<!-- مفتوح\nنعم --> <!--x--><!---->";
        let found: Vec<_> = find(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["<!-- ملاحظة -->", "<!--x-->", "<!---->"]);
        let blank = blanked(text);
        assert_eq!(blank.len(), text.len());
        assert_eq!(blank.find("كيم"), text.find("كيم"));
        assert!(!blank.contains("ملاحظة") && blank.contains("مفتوح"));
        assert_eq!(blanked("قال كيم"), "قال كيم");
    }
}

//! Marks of a page's source in a text: tags, entities, shortcodes, and what stands round the words of a
//! Markdown link. They are no words of the article.

use std::borrow::Cow;

use super::Span;
use super::layout::LEXICON;

/// A mark of a page's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// What it stands for; nothing where that is nothing.
    pub sense: Cow<'static, str>,
    /// Whether it belongs to a Markdown link, which is no leftover: `[` and `](https://…)`.
    pub link: bool,
}

/// The marks of a text, in order.
pub fn marks(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    if memchr::memchr3(b'&', b'<', b'[', bytes).is_none() && memchr::memchr(b']', bytes).is_none() {
        return Vec::new();
    }
    let mut out: Vec<Mark> = Vec::new();
    // Behind what is read, and the end of a link whose words are being read.
    let (mut from, mut end) = (0, Span::default());
    for (at, _) in text.match_indices(['&', '<', '[', ']']) {
        if at < from || (end.start <= at && at < end.end) {
            continue;
        }
        if let Some([open, close]) = link(text, at) {
            let frame = |span| Mark { span, sense: Cow::Borrowed(""), link: true };
            end = close;
            out.extend([frame(open), frame(close)]);
        } else if let Some((length, sense)) = mark(&text[at..]) {
            from = at + length;
            out.push(Mark { span: Span::new(at, from), sense, link: false });
        }
    }
    out.sort_unstable_by_key(|mark| mark.span);
    out
}

/// The mark that a text begins with: its length and what it stands for.
fn mark(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let known = || {
        let found = LEXICON.markup.iter().filter(|(mark, _)| text.starts_with(mark.as_str()));
        found
            .max_by_key(|(mark, _)| mark.len())
            .map(|(mark, sense)| (mark.len(), Cow::Borrowed(sense.as_str())))
    };
    known().or_else(|| match text.as_bytes().first()? {
        b'&' => number(text),
        b'<' => tag(text),
        b'[' => shortcode(text).map(|length| (length, Cow::Borrowed(""))),
        _ => None,
    })
}

/// A character by its number: `&#8220;`, `&#x201C;`.
fn number(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let digits = text.get(..text.find(';').filter(|end| *end <= 10)?)?.strip_prefix("&#")?;
    let (radix, figures) = digits.strip_prefix(['x', 'X']).map_or((10, digits), |hex| (16, hex));
    let code = u32::from_str_radix(figures, radix).ok()?;
    let length = digits.len() + 3;
    if let Some(sense) = LEXICON.markup.get(&format!("&#{code};")) {
        return Some((length, Cow::Borrowed(sense)));
    }
    let c = char::from_u32(code).filter(|c| !c.is_control())?;
    Some((length, Cow::Owned(if c.is_whitespace() { " ".to_owned() } else { c.to_string() })))
}

/// A tag of HTML, with attributes or without: `</p>`, `<a href="…">`.
fn tag(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let (name, rest) = named(inner)?;
    let length = closes(rest, '>', '<')?;
    let attributes = &rest[..length - 1];
    let apart = attributes.is_empty() || attributes.starts_with(|c: char| c.is_whitespace() || c == '/');
    let name = name.to_ascii_lowercase();
    let known = LEXICON.tags.contains(&name) || LEXICON.breaks.contains(&name);
    let sense = if LEXICON.breaks.contains(&name) { " " } else { "" };
    (apart && (known || attributes.contains('=')))
        .then(|| (text.len() - rest.len() + length, Cow::Borrowed(sense)))
}

/// The length of a shortcode of a site's editor: `[gallery ids="1,2"]`, `[/caption]`, `[vc_row]`.
fn shortcode(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let bare = inner.strip_prefix('/').unwrap_or(inner);
    let (name, rest) = named(bare)?;
    let length = closes(rest, ']', '[')?;
    let attributes = &rest[..length - 1];
    let apart = attributes.is_empty() || attributes.starts_with(|c: char| c.is_whitespace() || c == '/');
    let told = attributes.contains('=')
        || (attributes.trim_matches([' ', '/']).is_empty()
            && (bare.len() < inner.len()
                || name.contains('_')
                || LEXICON.shortcodes.contains(&name.to_ascii_lowercase())));
    let is_link = rest[length..].starts_with(['(', '[', ':']);
    (name.len() > 1 && apart && told && !is_link).then_some(text.len() - rest.len() + length)
}

/// The name that a text begins with, and what follows it.
fn named(text: &str) -> Option<(&str, &str)> {
    let end =
        text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    text.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| text.split_at(end))
}

/// The length up to a closing mark, the marks inside the values of attributes left out; nothing where
/// another one opens before it.
fn closes(text: &str, close: char, open: char) -> Option<usize> {
    let (mut quote, mut before) = (None, ' ');
    for (at, c) in text.char_indices() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if c == close => return Some(at + c.len_utf8()),
            None if c == open => return None,
            None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            Some(_) | None => {}
        }
        before = c;
    }
    None
}

/// What stands round the words of a Markdown link that opens at a byte.
fn link(text: &str, at: usize) -> Option<[Span; 2]> {
    let inner = text[at..].strip_prefix('[')?;
    let words = inner.find([']', '['])?;
    let address = inner[words..].strip_prefix("](")?;
    let mut depth = 1;
    let end = address.char_indices().find(|&(_, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    })?;
    let to = address[..end.0].split_whitespace().next()?;
    let is_address = to.is_ascii() || to.contains("://") || to.starts_with(['/', '#', '.']);
    let start = at - usize::from(text[..at].ends_with('!'));
    let close = at + 1 + words;
    (words > 0 && is_address).then(|| [Span::new(start, at + 1), Span::new(close, close + 2 + end.0 + 1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        marks(text).into_iter().map(|m| (m.span.of(text), m.sense.into_owned())).collect()
    }

    #[test]
    fn tags_entities_and_shortcodes() {
        for (mark, sense) in [
            ("<a href=\"https://example.org/?a>b\">", ""),
            ("<P CLASS='x'>", ""),
            ("<amp-img src=x />", ""),
            ("<br />", " "),
            ("</blockquote>", ""),
            ("&#8220;", "“"),
            ("&#x201C;", "“"),
            ("&#147;", "“"),
            ("&#160;", " "),
            ("&quot;", "\""),
            ("[gallery ids=\"1,2\"]", ""),
            ("[/caption]", ""),
            ("[vc_row]", ""),
            ("<![CDATA[", ""),
        ] {
            assert_eq!(found(&format!("قال {mark} نعم")), [(mark, sense.to_owned())], "{mark}");
        }
    }

    #[test]
    fn words_between_the_same_signs() {
        for text in [
            "3 < 5 و7 > 2",
            "قال [ضاحكا] نعم",
            "[1]",
            "[sic]",
            "AT&T; و&#;",
            "<x>",
            "<https://a.org>",
            "[كذا](شرح)",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn what_stands_round_the_words_of_a_link() {
        let marks = |text| found(text).into_iter().map(|(mark, _)| mark).collect::<Vec<_>>();
        assert_eq!(marks("وفق [وكالة تاس](https://a.org/x_(y))."), ["[", "](https://a.org/x_(y))"]);
        assert_eq!(marks("![صورة هنا](a.jpg \"عنوان\")"), ["![", "](a.jpg \"عنوان\")"]);
    }
}

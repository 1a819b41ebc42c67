//! The YAML block at the top of an article, of which isnad reads `date:`.
//!
//! Lines `key: value` between two lines `---`. A block that never closes is reported and read as
//! text.

use jiff::civil::Date;

use super::FrontMatterFault;
use crate::text::Span;

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// The block, its marks included; empty where there is none.
    pub(super) span: Span,
    /// First byte behind it.
    pub(super) end: usize,
    /// The publication date with the span of its value.
    pub(super) date: Option<(Span, Date)>,
    /// What could not be read.
    pub(super) faults: Vec<FrontMatterFault>,
}

const DATE_KEYS: [&str; 4] = ["date", "published", "pubdate", "publish_date"];

/// Reads the front matter of a text.
pub(super) fn read(text: &str) -> FrontMatter {
    let bom = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = lines(text, bom);
    let Some((first, _)) = lines.next().filter(|(_, line)| line.trim_end() == "---") else {
        return FrontMatter { end: bom, ..FrontMatter::default() };
    };
    let mut out = FrontMatter::default();
    let mut keyed = false;
    for (start, line) in lines {
        if matches!(line.trim_end(), "---" | "...") {
            out.end = start + line.len();
            out.span = Span::new(first, start + line.trim_end().len());
            return out;
        }
        keyed |= read_line(start, line, &mut out);
    }
    let mut open = FrontMatter { end: bom, ..FrontMatter::default() };
    if keyed {
        open.faults.push(FrontMatterFault { span: Span::new(first, first + 3), found: "---".to_owned() });
    }
    open
}

/// The lines from `from` on with their first bytes.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let rest = text.get(from..).unwrap_or("");
    rest.split_inclusive('\n').scan(from, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// Reads one line; whether it has a key.
fn read_line(start: usize, line: &str, out: &mut FrontMatter) -> bool {
    let Some((key, value)) = line.split_once(':') else {
        return false;
    };
    if key.is_empty() || key.contains(char::is_whitespace) {
        return false;
    }
    if DATE_KEYS.contains(&key.to_ascii_lowercase().as_str()) {
        let comment = value.find(" #").unwrap_or(value.len());
        let bare = value[..comment].trim().trim_matches(['"', '\'']);
        let at = start + key.len() + 1 + value.find(bare).unwrap_or(0);
        let span = Span::new(at, at + bare.len());
        match date(bare) {
            Some(date) => out.date = Some((span, date)),
            None if bare.is_empty() => {}
            None => out.faults.push(FrontMatterFault { span, found: bare.to_owned() }),
        }
    }
    true
}

/// `2023-12-21`, alone or before a time of day.
fn date(value: &str) -> Option<Date> {
    let day = value.get(..10).filter(|_| matches!(value.as_bytes().get(10), None | Some(b'T' | b' ')))?;
    day.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_and_without_quotes() {
        for value in ["2023-12-21", "\"2023-12-21\"", "2023-12-21T10:00:00Z", "2023-12-21 # يوم الخميس"]
        {
            let text = format!("---\r\ntitle: عنوان\r\ndate: {value}\r\n---\r\nنص");
            let matter = read(&text);
            let (span, date) = matter.date.unwrap();
            assert_eq!(date.to_string(), "2023-12-21");
            assert!(span.of(&text).starts_with("2023-12-21"));
            assert_eq!(&text[matter.end..], "نص");
            assert!(matter.faults.is_empty());
        }
    }

    #[test]
    fn faults_stand_at_their_place() {
        let text = "---\ndate: 2023-13-45\n---\nنص";
        assert_eq!(read(text).faults[0].span.of(text), "2023-13-45");
        let open = "---\ndate: 2023-12-21\nنص";
        let matter = read(open);
        assert_eq!((matter.end, matter.faults.len(), matter.date), (0, 1, None));
        assert_eq!(read("---\nنص بلا مفاتيح\n").faults.len(), 0);
    }
}

//! Addresses in an article that lead out of it: of pages, of mailboxes, of those who tweet.
//!
//! The text is not to be trusted: nothing but `http`, `https` and `mailto` comes out, and no address
//! that says one host and goes to another (`https://bbc.com@evil.org`).

use std::fmt::Write as _;
use std::path::Path;

use crate::corpus::Snapshot;
use crate::text::Span;
use crate::text::run::runs;

/// An address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words of the address.
    pub span: Span,
    /// Where it leads: a URI in ASCII.
    pub target: String,
}

/// Where a handle leads.
const HANDLES: &str = "https://x.com/";
/// Most letters of a handle there.
const HANDLE: usize = 15;

/// The addresses in an open article, in order, none overlapping.
pub fn links(snapshot: &Snapshot, path: &Path) -> Vec<Link> {
    snapshot.open(path).map_or_else(Vec::new, |open| find(&open.text.text))
}

fn find(text: &str) -> Vec<Link> {
    let whole = Span::new(0, text.len());
    let mut out = Vec::new();
    for run in runs(text, whole) {
        let words = run.of(text);
        let mut at = 0;
        while at < words.len() {
            let Some(rest) = words.get(at..) else {
                at += 1;
                continue;
            };
            let before = words.get(..at).and_then(|b| b.chars().next_back());
            match link_at(before, rest) {
                Some((length, target)) => {
                    let start = run.start + at;
                    out.extend(target.map(|target| Link { span: Span::new(start, start + length), target }));
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// The address that some words begin with: its length in bytes, and where it leads unless that is
/// not to be followed.
fn link_at(before: Option<char>, words: &str) -> Option<(usize, Option<String>)> {
    let glued = before.is_some_and(|c| c.is_ascii_alphanumeric() || "._-+@/".contains(c));
    let scheme = ["https://", "http://"].into_iter().find(|s| starts_with(words, s));
    if let Some(scheme) = scheme {
        let length = page(words);
        let address = words.get(scheme.len()..length)?;
        return Some((length, uri(scheme, address)));
    }
    if glued {
        return None;
    }
    if starts_with(words, "www.") {
        let length = page(words);
        return Some((length, uri("https://", words.get(..length)?)));
    }
    mailbox(words).or_else(|| handle(words))
}

fn starts_with(words: &str, prefix: &str) -> bool {
    words.get(..prefix.len()).is_some_and(|w| w.eq_ignore_ascii_case(prefix))
}

/// The length of a page's address: up to a mark that none has, or to Arabic words that were glued
/// to its end, without the punctuation of the sentence around it.
fn page(words: &str) -> usize {
    let mut before = ' ';
    let end = words.find(|c: char| {
        let glued = !c.is_ascii() && before.is_ascii_alphanumeric();
        before = c;
        glued || ends_address(c)
    });
    let mut address = words.get(..end.unwrap_or(words.len())).unwrap_or("");
    loop {
        let open = |mark| address.matches(mark).count();
        address = match address.chars().next_back() {
            Some(')') if open('(') >= open(')') => return address.len(),
            Some(c) if ".,;:!?'*_)]}،؛؟…".contains(c) => {
                address.get(..address.len() - c.len_utf8()).unwrap_or("")
            }
            _ => return address.len(),
        };
    }
}

/// Marks that no address has; those that turn the direction of writing would hide what it says.
fn ends_address(c: char) -> bool {
    c.is_control()
        || "<>\"«»“”‘’`\\^{|}".contains(c)
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// An address with all beyond ASCII escaped; `None` where its host is none or is disguised.
fn uri(scheme: &str, address: &str) -> Option<String> {
    let authority = address.split(['/', '?', '#']).next()?;
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    if !is_host(host) || !port.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut out = scheme.to_owned();
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"[]".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(out)
}

/// Whether this is a host with a domain of letters: `t.co`.
fn is_host(host: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let domain = host.rsplit('.').next().unwrap_or("");
    host.contains('.')
        && host.split('.').all(part)
        && domain.len() >= 2
        && domain.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// A mailbox: `name@host`.
fn mailbox(words: &str) -> Option<(usize, Option<String>)> {
    let name = words.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"._-+".contains(b)).count();
    let named = words.get(..name).is_some_and(|n| n.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let host = words.get(name..)?.strip_prefix('@').filter(|_| named)?;
    let length = host.bytes().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let host = host.get(..length)?.trim_end_matches(['.', '-']);
    let end = name + 1 + host.len();
    is_host(host).then(|| (end, words.get(..end).map(|mailbox| format!("mailto:{mailbox}"))))
}

/// The handle of somebody who tweets. One with a host behind it is of another network.
fn handle(words: &str) -> Option<(usize, Option<String>)> {
    let rest = words.strip_prefix('@')?;
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let name = rest.get(..length)?;
    let mut behind = rest.get(length..)?.chars();
    let elsewhere = match behind.next() {
        Some('@') => true,
        Some('.' | '-') => behind.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => false,
    };
    let named = name.bytes().any(|b| b.is_ascii_alphabetic());
    (named && length <= HANDLE && !elsewhere).then(|| (length + 1, Some(format!("{HANDLES}{name}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        find(text).into_iter().map(|l| (l.span.of(text), l.target)).collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, words, target) in [
            ("انظر https://t.co/aB1.", "https://t.co/aB1", "https://t.co/aB1"),
            ("[نص](HTTP://bbc.com/x)،", "HTTP://bbc.com/x", "http://bbc.com/x"),
            ("(www.spa.gov.sa)", "www.spa.gov.sa", "https://www.spa.gov.sa"),
            ("https://t.co/aB1وقال", "https://t.co/aB1", "https://t.co/aB1"),
            (
                "https://ar.wikipedia.org/wiki/كيم_(اسم)",
                "https://ar.wikipedia.org/wiki/كيم_(اسم)",
                "https://ar.wikipedia.org/wiki/%D9%83%D9%8A%D9%85_(%D8%A7%D8%B3%D9%85)",
            ),
            ("راسلنا: news.desk@aa.com.tr.", "news.desk@aa.com.tr", "mailto:news.desk@aa.com.tr"),
            ("(@AlarabyTV)", "@AlarabyTV", "https://x.com/AlarabyTV"),
            ("وكتب@spa_1: قال", "@spa_1", "https://x.com/spa_1"),
        ] {
            assert_eq!(found(text), [(words, target.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_leads_nowhere_or_astray_is_no_link() {
        for text in [
            "https://bbc.com@evil.org/x",
            "https://",
            "http://localhost/x",
            "javascript:alert(1)",
            "command:workbench.action.quit",
            "file:///etc/passwd",
            "@",
            "@2023",
            "@a_name_that_is_too_long",
            "@someone@mastodon.social",
            "a@b",
            "3.5@4",
            "https://\u{202E}moc.cbb/x",
            "https://xn.1/",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}

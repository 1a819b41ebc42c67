//! A page for a browser that stands by itself: nothing is fetched, and no word of an article is markup.

use std::fmt::Write as _;

use crate::words::Language;

/// How all pages look.
const STYLE: &str = include_str!("page.css");

/// A page but for its body.
pub(super) struct Page<'a> {
    /// The language it is in.
    pub(super) language: Language,
    /// Its title.
    pub(super) title: &'a str,
    /// How it looks, beside what all pages have in common.
    pub(super) style: &'a str,
    /// What runs in it, if anything does.
    pub(super) script: Option<Script>,
}

/// A script that is part of a page.
#[derive(Clone, Copy)]
pub(super) struct Script {
    /// The script.
    pub(super) text: &'static str,
    /// Its SHA-256 in base64, by which the browser knows that it is ours.
    pub(super) hash: &'static str,
}

impl Page<'_> {
    /// The whole page around a body.
    pub(super) fn around(&self, body: &str) -> String {
        let (language, direction) = match self.language {
            Language::Ar => ("ar", "rtl"),
            Language::En => ("en", "ltr"),
        };
        // Even if a word of an article should become markup, nothing of it runs or is fetched.
        let runs = self.script.map_or_else(String::new, |s| format!("; script-src 'sha256-{}'", s.hash));
        let policy = format!("default-src 'none'; style-src 'unsafe-inline'{runs}");
        let title = escape(self.title);
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n\
             <meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n{body}",
            self.style
        );
        if let Some(script) = self.script {
            let _ = writeln!(out, "<script>{}</script>", script.text);
        }
        out.push_str("</body>\n</html>\n");
        out
    }
}

/// Text that is no markup.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Marks that turn the direction of what follows have no business in a page; isnad's own
            // isolates find it out for themselves.
            '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

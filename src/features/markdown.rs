//! Markdown that shows what was written: words of articles and files become neither a link nor a
//! picture, HTML or a command, and cannot turn the lines around them.
//!
//! Signs are escaped only where they could mean something, because some editors show the
//! backslashes.

use std::fmt::Write as _;

/// A word joiner: invisible, and what stands on its two sides is no address any more.
const JOINER: char = '\u{2060}';

/// Words of an article or a file on one line, without control characters and without the marks
/// that turn the direction of what follows them.
pub fn clean(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() && !turns_direction(c) && c != '\u{FEFF}' {
            out.push(c);
        }
    }
    out.trim().to_owned()
}

/// Escapes words for the inside of a Markdown line (isolates are kept; see [`clean`]).
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // An entity needs a letter or # after it.
            '&' if rest.peek().is_some_and(|n| n.is_ascii_alphanumeric() || *n == '#') => {
                out.push_str("\\&");
            }
            // What some editors take for an address without being asked.
            '@' => out.extend([JOINER, '@']),
            ':' if rest.peek() == Some(&'/') => out.extend([':', JOINER]),
            '.' if ends_with_www(&out) => out.extend([JOINER, '.']),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Escapes what would make an escaped line, as a whole, a heading, a list, a rule or code.
pub fn escape_line(line: &str) -> String {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (before, rest) = line.split_at(digits);
    let Some(sign) = rest.chars().next() else {
        return line.to_owned();
    };
    let after = rest.trim_start_matches(sign);
    let parted = after.is_empty() || after.starts_with(char::is_whitespace);
    let starts = match sign {
        '.' | ')' => digits > 0 && parted,
        '#' | '+' | '-' | '=' => digits == 0 && parted,
        _ => false,
    };
    if starts { format!("{before}\\{rest}") } else { line.to_owned() }
}

/// An address for the inside of a link's parentheses.
pub fn destination(uri: &str) -> String {
    let mut out = String::with_capacity(uri.len());
    for c in uri.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Words as a part of an address: all but letters and digits of ASCII and the `kept` marks escaped.
pub fn percent_encoded(words: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(words.len());
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    let start = text.len().saturating_sub(3);
    text.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case("www"))
}

/// Embeddings, overrides and isolates; left-to-right and right-to-left marks only say what they
/// are themselves.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (words, shown) in [
            ("[هنا](http://x.y)", "\\[هنا\\](http:\u{2060}//x.y)"),
            ("![صورة](a.png)", "!\\[صورة\\](a.png)"),
            ("<script>x</script>", "\\<script\\>x\\</script\\>"),
            ("<https://x.y>", "\\<https:\u{2060}//x.y\\>"),
            ("**غامق** _مائل_ `رمز`", "\\*\\*غامق\\*\\* \\_مائل\\_ \\`رمز\\`"),
            ("&lt;b&gt; & ب", "\\&lt;b\\&gt; & ب"),
            ("&#91;x", "\\&#91;x"),
            ("www.x.y", "www\u{2060}.x.y"),
            ("a@b.c", "a\u{2060}@b.c"),
            ("\\[x]", "\\\\\\[x\\]"),
            ("~~x~~ | $(trash)", "\\~\\~x\\~\\~ \\| \\$(trash)"),
            ("سطر\nآخر\u{0}\u{7}", "سطر آخر"),
            ("13 سبتمبر 2023 - REUTERS (صورة).", "13 سبتمبر 2023 - REUTERS (صورة)."),
        ] {
            assert_eq!(escape(words), shown);
        }
    }

    #[test]
    fn a_line_is_a_line() {
        for (line, shown) in [
            ("# عنوان", "\\# عنوان"),
            ("- بند", "\\- بند"),
            ("1. بند", "1\\. بند"),
            ("12) بند", "12\\) بند"),
            ("=====", "\\====="),
            ("    رمز", "رمز"),
            ("---", "\\---"),
            ("- - -", "\\- - -"),
            ("13 سبتمبر", "13 سبتمبر"),
            ("60.00° شمالا", "60.00° شمالا"),
            ("#وسم", "#وسم"),
            (".كوم", ".كوم"),
            ("", ""),
        ] {
            assert_eq!(escape_line(line), shown);
        }
    }

    #[test]
    fn direction_is_not_turned() {
        assert_eq!(clean("أ\u{202E}ب\u{2067}ج\u{FEFF}\r\n د\t "), "أبج د");
    }

    #[test]
    fn an_address_ends_where_it_should() {
        assert_eq!(destination("file:///a (1).txt#L2"), "file:///a%20%281%29.txt#L2");
    }
}

//! Runs: what stands between two blanks, and whether it is an address rather than words.

use super::Span;

/// The runs of a part of a text.
pub fn runs(text: &str, within: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = within.start;
    std::iter::from_fn(move || {
        let rest = Span::new(at, within.end).of(text);
        let start = at + rest.find(|c: char| !c.is_whitespace())?;
        let rest = Span::new(start, within.end).of(text);
        let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        at = end;
        Some(Span::new(start, end))
    })
}

/// Whether a run is, or holds, an address, a handle or a hashtag: its marks are not those of a
/// sentence.
pub fn is_address(run: &str) -> bool {
    // Nearly all runs have none of the signs asked for below, which one look at their bytes tells.
    if !run.bytes().any(|b| matches!(b, b'@' | b'#' | b'_' | b'\\' | b':' | b'.')) {
        return false;
    }
    run.contains(['@', '#', '_', '\\'])
        || run.contains("://")
        || run.contains("www.")
        || run.match_indices('.').any(|(at, _)| {
            let before = run[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
            let after = run[at + 1..].chars().take_while(char::is_ascii_alphanumeric).count();
            before && after >= 2 && !run[at + 1..].starts_with(|c: char| c.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_addresses() {
        let text = " قال  بوتين.\n#وسم";
        let all = Span::new(0, text.len());
        let found: Vec<_> = runs(text, all).map(|s| s.of(text)).collect();
        assert_eq!(found, ["قال", "بوتين.", "#وسم"]);
        for address in ["https://t.co/x", "www.aa", "(@AlarabyTV)", "#وسم", "bbc.com", "pic.twitter.com/3Z8"]
        {
            assert!(is_address(address), "{address}");
        }
        for words in ["الكورية.إن", "3.5", "U.S.", "أ.ف.ب"] {
            assert!(!is_address(words), "{words}");
        }
    }
}

//! Quotation marks of a block: what they enclose, nested, unclosed, or closed without an opening.

use crate::text::Tokens;
use crate::text::token::is_quote;

/// A quotation in a block, by the tokens of its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteFact {
    /// The opening mark.
    pub open: usize,
    /// The closing mark, where there is one.
    pub close: Option<usize>,
    /// Index of the quotation it stands in.
    pub inside: Option<usize>,
}

/// The quotation marks of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteFacts {
    /// Quotations in the order of their opening marks.
    pub quotes: Vec<QuoteFact>,
    /// A closing mark with no opening before it: a quotation runs over from the block before.
    pub stray: Option<usize>,
}

/// Marks that open and close each other. Arabic text sets “ ” in either order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Curly,
    Angled,
    Straight,
}

impl Family {
    const fn of(mark: char) -> Self {
        match mark {
            '«' | '»' | '‹' | '›' => Self::Angled,
            '"' => Self::Straight,
            _ => Self::Curly,
        }
    }
}

/// Finds the quotations of a block.
pub(super) fn find(tokens: &Tokens) -> QuoteFacts {
    let mut facts = QuoteFacts::default();
    let mut open: Vec<(Family, usize)> = Vec::new();
    let marks = (0..tokens.len()).filter_map(|at| Some((at, tokens.punct(at).filter(|c| is_quote(*c))?)));
    for (at, mark) in marks {
        let family = Family::of(mark);
        let pending = open.iter().rposition(|(f, _)| *f == family);
        match pending {
            Some(depth) if !nests(tokens, at, mark) => {
                facts.quotes[open[depth].1].close = Some(at);
                open.truncate(depth);
            }
            None if closes_here(tokens, at) => {
                facts.stray = facts.stray.or(Some(at).filter(|_| facts.quotes.is_empty()));
            }
            _ => {
                let inside = open.last().map(|&(_, quote)| quote);
                open.push((family, facts.quotes.len()));
                facts.quotes.push(QuoteFact { open: at, close: None, inside });
            }
        }
    }
    facts
}

/// Whether a mark that could close a quotation opens one inside it: “ or « before a word, behind a space.
fn nests(tokens: &Tokens, at: usize, mark: char) -> bool {
    matches!(mark, '“' | '«' | '‹') && opens_here(tokens, at)
}

fn opens_here(tokens: &Tokens, at: usize) -> bool {
    tokens.spaced_before(at) && at + 1 < tokens.len() && !tokens.spaced_before(at + 1)
}

fn closes_here(tokens: &Tokens, at: usize) -> bool {
    at > 0 && !tokens.spaced_before(at) && (at + 1 >= tokens.len() || ends_word(tokens, at + 1))
}

/// Whether a space or a stop stands before a token or at it.
fn ends_word(tokens: &Tokens, at: usize) -> bool {
    tokens.spaced_before(at) || matches!(tokens.punct(at), Some('.' | '،' | ',' | '؛' | ')' | '!' | '؟'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every quotation's words, `*` before an unclosed one, `>` before one inside another.
    fn read(text: &str) -> (Vec<String>, Option<usize>) {
        let tokens = Tokens::new(text);
        let facts = find(&tokens);
        let show = |q: &QuoteFact| {
            let last = q.close.map_or(tokens.len() - 1, |c| c - 1);
            let words = tokens.span(q.open + 1, last).of(text);
            let open = if q.close.is_none() { "*" } else { "" };
            format!("{}{open}{words}", if q.inside.is_some() { ">" } else { "" })
        };
        (facts.quotes.iter().map(show).collect(), facts.stray)
    }

    #[test]
    fn the_three_families() {
        for (open, close) in [("“", "”"), ("”", "“"), ("«", "»"), ("\"", "\"")] {
            let text = format!("قال: {open}نعم هو{close}، ثم {open}لا{close}.");
            assert_eq!(read(&text), (vec!["نعم هو".into(), "لا".into()], None), "{text}");
        }
    }

    #[test]
    fn nested() {
        assert_eq!(read("قال: “هو “بطل” عندي”.").0, ["هو “بطل” عندي", ">بطل"]);
        assert_eq!(read("قال: «هو \"بطل\" عندي».").0, ["هو \"بطل\" عندي", ">بطل"]);
    }

    #[test]
    fn unclosed_and_closed_without_an_opening() {
        assert_eq!(read("قال: “نعم هو").0, ["*نعم هو"]);
        assert_eq!(read("قال: «هو \"بطل عندي».").0, ["هو \"بطل عندي", ">*بطل عندي»."]);
        assert_eq!(read("وهكذا نمضي”. ثم مضى."), (vec![], Some(2)));
    }
}

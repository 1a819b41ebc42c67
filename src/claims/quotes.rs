//! Quotation marks of a block: what they enclose, nested, unclosed, or closed without an opening.

use super::lexicon::Lexicon;
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
    /// Two straight marks for one: `""…""`.
    Doubled,
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
    let mut next = 0;
    while next < tokens.len() {
        let at = next;
        next += 1;
        let Some(mark) = tokens.punct(at).filter(|c| is_quote(*c)) else {
            continue;
        };
        let pending = |family| open.iter().rposition(|(f, _)| *f == family);
        let doubled = is_doubled(tokens, at)
            && (pending(Family::Straight).is_none()
                || is_doubled_inside(tokens, at, pending(Family::Doubled).is_some()));
        let mut family = if doubled { Family::Doubled } else { Family::of(mark) };
        next += usize::from(doubled);
        // One mark closes what two have opened.
        if family == Family::Straight && pending(family).is_none() && !opens_here(tokens, at) {
            family = pending(Family::Doubled).map_or(family, |_| Family::Doubled);
        }
        let opens = at == 0 || tokens.spaced_before(at) || leads(tokens, at - 1);
        if doubled && !opens && pending(family).is_none() {
            continue;
        }
        match pending(family) {
            Some(depth) if !nests(tokens, at, mark) => {
                facts.quotes[open[depth].1].close = Some(at);
                open.truncate(depth);
            }
            None if closes_here(tokens, at) && !doubled => {
                facts.stray = facts.stray.or(Some(at).filter(|_| facts.quotes.is_empty()));
            }
            _ => {
                let inside = open.last().map(|&(_, quote)| quote);
                open.push((family, facts.quotes.len()));
                facts.quotes.push(QuoteFact { open: next - 1, close: None, inside });
            }
        }
    }
    facts
}

/// Whether two straight marks stand as one: a word or a stop is written onto one side of them alone.
fn is_doubled(tokens: &Tokens, at: usize) -> bool {
    let straight = |i| tokens.punct(i) == Some('"');
    let pair = straight(at) && straight(at + 1) && !tokens.spaced_before(at + 1);
    let (before, behind) = (tokens.spaced_before(at), at + 2 >= tokens.len() || tokens.spaced_before(at + 2));
    pair && !(before && behind)
}

/// Whether they do inside a quotation in straight marks: they open behind a space, or close what two opened.
fn is_doubled_inside(tokens: &Tokens, at: usize, is_open: bool) -> bool {
    is_open || (tokens.spaced_before(at) && at + 2 < tokens.len() && !tokens.spaced_before(at + 2))
}

/// Whether a mark that could close a quotation opens one inside it: “ or « before a word, behind a space.
fn nests(tokens: &Tokens, at: usize, mark: char) -> bool {
    matches!(mark, '“' | '«' | '‹') && opens_here(tokens, at)
}

fn opens_here(tokens: &Tokens, at: usize) -> bool {
    tokens.spaced_before(at) && at + 1 < tokens.len() && !tokens.spaced_before(at + 1)
}

/// Behind a colon, a bracket or إن a mark opens even where a space follows (`:" لن نتراجع"`).
fn leads(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens.punct(at), Some(':' | '(' | '['))
        || Lexicon::get().phrases.complementizers.has(tokens.key(at))
}

fn closes_here(tokens: &Tokens, at: usize) -> bool {
    at > 0
        && !tokens.spaced_before(at)
        && !leads(tokens, at - 1)
        && (at + 1 >= tokens.len() || ends_word(tokens, at + 1))
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
    fn two_marks_for_one() {
        assert_eq!(read("قال: \"\"نعم هو\"\" ثم مضى.").0, ["نعم هو"]);
        assert_eq!(read("\"قال \"\"نعم\"\" ثم مضى\".").0, ["قال \"\"نعم\"\" ثم مضى", ">نعم"]);
        assert_eq!(read("قال: \"\"نعم هو\" ثم مضى.").0, ["نعم هو"]);
        assert_eq!(read("\"قال \"فلان\"\" ثم مضى.").0, ["قال"]);
        assert_eq!(read("قال \"\" ثم \"نعم\".").0.last().unwrap(), "نعم");
    }

    #[test]
    fn a_mark_glued_to_what_leads_to_it() {
        for lead in [":\"", " :\"", ":”", " إن\""] {
            let text = format!("قال{lead} نعم هو\"، ثم مضى.");
            let text = if lead.ends_with('”') { text.replace("هو\"", "هو“") } else { text };
            assert_eq!(read(&text), (vec!["نعم هو".into()], None), "{text}");
        }
    }

    #[test]
    fn unclosed_and_closed_without_an_opening() {
        assert_eq!(read("قال: “نعم هو").0, ["*نعم هو"]);
        assert_eq!(read("قال: «هو \"بطل عندي».").0, ["هو \"بطل عندي", ">*بطل عندي»."]);
        assert_eq!(read("وهكذا نمضي”. ثم مضى."), (vec![], Some(2)));
    }
}

//! Words, numbers and punctuation of a block, each with its folded key.

use std::sync::Arc;

use super::markup::{self, Mark};
use super::{Ending, Lexemes, Span, WordId, fold};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters of any script, with digits inside or after them (`G20`, `يoon`).
    Word,
    /// Digits of any set, with separators between them (`10,000`, `2.5`).
    Number,
    /// One mark of punctuation or another sign.
    Punct(char),
}

/// One token; its folded key is had from the [`Tokens`] it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in the text the tokens were made from.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    key_start: u32,
    key_end: u32,
}

/// The tokens of a text in order, with the folded text that their keys are parts of.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    folded: String,
    /// What each ends with: who looks for a name goes over all of them.
    endings: Vec<Ending>,
    /// The numbers of the words, and who gave them; of none, without lexemes.
    words: Vec<Option<WordId>>,
    lexemes: Option<Arc<Lexemes>>,
}

impl PartialEq for Tokens {
    /// Numbers of words are a quicker way to what is known of them and tell nothing new.
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list && self.folded == other.folded
    }
}

impl Eq for Tokens {}

impl Tokens {
    /// Splits `text`. White space and marks of a page's source part tokens and are not kept; `_` joins the words of a hashtag
    /// and is punctuation here.
    pub fn new(text: &str) -> Self {
        let about = text.len() / 9;
        let mut out = Self {
            list: Vec::with_capacity(about),
            folded: String::with_capacity(text.len()),
            endings: Vec::with_capacity(about),
            ..Self::default()
        };
        let marks = markup::marks(text);
        let mut marks = marks.iter().peekable();
        let mut rest = text.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            if let Some(mark) = marks.next_if(|mark| mark.span.start == start) {
                out.markup(text, mark);
                while rest.next_if(|(at, _)| *at < mark.span.end).is_some() {}
                continue;
            }
            let key_start = out.folded.len();
            fold::fold_char(c, |f| out.folded.push(f));
            if c.is_whitespace() || fold::is_mark(c) {
                continue;
            }
            let mut end = start + c.len_utf8();
            let kind = if is_digit(c) || is_letter(c) {
                let mut kind = if is_digit(c) { TokenKind::Number } else { TokenKind::Word };
                while let Some(&(at, next)) = rest.peek() {
                    if is_letter(next) {
                        kind = TokenKind::Word;
                    } else if !(is_digit(next)
                        || fold::is_mark(next)
                        || (kind == TokenKind::Number && joins_digits(text, at, next)))
                    {
                        break;
                    }
                    fold::fold_char(next, |f| out.folded.push(f));
                    end = at + next.len_utf8();
                    rest.next();
                }
                kind
            } else {
                TokenKind::Punct(c)
            };
            out.push(Span::new(start, end), kind, key_start);
        }
        out
    }

    /// The same with the numbers of the words, for what is kept of them ([`super::WordMemo`]). Numbers in
    /// figures have none: there is no end of them.
    pub fn interned(text: &str, lexemes: &Arc<Lexemes>) -> Self {
        let tokens = Self::new(text);
        let id = |at| if tokens.is_number(at) { None } else { lexemes.id(tokens.key(at)) };
        Self { words: (0..tokens.len()).map(id).collect(), lexemes: Some(Arc::clone(lexemes)), ..tokens }
    }

    /// Passes over a mark of a page's source; one that stands for a sign is that sign.
    fn markup(&mut self, text: &str, mark: &Mark) {
        let key_start = self.folded.len();
        let mut signs = mark.sense.chars();
        match (signs.next(), signs.next()) {
            (Some(sign), None) if !sign.is_whitespace() && !is_letter(sign) && !is_digit(sign) => {
                fold::fold_char(sign, |f| self.folded.push(f));
                self.push(mark.span, TokenKind::Punct(sign), key_start);
            }
            _ => mark.span.of(text).chars().for_each(|c| fold::fold_char(c, |f| self.folded.push(f))),
        }
    }

    /// Adds a token whose key was folded last.
    fn push(&mut self, span: Span, kind: TokenKind, key_start: usize) {
        self.endings.push(Ending::of(self.folded.get(key_start..).unwrap_or_default()));
        let (key_start, key_end) = (key_start as u32, self.folded.len() as u32);
        self.list.push(Token { span, kind, key_start, key_end });
    }

    /// The whole text, folded.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The tokens.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The token at `index`.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    /// The folded key of the token at `index`; empty past the end.
    pub fn key(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |t| &self.folded[t.key_start as usize..t.key_end as usize])
    }

    /// The number of the word or sign at `index`, where it has one.
    pub fn word(&self, index: usize) -> Option<WordId> {
        self.words.get(index).copied().flatten()
    }

    /// Who numbered the words.
    pub fn lexemes(&self) -> Option<&Arc<Lexemes>> {
        self.lexemes.as_ref()
    }

    /// What the folded key of the token at `index` ends with.
    pub fn ending(&self, index: usize) -> Ending {
        self.endings.get(index).copied().unwrap_or_default()
    }

    /// Whether the token at `index` is a word.
    pub fn is_word(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// Whether the token at `index` is a number in figures.
    pub fn is_number(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// The sign at `index`, where there is one.
    pub fn punct(&self, index: usize) -> Option<char> {
        match self.list.get(index)?.kind {
            TokenKind::Punct(c) => Some(c),
            _ => None,
        }
    }

    /// The span from the first byte of token `first` to the last of token `last`.
    pub fn span(&self, first: usize, last: usize) -> Span {
        match (self.list.get(first), self.list.get(last)) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }

    /// Index of the first token that begins at or after `offset`.
    pub fn at_or_after(&self, offset: usize) -> usize {
        self.list.partition_point(|t| t.span.start < offset)
    }

    /// Whether white space (or nothing) stands before the token at `index`.
    pub fn spaced_before(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|i| self.list.get(i)), self.list.get(index)) {
            (Some(before), Some(here)) => before.span.end < here.span.start,
            _ => true,
        }
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}')
}

fn is_letter(c: char) -> bool {
    fold::is_alphabetic(c) && !is_digit(c)
}

fn joins_digits(text: &str, at: usize, c: char) -> bool {
    let behind = &text[at + c.len_utf8()..];
    match c {
        '.' | ',' | '٫' | '٬' => behind.starts_with(is_digit),
        '،' => parts_thousands(&text[..at], behind),
        _ => false,
    }
}

/// Whether a comma between digits parts thousands: three digits before the next mark, three at most before it.
fn parts_thousands(before: &str, behind: &str) -> bool {
    let group = |digits: usize| (1..=THOUSAND).contains(&digits);
    group(before.chars().rev().take_while(|c| is_digit(*c)).count())
        && behind.chars().take_while(|c| is_digit(*c)).count() == THOUSAND
}

/// Digits of a thousand's group.
const THOUSAND: usize = 3;

/// Whether a sign opens or closes a quotation.
pub const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | '‟' | '‹' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        (0..tokens.len()).map(|i| tokens.key(i).to_owned()).collect()
    }

    #[test]
    fn words_numbers_signs() {
        assert_eq!(keys("“أون”، 10,000 جندي."), ["“", "اون", "”", "،", "10,000", "جندي", "."]);
        assert_eq!(keys("26،013 و12،13 و2020،150"), ["26،013", "و12", "،", "13", "و2020", "،", "150"]);
        assert_eq!(keys("#كوريا_الشمالية"), ["#", "كوريا", "_", "الشماليه"]);
        assert_eq!(keys("الكورية.إن"), ["الكوريه", ".", "ان"]);
        assert_eq!(keys("2.5 مليون. 3"), ["2.5", "مليون", ".", "3"]);
        assert_eq!(keys("يoon G20"), ["يoon", "g20"]);
    }

    #[test]
    fn spans_cover_the_original_letters() {
        let text = "شُجاعًا قال";
        let tokens = Tokens::new(text);
        assert_eq!(tokens.list()[0].span.of(text), "شُجاعًا");
        assert_eq!(tokens.key(0), "شجاعا");
        assert!(tokens.spaced_before(1));
    }
}

//! What is set for those who write: formatting, quotation marks, how far a renaming goes.

use super::Choice;

/// Which marks quotations stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quotes {
    /// Whichever they have.
    #[default]
    Keep,
    /// « »
    Angled,
    /// “ ”
    Curly,
}

impl Choice for Quotes {
    const ALL: &'static [Self] = &[Self::Keep, Self::Angled, Self::Curly];

    fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Angled => "angled",
            Self::Curly => "curly",
        }
    }
}

impl Quotes {
    /// The mark that opens a quotation and the one that closes it; `None` where any will do.
    pub const fn pair(self) -> Option<(char, char)> {
        match self {
            Self::Keep => None,
            Self::Angled => Some(('«', '»')),
            Self::Curly => Some(('“', '”')),
        }
    }
}

/// How far a renaming goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Through the article at hand.
    Article,
    /// Through all articles.
    Corpus,
}

impl Choice for Scope {
    const ALL: &'static [Self] = &[Self::Article, Self::Corpus];

    fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Corpus => "corpus",
        }
    }
}

/// What is set for formatting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Format {
    /// Whether blanks and marks are put right where the editor asks for it; not where absent.
    pub enabled: Option<bool>,
    /// The marks of quotations; [`Quotes::Keep`] where absent.
    pub quotes: Option<Quotes>,
}

impl Format {
    /// What is set here over what is set outside.
    #[must_use]
    pub fn over(self, outer: Self) -> Self {
        Self { enabled: self.enabled.or(outer.enabled), quotes: self.quotes.or(outer.quotes) }
    }

    /// Whether texts are formatted.
    pub fn is_enabled(self) -> bool {
        self.enabled == Some(true)
    }

    /// The mark that opens a quotation and the one that closes it, where that is set.
    pub fn pair(self) -> Option<(char, char)> {
        self.quotes.and_then(Quotes::pair)
    }
}

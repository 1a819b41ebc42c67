//! What the editor shows where there is a choice.

/// Which time expressions have their date shown beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateHints {
    /// Every one that has a date.
    All,
    /// Those that need the day of publication to be understood.
    #[default]
    Relative,
    /// None.
    None,
}

/// Which names have their form in Latin letters shown beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NameHints {
    /// Every one.
    All,
    /// The first of each in an article.
    First,
    /// None.
    #[default]
    None,
}

/// Where the definition of a name is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DefinitionTarget {
    /// The page of all that the archive has of it.
    #[default]
    Dossier,
    /// Its entry where the workspace's knowledge files have one, else that page.
    Entry,
    /// That entry, else the first article that names it in full.
    Mention,
}

/// A setting that is one of some words.
pub trait Choice: Copy + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// Its name in settings.
    fn name(self) -> &'static str;
}

impl Choice for DateHints {
    const ALL: &'static [Self] = &[Self::All, Self::Relative, Self::None];

    fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Relative => "relative",
            Self::None => "none",
        }
    }
}

impl Choice for NameHints {
    const ALL: &'static [Self] = &[Self::All, Self::First, Self::None];

    fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::First => "first",
            Self::None => "none",
        }
    }
}

impl Choice for DefinitionTarget {
    const ALL: &'static [Self] = &[Self::Dossier, Self::Entry, Self::Mention];

    fn name(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Entry => "entry",
            Self::Mention => "mention",
        }
    }
}

impl Choice for bool {
    const ALL: &'static [Self] = &[true, false];

    fn name(self) -> &'static str {
        if self { "true" } else { "false" }
    }
}

/// What is set of it; the defaults hold where nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Which dates are shown beside time expressions.
    pub date_hints: Option<DateHints>,
    /// Which names are shown in Latin letters, too.
    pub name_hints: Option<NameHints>,
    /// Where a definition leads.
    pub definition: Option<DefinitionTarget>,
    /// Whether titles that stand for their holder are references to him; they are where absent.
    pub role_references: Option<bool>,
    /// Whether adjectives and peoples are references to their place; they are where absent.
    pub demonym_references: Option<bool>,
    /// Whether a place's card has a map, for editors that show pictures in cards; it has none where
    /// absent.
    pub map: Option<bool>,
}

impl Shown {
    /// What is set here, else what is set in `outer`.
    pub(super) fn over(self, outer: Self) -> Self {
        Self {
            date_hints: self.date_hints.or(outer.date_hints),
            name_hints: self.name_hints.or(outer.name_hints),
            definition: self.definition.or(outer.definition),
            role_references: self.role_references.or(outer.role_references),
            demonym_references: self.demonym_references.or(outer.demonym_references),
            map: self.map.or(outer.map),
        }
    }
}

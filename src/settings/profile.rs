//! How strict the desk is: what the levels of rules are where none is set.

use super::{Choice, Level};

/// How much is shown where no level is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// What would be sent back alone: the rest is a hint at most.
    Quiet,
    /// As a desk editor reads: each rule as its page says.
    #[default]
    Desk,
    /// Whatever could be asked for is shown.
    Strict,
}

impl Choice for Profile {
    const ALL: &'static [Self] = &[Self::Quiet, Self::Desk, Self::Strict];

    fn name(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Desk => "desk",
            Self::Strict => "strict",
        }
    }
}

impl Profile {
    /// What a rule's own level becomes. Warnings, and what is off, stay what they are.
    pub const fn level(self, default: Level) -> Level {
        match (self, default) {
            (Self::Quiet, Level::Information) => Level::Hint,
            (Self::Quiet, Level::Hint) => Level::Off,
            (Self::Strict, Level::Hint) => Level::Information,
            (_, level) => level,
        }
    }
}

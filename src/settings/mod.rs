//! Floor 1: what a newsroom sets: severities, language, publication dates. Start from [`Settings`].
//!
//! Here live the settings' types, the reader of `isnad.toml` and of the editor's JSON section.
//! Reading files is the corpus' work; nothing here does I/O.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Span;
use crate::words::Language;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A passing note.
    Hint,
    /// Worth knowing.
    Information,
    /// To be looked at before it is printed.
    Warning,
    /// Wrong.
    Error,
}

/// What is set for a rule: off, or the severity its findings have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Its findings are hints.
    Hint,
    /// Its findings are information.
    Information,
    /// Its findings are warnings.
    Warning,
    /// Its findings are errors.
    Error,
}

impl Level {
    /// The severity, unless off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Hint),
            Self::Information => Some(Severity::Information),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// Settings in force for an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language isnad speaks; the client's locale where absent.
    pub language: Option<Language>,
    /// Severities by rule id; the rule's own default where absent.
    pub rules: BTreeMap<String, Level>,
    /// Publication dates by path relative to the settings file, with `/` between folders.
    pub articles: BTreeMap<String, Date>,
}

/// Something wrong in a settings file; the rest of it is in force all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsFault {
    /// Where in the file.
    pub span: Span,
    /// What was found and what was expected.
    pub message: String,
}

//! What the knowledge base holds: people, places and organisations.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Name of an entity everywhere in isnad: the English Wikipedia title where there is one, lower
/// case and hyphenated (`kim-jong-un`), else a plain transliteration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(Arc<str>);

impl EntityId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for EntityId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl From<String> for EntityId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for EntityId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The three kinds of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A named person.
    Person,
    /// A state, region, city, river, base, building …
    Place,
    /// A body, ministry, agency, outlet, party, army …
    Organisation,
}

/// One person, place or organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its id, unique in the knowledge base.
    pub id: EntityId,
    /// Person, place or organisation.
    pub kind: EntityKind,
    /// What sort of it: `state`, `city`, `river`, `agency`, `ministry`, `politician` …
    pub class: String,
    /// The house's Arabic name.
    pub ar: String,
    /// The English name.
    pub en: String,
    /// Names in further languages, by language code.
    pub names: BTreeMap<String, String>,
    /// Further spellings and names in any script that mean this entity wherever they stand.
    pub aliases: Vec<String>,
    /// Names that mean it only where something else in the article agrees (كوريا).
    pub weak: Vec<String>,
    /// Relational adjectives, masculine singular without ال (كوري شمالي).
    pub demonym: Vec<String>,
    /// Further forms of demonym and people that no rule gives (روس, الأكراد).
    pub demonym_forms: Vec<String>,
    /// The state it belongs to (people, organisations, places).
    pub country: Option<EntityId>,
    /// The place that contains it, or the body it is part of.
    pub within: Option<EntityId>,
    /// A state's capital.
    pub capital: Option<EntityId>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<[f64; 2]>,
    /// Offices a person holds or held.
    pub offices: Vec<Tenure>,
    /// One short line in Arabic and in English that says what it is, where no other field does.
    pub about: Option<Bilingual>,
    /// Where the entry stands.
    pub origin: Origin,
}

impl Entity {
    /// Every name it has in any script, its own Arabic and English ones first; adjectives are none.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let own = [&self.ar, &self.en].into_iter().chain(self.names.values());
        own.chain(&self.aliases).chain(&self.weak).map(String::as_str)
    }
}

/// A line in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

/// An office held by a person: a title of a state or body, from a day to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Id of the title in `data/lexicon/titles.toml`.
    pub title: String,
    /// The state or organisation it is an office of.
    pub of: EntityId,
    /// First day; unknown where absent.
    pub from: Option<PartialDate>,
    /// Last day; still held where absent.
    pub to: Option<PartialDate>,
}

impl Tenure {
    /// Whether the office was held on `day`. An unknown first day counts as long ago; a date known
    /// to the month or year takes in the whole of it.
    pub fn held_on(&self, day: jiff::civil::Date) -> bool {
        self.from.is_none_or(|f| f.first_day() <= day) && self.to.is_none_or(|t| day <= t.last_day())
    }
}

/// A date known to the day, the month or the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Year.
    pub year: i16,
    /// Month from 1, where known.
    pub month: Option<i8>,
    /// Day from 1, where known.
    pub day: Option<i8>,
}

impl PartialDate {
    /// Reads `2012`, `2012-11` or `2012-11-06`; `None` for anything else or a day that is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        let whole = Self { year, month, day };
        let valid = jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        (valid && parts.next().is_none()).then_some(whole)
    }

    /// The first day it can mean.
    pub fn first_day(self) -> jiff::civil::Date {
        jiff::civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(jiff::civil::Date::MIN)
    }

    /// The last day it can mean.
    pub fn last_day(self) -> jiff::civil::Date {
        let first = self.first_day();
        match (self.month, self.day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Where an entry of the knowledge base was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Built into isnad.
    #[default]
    BuiltIn,
    /// Made from a pattern (وزارة الدفاع + a state), with no entry of its own.
    Constructed,
    /// A file of the workspace.
    File {
        /// The file.
        path: PathBuf,
        /// Line of the entry's id, from 0.
        line: usize,
    },
    /// A compiled file of the workspace, made by `isnad import`.
    Imported {
        /// The file.
        path: PathBuf,
    },
}

//! A report on many articles: who is named when, who with whom, where, who says so, and what is
//! still open.
//!
//! Each article is looked at once, for its [`Share`]; a [`Gathering`] takes the shares in and makes
//! the [`Report`] of them: plain data, every list of it bounded, however many articles there are.

mod bins;
mod company;
mod gathering;
mod open;
mod share;

use jiff::civil::Date;

use super::lens::Tally;
use super::map;
use super::sources::Source;
use crate::knowledge::{EntityId, EntityKind};

pub use bins::{Bins, Unit};
pub use company::{Company, Link, Member};
pub use gathering::Gathering;
pub use open::{ArticleFindings, Found, Open, OpenFindings, RuleCount};
pub use share::{Read, Share};

/// Names of one kind with a row of their own.
const ROWS: usize = 40;
/// Sources by name.
const SOURCES: usize = 40;
/// Vague sources.
const VAGUE: usize = 20;
/// Places on the map.
const SPOTS: usize = 200;
/// Letters of a title.
const TITLE: usize = 120;
/// Letters of a name.
const NAME: usize = 48;

/// What there is to tell of some articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How many they are.
    pub articles: usize,
    /// Those of them without a day of publication.
    pub undated: usize,
    /// First and last day of publication.
    pub period: Option<(Date, Date)>,
    /// How many different people are named.
    pub people: usize,
    /// Likewise places.
    pub places: usize,
    /// Likewise organisations.
    pub organisations: usize,
    /// Their claims.
    pub tally: Tally,
    /// The time from first to last, in parts.
    pub bins: Bins,
    /// Articles in each part.
    pub by_bin: Vec<u32>,
    /// Those named in most articles, people first, then organisations, then places; each kind by itself, the
    /// most frequent first.
    pub rows: Vec<Row>,
    /// Who is named beside whom.
    pub company: Company,
    /// Where it is, for those places that are known to be somewhere.
    pub spots: Vec<Spot>,
    /// The sources behind most claims.
    pub sources: Vec<Source>,
    /// How many sources there are by name.
    pub all_sources: usize,
    /// The commonest vague sources.
    pub vague: Vec<Source>,
    /// What the rules found.
    pub findings: OpenFindings,
}

/// Somebody or something, and when it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id; `None` for a name that no knowledge file has.
    pub id: Option<EntityId>,
    /// Its name in the language set, else as written.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Articles that name it.
    pub articles: u32,
    /// How often they do.
    pub mentions: u32,
    /// Those of the articles in each part of the time.
    pub by_bin: Vec<u32>,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// What sort of place it is, as in the knowledge files.
    pub class: String,
    /// Where it is.
    pub at: map::Place,
    /// Articles that name it.
    pub articles: u32,
}

impl Report {
    /// The rows of one kind.
    pub fn rows_of(&self, kind: EntityKind) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.kind == kind)
    }
}

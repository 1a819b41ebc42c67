//! Floor 2a: who and where. Start reading from [`Mention`].
//!
//! Here live the matching of names in a block, titles and roles, and the tying of short names to
//! full ones within an article. Nothing here knows times, claims or other articles.

mod agree;
mod bearers;
mod bodies;
mod cut;
mod extend;
mod guess;
mod honorific;
mod lexicon;
mod matcher;
mod namesakes;
pub mod near;
mod nouns;
mod office;
mod opening;
mod passing;
pub mod renaming;
mod roles;
pub mod scout;
mod settle;
mod short;
pub mod spelling;
pub mod tagger;
mod unknown;
pub mod wording;

use serde::Serialize;

use crate::knowledge::{EntityId, Knowledge};
use crate::text::{Span, Tokens};
use opening::Openings;

pub use bearers::{OpenName, Owner};
pub use bodies::BareBody;
pub use matcher::{Hit, Reading};
pub use office::{Introduction, NamedOffice};
pub use roles::TitleHit;
pub use settle::{BlockNames, Settled, settle};
pub use tagger::WordClass;

/// What kind of mention it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A named person, full or partial name.
    Person,
    /// A named place.
    Place,
    /// A named organisation.
    Organisation,
    /// A relational adjective derived from a place, or a people; its entity is the place.
    Demonym,
    /// A title that stands for one person (الرئيس الروسي); its entity is the person.
    Role,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By a name that is enough by itself.
    Full,
    /// By a part or a weak name that the article ties to a full one.
    Short,
    /// By a demonym.
    Demonym,
    /// By a title.
    Role,
    /// By a name that no knowledge file has.
    Unknown,
}

/// A place in an article where a person, place or organisation is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in the document; attached proclitics are outside.
    pub span: Span,
    /// What kind.
    pub kind: MentionKind,
    /// Which entity; `None` where no knowledge file has it.
    pub entity: Option<EntityId>,
    /// How it names the entity.
    pub form: Form,
    /// For a short form or role: the span of the fuller mention in this article that settles it.
    pub antecedent: Option<Span>,
}

/// What a block alone tells of names: candidates, to be settled by the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameFacts {
    /// Names that the knowledge base has, in order, none overlapping.
    pub hits: Vec<Hit>,
    /// Titles, in order.
    pub titles: Vec<TitleHit>,
    /// Bodies named without their state.
    pub bare_bodies: Vec<BareBody>,
}

/// Finds the names and titles of a block. Spans are relative to the block.
pub fn find(text: &str, tokens: &Tokens, knowledge: &Knowledge) -> NameFacts {
    let openings = Openings::new(tokens, knowledge);
    let mut facts = known_by(text, tokens, &openings, knowledge);
    if guess::add(text, tokens, &mut facts, knowledge) {
        facts.titles = roles::titles(text, tokens, &openings, &facts.hits, knowledge);
    }
    honorific::leave_out(tokens, &mut facts.hits);
    nouns::take(text, tokens, &mut facts.hits, knowledge);
    facts
}

/// The names and titles of a block that the knowledge base and the rules tell: what the tagger
/// starts from.
pub fn known(text: &str, tokens: &Tokens, knowledge: &Knowledge) -> NameFacts {
    known_by(text, tokens, &Openings::new(tokens, knowledge), knowledge)
}

fn known_by(text: &str, tokens: &Tokens, openings: &Openings<'_>, knowledge: &Knowledge) -> NameFacts {
    let mut hits = matcher::hits(text, tokens, openings, knowledge);
    let bare_bodies = bodies::join(text, tokens, openings, &mut hits, knowledge);
    extend::widen(text, tokens, &mut hits, knowledge);
    namesakes::tell(text, tokens, &mut hits, knowledge);
    unknown::other_bearers(text, tokens, &mut hits, knowledge);
    unknown::authors(text, tokens, &mut hits);
    let mut titles = roles::titles(text, tokens, openings, &hits, knowledge);
    if unknown::titled(text, tokens, &mut hits, &titles) {
        titles = roles::titles(text, tokens, openings, &hits, knowledge);
    }
    NameFacts { hits, titles, bare_bodies }
}

//! `data/lexicon/class-nouns.toml`, `names.toml` and `given-names.toml` as they are written; their
//! comments say more.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::text::lexicon::{Folded, PhraseSet, WordSet};

/// `class-nouns.toml`: nouns that belong to the name after them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nouns {
    /// Nouns that make a place of a weak name.
    pub cues: WordSet,
    /// Of the cues, those after which a definite word is a name (حي الدورة).
    pub sure_cues: WordSet,
    /// Of the cues, those after which و joins names (بلدتي).
    pub joining_cues: WordSet,
    /// How names of bodies begin that are followed by an adjective and what the body is there for.
    pub heads: WordSet,
    /// The adjectives, those of states apart.
    pub head_adjectives: WordSet,
    /// What bodies are there for that is not definite: لكرة القدم.
    pub purposes: WordSet,
    /// What a body does or is asked for and is not named after: للاجتماع.
    pub errands: WordSet,
    /// Definite words that are no names behind a noun (حزب المعارضة).
    pub common: WordSet,
    pub noun: Vec<NounEntry>,
}

/// A noun that belongs to the name after it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NounEntry {
    /// Its forms, of one word or more.
    pub forms: Vec<Folded>,
    /// What a name with it names.
    pub kind: NounKind,
    /// Entity classes it goes with.
    pub classes: Vec<String>,
    /// Words that may close the name.
    #[serde(default)]
    pub tails: WordSet,
    /// What may stand behind it that is not the thing itself (محكمة فرايبورغ).
    #[serde(default)]
    pub of: Vec<NounKind>,
    /// Whether such a name may close with what the thing is there for (للمقاولات العامة).
    #[serde(default)]
    pub field: bool,
    /// Whether a quotation behind it is a name.
    #[serde(default)]
    pub quoted: bool,
    /// Whether a definite word behind it is a name (حزب الأمة).
    #[serde(default)]
    pub definite: bool,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum NounKind {
    Person,
    Place,
    Organisation,
}

/// `names.toml`: what recognising names needs beside the knowledge base.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    /// Ids of states whose people's family name comes first.
    pub family_first: FxHashSet<String>,
    /// Words that are no short names.
    pub never_short: WordSet,
    /// Words that an author's name follows.
    pub byline_cues: WordSet,
    /// Titles of honour before a name (الملك، آية الله).
    pub honorifics: PhraseSet,
    /// Words that no name goes on with.
    pub never_name: WordSet,
    /// Nouns beside which غربي means the West.
    pub bloc_nouns: WordSet,
    /// Ids of political blocs.
    pub bloc_ids: FxHashSet<String>,
    /// Classes of organisations that publish.
    pub outlet_classes: FxHashSet<String>,
    /// Words of sport without ال, where clubs bear the names of cities.
    pub sport: Vec<Folded>,
    /// Nought, as results of matches have it.
    pub nought: WordSet,
    /// Words after which a city's name is the city's (في، مدينة).
    pub place_words: Vec<Folded>,
    /// Words that join a place to the one that holds it (دوناي في روسيا).
    pub within: WordSet,
    /// Where a way begins (من الرباط إلى القاهرة).
    pub way_from: WordSet,
    /// Where it ends.
    pub way_to: WordSet,
    /// Words that make a club of the city after them (دينامو كييف).
    pub club_before: WordSet,
    /// Words that make a club of the city before them (ليدز يونايتد).
    pub club_behind: WordSet,
    /// Words that fold like an adjective of a state and are another (الجيني).
    pub no_people: WordSet,
    /// Words after which a place's name is an hour (صلاة المغرب).
    pub prayer: WordSet,
    /// Nouns that make an organisation of the place after them (صحيفة القدس).
    pub seat_nouns: WordSet,
    /// Words that close the name of such an organisation.
    pub seat_tails: WordSet,
    /// Words beside which الغرب is a direction.
    pub direction_nouns: WordSet,
    /// Directions that are no blocs.
    pub compass: WordSet,
    pub future: Future,
}

/// How verbs of the future begin and end that read as foreign surnames (سيناقشان).
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Future {
    pub beginnings: Vec<Folded>,
    pub endings: Vec<Folded>,
}

/// `given-names.toml`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenNames {
    /// Words that go on inside a name (بن, عبد).
    pub parts: WordSet,
    /// How names begin that join عبد to one of God's names (عبدالرحمن).
    pub servant: Vec<Folded>,
    pub names: WordSet,
    /// Those that are common words or surnames as well.
    pub doubtful: WordSet,
}

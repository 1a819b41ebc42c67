//! The words of `data/lexicon/class-nouns.toml` and `data/lexicon/names.toml`, folded.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::fold::fold;

/// A noun that belongs to the name behind it.
#[derive(Debug)]
pub(super) struct ClassNoun {
    /// Its words, last first, as they are met going left from the name.
    pub(super) words: Vec<String>,
    /// Entity classes it goes with.
    pub(super) classes: Vec<String>,
    /// Words that may close the name.
    pub(super) tails: Vec<String>,
}

/// The folded lexicon.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Class nouns by their last word.
    pub(super) class_nouns: FxHashMap<String, Vec<ClassNoun>>,
    /// Nouns that make a place of a weak name.
    pub(super) cues: FxHashSet<String>,
    /// Of the cues, those behind which a definite word is a name (حي الدورة).
    pub(super) sure_cues: FxHashSet<String>,
    /// Of the cues, those behind which و joins names (بلدتي).
    pub(super) joining_cues: FxHashSet<String>,
    /// States whose people's family name comes first.
    pub(super) family_first: FxHashSet<String>,
    /// Words that are no short names.
    pub(super) never_short: FxHashSet<String>,
    /// Words that an author's name follows.
    pub(super) byline_cues: FxHashSet<String>,
    /// Words that no name goes on with.
    pub(super) never_name: FxHashSet<String>,
    /// Given names.
    pub(super) given: FxHashSet<String>,
    /// Given names that are common words or surnames as well.
    pub(super) doubtful: FxHashSet<String>,
    /// Words that go on inside a name (بن, عبد).
    pub(super) parts: FxHashSet<String>,
    /// Nouns beside which غربي means the West.
    pub(super) bloc_nouns: FxHashSet<String>,
    /// Ids of political blocs.
    pub(super) bloc_ids: FxHashSet<String>,
    /// Words behind which a city's name is the city's (في، مدينة).
    pub(super) place_words: FxHashSet<String>,
    /// Words of sport, where clubs bear the names of cities.
    pub(super) sport: FxHashSet<String>,
    /// Words that make a club of the city behind them (دينامو كييف).
    pub(super) club_before: FxHashSet<String>,
    /// Words that make a club of the city before them (ليدز يونايتد).
    pub(super) club_behind: FxHashSet<String>,
    /// Nouns that make an organisation of the place behind them (صحيفة القدس).
    pub(super) seat_nouns: FxHashSet<String>,
    /// Words that close the name of such an organisation.
    pub(super) seat_tails: FxHashSet<String>,
    /// Words beside which الغرب is a direction.
    pub(super) direction_nouns: FxHashSet<String>,
    /// Directions that are no blocs.
    pub(super) compass: FxHashSet<String>,
    /// Words behind which a place's name is an hour (صلاة المغرب).
    pub(super) prayer: FxHashSet<String>,
    /// Classes of organisations that publish.
    pub(super) outlet_classes: FxHashSet<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct NounsFile {
    cues: Vec<String>,
    sure_cues: Vec<String>,
    joining_cues: Vec<String>,
    noun: Vec<NounEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounEntry {
    forms: Vec<String>,
    classes: Vec<String>,
    #[serde(default)]
    tails: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    family_first: FxHashSet<String>,
    never_short: Vec<String>,
    byline_cues: Vec<String>,
    never_name: Vec<String>,
    bloc_nouns: Vec<String>,
    bloc_ids: FxHashSet<String>,
    outlet_classes: FxHashSet<String>,
    sport: Vec<String>,
    place_words: Vec<String>,
    club_before: Vec<String>,
    club_behind: Vec<String>,
    prayer: Vec<String>,
    seat_nouns: Vec<String>,
    seat_tails: Vec<String>,
    direction_nouns: Vec<String>,
    compass: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct GivenFile {
    parts: Vec<String>,
    names: Vec<String>,
    doubtful: Vec<String>,
}

const GIVEN: &str = include_str!("../../data/lexicon/given-names.toml");
const NOUNS: &str = include_str!("../../data/lexicon/class-nouns.toml");
const NAMES: &str = include_str!("../../data/lexicon/names.toml");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let nouns: NounsFile = toml::from_str(NOUNS).unwrap_or_default();
    let names: NamesFile = toml::from_str(NAMES).unwrap_or_default();
    let given: GivenFile = toml::from_str(GIVEN).unwrap_or_default();
    let set = |words: &[String]| words.iter().map(|w| fold(w)).collect();
    Lexicon {
        class_nouns: class_nouns(&nouns.noun),
        cues: set(&nouns.cues),
        sure_cues: set(&nouns.sure_cues),
        joining_cues: set(&nouns.joining_cues),
        never_short: set(&names.never_short),
        byline_cues: set(&names.byline_cues),
        never_name: set(&names.never_name),
        given: set(&given.names),
        doubtful: set(&given.doubtful),
        parts: set(&given.parts),
        bloc_nouns: set(&names.bloc_nouns),
        family_first: names.family_first,
        bloc_ids: names.bloc_ids,
        outlet_classes: names.outlet_classes,
        club_before: set(&names.club_before),
        club_behind: set(&names.club_behind),
        prayer: set(&names.prayer),
        seat_nouns: set(&names.seat_nouns),
        seat_tails: set(&names.seat_tails),
        direction_nouns: set(&names.direction_nouns),
        compass: set(&names.compass),
        place_words: names.place_words.iter().chain(&nouns.cues).map(|w| fold(w)).collect(),
        sport: names
            .sport
            .iter()
            .flat_map(|w| {
                let w = fold(w);
                [format!("ال{w}"), w]
            })
            .collect(),
    }
});

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// Whether a folded word is a given name; those with عبد are, joined to any of God's names.
    pub(super) fn is_given(&self, word: &str) -> bool {
        let servant = || word.strip_prefix("عبدال").is_some_and(|rest| rest.chars().nth(2).is_some());
        self.given.contains(word) || servant()
    }
}

fn class_nouns(entries: &[NounEntry]) -> FxHashMap<String, Vec<ClassNoun>> {
    let mut out: FxHashMap<String, Vec<ClassNoun>> = FxHashMap::default();
    for entry in entries {
        for form in &entry.forms {
            let words: Vec<String> = fold(form).split(' ').rev().map(str::to_owned).collect();
            let Some(last) = words.first().cloned() else {
                continue;
            };
            let tails = entry.tails.iter().map(|t| fold(t)).collect();
            out.entry(last).or_default().push(ClassNoun { words, classes: entry.classes.clone(), tails });
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_read() {
        assert!(toml::from_str::<NounsFile>(NOUNS).is_ok());
        assert!(toml::from_str::<NamesFile>(NAMES).is_ok());
        assert!(toml::from_str::<GivenFile>(GIVEN).is_ok());
    }
}

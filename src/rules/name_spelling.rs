//! `name-spelling`: a name that is spelt in several ways, or not as the house or the corpus has it.

use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Article, Check, Findings, Others, Rule, RuleOption, Words};
use crate::knowledge::EntityId;
use crate::names::wording::{Wording, mended};
use crate::names::{Mention, MentionKind};
use crate::settings::Level;
use crate::text::Span;
use crate::words;

/// The option for spellings that the corpus mostly writes otherwise.
const CORPUS: &str = "corpus";

pub(super) static RULE: Rule = Rule {
    id: "name-spelling",
    default: Level::Information,
    title: Words { ar: "اسم يُكتب بأكثر من شكل", en: "A name spelt in several ways" },
    page: include_str!("../../docs/rules/name-spelling.md"),
    options: &[RuleOption {
        name: CORPUS,
        default: Level::Hint,
        title: Words {
            ar: "خلاف ما تكتبه أكثر المقالات", en: "Not as most of the articles have it"
        },
    }],
    checks: &[Check::Article(check)],
};

const HOUSE: Words = Words { ar: "{0}: تكتبه الدار {1}", en: "{0}: the house writes {1}" };
const EARLIER: Words = Words { ar: "{0}: كُتب قبله {1}", en: "{0}: written {1} before" };
const MOSTLY: Words = Words {
    ar: "{0}: أكثر المقالات تكتبه {1} ({2})",
    en: "{0}: most articles write {1} ({2})",
};
const FIRST: Words = Words { ar: "أول ما كُتب", en: "Written so first" };
const ALSO: Words = Words { ar: "كذلك هنا", en: "Here as well" };

/// How often the corpus has to have a spelling, and how much more often than the article's.
const USUAL: (usize, usize) = (10, 4);

/// Places a finding points to beside its own.
const SHOWN: usize = 10;

/// Why a spelling is not the one that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// `isnad.toml` has another.
    House,
    /// The article began with another, here.
    Earlier(Span),
    /// The corpus has another this often.
    Corpus(usize),
}

/// A place where a name is not spelt as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The mention.
    pub span: Span,
    /// What changes in it, in the document.
    pub changes: Vec<(Span, String)>,
}

/// An entity whose name is not spelt everywhere as it should be.
#[derive(Clone, Debug)]
pub struct Deviant {
    /// Whose name.
    pub entity: EntityId,
    /// The spelling that holds.
    pub wording: Wording,
    /// Why it does.
    pub why: Why,
    /// Where the name is spelt otherwise, in order.
    pub places: Vec<Place>,
}

impl Place {
    /// The name as it should be.
    pub fn mended(&self, text: &str) -> String {
        let back = |at: usize| at.saturating_sub(self.span.start);
        let changes =
            self.changes.iter().map(|(s, new)| (Span::new(back(s.start), back(s.end)), new.clone()));
        mended(self.span.of(text), &changes.collect::<Vec<_>>())
    }
}

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let usual = findings.option(CORPUS);
    for deviant in deviants(article, usual.is_some()) {
        let Some(first) = deviant.places.first() else {
            continue;
        };
        let should = words::quote(article.language, &first.mended(article.text));
        let quoted = article.quote(first.span);
        let (message, grade) = match deviant.why {
            Why::House => (HOUSE.say(article.language, &[&quoted, &should]), findings.main()),
            Why::Earlier(_) => (EARLIER.say(article.language, &[&quoted, &should]), findings.main()),
            Why::Corpus(times) => (
                MOSTLY.say(article.language, &[&quoted, &should, &times.to_string()]),
                usual.unwrap_or(findings.main()),
            ),
        };
        let mut related = Vec::new();
        if let Why::Earlier(at) = deviant.why {
            related.push((at, FIRST.of(article.language).to_owned()));
        }
        let others = deviant.places.iter().skip(1).take(SHOWN);
        related.extend(others.map(|p| (p.span, ALSO.of(article.language).to_owned())));
        findings.push(first.span, grade, message, related);
    }
}

/// The entities of an article whose names are spelt otherwise than the house, the article's first
/// mention or (where `corpus`) most other articles have them, in order of first mention.
pub fn deviants(article: &Article<'_>, corpus: bool) -> Vec<Deviant> {
    let mut order: Vec<&EntityId> = Vec::new();
    let mut named: FxHashMap<&EntityId, Vec<&Mention>> = FxHashMap::default();
    for mention in &article.analysis.mentions {
        if let Some(id) = mention.entity.as_ref().filter(|_| is_spelt(mention, article.text)) {
            let list = named.entry(id).or_default();
            if list.is_empty() {
                order.push(id);
            }
            list.push(mention);
        }
    }
    let of_entity = |id: &&EntityId| deviant(article, id, named.get(id)?, corpus);
    order.iter().filter_map(of_entity).collect()
}

/// Whether a mention is a name that can be spelt in several ways: of bodies and bureaus, which have
/// longer and shorter names, those of one word alone.
fn is_spelt(mention: &Mention, text: &str) -> bool {
    let words = mention.span.of(text);
    match mention.kind {
        MentionKind::Person | MentionKind::Place => true,
        MentionKind::Organisation => !words.contains([' ', '_']),
        MentionKind::Demonym | MentionKind::Role => false,
    }
}

/// What a name at a place has to change, in the document, where `mend` says what its words do. Where لل
/// has written the alef of its ال away, its words begin behind it.
pub fn changes(mend: impl Fn(&str) -> Vec<(Span, String)>, span: Span, text: &str) -> Vec<(Span, String)> {
    let fused = is_fused(span, text);
    let span = if fused { Span::new(span.start + 'ل'.len_utf8(), span.end) } else { span };
    let changes = mend(span.of(text)).into_iter().map(|(at, new)| {
        let new = if fused { new.strip_prefix("ال").map(str::to_owned).unwrap_or(new) } else { new };
        (at.shifted(span.start), new)
    });
    changes.collect()
}

fn is_fused(span: Span, text: &str) -> bool {
    text.get(..span.start).is_some_and(|before| before.ends_with('ل')) && span.of(text).starts_with('ل')
}

/// How a mention is written, which tells what it has to change wherever it stands: whether لل has written
/// the alef of its ال away, and its words.
fn written<'t>(mention: &Mention, text: &'t str) -> (bool, &'t str) {
    (is_fused(mention.span, text), mention.span.of(text))
}

fn deviant(article: &Article<'_>, id: &EntityId, mentions: &[&Mention], corpus: bool) -> Option<Deviant> {
    let house = article.settings.spelling.get(id.as_str());
    let usual = || if corpus { unusual(article, id, mentions) } else { None };
    // Most are written one way, which is nothing to learn from.
    if house.is_none() && mentions.iter().map(|m| written(m, article.text)).all_equal() {
        return usual();
    }
    let wording = house.map(|name| Wording::of(name)).unwrap_or_default();
    let Followed { wording, first, places } = follow(article.text, mentions, wording);
    let why = match (house, first) {
        (None, _) if places.is_empty() => return usual(),
        (Some(_), _) => Why::House,
        (None, Some(first)) => Why::Earlier(first),
        (None, None) => return None,
    };
    (!places.is_empty()).then(|| Deviant { entity: id.clone(), wording, why, places })
}

/// What mentions hold to.
struct Followed {
    /// What held before, and what those taught that hold to it.
    wording: Wording,
    /// The first of those.
    first: Option<Span>,
    /// The others.
    places: Vec<Place>,
}

/// Follows a wording through the mentions of an entity.
fn follow(text: &str, mentions: &[&Mention], mut wording: Wording) -> Followed {
    let mut first: Option<Span> = None;
    let mut places = Vec::new();
    // What a name has to change is the same wherever it stands: what is learnt from others agrees with it.
    let mut known: FxHashMap<(bool, &str), Vec<(Span, String)>> = FxHashMap::default();
    for mention in mentions {
        let (fused, words) = written(mention, text);
        let own = known.entry((fused, words)).or_insert_with(|| {
            let there = changes(|words| wording.mend(words), mention.span, text);
            there.into_iter().map(|(span, new)| (span.back(mention.span.start), new)).collect()
        });
        let changes: Vec<_> =
            own.iter().map(|(s, new)| (s.shifted(mention.span.start), new.clone())).collect();
        if changes.is_empty() {
            let alef = if fused { "ا" } else { "" };
            wording.learn(&format!("{alef}{words}"));
            first = first.or(Some(mention.span));
            continue;
        }
        places.push(Place { span: mention.span, changes });
    }
    Followed { wording, first, places }
}

/// The spelling that the other articles mostly have, and how often.
pub fn usual_spelling<'o>(others: &'o dyn Others, id: &EntityId) -> Option<(&'o str, usize)> {
    others.usual(id).filter(|(_, times)| *times >= USUAL.0)
}

/// Whether a name needs no change to be spelt as another.
fn keeps_to(wording: &Wording, name: &str, fused: bool) -> bool {
    let words = name.strip_prefix('ل').filter(|_| fused).unwrap_or(name);
    wording.mend(words).is_empty()
}

/// A spelling the article keeps to, where the other articles have another far more often.
fn unusual(article: &Article<'_>, id: &EntityId, mentions: &[&Mention]) -> Option<Deviant> {
    let (usual, times) = usual_spelling(article.others, id)?;
    let spellings: FxHashSet<_> = mentions.iter().map(|m| written(m, article.text)).collect();
    let wording = Wording::of(usual);
    let is_usual = |(fused, name): (bool, &str)| (!fused && name == usual) || keeps_to(&wording, name, fused);
    if spellings.into_iter().all(is_usual) {
        return None;
    }
    let place = |m: &&Mention| {
        let changes = changes(|words| wording.mend(words), m.span, article.text);
        (!changes.is_empty()).then_some(Place { span: m.span, changes })
    };
    let places: Vec<Place> = mentions.iter().filter_map(place).collect();
    let others = article.others.spellings(id).into_iter();
    let same = others.filter(|(s, _)| !keeps_to(&wording, s, false));
    let same: usize = same.map(|(_, count)| count).sum::<usize>() + mentions.len();
    let outnumbered = times >= same * USUAL.1;
    (outnumbered && !places.is_empty()).then(|| Deviant {
        entity: id.clone(),
        wording,
        why: Why::Corpus(times),
        places,
    })
}

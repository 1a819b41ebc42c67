//! A short name that several people of the article can own: whom it means, where something tells.

use rustc_hash::FxHashMap;

use super::roles::{self, TitleHit};
use super::settle::{Article, BlockNames};
use super::{Mention, MentionKind};
use crate::knowledge::EntityId;
use crate::knowledge::titles::Titles;
use crate::text::Span;

/// How much oftener than all others together somebody is named in full whom a short name means
/// wherever nothing else tells.
const MAIN: usize = 3;

/// Somebody a short name can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bearer {
    /// The entity; `None` for somebody no knowledge file has.
    pub(super) entity: Option<EntityId>,
    /// Where the article names them in full.
    pub(super) full: Vec<Span>,
    /// Where it names them at all, as far as that is settled.
    pub(super) named: Vec<Span>,
}

/// A short name that could mean several people and is left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenName {
    /// Its mention.
    pub span: Span,
    /// Whom it can mean, in the order in which the article names them.
    pub owners: Vec<Owner>,
}

/// Somebody a name that is left open can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The entity; `None` for somebody no knowledge file has.
    pub entity: Option<EntityId>,
    /// The first mention in full in the article; `None` where it has none.
    pub full: Option<Span>,
}

/// A short name in its block.
pub(super) struct ShortName<'a> {
    pub(super) blocks: &'a [BlockNames<'a>],
    /// Index of its block.
    pub(super) block: usize,
    /// Its first token.
    pub(super) token: usize,
    /// Where it stands in the document.
    pub(super) span: Span,
}

impl Bearer {
    /// The mention in full nearest before a place, else the first after it.
    pub(super) fn nearest(&self, span: Span) -> Option<Span> {
        let before = self.full.iter().copied().filter(|s| s.start < span.start).max();
        before.or_else(|| self.full.iter().copied().filter(|s| s.start > span.start).min())
    }
}

/// The places where people are named, by whom.
pub(super) struct Named<'a> {
    known: FxHashMap<&'a EntityId, Vec<Span>>,
    all: Vec<&'a Mention>,
}

impl Named<'_> {
    /// A bearer with all the places that are settled to name them.
    pub(super) fn with_mentions(&self, mut bearer: Bearer) -> Bearer {
        let own = |m: &&&Mention| match m.antecedent {
            Some(full) => m.entity.is_none() && bearer.full.contains(&full),
            None => bearer.full.contains(&m.span),
        };
        bearer.named = match &bearer.entity {
            Some(id) => self.known.get(id).cloned().unwrap_or_default(),
            None => self.all.iter().filter(own).map(|m| m.span).collect(),
        };
        bearer
    }
}

impl Article<'_> {
    /// The places where people are named, as far as that is settled.
    pub(super) fn named(&self) -> Named<'_> {
        let all: Vec<&Mention> = self.mentions.iter().filter(|m| m.kind == MentionKind::Person).collect();
        let mut known: FxHashMap<&EntityId, Vec<Span>> = FxHashMap::default();
        for mention in &all {
            if let Some(id) = &mention.entity {
                known.entry(id).or_default().push(mention.span);
            }
        }
        Named { known, all }
    }

    /// Which of several bearers a short name means: the one its title fits, the head of state, the one
    /// the article was speaking of last, or the one it is about. `None` where two are as likely.
    pub(super) fn meant(&self, short: &ShortName<'_>, bearers: &[Bearer]) -> Option<usize> {
        if let [_] = bearers {
            return Some(0);
        }
        let titled = self.titled(short, bearers);
        titled.or_else(|| self.head(bearers)).or_else(|| spoken_of(short, bearers)).or_else(|| main(bearers))
    }

    /// The one head of state among the bearers, on the day of publication: in an article that names
    /// his minister كيم يونغ تشول as well, كيم is كيم جونغ أون. One of whom the article speaks far
    /// less than of another does not count.
    fn head(&self, bearers: &[Bearer]) -> Option<usize> {
        let heads = |b: &Bearer| {
            let person = b.entity.as_ref().and_then(|id| self.knowledge.entity(id.as_str()));
            person.is_some_and(|p| {
                p.offices.iter().any(|t| {
                    let on = |day| t.held_on(day);
                    Titles::get().group_of(&t.title) == "head" && self.published.map_or(t.to.is_none(), on)
                })
            })
        };
        let mut found = (0..bearers.len()).filter(|&i| bearers.get(i).is_some_and(heads));
        let one = found.next()?;
        let other = main(bearers).is_some_and(|m| m != one);
        (found.next().is_none() && !other).then_some(one)
    }

    /// The one bearer who holds the title beside the short name: on the day, or else ever.
    fn titled(&self, short: &ShortName<'_>, bearers: &[Bearer]) -> Option<usize> {
        let block = short.blocks.get(short.block)?;
        let title = block.facts.titles.iter().find(|t| stands_beside(t, block, short.token))?;
        let ranks: Vec<u8> = bearers.iter().map(|b| self.holds(b, title)).collect();
        let best = *ranks.iter().max()?;
        let mut fitting = (0..bearers.len()).filter(|&i| ranks.get(i) == Some(&best));
        let first = fitting.next().filter(|_| best > 0)?;
        fitting.next().is_none().then_some(first)
    }

    /// 2 where a bearer holds the title on the day or is presented by it, 1 where at another time.
    fn holds(&self, bearer: &Bearer, title: &TitleHit) -> u8 {
        let presented = |i: &super::Introduction| {
            bearer.full.contains(&i.span) && i.titles.iter().any(|t| title.titles.contains(t))
        };
        if self.introductions.iter().any(presented) {
            return 2;
        }
        let entity = bearer.entity.as_ref().and_then(|id| self.knowledge.entity(id.as_str()));
        let Some(person) = entity else { return 0 };
        let held = self.tenures_meant(&person, title);
        match self.published {
            Some(day) if held.iter().any(|t| t.held_on(day)) => 2,
            _ => u8::from(!held.is_empty()),
        }
    }
}

/// Whether a title stands right before a token, ranks and a comma between them or not.
fn stands_beside(title: &TitleHit, block: &BlockNames<'_>, token: usize) -> bool {
    roles::pass_ranks(block.tokens, roles::pass_comma(block.tokens, title.next)) == token
}

/// The only bearer in the nearest paragraph that names any: the one at hand up to the short name,
/// those before it, and, for a headline, those after it.
fn spoken_of(short: &ShortName<'_>, bearers: &[Bearer]) -> Option<usize> {
    let here = short.blocks.get(short.block)?;
    let in_range = |from: usize, to: usize| -> Vec<usize> {
        let named = |b: &Bearer| b.named.iter().any(|s| from <= s.start && s.start < to);
        (0..bearers.len()).filter(|&i| bearers.get(i).is_some_and(named)).collect()
    };
    let up_to_it = in_range(here.offset, short.span.start);
    let whole = |block: &BlockNames<'_>| in_range(block.offset, block.offset + block.text.len());
    let before = || short.blocks.iter().take(short.block).rev().map(whole).find(|f| !f.is_empty());
    let rest = || Some(in_range(short.span.end, here.offset + here.text.len())).filter(|f| !f.is_empty());
    let after = || short.blocks.iter().skip(short.block + 1).map(whole).find(|f| !f.is_empty());
    let found = Some(up_to_it).filter(|f| !f.is_empty()).or_else(before).or_else(rest).or_else(after)?;
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The bearer the article is about.
fn main(bearers: &[Bearer]) -> Option<usize> {
    let all: usize = bearers.iter().map(|b| b.full.len()).sum();
    let at = (0..bearers.len()).max_by_key(|&i| bearers.get(i).map(|b| b.full.len()))?;
    let own = bearers.get(at)?.full.len();
    (own > 0 && own >= MAIN * (all - own)).then_some(at)
}

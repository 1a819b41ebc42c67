//! Whom a title means: the person it stands beside, the one the article presents with it, else its
//! holder on the day of publication.

use jiff::civil::Date;

use super::roles::TitleHit;
use super::settle::{Article, BlockNames};
use super::{Form, Mention, MentionKind};
use crate::knowledge::titles::Titles;
use crate::knowledge::{Entity, EntityId, Tenure};
use crate::text::Span;

/// Somebody presented by title: "وزير الدفاع الروسي سيرغي شويغو".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// Where the title stands in the document, the name of its state or body included.
    pub title: Span,
    /// Indices of the titles in the lexicon it can be.
    pub titles: Vec<usize>,
    /// Whether a modifier makes another title of it (نائب وزير الدفاع).
    pub deputy: bool,
    /// Whether it says that the office is past (السابق).
    pub former: bool,
    /// The state or body it is an office of, where it says so.
    pub of: Option<EntityId>,
    /// Whom it presents, where a knowledge file has them.
    pub person: Option<EntityId>,
    /// The person's mention.
    pub span: Span,
}

/// The words of an office of a state or body, whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOffice {
    /// Where they stand in the document.
    pub span: Span,
    /// Indices of the titles in the lexicon they can be.
    pub titles: Vec<usize>,
    /// Whether a modifier makes another title of it (نائب وزير الدفاع).
    pub deputy: bool,
    /// The state or body.
    pub of: EntityId,
}

/// The offices a block names with their state or body, but for those that are said to be past.
pub(super) fn offices(block: &BlockNames<'_>) -> Vec<NamedOffice> {
    let titles = block.facts.titles.iter().filter(|t| !t.former);
    let named = titles.filter_map(|t| {
        let span = t.span.shifted(block.offset);
        Some(NamedOffice { span, titles: t.titles.clone(), deputy: t.deputy, of: t.of.clone()? })
    });
    named.collect()
}

impl Article<'_> {
    /// Titles with a name beside them.
    pub(super) fn introductions(&mut self, b: usize, block: &BlockNames<'_>) {
        for title in &block.facts.titles {
            let Some(index) = self.named_holder(b, title) else {
                continue;
            };
            let Some(mention) = self.mentions.get(index) else {
                continue;
            };
            self.introductions.push(Introduction {
                title: title.span.shifted(block.offset),
                titles: title.titles.clone(),
                deputy: title.deputy,
                former: title.former,
                of: title.of.clone(),
                person: mention.entity.clone(),
                span: mention.span,
            });
        }
    }

    /// The mention of the person beside a title, where the two can be one.
    fn named_holder(&self, b: usize, title: &TitleHit) -> Option<usize> {
        let mention_of = |hit: Option<usize>| self.by_hit.get(&(b, hit?)).copied();
        let after = mention_of(title.name_after).filter(|&m| self.fits(m, title) != Fit::No);
        let wanted = if title.apposed { Fit::Unknown } else { Fit::Yes };
        after.or_else(|| mention_of(title.name_before).filter(|&m| self.fits(m, title) >= wanted))
    }

    /// Whether a person can hold a title, by the offices and the country the knowledge base gives.
    fn fits(&self, mention: usize, title: &TitleHit) -> Fit {
        let Some(mention) = self.mentions.get(mention) else {
            return Fit::No;
        };
        if mention.kind != MentionKind::Person {
            return Fit::No;
        }
        let person = mention.entity.as_ref().and_then(|id| self.knowledge.entity(id.as_str()));
        let (Some(person), Some(of)) = (person, &title.of) else {
            return Fit::Unknown;
        };
        let meant = self.knowledge.places_meant(of);
        let groups: Vec<&str> = title
            .titles
            .iter()
            .filter_map(|&t| Titles::get().list.get(t))
            .map(|t| t.group.as_str())
            .collect();
        let holds = |t: &crate::knowledge::Tenure| {
            meant.contains(&t.of) && groups.contains(&Titles::get().group_of(&t.title))
        };
        if person.offices.iter().any(holds) {
            return Fit::Yes;
        }
        let elsewhere = person.country.as_ref().is_some_and(|c| !meant.contains(c));
        let of_state = self.knowledge.entity(of.as_str()).is_some_and(|e| e.class == "state");
        match (elsewhere && of_state, person.country.is_some() && of_state) {
            (true, _) => Fit::No,
            (false, true) => Fit::Likely,
            _ => Fit::Unknown,
        }
    }

    /// The offices of a person that a title can mean.
    pub(super) fn tenures_meant<'p>(&self, person: &'p Entity, title: &TitleHit) -> Vec<&'p Tenure> {
        let meant = title.of.as_ref().map(|of| self.knowledge.places_meant(of));
        let titles = title.titles.iter().filter_map(|&t| Titles::get().list.get(t));
        let groups: Vec<&str> = titles.map(|t| t.group.as_str()).collect();
        let fits = |t: &&Tenure| {
            meant.as_ref().is_none_or(|m| m.contains(&t.of))
                && groups.contains(&Titles::get().group_of(&t.title))
        };
        person.offices.iter().filter(fits).collect()
    }

    /// Titles that stand for their holder.
    pub(super) fn titles_alone(&mut self, block: &BlockNames<'_>) {
        for title in &block.facts.titles {
            let span = title.span.shifted(block.offset);
            if title.former
                || says_too_little(title)
                || self.introductions.iter().any(|i| beside(i.span, title, block))
            {
                continue;
            }
            let Some((entity, antecedent)) = self.holder(title, span) else {
                continue;
            };
            let mention = Mention { span, kind: MentionKind::Role, entity, form: Form::Role, antecedent };
            self.mentions.retain(|m| !span.contains(m.span));
            self.mentions.push(mention);
        }
    }

    /// Whom a title means: the person the article presents with it (nearest before, else first
    /// after), else its only holder on the day of publication. The outer `None` means nobody.
    fn holder(&self, title: &TitleHit, span: Span) -> Option<(Option<EntityId>, Option<Span>)> {
        let presented =
            self.presented(title, span, Match::Exact).or_else(|| self.presented(title, span, Match::Group));
        if let Some(introduction) = presented {
            return Some((introduction.person.clone(), Some(introduction.span)));
        }
        let person = self.in_office(title)?;
        Some((Some(person), None))
    }

    fn presented(&self, title: &TitleHit, span: Span, by: Match) -> Option<&Introduction> {
        let fitting =
            |i: &&Introduction| !i.former && i.deputy == title.deputy && self.same_office(i, title, by);
        let before = self.introductions.iter().filter(|i| i.span.start < span.start).filter(fitting);
        let after = self.introductions.iter().filter(|i| i.span.start > span.start).filter(fitting);
        before.max_by_key(|i| i.span).or_else(|| after.min_by_key(|i| i.span))
    }

    fn same_office(&self, introduction: &Introduction, title: &TitleHit, by: Match) -> bool {
        let titles = match by {
            Match::Exact => introduction.titles.iter().any(|t| title.titles.contains(t)),
            Match::Group => {
                introduction.titles.iter().any(|a| title.titles.iter().any(|b| stands_for(*a, *b)))
            }
        };
        titles && self.same_body(introduction, title)
    }

    /// Whether the two can be offices of one state or body; where the introduction does not say, the
    /// person's country does.
    fn same_body(&self, introduction: &Introduction, title: &TitleHit) -> bool {
        let Some(of) = &title.of else {
            let known = introduction.of.is_some() || self.has_held(introduction, title);
            return known || title.deputy || !is_bare_head(title);
        };
        let meant = self.knowledge.places_meant(of);
        let person = introduction.person.as_ref().and_then(|p| self.knowledge.entity(p.as_str()));
        let body = introduction.of.clone().or_else(|| person.and_then(|p| p.country.clone()));
        body.is_some_and(|b| meant.contains(&b) || self.knowledge.places_meant(&b).contains(of))
    }

    /// Whether the person presented is known to have held such an office (الرئيس ترامب).
    fn has_held(&self, introduction: &Introduction, title: &TitleHit) -> bool {
        let person = introduction.person.as_ref().and_then(|p| self.knowledge.entity(p.as_str()));
        person.is_some_and(|p| !self.tenures_meant(&p, title).is_empty())
    }

    /// The one person in office on the day of publication.
    fn in_office(&self, title: &TitleHit) -> Option<EntityId> {
        let (of, day) = (title.of.as_ref()?, self.published?);
        let listed = title.titles.iter().filter_map(|&t| Titles::get().list.get(t));
        let single: Vec<_> = listed.filter(|t| t.exclusive || t.id == "spokesperson").collect();
        let prefix = if title.deputy { "deputy-" } else { "" };
        let mut found: Vec<EntityId> = Vec::new();
        for place in self.knowledge.places_meant(of) {
            for title in &single {
                let holders = self.knowledge.holders(&format!("{prefix}{}", title.id), place.as_str(), day);
                found.extend(holders.iter().map(|p| p.id.clone()));
            }
        }
        found.sort();
        found.dedup();
        match found.as_slice() {
            [one] => Some(one.clone()),
            [] if !title.deputy => self.head_by_any_name(title, of, day),
            _ => None,
        }
    }

    /// "الزعيم الكوري" for a president, "الرئيس" for a leader: the head of a state by another title
    /// of the group.
    fn head_by_any_name(&self, title: &TitleHit, of: &EntityId, day: Date) -> Option<EntityId> {
        let lexicon = Titles::get();
        let head = title.titles.iter().filter_map(|&t| lexicon.list.get(t)).any(|t| t.group == "head");
        if !head {
            return None;
        }
        let heads = lexicon.list.iter().filter(|t| t.group == "head");
        let mut found: Vec<EntityId> = heads
            .flat_map(|t| self.knowledge.holders(&t.id, of.as_str(), day))
            .map(|p| p.id.clone())
            .collect();
        found.sort();
        found.dedup();
        if found.len() == 1 { found.pop() } else { None }
    }
}

/// How well a person fits a title, in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    Unknown,
    Likely,
    Yes,
}

/// Whether one of two titles can stand for the other: they share a group, and where the group has a
/// title of its own name (الوزير), that is one of them; وزير الصحة is not وزير الدفاع.
fn stands_for(a: usize, b: usize) -> bool {
    let lexicon = Titles::get();
    let (Some(a), Some(b)) = (lexicon.list.get(a), lexicon.list.get(b)) else {
        return false;
    };
    let general = lexicon.by_id(&a.group).is_some_and(|t| !t.exclusive);
    a.group == b.group && (!general || a.id == b.id || [&a.id, &b.id].contains(&&a.group))
}

#[derive(Clone, Copy)]
enum Match {
    Exact,
    Group,
}

/// Whether an introduced name stands right beside this very title.
fn beside(name: Span, title: &TitleHit, block: &BlockNames<'_>) -> bool {
    let hits = &block.facts.hits;
    let of_hit = |hit: Option<usize>| {
        hit.and_then(|h| hits.get(h)).is_some_and(|h| h.span.shifted(block.offset) == name)
    };
    of_hit(title.name_after) || of_hit(title.name_before)
}

/// Whether a bare word is too common to stand for one person: only heads of state and ministers are
/// called by it (الرئيس, الوزير; but not القائد).
fn says_too_little(title: &TitleHit) -> bool {
    let called = |t: &usize| {
        let group = Titles::get().list.get(*t).map(|t| t.group.as_str());
        matches!(group, Some("head" | "minister" | "head-of-government"))
    };
    is_bare_head(title) && title.of.is_none() && !title.titles.iter().any(called)
}

/// Whether a title says so little that only the article can tell whose it is (الرئيس).
fn is_bare_head(title: &TitleHit) -> bool {
    title.tokens.0 == title.tokens.1
}

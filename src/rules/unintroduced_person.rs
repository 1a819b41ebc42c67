//! `unintroduced-person`: somebody who is no household name, first named by a bare surname.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Article, Check, Findings, Rule, Words};
use crate::knowledge::titles::Titles;
use crate::knowledge::{Entity, EntityId};
use crate::names::near::{Use, used};
use crate::names::{Mention, MentionKind};
use crate::settings::Level;
use crate::text::lexicon::stored_lexicon;
use crate::text::lines::ceil_boundary;
use crate::text::{Role, Span, Tokens, clitic};

mod lexicon;

use lexicon::Household;

pub(super) static RULE: Rule = Rule {
    id: "unintroduced-person",
    default: Level::Hint,
    title: Words {
        ar: "شخص يُذكر أول مرة بلقبه وحده", en: "Somebody first named by a bare surname"
    },
    page: include_str!("../../docs/rules/unintroduced-person.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const BARE: Words = Words {
    ar: "{0}: أول ذكر بلا صفة ولا اسم كامل ({1})",
    en: "{0}: first named without a title or the full name ({1})",
};
const FULL: Words = Words { ar: "الاسم الكامل هنا", en: "The full name is here" };

static HOUSEHOLD: LazyLock<Household> = LazyLock::new(|| stored_lexicon!("household"));

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let analysis = article.analysis;
    let mut met: FxHashSet<&EntityId> = FxHashSet::default();
    for mention in &analysis.mentions {
        let (MentionKind::Person | MentionKind::Role, Some(id)) = (mention.kind, &mention.entity) else {
            continue;
        };
        if met.contains(id) {
            continue;
        }
        // A headline that has the surname alone introduces nobody, and is no place to do so.
        let bare = is_bare(article, mention);
        if bare && role_at(article, mention.span) != Role::Body {
            continue;
        }
        met.insert(id);
        let person = article.knowledge.entity(id.as_str());
        let Some(person) = person.filter(|p| bare && !is_household(p)) else {
            continue;
        };
        let message = BARE.say(article.language, &[&article.quote(mention.span), &article.name_of(&person)]);
        let full = analysis.mentions.iter().find(|m| {
            m.kind == MentionKind::Person && m.entity.as_ref() == Some(id) && is_full(m.span.of(article.text))
        });
        let related = full.map(|m| (m.span, FULL.of(article.language).to_owned()));
        findings.add(mention.span, message, related.into_iter().collect());
    }
}

fn is_full(name: &str) -> bool {
    name.trim().contains([' ', '_'])
}

/// Whether a mention is a surname with nothing beside it that says who it is.
fn is_bare(article: &Article<'_>, mention: &Mention) -> bool {
    let titled = || article.analysis.introductions.iter().any(|i| i.span == mention.span);
    let name = mention.span.of(article.text);
    // With ال it is as often a family, a movement or a word (الحوثي, السلام).
    mention.kind == MentionKind::Person
        && !is_full(name)
        && !name.is_ascii()
        && !name.starts_with("ال")
        && !titled()
        && !has_words_beside(article, mention.span)
}

fn role_at(article: &Article<'_>, span: Span) -> Role {
    // The first line heads the article, whatever it looks like.
    let blocks = &article.analysis.blocks;
    let first = blocks.iter().find(|b| b.role != Role::FrontMatter).map(|b| b.span);
    match article.analysis.block_of(span) {
        Some(block) if Some(block.span) == first => Role::Headline,
        Some(block) => block.role,
        None => Role::Boilerplate,
    }
}

/// How many bytes before a name are looked at for what stands right before it.
const BESIDE: usize = 240;

/// Whether a definite noun, an adjective or a name stands right before (المدرب فلان), or a comma, dash or
/// bracket right behind (فلان، الذي …): either says who it is.
fn has_words_beside(article: &Article<'_>, span: Span) -> bool {
    let Some(block) = article.analysis.block_of(span) else {
        return true;
    };
    let before = article.text.get(block.span.start..span.start).unwrap_or("");
    let behind = article.text.get(span.end..block.span.end).unwrap_or("");
    let is_attached = before.ends_with(char::is_alphabetic);
    // The last words are enough, however long the paragraph.
    let near = ceil_boundary(before, before.len().saturating_sub(BESIDE));
    let tokens = Tokens::new(&before[near..]);
    let last = (0..tokens.len()).rev().find(|&i| tokens.is_word(i));
    let said = last.is_some_and(|at| {
        let definite = |w: &str| w.starts_with("ال") && w.chars().count() > 4;
        let adjacent = tokens.len() - at <= 2;
        let key = tokens.key(at);
        adjacent && !is_attached && (used(key) != Use::Word || clitic::find(key, definite).is_some())
    });
    let named =
        article.analysis.mentions.iter().any(|m| m.span.end < span.start && m.span.end + 3 >= span.start);
    let sign = behind.trim_start().chars().next();
    said || named || matches!(sign, Some('،' | ',' | '(' | '-' | '–' | '_'))
}

/// Whether every reader knows a person by one name: heads of state and government, those listed, and
/// those who have but one name.
fn is_household(person: &Entity) -> bool {
    let household = &*HOUSEHOLD;
    let lexicon = Titles::get();
    let led = person.offices.iter().any(|t| {
        matches!(
            lexicon.group_of(&t.title),
            "head" | "head-of-government" | "crown-prince" | "secretary-general"
        )
    });
    led || !is_full(&person.ar)
        || household.classes.contains(&person.class)
        || household.people.contains(person.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn the_people_listed_are_known() {
        let knowledge = Knowledge::built_in();
        for id in &HOUSEHOLD.people {
            assert!(knowledge.entity(id).is_some(), "{id}");
        }
    }
}

//! Short names: a part of a full name, tied to the person the article has named in full.

use rustc_hash::FxHashMap;

use super::lexicon::Lexicon;
use super::settle::{Article, BlockNames};
use super::{Form, Mention, MentionKind, unknown};
use crate::knowledge::EntityId;
use crate::text::clitic;
use crate::text::fold::{fold, name_letter};
use crate::text::{Span, Tokens};

/// Whom a short name can mean, each with the full mention it points back to.
type Owners = Vec<(Option<EntityId>, Span)>;

/// Adds the short names of the people that the article names in full.
pub(super) fn short_names(article: &mut Article<'_>, blocks: &[BlockNames<'_>]) {
    let owners = owners(article, blocks);
    if owners.is_empty() {
        return;
    }
    let taken: Vec<Span> = article.mentions.iter().filter(|m| !open(m, blocks)).map(|m| m.span).collect();
    for block in blocks {
        for at in 0..block.tokens.len() {
            let found = find_short(block, at, &owners);
            let Some((span, owners)) = found.filter(|(s, _)| !taken.iter().any(|t| t.overlaps(*s))) else {
                continue;
            };
            let mention = match unknown::given_before(block.text, block.tokens, at) {
                Some(given) if !owned(article, owners, given.name) => Mention {
                    span: Span::new(block.offset + given.start, span.end),
                    kind: MentionKind::Person,
                    entity: None,
                    form: Form::Unknown,
                    antecedent: None,
                },
                _ => {
                    let Some((entity, full)) = nearest(owners, span) else {
                        continue;
                    };
                    Mention {
                        span,
                        kind: MentionKind::Person,
                        entity,
                        form: Form::Short,
                        antecedent: Some(full),
                    }
                }
            };
            article.mentions.retain(|m| !m.span.overlaps(mention.span));
            article.mentions.push(mention);
        }
    }
}

/// Whether a mention is one word that may turn out to be part of a fuller name in the article.
fn open(mention: &Mention, blocks: &[BlockNames<'_>]) -> bool {
    mention.form == Form::Unknown
        && mention.kind == MentionKind::Person
        && words_of(mention.span, blocks).len() == 1
}

/// Whether a given name is that of somebody a short name can mean; nobody can tell of people no
/// knowledge file has.
fn owned(article: &Article<'_>, owners: &Owners, given: &str) -> bool {
    owners.iter().any(|(entity, _)| {
        entity.as_ref().is_none_or(|id| unknown::bears(article.knowledge, id.as_str(), given))
    })
}

/// The short forms of every person named in full, by folded name key.
fn owners(article: &Article<'_>, blocks: &[BlockNames<'_>]) -> FxHashMap<String, Owners> {
    let mut out: FxHashMap<String, Owners> = FxHashMap::default();
    for mention in article.mentions.iter().filter(|m| m.kind == MentionKind::Person) {
        let surface = words_of(mention.span, blocks);
        for key in short_forms(article, mention, &surface) {
            let list = out.entry(key).or_default();
            list.push((mention.entity.clone(), mention.span));
        }
    }
    out
}

fn words_of(span: Span, blocks: &[BlockNames<'_>]) -> Vec<String> {
    let inside = blocks.iter().find(|b| b.offset <= span.start && span.end <= b.offset + b.text.len());
    let Some(block) = inside else {
        return Vec::new();
    };
    let tokens = block.tokens;
    (0..tokens.len())
        .filter(|&i| tokens.list()[i].span.end > span.start - block.offset)
        .take_while(|&i| tokens.list()[i].span.start < span.end - block.offset)
        .filter(|&i| tokens.is_word(i))
        .map(|i| tokens.key(i).to_owned())
        .collect()
}

/// Last word of the name as written and as the knowledge base has it; where the family name comes
/// first, the first word as well.
fn short_forms(article: &Article<'_>, mention: &Mention, surface: &[String]) -> Vec<String> {
    let entity = article.entity_of(mention);
    let family_first = entity
        .as_ref()
        .and_then(|e| e.country.as_ref())
        .is_some_and(|c| Lexicon::get().family_first.contains(c.as_str()));
    let known: Vec<String> =
        entity.iter().flat_map(|e| fold(&e.ar).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    let mut forms = Vec::new();
    for words in [surface, known.as_slice()] {
        if words.len() < 2 {
            continue;
        }
        forms.extend(words.last().cloned());
        if family_first {
            forms.extend(words.first().cloned());
        }
    }
    forms.retain(|f| f.chars().count() >= 3 && !Lexicon::get().never_short.contains(f));
    let mut keys: Vec<String> = forms.iter().map(|f| f.chars().map(name_letter).collect()).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn find_short<'o>(
    block: &BlockNames<'_>,
    at: usize,
    owners: &'o FxHashMap<String, Owners>,
) -> Option<(Span, &'o Owners)> {
    let tokens: &Tokens = block.tokens;
    if !tokens.is_word(at) {
        return None;
    }
    let token = tokens.get(at)?;
    clitic::splits(tokens.key(at)).find_map(|split| {
        let key: String = split.word().chars().map(name_letter).collect();
        let owners = owners.get(&key)?;
        let start = clitic::skip(token.span.of(block.text), token.span, split.letters);
        Some((Span::new(start, token.span.end).shifted(block.offset), owners))
    })
}

/// The owner named in full nearest before the short name, else the first after it; people the
/// knowledge base has before others.
fn nearest(owners: &Owners, span: Span) -> Option<(Option<EntityId>, Span)> {
    let any_known = owners.iter().any(|(entity, _)| entity.is_some());
    let rightful = || owners.iter().filter(|(e, _)| e.is_some() || !any_known);
    let before = rightful().filter(|(_, full)| full.start < span.start).max_by_key(|(_, full)| *full);
    before.or_else(|| rightful().min_by_key(|(_, full)| *full)).cloned()
}

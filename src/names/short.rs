//! Short names: a part of a full name, tied to the person the article has named in full.

use rustc_hash::FxHashMap;

use super::bearers::{Bearer, ShortName};
use super::lexicon::Lexicon;
use super::settle::{Article, BlockNames};
use super::{Form, Mention, MentionKind, unknown};
use crate::knowledge::EntityId;
use crate::text::clitic;
use crate::text::fold::{fold, name_letter};
use crate::text::{Endings, Span, Tokens};

/// Whom a short name can mean.
type Owners = Vec<Bearer>;

/// Adds the short names of the people that the article names in full.
pub(super) fn short_names(article: &mut Article<'_>, blocks: &[BlockNames<'_>]) {
    let mut owners = owners(article, blocks);
    if owners.is_empty() {
        return;
    }
    let endings: Endings = owners.keys().map(String::as_str).collect();
    let taken: Vec<Span> = article.mentions.iter().filter(|m| !open(m, blocks)).map(|m| m.span).collect();
    for (b, block) in blocks.iter().enumerate() {
        for at in 0..block.tokens.len() {
            if !endings.may_have(block.tokens.ending(at)) {
                continue;
            }
            let Some((span, key)) = find_short(block, at, &owners) else {
                continue;
            };
            let bearers = owners.get_mut(&key).filter(|_| !taken.iter().any(|t| t.overlaps(span)));
            let Some(bearers) = bearers else { continue };
            let short = ShortName { blocks, block: b, token: at, span };
            let mention = match unknown::given_before(block.text, block.tokens, at) {
                Some(given) => named_with(article, &given, block, &short, bearers),
                None => alone(article, &short, bearers),
            };
            article.mentions.retain(|m| !m.span.overlaps(mention.span));
            article.mentions.push(mention);
        }
    }
}

/// A surname behind a given name: of the one owner who bears that, else of somebody else.
fn named_with(
    article: &mut Article<'_>,
    given: &unknown::Given<'_>,
    block: &BlockNames<'_>,
    short: &ShortName<'_>,
    bearers: &mut Owners,
) -> Mention {
    let owned: Vec<usize> = (0..bearers.len())
        .filter(|&i| bearers.get(i).is_some_and(|b| owns(article, b, given.name)))
        .collect();
    match owned.as_slice() {
        [] => Mention {
            span: Span::new(block.offset + given.start, short.span.end),
            kind: MentionKind::Person,
            entity: None,
            form: Form::Unknown,
            antecedent: None,
        },
        [one] => means(short.span, bearers, *one).unwrap_or_else(|| article.left_open(short.span, bearers)),
        _ => alone(article, short, bearers),
    }
}

/// A surname by itself.
fn alone(article: &mut Article<'_>, short: &ShortName<'_>, bearers: &mut Owners) -> Mention {
    let one = article.meant(short, bearers).and_then(|one| means(short.span, bearers, one));
    one.unwrap_or_else(|| article.left_open(short.span, bearers))
}

/// The short name as one bearer's, who is spoken of from there on.
fn means(span: Span, bearers: &mut Owners, one: usize) -> Option<Mention> {
    let bearer = bearers.get_mut(one)?;
    bearer.named.push(span);
    Some(Mention {
        span,
        kind: MentionKind::Person,
        entity: bearer.entity.clone(),
        form: Form::Short,
        antecedent: bearer.nearest(span),
    })
}

/// Whether a mention is one word that may turn out to be part of a fuller name in the article.
fn open(mention: &Mention, blocks: &[BlockNames<'_>]) -> bool {
    mention.form == Form::Unknown
        && mention.kind == MentionKind::Person
        && words_of(mention.span, blocks).len() == 1
}

/// Whether a given name is that of somebody a short name can mean; nobody can tell of people no
/// knowledge file has.
fn owns(article: &Article<'_>, bearer: &Bearer, given: &str) -> bool {
    let entity = bearer.entity.as_ref();
    entity.is_none_or(|id| unknown::bears(article.knowledge, id.as_str(), given))
}

/// The owners of the short forms of every person named in full, by folded name key. People the
/// knowledge base has go before others of their name, and given names before words that are none.
fn owners(article: &Article<'_>, blocks: &[BlockNames<'_>]) -> FxHashMap<String, Owners> {
    let mut found: FxHashMap<String, Vec<(Person, Span)>> = FxHashMap::default();
    for mention in article.mentions.iter().filter(|m| m.kind == MentionKind::Person) {
        let surface = words_of(mention.span, blocks);
        for key in short_forms(article, mention, &surface) {
            let person = match &mention.entity {
                Some(id) => Person::Known(id.clone()),
                None => Person::Unknown(without_proclitics(mention, &surface, blocks)),
            };
            found.entry(key).or_default().push((person, mention.span));
        }
    }
    let named = article.named();
    let of_key = |mut list: Vec<(Person, Span)>| -> Owners {
        let surest = list.iter().map(|(person, _)| person.sure()).max();
        list.retain(|(person, _)| Some(person.sure()) == surest);
        list.sort_by_key(|(_, span)| *span);
        let mut people: Vec<(Person, Bearer)> = Vec::new();
        for (person, span) in list {
            if let Some((_, bearer)) = people.iter_mut().find(|(p, _)| p.is(&person)) {
                bearer.full.push(span);
                continue;
            }
            let entity = match &person {
                Person::Known(id) => Some(id.clone()),
                Person::Unknown(_) => None,
            };
            people.push((person, Bearer { entity, full: vec![span], named: Vec::new() }));
        }
        people.into_iter().map(|(_, bearer)| named.with_mentions(bearer)).collect()
    };
    found.into_iter().map(|(key, list)| (key, of_key(list))).collect()
}

/// Somebody named in full.
enum Person {
    Known(EntityId),
    /// By the folded words of the name.
    Unknown(Vec<String>),
}

impl Person {
    /// How sure it is that this is a person's name.
    fn sure(&self) -> u8 {
        match self {
            Self::Known(_) => 2,
            Self::Unknown(words) => {
                let lexicon = Lexicon::get();
                let begins = |w: &String| lexicon.given.names.contains(w) || lexicon.given.parts.contains(w);
                u8::from(words.first().is_some_and(begins))
            }
        }
    }

    /// Whether two names can be one person's: a name with a word more in the middle is.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => a == b,
            (Self::Unknown(a), Self::Unknown(b)) => {
                let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
                short.iter().all(|w| long.contains(w))
            }
            _ => false,
        }
    }
}

/// The folded words of a mention, the first as far as it belongs to the name.
fn without_proclitics(mention: &Mention, words: &[String], blocks: &[BlockNames<'_>]) -> Vec<String> {
    let block = blocks.iter().rfind(|b| b.offset <= mention.span.start);
    let text = block.and_then(|b| b.text.get(mention.span.start - b.offset..));
    let first = text.and_then(|t| t.split(|c: char| c.is_whitespace() || c == '_').next()).map(fold);
    first.into_iter().chain(words.iter().skip(1).cloned()).collect()
}

fn words_of(span: Span, blocks: &[BlockNames<'_>]) -> Vec<String> {
    let Some((block, span)) = BlockNames::around(blocks, span) else {
        return Vec::new();
    };
    let tokens = block.tokens;
    let (first, end) =
        (tokens.list().partition_point(|t| t.span.end <= span.start), tokens.at_or_after(span.end));
    (first..end).filter(|&i| tokens.is_word(i)).map(|i| tokens.key(i).to_owned()).collect()
}

/// Last word of the name as written and as the knowledge base has it; where the family name comes
/// first, the first word as well.
fn short_forms(article: &Article<'_>, mention: &Mention, surface: &[String]) -> Vec<String> {
    let entity = article.entity_of(mention);
    let family_first = entity
        .as_ref()
        .and_then(|e| e.country.as_ref())
        .is_some_and(|c| Lexicon::get().words.family_first.contains(c.as_str()));
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
    forms.retain(|f| f.chars().count() >= 3 && !Lexicon::get().words.never_short.contains(f));
    let mut keys: Vec<String> = forms.iter().map(|f| f.chars().map(name_letter).collect()).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// A word that is somebody's short name: where it stands, and the key of its owners.
fn find_short(
    block: &BlockNames<'_>,
    at: usize,
    owners: &FxHashMap<String, Owners>,
) -> Option<(Span, String)> {
    let tokens: &Tokens = block.tokens;
    if !tokens.is_word(at) {
        return None;
    }
    let token = tokens.get(at)?;
    clitic::splits(tokens.key(at)).find_map(|split| {
        let key: String = split.word().chars().map(name_letter).collect();
        owners.get(&key)?;
        let start = clitic::skip(token.span.of(block.text), token.span, split.letters);
        Some((Span::new(start, token.span.end).shifted(block.offset), key))
    })
}

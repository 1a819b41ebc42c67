//! What is kept of an article as bytes: its strings are numbers into the segment's strings, and
//! places are told from the place before them.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::analysis::{Certainty, Deed, DeedKey, DeedKind, EntityKey, Published};
use crate::corpus::article::{Article, EntityMentions, MentionFact, TitleFact};
use crate::corpus::attribution::SourceFact;
use crate::names::{Form, MentionKind};
use crate::rules::FindingKeys;
use crate::text::{Passage, Span};

/// Strings by number.
pub(super) trait Strings {
    /// The string with a number.
    fn string(&self, number: u32) -> Option<&str>;
    /// The id of the entity with a number.
    fn id(&self, number: u32) -> Option<&str>;
}

/// Numbers for strings.
pub(super) trait Numbers {
    /// The number of a string.
    fn string(&mut self, text: &str) -> u32;
    /// The number of an entity.
    fn id(&mut self, id: &str) -> u32;
}

/// Days since 1970.
pub(in crate::corpus) fn day(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

const EPOCH: Date = Date::constant(1970, 1, 1);

fn date(day: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    #[serde(borrow)]
    title: &'a str,
    date: Option<i32>,
    certainty: u8,
    stated_at: Option<(u32, u32)>,
    candidates: Vec<i32>,
    entities: Vec<PackedEntity<'a>>,
    said: Vec<(u32, u32, u16, u8)>,
    deeds: Vec<PackedDeed<'a>>,
    passages: Vec<(u64, u32, u16, u8)>,
    findings: Vec<(u8, u32, u32)>,
}

#[derive(Serialize, Deserialize)]
struct PackedEntity<'a> {
    #[serde(borrow)]
    id: PackedId<'a>,
    /// Kind and form, spelling, sentence, and the distance from the mention before and length.
    mentions: Vec<(u8, u16, u16, u32, u32)>,
    spellings: Vec<u32>,
    titles: Vec<(u32, u32, u32)>,
}

/// The number of a key of the segment, or the kind and folded words of a name that is local to this article.
#[derive(Serialize, Deserialize)]
enum PackedId<'a> {
    Shared(u32),
    Local(u8, &'a str),
}

#[derive(Serialize, Deserialize)]
struct PackedDeed<'a> {
    kind: &'a str,
    #[serde(borrow)]
    parties: Vec<PackedId<'a>>,
    days: (i32, i32),
    word: (u32, u32),
    time: (u32, u32),
}

const fn pair(span: Span) -> (u32, u32) {
    (span.start as u32, span.end as u32)
}

const fn span((start, end): (u32, u32)) -> Span {
    Span::new(start as usize, end as usize)
}

/// Appends an article's record.
pub(super) fn encode(article: &Article, numbers: &mut impl Numbers, out: Vec<u8>) -> Vec<u8> {
    let kept = out.len();
    let entities = article.entities.iter().map(|e| pack_entity(e, numbers)).collect();
    let published = &article.published;
    let packed = Packed {
        title: &article.title,
        date: published.date.map(day),
        certainty: published.certainty as u8,
        stated_at: published.span.map(pair),
        candidates: published.candidates.iter().map(|d| day(*d)).collect(),
        entities,
        said: article.said.iter().map(|s| (s.start, s.end - s.start, s.entity, s.place)).collect(),
        deeds: article.deeds.iter().map(|d| pack_deed(d, numbers)).collect(),
        passages: article.passages.iter().map(|p| p.parts()).collect(),
        findings: article.findings.parts().collect(),
    };
    // Writing into memory fails only for what serde cannot size; there is none of it in here.
    postcard::to_extend(&packed, out).unwrap_or_else(|_| vec![0; kept])
}

fn pack_id<'a>(key: &'a EntityKey, numbers: &mut impl Numbers) -> PackedId<'a> {
    match key {
        EntityKey::Local(name) => PackedId::Local(name.kind() as u8, name.words()),
        EntityKey::Known(_) | EntityKey::Unknown(_) => PackedId::Shared(numbers.id(key.as_str())),
    }
}

fn pack_entity<'a>(named: &'a EntityMentions, numbers: &mut impl Numbers) -> PackedEntity<'a> {
    let mut last = 0;
    let mentions = named.mentions.iter().map(|m| {
        let from = m.start.wrapping_sub(std::mem::replace(&mut last, m.start));
        ((m.kind as u8) << 4 | m.form as u8, m.spelling, m.sentence, from, m.end - m.start)
    });
    PackedEntity {
        mentions: mentions.collect(),
        spellings: named.spellings.iter().map(|s| numbers.string(s)).collect(),
        titles: named.titles.iter().map(|t| (numbers.string(&t.words), t.start, t.end)).collect(),
        id: pack_id(&named.id, numbers),
    }
}

fn pack_deed<'a>(deed: &'a Deed, numbers: &mut impl Numbers) -> PackedDeed<'a> {
    PackedDeed {
        kind: deed.key.kind,
        parties: deed.key.parties.iter().map(|id| pack_id(id, numbers)).collect(),
        days: (day(deed.days.0), day(deed.days.1)),
        word: pair(deed.word),
        time: pair(deed.time),
    }
}

/// The article of a record; `None` where the bytes are none.
pub(super) fn decode(bytes: &[u8], path: Arc<Path>, strings: &impl Strings) -> Option<Article> {
    let packed: Packed<'_> = postcard::from_bytes(bytes).ok()?;
    let unpack = Unpacker { strings, path: &path };
    let published = Published {
        date: packed.date.map(date).map_or(Some(None), |d| d.map(Some))?,
        certainty: certainty(packed.certainty)?,
        span: packed.stated_at.map(span),
        candidates: packed.candidates.into_iter().map(date).collect::<Option<_>>()?,
    };
    let said = packed.said.into_iter();
    let said = said.map(|(start, length, entity, place)| SourceFact {
        start,
        end: start.saturating_add(length),
        entity,
        place,
    });
    let passages = packed.passages.into_iter().map(Passage::from_parts);
    Some(Article {
        title: packed.title.into(),
        published,
        entities: packed.entities.iter().map(|e| unpack.entity(e)).collect::<Option<_>>()?,
        said: said.collect(),
        deeds: packed.deeds.iter().map(|d| unpack.deed(d)).collect::<Option<_>>()?,
        passages: passages.collect(),
        findings: FindingKeys::from_parts(packed.findings),
        path,
    })
}

struct Unpacker<'a, S> {
    strings: &'a S,
    path: &'a Path,
}

impl<S: Strings> Unpacker<'_, S> {
    fn id(&self, id: &PackedId<'_>) -> Option<EntityKey> {
        match id {
            PackedId::Shared(number) => self.strings.id(*number).map(EntityKey::from),
            PackedId::Local(of, words) => Some(EntityKey::local_folded(kind(*of)?, words, self.path)),
        }
    }

    fn entity(&self, packed: &PackedEntity<'_>) -> Option<EntityMentions> {
        let mut start = 0_u32;
        let mentions = packed.mentions.iter().map(|&(what, spelling, sentence, from, length)| {
            start = start.wrapping_add(from);
            Some(MentionFact {
                start,
                end: start.saturating_add(length),
                kind: kind(what >> 4)?,
                form: form(what & 15)?,
                spelling,
                sentence,
            })
        });
        let words = |number: u32| self.strings.string(number).map(Box::from);
        let title =
            |&(number, start, end): &(u32, u32, u32)| Some(TitleFact { words: words(number)?, start, end });
        Some(EntityMentions {
            id: self.id(&packed.id)?,
            mentions: mentions.collect::<Option<_>>()?,
            spellings: packed.spellings.iter().map(|n| words(*n)).collect::<Option<_>>()?,
            titles: packed.titles.iter().map(title).collect::<Option<_>>()?,
        })
    }

    fn deed(&self, packed: &PackedDeed<'_>) -> Option<Deed> {
        let parties = packed.parties.iter().map(|id| self.id(id)).collect::<Option<_>>()?;
        Some(Deed {
            key: DeedKey { kind: DeedKind::named(packed.kind)?, parties },
            days: (date(packed.days.0)?, date(packed.days.1)?),
            word: span(packed.word),
            time: span(packed.time),
        })
    }
}

const fn certainty(number: u8) -> Option<Certainty> {
    Some(match number {
        0 => Certainty::Stated,
        1 => Certainty::Inferred,
        2 => Certainty::Unknown,
        _ => return None,
    })
}

const fn kind(number: u8) -> Option<MentionKind> {
    Some(match number {
        0 => MentionKind::Person,
        1 => MentionKind::Place,
        2 => MentionKind::Organisation,
        3 => MentionKind::Demonym,
        4 => MentionKind::Role,
        _ => return None,
    })
}

const fn form(number: u8) -> Option<Form> {
    Some(match number {
        0 => Form::Full,
        1 => Form::Short,
        2 => Form::Demonym,
        3 => Form::Role,
        4 => Form::Unknown,
        _ => return None,
    })
}

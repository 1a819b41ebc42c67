//! An entity as bytes: strings and lists behind their lengths (as variable-length numbers), absent
//! values as a length of zero.

use std::collections::BTreeMap;

use crate::knowledge::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};

/// What a record holds beside its entity.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The entity; its origin is still to be filled in.
    pub(crate) entity: Entity,
    /// Id of the entry elsewhere that is the same entity.
    pub(crate) same_as: Option<EntityId>,
    /// Number of the file it comes from.
    pub(crate) file: usize,
    /// Line in that file, from 0.
    pub(crate) line: usize,
}

/// The bytes of an entity.
pub(super) fn encode(entity: &Entity, same_as: Option<&str>, file: usize, line: usize) -> Vec<u8> {
    let mut out = Encoder::default();
    out.text(entity.id.as_str());
    out.0.push(entity.kind as u8);
    out.texts([&entity.class, &entity.ar, &entity.en]);
    out.number(entity.names.len());
    entity.names.iter().for_each(|(language, name)| out.texts([language, name]));
    for list in [&entity.aliases, &entity.weak, &entity.demonym, &entity.demonym_forms] {
        out.number(list.len());
        for text in list {
            out.text(text);
        }
    }
    for id in [&entity.country, &entity.within, &entity.capital] {
        out.optional(id.as_ref().map(EntityId::as_str));
    }
    out.0.push(u8::from(entity.coordinates.is_some()));
    entity.coordinates.iter().flatten().for_each(|degrees| out.0.extend(degrees.to_le_bytes()));
    out.number(entity.offices.len());
    for office in &entity.offices {
        out.text(&office.title);
        out.text(office.of.as_str());
        for date in [office.from, office.to] {
            out.date(date);
        }
    }
    out.0.push(u8::from(entity.about.is_some()));
    entity.about.iter().for_each(|about| out.texts([&about.ar, &about.en]));
    out.optional(same_as);
    out.number(file);
    out.number(line);
    out.0
}

/// The id at the start of a record.
pub(super) fn id(bytes: &[u8]) -> Option<&str> {
    Decoder(bytes).text()
}

/// The entity of a record; nothing where the bytes are none.
pub(super) fn decode(bytes: &[u8]) -> Option<Record> {
    let mut from = Decoder(bytes);
    let id = from.text()?.into();
    let kind = match from.byte()? {
        0 => EntityKind::Person,
        1 => EntityKind::Place,
        2 => EntityKind::Organisation,
        _ => return None,
    };
    let [class, ar, en] = [from.string()?, from.string()?, from.string()?];
    let names = from.list(|d| Some((d.string()?, d.string()?)))?.into_iter().collect::<BTreeMap<_, _>>();
    let mut strings = || from.list(Decoder::string);
    let [aliases, weak, demonym, demonym_forms] = [strings()?, strings()?, strings()?, strings()?];
    let [country, within, capital] = [from.optional()?, from.optional()?, from.optional()?];
    let coordinates = match from.byte()? {
        0 => None,
        _ => Some([from.degrees()?, from.degrees()?]),
    };
    let offices = from.list(|d| {
        Some(Tenure { title: d.string()?, of: d.text()?.into(), from: d.date()?, to: d.date()? })
    })?;
    let about = match from.byte()? {
        0 => None,
        _ => Some(Bilingual { ar: from.string()?, en: from.string()? }),
    };
    let (same_as, file, line) = (from.optional()?, from.number()?, from.number()?);
    let entity = Entity {
        id,
        kind,
        class,
        ar,
        en,
        names,
        aliases,
        weak,
        demonym,
        demonym_forms,
        country,
        within,
        capital,
        coordinates,
        offices,
        about,
        origin: Origin::BuiltIn,
    };
    Some(Record { entity, same_as, file, line })
}

#[derive(Default)]
struct Encoder(Vec<u8>);

impl Encoder {
    /// Seven bits a byte, the lowest first; the eighth bit says that more follow.
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    fn texts<const N: usize>(&mut self, texts: [&String; N]) {
        for text in texts {
            self.text(text);
        }
    }

    fn optional(&mut self, text: Option<&str>) {
        self.text(text.unwrap_or_default());
    }

    /// Year, month, day; a month of 255 for no date, 0 for an unknown month or day.
    fn date(&mut self, date: Option<PartialDate>) {
        let (year, month, day) = date.map_or((0, 255, 0), |d| {
            (d.year, d.month.unwrap_or(0).unsigned_abs(), d.day.unwrap_or(0).unsigned_abs())
        });
        self.0.extend(year.to_le_bytes());
        self.0.extend([month, day]);
    }
}

/// Reads what was written; the outer `Option` is none where the bytes are at an end or wrong.
struct Decoder<'a>(&'a [u8]);

impl<'a> Decoder<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn number(&mut self) -> Option<usize> {
        let mut out = 0_usize;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            out |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(out);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn string(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    #[allow(clippy::option_option)]
    fn optional(&mut self) -> Option<Option<EntityId>> {
        self.text().map(|text| (!text.is_empty()).then(|| text.into()))
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        // No item is shorter than a byte: a count beyond the bytes left is none.
        (count <= self.0.len()).then(|| (0..count).map(|_| item(self)).collect())?
    }

    fn degrees(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    #[allow(clippy::option_option)]
    fn date(&mut self) -> Option<Option<PartialDate>> {
        let year = i16::from_le_bytes(self.take(2)?.try_into().ok()?);
        let (month, day) = (self.byte()?, self.byte()?);
        let part = |n: u8| i8::try_from(n).ok().filter(|&n| n > 0);
        Some((month != 255).then(|| PartialDate { year, month: part(month), day: part(day) }))
    }
}

//! The Wikidata JSON dump: one entity a line between `[` and `]`, each but the last with a comma
//! behind it.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::draft::Fragment;
use super::link::Links;
use super::{Fault, Reader, Take, kinds};
use crate::knowledge::EntityKind;

/// Reads its lines.
pub(super) struct Wikidata;

impl Reader for Wikidata {
    fn line(&self, line: &[u8], links: &mut Links, take: &mut Take<'_>) -> Result<(), Fault> {
        let line = line.trim_ascii();
        let line = line.strip_suffix(b",").unwrap_or(line);
        if matches!(line, b"" | b"[" | b"]") {
            return Ok(());
        }
        let item: Item = serde_json::from_slice(line).map_err(|e| e.to_string())?;
        if !item.id.starts_with('Q') {
            return Ok(());
        }
        let id = format!("wd:{}", item.id);
        let english = item.labels.text("en");
        if !english.is_empty() {
            links.note_post(&id, english, None);
        }
        match fragment(&item) {
            Some(fragment) => Ok(take(&id, &fragment)?),
            None => Ok(()),
        }
    }
}

fn fragment(item: &Item) -> Option<Fragment> {
    let label = item.labels.text("ar");
    let aliases = item.aliases.ar.iter().flatten().map(|t| t.value.clone());
    let names: Vec<String> =
        (!label.is_empty()).then(|| label.to_owned()).into_iter().chain(aliases).collect();
    if names.is_empty() {
        return None;
    }
    let claims = &item.claims;
    let coordinates = best(&claims.p625).find_map(degrees);
    let mut classes = best(&claims.p31).filter_map(entity_id);
    let known = classes.find_map(|class| kinds::get().wikidata.of(class));
    // Most settlements are of a class of their own (city of Russia): inhabitants tell them.
    let settled =
        || (coordinates.is_some() && !claims.p1082.is_empty()).then_some((EntityKind::Place, "place"));
    let (kind, class) = known.or_else(settled)?;
    let reference = |list: &[Claim]| best(list).find_map(entity_id).map(|id| format!("wd:{id}"));
    let offices = claims.p39.iter().filter(|c| c.rank != "deprecated").filter_map(|claim| {
        let post = format!("wd:{}", entity_id(&claim.mainsnak)?);
        let [from, to] = [&claim.qualifiers.p580, &claim.qualifiers.p582];
        Some((post, day(from.first()), day(to.first())))
    });
    let about = (item.descriptions.text("ar").to_owned(), item.descriptions.text("en").to_owned());
    Some(Fragment {
        kind: Some((kind, class.to_owned())),
        names,
        en: item.labels.text("en").to_owned(),
        country: reference(&claims.p17).or_else(|| reference(&claims.p27)).unwrap_or_default(),
        within: reference(&claims.p131).unwrap_or_default(),
        coordinates,
        offices: offices.collect(),
        about: Some(about).filter(|(ar, en)| !ar.is_empty() || !en.is_empty()),
        ..Fragment::default()
    })
}

/// The preferred values of a property, else the normal ones; never the deprecated.
fn best(claims: &[Claim]) -> impl Iterator<Item = &Snak> {
    let preferred = claims.iter().any(|c| c.rank == "preferred");
    let wanted = if preferred { "preferred" } else { "normal" };
    claims.iter().filter(move |c| c.rank == wanted).map(|c| &c.mainsnak)
}

fn value(snak: &Snak) -> Option<&Value> {
    (snak.snaktype == "value").then_some(&snak.datavalue.as_ref()?.value)
}

fn entity_id(snak: &Snak) -> Option<&str> {
    value(snak)?.get("id")?.as_str()
}

/// Latitude and longitude of a place on earth.
fn degrees(snak: &Snak) -> Option<[f64; 2]> {
    let value = value(snak)?;
    let globe = value.get("globe").and_then(Value::as_str).unwrap_or("Q2");
    let on_earth = globe.ends_with("/Q2") || globe == "Q2";
    let [lat, lon] = [value.get("latitude")?.as_f64()?, value.get("longitude")?.as_f64()?];
    (on_earth && lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some([lat, lon])
}

/// `+2012-11-06T00:00:00Z` as `2012-11-06`, as precise as it is said to be; empty for what is not known
/// to the year.
fn day(snak: Option<&Snak>) -> String {
    let parts = || {
        let value = value(snak?)?;
        let time = value.get("time")?.as_str()?.strip_prefix('+')?.split('T').next()?;
        let length = match value.get("precision")?.as_u64()? {
            11.. => 3,
            10 => 2,
            9 => 1,
            _ => return None,
        };
        let known = time.split('-').take(length).take_while(|part| part.bytes().any(|b| b != b'0'));
        Some(known.collect::<Vec<_>>().join("-"))
    };
    parts().unwrap_or_default()
}

#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default)]
    labels: OrEmpty<Terms>,
    #[serde(default)]
    descriptions: OrEmpty<Terms>,
    #[serde(default)]
    aliases: OrEmpty<Aliases>,
    #[serde(default)]
    claims: OrEmpty<Claims>,
}

#[derive(Default, Deserialize)]
struct Terms {
    ar: Option<Term>,
    en: Option<Term>,
}

impl Terms {
    fn text(&self, language: &str) -> &str {
        let term = if language == "ar" { &self.ar } else { &self.en };
        term.as_ref().map_or("", |t| t.value.as_str())
    }
}

#[derive(Deserialize)]
struct Term {
    value: String,
}

#[derive(Default, Deserialize)]
struct Aliases {
    ar: Option<Vec<Term>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "UPPERCASE", default)]
struct Claims {
    p17: Vec<Claim>,
    p27: Vec<Claim>,
    p31: Vec<Claim>,
    p39: Vec<Claim>,
    p131: Vec<Claim>,
    p625: Vec<Claim>,
    p1082: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
    #[serde(default)]
    qualifiers: OrEmpty<Qualifiers>,
}

#[derive(Deserialize)]
struct Snak {
    snaktype: String,
    datavalue: Option<DataValue>,
}

#[derive(Deserialize)]
struct DataValue {
    #[serde(default)]
    value: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "UPPERCASE", default)]
struct Qualifiers {
    p580: Vec<Snak>,
    p582: Vec<Snak>,
}

/// A map that the dump writes as `[]` where it is empty.
#[derive(Default)]
struct OrEmpty<T>(T);

impl<T> std::ops::Deref for OrEmpty<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for OrEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MapOrSeq<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for MapOrSeq<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map, or an empty list")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(serde::de::value::MapAccessDeserializer::new(map))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
                match seq.next_element::<IgnoredAny>()? {
                    None => Ok(T::default()),
                    Some(_) => Err(serde::de::Error::invalid_length(1, &self)),
                }
            }
        }

        deserializer.deserialize_any(MapOrSeq(PhantomData)).map(Self)
    }
}

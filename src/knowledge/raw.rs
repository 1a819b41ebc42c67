//! The tables of a knowledge file as they are written, and the checks that TOML's types do not make.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};

/// An entry of any kind; which fields a kind has [`RawEntry::misplaced`] says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntry {
    id: String,
    class: String,
    ar: String,
    en: String,
    #[serde(default)]
    names: BTreeMap<String, String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    demonym: Vec<String>,
    #[serde(default)]
    demonym_forms: Vec<String>,
    capital: Option<String>,
    within: Option<String>,
    country: Option<String>,
    coordinates: Option<[f64; 2]>,
    #[serde(default)]
    offices: Vec<RawTenure>,
    about: Option<Bilingual>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTenure {
    title: String,
    of: String,
    from: Option<String>,
    to: Option<String>,
}

impl RawEntry {
    /// A field that is given but that entries of this kind do not have.
    fn misplaced(&self, kind: EntityKind) -> Option<&'static str> {
        use EntityKind::{Organisation, Person, Place};
        let fields: [(&str, bool, &[EntityKind]); 6] = [
            ("demonym", !self.demonym.is_empty(), &[Place]),
            ("demonym_forms", !self.demonym_forms.is_empty(), &[Place]),
            ("capital", self.capital.is_some(), &[Place]),
            ("coordinates", self.coordinates.is_some(), &[Place]),
            ("within", self.within.is_some(), &[Place, Organisation]),
            ("offices", !self.offices.is_empty(), &[Person]),
        ];
        fields
            .into_iter()
            .find_map(|(field, given, kinds)| (given && !kinds.contains(&kind)).then_some(field))
    }

    /// Checks the fields that TOML's types do not; the error says what was found and expected.
    pub(super) fn into_entity(self, kind: EntityKind, origin: Origin) -> Result<Entity, String> {
        if !is_id(&self.id) {
            return Err(format!("id {:?}: expected lower-case letters, digits and hyphens", self.id));
        }
        if self.ar.trim().is_empty() && self.en.trim().is_empty() {
            return Err(format!("{}: expected a name in `ar` or `en`", self.id));
        }
        if let Some(field) = self.misplaced(kind) {
            return Err(format!("{}: entries of this kind have no field `{field}`", self.id));
        }
        if let Some([lat, lon]) = self.coordinates
            && !((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon))
        {
            return Err(format!(
                "{}: coordinates {lat}, {lon}: expected latitude, longitude in degrees",
                self.id
            ));
        }
        let offices =
            self.offices.into_iter().map(|t| tenure(&self.id, t)).collect::<Result<Vec<_>, String>>()?;
        Ok(Entity {
            id: self.id.into(),
            kind,
            class: self.class,
            ar: self.ar,
            en: self.en,
            names: self.names,
            aliases: self.aliases,
            weak: self.weak,
            demonym: self.demonym,
            demonym_forms: self.demonym_forms,
            country: self.country.map(EntityId::from),
            within: self.within.map(EntityId::from),
            capital: self.capital.map(EntityId::from),
            coordinates: self.coordinates,
            offices,
            about: self.about,
            origin,
        })
    }
}

fn tenure(id: &str, raw: RawTenure) -> Result<Tenure, String> {
    let date = |field: &str, text: Option<String>| {
        text.map(|t| {
            PartialDate::parse(&t).ok_or(format!("{id}: {field} {t:?}: expected YYYY, YYYY-MM or YYYY-MM-DD"))
        })
        .transpose()
    };
    let (from, to) = (date("from", raw.from)?, date("to", raw.to)?);
    if let (Some(from), Some(to)) = (from, to)
        && to.last_day() < from.first_day()
    {
        return Err(format!("{id}: office {} ends ({to}) before it begins ({from})", raw.title));
    }
    Ok(Tenure { title: raw.title, of: raw.of.into(), from, to })
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

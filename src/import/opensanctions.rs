//! OpenSanctions in FollowTheMoney JSON lines: `{id, caption, schema, properties}`, every value of a
//! property a list of strings. Who held which post stands in `Occupancy` entities apart.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::draft::Fragment;
use super::link::Links;
use super::{Fault, Reader, Take, kinds};

/// Reads its lines.
pub(super) struct OpenSanctions;

#[derive(Deserialize)]
struct Entity {
    id: String,
    #[serde(default)]
    caption: String,
    schema: String,
    #[serde(default)]
    properties: BTreeMap<String, Vec<String>>,
}

impl Entity {
    fn all(&self, property: &str) -> &[String] {
        self.properties.get(property).map_or(&[], Vec::as_slice)
    }

    fn first(&self, property: &str) -> &str {
        self.all(property).first().map_or("", String::as_str)
    }

    /// The day of a date that may have a time behind it.
    fn day(&self, property: &str) -> String {
        self.first(property).split('T').next().unwrap_or_default().to_owned()
    }
}

impl Reader for OpenSanctions {
    fn line(&self, line: &[u8], links: &mut Links, take: &mut Take<'_>) -> Result<(), Fault> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        let entity: Entity = serde_json::from_slice(line).map_err(|e| e.to_string())?;
        let name = entity.first("name").to_owned();
        let english = if is_latin(&entity.caption) { &entity.caption } else { &name };
        match entity.schema.as_str() {
            "Occupancy" => {
                let office =
                    (entity.first("post").to_owned(), entity.day("startDate"), entity.day("endDate"));
                let offices = vec![office];
                let fragment = Fragment { offices, ..Fragment::default() };
                take(&format!("os:{}", entity.first("holder")), &fragment)?;
            }
            "Position" => {
                let country = entity.first("country");
                let state = links.state(country);
                for name in [english, &name] {
                    links.note_post(&entity.id, name, state);
                }
            }
            schema => {
                let Some((kind, class)) = kinds::get().opensanctions.of(schema) else {
                    return Ok(());
                };
                let countries = ["citizenship", "nationality", "country", "jurisdiction"];
                let state = countries.iter().find_map(|p| links.state(entity.first(p)));
                let fragment = Fragment {
                    kind: Some((kind, class.to_owned())),
                    names: [entity.all("name"), entity.all("alias")].concat(),
                    weak: entity.all("weakAlias").to_vec(),
                    en: if is_latin(english) { english.clone() } else { String::new() },
                    country: state.unwrap_or_default().to_owned(),
                    ..Fragment::default()
                };
                take(&format!("os:{}", entity.id), &fragment)?;
            }
        }
        Ok(())
    }
}

fn is_latin(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| !c.is_alphabetic() || c <= '\u{024F}')
}

//! GeoNames: `allCountries.txt` (19 columns between tabs) and `alternateNamesV2.txt` (10 columns), or
//! smaller files of the same columns (`cities500.txt`, `SY.txt`).

use super::draft::Fragment;
use super::link::Links;
use super::{Fault, Reader, Take, kinds};
use crate::knowledge::EntityKind;

/// Inhabitants from which on a town's name is enough by itself: below, half of the names are words,
/// people and saints.
const KNOWN_TOWN: u64 = 10_000;

/// Reads the lines of both files.
pub(super) struct GeoNames;

impl Reader for GeoNames {
    fn line(&self, line: &[u8], links: &mut Links, take: &mut Take<'_>) -> Result<(), Fault> {
        let line = std::str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.first().is_none_or(|id| id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit())) {
            return Err("expected a number in the first column".to_owned().into());
        }
        match *columns.as_slice() {
            // The columns behind the language's four are missing in older files.
            [_, id, language, name, preferred, short, colloquial, historic, ..]
                if (8..=10).contains(&columns.len()) =>
            {
                let marks =
                    Marks { preferred, short, doubtful: !colloquial.is_empty() || !historic.is_empty() };
                alternate(id, language, name, &marks, take)
            }
            [id, name, _, alternates, lat, lon, class, code, country, _, division, _, _, _, people, ..]
                if columns.len() == 19 =>
            {
                let place = Place { id, name, alternates, lat, lon, class, code, country, division, people };
                place.read(links, take)
            }
            _ => Err(format!("{} columns: expected 19 or 10 between tabs", columns.len()).into()),
        }
    }
}

struct Marks<'l> {
    preferred: &'l str,
    short: &'l str,
    doubtful: bool,
}

fn alternate(
    id: &str,
    language: &str,
    name: &str,
    marks: &Marks<'_>,
    take: &mut Take<'_>,
) -> Result<(), Fault> {
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!("geonameid {id:?}: expected a number").into());
    }
    let mut fragment = Fragment::default();
    match language {
        "ar" if marks.doubtful => fragment.weak.push(name.to_owned()),
        "ar" => fragment.names.push(name.to_owned()),
        "en" if marks.preferred == "1" && marks.short != "1" => name.clone_into(&mut fragment.en),
        _ => return Ok(()),
    }
    Ok(take(&format!("geonames:{id}"), &fragment)?)
}

struct Place<'l> {
    id: &'l str,
    name: &'l str,
    alternates: &'l str,
    lat: &'l str,
    lon: &'l str,
    class: &'l str,
    code: &'l str,
    country: &'l str,
    division: &'l str,
    people: &'l str,
}

impl Place<'_> {
    fn read(&self, links: &mut Links, take: &mut Take<'_>) -> Result<(), Fault> {
        let place = self;
        let degrees = |text: &str, limit: f64| {
            text.parse::<f64>()
                .ok()
                .filter(|d| d.abs() <= limit)
                .ok_or_else(|| format!("{text:?}: expected degrees"))
        };
        let coordinates = [degrees(place.lat, 90.0)?, degrees(place.lon, 180.0)?];
        let people = match place.people {
            "" => 0,
            text => text.parse::<u64>().map_err(|_| format!("population {text:?}: expected a number"))?,
        };
        let codes = &kinds::get().geonames;
        let Some(class) = codes.get(place.code).or_else(|| codes.get(place.class)) else {
            return Ok(());
        };
        let id = format!("geonames:{}", place.id);
        let mut within = format!("division {}.{}", place.country, place.division);
        if place.class == "A" {
            let code = std::mem::take(&mut within);
            if place.code == "ADM1" {
                links.note_code(code, &id);
            }
        }
        let arabic = |name: &&str| name.chars().any(|c| ('\u{0620}'..='\u{064A}').contains(&c));
        let fragment = Fragment {
            kind: Some((EntityKind::Place, class.clone())),
            // Of no stated language, often Persian or Urdu: worth something where the article agrees.
            weak: place.alternates.split(',').filter(arabic).map(str::to_owned).collect(),
            obscure: place.class == "P" && people < KNOWN_TOWN,
            en: place.name.to_owned(),
            country: links.state(place.country).unwrap_or_default().to_owned(),
            within,
            coordinates: Some(coordinates),
            ..Fragment::default()
        };
        Ok(take(&id, &fragment)?)
    }
}

//! What must hold between entries.

use std::path::PathBuf;
use std::sync::Arc;

use super::titles::Titles;
use super::{Entity, Knowledge, KnowledgeFault, Origin};

fn fault(entity: &Entity, message: &str) -> KnowledgeFault {
    let (path, line) = match &entity.origin {
        Origin::File { path, line } => (path.clone(), *line),
        _ => (PathBuf::new(), 0),
    };
    KnowledgeFault { path, line, message: format!("{}: {message}", entity.id) }
}

/// References of `entries` that lead nowhere.
pub(super) fn references(knowledge: &Knowledge, entries: &[Arc<Entity>]) -> Vec<KnowledgeFault> {
    let mut out = Vec::new();
    for entity in entries {
        let fields = [("country", &entity.country), ("within", &entity.within), ("capital", &entity.capital)];
        for (field, id) in fields.into_iter().filter_map(|(f, id)| Some((f, id.as_ref()?))) {
            if knowledge.entity(id.as_str()).is_none() {
                out.push(fault(entity, &format!("{field} {id:?}: no such entity", id = id.as_str())));
            }
        }
        for tenure in &entity.offices {
            if !Titles::get().known(&tenure.title) {
                out.push(fault(entity, &format!("title {:?}: not in the lexicon of titles", tenure.title)));
            }
            if knowledge.entity(tenure.of.as_str()).is_none() {
                out.push(fault(entity, &format!("office of {:?}: no such entity", tenure.of.as_str())));
            }
        }
    }
    out
}

/// Two holders of one exclusive office on the same day, among `entries`.
pub(super) fn overlaps(knowledge: &Knowledge, entries: &[Arc<Entity>]) -> Vec<KnowledgeFault> {
    let mut out = Vec::new();
    let offices = entries.iter().flat_map(|e| e.offices.iter().map(|t| (&t.title, &t.of)));
    for (title, of) in offices.collect::<std::collections::BTreeSet<_>>() {
        if !Titles::get().by_id(title).is_some_and(|t| t.exclusive) {
            continue;
        }
        for pair in knowledge.tenures(title, of.as_str()).windows(2) {
            let [(first, a), (second, b)] = pair else {
                continue;
            };
            let (Some(from), Some(_)) = (b.from, a.from) else {
                continue;
            };
            let ends = a.to.map(super::PartialDate::first_day);
            if first.id != second.id && ends.is_none_or(|end| end > from.last_day()) {
                let entry = entries.iter().find(|e| e.id == second.id).unwrap_or(second);
                out.push(fault(entry, &format!("{title} of {of} from {from}, while {} holds it", first.id)));
            }
        }
    }
    out
}

//! The surface forms of an entity: every spelling that can stand in a text for it, and the keys they
//! are looked up by.

use super::inflect::demonym_forms;
use super::{Entity, EntityKind};
use crate::text::fold::{fold, loose_key, name_letter};

/// How a surface form names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SurfaceForm {
    /// A name that is enough by itself.
    Name,
    /// A name that needs something in the article to agree.
    Weak,
    /// A relational adjective or people.
    Demonym,
    /// A demonym's indefinite accusative (روسيًا), which can look like the name itself.
    DemonymAccusative,
}

/// One reading of a surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Surface {
    /// Index of the entity in the knowledge base.
    pub entity: u32,
    /// How it names it.
    pub form: SurfaceForm,
    /// Words of the name as the knowledge file writes it.
    pub words: u8,
}

/// The automaton's key of a form: folded letters and digits, غ as ج.
pub(super) fn name_key(text: &str) -> Vec<u8> {
    // Arabic's own letters first: the tables of all scripts are slow to search.
    let is_kept = |c: &char| matches!(c, '\u{0620}'..='\u{064A}') || c.is_alphanumeric();
    fold(text).chars().filter(is_kept).map(name_letter).collect::<String>().into_bytes()
}

/// Every form of an entity and how it names it.
pub(super) fn surface_forms(entity: &Entity) -> Vec<(String, SurfaceForm)> {
    use SurfaceForm::{Demonym, DemonymAccusative, Name, Weak};
    let names = [&entity.ar, &entity.en].into_iter().chain(entity.names.values()).chain(&entity.aliases);
    let mut out: Vec<_> = names
        .filter(|n| !entity.weak.contains(*n))
        .map(|n| (n.clone(), Name))
        .chain(entity.weak.iter().map(|n| (n.clone(), Weak)))
        .chain(entity.demonym_forms.iter().map(|n| (n.clone(), Demonym)))
        .collect();
    let bare = entity.demonym_forms.iter().filter(|n| takes_accusative(n));
    out.extend(bare.map(|n| (format!("{n}ا"), DemonymAccusative)));
    for base in &entity.demonym {
        let mut forms = demonym_forms(base);
        out.extend(forms.pop().map(|f| (f, DemonymAccusative)));
        out.extend(forms.into_iter().map(|f| (f, Demonym)));
    }
    out
}

/// Whether an irregular form has an indefinite accusative of its own (روس: روسًا).
fn takes_accusative(form: &str) -> bool {
    !form.starts_with("ال") && !form.contains(' ') && !form.ends_with(['ا', 'ة', 'ى'])
}

/// Letters that have to be left in a loose key of a person (who is known by it alone) and of a place
/// (which the article has to name as well): fewer make common words of names (إنه أمر).
const LOOSE_LETTERS: (usize, usize) = (7, 6);

/// Loose keys of a person's or place's Arabic names of two words or more.
pub(super) fn loose_names(entity: &Entity) -> Vec<String> {
    let least = match entity.kind {
        EntityKind::Person => LOOSE_LETTERS.0,
        EntityKind::Place => LOOSE_LETTERS.1,
        EntityKind::Organisation => return Vec::new(),
    };
    let names = std::iter::once(&entity.ar).chain(&entity.aliases);
    let keys = names.filter_map(|name| {
        let words: Vec<String> = fold(name).split_whitespace().map(loose_key).collect();
        let letters: usize = words.iter().map(|w| w.chars().count()).sum();
        let long_words = words.iter().all(|w| w.chars().count() >= 3);
        let arabic = words.iter().all(|w| !w.is_ascii());
        (words.len() >= 2 && long_words && arabic && letters >= least).then(|| words.join(" "))
    });
    keys.collect()
}

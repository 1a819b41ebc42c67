//! Writes a name as it is spelt elsewhere: here, in the whole article, in all articles.

use super::{ActionKind, CodeAction, Edit, Place, meet};
use crate::features::respell;
use crate::rules::{self, Deviant, Why};
use crate::words;

const RULE: &str = "name-spelling";

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let touched = |d: &Deviant| {
        let mut mentions = place.analysis.mentions.iter().filter(|m| meet(m.span, place.span));
        mentions.any(|m| m.entity.as_ref() == Some(&d.entity))
    };
    for deviant in deviants(place).iter().filter(|d| touched(d)) {
        fix(place, deviant, out);
    }
}

/// What the article has to change to be spelt as the house has set it.
pub(super) fn house(place: &Place<'_>) -> Vec<Edit> {
    let deviants = deviants(place).into_iter().filter(|d| d.why == Why::House);
    let changes = deviants.flat_map(|d| d.places).flat_map(|p| p.changes);
    changes.map(|(span, text)| place.edit(span, text)).collect()
}

/// The names that are not spelt as they should be, unless nobody wants to know.
fn deviants(place: &Place<'_>) -> Vec<Deviant> {
    let settings = place.snapshot.settings(&place.path);
    if rules::rule(RULE).and_then(|rule| rule.level(&settings).severity()).is_none() {
        return Vec::new();
    }
    let article = rules::Article {
        text: place.text,
        analysis: place.analysis,
        knowledge: place.snapshot.knowledge(),
        settings: &settings,
        language: place.language,
        others: &place.snapshot.others(&place.path),
    };
    rules::deviants(&article, true)
}

fn fix(place: &Place<'_>, deviant: &Deviant, out: &mut Vec<CodeAction>) {
    let edit = |(span, text): &(_, String)| place.edit(*span, text.clone());
    let here = deviant.places.iter().find(|p| meet(p.span, place.span));
    let Some(shown) = here.or(deviant.places.first()) else {
        return;
    };
    let mended = shown.mended(place.text);
    let mends = place.found(&[RULE]);
    let action = |key: &str, count: usize, edits: Vec<Edit>, preferred: bool| {
        let quoted = words::quote(place.language, &mended);
        CodeAction {
            title: words::say(place.language, key, &[&quoted, &count.to_string()]),
            kind: ActionKind::Fix,
            edits,
            command: None,
            preferred,
            mends: mends.clone(),
        }
    };
    if let Some(here) = here {
        out.push(action("action.spell-here", 1, here.changes.iter().map(edit).collect(), true));
    }
    let own: Vec<Edit> = deviant.places.iter().flat_map(|p| p.changes.iter().map(edit)).collect();
    if deviant.places.len() > usize::from(here.is_some()) {
        out.push(action("action.spell-article", deviant.places.len(), own.clone(), false));
    }
    let mend = |words: &str| deviant.wording.mend(words);
    let others: Vec<Vec<Edit>> = place
        .snapshot
        .mentioning(deviant.entity.as_str())
        .filter(|a| a.path != place.path)
        .filter_map(|a| respell::in_article(place.snapshot, a, deviant.entity.as_str(), &mend))
        .collect();
    if !others.is_empty() {
        let count = others.len() + usize::from(!own.is_empty());
        let all = own.into_iter().chain(others.into_iter().flatten()).collect();
        out.push(action("action.spell-corpus", count, all, false));
    }
}

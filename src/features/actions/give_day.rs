//! Dates a claim: the day the article appears, the day before, or a place left for the day.

use jiff::ToSpan;
use jiff::civil::Date;

use super::attribute::{OPEN, end_of, may_follow};
use super::{ActionKind, CodeAction, Place, meet};
use crate::text::Span;
use crate::words::{self, Language, calendar};

const RULE: &str = "undated-claim";

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let mends = place.found(&[RULE]);
    let claim = place.analysis.claims.iter().find(|claim| !mends.is_empty() && meet(claim.span, place.span));
    let Some(claim) = claim else {
        return;
    };
    let end = end_of(place.text, claim.span);
    if !may_follow(place.text, claim.span, end) {
        return;
    }
    let action = |title: String, day: &str| CodeAction {
        title,
        kind: ActionKind::Fix,
        edits: vec![place.edit(Span::new(end, end), format!(" يوم {day}"))],
        command: None,
        preferred: false,
        mends: mends.clone(),
    };
    for day in candidates(place.analysis.published.date) {
        let name = calendar::weekday(Language::Ar, day.weekday());
        out.push(action(place.title("mend.undated-claim", &format!("يوم {name}")), &name));
    }
    out.push(action(words::say(place.language, "mend.undated-claim.open", &[]), OPEN));
}

/// The day of publication and the one before.
fn candidates(published: Option<Date>) -> impl Iterator<Item = Date> {
    let days = published.into_iter().flat_map(|day| [Some(day), day.checked_sub(1.day()).ok()]);
    days.flatten()
}

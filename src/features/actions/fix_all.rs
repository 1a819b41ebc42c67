//! All that can be mended in an article without a second look, at once: what an editor does when it
//! saves.

use std::path::Path;

use super::{ActionKind, CodeAction, Edit, mend, place_at, spelling};
use crate::corpus::Snapshot;
use crate::text::Span;
use crate::words::say;

/// The rules whose mends lose no word and have no second way to be.
const SURE: [&str; 3] = ["hidden-character", "glued-text", "mixed-script"];

/// The action that mends an open article; `None` where there is nothing to mend.
pub fn fix_all(snapshot: &Snapshot, path: &Path) -> Option<CodeAction> {
    let whole = snapshot.open(path).map(|open| Span::new(0, open.text.text.len()))?;
    let place = place_at(snapshot, path, whole)?;
    let sure = place.findings.iter().filter(|d| SURE.contains(&d.source.code()) && !d.mend.is_empty());
    let sure: Vec<_> = sure.collect();
    let mut edits: Vec<Edit> = mend::edits(&place, &sure);
    for edit in spelling::house(&place) {
        if edits.iter().all(|other| !meets(other.span, edit.span)) {
            edits.push(edit);
        }
    }
    edits.sort_by_key(|edit| edit.span);
    (!edits.is_empty()).then(|| CodeAction {
        title: say(place.language, "action.fix-all", &[&edits.len().to_string()]),
        kind: ActionKind::FixAll,
        edits,
        command: None,
        preferred: false,
        mends: sure.iter().map(|d| (d.source, d.at)).collect(),
    })
}

/// Whether two changes cannot both be made.
const fn meets(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

//! The timeline as one JSON object.

use serde_json::{Value, json};

use super::{Timeline, Told};
use crate::cli::Fault;
use crate::knowledge::EntityId;

/// The whole object, its line end included.
pub(super) fn render(timeline: &Timeline) -> Result<String, Fault> {
    let events: Vec<_> = timeline.events.iter().map(event).collect();
    let whole = json!({ "articles": timeline.articles, "events": events });
    let mut out = serde_json::to_string_pretty(&whole)?;
    out.push('\n');
    Ok(out)
}

fn event(told: &Told) -> Value {
    let event = &told.event;
    let names = event.names.iter().map(|n| {
        let id = n.id.as_ref().map(EntityId::as_str);
        json!({ "id": id, "name": n.name, "kind": n.kind })
    });
    json!({
        "value": event.value.to_string(),
        "from": event.days.0.to_string(),
        "to": event.days.1.to_string(),
        "certain": event.certain,
        "inherited": event.inherited,
        "sentence": event.words,
        "names": names.collect::<Vec<_>>(),
        "path": told.path,
        "line": told.line,
        "title": told.title,
        "published": told.published.map(|d| d.to_string()),
    })
}

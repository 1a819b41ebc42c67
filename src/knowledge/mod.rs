//! Floor 1: entities, aliases, offices over time. Start reading from [`Knowledge`] and [`Entity`].
//!
//! Here live the entity model, the TOML files a person edits and their compiled index. Nothing here
//! reads an article.

mod entity;

pub use entity::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};

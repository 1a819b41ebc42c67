//! Floor 5: what an editor can show. Start reading from [`hover`].
//!
//! One file a feature, each a pure function from a [`Snapshot`](crate::corpus::Snapshot) and a
//! place (a file and a byte offset into it) to plain data, without LSP types, JSON or I/O of its
//! own. What is asked about a file that is not open or a place that names nothing has an empty
//! answer.

pub mod actions;
pub mod articles;
pub mod belonging;
pub mod calls;
pub mod card;
pub mod completion;
pub mod definition;
pub mod diagnostics;
pub mod dossier;
pub mod folding;
pub mod formatting;
pub mod highlight;
pub mod hover;
pub mod ignores;
pub mod inlay;
pub mod lens;
pub mod links;
pub mod map;
pub mod markdown;
pub mod moved;
pub mod outline;
pub mod references;
pub mod rename;
pub mod report;
pub mod selection;
pub mod sources;
pub mod steps;
pub mod symbols;
pub mod timeline;
pub mod tokens;
pub mod types;

mod company;
mod in_words;
mod location;
mod respell;
mod subject;

pub use actions::code_actions;
pub use articles::articles;
pub use belonging::{declaration, implementation, type_definition};
pub use card::Card;
pub use completion::{completion_card, completions};
pub use definition::definition;
pub use diagnostics::{diagnostics, diagnostics_unopened};
pub use dossier::{Dossier, dossier};
pub use folding::{FoldKind, folds};
pub use formatting::{format, typed_quote};
pub use highlight::highlight;
pub use hover::hover;
pub use inlay::inlay_hints;
pub use lens::lenses;
pub use links::links;
pub use location::{At, Location};
pub use moved::moved;
pub use outline::document_symbols;
pub use references::{references, references_as_taken};
pub use rename::{renamable, rename};
pub use selection::selection;
pub use subject::entity_at;
pub use symbols::workspace_symbols;
pub use timeline::timeline;
pub use tokens::tokens;

//! Floor 4: all articles of the workspace. Start reading from [`Snapshot`], then [`Corpus`].
//!
//! Here live reading and scanning folders, settings files and knowledge files, the index from
//! entity to mentions, and the immutable snapshots that features read. Nothing here knows editors.
//!
//! How a change goes in: [`Corpus`] takes what happens (a text is edited, a file changed) in order.
//! An open text is analysed at once. Whatever has to be read from disk is noted as work;
//! [`Corpus::next_job`] hands it out as a [`Job`] that any thread may run, whose [`Batch`]es come
//! back through [`Corpus::apply`]. A caller that has no other thread calls [`Corpus::settle`].

mod archive;
mod article;
mod attribution;
mod cache;
mod ids;
mod index;
mod jobs;
mod others;
mod project;
mod read;
mod scan;
mod scout;
mod snapshot;
mod state;
mod waiting;
mod write;

pub use crate::analysis::{EntityKey, KeyParts};
pub use archive::{Depth, Stamp};
pub use article::{Article, EntityMentions, MentionFact, TitleFact};
pub use attribution::{Passage, SourceFact};
pub use cache::Cache;
pub use ids::{id_of, written};
pub use index::Counts;
pub use others::AllBut;
pub use project::{FileRole, IGNORES_FILE, Project, ProjectFault};
pub use read::{MAX_BYTES, ReadFault, Why, decode, has_article_ending, is_article, read_article, walk};
pub use scan::{Batch, Job, Progress, Reading};
pub use snapshot::{Named, OpenArticle, Snapshot, Text};
pub use state::Corpus;
pub use waiting::{Waiting, Waits};
pub use write::replace;

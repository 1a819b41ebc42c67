//! Compiled knowledge as one flat file that is read where it lies: built into the program, mapped
//! from a workspace's `knowledge/*.isnad`, or made in memory from TOML. Start from [`Flat`] to read
//! one and [`Writer`] to make one; `layout` says what stands where.

mod layout;
mod read;
mod record;
mod sort;
mod table;
mod write;

pub(crate) use read::Bytes;
pub(super) use read::Flat;
#[allow(unused_imports, reason = "build.rs sorts in memory")]
pub(crate) use sort::{Scratch, Sorter};
pub(crate) use write::Writer;

/// Why bytes cannot be read as compiled knowledge.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FlatFault {
    /// The first bytes are not ours.
    #[error("no compiled knowledge file: expected one that `isnad import` made")]
    Foreign,
    /// Another layout.
    #[error("made by another version of isnad (layout {found}, expected {expected}): import it again")]
    Version {
        /// The file's.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// Not as long as it says.
    #[error("cut short or grown: {found} bytes, expected {expected}; import it again")]
    Length {
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        expected: u64,
    },
    /// The contents do not fit their checksum or point outside.
    #[error("damaged: its contents do not fit its checksum; import it again")]
    Damaged,
}

//! Floor 4: all articles of the workspace. Start reading from `Snapshot`.
//!
//! Here live reading and scanning folders, settings files and knowledge files, the index from
//! entity to mentions, and the immutable snapshots that features read. Nothing here knows editors.

//! Floor 5: what an editor can show. One file a feature, each a pure function from a
//! [`Snapshot`](crate::corpus) and a place to plain data, without LSP types, JSON or I/O of its own.

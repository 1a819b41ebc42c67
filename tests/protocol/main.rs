//! The server over real pipes: the built binary and a client that keeps to the protocol, or does
//! not. No test measures time; guards against hanging are generous.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test ends where it fails"
)]

mod client;
mod dates;
mod dossiers;
mod ignores;
mod knowledge;
mod lifecycle;
mod manners;
mod navigation;
mod page;
mod pull;
mod pull_workspace;
mod ranges;
mod requests;
mod robust;
mod said;
mod settings;
mod sync;
mod workspace;
mod writing;

//! isnad (إسناد, "attribution"): a language server for article text files.
//!
//! The floors, lowest first; each uses only those before it:
//! [`text`] · [`words`] · [`knowledge`] · [`settings`] · [`names`] and [`dates`] · [`claims`] · [`analysis`] ·
//! [`rules`] · [`corpus`] · [`features`] · [`server`] · [`cli`] and [`play`].
//! `ARCHITECTURE.md` tells the whole.

pub mod analysis;
pub mod claims;
pub mod cli;
pub mod corpus;
pub mod dates;
pub mod features;
pub mod import;
pub mod knowledge;
pub mod names;
pub mod play;
pub mod rules;
pub mod server;
pub mod settings;
pub mod text;
pub mod words;

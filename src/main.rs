//! The `isnad` program; see [`isnad::cli`].

fn main() {}

//! Whether two corpora say the same, however they came to be.

use std::fmt::Debug;
use std::path::PathBuf;

use isnad::corpus::{KeyParts, Snapshot};
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Whether articles, the index over them and what could not be read are the same; else the first
/// thing that is not.
pub(crate) fn corpora(kept: &Snapshot, fresh: &Snapshot) -> Result<(), String> {
    let paths = |s: &Snapshot| s.articles().map(|a| a.path.to_path_buf()).collect::<Vec<_>>();
    alike("the articles there are", &paths(kept), &paths(fresh))?;
    for (kept, fresh) in kept.articles().zip(fresh.articles()) {
        alike("an article", &kept, &fresh)?;
    }
    alike("the number of articles", &kept.len(), &fresh.len())?;
    // Names that mean somebody in one article alone need not be listed.
    let listed = |s: &Snapshot| {
        let ids = s.entities().filter(|id| !KeyParts::of(id).is_local());
        ids.map(str::to_owned).collect::<Vec<_>>()
    };
    let ids = listed(fresh);
    alike("the entities", &listed(kept), &ids)?;
    for id in &ids {
        let naming = |s: &Snapshot| s.naming(id).map(|n| n.path.to_path_buf()).collect::<Vec<PathBuf>>();
        alike(&format!("the articles that name {id}"), &naming(kept), &naming(fresh))?;
        alike(&format!("the counts of {id}"), &kept.counts(id), &fresh.counts(id))?;
        alike(&format!("the spellings of {id}"), &kept.spellings(id), &fresh.spellings(id))?;
    }
    let faults = |s: &Snapshot| s.faults().cloned().collect::<Vec<_>>();
    alike("the unreadable files", &faults(kept), &faults(fresh))
}

/// Whether two things are equal; else what they are.
pub(crate) fn alike<T: PartialEq + Debug>(what: &str, kept: &T, fresh: &T) -> Result<(), String> {
    if kept == fresh {
        return Ok(());
    }
    Err(format!("{what} differ: this is kept\n{kept:#?}\nand a fresh start gives\n{fresh:#?}"))
}

/// A number from the environment.
pub(crate) fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// Randomness that `ISNAD_SEED` repeats; the seed is printed.
pub(crate) fn random() -> TestRng {
    let seed = number("ISNAD_SEED", 1);
    println!("ISNAD_SEED={seed}");
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRng::from_seed(RngAlgorithm::ChaCha, &bytes)
}

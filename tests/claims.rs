//! The table of sentences and their sources in `tests/claims/sentences.tsv`.

use std::fmt::Write as _;

use isnad::analysis::{Metadata, analyse};
use isnad::claims::SourceStatus;
use isnad::knowledge::Knowledge;

/// The last claim's source and its first entity, as the table writes them.
fn source_of(text: &str) -> (&'static str, String) {
    let metadata = Metadata { configured: "2024-11-29".parse().ok(), ..Metadata::default() };
    let analysis = analyse(text, &metadata, &Knowledge::built_in());
    let Some(claim) = analysis.claims.last() else { return ("no claim", "-".to_owned()) };
    let entity = claim.source_entities.first().map_or("-".to_owned(), ToString::to_string);
    match claim.source {
        SourceStatus::Named => ("named", entity),
        SourceStatus::Carried => ("carried", "-".to_owned()),
        SourceStatus::Vague => ("vague", "-".to_owned()),
        SourceStatus::None => ("none", "-".to_owned()),
    }
}

#[test]
fn every_sentence_has_its_source() {
    let table = include_str!("claims/sentences.tsv");
    let rows = table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    let mut wrong = String::new();
    let mut count = 0;
    for (i, row) in rows {
        let mut columns = row.split('\t');
        let (Some(source), Some(entity), Some(text)) = (columns.next(), columns.next(), columns.next())
        else {
            panic!("line {}: three columns were expected", i + 1);
        };
        count += 1;
        let (got, got_entity) = source_of(text);
        if (got, got_entity.as_str()) != (source, entity) {
            let _ = writeln!(wrong, "line {}: {source} {entity}, got {got} {got_entity}: {text}", i + 1);
        }
    }
    assert!(count > 60, "the table was read");
    assert!(wrong.is_empty(), "\n{wrong}");
}

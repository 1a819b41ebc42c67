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
    assert!(count >= 150, "the table was read");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The chain of the last claim: the words that name each source, the one who said it first.
fn chain_of(text: &str) -> Vec<&str> {
    let analysis = analyse(text, &Metadata::default(), &Knowledge::built_in());
    analysis.claims.last().map_or(Vec::new(), |c| c.chain.iter().map(|l| l.span.of(text)).collect())
}

#[test]
fn a_chain_leads_from_the_speaker_to_the_one_who_passed_it_on() {
    for (text, chain) in [
        (
            "ونقلت وكالة إنترفاكس عن سيرغي شويغو قوله إن المناورات ستجري قريبا.",
            vec!["سيرغي شويغو", "وكالة إنترفاكس"],
        ),
        ("قتل عشرة أشخاص، بحسب وكالة يونهاب نقلا عن مسؤول عسكري.", vec!["مسؤول", "وكالة يونهاب"]),
        (
            "وقال سيرغي شويغو إن العمل جار. ونقلت عنه وكالة تاس قوله إن الجيش مستعد للقتال.",
            vec!["سيرغي شويغو", "وكالة تاس"],
        ),
        ("وقال الكرملين إن العمل جار. وأضاف أن الجيش مستعد للقتال.", vec!["الكرملين"]),
        ("وصل وزير الدفاع الروسي إلى بيونغ يانغ في زيارة تستمر يومين.", vec![]),
    ] {
        assert_eq!(chain_of(text), chain, "{text}");
    }
}

#[test]
fn quotations_and_who_says_them() {
    let text = "قمة\n\nوقال دميتري بيسكوف: “لن نتراجع عن هذا الأمر مهما كان الثمن.\n\n\
        ولن نقبل بأي شرط جديد”. ثم غادر القاعة.\n\n“من قال هذا الكلام كله لا يعرف شيئا عنه”.\n\n\
        «هذه قضية كبيرة جدا ولن نتركها تمر هكذا»، قال فلاديمير بوتين أمام الصحفيين.";
    let analysis = analyse(text, &Metadata::default(), &Knowledge::built_in());
    let quotes = analysis.quotations.iter().map(|q| {
        let says = q.chain.first().map_or("-", |l| l.span.of(text));
        let words = q.words.of(text).split(' ').next().unwrap_or_default();
        (words, says, q.closed, q.continues)
    });
    let expected = [
        ("لن", "دميتري بيسكوف", false, None),
        ("ولن", "دميتري بيسكوف", true, Some(0)),
        ("من", "-", true, None),
        ("هذه", "فلاديمير بوتين", true, None),
    ];
    assert_eq!(quotes.collect::<Vec<_>>(), expected);
}

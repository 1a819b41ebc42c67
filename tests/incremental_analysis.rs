//! The analysis of an edited document is that of a fresh one with the same text.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use isnad::analysis::{Incremental, Metadata, analyse};
use isnad::knowledge::Knowledge;
use isnad::text::lines::floor_boundary;
use proptest::prelude::*;

/// What is typed: names and pieces of them, dates, marks, line ends of all kinds, signs outside
/// the Basic Multilingual Plane.
const PIECES: &[&str] = &[
    "كيم جونغ أون",
    "كيم",
    " أون”",
    "وزير الدفاع الروسي",
    "سيرغي شويغو، ",
    "شويغو",
    "بيونغ يانغ",
    "و",
    "ب",
    "لل",
    "ولايات المتحدة",
    "كوريا ",
    "الشمالية",
    "قال الكرملين إن روسيا أرسلت 10,000 جندي.",
    "وأضاف أن ذلك تم مؤخرا. ",
    "في يوليو/ تموز الماضي",
    " 19 تشرين الأول/ أكتوبر 2023",
    "اليوم الخميس",
    "أمس",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\r\n\r\n",
    "### ",
    "---\ndate: 2023-12-21\n---\n",
    "---\n",
    "😀",
    "👩‍👩‍👧",
    "\u{200F}",
    "\u{FEFF}",
    "ًُّ",
    "ـ",
    " ",
    "،",
    ".",
    "“",
    "\"",
    "#كوريا_الشمالية",
    "REUTERS - ",
    "٢٠٢٣",
    "x",
];

#[derive(Clone, Debug)]
struct Edit {
    /// Where, as a share of the text.
    at: f64,
    /// Bytes taken out, about.
    out: usize,
    /// Pieces put in.
    pieces: Vec<usize>,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (
        0.0..1.0,
        prop_oneof![3 => Just(0usize), 2 => 1..12usize, 1 => 0..400usize],
        prop::collection::vec(0..PIECES.len(), 0..6),
    );
    let edit = edit.prop_map(|(at, out, pieces)| Edit { at, out, pieces });
    prop::collection::vec(edit, 1..12)
}

fn apply(text: &mut String, edit: &Edit) {
    #[allow(clippy::cast_precision_loss, clippy::cast_sign_loss)]
    let at = floor_boundary(text, (text.len() as f64 * edit.at) as usize);
    let end = floor_boundary(text, at + edit.out);
    let pieces: String = edit.pieces.iter().map(|&i| PIECES[i]).collect();
    text.replace_range(at..end, &pieces);
}

fn seed(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    std::fs::read_to_string(path.join(name)).expect("a seed")
}

fn agrees(start: String, edits: &[Edit], metadata: &Metadata) -> Result<(), TestCaseError> {
    let knowledge = Knowledge::built_in();
    let mut text = start;
    let mut incremental = Incremental::default();
    incremental.analyse(&text, metadata, &knowledge);
    for edit in edits {
        apply(&mut text, edit);
        let kept = incremental.analyse(&text, metadata, &knowledge);
        let fresh = analyse(&text, metadata, &knowledge);
        prop_assert_eq!(kept, fresh, "after {:?} of {:?}", edit, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_from_nothing(edits in edits()) {
        agrees(String::new(), &edits, &Metadata::default())?;
    }

    #[test]
    fn edits_of_an_article(edits in edits(), crlf: bool) {
        let mut text = seed("003_0b3fa9cc17318718.txt");
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let metadata = Metadata {
            configured: Some(jiff::civil::date(2023, 9, 4)),
            ..Metadata::default()
        };
        agrees(text, &edits, &metadata)?;
    }
}

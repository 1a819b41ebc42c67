//! Analysis cannot panic: any words of the lexicons in any order, with any marks between them.

use isnad::analysis::{Metadata, analyse};
use isnad::knowledge::Knowledge;
use isnad::text::Span;
use proptest::prelude::*;

/// Words that begin every construction the analysis knows, and marks that break them.
const PIECES: [&str; 72] = [
    "قال",
    "وقالت",
    "أكد",
    "لم تكشف",
    "ونقلت",
    "عن",
    "قوله",
    "إن",
    "أن",
    "ولكنّ",
    "بحسب",
    "وفقا ل",
    "حسب قوله",
    "كما ذكر",
    "الكرملين",
    "لكرملين",
    "وللكرملين",
    "وزير الدفاع",
    "الروسي",
    "الروسية",
    "روسيًا",
    "نائب",
    "السابق",
    "الرئيس",
    "زعيم",
    "كوريا الشمالية",
    "كوريا",
    "كيم",
    "كيم جونغ أون",
    "“أون”",
    "سيرغي",
    "شويغو",
    "محمد",
    "الحريري",
    "نادر",
    "وكالة",
    "“تاس”",
    "للأنباء",
    "السفارة",
    "اليابانية",
    "في",
    "موسكو",
    "، ",
    ". ",
    ": ",
    "؟",
    "…",
    "—",
    "-",
    "_",
    "#",
    "##",
    "### ",
    "\n",
    "\r\n",
    "\n\n",
    "«",
    "»",
    "\"",
    "(AP) — ",
    "10,000",
    "جندي",
    "الخميس",
    "19 تشرين الأول/ أكتوبر",
    "الماضي",
    "مصادر",
    "يشار إلى",
    "تم اتهام",
    "قتل",
    "يoon",
    "😀",
    "\u{202E}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_words_in_any_order(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..60), dated in any::<bool>()) {
        let mut text = String::new();
        for (piece, spaced) in pieces {
            text.push_str(PIECES[piece]);
            if spaced {
                text.push(' ');
            }
        }
        let configured = if dated { "2023-10-19".parse().ok() } else { None };
        let analysis = analyse(&text, &Metadata { configured, ..Metadata::default() }, &Knowledge::built_in());
        let fits = |span: Span| text.get(span.start..span.end).is_some() && !span.is_empty();
        for pair in analysis.mentions.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "mentions overlap");
        }
        prop_assert!(analysis.mentions.iter().all(|m| fits(m.span)));
        prop_assert!(analysis.times.iter().all(|t| fits(t.span)));
        prop_assert!(analysis.claims.iter().all(|c| fits(c.span) && c.reasons.iter().all(|(_, s)| fits(*s))));
    }
}

//! Analysis cannot panic: any words of the lexicons in any order, with any marks between them; and it and
//! the rules come to an end on texts that no writer writes.

use isnad::analysis::{Metadata, analyse};
use isnad::knowledge::Knowledge;
use isnad::rules::{self, Article, NoOthers, setting_names};
use isnad::settings::{Level, Settings};
use isnad::text::Span;
use isnad::words::Language;
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

/// Texts that no writer writes: each is a paragraph of 200 KB between two ordinary ones, or of 6 KB where
/// the analysis of one sentence that long costs too much.
fn degenerate() -> Vec<(&'static str, String)> {
    const SIZE: usize = 200_000;
    let of = |piece: &str| piece.repeat(SIZE / piece.len());
    let short = |piece: &str| piece.repeat(6_000 / piece.len());
    vec![
        ("one letter repeated", of("ا")),
        ("one long word", of("والكرملين")),
        ("letters of two scripts in turn", of("بa")),
        ("letters and digits in turn", of("من1")),
        ("words with dots for blanks", short("بوتين.")),
        ("words with commas for blanks", short("قال،")),
        ("a long word, then dots", "ب".repeat(SIZE / 4) + &short("من.")),
        ("only quotation marks", short("\"")),
        ("quotation marks of words", short("\"قال\"")),
        ("only opening quotation marks", short("«")),
        ("only apostrophes", short("'")),
        ("only brackets that open", short("(")),
        ("only brackets that close", short(")")),
        ("brackets of words", short("(قال)")),
        ("only unseen characters", short("\u{200B}")),
        ("unseen characters in a word", of("ب\u{200B}")),
        ("only overrides", short("\u{202E}")),
        ("overrides opened and closed", short("\u{202E}12\u{202C}")),
        ("isolates within each other", "\u{2067}".repeat(SIZE / 6) + &"\u{2069}".repeat(SIZE / 6)),
        ("one name again and again", short("بوتين ")),
        ("one sentence again and again", short("وقال بوتين إن القوات الروسية دخلت المدينة أمس. ")),
        ("a sentence without end", short("وقال بوتين في موسكو يوم 5 مايو إن ")),
        ("quotations in one sentence", short("وهو \"ما لا يقوله أحد في هذه المدينة كلها أبدا\" ")),
        ("only figures", of("1")),
        ("dates again and again", short("5 مايو 2020 ")),
        ("only blanks", of(" ")),
        ("only lines", of("\n")),
    ]
}

#[test]
fn degenerate_texts_are_checked_to_their_end() {
    let mut settings = Settings::default();
    settings.rules.extend(setting_names().into_iter().map(|name| (name, Level::Warning)));
    let knowledge = Knowledge::built_in();
    let metadata = Metadata { configured: "2023-10-19".parse().ok(), ..Metadata::default() };
    for (what, middle) in degenerate() {
        let head = "زار الرئيس الروسي فلاديمير بوتين بكين أمس.\n\n";
        let text = format!("{head}{middle}\n\nوقال شوي\u{200B}غو إن القمة غدا.\n");
        let analysis = analyse(&text, &metadata, &knowledge);
        let findings = rules::check(Article {
            text: &text,
            analysis: &analysis,
            knowledge: &knowledge,
            settings: &settings,
            language: Language::Ar,
            others: &NoOthers,
        });
        let end = text.find("شوي\u{200B}غو").unwrap_or(0);
        let last = findings.iter().rfind(|f| f.rule == "hidden-character");
        assert_eq!(last.map(|f| f.span.start), Some(end), "{what}");
        let read = analysis.blocks.last().map(|b| b.span.end);
        assert_eq!(read, Some(text.trim_end().len()), "{what}");
        assert!(findings.iter().all(|f| text.get(f.span.start..f.span.end).is_some()), "{what}");
        let changes = findings.iter().flat_map(|f| &f.mend);
        assert!(changes.into_iter().all(|m| text.get(m.span.start..m.span.end).is_some()), "{what}");
    }
}

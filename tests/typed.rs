//! A plainly unsourced killing typed into a draft: it is a warning wherever it stands, and at most a hint where
//! somebody who is named speaks of the same dead beside it.

#![allow(clippy::expect_used, reason = "a test's helpers fail by panicking")]

use isnad::analysis::{Metadata, analyse};
use isnad::knowledge::Knowledge;
use isnad::rules::{Article, NoOthers, check};
use isnad::settings::{Settings, Severity};
use isnad::words::Language;

const KILLING: &str = "وقتل 25 مدنيا في قصف على خاركيف.";

/// The severity of the finding on the killing, where there is one.
fn severity(text: &str, day: &str, knowledge: &Knowledge) -> Option<Severity> {
    let metadata = Metadata { configured: day.parse().ok(), ..Metadata::default() };
    let analysis = analyse(text, &metadata, knowledge);
    let settings = Settings::default();
    let findings = check(Article {
        text,
        analysis: &analysis,
        knowledge,
        settings: &settings,
        language: Language::Ar,
        others: &NoOthers,
    });
    let start = text.find(KILLING).expect("the killing");
    let end = start + KILLING.len();
    let on_it = findings.iter().filter(|f| start <= f.span.start && f.span.end <= end);
    on_it.filter(|f| f.rule == "unsourced-claim").map(|f| f.severity).max()
}

#[test]
fn behind_every_line_of_the_seeds_it_is_a_warning() {
    let knowledge = Knowledge::built_in();
    let (mut places, mut warned) = (0, 0);
    for entry in std::fs::read_dir("seeds").expect("the seeds") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a seed");
        let lines: Vec<&str> = text.split('\n').collect();
        for at in (0..lines.len()).filter(|at| !lines[*at].trim().is_empty()) {
            let (before, behind) = lines.split_at(at + 1);
            let draft = [&before.join("\n"), "", KILLING, "", &behind.join("\n")].join("\n");
            places += 1;
            warned += usize::from(severity(&draft, "2024-01-13", &knowledge) == Some(Severity::Warning));
        }
    }
    assert!(places >= 110, "{places}");
    assert!(warned * 110 >= places * 100, "{warned} of {places}");
}

/// Sentences with a source about the dead of Kharkiv.
const SOURCED: [&str; 10] = [
    "وقال رئيس بلدية خاركيف إن عدد قتلى القصف على المدينة بلغ 25 قتيلا.",
    "وأعلنت السلطات الأوكرانية مقتل 25 شخصا في خاركيف.",
    "وأفادت وزارة الدفاع الأوكرانية بأن القصف أوقع عشرات القتلى والجرحى في خاركيف.",
    "وأكد الرئيس الأوكراني فولوديمير زيلينسكي أن 25 مدنيا قتلوا في خاركيف.",
    "وقال زيلينسكي إن القصف على خاركيف أودى بحياة عشرات المدنيين.",
    "وبحسب الشرطة الأوكرانية فإن 25 شخصا قتلوا في خاركيف.",
    "وذكرت وكالة رويترز أن القصف على خاركيف أسفر عن مقتل 25 مدنيا.",
    "وقال حاكم المنطقة أوليغ سينيغوبوف إن 25 مدنيا قتلوا في القصف على خاركيف.",
    "ووفقا للأمم المتحدة قتل 25 مدنيا في خاركيف.",
    "ونقلت وكالة فرانس برس عن حاكم خاركيف قوله إن القصف قتل 25 مدنيا.",
];

#[test]
fn beside_a_source_it_is_a_hint_at_most() {
    let knowledge = Knowledge::built_in();
    for sourced in SOURCED {
        for [first, second] in [[KILLING, sourced], [sourced, KILLING]] {
            let draft = format!(
                "الحرب في أوكرانيا\n\nوصل وزير الخارجية الأميركي أنتوني بلينكن إلى كييف يوم الجمعة.\n\n{first}\n\n\
                 {second}\n\nوغادر بلينكن كييف مساء اليوم نفسه.\n"
            );
            let found = severity(&draft, "2024-01-13", &knowledge);
            assert!(found.is_none_or(|severity| severity == Severity::Hint), "{found:?}: {draft}");
        }
    }
}

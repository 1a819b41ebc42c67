//! Dates in an editor: hints beside expressions, and what can be done about them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use fixture::Fixture;
use insta::assert_snapshot;
use isnad::corpus::{Corpus, Project};
use isnad::features::{self, actions::CodeAction};
use isnad::text::Span;

const SUMMIT: &str = "\
//- قمة.txt date=2023-12-21 open
قمة في موسكو

زار كيم روسيا في يوليو الماضي، وعاد أمس الأربعاء. وكان قد التقى بوتين يوم 13 سبتمبر/ أيلول 2023، ثم في مارس 2024.

وتوقفت الزيارات لثلاثة أعوام بعد عام 2019، ولم تعلن مؤخرا.
";

/// The hints of the article at `SUMMIT`, each behind its words.
fn hints(settings: &str, part: Option<&str>) -> String {
    let files = format!("{SUMMIT}{settings}");
    let fixture = Fixture::new(&files);
    let snapshot = fixture.snapshot();
    let path = fixture.path("قمة.txt");
    let open = snapshot.open(&path).expect("an open article");
    let text = &open.text.text;
    let part = part.map_or(Span::new(0, text.len()), |words| {
        let start = text.find(words).expect("the words");
        Span::new(start, start + words.len())
    });
    let hints = features::inlay_hints(&snapshot, &path, part);
    let shown = hints.iter().map(|hint| {
        let before = &text[..hint.offset];
        let word = before.rsplit(' ').next().unwrap_or(before);
        let card = hint.card.as_ref().map(isnad::features::Card::plain).unwrap_or_default();
        format!("{word} {}: {}\n", hint.label, card.lines().next().unwrap_or(""))
    });
    shown.collect()
}

#[test]
fn hints_as_they_are_set() {
    assert_snapshot!(hints("", None), @r"
الماضي 2023-07: يوليو/ تموز 2023
الأربعاء 2023-12-20: الأربعاء 20 ديسمبر/ كانون الأول 2023
");
    assert_snapshot!(hints("//- isnad.toml\n[hints]\ndates = \"all\"\n", None), @r"
الماضي 2023-07: يوليو/ تموز 2023
الأربعاء 2023-12-20: الأربعاء 20 ديسمبر/ كانون الأول 2023
2023 2023-09-13: الأربعاء 13 سبتمبر/ أيلول 2023
2024 2024-03: مارس/ آذار 2024
");
    assert_snapshot!(hints("//- isnad.toml\n[hints]\ndates = \"none\"\n", None), @"");
    assert_snapshot!(hints("", Some("وعاد أمس الأربعاء.")), @r"الأربعاء 2023-12-20: الأربعاء 20 ديسمبر/ كانون الأول 2023");
}

/// What is offered at the cursor: the title, and what the edits make of their line.
fn offered(text: &str) -> String {
    let fixture = Fixture::new(text);
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let text = &snapshot.open(path).expect("an open article").text.text;
    let actions = features::code_actions(&snapshot, path, Span::new(at, at));
    let edits = actions.iter().filter(|a| !a.edits.is_empty());
    let shown = edits.map(|action| {
        let done = apply(text, action);
        let kind = format!("{:?}", action.kind).to_lowercase();
        let star = if action.preferred { "*" } else { "" };
        let mends: Vec<_> = action.mends.iter().map(|(s, _)| s.code()).collect();
        let changed = changed(text, &done);
        format!("{kind}{star} {} {mends:?}\n{changed}", action.title)
    });
    shown.collect::<Vec<_>>().join("\n")
}

fn apply(text: &str, action: &CodeAction) -> String {
    let mut out = text.to_owned();
    let mut edits: Vec<_> = action.edits.iter().collect();
    edits.sort_by_key(|e| std::cmp::Reverse(e.span));
    for edit in edits {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    out
}

/// The lines that are new.
fn changed(old: &str, new: &str) -> String {
    let old: Vec<_> = old.lines().collect();
    let lines = new.lines().filter(|l| !old.contains(l));
    lines.flat_map(|l| ["    ", l, "\n"]).collect()
}

fn article(body: &str) -> String {
    format!("//- a.txt date=2023-12-21\nخبر اليوم في موسكو\n\n{body}\n")
}

#[test]
fn relative_days_are_written_out() {
    assert_snapshot!(offered(&article("ووصل كيم $0أمس إلى موسكو.")), @r"
rewrite اكتب التاريخ: «الأربعاء» []
    ووصل كيم الأربعاء إلى موسكو.

rewrite اكتب التاريخ: «الأربعاء 20 ديسمبر» []
    ووصل كيم الأربعاء 20 ديسمبر إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم مساء $0أمس الأربعاء إلى موسكو.")), @r"
rewrite اكتب التاريخ: «مساء الأربعاء» []
    ووصل كيم مساء الأربعاء إلى موسكو.

rewrite اكتب التاريخ: «مساء الأربعاء 20 ديسمبر» []
    ووصل كيم مساء الأربعاء 20 ديسمبر إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم ب$0الأمس إلى موسكو.")), @r"
rewrite اكتب التاريخ: «يوم الأربعاء» []
    ووصل كيم يوم الأربعاء إلى موسكو.

rewrite اكتب التاريخ: «يوم الأربعاء 20 ديسمبر» []
    ووصل كيم يوم الأربعاء 20 ديسمبر إلى موسكو.
");
    assert_snapshot!(offered(&article("وسيصل كيم $0غدا إلى موسكو.")), @r"
rewrite اكتب التاريخ: «الجمعة 22 ديسمبر» []
    وسيصل كيم الجمعة 22 ديسمبر إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم $0الشهر الماضي إلى موسكو.")), @r"
rewrite اكتب التاريخ: «في نوفمبر 2023» []
    ووصل كيم في نوفمبر 2023 إلى موسكو.
");
    assert_snapshot!(offered(&article("وعُلّق منذ $0الشهر الماضي.")), @r"
rewrite اكتب التاريخ: «نوفمبر 2023» []
    وعُلّق منذ نوفمبر 2023.
");
    assert_snapshot!(offered(&article("ووصل كيم في $0يوليو الماضي إلى موسكو.")), @r"
rewrite اكتب التاريخ: «يوليو 2023» []
    ووصل كيم في يوليو 2023 إلى موسكو.

rewrite أضف اسم الشهر الآخر: «يوليو/ تموز» []
    ووصل كيم في يوليو/ تموز الماضي إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم $0العام الماضي إلى موسكو.")), @r"
rewrite اكتب التاريخ: «عام 2022» []
    ووصل كيم عام 2022 إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم $0قبل عشرة أيام إلى موسكو. وعاد منذ شهر.")), @r"
rewrite اكتب التاريخ: «في 11 ديسمبر» []
    ووصل كيم في 11 ديسمبر إلى موسكو. وعاد منذ شهر.
");
}

#[test]
fn years_and_months_are_made_whole() {
    assert_snapshot!(offered(&article("ووصل كيم في $013 سبتمبر إلى موسكو.")), @r"
rewrite أضف السنة: «13 سبتمبر 2023» []
    ووصل كيم في 13 سبتمبر 2023 إلى موسكو.

rewrite أضف اسم الشهر الآخر: «سبتمبر/ أيلول» []
    ووصل كيم في 13 سبتمبر/ أيلول إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم يوم $013 سبتمبر/ أيلول 2023 إلى موسكو.")), @r"
rewrite اكتف باسم واحد للشهر: «سبتمبر» []
    ووصل كيم يوم 13 سبتمبر 2023 إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم في $013 أيلول (سبتمبر) إلى موسكو.")), @r"
rewrite أضف السنة: «13 أيلول (سبتمبر) 2023» []
    ووصل كيم في 13 أيلول (سبتمبر) 2023 إلى موسكو.

rewrite اكتف باسم واحد للشهر: «أيلول» []
    ووصل كيم في 13 أيلول إلى موسكو.
");
    assert_snapshot!(offered(&article("ووصل كيم بين يوليو $0وأغسطس 2023 إلى موسكو.")), @r"
rewrite أضف اسم الشهر الآخر: «يوليو/ تموز» []
    ووصل كيم بين يوليو/ تموز وأغسطس 2023 إلى موسكو.

rewrite أضف اسم الشهر الآخر: «أغسطس/ آب» []
    ووصل كيم بين يوليو وأغسطس/ آب 2023 إلى موسكو.
");
}

#[test]
fn the_date_goes_into_the_front_matter() {
    let dated = "//- a.txt date=2023-12-21\n$0خبر في موسكو\n\nوصل كيم أمس.\n";
    assert_snapshot!(offered(dated), @r"
rewrite أضف تاريخ النشر في رأس المقال: الخميس 21 ديسمبر/ كانون الأول 2023 []
    ---
    date: 2023-12-21
    ---
");
    let titled = "//- a.md date=2023-12-21\n---\ntitle: خبر\n---\n\n$0خبر في موسكو\n\nوصل كيم أمس.\n";
    assert_snapshot!(offered(titled), @r"
rewrite أضف تاريخ النشر في رأس المقال: الخميس 21 ديسمبر/ كانون الأول 2023 []
    date: 2023-12-21
");
    let stated = "//- a.md\n---\ndate: 2023-12-21\n---\n\n$0خبر في موسكو\n\nوصل كيم أمس.\n";
    assert_snapshot!(offered(stated), @"");
    let faulty = "//- a.md date=2023-12-21\n---\ndate: $02023-13-21\n---\n\nخبر في موسكو\n\nوصل كيم أمس.\n";
    assert_snapshot!(offered(faulty), @r#"
fix* أضف تاريخ النشر في رأس المقال: الخميس 21 ديسمبر/ كانون الأول 2023 ["front-matter"]
    date: 2023-12-21
"#);
}

#[test]
fn an_open_day_of_publication_is_said_to_be_open() {
    let infer = "//- a.txt\nخبر في موسكو\n\nوصل كيم أمس الأربعاء 20 ديسمبر. ثم غادر $0اليوم.\n";
    // The last of the days hangs on when the file was written.
    let open = Fixture::new(infer).card();
    assert!(open.starts_with("تاريخ مفتوح: نُشر المقال بين 21 ديسمبر 1995 و22 ديسمبر "), "{open}");
    // Too many days are no choice; a year in the text leaves two.
    assert_snapshot!(offered(&infer.replace("$0", "").replace("خبر في", "$0خبر في")), @"");
    let year = "//- a.txt\n$0خبر في موسكو\n\nزار كيم المدينة في مارس 2023. ثم وصل أمس الأربعاء 20 ديسمبر، وغادر اليوم.\n";
    assert_snapshot!(offered(year), @r#"
fix أضف تاريخ النشر في رأس المقال: الخميس 21 ديسمبر/ كانون الأول 2023 ["undated-article"]
    ---
    date: 2023-12-21
    ---

fix أضف تاريخ النشر في رأس المقال: الجمعة 22 ديسمبر/ كانون الأول 2023 ["undated-article"]
    ---
    date: 2023-12-22
    ---
"#);
}

/// Whatever is offered on an expression of the seeds, its date is the same afterwards.
#[test]
fn no_action_changes_what_is_meant() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut wrong = Vec::new();
    let mut done = 0;
    for entry in std::fs::read_dir(seeds).expect("the seeds") {
        let file = entry.expect("a seed").path();
        if file.extension().is_some_and(|e| e == "txt") {
            done += rewrite(&file, &mut wrong);
        }
    }
    assert!(done >= 50, "{done} actions");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Does everything that is offered in an article, one by one; how much that was.
fn rewrite(file: &std::path::Path, wrong: &mut Vec<String>) -> usize {
    let text = std::fs::read_to_string(file).expect("a text");
    let folder = file.parent().expect("a folder").to_path_buf();
    let mut corpus = Corpus::new(Project::load(vec![folder]));
    corpus.set_open(file, text.clone().into(), 1);
    let before = corpus.snapshot();
    let times = before.open(file).expect("an article").analysis.times.clone();
    let mut done = 0;
    for time in times.iter().filter(|t| t.value.is_some()) {
        for action in features::code_actions(&before, file, time.span) {
            if action.command.is_some() {
                continue;
            }
            // What touches more than one place is no change of a date.
            let [edit] = &action.edits[..] else { continue };
            if !time.span.touches(edit.span.start) {
                continue;
            }
            done += 1;
            let new = apply(&text, &action);
            corpus.set_open(file, new.clone().into(), 2);
            let after = corpus.snapshot();
            let after = &after.open(file).expect("an article").analysis;
            let end = edit.span.start + edit.text.len();
            let written = Span::new(edit.span.start.saturating_sub(1), end);
            let here = |t: &&isnad::dates::Time| t.span.overlaps(written) || t.span.end == end;
            if !after.times.iter().filter(here).any(|t| t.value == time.value) {
                let found: Vec<_> = after.times.iter().filter(here).map(|t| &t.value).collect();
                let words = time.span.of(&text);
                let (title, value) = (&action.title, &time.value);
                wrong.push(format!("{words} = {value:?}: {title}: {found:?}"));
            }
        }
    }
    done
}

/// What another article says of a date is seen at once, and forgotten with it.
#[test]
fn articles_are_held_against_each_other() {
    let folder = tempfile::Builder::new().prefix("isnad").tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let died = |day: u8| format!("سيرة\n\nتوفي نيلسون مانديلا في {day} ديسمبر 2013.\n");
    let mut corpus = Corpus::new(Project::load(vec![folder.path().to_path_buf()]));
    corpus.settle();
    corpus.set_open(&path("a.txt"), died(5).into(), 1);
    let found = |corpus: &Corpus| {
        let all = features::diagnostics(&corpus.snapshot(), &path("a.txt"));
        let own = all.into_iter().filter(|d| d.source.code() == "conflicting-dates");
        own.flat_map(|d| d.related).map(|(place, _)| place.path.to_path_buf()).collect::<Vec<_>>()
    };
    assert!(found(&corpus).is_empty());
    let before = corpus.changes();
    std::fs::write(path("b.txt"), died(6)).expect("written");
    corpus.refresh(&path("b.txt"));
    corpus.settle();
    assert!(corpus.changes() > before);
    assert_eq!(found(&corpus), [path("b.txt")]);
    std::fs::write(path("b.txt"), died(5)).expect("written");
    corpus.refresh(&path("b.txt"));
    corpus.settle();
    assert!(found(&corpus).is_empty());
}

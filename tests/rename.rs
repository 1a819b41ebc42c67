//! Renaming, on a workspace in one string.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use std::fmt::Write as _;

use fixture::Fixture;
use insta::assert_snapshot;
use isnad::features;
use isnad::words::Language;

/// Each file as it will be, its last line, where it changes; else why nothing is renamed.
fn renamed(fixture: &Fixture, new: &str, everywhere: bool) -> String {
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let edits = match features::rename(&snapshot, path, at, new, everywhere) {
        Ok(edits) => edits,
        Err(refusal) => return refusal.to_string(),
    };
    let mut files: Vec<_> = edits.iter().map(|e| e.path.clone()).collect();
    files.sort();
    files.dedup();
    let mut out = String::new();
    for file in files {
        let mut text = snapshot.text(&file).expect("a text").text.to_string();
        let mut edits: Vec<_> = edits.iter().filter(|e| e.path == file).collect();
        edits.sort_by_key(|e| std::cmp::Reverse(e.span));
        for edit in edits {
            text.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
        let name = file.file_name().expect("a name").to_string_lossy();
        let changed = text.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" / ");
        writeln!(out, "{name}: {changed}").expect("a line");
    }
    out
}

fn here(text: &str, new: &str) -> String {
    renamed(&Fixture::new(text), new, false)
}

const TWO: &str = "\
//- a.txt
شويغو في موسكو

قال سيرغي $0شويغو إن الوفد وصل، وشكر “شويغو” الحضور. وكُتب لشويغو في #سيرغي_شويغو.
//- b.txt
لقاء في موسكو

التقى الوفد بسيرغي شويغو، ثم غادر شويغو.
//- c.txt
لقاء في موسكو

التقى الوفد فلاديمير بوتين.
";

#[test]
fn a_surname_is_renamed_wherever_it_stands() {
    assert_snapshot!(here(TWO, "سيرغي شويجو"), @r"a.txt: شويجو في موسكو / قال سيرغي شويجو إن الوفد وصل، وشكر “شويجو” الحضور. وكُتب لشويجو في #سيرغي_شويجو.");
    assert_snapshot!(renamed(&Fixture::new(TWO), "سيرغي شويجو", true), @r"
a.txt: شويجو في موسكو / قال سيرغي شويجو إن الوفد وصل، وشكر “شويجو” الحضور. وكُتب لشويجو في #سيرغي_شويجو.
b.txt: لقاء في موسكو / التقى الوفد بسيرغي شويجو، ثم غادر شويجو.
");
}

#[test]
fn another_first_name_leaves_surnames_alone() {
    assert_snapshot!(renamed(&Fixture::new(TWO), "سيرجي_شويغو", true), @r"
a.txt: شويغو في موسكو / قال سيرجي شويغو إن الوفد وصل، وشكر “شويغو” الحضور. وكُتب لشويغو في #سيرجي_شويغو.
b.txt: لقاء في موسكو / التقى الوفد بسيرجي شويغو، ثم غادر شويغو.
");
}

#[test]
fn the_article_of_a_name_melts_with_what_is_joined_to_it() {
    assert_snapshot!(here("//- a.txt\nخبر\n\nقال ال$0كرملين إن الوفد وصل. وفي بيان للكرملين وبالكرملين.\n", "الكريملين"), @r"a.txt: خبر / قال الكريملين إن الوفد وصل. وفي بيان للكريملين وبالكريملين.");
}

#[test]
fn words_joined_and_parted() {
    assert_snapshot!(here("//- a.txt\nخبر\n\nوصل إلى $0بيونغ يانغ، وغادر بيونغ يانغ إلى #بيونغ_يانغ.\n", "بيونغيانغ"), @r"a.txt: خبر / وصل إلى بيونغيانغ، وغادر بيونغيانغ إلى #بيونغيانغ.");
    assert_snapshot!(here("//- a.txt\nخبر\n\nوصل إلى $0بيونغيانغ، وغادر بيونغيانغ.\n", "بيونغ يانغ"), @r"a.txt: خبر / وصل إلى بيونغ يانغ، وغادر بيونغ يانغ.");
}

#[test]
fn a_name_no_file_has() {
    assert_snapshot!(renamed(&Fixture::new("\
//- a.txt
خبر من دمشق

قال نائب وزير الدفاع محمد $0السمسماني إن الوفد وصل. وأضاف السمسماني أن الزيارة ناجحة.
//- b.txt
خبر من حلب

قال نائب وزير الدفاع محمد السمسماني إن الوفد غادر.
"), "محمد السمسامي", true), @r"
a.txt: خبر من دمشق / قال نائب وزير الدفاع محمد السمسامي إن الوفد وصل. وأضاف السمسامي أن الزيارة ناجحة.
b.txt: خبر من حلب / قال نائب وزير الدفاع محمد السمسامي إن الوفد غادر.
");
}

#[test]
fn what_is_not_renamed_says_why() {
    let why = |text: &str, new: &str| here(&format!("//- a.txt date=2023-09-13\nخبر\n\n{text}\n"), new);
    let mut out = Vec::new();
    for (text, new) in [
        ("قال الو$0فد إنه وصل.", "الوفود"),
        ("قال الوزير الرو$0سي إنه وصل.", "الروس"),
        ("قال وزير الدفا$0ع الروسي إنه وصل.", "شويغو"),
        ("قال سيرغي شوي$0غو إنه وصل.", " "),
        ("قال سيرغي شوي$0غو إنه وصل.", "سيرغي\n# شويغو"),
        ("قال سيرغي شوي$0غو إنه وصل.", "فلاديمير بوتين"),
        ("قال سيرغي شوي$0غو إنه وصل.", "سيرغي شويغو"),
    ] {
        out.push(why(text, new));
    }
    assert_snapshot!(out.join("\n"), @r"
لا اسم هنا تُعاد كتابته
هذه نسبة لا اسم، فلا تُعاد كتابتها
هذا منصب لا اسم، فلا تُعاد كتابته
«» لا يصلح اسما
«سيرغي # شويغو» لا يصلح اسما
«فلاديمير بوتين» اسم آخر في قاعدة المعرفة: فلاديمير بوتين
هو مكتوب هكذا من قبل: «سيرغي شويغو»
");
    let english = Fixture::in_language(Language::En, "//- a.txt\nخبر\n\nقال الو$0فد إنه وصل.\n");
    assert_eq!(renamed(&english, "x", false), "There is no name here to rename");
}

#[test]
fn what_would_be_renamed_is_shown_by_itself() {
    for (text, name) in [
        ("كُتب في #سيرغي_شوي$0غو.", "سيرغي شويغو"),
        ("في بيان للكر$0ملين اليوم.", "الكرملين"),
        ("وقال “شوي$0غو” وسيرغي شويغو.", "شويغو"),
    ] {
        let fixture = Fixture::new(&format!("//- a.txt\nخبر\n\n{text}\n"));
        let (path, at) = fixture.cursor();
        let found = features::renamable(&fixture.snapshot(), path, at).expect("a name");
        assert_eq!(found.name, name, "{text}");
        assert!(found.span.touches(at));
    }
}

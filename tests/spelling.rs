//! Spellings across articles: what the corpus mostly writes, and the actions that write one spelling
//! in one place, one article or all.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use std::fmt::Write as _;

use fixture::Fixture;
use insta::assert_snapshot;
use isnad::features;
use isnad::text::Span;

/// The actions about spelling at the cursor: the title, and each file as it will be, where it changes.
fn offered(text: &str) -> String {
    let fixture = Fixture::new(text);
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let actions = features::code_actions(&snapshot, path, Span::new(at, at)).into_iter();
    let actions = actions.filter(|a| a.title.starts_with("اكتب"));
    let shown = actions.map(|action| {
        let mut files: Vec<_> = action.edits.iter().map(|e| e.path.clone()).collect();
        files.sort();
        files.dedup();
        let mut out = format!("{}\n", action.title);
        for file in files {
            let mut text = snapshot.text(&file).expect("a text").text.to_string();
            let mut edits: Vec<_> = action.edits.iter().filter(|e| e.path == file).collect();
            edits.sort_by_key(|e| std::cmp::Reverse(e.span));
            for edit in edits {
                text.replace_range(edit.span.start..edit.span.end, &edit.text);
            }
            let name = file.file_name().expect("a name").to_string_lossy();
            writeln!(out, "  {name}: {}", text.lines().last().expect("a line")).expect("a line");
        }
        out
    });
    shown.collect()
}

#[test]
fn here_in_the_article_or_everywhere() {
    assert_snapshot!(offered("\
//- a.txt
شويغو في موسكو

قال “شويجو” إن الزيارة ناجحة، وشكر الوفد ل$0شويجو حضوره.
//- b.txt
لقاء في موسكو

التقى الوفد بسيرغي شويجو، وكتب عن #سيرغي_شويجو.
//- c.txt
لقاء في موسكو

التقى الوفد سيرغي شويغو.
"), @r"
اكتب «شويغو» هنا
  a.txt: قال “شويجو” إن الزيارة ناجحة، وشكر الوفد لشويغو حضوره.
اكتب «شويغو» في المقال كله (2)
  a.txt: قال “شويغو” إن الزيارة ناجحة، وشكر الوفد لشويغو حضوره.
اكتب «شويغو» في كل المقالات (2)
  a.txt: قال “شويغو” إن الزيارة ناجحة، وشكر الوفد لشويغو حضوره.
  b.txt: التقى الوفد بسيرغي شويغو، وكتب عن #سيرغي_شويغو.
");
}

#[test]
fn the_house_decides() {
    assert_snapshot!(offered("\
//- isnad.toml
[spelling]
donald-trump = \"ترمب\"
//- a.txt
خبر من واشنطن

قال دونالد $0ترامب إن الزيارة ناجحة.
"), @r"
اكتب «دونالد ترمب» هنا
  a.txt: قال دونالد ترمب إن الزيارة ناجحة.
");
}

#[test]
fn what_most_articles_write() {
    let mut text = String::from("//- a.txt\nخبر من واشنطن\n\nقال دونالد $0ترمب إن الزيارة ناجحة.\n");
    for n in 0..10 {
        writeln!(text, "//- b{n}.txt\nخبر من واشنطن\n\nقال دونالد ترامب إن الزيارة ناجحة.")
            .expect("an article");
    }
    let fixture = Fixture::new(&text);
    let (path, _) = fixture.cursor();
    let found = features::diagnostics(&fixture.snapshot(), path).into_iter();
    let found = found.filter(|d| d.source.code() == "name-spelling").map(|d| d.message);
    assert_eq!(found.collect::<Vec<_>>(), ["«دونالد ترمب»: أكثر المقالات تكتبه «دونالد ترامب» (10)"]);
    assert_snapshot!(offered(&text), @r"
اكتب «دونالد ترامب» هنا
  a.txt: قال دونالد ترامب إن الزيارة ناجحة.
");
}

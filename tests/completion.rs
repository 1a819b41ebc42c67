//! Completion of names, on a workspace in one string.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use std::fmt::Write as _;

use fixture::Fixture;
use insta::assert_snapshot;
use isnad::features::{self, completion::Completion};

fn offered(fixture: &Fixture) -> Vec<Completion> {
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let text = &snapshot.open(path).expect("an open article").text.text;
    let found = features::completions(&snapshot, path, at);
    for completion in &found {
        // What the protocol asks of a range, and clients of what they compare.
        assert!(completion.span.end == at && !completion.span.of(text).contains('\n'), "{completion:?}");
        assert!(completion.filter.starts_with(completion.span.of(text)), "{completion:?}");
    }
    found
}

/// The first names offered at the cursor, each with what it is and the line as it will be.
fn shown(most: usize, text: &str) -> String {
    let fixture = Fixture::new(text);
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let text = &snapshot.open(path).expect("an open article").text.text;
    let lines = offered(&fixture).into_iter().take(most).map(|c| {
        let before = text[..c.span.start].rsplit('\n').next().unwrap_or("");
        let after = text[at..].split('\n').next().unwrap_or("");
        format!("{} · {}\n  {before}{}{after}", c.label, c.detail, c.text)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The names offered behind some words in an article without more.
fn names(words: &str) -> Vec<String> {
    let fixture = Fixture::new(&format!("//- a.txt date=2023-09-13\nخبر من موسكو\n\n{words}$0\n"));
    offered(&fixture).into_iter().map(|c| c.text).collect()
}

#[test]
fn a_prefix_in_either_script() {
    assert_snapshot!(shown(2, "//- a.txt date=2023-09-13\nخبر\n\nوقال zel$0 إن\n"), @r"
فولوديمير زيلينسكي · رئيس أوكرانيا منذ مايو 2019
  وقال فولوديمير زيلينسكي إن
زيلينسكي · رئيس أوكرانيا منذ مايو 2019
  وقال زيلينسكي إن
");
    assert_snapshot!(shown(2, "//- a.txt date=2023-09-13\nخبر\n\nوقال سيرغي شو$0 إن\n"), @r"
سيرغي شويغو · وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
  وقال سيرغي شويغو إن
");
    assert_snapshot!(shown(1, "//- a.txt date=2023-09-13\nخبر\n\nوصل إلى بيون$0\n"), @r"
بيونغ يانغ · عاصمة كوريا الشمالية
  وصل إلى بيونغ يانغ
");
}

#[test]
fn letters_joined_to_a_name_are_kept() {
    // The two names are taken for one that no file has until the second is whole.
    assert_snapshot!(shown(2, "//- a.txt date=2023-09-13\nخبر\n\nوصل فلاديمير بوتين أمس. والتقى كيم وبوت$0 اليوم\n"), @r"
بوتين · رئيس روسيا منذ مايو 2012
  وصل فلاديمير بوتين أمس. والتقى كيم وبوتين اليوم
فلاديمير بوتين · رئيس روسيا منذ مايو 2012
  وصل فلاديمير بوتين أمس. والتقى كيم وفلاديمير بوتين اليوم
");
    let others = names("التقى كيم وبوت");
    assert!(others.iter().any(|name| name == "بوتين"), "{others:?}");
    assert_eq!(names("محمد وحيد"), Vec::<String>::new());
    assert_snapshot!(shown(1, "//- a.txt date=2023-09-13\nخبر\n\nفي بيان للكرم$0\n"), @r"
الكرملين · هيئة · روسيا
  في بيان للكرملين
");
    assert_snapshot!(shown(1, "//- a.txt date=2023-09-13\nخبر\n\nفي بيان لكرمل$0\n"), @r"
الكرملين · هيئة · روسيا
  في بيان للكرملين
");
}

#[test]
fn hashtags_keep_their_joints() {
    assert_snapshot!(shown(2, "//- a.txt date=2023-09-13\nخبر\n\nقال اليوم #سيرغي_شو$0\n"), @r"
سيرغي شويغو · وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
  قال اليوم #سيرغي_شويغو
");
}

#[test]
fn a_surname_does_where_the_whole_name_stands_before_and_in_headings() {
    assert_snapshot!(shown(2, "//- a.txt date=2023-09-13\nخبر\n\nقال سيرغي شويغو إن الوفد وصل. وأضاف شوي$0\n"), @r"
شويغو · وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
  قال سيرغي شويغو إن الوفد وصل. وأضاف شويغو
سيرغي شويغو · وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
  قال سيرغي شويغو إن الوفد وصل. وأضاف سيرغي شويغو
");
    assert_snapshot!(shown(2, "//- a.txt date=2023-09-13\nشوي$0 في موسكو\n\nقال الوزير إن الوفد وصل إلى العاصمة الروسية اليوم.\n"), @r"
شويغو · وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
  شويغو في موسكو
سيرغي شويغو · وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
  سيرغي شويغو في موسكو
");
}

#[test]
fn the_house_decides_how_a_name_is_written_then_the_article_then_the_corpus() {
    let house = "//- isnad.toml\n[spelling]\ndonald-trump = \"دونالد ترمب\"\n//- a.txt date=2023-09-13\nخبر\n\nوقال ترام$0\n";
    assert_snapshot!(shown(2, house), @r"
دونالد ترمب · سابقا: رئيس الولايات المتحدة (يناير 2017 – يناير 2021)
  وقال دونالد ترمب
ترمب · سابقا: رئيس الولايات المتحدة (يناير 2017 – يناير 2021)
  وقال ترمب
");
    assert_snapshot!(shown(2, "//- a.txt date=2023-09-13\nخبر\n\nوصل دونالد ترمب. وقال ترا$0\n"), @r"
ترمب · سابقا: رئيس الولايات المتحدة (يناير 2017 – يناير 2021)
  وصل دونالد ترمب. وقال ترمب
دونالد ترمب · سابقا: رئيس الولايات المتحدة (يناير 2017 – يناير 2021)
  وصل دونالد ترمب. وقال دونالد ترمب
");
    let mut corpus = String::from("//- a.txt date=2023-09-13\nخبر\n\nوقال دونالد تر$0\n");
    for n in 0..10 {
        let _ = write!(corpus, "//- b{n}.txt\nخبر من واشنطن\n\nقال دونالد ترمب إن الزيارة ناجحة.\n");
    }
    assert_snapshot!(shown(1, &corpus), @r"
دونالد ترمب · سابقا: رئيس الولايات المتحدة (يناير 2017 – يناير 2021)
  وقال دونالد ترمب
");
}

#[test]
fn the_office_is_that_of_the_articles_day() {
    assert_snapshot!(shown(1, "//- a.txt date=2023-09-13\nخبر\n\nسيرغي شوي$0\n"), @r"
سيرغي شويغو · وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
  سيرغي شويغو
");
    assert_snapshot!(shown(1, "//- a.txt date=2024-12-01\nخبر\n\nسيرغي شوي$0\n"), @r"
سيرغي شويغو · مستشار الأمن القومي الروسي منذ مايو 2024
  سيرغي شويغو
");
}

#[test]
fn most_used_first_and_names_only_articles_know() {
    assert_snapshot!(shown(3, "\
//- a.txt date=2023-09-13
خبر

قال نائب الوزير محمد السم$0
//- b.txt date=2023-09-12
خبر من دمشق

قال نائب وزير الدفاع محمد السمسماني إن الوفد وصل. وأضاف السمسماني أن الزيارة ناجحة.
"), @r"
محمد السمسماني · مرتان في مقال واحد
  قال نائب الوزير محمد السمسماني
");
    assert_snapshot!(shown(2, "\
//- a.txt date=2023-09-13
خبر

وقالت وزارة الدفاع الرو$0
//- b.txt date=2023-09-12
خبر من موسكو

قالت وزارة الدفاع الروسية إن الوفد وصل.
"), @r"
وزارة الدفاع الروسية · وزارة · روسيا
  وقالت وزارة الدفاع الروسية
");
}

#[test]
fn running_prose_is_left_alone() {
    for words in [
        "وقال",
        "على",
        "إلى",
        "في ت",
        "من ا",
        "وأضاف أن",
        "الحكومة",
        "عام 20",
        "https://t.co/bot",
        "@put",
        "قال بوتين ",
        "وكان",
        "التي",
        "هذا",
    ] {
        assert_eq!(names(words), [""; 0], "{words}");
    }
    // Inside a word, and where a name is complete.
    let inside = Fixture::new("//- a.txt\nخبر\n\nوصل بو$0تين\n");
    assert_eq!(offered(&inside), []);
    assert_eq!(names("فلاديمير بوتين"), [""; 0]);
    // Two letters find what articles have, and nothing else.
    assert_eq!(names("بو"), [""; 0]);
    let front = Fixture::new("//- a.md\n---\ntitle: بوت$0\n---\nخبر\n");
    assert_eq!(offered(&front), []);
}

#[test]
fn the_list_is_capped_and_a_card_is_had_for_each_name() {
    let fixture = Fixture::new("//- a.txt date=2023-09-13\nخبر من موسكو\n\nمحمد$0\n");
    let found = offered(&fixture);
    assert_eq!(found.len(), 30);
    let (path, _) = fixture.cursor();
    for completion in &found {
        let card =
            features::completion_card(&fixture.snapshot(), path, completion.id.as_str(), &completion.label);
        assert!(!card.expect("a card").lines.is_empty());
    }
}

//! The page of all that the archive has of somebody.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use std::fmt::Write as _;
use std::path::Path;

use fixture::Fixture;
use insta::assert_snapshot;
use isnad::features;
use isnad::words::Language;

/// The page of an id as Markdown; isolates shown as ⟨ and ⟩, word joiners as ‿.
fn page(fixture: &Fixture, id: &str) -> String {
    let snapshot = fixture.snapshot();
    let here = fixture.path("a.txt");
    let dossier = features::dossier(&snapshot, id, &here, snapshot.language(&here));
    let Some(dossier) = dossier else {
        return "-".to_owned();
    };
    let page = dossier.markdown(|place| Some(fixture.place(place)));
    page.replace('\u{2068}', "⟨").replace('\u{2069}', "⟩").replace('\u{2060}', "‿")
}

/// Three articles on one subject.
const TOLD: &str = "\
//- قمة.txt date=2023-12-21
بوتين يستقبل كيم جونغ أون في موسكو

التقى الرئيس الروسي فلاديمير بوتين زعيم كوريا الشمالية كيم جونج أون في موسكو.

وقال كيم جونغ أون إن بلاده تدعم روسيا. وأضاف كيم أن القوات وصلت.
//- وفد.md date=2024-07-20
وفد روسي في كوريا الشمالية

استقبل كيم جونغ أون وفدا من <script>موسكو</script> [هنا](http://x.y). ثم عاد الوفد.
//- قديم.txt
خبر قديم

كيم جونغ أون في خبر بلا تاريخ مع بوتين.
";

#[test]
fn a_person() {
    assert_snapshot!(page(&Fixture::new(TOLD), "kim-jong-un"), @r"
# كيم جونغ أون

Kim Jong Un  
رئيس كوريا الشمالية منذ أبريل 2019  
في الأرشيف 6 مرات في 3 مقالات  
أول ذكر: [21 ديسمبر 2023](قمة.txt:1:كيم%20جونغ%20أون) · آخر ذكر: [20 يوليو 2024](وفد.md:3:كيم%20جونغ%20أون)

## المناصب

- رئيس كوريا الشمالية منذ أبريل 2019
- زعيم كوريا الشمالية منذ ديسمبر 2011

## كيف يُكتب

- كيم جونغ أون (4)
- كيم (1)
- كيم جونج أون (1)

## في الجملة نفسها

### أشخاص

- [فلاديمير بوتين](قمة.txt:1:بوتين) (3)

### أماكن

- [موسكو](وفد.md:3:موسكو) (3)
- [روسيا](قمة.txt:3:الروسي) (2)
- [كوريا الشمالية](قمة.txt:3:كوريا%20الشمالية) (1)

## أقوال

- وقال كيم جونغ أون إن بلاده تدعم روسيا. · [21 ديسمبر 2023](قمة.txt:5:وقال%20كيم%20جونغ%20أون%20إن%20بلاده%20تدعم%20روسيا.)
- وأضاف كيم أن القوات وصلت. · [21 ديسمبر 2023](قمة.txt:5:وأضاف%20كيم%20أن%20القوات%20وصلت.)

## المواضع

### 20 يوليو 2024 · [وفد روسي في كوريا الشمالية](وفد.md:3:كيم%20جونغ%20أون)

- استقبل كيم جونغ أون وفدا من \<script\>موسكو\</script\> \[هنا\](http:‿//x.y). · [السطر 3](وفد.md:3:كيم%20جونغ%20أون)

### 21 ديسمبر 2023 · [بوتين يستقبل كيم جونغ أون في موسكو](قمة.txt:1:كيم%20جونغ%20أون)

- بوتين يستقبل كيم جونغ أون في موسكو · [السطر 1](قمة.txt:1:كيم%20جونغ%20أون)
- التقى الرئيس الروسي فلاديمير بوتين زعيم كوريا الشمالية كيم جونج أون في موسكو. · [السطر 3](قمة.txt:3:كيم%20جونج%20أون)
- وقال كيم جونغ أون إن بلاده تدعم روسيا. · [السطر 5](قمة.txt:5:كيم%20جونغ%20أون)
- وأضاف كيم أن القوات وصلت. · [السطر 5](قمة.txt:5:كيم)

### [خبر قديم](قديم.txt:3:كيم%20جونغ%20أون)

- كيم جونغ أون في خبر بلا تاريخ مع بوتين. · [السطر 3](قديم.txt:3:كيم%20جونغ%20أون)
");
}

#[test]
fn a_place_in_english() {
    assert_snapshot!(page(&Fixture::in_language(Language::En, TOLD), "moscow"), @r"
# Moscow

موسكو  
Capital of [Russia](قمة.txt:5:روسيا)  
55.75° N, 37.62° E  
In the archive 3 times in 2 articles  
First named: [21 December 2023](قمة.txt:1:موسكو) · last: [20 July 2024](وفد.md:3:موسكو)

## Spellings

- موسكو (3)

## In the same sentence

### People

- [Kim Jong Un](وفد.md:3:كيم%20جونغ%20أون) (3)
- [Vladimir Putin](قمة.txt:1:بوتين) (2)

### Places

- [North Korea](قمة.txt:3:كوريا%20الشمالية) (1)
- [Russia](قمة.txt:3:الروسي) (1)

## Mentions

### 20 July 2024 · [وفد روسي في كوريا الشمالية](وفد.md:3:موسكو)

- استقبل كيم جونغ أون وفدا من \<script\>موسكو\</script\> \[هنا\](http:‿//x.y). · [line 3](وفد.md:3:موسكو)

### 21 December 2023 · [بوتين يستقبل كيم جونغ أون في موسكو](قمة.txt:1:موسكو)

- بوتين يستقبل كيم جونغ أون في موسكو · [line 1](قمة.txt:1:موسكو)
- التقى الرئيس الروسي فلاديمير بوتين زعيم كوريا الشمالية كيم جونج أون في موسكو. · [line 3](قمة.txt:3:موسكو)
");
}

#[test]
fn somebody_only_the_articles_know() {
    let fixture = Fixture::new(
        "\
//- a.txt date=2024-01-02
خبر

قال نائب وزير الدفاع محمد السمسماني إن القوات وصلت إلى موسكو. وغادر السمسماني.
//- b.txt date=2024-03-04
خبر آخر

نقلت وكالة تاس عن محمد السمسماني قوله إن 20 جنديا عادوا.
",
    );
    let id = |words: &str| {
        let snapshot = fixture.snapshot();
        let all = snapshot.entities().find(|id| id.contains(words)).map(str::to_owned);
        all.expect("somebody")
    };
    assert_snapshot!(page(&fixture, &id("محمد")), @r"
# محمد السمسماني

[«نائب وزير الدفاع»](a.txt:3:نائب%20وزير%20الدفاع)  
شخص · غير موجود في قاعدة المعرفة  
في الأرشيف 3 مرات في مقالين  
أول ذكر: [2 يناير 2024](a.txt:3:محمد%20السمسماني) · آخر ذكر: [4 مارس 2024](b.txt:3:محمد%20السمسماني)

## كيف يُكتب

- محمد السمسماني (2)
- السمسماني (1)

## في الجملة نفسها

### أماكن

- [موسكو](a.txt:3:موسكو) (1)

### جهات

- [وكالة تاس](b.txt:3:وكالة%20تاس) (1)

## أقوال

- نقلت وكالة تاس عن محمد السمسماني قوله إن 20 جنديا عادوا. · [4 مارس 2024](b.txt:3:نقلت%20وكالة%20تاس%20عن%20محمد%20السمسماني%20قوله%20إن%2020%20جنديا%20عادوا.)
- قال نائب وزير الدفاع محمد السمسماني إن القوات وصلت إلى موسكو. · [2 يناير 2024](a.txt:3:قال%20نائب%20وزير%20الدفاع%20محمد%20السمسماني%20إن%20القوات%20وصلت%20إلى%20موسكو.)

## المواضع

### 4 مارس 2024 · [خبر آخر](b.txt:3:محمد%20السمسماني)

- نقلت وكالة تاس عن محمد السمسماني قوله إن 20 جنديا عادوا. · [السطر 3](b.txt:3:محمد%20السمسماني)

### 2 يناير 2024 · [خبر](a.txt:3:محمد%20السمسماني)

- قال نائب وزير الدفاع محمد السمسماني إن القوات وصلت إلى موسكو. · [السطر 3](a.txt:3:محمد%20السمسماني)
- وغادر السمسماني. · [السطر 3](a.txt:3:السمسماني)
");
    // The agency passed it on.
    let agency = page(&fixture, "tass");
    assert!(agency.contains("## منقولات\n\n- نقلت وكالة تاس عن"), "{agency}");
    assert!(!agency.contains("## أقوال"), "{agency}");
}

#[test]
fn an_entry_of_the_workspace_is_linked_and_nobody_has_none() {
    let fixture = Fixture::new(
        "\
//- knowledge/own.toml
[[person]]
id = \"x-y\"
class = \"politician\"
ar = \"سمسم # [x](y)\"
en = \"# Sesame\"
//- a.txt
خبر
",
    );
    assert_snapshot!(page(&fixture, "x-y"), @r"
# سمسم # \[x\](y)

\# Sesame  
من الساسة  
[المدخل في قاعدة معرفة غرفة الأخبار](knowledge/own.toml:1)  
لا ذكر في الأرشيف
");
    assert_eq!(page(&fixture, "nobody-at-all"), "-");
    assert_eq!(page(&fixture, "~person/لا أحد"), "-");
}

#[test]
fn a_page_has_an_end_however_often_somebody_is_named() {
    let mut text = String::new();
    for n in 0..60 {
        let (month, day) = (n / 28 + 1, n % 28 + 1);
        write!(text, "//- {n:02}.txt date=2024-{month:02}-{day:02}\nخبر رقم {n}\n\n").expect("a string");
        for _ in 0..10 {
            text.push_str("وقال كيم جونغ أون إن بلاده تدعم روسيا في الحرب. ");
        }
        text.push('\n');
    }
    let page = page(&Fixture::new(&text), "kim-jong-un");
    let section = |head: &str| {
        let (_, rest) = page.split_once(head).expect("the section");
        rest.split("\n## ").next().unwrap_or("").lines().filter(|l| l.starts_with("- ")).count()
    };
    assert!(page.contains("600 مرة في 60 مقالا"), "{page}");
    assert_eq!(section("## المواضع"), 200);
    assert!(page.ends_with("\n\nو400 مرة في ما سبق\n"), "{page}");
    assert_eq!(section("## أقوال"), 51);
    assert!(page.contains("\n- و550 غيرها\n"));
    // The newest are shown.
    assert!(page.contains("[خبر رقم 59](59.txt") && !page.contains("[خبر رقم 1](01.txt"));
}

#[test]
fn an_article_that_is_gone_or_changed_leaves_the_page_whole() {
    let fixture = Fixture::new(TOLD);
    std::fs::remove_file(fixture.path("قمة.txt")).expect("a file");
    std::fs::write(fixture.path("وفد.md"), "و").expect("a file");
    let snapshot = fixture.snapshot();
    let dossier = features::dossier(&snapshot, "kim-jong-un", Path::new(""), Language::Ar).expect("a page");
    let page = dossier.markdown(|_| None);
    assert!(page.contains("خبر بلا تاريخ") && page.contains("21 ديسمبر 2023"), "{page}");
}

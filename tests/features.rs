//! What an editor shows: cards, definitions, references, symbols, diagnostics.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use fixture::Fixture;
use insta::assert_snapshot;
use isnad::features::symbols::DocumentSymbol;
use isnad::features::{self, At};
use isnad::words::Language;

/// Three articles on one subject, the cursor on a short name.
const KIM: &str = "\
//- قمة.txt date=2023-12-21
بوتين يستقبل كيم جونغ أون في موسكو

التقى الرئيس الروسي فلاديمير بوتين زعيم كوريا الشمالية كيم جونج أون في موسكو.

وقال $0كيم إن كوريا الشمالية تدعم روسيا.
//- وفد.md date=2024-07-20
وفد روسي في كوريا الشمالية

استقبل كيم جونغ أون وفدا روسيا.
//- 2023-09-04_زيارة.txt
زيارة [شويغو](http://x.y) إلى كوريا الشمالية

زار سيرغي شويغو كوريا الشمالية والتقى كيم جونغ أون.
//- قديم.txt
خبر قديم

ذُكر كيم جونغ أون في خبر بلا تاريخ.
";

#[test]
fn a_person() {
    assert_snapshot!(Fixture::new(KIM).card(), @r"
**كيم جونغ أون**
Kim Jong Un
زعيم كوريا الشمالية منذ ديسمبر 2011
[ذُكر كاملا في الفقرة 1](قمة.txt:3:كيم%20جونج%20أون)
هنا 3 مرات · في الأرشيف 6 مرات في 4 مقالات
يُكتب أيضا: كيم جونج أون (1)
انظر أيضا:
[زيارة \[شويغو\](http:‿//x.y) إلى كوريا الشمالية](2023-09-04_زيارة.txt:3:كيم%20جونغ%20أون) · 4 سبتمبر 2023
[وفد روسي في كوريا الشمالية](وفد.md:3:كيم%20جونغ%20أون) · 20 يوليو 2024
[خبر قديم](قديم.txt:3:كيم%20جونغ%20أون)
");
    assert_snapshot!(Fixture::in_language(Language::En, KIM).card(), @r"
**Kim Jong Un**
كيم جونغ أون
Leader of North Korea since December 2011
[Named in full in paragraph 1](قمة.txt:3:كيم%20جونج%20أون)
Here 3 times · in the archive 6 times in 4 articles
Also written: كيم جونج أون (1)
See also:
[زيارة \[شويغو\](http:‿//x.y) إلى كوريا الشمالية](2023-09-04_زيارة.txt:3:كيم%20جونغ%20أون) · 4 September 2023
[وفد روسي في كوريا الشمالية](وفد.md:3:كيم%20جونغ%20أون) · 20 July 2024
[خبر قديم](قديم.txt:3:كيم%20جونغ%20أون)
");
}

#[test]
fn an_office_that_is_over_and_one_to_come() {
    let shoigu = |date: &str| {
        let head = format!("//- a.txt date={date}\nخبر\n\nقال $0سيرغي شويغو إن الأمر انتهى.\n");
        Fixture::new(&head).card()
    };
    assert_snapshot!(shoigu("2024-11-29"), @r"
**سيرغي شويغو**
Sergei Shoigu
مستشار الأمن القومي الروسي منذ مايو 2024
سابقا: وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
هنا مرة واحدة · في الأرشيف مرة واحدة في مقال واحد
");
    assert_snapshot!(shoigu("2023-09-04"), @r"
**سيرغي شويغو**
Sergei Shoigu
وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)
هنا مرة واحدة · في الأرشيف مرة واحدة في مقال واحد
");
}

#[test]
fn an_office_by_its_words_alone_says_who_held_it_or_that_nobody_is_known() {
    let card = |date: &str, words: &str| {
        let text = format!("//- a.txt{date}\nخبر\n\n{words}\n");
        Fixture::new(&text).card()
    };
    assert_snapshot!(card(" date=2024-01-02", "قال $0وزير الزراعة السوري محمد السمسماني إن الموسم جيد."), @r"
**وزير الزراعة السوري**
في 2 يناير 2024: لا يُعرف شاغل المنصب
");
    assert_snapshot!(card(" date=2023-09-04", "قال $0وزير الدفاع الروسي سيرغي شويغو إن الأمر انتهى."), @r"
**وزير الدفاع الروسي**
في 4 سبتمبر 2023: **سيرغي شويغو (نوفمبر 2012 – مايو 2024)**
من بعد: أندريه بيلوسوف (منذ مايو 2024)
");
    assert_snapshot!(card("", "قال $0وزير الدفاع الروسي سيرغي شويغو إن الأمر انتهى."), @r"
**وزير الدفاع الروسي**
آخر من عُرف فيه: أندريه بيلوسوف (منذ مايو 2024)
");
}

#[test]
fn an_office_held_by_a_woman_is_named_so() {
    let office = |name: &str, date: &str| {
        let text = format!("//- a.txt date={date}\nخبر\n\nقالت $0{name} إن الأمر انتهى.\n");
        Fixture::new(&text).card().lines().nth(2).unwrap_or_default().to_owned()
    };
    assert_eq!(
        office("نيكي هيلي", "2018-05-01"),
        "سفيرة الولايات المتحدة لدى الأمم المتحدة (يناير 2017 – ديسمبر 2018)"
    );
    assert_eq!(office("فلورنس بارلي", "2018-05-01"), "وزيرة الدفاع الفرنسية (يونيو 2017 – مايو 2022)");
}

#[test]
fn a_role_and_who_came_before_and_after() {
    let text = "\
//- a.txt date=2023-09-04
خبر

أكد $0وزير الدفاع الروسي أن بلاده ستناقش التدريبات.
";
    assert_snapshot!(Fixture::new(text).card(), @r"
**وزير الدفاع الروسي**
في 4 سبتمبر 2023: **سيرغي شويغو (نوفمبر 2012 – مايو 2024)**
Sergei Shoigu
من بعد: أندريه بيلوسوف (منذ مايو 2024)
هنا مرة واحدة · في الأرشيف مرة واحدة في مقال واحد
");
    assert_snapshot!(Fixture::in_language(Language::En, text).card(), @r"
**Minister of defence of Russia**
On 4 September 2023: **Sergei Shoigu (November 2012 – May 2024)**
سيرغي شويغو
After: Andrey Belousov (since May 2024)
Here once · in the archive once in 1 article
");
}

#[test]
fn a_place_and_an_adjective_of_it() {
    let article = |words: &str| {
        let own = "\
//- knowledge/own.toml
[[place]]
id = \"sesame\"
class = \"state\"
ar = \"سمسمستان\"
en = \"Simsimistan\"
names = { fr = \"Sésamie\" }
aliases = [\"جمهورية سمسمستان\"]
demonym = [\"سمسمي\"]
capital = \"sesame-city\"
coordinates = [-12.5, 30.25]

[[place]]
id = \"sesame-city\"
class = \"city\"
ar = \"سمسم سيتي\"
en = \"Sesame City\"
country = \"sesame\"

[[organisation]]
id = \"sesame-news\"
class = \"agency\"
ar = \"وكالة أنباء سمسم\"
en = \"Sesame News\"
country = \"sesame\"
about = { ar = \"وكالة رسمية\", en = \"state-run\" }
//- b.txt date=2024-01-01
خبر آخر

وصل وفد إلى جمهورية سمسمستان.
//- a.txt date=2024-01-02
خبر

";
        Fixture::new(&format!("{own}{words}\n")).card()
    };
    assert_snapshot!(article("وصل الوفد إلى $0سمسمستان أمس."), @r"
**سمسمستان**
Simsimistan
بلغات أخرى: ⟨Sésamie⟩
دولة
العاصمة: [سمسم سيتي](knowledge/own.toml:12)
12.50° جنوبا، 30.25° شرقا
هنا مرة واحدة · في الأرشيف مرتان في مقالين
يُكتب أيضا: جمهورية سمسمستان (1)
انظر أيضا:
[خبر آخر](b.txt:3:جمهورية%20سمسمستان) · 1 يناير 2024
");
    assert_snapshot!(article("وصل الوفد $0السمسمي أمس."), @r"
**السمسمي**
نسبة إلى [سمسمستان](knowledge/own.toml:1)
Simsimistan
دولة
العاصمة: [سمسم سيتي](knowledge/own.toml:12)
12.50° جنوبا، 30.25° شرقا
هنا مرة واحدة · في الأرشيف مرتان في مقالين
يُكتب أيضا: جمهورية سمسمستان (1)
انظر أيضا:
[خبر آخر](b.txt:3:جمهورية%20سمسمستان) · 1 يناير 2024
");
    assert_snapshot!(article("وصل الوفد إلى $0سمسم سيتي أمس."), @r"
**سمسم سيتي**
Sesame City
عاصمة [سمسمستان](knowledge/own.toml:1)
هنا مرة واحدة · في الأرشيف مرة واحدة في مقال واحد
");
    assert_snapshot!(article("وذكرت $0وكالة أنباء سمسم أن الوفد وصل أمس."), @r"
**وكالة أنباء سمسم**
Sesame News
وكالة أنباء · [سمسمستان](knowledge/own.toml:1)
وكالة رسمية
هنا مرة واحدة · في الأرشيف مرة واحدة في مقال واحد
");
}

#[test]
fn times_in_words() {
    let card = |words: &str| {
        let text = format!("//- a.txt date=2023-12-21\nخبر\n\n{words}\n");
        Fixture::new(&text).card()
    };
    assert_snapshot!(card("زار شويغو بيونغ يانغ في $0يوليو الماضي."), @r"
**يوليو/ تموز 2023**
2023-07
«يوليو الماضي» في مقال بتاريخ 21 ديسمبر 2023
");
    assert_snapshot!(card("وصل الوفد $0أمس الأربعاء."), @r"
**الأربعاء 20 ديسمبر/ كانون الأول 2023**
2023-12-20
7 جمادى الآخرة 1445 هـ (تقويم حسابي)
«أمس الأربعاء» في مقال بتاريخ 21 ديسمبر 2023
");
    assert_snapshot!(card("وصل الوفد $0مؤخرا."), @r"
**في الماضي، بلا تاريخ محدد**
");
    let open = Fixture::new("//- a.txt\nخبر\n\nوصل الوفد $0أمس الأول.\n").card();
    assert_snapshot!(open, @"لا يُعرف تاريخه: المقال بلا تاريخ نشر");
}

#[test]
fn words_of_files_stay_words() {
    let text = "\
//- knowledge/own.toml
[[person]]
id = \"evil\"
class = \"politician\"
ar = \"سمسم <b>[x](command:y)</b>\"
en = \"![x](http://x.y/z.png)\"
aliases = [\"سمسم سمسماني\"]
about = { ar = \"# عنوان `رمز` <script>\", en = \"x\" }
//- a.txt
$0سمسم سمسماني **قال**

قال سمسم سمسماني إن [هذا](http://x.y) خبر.
//- b.txt date=2024-01-01
![سمسم](http://x.y/z.png) <img src=x> سمسم سمسماني

قال.
";
    assert_snapshot!(Fixture::new(text).card(), @r"
**سمسم \<b\>\[x\](command:y)\</b\>**
!\[x\](http:‿//x.y/z.png)
\# عنوان \`رمز\` \<script\>
هنا مرتان · في الأرشيف 3 مرات في مقالين
يُكتب أيضا: سمسم سمسماني (3)
انظر أيضا:
[!\[سمسم\](http:‿//x.y/z.png) \<img src=x\> سمسم سمسماني](b.txt:1:سمسم%20سمسماني) · 1 يناير 2024
");
}

/// A man no file has, in three articles, and one of his surname in a fourth.
const MINISTER: &str = "\
//- a.txt date=2024-01-02
خبر

قال وزير الزراعة السوري محمد السمسماني إن الموسم جيد. والتقى السمسماني في دمشق سيرغي شويغو.
//- b.txt date=2024-01-03
خبر

وصل وزير الزراعة السوري محمّد السمسماني إلى دمشق.

وقال $0السمسماني إن القمح وفير.
//- c.txt date=2024-03-04
خبر آخر

وصل نائب رئيس الوزراء محمد السمسماني ومعه سيرغي شويغو إلى حلب.
//- d.txt date=2024-03-05
خبر

قال وزير الزراعة السوري أحمد السمسماني إن الموسم سيئ.
";

#[test]
fn a_name_that_no_file_has() {
    let fixture = Fixture::new(MINISTER);
    assert_snapshot!(fixture.card(), @r"
**محمّد السمسماني**
[«وزير الزراعة السوري»](b.txt:3:وزير%20الزراعة%20السوري) · [«نائب رئيس الوزراء»](c.txt:3:نائب%20رئيس%20الوزراء)
شخص · غير موجود في قاعدة المعرفة
[ذُكر كاملا في الفقرة 1](b.txt:3:محمّد%20السمسماني)
هنا مرتان · في الأرشيف 5 مرات في 3 مقالات
أول ذكر: [2 يناير 2024](a.txt:3:محمد%20السمسماني) · آخر ذكر: [4 مارس 2024](c.txt:3:محمد%20السمسماني)
إلى جانب: [سيرغي شويغو](a.txt:3:سيرغي%20شويغو)
الأماكن: [دمشق](a.txt:3:دمشق) · [حلب](c.txt:3:حلب)
انظر أيضا:
[خبر](a.txt:3:محمد%20السمسماني) · 2 يناير 2024
[خبر آخر](c.txt:3:محمد%20السمسماني) · 4 مارس 2024
");
    assert_eq!(defined(&fixture), "a.txt:3:محمد السمسماني");
    let (path, at) = fixture.cursor();
    let all = features::references(&fixture.snapshot(), path, at, true);
    assert_snapshot!(fixture.places(&all), @r"
c.txt:3:محمد السمسماني
b.txt:3:محمّد السمسماني
b.txt:5:السمسماني
a.txt:3:محمد السمسماني
a.txt:3:السمسماني
");
    let snapshot = fixture.snapshot();
    let text = snapshot.open(path).expect("open").text.text.clone();
    let spans = features::highlight(&snapshot, path, at);
    assert_eq!(spans.iter().map(|s| s.of(&text)).collect::<Vec<_>>(), ["محمّد السمسماني", "السمسماني"]);
    assert_snapshot!(found(&fixture, "سمسماني"), @r"
Person أحمد السمسماني (مرة واحدة في مقال واحد) d.txt:3:أحمد السمسماني
Person محمد السمسماني (5 مرات في 3 مقالات) a.txt:3:محمد السمسماني
");
}

#[test]
fn the_alef_that_a_proclitic_took_is_part_of_the_spelling() {
    let fixture = Fixture::new(
        "\
//- a.txt date=2024-01-02
خبر

وصل الوفد إلى $0الولايات المتحدة.
//- b.txt date=2024-01-03
خبر

زيارة للولايات المتحدة.
",
    );
    let card = fixture.card();
    assert!(card.contains("مرتان في مقالين"), "{card}");
    assert!(!card.contains("يُكتب أيضا"), "{card}");
}

#[test]
fn nothing_there_has_no_card() {
    let fixture = Fixture::new("//- a.txt\nخبر $0عادي\n//- b.txt\nكيم جونغ أون\n");
    assert_eq!(fixture.card(), "-");
    let snapshot = fixture.snapshot();
    let (a, _) = fixture.cursor();
    for (path, offset) in [
        (a, 1_000_000),
        (a, 3),
        (fixture.path("b.txt").as_path(), 0),
        (fixture.path("none.txt").as_path(), 0),
    ] {
        assert_eq!(features::hover(&snapshot, path, offset), None);
        assert_eq!(features::definition(&snapshot, path, offset), None);
        assert_eq!(features::references(&snapshot, path, offset, true), []);
        assert_eq!(features::highlight(&snapshot, path, offset), []);
    }
    assert_eq!(features::document_symbols(&snapshot, &fixture.path("b.txt")), []);
}

fn defined(fixture: &Fixture) -> String {
    let (path, at) = fixture.cursor();
    let found = features::definition(&fixture.snapshot(), path, at);
    found.map_or_else(|| "-".to_owned(), |d| fixture.place(&d.target))
}

#[test]
fn a_name_is_defined_where_it_is_first_written_out() {
    assert_eq!(defined(&Fixture::new(KIM)), "2023-09-04_زيارة.txt:3:كيم جونغ أون");
}

#[test]
fn an_entry_of_the_workspace_is_the_definition() {
    let fixture = Fixture::new(
        "\
//- knowledge/own.toml
# الأشخاص
[[person]]
id = \"kim-jong-un\"
class = \"politician\"
ar = \"كيم جونغ أون\"
en = \"Kim Jong Un\"
//- a.txt
خبر

قال $0كيم جونغ أون إن الأمر انتهى.
",
    );
    assert_eq!(defined(&fixture), "knowledge/own.toml:2");
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let all = features::references(&snapshot, path, at, true);
    assert_eq!(fixture.places(&all), "knowledge/own.toml:2\na.txt:3:كيم جونغ أون");
    let others = features::references(&snapshot, path, at, false);
    assert_eq!(fixture.places(&others), "a.txt:3:كيم جونغ أون");
}

#[test]
fn references_run_through_the_corpus_newest_first() {
    let fixture = Fixture::new(KIM);
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let all = features::references(&snapshot, path, at, true);
    assert_snapshot!(fixture.places(&all), @r"
وفد.md:3:كيم جونغ أون
قمة.txt:1:كيم جونغ أون
قمة.txt:3:كيم جونج أون
قمة.txt:5:كيم
2023-09-04_زيارة.txt:3:كيم جونغ أون
قديم.txt:3:كيم جونغ أون
");
    let others = features::references(&snapshot, path, at, false);
    assert_eq!(others.len(), all.len() - 1, "without the definition");
}

#[test]
fn titles_and_adjectives_are_references_unless_the_settings_say_no() {
    let text = |more: &str| {
        format!(
            "//- isnad.toml\n{more}\n//- a.txt date=2023-12-21\nخبر\n\n\
             وصل $0فلاديمير بوتين. وقال الرئيس الروسي إن الوفد الروسي عاد إلى روسيا.\n"
        )
    };
    let found = |more: &str, words: &str| {
        let fixture = Fixture::new(&text(more));
        let (path, _) = fixture.cursor();
        let snapshot = fixture.snapshot();
        let at = snapshot.open(path).expect("open").text.text.find(words).expect("the words");
        let found = features::references(&snapshot, path, at, true);
        fixture.places(&found)
    };
    assert_snapshot!(found("", "فلاديمير"), @r"
a.txt:3:فلاديمير بوتين
a.txt:3:الرئيس الروسي
");
    assert_snapshot!(found("references.roles = false", "فلاديمير"), @r"
a.txt:3:فلاديمير بوتين
");
    assert_snapshot!(found("", "روسيا"), @r"
a.txt:3:الروسي
a.txt:3:روسيا
");
    assert_snapshot!(found("references.demonyms = false", "روسيا"), @r"
a.txt:3:روسيا
");
}

#[test]
fn names_in_latin_letters_beside_them() {
    let hints = |setting: &str| {
        let fixture = Fixture::new(&format!(
            "//- isnad.toml\nhints = {{ dates = \"none\", names = \"{setting}\" }}\n//- a.txt open\nخبر\n\n\
             وصل كيم جونغ أون وNATO. قال نائب الوزير محمد السمسماني لكيم جونغ أون والرئيس الروسي إن كيم في موسكو.\n"
        ));
        let snapshot = fixture.snapshot();
        let path = fixture.path("a.txt");
        let text = &snapshot.open(&path).expect("open").text.text;
        let whole = isnad::text::Span::new(0, text.len());
        let mut shown = text.to_string();
        for hint in features::inlay_hints(&snapshot, &path, whole).iter().rev() {
            assert_eq!(hint.card, None);
            shown.insert_str(hint.offset, &format!("‹{}›", hint.label));
        }
        shown.lines().nth(2).unwrap_or_default().to_owned()
    };
    assert_snapshot!(hints("all"), @r"
وصل كيم جونغ أون‹Kim Jong Un› وNATO. قال نائب الوزير محمد السمسماني‹Mohammed al-Samsamani› لكيم جونغ أون‹Kim Jong Un› والرئيس الروسي إن كيم في موسكو‹Moscow›.
");
    assert_snapshot!(hints("first"), @r"
وصل كيم جونغ أون‹Kim Jong Un› وNATO. قال نائب الوزير محمد السمسماني‹Mohammed al-Samsamani› لكيم جونغ أون والرئيس الروسي إن كيم في موسكو‹Moscow›.
");
    assert!(!hints("none").contains('‹'));
}

#[test]
fn highlights_stay_in_the_article() {
    let fixture = Fixture::new(KIM);
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let text = snapshot.open(path).expect("open").text.text.clone();
    let spans = features::highlight(&snapshot, path, at);
    let words: Vec<_> = spans.iter().map(|s| s.of(&text)).collect();
    assert_eq!(words.join(" | "), "كيم جونغ أون | كيم جونج أون | كيم");
}

fn outline(symbols: &[DocumentSymbol], depth: usize, out: &mut String) {
    for symbol in symbols {
        let detail = symbol.detail.as_deref().unwrap_or("-");
        let indent = "  ".repeat(depth);
        let line = format!("{indent}{:?} {} ({detail})\n", symbol.kind, symbol.name);
        out.push_str(&line);
        assert!(symbol.span.contains(symbol.selection));
        assert!(symbol.children.iter().all(|c| symbol.span.contains(c.span)));
        outline(&symbol.children, depth + 1, out);
    }
}

#[test]
fn an_article_has_an_outline() {
    let fixture = Fixture::new(
        "\
//- a.txt date=2024-11-29 open
وزير الدفاع الروسي يتجه إلى كوريا الشمالية

وصل أندريه بيلوسوف إلى كوريا الشمالية يوم الجمعة. وزار بيلوسوف بيونغ يانغ في 3 مارس 2020.

### شراكة استراتيجية جديدة

أشار بيلوسوف إلى التعاون بين روسيا وكوريا الشمالية. وقال بيلوسوف: «إن روسيا ماضية في طريقها مهما كان الثمن». وأعلنت مصادر أن 30 جنديا قتلوا.

### ردود الفعل

لا تعليق من الولايات المتحدة.
",
    );
    let symbols = features::document_symbols(&fixture.snapshot(), &fixture.path("a.txt"));
    let mut text = String::new();
    outline(&symbols, 0, &mut text);
    assert_snapshot!(text, @r"
Article وزير الدفاع الروسي يتجه إلى كوريا الشمالية (29 نوفمبر 2024)
  Person أندريه بيلوسوف (3 مرات)
  Place كوريا الشمالية (مرتان)
  Place بيونغ يانغ (مرة واحدة)
  Claim وصل أندريه بيلوسوف إلى كوريا الشمالية يوم الجمعة. (بلا مصدر)
  Claim وزار بيلوسوف بيونغ يانغ في 3 مارس 2020. (بلا مصدر)
  Section شراكة استراتيجية جديدة (-)
    Person أندريه بيلوسوف (مرتان)
    Place روسيا (مرتان)
    Place كوريا الشمالية (مرة واحدة)
    Claim أشار بيلوسوف إلى التعاون بين روسيا وكوريا الشمالية. (أندريه بيلوسوف)
    Claim وقال بيلوسوف: «إن روسيا ماضية في طريقها مهما كان الثمن». (أندريه بيلوسوف)
      Quotation «إن روسيا ماضية في طريقها مهما كان الثمن» (أندريه بيلوسوف)
    Claim وأعلنت مصادر أن 30 جنديا قتلوا. (مصدر مجهول: «مصادر»)
  Section ردود الفعل (-)
    Place الولايات المتحدة (مرة واحدة)
    Claim لا تعليق من الولايات المتحدة. (بلا مصدر)
  Event الأحداث بتواريخها (حدثان)
    Event 2020-03-03 · وزار بيلوسوف بيونغ يانغ في 3 مارس 2020. (3 مارس 2020)
    Event 2024-11-29 · وصل أندريه بيلوسوف إلى كوريا الشمالية يوم الجمعة. (29 نوفمبر 2024)
");
}

fn found(fixture: &Fixture, query: &str) -> String {
    let found = features::workspace_symbols(&fixture.snapshot(), query, 3);
    let lines = found.iter().map(|s| {
        let place = fixture.place(&s.location);
        format!("{:?} {} ({}) {place}", s.kind, s.name, s.detail)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_name_is_found_in_either_script() {
    let fixture = Fixture::new(KIM);
    assert_snapshot!(found(&fixture, "كيم جونغ"), @r"
Person كيم جونغ أون (Kim Jong Un · 6 مرات في 4 مقالات) 2023-09-04_زيارة.txt:3:كيم جونغ أون
");
    // Editors show again only what has the letters that were typed: they are given them.
    assert_snapshot!(found(&fixture, "Kim Jong"), @r"
Person كيم جونغ أون · Kim Jong Un (6 مرات في 4 مقالات) 2023-09-04_زيارة.txt:3:كيم جونغ أون
");
    assert_snapshot!(found(&fixture, "كيم جونج"), @r"
Person كيم جونغ أون · كيم جونج (Kim Jong Un · 6 مرات في 4 مقالات) 2023-09-04_زيارة.txt:3:كيم جونغ أون
");
    assert_snapshot!(found(&fixture, "shoigu"), @r"
Person سيرغي شويغو · Sergei Shoigu (مرتان في مقال واحد) 2023-09-04_زيارة.txt:3:سيرغي شويغو
");
    assert_snapshot!(found(&fixture, ""), @r"
Person كيم جونغ أون (Kim Jong Un · 6 مرات في 4 مقالات) 2023-09-04_زيارة.txt:3:كيم جونغ أون
Place كوريا الشمالية (North Korea · 5 مرات في 3 مقالات) 2023-09-04_زيارة.txt:1:كوريا الشمالية
Place روسيا (Russia · 4 مرات في مقالين) قمة.txt:5:روسيا
");
    assert_eq!(found(&fixture, "لا أحد بهذا الاسم"), "");
    let english = Fixture::in_language(Language::En, KIM);
    assert_snapshot!(found(&english, "شويغو"), @r"
Person Sergei Shoigu · سيرغي شويغو (2 times in 1 article) 2023-09-04_زيارة.txt:3:سيرغي شويغو
");
}

#[test]
fn a_name_is_found_with_a_slip_in_it() {
    let fixture = Fixture::new(
        "//- a.txt\nزار سيرغي شويغو بيونغ يانغ. قال نائب الوزير محمد السمسماني إن الزيارة مهمة.\n",
    );
    for (query, name) in [
        ("pyngyang", "بيونغ يانغ"),
        ("pyongynag", "بيونغ يانغ"),
        ("بيونغ", "بيونغ يانغ"),
        ("بينغ يانغ", "بيونغ يانغ"),
        ("shoygu", "سيرغي شويغو"),
        ("السمسماتي", "محمد السمسماني"),
    ] {
        let found = features::workspace_symbols(&fixture.snapshot(), query, 3);
        assert!(found.first().is_some_and(|s| s.name.starts_with(name)), "{query}: {found:?}");
    }
    for query in ["xyxyx", "zqzqzqzqzq", "؟؟؟"] {
        assert_eq!(features::workspace_symbols(&fixture.snapshot(), query, 3), [], "{query}");
    }
}

fn said(fixture: &Fixture, name: &str) -> String {
    let path = fixture.path(name);
    let snapshot = fixture.snapshot();
    let text = snapshot.text(&path);
    let found = features::diagnostics(&snapshot, &path);
    let lines = found.iter().map(|d| {
        let place = match (d.at, &text) {
            (At::Span(span), Some(text)) => span.of(&text.text).to_owned(),
            (At::Line(line), _) => format!("line {}", line + 1),
            _ => "?".to_owned(),
        };
        format!("{:?} {} [{place}] {}", d.severity, d.source.code(), d.message)
    });
    let lines = lines.collect::<Vec<_>>().join("\n");
    lines.replace('\u{2068}', "⟨").replace('\u{2069}', "⟩")
}

#[test]
fn faults_are_told_at_their_place() {
    let fixture = Fixture::new(
        "\
//- isnad.toml
[rules]
unsourced-claim = \"loud\"
//- knowledge/own.toml
[[place]]
id = \"x\"
class = \"city\"
en = \"X\"
//- a.txt open
---
date: الأمس
---
خبر

نص.
",
    );
    assert_snapshot!(said(&fixture, "isnad.toml"), @r#"
Error settings ["loud"] «⟨loud⟩» ليست درجة، والمتوقع: off أو hint أو information أو warning أو error
"#);
    assert_snapshot!(said(&fixture, "knowledge/own.toml"), @r"
Error knowledge [line 1] missing field `ar`
");
    assert_snapshot!(said(&fixture, "a.txt"), @r"
Error front-matter [الأمس] «الأمس» ليس تاريخا، والمتوقع مثل 2023-12-21
");
}

#[test]
fn findings_are_told_in_the_language_and_at_the_level_set() {
    let text = |level: &str| {
        let fixture = Fixture::new(&format!(
            "\
//- isnad.toml
language = \"en\"
[rules]
undated-article = \"{level}\"
//- a.txt open
خبر

وصل الوفد إلى كوريا الشمالية أمس الأول.
"
        ));
        said(&fixture, "a.txt")
    };
    assert_snapshot!(text("error"), @r"
Error undated-article [خبر] Unknown publication date: 1 time cannot be resolved without it
");
    assert_eq!(text("off"), "");
}

/// Two of one surname in the first paragraph, and the surname alone further down.
fn two_of_a_name(last: &str) -> String {
    let text = format!(
        "\
//- a.txt date=2024-01-03
خبر

التقى وزير الزراعة السوري محمد السمسماني نظيره اللبناني أحمد السمسماني في دمشق.

{last}
"
    );
    Fixture::new(&text).card()
}

#[test]
fn a_short_name_of_two_people_is_left_open_and_says_so() {
    assert_snapshot!(two_of_a_name("وقال $0السمسماني إن الموسم جيد."), @r"
**السمسماني**
قد يكون: [محمد السمسماني](a.txt:3:محمد%20السمسماني) أو [أحمد السمسماني](a.txt:3:أحمد%20السمسماني)
لا شيء في المقال يحسم من المقصود
هنا مرة واحدة
");
    let text = "\
//- a.txt date=2018-05-01
خبر

انتقدت الصحيفة إدارة الرئيس السابق $0جورج بوش أمس.
";
    assert_snapshot!(Fixture::new(text).card(), @r"
**جورج بوش**
قد يكون: جورج دبليو بوش أو جورج بوش الأب
لا شيء في المقال يحسم من المقصود
هنا مرة واحدة
");
    assert_snapshot!(Fixture::in_language(Language::En, text).card(), @r"
**جورج بوش**
Could be: George W. Bush or George H. W. Bush
Nothing in the article tells which
Here once
");
}

#[test]
fn what_settles_a_short_name_of_two_people() {
    let first = |card: String| card.lines().next().unwrap_or_default().to_owned();
    // The title beside it, the paragraph that names but one, a given name.
    for (words, owner) in [
        ("وقال الوزير السوري إن الموسم جيد.\n\nوأضاف وزير الزراعة السوري $0السمسماني أن القمح وفير.", "محمد"),
        ("وقال أحمد السمسماني إن الموسم سيئ.\n\nوأضاف $0السمسماني أن القمح قليل.", "أحمد"),
        ("وقال أحمد السمسماني إن الموسم سيئ، وأضاف $0السمسماني أن القمح قليل.", "أحمد"),
    ] {
        let card = first(two_of_a_name(words));
        assert_eq!(card, format!("**{owner} السمسماني**"), "{words}");
    }
    let kim = "\
//- a.txt date=2018-06-01
خبر

وصل كيم يونغ تشول إلى البيت الأبيض ليسلم رسالة من $0كيم.

والتقى كيم جونغ أون وزير الخارجية الروسي.
";
    assert_eq!(first(Fixture::new(kim).card()), "**كيم جونغ أون**");
    let bush = "//- a.txt date=2003-06-01\nخبر\n\nوقال الرئيس الأميركي $0جورج بوش إن الحرب انتهت.\n";
    assert_eq!(first(Fixture::new(bush).card()), "**جورج دبليو بوش**");
}

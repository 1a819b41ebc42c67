//! What an editor shows: definitions, references, symbols, diagnostics, and that no card is where nothing is.

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

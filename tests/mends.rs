//! What the code actions of the rules about a text's form make of it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use fixture::Fixture;
use isnad::features::{self, actions::CodeAction};
use isnad::text::Span;

/// The text after the action at the cursor whose title begins so.
fn mended(text: &str, title: &str) -> String {
    let fixture = Fixture::new(&format!("//- a.txt date=2023-12-21\n{text}"));
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let old = &snapshot.open(path).expect("an open article").text.text;
    let actions = features::code_actions(&snapshot, path, Span::new(at, at));
    let titles: Vec<_> = actions.iter().map(|a| a.title.as_str()).collect();
    let action = actions.iter().find(|a| a.title.starts_with(title));
    let action = action.unwrap_or_else(|| panic!("no {title} among {titles:?}"));
    apply(old, action)
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

const HIDDEN: &str =
    "خبر\n\nوصل شوي\u{200B}$0غو إلى \u{202D}بيونغ\u{202C} يانغ أمس، وعاد شوي\u{200B}غو اليوم.\n";

#[test]
fn unseen_characters_go_one_by_one_or_all_at_once() {
    assert_eq!(
        mended(HIDDEN, "احذف ما لا يُرى"),
        "خبر\n\nوصل شويغو إلى \u{202D}بيونغ\u{202C} يانغ أمس، وعاد شوي\u{200B}غو اليوم.\n"
    );
    assert_eq!(
        mended(HIDDEN, "احذف كل ما لا يُرى"),
        "خبر\n\nوصل شويغو إلى بيونغ يانغ أمس، وعاد شويغو اليوم.\n"
    );
    // Brackets that an override kept from being mirrored are turned when it goes.
    let brackets = "خبر\n\nهبط مسبار \u{202D})\u{202C}إنسا$0يت\u{202D}(\u{202C} أمس.\n";
    assert_eq!(mended(brackets, "احذف ما لا يُرى"), "خبر\n\nهبط مسبار (إنسايت) أمس.\n");
}

#[test]
fn words_and_headings_are_parted() {
    let text = "خبر\n\nقالت الوكالة الكو$0رية.إن القمةالمرتقبة ستعقد غدا في العاصمة.### زيارة\nوصل الوفد.\n";
    assert_eq!(
        mended(text, "افصل:"),
        "خبر\n\nقالت الوكالة الكورية. إن القمةالمرتقبة ستعقد غدا في العاصمة.### زيارة\nوصل الوفد.\n"
    );
    assert_eq!(
        mended(text, "افصل كل"),
        "خبر\n\nقالت الوكالة الكورية. إن القمة المرتقبة ستعقد غدا في العاصمة.\n\n### زيارة\nوصل الوفد.\n"
    );
}

#[test]
fn remains_go_with_their_lines() {
    let text = "خبر\n\nوصل الوفد إلى العاصمة يوم الخميس في زيارة.\n\nاقرأ أيضا: قم$0ة\n\n\
                وعاد الوفد إلى بلاده يوم الجمعة بعد الزيارة.\n\nمقالات ذات صلة\n\nقمة\n";
    assert_eq!(
        mended(text, "احذف «"),
        "خبر\n\nوصل الوفد إلى العاصمة يوم الخميس في زيارة.\n\n\
         وعاد الوفد إلى بلاده يوم الجمعة بعد الزيارة.\n\nمقالات ذات صلة\n\nقمة\n"
    );
    assert_eq!(
        mended(text, "احذف كل بقايا"),
        "خبر\n\nوصل الوفد إلى العاصمة يوم الخميس في زيارة.\n\nوعاد الوفد إلى بلاده يوم الجمعة بعد الزيارة.\n"
    );
}

#[test]
fn a_key_of_the_other_layout_and_a_repetition() {
    assert_eq!(mended("خبر\n\nتوجه إل$0n العاصمة.\n", "اكتبها"), "خبر\n\nتوجه إلى العاصمة.\n");
    let caption = "الرئيس الروسي فلاديمير بوتين يستقبل زعيم كوريا الشمالية في فوستوشني. 13 سبتمبر - REUTERS\n";
    let body = "وصل الوفد إلى العاصمة يوم الخميس في زيارة رسمية.\n";
    let twice = format!("خبر\n\n{caption}$0{caption}\n{body}");
    assert_eq!(mended(&twice, "احذف المكرر"), format!("خبر\n\n{caption}{body}"));
}

#[test]
fn the_weekday_or_the_months_of_a_date() {
    let text = "خبر\n\nوصل الوفد إلى العاصمة يوم الخم$0يس 20 أكتوبر 2023.\n";
    assert_eq!(mended(text, "اكتب"), text.replace("الخم$0يس", "الجمعة"));
    let months = "خبر\n\nوصل الوفد إلى العاصمة في 20 أكتوبر/ تشرين الثا$0ني 2023.\n";
    let both: Vec<_> =
        ["اكتب «20 أكتوبر/ تشرين الأول", "اكتب «20 نوفمبر/ تشرين الثاني"].map(|t| mended(months, t)).into();
    assert!(
        both[0].contains("20 أكتوبر/ تشرين الأول 2023") && both[1].contains("20 نوفمبر/ تشرين الثاني 2023"),
        "{both:?}"
    );
}

#[test]
fn somebody_is_introduced_with_the_office_of_the_day() {
    let text = "خبر من موسكو\n\nوقال المسؤولون في موسكو إن اللقاء مع لشوي$0غو كان جيدا أمس.\n"
        .replace("مع ل", "مع ");
    assert_eq!(mended(&text, "عرّف به: «وزير"), text.replace("شوي$0غو", "وزير الدفاع الروسي سيرغي شويغو"));
    assert_eq!(mended(&text, "عرّف به: «سيرغي"), text.replace("شوي$0غو", "سيرغي شويغو"));
}

#[test]
fn a_lone_mark_is_given_its_fellow_or_goes() {
    let text = "خبر من موسكو\n\nقال الوزير إن الوفد «وصل$0 إلى العاصمة أمس. ثم غادر الوفد.\n";
    assert_eq!(mended(text, "أغلق"), text.replace("$0", "").replace("أمس.", "أمس»."));
    assert_eq!(mended(text, "احذف علامة"), text.replace("«وصل$0", "وصل"));
    let bracket = "خبر من موسكو\n\nقال الوزير إن الوفد وصل) إل$0ى العاصمة أمس.\n"
        .replace("إل$0ى", "إلى")
        .replace("وصل)", "وص$0ل)");
    assert_eq!(mended(&bracket, "احذف القوس"), bracket.replace("وص$0ل)", "وصل"));
}

#[test]
fn all_that_is_beyond_doubt_goes_at_once() {
    let text = "\
//- isnad.toml
[spelling]
donald-trump = \"دونالد ترمب\"
//- a.txt date=2023-12-21 open
خبر من واشنطن

وصل شوي\u{200B}غو إلn العاصمة.وقال دونالد ترامب إن الزيارة «ناجحة.

اقرأ أيضا: قمة
";
    let fixture = Fixture::new(text);
    let path = fixture.path("a.txt");
    let snapshot = fixture.snapshot();
    let action = features::actions::fix_all(&snapshot, &path).expect("an action");
    let old = &snapshot.open(&path).expect("an open article").text.text;
    assert_eq!(
        apply(old, &action),
        "خبر من واشنطن\n\nوصل شويغو إلى العاصمة. وقال دونالد ترمب إن الزيارة «ناجحة.\n\nاقرأ أيضا: قمة\n"
    );
    // What can be meant in two ways or loses words is left to the editor.
    let fixed = Fixture::new("//- a.txt open\nخبر من واشنطن\n\nوصل الوفد إلى العاصمة.\n\nاقرأ أيضا: قمة\n");
    assert_eq!(features::actions::fix_all(&fixed.snapshot(), &fixed.path("a.txt")), None);
}

/// The titles of the actions at the cursor.
fn titles(file: &str, text: &str) -> Vec<String> {
    let fixture = Fixture::new(&format!("//- {file} date=2023-12-21\n{text}"));
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    features::code_actions(&snapshot, path, Span::new(at, at)).into_iter().map(|a| a.title).collect()
}

/// The rules that find something in a text.
fn found(text: &str) -> Vec<&'static str> {
    let fixture = Fixture::new(&format!("//- a.txt date=2023-12-21\n$0{text}"));
    let (path, _) = fixture.cursor();
    let diagnostics = features::diagnostics(&fixture.snapshot(), path);
    diagnostics.iter().map(|d| d.source.code()).collect()
}

const KILLED: &str = "قصف في الشرق\n\nقالت وزارة الدفاع الأوكرانية إن القوات الروسية انسحبت من القرية يوم الثلاثاء.\n\n\
                      وقتل 25 مدن$0يا في قصف على خاركيف.\n";

#[test]
fn a_claim_is_attributed_to_one_who_speaks_beside_it() {
    let mended = mended(KILLED, "انسبه: بحسب «وزارة الدفاع الأوكرانية");
    assert!(
        mended.ends_with("\n\nوقتل 25 مدنيا في قصف على خاركيف، بحسب وزارة الدفاع الأوكرانية.\n"),
        "{mended}"
    );
    assert!(found(&KILLED.replace("$0", "")).contains(&"unsourced-claim"));
    assert!(!found(&mended).contains(&"unsourced-claim"), "{:?}", found(&mended));
}

#[test]
fn a_place_is_left_for_a_source_and_for_a_day() {
    let open = mended(KILLED, "انسبه: بحسب …");
    assert!(open.ends_with("\n\nوقتل 25 مدنيا في قصف على خاركيف، بحسب ….\n"), "{open}");
    let dated = mended("قصف\n\nوقت$0ل 25 مدنيا في قصف على خاركيف.\n", "أرخه: «يوم الأربعاء");
    assert!(dated.ends_with("\n\nوقتل 25 مدنيا في قصف على خاركيف يوم الأربعاء.\n"), "{dated}");
    assert!(!found(&dated).contains(&"undated-claim"));
}

#[test]
fn only_markdown_has_comments_to_ask_in() {
    assert!(titles("a.md", KILLED).iter().any(|t| t.starts_with("اسأل عن المصدر")));
    assert!(!titles("a.txt", KILLED).iter().any(|t| t.starts_with("اسأل عن المصدر")));
}

#[test]
fn nothing_is_put_behind_an_address() {
    let text =
        "قصف\n\nقالت أوكرانيا إن القرية خلت.\n\nوقتل 25 مدن$0يا في قصف على خاركيف https://example.org/a\n";
    assert!(!titles("a.txt", text).iter().any(|t| t.starts_with("انسبه") || t.starts_with("أرخه")));
}

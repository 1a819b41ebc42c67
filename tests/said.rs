//! Who says what, as an editor shows it: tokens, lenses, the hierarchy of attribution.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use fixture::Fixture;
use insta::assert_snapshot;
use isnad::features::lens::Leads;
use isnad::words::Language;

/// A section with a heading, and words of every kind.
const SECTIONS: &str = "\
//- a.txt open date=2023-12-21
زيارة إلى موسكو

قال ديمتري بيسكوف: «إن الزيارة مهمة جدا للبلدين». وأضاف أن الجانبين سيوقعان اتفاقيات كثيرة.

وأفادت تقارير بأن عشرين جنديا قتلوا في غارة على المدينة.

خلفية الزيارة

وفي يوم الجمعة 15 ديسمبر قتل 25 جنديا في غارة على مدينة خاركيف.
";

#[test]
fn tokens() {
    let fixture = Fixture::new(SECTIONS);
    let path = fixture.path("a.txt");
    let snapshot = fixture.snapshot();
    let text = &snapshot.open(&path).expect("an article").text.text;
    let found = isnad::features::tokens(&snapshot, &path, isnad::text::Span::new(0, text.len()));
    let shown = found.iter().map(|t| {
        let modifiers: Vec<_> = t.modifiers.iter().map(|m| m.name()).collect();
        format!("{} {}: {}", t.kind.name(), modifiers.join("+"), t.span.of(text))
    });
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r"
claim : قال
source : ديمتري بيسكوف
quotation : «إن الزيارة مهمة جدا للبلدين»
claim carried+strong: وأضاف أن الجانبين سيوقعان اتفاقيات كثيرة.
claim vague+strong: وأفادت
source vague: تقارير
claim vague+strong: بأن عشرين جنديا قتلوا في غارة على المدينة.
claim unsourced+strong: وفي يوم الجمعة 15 ديسمبر قتل 25 جنديا في غارة على مدينة خاركيف.
");
}

/// How many claims a lens leads to, or whose dossier.
fn leads(leads: &Leads) -> String {
    match leads {
        Leads::Claims(claims) => claims.len().to_string(),
        Leads::Dossier(id) => id.to_string(),
    }
}

#[test]
fn lenses_over_those_an_article_is_about() {
    let lenses = |head: &str, language| {
        let text = format!(
            "//- a.txt open\n{head}\n\nعاد سيرغي شويغو من بكين مع بوتين. وزار شويغو موسكو وبكين.\n\n\
             //- b.txt\nغادر كيم جونغ أون موسكو.\n"
        );
        let fixture = Fixture::in_language(language, &text);
        let found = isnad::features::lenses(&fixture.snapshot(), &fixture.path("a.txt"));
        let shown = found.iter().map(|l| format!("{} ({})", l.title, leads(&l.leads)));
        shown.collect::<Vec<_>>().join("\n")
    };
    // Those in the headline that are named elsewhere, too.
    assert_snapshot!(lenses("بوتين يستقبل كيم جونغ أون في سول", Language::Ar), @r"
فلاديمير بوتين: مرتان في مقال واحد (vladimir-putin)
كيم جونغ أون: مرتان في مقالين (kim-jong-un)
خبران · 0% بمصدر · 0% مؤرخ (2)
");
    // Else those that are named most.
    assert_snapshot!(lenses("زيارة ثانية", Language::En), @r"
Beijing: 2 times in 1 article (beijing)
Sergei Shoigu: 2 times in 1 article (sergei-shoigu)
Moscow: 2 times in 2 articles (moscow)
2 claims · 0% sourced · 0% of events dated (2)
");
}

#[test]
fn lenses() {
    for language in [Language::Ar, Language::En] {
        let fixture = Fixture::in_language(language, SECTIONS);
        let path = fixture.path("a.txt");
        let snapshot = fixture.snapshot();
        let text = &snapshot.open(&path).expect("an article").text.text;
        let lenses = isnad::features::lenses(&snapshot, &path);
        let shown =
            lenses.iter().map(|l| format!("{}: {} ({})", l.heading.of(text), l.title, leads(&l.leads)));
        let shown = shown.collect::<Vec<_>>().join("\n");
        match language {
            Language::Ar => assert_snapshot!(shown, @r"
زيارة إلى موسكو: 3 أخبار · 67% بمصدر · 0% مؤرخ (3)
خلفية الزيارة: خبر واحد · 0% بمصدر · 100% مؤرخ (1)
"),
            Language::En => assert_snapshot!(shown, @r"
زيارة إلى موسكو: 3 claims · 67% sourced · 0% of events dated (3)
خلفية الزيارة: 1 claim · 0% sourced · 100% of events dated (1)
"),
        }
    }
}

/// Two articles with one speaker, at first and at second hand.
const RELAYS: &str = "\
//- a.txt date=2023-12-21
بيسكوف: الزيارة مهمة

ونقلت وكالة تاس عن ديمتري $0بيسكوف قوله إن الزيارة مهمة جدا للبلدين. وأضاف أن الجانبين سيوقعان اتفاقيات كثيرة.

وأعلنت وكالة تاس أن الوفد وصل إلى العاصمة صباح الأربعاء.
//- b.txt date=2024-07-20
زيارة ثانية

قال ديمتري بيسكوف إن الزيارة الثانية ستكون أطول من الأولى. وأفادت وكالة رويترز بأن المدينة مغلقة منذ الصباح.

وقالت المتحدثة سلمى الكرداوي إن المدينة تنتظر ضيوفها منذ أسابيع.
";

/// Calls as `name (detail) in file: passages`.
fn calls(fixture: &Fixture, calls: &[isnad::features::calls::Call]) -> String {
    let snapshot = fixture.snapshot();
    let shown = calls.iter().map(|call| {
        let party = &call.party;
        let text = snapshot.text(&party.path).expect("a text").text;
        let file = party.path.file_name().expect("a name").to_string_lossy();
        let words = call.passages.iter().map(|s| format!("\n  {}", s.of(&text)));
        let at = party.selection.of(&text);
        format!("{} ({}) {file}:{at}{}", party.name, party.detail, words.collect::<String>())
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn all_that_somebody_said_and_all_that_is_sourced_to_an_agency() {
    use isnad::features::calls::{incoming, outgoing, prepare};
    let fixture = Fixture::new(RELAYS);
    let (path, at) = fixture.cursor();
    let snapshot = fixture.snapshot();
    let peskov = prepare(&snapshot, path, at).expect("a name");
    assert_eq!(peskov.name, "ديمتري بيسكوف");
    let id = peskov.id.expect("an entity");
    assert_snapshot!(calls(&fixture, &incoming(&snapshot, path, id.as_str())), @r"
زيارة ثانية (20 يوليو 2024) b.txt:قال ديمتري بيسكوف إن الزيارة الثانية ستكون أطول من الأولى.
  قال ديمتري بيسكوف إن الزيارة الثانية ستكون أطول من الأولى.
وكالة تاس (بيسكوف: الزيارة مهمة · 21 ديسمبر 2023) a.txt:وكالة تاس
  ونقلت وكالة تاس عن ديمتري بيسكوف قوله إن الزيارة مهمة جدا للبلدين.
  وأضاف أن الجانبين سيوقعان اتفاقيات كثيرة.
");
    assert_eq!(outgoing(&snapshot, path, Some(id.as_str())), []);
    let article = snapshot.article(path).expect("an article");
    let tass = article.entities.iter();
    let tass = tass.map(|e| e.id.as_str()).find(|id| id.contains("tass")).expect("tass").to_owned();
    assert_snapshot!(calls(&fixture, &incoming(&snapshot, path, &tass)), @r"
بيسكوف: الزيارة مهمة (21 ديسمبر 2023) a.txt:ونقلت وكالة تاس عن ديمتري بيسكوف قوله إن الزيارة مهمة جدا للبلدين.
  ونقلت وكالة تاس عن ديمتري بيسكوف قوله إن الزيارة مهمة جدا للبلدين.
  وأضاف أن الجانبين سيوقعان اتفاقيات كثيرة.
  وأعلنت وكالة تاس أن الوفد وصل إلى العاصمة صباح الأربعاء.
");
    assert_snapshot!(calls(&fixture, &outgoing(&snapshot, path, Some(&tass))), @r"
ديمتري بيسكوف (بيسكوف: الزيارة مهمة · 21 ديسمبر 2023) a.txt:ديمتري بيسكوف
  ونقلت وكالة تاس عن ديمتري بيسكوف قوله إن الزيارة مهمة جدا للبلدين.
  وأضاف أن الجانبين سيوقعان اتفاقيات كثيرة.
");
    let second = fixture.path("b.txt");
    assert_snapshot!(calls(&fixture, &outgoing(&snapshot, &second, Some(&tass))), @r"
ديمتري بيسكوف (بيسكوف: الزيارة مهمة · 21 ديسمبر 2023) a.txt:ديمتري بيسكوف
");
    assert_snapshot!(calls(&fixture, &outgoing(&snapshot, &second, None)), @r"
ديمتري بيسكوف (زيارة ثانية · 20 يوليو 2024) b.txt:ديمتري بيسكوف
  قال ديمتري بيسكوف إن الزيارة الثانية ستكون أطول من الأولى.
رويترز (زيارة ثانية · 20 يوليو 2024) b.txt:وكالة رويترز
  وأفادت وكالة رويترز بأن المدينة مغلقة منذ الصباح.
سلمى الكرداوي (زيارة ثانية · 20 يوليو 2024) b.txt:سلمى الكرداوي
  وقالت المتحدثة سلمى الكرداوي إن المدينة تنتظر ضيوفها منذ أسابيع.
");
}

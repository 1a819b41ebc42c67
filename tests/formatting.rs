//! Formatting, on articles in a string, in which the same is named then, and on any words in any order:
//! what is formatted once stays.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fixture;

use fixture::Fixture;
use isnad::features::{self, actions::Edit};
use isnad::text::Span;
use proptest::prelude::*;

/// An article by itself, formatted with the house's marks.
fn house(name: &str, quotes: &str, text: &str) -> Fixture {
    let settings = format!("//- isnad.toml\n[format]\nenabled = true\nquotes = \"{quotes}\"\n");
    Fixture::new(&format!("{settings}//- {name} date=2023-12-21 open\n{text}"))
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|e| std::cmp::Reverse(e.span));
    for edit in edits {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    out
}

fn formatted(fixture: &Fixture, name: &str, within: Option<Span>) -> String {
    let path = fixture.path(name);
    let snapshot = fixture.snapshot();
    let text = &snapshot.open(&path).expect("an open article").text.text;
    apply(text, &features::format(&snapshot, &path, within))
}

/// What is named in an article, in order.
fn named(fixture: &Fixture, name: &str) -> Vec<String> {
    let path = fixture.path(name);
    let snapshot = fixture.snapshot();
    let open = snapshot.open(&path).expect("an open article");
    let text = &open.text.text;
    let mentions = open.analysis.mentions.iter();
    mentions.map(|m| format!("{:?} {}", m.kind, isnad::corpus::id_of(m, text, &path))).collect()
}

/// Formats, and sees that nothing changes when it is done again.
fn settled(name: &str, text: &str) -> (Fixture, Fixture, String) {
    let first = house(name, "angled", text);
    let once = formatted(&first, name, None);
    let second = house(name, "angled", &once);
    assert_eq!(formatted(&second, name, None), once, "formatted twice:\n{text}");
    (first, second, once)
}

/// The same for a text that makes sense, in which the same is named then.
fn settles(name: &str, text: &str) -> String {
    let (first, second, once) = settled(name, text);
    let strip = |list: Vec<String>| -> Vec<String> {
        list.into_iter().map(|id| id.split('@').next().unwrap_or("").to_owned()).collect()
    };
    assert_eq!(strip(named(&second, name)), strip(named(&first, name)), "names in:\n{text}\n{once}");
    once
}

#[test]
fn the_articles_own_words_and_nothing_else() {
    let text = "\
---
title:  قمة ,اليوم
---
خبر  من موسكو  

قال  فلاديمير بوتين ,إن الوفد وصل .وأضاف \"نعم\"؛ ثم غادر في 10:30 ومعه 10,000 جندي.   



وصل الوفد (الروسي)إلى بكين ، كما قال سيرغي شويغو : “ناجحة” , انظر https://aa.com.tr/a,b .

نحن نشعر  بقلق ,بالغ — الوزارة (@mofa) July 15, 2023
";
    let after = "\
---
title:  قمة ,اليوم
---
خبر من موسكو

قال فلاديمير بوتين، إن الوفد وصل .وأضاف «نعم»؛ ثم غادر في 10:30 ومعه 10,000 جندي.

وصل الوفد (الروسي) إلى بكين، كما قال سيرغي شويغو: «ناجحة»، انظر https://aa.com.tr/a,b .

نحن نشعر  بقلق ,بالغ — الوزارة (@mofa) July 15, 2023
";
    assert_eq!(settles("a.txt", text), after);
}

#[test]
fn markdown_keeps_its_marks() {
    let text = "\
# خبر  من موسكو

قال الوزير ,إن الوفد وصل.  
ثم غادر ,اليوم.

- بند  ,أول `a  ,b` يوم وصل الوفد الروسي إلى العاصمة.

```
let a  ,b = 1 ;
```

    رمز  ,آخر

| أ  ,ب | ج |
";
    let after = text
        .replace("# خبر  من", "# خبر من")
        .replace("الوزير ,إن", "الوزير، إن")
        .replace("غادر ,اليوم", "غادر، اليوم")
        .replace("بند  ,أول", "بند، أول");
    assert_eq!(settles("a.md", text), after);
}

#[test]
fn a_part_is_formatted_alone_and_nothing_where_it_is_off() {
    let text = "خبر من موسكو\n\nقال  الوزير نعم اليوم.\n\nثم  غادر الوفد اليوم.\n";
    let fixture = house("a.txt", "keep", text);
    let at = text.find("ثم").expect("words");
    assert_eq!(formatted(&fixture, "a.txt", Some(Span::new(at, at))), text.replace("ثم  غادر", "ثم غادر"));
    let off = Fixture::new(&format!("//- a.txt open\n{text}"));
    assert_eq!(formatted(&off, "a.txt", None), text);
}

#[test]
fn the_seeds_settle_and_name_the_same() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("the seeds") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|e| e == "txt") {
            let text = std::fs::read_to_string(&path).expect("an article");
            settles("a.txt", &text);
            // The same with slips of the keyboard.
            settles("a.txt", &text.replace('،', " ,").replace(". ", " .  ").replace('“', "\" "));
            read += 1;
        }
    }
    assert!(read >= 5, "{read} seeds");
}

/// Words and marks of which any order has to settle.
const PIECES: [&str; 40] = [
    "قال",
    "بوتين",
    "سيرغي شويغو",
    "موسكو",
    "الوفد",
    "للكرملين",
    "وصل",
    "كيم جونغ أون",
    "الروسي",
    "وزير الدفاع",
    "،",
    ",",
    "؛",
    ";",
    "؟",
    "?",
    ".",
    "..",
    ":",
    "!",
    "\"",
    "“",
    "”",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\n\n",
    "10,000",
    "10:30",
    "2.5",
    "https://t.co/a,b",
    "#وسم_آخر",
    "`a ,b`",
    "<b>",
    "  ",
    "REUTERS",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_words_in_any_order_settle(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..40)) {
        let mut text = String::new();
        for (piece, spaced) in pieces {
            text.push_str(PIECES[piece]);
            if spaced {
                text.push(' ');
            }
        }
        for name in ["a.txt", "a.md"] {
            settled(name, &text);
        }
    }
}

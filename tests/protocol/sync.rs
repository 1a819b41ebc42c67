//! The server's text is the client's, whatever the order and number of messages.

use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::client::{Answer, Client, Folder, capabilities, capabilities_in, position, uri};

/// What a document is made of in these tests: letters of one to four bytes, every kind of line
/// end, and words isnad knows.
const PIECES: [&str; 16] = [
    "كيم جونغ أون ",
    "قال مصدر مطلع إن ",
    "مقتل 120 شخصا. ",
    "موسكو، ",
    "يوم الخميس ",
    "😀",
    "👩‍🚀",
    "é",
    "e\u{301}",
    "مُنتِجًا ",
    "Kim ",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
];

/// An edit by the bytes it replaces, as fractions of the text's length.
#[derive(Clone, Debug)]
struct Edit {
    from: f64,
    length: f64,
    pieces: Vec<usize>,
    whole: bool,
}

impl Edit {
    fn words(&self) -> String {
        self.pieces.iter().map(|&i| PIECES[i]).collect()
    }

    /// Applies it to the client's text and gives the change to send.
    fn apply(&self, text: &mut String, encoding: &str) -> Value {
        let words = self.words();
        if self.whole {
            text.clone_from(&words);
            return json!({"text": words});
        }
        let start = boundary(text, self.from);
        let end = start + boundary(&text[start..], self.length);
        let range = json!({
            "start": position(text, start, encoding),
            "end": position(text, end, encoding),
        });
        text.replace_range(start..end, &words);
        json!({"range": range, "text": words})
    }
}

/// A place where an editor's cursor can stand: between characters, and not inside `\r\n`.
fn boundary(text: &str, fraction: f64) -> usize {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "any place will do"
    )]
    let mut at = (text.len() as f64 * fraction) as usize;
    while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
        at -= 1;
    }
    at
}

fn edit() -> impl Strategy<Value = Edit> {
    let pieces = prop::collection::vec(0..PIECES.len(), 0..4);
    let length = prop_oneof![Just(0.0), 0.0..0.2f64, Just(1.0)];
    (0.0..=1.0f64, length, pieces, prop::bool::weighted(0.05))
        .prop_map(|(from, length, pieces, whole)| Edit { from, length, pieces, whole })
}

/// What the server says of a document once it is at `version`.
fn state(client: &mut Client, uri: &str, version: i32, text: &str, encoding: &str) -> Value {
    let diagnostics = client.diagnostics_of(uri, version);
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    let marks = [0.1, 0.5, 0.8].map(|fraction| {
        let at = position(text, boundary(text, fraction), encoding);
        let params = json!({"textDocument": {"uri": uri}, "position": at});
        client.request("textDocument/documentHighlight", params)
    });
    let there = client.request("isnad/test/text", json!({ "uri": uri }));
    // Related information names the document, and two documents have two names.
    let shown = json!({
        "diagnostics": diagnostics,
        "symbols": symbols,
        "marks": marks,
        "text": there["text"],
    });
    serde_json::from_str(&shown.to_string().replace(uri, "URI")).unwrap()
}

/// Closes a document, and waits until what it said counts no more: rules compare open documents with it
/// until it is known that it has no file.
fn close(client: &mut Client, uri: &str) {
    client.did_close(uri);
    while client.request("isnad/test/settled", json!({})) != true {
        thread::sleep(Duration::from_millis(1));
    }
}

fn edited_equals_fresh(encoding: &'static str) {
    let folder = Folder::new(&[]);
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[&folder], capabilities_in(encoding), json!({}));
    let client = std::cell::RefCell::new(client);
    let number = std::cell::Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let messages = prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..12);
    let start = prop::collection::vec(0..PIECES.len(), 0..40);
    runner
        .run(&(start, messages), |(start, messages)| {
            let client = &mut *client.borrow_mut();
            number.set(number.get() + 1);
            let edited = folder.uri(&format!("edited-{}.txt", number.get()));
            let fresh = folder.uri(&format!("fresh-{}.txt", number.get()));
            let mut text: String = start.iter().map(|&i| PIECES[i]).collect();
            client.did_open(&edited, 0, &text);
            let mut version = 0;
            for edits in messages {
                version += 1;
                let changes = edits.iter().map(|e| e.apply(&mut text, encoding));
                client.did_change(&edited, version, changes.collect());
            }
            let after_edits = state(client, &edited, version, &text, encoding);
            prop_assert_eq!(&after_edits["text"], &text);
            close(client, &edited);
            client.did_open(&fresh, 0, &text);
            let from_fresh = state(client, &fresh, 0, &text, encoding);
            close(client, &fresh);
            prop_assert_eq!(after_edits, from_fresh);
            Ok(())
        })
        .unwrap_or_else(|e| panic!("{e}"));
    client.into_inner().quit();
}

#[test]
fn edited_equals_fresh_in_utf_8() {
    edited_equals_fresh("utf-8");
}

#[test]
fn edited_equals_fresh_in_utf_16() {
    edited_equals_fresh("utf-16");
}

#[test]
fn edited_equals_fresh_in_utf_32() {
    edited_equals_fresh("utf-32");
}

/// Small numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn fraction(&mut self) -> f64 {
        self.roll(1001) as f64 / 1000.0
    }
}

/// A thousand edits at once, requests among them, while the client's settings come late and in
/// the wrong order.
#[test]
fn a_burst_of_edits_while_settings_come_late_and_out_of_order() {
    let folder = Folder::seeds();
    let settings = folder.uri("isnad.toml");
    let broken = "language = 7\n";
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.script(|method, _| match method {
        "workspace/configuration" => Answer::Hold,
        _ => Answer::Now(Value::Null),
    });
    client.shake_hands(&[&folder], capabilities_in("utf-16"), json!({}));
    client.did_open(&settings, 1, broken);

    let article = folder.uri("burst.txt");
    let mut text = "روسيا وكوريا الشمالية 😀\r\nقال مصدر مطلع.\n".repeat(20);
    client.did_open(&article, 0, &text);
    let mut dice = Dice(1);
    let mut asked = Vec::new();
    let changes = 1000;
    for version in 1..=changes {
        let edit = Edit {
            from: dice.fraction(),
            length: dice.fraction() / 50.0,
            pieces: (0..dice.roll(4)).map(|_| dice.roll(PIECES.len())).collect(),
            whole: false,
        };
        let change = edit.apply(&mut text, "utf-16");
        client.did_change(&article, version, json!([change]));
        if version % 10 == 0 {
            let at = json!({"textDocument": {"uri": article}, "position": {"line": 1, "character": 3}});
            asked.push(client.ask("textDocument/hover", at));
            let document = json!({"textDocument": {"uri": article}});
            asked.push(client.ask("textDocument/documentSymbol", document));
        }
        if version % 100 == 0 {
            client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        }
    }
    // One question at the start and one for each change; the last is answered first.
    let mut held = client.until("eleven questions for the settings", |c| {
        (c.held.len() == 11).then(|| std::mem::take(&mut c.held))
    });
    let last = held.pop().unwrap();
    client.release(&last, &json!([{"language": "ar"}]));
    for old in held.iter().rev() {
        client.release(old, &json!([{"language": "en"}]));
    }
    for id in asked {
        let answer = client.answer(id);
        assert!(answer.get("error").is_none(), "{answer}");
    }
    let there = client.request("isnad/test/text", json!({ "uri": article }));
    assert_eq!(there["text"], text);
    assert_eq!(there["version"], changes);
    client.diagnostics_of(&article, changes);
    assert_versions_rise(&client, &article);

    // The last question's answer is in force, not the last answer: faults are told in Arabic.
    client.did_change(&settings, 2, json!([{"text": "language = 8\n"}]));
    let fault = client.diagnostics_of(&settings, 2);
    let message = fault[0]["message"].as_str().unwrap();
    assert!(message.contains('م'), "{message}");
    client.quit();
}

fn assert_versions_rise(client: &Client, uri: &str) {
    let versions: Vec<_> = client
        .notifications
        .iter()
        .filter(|n| n["method"] == "textDocument/publishDiagnostics" && n["params"]["uri"] == uri)
        .map(|n| n["params"]["version"].as_i64().unwrap())
        .collect();
    assert!(versions.is_sorted(), "{versions:?}");
    assert!(versions.len() < 500, "each edit is published");
}

/// Neither side's pipe may fill up and stop the other.
#[test]
fn a_client_that_writes_without_reading() {
    let folder = Folder::new(&[]);
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[&folder], capabilities(), json!({}));
    let article = folder.uri("long.txt");
    let text = "موسكو والكرملين 😀 ".repeat(40);
    client.did_open(&article, 0, &text);
    let reading = client.pause();
    let asked: Vec<_> = (1..=1500)
        .map(|version| {
            let at = json!({"line": 0, "character": 0});
            let change = json!([{"range": {"start": at, "end": at}, "text": "ا"}]);
            client.did_change(&article, version, change);
            client.ask("isnad/test/text", json!({ "uri": article }))
        })
        .collect();
    drop(reading);
    for (i, id) in asked.into_iter().enumerate() {
        let answer = client.answer(id);
        // A read sees the edits before it and none of those after it.
        assert_eq!(answer["result"]["version"], i + 1);
        assert_eq!(answer["result"]["text"].as_str().unwrap().len(), text.len() + 2 * (i + 1));
    }
    client.quit();
}

#[test]
fn ranges_that_do_not_fit_are_drawn_in() {
    let folder = Folder::new(&[]);
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[&folder], capabilities_in("utf-16"), json!({}));
    let article = folder.uri("a.txt");
    client.did_open(&article, 1, "😀اب\r\nج");
    let range = |a: (u32, u32), b: (u32, u32)| {
        json!({
            "start": {"line": a.0, "character": a.1},
            "end": {"line": b.0, "character": b.1},
        })
    };
    for (range, text, expected) in [
        // Past the line's end is its end, before the line break.
        (range((0, 99), (0, 99)), "1", "😀اب1\r\nج"),
        // Past the last line is the text's end.
        (range((9, 9), (4_294_967_295, 4_294_967_295)), "2", "😀اب1\r\nج2"),
        // Inside a surrogate pair is before it.
        (range((0, 1), (0, 1)), "3", "3😀اب1\r\nج2"),
        // The wrong way round.
        (range((1, 2), (1, 0)), "4", "3😀اب1\r\n4"),
    ] {
        client.did_change(&article, 2, json!([{"range": range, "text": text}]));
        let there = client.request("isnad/test/text", json!({ "uri": article }));
        assert_eq!(there["text"], expected);
    }
    client.quit();
}

#[test]
fn documents_that_are_not_open() {
    let folder = Folder::new(&[("a.txt", "موسكو")]);
    let mut client = Client::open(&folder);
    let article = folder.uri("a.txt");
    client.did_change(&article, 2, json!([{"text": "x"}]));
    client.did_close(&article);
    let at = json!({"textDocument": {"uri": article}, "position": {"line": 0, "character": 1}});
    assert_eq!(client.request("textDocument/hover", at), Value::Null);
    let document = json!({"textDocument": {"uri": "file:///nowhere/x.txt"}});
    assert_eq!(client.request("textDocument/documentSymbol", document), Value::Null);
    client.quit();
}

#[test]
fn a_document_without_a_file_and_one_in_an_arabic_folder() {
    let folder = Folder::new(&[]);
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[&folder], capabilities(), json!({}));
    let arabic = uri(&folder.path().join("أخبار اليوم").join("مقال 1 #%.txt"));
    for name in ["untitled:Untitled-1", &arabic, &arabic.to_lowercase()] {
        client.did_open(name, 1, "موسكو");
        assert_eq!(client.diagnostics_of(name, 1), json!([]), "{name}");
        let there = client.request("isnad/test/text", json!({ "uri": name }));
        assert_eq!(there["text"], "موسكو", "{name}");
        client.did_close(name);
    }
    client.quit();
}

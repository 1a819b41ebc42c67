//! Diagnostics of the whole workspace, asked for.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, Folder};
use crate::pull::{CLEAN, UNDATED, asking, codes, quit};

fn open(folder: &Folder) -> Client {
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[folder], asking(), json!({}));
    client
}

/// What an editor knows of each file: what its diagnostics are known by.
#[derive(Default)]
struct Known(BTreeMap<String, String>);

impl Known {
    fn params(&self, token: &Value) -> Value {
        let ids = self.0.iter().map(|(uri, value)| json!({"uri": uri, "value": value}));
        let mut params = json!({"previousResultIds": ids.collect::<Vec<_>>()});
        if !token.is_null() {
            params["partialResultToken"] = token.clone();
        }
        params
    }

    /// Takes reports in, and gives the kind of each file's, by its name; full ones by their codes.
    fn take(&mut self, report: &Value) -> BTreeMap<String, String> {
        let mut kinds = BTreeMap::new();
        for item in report["items"].as_array().unwrap_or_else(|| panic!("{report}")) {
            let uri = item["uri"].as_str().unwrap();
            assert!(item.get("version").is_some(), "{item}");
            let kind = match item["kind"].as_str() {
                Some("full") => codes(item).join(" "),
                Some("unchanged") => {
                    assert_eq!(Some(&self.0[uri]), item["resultId"].as_str().map(str::to_owned).as_ref());
                    "unchanged".to_owned()
                }
                _ => panic!("{item}"),
            };
            match item["resultId"].as_str() {
                Some(id) => self.0.insert(uri.to_owned(), id.to_owned()),
                None => self.0.remove(uri),
            };
            kinds.insert(uri.rsplit('/').next().unwrap().to_owned(), kind);
        }
        kinds
    }

    fn ask(&mut self, client: &mut Client) -> BTreeMap<String, String> {
        let report = client.request("workspace/diagnostic", self.params(&Value::Null));
        self.take(&report)
    }
}

fn kinds(of: &[(&str, &str)]) -> BTreeMap<String, String> {
    of.iter().map(|(name, kind)| ((*name).to_owned(), (*kind).to_owned())).collect()
}

/// The parts of an answer that came under a token.
fn parts(client: &mut Client, token: &str) -> Vec<Value> {
    let mut parts = Vec::new();
    client.notifications.retain(|n| {
        let is_part = n["method"] == "$/progress" && n["params"]["token"] == token;
        if is_part {
            parts.push(n["params"]["value"].clone());
        }
        !is_part
    });
    parts
}

#[test]
fn only_what_changed_is_given_again() {
    let folder = Folder::new(&[("a.txt", UNDATED), ("b.txt", UNDATED), ("c.md", CLEAN)]);
    let undated = {
        let mut client = open(&folder);
        let mut known = Known::default();
        let all = known.ask(&mut client);
        assert_eq!(all.keys().collect::<Vec<_>>(), ["a.txt", "b.txt"], "c.md has nothing to be said of");
        assert!(all["a.txt"].contains("undated-article"), "{all:?}");
        quit(client);
        all["a.txt"].clone()
    };
    let mut client = open(&folder);
    let mut known = Known::default();
    known.ask(&mut client);
    let same = kinds(&[("a.txt", "unchanged"), ("b.txt", "unchanged")]);
    assert_eq!(known.ask(&mut client), same);

    // Changed on disk, and edited in the editor.
    folder.write("b.txt", CLEAN);
    folder.write("c.md", UNDATED);
    client.watched(&[(&folder.uri("b.txt"), 2), (&folder.uri("c.md"), 2)]);
    assert_eq!(known.ask(&mut client), kinds(&[("a.txt", "unchanged"), ("b.txt", ""), ("c.md", &undated)]));
    assert_eq!(known.ask(&mut client), kinds(&[("a.txt", "unchanged"), ("c.md", "unchanged")]));
    client.did_open(&folder.uri("a.txt"), 1, UNDATED);
    client.did_change(&folder.uri("a.txt"), 2, json!([{"text": CLEAN}]));
    assert_eq!(known.ask(&mut client), kinds(&[("a.txt", ""), ("c.md", "unchanged")]));

    // Gone, and not there for isnad any more.
    client.did_close(&folder.uri("a.txt"));
    std::fs::remove_file(folder.path().join("c.md")).unwrap();
    folder.write("isnad.toml", "language = 7\n");
    client.watched(&[(&folder.uri("c.md"), 3), (&folder.uri("isnad.toml"), 1)]);
    let last = known.ask(&mut client);
    assert_eq!(last, kinds(&[("a.txt", &undated), ("c.md", ""), ("isnad.toml", "settings")]));
    quit(client);
}

#[test]
fn where_nothing_has_happened_nothing_is_looked_at() {
    let folder = Folder::seeds();
    let mut client = open(&folder);
    let mut known = Known::default();
    assert_eq!(known.ask(&mut client).len(), 5);
    let before = client.request("isnad/test/lookedAt", json!({}));
    for _ in 0..20 {
        assert!(known.ask(&mut client).values().all(|kind| kind == "unchanged"));
    }
    assert_eq!(client.request("isnad/test/lookedAt", json!({})), before);
    quit(client);
}

/// As VS Code asks: it takes parts, and asks again as soon as it has an answer.
#[test]
fn who_takes_parts_waits_for_news() {
    let folder = Folder::new(&[("isnad.toml", "")]);
    for i in 0..100 {
        folder.write(&format!("{i}.txt"), UNDATED);
    }
    let mut client = open(&folder);
    let mut known = Known::default();
    let answer = client.request("workspace/diagnostic", known.params(&json!("one")));
    assert_eq!(answer, json!({"items": []}), "all of it came in parts");
    let found = parts(&mut client, "one");
    assert!(found.len() > 2, "{} parts", found.len());
    let given: usize = found.iter().map(|part| known.take(part).len()).sum();
    assert_eq!(given, 100);

    let waiting = client.ask("workspace/diagnostic", known.params(&json!("two")));
    client.request("isnad/test/text", json!({"uri": "file:///x"}));
    folder.write("isnad.toml", "[[overrides]]\nfiles = [\"7.txt\"]\nrules = { undated-article = \"off\" }\n");
    client.watched(&[(&folder.uri("isnad.toml"), 2)]);
    assert_eq!(client.answer(waiting)["result"], json!({"items": []}));
    let found = parts(&mut client, "two");
    let mut changed = BTreeMap::new();
    for part in &found {
        changed.extend(known.take(part));
    }
    changed.retain(|_, kind| kind != "unchanged");
    assert_eq!(changed.keys().collect::<Vec<_>>(), ["7.txt"]);
    assert!(!changed["7.txt"].contains("undated-article"), "{changed:?}");

    // Who asks anew is answered once; in the end even where there is nothing new.
    let older = client.ask("workspace/diagnostic", known.params(&json!("three")));
    let newer = client.ask("workspace/diagnostic", known.params(&json!("four")));
    let given_up = client.answer(older);
    assert_eq!(given_up["error"]["code"], -32802, "{given_up}");
    assert_eq!(given_up["error"]["data"], json!({"retriggerRequest": false}));
    let answer = client.answer(newer);
    assert!(known.take(&answer["result"]).values().all(|kind| kind == "unchanged"), "{answer}");
    assert_eq!(parts(&mut client, "three"), [Value::Null; 0]);
    quit(client);
}

#[test]
fn a_cancelled_look_stops() {
    let folder = Folder::new(&[]);
    let long = UNDATED.repeat(40);
    for i in 0..400 {
        folder.write(&format!("{i}.txt"), &long);
    }
    let mut client = open(&folder);
    let params = json!({"previousResultIds": [], "partialResultToken": "parts", "workDoneToken": "work"});
    let asked = client.ask("workspace/diagnostic", params);
    client.until("a part", |c| {
        let mut parts = c.notifications.iter().filter(|n| n["params"]["token"] == "parts");
        parts.next().map(|_| ())
    });
    client.notify("$/cancelRequest", json!({ "id": asked }));
    assert_eq!(client.answer(asked)["error"]["code"], -32800);
    let mut looked_at = || client.request("isnad/test/lookedAt", json!({})).as_u64().unwrap();
    looked_at();
    std::thread::sleep(Duration::from_millis(200));
    let stopped = looked_at();
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(looked_at(), stopped);
    assert!(stopped < 400, "all of {stopped} articles were looked at");
    // What was said of the work ended before the answer, and nothing came after it.
    let kinds: Vec<_> = client
        .notifications
        .iter()
        .filter(|n| n["params"]["token"] == "work")
        .map(|n| n["params"]["value"]["kind"].clone())
        .collect();
    assert_eq!(kinds.first(), Some(&json!("begin")));
    assert_eq!(kinds.last(), Some(&json!("end")));
    quit(client);
}

#[test]
fn no_more_articles_are_looked_at_than_is_set_and_the_newest_first() {
    let folder = Folder::new(&[("isnad.toml", "[diagnostics]\narticles = 2\n")]);
    for day in 1..6 {
        folder.write(&format!("2023-12-0{day} a.txt"), "قال مصدر مطلع إن الجيش قتل 120 شخصا.\n");
    }
    let mut client = open(&folder);
    let mut known = Known::default();
    let found = known.ask(&mut client);
    let names: Vec<_> = found.keys().map(String::as_str).collect();
    assert_eq!(names, ["2023-12-04%20a.txt", "2023-12-05%20a.txt"]);
    folder.write("isnad.toml", "[diagnostics]\narticles = 0\n");
    client.watched(&[(&folder.uri("isnad.toml"), 2)]);
    assert_eq!(known.ask(&mut client), names.iter().map(|n| ((*n).to_owned(), String::new())).collect());
    // An editor asks once more about an article that was just closed.
    let closed = json!({"textDocument": {"uri": folder.uri("2023-12-05 a.txt")}});
    assert_eq!(client.request("textDocument/diagnostic", closed)["items"], json!([]));
    quit(client);
}

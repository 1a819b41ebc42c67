//! Settings from files and from the client, broken and mended, applied live.

use serde_json::{Value, json};

use crate::client::{Answer, Client, Folder, capabilities};

/// An article without a date, and with a time that hangs on it.
const UNDATED: &str = "وفد روسي في بيونغ يانغ\n\nوصل وفد روسي إلى بيونغ يانغ أمس.\n";

fn codes(diagnostics: &Value) -> Vec<&str> {
    let list = diagnostics["diagnostics"].as_array().unwrap();
    list.iter().map(|d| d["code"].as_str().unwrap()).collect()
}

fn with_code(code: &'static str) -> impl FnMut(&Value) -> bool {
    move |d| codes(d).contains(&code)
}

fn without_code(code: &'static str) -> impl FnMut(&Value) -> bool {
    move |d| !codes(d).contains(&code)
}

#[test]
fn a_broken_settings_file_is_told_at_its_line_and_the_last_good_state_stays() {
    let good = "[rules]\nundated-article = \"off\"\n";
    let folder = Folder::new(&[("isnad.toml", good), ("a.txt", UNDATED)]);
    let (settings, article) = (folder.uri("isnad.toml"), folder.uri("a.txt"));
    let mut client = Client::open(&folder);
    client.did_open(&article, 1, UNDATED);
    let off = client.diagnostics(&article, |d| d["version"] == 1);
    assert!(!codes(&off).contains(&"undated-article"), "{off}");

    // Broken in the editor; nothing is saved yet.
    client.did_open(&settings, 1, good);
    client.did_change(&settings, 2, json!([{"text": "[rules]\nundated-article = \n"}]));
    let fault = client.diagnostics(&settings, |d| d["version"] == 2);
    assert_eq!(codes(&fault), ["settings"], "{fault}");
    assert_eq!(fault["diagnostics"][0]["range"]["start"]["line"], 1);
    assert_eq!(fault["diagnostics"][0]["source"], "isnad");
    // The rule stays off: a new version of the article says so.
    client.did_change(&article, 2, json!([{"text": format!("{UNDATED} ")}]));
    let still = client.diagnostics(&article, |d| d["version"] == 2);
    assert!(!codes(&still).contains(&"undated-article"), "{still}");

    // Mended, and set otherwise: the article's diagnostics change without an edit of it.
    client.did_change(&settings, 3, json!([{"text": "[rules]\nundated-article = \"error\"\n"}]));
    let mended = client.diagnostics(&settings, |d| d["version"] == 3);
    assert!(codes(&mended).is_empty(), "{mended}");
    let on = client.diagnostics(&article, with_code("undated-article"));
    let found = on["diagnostics"].as_array().unwrap();
    let found = found.iter().find(|d| d["code"] == "undated-article").unwrap();
    assert_eq!(found["severity"], 1);

    // Closed without saving: the disk counts again.
    client.did_close(&settings);
    client.diagnostics(&article, without_code("undated-article"));
    client.quit();
}

#[test]
fn a_settings_file_changed_on_disk() {
    let folder = Folder::new(&[("a.txt", UNDATED)]);
    let (settings, article) = (folder.uri("isnad.toml"), folder.uri("a.txt"));
    let mut client = Client::open(&folder);
    client.did_open(&article, 1, UNDATED);
    client.diagnostics(&article, with_code("undated-article"));
    folder.write("isnad.toml", "[articles]\n\"a.txt\" = { published = 2023-12-21 }\n");
    client.watched(&[(&settings, 1)]);
    client.diagnostics(&article, without_code("undated-article"));
    folder.write("isnad.toml", "[articles]\n\"a.txt\" = { published = 2023-13-41 }\n");
    client.watched(&[(&settings, 2)]);
    let fault = client.diagnostics(&settings, |d| !codes(d).is_empty());
    assert_eq!(fault["diagnostics"][0]["range"]["start"]["line"], 1);
    assert!(fault["version"].is_null());
    std::fs::remove_file(folder.path().join("isnad.toml")).unwrap();
    client.watched(&[(&settings, 3)]);
    client.diagnostics(&settings, |d| codes(d).is_empty());
    client.diagnostics(&article, with_code("undated-article"));
    client.quit();
}

#[test]
fn a_broken_knowledge_file_is_told_at_its_line() {
    let folder = Folder::new(&[("knowledge/local.toml", "[[person]\n")]);
    let knowledge = folder.uri("knowledge/local.toml");
    let mut client = Client::open(&folder);
    let fault = client.diagnostics(&knowledge, |d| !codes(d).is_empty());
    assert_eq!(codes(&fault)[0], "knowledge", "{fault}");
    assert_eq!(fault["diagnostics"][0]["range"]["start"]["line"], 0);
    client.did_open(&knowledge, 7, "");
    let mended = client.diagnostics(&knowledge, |d| d["version"] == 7);
    assert!(codes(&mended).is_empty(), "{mended}");
    client.quit();
}

#[test]
fn broken_front_matter_is_told_at_its_line() {
    let folder = Folder::new(&[]);
    let article = folder.uri("a.md");
    let mut client = Client::open(&folder);
    client.did_open(&article, 1, "---\ntitle: خبر\ndate: 2023-19-41\n---\nموسكو\n");
    let fault = client.diagnostics(&article, with_code("front-matter"));
    let fault = &fault["diagnostics"][0];
    assert_eq!(fault["range"]["start"]["line"], 2, "{fault}");
    client.did_change(&article, 2, json!([{"text": "---\ntitle: خبر\ndate: 2023-09-11\n---\nموسكو\n"}]));
    client.diagnostics(&article, without_code("front-matter"));
    client.quit();
}

#[test]
fn the_client_s_settings_are_asked_for_and_applied_live() {
    let folder = Folder::new(&[("a.txt", UNDATED)]);
    let article = folder.uri("a.txt");
    let level = std::rc::Rc::new(std::cell::RefCell::new("off"));
    let mut client = Client::start();
    let now = std::rc::Rc::clone(&level);
    client.script(move |method, params| match method {
        "workspace/configuration" => {
            assert_eq!(params["items"], json!([{"section": "isnad"}]));
            let level: &str = &now.borrow();
            Answer::Now(json!([{"rules": {"undated-article": level}}]))
        }
        _ => Answer::Now(Value::Null),
    });
    client.shake_hands(&[&folder], capabilities(), json!({}));
    client.did_open(&article, 1, UNDATED);
    for (set, code) in [("information", 3), ("error", 1), ("hint", 4)] {
        *level.borrow_mut() = set;
        client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        client.diagnostics(&article, |d| {
            let list = d["diagnostics"].as_array().unwrap();
            list.iter().any(|d| d["code"] == "undated-article" && d["severity"] == code)
        });
    }
    *level.borrow_mut() = "off";
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    client.diagnostics(&article, without_code("undated-article"));
    client.quit();
}

/// Older clients push their settings, and some send them in `initialize`.
#[test]
fn settings_pushed_by_the_client() {
    let folder = Folder::new(&[("a.txt", UNDATED)]);
    let article = folder.uri("a.txt");
    let off = json!({"rules": {"undated-article": "off"}});
    let mut client = Client::start();
    let more = json!({"initializationOptions": off, "locale": "ar"});
    client.shake_hands(&[&folder], json!({}), more);
    client.did_open(&article, 1, UNDATED);
    client.diagnostics(&article, without_code("undated-article"));
    let on = json!({"isnad": {"rules": {"undated-article": "warning"}}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": on}));
    let arabic = client.diagnostics(&article, with_code("undated-article"));
    let english = json!({"isnad": {"language": "en", "rules": {"undated-article": "warning"}}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": english}));
    let english = client.diagnostics(&article, with_code("undated-article"));
    let message = |d: &Value| d["diagnostics"][0]["message"].as_str().unwrap().to_owned();
    assert_ne!(message(&arabic), message(&english));
    assert!(message(&english).is_ascii(), "{english}");
    assert!(client.asked.is_empty(), "it was asked what it cannot answer");
    client.quit();
}

/// Levels by folder, changed on disk while articles are open.
#[test]
fn levels_for_some_files_hold_for_them_alone() {
    let folder = Folder::new(&[("a.txt", UNDATED), ("رأي/b.txt", UNDATED)]);
    let (news, opinion) = (folder.uri("a.txt"), folder.uri("رأي/b.txt"));
    let mut client = Client::open(&folder);
    client.did_open(&news, 1, UNDATED);
    client.did_open(&opinion, 1, UNDATED);
    client.diagnostics(&news, with_code("undated-article"));
    client.diagnostics(&opinion, with_code("undated-article"));
    let settings = "[[overrides]]\nfiles = [\"رأي/**\"]\nrules = { undated-article = \"off\" }\n";
    folder.write("isnad.toml", settings);
    client.watched(&[(&folder.uri("isnad.toml"), 1)]);
    client.diagnostics(&opinion, without_code("undated-article"));
    client.did_change(&news, 2, json!([{"text": format!("{UNDATED} ")}]));
    client.diagnostics(&news, |d| d["version"] == 2 && codes(d).contains(&"undated-article"));
    folder.write("isnad.toml", "[[overrides]]\nfiles = [\"a{b\"]\n");
    client.watched(&[(&folder.uri("isnad.toml"), 2)]);
    let fault = client.diagnostics(&folder.uri("isnad.toml"), |d| !codes(d).is_empty());
    assert_eq!(fault["diagnostics"][0]["range"]["start"]["line"], 1, "{fault}");
    client.quit();
}

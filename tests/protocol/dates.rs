//! Inlay hints and code actions over the wire.

use std::time::Instant;

use serde_json::{Value, json};

use crate::client::{Answer, Client, Folder, PATIENCE, capabilities, capabilities_in, position};

const TEXT: &str = "خبر 😀 من موسكو\n\nوصل 😀 كيم في يوليو الماضي.\nوغادر 😀 أمس الأربعاء.\n";

fn folder(settings: &str) -> Folder {
    let dates = "[articles]\n\"a.txt\" = { published = 2023-12-21 }\n";
    Folder::new(&[("a.txt", TEXT), ("isnad.toml", &format!("{settings}{dates}"))])
}

/// Where some words begin and end.
fn range(words: &str, encoding: &str) -> Value {
    let start = TEXT.find(words).unwrap();
    json!({
        "start": position(TEXT, start, encoding),
        "end": position(TEXT, start + words.len(), encoding),
    })
}

fn hints(client: &mut Client, uri: &str, range: Value) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": uri}, "range": range});
    let hints = client.request("textDocument/inlayHint", params);
    hints.as_array().unwrap().clone()
}

#[test]
fn hints_stand_behind_their_words_in_every_unit() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = folder("");
        let uri = folder.uri("a.txt");
        let mut client = Client::open_with(&folder, capabilities_in(encoding), json!({}));
        client.did_open(&uri, 1, TEXT);
        let all = hints(&mut client, &uri, range(TEXT, encoding));
        assert_eq!(all.len(), 2, "{all:?}");
        assert_eq!(all[0]["label"], "2023-07");
        assert_eq!(all[0]["position"], range("يوليو الماضي", encoding)["end"]);
        let tooltip = all[0]["tooltip"]["value"].as_str().unwrap();
        assert!(tooltip.contains("July 2023"), "{tooltip}");
        assert_eq!(all[1]["label"], "2023-12-20");
        let line = hints(&mut client, &uri, range("وغادر 😀 أمس الأربعاء.\n", encoding));
        assert_eq!(line, all[1..], "{encoding}");
        client.quit();
    }
}

#[test]
fn hints_follow_the_settings() {
    let folder = folder("hints = { dates = \"none\" }\n");
    let uri = folder.uri("a.txt");
    let mut capabilities = capabilities();
    capabilities["workspace"]["inlayHint"] = json!({"refreshSupport": true});
    let mut client = Client::open_with(&folder, capabilities, json!({}));
    client.scanned();
    client.did_open(&uri, 1, TEXT);
    assert!(hints(&mut client, &uri, range(TEXT, "utf-8")).is_empty());
    client.diagnostics_of(&uri, 1);
    client.asked.clear();
    let settings = folder.uri("isnad.toml");
    let text = "[hints]\ndates = \"all\"\n[articles]\n\"a.txt\" = { published = 2023-12-14 }\n";
    client.did_open(&settings, 1, text);
    client.until("the wish for new hints", |c| {
        let mut asked = c.asked.iter();
        asked.any(|a| a["method"] == "workspace/inlayHint/refresh").then_some(())
    });
    let all = hints(&mut client, &uri, range(TEXT, "utf-8"));
    assert_eq!(all[1]["label"], "2023-12-13");
    client.quit();
}

#[test]
fn the_editor_s_setting_counts_where_no_file_has_one() {
    let folder = folder("");
    let uri = folder.uri("a.txt");
    let mut client = Client::start();
    client.script(|method, _| match method {
        "workspace/configuration" => Answer::Now(json!([{"hints": {"dates": "none"}}])),
        _ => Answer::Now(Value::Null),
    });
    client.shake_hands(&[&folder], capabilities(), json!({}));
    client.did_open(&uri, 1, TEXT);
    let params = json!({"textDocument": {"uri": uri}, "range": range(TEXT, "utf-8")});
    let deadline = Instant::now() + PATIENCE;
    while client.request("textDocument/inlayHint", params.clone()) != json!([]) {
        assert!(Instant::now() < deadline, "the editor's setting does not count");
    }
    client.quit();
}

fn actions(client: &mut Client, uri: &str, range: Value, context: Value) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    let actions = client.request("textDocument/codeAction", params);
    actions.as_array().unwrap().clone()
}

#[test]
fn actions_give_edits_in_every_unit() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = folder("");
        let uri = folder.uri("a.txt");
        let mut capabilities = capabilities_in(encoding);
        capabilities["workspace"]["workspaceEdit"] = json!({"documentChanges": true});
        let mut client = Client::open_with(&folder, capabilities, json!({}));
        client.did_open(&uri, 7, TEXT);
        let at = range("أمس الأربعاء", encoding);
        let here = json!({"start": at["start"], "end": at["start"]});
        let none = json!({"diagnostics": []});
        let found = actions(&mut client, &uri, here.clone(), none);
        let change = &found[0]["edit"]["documentChanges"][0];
        assert_eq!(change["textDocument"], json!({"uri": uri, "version": 7}));
        assert_eq!(change["edits"], json!([{"range": at, "newText": "الأربعاء"}]));
        assert_eq!(found[0]["kind"], "refactor.rewrite");
        let only = json!({"diagnostics": [], "only": ["quickfix"]});
        assert!(actions(&mut client, &uri, here.clone(), only).is_empty());
        let only = json!({"diagnostics": [], "only": ["refactor"]});
        assert_eq!(actions(&mut client, &uri, here, only), found);
        client.quit();
    }
}

#[test]
fn a_client_that_takes_no_actions_has_commands() {
    let folder = folder("");
    let uri = folder.uri("a.txt");
    let here = range("أمس الأربعاء", "utf-8");
    for can_edit in [true, false] {
        let mut capabilities = capabilities();
        capabilities["textDocument"]["codeAction"] = json!({"dynamicRegistration": true});
        capabilities["workspace"]["applyEdit"] = json!(can_edit);
        let mut client = Client::start();
        client.script(|method, _| match method {
            "workspace/applyEdit" => Answer::Now(json!({"applied": true})),
            "workspace/configuration" => Answer::Now(json!([null])),
            _ => Answer::Now(Value::Null),
        });
        let answer = client.shake_hands(&[&folder], capabilities, json!({}));
        assert_eq!(answer["capabilities"]["codeActionProvider"], true);
        let known = answer["capabilities"]["executeCommandProvider"]["commands"].as_array().unwrap().clone();
        assert_eq!(known.contains(&json!("isnad.edit")), can_edit);
        client.did_open(&uri, 7, TEXT);
        let found = actions(&mut client, &uri, here.clone(), json!({"diagnostics": []}));
        for command in &found {
            // What tells a command from an action is that its `command` is a string.
            assert!(known.contains(&command["command"]), "{command}");
            assert!(command.get("kind").is_none() && command.get("edit").is_none(), "{command}");
        }
        let edits: Vec<_> = found.iter().filter(|c| c["command"] == "isnad.edit").collect();
        assert_eq!(!edits.is_empty(), can_edit);
        if let Some(edit) = edits.first() {
            let params = json!({"command": edit["command"], "arguments": edit["arguments"]});
            assert_eq!(client.request("workspace/executeCommand", params), Value::Null);
            let asked = client.until("the edit", |c| {
                c.asked.iter().find(|a| a["method"] == "workspace/applyEdit").cloned()
            });
            let changes = &asked["params"]["edit"]["changes"][&uri];
            assert_eq!(*changes, json!([{"range": here, "newText": "الأربعاء"}]));
        }
        client.quit();
    }
}

#[test]
fn a_fix_names_the_diagnostic_it_mends() {
    let text = "---\ndate: 2023-13-21\n---\nخبر من موسكو\n\nوصل كيم أمس.\n";
    let settings = "[articles]\n\"b.md\" = { published = 2023-12-21 }\n";
    let folder = Folder::new(&[("b.md", text), ("isnad.toml", settings)]);
    let uri = folder.uri("b.md");
    let mut client = Client::open(&folder);
    client.did_open(&uri, 1, text);
    let shown = client.diagnostics_of(&uri, 1);
    let fault = shown.as_array().unwrap().iter().find(|d| d["code"] == "front-matter");
    let fault = fault.unwrap();
    let context = json!({"diagnostics": [fault]});
    let found = actions(&mut client, &uri, fault["range"].clone(), context);
    let fix = found.iter().find(|a| a["kind"] == "quickfix").unwrap();
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(fix["diagnostics"], json!([fault]));
    // This client takes no versioned edits.
    let edit = json!([{"range": fault["range"], "newText": "2023-12-21"}]);
    assert_eq!(fix["edit"]["changes"][&uri], edit);
    client.quit();
}

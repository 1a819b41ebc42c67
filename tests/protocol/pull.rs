//! Diagnostics that the client asks for.

use serde_json::{Value, json};

use crate::client::{Answer, Client, Folder, capabilities};

pub(crate) const UNDATED: &str = "وفد روسي في بيونغ يانغ\n\nوصل وفد روسي إلى بيونغ يانغ أمس.\n";
pub(crate) const CLEAN: &str = "---\ndate: 2023-12-21\n---\nبيونغ يانغ\n";

/// What an editor that asks says it can.
pub(crate) fn asking() -> Value {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": false});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    capabilities
}

fn open(folder: &Folder) -> Client {
    Client::open_with(folder, asking(), json!({}))
}

fn ask(client: &mut Client, uri: &str, previous: &Value) -> Value {
    let params = json!({"textDocument": {"uri": uri}, "previousResultId": previous});
    client.request("textDocument/diagnostic", params)
}

pub(crate) fn codes(report: &Value) -> Vec<&str> {
    let items = report["items"].as_array().unwrap_or_else(|| panic!("{report}"));
    items.iter().map(|d| d["code"].as_str().unwrap()).collect()
}

/// No editor that asks was told anything unasked.
pub(crate) fn quit(client: Client) {
    let told = client.notifications.iter().filter(|n| n["method"] == "textDocument/publishDiagnostics");
    assert_eq!(told.count(), 0, "told and asked");
    client.quit();
}

/// Waits until the server has asked this often that the client ask again.
fn asked_again(client: &mut Client, times: usize) {
    client.until("to be asked to ask again", |c| {
        let asked = c.asked.iter().filter(|a| a["method"] == "workspace/diagnostic/refresh");
        (asked.count() >= times).then_some(())
    });
}

#[test]
fn the_same_diagnostics_are_given_once() {
    let folder = Folder::new(&[]);
    let article = folder.uri("a.txt");
    let mut client = Client::start();
    let answer = client.shake_hands(&[&folder], asking(), json!({}));
    let offered = &answer["capabilities"]["diagnosticProvider"];
    assert_eq!(offered["interFileDependencies"], true, "{answer}");
    assert_eq!(offered["workspaceDiagnostics"], true);
    client.did_open(&article, 1, UNDATED);
    let first = ask(&mut client, &article, &Value::Null);
    assert_eq!(first["kind"], "full");
    assert!(codes(&first).contains(&"undated-article"), "{first}");
    let again = ask(&mut client, &article, &first["resultId"]);
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    // The same words further down are other diagnostics.
    client.did_change(&article, 2, json!([{"text": format!("\n{UNDATED}")}]));
    let moved = ask(&mut client, &article, &first["resultId"]);
    assert_eq!(moved["kind"], "full");
    assert_eq!(codes(&moved), codes(&first));
    client.did_change(&article, 3, json!([{"text": UNDATED}]));
    let back = ask(&mut client, &article, &first["resultId"]);
    assert_eq!(back["kind"], "unchanged", "{back}");
    quit(client);
}

/// It would show what is no longer right, until its user edits.
#[test]
fn a_client_that_cannot_be_asked_to_ask_again_is_told() {
    let folder = Folder::new(&[]);
    let article = folder.uri("a.txt");
    let mut lacking = asking();
    lacking["workspace"]["diagnostics"] = json!({});
    let mut client = Client::start();
    let answer = client.shake_hands(&[&folder], lacking, json!({}));
    assert!(answer["capabilities"].get("diagnosticProvider").is_none(), "{answer}");
    client.did_open(&article, 1, UNDATED);
    assert!(!client.diagnostics_of(&article, 1).as_array().unwrap().is_empty());
    client.quit();
}

#[test]
fn settings_and_other_articles_have_the_client_ask_again() {
    let folder = Folder::new(&[]);
    let (settings, article) = (folder.uri("isnad.toml"), folder.uri("a.txt"));
    let mut client = open(&folder);
    client.did_open(&article, 1, UNDATED);
    let first = ask(&mut client, &article, &Value::Null);
    folder.write("isnad.toml", "[rules]\nundated-article = \"off\"\n");
    client.watched(&[(&settings, 1)]);
    asked_again(&mut client, 1);
    let off = ask(&mut client, &article, &first["resultId"]);
    assert!(!codes(&off).contains(&"undated-article"), "{off}");
    // What changes nothing is no reason to ask, and what the client edits it asks about itself.
    folder.write("isnad.toml", "[rules]\nundated-article = \"off\"\n\n");
    client.watched(&[(&settings, 2)]);
    for version in 2..20 {
        client.did_change(&article, version, json!([{"text": format!("{UNDATED}{version}")}]));
    }
    let now = ask(&mut client, &article, &Value::Null);
    assert_eq!(codes(&now), codes(&off));
    std::fs::remove_file(folder.path().join("isnad.toml")).unwrap();
    client.watched(&[(&settings, 3)]);
    asked_again(&mut client, 2);
    let on = ask(&mut client, &article, &now["resultId"]);
    assert!(codes(&on).contains(&"undated-article"), "{on}");
    let asked = client.asked.iter().filter(|a| a["method"] == "workspace/diagnostic/refresh");
    assert_eq!(asked.count(), 2);
    quit(client);
}

#[test]
fn the_question_to_ask_again_is_put_once_at_a_time() {
    let folder = Folder::new(&[]);
    let (settings, article) = (folder.uri("isnad.toml"), folder.uri("a.txt"));
    let mut client = Client::start();
    client.script(|method, _| match method {
        "workspace/diagnostic/refresh" => Answer::Hold,
        "workspace/configuration" => Answer::Now(json!([null])),
        _ => Answer::Now(Value::Null),
    });
    client.shake_hands(&[&folder], asking(), json!({}));
    client.did_open(&article, 1, UNDATED);
    ask(&mut client, &article, &Value::Null);
    for level in ["off", "hint", "error", "warning", "off", "error"] {
        folder.write("isnad.toml", &format!("[rules]\nundated-article = \"{level}\"\n"));
        client.watched(&[(&settings, 2)]);
        asked_again(&mut client, 1);
        ask(&mut client, &article, &Value::Null);
    }
    assert_eq!(client.held.len(), 1, "one at a time");
    let held = client.held.remove(0);
    // There was reason to since, and there is again.
    client.release(&held, &Value::Null);
    asked_again(&mut client, 2);
    quit(client);
}

/// The pool is full of others' work when the client asks, and edits before it has an answer.
#[test]
fn what_is_found_out_about_an_older_version_is_not_given() {
    let folder = Folder::new(&[]);
    let article = folder.uri("a.txt");
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[&folder], asking(), json!({}));
    client.did_open(&article, 1, UNDATED);
    let others: Vec<_> = (0..8).map(|_| client.ask("isnad/test/wait", json!({}))).collect();
    let asked = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": article}}));
    client.did_change(&article, 2, json!([{"text": CLEAN}]));
    let asked_later = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": article}}));
    for id in others {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    let refused = client.answer(asked);
    assert_eq!(refused["error"]["code"], -32802, "{refused}");
    assert_eq!(refused["error"]["data"], json!({"retriggerRequest": true}));
    let answer = client.answer(asked_later);
    assert_eq!(codes(&answer["result"]), [""; 0], "{answer}");
    quit(client);
}

#[test]
fn a_cancelled_question_is_answered_once() {
    let folder = Folder::new(&[]);
    let article = folder.uri("a.txt");
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[&folder], asking(), json!({}));
    client.did_open(&article, 1, UNDATED);
    let others: Vec<_> = (0..8).map(|_| client.ask("isnad/test/wait", json!({}))).collect();
    let asked = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": article}}));
    client.notify("$/cancelRequest", json!({ "id": asked }));
    assert_eq!(client.answer(asked)["error"]["code"], -32800);
    for id in others {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    assert_eq!(ask(&mut client, &article, &Value::Null)["kind"], "full");
    quit(client);
}

/// Two articles tell of one visit on different days: each has a finding that points to the other.
const VISIT: [&str; 2] = [
    "---\ndate: 2023-09-20\n---\nوصل كيم جونغ أون إلى موسكو يوم 12 سبتمبر 2023.\n",
    "---\ndate: 2023-09-21\n---\nوصل كيم جونغ أون إلى موسكو يوم 15 سبتمبر 2023.\n",
];

#[test]
fn other_files_come_along_where_the_client_takes_them() {
    let folder = Folder::new(&[("a.txt", VISIT[0]), ("b.txt", VISIT[1])]);
    let [first, other, settings] = ["a.txt", "b.txt", "isnad.toml"].map(|name| folder.uri(name));
    let mut capabilities = asking();
    capabilities["textDocument"]["diagnostic"]["relatedDocumentSupport"] = json!(true);
    let mut client = Client::open_with(&folder, capabilities, json!({"clientInfo": {"name": "Neovim"}}));
    client.scanned();
    client.did_open(&first, 1, VISIT[0]);
    let report = ask(&mut client, &first, &Value::Null);
    assert!(codes(&report).contains(&"conflicting-dates"), "{report}");
    let there = &report["relatedDocuments"][&other];
    assert_eq!(there["kind"], "full", "{report}");
    assert!(codes(there).contains(&"conflicting-dates"), "{there}");
    assert!(there["resultId"].is_string());
    // Once is enough.
    let again = ask(&mut client, &first, &report["resultId"]);
    assert_eq!(again, json!({"kind": "unchanged", "resultId": report["resultId"]}));
    // A settings file that is wrong is told with any document.
    folder.write("isnad.toml", "language = 7\n");
    client.watched(&[(&settings, 1)]);
    asked_again(&mut client, 1);
    let wrong = ask(&mut client, &first, &report["resultId"]);
    assert_eq!(codes(&wrong["relatedDocuments"][&settings]), ["settings"], "{wrong}");
    folder.write("isnad.toml", "language = \"ar\"\n");
    client.watched(&[(&settings, 2)]);
    asked_again(&mut client, 2);
    let mended = ask(&mut client, &first, &report["resultId"]);
    assert_eq!(codes(&mended["relatedDocuments"][&settings]), [""; 0], "{mended}");
    // What no finding points to any more is taken back.
    client.did_change(&first, 2, json!([{"text": CLEAN}]));
    let alone = ask(&mut client, &first, &Value::Null);
    assert_eq!(alone["relatedDocuments"][&other], json!({"kind": "full", "items": []}), "{alone}");
    quit(client);
}

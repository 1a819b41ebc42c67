//! Cancelled, panicking and crowding requests.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities};

fn with_hooks(folder: &Folder) -> Client {
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.shake_hands(&[folder], capabilities(), json!({}));
    client
}

#[test]
fn a_cancelled_request_is_answered_once_and_stops() {
    let folder = Folder::new(&[]);
    let mut client = with_hooks(&folder);
    // More than the pool has threads: were they not to stop, nothing else would be read.
    let waiting: Vec<_> = (0..40).map(|_| client.ask("isnad/test/wait", json!({}))).collect();
    for &id in &waiting {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in waiting {
        assert_eq!(client.answer(id)["error"]["code"], -32800);
    }
    assert_eq!(client.request("isnad/test/text", json!({"uri": "file:///x"})), Value::Null);
    // To cancel what is answered already changes nothing.
    client.notify("$/cancelRequest", json!({"id": 1}));
    client.quit();
}

#[test]
fn edits_and_shutdown_are_not_held_up_by_slow_requests() {
    let folder = Folder::new(&[]);
    let mut client = with_hooks(&folder);
    let waiting: Vec<_> = (0..200).map(|_| client.ask("isnad/test/wait", json!({}))).collect();
    let article = folder.uri("a.txt");
    client.did_open(&article, 1, "موسكو");
    client.did_change(&article, 2, json!([{"text": "بكين"}]));
    client.diagnostics_of(&article, 2);
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
    drop(waiting);
}

#[test]
fn a_panic_in_a_request_is_its_answer_and_no_one_else_s() {
    let folder = Folder::new(&[]);
    let mut client = with_hooks(&folder);
    let article = folder.uri("a.txt");
    client.did_open(&article, 1, "موسكو");
    for _ in 0..20 {
        let id = client.ask("isnad/test/panic", json!({}));
        let answer = client.answer(id);
        assert_eq!(answer["error"]["code"], -32603, "{answer}");
    }
    let there = client.request("isnad/test/text", json!({ "uri": article }));
    assert_eq!(there["text"], "موسكو");
    client.quit();
}

#[test]
fn a_panic_in_the_session_does_not_end_it() {
    let folder = Folder::new(&[]);
    let mut client = with_hooks(&folder);
    let article = folder.uri("a.txt");
    client.did_open(&article, 1, "موسكو");
    client.notify("isnad/test/panicInSession", json!({}));
    client.did_change(&article, 2, json!([{"text": "بكين"}]));
    client.diagnostics_of(&article, 2);
    let there = client.request("isnad/test/text", json!({ "uri": article }));
    assert_eq!(there["text"], "بكين");
    client.quit();
}

#[test]
fn a_document_with_nul_bytes_has_one_diagnostic_and_can_be_mended() {
    let folder = Folder::new(&[]);
    let mut client = with_hooks(&folder);
    let article = folder.uri("a.txt");
    client.did_open(&article, 1, "قال مصدر مطلع\u{0} إن الجيش قتل 120 شخصا.");
    let found = client.diagnostics_of(&article, 1);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["code"], "unreadable-file");
    assert_eq!(found[0]["source"], "isnad");
    let at = json!({"textDocument": {"uri": article}, "position": {"line": 0, "character": 1}});
    assert_eq!(client.request("textDocument/hover", at), Value::Null);
    client.did_change(&article, 2, json!([{"text": "موسكو"}]));
    let found = client.diagnostics_of(&article, 2);
    assert!(found.as_array().unwrap().iter().all(|d| d["code"] != "unreadable-file"), "{found}");
    client.quit();
}

#[test]
fn a_client_that_refuses_everything_is_served_all_the_same() {
    let folder = Folder::new(&[("a.txt", "موسكو")]);
    let mut client = Client::start_with(&[("ISNAD_TEST_HOOKS", "1")]);
    client.script(|_, _| crate::client::Answer::Refuse);
    client.shake_hands(&[&folder], capabilities(), json!({}));
    client.until("three refusals", |c| (c.asked.len() >= 3).then_some(()));
    let article = folder.uri("a.txt");
    client.did_open(&article, 1, "موسكو");
    client.diagnostics_of(&article, 1);
    client.quit();
}

//! What a request says before its answer, what the client may know of the work, and files that are
//! about to be renamed.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities};

const KIM: &str = "وصل كيم جونغ أون إلى المدينة. قال كيم جونغ أون إن الجيش وصل.";

/// Many articles that name كيم, the first of them open.
fn many(count: usize) -> (Folder, Client, Value) {
    let folder = Folder::new(&[]);
    for i in 0..count {
        folder.write(&format!("{i}.txt"), KIM);
    }
    let uri = folder.uri("0.txt");
    let mut client = Client::open(&folder);
    client.scanned();
    client.did_open(&uri, 1, KIM);
    client.notifications.clear();
    let at = json!({
        "textDocument": {"uri": uri},
        "position": {"line": 0, "character": "وصل ".len() + 2},
        "context": {"includeDeclaration": true},
    });
    (folder, client, at)
}

/// What was told under a token, in order.
fn told(client: &Client, token: &str) -> Vec<Value> {
    let told = client.notifications.iter().filter(|n| n["params"]["token"] == token);
    told.map(|n| n["params"]["value"].clone()).collect()
}

fn with_tokens(params: &Value) -> Value {
    let mut params = params.clone();
    params["partialResultToken"] = json!("parts");
    params["workDoneToken"] = json!("work");
    params
}

/// The parts and then the answer, which has nothing left; the same as an answer without parts.
fn comes_in_parts(client: &mut Client, method: &str, params: &Value, at_least: usize) {
    let whole = client.request(method, params.clone());
    let answer = client.request(method, with_tokens(params));
    assert_eq!(answer, json!([]), "{method}");
    let parts = told(client, "parts");
    assert!(parts.len() >= at_least, "{method}: {} parts", parts.len());
    let all: Vec<_> = parts.iter().flat_map(|part| part.as_array().unwrap().clone()).collect();
    assert_eq!(json!(all), whole, "{method}");
    let work = told(client, "work");
    assert_eq!(work[0]["kind"], "begin", "{method}");
    assert!(!work[0]["title"].as_str().unwrap().is_empty());
    assert_eq!(work.last().unwrap()["kind"], "end");
    assert_eq!(work.iter().filter(|w| w["kind"] == "end").count(), 1);
    // Nothing more comes after the answer.
    client.request("workspace/symbol", json!({"query": "xyz"}));
    assert_eq!(told(client, "parts"), parts);
    assert_eq!(told(client, "work"), work);
    client.notifications.clear();
}

#[test]
fn long_lists_come_in_parts() {
    let (_folder, mut client, at) = many(250);
    comes_in_parts(&mut client, "textDocument/references", &at, 3);
    comes_in_parts(&mut client, "textDocument/implementation", &at, 2);
    comes_in_parts(&mut client, "workspace/symbol", &json!({"query": "كيم"}), 1);
    let item = client.request("textDocument/prepareCallHierarchy", at);
    comes_in_parts(&mut client, "callHierarchy/incomingCalls", &json!({"item": item[0]}), 2);
    client.quit();
}

/// Whatever comes under a cancelled request's tokens comes before the one answer to it.
#[test]
fn a_cancelled_request_says_nothing_after_its_answer() {
    let (_folder, mut client, at) = many(250);
    for round in 0..40 {
        let mut params = at.clone();
        params["partialResultToken"] = json!(format!("parts {round}"));
        params["workDoneToken"] = json!(format!("work {round}"));
        let asked = client.ask("textDocument/references", params);
        client.notify("$/cancelRequest", json!({ "id": asked }));
        let answer = client.answer(asked);
        assert!(answer["error"]["code"] == -32800 || answer["result"] == json!([]), "{answer}");
        let work = told(&client, &format!("work {round}"));
        let parts = told(&client, &format!("parts {round}"));
        let kinds: Vec<_> = work.iter().map(|w| w["kind"].as_str().unwrap()).collect();
        assert!(kinds.is_empty() || kinds.last() == Some(&"end"), "{kinds:?}");
        client.request("workspace/symbol", json!({"query": "xyz"}));
        assert_eq!(told(&client, &format!("work {round}")), work, "round {round}");
        assert_eq!(told(&client, &format!("parts {round}")), parts, "round {round}");
        client.notifications.clear();
    }
    client.quit();
}

#[test]
fn the_work_is_told_of_as_the_client_wants() {
    let folder = Folder::new(&[]);
    let uri = folder.uri("a.txt");
    let mut client = Client::open_with(&folder, capabilities(), json!({"trace": "messages"}));
    client.did_open(&uri, 1, KIM);
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 12}});
    let trace = |client: &mut Client, level: &str| {
        if !level.is_empty() {
            client.notify("$/setTrace", json!({"value": level}));
        }
        client.notifications.clear();
        client.request("textDocument/hover", at.clone());
        let told = client.notifications.iter().filter(|n| n["method"] == "$/logTrace");
        told.map(|n| n["params"].clone()).collect::<Vec<_>>()
    };
    let told = trace(&mut client, "");
    assert!(told[0]["message"].as_str().unwrap().starts_with("textDocument/hover: "), "{told:?}");
    assert!(told[0].get("verbose").is_none());
    assert!(trace(&mut client, "verbose")[0]["verbose"].is_string());
    assert_eq!(trace(&mut client, "off"), [Value::Null; 0]);
    // A level of VS Code's own.
    assert!(trace(&mut client, "compact")[0].get("verbose").is_none());
    client.quit();
}

#[test]
fn what_settings_say_of_an_article_goes_with_it() {
    let settings = "[articles]\n\"a.txt\" = { published = 2023-12-21 }\n\"old/b.txt\" = 2023-12-22\n";
    let ignores = "[[ignore]]\nrule = \"vague-date\"\nfile = \"old/b.txt\"\n";
    let folder = Folder::new(&[
        ("isnad.toml", settings),
        ("isnad-ignores.toml", ignores),
        ("a.txt", KIM),
        ("old/b.txt", KIM),
    ]);
    let mut versioned = capabilities();
    versioned["workspace"]["workspaceEdit"] = json!({"documentChanges": true});
    for capabilities in [capabilities(), versioned] {
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], capabilities, json!({}));
        let operations = &answer["capabilities"]["workspace"]["fileOperations"];
        for operation in ["willRename", "didRename", "didCreate", "didDelete"] {
            assert_eq!(operations[operation]["filters"][0]["pattern"]["glob"], "**/*", "{operation}");
        }
        client.scanned();
        let renamed = json!([
            {"oldUri": folder.uri("a.txt"), "newUri": folder.uri("مقال.txt")},
            {"oldUri": folder.uri("old"), "newUri": folder.uri("new/older")},
        ]);
        let edit = client.request("workspace/willRenameFiles", json!({ "files": renamed }));
        let changes = |name: &str| -> Vec<Value> {
            let uri = folder.uri(name);
            let listed = edit["documentChanges"].as_array().map(|files| {
                files.iter().find(|f| f["textDocument"]["uri"] == uri).unwrap()["edits"].clone()
            });
            listed.unwrap_or_else(|| edit["changes"][&uri].clone()).as_array().unwrap().clone()
        };
        let new: Vec<_> = changes("isnad.toml").iter().map(|e| e["newText"].clone()).collect();
        assert_eq!(new, [json!("\"مقال.txt\""), json!("\"new/older/b.txt\"")], "{edit}");
        let passed_over = changes("isnad-ignores.toml");
        assert_eq!(passed_over[0]["newText"], "\"new/older/b.txt\"");
        assert_eq!(passed_over[0]["range"]["start"], json!({"line": 2, "character": 7}));
        // Nothing is said of it, or there is no word for its new place.
        for (old, new) in [("c.txt", folder.uri("d.txt")), ("a.txt", "file:///elsewhere/a.txt".to_owned())] {
            let files = json!([{"oldUri": folder.uri(old), "newUri": new}]);
            let edit = client.request("workspace/willRenameFiles", json!({ "files": files }));
            assert_eq!(edit, Value::Null);
        }
        client.quit();
    }
}

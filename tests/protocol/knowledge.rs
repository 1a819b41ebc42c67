//! Telling isnad who somebody is: actions on names that no knowledge file has.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities, position};

const HARVEST: &str = "\
خبر

قال وزير الزراعة السوري محمد السمسماني إن الموسم جيد.

وأضاف السمسماني أن القمح وفير.
";

/// Where words stand, as a range without length one letter in.
fn at(text: &str, words: &str) -> Value {
    let offset = text.find(words).unwrap() + words.chars().next().unwrap().len_utf8();
    let place = position(text, offset, "utf-8");
    json!({"start": place, "end": place})
}

/// The actions that have these words in their title.
fn offered(client: &mut Client, uri: &str, range: &Value, title: &str) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let all = client.request("textDocument/codeAction", params);
    let all = all.as_array().unwrap().iter();
    all.filter(|a| a["title"].as_str().unwrap().contains(title)).cloned().collect()
}

fn card(client: &mut Client, uri: &str, range: &Value) -> String {
    let params = json!({"textDocument": {"uri": uri}, "position": range["start"]});
    let card = client.request("textDocument/hover", params);
    card["contents"]["value"].as_str().unwrap_or("-").to_owned()
}

fn making_files() -> Value {
    let mut capabilities = capabilities();
    capabilities["workspace"]["workspaceEdit"] =
        json!({"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]});
    capabilities
}

/// What an edit makes of a file that is not there yet, as an editor does it.
fn made(edit: &Value, uri: &str) -> String {
    let changes = edit["documentChanges"].as_array().unwrap();
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], uri);
    assert_eq!(changes[0]["options"]["overwrite"], false);
    assert_eq!(changes[1]["textDocument"], json!({"uri": uri, "version": null}));
    let start = json!({"line": 0, "character": 0});
    assert_eq!(changes[1]["edits"][0]["range"], json!({"start": start, "end": start}));
    changes[1]["edits"][0]["newText"].as_str().unwrap().to_owned()
}

#[test]
fn an_unknown_name_is_added_and_known_at_once() {
    let folder = Folder::new(&[("a.txt", HARVEST)]);
    let (uri, own) = (folder.uri("a.txt"), folder.uri("knowledge/own.toml"));
    let mut client = Client::open_with(&folder, making_files(), json!({}));
    client.scanned();
    client.did_open(&uri, 1, HARVEST);
    let name = at(HARVEST, "محمد السمسماني");
    assert!(card(&mut client, &uri, &name).contains("Not in the knowledge base"));

    let found = offered(&mut client, &uri, &name, "to the knowledge base");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["kind"], "quickfix");
    let text = made(&found[0]["edit"], &own);
    assert_eq!(
        text,
        "\
# People, places and organisations of the newsroom's own

[[person]]
id = \"mohammed-al-samsamani\"
class = \"person\"
ar = \"محمد السمسماني\"
en = \"Mohammed al-Samsamani\"
country = \"syria\"
about = { ar = \"وزير الزراعة السوري\", en = \"Minister of agriculture of Syria\" }
"
    );

    // In the editor, not yet saved.
    client.did_open(&own, 1, &text);
    for words in ["محمد السمسماني", "السمسماني أن"] {
        let card = card(&mut client, &uri, &at(HARVEST, words));
        assert!(card.contains("Mohammed al\\-Samsamani") || card.contains("Mohammed al-Samsamani"), "{card}");
        assert!(!card.contains("Not in the knowledge base"), "{card}");
    }
    assert!(offered(&mut client, &uri, &name, "knowledge base").is_empty());
    client.quit();
}

#[test]
fn a_saved_entry_is_in_force_and_the_next_goes_behind_it() {
    let folder = Folder::new(&[("a.txt", HARVEST), ("knowledge/own.toml", "# own")]);
    let (uri, own) = (folder.uri("a.txt"), folder.uri("knowledge/own.toml"));
    let mut client = Client::open_with(&folder, capabilities(), json!({}));
    client.scanned();
    client.did_open(&uri, 1, HARVEST);
    // A short name is added by the full one it points back to.
    let short = at(HARVEST, "السمسماني أن");
    let found = offered(&mut client, &uri, &short, "to the knowledge base");
    let changes = &found[0]["edit"]["changes"][&own];
    assert_eq!(changes[0]["range"]["start"], json!({"line": 0, "character": 5}));
    let text = changes[0]["newText"].as_str().unwrap();
    assert!(text.starts_with("\n\n[[person]]\n"), "{text}");

    folder.write("knowledge/own.toml", &format!("# own{text}"));
    let change = json!({"changes": [{"uri": own, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", change);
    let name = at(HARVEST, "محمد السمسماني");
    client.until("the card", |c| card(c, &uri, &name).contains("Mohammed").then_some(()));
    client.quit();
}

#[test]
fn an_unknown_name_becomes_a_spelling_of_somebody_near() {
    let text = "\
زيارة

وصل وزير الدفاع الروسي سيرغي شويغو إلى بيونغ يانغ.

وقال نائب وزير الدفاع سرغاي شوايقو إن الزيارة مهمة.
";
    let folder = Folder::new(&[("a.txt", text)]);
    let (uri, own) = (folder.uri("a.txt"), folder.uri("knowledge/own.toml"));
    let mut client = Client::open_with(&folder, making_files(), json!({}));
    client.scanned();
    client.did_open(&uri, 1, text);
    let name = at(text, "سرغاي شوايقو");
    let found = offered(&mut client, &uri, &name, "as another spelling");
    assert!((1..=3).contains(&found.len()), "{found:?}");
    assert!(found[0]["title"].as_str().unwrap().contains("Sergei Shoigu"), "{found:?}");
    let entry = made(&found[0]["edit"], &own);
    assert!(entry.ends_with("[[alias]]\nof = \"sergei-shoigu\"\nname = \"سرغاي شوايقو\"\n"), "{entry}");
    client.did_open(&own, 1, &entry);
    let card = card(&mut client, &uri, &name);
    assert!(card.contains("Sergei Shoigu") && card.contains("security adviser of Russia"), "{card}");
    client.quit();
}

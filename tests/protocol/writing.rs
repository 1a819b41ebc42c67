//! What helps somebody who writes, over the wire: completion, renaming, fixes, formatting.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities_in, position};

const UNITS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// The byte that a position of the client's means.
fn offset(text: &str, at: &Value, encoding: &str) -> usize {
    let mut offsets = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    offsets.find(|o| position(text, *o, encoding) == *at).unwrap()
}

/// A text with edits applied as a client does.
fn edited(text: &str, edits: &Value, encoding: &str) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            let at = |end: &str| offset(text, &e["range"][end], encoding);
            (at("start"), at("end"), e["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

#[test]
fn names_are_completed_in_every_unit() {
    const OTHER: &str = "خبر من موسكو\n\nقال فلاديمير بوتين إن الزيارة ناجحة.\n";
    const TEXT: &str = "خبر 😀\r\n\r\nالتقى 😀 الوفد وبوت اليوم.\r\n";
    let folder = Folder::new(&[("a.txt", TEXT), ("b.txt", OTHER)]);
    let uri = folder.uri("a.txt");
    let at = TEXT.find(" اليوم").unwrap();
    for encoding in UNITS {
        let mut client = Client::start();
        let mut can = capabilities_in(encoding);
        can["textDocument"]["completion"] = json!({"completionItem": {
            "labelDetailsSupport": true, "documentationFormat": ["markdown"]}});
        let answer = client.shake_hands(&[&folder], can, json!({}));
        assert_eq!(answer["capabilities"]["completionProvider"]["resolveProvider"], true);
        client.scanned();
        client.did_open(&uri, 1, TEXT);
        let params = json!({"textDocument": {"uri": uri}, "position": position(TEXT, at, encoding)});
        let list = client.request("textDocument/completion", params);
        assert_eq!(list["isIncomplete"], true);
        let item = &list["items"][0];
        assert_eq!(item["label"], "فلاديمير بوتين");
        assert_eq!(item["filterText"], "بوتين");
        assert_eq!(item["detail"], item["labelDetails"]["description"]);
        assert!(item["documentation"].is_null(), "{item}");
        let put_in = edited(TEXT, &json!([item["textEdit"]]), encoding);
        assert_eq!(put_in, TEXT.replace("وبوت", "وفلاديمير بوتين"));
        let resolved = client.request("completionItem/resolve", item.clone());
        assert_eq!(resolved["documentation"]["kind"], "markdown");
        let card = resolved["documentation"]["value"].as_str().unwrap();
        assert!(card.starts_with("**Vladimir Putin**") && card.contains("b.txt"), "{card}");

        // Behind a blank, and in a document that is not open, there is nothing to complete.
        let blank = json!({"textDocument": {"uri": uri}, "position": position(TEXT, at + 1, encoding)});
        assert_eq!(client.request("textDocument/completion", blank)["items"], json!([]));
        let closed =
            json!({"textDocument": {"uri": folder.uri("b.txt")}, "position": {"line": 0, "character": 1}});
        assert_eq!(client.request("textDocument/completion", closed), Value::Null);
        // An item of somebody else's is given back as it is.
        let strange = json!({"label": "x", "data": {"entity": 1}});
        assert_eq!(client.request("completionItem/resolve", strange.clone()), strange);
        client.quit();
    }
}

#[test]
fn completion_for_a_client_that_can_little() {
    const TEXT: &str = "خبر\n\nوصل zelen اليوم.\n";
    let folder = Folder::new(&[("a.txt", TEXT)]);
    let uri = folder.uri("a.txt");
    let mut client = Client::open(&folder);
    client.did_open(&uri, 1, TEXT);
    let at = position(TEXT, TEXT.find(" اليوم").unwrap(), "utf-8");
    let list =
        client.request("textDocument/completion", json!({"textDocument": {"uri": uri}, "position": at}));
    let item = &list["items"][0];
    assert_eq!(item["label"], "فولوديمير زيلينسكي");
    assert!(item["labelDetails"].is_null());
    let resolved = client.request("completionItem/resolve", item.clone());
    assert_eq!(resolved["documentation"]["kind"], "plaintext");
    client.quit();
}

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

const HERE: &str = "شويغو 😀 في موسكو\r\n\r\nقال 😀 سيرغي شويغو إن الوفد وصل، وكُتب لشويغو.\r\n";
const THERE: &str = "لقاء في موسكو\n\nالتقى 😀 الوفد بسيرغي شويغو في #سيرغي_شويغو.\n";

fn rename_params(uri: &str, offset: usize, encoding: &str, new: &str) -> Value {
    json!({"textDocument": {"uri": uri}, "position": position(HERE, offset, encoding), "newName": new})
}

fn renaming(encoding: &str) -> Value {
    let mut can = capabilities_in(encoding);
    can["workspace"]["workspaceEdit"] =
        json!({"documentChanges": true, "changeAnnotationSupport": {"groupsOnLabel": true}});
    can["textDocument"]["rename"] = json!({"prepareSupport": true, "honorsChangeAnnotations": true});
    can
}

#[test]
fn a_name_is_renamed_in_all_articles_where_the_user_is_asked() {
    let folder = Folder::new(&[("a.txt", HERE), ("b.txt", THERE), ("c.txt", "خبر\n")]);
    let (a, b) = (folder.uri("a.txt"), folder.uri("b.txt"));
    let at = HERE.find("شويغو إن").unwrap();
    for encoding in UNITS {
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], renaming(encoding), json!({}));
        assert_eq!(answer["capabilities"]["renameProvider"], json!({"prepareProvider": true}));
        client.scanned();
        client.did_open(&a, 7, HERE);
        let params = rename_params(&a, at, encoding, "سيرغي شويجو");
        let prepared = client.request("textDocument/prepareRename", params.clone());
        assert_eq!(prepared["placeholder"], "سيرغي شويغو");
        let start = HERE.find("سيرغي").unwrap();
        assert_eq!(prepared["range"]["start"], position(HERE, start, encoding));

        let edit = client.request("textDocument/rename", params);
        let changes = edit["documentChanges"].as_array().unwrap();
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[0]["textDocument"], json!({"uri": a, "version": 7}));
        assert_eq!(changes[1]["textDocument"], json!({"uri": b, "version": null}));
        assert_eq!(edited(HERE, &changes[0]["edits"], encoding), HERE.replace("شويغو", "شويجو"));
        assert_eq!(edited(THERE, &changes[1]["edits"], encoding), THERE.replace("شويغو", "شويجو"));
        let annotation = |change: &Value| {
            edit["changeAnnotations"][change["edits"][0]["annotationId"].as_str().unwrap()].clone()
        };
        assert_eq!(annotation(&changes[0])["needsConfirmation"], false);
        assert_eq!(annotation(&changes[1])["needsConfirmation"], true);
        assert_eq!(annotation(&changes[1])["label"], "In other articles");

        // What cannot be renamed says so.
        let nothing = rename_params(&a, HERE.find("الوفد").unwrap() + 2, encoding, "x");
        for method in ["textDocument/prepareRename", "textDocument/rename"] {
            let id = client.ask(method, nothing.clone());
            let answer = client.answer(id);
            assert_eq!(answer["error"]["code"], -32803, "{answer}");
            assert_eq!(answer["error"]["message"], "There is no name here to rename");
        }
        client.quit();
    }
}

#[test]
fn without_a_question_only_the_article_is_changed_unless_it_is_set() {
    let folder = Folder::new(&[("a.txt", HERE), ("b.txt", THERE)]);
    let a = folder.uri("a.txt");
    let at = HERE.find("شويغو إن").unwrap();
    let mut client = Client::start();
    let answer = client.shake_hands(&[&folder], capabilities_in("utf-16"), json!({}));
    assert_eq!(answer["capabilities"]["renameProvider"], true);
    client.scanned();
    client.did_open(&a, 1, HERE);
    let params = rename_params(&a, at, "utf-16", "سيرغي شويجو");
    let edit = client.request("textDocument/rename", params.clone());
    let changes = edit["changes"].as_object().unwrap();
    assert_eq!(changes.keys().collect::<Vec<_>>(), [&a]);
    assert_eq!(edited(HERE, &changes[&a], "utf-16"), HERE.replace("شويغو", "شويجو"));
    folder.write("isnad.toml", "rename = \"corpus\"\n");
    client.watched(&[(&folder.uri("isnad.toml"), 1)]);
    let edit = client.request("textDocument/rename", params);
    assert_eq!(edit["changes"].as_object().unwrap().len(), 2);
    client.quit();
}

#[test]
fn all_is_mended_when_it_is_asked_for_by_name() {
    const TEXT: &str = "خبر 😀 من موسكو\r\n\r\nقال 😀 الوفد إنه وصل إلn العاصمة.وغادر شوي\u{200B}غو.\r\n";
    let folder = Folder::new(&[("a.txt", TEXT)]);
    let uri = folder.uri("a.txt");
    for encoding in UNITS {
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], capabilities_in(encoding), json!({}));
        let kinds = &answer["capabilities"]["codeActionProvider"]["codeActionKinds"];
        for kind in ["quickfix", "source.fixAll", "source.fixAll.isnad"] {
            assert!(kinds.as_array().unwrap().contains(&json!(kind)), "{kinds}");
        }
        client.did_open(&uri, 1, TEXT);
        let start = json!({"line": 0, "character": 0});
        let mut ask = |only: Value| {
            let params = json!({"textDocument": {"uri": uri}, "range": {"start": start, "end": start},
                "context": {"diagnostics": [], "only": only}});
            client.request("textDocument/codeAction", params)
        };
        for kind in ["source", "source.fixAll", "source.fixAll.isnad"] {
            let actions = ask(json!([kind]));
            assert_eq!(actions.as_array().unwrap().len(), 1);
            assert_eq!(actions[0]["kind"], "source.fixAll.isnad");
            assert_eq!(
                edited(TEXT, &actions[0]["edit"]["changes"][&uri], encoding),
                TEXT.replace("إلn", "إلى").replace(".وغ", ". وغ").replace('\u{200B}', "")
            );
        }
        for only in [json!(null), json!(["quickfix"]), json!(["source.organizeImports"])] {
            let actions = ask(only);
            assert!(actions.as_array().unwrap().iter().all(|a| a["kind"] != "source.fixAll.isnad"));
        }
        client.quit();
    }
}

fn formatting(encoding: &str) -> Value {
    let mut can = capabilities_in(encoding);
    for ability in ["formatting", "rangeFormatting", "onTypeFormatting"] {
        can["textDocument"][ability] = json!({"dynamicRegistration": true});
    }
    can
}

fn registered(client: &mut Client, method: &str, wanted: &[&str]) {
    client.until("registrations", |c| {
        let asked = c.asked.iter().filter(|a| a["method"] == method);
        let lists = asked.flat_map(|a| a["params"].as_object().unwrap().values());
        let mut all: Vec<&str> =
            lists.flat_map(|l| l.as_array().unwrap()).map(|r| r["method"].as_str().unwrap()).collect();
        all.retain(|m| m.to_lowercase().contains("formatting"));
        all.sort_unstable();
        (all == wanted).then_some(())
    });
}

#[test]
fn formatting_is_offered_while_it_is_set() {
    const TEXT: &str =
        "خبر 😀  من موسكو\r\n\r\nقال 😀  الوزير ,إن \"الوفد\" وصل.\r\n\r\n\r\n\r\nثم  غادر الوفد اليوم.\r\n";
    const ALL: [&str; 3] =
        ["textDocument/formatting", "textDocument/onTypeFormatting", "textDocument/rangeFormatting"];
    let folder = Folder::new(&[("a.txt", TEXT)]);
    let uri = folder.uri("a.txt");
    for encoding in UNITS {
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], formatting(encoding), json!({}));
        for provider in [
            "documentFormattingProvider",
            "documentRangeFormattingProvider",
            "documentOnTypeFormattingProvider",
        ] {
            assert!(answer["capabilities"][provider].is_null(), "{provider}");
        }
        client.scanned();
        client.did_open(&uri, 1, TEXT);
        let options = json!({"tabSize": 4, "insertSpaces": true});
        let whole = json!({"textDocument": {"uri": uri}, "options": options});
        assert_eq!(client.request("textDocument/formatting", whole.clone()), Value::Null);
        folder.write("isnad.toml", "[format]\nenabled = true\nquotes = \"angled\"\n");
        client.watched(&[(&folder.uri("isnad.toml"), 1)]);
        registered(&mut client, "client/registerCapability", &ALL);

        let edits = client.request("textDocument/formatting", whole);
        assert_eq!(
            edited(TEXT, &edits, encoding),
            "خبر 😀 من موسكو\r\n\r\nقال 😀 الوزير، إن «الوفد» وصل.\r\n\r\nثم غادر الوفد اليوم.\r\n"
        );
        let at = position(TEXT, TEXT.find("غادر").unwrap(), encoding);
        let part =
            json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "options": options});
        let edits = client.request("textDocument/rangeFormatting", part);
        assert_eq!(edited(TEXT, &edits, encoding), TEXT.replace("ثم  غادر", "ثم غادر"));

        let typed = TEXT.replace("غادر", "قال \"");
        client.did_change(&uri, 2, json!([{"text": typed}]));
        let at = position(&typed, typed.find("قال \" ").unwrap() + "قال \"".len(), encoding);
        let params = json!({"textDocument": {"uri": uri}, "position": at, "ch": "\"", "options": options});
        let edits = client.request("textDocument/onTypeFormatting", params);
        assert_eq!(edited(&typed, &edits, encoding), typed.replace("قال \" ", "قال « "));

        folder.write("isnad.toml", "[format]\nenabled = false\n");
        client.watched(&[(&folder.uri("isnad.toml"), 2)]);
        registered(&mut client, "client/unregisterCapability", &ALL);
        std::fs::remove_file(folder.path().join("isnad.toml")).unwrap();
        client.quit();
    }
}

#[test]
fn a_client_that_cannot_be_told_later_is_answered_with_nothing() {
    let folder = Folder::new(&[("a.txt", "خبر  من موسكو\n")]);
    let uri = folder.uri("a.txt");
    let mut client = Client::start();
    let answer = client.shake_hands(&[&folder], capabilities_in("utf-8"), json!({}));
    assert_eq!(answer["capabilities"]["documentFormattingProvider"], true);
    assert_eq!(answer["capabilities"]["documentOnTypeFormattingProvider"]["firstTriggerCharacter"], "\"");
    client.did_open(&uri, 1, "خبر  \"من موسكو\n");
    let options = json!({"tabSize": 4, "insertSpaces": true});
    let whole = json!({"textDocument": {"uri": uri}, "options": options});
    assert_eq!(client.request("textDocument/formatting", whole), Value::Null);
    let typed = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 9}, "ch": "\"", "options": options});
    assert_eq!(client.request("textDocument/onTypeFormatting", typed), Value::Null);
    client.quit();
}

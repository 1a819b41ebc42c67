//! What a reader asks for, on the five seeds.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities, capabilities_in, position};

const FIRST: &str = "000_592ba7a69ca3b378.txt";

/// A seed's text and its URI in the folder.
fn seed(folder: &Folder, name: &str) -> (String, String) {
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    (text, folder.uri(name))
}

/// Where `words` first stand, one letter in.
fn at(uri: &str, text: &str, words: &str, encoding: &str) -> Value {
    let offset = text.find(words).unwrap() + words.chars().next().unwrap().len_utf8();
    json!({"textDocument": {"uri": uri}, "position": position(text, offset, encoding)})
}

/// The words a range takes in, by the client's own count.
fn words_at(text: &str, range: &Value, encoding: &str) -> String {
    let offsets = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let mut ends = (None, None);
    for offset in offsets {
        let here = position(text, offset, encoding);
        if here == range["start"] {
            ends.0.get_or_insert(offset);
        }
        if here == range["end"] {
            ends.1.get_or_insert(offset);
        }
    }
    text[ends.0.unwrap()..ends.1.unwrap()].to_owned()
}

fn file_of(location: &Value) -> String {
    let uri = location["uri"].as_str().unwrap();
    uri.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn a_name_has_a_card_in_the_reader_s_language() {
    let folder = Folder::seeds();
    let (text, uri) = seed(&folder, FIRST);
    for (locale, expected) in [("en", "Kim Jong Un"), ("ar-EG", "كيم جونغ أون")] {
        let more = json!({ "locale": locale });
        let mut client = Client::open_with(&folder, capabilities(), more);
        client.scanned();
        client.did_open(&uri, 1, &text);
        // Spelt otherwise than in the knowledge base.
        let card = client.request("textDocument/hover", at(&uri, &text, "كيم جونج أون", "utf-8"));
        assert_eq!(card["contents"]["kind"], "markdown");
        let words = card["contents"]["value"].as_str().unwrap();
        let first = words.lines().next().unwrap();
        assert!(first.contains(expected), "{words}");
        assert_eq!(words_at(&text, &card["range"], "utf-8"), "كيم جونج أون");
        client.quit();
    }
}

#[test]
fn a_card_in_plain_words_for_a_client_without_markdown() {
    let folder = Folder::seeds();
    let (text, uri) = seed(&folder, FIRST);
    let mut capabilities = capabilities();
    capabilities["textDocument"]["hover"] = json!({"contentFormat": ["plaintext"]});
    let mut client = Client::open_with(&folder, capabilities, json!({}));
    client.did_open(&uri, 1, &text);
    let card = client.request("textDocument/hover", at(&uri, &text, "كيم جونج أون", "utf-8"));
    assert_eq!(card["contents"]["kind"], "plaintext");
    let words = card["contents"]["value"].as_str().unwrap();
    assert!(!words.contains("**") && !words.contains("](<"), "{words}");
    client.quit();
}

/// The same places, whatever unit they are counted in; the text has letters of one to four bytes
/// and three kinds of line ends.
#[test]
fn every_request_in_every_unit() {
    let text = "😀 كيم جونغ أون في موسكو 👩‍🚀\r\n\r\n\
                وصل كيم إلى 😀 موسكو يوم 13 سبتمبر 2023.\r\
                Moscow 😀 ثم غادر كيم جونغ أون.\n";
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = Folder::new(&[("a.txt", text), ("b.txt", "زار كيم جونغ أون 😀 بكين.")]);
        let uri = folder.uri("a.txt");
        let options = json!({"initializationOptions": {"definition": "mention"}});
        let mut client = Client::open_with(&folder, capabilities_in(encoding), options);
        client.scanned();
        client.did_open(&uri, 1, text);
        let full = at(&uri, text, "كيم جونغ أون", encoding);

        let card = client.request("textDocument/hover", full.clone());
        assert_eq!(words_at(text, &card["range"], encoding), "كيم جونغ أون");

        let marks = client.request("textDocument/documentHighlight", full.clone());
        let marks = marks.as_array().unwrap().iter();
        let marked: Vec<_> = marks.map(|m| words_at(text, &m["range"], encoding)).collect();
        assert_eq!(marked, ["كيم جونغ أون", "كيم", "كيم جونغ أون"], "{encoding}");

        let mut all = full.clone();
        all["context"] = json!({"includeDeclaration": true});
        let found = client.request("textDocument/references", all);
        let other = "زار كيم جونغ أون 😀 بكين.";
        let mut found: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|l| match file_of(l).as_str() {
                "a.txt" => words_at(text, &l["range"], encoding),
                "b.txt" => words_at(other, &l["range"], encoding) + " ب",
                file => panic!("{file}"),
            })
            .collect();
        found.sort();
        assert_eq!(found, ["كيم", "كيم جونغ أون", "كيم جونغ أون", "كيم جونغ أون ب"], "{encoding}");

        let short = at(&uri, text, "كيم إلى", encoding);
        let place = client.request("textDocument/definition", short);
        let place = place.as_array().map_or(place.clone(), |l| l[0].clone());
        assert_eq!(file_of(&place), "a.txt");
        assert_eq!(words_at(text, &place["range"], encoding), "كيم جونغ أون");

        let document = json!({"textDocument": {"uri": uri}});
        let outline = client.request("textDocument/documentSymbol", document);
        each_symbol(&outline, &mut |symbol| {
            let range = &symbol["selectionRange"];
            assert!(!words_at(text, range, encoding).is_empty(), "{symbol}");
        });
        client.quit();
    }
}

fn each_symbol(symbols: &Value, see: &mut dyn FnMut(&Value)) {
    for symbol in symbols.as_array().into_iter().flatten() {
        see(symbol);
        each_symbol(&symbol["children"], see);
    }
}

#[test]
fn references_across_all_articles() {
    let folder = Folder::seeds();
    let (text, uri) = seed(&folder, FIRST);
    let mut client = Client::open(&folder);
    client.scanned();
    client.did_open(&uri, 1, &text);
    let mut params = at(&uri, &text, "كيم جونج أون", "utf-8");
    params["context"] = json!({"includeDeclaration": true});
    let found = client.request("textDocument/references", params.clone());
    let found = found.as_array().unwrap();
    let mut files: Vec<_> = found.iter().map(file_of).collect();
    files.sort();
    files.dedup();
    assert_eq!(files.len(), 5, "{files:?}");
    for place in found {
        let (text, _) = seed(&folder, &file_of(place));
        let words = words_at(&text, &place["range"], "utf-8");
        assert!(!words.trim().is_empty() && !words.contains('\n'), "{words:?}");
    }
    params["context"]["includeDeclaration"] = json!(false);
    let fewer = client.request("textDocument/references", params);
    assert_eq!(fewer.as_array().unwrap().len(), found.len() - 1);
    client.quit();
}

#[test]
fn the_definition_is_the_workspace_s_own_entry_where_there_is_one() {
    let folder = Folder::seeds();
    let (text, uri) = seed(&folder, FIRST);
    let mut capabilities = capabilities();
    capabilities["textDocument"]["definition"] = json!({"linkSupport": true});
    let options = json!({"initializationOptions": {"definition": "mention"}});
    let mut client = Client::open_with(&folder, capabilities, options);
    client.scanned();
    client.did_open(&uri, 1, &text);
    let asked = at(&uri, &text, "كيم جونج أون", "utf-8");
    let built_in = client.request("textDocument/definition", asked.clone());
    let built_in = &built_in[0];
    assert_eq!(words_at(&text, &built_in["originSelectionRange"], "utf-8"), "كيم جونج أون");
    let target = built_in["targetUri"].as_str().unwrap().to_owned();
    assert!(target.starts_with(&folder.root()) && !target.contains("knowledge"), "{target}");

    let knowledge = folder.uri("knowledge/ours.toml");
    folder.write(
        "knowledge/ours.toml",
        "# Ours.\n\n[[person]]\nid = \"kim-jong-un\"\nclass = \"politician\"\n\
         ar = \"كيم جونغ أون\"\nen = \"Kim Jong Un\"\naliases = [\"كيم جونج أون\"]\n",
    );
    client.watched(&[(&knowledge, 1)]);
    let own = client.request("textDocument/definition", asked);
    assert_eq!(own[0]["targetUri"], knowledge);
    assert_eq!(own[0]["targetRange"]["start"]["line"], 2);
    client.quit();
}

#[test]
fn an_outline_as_a_tree_and_as_a_list() {
    let folder = Folder::seeds();
    let (text, uri) = seed(&folder, FIRST);
    let document = json!({"textDocument": {"uri": uri}});
    let mut client = Client::open(&folder);
    client.did_open(&uri, 1, &text);
    let tree = client.request("textDocument/documentSymbol", document.clone());
    let mut names = Vec::new();
    each_symbol(&tree, &mut |symbol| {
        assert!(!symbol["name"].as_str().unwrap().trim().is_empty());
        names.push(symbol["name"].clone());
        for end in ["start", "end"] {
            let at = |range: &Value| {
                let place = &range[end];
                (place["line"].as_u64(), place["character"].as_u64())
            };
            let (outer, inner) = (at(&symbol["range"]), at(&symbol["selectionRange"]));
            let inside = if end == "start" { outer <= inner } else { inner <= outer };
            assert!(inside, "{symbol}");
        }
    });
    assert!(names.len() > 3, "{names:?}");
    client.quit();

    let mut client = Client::open_with(&folder, json!({}), json!({}));
    client.did_open(&uri, 1, &text);
    let list = client.request("textDocument/documentSymbol", document);
    let list: Vec<_> = list.as_array().unwrap().iter().map(|s| s["name"].clone()).collect();
    assert_eq!(list, names);
    client.quit();
}

#[test]
fn names_in_the_workspace_by_either_script() {
    let folder = Folder::seeds();
    let mut client = Client::open(&folder);
    client.scanned();
    for query in ["كيم جونغ", "Kim Jong", "kim"] {
        let found = client.request("workspace/symbol", json!({ "query": query }));
        let found = found.as_array().unwrap();
        let kim = found.iter().find(|s| {
            let shown = s["name"].to_string() + &s["containerName"].to_string();
            shown.contains("Kim Jong Un")
        });
        let kim = kim.unwrap_or_else(|| panic!("{query}: {found:?}"));
        assert!(kim["location"]["range"].is_object());
    }
    let none = client.request("workspace/symbol", json!({"query": "لا أحد بهذا الاسم"}));
    assert_eq!(none, json!([]));
    client.quit();
}

#[test]
fn where_a_symbol_stands_is_told_later_to_who_asks_for_it() {
    let folder = Folder::seeds();
    let mut eager = Client::open(&folder);
    eager.scanned();
    let at_once = eager.request("workspace/symbol", json!({"query": "كيم جونغ أون"}));
    eager.quit();
    let mut capabilities = capabilities();
    capabilities["workspace"]["symbol"] = json!({"resolveSupport": {"properties": ["location.range"]}});
    let mut client = Client::open_with(&folder, capabilities, json!({}));
    client.scanned();
    let later = client.request("workspace/symbol", json!({"query": "كيم جونغ أون"}));
    assert!(later[0]["location"]["range"].is_null() && later[0]["location"]["uri"].is_string(), "{later}");
    let resolved = client.request("workspaceSymbol/resolve", later[0].clone());
    assert_eq!(resolved["location"], at_once[0]["location"]);
    let mut gone = later[0].clone();
    gone["location"]["uri"] = json!("file:///nowhere/a.txt");
    let nowhere = json!({"line": 0, "character": 0});
    let gone = client.request("workspaceSymbol/resolve", gone);
    assert_eq!(gone["location"]["range"], json!({"start": nowhere, "end": nowhere}));
    client.quit();
}

#[test]
fn nothing_there_is_an_empty_answer() {
    let folder = Folder::seeds();
    let (text, uri) = seed(&folder, FIRST);
    let mut client = Client::open(&folder);
    client.did_open(&uri, 1, &text);
    for (line, character) in [(1, 0), (0, 99_999), (99_999, 0), (u32::MAX, u32::MAX)] {
        let mut params = json!({
            "textDocument": {"uri": uri},
            "position": {"line": line, "character": character},
            "context": {"includeDeclaration": true},
        });
        for document in [uri.as_str(), "file:///nowhere/a.txt", "untitled:a", "http://a/b.txt"] {
            params["textDocument"]["uri"] = json!(document);
            for request in ["hover", "definition", "references", "documentHighlight"] {
                let answer = client.request(&format!("textDocument/{request}"), params.clone());
                let empty = answer.is_null() || answer == json!([]);
                assert!(empty, "{request} {line}:{character}: {answer}");
            }
        }
    }
    client.quit();
}

#[test]
fn diagnostics_say_all_a_client_can_show() {
    let folder = Folder::new(&[]);
    let text = "وفد روسي في بيونغ يانغ\n\nوصل وفد روسي إلى بيونغ يانغ أمس.\n";
    let uri = folder.uri("a.txt");
    let mut client = Client::open_with(&folder, capabilities_in("utf-16"), json!({}));
    client.did_open(&uri, 3, text);
    let found = client.diagnostics_of(&uri, 3);
    let found = found.as_array().unwrap();
    let found = found.iter().find(|d| d["code"] == "undated-article").unwrap();
    assert_eq!(found["source"], "isnad");
    assert_eq!(found["severity"], 3);
    assert_eq!(words_at(text, &found["range"], "utf-16"), "وفد روسي في بيونغ يانغ");
    let related = &found["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri);
    assert_eq!(words_at(text, &related["location"]["range"], "utf-16"), "أمس");
    let page = found["codeDescription"]["href"].as_str().unwrap();
    let page = std::fs::read_to_string(page.strip_prefix("file://").unwrap()).unwrap();
    assert!(page.starts_with("# undated-article"), "{page}");
    client.did_close(&uri);
    client.diagnostics(&uri, |d| d["diagnostics"] == json!([]));
    client.quit();

    // A client that can show none of this is sent none of it.
    let mut client = Client::open_with(&folder, json!({}), json!({}));
    client.did_open(&uri, 1, text);
    let found = client.diagnostics_of(&uri, 1);
    assert!(found[0].get("relatedInformation").is_none());
    assert!(found[0].get("codeDescription").is_none());
    client.quit();
}

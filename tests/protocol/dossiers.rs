//! Dossiers as files an editor can open, and the steps from mention to mention.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::client::{Answer, Client, Folder, capabilities, position, uri};

const OLD: &str = "---\ndate: 2022-12-15\n---\nخبر من روسيا\n\nزار كيم جونغ أون 😀 موسكو.\n";
const NEW: &str = "---\ndate: 2023-12-16\n---\nكيم جونغ أون في بيونغ يانغ\n\n\
                   وقال كيم جونغ أون إن بلاده تدعم روسيا [هنا](command:x).\n";
const UNDATED: &str = "خبر آخر\n\nعاد كيم جونغ أون إلى بيونغ يانغ.\n";
const ENTRY: &str = "[[person]]\nid = \"kim-jong-un\"\nclass = \"politician\"\nar = \"كيم جونغ أون\"\n\
                     en = \"Kim Jong Un\"\n";

fn folder() -> Folder {
    Folder::new(&[("new.txt", NEW), ("old.txt", OLD), ("undated.txt", UNDATED)])
}

/// A place in a document, inside the words.
fn at(uri: &str, text: &str, words: &str) -> Value {
    let offset = text.find(words).unwrap() + words.chars().next().unwrap().len_utf8();
    json!({"textDocument": {"uri": uri}, "position": position(text, offset, "utf-8")})
}

/// A client that has read the folder and opened the new article.
fn opened(folder: &Folder, capabilities: Value, options: Value) -> Client {
    let mut client = Client::open_with(folder, capabilities, json!({"initializationOptions": options}));
    client.scanned();
    client.did_open(&folder.uri("new.txt"), 1, NEW);
    client
}

/// The page at a URI, which is in the client's cache.
fn page(client: &Client, target: &Value) -> String {
    let name = target.as_str().unwrap().rsplit('/').next().unwrap();
    let all = client.cache().join("isnad/dossiers");
    let mut found: Vec<PathBuf> = Vec::new();
    for workspace in std::fs::read_dir(all).unwrap() {
        let files = std::fs::read_dir(workspace.unwrap().path()).unwrap();
        found.extend(files.map(|f| f.unwrap().path()));
    }
    let path = found.iter().find(|p| uri(p) == *target).unwrap_or_else(|| panic!("{name} in {found:?}"));
    std::fs::read_to_string(path).unwrap()
}

fn run(client: &mut Client, command: &str, argument: Value) -> Value {
    client.request("workspace/executeCommand", json!({"command": command, "arguments": [argument]}))
}

#[test]
fn the_definition_is_a_page_that_is_there_and_says_all() {
    let folder = folder();
    let new = folder.uri("new.txt");
    let mut able = capabilities();
    able["textDocument"]["definition"] = json!({"linkSupport": true});
    let mut client = opened(&folder, able, json!({}));
    let asked = at(&new, NEW, "كيم جونغ أون إن");
    let link = client.request("textDocument/definition", asked.clone());
    let page_uri = link[0]["targetUri"].clone();
    assert_eq!(link[0]["targetRange"]["start"], json!({"line": 0, "character": 0}));
    let text = page(&client, &page_uri);
    assert!(text.starts_with("# Kim Jong Un\n\nكيم جونغ أون  \n"), "{text}");
    assert!(text.contains("In the archive 4 times in 3 articles"), "{text}");
    // What an article writes as a link is words; the way to it is one.
    assert!(text.contains("\\[هنا\\](command:x)"), "{text}");
    assert!(text.contains(&format!("[line 6]({new}#L6,10)")), "{text}");
    assert!(text.contains(&format!("[line 3]({}#L3,8)", folder.uri("undated.txt"))), "{text}");

    // Opened in the editor the page is no article: nobody is named once more.
    client.did_open(page_uri.as_str().unwrap(), 1, &text);
    let mut all = asked.clone();
    all["context"] = json!({"includeDeclaration": true});
    assert_eq!(client.request("textDocument/references", all).as_array().unwrap().len(), 4);
    let name = at(page_uri.as_str().unwrap(), &text, "كيم جونغ أون");
    assert_eq!(client.request("textDocument/hover", name), Value::Null);

    // Asked again after an edit it says what is so now.
    client.did_change(&new, 2, json!([{"text": NEW.replace("وقال كيم جونغ أون", "وغادر كيم جونغ أون")}]));
    client.request("textDocument/definition", asked);
    assert!(page(&client, &page_uri).contains("وغادر كيم جونغ أون"));
    client.quit();
}

#[test]
fn the_settings_choose_an_entry_or_a_mention_instead() {
    let folder = folder();
    let new = folder.uri("new.txt");
    let asked = at(&new, NEW, "كيم جونغ أون إن");
    let leads = |options: &Value| {
        let mut client = opened(&folder, capabilities(), options.clone());
        let place = client.request("textDocument/definition", asked.clone());
        client.quit();
        place["uri"].as_str().unwrap().to_owned()
    };
    assert!(leads(&json!({"definition": "entry"})).ends_with("/kim-jong-un.md"));
    assert_eq!(leads(&json!({"definition": "mention"})), folder.uri("old.txt"));
    folder.write("knowledge/own.toml", ENTRY);
    assert!(leads(&json!({})).ends_with("/kim-jong-un.md"));
    for choice in ["entry", "mention"] {
        assert_eq!(leads(&json!({"definition": choice})), folder.uri("knowledge/own.toml"));
    }
}

#[test]
fn without_a_place_for_pages_the_definition_is_a_mention() {
    let folder = folder();
    let new = folder.uri("new.txt");
    let mut client = Client::start_with(&[("XDG_CACHE_HOME", "/dev/null/none")]);
    client.shake_hands(&[&folder], capabilities(), json!({}));
    client.scanned();
    client.did_open(&new, 1, NEW);
    let asked = at(&new, NEW, "كيم جونغ أون إن");
    let place = client.request("textDocument/definition", asked.clone());
    assert_eq!(place["uri"], folder.uri("old.txt"));
    assert_eq!(run(&mut client, "isnad.showDossier", asked), Value::Null);
    client.quit();
}

#[test]
fn the_command_shows_a_dossier_where_the_client_can() {
    let folder = folder();
    let new = folder.uri("new.txt");
    let mut able = capabilities();
    able["window"]["showDocument"] = json!({"support": true});
    let mut client = opened(&folder, able, json!({}));
    client.script(|method, _| match method {
        "window/showDocument" => Answer::Now(json!({"success": true})),
        "workspace/configuration" => Answer::Now(json!([null])),
        _ => Answer::Now(Value::Null),
    });
    let shown = |client: &mut Client| {
        client.until("showDocument", |c| {
            let at = c.asked.iter().position(|m| m["method"] == "window/showDocument")?;
            Some(c.asked.remove(at)["params"].clone())
        })
    };
    let asked = at(&new, NEW, "بيونغ يانغ");
    for argument in [asked, json!({"entity": "pyongyang"}), json!({"entity": "بيونغ يانغ", "uri": new})]
    {
        let place = run(&mut client, "isnad.showDossier", argument);
        assert!(page(&client, &place["uri"]).starts_with("# Pyongyang\n"), "{place}");
        let show = shown(&mut client);
        assert_eq!((&show["uri"], &show["takeFocus"]), (&place["uri"], &json!(true)));
        assert_eq!(show["selection"], place["range"]);
    }
    for nothing in [at(&new, NEW, "تدعم"), json!({"entity": "no-such-entity-at-all"}), json!(7), json!({})]
    {
        assert_eq!(run(&mut client, "isnad.showDossier", nothing), Value::Null);
    }
    client.quit();

    // One that cannot is given the place alone.
    let mut client = opened(&folder, capabilities(), json!({}));
    let place = run(&mut client, "isnad.showDossier", json!({"entity": "pyongyang"}));
    assert!(page(&client, &place["uri"]).contains("39.0"), "{place}");
    client.request("textDocument/hover", at(&new, NEW, "بيونغ يانغ"));
    assert!(client.asked.iter().all(|m| m["method"] != "window/showDocument"));
    client.quit();
}

#[test]
fn from_mention_to_mention_through_the_article_and_the_archive() {
    let folder = folder();
    let new = folder.uri("new.txt");
    let mut client = opened(&folder, capabilities(), json!({}));
    for (name, text) in [("old.txt", OLD), ("undated.txt", UNDATED)] {
        client.did_open(&folder.uri(name), 1, text);
    }
    let texts = [("new.txt", NEW), ("old.txt", OLD), ("undated.txt", UNDATED)];
    let walk = |client: &mut Client, command: &str, reach: &str| {
        let mut here = json!({"uri": new, "range": {"start": at(&new, NEW, "كيم جونغ أون في")["position"]}});
        let mut way = Vec::new();
        for _ in 0..4 {
            let asked = json!({"textDocument": {"uri": here["uri"]}, "position": here["range"]["start"], "in": reach});
            here = run(client, command, asked);
            let (name, text) = texts.iter().find(|(name, _)| here["uri"] == folder.uri(name)).unwrap();
            let line = here["range"]["start"]["line"].as_u64().unwrap() as usize;
            assert!(text.lines().nth(line).unwrap().contains("كيم جونغ أون"));
            way.push(format!("{name}:{}", line + 1));
        }
        way
    };
    let next = walk(&mut client, "isnad.nextMention", "archive");
    assert_eq!(next, ["new.txt:6", "undated.txt:3", "old.txt:6", "new.txt:4"]);
    let previous = walk(&mut client, "isnad.previousMention", "archive");
    assert_eq!(previous, ["old.txt:6", "undated.txt:3", "new.txt:6", "new.txt:4"]);
    let here = walk(&mut client, "isnad.nextMention", "article");
    assert_eq!(here, ["new.txt:6", "new.txt:4", "new.txt:6", "new.txt:4"]);
    // The only one there is; and nothing at all.
    let alone = at(&folder.uri("old.txt"), OLD, "موسكو");
    let place = run(&mut client, "isnad.nextMention", alone);
    assert_eq!(
        (place["uri"].clone(), place["range"]["start"]["line"].clone()),
        (json!(folder.uri("old.txt")), json!(5))
    );
    assert_eq!(run(&mut client, "isnad.nextMention", at(&new, NEW, "تدعم")), Value::Null);
    client.quit();
}

#[test]
fn cards_lead_to_the_dossier_and_show_a_map_where_the_client_can() {
    let folder = folder();
    let new = folder.uri("new.txt");
    let card = |capabilities: Value, options: Value| {
        let mut client = opened(&folder, capabilities, options);
        let hover = client.request("textDocument/hover", at(&new, NEW, "بيونغ يانغ"));
        client.quit();
        hover["contents"]["value"].as_str().unwrap().to_owned()
    };
    let plain = card(capabilities(), json!({}));
    assert!(plain.contains("39.0") && !plain.contains("command:") && !plain.contains("data:"), "{plain}");
    let mut able = capabilities();
    able["experimental"] = json!({"commands": {"commands": ["isnad.showDossier"]}});
    let shown = card(able, json!({"hover": {"map": true}}));
    let link = "[The whole file](command:isnad.showDossier?%5B%7B%22entity%22%3A%22pyongyang%22%7D%5D)";
    assert!(shown.ends_with(link), "{shown}");
    assert!(shown.contains("![Map: Pyongyang](data:image/svg+xml,%3Csvg"), "{shown}");
    assert!(shown.len() < 20_000, "{}", shown.len());
    // A client without Markdown sees words alone.
    let mut old = capabilities();
    old["textDocument"]["hover"] = json!({"contentFormat": ["plaintext"]});
    let words = card(old, json!({"hover": {"map": true}}));
    assert!(words.contains("39.0") && !words.contains("data:") && !words.ends_with('\n'), "{words}");
}

#[test]
fn lenses_and_symbols_lead_to_the_dossier() {
    let folder = folder();
    let new = folder.uri("new.txt");
    for can in [true, false] {
        let mut able = capabilities();
        able["window"]["showDocument"] = json!({"support": can});
        let mut client = opened(&folder, able, json!({}));
        let lenses = client.request("textDocument/codeLens", json!({"textDocument": {"uri": new}}));
        let command = &lenses[0]["command"];
        assert_eq!(command["title"], "Kim Jong Un: 4 times in 3 articles");
        assert_eq!(lenses[0]["range"]["start"]["line"], 3);
        if can {
            assert_eq!(command["command"], "isnad.showDossier");
            let place = run(&mut client, "isnad.showDossier", command["arguments"][0].clone());
            assert!(page(&client, &place["uri"]).starts_with("# Kim Jong Un\n"));
        } else {
            assert_eq!(command["command"], "");
        }
        // A slip in the name; what is found says whose it is.
        let found = client.request("workspace/symbol", json!({"query": "pyngyang"}));
        assert_eq!(found[0]["name"], "Pyongyang");
        let place = run(&mut client, "isnad.showDossier", found[0]["data"].clone());
        assert!(page(&client, &place["uri"]).starts_with("# Pyongyang\n"));
        client.quit();
    }
}

#[test]
fn settings_say_what_is_a_reference_and_what_stands_beside_names() {
    let folder = folder();
    let text = "---\ndate: 2023-12-20\n---\nخبر\n\nوصل فلاديمير بوتين. وقال الرئيس الروسي إن الوفد الروسي عاد إلى روسيا.\n";
    folder.write("more.txt", text);
    let more = folder.uri("more.txt");
    let ask = |options: Value| {
        let mut client = opened(&folder, capabilities(), options);
        client.did_open(&more, 1, text);
        let mut references = |words: &str| {
            let mut asked = at(&more, text, words);
            asked["context"] = json!({"includeDeclaration": true});
            client.request("textDocument/references", asked).as_array().unwrap().len()
        };
        let counts = (references("فلاديمير"), references("روسيا"));
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 6, "character": 0}});
        let asked = json!({"textDocument": {"uri": more}, "range": whole});
        let hints = client.request("textDocument/inlayHint", asked);
        client.quit();
        let labels = hints.as_array().unwrap().iter().map(|h| h["label"].as_str().unwrap().to_owned());
        (counts, labels.collect::<Vec<_>>())
    };
    assert_eq!(ask(json!({})), ((2, 4), vec![]));
    let set = json!({"references": {"roles": false, "demonyms": false}, "hints": {"names": "all"}});
    let names = vec!["Vladimir Putin".to_owned(), "Russia".to_owned()];
    assert_eq!(ask(set), ((1, 3), names));
}

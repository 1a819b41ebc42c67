//! Who says what, over the wire: cards, tokens, lenses, the hierarchy of attribution.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities_in, position};

const RELAYED: &str =
    "ونقلت وكالة إنترفاكس 😀 عن سيرغي شويغو قوله إن القوات قتلت 250 جنديا يوم الجمعة 15 ديسمبر 2023.";

fn article() -> String {
    format!("زيارة 😀 إلى موسكو\r\n\r\n{RELAYED}\r\n")
}

fn at(uri: &str, text: &str, words: &str, encoding: &str) -> Value {
    let offset = text.find(words).unwrap() + words.chars().next().unwrap().len_utf8();
    json!({"textDocument": {"uri": uri}, "position": position(text, offset, encoding)})
}

#[test]
fn the_card_of_a_claim_in_every_unit() {
    let text = article();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = Folder::new(&[("a.txt", &text)]);
        let uri = folder.uri("a.txt");
        let mut client = Client::open_with(&folder, capabilities_in(encoding), json!({}));
        client.did_open(&uri, 1, &text);
        let card = client.request("textDocument/hover", at(&uri, &text, "القوات", encoding));
        let words = card["contents"]["value"].as_str().unwrap();
        let first = words.lines().next().unwrap();
        assert!(first.contains("Said by [Sergei Shoigu](file:") && first.contains("#L3,"), "{words}");
        assert!(first.contains("passed on by [Interfax](file:"), "{words}");
        let start = text.find(RELAYED).unwrap();
        assert_eq!(card["range"]["start"], position(&text, start, encoding));
        assert_eq!(card["range"]["end"], position(&text, start + RELAYED.len(), encoding));
        // A name has its own card.
        let card = client.request("textDocument/hover", at(&uri, &text, "شويغو", encoding));
        assert!(card["contents"]["value"].as_str().unwrap().starts_with("**Sergei Shoigu**"), "{card}");
        client.quit();
    }
}

/// Tokens as words with their kind, by the client's own count.
fn decoded(text: &str, data: &Value, legend: &Value, encoding: &str) -> Vec<(String, String)> {
    let numbers: Vec<u64> = data.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    let (mut line, mut start) = (0, 0);
    let lines: Vec<&str> = text.split("\r\n").collect();
    let shown = numbers.chunks(5).map(|token| {
        start = if token[0] == 0 { start + token[1] } else { token[1] };
        line += token[0];
        let words = cut(lines[line as usize], start as usize, token[2] as usize, encoding);
        let kind = legend["tokenTypes"][token[3] as usize].as_str().unwrap().to_owned();
        let modifiers = legend["tokenModifiers"].as_array().unwrap().iter().enumerate();
        let modifiers = modifiers.filter(|(i, _)| token[4] & (1 << i) != 0);
        let names = std::iter::once(kind.as_str()).chain(modifiers.map(|(_, m)| m.as_str().unwrap()));
        (names.collect::<Vec<_>>().join("."), words)
    });
    shown.collect()
}

/// Some units of a line, counted in an encoding.
fn cut(line: &str, start: usize, length: usize, encoding: &str) -> String {
    match encoding {
        "utf-8" => line[start..start + length].to_owned(),
        "utf-16" => {
            let units: Vec<u16> = line.encode_utf16().collect();
            String::from_utf16(&units[start..start + length]).unwrap()
        }
        _ => line.chars().skip(start).take(length).collect(),
    }
}

#[test]
fn tokens_in_every_unit_whole_in_part_and_what_changed() {
    let text = article();
    let mut all = Vec::new();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = Folder::new(&[("a.txt", &text)]);
        let uri = folder.uri("a.txt");
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], capabilities_in(encoding), json!({}));
        let legend = &answer["capabilities"]["semanticTokensProvider"]["legend"];
        client.did_open(&uri, 1, &text);
        let document = json!({"textDocument": {"uri": uri}});
        let whole = client.request("textDocument/semanticTokens/full", document.clone());
        let words = decoded(&text, &whole["data"], legend, encoding);
        let sources = words.iter().filter(|(kind, _)| kind == "source");
        let sources: Vec<_> = sources.map(|(_, words)| words.as_str()).collect();
        assert_eq!(sources, ["وكالة إنترفاكس", "سيرغي شويغو"], "{encoding}");
        assert!(words.iter().any(|(kind, _)| kind == "claim.strong"), "{words:?}");

        let line = json!({"start": {"line": 2, "character": 0}, "end": {"line": 3, "character": 0}});
        let mut part = document.clone();
        part["range"] = line;
        let part = client.request("textDocument/semanticTokens/range", part);
        assert_eq!(part["data"], whole["data"]);

        // A line above moves all; the delta says so in one edit that makes the new tokens of the old.
        let edited = format!("خبر 😀\r\n{text}");
        client.did_change(&uri, 2, json!([{ "text": edited }]));
        let mut since = document.clone();
        since["previousResultId"] = whole["resultId"].clone();
        let delta = client.request("textDocument/semanticTokens/full/delta", since.clone());
        let mut data: Vec<Value> = whole["data"].as_array().unwrap().clone();
        for edit in delta["edits"].as_array().unwrap() {
            let start = edit["start"].as_u64().unwrap() as usize;
            let end = start + edit["deleteCount"].as_u64().unwrap() as usize;
            data.splice(start..end, edit["data"].as_array().unwrap().clone());
        }
        assert_eq!(decoded(&edited, &json!(data), legend, encoding), words);
        let fresh = client.request("textDocument/semanticTokens/full", document);
        assert_eq!(fresh["data"], json!(data));
        // An answer nobody knows any more: all of them.
        let again = client.request("textDocument/semanticTokens/full/delta", since);
        assert_eq!(again["data"], fresh["data"]);
        all.push(words);
        client.quit();
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn lenses_lead_to_the_claims_where_the_client_can_show_them() {
    let text = article();
    let folder = Folder::new(&[("a.txt", &text)]);
    let uri = folder.uri("a.txt");
    for can in [true, false] {
        let mut capabilities = capabilities_in("utf-16");
        if can {
            capabilities["experimental"] = json!({"commands": {"commands": ["isnad.showLocations"]}});
        }
        let mut client = Client::open_with(&folder, capabilities, json!({}));
        client.did_open(&uri, 1, &text);
        let lenses = client.request("textDocument/codeLens", json!({"textDocument": {"uri": uri}}));
        assert_eq!(lenses.as_array().unwrap().len(), 1, "{lenses}");
        let lens = &lenses[0];
        assert_eq!(lens["range"]["start"], json!({"line": 0, "character": 0}));
        assert_eq!(lens["command"]["title"], "1 claim · 100% sourced · 100% of events dated");
        if can {
            assert_eq!(lens["command"]["command"], "isnad.showLocations");
            let places = &lens["command"]["arguments"][2];
            let start = text.find(RELAYED).unwrap();
            assert_eq!(places[0]["range"]["start"], position(&text, start, "utf-16"));
            assert_eq!(places[0]["uri"], uri);
        } else {
            assert_eq!(lens["command"]["command"], "");
        }
        client.quit();
    }
}

/// The words a range takes in, in UTF-16.
fn words_at(text: &str, range: &Value) -> String {
    let line = text.split("\r\n").nth(range["start"]["line"].as_u64().unwrap() as usize).unwrap();
    let column = |at: &str| range[at]["character"].as_u64().unwrap() as usize;
    cut(line, column("start"), column("end") - column("start"), "utf-16")
}

#[test]
fn the_hierarchy_of_attribution_across_articles() {
    let (a, direct) = (article(), "قال سيرغي شويغو 😀 إن المناورات ستبدأ في الأسبوع المقبل.");
    let b = format!("مناورات\r\n\r\n{direct}\r\n");
    let settings = "[articles]\n\"b.txt\" = { published = 2024-07-20 }\n";
    let folder = Folder::new(&[("a.txt", &a), ("b.txt", &b), ("isnad.toml", settings)]);
    let uri = folder.uri("a.txt");
    let mut client = Client::open_with(&folder, capabilities_in("utf-16"), json!({}));
    client.scanned();
    client.did_open(&uri, 1, &a);
    let place = at(&uri, &a, "شويغو", "utf-16");
    let items = client.request("textDocument/prepareCallHierarchy", place);
    assert_eq!(items[0]["name"], "Sergei Shoigu");
    assert_eq!(words_at(&a, &items[0]["selectionRange"]), "سيرغي شويغو");

    // All he said: at first hand in the article that is closed, and by Interfax.
    let calls = client.request("callHierarchy/incomingCalls", json!({"item": items[0]}));
    let shown = |calls: &Value, end: &str| -> Vec<(String, String)> {
        let calls = calls.as_array().unwrap().iter();
        calls
            .map(|call| {
                let text = if call[end]["uri"] == uri { &a } else { &b };
                let passage = call["fromRanges"].get(0).map(|r| words_at(text, r)).unwrap_or_default();
                (call[end]["name"].as_str().unwrap().to_owned(), passage)
            })
            .collect()
    };
    let said = [("مناورات".to_owned(), direct.to_owned()), ("Interfax".to_owned(), RELAYED.to_owned())];
    assert_eq!(shown(&calls, "from"), said);
    assert_eq!(calls[0]["from"]["uri"], folder.uri("b.txt"));

    // Whom Interfax quotes; all that is sourced to it.
    let interfax = json!({"item": calls[1]["from"]});
    let quoted = client.request("callHierarchy/outgoingCalls", interfax.clone());
    assert_eq!(shown(&quoted, "to"), [("Sergei Shoigu".to_owned(), RELAYED.to_owned())]);
    let sourced = client.request("callHierarchy/incomingCalls", interfax);
    assert_eq!(shown(&sourced, "from"), [("زيارة 😀 إلى موسكو".to_owned(), RELAYED.to_owned())]);
    let in_article = client.request("callHierarchy/outgoingCalls", json!({"item": sourced[0]["from"]}));
    assert_eq!(shown(&in_article, "to"), [("Interfax".to_owned(), RELAYED.to_owned())]);
    let nobody = client.request("callHierarchy/incomingCalls", json!({"item": sourced[0]["from"]}));
    assert_eq!(nobody, json!([]));

    // An edit takes the article's passages with it, and no others.
    client.did_change(&uri, 2, json!([{"text": "زيارة سيرغي شويغو إلى موسكو\r\n"}]));
    let left = client.request("callHierarchy/incomingCalls", json!({"item": items[0]}));
    assert_eq!(shown(&left, "from"), said[..1]);
    client.quit();
}

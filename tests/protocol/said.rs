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

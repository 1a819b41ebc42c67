//! Folding, growing selections and links, over the wire.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities, capabilities_in, position};

const UNITS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// The words a range takes in, by the client's own count.
fn words_at(text: &str, range: &Value, encoding: &str) -> String {
    let mut offsets = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let start = offsets.clone().find(|o| position(text, *o, encoding) == range["start"]).unwrap();
    let end = offsets.find(|o| position(text, *o, encoding) == range["end"]).unwrap();
    text[start..end].to_owned()
}

#[test]
fn sections_captions_menus_and_front_matter_fold() {
    let text = "---\r\ndate: 2023-12-15\r\n---\r\n\
                # زيارة 😀 إلى موسكو\r\n\r\n\
                وصل الوزير إلى موسكو يوم الجمعة.\r\n\r\n\
                ## المباحثات\r\n\r\n\
                بحث الوزير مع نظيره العلاقات بين البلدين.\r\n\r\n\
                ### الاقتصاد\r\n\r\n\
                وقع الجانبان اتفاقا جديدا.\r\n\r\n\
                ## العودة\r\n\r\n\
                غادر الوزير موسكو مساء السبت.\r\n\r\n\
                اقرأ أيضا\r\n\
                شارك عبر فيسبوك\r\n";
    let folder = Folder::new(&[("a.md", text)]);
    let uri = folder.uri("a.md");
    let document = json!({"textDocument": {"uri": uri}});
    let ask = |capabilities: Value| {
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], capabilities, json!({}));
        assert_eq!(answer["capabilities"]["foldingRangeProvider"], true);
        client.did_open(&uri, 1, text);
        let folds = client.request("textDocument/foldingRange", document.clone());
        client.quit();
        let line = |n: &Value| text.lines().nth(usize::try_from(n.as_u64().unwrap()).unwrap()).unwrap();
        let folds = folds.as_array().unwrap().iter();
        let folds = folds
            .map(|f| (f["kind"].as_str().unwrap().to_owned(), line(&f["startLine"]), line(&f["endLine"])));
        folds.collect::<Vec<_>>()
    };
    let all = [
        ("imports".to_owned(), "---", "---"),
        ("region".to_owned(), "## المباحثات", "وقع الجانبان اتفاقا جديدا."),
        ("region".to_owned(), "### الاقتصاد", "وقع الجانبان اتفاقا جديدا."),
        ("region".to_owned(), "## العودة", "غادر الوزير موسكو مساء السبت."),
        ("comment".to_owned(), "اقرأ أيضا", "شارك عبر فيسبوك"),
    ];
    for encoding in UNITS {
        assert_eq!(ask(capabilities_in(encoding)), all, "{encoding}");
    }
    let mut few = capabilities();
    few["textDocument"]["foldingRange"] = json!({"rangeLimit": 2, "lineFoldingOnly": true});
    assert_eq!(ask(few), all[..2]);
}

#[test]
fn a_selection_grows_from_word_to_article() {
    let text = "زيارة 😀 إلى موسكو\r\n\r\n\
                وصل 😀 الوفد لكيم جونغ أون مساء الجمعة، ثم قال بوتين: \"هذا يوم كبير، وسنمضي معا\". وغادر.\r\n";
    for encoding in UNITS {
        let folder = Folder::new(&[("a.txt", text)]);
        let uri = folder.uri("a.txt");
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], capabilities_in(encoding), json!({}));
        assert_eq!(answer["capabilities"]["selectionRangeProvider"], true);
        client.did_open(&uri, 1, text);
        let at = |words: &str| position(text, text.find(words).unwrap(), encoding);
        let nowhere = json!({"line": 90, "character": 4});
        let positions = [at("كيم"), at("كبير"), at("\r\n\r\n"), at(" ثم"), nowhere.clone()];
        let asked = json!({"textDocument": {"uri": uri}, "positions": positions});
        let found = client.request("textDocument/selectionRange", asked);
        let levels = |mut at: &Value| {
            let mut out = Vec::new();
            while at.is_object() {
                out.push(words_at(text, &at["range"], encoding));
                at = &at["parent"];
            }
            out
        };
        let paragraph = text.lines().nth(2).unwrap();
        let sentence = paragraph.trim_end_matches(" وغادر.");
        assert_eq!(
            levels(&found[0]),
            [
                "كيم",
                "كيم جونغ أون",
                "لكيم جونغ أون",
                "وصل 😀 الوفد لكيم جونغ أون مساء الجمعة",
                sentence,
                paragraph,
                text
            ]
        );
        let said = "هذا يوم كبير، وسنمضي معا";
        assert_eq!(
            levels(&found[1]),
            ["كبير", "هذا يوم كبير", said, &format!("\"{said}\""), sentence, paragraph, text]
        );
        assert_eq!(levels(&found[2]), ["موسكو", "زيارة 😀 إلى موسكو", text]);
        // Each position has an answer of its own; one outside of the text does not grow.
        assert_eq!(levels(&found[3]), [sentence, paragraph, text], "between two clauses");
        assert_eq!(found[4], json!({"range": {"start": nowhere, "end": nowhere}}));
        assert_eq!(found.as_array().unwrap().len(), 5);
        client.quit();
    }
}

#[test]
fn addresses_are_links_and_commands_are_not() {
    let text = "زيارة 😀\r\n\r\n\
                كتب 😀 @KremlinRussia_E على https://t.co/aB1. والبريد news@aa.com.tr، والصفحة (www.spa.gov.sa).\r\n\
                [انقر](command:isnad.ignore) أو https://bbc.com@evil.org/ أو javascript:alert(1)\r\n";
    for encoding in UNITS {
        let folder = Folder::new(&[("a.txt", text)]);
        let uri = folder.uri("a.txt");
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], capabilities_in(encoding), json!({}));
        assert!(answer["capabilities"]["documentLinkProvider"].is_object());
        client.did_open(&uri, 1, text);
        let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": uri}}));
        let links = links.as_array().unwrap().iter();
        let links = links.map(|l| (words_at(text, &l["range"], encoding), l["target"].as_str().unwrap()));
        let expected = [
            ("@KremlinRussia_E", "https://x.com/KremlinRussia_E"),
            ("https://t.co/aB1", "https://t.co/aB1"),
            ("news@aa.com.tr", "mailto:news@aa.com.tr"),
            ("www.spa.gov.sa", "https://www.spa.gov.sa"),
        ];
        assert_eq!(links.collect::<Vec<_>>(), expected.map(|(words, to)| (words.to_owned(), to)));
        client.quit();
    }
}

//! The table of docs/protocol.md against what the server offers and what its tests are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::client::Client;
use crate::pull::asking;

const PAGE: &str = include_str!("../../docs/protocol.md");

/// A row: what is offered, and the tests of it.
struct Row {
    what: String,
    requests: Vec<String>,
    offered: Vec<String>,
    tests: Vec<String>,
}

fn rows() -> Vec<Row> {
    let table = PAGE.split("| what | requests | offered as | tests |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    rows.map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split('|').collect();
        let [what, requests, offered, tests] = cells[..] else { panic!("{line}") };
        Row {
            what: what.trim().to_owned(),
            requests: quoted(requests),
            offered: quoted(offered),
            tests: quoted(tests),
        }
    })
    .collect()
}

/// What the server offers an editor that can everything, and nothing later.
#[test]
fn all_that_is_offered_is_in_the_table_and_nothing_else() {
    let mut client = Client::start();
    let answer = client.shake_hands(&[], asking(), json!({}));
    let offered: BTreeSet<_> = answer["capabilities"].as_object().unwrap().keys().cloned().collect();
    let listed: BTreeSet<_> = rows().into_iter().flat_map(|row| row.offered).collect();
    assert_eq!(listed, offered);
    client.quit();
}

#[test]
fn each_row_names_tests_that_there_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/protocol");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tests: BTreeMap<_, _> = files
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    for row in rows() {
        assert!(!row.tests.is_empty(), "{} has no test", row.what);
        for test in &row.tests {
            let (file, name) = test.split_once("::").unwrap_or_else(|| panic!("{test}"));
            let there = tests.get(file).is_some_and(|text| text.contains(&format!("#[test]\nfn {name}()")));
            assert!(there, "{}: there is no test {test}", row.what);
        }
    }
}

/// What the table says is answered, is: with a result, or that the parameters say nothing.
#[test]
fn each_request_is_known() {
    let mut client = Client::start();
    client.shake_hands(&[], asking(), json!({}));
    let from_the_server = ["workspace/configuration", "workspace/diagnostic/refresh"];
    for method in rows().into_iter().flat_map(|row| row.requests) {
        let is_notification = method.contains("/did") || method.starts_with("$/");
        let is_ending = ["initialize", "shutdown", "exit", "textDocument/publishDiagnostics"];
        if is_notification || is_ending.contains(&&*method) || from_the_server.contains(&&*method) {
            continue;
        }
        let asked = client.ask(&method, json!({}));
        let answer = client.answer(asked);
        assert_ne!(answer["error"]["code"], -32601, "{method}: {answer}");
    }
    client.quit();
}

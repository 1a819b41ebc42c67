//! Beginning and end.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities, capabilities_in, read_message};

#[test]
fn the_whole_way() {
    let folder = Folder::seeds();
    let mut client = Client::start();
    let answer = client.shake_hands(&[&folder], capabilities(), json!({}));
    let can = &answer["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-8");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    assert_eq!(can["workspace"]["workspaceFolders"]["supported"], true);
    for provider in ["hover", "definition", "typeHierarchy", "documentHighlight"] {
        assert_eq!(can[format!("{provider}Provider")], true);
    }
    for provider in ["references", "workspaceSymbol", "callHierarchy"] {
        assert_eq!(can[format!("{provider}Provider")], json!({"workDoneProgress": true}));
    }
    client.scanned();
    client.quit();
}

#[test]
fn the_unit_of_columns_is_agreed_on() {
    for (capabilities, unit) in [
        (capabilities_in("utf-8"), "utf-8"),
        (capabilities_in("utf-32"), "utf-32"),
        (capabilities_in("utf-16"), "utf-16"),
        (json!({}), "utf-16"),
    ] {
        let mut client = Client::start();
        let answer = client.shake_hands(&[], capabilities, json!({}));
        assert_eq!(answer["capabilities"]["positionEncoding"], unit);
        client.quit();
    }
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let mut client = Client::open(&Folder::new(&[]));
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn exit_before_initialize_ends_it_too() {
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn after_shutdown_requests_are_refused_until_exit() {
    let mut client = Client::open(&Folder::new(&[]));
    client.request("shutdown", Value::Null);
    let late = client.ask("workspace/symbol", json!({"query": ""}));
    assert_eq!(client.answer(late)["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn shutdown_and_exit_in_one_breath() {
    let mut client = Client::open(&Folder::new(&[]));
    client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn the_server_goes_when_its_input_ends() {
    let folder = Folder::seeds();
    let mut client = Client::open(&folder);
    client.did_open(&folder.uri("a.txt"), 1, "نص");
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));
}

/// Its pipes stay open, as when an editor's child holds them.
#[test]
fn the_server_goes_when_the_client_s_process_dies() {
    let mut editor = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let mut client = Client::start();
    client.shake_hands(&[], capabilities(), json!({"processId": editor.id()}));
    client.request("workspace/symbol", json!({"query": ""}));
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn a_process_that_cannot_be_seen_is_not_waited_for() {
    let mut client = Client::start();
    client.shake_hands(&[], capabilities(), json!({"processId": 2_147_483_000}));
    client.request("workspace/symbol", json!({"query": ""}));
    client.quit();
}

#[test]
fn a_second_initialize_and_requests_before_the_first_are_refused() {
    let mut client = Client::start();
    let early = client.ask("textDocument/hover", hover_somewhere());
    assert_eq!(client.answer(early)["error"]["code"], -32002);
    client.shake_hands(&[], capabilities(), json!({}));
    let again = client.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(client.answer(again)["error"]["code"], -32600);
    client.quit();
}

fn hover_somewhere() -> Value {
    json!({"textDocument": {"uri": "file:///nowhere.txt"}, "position": {"line": 0, "character": 0}})
}

#[test]
fn what_it_does_not_know_is_refused_or_passed_over() {
    let mut client = Client::open(&Folder::new(&[]));
    for method in ["isnad/nothing", "textDocument/moniker", "isnad/test/text"] {
        let id = client.ask(
            method,
            json!({"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}),
        );
        assert_eq!(client.answer(id)["error"]["code"], -32601, "{method}");
    }
    client.notify("$/somethingNew", json!({}));
    client.notify("isnad/nothing", json!({"a": 1}));
    client.notify("$/setTrace", json!({"value": "off"}));
    client.notify("$/cancelRequest", json!({"id": 4711}));
    let wrong = client.ask("textDocument/hover", json!({"textDocument": 7}));
    assert_eq!(client.answer(wrong)["error"]["code"], -32602);
    assert_eq!(client.request("textDocument/hover", hover_somewhere()), Value::Null);
    client.quit();
}

#[test]
fn unreadable_messages_do_not_end_the_session() {
    let mut client = Client::open(&Folder::new(&[]));
    for body in ["{", "[]", "null", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"x\"}", "\u{feff}{}"] {
        client.send_raw(body);
    }
    client.send_raw(r#"{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}"#);
    client.send_raw(r#"{"jsonrpc":"2.0","id":999,"result":null}"#);
    assert_eq!(client.request("textDocument/hover", hover_somewhere()), Value::Null);
    assert_eq!(client.stray, 6, "each is answered, to nobody in particular");
    client.stray = 0;
    client.quit();
}

/// Its input stays open, but nobody hears it any more.
#[test]
fn the_server_goes_when_nobody_reads_its_output() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["serve"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(server.stdout.take());
    let mut stdin = server.stdin.take().unwrap();
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    write!(stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    assert_eq!(server.wait().unwrap().code(), Some(1));
}

#[test]
fn over_a_loopback_port() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["serve", "--tcp", "127.0.0.1:0"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = String::new();
    BufReader::new(server.stderr.take().unwrap()).read_line(&mut told).unwrap();
    let address = told.trim().rsplit(' ').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    let mut say = |message: Value| {
        let body = message.to_string();
        write!(stream, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    };
    say(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    let answer = read_message(&mut answers).unwrap();
    assert_eq!(answer["result"]["serverInfo"]["name"], "isnad");
    say(json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}));
    assert_eq!(read_message(&mut answers).unwrap()["result"], Value::Null);
    say(json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(server.wait().unwrap().code(), Some(0));
}

#[test]
fn only_this_machine_may_connect() {
    let refused =
        Command::new(env!("CARGO_BIN_EXE_isnad")).args(["serve", "--tcp", "0.0.0.0:0"]).output().unwrap();
    assert!(!refused.status.success());
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("loopback"), "{told}");
}

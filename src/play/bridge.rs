//! What of the page's messages reaches the language server.
//!
//! The server reads and writes for whoever speaks to it. The page gets less: it says nothing about
//! folders, settings or what it can, asks only what is on a list, and names only articles of the
//! folder. So whatever runs in the page, the server cannot be led elsewhere.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::ls_types::Uri;

use super::folder::Folder;
use crate::server::{IGNORE, path_of, uri_of};

/// Notifications of the page that reach the server.
const NOTIFICATIONS: [&str; 6] = [
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didSave",
    "textDocument/didClose",
    "$/cancelRequest",
];

/// Requests of the page that reach the server as they are. None of them makes the server write
/// anything; a definition would, for it may lead to a page in the user's cache.
const REQUESTS: [&str; 13] = [
    "shutdown",
    "textDocument/hover",
    "textDocument/declaration",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/inlayHint",
    "textDocument/codeAction",
    "textDocument/semanticTokens/full",
    "workspace/symbol",
    "isnad/articles",
    "isnad/timeline",
    "isnad/dossier",
];

/// Has a command carried out. [`IGNORE`] is the only one the page may ask for.
const EXECUTE: &str = "workspace/executeCommand";

/// The protocol's code for what is refused.
const REFUSED: i64 = -32803;

/// One page's way to its server.
#[derive(Debug)]
pub(super) struct Bridge {
    folder: Arc<Folder>,
    /// Whether files may be written.
    write: bool,
    begun: bool,
}

/// What becomes of a message.
#[derive(Debug, PartialEq)]
pub(super) enum Verdict {
    /// It goes on to the server.
    Pass(Value),
    /// This goes back to the page.
    Answer(Value),
    /// Nobody hears of it.
    Drop,
}

impl Bridge {
    /// A bridge for one page.
    pub(super) fn new(folder: Arc<Folder>, write: bool) -> Self {
        Self { folder, write, begun: false }
    }

    /// Judges a message of the page.
    pub(super) fn judge(&mut self, text: &str) -> Verdict {
        let Ok(Value::Object(message)) = serde_json::from_str(text) else {
            return Verdict::Drop;
        };
        let id = message.get("id").cloned();
        let Some(method) = message.get("method").and_then(Value::as_str) else {
            // An answer. Nothing the server asks a page has one that says anything.
            return id.map_or(Verdict::Drop, |id| {
                Verdict::Pass(json!({"jsonrpc": "2.0", "id": id, "result": null}))
            });
        };
        let params = message.get("params").cloned();
        match (id, self.params(method, params)) {
            (None, Some(params)) if NOTIFICATIONS.contains(&method) => {
                Verdict::Pass(json!({"jsonrpc": "2.0", "method": method, "params": params}))
            }
            (Some(id), Some(params)) if !NOTIFICATIONS.contains(&method) => {
                let mut request = json!({"jsonrpc": "2.0", "id": id, "method": method});
                if !params.is_null() {
                    request["params"] = params;
                }
                Verdict::Pass(request)
            }
            (Some(id), _) => {
                let error = json!({"code": REFUSED, "message": format!("{method} is refused here")});
                Verdict::Answer(json!({"jsonrpc": "2.0", "id": id, "error": error}))
            }
            (None, _) => Verdict::Drop,
        }
    }

    /// The parameters as the server is to have them; `None` where the message is refused.
    fn params(&mut self, method: &str, params: Option<Value>) -> Option<Value> {
        if method == "initialize" {
            // A second one would be answered by the server, but it has no business here.
            return (!std::mem::replace(&mut self.begun, true)).then(|| self.initialize(params.as_ref()));
        }
        let params = params.unwrap_or_default();
        let listed = NOTIFICATIONS.contains(&method) || REQUESTS.contains(&method);
        let fit = match method {
            EXECUTE => {
                self.write && params.get("command") == Some(&json!(IGNORE)) && self.is_writable(&params)
            }
            _ => listed && self.names_only_articles(&params),
        };
        fit.then_some(params)
    }

    /// Of what the page says only its language counts.
    fn initialize(&self, params: Option<&Value>) -> Value {
        let root = uri_of(self.folder.root());
        let locale = params.and_then(|p| p.get("locale")).filter(|l| l.is_string());
        json!({
            "processId": null,
            "locale": locale,
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": self.folder.name()}],
            "capabilities": capabilities(),
            // A dossier is a file outside of the folder, which no page may see.
            "initializationOptions": {"definition": "mention"},
        })
    }

    /// Whether each URI in a message is that of an article in the folder. The server takes files
    /// from nothing else.
    fn names_only_articles(&self, value: &Value) -> bool {
        match value {
            Value::Object(map) => map.iter().all(|(key, value)| {
                let is_uri = key.to_ascii_lowercase().ends_with("uri");
                if is_uri { self.is_article(value) } else { self.names_only_articles(value) }
            }),
            Value::Array(list) => list.iter().all(|value| self.names_only_articles(value)),
            _ => true,
        }
    }

    fn is_article(&self, uri: &Value) -> bool {
        let uri = uri.as_str().and_then(|uri| uri.parse::<Uri>().ok());
        let path = uri.map(|uri| path_of(&uri));
        path.is_some_and(|path| self.folder.is_article(&path) && self.folder.holds(&path))
    }

    /// Whether what a command writes lies in the folder.
    fn is_writable(&self, params: &Value) -> bool {
        let arguments = params.get("arguments").and_then(Value::as_array);
        arguments.is_some_and(|list| {
            list.iter().all(|argument| {
                let uri = argument.get("uri").filter(|uri| self.is_article(uri));
                let uri = uri.and_then(Value::as_str).and_then(|uri| uri.parse::<Uri>().ok());
                uri.is_some_and(|uri| self.folder.keeps_ignores_of(&path_of(&uri)))
            })
        })
    }
}

/// What the page can. It is asked for no settings, watches no files and edits nothing unasked.
fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
            "inlayHint": {"refreshSupport": true},
            "semanticTokens": {"refreshSupport": true},
        },
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
            "hover": {"contentFormat": ["markdown"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        },
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    struct Desk {
        dir: tempfile::TempDir,
        bridge: Bridge,
    }

    impl Desk {
        fn new(write: bool) -> Self {
            let dir = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
            fs::create_dir(dir.path().join("shown")).unwrap();
            for name in ["shown/a.txt", "shown/isnad.toml", "secret.txt"] {
                fs::write(dir.path().join(name), "").unwrap();
            }
            let folder = Arc::new(Folder::open(&dir.path().join("shown")).unwrap());
            Self { dir, bridge: Bridge::new(folder, write) }
        }

        fn uri(&self, name: &str) -> String {
            format!("file://{}/{name}", self.bridge.folder.root().display())
        }

        fn judge(&mut self, message: &Value) -> Verdict {
            self.bridge.judge(&message.to_string())
        }

        fn hover(&mut self, uri: &str) -> Verdict {
            let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
            self.judge(&json!({"jsonrpc": "2.0", "id": 7, "method": "textDocument/hover", "params": params}))
        }
    }

    fn is_refused(verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::Answer(answer) if answer["error"]["code"] == REFUSED && answer["id"] == 7)
    }

    #[test]
    fn of_the_first_word_only_the_language_counts() {
        let mut desk = Desk::new(true);
        let params = json!({
            "processId": 1, "locale": "ar-EG", "rootUri": "file:///", "rootPath": "/",
            "workspaceFolders": [{"uri": "file:///etc", "name": "etc"}],
            "initializationOptions": {"language": "en"},
            "capabilities": {"workspace": {"configuration": true, "applyEdit": true}},
        });
        let hello = json!({"jsonrpc": "2.0", "id": 7, "method": "initialize", "params": params});
        let Verdict::Pass(passed) = desk.judge(&hello) else { panic!("refused") };
        let root = desk.uri("");
        let root = root.trim_end_matches('/');
        let params = &passed["params"];
        assert_eq!(params["locale"], "ar-EG");
        assert_eq!(params["rootUri"], root);
        assert_eq!(params["workspaceFolders"], json!([{"uri": root, "name": "shown"}]));
        assert_eq!(params["processId"], Value::Null);
        assert_eq!(params["initializationOptions"], json!({"definition": "mention"}));
        assert_eq!(params["capabilities"], capabilities());
        assert!(is_refused(&desk.judge(&hello)), "and only once");
    }

    #[test]
    fn articles_of_the_folder_may_be_named_and_nothing_else() {
        let mut desk = Desk::new(true);
        for name in ["a.txt", "new.md", "sport/%D9%85.txt"] {
            let uri = desk.uri(name);
            assert!(matches!(desk.hover(&uri), Verdict::Pass(_)), "{uri}");
        }
        let outside = [
            desk.uri("../secret.txt"),
            desk.uri("%2e%2e/secret.txt"),
            desk.uri("x/..%2F../../secret.txt"),
            desk.uri("isnad.toml"),
            desk.uri(".git/a.txt"),
            format!("file://{}/secret.txt", desk.dir.path().display()),
            "file:///etc/passwd".into(),
            "untitled:one.txt".into(),
            "http://127.0.0.1/a.txt".into(),
            "no uri".into(),
        ];
        for uri in outside {
            assert!(is_refused(&desk.hover(&uri)), "{uri}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_no_article_of_it() {
        let mut desk = Desk::new(true);
        let link = desk.dir.path().join("shown/link.txt");
        std::os::unix::fs::symlink(desk.dir.path().join("secret.txt"), link).unwrap();
        let uri = desk.uri("link.txt");
        assert!(is_refused(&desk.hover(&uri)));
        let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": "x"});
        let open =
            json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}});
        assert_eq!(desk.judge(&open), Verdict::Drop);
    }

    #[test]
    fn what_is_not_on_the_list_is_refused() {
        let mut desk = Desk::new(true);
        for method in [
            "workspace/didChangeWorkspaceFolders",
            "workspace/didChangeConfiguration",
            "workspace/didChangeWatchedFiles",
            "workspace/willRenameFiles",
            "isnad/test/panic",
            "exit",
            "initialize ",
        ] {
            let call = json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": {}});
            assert!(is_refused(&desk.judge(&call)), "{method}");
            let told = json!({"jsonrpc": "2.0", "method": method, "params": {}});
            assert_eq!(desk.judge(&told), Verdict::Drop, "{method}");
        }
        for nonsense in ["", "null", "[]", "{", "{}", "[{\"method\":\"exit\"}]"] {
            assert_eq!(desk.bridge.judge(nonsense), Verdict::Drop, "{nonsense}");
        }
    }

    #[test]
    fn an_answer_says_nothing() {
        let mut desk = Desk::new(true);
        let settings = json!({"jsonrpc": "2.0", "id": 3, "result": [{"language": "en"}]});
        let nothing = json!({"jsonrpc": "2.0", "id": 3, "result": null});
        assert_eq!(desk.judge(&settings), Verdict::Pass(nothing));
    }

    #[test]
    fn a_command_is_carried_out_only_where_files_may_be_written() {
        let command = |uri: &str| {
            let params =
                json!({"command": "isnad.ignore", "arguments": [{"uri": uri, "rule": "vague-date"}]});
            json!({"jsonrpc": "2.0", "id": 7, "method": EXECUTE, "params": params})
        };
        let mut reading = Desk::new(false);
        let uri = reading.uri("a.txt");
        assert!(is_refused(&reading.judge(&command(&uri))));
        let mut writing = Desk::new(true);
        let uri = writing.uri("a.txt");
        assert!(matches!(writing.judge(&command(&uri)), Verdict::Pass(_)));
        let other = json!({"jsonrpc": "2.0", "id": 7, "method": EXECUTE, "params": {"command": "isnad.showDossier",
            "arguments": [{"uri": uri, "entity": "kim-jong-un"}]}});
        assert!(is_refused(&writing.judge(&other)), "another command");
        let outside = writing.uri("../secret.txt");
        assert!(is_refused(&writing.judge(&command(&outside))));
        fs::write(writing.dir.path().join("isnad-ignores.toml"), "").unwrap();
        assert!(is_refused(&writing.judge(&command(&uri))), "the file of ignores lies above");
    }
}

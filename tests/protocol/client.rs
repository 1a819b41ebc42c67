//! An editor for tests: speaks the protocol to the built binary over real pipes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long a test waits before it calls the server hung. Never a measure of speed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// What a test's editor says to a request of the server.
pub(crate) enum Answer {
    /// This result, at once.
    Now(Value),
    /// This error, at once.
    Refuse,
    /// Nothing yet; see [`Client::held`].
    Hold,
}

type Script = Box<dyn FnMut(&str, &Value) -> Answer>;

/// The editor.
pub(crate) struct Client {
    child: Child,
    /// What the server may keep on disk goes away with the test.
    cache: tempfile::TempDir,
    stdin: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// Held by the thread that reads for each message.
    gate: Arc<Mutex<()>>,
    /// How long it waits.
    pub(crate) patience: Duration,
    next_id: i64,
    script: Script,
    answers: BTreeMap<i64, Value>,
    /// How many answers came that no request waits for, or a second one for the same request.
    pub(crate) stray: usize,
    /// Notifications in the order they came, and not yet taken.
    pub(crate) notifications: Vec<Value>,
    /// Requests of the server that the script held back.
    pub(crate) held: Vec<Value>,
    /// Every request of the server.
    pub(crate) asked: Vec<Value>,
}

/// A folder of articles that goes away with the test.
pub(crate) struct Folder {
    dir: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self { dir: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// The five seeds with their settings.
    pub(crate) fn seeds() -> Self {
        let folder = Self::new(&[]);
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
        folder
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().canonicalize().unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        uri(&self.path().join(name))
    }

    pub(crate) fn root(&self) -> String {
        uri(&self.path())
    }
}

/// A `file:` URI, percent-encoded as editors do it.
pub(crate) fn uri(path: &Path) -> String {
    let mut out = String::from("file://");
    for &b in path.to_str().unwrap().as_bytes() {
        if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

/// What a full-grown editor says it can.
pub(crate) fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "configuration": true,
            "workspaceFolders": true,
            "didChangeConfiguration": {"dynamicRegistration": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        },
    })
}

/// The same, counting columns in this unit.
pub(crate) fn capabilities_in(encoding: &str) -> Value {
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    capabilities
}

impl Client {
    /// Starts the server; nothing is said yet.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts the server with more in its environment.
    pub(crate) fn start_with(environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.args(["serve", "--stdio"]).env_remove("ISNAD_LOG").envs(environment.iter().copied());
        Self::run(command)
    }

    /// Starts any server.
    pub(crate) fn run(mut command: Command) -> Self {
        let cache = tempfile::tempdir().unwrap();
        if command.get_envs().all(|(name, _)| name != "XDG_CACHE_HOME") {
            command.env("XDG_CACHE_HOME", cache.path());
        }
        let (input, output) = (Stdio::piped(), Stdio::piped());
        let mut child = command.stdin(input).stdout(output).stderr(Stdio::inherit()).spawn().unwrap();
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().unwrap();
        let (tx, incoming) = channel();
        let gate = Arc::new(Mutex::new(()));
        let readers_gate = Arc::clone(&gate);
        thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = {
                drop(readers_gate.lock());
                read_message(&mut stdout)
            } {
                if tx.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            cache,
            stdin,
            incoming,
            gate,
            patience: PATIENCE,
            next_id: 0,
            script: Box::new(|method, params| match method {
                "workspace/configuration" => {
                    let n = params["items"].as_array().map_or(0, Vec::len);
                    Answer::Now(Value::Array(vec![Value::Null; n]))
                }
                _ => Answer::Now(Value::Null),
            }),
            answers: BTreeMap::new(),
            stray: 0,
            notifications: Vec::new(),
            held: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// Starts the server on a folder and goes through the handshake.
    pub(crate) fn open(folder: &Folder) -> Self {
        Self::open_with(folder, capabilities(), json!({}))
    }

    /// The same with other capabilities and more initialize parameters.
    pub(crate) fn open_with(folder: &Folder, capabilities: Value, more: Value) -> Self {
        let mut client = Self::start();
        client.shake_hands(&[folder], capabilities, more);
        client
    }

    /// Where the server keeps what it may keep.
    pub(crate) fn cache(&self) -> PathBuf {
        self.cache.path().to_path_buf()
    }

    /// `initialize` and `initialized`; gives the server's answer.
    pub(crate) fn shake_hands(&mut self, folders: &[&Folder], capabilities: Value, more: Value) -> Value {
        let folders: Vec<Value> =
            folders.iter().map(|f| json!({"uri": f.root(), "name": "articles"})).collect();
        let mut params = json!({
            "processId": std::process::id(),
            "rootUri": folders.first().map(|f| f["uri"].clone()),
            "capabilities": capabilities,
            "workspaceFolders": folders,
            "locale": "en",
        });
        for (key, value) in more.as_object().unwrap() {
            params[key] = value.clone();
        }
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer
    }

    /// Stops reading until what this gives is dropped.
    pub(crate) fn pause(&self) -> std::sync::MutexGuard<'static, ()> {
        let gate: &'static Mutex<()> = Box::leak(Box::new(Arc::clone(&self.gate)));
        gate.lock().unwrap()
    }

    /// What to say to the server's requests from now on.
    pub(crate) fn script(&mut self, script: impl FnMut(&str, &Value) -> Answer + 'static) {
        self.script = Box::new(script);
    }

    pub(crate) fn send(&mut self, message: &Value) {
        self.send_raw(&message.to_string());
    }

    /// Sends a body as it is.
    pub(crate) fn send_raw(&mut self, body: &str) {
        let stdin = self.stdin.as_mut().unwrap();
        // In one piece, as editors do.
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        stdin.write_all(message.as_bytes()).unwrap();
        stdin.flush().unwrap();
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and does not wait.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The whole answer to a request sent before.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.until(&format!("the answer to {id}"), |c| c.answers.remove(&id))
    }

    /// Sends a request and gives its result; an error fails the test.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Answers a request that was held back.
    pub(crate) fn release(&mut self, held: &Value, result: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": held["id"], "result": result}));
    }

    /// Takes messages until `found` gives something.
    pub(crate) fn until<T>(&mut self, what: &str, mut found: impl FnMut(&mut Self) -> Option<T>) -> T {
        let deadline = Instant::now() + self.patience;
        loop {
            if let Some(value) = found(self) {
                return value;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let message =
                self.incoming.recv_timeout(left).unwrap_or_else(|e| panic!("waiting for {what}: {e}"));
            self.take(message);
        }
    }

    /// Takes messages for some time.
    #[allow(dead_code, reason = "for the benchmark of the server")]
    pub(crate) fn listen(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(message) = self.incoming.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.take(message);
        }
    }

    /// Whether the answer to a request sent before is there.
    #[allow(dead_code, reason = "for the benchmark of the server")]
    pub(crate) fn is_answered(&self, id: i64) -> bool {
        self.answers.contains_key(&id)
    }

    /// The server's process.
    #[allow(dead_code, reason = "for the benchmark of the server")]
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    fn take(&mut self, message: Value) {
        match (message.get("method"), message.get("id")) {
            (Some(method), Some(id)) => {
                self.asked.push(message.clone());
                match (self.script)(method.as_str().unwrap(), &message["params"]) {
                    Answer::Now(result) => {
                        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
                    }
                    Answer::Refuse => self.send(
                        &json!({"jsonrpc": "2.0", "id": id, "error": {"code": -32603, "message": "no"}}),
                    ),
                    Answer::Hold => self.held.push(message),
                }
            }
            (Some(_), None) => self.notifications.push(message),
            (None, _) => {
                let id = message["id"].as_i64();
                match id {
                    Some(id) if id <= self.next_id && !self.answers.contains_key(&id) => {
                        self.answers.insert(id, message);
                    }
                    _ => self.stray += 1,
                }
            }
        }
    }

    /// Opens a document.
    pub(crate) fn did_open(&mut self, uri: &str, version: i32, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "plaintext", "version": version, "text": text}}),
        );
    }

    /// Changes a document.
    pub(crate) fn did_change(&mut self, uri: &str, version: i32, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        );
    }

    /// Closes a document.
    pub(crate) fn did_close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Tells of files changed on disk: 1 created, 2 changed, 3 deleted.
    pub(crate) fn watched(&mut self, changes: &[(&str, u8)]) {
        let changes: Vec<Value> =
            changes.iter().map(|(uri, kind)| json!({"uri": uri, "type": kind})).collect();
        self.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    /// The next diagnostics published for a file that `wanted` accepts.
    pub(crate) fn diagnostics(&mut self, uri: &str, mut wanted: impl FnMut(&Value) -> bool) -> Value {
        self.until(&format!("diagnostics of {uri}"), |c| {
            let i = c.notifications.iter().position(|n| {
                n["method"] == "textDocument/publishDiagnostics"
                    && n["params"]["uri"] == uri
                    && wanted(&n["params"])
            })?;
            Some(c.notifications.remove(i)["params"].clone())
        })
    }

    /// The diagnostics published for this version.
    pub(crate) fn diagnostics_of(&mut self, uri: &str, version: i32) -> Value {
        self.diagnostics(uri, |d| d["version"] == version)["diagnostics"].clone()
    }

    /// Waits until the scan of the folders is over.
    pub(crate) fn scanned(&mut self) {
        self.until("the end of the scan", |c| {
            c.notifications
                .iter()
                .any(|n| n["method"] == "$/progress" && n["params"]["value"]["kind"] == "end")
                .then_some(())
        });
    }

    /// Goes as the specification says, and sees the server go.
    pub(crate) fn quit(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.ended().code(), Some(0));
        assert_eq!(self.stray, 0, "answers nobody asked for");
    }

    /// Closes the server's input.
    pub(crate) fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// Waits for the server's process to end.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the server does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next message; `None` at the end.
pub(crate) fn read_message(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(n) = line.strip_prefix("Content-Length: ") {
            length = n.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

/// Line and column of a byte offset in the unit of `encoding`.
pub(crate) fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let mut line = 0;
    let mut start = 0;
    let bytes = text.as_bytes();
    for i in 0..offset {
        if bytes[i] == b'\n' || (bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
            line += 1;
            start = i + 1;
        }
    }
    let before = &text[start..offset];
    let column = match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        _ => before.chars().count(),
    };
    json!({"line": line, "character": column})
}

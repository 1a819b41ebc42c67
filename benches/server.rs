//! The whole server over its pipes, as an editor has it: how soon it is there on a folder, read before
//! or not, and how soon it answers while an article is edited, with nothing else to do and while a
//! thousand changed files are read.
//!
//! `cargo bench --bench server -- FOLDER [NAME]`: NAME is the one whose mentions are asked for. The
//! times of the folder's files are changed, and put back at the end; nothing is written into it.
//!
//! `cargo bench --bench server -- FOLDER --server LANGUAGE COMMAND…`: the time from an edit to the
//! diagnostics of any server, on an article made of the folder's that lies in a folder of its own.
#![allow(clippy::needless_pass_by_value, reason = "the client is that of the tests")]
#![allow(clippy::unwrap_used, clippy::panic)] // A benchmark may give up.

#[path = "../tests/protocol/client.rs"]
#[allow(dead_code, reason = "made for the tests, and shared")]
mod client;
mod sample;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use client::Client;
use sample::Times;

/// How many edits are measured, and how far apart they are.
const EDITS: usize = 500;
const APART: Duration = Duration::from_millis(100);

/// How many requests of each kind are measured.
const REQUESTS: usize = 200;

/// How many files change at once.
const TOUCHED: usize = 1000;

/// Reading a hundred thousand articles on a slow machine takes no longer.
const PATIENCE: Duration = Duration::from_secs(1800);

fn main() {
    // Cargo adds an argument of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some((folder, rest)) = arguments.split_first() else {
        println!("which folder? cargo bench --bench server -- FOLDER");
        return;
    };
    let folder = Path::new(folder).canonicalize().unwrap();
    let articles = sample::articles(&folder);
    match rest {
        [word, language, command @ ..] if word == "--server" => {
            edits_alone(&sample::long_article("Title", &articles), language, command);
        }
        [] => all(&folder, "الولايات المتحدة", &articles),
        [name, ..] => all(&folder, name, &articles),
    }
}

fn all(folder: &Path, name: &str, articles: &[PathBuf]) {
    let text = sample::long_article(name, articles);
    let cache = tempfile::tempdir().unwrap();
    println!("{} articles in the folder\n", articles.len());
    println!(
        "| ms after the start | initialized | first hover | folder read | references complete | memory then |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let (editor, cold) = Editor::start(folder, cache.path(), &text, None);
    println!("{}", cold.row("nothing read before"));
    let mentions = cold.mentions;
    editor.client.quit();
    let (mut editor, warm) = Editor::start(folder, cache.path(), &text, Some(mentions));
    println!("{}\n\n{mentions} mentions of {name}\n\n{}", warm.row("all read before"), sample::HEAD);
    editor.measure("idle", &mut None);
    editor.measure("reading", &mut Some(Touching::new(articles)));
    editor.client.quit();
}

/// When what was there, after the start of the process.
struct Start {
    initialized: Duration,
    first_hover: Duration,
    read: Duration,
    complete: Duration,
    mentions: usize,
    memory: String,
}

impl Start {
    fn row(&self, what: &str) -> String {
        let [a, b, c, d] =
            [self.initialized, self.first_hover, self.read, self.complete].map(sample::milliseconds);
        format!("| {what} | {a} | {b} | {c} | {d} | {} |", self.memory)
    }
}

/// What the tests' client can, and what VS Code can beside it that costs or saves time.
fn capabilities() -> Value {
    let mut capabilities = client::capabilities();
    capabilities["workspace"]["symbol"] = json!({"resolveSupport": {"properties": ["location.range"]}});
    capabilities
}

/// An editor with one article open.
struct Editor {
    client: Client,
    uri: String,
    text: String,
    version: i32,
    encoding: String,
    /// How many edits there have been.
    edits: usize,
}

impl Editor {
    /// Starts the server, and waits until the folder is read. The references are complete when they
    /// are as many as `expected`, or when the folder is read.
    fn start(folder: &Path, cache: &Path, text: &str, expected: Option<usize>) -> (Self, Start) {
        let began = Instant::now();
        let client = Client::start_with(&[("XDG_CACHE_HOME", cache.to_str().unwrap())]);
        let uri = client::uri(&folder.join("edited.txt"));
        let mut editor = Self::shake_hands(client, folder, uri, text);
        let initialized = began.elapsed();
        editor.open("plaintext");
        editor.at("textDocument/hover", json!({"line": 0, "character": 1}));
        let first_hover = began.elapsed();
        let soon = expected.map(|expected| {
            while editor.references().2 < expected && !editor.client.notifications.iter().any(is_end) {}
            (began.elapsed(), editor.memory())
        });
        editor.client.scanned();
        let read = began.elapsed();
        let mentions = editor.references().2;
        let (complete, memory) = soon.unwrap_or_else(|| (began.elapsed(), editor.memory()));
        (editor, Start { initialized, first_hover, read, complete, mentions, memory })
    }

    fn shake_hands(mut client: Client, folder: &Path, uri: String, text: &str) -> Self {
        client.patience = PATIENCE;
        let root = client::uri(folder);
        let params = json!({
            "processId": std::process::id(),
            "rootUri": root,
            "capabilities": capabilities(),
            "workspaceFolders": [{"uri": root, "name": "articles"}],
        });
        let answer = client.request("initialize", params);
        let encoding = answer["capabilities"]["positionEncoding"].as_str().unwrap_or("utf-16").to_owned();
        Self { client, uri, text: text.to_owned(), version: 0, encoding, edits: 0 }
    }

    fn open(&mut self, language: &str) {
        self.client.notify("initialized", json!({}));
        let document =
            json!({"uri": self.uri, "languageId": language, "version": self.version, "text": self.text});
        self.client.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn at(&mut self, method: &str, position: Value) -> Value {
        let params = json!({"textDocument": {"uri": self.uri}, "position": position});
        self.client.request(method, params)
    }

    /// Types a letter, or takes it back, and waits for what there is to say of that version (of any,
    /// from a server that does not say).
    fn edit(&mut self) -> Duration {
        let at = sample::place(&self.text, self.edits / 2);
        let letter = 'ب';
        let start = client::position(&self.text, at, &self.encoding);
        let (end, typed) = if self.edits.is_multiple_of(2) {
            (start.clone(), letter.to_string())
        } else {
            let unit = if self.encoding == "utf-8" { letter.len_utf8() } else { 1 };
            let column = start["character"].as_u64().unwrap() + unit as u64;
            (json!({"line": start["line"], "character": column}), String::new())
        };
        self.edits += 1;
        self.version += 1;
        self.client.notifications.retain(|n| n["method"] == "$/progress");
        let began = Instant::now();
        let change = json!([{"range": {"start": start, "end": end}, "text": typed}]);
        self.client.did_change(&self.uri, self.version, change);
        let version = self.version;
        let said = |d: &Value| d["version"].is_null() || d["version"] == version;
        self.client.diagnostics(&self.uri, said);
        began.elapsed()
    }

    /// The mentions of the headline's name: when the first came, when all had, and how many.
    fn references(&mut self) -> (Duration, Duration, usize) {
        let token = format!("part of {}", self.client.asked.len());
        let params = json!({
            "textDocument": {"uri": self.uri},
            "position": {"line": 0, "character": 1},
            "context": {"includeDeclaration": true},
            "partialResultToken": token,
        });
        let began = Instant::now();
        let id = self.client.ask("textDocument/references", params);
        let is_part = |n: &Value| n["method"] == "$/progress" && n["params"]["token"] == token.as_str();
        self.client.until("a part of the references", |c| {
            (c.is_answered(id) || c.notifications.iter().any(is_part)).then_some(())
        });
        let first = began.elapsed();
        let answer = self.client.answer(id);
        let whole = began.elapsed();
        let count = |list: &Value| list.as_array().map_or(0, Vec::len);
        let parts = self.client.notifications.iter().filter(|n| is_part(n));
        let in_parts: usize = parts.map(|n| count(&n["params"]["value"])).sum();
        self.client.notifications.retain(|n| !is_part(n));
        (first, whole, in_parts + count(&answer["result"]))
    }

    /// The resident memory of the server.
    fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.client.pid())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: f64 = line.and_then(|l| l.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0.0);
        format!("{:.0} MB", kilobytes / 1000.0)
    }

    /// Measures edits and requests, and prints their rows.
    fn measure(&mut self, when: &str, touching: &mut Option<Touching>) {
        let mut edits = Times::default();
        for _ in 0..EDITS {
            self.rest(APART, touching);
            edits.add(self.edit());
        }
        println!("{}", edits.row(&format!("{when}: didChange to publishDiagnostics")));
        let names = self.names();
        let queries: Vec<String> =
            self.text.split_whitespace().map(|w| w.chars().take(3).collect()).collect();
        let [mut hover, mut first, mut whole, mut symbols] = [(); 4].map(|()| Times::default());
        for n in 0..REQUESTS {
            self.rest(APART / 4, touching);
            let position = names[n * 7 % names.len()].clone();
            hover.add(timed(|| self.at("textDocument/hover", position)));
            let (part, all, _) = self.references();
            first.add(part);
            whole.add(all);
            let query = json!({"query": queries[n * 7 % queries.len()]});
            symbols.add(timed(|| self.client.request("workspace/symbol", query)));
        }
        println!("{}", hover.row(&format!("{when}: hover")));
        println!("{}", first.row(&format!("{when}: references, the first of them")));
        println!("{}", whole.row(&format!("{when}: references, all")));
        println!("{}", symbols.row(&format!("{when}: workspace/symbol")));
    }

    /// Lets some time go by, and has files change if the last ones have been read.
    fn rest(&mut self, time: Duration, touching: &mut Option<Touching>) {
        if let Some(touching) = touching {
            touching.go_on(&mut self.client);
        }
        self.client.notifications.clear();
        self.client.listen(time);
    }

    /// Where names stand in the article.
    fn names(&mut self) -> Vec<Value> {
        let params = json!({"textDocument": {"uri": self.uri}});
        let tokens = self.client.request("textDocument/semanticTokens/full", params);
        let numbers: Vec<u64> = tokens["data"].as_array().unwrap().iter().filter_map(Value::as_u64).collect();
        let (mut line, mut column) = (0, 0);
        let positions = numbers.chunks_exact(5).map(|token| {
            column = if token[0] == 0 { column + token[1] } else { token[1] };
            line += token[0];
            json!({"line": line, "character": column})
        });
        positions.collect()
    }
}

/// Whether it says that a folder has been read.
fn is_end(message: &Value) -> bool {
    message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end"
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// A thousand files, from all over the folder, that change on disk again and again and are told to the
/// server.
struct Touching {
    files: Vec<(PathBuf, SystemTime)>,
    rounds: usize,
    /// Whether they are still being read.
    reading: bool,
}

impl Touching {
    fn new(articles: &[PathBuf]) -> Self {
        let modified = |path: &PathBuf| Some((path.clone(), fs::metadata(path).ok()?.modified().ok()?));
        let spread = articles.iter().step_by((articles.len() / TOUCHED).max(1)).take(TOUCHED);
        Self { files: spread.filter_map(modified).collect(), rounds: 0, reading: false }
    }

    /// Has them changed once more when they have been read.
    fn go_on(&mut self, client: &mut Client) {
        self.reading = self.reading && !client.notifications.iter().any(is_end);
        if self.reading {
            return;
        }
        self.rounds += 1;
        for (path, was) in &self.files {
            set_modified(path, *was + Duration::from_secs(self.rounds as u64));
        }
        let uris: Vec<String> = self.files.iter().map(|(path, _)| client::uri(path)).collect();
        client.watched(&uris.iter().map(|uri| (uri.as_str(), 2)).collect::<Vec<_>>());
        self.reading = true;
    }
}

impl Drop for Touching {
    fn drop(&mut self) {
        for (path, was) in &self.files {
            set_modified(path, *was);
        }
        println!("\n{TOUCHED} files were changed {} times", self.rounds);
    }
}

fn set_modified(path: &Path, time: SystemTime) {
    let _ = File::options().write(true).open(path).and_then(|file| file.set_modified(time));
}

/// The time from an edit to the diagnostics of a server.
fn edits_alone(text: &str, language: &str, command: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("edited.txt");
    fs::write(&path, text).unwrap();
    let mut program = Command::new(&command[0]);
    program.args(&command[1..]).env("XDG_CACHE_HOME", folder.path().join("cache"));
    let client = Client::run(program);
    let mut editor = Editor::shake_hands(client, folder.path(), client::uri(&path), text);
    editor.open(language);
    let uri = editor.uri.clone();
    editor.client.diagnostics(&uri, |_| true);
    let mut edits = Times::default();
    for _ in 0..EDITS {
        editor.rest(APART, &mut None);
        edits.add(editor.edit());
    }
    println!("{}", edits.row(&command.join(" ")));
}

//! `isnad play` over real sockets: what the page gets, and that whoever is not the page gets a
//! refusal and nothing else.
#![allow(clippy::panic, clippy::format_push_string, clippy::expect_used, clippy::unwrap_used)] // A test may give up.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long a test waits before it calls the program hung. Never a measure of speed.
const PATIENCE: Duration = Duration::from_secs(60);

const ARTICLE: &str =
    "زيارة إلى بيونغ يانغ\nوصل زعيم كوريا الشمالية كيم جونغ أون إلى موسكو في 12 يناير 2024.\n";
const SECRET: &str = "سر لا يخرج من هنا";

/// A folder that is shown, `shown`, something beside it that is not, and the program.
struct Play {
    dir: TempDir,
    child: Child,
    /// Kept, so that nobody writes to a closed pipe.
    _said: BufReader<ChildStdout>,
    address: SocketAddr,
    /// `/TOKEN/`
    base: String,
}

impl Play {
    fn new(options: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("shown")).unwrap();
        fs::write(dir.path().join("shown/a.txt"), ARTICLE).unwrap();
        fs::write(dir.path().join("secret.txt"), SECRET).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(["play", "--no-open"])
            .args(options)
            .arg(dir.path().join("shown"))
            .env("XDG_CACHE_HOME", dir.path().join("cache"))
            .env_remove("ISNAD_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let rest = line.trim().strip_prefix("http://").expect("an address");
        let (host, path) = rest.split_once('/').unwrap();
        let address: SocketAddr = host.parse().unwrap();
        assert!(address.ip().is_loopback(), "{address}");
        let base = format!("/{path}");
        Self { dir, child, _said: said, address, base }
    }

    fn shown(&self, name: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join("shown").join(name)
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.shown(name).display())
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sends a request as it stands, with headers beside `Host`, and reads the answer to its end.
    fn send(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut head = format!("{line} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        let mut stream = self.connect();
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
        Answer::read(stream)
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {}{path}", self.base), &[], "")
    }

    fn put(&self, path: &str, old: Option<&str>, new: &str) -> Answer {
        let body = json!({"old": old, "new": new}).to_string();
        self.send(&format!("PUT {}{path}", self.base), &[("Origin", &self.origin())], &body)
    }

    /// The handshake of a WebSocket, as a browser does it.
    fn upgrade(&self, headers: &[(&str, &str)]) -> (TcpStream, String) {
        let mut head = format!("GET {}lsp HTTP/1.1\r\n", self.base);
        for (name, value) in [
            ("Host", self.address.to_string()),
            ("Upgrade", "websocket".into()),
            ("Connection", "keep-alive, Upgrade".into()),
            ("Sec-WebSocket-Version", "13".into()),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==".into()),
        ] {
            if !headers.iter().any(|(other, _)| *other == name) {
                head += &format!("{name}: {value}\r\n");
            }
        }
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            head += &format!("{name}: {value}\r\n");
        }
        let mut stream = self.connect();
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            if stream.read(&mut byte).unwrap() == 0 {
                break;
            }
            answer.push(byte[0]);
        }
        (stream, String::from_utf8(answer).unwrap())
    }

    fn page(&self) -> Page {
        let (stream, answer) = self.upgrade(&[("Origin", &self.origin())]);
        assert!(answer.starts_with("HTTP/1.1 101 "), "{answer}");
        assert!(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{answer}");
        Page { stream, last: 0 }
    }

    /// A page that has said hello.
    fn greeted(&self) -> Page {
        let mut page = self.page();
        page.ask("initialize", &json!({"locale": "ar"}));
        page.tell("initialized", &json!({}));
        page
    }

    /// The program still serves its page, and the file beside the folder is what it was.
    fn is_unharmed(&self) {
        assert_eq!(self.get("").status, 200);
        assert_eq!(fs::read_to_string(self.shown("a.txt")).unwrap(), ARTICLE);
        assert_eq!(fs::read_to_string(self.dir.path().join("secret.txt")).unwrap(), SECRET);
    }

    #[cfg(unix)]
    fn interrupt(mut self) -> std::process::ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Play {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    /// Whatever comes until the other side ends; a connection that was cut has what came before.
    fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            match stream.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => bytes.extend_from_slice(&buffer[..n]),
                Err(fault) if fault.kind() == ErrorKind::ConnectionReset => break,
                Err(fault) => panic!("{fault}"),
            }
        }
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    /// It is a refusal: no text, no page, no secret word, not even whether there is such a file.
    fn is_refusal(&self, case: &str) {
        assert_eq!(self.status, 403, "{case}: {}", self.head);
        assert!(self.body.len() < 40 && self.body.is_ascii(), "{case}: {}", self.body);
        assert!(!self.head.contains("set-cookie"), "{case}");
        assert!(!self.head.contains("access-control"), "{case}");
    }
}

/// The page's end of a WebSocket.
struct Page {
    stream: TcpStream,
    last: i64,
}

/// What comes out of a WebSocket.
#[derive(Debug)]
enum Frame {
    Text(Value),
    /// With the reason's number.
    Close(u16),
    /// The other side is gone.
    Gone,
}

impl Page {
    fn write(&mut self, opcode: u8, length: u64, payload: &[u8]) -> std::io::Result<()> {
        let mut frame = vec![0x80 | opcode];
        match length {
            0..126 => frame.push(0x80 | length as u8),
            126..0x1_0000 => {
                frame.push(0x80 | 0x7e);
                frame.extend((length as u16).to_be_bytes());
            }
            _ => {
                frame.push(0x80 | 127);
                frame.extend(length.to_be_bytes());
            }
        }
        // A mask of zeros leaves the payload as it is.
        frame.extend([0; 4]);
        frame.extend(payload);
        self.stream.write_all(&frame)
    }

    fn say(&mut self, message: &Value) {
        let text = message.to_string();
        self.write(1, text.len() as u64, text.as_bytes()).unwrap();
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.say(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks, and takes what else comes on the way.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.say(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            match self.next() {
                Frame::Text(message) if wanted(&message) => return message,
                Frame::Text(_) => {}
                end => panic!("{end:?}"),
            }
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
        self.tell("textDocument/didOpen", &json!({"textDocument": document}));
    }

    fn next(&mut self) -> Frame {
        loop {
            let mut head = [0; 2];
            if self.stream.read_exact(&mut head).is_err() {
                return Frame::Gone;
            }
            let length = match head[1] & 0x7f {
                126 => {
                    let mut length = [0; 2];
                    self.stream.read_exact(&mut length).unwrap();
                    u64::from(u16::from_be_bytes(length))
                }
                127 => {
                    let mut length = [0; 8];
                    self.stream.read_exact(&mut length).unwrap();
                    u64::from_be_bytes(length)
                }
                short => u64::from(short),
            };
            let mut payload = vec![0; usize::try_from(length).unwrap()];
            self.stream.read_exact(&mut payload).unwrap();
            match head[0] & 0x0f {
                1 => return Frame::Text(serde_json::from_slice(&payload).unwrap()),
                8 => return Frame::Close(u16::from_be_bytes([payload[0], payload[1]])),
                _ => {}
            }
        }
    }
}

// What the page gets ------------------------------------------------------------------------------

#[test]
fn the_page_and_its_files_come_without_anything_from_elsewhere() {
    let play = Play::new(&[]);
    let page = play.get("");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("content-security-policy: default-src 'none'; script-src 'self'"));
    assert!(page.head.contains("referrer-policy: no-referrer"));
    assert!(!page.body.contains("{nonce}"));
    assert_ne!(page.body, play.get("").body, "each page has a word of its own");
    for name in ["play.js", "play.css", "icon.svg", "licences.txt"] {
        let file = play.get(name);
        assert_eq!(file.status, 200, "{name}");
        assert!(file.head.contains("x-content-type-options: nosniff"), "{name}");
        assert!(page.body.contains(name), "{name}");
    }
    let config: Value = serde_json::from_str(&play.get("config").body).unwrap();
    assert_eq!(config, json!({"name": "shown", "root": play.uri("").trim_end_matches('/'), "write": false}));
    assert_eq!(play.get("article/a.txt").body, ARTICLE);
    assert!(play.get("rule/vague-date").body.contains("vague-date"));
    assert_eq!(play.get("other").status, 404);
}

#[test]
fn the_server_answers_over_the_socket() {
    let play = Play::new(&[]);
    let mut page = play.greeted();
    page.open(&play.uri("a.txt"), ARTICLE);
    let told = page.until(|message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(told["params"]["uri"], play.uri("a.txt"));
    let at = json!({"line": 1, "character": ARTICLE.lines().nth(1).unwrap().find("كيم").map(|b| ARTICLE.lines().nth(1).unwrap()[..b].chars().count()).unwrap()});
    let hover =
        page.ask("textDocument/hover", &json!({"textDocument": {"uri": play.uri("a.txt")}, "position": at}));
    assert!(hover["result"]["contents"]["value"].as_str().unwrap().contains("Kim Jong Un"), "{hover}");
    let timeline = page.ask("isnad/timeline", &json!({"textDocument": {"uri": play.uri("a.txt")}}));
    assert_eq!(timeline["result"]["events"][0]["from"], "2024-01-12", "{timeline}");
    let until = Instant::now() + PATIENCE;
    loop {
        let list = page.ask("isnad/articles", &json!({"query": "زيارة"}));
        if list["result"]["complete"] == true {
            assert_eq!(list["result"]["total"], 1);
            assert_eq!(list["result"]["articles"][0]["title"], "زيارة إلى بيونغ يانغ");
            break;
        }
        assert!(Instant::now() < until, "{list}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly() {
    let play = Play::new(&[]);
    let mut page = play.greeted();
    let status = play.interrupt();
    assert!(status.success(), "{status}");
    let end = loop {
        match page.next() {
            Frame::Text(_) => {}
            end => break end,
        }
    };
    assert!(matches!(end, Frame::Close(1001)), "{end:?}");
}

// Saving --------------------------------------------------------------------------------------------

#[test]
fn texts_are_saved_whole_where_that_is_allowed() {
    let play = Play::new(&["--write"]);
    let path = play.shown("a.txt");
    assert_eq!(play.put("article/a.txt", Some(ARTICLE), "نص جديد").status, 200);
    assert_eq!(fs::read_to_string(&path).unwrap(), "نص جديد");
    assert_eq!(play.put("article/a.txt", Some(ARTICLE), "متأخر").status, 409, "written meanwhile");
    assert_eq!(play.put("article/a.txt", None, "متأخر").status, 409, "it is there already");
    assert_eq!(fs::read_to_string(&path).unwrap(), "نص جديد");
    assert_eq!(play.put("article/knowledge/own.toml", None, "# جديد\n").status, 200);
    assert_eq!(fs::read_to_string(play.shown("knowledge/own.toml")).unwrap(), "# جديد\n");
    let names: Vec<_> = fs::read_dir(play.shown("")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "nothing is left behind: {names:?}");
}

#[test]
fn nothing_is_saved_otherwise() {
    let play = Play::new(&[]);
    play.put("article/a.txt", Some(ARTICLE), "نص جديد").is_refusal("save");
    let mut page = play.greeted();
    page.open(&play.uri("a.txt"), ARTICLE);
    let entry = json!({"uri": play.uri("a.txt"), "rule": "undated-article", "file": "a.txt"});
    let answer =
        page.ask("workspace/executeCommand", &json!({"command": "isnad.ignore", "arguments": [entry]}));
    assert!(answer["error"].is_object(), "{answer}");
    assert!(!play.shown("isnad-ignores.toml").exists());
    play.is_unharmed();
}

// Refusals ------------------------------------------------------------------------------------------

#[test]
fn a_wrong_token_is_refused() {
    let play = Play::new(&["--write"]);
    let wrong = format!("/{}/", "0".repeat(play.base.len() - 2));
    let part = &play.base[..play.base.len() - 2];
    let own = play.origin();
    for base in ["/", "//", &wrong, part, &format!("{part}/"), &format!("/x{}", play.base)] {
        for path in ["", "play.js", "config", "article/a.txt", "lsp"] {
            let line = format!("GET {base}{path}");
            play.send(&line, &[], "").is_refusal(&line);
        }
        let line = format!("PUT {base}article/a.txt");
        let body = json!({"old": ARTICLE, "new": ""}).to_string();
        play.send(&line, &[("Origin", &own)], &body).is_refusal(&line);
    }
    play.is_unharmed();
}

#[test]
fn a_foreign_host_is_refused() {
    let play = Play::new(&["--write"]);
    let port = play.address.port();
    let own = play.origin();
    for host in ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", "127.0.0.1:1", ""] {
        for path in ["", "article/a.txt"] {
            play.send(&format!("GET {}{path}", play.base), &[("Host", host)], "").is_refusal(host);
        }
        let body = json!({"old": ARTICLE, "new": ""}).to_string();
        let line = format!("PUT {}article/a.txt", play.base);
        play.send(&line, &[("Host", host), ("Origin", &own)], &body).is_refusal(host);
        let (_, answer) = play.upgrade(&[("Host", host), ("Origin", &own)]);
        assert!(answer.starts_with("HTTP/1.1 4"), "{host}: {answer}");
    }
    let line = format!("GET http://evil.example:{port}{}", play.base);
    play.send(&line, &[], "").is_refusal("an address with a host");
    let local = format!("localhost:{port}");
    assert_eq!(play.send(&format!("GET {}", play.base), &[("Host", &local)], "").status, 200);
    play.is_unharmed();
}

#[test]
fn a_foreign_origin_is_refused() {
    let play = Play::new(&["--write"]);
    let body = json!({"old": ARTICLE, "new": ""}).to_string();
    let secure = format!("https://{}", play.address);
    for origin in ["http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1", &secure] {
        let headers = [("Origin", origin)];
        play.send(&format!("GET {}article/a.txt", play.base), &headers, "").is_refusal(origin);
        play.send(&format!("PUT {}article/a.txt", play.base), &headers, &body).is_refusal(origin);
        let (_, answer) = play.upgrade(&headers);
        assert!(answer.starts_with("HTTP/1.1 403 "), "{origin}: {answer}");
    }
    // What changes something, or goes on and on, has to say where it comes from.
    play.send(&format!("PUT {}article/a.txt", play.base), &[], &body).is_refusal("no origin");
    let (_, answer) = play.upgrade(&[]);
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    for method in ["POST", "DELETE", "OPTIONS", "HEAD", "TRACE"] {
        let answer =
            play.send(&format!("{method} {}article/a.txt", play.base), &[("Origin", &play.origin())], "");
        assert_eq!(answer.status, 405, "{method}");
        assert!(!answer.head.contains("access-control"), "{method}");
    }
    play.is_unharmed();
}

/// Ways out of the folder, as addresses.
fn ways_out(play: &Play) -> Vec<String> {
    let secret = play.dir.path().join("secret.txt").display().to_string();
    let mut out: Vec<String> = [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "%2e%2e%2fsecret.txt",
        "new/../../secret.txt",
        "./../secret.txt",
        "a.txt/../../secret.txt",
        "..\\secret.txt",
    ]
    .map(str::to_owned)
    .into();
    out.push(secret.clone());
    out.push(format!("/{secret}"));
    out.push(secret.replace('/', "%2F"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(play.dir.path().join("secret.txt"), play.shown("link.txt")).unwrap();
        symlink(play.dir.path(), play.shown("far")).unwrap();
        symlink(play.dir.path().join("new.txt"), play.shown("broken.txt")).unwrap();
        out.extend(["link.txt", "far/secret.txt", "far/new.txt", "broken.txt"].map(str::to_owned));
    }
    out
}

#[test]
fn nothing_outside_the_folder_is_read_or_written() {
    let play = Play::new(&["--write"]);
    for way in ways_out(&play) {
        play.get(&format!("article/{way}")).is_refusal(&way);
        play.put(&format!("article/{way}"), Some(SECRET), "مكتوب").is_refusal(&way);
        play.put(&format!("article/{way}"), None, "مكتوب").is_refusal(&way);
    }
    // What is in the folder and no article is not the page's either.
    for name in ["run.sh", ".env.txt", ".git/config", "knowledge/big.isnad"] {
        play.put(&format!("article/{name}"), None, "مكتوب").is_refusal(name);
        assert!(!play.shown(name).exists(), "{name}");
    }
    assert!(!play.dir.path().join("new.txt").exists());
    play.is_unharmed();
}

#[test]
fn the_server_cannot_be_led_out_of_the_folder() {
    let play = Play::new(&["--write"]);
    let outside = format!("file://{}/secret.txt", play.dir.path().canonicalize().unwrap().display());
    let mut page = play.page();
    // The page names other folders and settings; it gets those it was opened for.
    let root = format!("file://{}", play.dir.path().display());
    page.ask(
        "initialize",
        &json!({"rootUri": root, "workspaceFolders": [{"uri": root, "name": "all"}], "capabilities": {"workspace": {"configuration": true}}}),
    );
    page.tell("initialized", &json!({}));
    page.tell(
        "workspace/didChangeWorkspaceFolders",
        &json!({"event": {"added": [{"uri": root, "name": "all"}], "removed": []}}),
    );
    page.open(&outside, "نص");
    for way in ways_out(&play) {
        let uri = play.uri(&way);
        page.open(&uri, "نص");
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        for method in ["textDocument/hover", "textDocument/documentSymbol", "textDocument/references"] {
            let answer = page.ask(method, &params);
            assert!(answer["error"].is_object(), "{way}: {answer}");
        }
        let entry = json!({"uri": uri, "rule": "undated-article", "file": "secret.txt"});
        let answer =
            page.ask("workspace/executeCommand", &json!({"command": "isnad.ignore", "arguments": [entry]}));
        assert!(answer["error"].is_object(), "{way}: {answer}");
    }
    let until = Instant::now() + PATIENCE;
    let list = loop {
        let list = page.ask("isnad/articles", &json!({}));
        if list["result"]["complete"] == true {
            break list;
        }
        assert!(Instant::now() < until, "{list}");
    };
    let uris: Vec<_> = list["result"]["articles"].as_array().unwrap().iter().map(|a| &a["uri"]).collect();
    assert_eq!(uris, [&json!(play.uri("a.txt"))], "{list}");
    assert!(!list.to_string().contains(SECRET));
    let written: Vec<_> = fs::read_dir(play.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(
        written.iter().all(|name| ["shown", "secret.txt", "cache"].iter().any(|n| name == n)),
        "{written:?}"
    );
    play.is_unharmed();
}

#[test]
fn a_message_of_100_mb_is_refused_unread() {
    let play = Play::new(&[]);
    let mut page = play.greeted();
    // Its length alone is enough: not a byte of it has to be sent.
    page.write(1, 100_000_000, &[]).unwrap();
    let end = loop {
        match page.next() {
            Frame::Text(_) => {}
            end => break end,
        }
    };
    assert!(matches!(end, Frame::Close(1009)), "{end:?}");
    // In pieces it is no shorter.
    let mut page = play.greeted();
    let piece = vec![b' '; 1_000_000];
    let mut sent = 0;
    let ended = loop {
        let opcode = u8::from(sent == 0);
        let mut frame = vec![opcode, 0x80 | 127];
        frame.extend((piece.len() as u64).to_be_bytes());
        frame.extend([0; 4]);
        if page.stream.write_all(&frame).and_then(|()| page.stream.write_all(&piece)).is_err() {
            break true;
        }
        sent += piece.len();
        if sent > 100_000_000 {
            break false;
        }
    };
    assert!(ended, "{sent} bytes were taken");
    play.is_unharmed();
}

#[test]
fn long_bodies_heads_and_texts_are_refused() {
    let play = Play::new(&["--write"]);
    let line = format!("PUT {}article/a.txt", play.base);
    let told = [("Origin", &*play.origin()), ("Content-Length", "100000000")]
        .map(|(n, v)| (n.to_owned(), v.to_owned()));
    let told: Vec<(&str, &str)> = told.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(play.send(&line, &told, "").status, 413);
    let long = "x".repeat(5 * 1024 * 1024);
    assert_eq!(play.put("article/a.txt", Some(ARTICLE), &long).status, 413);
    fs::write(play.shown("long.txt"), &long).unwrap();
    assert_eq!(play.get("article/long.txt").status, 413);
    let head = "x".repeat(100_000);
    let answer = play.send(&format!("GET {}", play.base), &[("X-Long", &head)], "");
    assert!(answer.status == 431 || answer.status == 0, "{}", answer.head);
    assert_ne!(play.send(&format!("GET {}{head}", play.base), &[], "").status, 200);
    play.is_unharmed();
}

#[test]
fn a_thousand_connections_are_too_many() {
    let play = Play::new(&[]);
    let kept: Vec<TcpStream> = (0..1000).map(|_| play.connect()).collect();
    // They are taken in their order: once the last one is let go, each has been told what there is to tell.
    let end = Answer::read(kept[999].try_clone().unwrap());
    assert!(end.status == 503 || end.status == 0, "{}", end.head);
    let is_refused = |mut stream: &TcpStream| {
        stream.set_nonblocking(true).unwrap();
        let mut buffer = [0; 64];
        match stream.read(&mut buffer) {
            Ok(n) => buffer[..n].is_empty() || buffer[..n].starts_with(b"HTTP/1.1 503 "),
            Err(fault) => fault.kind() != ErrorKind::WouldBlock,
        }
    };
    let refused = kept.iter().filter(|stream| is_refused(stream)).count();
    assert!(refused >= 900, "{refused} refused");
    drop(kept);
    // Once they are gone there is room again.
    let until = Instant::now() + PATIENCE;
    while play.get("").status != 200 {
        assert!(Instant::now() < until, "no room");
    }
    play.is_unharmed();
}

/// Nobody holds a connection by saying nothing, or half of something.
#[test]
fn who_does_not_go_on_is_let_go() {
    let play = Play::new(&[]);
    let begun = ["", "GET ", &format!("GET {} HTTP/1.1\r\nHost: {}\r\n", play.base, play.address)];
    let begun = begun.map(|words| {
        let mut stream = play.connect();
        stream.write_all(words.as_bytes()).unwrap();
        stream
    });
    for stream in begun {
        // The end comes within the patience of `connect`, or reading fails.
        let mut said = Vec::new();
        let end = (&stream).read_to_end(&mut said);
        assert!(end.is_ok() || end.is_err_and(|fault| fault.kind() == ErrorKind::ConnectionReset));
        assert!(said.is_empty() || said.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&said));
    }
    play.is_unharmed();
}

#[test]
fn only_a_few_pages_are_served_at_once() {
    let play = Play::new(&[]);
    let pages: Vec<Page> = (0..8).map(|_| play.page()).collect();
    let (_, answer) = play.upgrade(&[("Origin", &play.origin())]);
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    drop(pages);
    let until = Instant::now() + PATIENCE;
    while !play.upgrade(&[("Origin", &play.origin())]).1.starts_with("HTTP/1.1 101 ") {
        assert!(Instant::now() < until, "no room again");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_no_websocket_is_none() {
    let play = Play::new(&[]);
    let own = play.origin();
    for header in [
        ("Sec-WebSocket-Version", "8"),
        ("Upgrade", "h2c"),
        ("Connection", "close"),
        ("Sec-WebSocket-Key", ""),
    ] {
        let (_, answer) = play.upgrade(&[("Origin", &own), header]);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{header:?}: {answer}");
    }
    let mut page = play.page();
    page.write(2, 3, b"abc").unwrap();
    let end = page.next();
    assert!(matches!(end, Frame::Close(1003)), "{end:?}");
}

#[test]
fn what_cannot_be_shown_is_said() {
    let run = |arguments: &[&Path]| {
        let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(["play", "--no-open"])
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let dir = tempfile::tempdir().unwrap();
    let (code, said) = run(&[&dir.path().join("none")]);
    assert_eq!(code, Some(70));
    assert!(said.contains("none: "), "{said}");
    let play = Play::new(&[]);
    let taken = format!("--port={}", play.address.port());
    let (code, said) = run(&[Path::new(&taken), dir.path()]);
    assert_eq!(code, Some(70));
    assert!(said.contains("cannot listen on 127.0.0.1:"), "{said}");
}

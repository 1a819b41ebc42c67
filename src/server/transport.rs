//! Bytes in, bytes out: threads between the operating system's streams and tower-lsp.
//!
//! tower-lsp's own reader stops for good at the first message it cannot read, and stops reading
//! while its output is blocked. Here a thread reads whole messages, answers the unreadable ones
//! itself and passes the rest on; another writes what a buffer without limit holds. So neither a
//! broken message nor a client that does not read can stop the server.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::thread::{self, JoinHandle};

use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;
use tower_lsp::jsonrpc::{Error, Id, Response};

use super::outlet::{Outlet, framed};
use crate::corpus::Waiting;

/// Longest header line taken seriously, in bytes.
const LONGEST_HEADER: u64 = 8 * 1024;

/// Both ends of a connection as tower-lsp wants them, and what is known of its end.
pub(crate) struct Connection {
    /// Messages from the client.
    pub(crate) inbox: Inbox,
    /// Messages to the client.
    pub(crate) outbox: Outbox,
    /// Turns true when nothing more will come from the client, or it no longer reads.
    pub(crate) ended: watch::Receiver<bool>,
    /// The way past tower-lsp, for what has to go out before an answer.
    pub(crate) outlet: Outlet,
    /// Whether the client sent `shutdown`.
    pub(crate) shutdown: Arc<AtomicBool>,
    /// Who waits for an answer: with a message somebody is expected to.
    pub(crate) waiting: Waiting,
    /// Ends when all that was written has gone out.
    pub(crate) writer: JoinHandle<()>,
}

/// Starts the reading and the writing thread.
///
/// # Errors
///
/// Where a thread cannot be started.
pub(crate) fn connect(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> io::Result<Connection> {
    let (to_inbox, chunks) = unbounded_channel();
    let (outlet, messages) = Outlet::new();
    let (ended_tx, ended) = watch::channel(false);
    let shutdown = Arc::new(AtomicBool::new(false));
    let unheard = ended_tx.clone();
    let writer = thread::Builder::new().name("isnad-write".into()).spawn(move || {
        if let Err(error) = messages.write_all(output) {
            tracing::info!("the client no longer reads: {error}");
            let _ = unheard.send(true);
        }
    })?;
    let answers = outlet.clone();
    let shutdown_seen = Arc::clone(&shutdown);
    let waiting = Waiting::default();
    let expecting = waiting.clone();
    thread::Builder::new().name("isnad-read".into()).spawn(move || {
        let mut reader = Reader {
            input: BufReader::new(input),
            inbox: to_inbox,
            answers,
            shutdown: shutdown_seen,
            waiting: expecting,
        };
        if let Err(error) = reader.run() {
            tracing::warn!("reading from the client: {error}");
        }
        drop(reader);
        let _ = ended_tx.send(true);
    })?;
    Ok(Connection {
        inbox: Inbox { chunks, rest: Vec::new(), at: 0 },
        outbox: Outbox(outlet.clone()),
        outlet,
        ended,
        shutdown,
        waiting,
        writer,
    })
}

/// What tower-lsp must be able to read of a message, in its own types.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    jsonrpc: Cow<'a, str>,
    #[serde(borrow, default)]
    method: Option<Cow<'a, str>>,
    #[serde(default)]
    #[expect(dead_code, reason = "read to see that it is an id")]
    id: Option<Id>,
}

struct Reader<R> {
    input: BufReader<R>,
    inbox: UnboundedSender<Vec<u8>>,
    answers: Outlet,
    shutdown: Arc<AtomicBool>,
    waiting: Waiting,
}

impl<R: Read> Reader<R> {
    /// Reads to the stream's end or `exit`.
    fn run(&mut self) -> io::Result<()> {
        while let Some(length) = self.header()? {
            self.waiting.expect();
            let mut body = Vec::new();
            (&mut self.input).take(length).read_to_end(&mut body)?;
            if (body.len() as u64) < length {
                return Ok(());
            }
            if body.is_empty() {
                continue;
            }
            match classify(&body) {
                Ok(kind) => {
                    if kind == Kind::Shutdown {
                        self.shutdown.store(true, Ordering::SeqCst);
                    }
                    if self.inbox.send(framed(&body)).is_err() || kind == Kind::Exit {
                        return Ok(());
                    }
                }
                Err(error) => self.refuse(error),
            }
        }
        Ok(())
    }

    /// Reads a header up to its blank line: the length of the body, or `None` at the end. Lines
    /// that are no header are skipped.
    fn header(&mut self) -> io::Result<Option<u64>> {
        let mut length = None;
        let mut line = Vec::new();
        loop {
            line.clear();
            if (&mut self.input).take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let text = String::from_utf8_lossy(&line).to_ascii_lowercase();
            let text = text.trim();
            match (text.is_empty(), length) {
                (true, Some(length)) => return Ok(Some(length)),
                (true, None) => {}
                (false, _) => {
                    if let Some(at) = text.find("content-length:") {
                        length = text[at + "content-length:".len()..].trim().parse().ok();
                        if length.is_none() {
                            self.refuse(Error::parse_error());
                        }
                    } else if !text.starts_with("content-type:") {
                        tracing::warn!("not a header of the protocol: {text:?}");
                    }
                }
            }
        }
    }

    fn refuse(&self, error: Error) {
        tracing::warn!("unreadable message: {error}");
        if let Ok(body) = serde_json::to_vec(&Response::from_error(Id::Null, error)) {
            self.answers.send(framed(&body));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Shutdown,
    Exit,
    Other,
}

fn classify(body: &[u8]) -> Result<Kind, Error> {
    let envelope: Envelope<'_> = serde_json::from_slice(body)
        .map_err(|error| if error.is_data() { Error::invalid_request() } else { Error::parse_error() })?;
    if envelope.jsonrpc != "2.0" {
        return Err(Error::invalid_request());
    }
    Ok(match envelope.method.as_deref() {
        Some("shutdown") => Kind::Shutdown,
        Some("exit") => Kind::Exit,
        _ => Kind::Other,
    })
}

/// The client's messages, one frame after the other.
pub(crate) struct Inbox {
    chunks: UnboundedReceiver<Vec<u8>>,
    rest: Vec<u8>,
    at: usize,
}

impl AsyncRead for Inbox {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.at == self.rest.len() {
            match ready!(self.chunks.poll_recv(cx)) {
                Some(chunk) => {
                    self.rest = chunk;
                    self.at = 0;
                }
                None => return Poll::Ready(Ok(())),
            }
        }
        let end = self.rest.len().min(self.at + buffer.remaining());
        buffer.put_slice(&self.rest[self.at..end]);
        self.at = end;
        Poll::Ready(Ok(()))
    }
}

/// Takes every byte at once.
pub(crate) struct Outbox(Outlet);

impl AsyncWrite for Outbox {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(if self.0.send(bytes.to_vec()) {
            Ok(bytes.len())
        } else {
            Err(io::ErrorKind::BrokenPipe.into())
        })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use tokio::io::AsyncReadExt;

    struct Sink(mpsc::Sender<Vec<u8>>);
    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(bytes.to_vec()).unwrap();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn read_through(input: String) -> (String, Vec<u8>, bool) {
        let (tx, rx) = mpsc::channel::<Vec<u8>>();
        let connection = connect(io::Cursor::new(input), Sink(tx)).unwrap();
        let mut inbox = connection.inbox;
        let mut text = String::new();
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(inbox.read_to_string(&mut text))
            .unwrap();
        drop((connection.outbox, connection.outlet));
        connection.writer.join().unwrap();
        let shutdown = connection.shutdown.load(Ordering::SeqCst);
        (text, rx.try_iter().flatten().collect(), shutdown)
    }

    fn message(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn broken_messages_are_answered_and_the_next_is_read() {
        let good = r#"{"jsonrpc":"2.0","method":"x","a":"كيم"}"#;
        let more_headers = format!(
            "content-length:{}\r\nContent-Type: application/vscode-jsonrpc\r\nX-More: 1\r\n\r\n{good}",
            good.len()
        );
        let input = [
            "junk\r\n",
            &message(r#"{"jsonrp"#),
            &message("[]"),
            &more_headers,
            &message("{}"),
            "Content-Length: many\r\n\r\n",
            &message(good),
        ];
        let (passed, answered, _) = read_through(input.concat());
        assert_eq!(passed, message(good).repeat(2));
        let answered = String::from_utf8(answered).unwrap();
        assert_eq!(answered.matches("-32700").count(), 2, "{answered}");
        assert_eq!(answered.matches("-32600").count(), 2, "{answered}");
    }

    #[test]
    fn nothing_is_read_after_exit() {
        let exit = message(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        let (passed, _, shutdown) = read_through(exit.repeat(2));
        assert_eq!(passed, exit);
        assert!(!shutdown);
    }

    #[test]
    fn shutdown_is_noticed() {
        let shutdown = message(r#"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#);
        let (_, _, shutdown) = read_through(shutdown);
        assert!(shutdown);
    }
}

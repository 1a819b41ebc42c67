//! The queue of messages that the writing thread sends. It has no limit, so that nobody who has an
//! answer waits; whoever has much to say looks first whether the client keeps up.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use serde::Serialize;

/// A client that has left more bytes than this is behind.
const BEHIND: usize = 1 << 20;

/// The end where messages go in.
#[derive(Clone, Debug)]
pub(crate) struct Outlet {
    sender: Sender<Vec<u8>>,
    /// Bytes that have not gone out yet.
    waiting: Arc<AtomicUsize>,
}

/// The end where they come out.
#[derive(Debug)]
pub(crate) struct Messages {
    receiver: Receiver<Vec<u8>>,
    waiting: Arc<AtomicUsize>,
}

impl Outlet {
    /// A queue's two ends.
    pub(crate) fn new() -> (Self, Messages) {
        let (sender, receiver) = mpsc::channel();
        let waiting = Arc::<AtomicUsize>::default();
        (Self { sender, waiting: Arc::clone(&waiting) }, Messages { receiver, waiting })
    }

    /// Puts whole messages on the queue; whether somebody still sends them.
    pub(crate) fn send(&self, messages: Vec<u8>) -> bool {
        let bytes = messages.len();
        self.waiting.fetch_add(bytes, Ordering::Relaxed);
        self.sender.send(messages).is_ok()
    }

    /// Puts a notification on the queue.
    pub(crate) fn notify(&self, method: &str, params: &impl Serialize) {
        self.send(notification(method, params));
    }

    /// Whether the client does not read as fast as it is written to.
    pub(crate) fn is_behind(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > BEHIND
    }
}

impl Messages {
    /// Writes what comes, until nobody can send any more.
    ///
    /// # Errors
    ///
    /// Where nobody reads.
    pub(crate) fn write_all(self, mut output: impl Write) -> io::Result<()> {
        while let Ok(messages) = self.receiver.recv() {
            output.write_all(&messages)?;
            output.flush()?;
            self.waiting.fetch_sub(messages.len(), Ordering::Relaxed);
        }
        Ok(())
    }
}

/// A notification as it is sent.
pub(crate) fn notification(method: &str, params: &impl Serialize) -> Vec<u8> {
    #[derive(Serialize)]
    struct Message<'a, P> {
        jsonrpc: &'static str,
        method: &'a str,
        params: &'a P,
    }
    let message = Message { jsonrpc: "2.0", method, params };
    framed(&serde_json::to_vec(&message).unwrap_or_default())
}

/// A body with its header.
pub(crate) fn framed(body: &[u8]) -> Vec<u8> {
    let mut out = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    out.extend_from_slice(body);
    out
}

//! A session inside the program: messages come and go whole, for a caller that has its own way to
//! the client. The page of `isnad play` speaks to one over a WebSocket.

use std::io::{self, Read, Write};
use std::sync::mpsc::Receiver;

use super::outlet::framed;
use super::transport;
use super::{Ending, Reach, ServeError};

/// Serves the client whose messages come out of `incoming`, until its sender is dropped. Links out
/// of its folders are not followed. What
/// there is to say to the client is given to `outgoing`, one message at a time; a fault of it ends
/// the session.
///
/// # Errors
///
/// Where the server cannot start.
pub fn run_embedded(
    incoming: Receiver<Vec<u8>>,
    outgoing: impl FnMut(Vec<u8>) -> io::Result<()> + Send + 'static,
) -> Result<Ending, ServeError> {
    let input = Bodies { incoming, frame: io::Cursor::default() };
    let output = Frames { partial: Vec::new(), outgoing };
    super::serve(transport::connect(input, output)?, Reach::Folders)
}

/// Messages as the stream of frames that the transport reads.
struct Bodies {
    incoming: Receiver<Vec<u8>>,
    frame: io::Cursor<Vec<u8>>,
}

impl Read for Bodies {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.frame.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        let Ok(body) = self.incoming.recv() else {
            return Ok(0);
        };
        self.frame = io::Cursor::new(framed(&body));
        self.frame.read(buffer)
    }
}

/// The transport's stream of frames as messages.
struct Frames<F> {
    partial: Vec<u8>,
    outgoing: F,
}

impl<F: FnMut(Vec<u8>) -> io::Result<()>> Write for Frames<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.partial.extend_from_slice(bytes);
        while let Some((start, end)) = first_body(&self.partial) {
            let rest = self.partial.split_off(end);
            let mut frame = std::mem::replace(&mut self.partial, rest);
            (self.outgoing)(frame.split_off(start))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where the first message in some frames begins and ends, once all of it is there.
fn first_body(frames: &[u8]) -> Option<(usize, usize)> {
    const BLANK: &[u8] = b"\r\n\r\n";
    let header = frames.windows(BLANK.len()).position(|w| w == BLANK)?;
    let text = std::str::from_utf8(frames.get(..header)?).ok()?;
    let length = text.lines().find_map(|line| line.strip_prefix("Content-Length:"))?;
    let start = header + BLANK.len();
    let end = start.checked_add(length.trim().parse().ok()?)?;
    (end <= frames.len()).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn messages_go_in_and_come_out_whole() {
        let (to_server, incoming) = mpsc::channel();
        let (tx, from_server) = mpsc::channel();
        let session = thread::spawn(move || {
            run_embedded(incoming, move |body| {
                tx.send(body).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
            })
        });
        for (id, method) in [(1, "initialize"), (2, "shutdown")] {
            let params = if id == 1 { r#","params":{"capabilities":{}}"# } else { "" };
            let body = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}"{params}}}"#);
            to_server.send(body.into_bytes()).unwrap();
            let answer: serde_json::Value = serde_json::from_slice(&from_server.recv().unwrap()).unwrap();
            assert_eq!(answer["id"], id);
            assert!(answer.get("error").is_none(), "{answer}");
        }
        drop(to_server);
        assert_eq!(session.join().unwrap().unwrap(), Ending::Orderly);
    }

    #[test]
    fn frames_may_come_in_any_pieces() {
        let frames = [framed("{\"a\":1}".as_bytes()), framed("\"كيم\"".as_bytes())].concat();
        for size in 1..frames.len() {
            let mut out = Vec::new();
            let mut sink = Frames {
                partial: Vec::new(),
                outgoing: |body| {
                    out.push(String::from_utf8(body).unwrap());
                    Ok(())
                },
            };
            for piece in frames.chunks(size) {
                sink.write_all(piece).unwrap();
            }
            drop(sink);
            assert_eq!(out, ["{\"a\":1}", "\"كيم\""]);
        }
    }
}

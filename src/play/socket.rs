//! The WebSocket between a page and a language server of its own.

use std::io;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CONNECTION, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, interval, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::bridge::{Bridge, Verdict};
use super::folder::LONGEST;
use super::site::Answer;
use crate::server;

/// The longest message: a text and what JSON makes of it.
const LONGEST_MESSAGE: usize = 2 * LONGEST as usize;

/// How many messages wait for a slow page; the server's own queue holds the others.
const WAITING: usize = 64;

/// How often a silent page is asked whether it is there, and after how long it counts as gone.
const ASK: Duration = Duration::from_secs(20);
const GONE: Duration = Duration::from_secs(65);

/// How long a page may take to read one message.
const READING: Duration = Duration::from_secs(30);

type Stream = WebSocketStream<TokioIo<Upgraded>>;

/// Agrees to go on as a WebSocket; `None` where the request is no proper one. The session holds
/// its `seat` until its server has ended.
pub(super) fn open(
    mut request: Request<Incoming>,
    bridge: Bridge,
    seat: OwnedSemaphorePermit,
    end: watch::Receiver<bool>,
) -> Option<Answer> {
    let headers = request.headers();
    let says = |name, expected: &str| {
        let value = headers.get(name).and_then(|v| v.to_str().ok());
        value.is_some_and(|v| v.split(',').any(|part| part.trim().eq_ignore_ascii_case(expected)))
    };
    let asked = says(UPGRADE, "websocket") && says(CONNECTION, "upgrade");
    if !asked || !says(SEC_WEBSOCKET_VERSION, "13") {
        return None;
    }
    let key = derive_accept_key(headers.get(SEC_WEBSOCKET_KEY)?.as_bytes());
    let accept = HeaderValue::from_str(&key).ok()?;
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(upgraded(upgrade, bridge, seat, end));
    let mut answer = Response::new(Full::new(Bytes::new()));
    *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = answer.headers_mut();
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    Some(answer)
}

async fn upgraded(
    upgrade: OnUpgrade,
    bridge: Bridge,
    seat: OwnedSemaphorePermit,
    mut end: watch::Receiver<bool>,
) {
    let Ok(Ok(stream)) = timeout(READING, upgrade).await else {
        return;
    };
    let config = WebSocketConfig::default()
        .max_message_size(Some(LONGEST_MESSAGE))
        .max_frame_size(Some(LONGEST_MESSAGE));
    let mut stream = WebSocketStream::from_raw_socket(TokioIo::new(stream), Role::Server, Some(config)).await;
    let code = tokio::select! {
        code = converse(&mut stream, bridge, seat) => code,
        _ = end.wait_for(|end| *end) => CloseCode::Away,
    };
    let goodbye = CloseFrame { code, reason: "".into() };
    let _ = timeout(Duration::from_secs(1), stream.close(Some(goodbye))).await;
}

/// Carries messages both ways until one side is gone. Gives what to say at the end.
async fn converse(stream: &mut Stream, mut bridge: Bridge, seat: OwnedSemaphorePermit) -> CloseCode {
    let (to_page, mut from_server) = tokio::sync::mpsc::channel(WAITING);
    let Ok(to_server) = start(to_page, seat) else {
        return CloseCode::Error;
    };
    let mut ask = interval(ASK);
    let mut heard = Instant::now();
    loop {
        let out = tokio::select! {
            message = stream.next() => {
                heard = Instant::now();
                match message {
                    Some(Ok(Message::Text(text))) => match bridge.judge(&text) {
                        Verdict::Pass(message) => {
                            if to_server.send(message.to_string().into_bytes()).is_err() {
                                return CloseCode::Error;
                            }
                            None
                        }
                        Verdict::Answer(answer) => Some(Message::text(answer.to_string())),
                        Verdict::Drop => None,
                    },
                    Some(Ok(Message::Binary(_))) => return CloseCode::Unsupported,
                    Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => None,
                    Some(Err(Error::Capacity(_))) => return CloseCode::Size,
                    Some(Err(_)) => return CloseCode::Protocol,
                    Some(Ok(Message::Close(_))) | None => return CloseCode::Normal,
                }
            }
            body = from_server.recv() => match body.map(String::from_utf8) {
                Some(Ok(body)) => Some(Message::text(body)),
                Some(Err(_)) | None => return CloseCode::Error,
            },
            _ = ask.tick() => {
                if heard.elapsed() > GONE {
                    return CloseCode::Away;
                }
                Some(Message::Ping(Bytes::new()))
            }
        };
        if let Some(out) = out
            && !matches!(timeout(READING, stream.send(out)).await, Ok(Ok(())))
        {
            return CloseCode::Away;
        }
    }
}

/// Starts a server; it ends when what is given back is dropped.
fn start(
    to_page: tokio::sync::mpsc::Sender<Vec<u8>>,
    seat: OwnedSemaphorePermit,
) -> io::Result<mpsc::Sender<Vec<u8>>> {
    let (to_server, incoming) = mpsc::channel();
    let outgoing =
        move |body| to_page.blocking_send(body).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe));
    thread::Builder::new().name("isnad-play-session".into()).spawn(move || {
        if let Err(fault) = server::run_embedded(incoming, outgoing) {
            tracing::error!("{fault}");
        }
        drop(seat);
    })?;
    Ok(to_server)
}

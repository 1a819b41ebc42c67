//! Floor 6: the wire. The only floor that knows LSP types, URIs and position encodings, and knows
//! nothing of how anything is recognised. Start reading from [`run_stdio`], then
//! `session::Session`.
//!
//! A message's way: `transport` reads it, tower-lsp finds its handler in `backend`, which puts an
//! event on the queue; the thread of `session` takes the queue in order. Requests are answered by
//! `handlers` in a pool, on a `view` that no later edit changes. `outgoing` says what there is to
//! say to the client. `docs/protocol.md` tells what a client may expect.

mod archive;
mod backend;
mod calls;
mod capabilities;
mod code_action;
mod commands;
mod completion;
mod convert;
mod diagnose;
mod documents;
mod dossiers;
mod edits;
mod embedded;
mod event;
mod execute;
mod feed;
mod files;
mod formatting;
mod handlers;
mod hooks;
mod lens;
mod navigation;
mod offer;
mod outgoing;
mod outlet;
mod pages;
mod process;
mod publish;
mod pull;
mod queue;
mod ranges;
mod reading;
mod rename;
mod scan;
mod session;
mod stale;
mod tokens;
mod trace;
mod transport;
mod view;
mod watcher;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::sync::watch;
use tower_lsp::Server;
use tracing_subscriber::EnvFilter;

pub(crate) use convert::{path_of, uri_of};
pub use embedded::run_embedded;
pub(crate) use execute::IGNORE;

use offer::Offer;
use pull::Pulls;
use pull::workspace::{Pulse, Sweeps};
use queue::Queue;
use session::Session;
use trace::Trace;
use transport::Connection;

/// How many requests may be under way at once: more than any client has, as what comes behind waits,
/// be it an edit or the word that the others are not wanted any more.
const CONCURRENCY: usize = 1 << 20;

/// How many reads may run at once.
const READERS: usize = 8;

/// How long the last answers may take once the client is gone.
const GRACE: Duration = Duration::from_secs(2);

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client asked to shut down first.
    Orderly,
    /// The client was gone, or said `exit` without `shutdown`.
    Abrupt,
}

impl Ending {
    /// The exit status the protocol wants: 0 after `shutdown`, 1 without.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Orderly => 0,
            Self::Abrupt => 1,
        }
    }
}

/// Why the server could not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is not of this machine alone; others could read the workspace.
    #[error("{0} is not a loopback address; expected one like 127.0.0.1:9257")]
    NotLoopback(SocketAddr),
    /// Nobody could connect.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// No threads, or a stream that cannot be had.
    #[error("cannot start: {0}")]
    Start(#[from] io::Error),
}

/// Serves a client over standard input and output until it is gone.
///
/// # Errors
///
/// Where the server cannot start.
pub fn run_stdio() -> Result<Ending, ServeError> {
    serve(transport::connect(io::stdin(), io::stdout())?, Reach::Links)
}

/// Waits for one client at a loopback address and serves it until it is gone. The address is told
/// on standard error (port 0 takes a free one).
///
/// # Errors
///
/// Where the address is not loopback or taken, or the server cannot start.
pub fn run_tcp(address: SocketAddr) -> Result<Ending, ServeError> {
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address));
    }
    let listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(listen)?;
    let here = listener.local_addr().map_err(listen)?;
    eprintln!("isnad: listening on {here}");
    let (stream, _) = listener.accept().map_err(listen)?;
    drop(listener);
    stream.set_nodelay(true)?;
    serve(transport::connect(stream.try_clone()?, stream)?, Reach::Links)
}

/// How far the workspace goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Articles that are links are read, wherever they lead.
    Links,
    /// Only what lies in the folders.
    Folders,
}

fn serve(connection: Connection, reach: Reach) -> Result<Ending, ServeError> {
    log_to_stderr();
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(READERS)
        .thread_name("isnad-async")
        .enable_time()
        .build()?;
    let (events, queue) = mpsc::channel();
    let ends = events.clone();
    let Connection { inbox, outbox, outlet, ended, shutdown, waiting, writer } = connection;
    let pulls = Pulls::default();
    let (pulse_tx, pulse) = watch::channel(Pulse::default());
    runtime.block_on(async {
        let (process_tx, process) = watch::channel(None);
        let mut out = None;
        let parts = backend::Parts {
            events: events.clone(),
            client_process: process_tx,
            trace: Trace::new(outlet.clone()),
            outlet,
            sweeps: Sweeps::new(pulls.clone(), pulse),
        };
        let (service, socket) = backend::service(parts, |o| out = Some(o));
        if let Some(out) = out {
            let mut session = Session::new(out, events, runtime.handle().clone(), pulls, pulse_tx, waiting);
            if reach == Reach::Folders {
                session.corpus.confine();
            }
            thread::Builder::new()
                .name("isnad-session".into())
                .spawn(move || session.run(Queue::new(queue)))?;
        }
        let server = Server::new(inbox, outbox, socket).concurrency_level(CONCURRENCY);
        tokio::select! {
            () = server.serve(Offer(service)) => {}
            () = after_the_end(ended) => {}
            () = process::death(process) => tracing::info!("the client's process is gone"),
        }
        io::Result::Ok(())
    })?;
    let _ = ends.send(event::Event::Stop);
    runtime.shutdown_background();
    finish(&writer);
    Ok(if shutdown.load(Ordering::SeqCst) { Ending::Orderly } else { Ending::Abrupt })
}

/// Standard output is the client's. `ISNAD_LOG` says how much is told, as in `isnad=debug`.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("ISNAD_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,tower_lsp_server::server=off"));
    let _ =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(false).try_init();
}

/// Done a while after the client's last word, for an answer that does not come to an end.
async fn after_the_end(mut ended: watch::Receiver<bool>) {
    let _ = ended.wait_for(|ended| *ended).await;
    tokio::time::sleep(GRACE).await;
}

/// Lets the last answers go out; a client that does not read them is not waited for.
fn finish(writer: &JoinHandle<()>) {
    let until = Instant::now() + GRACE;
    while !writer.is_finished() && Instant::now() < until {
        thread::sleep(Duration::from_millis(2));
    }
}

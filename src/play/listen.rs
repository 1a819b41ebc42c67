//! Connections: who is taken, for how long, and when there are too many.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::site::Site;

/// How many requests are worked on at once. A page has six at most.
const CONNECTIONS: usize = 64;

/// How long a request's head may take to come, and how long a request may take altogether.
const HEAD: Duration = Duration::from_secs(10);
const EXCHANGE: Duration = Duration::from_secs(60);

/// The longest head of a request, and the most headers in it.
const LONGEST_HEAD: usize = 32 * 1024;
const HEADERS: usize = 64;

/// How long the pages may take to hear of the end.
const GOODBYE: Duration = Duration::from_millis(500);

/// What somebody is told for whom there is no room.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// Done when the user wants an end. Asked for in time, so that the wish is not missed.
///
/// # Errors
/// Where the system's signals cannot be had.
#[cfg(unix)]
pub(super) fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// The same elsewhere.
#[cfg(not(unix))]
pub(super) fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Takes connections until `stop`, then tells the pages through `end`.
pub(super) async fn serve(
    listener: TcpListener,
    site: Site,
    stop: impl Future<Output = ()>,
    end: watch::Sender<bool>,
) {
    let site = Arc::new(site);
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, _)) => match Arc::clone(&room).try_acquire_owned() {
                Ok(place) => {
                    let site = Arc::clone(&site);
                    tokio::spawn(async move {
                        exchange(stream, site).await;
                        drop(place);
                    });
                }
                Err(_) => turn_away(&stream),
            },
            // No more files may be open, or the like: it passes.
            Err(fault) => {
                tracing::warn!("{fault}");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    let _ = end.send(true);
    let _ = timeout(GOODBYE, end.closed()).await;
}

fn turn_away(stream: &TcpStream) {
    tracing::info!("too many connections");
    let _ = stream.try_write(FULL);
}

/// One request and its answer.
async fn exchange(stream: TcpStream, site: Arc<Site>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let site = Arc::clone(&site);
        async move { Ok::<_, Infallible>(site.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(HEADERS)
        .max_buf_size(LONGEST_HEAD)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    match timeout(EXCHANGE, connection).await {
        Ok(Ok(())) => {}
        Ok(Err(fault)) => tracing::info!("{fault}"),
        Err(_) => tracing::info!("a request took too long"),
    }
}

//! Floor 7, beside the command line: a page in the browser for the colleague who has no code
//! editor. Start reading from [`run`].
//!
//! A request comes in through `listen`, passes the `gate`, and is answered by the `site`; a
//! WebSocket goes on in `socket`, where the `bridge` decides which messages reach the language
//! server behind it. What `folder` does not hold, nobody can have. `docs/play.md` has the rest.

mod assets;
mod bridge;
mod folder;
mod gate;
mod listen;
mod site;
mod socket;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::watch;

use folder::Folder;
use gate::Gate;
use site::Site;

/// What is shown, and how.
#[derive(Clone, Debug)]
pub struct Play {
    /// The folder of articles.
    pub folder: PathBuf,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Whether the page may save.
    pub write: bool,
}

/// Why the page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// There is no such folder.
    #[error("{path}: {source}", path = path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// The port is taken.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// No threads, no randomness.
    #[error("cannot start: {0}")]
    Start(#[from] io::Error),
}

/// Serves the page until the user ends it (Ctrl-C) and tells its address once it can be opened.
///
/// # Errors
///
/// Where it cannot be served.
pub fn run(play: &Play, ready: impl FnOnce(&str)) -> Result<(), PlayError> {
    let path = &play.folder;
    let folder = Folder::open(path).map_err(|source| PlayError::Folder { path: path.clone(), source })?;
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let asked = SocketAddr::from((Ipv4Addr::LOCALHOST, play.port));
        let listen = |source| PlayError::Listen { address: asked, source };
        let listener = TcpListener::bind(asked).await.map_err(listen)?;
        let gate = Gate::new(listener.local_addr().map_err(listen)?)?;
        let address = gate.address();
        let (end, ending) = watch::channel(false);
        let site = Site::new(gate, folder, play.write, ending);
        // Before anybody is told: from now on Ctrl-C is an orderly end.
        let stop = listen::stop()?;
        ready(&address);
        listen::serve(listener, site, stop, end).await;
        Ok(())
    })
}

/// Whether there is a screen that a browser could show the page on.
pub fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let needs_one = cfg!(all(unix, not(target_os = "macos")));
    !needs_one
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || Path::new("/proc/sys/fs/binfmt_misc/WSLInterop").exists()
}

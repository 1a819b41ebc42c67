//! `isnad serve`: the language server.

use std::net::SocketAddr;

use super::Fault;

/// Arguments of `isnad serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Speak over standard input and output (the default)
    #[arg(long, conflicts_with = "tcp")]
    stdio: bool,
    /// Listen on an address and serve the editor that connects, as in 127.0.0.1:9257
    #[arg(long, value_name = "ADDR")]
    tcp: Option<SocketAddr>,
}

/// Serves until the editor leaves.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let way = arguments.tcp.map_or("stdio".to_owned(), |a| a.to_string());
    Err(Fault::Server(format!(
        "this build has no server to speak over {way}"
    )))
}

//! `isnad serve`: the language server.

use std::net::SocketAddr;

use super::Fault;
use crate::server;

/// Arguments of `isnad serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Speak over standard input and output (the default)
    #[arg(long, conflicts_with = "tcp")]
    stdio: bool,
    /// Listen on an address of this machine and serve the editor that connects, as in
    /// 127.0.0.1:9257
    #[arg(long, value_name = "ADDR")]
    tcp: Option<SocketAddr>,
}

/// Serves until the editor leaves; the exit status is the one the protocol asks for.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let ending = match arguments.tcp {
        Some(address) => server::run_tcp(address),
        None => server::run_stdio(),
    };
    Ok(ending?.exit_code())
}

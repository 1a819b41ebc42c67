//! Who may come in: only a page that this program itself has served, on this machine.
//!
//! The secret part of the address is asked of every request. `Host` keeps out pages whose own name
//! was pointed at this machine (DNS rebinding), `Origin` those that send from elsewhere; a browser
//! lets neither be forged.

use std::io;
use std::net::SocketAddr;

use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method};
use subtle::ConstantTimeEq;

/// The doorkeeper.
#[derive(Debug)]
pub(super) struct Gate {
    token: String,
    hosts: [String; 2],
    origins: [String; 2],
}

/// Why somebody may not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// By another name than the one that was given out.
    #[error("foreign host")]
    Host,
    /// Without the secret.
    #[error("wrong token")]
    Token,
    /// From another page.
    #[error("foreign origin")]
    Origin,
}

impl Gate {
    /// A gate with a new secret before a server at this address.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub(super) fn new(address: SocketAddr) -> io::Result<Self> {
        let token = random_word()?;
        let hosts = [address.to_string(), format!("localhost:{}", address.port())];
        let origins = hosts.clone().map(|host| format!("http://{host}"));
        Ok(Self { token, hosts, origins })
    }

    /// The address to open.
    pub(super) fn address(&self) -> String {
        let [host, _] = &self.hosts;
        format!("http://{host}/{}/", self.token)
    }

    /// The path that is asked for, without the secret before it.
    ///
    /// # Errors
    /// Where the request is to be refused.
    pub(super) fn admit<'r>(&self, request: &'r Parts) -> Result<&'r str, Refusal> {
        let host = single(&request.headers, &HOST).ok_or(Refusal::Host)?;
        if request.uri.authority().is_some() || !self.hosts.iter().any(|h| h.as_bytes() == host) {
            return Err(Refusal::Host);
        }
        let path = request.uri.path().strip_prefix('/').unwrap_or_default();
        let (token, rest) = path.split_once('/').unwrap_or((path, ""));
        if !bool::from(token.as_bytes().ct_eq(self.token.as_bytes())) {
            return Err(Refusal::Token);
        }
        let harmless = request.method == Method::GET && !is_upgrade(&request.headers);
        if harmless && !request.headers.contains_key(ORIGIN) {
            return Ok(rest);
        }
        let origin = single(&request.headers, &ORIGIN).ok_or(Refusal::Origin)?;
        let own = self.origins.iter().any(|o| o.as_bytes() == origin);
        if own { Ok(rest) } else { Err(Refusal::Origin) }
    }
}

/// A word of 128 bits that nobody can guess.
///
/// # Errors
/// Where the system has no randomness.
pub(super) fn random_word() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

/// Whether a request wants to go on as something else than HTTP.
pub(super) fn is_upgrade(headers: &HeaderMap) -> bool {
    headers.contains_key(hyper::header::UPGRADE)
}

/// A header that stands there once.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h [u8]> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.as_bytes())
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    const HERE: &str = "127.0.0.1:9000";

    fn parts(method: &str, path: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn only_the_page_itself_comes_in() {
        let gate = Gate::new(HERE.parse().unwrap()).unwrap();
        let token = gate.token.clone();
        let own = "http://127.0.0.1:9000";
        let evil = "http://evil.example";
        let (page, lsp) = (format!("/{token}/a.txt"), format!("/{token}/lsp"));
        let wrong = format!("/{}/a.txt", "0".repeat(token.len()));
        let absolute = format!("http://evil.example{page}");
        for (method, path, headers, expected) in [
            ("GET", page.as_str(), vec![("host", HERE)], Ok("a.txt")),
            ("GET", &page, vec![("host", "localhost:9000")], Ok("a.txt")),
            ("GET", &page, vec![("host", HERE), ("origin", own)], Ok("a.txt")),
            ("PUT", &page, vec![("host", HERE), ("origin", own)], Ok("a.txt")),
            ("GET", &lsp, vec![("host", HERE), ("origin", own), ("upgrade", "websocket")], Ok("lsp")),
            ("GET", &page, vec![], Err(Refusal::Host)),
            ("GET", &page, vec![("host", "evil.example:9000")], Err(Refusal::Host)),
            ("GET", &page, vec![("host", "127.0.0.1")], Err(Refusal::Host)),
            ("GET", &page, vec![("host", HERE), ("host", "evil.example")], Err(Refusal::Host)),
            ("GET", &absolute, vec![("host", HERE)], Err(Refusal::Host)),
            ("GET", &wrong, vec![("host", HERE)], Err(Refusal::Token)),
            ("GET", "/", vec![("host", HERE)], Err(Refusal::Token)),
            ("GET", &page[..page.len() - 7], vec![("host", HERE)], Err(Refusal::Token)),
            ("GET", &page, vec![("host", HERE), ("origin", evil)], Err(Refusal::Origin)),
            ("GET", &page, vec![("host", HERE), ("origin", "null")], Err(Refusal::Origin)),
            ("PUT", &page, vec![("host", HERE)], Err(Refusal::Origin)),
            ("GET", &lsp, vec![("host", HERE), ("upgrade", "websocket")], Err(Refusal::Origin)),
            (
                "GET",
                &lsp,
                vec![("host", HERE), ("upgrade", "websocket"), ("origin", evil)],
                Err(Refusal::Origin),
            ),
        ] {
            assert_eq!(gate.admit(&parts(method, path, &headers)), expected, "{method} {path} {headers:?}");
        }
    }

    #[test]
    fn no_two_secrets_are_the_same() {
        let token = || Gate::new(HERE.parse().unwrap()).unwrap().token;
        let (one, other) = (token(), token());
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }
}

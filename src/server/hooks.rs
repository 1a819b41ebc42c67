//! Methods that only the tests of the protocol use, there where `ISNAD_TEST_HOOKS` is set: what no
//! ordinary request shows, and faults that no ordinary request has.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tower_lsp::LspServiceBuilder;
use tower_lsp::jsonrpc::Result;

use super::backend::{Backend, uri_in};
use super::convert::path_of;
use super::event::Event;

/// Adds the methods where the environment asks for them.
pub(crate) fn add(builder: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
    if std::env::var_os("ISNAD_TEST_HOOKS").is_none() {
        return builder;
    }
    builder
        .custom_method("isnad/test/text", Backend::test_text)
        .custom_method("isnad/test/panic", Backend::test_panic)
        .custom_method("isnad/test/wait", Backend::test_wait)
        .custom_method("isnad/test/lookedAt", Backend::test_looked_at)
        .custom_method("isnad/test/settled", Backend::test_settled)
        .custom_method("isnad/test/panicInSession", Backend::test_panic_in_session)
}

impl Backend {
    /// The text and version of an open document.
    async fn test_text(&self, params: Value) -> Result<Value> {
        self.read("text", move |reader| {
            let path = uri_in(&params).map(|uri| path_of(&uri))?;
            let open = reader.snapshot().open(&path)?;
            Some(json!({"text": open.text.text, "version": open.version}))
        })
        .await
        .map(Option::unwrap_or_default)
    }

    async fn test_panic(&self, _: Value) -> Result<Value> {
        #[expect(clippy::panic, reason = "what the test asks for")]
        self.read("panic", |_| -> Value { panic!("a test asked for this") }).await
    }

    /// Works until nobody waits for it any more.
    async fn test_wait(&self, _: Value) -> Result<Value> {
        self.read("wait", |reader| {
            while !reader.is_given_up() {
                thread::sleep(Duration::from_millis(1));
            }
            Value::Null
        })
        .await
    }

    /// How many files were looked at for answers about the workspace.
    async fn test_looked_at(&self, _: Value) -> Result<Value> {
        self.read("lookedAt", |reader| json!(reader.pulls().looked_at())).await
    }

    /// Whether all there is to read has been read: a document that was closed is known as its file is.
    async fn test_settled(&self, _: Value) -> Result<Value> {
        self.read("settled", |reader| json!(reader.snapshot().is_settled())).await
    }

    #[expect(clippy::unused_async, reason = "handlers are async")]
    async fn test_panic_in_session(&self, _: Value) {
        self.tell(Event::Panic);
    }
}

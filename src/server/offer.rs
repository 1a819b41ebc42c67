//! What tower-lsp's types have no word for in the answer to `initialize`.

use std::pin::Pin;
use std::task::{Context, Poll};

use serde_json::Value;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

/// tower-lsp's service, with an answer to `initialize` that offers all the server has.
pub(crate) struct Offer<S>(pub(crate) S);

impl<S> Service<Request> for Offer<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let is_first = request.method() == "initialize";
        let answer = self.0.call(request);
        Box::pin(async move { answer.await.map(|a| if is_first { a.map(with_types) } else { a }) })
    }
}

/// The type hierarchy, which `ServerCapabilities` lacks.
fn with_types(answer: Response) -> Response {
    let (id, mut body) = answer.into_parts();
    let capabilities = body.as_mut().ok().and_then(|result| result.get_mut("capabilities"));
    if let Some(Value::Object(capabilities)) = capabilities {
        capabilities.insert("typeHierarchyProvider".into(), true.into());
    }
    Response::from_parts(id, body)
}

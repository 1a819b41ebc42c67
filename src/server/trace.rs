//! What the client is told of the work itself, while it wants to know (`$/setTrace`).

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use serde_json::Value;
use tower_lsp::ls_types::{LogTraceParams, TraceValue};

use super::outlet::Outlet;

/// How much it wants to know.
#[derive(Debug)]
pub(crate) struct Trace {
    level: AtomicU8,
    outlet: Outlet,
}

impl Trace {
    /// Nothing is told yet.
    pub(crate) fn new(outlet: Outlet) -> Self {
        Self { level: AtomicU8::new(0), outlet }
    }

    /// The client wants to know so much from now on.
    pub(crate) fn set(&self, level: TraceValue) {
        let level = match level {
            TraceValue::Off => 0,
            TraceValue::Messages => 1,
            TraceValue::Verbose => 2,
        };
        self.level.store(level, Ordering::Relaxed);
    }

    /// The same with the parameters of `$/setTrace`. Some clients have levels of their own between
    /// the protocol's; whoever sends one wants to know something.
    pub(crate) fn set_as_told(&self, params: &Value) {
        let value = params.get("value").cloned().unwrap_or_default();
        self.set(serde_json::from_value(value).unwrap_or(TraceValue::Messages));
    }

    /// A request was answered after so long, `waited` of which passed before the work began.
    pub(crate) fn worked(&self, method: &str, took: Duration, waited: Duration) {
        let level = self.level.load(Ordering::Relaxed);
        if level > 0 {
            let in_ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
            let message = format!("{method}: {}", in_ms(took));
            let verbose = (level > 1).then(|| format!("of these {} waiting", in_ms(waited)));
            self.outlet.notify("$/logTrace", &LogTraceParams { message, verbose });
        }
    }
}

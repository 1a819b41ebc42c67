//! What is asked of the system: whether the client's process still lives, as a client that dies may
//! leave its pipes open, and that background work stands back.

use std::time::Duration;

use tokio::sync::watch;

/// How often its life is looked at.
const PAUSE: Duration = Duration::from_secs(2);

/// Done when the client's process, once told, has died. Never where it was not seen alive: then
/// it runs where its number means nothing here (a container, another machine).
pub(crate) async fn death(mut process: watch::Receiver<Option<u32>>) {
    let told = process.wait_for(Option::is_some).await.ok();
    let id = told.and_then(|id| *id);
    match id {
        Some(id) if lives(id) => {
            while lives(id) {
                tokio::time::sleep(PAUSE).await;
            }
        }
        _ => std::future::pending().await,
    }
}

/// How nice background work is, as in `nice`: 0 is usual, 19 gets only what nobody else wants.
#[cfg(target_os = "linux")]
const NICE: i32 = 15;

/// Has this thread, and those it starts, stand back where another one has something to do: who reads a
/// folder has time, who waits for an answer has not.
#[cfg(target_os = "linux")]
pub(crate) fn stand_back() {
    if let Err(error) = rustix::process::setpriority_process(None, NICE) {
        tracing::debug!("background work is as urgent as all: {error}");
    }
}

/// Elsewhere what is set is set for the whole process.
#[cfg(not(target_os = "linux"))]
pub(crate) fn stand_back() {}

#[cfg(unix)]
fn lives(id: u32) -> bool {
    let pid = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

/// Elsewhere the end of the input has to tell.
#[cfg(not(unix))]
fn lives(_: u32) -> bool {
    false
}

//! Whether the client's process still lives: a client that dies may leave its pipes open.

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

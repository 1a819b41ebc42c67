//! Watching the workspace's folders ourselves, for clients that do not (Neovim on Linux).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::Event;

/// Changes are told once nothing has happened for so long: a save is several.
const REST: Duration = Duration::from_millis(50);

/// Changes are held back no longer.
const LONGEST: Duration = Duration::from_millis(500);

/// How long the session waits for new folders to be watched; a very large tree is scanned before.
const PATIENCE: Duration = Duration::from_secs(2);

/// A thread that watches folders. It ends when this is dropped.
pub(crate) struct Watch {
    orders: Sender<Order>,
}

enum Order {
    /// The folders to watch from now on; the sender is told once they are.
    Roots(Vec<PathBuf>, Sender<()>),
    Changed(Vec<PathBuf>),
    Stop,
}

impl Watch {
    /// Starts the thread; what changes is told to `events`.
    pub(crate) fn new(events: Sender<Event>) -> Self {
        let (orders, receiver) = channel();
        let changes = orders.clone();
        let thread =
            thread::Builder::new().name("isnad-watch".into()).spawn(move || run(&receiver, changes, &events));
        if let Err(error) = thread {
            tracing::warn!("no thread to watch files: {error}");
        }
        Self { orders }
    }

    /// Watches these folders from now on, and no others. Comes back once it does, so that a file
    /// written while the folders are scanned is not missed.
    pub(crate) fn set_roots(&self, roots: &[PathBuf]) {
        let (done, told) = channel();
        if self.orders.send(Order::Roots(roots.to_vec(), done)).is_ok() {
            let _ = told.recv_timeout(PATIENCE);
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::Stop);
    }
}

fn run(orders: &Receiver<Order>, to_self: Sender<Order>, events: &Sender<Event>) {
    let Some(mut watcher) = watcher(to_self) else {
        return;
    };
    let mut roots: Vec<PathBuf> = Vec::new();
    let mut changed = BTreeSet::new();
    let mut since = Instant::now();
    loop {
        let order = if changed.is_empty() {
            orders.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            orders.recv_timeout(REST)
        };
        let rested = matches!(order, Err(RecvTimeoutError::Timeout));
        match order {
            Ok(Order::Roots(new, done)) => {
                watch(&mut watcher, &roots, &new);
                roots = new;
                let _ = done.send(());
            }
            Ok(Order::Changed(paths)) => {
                if changed.is_empty() {
                    since = Instant::now();
                }
                changed.extend(paths.into_iter().filter(|p| is_in_sight(&roots, p)));
            }
            Ok(Order::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if !changed.is_empty() && (rested || since.elapsed() >= LONGEST) {
            let paths = std::mem::take(&mut changed).into_iter().collect();
            if events.send(Event::Touched(paths)).is_err() {
                return;
            }
        }
    }
}

fn watcher(changes: Sender<Order>) -> Option<RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| match event {
        Ok(event) => {
            let paths = event.paths.into_iter();
            let paths: Vec<_> = paths.filter(|p| matters(event.kind, p)).collect();
            if !paths.is_empty() {
                let _ = changes.send(Order::Changed(paths));
            }
        }
        Err(error) => tracing::warn!("watching files: {error}"),
    };
    match notify::recommended_watcher(tell) {
        Ok(watcher) => Some(watcher),
        Err(error) => {
            tracing::warn!("files are not watched: {error}");
            None
        }
    }
}

fn watch(watcher: &mut RecommendedWatcher, old: &[PathBuf], new: &[PathBuf]) {
    for root in old.iter().filter(|root| !new.contains(root)) {
        let _ = watcher.unwatch(root);
    }
    for root in new.iter().filter(|root| !old.contains(root)) {
        if let Err(error) = watcher.watch(root, RecursiveMode::Recursive) {
            tracing::warn!("{} is not watched: {error}", root.display());
        }
    }
}

/// Whether it can change what isnad knows: an article or a file about articles, or a folder that
/// came, went or has another name. What has no ending may have been a folder.
fn matters(kind: EventKind, path: &Path) -> bool {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
    if matches!(name, ".gitignore" | ".ignore") {
        return !kind.is_access();
    }
    match path.extension().and_then(|e| e.to_str()) {
        Some("txt" | "md" | "toml" | "TXT" | "MD") => !kind.is_access(),
        Some(_) => is_renewal(kind) && path.is_dir(),
        None => is_renewal(kind),
    }
}

fn is_renewal(kind: EventKind) -> bool {
    let renamed = matches!(kind, EventKind::Modify(ModifyKind::Name(_)));
    kind.is_create() || kind.is_remove() || renamed
}

/// Nothing in a hidden folder (`.git` is busy) is.
fn is_in_sight(roots: &[PathBuf], path: &Path) -> bool {
    roots.iter().any(|root| {
        let below = path.strip_prefix(root).ok();
        let folders = below.map(|below| below.parent().unwrap_or(below));
        folders.is_some_and(|folders| {
            let mut names = folders.components();
            names.all(|name| !name.as_os_str().as_encoded_bytes().starts_with(b"."))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, ModifyKind, RemoveKind};

    #[test]
    fn only_what_can_change_something_is_told() {
        let write = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let create = EventKind::Create(CreateKind::Any);
        let remove = EventKind::Remove(RemoveKind::Any);
        for (kind, path, expected) in [
            (write, "a.txt", true),
            (write, "isnad.toml", true),
            (write, ".gitignore", true),
            (write, "a.png", false),
            (create, "a.png", false),
            (write, "folder", false),
            (remove, "folder", true),
        ] {
            assert_eq!(matters(kind, Path::new(path)), expected, "{kind:?} {path}");
        }
    }

    #[test]
    fn hidden_folders_are_out_of_sight() {
        let roots = [PathBuf::from("/w/.hidden/articles")];
        for (path, expected) in [
            ("/w/.hidden/articles/a.txt", true),
            ("/w/.hidden/articles/.gitignore", true),
            ("/w/.hidden/articles/.git/HEAD", false),
            ("/elsewhere/a.txt", false),
        ] {
            assert_eq!(is_in_sight(&roots, Path::new(path)), expected, "{path}");
        }
    }
}

//! Files that come, go and change, in the editor and beside it.

use serde_json::{Value, json};

use crate::client::{Client, Folder, PATIENCE, capabilities};

const KIM: &str = "وصل كيم جونغ أون إلى المدينة.";
const NOBODY: &str = "وصل الوفد إلى المدينة.";

/// How often كيم is named in the workspace, by file, asked from an article that is open.
fn mentions(client: &mut Client, probe: &str) -> Vec<String> {
    let params = json!({
        "textDocument": {"uri": probe},
        "position": {"line": 0, "character": "وصل ".len() + 2},
        "context": {"includeDeclaration": true},
    });
    let found = client.request("textDocument/references", params);
    let files = found.as_array().unwrap().iter().map(|l| {
        let uri = l["uri"].as_str().unwrap();
        uri.rsplit('/').next().unwrap().to_owned()
    });
    let mut files: Vec<_> = files.collect();
    files.sort();
    files
}

/// Asks until the answer is as expected: files are read in the background.
fn settles(client: &mut Client, probe: &str, expected: &[&str]) {
    let deadline = std::time::Instant::now() + PATIENCE;
    loop {
        let now = mentions(client, probe);
        if now == expected {
            return;
        }
        assert!(std::time::Instant::now() < deadline, "{now:?}, not {expected:?}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn files_come_and_go_beside_the_editor() {
    let folder = Folder::new(&[("a.txt", KIM), ("b.txt", KIM), (".gitignore", "secret.txt\n")]);
    let probe = folder.uri("a.txt");
    let mut client = Client::open(&folder);
    client.did_open(&probe, 1, KIM);
    settles(&mut client, &probe, &["a.txt", "b.txt"]);

    folder.write("c.md", KIM);
    folder.write("secret.txt", KIM);
    folder.write("picture.png", KIM);
    let created = ["c.md", "secret.txt", "picture.png"].map(|name| folder.uri(name));
    client.watched(&[(&created[0], 1), (&created[1], 1), (&created[2], 1)]);
    settles(&mut client, &probe, &["a.txt", "b.txt", "c.md"]);

    folder.write("b.txt", NOBODY);
    std::fs::remove_file(folder.path().join("c.md")).unwrap();
    client.watched(&[(&folder.uri("b.txt"), 2), (&folder.uri("c.md"), 3)]);
    settles(&mut client, &probe, &["a.txt"]);

    folder.write(".gitignore", "b.txt\n");
    client.watched(&[(&folder.uri(".gitignore"), 2)]);
    settles(&mut client, &probe, &["a.txt", "secret.txt"]);
    client.quit();
}

#[test]
fn unsaved_text_wins_over_the_disk() {
    let folder = Folder::new(&[("a.txt", KIM), ("b.txt", NOBODY)]);
    let (probe, other) = (folder.uri("a.txt"), folder.uri("b.txt"));
    let mut client = Client::open(&folder);
    client.did_open(&probe, 1, KIM);
    client.did_open(&other, 1, NOBODY);
    settles(&mut client, &probe, &["a.txt"]);
    client.did_change(&other, 2, json!([{"text": KIM}]));
    settles(&mut client, &probe, &["a.txt", "b.txt"]);

    // The disk changes under it, is scanned anew, and even loses the file.
    folder.write("b.txt", &format!("{KIM}\n{KIM}\n{KIM}"));
    client.watched(&[(&other, 2)]);
    folder.write("c.txt", KIM);
    client.watched(&[(&folder.uri("c.txt"), 1)]);
    settles(&mut client, &probe, &["a.txt", "b.txt", "c.txt"]);
    folder.write("isnad.toml", "language = \"ar\"\n");
    client.watched(&[(&folder.uri("isnad.toml"), 1), (&folder.uri(".gitignore"), 2)]);
    std::fs::remove_file(folder.path().join("c.txt")).unwrap();
    client.watched(&[(&folder.uri("c.txt"), 3), (&other, 3)]);
    settles(&mut client, &probe, &["a.txt", "b.txt"]);

    // Closed without saving: the disk counts.
    client.did_close(&other);
    settles(&mut client, &probe, &["a.txt", "b.txt", "b.txt", "b.txt"]);
    client.quit();
}

#[test]
fn saving_a_file_changes_nothing_but_the_disk() {
    let folder = Folder::new(&[("a.txt", NOBODY)]);
    let probe = folder.uri("a.txt");
    let mut client = Client::open(&folder);
    client.did_open(&probe, 1, NOBODY);
    client.did_change(&probe, 2, json!([{"text": KIM}]));
    folder.write("a.txt", KIM);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": probe}}));
    client.watched(&[(&probe, 2)]);
    settles(&mut client, &probe, &["a.txt"]);
    client.did_close(&probe);
    client.did_open(&probe, 1, KIM);
    settles(&mut client, &probe, &["a.txt"]);
    client.quit();
}

#[test]
fn files_and_folders_renamed_in_the_editor() {
    let folder = Folder::new(&[("a.txt", KIM), ("old/b.txt", KIM), ("old/c.txt", KIM)]);
    let probe = folder.uri("a.txt");
    let mut client = Client::open(&folder);
    client.did_open(&probe, 1, KIM);
    settles(&mut client, &probe, &["a.txt", "b.txt", "c.txt"]);
    std::fs::rename(folder.path().join("old/b.txt"), folder.path().join("old/d.txt")).unwrap();
    let renamed = json!([{"oldUri": folder.uri("old/b.txt"), "newUri": folder.uri("old/d.txt")}]);
    client.notify("workspace/didRenameFiles", json!({ "files": renamed }));
    settles(&mut client, &probe, &["a.txt", "c.txt", "d.txt"]);
    // Of a folder only the folder is told.
    std::fs::rename(folder.path().join("old"), folder.path().join("جديد")).unwrap();
    let renamed = json!([{"oldUri": folder.uri("old"), "newUri": folder.uri("جديد")}]);
    client.notify("workspace/didRenameFiles", json!({ "files": renamed }));
    settles(&mut client, &probe, &["a.txt", "c.txt", "d.txt"]);
    std::fs::remove_dir_all(folder.path().join("جديد")).unwrap();
    let deleted = json!([{"uri": folder.uri("جديد")}]);
    client.notify("workspace/didDeleteFiles", json!({ "files": deleted }));
    settles(&mut client, &probe, &["a.txt"]);
    folder.write("e.txt", KIM);
    let created = json!([{"uri": folder.uri("e.txt")}]);
    client.notify("workspace/didCreateFiles", json!({ "files": created }));
    settles(&mut client, &probe, &["a.txt", "e.txt"]);
    client.quit();
}

#[test]
fn folders_are_added_and_removed() {
    let one = Folder::new(&[("a.txt", KIM)]);
    let two = Folder::new(&[("b.txt", KIM)]);
    let three = Folder::new(&[("c.txt", KIM)]);
    let probe = one.uri("a.txt");
    let mut client = Client::start();
    client.shake_hands(&[&one, &two], capabilities(), json!({}));
    client.did_open(&probe, 1, KIM);
    settles(&mut client, &probe, &["a.txt", "b.txt"]);
    let change = |added: &[&Folder], removed: &[&Folder]| {
        let list = |folders: &[&Folder]| -> Vec<Value> {
            let folders = folders.iter();
            folders.map(|f| json!({"uri": f.root(), "name": "x"})).collect()
        };
        json!({"event": {"added": list(added), "removed": list(removed)}})
    };
    client.notify("workspace/didChangeWorkspaceFolders", change(&[&three], &[&two]));
    settles(&mut client, &probe, &["a.txt", "c.txt"]);
    // The folder goes, its open article stays.
    client.notify("workspace/didChangeWorkspaceFolders", change(&[], &[&one]));
    settles(&mut client, &probe, &["a.txt", "c.txt"]);
    client.quit();
}

#[test]
fn files_that_are_no_text_are_passed_over() {
    let folder = Folder::new(&[("a.txt", KIM), ("nul.txt", "كيم جونغ أون\0"), ("z.txt", KIM)]);
    std::fs::write(folder.path().join("latin.txt"), b"\xff\xfe\xd9").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", folder.path().join("link.txt")).unwrap();
    let probe = folder.uri("a.txt");
    let mut client = Client::open(&folder);
    client.did_open(&probe, 1, KIM);
    settles(&mut client, &probe, &["a.txt", "z.txt"]);
    client.until("a line about the file", |c| {
        let told = |n: &&Value| {
            n["method"] == "window/logMessage" && n["params"]["message"].to_string().contains("nul")
        };
        c.notifications.iter().find(told).map(|_| ())
    });
    client.quit();
}

#[test]
fn the_editor_is_asked_to_watch_what_matters() {
    let folder = Folder::new(&[]);
    let mut client = Client::open(&folder);
    client.until("the registrations", |c| {
        let asked = c.asked.iter().find(|a| a["method"] == "client/registerCapability")?;
        let list = asked["params"]["registrations"].as_array().unwrap();
        let watched = list.iter().find(|r| r["method"] == "workspace/didChangeWatchedFiles")?;
        let globs = watched["registerOptions"]["watchers"].to_string();
        for glob in ["**/*.{txt,md}", "**/isnad.toml", "**/knowledge/*.{toml,isnad}", "**/.gitignore"] {
            assert!(globs.contains(glob), "{globs}");
        }
        Some(())
    });
    client.quit();
}

#[test]
fn the_scan_shows_its_progress_and_can_be_stopped() {
    let folder = Folder::new(&[]);
    for i in 0..300 {
        folder.write(&format!("{i}.txt"), KIM);
    }
    let mut client = Client::open(&folder);
    client.scanned();
    let kinds: Vec<_> = client
        .notifications
        .iter()
        .filter(|n| n["method"] == "$/progress")
        .map(|n| n["params"]["value"]["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds.first().map(String::as_str), Some("begin"));
    assert_eq!(kinds.iter().filter(|k| *k == "end").count(), 1);
    client.quit();

    let mut client = Client::open(&folder);
    let token = client.until("the progress token", |c| {
        let asked = c.asked.iter();
        let mut asked = asked.filter(|a| a["method"] == "window/workDoneProgress/create");
        asked.next().map(|a| a["params"]["token"].clone())
    });
    client.notify("window/workDoneProgress/cancel", json!({ "token": token }));
    client.scanned();
    client.quit();

    // Without progress in the client there is none, and none is asked for.
    let mut capabilities = capabilities();
    capabilities["window"] = json!({});
    let mut client = Client::open_with(&folder, capabilities, json!({}));
    let probe = folder.uri("0.txt");
    client.did_open(&probe, 1, KIM);
    client.diagnostics_of(&probe, 1);
    client.quit();
}

/// Neovim on Linux watches nothing; then the server looks itself.
#[test]
fn files_are_watched_for_a_client_that_does_not() {
    let folder = Folder::new(&[("a.txt", KIM), ("sub/b.txt", KIM)]);
    let more = Folder::new(&[]);
    let probe = folder.uri("a.txt");
    let mut client = Client::open_with(&folder, json!({}), json!({}));
    client.did_open(&probe, 1, KIM);
    settles(&mut client, &probe, &["a.txt", "b.txt"]);
    folder.write("c.txt", KIM);
    folder.write("new/deep/d.txt", KIM);
    settles(&mut client, &probe, &["a.txt", "b.txt", "c.txt", "d.txt"]);
    std::fs::rename(folder.path().join("sub"), folder.path().join("جديد")).unwrap();
    std::fs::remove_file(folder.path().join("c.txt")).unwrap();
    settles(&mut client, &probe, &["a.txt", "b.txt", "d.txt"]);
    folder.write("isnad.toml", "language = 7\n");
    client.diagnostics(&folder.uri("isnad.toml"), |d| d["diagnostics"] != json!([]));
    // A folder added later is watched too.
    let added = json!({"added": [{"uri": more.root(), "name": "x"}], "removed": []});
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": added }));
    settles(&mut client, &probe, &["a.txt", "b.txt", "d.txt"]);
    more.write("e.txt", KIM);
    settles(&mut client, &probe, &["a.txt", "b.txt", "d.txt", "e.txt"]);
    client.quit();
}

#[test]
fn a_single_file_without_a_folder() {
    let folder = Folder::new(&[("a.txt", KIM), ("b.txt", KIM)]);
    let probe = folder.uri("a.txt");
    let mut client = Client::start();
    let none = json!({"workspaceFolders": null, "rootUri": null});
    client.shake_hands(&[], capabilities(), none);
    client.did_open(&probe, 1, KIM);
    client.diagnostics_of(&probe, 1);
    settles(&mut client, &probe, &["a.txt"]);
    client.quit();
}

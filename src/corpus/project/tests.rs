//! Which settings and knowledge hold where, and what stays when a file breaks.

use super::*;
use crate::settings::Level;
use std::fs;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn day(project: &Project, path: &Path) -> Option<String> {
    project.metadata(path).configured.map(|d| d.to_string())
}

#[test]
fn the_nearest_settings_win_key_by_key() {
    let folder = folder(&[
        (
            "isnad.toml",
            "language = \"en\"\n[rules]\nvague-date = \"off\"\nvague-source = \"error\"\n\
             [articles]\n\"desk/a.txt\" = { published = 2023-01-01 }\n\
             \"desk/b.txt\" = { published = 2023-01-02 }\n",
        ),
        (
            "desk/isnad.toml",
            "[rules]\nvague-date = \"hint\"\n[articles]\n\"a.txt\" = { published = 2024-01-01 }\n",
        ),
    ]);
    let mut project = Project::load(vec![folder.path().to_path_buf()]);
    let mut outer = Settings::default();
    outer.rules.insert("vague-source".into(), Level::Off);
    outer.rules.insert("undated-claim".into(), Level::Off);
    project.set_outer(outer);
    let (a, b) = (folder.path().join("desk/a.txt"), folder.path().join("desk/b.txt"));
    let settings = project.settings(&a);
    assert_eq!(settings.language, Some(Language::En));
    assert_eq!(settings.rules["vague-date"], Level::Hint);
    assert_eq!(settings.rules["vague-source"], Level::Error, "the file wins");
    assert_eq!(settings.rules["undated-claim"], Level::Off, "the editor's");
    assert_eq!(day(&project, &a).as_deref(), Some("2024-01-01"));
    assert_eq!(day(&project, &b).as_deref(), Some("2023-01-02"));
}

#[test]
fn one_file_finds_the_settings_above_it() {
    let folder = folder(&[
        ("isnad.toml", "[articles]\n\"sub/a.txt\" = { published = 2023-01-01 }\n"),
        ("knowledge/own.toml", PLACE),
        ("sub/a.txt", ""),
    ]);
    let path = folder.path().join("sub/a.txt");
    let project = Project::for_paths(std::slice::from_ref(&path));
    assert_eq!(day(&project, &path).as_deref(), Some("2023-01-01"));
    assert!(project.knowledge().entity("sesame").is_some());
}

const PLACE: &str = "[[place]]\nid = \"sesame\"\nclass = \"city\"\nar = \"سمسم\"\nen = \"Sesame\"\n";

#[test]
fn a_broken_file_leaves_the_last_good_state_in_force() {
    let settings = "[articles]\n\"a.txt\" = { published = 2023-01-01 }\n";
    let folder = folder(&[("isnad.toml", settings), ("knowledge/own.toml", PLACE)]);
    let at = |name: &str| folder.path().join(name);
    let mut project = Project::load(vec![folder.path().to_path_buf()]);
    for name in ["isnad.toml", "knowledge/own.toml"] {
        assert_eq!(project.faults(&at(name)), []);
        project.set_file(&at(name), Ok("x = [".into()));
        assert!(!project.faults(&at(name)).is_empty());
        assert_eq!(&**project.text(&at(name)).unwrap(), "x = [");
    }
    assert_eq!(day(&project, &at("a.txt")).as_deref(), Some("2023-01-01"));
    assert!(project.knowledge().entity("sesame").is_some());
    fs::write(at("isnad.toml"), b"\xff").unwrap();
    project.refresh_file(&at("isnad.toml"));
    assert!(matches!(project.faults(&at("isnad.toml"))[..], [ProjectFault::Unread(_), ..]));
    assert_eq!(day(&project, &at("a.txt")).as_deref(), Some("2023-01-01"));
    for name in ["isnad.toml", "knowledge/own.toml"] {
        fs::remove_file(at(name)).unwrap();
        project.refresh_file(&at(name));
        assert_eq!(project.faults(&at(name)), []);
    }
    assert_eq!(day(&project, &at("a.txt")), None);
    assert!(project.knowledge().entity("sesame").is_none());
}

#[test]
fn levels_for_some_files_count_from_the_file_that_sets_them() {
    let folder = folder(&[
        (
            "isnad.toml",
            "[[overrides]]\nfiles = [\"desk/opinion/**\"]\nrules = { vague-date = \"off\", vague-source = \"off\" }\n",
        ),
        (
            "desk/isnad.toml",
            "[rules]\nvague-source = \"error\"\n[[overrides]]\nfiles = [\"opinion/b.txt\"]\nrules = { vague-date = \"hint\" }\n",
        ),
    ]);
    let mut project = Project::load(vec![folder.path().to_path_buf()]);
    project.set_outer(
        Settings::from_json(
            &serde_json::json!({"overrides": [{"files": "desk/", "rules": {"undated-claim": "off"}}]}),
            &rules::setting_names(),
        )
        .0,
    );
    let level = |file: &str, rule: &str| {
        let settings = project.settings(&folder.path().join(file));
        settings.rules.get(rule).copied()
    };
    assert_eq!(level("desk/opinion/a.txt", "vague-date"), Some(Level::Off));
    assert_eq!(level("desk/opinion/b.txt", "vague-date"), Some(Level::Hint));
    assert_eq!(level("desk/opinion/a.txt", "vague-source"), Some(Level::Error), "the nearer file wins");
    assert_eq!(level("desk/a.txt", "vague-date"), None);
    assert_eq!(level("desk/a.txt", "undated-claim"), Some(Level::Off), "the editor's");
    assert_eq!(level("a.txt", "undated-claim"), None);
}

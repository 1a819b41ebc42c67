use super::*;
use crate::settings::{DateHints, DefinitionTarget, NameHints};
use serde_json::json;

fn rules() -> Vec<String> {
    ["unsourced-claim", "unsourced-claim.plain", "vague-date"].map(str::to_owned).to_vec()
}

/// The settings, and each fault as `line: words: message`.
fn read(text: &str) -> (Option<Settings>, Vec<String>) {
    let (settings, faults) = Settings::from_toml(text, &rules());
    let shown = faults.iter().map(|f| {
        let line = text[..f.span.start].matches('\n').count() + 1;
        format!("{line}: {}: {}", f.span.of(text), f.message)
    });
    (settings, shown.collect())
}

#[test]
fn a_whole_file() {
    let (settings, faults) = read(
        r#"
language = "ar"
profile = "strict"
definition = "entry"
hints = { dates = "all", names = "first" }
hover.map = true
references.roles = false
diagnostics.articles = 2_000
[rules]
vague-date = "off"
unsourced-claim = { level = "error", plain = "hint" }
[articles]
"a.txt" = { published = 2023-12-21 }
"فرع/b.txt" = { published = "2023-12-22" }
"c.txt" = 2023-12-23
"#,
    );
    assert_eq!(faults, [""; 0]);
    let settings = settings.expect("settings");
    assert_eq!(settings.language, Some(Language::Ar));
    assert_eq!(settings.level("vague-date", Level::Hint), Level::Off);
    assert_eq!(settings.level("undated-claim", Level::Hint), Level::Information);
    assert_eq!(settings.checked, Some(2000));
    let shown = Shown {
        date_hints: Some(DateHints::All),
        name_hints: Some(NameHints::First),
        definition: Some(DefinitionTarget::Entry),
        role_references: Some(false),
        demonym_references: None,
        map: Some(true),
    };
    assert_eq!(settings.shown, shown);
    assert_eq!(settings.rules["vague-date"], Level::Off);
    assert_eq!(settings.rules["unsourced-claim"], Level::Error);
    assert_eq!(settings.rules["unsourced-claim.plain"], Level::Hint);
    let day = |d| Date::new(2023, 12, d).ok();
    assert_eq!(settings.published("./a.txt"), day(21));
    assert_eq!(settings.published("فرع\\b.txt"), day(22));
    assert_eq!(settings.published("c.txt"), day(23));
}

#[test]
fn each_fault_at_its_place_and_the_rest_in_force() {
    let (settings, faults) = read(
        r#"langage = "ar"
language = "fr"
[rules]
unsourced-claims = "off"
vague-date = "loud"
unsourced-claim = { plain = "hint", colour = "red" }
[articles]
"a.txt" = { published = 2023-02-30 }
"b.txt" = { published = "yesterday" }
"c.txt" = { publised = 2023-01-01 }
"d.txt" = { published = 2023-01-01 }
[hints]
dates = "some"
[hover]
map = 1
[references]
roles = "yes"
people = true
[diagnostics]
articles = -1
"#,
    );
    let places: Vec<_> = faults.iter().map(|f| f.rsplitn(2, ": ").last().unwrap_or_default()).collect();
    assert_eq!(
        places,
        [
            "8: 2023-02-30",
            "1: langage",
            "2: \"fr\"",
            "4: unsourced-claims",
            "5: \"loud\"",
            "6: colour",
            "9: \"yesterday\"",
            "10: publised",
            "13: \"some\"",
            "15: 1",
            "17: \"yes\"",
            "18: people",
            "20: -1",
        ]
    );
    let settings = settings.expect("settings");
    assert_eq!(settings.rules["unsourced-claim.plain"], Level::Hint);
    assert_eq!(settings.published("d.txt"), Date::new(2023, 1, 1).ok());
    assert_eq!(settings.articles.len(), 1);
}

#[test]
fn levels_for_some_files() {
    let (settings, faults) = read(
        r#"
[rules]
vague-date = "warning"
[[overrides]]
files = ["opinion/**", "*.md"]
rules = { unsourced-claim = "off", vague-date = "hint" }
[[overrides]]
files = "opinion/letters/"
rules = { unsourced-claim = { level = "error", plain = "hint" } }
"#,
    );
    assert_eq!(faults, [""; 0]);
    let settings = settings.expect("settings");
    let level = |path: &str, rule: &str| settings.for_file(path).rules.get(rule).copied();
    assert_eq!(level("news/a.txt", "unsourced-claim"), None);
    assert_eq!(level("news/a.txt", "vague-date"), Some(Level::Warning));
    assert_eq!(level("opinion/a.txt", "unsourced-claim"), Some(Level::Off));
    assert_eq!(level("opinion/a.txt", "vague-date"), Some(Level::Hint));
    assert_eq!(level("opinion/letters/a.txt", "unsourced-claim"), Some(Level::Error));
    assert_eq!(level("opinion/letters/a.txt", "unsourced-claim.plain"), Some(Level::Hint));
    assert_eq!(level("opinion/letters/a.txt", "vague-date"), Some(Level::Hint));
}

#[test]
fn faults_of_overrides_stand_at_their_words() {
    let (settings, faults) = read(
        r#"[[overrides]]
files = ["a{b", 7, "ok/**"]
rules = { vague-date = "loud", vague-dat = "off" }
[[overrides]]
files = ["x"]
[[overrides]]
file = ["x"]
"#,
    );
    let places: Vec<_> = faults.iter().map(|f| f.splitn(3, ": ").take(2).collect::<Vec<_>>()).collect();
    assert_eq!(
        places[..5],
        [["2", "\"a{b\""], ["2", "7"], ["3", "\"loud\""], ["3", "vague-dat"], ["4", "[[overrides]]"],]
    );
    assert_eq!(places[5], ["7", "file"]);
    assert_eq!(settings.expect("settings").overrides.len(), 3);
    assert_eq!(read("overrides = 1").1.len(), 1);
}

#[test]
fn what_is_no_toml_leaves_the_last_state() {
    for text in ["[rules\nvague-date = \"off\"", "a = = 1", "قال بوتين"] {
        let (settings, faults) = read(text);
        assert_eq!(settings, None, "{text}");
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
    assert_eq!(read(""), (Some(Settings::default()), Vec::new()));
}

#[test]
fn the_editors_section() {
    let section = json!({
        "path": "/usr/bin/isnad",
        "language": "en",
        "rules": {"vague-date": "off", "unsourced-claim": {"plain": "hint"}, "nonsense": "off"},
        "articles": {"a.txt": {"published": "2023-12-21"}}
    });
    let (settings, faults) = Settings::from_json(&section, &rules());
    assert_eq!(settings.language, Some(Language::En));
    assert_eq!(settings.rules.len(), 2);
    assert_eq!(settings.published("a.txt"), Date::new(2023, 12, 21).ok());
    assert_eq!(faults.len(), 1);
    assert!(faults[0].message.contains("nonsense"));
    assert!(faults[0].say(Language::Ar).contains("nonsense"));
    let (none, faults) = Settings::from_json(&serde_json::Value::Null, &rules());
    assert_eq!((none, faults.len()), (Settings::default(), 0));
}

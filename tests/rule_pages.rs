//! The examples on the rules' pages are tests, and the list of rules agrees with the code.
//!
//! A fence ```` ```article ```` holds an article; after the word may stand `published=DATE` and
//! settings (`rule.option=level`). The fence ```` ```findings ```` after it lists what the page's
//! rule finds there, a line each: `rule «words»`; nothing where it finds nothing. Fences
//! ```` ```other ```` before the article hold other articles of its corpus.
#![allow(clippy::expect_used)] // A test may give up.

use std::fs;
use std::path::PathBuf;

use isnad::analysis::{Metadata, analyse};
use isnad::corpus::{self, Snapshot};
use isnad::knowledge::Knowledge;
use isnad::rules::{self, Article, RULES, Rule};
use isnad::settings::Settings;
use isnad::words::Language;

/// A fenced block: what stands after the backticks, its lines, and the line it begins on.
struct Fence {
    info: String,
    body: String,
    line: usize,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut out: Vec<Fence> = Vec::new();
    let mut open = false;
    for (at, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), open) {
            (Some(info), false) => {
                open = true;
                out.push(Fence { info: info.to_owned(), body: String::new(), line: at + 1 });
            }
            (Some(_), true) => open = false,
            (None, true) => {
                let fence = out.last_mut().expect("an open fence");
                fence.body.push_str(line);
                fence.body.push('\n');
            }
            (None, false) => {}
        }
    }
    out
}

/// What an article fence says of its article beside the text.
fn head(fence: &Fence) -> (Metadata, Settings) {
    let mut metadata = Metadata::default();
    let mut settings = Settings::default();
    for word in fence.info.split_whitespace().skip(1) {
        let (key, value) = word.split_once('=').expect("key=value");
        if key == "published" {
            metadata.configured = Some(value.parse().expect("a date"));
        } else if let Some(id) = key.strip_prefix("spelling.") {
            settings.spelling.insert(id.to_owned(), value.to_owned());
        } else if key == "modified" {
            metadata.modified = Some(value.parse().expect("a date"));
        } else {
            assert!(rules::setting_names().iter().any(|n| n == key), "{key}");
            let level = value.parse().expect("a level");
            settings.rules.insert(key.to_owned(), level);
        }
    }
    (metadata, settings)
}

/// What the rule finds in an article fence beside others, as the page writes it.
fn found(rule: &Rule, fence: &Fence, others: &[&Fence]) -> String {
    let knowledge = Knowledge::built_in();
    let others = others.iter().enumerate().map(|(at, other)| {
        let analysis = analyse(&other.body, &head(other).0, &knowledge);
        let path = PathBuf::from(format!("{at}.txt"));
        corpus::Article::new(path.into(), &other.body, &analysis)
    });
    let corpus = Snapshot::of_articles(others);
    let (metadata, settings) = head(fence);
    let analysis = analyse(&fence.body, &metadata, &knowledge);
    let findings = rules::check(Article {
        text: &fence.body,
        analysis: &analysis,
        knowledge: &knowledge,
        settings: &settings,
        language: Language::Ar,
        others: &corpus.others(&PathBuf::from("article.txt")),
    });
    let own = findings.iter().filter(|f| f.rule == rule.id);
    let lines = own.map(|f| format!("{} «{}»", f.rule, f.span.of(&fence.body)));
    let mut lines: Vec<_> = lines.collect();
    lines.push(String::new());
    lines.join("\n")
}

#[test]
fn the_pages_examples_hold() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let fences = fences(rule.page);
        let mut examples = [0, 0];
        let mut others: Vec<&Fence> = Vec::new();
        for pair in fences.windows(2) {
            if pair[0].info.starts_with("other") {
                others.push(&pair[0]);
            }
            if !(pair[0].info.starts_with("article") && pair[1].info == "findings") {
                continue;
            }
            examples[usize::from(pair[1].body.is_empty())] += 1;
            let found = found(rule, &pair[0], &std::mem::take(&mut others));
            if found != pair[1].body {
                let (page, line) = (rule.page_path(), pair[0].line);
                wrong.push(format!("{page}:{line}: found\n{found}expected\n{}", pair[1].body));
            }
        }
        assert!(examples.iter().all(|&n| n > 0), "{}: {examples:?}", rule.id);
        let articles = fences.iter().filter(|f| f.info.starts_with("article"));
        assert_eq!(articles.count(), examples.iter().sum::<usize>(), "{}", rule.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_say_the_default_and_the_options() {
    for rule in RULES {
        let default = format!("# {}\n\nDefault: `{}`\n", rule.id, rule.default.name());
        assert!(rule.page.starts_with(&default), "{}", rule.id);
        for option in rule.options {
            let name = format!("`{}.{}` (default `{}`)", rule.id, option.name, option.default.name());
            assert!(rule.page.contains(&name), "{name}");
        }
        assert!(rule.page.contains("\n## بالعربية\n"), "{}", rule.id);
    }
}

#[test]
fn the_list_of_rules_is_that_of_the_code() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("docs/rules/README.md")).expect("the list");
    let rows: Vec<_> = list.lines().filter(|l| l.starts_with("| [")).collect();
    let wanted = RULES.iter().map(|r| {
        let (id, level, title) = (r.id, r.default.name(), r.title.en);
        format!("| [{id}]({id}.md) | `{level}` | {title} |")
    });
    assert_eq!(rows, wanted.collect::<Vec<_>>());
    let arabic: Vec<_> = list.lines().filter(|l| l.starts_with("- [")).collect();
    let wanted = RULES.iter().map(|r| format!("- [{0}]({0}.md): {1}", r.id, r.title.ar));
    assert_eq!(arabic, wanted.collect::<Vec<_>>());
    let options: Vec<_> = list.lines().filter(|l| l.starts_with("| `")).collect();
    let wanted = RULES.iter().flat_map(|r| {
        let row = |o: &rules::RuleOption| {
            let (name, level, title) = (o.name, o.default.name(), o.title.en);
            format!("| `{}.{name}` | `{level}` | {title} |", r.id)
        };
        r.options.iter().map(row)
    });
    assert_eq!(options, wanted.collect::<Vec<_>>());
    for rule in RULES {
        let page = fs::read_to_string(root.join(rule.page_path())).expect("the page");
        assert_eq!(page, rule.page);
    }
}

//! The program as a user runs it: formats, exit codes, bad input.
#![allow(clippy::expect_used)] // A test may give up.

mod desk;

use std::fs;
use std::io::Write;
use std::process::Stdio;

use desk::{Desk, finish};
use serde_json::Value;

/// A number that nobody is named for, on the article's second line.
const UNSOURCED: &str =
    "زيارة إلى موسكو\nوفي يوم الجمعة 12 يناير 2024 قتل 25 جنديا في غارة على مدينة خاركيف.\n";
/// The same, sourced.
const SOURCED: &str =
    "زيارة إلى موسكو\nأعلنت وزارة الدفاع الروسية في 12 يناير 2024 مقتل 25 جنديا في غارة على مدينة خاركيف.\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn text_shows_place_words_rule_and_counts() {
    let desk = Desk::new(&[("a.txt", UNSOURCED.as_bytes()), ("b.txt", SOURCED.as_bytes())]);
    let ran = desk.run(&["check", "."]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("./a.txt:2:"), "{}", ran.out);
    assert!(ran.out.contains("warning  unsourced-claim"));
    assert!(ran.out.contains('⟦'), "words are marked without colours");
    assert!(ran.out.contains("unsourced-claim = \"off\""));
    assert!(!ran.out.contains("b.txt"));
    assert!(ran.out.contains("2 articles: 1 warning"));
    assert!(!ran.out.contains('\u{1b}'), "no colours into a pipe");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let desk = Desk::new(&[("a.txt", UNSOURCED.as_bytes())]);
    let forced = || {
        let mut command = desk.command();
        command.args(["check", "."]).env("CLICOLOR_FORCE", "1");
        command
    };
    let coloured = finish(&mut forced()).out;
    assert!(coloured.contains("\u{1b}["));
    assert!(!coloured.contains('⟦'));
    let plain = finish(forced().env("NO_COLOR", "1")).out;
    assert!(!plain.contains('\u{1b}'), "NO_COLOR wins");
}

#[test]
fn messages_in_the_language_asked_for() {
    let desk = Desk::new(&[("a.txt", UNSOURCED.as_bytes())]);
    let arabic = "مقال واحد: تحذير واحد";
    let asked = desk.run(&["check", ".", "--language", "ar"]);
    assert!(asked.out.contains(arabic), "{}", asked.out);
    let locale = finish(desk.command().args(["check", "."]).env("LANG", "ar_EG.UTF-8"));
    assert!(locale.out.contains(arabic), "{}", locale.out);
    fs::write(desk.path().join("isnad.toml"), "language = \"ar\"").expect("settings");
    assert!(desk.run(&["check", "."]).out.contains(arabic));
    let english = desk.run(&["check", ".", "--language", "en"]);
    assert!(english.out.contains("1 article: 1 warning"));
}

#[test]
fn exit_codes() {
    let desk = Desk::new(&[("a.txt", UNSOURCED.as_bytes())]);
    let code = |fail_on| desk.run(&["check", ".", "--fail-on", fail_on]).code;
    assert_eq!((code("hint"), code("warning")), (1, 1));
    assert_eq!((code("error"), code("never")), (0, 0));
    let settings = "[rules]\nunsourced-claim = \"error\"";
    fs::write(desk.path().join("isnad.toml"), settings).expect("settings");
    assert_eq!((code("error"), code("never")), (1, 0));
    assert_eq!(desk.run(&["check", "."]).code, 1);
    assert_eq!(desk.run(&["check", "--no-such-flag"]).code, 2);
    assert_eq!(desk.run(&["check", "nowhere.txt"]).code, 2);
    assert!(desk.run(&["--help"]).out.contains("Exit status"));
}

#[test]
fn json_gives_places_that_fit_the_file() {
    let desk = Desk::new(&[("a.txt", UNSOURCED.as_bytes())]);
    let ran = desk.run(&["check", "a.txt", "--format", "json"]);
    let report = json(&ran.out);
    assert_eq!(report["articles"], 1);
    assert_eq!(report["counts"]["warning"], 1);
    let finding = &report["findings"][0];
    let number = |key: &str| finding[key].as_u64().expect("a number") as usize;
    let words = finding["words"].as_str().expect("words");
    assert_eq!(&UNSOURCED[number("start")..number("end")], words);
    let line = UNSOURCED.lines().nth(number("line") - 1).expect("the line");
    let before: String = line.chars().take(number("column") - 1).collect();
    assert!(line[before.len()..].starts_with(words));
    assert_eq!(finding["rule"], "unsourced-claim");
    assert_eq!(finding["page"], "docs/rules/unsourced-claim.md");
}

#[test]
fn sarif_has_rules_regions_and_utf16_columns() {
    let text = UNSOURCED.replace("وفي يوم", "😀 وفي يوم");
    let desk = Desk::new(&[("مقال 1.txt", text.as_bytes())]);
    let ran = desk.run(&["check", ".", "--format", "sarif"]);
    let log = json(&ran.out);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let result = &run["results"][0];
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!(rule["id"], result["ruleId"]);
    let page = rule["help"]["markdown"].as_str().expect("a page");
    assert!(page.starts_with("# unsourced-claim"));
    let place = &result["locations"][0]["physicalLocation"];
    let uri = &place["artifactLocation"]["uri"];
    assert_eq!(uri, "%D9%85%D9%82%D8%A7%D9%84%201.txt");
    let region = &place["region"];
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    let units: Vec<u16> = text.encode_utf16().collect();
    let start = number("charOffset");
    let words = &units[start..start + number("charLength")];
    let words = String::from_utf16(words).expect("text");
    assert_eq!(region["snippet"]["text"], words.as_str());
    let second = text.find('\n').expect("a line") + 1;
    let second = text[..second].encode_utf16().count();
    assert_eq!(number("startLine"), 2);
    assert_eq!(second + number("startColumn") - 1, start);
}

#[test]
fn github_commands() {
    let desk = Desk::new(&[("a,b.txt", UNSOURCED.as_bytes()), ("c.txt", b"\xff")]);
    let ran = desk.run(&["check", "a,b.txt", "c.txt", "--format", "github"]);
    let lines: Vec<_> = ran.out.lines().collect();
    let begin = "::warning file=a%2Cb.txt,line=2,endLine=2,col=";
    assert!(lines[0].starts_with(begin), "{}", lines[0]);
    assert!(lines[0].contains("title=unsourced-claim::No source"));
    assert!(lines[1].starts_with("::error file=c.txt,title=isnad::"));
    assert_eq!(ran.code, 2);
}

#[test]
fn annotate_writes_a_line_for_each_article_in_order() {
    let desk = Desk::new(&[
        ("b/2.txt", SOURCED.as_bytes()),
        ("b/1.md", UNSOURCED.as_bytes()),
        ("b/no.html", b"x"),
        ("b/out.txt", b"x"),
        ("b/.gitignore", b"out.txt\n"),
        ("a.txt", "وصل الوفد أمس إلى القاهرة.".as_bytes()),
    ]);
    let ran = desk.run(&["annotate", "--json", "b", "a.txt", "--as-of", "2024-01-13"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<Value> = ran.out.lines().map(json).collect();
    let paths: Vec<_> = lines.iter().map(|l| l["path"].as_str()).collect();
    assert_eq!(paths, [Some("b/1.md"), Some("b/2.txt"), Some("a.txt")]);
    for line in &lines {
        for key in ["mentions", "times", "claims", "findings"] {
            assert!(line[key].is_array(), "{key}");
        }
    }
    assert_eq!(lines[0]["findings"][0]["rule"], "unsourced-claim");
    assert_eq!(lines[1]["claims"][0]["source"], "named");
    assert_eq!(lines[1]["claims"][0]["weight"], "strong");
    assert_eq!(lines[2]["published"]["date"], "2024-01-13");
    assert_eq!(lines[2]["times"][0]["value"], "2024-01-12");
    assert_eq!(lines[2]["times"][0]["certain"], true);
}

#[test]
fn standard_input() {
    let desk = Desk::new(&[]);
    let mut child = desk
        .command()
        .args(["annotate", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(UNSOURCED.as_bytes()).expect("written");
    drop(pipe);
    let output = child.wait_with_output().expect("an end");
    let line = json(&String::from_utf8(output.stdout).expect("UTF-8"));
    assert_eq!(line["path"], "-");
    assert_eq!(line["times"][0]["value"], "2024-01-12");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let desk = Desk::new(&[
        ("bytes.txt", b"\xd9\x82\xff"),
        ("nul.txt", b"a\0b"),
        ("good.txt", UNSOURCED.as_bytes()),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", desk.path().join("link.txt")).expect("a link");
    let ran = desk.run(&["annotate", "--json", "."]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.out.lines().count(), 1);
    assert_eq!(json(&ran.out)["path"], "./good.txt");
    let line = |name: &str| ran.err.lines().find(|l| l.contains(name)).unwrap_or_default();
    assert!(line("bytes.txt").contains("not UTF-8 text (byte 2)"), "{}", ran.err);
    assert!(line("nul.txt").contains("NUL byte"));
    #[cfg(unix)]
    assert!(line("link.txt").contains("broken link"));
    let report = json(&desk.run(&["check", ".", "--format", "json"]).out);
    assert!(report["unread"].as_array().expect("a list").len() >= 2);
}

#[test]
fn a_broken_settings_file_is_named_with_its_line() {
    let settings = b"[rules]\nunsourced-claims = \"off\"\nvague-date = \"off\"\n";
    let desk = Desk::new(&[("a.txt", UNSOURCED.as_bytes()), ("isnad.toml", settings)]);
    let ran = desk.run(&["check", "."]);
    assert_eq!(ran.code, 2);
    let told = "isnad.toml:2: No rule or option `unsourced-claims`";
    assert!(ran.err.contains(told), "{}", ran.err);
    assert!(ran.out.contains("unsourced-claim"), "the rest goes on");
}

#[test]
fn broken_front_matter_is_named_with_its_line() {
    let desk = Desk::new(&[
        ("a.txt", "---\ndate: 2023-13-45\n---\nوصل أمس.\n".as_bytes()),
        ("b.txt", "---\ndate: 2023-12-21\nوصل أمس.\n".as_bytes()),
    ]);
    let ran = desk.run(&["check", "."]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("a.txt:2: `2023-13-45` is no date"), "{}", ran.err);
    assert!(ran.err.contains("b.txt:1: The front matter is not closed"));
}

#[test]
fn dates_and_levels_of_the_nearest_settings() {
    let outer = "[rules]\nunsourced-claim = \"off\"\n[articles]\n\"in/a.txt\" = { published = 2023-01-02 }\n";
    let desk = Desk::new(&[
        ("isnad.toml", outer.as_bytes()),
        ("in/isnad.toml", b"[rules]\nunsourced-claim = \"hint\"\n"),
        ("in/a.txt", UNSOURCED.as_bytes()),
        ("b.txt", UNSOURCED.as_bytes()),
    ]);
    // By a roundabout path too: what holds is where the file lies.
    for path in ["in", "in/../in/a.txt"] {
        let line = json(&desk.run(&["annotate", "--json", path]).out);
        assert_eq!(line["published"]["date"], "2023-01-02");
        assert_eq!(line["findings"][0]["severity"], "hint");
    }
    let outer = json(&desk.run(&["annotate", "--json", "b.txt"]).out);
    let findings = outer["findings"].as_array().expect("a list");
    assert!(findings.iter().all(|f| f["rule"] != "unsourced-claim"));
}

#[test]
fn find_any_spelling_in_any_script() {
    let desk = Desk::new(&[
        ("a.txt", "زار كيم جونغ أون موسكو.\nوقال كيم إن الزيارة ناجحة.\n".as_bytes()),
        ("b.txt", "وصل كيم جونج أون إلى روسيا.\n".as_bytes()),
        ("c.txt", "وصل الوفد إلى القاهرة.\n".as_bytes()),
    ]);
    for name in ["كيم جونغ أون", "كيم جونج اون", "Kim Jong Un", "kim-jong-un"] {
        let ran = desk.run(&["find", name, "."]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.out);
        assert!(ran.out.contains("3 mentions in 2 articles"), "{name}: {}", ran.out);
        assert!(ran.out.contains("1:5  زار ⟦كيم جونغ أون⟧ موسكو."), "{}", ran.out);
        assert!(!ran.out.contains("c.txt"));
    }
    let none = desk.run(&["find", "زيد بن عمرو", "."]);
    assert_eq!(none.code, 1);
    assert!(none.out.contains("No mention of"));
}

#[test]
fn a_dossier_is_a_page_with_links_to_the_lines() {
    let desk = Desk::new(&[
        ("sub/a.txt", "خبر\n\nزار كيم جونغ أون [موسكو](http://x.y).\n".as_bytes()),
        ("b.txt", "وصل كيم جونج أون إلى روسيا.\n".as_bytes()),
    ]);
    for name in ["كيم جونغ أون", "Kim Jong Un", "kim-jong-un", "جونج اون"] {
        let ran = desk.run(&["dossier", name, "."]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        assert!(ran.out.starts_with("# Kim Jong Un\n"), "{name}: {}", ran.out);
        assert!(ran.out.contains("· [line 3](sub/a.txt#L3)"), "{}", ran.out);
        assert!(ran.out.contains("\\[موسكو\\](http:\u{2060}//x.y)"), "{}", ran.out);
    }
    let arabic = desk.run(&["dossier", "kim-jong-un", ".", "--language", "ar"]);
    assert!(
        arabic.out.starts_with("# كيم جونغ أون\n") && arabic.out.contains("## المواضع"),
        "{}",
        arabic.out
    );
    let nobody = desk.run(&["dossier", "زيد بن عمرو", "."]);
    assert_eq!((nobody.code, nobody.out.as_str()), (1, ""));
    assert!(nobody.err.contains("No mention of"), "{}", nobody.err);
    let unread = desk.run(&["dossier", "kim-jong-un", "b.txt", "none.txt"]);
    assert_eq!(unread.code, 2);
    assert!(unread.out.contains("b.txt#L1") && unread.err.contains("none.txt"), "{}", unread.err);
}

#[test]
fn explain_prints_the_page_or_the_list() {
    let desk = Desk::new(&[]);
    let page = desk.run(&["explain", "vague-source"]);
    assert!(page.out.starts_with("# vague-source"));
    assert_eq!(page.code, 0);
    assert!(!page.out.contains("بالعربية"));
    let arabic = desk.run(&["explain", "vague-source", "--language", "ar"]);
    assert!(arabic.out.contains("أضعف المصادر"));
    assert!(!arabic.out.contains("Why it matters"));
    let list = desk.run(&["explain"]);
    assert_eq!(list.out.lines().count(), isnad::rules::RULES.len());
    let data = desk.run(&["explain", "--json"]);
    let data: Value = serde_json::from_str(&data.out).expect("JSON");
    let first = &data["rules"][0];
    assert_eq!((&first["id"], &first["default"]), (&"unsourced-claim".into(), &"warning".into()));
    assert_eq!(first["options"][0]["name"], "likely");
    assert!(first["title"]["ar"].as_str().is_some_and(|t| t.contains("مصدر")), "{first}");
    let unknown = desk.run(&["explain", "no-such-rule"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("unsourced-claim"));
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let names: Vec<_> = (0..300).map(|i| format!("{i}.txt")).collect();
    let files = names.iter().map(|n| (n.as_str(), UNSOURCED.as_bytes()));
    let desk = Desk::new(&files.collect::<Vec<_>>());
    let mut child = desk
        .command()
        .args(["annotate", "--json", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn knowledge_files_are_checked() {
    let desk = Desk::new(&[("k.toml", b"[[place]]\nid = \"x\"\n")]);
    let ran = desk.run(&["knowledge", "check", "k.toml"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.out.contains("k.toml:"), "{}", ran.out);
    assert_eq!(desk.run(&["knowledge", "check", "none.toml"]).code, 2);
}

/// Two days and a month, told by two articles; markup in one of them.
const VISITS: [(&str, &[u8]); 3] = [
    (
        "a.txt",
        "زيارة إلى موسكو\n\nزار كيم جونغ أون موسكو يوم 13 سبتمبر 2023 والتقى <b>بوتين</b>.\n".as_bytes(),
    ),
    (
        "b.txt",
        "جولة\n\nوصل سيرغي شويغو إلى بيونغ يانغ في يوليو الماضي. وغادر لافروف بكين أمس الأربعاء.\n".as_bytes(),
    ),
    ("isnad.toml", "language = \"ar\"\n[articles]\n\"b.txt\" = { published = 2023-12-21 }\n".as_bytes()),
];

#[test]
fn a_timeline_for_people_and_for_machines() {
    let desk = Desk::new(&VISITS);
    let text = desk.run(&["timeline", "."]);
    assert_eq!(text.code, 0, "{}", text.err);
    let wanted = [
        "يوليو/ تموز 2023",
        "خلال الشهر",
        "شويغو",
        "./b.txt:3",
        "سبتمبر/ أيلول 2023",
        "الأربعاء 13",
        "./a.txt:3",
        "ديسمبر/ كانون الأول 2023",
        "الأربعاء 20",
        "3 أحداث في مقالين",
    ];
    let mut rest = text.out.as_str();
    for words in wanted {
        let at = rest.find(words);
        assert!(at.is_some(), "{words} in its order in\n{}", text.out);
        rest = &rest[at.unwrap_or(0)..];
    }
    let json = desk.run(&["timeline", ".", "--format", "json"]).out;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let values: Vec<_> = json["events"].as_array().expect("events").iter().collect();
    let values: Vec<_> = values.iter().map(|e| &e["value"]).collect();
    assert_eq!(values, ["2023-07", "2023-09-13", "2023-12-20"]);
    assert_eq!(json["events"][1]["names"][0]["id"], "kim-jong-un");
}

#[test]
fn a_timeline_as_a_page_of_its_own() {
    let desk = Desk::new(&VISITS);
    let ran = desk.run(&["timeline", ".", "--format", "html", "--out", "page.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let page = fs::read_to_string(desk.path().join("page.html")).expect("the page");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(page.contains("&lt;b&gt;") && !page.contains("<b>بوتين"));
    assert!(page.contains("href=\"#m2023-09\"") && page.contains("id=\"m2023-09\""));
    for outside in ["http:", "https:", "<script", "<link", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let ran = desk.run(&["timeline", ".", "--out", "no/such/folder.html"]);
    assert_eq!(ran.code, 70);
    assert!(ran.err.contains("no/such/folder.html"), "{}", ran.err);
}

/// Two speakers, one of them at second hand, a vague source, and a claim that is nobody's.
const SPEAKERS: [(&str, &[u8]); 2] = [
    (
        "a.txt",
        "خبر\n\nونقلت وكالة تاس عن ديمتري بيسكوف قوله إن الزيارة مهمة جدا للبلدين. وأضاف أن الجانبين سيوقعان اتفاقيات كثيرة.\n\nوأفادت تقارير بأن عشرين جنديا قتلوا في غارة على المدينة.\n".as_bytes(),
    ),
    ("فرع/b.txt", "خبر ثان\n\nقال ديمتري بيسكوف إن الزيارة الثانية ستكون أطول من الأولى.\n".as_bytes()),
];

#[test]
fn sources_are_counted() {
    let desk = Desk::new(&SPEAKERS);
    let ran = desk.run(&["sources", ".", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report = json(&ran.out);
    assert_eq!(report["articles"], 2);
    let peskov = &report["sources"][0];
    assert_eq!(peskov["id"], "dmitry-peskov");
    assert_eq!(peskov["name"], "Dmitry Peskov");
    let numbers = |s: &Value| ["claims", "articles", "said", "passed_on"].map(|k| s[k].as_u64());
    assert_eq!(numbers(peskov), [Some(3), Some(2), Some(3), Some(0)]);
    let tass = &report["sources"][1];
    assert_eq!(tass["id"], "tass");
    assert_eq!(numbers(tass), [Some(2), Some(1), Some(0), Some(2)]);
    assert_eq!(report["vague"][0]["words"], "تقارير");
    let total = &report["total"];
    assert_eq!((&total["claims"], &total["sourced"], &total["vague"]), (&4.into(), &3.into(), &1.into()));
    assert_eq!(report["by_article"][1]["path"], "./فرع/b.txt");
    assert_eq!(report["by_article"][1]["sourced"], 1);
}

/// Each number ends under its head, whatever script the names are in.
#[test]
fn the_table_of_sources_is_aligned() {
    let desk = Desk::new(&SPEAKERS);
    let seen = |c: &char| !matches!(c, '\u{2066}'..='\u{2069}');
    for (language, head, name) in [("en", "claims", "Dmitry Peskov"), ("ar", "أخبار", "ديمتري بيسكوف")]
    {
        let ran = desk.run(&["sources", ".", "--articles", "--language", language]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let plain: String = ran.out.chars().filter(seen).collect();
        let mut lines = plain.lines();
        let first = lines.next().expect("a head");
        let end = head.chars().count();
        assert!(first.trim_start().starts_with(head), "{plain}");
        let row = lines.next().expect("a row");
        assert_eq!(row.chars().nth(end - 1), Some('3'), "{row}");
        assert!(row.ends_with(&format!("dmitry-peskov  {name}")), "{row}");
        assert!(plain.contains("./فرع/b.txt"), "{plain}");
        let last = plain.lines().last().expect("a summary");
        assert!(last.contains("75%"), "{last}");
    }
    let top = desk.run(&["sources", ".", "--top", "1"]).out;
    assert!(top.contains("and 1 more") && !top.contains("tass"), "{top}");
    assert!(!desk.run(&["sources", "."]).out.contains("b.txt"));
    assert_eq!(desk.run(&["sources", "nowhere.txt"]).code, 2);
}

/// The file of ignores and comments hold on the command line, too, and what they no longer fit is
/// told.
#[test]
fn ignored_findings_are_not_checked_for() {
    let entry = "[[ignore]]\nrule = \"unsourced-claim\"\nfile = \"a.txt\"\ntext = \"قُتل 25 جنديًا\"\n";
    let desk = Desk::new(&[
        ("a.txt", UNSOURCED.as_bytes()),
        ("b.md", UNSOURCED.as_bytes()),
        ("isnad-ignores.toml", entry.as_bytes()),
    ]);
    let found = |arguments: &[&str]| {
        let report = json(&desk.run(&[&["check", "--format", "json"], arguments].concat()).out);
        let list = report["findings"].as_array().expect("findings").clone();
        let shown = list
            .iter()
            .map(|f| format!("{} {}", f["path"].as_str().unwrap_or(""), f["rule"].as_str().unwrap_or("")));
        shown.filter(|f| f.contains("unsourced") || f.contains("unused")).collect::<Vec<_>>()
    };
    assert_eq!(found(&["."]), ["./b.md unsourced-claim"]);
    assert_eq!(found(&["a.txt"]), [""; 0], "the file above counts for one article alone");
    let commented = UNSOURCED.replace("\nوفي", "\n<!-- isnad-ignore-next: unsourced-claim -->\nوفي");
    fs::write(desk.path().join("b.md"), &commented).expect("a file");
    assert_eq!(found(&["."]), [""; 0]);
    fs::write(desk.path().join("b.md"), commented.replace("unsourced", "unsorced")).expect("a file");
    assert_eq!(found(&["b.md"]), ["b.md unused-ignore", "b.md unsourced-claim"]);
    // Entries that match nothing: in an article that was read or is gone; for all, where all were.
    let more = "[[ignore]]\nrule = \"vague-date\"\nfile = \"a.txt\"\n[[ignore]]\nrule = \"vague-date\"\nfile = \"gone.txt\"\n[[ignore]]\nrule = \"vague-date\"\ntext = \"x\"\n";
    fs::write(desk.path().join("isnad-ignores.toml"), format!("{entry}{more}")).expect("a file");
    let unused = |path: &str| {
        let report = json(&desk.run(&["check", "--format", "json", path]).out);
        let list = report["findings"].as_array().expect("findings").clone();
        let own = list.iter().filter(|f| f["path"] == "isnad-ignores.toml");
        own.map(|f| f["line"].as_u64().expect("a line")).collect::<Vec<_>>()
    };
    assert_eq!((unused("."), unused("a.txt"), unused("b.md")), (vec![5, 8, 11], vec![5], vec![]));
    // Broken: told with its line, and the rest is checked.
    fs::write(desk.path().join("isnad-ignores.toml"), "\n[[ignore\n").expect("a file");
    let ran = desk.run(&["check", "a.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("isnad-ignores.toml:2:"), "{}", ran.err);
    assert!(ran.out.contains("unsourced-claim"));
}

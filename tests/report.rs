//! A report's data on a few articles, and its page.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod desk;
mod fixture;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use desk::Desk;
use fixture::Fixture;
use insta::assert_snapshot;
use isnad::analysis::analyse;
use isnad::features::report::{Gathering, Read, Report, Share};
use isnad::knowledge::EntityKind;
use isnad::rules;
use isnad::text::Span;
use isnad::words::Language;
use regex::Regex;

const VISITS: &str = "\
//- قمة.txt date=2023-09-14
قمة في فلاديفوستوك

التقى كيم جونغ أون فلاديمير بوتين في فلاديفوستوك يوم 13 سبتمبر/ أيلول 2023.

موسكو (رويترز) — قال ديمتري بيسكوف إن المحادثات مثمرة. ونقلت وكالة تاس عن بيسكوف قوله إن الزيارة تمت في موعدها.

//- وفد.txt date=2024-07-20
وفد روسي في بيونغ يانغ

وصل أليكسي كريفوروتشكو إلى بيونغ يانغ أمس الجمعة. واستقبل كيم جونغ أون كريفوروتشكو، وبعث بتحياته إلى فلاديمير بوتين.

وقتل 25 جنديا في غارة على كورسك. وقالت مصادر إن الوفد غادر.

//- رأي.txt
رأي

التقى كيم جونغ أون فلاديمير بوتين، والتقى الرئيس الروسي وزير دفاعه سيرغي شويغو.
";

/// The report on the articles of a workspace.
fn report(language: Language, files: &str) -> Report {
    let fixture = Fixture::in_language(language, files);
    let snapshot = fixture.snapshot();
    let knowledge = snapshot.knowledge();
    let mut gathering = Gathering::default();
    for facts in snapshot.articles() {
        let path = &facts.path;
        let text = snapshot.text(path).expect("a text");
        let analysis = analyse(&text.text, &snapshot.project().metadata(path), knowledge);
        let findings = rules::check(rules::Article {
            text: &text.text,
            analysis: &analysis,
            knowledge,
            settings: &snapshot.settings(path),
            language,
            others: &snapshot.others(path),
        });
        let name = path.file_name().expect("a name").to_string_lossy();
        let read = Read {
            path: &name,
            facts: &facts,
            text: &text.text,
            lines: &text.lines,
            analysis: &analysis,
            findings: &findings,
        };
        gathering.add(Share::new(read, knowledge, language));
    }
    gathering.report(knowledge, language)
}

#[test]
fn who_is_named_when() {
    let report = report(Language::Ar, VISITS);
    let (first, last) = report.period.expect("a period");
    let mut shown = format!("{} {} {first} {last} {:?}\n", report.articles, report.undated, report.bins.unit);
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        for row in report.rows_of(kind) {
            let parts = (0..).zip(&row.by_bin).filter(|(_, n)| **n > 0);
            let parts: Vec<_> =
                parts.map(|(at, n)| format!("{} {n}", report.bins.label(Language::Ar, at))).collect();
            writeln!(shown, "{} {}/{}: {}", row.name, row.mentions, row.articles, parts.join("، "))
                .expect("a line");
        }
    }
    assert_snapshot!(shown, @r"
3 1 2023-09-14 2024-07-20 Month
كيم جونغ أون 3/3: سبتمبر 2023 1، يوليو 2024 1
فلاديمير بوتين 3/3: سبتمبر 2023 1، يوليو 2024 1
أليكسي كريفوروتشكو 2/1: يوليو 2024 1
ديمتري بيسكوف 2/1: سبتمبر 2023 1
سيرغي شويغو 1/1: 
وكالة تاس 1/1: سبتمبر 2023 1
بيونغ يانغ 2/1: يوليو 2024 1
فلاديفوستوك 2/1: سبتمبر 2023 1
كورسك 1/1: يوليو 2024 1
");
}

#[test]
fn who_with_whom_and_where() {
    let report = report(Language::Ar, VISITS);
    let name = |at: usize| report.company.members[at].name.as_str();
    let links = report.company.links.iter();
    let links = links
        .map(|l| format!("{} + {} {}/{}\n", name(l.between.0), name(l.between.1), l.sentences, l.articles));
    assert_snapshot!(links.collect::<String>(), @r"
كيم جونغ أون + فلاديمير بوتين 3/3
كيم جونغ أون + أليكسي كريفوروتشكو 1/1
كيم جونغ أون + فلاديفوستوك 1/1
كيم جونغ أون + سيرغي شويغو 1/1
فلاديمير بوتين + أليكسي كريفوروتشكو 1/1
فلاديمير بوتين + فلاديفوستوك 1/1
فلاديمير بوتين + سيرغي شويغو 1/1
أليكسي كريفوروتشكو + بيونغ يانغ 1/1
ديمتري بيسكوف + وكالة تاس 1/1
");
    let spots = report.spots.iter();
    let spots = spots.map(|s| format!("{} {} {:?} {}\n", s.name, s.class, s.at, s.articles));
    assert_snapshot!(spots.collect::<String>(), @r"
بيونغ يانغ city (125.75, 39.03) 1
فلاديفوستوك city (131.87, 43.11) 1
كورسك city (36.18, 51.73) 1
");
}

#[test]
fn who_says_so_and_what_is_open() {
    let report = report(Language::En, VISITS);
    let mut shown = format!("{:?}\n", report.tally);
    for source in report.sources.iter().chain(&report.vague) {
        writeln!(shown, "{} {} {}/{}", source.name, source.claims, source.said, source.passed_on)
            .expect("a line");
    }
    for rule in &report.findings.rules {
        writeln!(shown, "{} {:?} in {}", rule.rule, rule.counts, rule.articles).expect("a line");
    }
    for article in &report.findings.articles {
        writeln!(shown, "{} {:?}: {}", article.path, article.published, article.title).expect("a line");
        for open in &article.found.shown {
            writeln!(shown, "  {} {} {} {}", open.line, open.rule, open.message, open.words).expect("a line");
        }
    }
    assert_snapshot!(shown, @r"
Tally { claims: 8, sourced: 2, vague: 1, events: 5, dated: 4 }
Dmitry Peskov 2 2/0
TASS 1 0/1
مصادر 1 0/0
unsourced-claim {Warning: 1} in 1
vague-source {Information: 1} in 1
وفد.txt Some(2024-07-20): وفد روسي في بيونغ يانغ
  5 unsourced-claim No source for these casualties: “وقتل 25 جنديا” وقتل 25 جنديا
  5 vague-source Unnamed source: “مصادر” مصادر
");
}

#[test]
fn names_in_the_language_asked_for() {
    let arabic = report(Language::Ar, VISITS);
    let english = report(Language::En, VISITS);
    assert_eq!((arabic.people, arabic.places), (english.people, english.places));
    assert_eq!(english.rows[0].name, "Kim Jong Un");
    assert_eq!(english.rows[0].id, arabic.rows[0].id);
}

#[test]
fn nothing_to_report() {
    let nothing = report(Language::Ar, "//- فارغ.txt\n\n");
    assert_eq!((nothing.articles, nothing.people, nothing.period), (1, 0, None));
    assert!(
        nothing.rows.is_empty() && nothing.company.links.is_empty() && nothing.findings.articles.is_empty()
    );
}

/// The page on the files of a desk.
fn page(files: &[(&str, &str)], language: &str) -> String {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let desk = Desk::new(&files);
    let ran = desk.run(&["report", ".", "--language", language, "--out", "report.html"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let left = fs::read_dir(desk.path()).expect("the folder").filter_map(Result::ok);
    assert!(left.into_iter().all(|f| !f.file_name().to_string_lossy().ends_with("part")));
    fs::read_to_string(desk.path().join("report.html")).expect("the page")
}

/// The files of [`VISITS`] for a desk.
fn visits() -> Vec<(&'static str, &'static str)> {
    let files = VISITS.split("//- ").skip(1);
    files
        .map(|file| {
            let (head, text) = file.split_once('\n').expect("a line after the name");
            (head.split(' ').next().expect("a name"), text)
        })
        .collect()
}

/// The elements of a page, each with its attributes; fails where one is not closed in its place, or
/// where something that looks like markup is none.
fn elements(page: &str) -> Vec<(String, String)> {
    let tag = Regex::new(r#"^<(/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z0-9-]+(?:="[^"<>]*")?)*)\s*(/?)>"#)
        .expect("a pattern");
    let mut open: Vec<String> = Vec::new();
    let mut all = Vec::new();
    let mut rest = page.strip_prefix("<!doctype html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let found = tag.captures(rest).unwrap_or_else(|| panic!("no tag: {rest:.80}"));
        let (name, attributes) = (found[2].to_owned(), found[3].to_owned());
        rest = &rest[found[0].len()..];
        if &found[1] == "/" {
            assert_eq!(open.pop().as_ref(), Some(&name), "before {rest:.80}");
            continue;
        }
        // What is inside of these is no markup.
        if name == "style" || name == "script" {
            rest = &rest[rest.find(&format!("</{name}>")).expect("an end")..];
        }
        if &found[4] != "/" && name != "meta" {
            open.push(name.clone());
        }
        all.push((name, attributes));
    }
    assert_eq!(open, [""; 0]);
    all
}

#[test]
fn a_page_by_itself_in_both_languages() {
    for (language, direction, words) in
        [("ar", "rtl", ["كيم جونغ أون", "من مع من"]), ("en", "ltr", ["Kim Jong Un", "Who with whom"])]
    {
        let page = page(&visits(), language);
        let elements = elements(&page);
        let names: BTreeSet<&str> = elements.iter().map(|(name, _)| name.as_str()).collect();
        for outside in ["link", "img", "iframe", "object", "use", "image", "form", "base"] {
            assert!(!names.contains(outside), "{outside}");
        }
        assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("url("));
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")));
        assert!(words.iter().all(|words| page.contains(words)));
        for section in ["when", "with", "where", "sources", "findings"] {
            assert!(page.contains(&format!("<section id=\"{section}\"")), "{section}");
            assert!(page.contains(&format!("<a href=\"#{section}\">")), "{section}");
        }
        assert!(!page.contains("report."), "a key without words");
    }
}

#[test]
fn words_of_articles_and_files_are_no_markup() {
    let script = "<script>alert(1)</script>";
    let title = format!("{script} \"'&amp; \u{202E}قلب\u{2067}");
    let article = format!(
        "---\ndate: 2024-01-12\n---\n{title}\n\nالتقى أبو النمر كيم جونغ أون في موسكو. وقتل 25 جنديا في غارة. \
         وقالت مصادر {script} إن «{script}» غادر. وصل يoن إلى <img src=x onerror=alert(1)>.\n"
    );
    let knowledge = format!(
        "[[person]]\nid = \"tiger\"\nclass = \"military\"\nar = '''أبو النمر {script} \"'''\n\
         en = '''Tiger \" onload=\"alert(1)'''\naliases = [\"أبو النمر\"]\n"
    );
    let files: [(&str, &str); 2] =
        [("<b onclick=alert(1)>&\"'.txt", &article), ("knowledge/own.toml", &knowledge)];
    let attribute = Regex::new(r#"([a-zA-Z0-9-]+)(?:="[^"]*")?"#).expect("a pattern");
    for language in ["ar", "en"] {
        let page = page(&files, language);
        let elements = elements(&page);
        assert_eq!(elements.iter().filter(|(name, _)| name == "script").count(), 1);
        for (_, attributes) in &elements {
            for attribute in attribute.captures_iter(attributes) {
                let name = &attribute[1];
                assert!(!name.starts_with("on") && !name.starts_with("src"), "{attributes}");
            }
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(!page.contains('\u{202E}') && !page.contains('\u{2067}'), "nothing turns the page");
    }
}

#[test]
fn the_script_is_the_one_that_the_page_lets_run() {
    let page = page(&visits(), "ar");
    let start = page.find("<script>").expect("a script") + "<script>".len();
    let script = Span::new(start, page.find("</script>").expect("its end")).of(&page);
    let policy = format!("script-src 'sha256-{}'", base64(&<sha2::Sha256 as sha2::Digest>::digest(script)));
    assert!(page.contains(&policy), "src/cli/overview/script.sha256 should say: {policy}");
    assert!(page.contains("default-src 'none'"));
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[test]
fn a_page_stays_small() {
    // Each article names people, bodies and places of its own, and has something to look at.
    let articles = (0..600).map(|n| {
        let letter = |at: u32| char::from_u32(0x0628 + (n / 20_u32.pow(at)) % 20).expect("a letter");
        let name: String = (0..3).map(letter).collect();
        let text = format!(
            "خبر {n}\n\nقال الوزير {name}ان {name}وف إن 25 جنديا قتلوا في غارة على مدينة {name}يا. \
             وقالت مصادر {name} إن وكالة {name} للأنباء في موسكو.\n"
        );
        (format!("{n:03}.txt"), text)
    });
    let articles: Vec<(String, String)> = articles.collect();
    let few: Vec<(&str, &str)> = articles.iter().take(60).map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let all: Vec<(&str, &str)> = articles.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let (few, all) = (page(&few, "ar").len(), page(&all, "ar").len());
    assert!(all < 700_000 && all < few * 2, "{few} bytes for 60 articles, {all} for 600");
}

#[test]
fn standard_input_and_output() {
    let desk = Desk::new(&[("a.txt", "زار كيم جونغ أون موسكو.\n".as_bytes())]);
    let ran = desk.run(&["report", "a.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(elements(&ran.out).len() > 20);
    let ran = desk.run(&["report", "a.txt", "none.txt", "--out", "report.html"]);
    assert_eq!(ran.code, 2, "an article is missing, the page is there");
    assert!(ran.err.contains("none.txt") && desk.path().join("report.html").exists());
    let ran = desk.run(&["report", "a.txt", "--out", "nowhere/report.html"]);
    assert_eq!(ran.code, 70);
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
}

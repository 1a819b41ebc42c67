//! Saying no to a finding: by the file of ignores, by a comment, and what is said of those that
//! match nothing any more.

use serde_json::{Value, json};

use crate::client::{Answer, Client, Folder, capabilities, position};

const FILE: &str = "isnad-ignores.toml";
const SENTENCE: &str = "وفي يوم الجمعة 12 يناير 2024 قتل 25 جنديا في غارة على مدينة خاركيف.";
const OTHER: &str = "وفي يوم السبت 13 يناير 2024 قتل 25 جنديا في غارة على مدينة كييف.";
const RULE: &str = "unsourced-claim";

fn article() -> String {
    format!("زيارة إلى موسكو\n\n{SENTENCE}\n\n{OTHER}\n")
}

fn words<'d>(diagnostics: &'d Value, text: &str) -> Vec<(&'d str, String)> {
    let list = diagnostics["diagnostics"].as_array().unwrap();
    let line = |d: &Value| d["range"]["start"]["line"].as_u64().unwrap() as usize;
    list.iter()
        .filter(|d| d["code"] == RULE || d["code"] == "unused-ignore")
        .map(|d| (d["code"].as_str().unwrap(), text.lines().nth(line(d)).unwrap_or("").to_owned()))
        .collect()
}

/// Waits until these are the findings.
fn settles(client: &mut Client, uri: &str, text: &str, expected: &[(&str, String)]) {
    client.diagnostics(uri, |d| words(d, text) == expected);
}

/// The actions offered at the words of a sentence, by title.
fn actions(client: &mut Client, uri: &str, text: &str, sentence: &str) -> Vec<Value> {
    let at = text.find(sentence).unwrap() + sentence.find("قتل").unwrap();
    let range = json!({"start": position(text, at, "utf-8"), "end": position(text, at + 2, "utf-8")});
    let params = json!({
        "textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": [], "only": ["quickfix"]},
    });
    let found = client.request("textDocument/codeAction", params);
    let found = found.as_array().unwrap().iter();
    let own = |a: &&Value| {
        let title = a["title"].as_str().unwrap();
        title.starts_with("Ignore") && title.contains(RULE)
    };
    found.filter(own).cloned().collect()
}

fn carry_out(client: &mut Client, action: &Value) {
    let command = &action["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    client.request("workspace/executeCommand", params);
}

fn titled<'a>(actions: &'a [Value], words: &str) -> &'a Value {
    let found = actions.iter().find(|a| a["title"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("no action {words}: {actions:?}"))
}

#[test]
fn here_in_this_file_and_everywhere() {
    let text = article();
    let folder = Folder::new(&[("a.txt", &text), ("sub/b.txt", &text)]);
    let (a, b) = (folder.uri("a.txt"), folder.uri("sub/b.txt"));
    let mut client = Client::open(&folder);
    client.scanned();
    client.did_open(&a, 1, &text);
    client.did_open(&b, 1, &text);
    let both = [(RULE, SENTENCE.to_owned()), (RULE, OTHER.to_owned())];
    assert_eq!(words(&client.diagnostics(&a, |d| d["version"] == 1), &text), both);

    // Here: the same words in another sentence stay flagged, and so does the other article.
    let offered = actions(&mut client, &a, &text, SENTENCE);
    assert_eq!(offered.len(), 3, "{offered:?}");
    carry_out(&mut client, titled(&offered, "this here"));
    settles(&mut client, &a, &text, &both[1..]);
    let kept = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
    assert!(kept.contains("file = \"a.txt\"") && kept.contains("sentence = \""), "{kept}");
    settles(&mut client, &b, &text, &both);

    // It goes on holding while the text around it is edited.
    let edited = text.replace("زيارة إلى موسكو", "زيارة ثانية إلى موسكو\n\nوصل الوفد.");
    client.did_change(&a, 2, json!([{ "text": edited }]));
    assert_eq!(words(&client.diagnostics(&a, |d| d["version"] == 2), &edited), both[1..]);

    // In this file; then everywhere.
    let offered = actions(&mut client, &a, &edited, OTHER);
    carry_out(&mut client, titled(&offered, "in this file"));
    settles(&mut client, &a, &edited, &[]);
    let offered = actions(&mut client, &b, &text, OTHER);
    carry_out(&mut client, titled(&offered, "in all articles"));
    settles(&mut client, &b, &text, &both[..1]);
    let kept = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
    assert_eq!(kept.matches("[[ignore]]").count(), 3, "{kept}");
    client.quit();
}

#[test]
fn a_file_open_in_the_editor_is_changed_there() {
    let text = article();
    let kept = format!("# لنا\n\n[[ignore]]\nrule = \"{RULE}\"\nfile = \"z.txt\"\n");
    let folder = Folder::new(&[("a.txt", &text), (FILE, &kept)]);
    let (a, file) = (folder.uri("a.txt"), folder.uri(FILE));
    let mut capabilities = capabilities();
    capabilities["workspace"]["applyEdit"] = json!(true);
    let mut client = Client::open_with(&folder, capabilities, json!({}));
    client.script(|method, _| match method {
        "workspace/applyEdit" => Answer::Now(json!({"applied": true})),
        "workspace/configuration" => Answer::Now(json!([null])),
        _ => Answer::Now(Value::Null),
    });
    client.did_open(&a, 1, &text);
    // Unsaved words of the user.
    let unsaved = format!("{kept}# لم يحفظ بعد\n");
    client.did_open(&file, 1, &unsaved);
    let offered = actions(&mut client, &a, &text, SENTENCE);
    carry_out(&mut client, titled(&offered, "this here"));
    let asked =
        client.until("applyEdit", |c| c.asked.iter().find(|m| m["method"] == "workspace/applyEdit").cloned());
    let edit = &asked["params"]["edit"]["changes"][&file][0];
    assert_eq!(edit["range"]["start"], edit["range"]["end"], "nothing of the user's is taken away");
    assert!(edit["newText"].as_str().unwrap().contains("file = \"a.txt\""));
    assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), kept, "the disk is left alone");
    let line = edit["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert_eq!(unsaved.lines().nth(line), Some("[[ignore]]"), "before the entry for z.txt");

    // A client that cannot is told.
    let mut client = Client::open(&folder);
    client.did_open(&a, 1, &text);
    client.did_open(&file, 1, &unsaved);
    let offered = actions(&mut client, &a, &text, SENTENCE);
    carry_out(&mut client, titled(&offered, "this here"));
    let told = client.until("a message", |c| {
        c.notifications.iter().find(|n| n["method"] == "window/showMessage").cloned()
    });
    assert_eq!(told["params"]["type"], 1);
    assert!(told["params"]["message"].as_str().unwrap().contains("open in the editor"));
    assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), kept);
    client.quit();
}

#[test]
fn a_broken_file_is_left_alone_and_the_last_good_state_stays() {
    let text = article();
    let kept = format!("[[ignore]]\nrule = \"{RULE}\"\nfile = \"a.txt\"\n");
    let folder = Folder::new(&[("a.txt", &text), (FILE, &kept)]);
    let (a, file) = (folder.uri("a.txt"), folder.uri(FILE));
    let mut client = Client::open(&folder);
    client.scanned();
    client.did_open(&a, 1, &text);
    assert_eq!(words(&client.diagnostics(&a, |d| d["version"] == 1), &text), []);
    let broken = format!("{kept}[[ignore\n");
    folder.write(FILE, &broken);
    client.watched(&[(&file, 2)]);
    let fault = client.diagnostics(&file, |d| !d["diagnostics"].as_array().unwrap().is_empty());
    assert_eq!(fault["diagnostics"][0]["range"]["start"]["line"], 3, "{fault}");
    client.did_change(&a, 2, json!([{"text": format!("{text} ")}]));
    assert_eq!(words(&client.diagnostics(&a, |d| d["version"] == 2), &text), [], "still in force");
    let entry = json!({"uri": a, "rule": RULE, "text": "قتل"});
    client.request("workspace/executeCommand", json!({"command": "isnad.ignore", "arguments": [entry]}));
    let told = client.until("a message", |c| {
        c.notifications.iter().find(|n| n["method"] == "window/showMessage").cloned()
    });
    assert!(told["params"]["message"].as_str().unwrap().contains("line 4"), "{told}");
    assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), broken);
    // Gone: what it let stand is found again.
    std::fs::remove_file(folder.path().join(FILE)).unwrap();
    client.watched(&[(&file, 3)]);
    let found = client.diagnostics(&a, |d| d["diagnostics"].as_array().unwrap().len() > 1);
    assert_eq!(words(&found, &text).len(), 2);
    client.quit();
}

#[test]
fn an_ignore_that_matches_nothing_is_told_at_its_line() {
    let text = article();
    let kept = format!(
        "[[ignore]]\nrule = \"{RULE}\"\nfile = \"a.txt\"\nsentence = \"{SENTENCE}\"\n\n\
         [[ignore]]\nrule = \"{RULE}\"\nfile = \"gone.txt\"\n\n\
         [[ignore]]\nrule = \"{RULE}\"\ntext = \"قُتل 25 جنديًا\"\n"
    );
    let folder = Folder::new(&[("a.txt", &text), (FILE, &kept)]);
    let (a, file) = (folder.uri("a.txt"), folder.uri(FILE));
    let mut client = Client::open(&folder);
    let lines = |d: &Value| -> Vec<u64> {
        let list = d["diagnostics"].as_array().unwrap();
        list.iter().map(|d| d["range"]["start"]["line"].as_u64().unwrap()).collect()
    };
    // The article is closed; what it says was found when it was read.
    let unused = client.diagnostics(&file, |d| !lines(d).is_empty());
    assert_eq!(lines(&unused), [5], "{unused}");
    assert_eq!(unused["diagnostics"][0]["severity"], 4);
    assert_eq!(unused["diagnostics"][0]["code"], "unused-ignore");
    client.did_open(&a, 1, &text);
    client.did_change(&a, 2, json!([{"text": text.replace(SENTENCE, "")}]));
    client.diagnostics(&file, |d| lines(d) == [0, 5]);
    client.did_change(&a, 3, json!([{"text": "زيارة إلى موسكو\n"}]));
    client.diagnostics(&file, |d| lines(d) == [0, 5, 9]);
    // Closed without saving: the disk counts again.
    client.did_close(&a);
    client.diagnostics(&file, |d| lines(d) == [5]);
    client.quit();
}

#[test]
fn comments_in_markdown() {
    let text = article();
    let folder = Folder::new(&[("a.md", &text)]);
    let a = folder.uri("a.md");
    let mut client = Client::open(&folder);
    client.did_open(&a, 1, &text);
    let both = [(RULE, SENTENCE.to_owned()), (RULE, OTHER.to_owned())];
    assert_eq!(words(&client.diagnostics(&a, |d| d["version"] == 1), &text), both);
    let offered = actions(&mut client, &a, &text, OTHER);
    assert_eq!(offered.len(), 4, "{offered:?}");
    let edit = titled(&offered, "by a comment")["edit"]["changes"][&a][0].clone();
    let line = edit["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert_eq!(edit["range"]["start"]["character"], 0);
    let new = edit["newText"].as_str().unwrap();
    let with: String = text
        .lines()
        .enumerate()
        .fold(String::new(), |out, (i, l)| out + if i == line { new } else { "" } + l + "\n");
    client.did_change(&a, 2, json!([{ "text": with }]));
    assert_eq!(words(&client.diagnostics(&a, |d| d["version"] == 2), &with), both[..1]);
    let whole = format!("<!-- isnad-ignore-file: {RULE} -->\n{text}");
    client.did_change(&a, 3, json!([{ "text": whole }]));
    assert_eq!(words(&client.diagnostics(&a, |d| d["version"] == 3), &whole), []);
    // At the end of its paragraph; and one that names no rule there is.
    let inside = text.replace(SENTENCE, &format!("{SENTENCE} <!-- isnad-ignore: {RULE}, no-such -->"));
    client.did_change(&a, 4, json!([{ "text": inside }]));
    let found = client.diagnostics(&a, |d| d["version"] == 4);
    let codes: Vec<_> = words(&found, &inside).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["unused-ignore", RULE], "{found}");
    client.quit();
}

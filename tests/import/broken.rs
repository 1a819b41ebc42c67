//! Malformed lines, files of another sort, compiled files that are torn or foreign, a kill in the
//! middle.

use std::io::Write;
use std::process::{Command, Stdio};

use super::*;

#[test]
fn malformed_lines_are_told_and_skipped() {
    let good = std::str::from_utf8(include_bytes!("wikidata.json")).unwrap();
    let mut lines: Vec<&str> = good.lines().collect();
    lines.insert(2, "{\"type\":\"item\",\"id\":\"Q1\",\"labels\":{");
    lines.insert(5, "not JSON at all");
    lines.insert(6, "{\"type\":\"item\",\"id\":\"Q2\",\"labels\":[1]},");
    let folder = folder(&[("dump", lines.join("\n").as_bytes())]);
    let (summary, told) = import(folder.path(), Source::Wikidata, &["dump"]);
    let summary = summary.unwrap();
    assert_eq!((summary.malformed, summary.entries()), (3, 4));
    let numbers: Vec<u64> = told.malformed.iter().map(|(_, line, _)| *line).collect();
    assert_eq!(numbers, [3, 6, 7]);
}

#[test]
fn malformed_columns_are_told_and_skipped() {
    let rows = "900001\tP\tar\tسمسم+السمسماني\r\n\n# remark\n900002\tP\tar\nx\tP\tar\tسين+صاد\n\
                900003\tP\tar\t\u{FFFD}\n900004\tO\tar\tهيئة+السمسم";
    let mut bytes = rows.as_bytes().to_vec();
    bytes.extend(b"\n900005\tP\tar\t\xff\xfe\n");
    let folder = folder(&[("names", &bytes)]);
    let (summary, told) = import(folder.path(), Source::JrcNames, &["names"]);
    let summary = summary.unwrap();
    assert_eq!((summary.people, summary.organisations, summary.malformed), (1, 1, 3));
    let found: Vec<_> = told.malformed.iter().map(|(_, line, message)| (*line, message.as_str())).collect();
    assert_eq!(
        found,
        [(4, "3 columns: expected 4 between tabs"), (5, "id \"x\": expected a number"), (8, "not UTF-8"),]
    );
}

#[test]
fn geonames_rows_with_impossible_values_are_malformed() {
    let row = |id: &str, lat: &str, people: &str| {
        format!(
            "{id}\tX\tX\t\t{lat}\t36.0\tP\tPPL\tSY\t\t06\t\t\t\t{people}\t\t5\tAsia/Damascus\t2024-01-01\n"
        )
    };
    let rows = [row("1", "99", "5"), row("2", "33", "many"), row("3", "33", "50000")].concat();
    let names = "1\t3\tar\tكفر السمسم\t\t\t\t\t\t\n2\t\tar\tكفر\t\t\t\t\t\t\n3\tx\n";
    let folder = folder(&[("rows", rows.as_bytes()), ("names", names.as_bytes())]);
    let (summary, told) = import(folder.path(), Source::GeoNames, &["rows", "names"]);
    let summary = summary.unwrap();
    assert_eq!((summary.places, summary.malformed), (1, 4));
    let found: Vec<_> =
        told.malformed.iter().map(|(path, line, _)| (path.ends_with("rows"), *line)).collect();
    assert_eq!(found, [(true, 1), (true, 2), (false, 2), (false, 3)]);
}

#[test]
fn a_file_of_another_sort_replaces_nothing() {
    let jrc = include_bytes!("jrc-names.txt");
    let folder = folder(&[("dump", jrc), ("knowledge/x.isnad", b"what was there")]);
    let (summary, _) = import(folder.path(), Source::Wikidata, &["dump"]);
    assert!(matches!(summary, Err(ImportFault::Nothing { lines: 7, malformed: 7 })), "{summary:?}");
    assert_eq!(fs::read(out(folder.path())).unwrap(), b"what was there");
    assert_eq!(fs::read_dir(folder.path().join("knowledge")).unwrap().count(), 1);
}

fn compiled() -> (TempDir, Vec<u8>) {
    let folder = folder(&[("dump", include_bytes!("wikidata.json"))]);
    import(folder.path(), Source::Wikidata, &["dump"]).0.unwrap();
    let bytes = fs::read(out(folder.path())).unwrap();
    (folder, bytes)
}

#[test]
fn torn_foreign_and_older_files_are_faults() {
    let (folder, whole) = compiled();
    let path = folder.path().join("knowledge/y.isnad");
    let fault = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        Imported::open(&path).unwrap_err().message
    };
    for length in [0, 1, 7, 8, 20, 31, 40, 191, 192, 300, whole.len() - 1] {
        let message = fault(&whole[..length]);
        let expected = if length < 12 { "no compiled" } else { "cut short" };
        assert!(message.contains(expected), "{length}: {message}");
    }
    assert!(fault(&[whole.as_slice(), b"x"].concat()).contains("cut short or grown"));
    assert!(fault(b"[[person]]\nid = \"a-b\"\n").contains("no compiled"));
    let mut older = whole.clone();
    older[8] = 0;
    assert!(fault(&older).contains("another version"));
    let mut header = whole.clone();
    header[40] ^= 1;
    assert!(fault(&header).contains("damaged"));
    fs::remove_file(&path).unwrap();
    assert!(Imported::open(&path).is_err());
}

#[test]
fn damage_anywhere_is_found_by_the_full_check_and_crashes_nothing() {
    let (folder, whole) = compiled();
    assert_eq!(Imported::verify(&out(folder.path())), Ok(()));
    let path = folder.path().join("knowledge/y.isnad");
    for at in (200..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        fs::write(&path, &damaged).unwrap();
        assert!(Imported::verify(&path).is_err(), "byte {at}");
        assert!(Imported::open(&path).is_err(), "byte {at}");
    }
}

#[test]
fn a_killed_import_leaves_what_was_there() {
    let folder = folder(&[("knowledge/x.isnad", b"what was there")]);
    let dump = folder.path().join("names");
    let mut file = std::io::BufWriter::new(fs::File::create(&dump).unwrap());
    for i in 0..200_000 {
        writeln!(file, "{i}\tP\tar\tسمسم+السمسماني+الكبير").unwrap();
    }
    drop(file);
    let mut import = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["import", "jrc-names"])
        .arg(&dump)
        .arg("--out")
        .arg(out(folder.path()))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Killed as soon as it writes.
    while fs::read_dir(folder.path().join("knowledge")).unwrap().count() < 2 {
        assert!(import.try_wait().unwrap().is_none(), "it is not done yet");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    import.kill().unwrap();
    import.wait().unwrap();
    assert_eq!(fs::read(out(folder.path())).unwrap(), b"what was there");
}

#[test]
fn the_command_tells_of_lines_and_leaves_with_2() {
    let folder =
        folder(&[("names", b"1\tP\tar\t\xd8\xb3\xd9\x85+\xd8\xb3\xd9\x85\xd8\xb3\xd9\x85\nbroken\n")]);
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_isnad")).args(args).current_dir(folder.path()).output().unwrap()
    };
    let done = run(&["import", "jrc-names", "names", "--out", "knowledge/n.isnad", "--language", "en"]);
    let told = String::from_utf8([done.stderr, done.stdout].concat()).unwrap();
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(told.contains("names:2: 1 columns"), "{told}");
    assert!(told.contains("skipped: 1 of 2"), "{told}");
    assert!(folder.path().join("knowledge/n.isnad").is_file());
    let checked = run(&["knowledge", "check", "knowledge/n.isnad"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
    let wrong = run(&["import", "jrc-names", "names", "--out", "knowledge/n.toml"]);
    assert_eq!(wrong.status.code(), Some(2));
}

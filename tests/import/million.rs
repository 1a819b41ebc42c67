//! Size: a million names. `cargo test --test import -- --ignored --nocapture` tells figures.

use std::io::Write;
use std::time::Instant;

use super::*;

/// The letters that made-up names are made of.
const SYLLABLES: [&str; 16] =
    ["با", "دو", "ري", "سن", "كا", "لم", "مو", "ني", "ها", "وس", "تر", "جي", "خا", "عم", "فر", "شي"];

fn name(mut number: u64) -> String {
    let mut word = || {
        let mut out = String::new();
        for _ in 0..3 {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            out.push_str(SYLLABLES[(number >> 60) as usize]);
        }
        out
    };
    format!("{}+{}+{}", word(), word(), word())
}

fn dump(folder: &Path, names: u64) {
    let mut file = std::io::BufWriter::new(fs::File::create(folder.join("names")).unwrap());
    for i in 0..names {
        writeln!(file, "{i}\tP\tu\tMade+Up+{i}").unwrap();
        writeln!(file, "{i}\tP\tar\t{}", name(i)).unwrap();
    }
}

#[test]
#[ignore = "large; the figures are in docs/measurements.md"]
fn a_million_names() {
    let folder = folder(&[]);
    dump(folder.path(), 1_000_000);
    let start = Instant::now();
    let summary = import(folder.path(), Source::JrcNames, &["names"]).0.unwrap();
    println!("imported {} entries in {:.1?}", summary.entries(), start.elapsed());
    let length = fs::metadata(out(folder.path())).unwrap().len();
    println!("{} MB", length / 1_000_000);
    Knowledge::built_in();
    for _ in 0..3 {
        let start = Instant::now();
        let imported = Imported::open(&out(folder.path())).unwrap();
        let opened = start.elapsed();
        let (knowledge, _) = Knowledge::with_layers(&[], &[imported]);
        let ready = start.elapsed();
        let found = knowledge.gazetteer().lookup(&name(777_777));
        println!("opened {opened:.2?}, in force {ready:.2?}, first look-up {:.2?}", start.elapsed());
        assert!(!found.is_empty());
    }
    let start = Instant::now();
    Imported::verify(&out(folder.path())).unwrap();
    println!("checked in full in {:.2?}", start.elapsed());
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).for_each(|l| println!("{l}"));
}

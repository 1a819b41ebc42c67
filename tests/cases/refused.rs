//! Case files that cannot be read are refused with the line and the reason.

use libtest_mimic::Trial;

use crate::check::{self, Directory};
use crate::format::{self, Fault};

/// A name, the file, and the line and words of the complaint.
const FILES: &[(&str, &str, usize, &str)] = &[
    ("no-such-block", "# T\n\n## S\n\n```artikel\nx\n```\n", 5, "no kind of block: “artikel”"),
    ("no-such-word", "## S\n```article day=2024-01-10\nx\n```\n", 2, "what is “day=2024-01-10”?"),
    ("no-such-date", "## S\n```article date=2024-13-10\nx\n```\n", 2, "what is “date=2024-13-10”?"),
    ("indented", "## S\n```times\n```\n  ```article\nx\n  ```\n", 4, FENCE),
    ("tildes", "## S\n```times\n```\n~~~article\nx\n~~~\n", 4, FENCE),
    ("no-cursor", "## S\n```article\nx\n```\n```card\n-\n```\n", 5, CURSOR),
    ("two-cursors", "## S\n```article\n$0x$0\n```\n```card\n-\n```\n", 5, CURSOR),
    (
        "no-such-level",
        "## S\n```article\nx\n```\n```findings known-fault\nwrning glued-text «x»\n```\n",
        6,
        FINDING,
    ),
    ("no-such-rule", "## S\n```article\nx\n```\n```findings\nhint glud «x»\n```\n", 6, FINDING),
    (
        "no-such-source",
        "## S\n```sentences known-fault\nnmaed - | x\n```\n",
        3,
        "a line of sentences is SOURCE ENTITY | TEXT",
    ),
    ("not-closed", "## S\n\n```article\nx\n", 3, "a block that is not closed"),
    ("before-sections", "# T\n```article\nx\n```\n", 2, "a block before the first section (## …)"),
    ("same-name", "## A b\n```times\n```\n## A B\n", 4, "a second section a-b"),
    ("no-article", "## S\n```claims\n```\n", 2, "an expectation with no article before it"),
    ("no-file", "## S\n```toml\n```\n```times\n```\n", 2, "a toml block needs file=NAME"),
    ("nothing-expected", "# T\n\n## S\n\nwords\n", 3, "a section that expects nothing"),
    ("no-mark", "## S\n```article\nx\n⟦إيران⟧\n```\n", 4, MARK),
    ("mark-not-closed", "## S\n```article\n⟦إيران|L:iran\n```\n", 3, MARK),
    ("mark-of-no-kind", "## S\n```article\n⟦إيران|X:iran⟧\n```\n", 3, MARK),
    (
        "line-of-times",
        "## S\n```times\n- x\nأمس\n```\n",
        4,
        "a line of times is DATE (or -), a blank, the text",
    ),
    (
        "line-of-sentences",
        "## S\n```sentences\nnamed\n```\n",
        3,
        "a line of sentences is SOURCE ENTITY | TEXT",
    ),
];

const FENCE: &str = "a block begins with backticks at the start of its line";

const CURSOR: &str = "a card needs one $0 in its article";

const FINDING: &str = "a finding is LEVEL RULE «words», LEVEL one of warning information hint";

const MARK: &str = "a mark is ⟦words|K:value⟧, K one of P L O D R T";

pub(crate) fn trials() -> Vec<Trial> {
    let files = FILES.iter().map(|&(name, file, line, message)| {
        Trial::test(format!("refused/{name}"), move || {
            let want = Some(Fault::new(line, message));
            let got = first_fault(file);
            if got == want { Ok(()) } else { Err(format!("expected {want:?}, got {got:?}").into()) }
        })
    });
    let mut trials: Vec<_> = files.collect();
    trials.push(Trial::test("refused/known-fault-that-is-mended", mended));
    trials
}

fn first_fault(file: &str) -> Option<Fault> {
    let sections = match format::sections(file, true) {
        Ok(sections) => sections,
        Err(fault) => return Some(fault),
    };
    sections.iter().find_map(|section| check::section(Directory::Names, file, section).err())
}

/// A known fault passes while it is one, and fails when it is mended.
fn mended() -> Result<(), libtest_mimic::Failed> {
    let told = |value: &str| {
        let file = format!("## S\n```times known-fault\n2024-01-10 في ⟦مايو 2018|T:{value}⟧\n```\n");
        let sections = format::sections(&file, false).map_err(|fault| fault.message)?;
        let outcomes =
            check::section(Directory::Times, &file, &sections[0]).map_err(|fault| fault.message)?;
        Ok::<_, String>(outcomes[0].mismatch().unwrap_or_default())
    };
    let (wrong, right) = (told("2017-05")?, told("2018-05")?);
    if wrong.is_empty() && right.contains("take known-fault away") {
        return Ok(());
    }
    Err(format!("while it is a fault: {wrong:?}, mended: {right:?}").into())
}

//! `unbalanced-quote`: a quotation or bracket that is opened and never closed, or the other way round.
//!
//! Counted by paragraph and sort of mark. Writers of right-to-left text often swap the opening mark
//! and the closing one, so a pair counts in either order. A quotation may run over paragraphs.

use super::{Article, Check, Findings, Rule, Words};
use crate::analysis::evidence::{BlockEvidence, PairedMark as Mark, PairedSort as Sort, Side};
use crate::settings::Level;
use crate::text::lines::floor_boundary;
use crate::text::{Block, Role, Span, fold, markup, run};

pub(super) static RULE: Rule = Rule {
    id: "unbalanced-quote",
    default: Level::Information,
    title: Words {
        ar: "علامة تنصيص أو قوس بلا نظير", en: "A quotation mark or bracket without its fellow"
    },
    page: include_str!("../../docs/rules/unbalanced-quote.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const OPENED: Words =
    Words { ar: "{0} تُفتح ولا تُغلق: {1}", en: "{0} opened and never closed: {1}" };
const CLOSED: Words =
    Words { ar: "{0} تُغلق ولم تُفتح: {1}", en: "{0} closed and never opened: {1}" };
const QUOTE: Words = Words { ar: "علامة تنصيص", en: "Quotation mark" };
const BRACKET: Words = Words { ar: "قوس", en: "Bracket" };

const SORTS: [Sort; 4] = [Sort::Double, Sort::Angled, Sort::Round, Sort::Square];

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let text = article.text;
    let read = |role| !matches!(role, Role::FrontMatter | Role::Boilerplate | Role::Embedded);
    let (numbers, blocks): (Vec<_>, Vec<_>) =
        article.analysis.blocks.iter().enumerate().filter(|(_, b)| read(b.role)).unzip();
    let evidence: Vec<_> = numbers.into_iter().map(|at| article.analysis.evidence(at)).collect();
    let marks = evidence.iter().zip(&blocks).map(|(e, b): (_, &&Block)| marks_of(e, b.span.of(text)));
    let marks: Vec<&[Mark]> = marks.collect();
    for sort in SORTS {
        let mut carried = false;
        for (i, block) in blocks.iter().enumerate() {
            let lone = lone(marks[i], sort);
            let next = marks.get(i + 1..).unwrap_or(&[]);
            // A paragraph that goes on with the quotation of the one before may open it again.
            let goes_on = carried && lone.is_some();
            carried = match lone {
                Some(_) if goes_on => reopened(text, blocks.get(i + 1).map(|b| b.span), sort),
                Some(_) => runs_on(next, sort) || reopened(text, blocks.get(i + 1).map(|b| b.span), sort),
                None => carried && !marks[i].iter().any(|m| m.sort == sort),
            };
            if let Some(lone) = lone.filter(|_| !goes_on && !carried) {
                let lone = Mark { span: lone.span.shifted(block.span.start), ..lone };
                report(article, block.span, lone, findings);
            }
        }
    }
}

/// Whether one of the next paragraphs closes what is open, with none of its kind between.
fn runs_on(next: &[&[Mark]], sort: Sort) -> bool {
    let closer = next.iter().take(4).map(|marks| lone(marks, sort).map(|m| m.side));
    closer.flatten().next().is_some_and(|side| side != Side::Opens)
}

/// Whether the next paragraph begins with a mark of the kind.
fn reopened(text: &str, next: Option<Span>, sort: Sort) -> bool {
    let first = next.and_then(|span| span.of(text).chars().next());
    sort_of(first.unwrap_or(' ')) == Some(sort) && matches!(sort, Sort::Double | Sort::Angled)
}

/// The marks of a paragraph.
fn marks_of<'e>(evidence: &'e BlockEvidence, words: &str) -> &'e [Mark] {
    evidence.paired_marks.get_or_init(|| marks(words).into())
}

fn sort_of(c: char) -> Option<Sort> {
    Some(match c {
        '"' | '“' | '”' | '„' | '‟' | '″' | '＂' => Sort::Double,
        '«' | '»' => Sort::Angled,
        '(' | ')' => Sort::Round,
        '[' | ']' => Sort::Square,
        _ => return None,
    })
}

/// The marks of a paragraph, those of addresses, inches, lists and faces left out.
fn marks(text: &str) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut open = [false; SORTS.len()];
    let source = markup::marks(text);
    let of_source = |at| source.iter().any(|mark| mark.span.start <= at && at < mark.span.end);
    for run in run::runs(text, Span::new(0, text.len())) {
        let words = run.of(text);
        let linked = source.iter().any(|mark| mark.link && mark.span.overlaps(run));
        if !linked && run::is_address(words) && words.contains("://") {
            continue;
        }
        let mut skip = 0;
        for (at, c) in words.char_indices() {
            if at < skip || of_source(run.start + at) {
                continue;
            }
            // Two apostrophes do for a quotation mark.
            let twin = matches!(c, '\'' | '’' | '‘' | '`') && words[at..].chars().nth(1) == Some(c);
            let Some(sort) = sort_of(c).or(twin.then_some(Sort::Double)) else {
                continue;
            };
            let end = at + c.len_utf8() * if twin { 2 } else { 1 };
            skip = end;
            let (before, after) = (&words[..at], &words[end..]);
            let open = &mut open[sort as usize];
            if !*open && no_mark(c, before, after) {
                continue;
            }
            *open = !*open;
            let side = side(c, before, after);
            out.push(Mark { span: Span::new(run.start + at, run.start + end), sort, side });
        }
    }
    out
}

/// Inches behind a number, the number of a list, a face.
fn no_mark(c: char, before: &str, after: &str) -> bool {
    let letters = before.chars().take(3).count();
    match c {
        '"' | '”' | '″' | '\'' | '’' => before.ends_with(|b: char| b.is_numeric()),
        ')' if matches!(before, ":" | ";" | ":-" | ";-" | "=" | "^_^") => true,
        ')' => {
            (1..=2).contains(&letters)
                && before.chars().all(char::is_alphanumeric)
                && (after.is_empty() || before.chars().all(char::is_numeric))
        }
        '(' => matches!(before, ":" | ";" | ":-"),
        _ => false,
    }
}

fn side(c: char, before: &str, after: &str) -> Side {
    match c {
        '(' | '[' => return Side::Opens,
        ')' | ']' => return Side::Closes,
        _ => {}
    }
    let is_word = |c: char| fold::is_alphanumeric(c) || matches!(c, '\u{064B}'..='\u{0652}');
    let proclitic = before.chars().take(3).count() <= 2 && before.chars().all(is_word);
    let opens = before.is_empty() || before.ends_with(['(', '[', ':', '-', '،', '/', 'ـ']);
    let closes = after.is_empty() || after.starts_with(|c: char| !is_word(c) && sort_of(c).is_none());
    match (opens, closes) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        (false, false) if proclitic => Side::Opens,
        _ => Side::Either,
    }
}

/// The mark of a kind that has no fellow in the paragraph.
fn lone(marks: &[Mark], sort: Sort) -> Option<Mark> {
    let of_sort: Vec<Mark> = marks.iter().filter(|m| m.sort == sort).copied().collect();
    match sort {
        Sort::Round | Sort::Square => unmatched(&of_sort),
        Sort::Double | Sort::Angled if of_sort.len().is_multiple_of(2) => None,
        Sort::Double | Sort::Angled => odd_one(&of_sort),
    }
}

/// The first bracket without its fellow, read in the order that leaves fewer of them.
fn unmatched(marks: &[Mark]) -> Option<Mark> {
    let left = |opener: Side| {
        let mut open: Vec<Mark> = Vec::new();
        let mut lone = Vec::new();
        for mark in marks {
            if mark.side == opener {
                open.push(*mark);
            } else if open.pop().is_none() {
                lone.push(*mark);
            }
        }
        lone.extend(open);
        lone
    };
    let (usual, swapped) = (left(Side::Opens), left(Side::Closes));
    let fewer = if swapped.len() < usual.len() { swapped } else { usual };
    fewer.into_iter().min_by_key(|m| m.span)
}

/// Of an odd number of quotation marks the one without which the others open and close in turn.
fn odd_one(marks: &[Mark]) -> Option<Mark> {
    let wrong = |mark: &Mark, place: usize| {
        let due = if place.is_multiple_of(2) { Side::Opens } else { Side::Closes };
        usize::from(mark.side != due && mark.side != Side::Either)
    };
    // Marks behind the one left out move up by a place.
    let mut cost: usize = marks.iter().enumerate().skip(1).map(|(i, m)| wrong(m, i - 1)).sum();
    let mut best: Option<(usize, usize)> = None;
    for (i, mark) in marks.iter().enumerate() {
        // Of two that open in a row the first, of two that close the second.
        let better = match best {
            None => true,
            Some((least, _)) => cost < least || (cost == least && mark.side == Side::Closes),
        };
        if better {
            best = Some((cost, i));
        }
        let next = marks.get(i + 1).map_or(0, |m| wrong(m, i));
        cost = cost + wrong(mark, i) - next;
    }
    let (_, at) = best?;
    let mark = *marks.get(at)?;
    let due = if at.is_multiple_of(2) { Side::Opens } else { Side::Closes };
    Some(if mark.side == Side::Either { Mark { side: due, ..mark } } else { mark })
}

fn report(article: &Article<'_>, block: Span, mark: Mark, findings: &mut Findings<'_>) {
    let text = article.text;
    let before = Span::new(block.start, mark.span.start).of(text);
    let after = Span::new(mark.span.end, block.end).of(text);
    let blank = char::is_whitespace;
    let closes = mark.side == Side::Closes;
    // The mark with the word it stands at; the message has the words it would hold.
    let (span, held) = if closes {
        let word = before.trim_end().rfind(blank).map_or(0, |at| at + 1);
        let start = mark.span.start - before.len() + before.len().min(word);
        let held = before.trim_end().rsplit(blank).take(5).collect::<Vec<_>>();
        let held = held.into_iter().rev().collect::<Vec<_>>().join(" ");
        (Span::new(floor_boundary(text, start), mark.span.end), held)
    } else {
        let lead = after.len() - after.trim_start().len();
        let word = after[lead..].find(blank).unwrap_or(after.len() - lead);
        let held = after.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
        (Span::new(mark.span.start, mark.span.end + lead + word), held)
    };
    let kind = if matches!(mark.sort, Sort::Round | Sort::Square) { BRACKET } else { QUOTE };
    let kind = kind.of(article.language);
    let held = held.trim_matches(|c| sort_of(c).is_some()).to_owned();
    let quoted = crate::words::quote(article.language, &held);
    let words = if closes { CLOSED } else { OPENED };
    findings.add(span, words.say(article.language, &[kind, &quoted]), Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut draft = Draft::new(text);
        for line in text.lines() {
            draft.headline(line);
        }
        draft.findings(RULE.id)
    }

    #[test]
    fn the_mark_without_its_fellow() {
        for (text, place) in [
            ("قال إن \"الأمر واضح.", "«\"الأمر» علامة تنصيص تُفتح"),
            ("قال إن الأمر واضح\" للجميع.", "«واضح\"» علامة تنصيص تُغلق"),
            ("من \"هذا\" إلى \"ذاك ثم \"تلك\" غدا", "«\"ذاك» علامة تنصيص تُفتح"),
            ("من \"هذا\" إلى ذاك\" ثم \"تلك\" غدا", "«ذاك\"» علامة تنصيص تُغلق"),
            ("وصف «النقابات بأنها قوية", "««النقابات» علامة تنصيص تُفتح"),
            ("قال (عمره 40 عاما( أمس", "«(عمره» قوس تُفتح"),
            ("بـ\"التعاون الإسلامي", "«\"التعاون» علامة تنصيص تُفتح"),
        ] {
            let found = found(text);
            assert!(found.len() == 1 && found[0].contains(place), "{text}: {found:?}");
        }
    }

    #[test]
    fn pairs_in_any_dress() {
        for text in [
            "وصف ”الخطوة“ و„الأخرى” و»تلك« و)هذه( بأنها ''مهمة''.",
            "شاشة 55\" وأخرى \"ذكية\" قياس 32\"",
            "قال: \"أولا.\n\"ثانيا.\n\"ثالثا\".",
            "قال: \"أولا.\nثانيا.\nثالثا\".",
            "1) الأول\n2) الثاني :)",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}

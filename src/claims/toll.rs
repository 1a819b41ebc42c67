//! Counted casualties and counted arms: the claims that every desk asks a source for.

use super::lexicon::Lexicon;
use super::line::Line;
use super::weigh;
use crate::text::clitic::conjoined;
use crate::text::{Span, TokenKind};

/// A count in a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted with its number, in the document: مقتل 14 شخصا, 10,000 جندي.
    pub span: Span,
    /// The number alone.
    pub number: Span,
    /// Whether it counts nothing exactly (عشرات) or thousands: a war's, told by everybody.
    pub loose: bool,
    /// Whether it is taken as known rather than told: behind بعد, in a relative clause.
    pub given: bool,
}

/// Most words between casualties and their number, those that round it aside: قتل في الهجوم 12.
const BETWEEN: usize = 3;
/// A deed this many bytes before its forces, eight words or so, is theirs.
const DEED_BYTES: usize = 90;
/// How far behind بعد a count is taken as known.
const GIVEN_BEHIND: usize = 3;
/// How far behind الذي it is.
const RELATIVE_BEHIND: usize = 7;
/// How far behind a number the casualties it counts may stand: 12 شخصا قتلوا.
const BEHIND: usize = 2;

/// The first counted casualties of a sentence.
pub(super) fn toll(line: &Line<'_>) -> Option<Count> {
    (line.first..line.end).find_map(|at| {
        if line.marks(at).toll_head {
            let number = number_behind(line, at)?;
            let counted = counted_word(line, number).unwrap_or(number);
            return Some(count(line, at, number, counted));
        }
        let casualties = is_number(line, at).then(|| casualties_behind(line, at)).flatten()?;
        Some(count(line, at, at, casualties))
    })
}

/// The first counted troops, arms or strikes of a sentence, where the verb of their deed stands just
/// before them.
pub(super) fn forces(line: &Line<'_>) -> Option<Count> {
    let lexicon = Lexicon::get();
    (line.first..line.end).find_map(|at| {
        let unit = |i: &usize| lexicon.words.forces.contains(line.key(*i));
        let last = is_number(line, at).then(|| words(line, at + 1, BEHIND).find(unit)).flatten()?;
        Some(count(line, at, at, last))
    })
}

/// Whether a count stands just behind the verb of its deed.
pub(super) fn is_just_behind(deed: Span, count: &Count) -> bool {
    deed.end <= count.span.start && count.span.start - deed.end <= DEED_BYTES
}

fn count(line: &Line<'_>, first: usize, number: usize, last: usize) -> Count {
    let lexicon = Lexicon::get();
    let thousands = |i: usize| line.is_in(i, &lexicon.words.thousands) || digits(line.key(i)) > 3;
    let loose = line.is_in(number, &lexicon.words.loose_counts) || (number..=number + 2).any(thousands);
    let span = if first == number { weigh::number_span(line, first, last) } else { line.span(first, last) };
    let number = line.span(number, number);
    Count { span, number, loose, given: is_given(line, first) }
}

/// Whether what begins at a token is taken as known: في أعقاب مقتل, التي أسفرت عن مقتل.
fn is_given(line: &Line<'_>, at: usize) -> bool {
    let lexicon = Lexicon::get();
    let from = |by: usize| at.saturating_sub(by).max(line.first);
    let before = |by: usize| (from(by)..at).rev().take_while(|&i| line.tokens().punct(i).is_none());
    before(GIVEN_BEHIND).any(|i| line.is_in(i, &lexicon.words.presupposing))
        || before(RELATIVE_BEHIND).any(|i| line.is_in(i, &lexicon.words.relatives))
}

/// How many digits a number has.
fn digits(number: &str) -> usize {
    number.chars().filter(char::is_ascii_digit).count()
}

/// What a sentence tells of, where that is an incident, each once.
pub(super) fn incidents(line: &Line<'_>) -> Vec<String> {
    let told = (line.first..line.end).filter_map(|at| line.marks(at).incident);
    let mut found: Vec<String> = told.map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

/// The number behind the word for casualties at `at`.
fn number_behind(line: &Line<'_>, at: usize) -> Option<usize> {
    let lexicon = Lexicon::get();
    if lexicon.words.singles.contains(line.key(at + 1)) {
        return Some(at + 1);
    }
    let mut between = 0;
    for i in words(line, at + 1, usize::MAX) {
        if is_number(line, i) {
            return counts_people(line, i).then_some(i);
        }
        if lexicon.phrases.complementizers.has(line.key(i)) {
            return None;
        }
        between += usize::from(!lexicon.words.rounding.contains(line.key(i)));
        if between > BETWEEN {
            return None;
        }
    }
    None
}

/// Casualties that a number counts: 12 قتيلا, آلاف من الضحايا.
fn casualties_behind(line: &Line<'_>, number: usize) -> Option<usize> {
    let nouns = &Lexicon::get().words.toll_nouns;
    // واثنان من الضحايا: two of those told of before.
    let number = number_end(line, number);
    let known = line.key(number + 1) == "من" && line.key(number + 2).starts_with("ال");
    words(line, number + 1, if known { 0 } else { BEHIND }).find(|&i| {
        let key = line.key(i);
        nouns.contains(key) || key.strip_prefix("ال").is_some_and(|k| nouns.contains(k))
    })
}

/// The last word of a number that begins at a token: اثنا عشر, مئة وأربعة, 26 ألف.
fn number_end(line: &Line<'_>, number: usize) -> usize {
    let thousands = |i: usize| line.is_in(i, &Lexicon::get().words.thousands);
    // A dual (شخصين) counts what it names.
    let goes_on = |i: &usize| {
        line.tokens().is_word(*i)
            && !line.is_time(*i)
            && *i < line.end
            && (line.marks(*i).counts || thousands(*i))
    };
    (number + 1..line.end).take_while(goes_on).last().unwrap_or(number)
}

/// The word that a number counts, where one stands behind it: جنديا, من الجنود.
fn counted_word(line: &Line<'_>, number: usize) -> Option<usize> {
    let number = number_end(line, number);
    if line.key(number + 1) == "من" && line.key(number + 2).starts_with("ال") {
        return Some(number + 2);
    }
    let opens = |i: &usize| Lexicon::get().phrases.openers.has(line.key(*i)) || line.key(*i).starts_with('و');
    words(line, number + 1, 1).find(|i| !opens(i)).or(Some(number))
}

/// Whether a number counts neither years nor places nor bullets.
fn counts_people(line: &Line<'_>, number: usize) -> bool {
    let other = &Lexicon::get().words.not_people;
    !words(line, number + 1, BEHIND).any(|i| other.contains(line.key(i)))
}

/// A number outside times: digits, a number word, a dual (شخصين).
fn is_number(line: &Line<'_>, at: usize) -> bool {
    let Some(token) = line.tokens().get(at) else {
        return false;
    };
    let known = at.checked_sub(1).is_some_and(|i| line.key(i) == "ال");
    let digits = token.kind == TokenKind::Number && !is_share(line, at) && !known;
    let counts = line.marks(at).counts;
    (digits || counts) && !line.is_time(at)
}

/// Whether a word is a number written out, or a word for many.
pub(super) fn is_number_word(key: &str) -> bool {
    let lexicon = Lexicon::get();
    conjoined(key)
        .any(|word| lexicon.words.counts.contains(word) || lexicon.words.loose_counts.contains(word))
}

/// Whether a percent sign stands beside a number.
fn is_share(line: &Line<'_>, at: usize) -> bool {
    let sign = |i: Option<usize>| i.is_some_and(|i| matches!(line.tokens().punct(i), Some('%' | '٪' | '$')));
    sign(at.checked_sub(1)) || sign(Some(at + 1))
}

/// The words from a token on, at most `most`, up to the first sign that parts clauses.
pub(super) fn words<'l>(line: &'l Line<'_>, from: usize, most: usize) -> impl Iterator<Item = usize> + 'l {
    let signs = |i: &usize| line.tokens().punct(*i).is_none_or(crate::text::token::is_quote);
    (from..line.end).take_while(signs).filter(|&i| line.tokens().punct(i).is_none()).take(most)
}

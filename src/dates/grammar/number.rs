//! Numbers in digits and in words.

use super::super::lexicon::Sense;
use super::super::words::{Found, Words};

/// A number with how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u32,
    /// With the article (الثلاثة، الـ24).
    pub(super) definite: bool,
    /// In digits.
    pub(super) digits: bool,
}

/// A cardinal at `i`: digits, or words up to the millions joined by و.
pub(super) fn cardinal(words: &Words<'_>, i: usize) -> Option<Found<Number>> {
    if let Some(n) = words.numeral(i) {
        let (mut value, mut next) = (n.value, i + 1);
        while let Some(f) = words.pick_bare(next, multiplier) {
            value = value.saturating_mul(f.value);
            next = f.next;
        }
        return Some(Found {
            value: Number { value, definite: n.article, digits: true },
            next,
            strip: n.strip,
        });
    }
    let first = words.pick(i, plain)?;
    let definite = words.has_article(i)
        || words.key(i).get(2..).is_some_and(|k| first.strip == 1 && k.starts_with("ال"));
    let (mut total, mut group, mut next) = (0_u32, first.value, first.next);
    if group < 10 && words.after(next, Sense::Teen).is_some() {
        group += 10;
        next += 1;
    }
    loop {
        if let Some(f) = words.pick_bare(next, plain) {
            if f.value >= 1000 {
                total = total.saturating_add(group.max(1).saturating_mul(f.value));
                group = 0;
            } else if f.value >= 100 && group < 10 {
                group = group.saturating_mul(f.value);
            } else {
                break;
            }
            next = f.next;
        } else if let Some(f) =
            words.pick(next, plain).filter(|f| f.strip == 1 && words.key(next).starts_with('و'))
        {
            // ألف وتسعمئة: the thousands are done.
            if group >= 1000 && total == 0 && f.value < 1000 {
                (total, group) = (group, 0);
            }
            if f.value >= 1000 || (group > 0 && !fits(group, f.value)) {
                break;
            }
            group += f.value;
            next = f.next;
            if f.value < 10 && words.after(next, Sense::Teen).is_some() {
                group += 10;
                next += 1;
            }
        } else {
            break;
        }
    }
    let value = total.saturating_add(group);
    Some(Found { value: Number { value, definite, digits: false }, next, strip: first.strip })
}

/// Whether `next` may follow `so_far` after و: five and twenty, a hundred and five.
const fn fits(so_far: u32, next: u32) -> bool {
    if so_far.is_multiple_of(100) { next < 100 } else { so_far % 100 < 10 && next >= 20 && next < 100 }
}

const fn plain(sense: Sense) -> Option<u32> {
    match sense {
        Sense::Number(n) => Some(n),
        _ => None,
    }
}

const fn multiplier(sense: Sense) -> Option<u32> {
    match sense {
        Sense::Number(n) if n >= 1000 => Some(n),
        _ => None,
    }
}

/// An ordinal with the article at `i`.
pub(super) fn ordinal(words: &Words<'_>, i: usize) -> Option<Found<u8>> {
    words.pick(i, |s| match s {
        Sense::Ordinal(n) => Some(n),
        _ => None,
    })
}

/// The day of a month at `i`: 1 to 31 in digits, as an ordinal, or as a number word.
pub(super) fn day(words: &Words<'_>, i: usize) -> Option<Found<u8>> {
    if let Some(n) = words.numeral(i) {
        let fits =
            n.digits <= 2 && (1..=31).contains(&n.value) && n.suffix == super::super::words::Suffix::None;
        return fits.then_some(Found { value: n.value as u8, next: i + 1, strip: n.strip });
    }
    if let Some(f) = ordinal(words, i) {
        return Some(f);
    }
    let f = cardinal(words, i)?;
    (1..=31).contains(&f.value.value).then_some(Found {
        value: f.value.value as u8,
        next: f.next,
        strip: f.strip,
    })
}

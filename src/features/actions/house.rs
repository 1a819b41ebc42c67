//! How the article at hand writes its dates.

use jiff::civil::Date;

use crate::dates::{Wording, wording};
use crate::text::{Span, fold::fold};
use crate::words::Language;
use crate::words::calendar::{month, month_both};

/// Which names a text gives the months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// يوليو
    Gulf,
    /// تموز
    Levant,
    /// يوليو/ تموز
    Both,
}

impl Names {
    /// As most of the expressions have it: both, or one set; يوليو where they name no month.
    pub(super) fn of<'t>(expressions: impl Iterator<Item = &'t str>) -> Self {
        let mut counts = [0_usize; 3];
        for text in expressions {
            let months = wording(text).months;
            match &months[..] {
                [] => {}
                [(span, number)] if is_levantine(span.of(text), *number) => counts[1] += 1,
                [_] => counts[0] += 1,
                [(a, one), (b, other), ..] => {
                    let joined = one == other && a.of(text) != b.of(text);
                    counts[if joined { 2 } else { 0 }] += 1;
                }
            }
        }
        let [gulf, levant, both] = counts;
        if both > gulf.max(levant) {
            Self::Both
        } else if levant > gulf {
            Self::Levant
        } else {
            Self::Gulf
        }
    }

    /// A month's name.
    pub(super) fn month(self, number: i8) -> String {
        match self {
            Self::Gulf => month(Language::Ar, number),
            Self::Levant => levantine(number),
            Self::Both => month_both(Language::Ar, number),
        }
    }

    /// A day of a month: 13 يوليو.
    pub(super) fn day(self, date: Date) -> String {
        format!("{} {}", date.day(), self.month(date.month()))
    }
}

/// The month's name in the Levant and Iraq.
pub(super) fn levantine(number: i8) -> String {
    let both = month_both(Language::Ar, number);
    let (_, second) = both.split_once("/ ").unwrap_or(("", &both));
    second.to_owned()
}

/// Whether a name of a month is the one of the Levant.
pub(super) fn is_levantine(words: &str, number: u8) -> bool {
    i8::try_from(number).is_ok_and(|n| fold(words) == fold(&levantine(n)))
}

/// Where the expression's name of a month ends, if it ends there: nothing says then which year.
pub(super) fn ends_in_month(text: &str, wording: &Wording) -> Option<Span> {
    let (span, _) = wording.months.last()?;
    let end = text.trim_end_matches([')', ' ']).len();
    (span.end == end && wording.years.is_empty()).then_some(*span)
}

//! The time of a report, in parts.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::words::calendar::{day, month};
use crate::words::{Language, say};

/// From so many dated articles on, a few far ones do not stretch the time.
const MANY: usize = 100;
/// Where that is so: one in so many, early and late.
const FEW: usize = 100;
/// More parts than these are too thin to be seen.
const MOST: usize = 120;

/// How long a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A day.
    Day,
    /// A week from Monday on.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

impl Unit {
    /// With the most parts of it that are shown.
    const ALL: [(Self, usize); 5] =
        [(Self::Day, 45), (Self::Week, 26), (Self::Month, 72), (Self::Quarter, 80), (Self::Year, MOST)];

    /// The first day of the part that a day is in.
    fn start(self, day: Date) -> Date {
        let back = |days: i8| day.checked_sub(i64::from(days).days()).unwrap_or(day);
        match self {
            Self::Day => day,
            Self::Week => back(day.weekday().to_monday_zero_offset()),
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let first = (day.month() - 1) / 3 * 3 + 1;
                Date::new(day.year(), first, 1).unwrap_or(day)
            }
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day of the next part.
    fn next(self, start: Date) -> Option<Date> {
        let step = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        };
        start.checked_add(step).ok()
    }

    /// The parts from one day to another, at most one more than `most`.
    fn parts(self, first: Date, last: Date, most: usize) -> Vec<Date> {
        let parts = std::iter::successors(Some(self.start(first)), |start| self.next(*start));
        parts.take_while(|start| *start <= last).take(most + 1).collect()
    }
}

/// Parts of equal length that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bins {
    /// How long each is.
    pub unit: Unit,
    /// The first day of each.
    pub starts: Vec<Date>,
    /// Articles of a day before the first part or behind the last one.
    pub outside: usize,
}

impl Bins {
    /// Parts that suit the days: as short as there is room for.
    pub(super) fn new(mut days: Vec<Date>) -> Self {
        days.sort_unstable();
        let ends = |left_out: usize| {
            let last = days.len().checked_sub(1 + left_out)?;
            days.get(left_out).copied().zip(days.get(last).copied())
        };
        let Some(whole) = ends(0) else {
            return Self { unit: Unit::Day, starts: Vec::new(), outside: 0 };
        };
        let length = |(first, last): (Date, Date)| first.until(last).map_or(0, |span| span.get_days());
        let most =
            ends(days.len() / FEW).filter(|most| days.len() >= MANY && length(*most) * 2 < length(whole));
        let mut out = Self::between(most.unwrap_or(whole));
        out.outside = days.iter().filter(|day| out.at(**day).is_none()).count();
        out
    }

    fn between((first, last): (Date, Date)) -> Self {
        let fitting = Unit::ALL.into_iter().find_map(|(unit, most)| {
            let starts = unit.parts(first, last, most);
            (starts.len() <= most).then_some((unit, starts))
        });
        let (unit, starts) = fitting.unwrap_or_else(|| {
            // The latest years of very many.
            let mut years = Unit::Year.parts(first, last, usize::from(u16::MAX));
            years.drain(..years.len().saturating_sub(MOST));
            (Unit::Year, years)
        });
        Self { unit, starts, outside: 0 }
    }

    /// The part that a day is in.
    pub fn at(&self, day: Date) -> Option<usize> {
        let start = self.unit.start(day);
        self.starts.binary_search(&start).ok()
    }

    /// What a part is called.
    pub fn label(&self, language: Language, at: usize) -> String {
        let Some(start) = self.starts.get(at).copied() else {
            return String::new();
        };
        match self.unit {
            Unit::Day => day(language, start),
            Unit::Week => say(language, "report.week", &[&day(language, start)]),
            Unit::Month => format!("{} {}", month(language, start.month()), start.year()),
            Unit::Quarter => {
                let quarter = (start.month() + 2) / 3;
                say(language, &format!("time.quarter.{quarter}"), &[&start.year().to_string()])
            }
            Unit::Year => start.year().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(days: &[Date]) -> (Unit, usize, usize) {
        let bins = Bins::new(days.to_vec());
        (bins.unit, bins.starts.len(), bins.outside)
    }

    #[test]
    fn parts_are_as_short_as_there_is_room() {
        let first = date(2024, 2, 27);
        assert_eq!(shown(&[]), (Unit::Day, 0, 0));
        assert_eq!(shown(&[first]), (Unit::Day, 1, 0));
        assert_eq!(shown(&[date(2024, 3, 2), first]), (Unit::Day, 5, 0));
        assert_eq!(shown(&[first, date(2024, 5, 1)]), (Unit::Week, 10, 0));
        assert_eq!(shown(&[first, date(2025, 2, 1)]), (Unit::Month, 13, 0));
        assert_eq!(shown(&[first, date(2040, 2, 1)]), (Unit::Quarter, 65, 0));
        assert_eq!(shown(&[first, date(2100, 2, 1)]), (Unit::Year, 77, 0));
        assert_eq!(shown(&[date(1, 1, 1), date(2024, 2, 1)]), (Unit::Year, 120, 1));
    }

    #[test]
    fn a_few_far_days_do_not_stretch_the_time() {
        let mut days: Vec<Date> = (1..=31).cycle().take(300).map(|n| date(2024, 1, n)).collect();
        days.push(date(1948, 5, 15));
        assert_eq!(shown(&days), (Unit::Day, 31, 1));
        assert_eq!(shown(&days[290..]), (Unit::Year, 77, 0));
    }

    #[test]
    fn parts_have_names() {
        let label = |days: [Date; 2]| Bins::new(days.to_vec()).label(Language::Ar, 0);
        let first = date(2024, 7, 17);
        assert_eq!(label([first, date(2024, 7, 20)]), "17 يوليو 2024");
        assert_eq!(label([first, date(2024, 9, 30)]), "أسبوع 15 يوليو 2024");
        assert_eq!(label([first, date(2025, 9, 1)]), "يوليو 2024");
        assert_eq!(label([first, date(2034, 9, 1)]), "الربع الثالث من 2024");
        assert_eq!(label([first, date(2084, 9, 1)]), "2024");
    }
}

//! Days, months and years of the calendar: which one is meant where the words leave it open.

use jiff::{ToSpan, civil::Date};

use super::super::civil;
use super::super::expression::{Anchor, Base, DateParts, Month, Tense, Year};
use super::super::hijri;
use super::super::value::{Period, TimeValue};
use super::{Context, FAR, JUST_NOW, MONTHS_AHEAD, Placed, SOON, THIS_MONTH};

/// «الأربعاء الأول من أبريل»: the nth such weekday of the month, where the day of the month is no
/// such weekday.
fn nth_weekday(p: &DateParts, year: i16, month: u8) -> Option<Date> {
    let (weekday, nth) = (p.weekday?, p.day.filter(|d| p.ordinal && (1..=5).contains(d))?);
    if civil::ymd(year, month, nth).is_some_and(|d| civil::weekday(d) == weekday) {
        return None;
    }
    let first = civil::weekday(civil::ymd(year, month, 1)?);
    let day = 1 + (weekday + 7 - first) % 7 + 7 * (nth - 1);
    civil::ymd(year, month, day)
}

impl Context {
    pub(super) fn place_month(&self, month: Month, p: &DateParts) -> Option<Placed> {
        match month {
            Month::Shifted(shift) => {
                let first = self.base(shift.from)?.first_of_month();
                let day = first.checked_add(i64::from(shift.by).months()).ok()?;
                let certain = shift.from == Base::Publication;
                match p.year {
                    Some(_) => {
                        let (year, _) = self.year(p, (1, 12))?;
                        Some(Placed::guessed(Period::Month(year, civil::month(day)), certain))
                    }
                    None => Some(Placed::guessed(Period::Month(day.year(), civil::month(day)), certain)),
                }
            }
            Month::Named(m) => {
                if let Some(placed) = self.stated_year(p) {
                    return Some(Placed {
                        value: Period::Month(placed.0, m).into(),
                        certain: true,
                        relative: placed.1,
                    });
                }
                let published = self.published?;
                let now = (published.year(), civil::month(published));
                let year = match (p.anchor, p.tense) {
                    (Some(Anchor::Past), _) => now.0 - i16::from(m >= now.1),
                    (Some(Anchor::Present), _) => now.0,
                    (Some(Anchor::Future), _) => now.0 + i16::from(m <= now.1),
                    (None, Tense::Future) if (m + 12 - now.1) % 12 <= MONTHS_AHEAD => {
                        now.0 + i16::from(m < now.1)
                    }
                    (Some(Anchor::Next | Anchor::Previous | Anchor::Same), _) => {
                        self.anchored_month(m, p.anchor).unwrap_or(now.0 - i16::from(m > now.1))
                    }
                    _ => now.0 - i16::from(m > now.1),
                };
                let certain = matches!(p.anchor, Some(Anchor::Past | Anchor::Present | Anchor::Future));
                Some(Placed::guessed(Period::Month(year, m), certain))
            }
            Month::Hijri(m) => {
                let (year, relative) = self.hijri_year(p, |y| hijri::month_days(y, m))?;
                let (first, last) = hijri::month_days(year, m)?;
                Some(Placed { value: TimeValue::between(first, last), certain: false, relative })
            }
        }
    }

    /// The year of a month that is said to follow, precede or be that of the time last spoken of.
    pub(super) fn anchored_month(&self, month: u8, anchor: Option<Anchor>) -> Option<i16> {
        let (_, last) = self.mentioned?;
        let (year, at) = (last.year(), civil::month(last));
        Some(match anchor {
            Some(Anchor::Next) => year + i16::from(month <= at),
            Some(Anchor::Previous) => year - i16::from(month >= at),
            _ => year,
        })
    }

    pub(super) fn place_day(&self, p: &DateParts) -> Option<Placed> {
        let day = p.day?;
        match p.month? {
            Month::Shifted(shift) => {
                let first = self.base(shift.from)?.first_of_month();
                let month = first.checked_add(i64::from(shift.by).months()).ok()?;
                let year = match p.year {
                    Some(_) => self.year(p, (1, 12))?.0,
                    None => month.year(),
                };
                let date = civil::ymd(year, civil::month(month), day)?;
                Some(Placed::guessed(Period::Day(date), shift.from == Base::Publication))
            }
            Month::Named(m) => {
                let of = |year: i16| civil::ymd(year, m, day);
                if let Some((year, relative)) = self.stated_year(p) {
                    return Some(Placed { value: Period::Day(of(year)?).into(), certain: true, relative });
                }
                let published = self.published?;
                let fits = |date: Date| p.weekday.is_none_or(|w| civil::weekday(date) == w);
                let year = published.year();
                if let Some(day) = nth_weekday(p, year, m) {
                    return Some(Placed::guessed(Period::Day(day), false));
                }
                let around: Vec<Date> = (year - 8..=year + 8).filter_map(of).collect();
                let fitting: Vec<Date> = around.iter().copied().filter(|&d| fits(d)).collect();
                let chosen = Self::choose_day(&fitting, published, p);
                let near = |c: &Placed| {
                    c.value.days().is_some_and(|d| civil::days_between(published, d.0).abs() <= FAR)
                };
                chosen
                    .filter(|c| p.weekday.is_none() || near(c))
                    .or_else(|| {
                        // A year the article speaks of, where the weekday fits none near.
                        let mut told = self.years.iter().rev().filter_map(|&y| of(y));
                        let told = told.find(|&d| p.weekday.is_some() && fits(d))?;
                        Some(Placed::guessed(Period::Day(told), false))
                    })
                    .or_else(|| {
                        let any = DateParts { weekday: None, ..*p };
                        let any = Self::choose_day(&around, published, &any)?;
                        Some(Placed { certain: false, ..any })
                    })
            }
            Month::Hijri(m) => {
                let (year, relative) = self.hijri_year(p, |y| hijri::to_date(y, m, day).map(|d| (d, d)))?;
                Some(Placed {
                    value: Period::Day(hijri::to_date(year, m, day)?).into(),
                    certain: false,
                    relative,
                })
            }
        }
    }

    /// Picks among the days of several years, given in order, by anchor, tense and nearness.
    pub(super) fn choose_day(days: &[Date], published: Date, p: &DateParts) -> Option<Placed> {
        let past = days.iter().rev().find(|d| **d <= published).copied();
        let strictly = days.iter().rev().find(|d| **d < published).copied();
        let future = days.iter().find(|d| **d >= published).copied();
        let away = |d: Option<Date>| d.map_or(i64::MAX, |d| civil::days_between(published, d).abs());
        let (day, certain) = match (p.anchor, p.tense) {
            (Some(Anchor::Past), _) => (strictly, true),
            (Some(Anchor::Present), _) => {
                let near = days.iter().copied().min_by_key(|d| civil::days_between(published, *d).abs());
                // «12 مايو الجاري» in November is a slip: of this year, and not sure.
                let this_year = || days.iter().copied().find(|d| d.year() == published.year());
                let this_month = near.is_some_and(|d| d.first_of_month() == published.first_of_month());
                if this_month || away(near) <= THIS_MONTH { (near, true) } else { (this_year(), false) }
            }
            (Some(Anchor::Future), _) => (days.iter().find(|d| **d > published).copied(), true),
            _ if p.deictic.is_some() || p.weekday.is_some() => {
                let near = if away(future) < away(past) { future } else { past.or(future) };
                (near, p.weekday.is_some())
            }
            _ if p.done => (past, false),
            (None, Tense::Future) if away(past) > JUST_NOW => (future, false),
            _ if away(future) <= SOON => (future, false),
            _ => (past.or(future), false),
        };
        Some(Placed::guessed(Period::Day(day?), certain))
    }

    pub(super) fn place_year(&self, year: Year) -> Option<Placed> {
        match year {
            Year::Stated(y) => Some(Placed::sure(Period::Year(y))),
            Year::Shifted(shift) => {
                let base = self.base(shift.from)?;
                let period = Period::Year(base.year().checked_add(shift.by as i16)?);
                Some(Placed::guessed(period, shift.from == Base::Publication))
            }
            Year::Hijri(y) => {
                let (first, last) = hijri::year_days(y)?;
                Some(Placed { value: TimeValue::between(first, last), certain: false, relative: false })
            }
        }
    }

    /// The year the words give, and whether it depends on the publication date.
    pub(super) fn stated_year(&self, p: &DateParts) -> Option<(i16, bool)> {
        match p.year? {
            Year::Stated(y) => Some((y, false)),
            Year::Shifted(shift) => Some((self.base(shift.from)?.year().checked_add(shift.by as i16)?, true)),
            Year::Hijri(_) => None,
        }
    }

    /// The year of a part of a year that spans `months`.
    pub(super) fn year(&self, p: &DateParts, months: (u8, u8)) -> Option<(i16, bool)> {
        if let Some(stated) = self.stated_year(p) {
            return Some(stated);
        }
        let published = self.published?;
        let (year, month) = (published.year(), civil::month(published));
        if months.1 < months.0 {
            // Winter, told by the year it begins in.
            let of_now = year - i16::from(month <= months.1);
            let in_it = month <= months.1 || month >= months.0;
            return Some(match p.anchor {
                Some(Anchor::Past) => (of_now - 1, true),
                Some(Anchor::Future) => (of_now + i16::from(in_it), true),
                _ => (of_now, true),
            });
        }
        Some(match p.anchor {
            Some(Anchor::Past) => (year - i16::from(months.1 >= month), true),
            Some(Anchor::Future) => (year + i16::from(months.0 <= month), true),
            _ => (year, true),
        })
    }

    pub(super) fn hijri_year(
        &self,
        p: &DateParts,
        days: impl Fn(i16) -> Option<(Date, Date)>,
    ) -> Option<(i16, bool)> {
        if let Some(Year::Hijri(y)) = p.year {
            return Some((y, false));
        }
        let near = match self.stated_year(p) {
            // Ramadan of a Gregorian year: the one that begins in it.
            Some((y, relative)) => {
                let first = hijri::year_of(Date::new(y, 1, 1).ok()?);
                let year = (first..=first + 1).find(|&h| days(h).is_some_and(|d| d.0.year() == y))?;
                return Some((year, relative));
            }
            None => self.published?,
        };
        let year = hijri::year_of(near);
        let first_day = days(year)?.0;
        let shift = match (p.anchor, p.tense) {
            (Some(Anchor::Past), _) => -i16::from(days(year)?.1 >= near),
            (Some(Anchor::Future), _) | (None, Tense::Future) => i16::from(days(year)?.1 < near),
            _ if first_day > near && civil::days_between(near, first_day) > SOON => -1,
            _ => 0,
        };
        Some((year + shift, true))
    }
}

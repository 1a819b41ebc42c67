//! From what the words say to days: one pass over an article's expressions in order.

use jiff::{ToSpan, civil::Date};

use super::expression::{
    Amount, Anchor, Base, DateParts, Expression, Month, Shift, Tense, Unit, Year,
};
use super::value::{self, Period};
use super::{Time, TimeFact, TimeKind, hijri};
use crate::text::Span;

/// A future day so near, where the past one lies so far back, is meant although no verb says so.
const SOON: i64 = 75;
/// A past day so near is meant although a verb of the sentence looks ahead.
const JUST_NOW: i64 = 40;
/// A bare month is not looked for further ahead than this.
const MONTHS_AHEAD: u8 = 8;
/// A weekday that fits no year this near is a slip of the pen.
const FAR: i64 = 400;

/// A date once it is placed.
#[derive(Clone, Debug)]
struct Placed {
    period: Period,
    certain: bool,
    relative: bool,
}

impl Placed {
    const fn sure(period: Period) -> Self {
        Self {
            period,
            certain: true,
            relative: false,
        }
    }

    const fn relative(period: Period) -> Self {
        Self {
            period,
            certain: true,
            relative: true,
        }
    }

    const fn guessed(period: Period, certain: bool) -> Self {
        Self {
            period,
            certain,
            relative: true,
        }
    }
}

/// What the expressions are read against.
struct Context {
    published: Option<Date>,
    mentioned: Option<(Date, Date)>,
}

/// Resolves the expressions of an article in order.
pub(super) fn resolve(facts: &[(usize, &TimeFact)], published: Option<Date>) -> Vec<Time> {
    let mut context = Context {
        published,
        mentioned: None,
    };
    facts
        .iter()
        .map(|&(offset, fact)| context.time(fact.span.shifted(offset), &fact.expression))
        .collect()
}

impl Context {
    fn time(&mut self, span: Span, expression: &Expression) -> Time {
        let plain = |value: String, kind, certain| Time {
            span,
            value: Some(value),
            certain,
            kind,
            relative: false,
            days: None,
        };
        match expression {
            Expression::Duration(amount) => plain(amount.value(), TimeKind::Duration, true),
            Expression::Every(amount) => plain(amount.value(), TimeKind::Duration, true),
            Expression::Vague(reference) => {
                plain(reference.value().to_owned(), TimeKind::Vague, true)
            }
            Expression::Date(parts) => {
                let clock = parts.clock;
                self.dated(span, expression, self.place(parts), clock.map(value::clock))
            }
            Expression::Distance {
                amount,
                forward: false,
            } if amount.years > 9000 => plain(
                super::Reference::Past.value().to_owned(),
                TimeKind::Vague,
                true,
            ),
            Expression::Distance { amount, forward } => {
                self.dated(span, expression, self.distance(*amount, *forward), None)
            }
            Expression::Interval(a, b) => self.dated(span, expression, self.interval(a, b), None),
        }
    }

    fn dated(
        &mut self,
        span: Span,
        expression: &Expression,
        placed: Option<Placed>,
        clock: Option<String>,
    ) -> Time {
        let kind = TimeKind::Date;
        let Some(placed) = placed else {
            return Time {
                span,
                value: None,
                certain: false,
                kind,
                relative: is_relative(expression),
                days: None,
            };
        };
        let days = placed.period.days();
        if let Some(days) = days {
            self.mentioned = Some(days);
        }
        let mut value = placed.period.value();
        if let Some(clock) = clock {
            value.push_str(&clock);
        }
        Time {
            span,
            value: Some(value),
            certain: placed.certain,
            kind,
            relative: placed.relative,
            days,
        }
    }

    fn base(&self, base: Base) -> Option<Date> {
        match base {
            Base::Publication => self.published,
            Base::Mentioned => self.mentioned.map(|m| m.1),
        }
    }

    fn place(&self, p: &DateParts) -> Option<Placed> {
        if p.day.is_some() && p.month.is_some() {
            return self.place_day(p);
        }
        if let Some(shift) = p.deictic {
            return self.place_deictic(shift, p.weekday);
        }
        if let Some(shift) = p.week {
            return self.place_week(shift, p.weekday);
        }
        if let Some(weekday) = p.weekday {
            return self.place_weekday(weekday, p);
        }
        if let Some(month) = p.month {
            return self.place_month(month, p);
        }
        if let Some(part) = p.part {
            let (year, relative) = self.year(p, part.months())?;
            return Some(Placed {
                period: Period::Part(year, part),
                certain: true,
                relative,
            });
        }
        if let Some(year) = p.year {
            return self.place_year(year);
        }
        if let Some(era) = p.era {
            let period = value::era(era, |base| self.base(base))?;
            return Some(Placed {
                period,
                certain: true,
                relative: !p.is_absolute(),
            });
        }
        p.clock?;
        let day = self
            .mentioned
            .filter(|m| m.0 == m.1)
            .map(|m| m.0)
            .or(self.published)?;
        Some(Placed::guessed(Period::Day(day), false))
    }

    /// اليوم, أمس; a weekday beside it has the last word where the two are a day apart.
    fn place_deictic(&self, shift: Shift, weekday: Option<u8>) -> Option<Placed> {
        let day = add_days(self.base(shift.from)?, i64::from(shift.by))?;
        let certain = shift.from == Base::Publication;
        match weekday {
            Some(w) if value::weekday(day) != w => {
                let near = [-1, 1]
                    .into_iter()
                    .filter_map(|d| add_days(day, d))
                    .find(|&d| value::weekday(d) == w);
                Some(Placed::guessed(Period::Day(near.unwrap_or(day)), false))
            }
            _ => Some(Placed::guessed(Period::Day(day), certain)),
        }
    }

    fn place_week(&self, shift: Shift, weekday: Option<u8>) -> Option<Placed> {
        let day = add_days(self.base(shift.from)?, 7 * i64::from(shift.by))?;
        let period = match weekday {
            Some(w) => Period::Day(add_days(
                day,
                i64::from(w) - i64::from(value::weekday(day)),
            )?),
            None => Period::Week(day),
        };
        Some(Placed::guessed(period, shift.from == Base::Publication))
    }

    /// A weekday by itself: the nearest at or before publication, unless the words look ahead.
    fn place_weekday(&self, weekday: u8, p: &DateParts) -> Option<Placed> {
        let base = match p.anchor {
            Some(Anchor::Next | Anchor::Previous | Anchor::Same) => self.mentioned?.1,
            _ => self.published?,
        };
        let ahead = (i64::from(weekday) - i64::from(value::weekday(base))).rem_euclid(7);
        let behind = ahead - if ahead == 0 { 0 } else { 7 };
        let (days, certain) = match (p.anchor, p.tense) {
            (Some(Anchor::Past), _) => (if behind == 0 { -7 } else { behind }, true),
            (Some(Anchor::Future), _) => (if ahead == 0 { 7 } else { ahead }, true),
            (Some(Anchor::Next), _) => (if ahead == 0 { 7 } else { ahead }, false),
            (Some(Anchor::Previous), _) => (if behind == 0 { -7 } else { behind }, false),
            (Some(Anchor::Same), _) => (behind, false),
            (Some(_), _) => (if ahead <= 3 { ahead } else { behind }, false),
            (None, Tense::Future) => (ahead, false),
            (None, _) => (behind, false),
        };
        Some(Placed::guessed(Period::Day(add_days(base, days)?), certain))
    }

    fn place_month(&self, month: Month, p: &DateParts) -> Option<Placed> {
        match month {
            Month::Shifted(shift) => {
                let first = self.base(shift.from)?.first_of_month();
                let day = first.checked_add(i64::from(shift.by).months()).ok()?;
                let certain = shift.from == Base::Publication;
                match p.year {
                    Some(_) => {
                        let (year, _) = self.year(p, (1, 12))?;
                        Some(Placed::guessed(
                            Period::Month(year, day.month() as u8),
                            certain,
                        ))
                    }
                    None => Some(Placed::guessed(
                        Period::Month(day.year(), day.month() as u8),
                        certain,
                    )),
                }
            }
            Month::Named(m) => {
                if let Some(placed) = self.stated_year(p) {
                    return Some(Placed {
                        period: Period::Month(placed.0, m),
                        certain: true,
                        relative: placed.1,
                    });
                }
                let published = self.published?;
                let now = (published.year(), published.month() as u8);
                let year = match (p.anchor, p.tense) {
                    (Some(Anchor::Past), _) => now.0 - i16::from(m >= now.1),
                    (Some(Anchor::Present), _) => now.0,
                    (Some(Anchor::Future), _) => now.0 + i16::from(m <= now.1),
                    (None, Tense::Future) if (m + 12 - now.1) % 12 <= MONTHS_AHEAD => {
                        now.0 + i16::from(m < now.1)
                    }
                    (Some(Anchor::Next | Anchor::Previous | Anchor::Same), _) => self
                        .anchored_month(m, p.anchor)
                        .unwrap_or(now.0 - i16::from(m > now.1)),
                    _ => now.0 - i16::from(m > now.1),
                };
                let certain = matches!(
                    p.anchor,
                    Some(Anchor::Past | Anchor::Present | Anchor::Future)
                );
                Some(Placed::guessed(Period::Month(year, m), certain))
            }
            Month::Hijri(m) => {
                let (year, relative) = self.hijri_year(p, |y| hijri::month_days(y, m))?;
                let (first, last) = hijri::month_days(year, m)?;
                Some(Placed {
                    period: Period::Days(first, last),
                    certain: false,
                    relative,
                })
            }
        }
    }

    /// The year of a month that is said to follow, precede or be that of the time last spoken of.
    fn anchored_month(&self, month: u8, anchor: Option<Anchor>) -> Option<i16> {
        let (_, last) = self.mentioned?;
        let (year, at) = (last.year(), last.month() as u8);
        Some(match anchor {
            Some(Anchor::Next) => year + i16::from(month <= at),
            Some(Anchor::Previous) => year - i16::from(month >= at),
            _ => year,
        })
    }

    fn place_day(&self, p: &DateParts) -> Option<Placed> {
        let day = p.day?;
        match p.month? {
            Month::Shifted(shift) => {
                let first = self.base(shift.from)?.first_of_month();
                let month = first.checked_add(i64::from(shift.by).months()).ok()?;
                let year = match p.year {
                    Some(_) => self.year(p, (1, 12))?.0,
                    None => month.year(),
                };
                let date = Date::new(year, month.month(), day as i8).ok()?;
                Some(Placed::guessed(
                    Period::Day(date),
                    shift.from == Base::Publication,
                ))
            }
            Month::Named(m) => {
                let of = |year: i16| Date::new(year, m as i8, day as i8).ok();
                if let Some((year, relative)) = self.stated_year(p) {
                    return Some(Placed {
                        period: Period::Day(of(year)?),
                        certain: true,
                        relative,
                    });
                }
                let published = self.published?;
                let fits = |date: Date| p.weekday.is_none_or(|w| value::weekday(date) == w);
                let year = published.year();
                let around: Vec<Date> = (year - 8..=year + 8).filter_map(of).collect();
                let fitting: Vec<Date> = around.iter().copied().filter(|&d| fits(d)).collect();
                let chosen = Self::choose_day(&fitting, published, p);
                let near = |c: &Placed| {
                    c.period
                        .days()
                        .is_some_and(|d| value::days_between(published, d.0).abs() <= FAR)
                };
                match chosen.filter(|c| p.weekday.is_none() || near(c)) {
                    Some(chosen) => Some(chosen),
                    None => {
                        let any = Self::choose_day(
                            &around,
                            published,
                            &DateParts {
                                weekday: None,
                                ..*p
                            },
                        )?;
                        Some(Placed {
                            certain: false,
                            ..any
                        })
                    }
                }
            }
            Month::Hijri(m) => {
                let (year, relative) =
                    self.hijri_year(p, |y| hijri::to_date(y, m, day).map(|d| (d, d)))?;
                Some(Placed {
                    period: Period::Day(hijri::to_date(year, m, day)?),
                    certain: false,
                    relative,
                })
            }
        }
    }

    /// Picks among the days of several years, given in order, by anchor, tense and nearness.
    fn choose_day(days: &[Date], published: Date, p: &DateParts) -> Option<Placed> {
        let past = days.iter().rev().find(|d| **d <= published).copied();
        let strictly = days.iter().rev().find(|d| **d < published).copied();
        let future = days.iter().find(|d| **d >= published).copied();
        let away =
            |d: Option<Date>| d.map_or(i64::MAX, |d| value::days_between(published, d).abs());
        let (day, certain) = match (p.anchor, p.tense) {
            (Some(Anchor::Past), _) => (strictly, true),
            (Some(Anchor::Present), _) => (
                days.iter()
                    .copied()
                    .min_by_key(|d| value::days_between(published, *d).abs()),
                true,
            ),
            (Some(Anchor::Future), _) => (days.iter().find(|d| **d > published).copied(), true),
            _ if p.deictic.is_some() || p.weekday.is_some() => {
                let near = if away(future) < away(past) {
                    future
                } else {
                    past.or(future)
                };
                (near, p.weekday.is_some())
            }
            (None, Tense::Future) if away(past) > JUST_NOW => (future, false),
            _ if away(future) <= SOON => (future, false),
            _ => (past.or(future), false),
        };
        Some(Placed::guessed(Period::Day(day?), certain))
    }

    fn place_year(&self, year: Year) -> Option<Placed> {
        match year {
            Year::Stated(y) => Some(Placed::sure(Period::Year(y))),
            Year::Shifted(shift) => {
                let base = self.base(shift.from)?;
                let period = Period::Year(base.year().checked_add(shift.by as i16)?);
                Some(Placed::guessed(period, shift.from == Base::Publication))
            }
            Year::Hijri(y) => {
                let (first, last) = hijri::year_days(y)?;
                Some(Placed {
                    period: Period::Days(first, last),
                    certain: false,
                    relative: false,
                })
            }
        }
    }

    /// The year the words give, and whether it depends on the publication date.
    fn stated_year(&self, p: &DateParts) -> Option<(i16, bool)> {
        match p.year? {
            Year::Stated(y) => Some((y, false)),
            Year::Shifted(shift) => Some((
                self.base(shift.from)?.year().checked_add(shift.by as i16)?,
                true,
            )),
            Year::Hijri(_) => None,
        }
    }

    /// The year of a part of a year that spans `months`.
    fn year(&self, p: &DateParts, months: (u8, u8)) -> Option<(i16, bool)> {
        if let Some(stated) = self.stated_year(p) {
            return Some(stated);
        }
        let published = self.published?;
        let (year, month) = (published.year(), published.month() as u8);
        Some(match p.anchor {
            Some(Anchor::Past) => (year - i16::from(months.1 >= month), true),
            Some(Anchor::Future) => (year + i16::from(months.0 <= month), true),
            _ => (year, true),
        })
    }

    fn hijri_year(
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
                let year =
                    (first..=first + 1).find(|&h| days(h).is_some_and(|d| d.0.year() == y))?;
                return Some((year, relative));
            }
            None => self.published?,
        };
        let year = hijri::year_of(near);
        let first_day = days(year)?.0;
        let shift = match (p.anchor, p.tense) {
            (Some(Anchor::Past), _) => -i16::from(days(year)?.1 >= near),
            (Some(Anchor::Future), _) | (None, Tense::Future) => i16::from(days(year)?.1 < near),
            _ if first_day > near && value::days_between(near, first_day) > SOON => -1,
            _ => 0,
        };
        Some((year + shift, true))
    }

    /// So long before or after publication, at the grain of the words.
    fn distance(&self, amount: Amount, forward: bool) -> Option<Placed> {
        let base = self.published?;
        let sign = if forward { 1 } else { -1 };
        let months = sign * (i64::from(amount.years) * 12 + i64::from(amount.months));
        let days = sign * (i64::from(amount.weeks) * 7 + i64::from(amount.days));
        if months.abs() > 12 * 9000 || days.abs() > 3_000_000 {
            return None;
        }
        let hours = sign * i64::from(amount.hours.min(100_000));
        let day = base
            .checked_add(months.months())
            .ok()?
            .checked_add(days.days())
            .ok()?;
        let day = day.checked_add((hours / 24).days()).ok()?;
        let period = if amount.months > 0 {
            Period::Month(day.year(), day.month() as u8)
        } else if amount.years > 0 {
            Period::Year(day.year())
        } else if amount.weeks > 0 && amount.days == 0 {
            Period::Week(day)
        } else {
            Period::Day(day)
        };
        Some(Placed::relative(period))
    }

    fn interval(&self, a: &DateParts, b: &DateParts) -> Option<Placed> {
        let last = self.place(b)?;
        let mut first = self.place(a)?;
        // "From November to February", "from Thursday to Saturday": the first end comes first.
        if let (Some(x), Some(y)) = (first.period.days(), last.period.days())
            && x.0 > y.0
        {
            first = self.earlier(a, y.0)?;
        }
        let period = Period::Between(Box::new(first.period), Box::new(last.period));
        Some(Placed {
            period,
            certain: first.certain && last.certain,
            relative: first.relative || last.relative,
        })
    }

    /// `a` once more, read as seen from `before`.
    fn earlier(&self, a: &DateParts, before: Date) -> Option<Placed> {
        let seen = Self {
            published: Some(before),
            mentioned: self.mentioned,
        };
        let parts = DateParts {
            anchor: None,
            tense: Tense::Past,
            ..*a
        };
        seen.place(&parts)
    }
}

/// Whether an expression needs more than itself to be placed.
const fn is_relative(expression: &Expression) -> bool {
    match expression {
        Expression::Date(p) => !p.is_absolute(),
        Expression::Interval(a, b) => !(a.is_absolute() && b.is_absolute()),
        Expression::Distance { .. } => true,
        Expression::Duration(_) | Expression::Every(_) | Expression::Vague(_) => false,
    }
}

fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

impl Unit {
    /// Whether it is longer than a day.
    pub const fn is_calendar(self) -> bool {
        matches!(
            self,
            Self::Week | Self::Month | Self::Year | Self::Decade | Self::Century
        )
    }
}

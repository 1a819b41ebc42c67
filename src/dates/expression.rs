//! What a time expression says, before it is known when the article was published.

pub use super::lexicon::{Portion, Unit};

/// Where on the line of time something vague lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// `PAST_REF`
    Past,
    /// `PRESENT_REF`
    Present,
    /// `FUTURE_REF`
    Future,
}

/// The word that picks one of several: الماضي، الجاري، المقبل …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// الماضي: the nearest before publication.
    Past,
    /// الأخير: the latest ones, of units; vague.
    Recent,
    /// الجاري: the one of publication.
    Present,
    /// المقبل: the nearest after publication.
    Future,
    /// التالي: the one after the time last spoken of.
    Next,
    /// السابق: the one before the time last spoken of.
    Previous,
    /// نفسه: the time last spoken of.
    Same,
}

impl Anchor {
    /// The vague reference the anchor amounts to, where it tells a direction.
    pub const fn reference(self) -> Option<Reference> {
        match self {
            Self::Past | Self::Recent => Some(Reference::Past),
            Self::Present => Some(Reference::Present),
            Self::Future => Some(Reference::Future),
            Self::Next | Self::Previous | Self::Same => None,
        }
    }

    /// The shift it gives a unit.
    pub const fn shift(self) -> Shift {
        match self {
            Self::Past => Shift { by: -1, from: Base::Publication },
            Self::Recent | Self::Present => Shift { by: 0, from: Base::Publication },
            Self::Future => Shift { by: 1, from: Base::Publication },
            Self::Next => Shift { by: 1, from: Base::Mentioned },
            Self::Previous => Shift { by: -1, from: Base::Mentioned },
            Self::Same => Shift { by: 0, from: Base::Mentioned },
        }
    }
}

/// What a shift counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// The day of publication.
    Publication,
    /// The date last spoken of.
    Mentioned,
}

/// So many units from a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shift {
    /// How many units, negative into the past.
    pub by: i32,
    /// From where.
    pub from: Base,
}

/// Which way the words around a date point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Nothing tells: news looks back.
    #[default]
    Unknown,
    /// A past verb or a relative clause.
    Past,
    /// A verb in the future, or a plan.
    Future,
}

/// A calendar month as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Month {
    /// By name, 1 to 12.
    Named(u8),
    /// Of the Hijri calendar, 1 to 12.
    Hijri(u8),
    /// "The past month", "the same month".
    Shifted(Shift),
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// A Gregorian number; before the common era it is negative (`-44` is 44 BC).
    Stated(i16),
    /// A Hijri number.
    Hijri(i16),
    /// "Last year", "the same year".
    Shifted(Shift),
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `SP`, `SU`, `FA` or `WI` as an index 0 to 3.
    Season(u8),
    /// Quarter, 1 to 4.
    Quarter(u8),
    /// Half, 1 or 2.
    Half(u8),
}

/// A century or decade as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Era {
    /// The nth century; negative before the common era.
    Century(i16),
    /// A century counted from this one.
    CenturyShifted(Shift),
    /// The nth century of the Hijri calendar.
    HijriCentury(i16),
    /// A decade by its tens (90 for التسعينات), of a century where one is named.
    Decade(u8, Option<i16>),
    /// A decade counted from this one.
    DecadeShifted(Shift),
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    /// Hour, 0 to 23 as far as the words tell.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Whether it is said to be Greenwich time.
    pub greenwich: bool,
}

/// The parts of a date that the words give. At least one is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing the words say")]
pub struct DateParts {
    /// Time of the day.
    pub clock: Option<Clock>,
    /// Part of the day.
    pub portion: Option<Portion>,
    /// اليوم، أمس، غدا, and "the next day".
    pub deictic: Option<Shift>,
    /// Monday is 1.
    pub weekday: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Week.
    pub week: Option<Shift>,
    /// Month.
    pub month: Option<Month>,
    /// The month's second name (يوليو/ تموز) where it is the name of another month.
    pub other_month: Option<u8>,
    /// Season, quarter, half.
    pub part: Option<Part>,
    /// Year.
    pub year: Option<Year>,
    /// Decade or century.
    pub era: Option<Era>,
    /// The word that picks one of the weekdays, days or months meant.
    pub anchor: Option<Anchor>,
    /// Which way the words around point.
    pub tense: Tense,
    /// Whether a verb of something done stands so near before it that it dates this very deed.
    pub governed: bool,
    /// Whether a verb of something done or منذ stands before it, so that it is not ahead.
    pub done: bool,
    /// The Hijri year, month and day it is said to be (17 رمضان 1445هـ الموافق 27 أبريل 2024).
    pub hijri: Option<(i16, u8, u8)>,
    /// Whether its year is that of the date it is joined with.
    pub borrowed: bool,
    /// Whether the day of the month is an ordinal word: beside a weekday it may count weekdays
    /// (الأربعاء الأول من أبريل).
    pub ordinal: bool,
    /// Whether a word before it says that a date is moved.
    pub moved: bool,
    /// Whether it comes back each year (5 أبريل من كل عام).
    pub yearly: bool,
}

impl DateParts {
    /// Whether the parts can be placed with nothing but themselves.
    pub const fn is_absolute(&self) -> bool {
        matches!(self.year, Some(Year::Stated(_) | Year::Hijri(_)))
            || matches!(self.era, Some(Era::Century(_) | Era::HijriCentury(_) | Era::Decade(..)))
    }

    /// Whether only a day of the month is given.
    pub const fn is_bare_day(&self) -> bool {
        self.day.is_some() && self.month.is_none() && self.year.is_none()
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Amount {
    /// Years; decades and centuries are counted in years.
    pub years: u32,
    /// Months.
    pub months: u32,
    /// Weeks.
    pub weeks: u32,
    /// Days.
    pub days: u32,
    /// Hours.
    pub hours: u32,
    /// Minutes.
    pub minutes: u32,
    /// Seconds.
    pub seconds: u32,
    /// Set where the words give no number (سنوات): then nothing else is.
    pub uncounted: Option<Unit>,
}

impl Amount {
    /// `count` of a unit.
    pub fn of(count: u32, unit: Unit) -> Self {
        let mut out = Self::default();
        out.add(count, unit);
        out
    }

    /// Some number of a unit.
    pub fn some(unit: Unit) -> Self {
        Self { uncounted: Some(unit), ..Self::default() }
    }

    /// Adds `count` of a unit.
    pub fn add(&mut self, count: u32, unit: Unit) {
        let (slot, count) = match unit {
            Unit::Second => (&mut self.seconds, count),
            Unit::Minute => (&mut self.minutes, count),
            Unit::Hour => (&mut self.hours, count),
            Unit::Day => (&mut self.days, count),
            Unit::Week => (&mut self.weeks, count),
            Unit::Month => (&mut self.months, count),
            Unit::Year => (&mut self.years, count),
            Unit::Decade => (&mut self.years, count.saturating_mul(10)),
            Unit::Century => (&mut self.years, count.saturating_mul(100)),
        };
        *slot = slot.saturating_add(count);
    }

    /// Adds a fraction `1/of` of a unit (half a month is 15 days).
    pub fn add_fraction(&mut self, of: u32, unit: Unit) {
        let of = of.max(1);
        match unit {
            Unit::Century => self.add(100 / of, Unit::Year),
            Unit::Decade => self.add(10 / of, Unit::Year),
            Unit::Year => self.add(12 / of, Unit::Month),
            Unit::Month => self.add(30 / of, Unit::Day),
            Unit::Week => self.add(7 / of, Unit::Day),
            Unit::Day => self.add(24 / of, Unit::Hour),
            Unit::Hour => self.add(60 / of, Unit::Minute),
            Unit::Minute | Unit::Second => self.add(60 / of, Unit::Second),
        }
    }

    /// Whether it counts years and nothing finer, with a number or without.
    pub fn is_in_years(&self) -> bool {
        self.grain() == Unit::Year && *self != Self::default()
    }

    /// The finest unit it counts in.
    pub const fn grain(&self) -> Unit {
        if let Some(unit) = self.uncounted {
            unit
        } else if self.seconds > 0 {
            Unit::Second
        } else if self.minutes > 0 {
            Unit::Minute
        } else if self.hours > 0 {
            Unit::Hour
        } else if self.days > 0 {
            Unit::Day
        } else if self.weeks > 0 {
            Unit::Week
        } else if self.months > 0 {
            Unit::Month
        } else {
            Unit::Year
        }
    }
}

/// What a time expression says.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A date, whole or in part, absolute or relative.
    Date(DateParts),
    /// So long before (`forward` false) or after the day of publication.
    Distance {
        /// How long.
        amount: Amount,
        /// Whether into the future.
        forward: bool,
    },
    /// A length of time.
    Duration(Amount),
    /// How often: every so long.
    Every(Amount),
    /// A time that is not told.
    Vague(Reference),
    /// From one date to another, both included.
    Interval(DateParts, DateParts),
}

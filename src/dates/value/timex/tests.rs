use super::*;
use proptest::prelude::*;

fn clocks() -> impl Strategy<Value = Clock> {
    let parts = (0..=24_u8, 0..60_u8, any::<bool>());
    parts.prop_map(|(hour, minute, greenwich)| Clock { hour, minute, greenwich })
}

fn days() -> impl Strategy<Value = Date> {
    let parts = (-9999..=9999_i16, 1..=12_i8, 1..=31_i8);
    parts.prop_filter_map("a day of the calendar", |(y, m, d)| Date::new(y, m, d).ok())
}

fn parts() -> impl Strategy<Value = Part> {
    let season = (0..4_u8).prop_map(Part::Season);
    prop_oneof![season, (1..=4_u8).prop_map(Part::Quarter), (1..=2_u8).prop_map(Part::Half)]
}

fn periods() -> impl Strategy<Value = Period> {
    prop_oneof![
        days().prop_map(Period::Day),
        days().prop_map(Period::week_of),
        (-9999..=9999_i16, 1..=12_u8).prop_map(|(y, m)| Period::Month(y, m)),
        (-9999..=9999_i16, parts()).prop_map(|(y, p)| Period::Part(y, p)),
        prop_oneof![-9999..=-1_i16, 0..=i16::MAX].prop_filter_map("four digits", |y| {
            Some(Period::Year(y)).filter(|_| y.unsigned_abs() < 10_000 || y > 0)
        }),
        (-999..=999_i16).prop_map(Period::Decade),
        (-100..=99_i16).prop_map(Period::Century),
    ]
}

fn points() -> impl Strategy<Value = Point> {
    (periods(), prop::option::of(clocks())).prop_map(|(period, clock)| Point { period, clock })
}

fn units() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ])
}

fn amounts() -> impl Strategy<Value = Amount> {
    let counted = prop::collection::vec((any::<u32>(), units()), 0..4).prop_map(|counts| {
        let mut out = Amount::default();
        for (count, unit) in counts {
            out.add(count, unit);
        }
        out
    });
    prop_oneof![counted, units().prop_map(Amount::some)]
}

fn values() -> impl Strategy<Value = TimeValue> {
    let references = vec![Reference::Past, Reference::Present, Reference::Future];
    prop_oneof![
        points().prop_map(TimeValue::Date),
        (points(), points()).prop_map(|(from, to)| TimeValue::Interval(from, to)),
        (1..=12_u8, prop::option::of(1..=29_u8)).prop_map(|(month, day)| TimeValue::Yearly { month, day }),
        (clocks(), clocks()).prop_map(|(from, to)| TimeValue::Hours(from, to)),
        amounts().prop_map(TimeValue::Duration),
        prop::sample::select(references).prop_map(TimeValue::Reference),
    ]
}

proptest! {
    #[test]
    fn what_is_written_reads_back(value in values()) {
        prop_assert_eq!(value.to_string().parse(), Ok(value));
    }

    #[test]
    fn what_is_read_is_written_the_same(text in "[-0-9PTXYMWDEHSQBCZ:/]{0,12}") {
        if let Ok(value) = text.parse::<TimeValue>() {
            prop_assert_eq!(value.to_string(), text);
        }
    }
}

#[test]
fn values_of_each_sort() {
    let date = |period: Period| TimeValue::from(period);
    let clock = |hour, greenwich| Clock { hour, minute: 0, greenwich };
    for (text, value) in [
        ("2023-09-13", date(Period::Day(Date::constant(2023, 9, 13)))),
        ("2023-W35", date(Period::Week(2023, 35))),
        ("2023-07", date(Period::Month(2023, 7))),
        ("2023-SU", date(Period::Part(2023, Part::Season(1)))),
        ("2023-Q3", date(Period::Part(2023, Part::Quarter(3)))),
        ("2023-H1", date(Period::Part(2023, Part::Half(1)))),
        ("0070", date(Period::Year(70))),
        ("BC0044", date(Period::Year(-44))),
        ("199", date(Period::Decade(199))),
        ("19", date(Period::Century(19))),
        ("BC04", date(Period::Century(-5))),
        ("2024-07T15:00Z", date(Period::Month(2024, 7)).at(clock(15, true))),
        ("2010/2012", TimeValue::Interval(Period::Year(2010).into(), Period::Year(2012).into())),
        ("XXXX-04-05", TimeValue::Yearly { month: 4, day: Some(5) }),
        ("T18:00/T06:00", TimeValue::Hours(clock(18, false), clock(6, false))),
        ("P1M15D", TimeValue::Duration(Amount { months: 1, days: 15, ..Amount::default() })),
        ("PT30M", TimeValue::Duration(Amount::of(30, Unit::Minute))),
        ("P0D", TimeValue::Duration(Amount::default())),
        ("PXDE", TimeValue::Duration(Amount::some(Unit::Decade))),
        ("FUTURE_REF", TimeValue::Reference(Reference::Future)),
    ] {
        assert_eq!((text.parse(), value.to_string()), (Ok(value), text.to_owned()));
    }
}

#[test]
fn what_is_no_value() {
    for text in [
        "",
        "P",
        "2023-13",
        "2023-02-30",
        "2023-9-1",
        "x",
        "PXQ",
        "PX",
        "P3",
        "P3M1Y",
        "PT",
        "2023-W99",
        "2023-Q5",
        "2023-é",
        "+2023",
        "T25:00/T06:00",
        "XXXX-02-30",
        "2023/",
        "2023-09-13?",
    ] {
        assert_eq!(text.parse::<TimeValue>(), Err(NotTimex), "{text}");
    }
}

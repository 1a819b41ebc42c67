//! How times are resolved, beside the cases of `tests/cases/times/`: links between them, several
//! candidates for the day of publication, and any words in any order.

use isnad::dates::{self, Period, Time};
use isnad::text::Tokens;
use jiff::civil::Date;
use proptest::prelude::*;

/// Words around and in time expressions, to make texts of.
const WORDS: &str = concat!(
    include_str!("cases/times/dates.md"),
    include_str!("cases/times/relative.md"),
    include_str!("cases/times/look-alikes.md"),
);

fn read(text: &str, published: Option<Date>) -> Vec<Time> {
    let facts = dates::find(text, &Tokens::new(text));
    let facts: Vec<_> = facts.iter().map(|f| (0, f)).collect();
    dates::resolve(&facts, published)
}

#[test]
fn what_is_the_same_for_every_candidate_is_given() {
    let text = "وصل أمس وفي 15 مارس 2023 وفي الشهر الماضي";
    let facts = dates::find(text, &Tokens::new(text));
    let facts: Vec<_> = facts.iter().map(|f| (0, f)).collect();
    let days = [Date::constant(2023, 5, 3), Date::constant(2023, 5, 10)];
    let times = dates::resolve_among(&facts, &days);
    let values: Vec<_> = times.iter().map(|t| t.value).collect();
    let day = Period::Day(Date::constant(2023, 3, 15));
    assert_eq!(values, [None, Some(day.into()), Some(Period::Month(2023, 4).into())]);
}

#[test]
fn what_counts_from_another_date_links_to_it() {
    let text = "وصل في 10 مايو 2018، وغادر في اليوم التالي. وقتل في العام نفسه، وعاد أمس.";
    let times = read(text, Some(Date::constant(2023, 10, 19)));
    let links: Vec<_> = times.iter().map(|t| t.refers.map(|s| s.of(text))).collect();
    assert_eq!(links, [None, Some("10 مايو 2018"), Some("اليوم التالي"), None]);
}

proptest! {
    /// Whatever words stand side by side: nothing panics, and the spans are in order, apart, and
    /// on the edges of letters.
    #[test]
    fn any_words_in_any_order(picks in prop::collection::vec((0..5000_usize, 0..8_usize), 1..40)) {
        let parts = WORDS.split(|c: char| c.is_whitespace() || "⟦|⟧".contains(c));
        let words: Vec<_> = parts.filter(|word| !word.is_empty()).collect();
        let text: String = picks
            .iter()
            .flat_map(|&(w, glue)| {
                let glue = [" ", " ", " ", " ", "", "، ", "-", "/"][glue];
                [words[w % words.len()], glue]
            })
            .collect();
        let facts = dates::find(&text, &Tokens::new(&text));
        let mut end = 0;
        for fact in &facts {
            prop_assert!(fact.span.start >= end && !fact.span.is_empty());
            prop_assert!(text.get(fact.span.start..fact.span.end).is_some());
            end = fact.span.end;
        }
        let refs: Vec<_> = facts.iter().map(|f| (0, f)).collect();
        for published in [None, Some(Date::constant(2023, 10, 19)), Some(Date::MIN), Some(Date::MAX)] {
            prop_assert_eq!(dates::resolve(&refs, published).len(), facts.len());
        }
    }
}

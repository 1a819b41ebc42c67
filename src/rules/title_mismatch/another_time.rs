//! Whether a title tells of a time when it was right: «وزير الدفاع السابق», «حين كان», a date of then.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::super::{Article, sentence_of};
use super::lexicon::TenureWords;
use super::{MARGIN, both, shifted};
use crate::knowledge::{PartialDate, Tenure};
use crate::names::Introduction;
use crate::text::lexicon::stored_lexicon;
use crate::text::{Span, Tokens, clitic};

/// Days after which the time in office is history, which any date of then in the article recalls;
/// and after which nobody takes the person for the holder.
const HISTORY: (i64, i64) = (2 * 365, 12 * 365);

/// Words behind title and name that may say that the office is past (شويغو، وزير الدفاع السابق).
const BEHIND: usize = 7;

pub(super) static LEXICON: LazyLock<TenureWords> = LazyLock::new(|| stored_lexicon!("tenure"));

/// Whether the words about a title, or the times beside it, tell of a time when it was right.
pub(super) fn tells_of_another_time(
    article: &Article<'_>,
    said: &Introduction,
    own: Option<&Tenure>,
    day: Date,
) -> bool {
    let analysis = article.analysis;
    let whole = both(said);
    let Some(block) = analysis.block_of(whole) else {
        return true;
    };
    let sentence = sentence_of(analysis, whole).unwrap_or(block.span);
    if has_word(sentence.of(article.text), |w| LEXICON.then.contains(w))
        || is_marked(article, said, block.span, own, day)
        || governed(article, said, block.span)
    {
        return true;
    }
    let Some(own) = own else {
        return false;
    };
    let ended = own.to.map(PartialDate::last_day);
    let over = |days: i64| ended.is_some_and(|to| to < shifted(day, -days));
    if over(HISTORY.1) {
        return true;
    }
    let is_history = over(HISTORY.0);
    // What comes before the day itself by less is today's news, though it may be dated.
    let recent = shifted(day, -MARGIN);
    let of_then = |from: Date, to: Date| {
        to < recent
            && own.from.is_none_or(|f| shifted(f.first_day(), -365) <= to)
            && ended.is_none_or(|e| from <= shifted(e, MARGIN))
    };
    let times = analysis.times.iter().filter(|t| is_history || block.span.contains(t.span));
    times.filter_map(|t| t.days).any(|(from, to)| of_then(from, to))
}

/// Whether a word in the title, between it and the name or right behind says that the office is past
/// or still to come.
fn is_marked(
    article: &Article<'_>,
    said: &Introduction,
    block: Span,
    own: Option<&Tenure>,
    day: Date,
) -> bool {
    let begun = own.is_some_and(|t| t.from.is_none_or(|f| f.first_day() < day));
    let whole = both(said);
    let behind = article.text.get(whole.end..block.end).unwrap_or("");
    let near = behind.split_inclusive(char::is_whitespace).take(BEHIND).map(str::len).sum::<usize>();
    let near = Span::new(whole.start, whole.end + near);
    let marks = |w: &str| LEXICON.past.contains(w) || (!begun && LEXICON.coming.contains(w));
    has_word(near.of(article.text), marks)
}

/// Whether the title stands right behind a word that takes the name or the office elsewhere, or is
/// joined to what stands before the name (لافروف، ووزير الدفاع).
fn governed(article: &Article<'_>, said: &Introduction, block: Span) -> bool {
    let before = article.text.get(block.start..said.title.start).unwrap_or("");
    let has_clitic = before.ends_with(char::is_alphabetic);
    let last = before.split_whitespace().next_back().unwrap_or("");
    let is_taken = |w: &str| LEXICON.periods.contains(w) || LEXICON.others.contains(w);
    (has_clitic && said.span.start < said.title.start) || has_word(last, is_taken)
}

fn has_word(text: &str, is: impl Fn(&str) -> bool) -> bool {
    let tokens = Tokens::new(text);
    (0..tokens.len()).any(|i| clitic::find(tokens.key(i), &is).is_some())
}

//! Openings of other articles that a page has behind its own: «قد يهمك» without the words.
//!
//! Each is the first paragraph of its article. None goes on with what stands before it, and together they share
//! hardly a word with the article they stand behind.

use std::ops::RangeInclusive;

use rustc_hash::FxHashSet;

use super::view::View;
use super::{LEXICON, Role};
use crate::text::clitic;

/// How many openings stand behind an article, at least so many; the article has as many paragraphs.
const TEASERS: usize = 5;
const OWN: usize = 2;

/// How many words an opening has.
const WORDS: RangeInclusive<usize> = 15..=60;

/// Words with fewer letters, what is joined to them set aside, are shared by any two texts.
const LETTERS: usize = 5;

/// The greatest share of such words that openings have in common with the article, in percent, on the average. Of
/// 248 articles by five outlets all 20 that have such a tail are below, the next one without is at 37; of 2,100
/// more by outlets without them, two are below.
const SHARED: usize = 22;

/// Makes boilerplate of the openings of other articles at the end of an article's paragraphs.
pub(super) fn cut(views: &[&View], roles: &mut [Option<Role>]) {
    let paragraphs: Vec<usize> = (0..views.len()).filter(|&at| roles[at].is_none()).collect();
    let Some((own, tail)) = paragraphs.split_last_chunk::<TEASERS>() else {
        return;
    };
    if own.len() >= OWN && tail.iter().all(|&at| opens(views[at])) && is_strange(views, own, tail) {
        for &at in tail {
            roles[at] = Some(Role::Boilerplate);
        }
    }
}

/// Whether a block reads as the opening of an article: a paragraph that goes on with nothing.
fn opens(view: &View) -> bool {
    let first = view.keys.split(' ').next().unwrap_or_default();
    let joined = clitic::strip_conjunction(first).is_some() && !LEXICON.firsts.contains(first);
    !view.marked_heading && WORDS.contains(&view.words) && !joined && !LEXICON.going_on.contains(first)
}

/// Whether some blocks share hardly a word with others.
fn is_strange(views: &[&View], own: &[usize], tail: &[usize]) -> bool {
    let known: FxHashSet<&str> = own.iter().flat_map(|&at| cores(views[at])).collect();
    let share = |&at: &usize| {
        let cores: FxHashSet<&str> = cores(views[at]).collect();
        100 * cores.intersection(&known).count() / cores.len().max(1)
    };
    tail.iter().map(share).sum::<usize>() <= SHARED * tail.len()
}

/// The longer words of a block without what is joined to them and without their endings.
fn cores(view: &View) -> impl Iterator<Item = &str> {
    view.keys.split(' ').map(core).filter(|core| core.chars().nth(LETTERS - 1).is_some())
}

fn core(word: &str) -> &str {
    let bare = clitic::strip_conjunction(word).unwrap_or(word);
    let stem = LEXICON.articles.iter().find_map(|article| bare.strip_prefix(&**article)).unwrap_or(bare);
    let without = LEXICON.endings.iter().find_map(|ending| stem.strip_suffix(&**ending));
    without.filter(|rest| rest.chars().nth(2).is_some()).unwrap_or(stem)
}

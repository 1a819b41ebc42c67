//! How a sentence stands to the story: news, going on with what was just said, or background.

use super::lexicon::{Lexicon, longest_in};
use super::line::Line;
use super::toll::words;
use super::weigh;

/// How a claim stands to the sentences before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Telling {
    /// It tells its own story.
    #[default]
    News,
    /// It goes on with the one before it: كما، كذلك.
    GoesOn,
    /// Its source explains what was just told: وأوضح.
    Explains,
    /// It turns to another matter: من جهة أخرى.
    Turns,
    /// It goes back behind the story, or sets it against what is known: وكان … قد، ويأتي هذا بعد ….
    Background,
}

/// How far behind كان its verb may stand, in words.
const EARLIER: usize = 14;
/// Within so many words كما or أيضا opens a sentence.
const GOES_ON_WORDS: usize = 3;

/// How a sentence stands to those before it.
pub(super) fn of(line: &Line<'_>) -> Telling {
    let lexicon = Lexicon::get();
    if goes_back(line) {
        return Telling::Background;
    }
    if longest_in(&lexicon.words.turns, line, line.first).is_some() {
        return Telling::Turns;
    }
    if line.is_in(line.first, &lexicon.words.explaining) {
        return Telling::Explains;
    }
    let goes_on = |i| line.is_in(i, &lexicon.words.going_on);
    if words(line, line.first, GOES_ON_WORDS).any(goes_on) { Telling::GoesOn } else { Telling::News }
}

fn goes_back(line: &Line<'_>) -> bool {
    let lexicon = Lexicon::get();
    let first = line.first + usize::from(lexicon.words.particles.contains(line.key(line.first)));
    if line.is_in(first, &lexicon.words.backdrop) {
        return true;
    }
    let opens = line.is_in(first, &lexicon.words.pluperfect);
    opens && words(line, first + 1, EARLIER).any(|i| weigh::is_past_verb(line, i))
}

/// Whether a headline heads an essay, pictures or a press review rather than news.
pub(super) fn is_no_news(line: &Line<'_>) -> bool {
    (line.first..line.end).any(|i| longest_in(&Lexicon::get().words.not_news, line, i).is_some())
}

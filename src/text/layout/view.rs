//! What the layout pass asks of a block, and the role a block has by its own words.

use std::hash::BuildHasher;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxBuildHasher;

use super::{BlockText, LEXICON, LIFTED_WORDS, RUN};
use crate::text::lexicon::Folded;
use crate::text::token::is_quote;
use crate::text::{Role, Tokens};

/// Least number of words of a block that reads as a paragraph without a full stop.
const PARAGRAPH_WORDS: usize = 18;
/// Most words of a heading inside the text.
const HEADING_WORDS: usize = 14;
/// Least number of words of another article's headline; a subhead may have fewer.
const HEADLINE_WORDS: usize = 5;
/// Most words of a line of section names.
const MENU_WORDS: usize = 5;

/// Finds whether a text has any of the phrases that tell wherever they stand: hardly a block has one.
static TELLING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let lexicon = &*LEXICON;
    let lists = [&lexicon.anywhere, &lexicon.byline_anywhere, &lexicon.embedded];
    AhoCorasick::new(lists.into_iter().flatten().map(|phrase| phrase.as_bytes())).ok()
});

/// What the layout pass asks of a block, worked out once from its words alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing the layout asks")]
pub struct View {
    pub(super) folded: String,
    /// Of the folded text.
    pub(super) hash: u64,
    pub(super) words: usize,
    pub(super) arabic: bool,
    /// Whether a phrase stands in it that tells wherever it stands.
    pub(super) telling: bool,
    pub(super) ends_sentence: bool,
    pub(super) marked_heading: bool,
    pub(super) hashtags: usize,
    pub(super) keys: String,
    /// The hashes of its runs of [`RUN`] words.
    pub(super) runs: Vec<u64>,
    /// The role it has by its own words, where they tell.
    pub(super) own: Option<Role>,
}

impl View {
    /// Looks at a block.
    pub fn new(block: &BlockText<'_>) -> Self {
        let text = block.text.trim_end_matches(['"', '”', '»', ')', ' ']);
        let (words, keys) = words(block.tokens);
        let folded = block.tokens.folded().trim_end().to_owned();
        let mut view = Self {
            hash: FxBuildHasher.hash_one(&folded),
            telling: TELLING.as_ref().is_none_or(|any| any.is_match(&folded)),
            folded,
            words,
            arabic: block.text.chars().any(|c| ('\u{0621}'..='\u{064A}').contains(&c)),
            ends_sentence: text.ends_with(['.', '!', '?', '؟', '…', '۔']),
            marked_heading: block.text.starts_with('#') && !starts_hashtag(block.tokens),
            hashtags: hashtags(block.tokens),
            keys,
            runs: runs(block.tokens),
            own: None,
        };
        view.own = own_role(&view);
        view
    }

    /// The words that have to recur elsewhere.
    pub(super) fn first_words(&self) -> &str {
        let end = self.keys.match_indices(' ').nth(LIFTED_WORDS - 1).map_or(self.keys.len(), |(at, _)| at);
        self.keys.get(..end).unwrap_or_default()
    }

    /// Its first word and its last, which may be the same; nothing of a block without words.
    fn first_and_last(&self) -> (&str, &str) {
        let first = self.keys.split(' ').next().unwrap_or_default();
        (first, self.keys.rsplit(' ').next().unwrap_or_default())
    }

    pub(super) fn is_paragraph(&self) -> bool {
        !self.marked_heading && (self.words >= PARAGRAPH_WORDS || (self.ends_sentence && self.words >= 6))
    }

    pub(super) fn is_heading(&self) -> bool {
        !self.ends_sentence && self.words <= HEADING_WORDS
    }

    /// Whether the block reads as the headline of an article rather than as a subhead or an item of a list.
    pub(super) fn is_headline(&self) -> bool {
        let begins = self.folded.starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
        let breaks_off = self.folded.ends_with([':', '،', ',', '؛', ';']);
        !self.marked_heading && self.is_heading() && self.words >= HEADLINE_WORDS && begins && !breaks_off
    }

    /// Whether the block begins with a phrase: one of several words, or a word that is all of the
    /// block or stands before a colon (a sentence may begin with شارك as well).
    pub(super) fn begins_with(&self, phrases: &[Folded]) -> bool {
        phrases.iter().any(|phrase| {
            let Some(rest) = self.folded.strip_prefix(&**phrase) else {
                return false;
            };
            let apart = !rest.starts_with(char::is_alphabetic);
            apart && (phrase.contains(' ') || self.words == 1 || rest.trim_start().starts_with(':'))
        })
    }

    /// Whether the block begins with a phrase that another follows: «The post … appeared first on …».
    pub(super) fn is_framed(&self) -> bool {
        let frames = &LEXICON.framed;
        frames.iter().any(|[first, then]| {
            self.folded
                .strip_prefix(&**first)
                .is_some_and(|rest| rest.starts_with(' ') && rest.contains(&**then))
        })
    }

    /// Whether a cue of an author's name opens the block.
    fn begins_with_cue(&self, cues: &[Folded]) -> bool {
        cues.iter()
            .any(|c| self.folded.strip_prefix(&**c).is_some_and(|r| r.starts_with([' ', ':', '/', '-'])))
    }

    /// Whether one of the phrases that tell anywhere stands in it.
    pub(super) fn has(&self, phrases: &[Folded]) -> bool {
        self.telling && phrases.iter().any(|p| self.folded.contains(&**p))
    }
}

/// How many words there are, and their keys joined by spaces.
fn words(tokens: &Tokens) -> (usize, String) {
    let (mut count, mut keys) = (0, String::with_capacity(tokens.folded().len()));
    for at in (0..tokens.len()).filter(|&at| tokens.is_word(at)) {
        if count > 0 {
            keys.push(' ');
        }
        keys.push_str(tokens.key(at));
        count += 1;
    }
    (count, keys)
}

/// The hashes of each run of [`RUN`] words.
fn runs(tokens: &Tokens) -> Vec<u64> {
    let mut words =
        (0..tokens.len()).filter(|&i| tokens.is_word(i)).map(|i| FxBuildHasher.hash_one(tokens.key(i)));
    let mut run = [0; RUN];
    for slot in &mut run {
        let Some(word) = words.next() else { return Vec::new() };
        *slot = word;
    }
    let join = |hash: u64, word: &u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut runs = Vec::with_capacity(tokens.len());
    runs.push(run.iter().fold(0, join));
    for word in words {
        run.rotate_left(1);
        run[RUN - 1] = word;
        runs.push(run.iter().fold(0, join));
    }
    runs
}

fn starts_hashtag(tokens: &Tokens) -> bool {
    tokens.punct(0) == Some('#') && tokens.is_word(1) && !tokens.spaced_before(1)
}

fn hashtags(tokens: &Tokens) -> usize {
    let is_tag =
        |&i: &usize| tokens.punct(i) == Some('#') && tokens.is_word(i + 1) && !tokens.spaced_before(i + 1);
    (0..tokens.len()).filter(is_tag).count()
}

/// The role a block has by its own words, where they tell.
fn own_role(view: &View) -> Option<Role> {
    let lexicon = &*LEXICON;
    let short = view.words <= lexicon.short_words;
    if view.words == 0 {
        return Some(Role::Boilerplate);
    }
    if view.has(&lexicon.byline_anywhere)
        || (view.words <= 8 && !view.ends_sentence && view.begins_with_cue(&lexicon.byline))
    {
        return Some(Role::Byline);
    }
    let tagged = short && view.hashtags > 0 && view.begins_with(&lexicon.boilerplate);
    if tagged || view.is_framed() {
        return Some(Role::Boilerplate);
    }
    if view.has(&lexicon.embedded) || view.hashtags >= 2 {
        return Some(Role::Embedded);
    }
    if view.has(&lexicon.anywhere)
        || (short
            && !view.ends_sentence
            && (view.begins_with(&lexicon.boilerplate) || view.begins_with(&lexicon.tail)))
    {
        return Some(Role::Boilerplate);
    }
    if view.marked_heading {
        return Some(Role::Subhead);
    }
    if !view.arabic && !view.is_paragraph() {
        return Some(Role::Boilerplate);
    }
    if is_menu(view) {
        return Some(Role::Boilerplate);
    }
    (view.words <= 40 && credited(view)).then_some(Role::Caption)
}

/// Section names run together: the block begins and ends with one and a word is longer than it.
pub(super) fn is_menu(view: &View) -> bool {
    if view.words > MENU_WORDS {
        return false;
    }
    let sections = &LEXICON.sections;
    let (first, last) = view.first_and_last();
    let glued = sections.iter().any(|s| first.len() > s.len() && first.starts_with(&**s));
    glued && sections.iter().any(|s| last.ends_with(&**s))
}

/// Whether a picture's credit closes the block: «… - REUTERS», «… (رويترز)».
fn credited(view: &View) -> bool {
    let text = view.folded.trim_end_matches(['.', ' ']);
    LEXICON.credits.iter().any(|credit| {
        let bracketed = text.strip_suffix(')').and_then(|t| t.strip_suffix(&**credit));
        let dashed = text.strip_suffix(&**credit);
        bracketed.is_some_and(|t| t.ends_with('('))
            || dashed.is_some_and(|t| {
                t.trim_end().ends_with(['-', '–', '—', '|', '/']) && t.split(' ').count() > 4
            })
    })
}

//! What each block is in its article: headline, body, caption, menu …
//!
//! Judged by the words of `data/lexicon/layout.toml`, a block's length and punctuation, repetition
//! and place. Web pages come with their menus and captions in the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::fold::{Folded, fold};
use super::met::hash_of;
use super::{Role, Span, TokenKind, Tokens};

/// A block as the layout pass sees it.
#[derive(Clone, Copy, Debug)]
pub struct BlockText<'a> {
    /// Its words, without white space behind them.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    short_words: usize,
    boilerplate: Vec<String>,
    tail: Vec<String>,
    anywhere: Vec<String>,
    sections: Vec<String>,
    byline: Vec<String>,
    byline_anywhere: Vec<String>,
    credits: Vec<String>,
    embedded: Vec<String>,
    wanted: Vec<String>,
    behind: Vec<String>,
    behind_anywhere: Vec<String>,
    markup: BTreeMap<String, String>,
}

const SOURCE: &str = include_str!("../../data/lexicon/layout.toml");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon: Lexicon = toml::from_str(SOURCE).unwrap_or_default();
    for list in [
        &mut lexicon.boilerplate,
        &mut lexicon.tail,
        &mut lexicon.anywhere,
        &mut lexicon.sections,
        &mut lexicon.byline,
        &mut lexicon.byline_anywhere,
        &mut lexicon.credits,
        &mut lexicon.embedded,
        &mut lexicon.wanted,
        &mut lexicon.behind,
        &mut lexicon.behind_anywhere,
    ] {
        for phrase in list.iter_mut() {
            *phrase = fold(phrase);
        }
    }
    lexicon
});

/// Finds whether a text has any of the phrases that tell wherever they stand: hardly a block has one.
static TELLING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let lexicon = &*LEXICON;
    let lists = [&lexicon.anywhere, &lexicon.byline_anywhere, &lexicon.embedded];
    AhoCorasick::new(lists.into_iter().flatten()).ok()
});

/// Least number of words of a block that reads as a paragraph without a full stop.
const PARAGRAPH_WORDS: usize = 18;
/// Most words of a heading inside the text.
const HEADING_WORDS: usize = 14;
/// Most words of a line of section names.
const MENU_WORDS: usize = 5;
/// Words that have to recur for a block to be a quotation lifted out of the text.
const LIFTED_WORDS: usize = 8;
/// Those of them that stand there whole, whatever is joined to the first and the last.
const RUN: usize = LIFTED_WORDS - 2;

/// The roles of an article's blocks, in their order.
pub fn roles(views: &[&View]) -> Vec<Role> {
    let mut roles: Vec<Option<Role>> = views.iter().map(|view| view.own).collect();
    repeated(views, &mut roles);
    lifted(views, &mut roles);
    let first_body = (0..views.len()).find(|&i| roles[i].is_none() && views[i].is_paragraph());
    let last_body = (0..views.len()).rev().find(|&i| roles[i].is_none() && views[i].is_paragraph());
    cut_tail(&mut roles, last_body);
    let place = |i: usize| {
        let view = views[i];
        match (first_body, last_body) {
            (Some(first), _) if i < first => head_role(view),
            (Some(_), Some(last)) if view.is_heading() && i < last => Role::Subhead,
            (None, _) if i == 0 && !view.ends_sentence => Role::Headline,
            _ => Role::Body,
        }
    };
    (0..views.len()).map(|i| roles[i].unwrap_or_else(|| place(i))).collect()
}

/// What the layout pass asks of a block, worked out once from its words alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    folded: String,
    /// Of the folded text.
    hash: u64,
    words: usize,
    arabic: bool,
    /// Whether a phrase stands in it that tells wherever it stands.
    telling: bool,
    ends_sentence: bool,
    marked_heading: bool,
    hashtags: usize,
    keys: String,
    /// The hashes of its runs of [`RUN`] words.
    runs: Vec<u64>,
    /// The role it has by its own words, where they tell.
    own: Option<Role>,
}

impl View {
    /// Looks at a block.
    pub fn new(block: &BlockText<'_>) -> Self {
        let text = block.text.trim_end_matches(['"', '”', '»', ')', ' ']);
        let (words, keys) = words(block.tokens);
        let folded = block.tokens.folded().trim_end().to_owned();
        let mut view = Self {
            hash: hash_of(&folded, 0),
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
    fn first_words(&self) -> &str {
        let end = self.keys.match_indices(' ').nth(LIFTED_WORDS - 1).map_or(self.keys.len(), |(at, _)| at);
        self.keys.get(..end).unwrap_or_default()
    }

    /// Its first word and its last, which may be the same; nothing of a block without words.
    fn first_and_last(&self) -> (&str, &str) {
        let first = self.keys.split(' ').next().unwrap_or_default();
        (first, self.keys.rsplit(' ').next().unwrap_or_default())
    }

    fn is_paragraph(&self) -> bool {
        !self.marked_heading && (self.words >= PARAGRAPH_WORDS || (self.ends_sentence && self.words >= 6))
    }

    fn is_heading(&self) -> bool {
        !self.ends_sentence && self.words <= HEADING_WORDS
    }

    /// Whether the block begins with a phrase: one of several words, or a word that is all of the
    /// block or stands before a colon (a sentence may begin with شارك as well).
    fn begins_with(&self, phrases: &[String]) -> bool {
        phrases.iter().any(|phrase| {
            let Some(rest) = self.folded.strip_prefix(phrase.as_str()) else {
                return false;
            };
            let apart = !rest.starts_with(char::is_alphabetic);
            apart && (phrase.contains(' ') || self.words == 1 || rest.trim_start().starts_with(':'))
        })
    }

    /// Whether a cue of an author's name opens the block.
    fn begins_with_cue(&self, cues: &[String]) -> bool {
        cues.iter().any(|c| {
            self.folded.strip_prefix(c.as_str()).is_some_and(|r| r.starts_with([' ', ':', '/', '-']))
        })
    }

    /// Whether one of the phrases that tell anywhere stands in it.
    fn has(&self, phrases: &[String]) -> bool {
        self.telling && phrases.iter().any(|p| self.folded.contains(p.as_str()))
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
    let mut words = Vec::with_capacity(tokens.len());
    words.extend((0..tokens.len()).filter(|&i| tokens.is_word(i)).map(|i| tokens.hash(i)));
    let join = |hash: u64, word: &u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    words.windows(RUN).map(|run| run.iter().fold(0, join)).collect()
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
fn is_menu(view: &View) -> bool {
    if view.words > MENU_WORDS {
        return false;
    }
    let sections = &LEXICON.sections;
    let (first, last) = view.first_and_last();
    let glued = sections.iter().any(|s| first.len() > s.len() && first.starts_with(s.as_str()));
    glued && sections.iter().any(|s| last.ends_with(s.as_str()))
}

/// Whether a picture's credit closes the block: «… - REUTERS», «… (رويترز)».
fn credited(view: &View) -> bool {
    let text = view.folded.trim_end_matches(['.', ' ']);
    LEXICON.credits.iter().any(|credit| {
        let bracketed = text.strip_suffix(')').and_then(|t| t.strip_suffix(credit.as_str()));
        let dashed = text.strip_suffix(credit.as_str());
        bracketed.is_some_and(|t| t.ends_with('('))
            || dashed.is_some_and(|t| {
                t.trim_end().ends_with(['-', '–', '—', '|', '/']) && t.split(' ').count() > 4
            })
    })
}

/// A line that stands twice is a picture's caption.
fn repeated(views: &[&View], roles: &mut [Option<Role>]) {
    let mut count: FxHashMap<u64, usize> = FxHashMap::default();
    for view in views {
        *count.entry(view.hash).or_default() += 1;
    }
    for (view, role) in views.iter().zip(roles) {
        if role.is_none()
            && view.words >= 3
            && view.words <= 40
            && count.get(&view.hash).is_some_and(|&n| n > 1)
        {
            *role = Some(Role::Caption);
        }
    }
}

/// A block whose first words stand inside a longer one is a quotation lifted out of it.
fn lifted(views: &[&View], roles: &mut [Option<Role>]) {
    // The second to the last but one of the first words: what stands inside holds them as they are.
    let begins: Vec<(u64, usize)> = (0..views.len())
        .filter(|&i| roles[i].is_none() && views[i].words >= LIFTED_WORDS)
        .filter_map(|i| Some((*views[i].runs.get(1)?, i)))
        .collect();
    let hashes: FxHashSet<u64> = begins.iter().map(|(hash, _)| *hash).collect();
    for (j, v) in views.iter().enumerate() {
        for run in v.runs.iter().filter(|run| hashes.contains(run)) {
            for &(_, i) in begins.iter().filter(|(hash, i)| hash == run && *i != j) {
                let start = views[i].first_words();
                if v.words > views[i].words && v.keys.contains(start) && !v.keys.starts_with(start) {
                    roles[i] = Some(Role::Embedded);
                }
            }
        }
    }
}

/// Everything behind the last paragraph and a closing menu line is a menu.
fn cut_tail(roles: &mut [Option<Role>], last_body: Option<usize>) {
    let mut closed = false;
    for role in roles.iter_mut().skip(last_body.map_or(0, |i| i + 1)) {
        closed |= *role == Some(Role::Boilerplate);
        if closed && !matches!(role, Some(Role::Byline | Role::Embedded)) {
            *role = Some(Role::Boilerplate);
        }
    }
}

/// What a block before the first paragraph is.
fn head_role(view: &View) -> Role {
    let dash = view.folded.contains(['-', '–', '/', '(', ':']);
    if dash && view.words <= 5 && !view.ends_sentence { Role::Dateline } else { Role::Headline }
}

/// What a block of the role [`Role::Boilerplate`] is to someone who edits the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    /// Remains of the page it was copied from.
    Line,
    /// The same, and so is what follows.
    Tail,
}

/// Whether a block's own words tell that it is remains of a page. A block is boilerplate for other
/// reasons, too: a row of dashes, a Latin line, an announcement.
pub fn remains(block: &BlockText<'_>) -> Option<Remains> {
    let lexicon = &*LEXICON;
    let view = View::new(block);
    if view.begins_with(&lexicon.tail) {
        return Some(Remains::Tail);
    }
    let begins = view.begins_with(&lexicon.boilerplate) && !view.begins_with(&lexicon.wanted);
    (begins || view.has(&lexicon.anywhere) || is_menu(&view)).then_some(Remains::Line)
}

/// Remains of a page behind the last sentence of a paragraph: from where they begin to its end.
pub fn remains_behind(text: &str) -> Option<Span> {
    let lexicon = &*LEXICON;
    let folded = Folded::new(text);
    let start = |phrase: &String, anywhere: bool| {
        let at = folded.text.rfind(phrase.as_str())?;
        let (before, rest) = (folded.text[..at].trim_end(), folded.text[at + phrase.len()..].trim());
        let apart = anywhere || (before.ends_with(['.', '!', '؟', '?', '…']) && !rest.ends_with('.'));
        let short = rest.split_whitespace().count() <= lexicon.short_words;
        (apart && short && !before.is_empty() && !rest.starts_with(char::is_alphabetic))
            .then(|| folded.original(at..at + phrase.len()).start)
    };
    let behind = lexicon.behind.iter().filter_map(|p| start(p, false));
    let anywhere = lexicon.behind_anywhere.iter().filter_map(|p| start(p, true));
    behind.chain(anywhere).min().map(|at| Span::new(at, text.len()))
}

/// Marks of a web page's source in a text, each with what it stands for.
pub fn markup(text: &str) -> Vec<(Span, &'static str)> {
    if memchr::memchr3(b'&', b'<', b'[', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let marks = LEXICON.markup.iter();
    let found = marks.flat_map(|(mark, sense)| {
        text.match_indices(mark.as_str()).map(|(at, m)| (Span::new(at, at + m.len()), sense.as_str()))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_unstable();
    found
}

/// Whether a block ends without a mark that closes a sentence; for rules about glued text.
pub fn ends_open(tokens: &Tokens) -> bool {
    tokens.list().last().is_some_and(|t| !matches!(t.kind, TokenKind::Punct(_)))
}

#[cfg(test)]
mod tests {
    use super::super::block;
    use super::*;

    fn roles_of(text: &str) -> Vec<Role> {
        let blocks: Vec<(&str, Tokens)> =
            block::split(text).into_iter().map(|s| (s.of(text), Tokens::new(s.of(text)))).collect();
        let views: Vec<View> =
            blocks.iter().map(|(text, tokens)| View::new(&BlockText { text, tokens })).collect();
        roles(&views.iter().collect::<Vec<_>>())
    }

    #[test]
    fn the_lexicon_is_read() {
        assert!(toml::from_str::<Lexicon>(SOURCE).is_ok());
    }

    #[test]
    fn a_page_with_everything() {
        let text = "اقتصادالعالم عاجل\nارتفاع أسعار النفط في الأسواق\nوزير النفط في المؤتمر (رويترز)\nلندن - رويترز\n\
            ارتفعت أسعار النفط في التعاملات المبكرة يوم الاثنين بعد قرار خفض الإنتاج.\nقلق في الأسواق\n\
            وقال محللون إن الأسعار سترتفع أكثر في الأسابيع المقبلة.\nاقرأ أيضا: أسعار الذهب\n\
            وأضافوا أن الطلب ما زال قويا في الصين.\nمقالات ذات صلة\nأسعار الذهب اليوم";
        assert_eq!(
            roles_of(text),
            [
                Role::Boilerplate,
                Role::Headline,
                Role::Caption,
                Role::Dateline,
                Role::Body,
                Role::Subhead,
                Role::Body,
                Role::Boilerplate,
                Role::Body,
                Role::Boilerplate,
                Role::Boilerplate,
            ]
        );
    }

    #[test]
    fn a_tweet_and_a_quotation_lifted_out() {
        let text = "قال الوزير أمس إن نحن نشعر بقلق بالغ من تكثيف الأنشطة العسكرية في المنطقة كلها.\n\
            نحن نشعر بقلق بالغ من تكثيف الأنشطة العسكرية\n\
            وأضاف الوزير أن بلاده لن تقبل بذلك.\n— الوزارة (@mofa) July 15, 2023";
        assert_eq!(roles_of(text), [Role::Body, Role::Embedded, Role::Body, Role::Embedded]);
    }
}

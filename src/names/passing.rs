//! A name found once is found everywhere: what no knowledge file has is looked for by its words in
//! the rest of the article.

use rustc_hash::FxHashMap;

use super::lexicon::Lexicon;
use super::settle::{Article, BlockNames};
use super::{Form, Mention, MentionKind};
use crate::text::{Endings, Span, Tokens, clitic};

/// Letters of a single word that is passed on, and how often it has to be seen as a name.
const LETTERS: usize = 4;
const SEEN: usize = 2;

/// Adds the other places where names stand that no knowledge file has: names of several words, and
/// single words that were seen as names more than once.
pub(super) fn pass_on(article: &mut Article<'_>, blocks: &[BlockNames<'_>]) {
    let mut names = Names::default();
    let mut singles: FxHashMap<String, usize> = FxHashMap::default();
    for mention in article.mentions.iter().filter(|m| m.form == Form::Unknown) {
        let Some(words) = words_of(mention, blocks) else {
            continue;
        };
        let Some(first) = words.first().cloned() else {
            continue;
        };
        if words.len() == 1 {
            let seen = singles.entry(first.clone()).or_default();
            *seen += 1;
            let common = Lexicon::get().words.never_short.contains(&first);
            if (*seen < SEEN && !is_latin(&first)) || common || first.chars().count() < LETTERS {
                continue;
            }
        }
        let list = names.entry(first).or_default();
        if !list.iter().any(|(known, _)| *known == words) {
            list.push((words, mention.kind));
        }
    }
    if names.is_empty() {
        return;
    }
    for list in names.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    let endings: Endings = names.keys().map(String::as_str).collect();
    let taken: Vec<(Span, MentionKind)> = article.mentions.iter().map(|m| (m.span, m.kind)).collect();
    for block in blocks {
        let mut at = 0;
        while at < block.tokens.len() {
            if !endings.may_have(block.tokens.ending(at)) {
                at += 1;
                continue;
            }
            let found = found_at(block, at, &names);
            let free = found.filter(|(span, _, kind)| {
                let mut met = taken.iter().filter(|(t, _)| t.overlaps(*span));
                met.all(|(t, place)| is_part(*t, *place, *span, *kind))
            });
            let Some((span, last, kind)) = free else {
                at += 1;
                continue;
            };
            article.mentions.retain(|m| !m.span.overlaps(span));
            article.mentions.push(Mention {
                span,
                kind,
                entity: None,
                form: Form::Unknown,
                antecedent: None,
            });
            at = last + 1;
        }
    }
}

/// Whether what is found there is but the place inside an organisation's name (دينامو كييف).
fn is_part(part: Span, kind: MentionKind, whole: Span, of: MentionKind) -> bool {
    kind == MentionKind::Place
        && of == MentionKind::Organisation
        && whole.start <= part.start
        && part.end <= whole.end
        && part != whole
}

type Names = FxHashMap<String, Vec<(Vec<String>, MentionKind)>>;

/// The name whose words stand from `at` on: its span in the document, last token and kind.
fn found_at(block: &BlockNames<'_>, at: usize, names: &Names) -> Option<(Span, usize, MentionKind)> {
    let tokens: &Tokens = block.tokens;
    if !tokens.is_word(at) {
        return None;
    }
    let token = tokens.get(at)?;
    clitic::splits(tokens.key(at)).find_map(|split| {
        let (words, kind) = names.get(split.word().as_ref())?.iter().find(|(words, _)| {
            let mut rest = words.iter().enumerate().skip(1);
            rest.all(|(i, w)| tokens.key(at + i) == w)
        })?;
        let last = at + words.len() - 1;
        let start = clitic::skip(token.span.of(block.text), token.span, split.letters);
        let span = Span::new(start, tokens.get(last)?.span.end);
        Some((span.shifted(block.offset), last, *kind))
    })
}

/// The folded words of a mention, the first without its proclitics. Of a name in Latin letters those alone are
/// looked for (شركة "Honor"): no other word is written so.
fn words_of(mention: &Mention, blocks: &[BlockNames<'_>]) -> Option<Vec<String>> {
    let (block, span) = BlockNames::around(blocks, mention.span)?;
    let words = Tokens::new(block.text.get(span.start..span.end)?);
    let keys = || (0..words.len()).map(|i| words.key(i));
    let latin: Vec<String> = keys().filter(|key| is_latin(key)).map(str::to_owned).collect();
    Some(if latin.is_empty() { keys().map(str::to_owned).collect() } else { latin })
}

/// Whether a word is written in Latin letters.
fn is_latin(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
}

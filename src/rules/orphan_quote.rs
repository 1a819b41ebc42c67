//! `orphan-quote`: a direct quotation nobody says.

use std::sync::LazyLock;

use super::{Article, Check, Findings, Rule, Words};
use crate::claims::{self, Quotation};
use crate::settings::Level;
use crate::text::fold::fold;
use crate::text::lexicon::{WordSet, stored_lexicon};
use crate::text::{Block, Role, Sentence, Span, Tokens, clitic};

mod lexicon;

use lexicon::Quoted;

pub(super) static RULE: Rule = Rule {
    id: "orphan-quote",
    default: Level::Hint,
    title: Words { ar: "اقتباس لا قائل له", en: "A quotation nobody says" },
    page: include_str!("../../docs/rules/orphan-quote.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const MESSAGE: Words = Words { ar: "اقتباس لا يُعرف قائله: {0}", en: "Who says this? {0}" };

/// Least number of words of a quotation that has to be said by somebody.
const WORDS: usize = 6;
/// One that is part of a sentence is a term or a title more often, unless it has so many.
const PART_WORDS: usize = 9;
/// How many words before a quotation may tell of its speaker.
const LEAD: usize = 60;
/// How many words before a quotation may make it a name.
const REACH: usize = 3;

static LEXICON: LazyLock<Quoted> = LazyLock::new(|| stored_lexicon!("quoted"));

/// Whether a word, with or without proclitics and the article, is in a list.
fn is_in(list: &WordSet, word: &str) -> bool {
    let bare = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    clitic::find(&bare, |w| list.contains(w) || w.strip_prefix("ال").is_some_and(|w| list.contains(w)))
        .is_some()
}

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let analysis = article.analysis;
    for (at, quotation) in analysis.quotations.iter().enumerate() {
        let alone = quotation.speech
            && quotation.closed
            && quotation.inside.is_none()
            && quotation.continues.is_none()
            && quotation.chain.is_empty();
        let block = analysis.blocks.iter().find(|b| b.span.contains(quotation.span));
        let Some(block) = block.filter(|b| alone && b.role == Role::Body) else { continue };
        let before = at.checked_sub(1).and_then(|i| analysis.quotations.get(i));
        if is_direct(article, quotation, block) && !is_said(article, quotation, before, block) {
            let message = MESSAGE.say(article.language, &[&article.quote(quotation.words)]);
            findings.add(quotation.span, message, Vec::new());
        }
    }
}

/// Whether it reads as a whole utterance: long, and most of its sentence or led to by a colon.
fn is_direct(article: &Article<'_>, quotation: &Quotation, block: &Block) -> bool {
    let words = quotation.words.of(article.text);
    let count = words.split_whitespace().count();
    let lead = Span::new(block.span.start, quotation.span.start).of(article.text).trim_end();
    let Some((_, sentence)) = sentence(article, quotation.span) else {
        return false;
    };
    let most = quotation.span.len() * 3 >= sentence.span.len() * 2;
    let starts = Span::new(sentence.span.start, quotation.span.start).of(article.text).trim().is_empty();
    // A colon leads from somebody to his words.
    count >= WORDS && !lead.ends_with(':') && ((most && starts) || count >= PART_WORDS) && !is_named(lead)
}

fn sentence<'a>(article: &Article<'a>, span: Span) -> Option<(usize, &'a Sentence)> {
    let sentences = &article.analysis.sentences;
    let at = sentences.partition_point(|s| s.span.end < span.end);
    Some((at, sentences.get(at).filter(|s| s.span.contains(span))?))
}

/// Whether the words before it make it a title, a slogan, a name.
fn is_named(lead: &str) -> bool {
    let lead = lead.trim_end_matches([':', '"', '“', '«', ' ', '(']);
    let names =
        |word: &str| is_in(&LEXICON.named, word) || owned(word).is_some_and(|w| is_in(&LEXICON.named, &w));
    lead.split_whitespace().rev().take(REACH).any(names)
}

/// What is somebody's, without the pronoun: كتابه as كتاب, روايتها as رواية.
fn owned(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let stem = ["هما", "ها", "هم", "ه"].iter().find_map(|pronoun| bare.strip_suffix(pronoun))?;
    Some(stem.strip_suffix('ت').map_or_else(|| stem.to_owned(), |stem| format!("{stem}ة")))
}

/// Whether somebody is told to say it after all: a word of reporting in its sentence, or beside it in
/// the paragraph where it is a sentence of its own, or a quotation it goes on from.
fn is_said(article: &Article<'_>, quotation: &Quotation, before: Option<&Quotation>, block: &Block) -> bool {
    let Some((at, own)) = sentence(article, quotation.span) else {
        return true;
    };
    let sentences = &article.analysis.sentences;
    let beside = [at.checked_sub(1), Some(at), Some(at + 1)];
    let mut beside = beside.into_iter().flatten().filter_map(|i| Some((i, sentences.get(i)?)));
    // «…». وتابع: the one who goes on below has said this, too.
    let near = |s: &Sentence| s.block == own.block || s.block == own.block + 1;
    let reported = beside.any(|(i, s)| near(s) && reports(article, i));
    let lead = Span::new(own.span.start, quotation.span.start).of(article.text);
    let told = lead.split_whitespace().rev().take(LEAD).any(|word| is_in(&LEXICON.told, word));
    let above = at.checked_sub(1).and_then(|i| sentences.get(i));
    let above =
        above.is_some_and(|s| s.block != own.block && s.span.of(article.text).trim_end().ends_with(':'));
    let goes_on = before.is_some_and(|b| !b.chain.is_empty() && block.span.contains(b.span));
    reported || told || above || goes_on
}

/// Whether a sentence of the article has any word of reporting.
fn reports(article: &Article<'_>, at: usize) -> bool {
    let sentences = &article.analysis.sentences;
    let Some(sentence) = sentences.get(at) else {
        return false;
    };
    let first = sentences.partition_point(|s| s.block < sentence.block);
    let evidence = article.analysis.evidence(sentence.block);
    let reporting = evidence.reporting.get_or_init(|| {
        let of_block = sentences[first..].iter().take_while(|s| s.block == sentence.block);
        of_block.map(|s| has_cue(s.span.of(article.text))).collect()
    });
    reporting.get(at - first).copied().unwrap_or_default()
}

fn has_cue(sentence: &str) -> bool {
    let cues = claims::find(sentence, &Tokens::new(sentence));
    let none = cues.verbs.is_empty() && cues.nouns.is_empty();
    !(none && cues.vague.is_empty() && cues.impersonal.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_quotation_names() {
        assert!(is_named("رفعوا لافتات كتب عليها"));
        assert!(is_named("في كتابه"));
        assert!(is_named("وصدرت روايتها"));
        assert!(!is_named("ثم توجه إلى العاصمة"));
    }
}

//! How often an entity is named, how it is spelled, and where else.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Reader;
use crate::corpus::{Article, KeyParts, Named};
use crate::features::Location;
use crate::features::card::{Line, Part};
use crate::features::markdown::clean;
use crate::features::subject::Subject;
use crate::names::{Form, MentionKind};
use crate::text::{Span, fold};
use crate::words::calendar::day;
use crate::words::{clip, count, isolate};

/// How many other spellings a card shows.
const SPELLINGS: usize = 4;
/// In how many articles, the newest, the spellings of a name are counted that no knowledge file has.
const UNKNOWN: usize = 500;
/// How many other articles a card leads to.
const NEAREST: usize = 3;
/// Letters of an article's title.
const TITLE: usize = 60;

impl Reader<'_> {
    /// "هنا 5 مرات · في الأرشيف 41 مرة في 5 مقالات".
    pub(super) fn counts(&self, id: &str) -> Line {
        let here = self.snapshot.article(self.path);
        let here = here.as_ref().and_then(|a| a.mentions_of(id)).map_or(0, |m| m.mentions.len());
        let times = |n| count(self.language, "card.times", n);
        if KeyParts::of(id).is_local() {
            return Line::text(self.say("card.here", &[&times(here)]));
        }
        let all = self.snapshot.counts(id);
        let articles = count(self.language, "card.in-articles", all.articles);
        let args = [&times(here), &times(all.mentions), &articles];
        Line::text(self.say("card.counts", &args.map(String::as_str)))
    }

    /// Other spellings of the name that occur in the corpus, the most frequent first.
    pub(super) fn spellings(&self, subject: &Subject<'_>) -> Option<Line> {
        let full = subject.mention.antecedent.unwrap_or(subject.mention.span);
        let shown = match &subject.entity {
            Some(entity) => vec![name_words(&bare(&entity.ar)), name_words(&bare(&entity.en))],
            None => vec![name_words(&bare(full.of(&subject.article.text.text)))],
        };
        let is_other = |words: &str| {
            let words = name_words(words);
            !words.is_empty() && shown.iter().all(|name| !is_part(&words, name))
        };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        if subject.entity.is_some() {
            // The index counts them; half an archive may name somebody.
            for (words, times) in self.snapshot.spellings(subject.id.as_str()) {
                *counts.entry(bare(words)).or_default() += times as usize;
            }
        } else {
            self.count_spellings(subject.id.as_str(), &mut counts);
        }
        counts.retain(|words, _| is_other(words));
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, n)| Reverse(*n));
        let words: Vec<_> = counts
            .iter()
            .take(SPELLINGS)
            .map(|(words, n)| match words.chars().next() {
                Some(c) if c.is_ascii() => isolate(&format!("{words} ({n})")),
                _ => format!("{words} ({n})"),
            })
            .collect();
        (!words.is_empty()).then(|| Line::text(self.say("card.spellings", &[&words.join(" · ")])))
    }

    /// Counts the spellings of a name that no knowledge file has.
    fn count_spellings(&self, id: &str, counts: &mut BTreeMap<String, usize>) {
        for article in self.snapshot.mentioning(id).take(UNKNOWN) {
            let Some(named) = article.mentions_of(id) else {
                continue;
            };
            for mention in &named.mentions {
                let by_name = !matches!(mention.kind, MentionKind::Demonym | MentionKind::Role);
                if by_name && matches!(mention.form, Form::Full | Form::Unknown) {
                    *counts.entry(bare(named.words(*mention))).or_default() += 1;
                }
            }
        }
    }

    /// The articles nearest in time that name it too, each with its day; without a day here the newest.
    pub(super) fn nearest(&self, id: &str) -> Vec<Line> {
        let others = self.snapshot.naming_nearest(id, self.date, self.path, NEAREST);
        let near = others.into_iter().filter_map(Named::article);
        let lines: Vec<_> = near.map(|article| self.article(&article, id)).collect();
        if lines.is_empty() {
            return lines;
        }
        let head = Line::text(self.say("card.nearest", &[]));
        std::iter::once(head).chain(lines).collect()
    }

    fn article(&self, article: &Article, id: &str) -> Line {
        let first = article.mentions_of(id).and_then(|m| m.mentions.first());
        let span = first.map_or(Span::default(), |m| m.span());
        let mut line = Line {
            parts: vec![Part::Link {
                text: title(article),
                target: Location::span(Arc::clone(&article.path), span),
            }],
        };
        if let Some(date) = article.published.date {
            line.push_text(&format!(" · {}", day(self.language, date)));
        }
        line
    }
}

/// An article's title on one line; its file's name where it has none.
pub(in crate::features) fn title(article: &Article) -> String {
    let words = clean(article.title.trim_start_matches('#'));
    if words.is_empty() {
        return file_name(&article.path);
    }
    clip(&words, TITLE)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    clean(&name.to_string_lossy())
}

/// A spelling without vowel marks, quotation marks and the joints of a hashtag, which make no
/// other spelling of it.
pub(in crate::features) fn bare(words: &str) -> String {
    let kept = clean(&words.replace(['_', '#'], " "));
    kept.chars().filter(|c| !fold::is_mark(*c) && !crate::text::token::is_quote(*c)).collect()
}

fn name_words(bare: &str) -> Vec<String> {
    bare.split_whitespace().map(fold::fold).collect()
}

/// Whether words are a name or only a part of it: شويغو of سيرغي شويغو. The part may be spelled
/// with the other letter for /g/; a whole name so spelled is another spelling.
fn is_part(words: &[String], name: &[String]) -> bool {
    let key = |word: &String| word.chars().map(fold::name_letter).collect::<String>();
    if words.len() < name.len() {
        words.iter().all(|w| name.iter().any(|n| key(n) == key(w)))
    } else {
        words == name
    }
}

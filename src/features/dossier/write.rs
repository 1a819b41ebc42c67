//! The page in words.

use std::path::Path;
use std::sync::Arc;

use super::Block;
use super::gather::{Cited, Gathered, InArticle, Passages, gather};
use crate::corpus::{Snapshot, Text};
use crate::features::Location;
use crate::features::card::{Line, Part};
use crate::features::company::Companion;
use crate::features::definition::own_entry;
use crate::features::hover::Reader;
use crate::features::in_words::{opening, with_tenure};
use crate::features::markdown::clean;
use crate::knowledge::{Entity, Tenure};
use crate::names::MentionKind;
use crate::text::{Span, sentence};
use crate::words::calendar::day;
use crate::words::{clip, count};

/// How many spellings are shown.
const SPELLINGS: usize = 60;
/// How many companions of a kind are shown.
const COMPANIONS: usize = 10;
/// Letters of a sentence.
const SENTENCE: usize = 400;

/// The page of an id for a reader.
pub(super) fn blocks<'s>(snapshot: &'s Snapshot, id: &str, reader: Reader<'s>) -> Option<Vec<Block>> {
    let entity = snapshot.knowledge().entity(id);
    let found = gather(snapshot, id);
    if entity.is_none() && found.articles == 0 {
        return None;
    }
    let mut writer = Writer { snapshot, reader, text: None, out: Vec::new() };
    writer.head(id, entity.as_deref());
    writer.counts(id, &found);
    writer.offices(entity.as_deref());
    writer.spellings("dossier.spellings", &found.names);
    writer.spellings("dossier.other-words", &found.other_words);
    writer.company(&found.company);
    writer.passages("dossier.said", &found.said);
    writer.passages("dossier.passed-on", &found.passed_on);
    writer.mentions(id, &found);
    Some(writer.out)
}

struct Writer<'s> {
    snapshot: &'s Snapshot,
    reader: Reader<'s>,
    /// The article read last: its sentences come one after the other.
    text: Option<(Arc<Path>, Text)>,
    out: Vec<Block>,
}

impl Writer<'_> {
    fn heading(&mut self, key: &str) {
        self.out.push(Block::Heading(Line::text(self.reader.say(key, &[]))));
    }

    fn item(&mut self, words: String) {
        self.out.push(Block::Item(Line::text(words)));
    }

    /// "and 41 more", where there are.
    fn more(&mut self, left: usize) {
        if left > 0 {
            self.item(self.reader.say("dossier.more", &[&left.to_string()]));
        }
    }

    /// Name and what it is.
    fn head(&mut self, id: &str, entity: Option<&Entity>) {
        let lines = match entity {
            Some(entity) => self.reader.entity(entity),
            None => self.reader.unknown_entity(id, Gathered::kind(self.snapshot, id)),
        };
        // What only a card shows is no line here.
        let lines = lines.into_iter().filter(|line| !line.plain().is_empty());
        for (at, line) in lines.enumerate() {
            // A title stands out by itself.
            let block = if at == 0 { Block::Title(Line::text(line.plain())) } else { Block::Text(line) };
            self.out.push(block);
        }
        if let Some(target) = entity.and_then(own_entry) {
            let text = self.reader.say("dossier.entry", &[]);
            self.out.push(Block::Text(Line { parts: vec![Part::Link { text, target }] }));
        }
    }

    /// How often it is named, and when first and last.
    fn counts(&mut self, id: &str, found: &Gathered) {
        let language = self.reader.language;
        let all = self.snapshot.counts(id);
        if all.articles == 0 {
            self.out.push(Block::Text(Line::text(self.reader.say("dossier.nowhere", &[]))));
            return;
        }
        let times = count(language, "card.times", all.mentions);
        let articles = count(language, "card.in-articles", all.articles);
        self.out.push(Block::Text(Line::text(self.reader.say("dossier.counts", &[&times, &articles]))));
        if all.articles > found.articles {
            let newest = count(language, "count.article", found.articles);
            self.out.push(Block::Text(Line::text(self.reader.say("dossier.newest", &[&newest]))));
        }
        self.out.extend(self.reader.seen(id).map(Block::Text));
    }

    /// All offices, the newest first.
    fn offices(&mut self, entity: Option<&Entity>) {
        let Some(person) = entity.filter(|e| !e.offices.is_empty()) else {
            return;
        };
        self.heading("dossier.offices");
        let mut offices: Vec<&Tenure> = person.offices.iter().collect();
        offices.sort_by_key(|t| std::cmp::Reverse((t.to.is_none(), t.from, t.to)));
        let (language, knowledge) = (self.reader.language, self.snapshot.knowledge());
        for tenure in offices {
            let office = knowledge.office_of(person, &tenure.title, tenure.of.as_str(), language);
            self.item(with_tenure(language, &opening(&clean(&office)), tenure));
        }
    }

    fn spellings(&mut self, key: &str, words: &[(String, usize)]) {
        if words.is_empty() {
            return;
        }
        self.heading(key);
        for (words, times) in words.iter().take(SPELLINGS) {
            self.item(format!("{words} ({times})"));
        }
        self.more(words.len().saturating_sub(SPELLINGS));
    }

    /// Who stands beside it in a sentence: each leads to the newest such place.
    fn company(&mut self, company: &[Companion]) {
        let kinds = [
            ("dossier.people", [MentionKind::Person, MentionKind::Role]),
            ("dossier.places", [MentionKind::Place, MentionKind::Demonym]),
            ("dossier.organisations", [MentionKind::Organisation; 2]),
        ];
        if !company.is_empty() {
            self.heading("dossier.company");
        }
        for (key, kinds) in kinds {
            let meant: Vec<_> = company.iter().filter(|c| kinds.contains(&c.kind)).collect();
            if meant.is_empty() {
                continue;
            }
            self.out.push(Block::Subheading(Line::text(self.reader.say(key, &[]))));
            for companion in meant.iter().take(COMPANIONS) {
                let Some(text) = self.reader.name_of(&companion.id) else {
                    continue;
                };
                let mut line = Line { parts: vec![Part::Link { text, target: companion.at.clone() }] };
                line.push_text(&format!(" ({})", companion.times));
                self.out.push(Block::Item(line));
            }
            self.more(meant.len().saturating_sub(COMPANIONS));
        }
    }

    /// Passages, each with its day or article as a link.
    fn passages(&mut self, key: &str, passages: &Passages) {
        if passages.all == 0 {
            return;
        }
        self.heading(key);
        for (article, span) in &passages.shown {
            let date = article.date.map(|date| day(self.reader.language, date));
            let cited = date.unwrap_or_else(|| article.title.clone());
            self.cite(article, *span, *span, cited);
        }
        self.more(passages.all - passages.shown.len());
    }

    /// The sentences that name it, by article.
    fn mentions(&mut self, id: &str, found: &Gathered) {
        if found.sentences.is_empty() {
            return;
        }
        self.heading("dossier.mentions");
        for InArticle { article, mentions } in &found.sentences {
            let first = mentions.first().copied().unwrap_or_default();
            let mut head = Line::default();
            if let Some(date) = article.date {
                head.push_text(&format!("{} · ", day(self.reader.language, date)));
            }
            let target = Location::span(Arc::clone(&article.path), first);
            head.parts.push(Part::Link { text: article.title.clone(), target });
            self.out.push(Block::Subheading(head));
            for mention in mentions {
                let Some(text) = self.text_of(article) else {
                    continue;
                };
                let line = (text.lines.line_of(mention.start) + 1).to_string();
                let sentence = sentence::at(&text.text, mention.start);
                let line = self.reader.say("dossier.line", &[&line]);
                self.cite(article, sentence, *mention, line);
            }
        }
        let left = self.snapshot.counts(id).mentions.saturating_sub(found.shown);
        if left > 0 {
            let left = count(self.reader.language, "dossier.mentions-left", left);
            self.out.push(Block::Text(Line::text(left)));
        }
    }

    /// Words of an article, then a link to a place in it.
    fn cite(&mut self, article: &Cited, words: Span, place: Span, cited: String) {
        let Some(text) = self.text_of(article) else {
            return;
        };
        let mut line = Line::text(clip(&clean(words.of(&text.text)), SENTENCE));
        line.push_text(" · ");
        line.parts.push(Part::Link { text: cited, target: Location::span(Arc::clone(&article.path), place) });
        self.out.push(Block::Item(line));
    }

    /// The text of an article; `None` where its file is gone.
    fn text_of(&mut self, article: &Cited) -> Option<Text> {
        if self.text.as_ref().is_none_or(|(path, _)| *path != article.path) {
            self.text = Some((Arc::clone(&article.path), self.snapshot.text(&article.path)?));
        }
        self.text.as_ref().map(|(_, text)| text.clone())
    }
}

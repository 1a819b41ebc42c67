//! Analyses made by hand, so that a rule's tests hang on the rule alone.

use super::{Article, NoOthers, check};
use crate::analysis::{Analysis, Certainty};
use crate::claims::{Asks, Claim, DateStatus, SourceStatus, Telling, Weight};
use crate::dates::Time;
use crate::knowledge::Knowledge;
use crate::settings::{Level, Settings};
use crate::text::{Block, Role, Sentence, Span};
use crate::words::Language;

/// An article and what is said of it.
pub(super) struct Draft {
    text: String,
    analysis: Analysis,
    settings: Settings,
    language: Language,
}

impl Draft {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            analysis: Analysis::default(),
            settings: Settings::default(),
            language: Language::Ar,
        }
    }

    fn at(&self, words: &str) -> Span {
        let start = self.text.find(words).expect("words of the article");
        Span::new(start, start + words.len())
    }

    /// A sentence that is a claim: plain, unsourced and no event, until `shape` changes it. `shape`
    /// gets the place of words inside the sentence.
    pub(super) fn claim(&mut self, sentence: &str, shape: impl Fn(&mut Claim, &dyn Fn(&str) -> Span)) {
        let span = self.at(sentence);
        let mut claim = Claim {
            span,
            sentence: self.analysis.claims.len(),
            source: SourceStatus::None,
            source_entities: Vec::new(),
            source_span: None,
            chain: Vec::new(),
            goes_on_from: None,
            weight: Weight::Plain,
            reasons: Vec::new(),
            toll: None,
            forces: None,
            incidents: Vec::new(),
            partly: false,
            telling: Telling::News,
            date: DateStatus::NoEvent,
            event: None,
            asks: Asks::default(),
        };
        shape(&mut claim, &|words| {
            let start = span.start + sentence.find(words).expect("words of the sentence");
            Span::new(start, start + words.len())
        });
        let block = self.analysis.claims.len();
        self.analysis.sentences.push(Sentence { span, block });
        self.analysis.claims.push(claim);
    }

    pub(super) fn time(&mut self, words: &str, value: Option<&str>) {
        self.analysis.times.push(Time {
            span: self.at(words),
            value: value.map(|v| v.parse().expect("a TIMEX3 value")),
            certain: true,
            relative: true,
            days: None,
            deictic: false,
            refers: None,
            fault: None,
        });
    }

    /// A day that was guessed.
    pub(super) fn guess(&mut self, words: &str, day: &str) {
        self.time(words, Some(day));
        let day = day.parse().expect("a day");
        if let Some(time) = self.analysis.times.last_mut() {
            time.certain = false;
            time.days = Some((day, day));
        }
    }

    /// A day counted from that of writing.
    pub(super) fn deictic(&mut self, words: &str, day: &str) {
        self.time(words, Some(day));
        if let Some(time) = self.analysis.times.last_mut() {
            time.deictic = true;
        }
    }

    /// The day the file was changed.
    pub(super) fn modified(&mut self, day: &str) {
        self.analysis.modified = day.parse().ok();
    }

    pub(super) fn headline(&mut self, words: &str) {
        let span = self.at(words);
        let role = Role::Headline;
        self.analysis.blocks.push(Block { span, role });
    }

    pub(super) fn published(&mut self, day: &str) {
        self.analysis.published.date = day.parse().ok();
        self.analysis.published.certainty = Certainty::Stated;
    }

    pub(super) fn set(&mut self, name: &str, level: Level) {
        self.settings.rules.insert(name.to_owned(), level);
    }

    pub(super) fn english(&mut self) -> &mut Self {
        self.language = Language::En;
        self
    }

    /// The findings of one rule, each as `severity «words» message + related message …`.
    pub(super) fn findings(&self, rule: &str) -> Vec<String> {
        let found = check(Article {
            text: &self.text,
            analysis: &self.analysis,
            knowledge: &Knowledge::built_in(),
            settings: &self.settings,
            language: self.language,
            others: &NoOthers,
        });
        let of_rule = found.iter().filter(|f| f.rule == rule);
        let shown = of_rule.map(|f| {
            let words = f.span.of(&self.text);
            let notes = f.related.iter().map(|r| r.note.as_str());
            let said: Vec<_> = std::iter::once(f.message.as_str()).chain(notes).collect();
            format!("{} «{words}» {}", f.severity.name(), said.join(" + "))
        });
        shown.collect()
    }
}

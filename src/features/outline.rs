//! The outline of an article.

use std::cmp::Reverse;
use std::path::Path;

use super::hover::Reader;
use super::markdown::clean;
use super::symbols::{DocumentSymbol, SymbolKind};
use super::timeline;
use crate::analysis::Analysis;
use crate::claims::{Claim, Link, Quotation, SourceStatus};
use crate::corpus::{EntityKey, Snapshot, id_of};
use crate::names::Mention;
use crate::text::{Role, Span};
use crate::words::calendar::day;
use crate::words::{Language, clip, count, quote, say};

/// Letters of a claim or quotation.
const WORDS: usize = 100;

/// The outline of an open article: its headline, the sections under it, in each the entities named
/// there, in order of first mention, then what is claimed and quoted, and at the end the events the
/// article dates, oldest first.
pub fn document_symbols(snapshot: &Snapshot, path: &Path) -> Vec<DocumentSymbol> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let language = snapshot.language(path);
    let outline = Outline {
        snapshot,
        reader: Reader::undated(snapshot, path, language),
        language,
        text: &open.text.text,
        analysis: &open.analysis,
    };
    outline.article(path).into_iter().collect()
}

struct Outline<'s> {
    snapshot: &'s Snapshot,
    reader: Reader<'s>,
    language: Language,
    text: &'s str,
    analysis: &'s Analysis,
}

impl Outline<'_> {
    fn article(&self, path: &Path) -> Option<DocumentSymbol> {
        let blocks = &self.analysis.blocks;
        let headline = blocks.iter().find(|b| b.role == Role::Headline);
        let title = headline.or(blocks.first())?;
        let sections = self.sections(path);
        let whole = Span::new(0, self.text.len());
        let opening_end = sections.first().map_or(whole.end, |s| s.span.start);
        let mut children = self.inside(Span::new(0, opening_end), path);
        children.extend(sections);
        children.extend(self.events(whole, title.span));
        let published = self.analysis.published.date;
        Some(DocumentSymbol {
            name: heading(title.span.of(self.text), path),
            detail: published.map(|date| day(self.language, date)),
            kind: SymbolKind::Article,
            span: whole,
            selection: title.span,
            children,
        })
    }

    /// What happened when, oldest first; what has only a month comes before the month's days.
    fn events(&self, whole: Span, title: Span) -> Option<DocumentSymbol> {
        let mut events = timeline(self.text, self.analysis, self.snapshot.knowledge(), self.language);
        events.sort_by_key(|e| (e.days.0, Reverse(e.days.1), e.span));
        let children = events.into_iter().map(|event| DocumentSymbol {
            // The day comes first, so that an editor that sorts by name sorts by day.
            name: format!("{} · {}", event.value, event.words),
            detail: event.day().map(|d| day(self.language, d)),
            kind: SymbolKind::Event,
            span: event.span,
            selection: event.span,
            children: Vec::new(),
        });
        let children: Vec<_> = children.collect();
        (!children.is_empty()).then(|| DocumentSymbol {
            name: say(self.language, "outline.events", &[]),
            detail: Some(count(self.language, "count.event", children.len())),
            kind: SymbolKind::Event,
            span: whole,
            selection: title,
            children,
        })
    }

    fn sections(&self, path: &Path) -> Vec<DocumentSymbol> {
        let subheads = self.analysis.blocks.iter();
        let subheads: Vec<_> = subheads.filter(|b| b.role == Role::Subhead).collect();
        let ends = subheads.iter().skip(1).map(|next| next.span.start);
        let ends = ends.chain([self.text.len()]);
        let sections = subheads.iter().zip(ends).filter_map(|(subhead, end)| {
            let name = clean(subhead.span.of(self.text).trim_start_matches('#'));
            let span = Span::new(subhead.span.start, end);
            (!name.is_empty()).then(|| DocumentSymbol {
                name,
                detail: None,
                kind: SymbolKind::Section,
                span,
                selection: subhead.span,
                children: self.inside(span, path),
            })
        });
        sections.collect()
    }

    /// What there is in a part of the article, its sections left out.
    fn inside(&self, part: Span, path: &Path) -> Vec<DocumentSymbol> {
        let mut out = self.named_in(part, path);
        let claims = self.analysis.claims.iter().filter(|c| part.contains(c.span));
        out.extend(claims.clone().map(|claim| self.claim(claim)));
        let spoken = self.spoken_in(part);
        let apart = spoken.filter(|q| !claims.clone().any(|c| c.span.contains(q.span)));
        out.extend(apart.map(|quotation| self.quotation(quotation)));
        out
    }

    /// A claim with who says so, and the quotations in it.
    fn claim(&self, claim: &Claim) -> DocumentSymbol {
        let source = match (claim.chain.first(), claim.source) {
            (Some(link), _) => self.speaker(link),
            (None, SourceStatus::Carried) => self.reader.say("said.carried", &[]),
            (None, SourceStatus::Vague) => self.vague(claim.source_span.unwrap_or_default()),
            (None, SourceStatus::Named | SourceStatus::None) => self.reader.say("said.by-nobody", &[]),
        };
        DocumentSymbol {
            children: self.spoken_in(claim.span).map(|q| self.quotation(q)).collect(),
            ..self.words(SymbolKind::Claim, claim.span, source)
        }
    }

    /// A quotation with who said it.
    fn quotation(&self, quotation: &Quotation) -> DocumentSymbol {
        let speaker = quotation.chain.first().map(|link| self.speaker(link));
        let speaker = speaker.unwrap_or_else(|| self.reader.say("said.quoted-by-nobody", &[]));
        self.words(SymbolKind::Quotation, quotation.span, speaker)
    }

    fn speaker(&self, link: &Link) -> String {
        if link.vague { self.vague(link.span) } else { self.reader.source(link, self.text) }
    }

    fn vague(&self, source: Span) -> String {
        self.reader.say("said.vague", &[&quote(self.language, &clean(source.of(self.text)))])
    }

    /// The quotations of speech in a part, those inside of others left out.
    fn spoken_in(&self, part: Span) -> impl Iterator<Item = &Quotation> {
        let spoken = self.analysis.quotations.iter().filter(|q| q.speech && q.inside.is_none());
        spoken.filter(move |q| part.contains(q.span))
    }

    fn words(&self, kind: SymbolKind, span: Span, detail: String) -> DocumentSymbol {
        DocumentSymbol {
            name: clip(&clean(span.of(self.text)), WORDS),
            detail: Some(detail),
            kind,
            span,
            selection: span,
            children: Vec::new(),
        }
    }

    /// The entities named in a part of the article, each at its first mention there.
    fn named_in(&self, part: Span, path: &Path) -> Vec<DocumentSymbol> {
        let mut out: Vec<(EntityKey, DocumentSymbol, usize)> = Vec::new();
        let inside = self.analysis.mentions.iter();
        for mention in inside.filter(|m| part.contains(m.span)) {
            let words = mention.span.of(self.text);
            let id = id_of(mention, self.text, path);
            match out.iter_mut().find(|(known, ..)| *known == id) {
                Some((.., times)) => *times += 1,
                None => out.extend(self.named(mention, words).map(|s| (id, s, 1))),
            }
        }
        let counted = out.into_iter().map(|(_, symbol, times)| DocumentSymbol {
            detail: Some(count(self.language, "card.times", times)),
            ..symbol
        });
        counted.collect()
    }

    fn named(&self, mention: &Mention, words: &str) -> Option<DocumentSymbol> {
        let entity = mention.entity.as_ref();
        let entity = entity.and_then(|id| self.snapshot.knowledge().entity(id.as_str()));
        let (name, kind) = match &entity {
            Some(entity) => (clean(entity.name(self.language)), entity.kind.into()),
            None => (clean(words), mention.kind.into()),
        };
        (!name.is_empty()).then(|| DocumentSymbol {
            name,
            detail: None,
            kind,
            span: mention.span,
            selection: mention.span,
            children: Vec::new(),
        })
    }
}

/// A headline's words; the file's name where there are none.
fn heading(words: &str, path: &Path) -> String {
    let words = clean(words.trim_start_matches('#'));
    if words.is_empty() {
        let name = path.file_name().unwrap_or(path.as_os_str());
        return name.to_string_lossy().into_owned();
    }
    words
}

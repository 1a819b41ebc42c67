//! `isnad find`: every mention of a person, place or organisation.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use super::input::{Input, Opened};
use super::place::Place;
use super::terminal::{BOLD, DIM, Look, Screen, printable};
use super::{Articles, FOUND, Fault, UNREAD};
use crate::knowledge::{Entity, EntityId, Knowledge, SurfaceForm};
use crate::names::Mention;
use crate::text::{Encoding, Span, fold};
use crate::words::{self, Language};

/// How many letters of the line are shown on each side of the words.
const AROUND: usize = 45;
/// How many other entities of a like name are told of.
const OTHERS: usize = 5;

/// Arguments of `isnad find`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A name in any spelling, Arabic or Latin, or an id (kim-jong-un)
    name: String,
    #[command(flatten)]
    articles: Articles,
}

/// Prints whose mentions were found, the mentions by article, and how many they are.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    input.complain_of_project();
    let language = input.language();
    let wanted = Wanted::new(input.knowledge(), &arguments.name);
    let mut found: Vec<Found> = Vec::new();
    let look = Look::of_standard_output();
    let unread = input.each_read(
        |article| wanted.find(&article, look),
        |article| {
            found.extend(article);
            Ok(())
        },
    )?;
    let mut screen = Screen::new();
    wanted.announce(&mut screen, language, &found)?;
    found.iter().try_for_each(|f| f.show(&mut screen))?;
    let mentions = found.iter().map(|f| f.mentions.len()).sum();
    let line = if mentions == 0 {
        let name = words::quote(language, &arguments.name);
        words::say(language, "find.nothing", &[&name])
    } else {
        let articles = words::count(language, "card.in-articles", found.len());
        let mentions = words::count(language, "count.mention", mentions);
        words::say(language, "find.found", &[&mentions, &articles])
    };
    let line = screen.styled(BOLD, &line);
    writeln!(screen, "{line}")?;
    screen.flush()?;
    Ok(match (unread, mentions) {
        (true, _) => UNREAD,
        (false, 0) => FOUND,
        (false, _) => 0,
    })
}

/// An article with mentions: which entity each is of, where known, and its line as it is shown.
struct Found {
    path: String,
    mentions: Vec<(Option<EntityId>, String)>,
}

impl Found {
    fn show(&self, screen: &mut Screen) -> Result<(), Fault> {
        let path = screen.styled(BOLD, &printable(&self.path));
        writeln!(screen, "{path}")?;
        for (_, line) in &self.mentions {
            writeln!(screen, "{line}")?;
        }
        writeln!(screen)?;
        Ok(())
    }
}

/// Place and line of a mention, its words marked.
fn line(article: &Opened, span: Span, look: Look) -> String {
    let (text, lines) = (&article.text, &article.lines);
    let at = Place::new(text, lines, span, Encoding::Utf32);
    let line = lines.line_span(text, at.line - 1);
    let line = look.marked(text, line, span, AROUND);
    let place = format!("{}:{}", at.line, at.column);
    format!("{}  {line}", look.styled(DIM, &format!("{place:>8}")))
}

/// What is looked for.
struct Wanted {
    /// The entities that the name means.
    entities: Vec<Arc<Entity>>,
    ids: BTreeSet<EntityId>,
    /// Entities with a name like it.
    others: Vec<Arc<Entity>>,
    /// The folded name, for what no knowledge file has.
    folded: String,
}

impl Wanted {
    fn new(knowledge: &Knowledge, name: &str) -> Self {
        let name = name.trim();
        let like = knowledge.search(name, OTHERS);
        let mut entities = meant(knowledge, name);
        if entities.is_empty() {
            entities.extend(like.first().cloned());
        }
        let ids: BTreeSet<_> = entities.iter().map(|e| e.id.clone()).collect();
        let others = like.into_iter().filter(|e| !ids.contains(&e.id));
        Self { others: others.collect(), folded: fold::fold(name), entities, ids }
    }

    /// Says whose mentions these are, and who else has a like name.
    fn announce(&self, screen: &mut Screen, language: Language, found: &[Found]) -> Result<(), Fault> {
        let of = |id: &EntityId| {
            let mentions = found.iter().flat_map(|f| &f.mentions);
            mentions.filter(|(own, _)| own.as_ref() == Some(id)).count()
        };
        for entity in &self.entities {
            let mentions = of(&entity.id);
            if mentions == 0 && self.entities.len() > 1 {
                continue;
            }
            let ar = screen.styled(BOLD, &entity.ar);
            let en = screen.styled(BOLD, &entity.en);
            let id = screen.styled(DIM, entity.id.as_str());
            writeln!(screen, "{ar}\n{en}  {id}")?;
            if self.entities.len() > 1 {
                let count = words::count(language, "count.mention", mentions);
                writeln!(screen, "{count}")?;
            }
            writeln!(screen)?;
        }
        if !self.others.is_empty() {
            let ids: Vec<_> = self.others.iter().map(|e| e.id.as_str()).collect();
            let label = words::say(language, "find.others", &[]);
            writeln!(screen, "{label}\n{}\n", screen.styled(DIM, &ids.join("  ")))?;
        }
        Ok(())
    }

    fn find(&self, article: &Opened, look: Look) -> Option<Found> {
        let mentions = article.analysis.mentions.iter();
        let wanted = mentions.filter(|m| self.is_meant(m, &article.text));
        let shown = wanted.map(|m| (m.entity.clone(), line(article, m.span, look)));
        let mentions: Vec<_> = shown.collect();
        (!mentions.is_empty()).then(|| Found { path: article.path.display().to_string(), mentions })
    }

    fn is_meant(&self, mention: &Mention, text: &str) -> bool {
        match &mention.entity {
            Some(id) => self.ids.contains(id),
            None => has_words(&fold::fold(mention.span.of(text)), &self.folded),
        }
    }
}

/// The entities that an id or a whole name means; those it always means before those it may mean.
fn meant(knowledge: &Knowledge, name: &str) -> Vec<Arc<Entity>> {
    if let Some(entity) = knowledge.entity(name) {
        return vec![entity];
    }
    let readings = knowledge.gazetteer().lookup(name);
    let Some(best) = readings.iter().map(|s| s.form).min() else {
        return Vec::new();
    };
    let is_best = |form: SurfaceForm| form == best;
    let best = readings.iter().filter(|s| is_best(s.form));
    let mut seen = BTreeSet::new();
    let entities = best.filter_map(|s| knowledge.at(s.entity).cloned());
    entities.filter(|e| seen.insert(e.id.clone())).collect()
}

/// Whether folded words stand whole inside folded words.
fn has_words(inside: &str, words: &str) -> bool {
    let (inside, words): (Vec<_>, Vec<_>) =
        (inside.split_whitespace().collect(), words.split_whitespace().collect());
    !words.is_empty() && inside.windows(words.len()).any(|w| w == words)
}

//! `isnad find`: every mention of a person, place or organisation.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use super::input::{Input, Opened};
use super::place::Place;
use super::terminal::{BOLD, DIM, Screen, printable};
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

/// Prints the mentions by article and counts them.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    input.complain_of_project();
    let language = input.language();
    let wanted = Wanted::new(input.knowledge(), &arguments.name);
    let mut screen = Screen::new();
    wanted.announce(&mut screen, language)?;
    let (mut mentions, mut articles, mut unread) = (0, 0, false);
    let search = |article: Opened| {
        let found = wanted.mentions(&article);
        (article, found)
    };
    input.each(search, |searched| {
        match searched {
            Ok((article, found)) if !found.is_empty() => {
                mentions += found.len();
                articles += 1;
                show(&mut screen, &article, &found)?;
            }
            Ok(_) => {}
            Err(fault) => {
                unread = true;
                input.complain(&fault);
            }
        }
        Ok(())
    })?;
    let counts = [
        words::count(language, "count.mention", mentions),
        words::count(language, "count.article", articles),
    ];
    let line = if mentions == 0 {
        words::say(
            language,
            "find.nothing",
            &[&words::quote(language, &arguments.name)],
        )
    } else {
        words::say(language, "find.found", &[&counts[0], &counts[1]])
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

fn show(screen: &mut Screen, article: &Opened, found: &[Span]) -> Result<(), Fault> {
    let path = article.path.display().to_string();
    let path = screen.styled(BOLD, &printable(&path));
    writeln!(screen, "{path}")?;
    for &span in found {
        let at = Place::new(&article.text, &article.lines, span, Encoding::Utf32);
        let line = article.lines.line_span(&article.text, at.line - 1);
        let line = screen.marked(&article.text, line, span, AROUND);
        let place = screen.styled(DIM, &format!("{:>8}", format!("{}:{}", at.line, at.column)));
        writeln!(screen, "{place}  {line}")?;
    }
    writeln!(screen)?;
    Ok(())
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
        Self {
            others: others.collect(),
            folded: fold::fold(name),
            entities,
            ids,
        }
    }

    /// Says whose mentions these are, and who else has a like name.
    fn announce(&self, screen: &mut Screen, language: Language) -> Result<(), Fault> {
        for entity in &self.entities {
            let ar = screen.styled(BOLD, &entity.ar);
            let en = screen.styled(BOLD, &entity.en);
            let id = screen.styled(DIM, entity.id.as_str());
            writeln!(screen, "{ar}\n{en}  {id}\n")?;
        }
        if !self.others.is_empty() {
            let ids: Vec<_> = self.others.iter().map(|e| e.id.as_str()).collect();
            let label = words::say(language, "find.others", &[]);
            writeln!(screen, "{label}\n{}\n", screen.styled(DIM, &ids.join("  ")))?;
        }
        Ok(())
    }

    fn mentions(&self, article: &Opened) -> Vec<Span> {
        let mentions = article.analysis.mentions.iter();
        let wanted = mentions.filter(|m| self.is_meant(m, &article.text));
        wanted.map(|m| m.span).collect()
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
    let (inside, words): (Vec<_>, Vec<_>) = (
        inside.split_whitespace().collect(),
        words.split_whitespace().collect(),
    );
    !words.is_empty() && inside.windows(words.len()).any(|w| w == words)
}

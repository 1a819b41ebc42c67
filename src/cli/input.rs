//! From the paths of a command line to analysed articles, in parallel and in order.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Articles, Fault, locale, terminal};
use crate::analysis::{Analysis, Metadata, analyse};
use crate::corpus::{self, Article, Corpus, Project, ReadFault, Snapshot, Why};
use crate::knowledge::Knowledge;
use crate::rules::{self, Finding, FindingKeys, Others, OwnFindings};
use crate::settings::Settings;
use crate::text::LineIndex;
use crate::words::Language;

/// How many articles are worked on before their results are written.
const BATCH: usize = 64;

/// The articles of a run, with the settings and knowledge that hold for them.
pub(super) struct Input {
    project: Project,
    files: Vec<PathBuf>,
    language: Option<Language>,
    as_of: Option<jiff::civil::Date>,
}

/// One article, analysed.
pub(super) struct Opened {
    /// Its path as it was given; `-` for standard input.
    pub(super) path: PathBuf,
    /// Its path from the root, by which the corpus knows it.
    pub(super) place: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// Its lines.
    pub(super) lines: LineIndex,
    /// What is known of it.
    pub(super) analysis: Analysis,
    /// The settings that hold for it.
    pub(super) settings: Arc<Settings>,
    /// The language of its messages.
    pub(super) language: Language,
}

impl Opened {
    /// The findings of all rules that are on, beside what the run knows of the other articles.
    pub(super) fn findings(&self, knowledge: &Knowledge, corpus: &Snapshot) -> Vec<Finding> {
        rules::check(self.as_rules_see_it(knowledge, &corpus.others(&self.place)))
    }

    /// The same, and what else could be found, where the run has ignores that may match it.
    pub(super) fn findings_and_keys(
        &self,
        input: &Input,
        corpus: &Snapshot,
    ) -> (Vec<Finding>, Option<FindingKeys>) {
        if input.project.ignores().next().is_none() {
            return (self.findings(input.knowledge(), corpus), None);
        }
        let others = corpus.others(&self.place);
        let article = self.as_rules_see_it(input.knowledge(), &others);
        let own = OwnFindings::new(&article);
        (rules::check_from(article, &own), Some(own.keys(&self.text, &self.analysis)))
    }

    fn as_rules_see_it<'a>(&'a self, knowledge: &'a Knowledge, others: &'a dyn Others) -> rules::Article<'a> {
        rules::Article {
            text: &self.text,
            analysis: &self.analysis,
            knowledge,
            settings: &self.settings,
            language: self.language,
            others,
        }
    }
}

/// A file of which a finding on another one speaks.
pub(super) struct Other {
    /// Its path, as the run would show it.
    pub(super) path: PathBuf,
    /// Its text, as it is now.
    pub(super) text: String,
    /// Its lines.
    pub(super) lines: LineIndex,
}

impl Other {
    /// Reads a file that the corpus knows by its path from the root; nothing where it is gone.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let text = corpus::read_article(path).ok()?;
        Some(Self { path: Self::shown(path), lines: LineIndex::new(&text), text })
    }

    fn shown(path: &Path) -> PathBuf {
        let here = std::env::current_dir().ok();
        let below = here.and_then(|here| Some(path.strip_prefix(here).ok()?.to_path_buf()));
        below.unwrap_or_else(|| path.to_path_buf())
    }
}

impl Input {
    /// Finds the articles and reads the settings and knowledge files that hold for them.
    pub(super) fn new(articles: &Articles) -> Self {
        let roots = articles.paths.iter().map(|p| absolute(p)).collect();
        let mut project = Project::load(roots);
        project.set_as_of(articles.as_of);
        project.set_language(locale());
        let walked = articles.paths.iter();
        let walked = walked.flat_map(|p| corpus::walk(std::slice::from_ref(p)));
        Self { project, files: walked.collect(), language: articles.language, as_of: articles.as_of }
    }

    /// The language of what is said of the run as a whole.
    pub(super) fn language(&self) -> Language {
        self.language_of(&self.first())
    }

    /// The first article, by its path from the root.
    pub(super) fn first(&self) -> PathBuf {
        self.files.first().map(|p| absolute(p)).unwrap_or_default()
    }

    /// The articles as an editor would know them, with an index.
    pub(super) fn corpus(&self) -> Snapshot {
        let mut corpus = Corpus::new(self.project.clone());
        corpus.settle();
        corpus.snapshot()
    }

    fn language_of(&self, absolute: &Path) -> Language {
        let set = self.language;
        set.unwrap_or_else(|| self.project.language(absolute))
    }

    /// The settings, ignores and knowledge files that hold.
    pub(super) fn project(&self) -> &Project {
        &self.project
    }

    /// A file's path as the run would show it: from the folder it was started in, where it is below.
    pub(super) fn shown(path: &Path) -> PathBuf {
        Other::shown(path)
    }

    /// The knowledge in force.
    pub(super) fn knowledge(&self) -> &Knowledge {
        self.project.knowledge()
    }

    /// Says on standard error what is wrong in settings and knowledge files; whether there was
    /// anything.
    pub(super) fn complain_of_project(&self) -> bool {
        let mut any = false;
        for path in self.project.files() {
            let text = self.project.text(path).map_or("", |t| t);
            for fault in self.project.faults(path) {
                any = true;
                let place = format!("{}:{}", path.display(), fault.line(text) + 1);
                let message = match &fault {
                    corpus::ProjectFault::Settings(f) => f.say(self.language()),
                    corpus::ProjectFault::Knowledge(f) => f.message.clone(),
                    corpus::ProjectFault::Unread(f) => f.message(self.language()),
                };
                terminal::complain(&format!("{place}: {message}"));
            }
        }
        any
    }

    /// Says on standard error what is wrong in an article's front matter; whether there was anything.
    pub(super) fn complain_of_front_matter(&self, article: &Opened) -> bool {
        for fault in &article.analysis.faults {
            let line = article.lines.line_of(fault.span.start) + 1;
            let message = fault.say(self.language());
            terminal::complain(&format!("{}:{line}: {message}", article.path.display()));
        }
        !article.analysis.faults.is_empty()
    }

    /// Says on standard error why an article could not be read.
    pub(super) fn complain(&self, fault: &ReadFault) {
        let message = fault.message(self.language());
        terminal::complain(&format!("{}: {message}", fault.path.display()));
    }

    /// What each article tells the others, without their texts: a first pass over the files, for
    /// the rules that compare articles. Nothing where no such rule is on or there is one article.
    /// Standard input can be read only once: it is compared with the files and not they with it.
    pub(super) fn gather(&self) -> Snapshot {
        let is_file = |path: &&PathBuf| path.as_path() != Path::new("-");
        let compared = |path: &PathBuf| rules::compare(&self.project.settings(&absolute(path)));
        if self.files.len() < 2 || !self.files.iter().any(compared) {
            return Snapshot::default();
        }
        let bar = terminal::bar(self.files.len());
        let mut articles = Vec::with_capacity(self.files.len());
        for batch in self.files.chunks(BATCH) {
            let read = |path: &PathBuf| {
                let opened = self.open(path).ok()?;
                Some(Article::new(opened.place.into(), &opened.text, &opened.analysis))
            };
            let files = batch.par_iter().filter(is_file).inspect(|_| bar.inc(1));
            articles.par_extend(files.filter_map(read));
        }
        bar.finish_and_clear();
        Snapshot::of_articles(articles)
    }

    /// Analyses every article with `work`, many at a time, and gives the results to `emit` in
    /// order. A bar shows on a terminal how far it is.
    pub(super) fn each<T: Send>(
        &self,
        work: impl Fn(Opened) -> T + Sync,
        mut emit: impl FnMut(Result<T, ReadFault>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let bar = terminal::bar(self.files.len());
        for batch in self.files.chunks(BATCH) {
            let done: Vec<_> =
                batch.par_iter().map(|path| self.open(path).map(&work)).inspect(|_| bar.inc(1)).collect();
            bar.suspend(|| done.into_iter().try_for_each(&mut emit))?;
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// [`Self::each`] for those that could be read; says on standard error why the others could not.
    /// Gives whether there were any.
    pub(super) fn each_read<T: Send>(
        &self,
        work: impl Fn(Opened) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), Fault>,
    ) -> Result<bool, Fault> {
        let mut unread = false;
        self.each(work, |read| match read {
            Ok(read) => take(read),
            Err(fault) => {
                unread = true;
                self.complain(&fault);
                Ok(())
            }
        })?;
        Ok(unread)
    }

    fn open(&self, path: &Path) -> Result<Opened, ReadFault> {
        let place = absolute(path);
        let (text, metadata) = if path == Path::new("-") {
            let metadata = Metadata { as_of: self.as_of, ..Metadata::default() };
            (standard_input()?, metadata)
        } else {
            (corpus::read_article(path)?, self.project.metadata(&place))
        };
        Ok(Opened {
            path: path.to_path_buf(),
            lines: LineIndex::new(&text),
            analysis: analyse(&text, &metadata, self.knowledge()),
            settings: self.project.settings(&place),
            language: self.language_of(&place),
            place,
            text,
        })
    }
}

fn standard_input() -> Result<String, ReadFault> {
    let fault = |why| ReadFault { path: PathBuf::from("-"), why };
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(corpus::MAX_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|e| fault(Why::Io(e.to_string())))?;
    corpus::decode(&bytes).map(str::to_owned).map_err(fault)
}

/// The path from the root, without `..` on the way: settings are looked up in the folders that
/// really hold a file. A link at the end stays what it is.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if whole.is_dir() {
        return whole.canonicalize().unwrap_or(whole);
    }
    let parent = whole.parent().and_then(|p| p.canonicalize().ok());
    match (parent, whole.file_name()) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => whole,
    }
}

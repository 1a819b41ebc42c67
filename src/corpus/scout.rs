//! The first pass over an article: what is known by name in it, and the day it states. Everything else
//! is left to the second.

use std::path::Path;

use super::article::{Article, Naming};
use super::project::Project;
use crate::analysis;
use crate::names::{Form, MentionKind};

/// What is kept of an article whose known names alone have been read.
pub(super) fn article(path: &Path, text: &str, project: &Project) -> Article {
    let scouting = analysis::scout(text, &project.set_metadata(path), project.knowledge());
    let names = scouting.names.into_iter().map(|name| Naming {
        form: if name.kind == MentionKind::Demonym { Form::Demonym } else { Form::Full },
        id: name.entity.into(),
        span: name.span,
        kind: name.kind,
        sentence: name.line,
    });
    Article {
        title: scouting.title.of(text).into(),
        published: scouting.published,
        entities: super::article::gather(names, text).into(),
        ..Article::empty(path.into())
    }
}

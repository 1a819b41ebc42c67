//! What can be folded away: the sections under headings, captions, menus, the front matter.

use std::cmp::Reverse;
use std::path::Path;

use crate::corpus::Snapshot;
use crate::text::{Block, Role, Span};

/// A part of an article that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Its blocks, from the first to the last.
    pub span: Span,
    /// What sort.
    pub kind: FoldKind,
}

/// What sort of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// A heading with all up to the next of its rank.
    Section,
    /// Captions that follow each other.
    Captions,
    /// Menus, "read also", the outlet's own words.
    Boilerplate,
    /// The YAML block at the top.
    FrontMatter,
}

/// Rank of a heading without `#`: below all that have some.
const PLAIN: usize = usize::MAX;

/// The folds of an open article in order, an outer one before those in it. Those on a single line
/// are among them: only the editor's lines tell.
pub fn folds(snapshot: &Snapshot, path: &Path) -> Vec<Fold> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let blocks = &open.analysis.blocks;
    let mut out = asides(blocks);
    out.extend(sections(&open.text.text, blocks));
    out.sort_by_key(|f| (f.span.start, Reverse(f.span.end)));
    out
}

/// Neighbouring blocks that are no part of what the article tells.
fn asides(blocks: &[Block]) -> Vec<Fold> {
    let alike = blocks.chunk_by(|a, b| a.role == b.role);
    let folds = alike.filter_map(|run| {
        let kind = match run.first()?.role {
            Role::Caption => FoldKind::Captions,
            Role::Boilerplate => FoldKind::Boilerplate,
            Role::FrontMatter => FoldKind::FrontMatter,
            _ => return None,
        };
        Some(Fold { span: Span::new(run.first()?.span.start, run.last()?.span.end), kind })
    });
    folds.collect()
}

/// Headings with what stands under them. The menus at a section's end are not its own, and the
/// title, which has everything under it, is none.
fn sections(text: &str, blocks: &[Block]) -> Vec<Fold> {
    let mut out = Vec::new();
    let title = blocks.iter().position(|b| !matches!(b.role, Role::FrontMatter | Role::Boilerplate));
    let headings = blocks.iter().enumerate().filter(|(at, b)| b.role == Role::Subhead && Some(*at) != title);
    for (at, heading) in headings {
        let own = rank(text, heading);
        let rest = blocks.get(at + 1..).unwrap_or_default();
        let ends = |b: &Block| b.role == Role::Subhead && rank(text, b) <= own;
        let under = rest.iter().take_while(|b| !ends(b)).filter(|b| b.role != Role::Boilerplate);
        if let Some(last) = under.last() {
            out.push(Fold { span: Span::new(heading.span.start, last.span.end), kind: FoldKind::Section });
        }
    }
    out
}

fn rank(text: &str, heading: &Block) -> usize {
    match heading.span.of(text).chars().take_while(|c| *c == '#').count() {
        0 => PLAIN,
        marks => marks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_captions_fold_together_and_menus_apart() {
        let roles = [Role::Body, Role::Caption, Role::Caption, Role::Boilerplate, Role::Body, Role::Caption];
        let blocks = roles.iter().enumerate();
        let blocks = blocks.map(|(at, role)| Block { span: Span::new(at * 10, at * 10 + 9), role: *role });
        let found: Vec<_> = asides(&blocks.collect::<Vec<_>>());
        let fold = |start, end, kind| Fold { span: Span::new(start, end), kind };
        let expected = [
            fold(10, 29, FoldKind::Captions),
            fold(30, 39, FoldKind::Boilerplate),
            fold(50, 59, FoldKind::Captions),
        ];
        assert_eq!(found, expected);
    }
}

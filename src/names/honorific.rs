//! Titles of honour before a person's name (الملك سلمان, آية الله علي خامنئي): the knowledge base may know the name
//! with its title, and a mention is the name alone.

use super::MentionKind;
use super::lexicon::Lexicon;
use super::matcher::Hit;
use crate::text::{Tokens, clitic};

/// Leaves titles of honour out of persons' names, as long as some of the name is left.
pub(super) fn leave_out(tokens: &Tokens, hits: &mut [Hit]) {
    for hit in hits.iter_mut().filter(|hit| hit.names_a(MentionKind::Person)) {
        while let Some(next) = behind_title(tokens, hit) {
            let Some(token) = tokens.get(next) else { break };
            hit.first = next;
            hit.span.start = token.span.start;
            hit.clitic = None;
        }
    }
}

/// The token of a hit behind the title it begins with.
fn behind_title(tokens: &Tokens, hit: &Hit) -> Option<usize> {
    let key = |i: usize| if hit.first + i <= hit.last { tokens.key(hit.first + i) } else { "" };
    let honorifics = &Lexicon::get().words.honorifics;
    let title = clitic::splits(key(0)).filter(|s| !s.fused).find_map(|s| honorifics.longest(s.rest, key))?;
    Some(hit.first + title.len()).filter(|next| *next <= hit.last)
}

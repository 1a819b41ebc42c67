//! What the rules of a block have found in its words: kept with the block's facts, so that an edit
//! elsewhere in the article finds none of it anew.
//!
//! A rule fills its cell when it first asks, since who only indexes an article asks for nothing. The
//! types stand here and not beside their rules because the facts own the cells: rules use the analysis,
//! and the analysis no rule.

use std::sync::OnceLock;

use crate::names::near::Name;
use crate::text::Span;
use crate::text::layout::{Leftover, Remains};

/// What rules found in the words of one block. Spans are relative to the block.
///
/// Invariant: **a cell holds what its rule finds in the block's words alone**, so one that is empty and
/// one that is filled say the same, and two of them are always equal.
#[derive(Debug, Default)]
pub(crate) struct BlockEvidence {
    /// Unseen characters that do harm, with the brackets they turn, in order.
    pub(crate) unseen: OnceLock<Box<[Unseen]>>,
    /// Words of two scripts, in order.
    pub(crate) mixed_words: OnceLock<Box<[MixedWord]>>,
    /// Where a blank is missing, in order.
    pub(crate) gaps: OnceLock<Box<[Gap]>>,
    /// Quotation marks and brackets, in order.
    pub(crate) paired_marks: OnceLock<Box<[PairedMark]>>,
    /// Whether the block is remains of a page.
    pub(crate) remains: OnceLock<Option<Remains>>,
    /// Remains of a page after the last sentence.
    pub(crate) remains_after: OnceLock<Option<Span>>,
    /// Tags and entities with what they stand for, in order.
    pub(crate) markup: OnceLock<Box<[Leftover]>>,
    /// Whether each of its sentences has a word of reporting, in order.
    pub(crate) reporting: OnceLock<Box<[bool]>>,
    /// Words that may be a slip of a name, by the [generation](crate::knowledge::Knowledge::generation) of
    /// the knowledge that has the name.
    pub(crate) slips: OnceLock<(u64, Box<[Slip]>)>,
}

impl PartialEq for BlockEvidence {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What an unseen character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// Shows letters in another order than they are written.
    Turns,
    /// Forces a direction on blanks and marks, which have the right one by themselves.
    Forces,
    /// Parts a word, so that a search does not find it.
    Parts,
    /// Belongs in no article.
    Stray,
}

/// An unseen character that does harm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unseen {
    /// Where it stands.
    pub(crate) at: usize,
    /// The character, or a bracket that it turns.
    pub(crate) c: char,
    /// What it does.
    pub(crate) harm: Harm,
    /// The words it bears on.
    pub(crate) over: Span,
}

/// A script whose letters isnad tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Arabic,
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
}

/// A word with letters of two scripts.
#[derive(Clone, Debug)]
pub(crate) struct MixedWord {
    /// The word.
    pub(crate) span: Span,
    /// The letters that do not belong, and their script.
    pub(crate) foreign: (Span, Script),
    /// What puts it right, where that is sure: what goes, and what comes.
    pub(crate) mend: Vec<(Span, String)>,
}

/// A place where a blank is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Where it should stand.
    pub(crate) at: usize,
    /// The words around it.
    pub(crate) words: Span,
    /// Why it should.
    pub(crate) why: GapCause,
}

/// Why a blank is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GapCause {
    /// A mark is not followed by a blank.
    After(char),
    /// A mark is not preceded by one.
    Before(char),
    /// Two words.
    Words,
}

/// A sort of mark that comes in pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PairedSort {
    /// “ ” „ " ''
    Double,
    /// « »
    Angled,
    /// ( )
    Round,
    /// [ ]
    Square,
}

/// How a mark stands to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Opens,
    Closes,
    Either,
}

/// A quotation mark or bracket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PairedMark {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it pairs with.
    pub(crate) sort: PairedSort,
    /// Whether it seems to open or to close.
    pub(crate) side: Side,
}

/// Words that are nothing known, a letter away from something known.
#[derive(Clone, Debug)]
pub(crate) struct Slip {
    /// Where they stand, the proclitics before them left out.
    pub(crate) span: Span,
    /// Their first and last token.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Whether لل stands before them, which has written the alef of ال away.
    pub(crate) fused: bool,
    /// The names they may be a slip of, the likeliest first.
    pub(crate) names: Vec<Name>,
}

//! Floor 0: letters, words, sentences, blocks. Start reading from [`Block`] and [`Token`].
//!
//! Here live folding with its offset map, tokens, sentences, the split of an article into blocks
//! and the line index. Nothing here knows a name, a date, a claim or an editor.

pub mod block;
pub mod clitic;
pub mod comment;
pub mod ending;
pub mod extensions;
pub mod fold;
mod joints;
pub mod layout;
pub mod lexeme;
pub mod lexicon;
pub mod lines;
pub mod markup;
pub mod roll;
pub mod romanise;
pub mod run;
pub mod scratch;
pub mod sentence;
pub mod shingle;
pub mod slip;
pub mod span;
pub mod token;

pub use block::{Block, Role};
pub use ending::{Ending, Endings};
pub use lexeme::{Lexemes, WordId, WordMemo};
pub use lines::{Encoding, LineColumn, LineIndex};
pub use roll::Roll;
pub use sentence::Sentence;
pub use shingle::Passage;
pub use span::Span;
pub use token::{Token, TokenKind, Tokens};

//! What the model looks at: each feature a hash of its kind, where it stands and what it is.

use super::model::{Model, Word};
use crate::names::lexicon::Lexicon;
use crate::names::{MentionKind, NameFacts};
use crate::text::{TokenKind, Tokens, clitic};

/// How far around a token the model looks.
pub(super) const REACH: usize = 2;

/// What is seen of one token, hashed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    word: u64,
    bare: u64,
    shape: u64,
    coarse: u64,
    fine: u64,
    known: u64,
    lists: u64,
    habit: u64,
    parts: u64,
}

/// What is seen of one token, made ready to be joined with what is seen of the next ([`join`]).
#[derive(Clone, Copy, Debug)]
struct Lead {
    word: u64,
    bare: u64,
    coarse: u64,
    known: u64,
    lists: u64,
    habit: u64,
    parts: u64,
}

impl Lead {
    const NOTHING: Self = Self::new(&NOTHING);

    const fn new(seen: &Seen) -> Self {
        Self {
            word: lead(seen.word),
            bare: lead(seen.bare),
            coarse: lead(seen.coarse),
            known: lead(seen.known),
            lists: lead(seen.lists),
            habit: lead(seen.habit),
            parts: lead(seen.parts),
        }
    }
}

/// The beginnings and ends of a word, of one letter to four, hashed.
type Affixes = ([u64; 4], [u64; 4]);

/// How many tokens make the features of one: it and those within its reach.
pub(super) const NEAR: usize = 2 * REACH + 1;

/// Features that one token makes by its word, and by its affixes.
const OF_WORD: u64 = 9;
const OF_AFFIXES: u64 = 8;

/// The last template of features that one token makes: affixes count next to the token only.
const SEVERAL: u64 = 1 + OF_WORD * NEAR as u64 + OF_AFFIXES * 3;

/// A feature: what is seen, under a template.
const fn feature(what: u64, template: u64) -> u64 {
    mix(what ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

impl Seen {
    /// Gives each feature that this token makes for the one it stands near, by its place there.
    pub(super) fn each(&self, affixes: &Affixes, place: usize, mut put: impl FnMut(u64)) {
        self.each_of_word(place, &mut put);
        each_of_affixes(affixes, place, &mut put);
    }

    #[inline]
    fn each_of_word(&self, place: usize, put: &mut impl FnMut(u64)) {
        let first = 2 + OF_WORD * place as u64;
        let seen = [
            self.word,
            self.bare,
            self.shape,
            self.coarse,
            self.fine,
            self.known,
            self.lists,
            self.habit,
            self.parts,
        ];
        seen.into_iter().zip(first..).for_each(|(what, template)| put(feature(what, template)));
    }

    /// What tokens of one word may be seen differently in: all else follows from the word.
    pub(super) const fn way(&self) -> (u64, u64, u64) {
        (self.shape, self.known, self.lists)
    }
}

/// Gives the features that the beginnings and ends of a word make for the token it stands near.
#[inline]
fn each_of_affixes(affixes: &Affixes, place: usize, put: &mut impl FnMut(u64)) {
    let Some(nearest) = place.checked_sub(1).filter(|p| *p < 3) else {
        return;
    };
    let first = 2 + OF_WORD * NEAR as u64 + OF_AFFIXES * nearest as u64;
    let affixes = affixes.0.iter().chain(&affixes.1);
    affixes.zip(first..).for_each(|(&what, template)| put(feature(what, template)));
}

/// Past either end of a block.
pub(super) const NOTHING: Seen =
    Seen { word: 1, bare: 1, shape: 1, coarse: 1, fine: 1, known: 1, lists: 1, habit: 1, parts: 1 };

/// What a token is taken for that the knowledge base has nothing of.
const UNKNOWN: u64 = 2;

/// What is seen of a word wherever it stands. Small, since it is kept of many words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    word: u64,
    bare: u64,
    parts: u16,
    coarse: u16,
    fine: u16,
    lists: u16,
    habit: u16,
    is_sport: bool,
}

impl Look {
    /// What is seen of a token of the word, of which nothing is known yet.
    const fn seen(self, shape: u64) -> Seen {
        Seen {
            word: self.word,
            bare: self.bare,
            shape,
            coarse: self.coarse as u64,
            fine: self.fine as u64,
            known: UNKNOWN,
            lists: self.lists as u64,
            habit: self.habit as u64,
            parts: self.parts as u64,
        }
    }
}

/// What is seen of a token, by itself and to be joined.
#[derive(Clone, Copy, Debug)]
pub(super) struct SeenAt {
    seen: Seen,
    lead: Lead,
}

/// The tokens of a block as the model sees them.
#[derive(Debug)]
pub struct Block {
    /// What is seen of each, nothing before and behind them.
    seen: Vec<SeenAt>,
    /// How many words of sport the block has, up to three: clubs bear the names of cities.
    sport: u64,
}

impl Block {
    /// Looks at each token of a block once.
    pub fn new(text: &str, tokens: &Tokens, known: &NameFacts, model: &Model<'_>) -> Self {
        Self::with(text, tokens, known, Vec::new(), |at| look(tokens.key(at), model))
    }

    /// The same where the look of a token's word comes from somewhere, and the room for it.
    pub(super) fn with(
        text: &str,
        tokens: &Tokens,
        known: &NameFacts,
        room: Vec<SeenAt>,
        mut look: impl FnMut(usize) -> Look,
    ) -> Self {
        let mut block = Self { seen: room, sport: 0 };
        block.seen.clear();
        block.seen.reserve(tokens.len() + 2 * REACH);
        let unjoined = |seen| SeenAt { seen, lead: Lead::NOTHING };
        block.seen.extend([unjoined(NOTHING); REACH]);
        for at in 0..tokens.len() {
            let shape = shape(text, tokens, at);
            let look = look(at);
            block.seen.push(unjoined(look.seen(shape)));
            block.sport += u64::from(look.is_sport);
        }
        block.seen.extend([unjoined(NOTHING); REACH]);
        block.sport = block.sport.min(3) + 2;
        block.mark_known(known);
        block.seen.iter_mut().for_each(|at| at.lead = Lead::new(&at.seen));
        block
    }

    /// The room that it took.
    pub(super) fn into_room(self) -> Vec<SeenAt> {
        self.seen
    }

    /// Marks the tokens of what the knowledge base has and of titles.
    fn mark_known(&mut self, known: &NameFacts) {
        for title in &known.titles {
            let (first, last) = title.tokens;
            for at in first..=last {
                let end = 1 + u64::from(at == last);
                if let Some(SeenAt { seen, .. }) = self.seen.get_mut(at + REACH) {
                    seen.known = mix(seen.known ^ (end << 32));
                    seen.lists |= end << 40;
                }
            }
        }
        for hit in &known.hits {
            let kinds =
                [MentionKind::Person, MentionKind::Place, MentionKind::Organisation, MentionKind::Demonym];
            let mut bits =
                kinds.iter().enumerate().fold(0, |bits, (i, &k)| bits | u64::from(hit.can_be(k)) << i);
            bits |= u64::from(hit.strong()) << 4 | u64::from(hit.readings.is_empty()) << 5;
            for at in hit.first..=hit.last {
                let place = u64::from(at > hit.first) | u64::from(at < hit.last) << 1;
                if let Some(SeenAt { seen, .. }) = self.seen.get_mut(at + REACH) {
                    seen.known = mix(bits << 8 | place << 2 | 2);
                }
            }
        }
    }

    /// Gives each feature of the token at `at` to `put`, always in the same order.
    #[inline]
    pub fn each(&self, tokens: &Tokens, at: usize, mut put: impl FnMut(u64)) {
        let Some(near) = self.seen.get(at..=at + 2 * REACH) else {
            return;
        };
        put(feature(0, 1));
        for (place, near) in near.iter().enumerate() {
            near.seen.each_of_word(place, &mut put);
        }
        for place in 0..NEAR {
            each_of_affixes(&affixes(word_near(tokens, at, place)), place, &mut put);
        }
        self.each_of_several(at, put);
    }

    /// What is seen of a token.
    #[inline]
    pub(super) fn seen(&self, at: usize) -> &Seen {
        self.seen.get(at + REACH).map_or(&NOTHING, |at| &at.seen)
    }

    /// The feature that every token has.
    pub(super) const ALWAYS: u64 = feature(0, 1);

    /// Gives each feature of the token at `at` that several tokens make together, or the block.
    #[inline]
    pub(super) fn each_of_several(&self, at: usize, mut put: impl FnMut(u64)) {
        let Some([first, second, third, fourth, fifth]) = self.seen.get(at..=at + 2 * REACH) else {
            return;
        };
        let (here, after, after2) = (&third.seen, &fourth.seen, &fifth.seen);
        let (two_before, before, own, next) = (&first.lead, &second.lead, &third.lead, &fourth.lead);
        let mut template = SEVERAL;
        let mut give = |what: u64| {
            template += 1;
            put(feature(what, template));
        };
        give(before.coarse ^ here.coarse);
        give(own.coarse ^ after.coarse);
        give(two_before.coarse ^ before.coarse ^ here.coarse);
        give(own.coarse ^ next.coarse ^ after2.coarse);
        give(before.word ^ here.word);
        give(own.word ^ after.word);
        give(before.bare ^ here.coarse);
        give(before.known ^ here.known);
        give(own.known ^ after.known);
        give(own.known ^ here.coarse);
        give(before.lists ^ here.lists);
        give(own.lists ^ after.lists);
        give(before.lists ^ here.fine);
        give(before.habit ^ here.habit);
        give(own.habit ^ after.habit);
        give(before.parts ^ here.parts);
        give(own.parts ^ after.parts);
        give(own.habit ^ here.known);
        give(before.habit ^ own.habit ^ after.habit);
        let (sport, lead) = (self.sport, lead(self.sport));
        give(sport);
        give(lead ^ here.known);
        give(lead ^ here.coarse);
        give(lead ^ here.habit);
        give(lead ^ before.coarse ^ here.known);
        give(lead ^ own.known ^ after.coarse);
        give(lead ^ before.word ^ here.known);
    }
}

/// What the model knows of a word, or else of it without proclitics and article.
pub(super) fn met(key: &str, model: &Model<'_>) -> Option<Word> {
    better(model.word(word_hash(key)), || model.word(word_hash(bare(key)))).filter(|word| word.is_common())
}

/// Of what is known of a word and of it without proclitics and article: the former, unless it was met too rarely.
fn better(whole: Option<Word>, bare: impl FnOnce() -> Option<Word>) -> Option<Word> {
    whole.filter(|word| word.is_common()).or_else(bare).or(whole)
}

/// What is seen of a word by its folded letters.
pub(super) fn look(key: &str, model: &Model<'_>) -> Look {
    let word = word_hash(key);
    let bare_key = bare(key);
    let bare_word = word_hash(bare_key);
    let met = model.word(word);
    let bare_met = || model.word(bare_word);
    let known = better(met, bare_met).unwrap_or(Word::UNKNOWN);
    let parts = met.map_or(0, |w| w.parts) | bare_met().map_or(0, |w| w.parts) << 4;
    let class = |class: u16| if known.is_common() { class + 3 } else { 2 };
    let of_sport = &Lexicon::get().sport;
    Look {
        word,
        bare: bare_word,
        parts: u16::from(parts) << 2 | 2,
        coarse: class(u16::from(known.coarse)),
        fine: class(known.fine),
        lists: lists(key) << 2 | 2,
        habit: u16::from(known.habit) << 2 | 2,
        is_sport: clitic::find(key, |w| of_sport.contains(w)).is_some(),
    }
}

/// The word at a place near a token, as its key; nothing past either end of the block.
fn word_near(tokens: &Tokens, at: usize, place: usize) -> &str {
    (at + place).checked_sub(REACH).map_or("", |at| tokens.key(at))
}

/// A word without its proclitics and article, as far as its letters alone tell.
pub fn bare(key: &str) -> &str {
    let long = |rest: &&str| rest.chars().nth(2).is_some();
    let rest = clitic::strip_conjunction(key).filter(long).unwrap_or(key);
    ["لل", "بال", "كال", "ال"].iter().find_map(|p| rest.strip_prefix(p).filter(long)).unwrap_or(rest)
}

/// The affixes of a folded word; of nothing, past either end of a block, none.
pub(super) fn affixes(key: &str) -> Affixes {
    let mut starts = [0; 4];
    let mut ends = [0; 4];
    for (slot, (end, c)) in starts.iter_mut().zip(key.char_indices()) {
        *slot = word_hash(&key[..end + c.len_utf8()]);
    }
    for (slot, (start, _)) in ends.iter_mut().zip(key.char_indices().rev()) {
        *slot = word_hash(&key[start..]);
    }
    (starts, ends)
}

/// Script, kind and length of a token, and whether it is written on the one before it.
fn shape(text: &str, tokens: &Tokens, at: usize) -> u64 {
    let Some(token) = tokens.get(at) else {
        return 0;
    };
    let spaced = u64::from(tokens.spaced_before(at));
    let what = match token.kind {
        TokenKind::Punct(sign) => u64::from(sign) << 8,
        TokenKind::Number => 3 << 4 | tokens.key(at).len().min(8) as u64,
        TokenKind::Word => {
            let written = token.span.of(text);
            let latin = written.starts_with(|c: char| c.is_ascii_alphabetic());
            let capital = written.starts_with(|c: char| c.is_ascii_uppercase());
            let length = tokens.key(at).chars().take(9).count() as u64;
            (1 + u64::from(latin) + u64::from(capital)) << 32 | length
        }
    };
    what << 2 | spaced << 1
}

/// The lists a word is on, a bit each.
fn lists(key: &str) -> u16 {
    let lexicon = Lexicon::get();
    let mut bits = 0;
    for split in clitic::splits(key).filter(|s| !s.fused) {
        let bare = split.rest;
        bits |= u16::from(lexicon.is_given(bare))
            | u16::from(lexicon.given.parts.contains(bare)) << 1
            | u16::from(lexicon.class_nouns.contains_key(bare) && !lexicon.nouns.cues.contains(bare)) << 2
            | u16::from(lexicon.nouns.cues.contains(bare)) << 3
            | u16::from(lexicon.given.doubtful.contains(bare)) << 5;
    }
    bits | u16::from(lexicon.words.never_name.contains(key)) << 4
}

/// The hash of a folded word or part of one; digits count as one.
#[inline]
pub fn word_hash(key: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for &byte in key.as_bytes() {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte };
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    mix(hash)
}

/// The first of two that are joined.
const fn lead(a: u64) -> u64 {
    mix(a.wrapping_add(0x51_7C_C1_B7_27_22_0A_95))
}

const fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

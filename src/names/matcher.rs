//! Gazetteer hits in a block: the longest known name from each word on, proclitics set apart.

use crate::knowledge::gazetteer::Walk;
use crate::knowledge::{EntityId, EntityKind, Knowledge, Surface, SurfaceForm};
use crate::text::clitic;
use crate::text::fold::loose_key_into;
use crate::text::token::is_quote;
use crate::text::{Span, Tokens};

use super::MentionKind;
use super::opening::{Beginning, Opening, Openings, latin_key};

/// One thing a hit can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What kind of mention it would be.
    pub kind: MentionKind,
    /// Of which entity.
    pub entity: EntityId,
    /// Whether the form is enough by itself.
    pub strong: bool,
}

/// A stretch of tokens that can name something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Where, in the block; attached proclitics are outside.
    pub span: Span,
    /// The proclitic that governs it, if one is attached.
    pub clitic: Option<char>,
    /// What it can mean; empty for a name that no knowledge file has.
    pub readings: Vec<Reading>,
    /// What it names by its looks, should no reading stand.
    pub guess: Option<MentionKind>,
    /// What the tagger is sure it names.
    pub vouched: Option<MentionKind>,
    /// Whether it agrees with a known name in its consonants only.
    pub loose: bool,
}

impl Hit {
    /// The only strong reading of a kind, if there is just one.
    pub fn sole(&self, kind: MentionKind) -> Option<&EntityId> {
        let mut of_kind = self.readings.iter().filter(|r| r.kind == kind && r.strong);
        let first = of_kind.next()?;
        of_kind.next().is_none().then_some(&first.entity)
    }

    /// Whether some reading is strong.
    pub fn strong(&self) -> bool {
        self.readings.is_empty() || self.readings.iter().any(|r| r.strong)
    }

    /// Whether all its readings are of a kind.
    pub fn can_only_be(&self, kind: MentionKind) -> bool {
        !self.readings.is_empty() && self.readings.iter().all(|r| r.kind == kind)
    }

    /// Whether no knowledge file has it and it looks like a name of a kind.
    pub fn is_unknown(&self, kind: MentionKind) -> bool {
        self.readings.is_empty() && self.guess == Some(kind)
    }

    /// Whether it is of a kind and nothing else, known or not.
    pub fn names_a(&self, kind: MentionKind) -> bool {
        self.can_only_be(kind) || self.is_unknown(kind)
    }

    /// Whether it can be of a kind.
    pub fn can_be(&self, kind: MentionKind) -> bool {
        self.guess == Some(kind) || self.readings.iter().any(|r| r.kind == kind)
    }
}

/// The hits of a block from left to right, none overlapping.
pub(super) fn hits(text: &str, tokens: &Tokens, openings: &Openings<'_>, knowledge: &Knowledge) -> Vec<Hit> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match hit_at(text, tokens, openings, at, knowledge) {
            Some(hit) => {
                at = hit.last + 1;
                out.push(hit);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether a Latin word is part of an address (pic.twitter.com/…).
fn in_address(tokens: &Tokens, at: usize) -> bool {
    let glued = |sign: usize, next: usize| {
        matches!(tokens.punct(sign), Some('.' | '/'))
            && !tokens.spaced_before(sign)
            && !tokens.spaced_before(sign + 1)
            && tokens.key(next).is_ascii()
            && !tokens.key(next).is_empty()
    };
    tokens.key(at).is_ascii() && (glued(at + 1, at + 2) || (at >= 2 && glued(at - 1, at - 2)))
}

/// A match before it is weighed: which tokens, how read, and as what.
struct Match {
    last: usize,
    letters: usize,
    governs: Option<char>,
    readings: Vec<Surface>,
}

fn hit_at(
    text: &str,
    tokens: &Tokens,
    openings: &Openings<'_>,
    at: usize,
    knowledge: &Knowledge,
) -> Option<Hit> {
    let opens = openings.at(at);
    if !opens.form || tokens.punct(at).is_some() || in_address(tokens, at) {
        return None;
    }
    let next = next_word(text, tokens, at).filter(|&next| openings.may_go_on(at, tokens, next));
    if next.is_none() && !opens.whole && !opens.loose {
        return None;
    }
    openings.read(at, |opening| hit_of(text, tokens, openings, at, next, opening, knowledge))?
}

/// The name that goes on from what the word at `at` begins, with the word at `next`.
fn hit_of(
    text: &str,
    tokens: &Tokens,
    openings: &Openings<'_>,
    at: usize,
    next: Option<usize>,
    opening: &Opening,
    knowledge: &Knowledge,
) -> Option<Hit> {
    let beginnings = opening.forms.iter();
    let best = beginnings
        .filter_map(|form| longest(text, tokens, at, next, form, knowledge))
        .reduce(|best, next| if next.last > best.last { next } else { best });
    let Some(found) = best else {
        // A name as it is known stands before what looks like a longer one (جمهورية | تركمنستان).
        let loose = loose_name(tokens, at, text, opening, knowledge)?;
        let sure = loose.can_be(MentionKind::Person)
            || (at + 1..=loose.last)
                .all(|i| hit_at(text, tokens, openings, i, knowledge).is_none_or(|h| h.loose));
        return sure.then_some(loose);
    };
    let token = tokens.get(at)?;
    let start = clitic::skip(token.span.of(text), token.span, found.letters);
    let span = Span::new(start, tokens.get(found.last)?.span.end);
    let words = (at..=found.last).filter(|&i| tokens.punct(i).is_none()).count();
    let latin = tokens.key(at).is_ascii();
    let fits = |s: &&Surface| is_name(s.form) || latin || usize::from(s.words) == words;
    let written = spelt_alike(text, tokens, at, &found);
    let surfaces: Vec<Surface> = found.readings.iter().filter(fits).filter(|_| written).copied().collect();
    let readings = choose_form(text, tokens, at, span, &surfaces, knowledge);
    let hit = Hit {
        first: at,
        last: found.last,
        span,
        clitic: found.governs,
        readings,
        guess: None,
        vouched: None,
        loose: false,
    };
    (!hit.readings.is_empty()).then_some(hit)
}

/// The longest form that goes on from what the word at `at` begins, with the word at `next`.
fn longest(
    text: &str,
    tokens: &Tokens,
    at: usize,
    mut next: Option<usize>,
    form: &Beginning,
    knowledge: &Knowledge,
) -> Option<Match> {
    let gazetteer = knowledge.gazetteer();
    let mut best = None;
    let mut consider = |walk: &Walk, last: usize| {
        if let Some(readings) = gazetteer.readings_at(walk)
            && plausible(tokens, at, last, form, &readings)
        {
            best = Some(Match { last, letters: form.letters, governs: form.governs, readings });
        }
    };
    if form.is_whole {
        consider(&form.walk, at);
    }
    if next.is_some() {
        let mut walk = form.walk.clone();
        while let Some(word) = next
            && gazetteer.feed(&mut walk, latin_key(tokens.key(word)).as_deref().unwrap_or(tokens.key(word)))
        {
            consider(&walk, word);
            next = next_word(text, tokens, word);
        }
    }
    best
}

/// Whether a full stop behind a word may be one inside a name: Latin letters, or a letter by itself (أ.ف.ب).
fn is_initial(word: &str) -> bool {
    word.is_ascii() || word.chars().nth(1).is_none()
}

/// The next word a name can go on with: after white space, a hashtag's underscore, a hyphen, the full stop of an
/// initial, a quotation mark or the sign of a hashtag (دونالد #ترامب), but no other sign.
fn next_word(text: &str, tokens: &Tokens, last: usize) -> Option<usize> {
    let mut next = last + 1;
    let mut signs = 0;
    while let Some(sign) = tokens.punct(next) {
        signs += 1;
        if sign == '#' && signs == 1 && tokens.spaced_before(next) && !tokens.spaced_before(next + 1) {
            next += 1;
            continue;
        }
        if signs > 1 || !(is_quote(sign) || matches!(sign, '_' | '-' | '.' | '\'' | '’')) {
            return None;
        }
        let spaced = tokens.spaced_before(next) || tokens.spaced_before(next + 1);
        if (sign == '.' && !is_initial(tokens.key(last))) || (spaced && !is_quote(sign) && sign != '-') {
            return None;
        }
        next += 1;
    }
    let token = tokens.get(next)?;
    let gap = text.get(tokens.get(next - 1)?.span.end..token.span.start)?;
    (!gap.contains(['\n', '\r'])).then_some(next)
}

/// Whether a match stands on enough letters: the proclitic ك is rare and needs a longer name, and
/// a name written in more or fewer words than the knowledge file has needs eight letters.
fn plausible(tokens: &Tokens, first: usize, last: usize, form: &Beginning, readings: &[Surface]) -> bool {
    let letters = (first..=last).map(|i| tokens.key(i).chars().count()).sum::<usize>() - form.letters;
    if form.governs == Some('ك') && !form.definite && (last == first && letters < 6) {
        return false;
    }
    let words = (first..=last).filter(|&i| tokens.punct(i).is_none()).count();
    let latin = tokens.key(first).is_ascii();
    let respelt = |r: &Surface| latin || (letters >= 8 && is_name(r.form));
    readings.iter().any(|r| usize::from(r.words) == words || respelt(r))
}

const fn is_name(form: SurfaceForm) -> bool {
    matches!(form, SurfaceForm::Name | SurfaceForm::Weak)
}

/// A short Latin name has to be written in capitals (US, AP, but not "us" or "ap").
fn spelt_alike(text: &str, tokens: &Tokens, at: usize, found: &Match) -> bool {
    let key = tokens.key(at);
    let short_latin = key.is_ascii() && key.len() <= 3 && found.last == at;
    let word = tokens.get(at).map_or("", |t| t.span.of(text));
    !short_latin || word.chars().all(|c| !c.is_ascii_lowercase())
}

/// Room for the loose keys of a name's words.
const LOOSE_KEYS: usize = 96;

/// A known full name with other vowels: a person's stands by itself (دمتري for ديمتري), a place's
/// needs the article to agree (بيونغ يونغ).
fn loose_name(
    tokens: &Tokens,
    at: usize,
    text: &str,
    opening: &Opening,
    knowledge: &Knowledge,
) -> Option<Hit> {
    let gazetteer = knowledge.gazetteer();
    opening.loose.iter().find_map(|beginning| {
        let mut keys = String::with_capacity(LOOSE_KEYS);
        keys.push_str(&beginning.key);
        let mut found = None;
        let mut last = at;
        while let Some(next) = next_word(text, tokens, last).filter(|&n| n - at < 5) {
            keys.push(' ');
            loose_key_into(tokens.key(next), &mut keys);
            last = next;
            if let &[person] = gazetteer.loose_names_of(&keys).as_slice() {
                found = Some((last, person));
            }
        }
        let (last, entity) = found?;
        let token = tokens.get(at)?;
        let start = clitic::skip(token.span.of(text), token.span, beginning.letters);
        let entity = knowledge.at(entity)?;
        let strong = entity.kind == EntityKind::Person;
        let kind = kind_of(entity.kind);
        Some(Hit {
            first: at,
            last,
            span: Span::new(start, tokens.get(last)?.span.end),
            clitic: beginning.governs,
            readings: vec![Reading { kind, entity: entity.id.clone(), strong }],
            guess: None,
            vouched: None,
            loose: true,
        })
    })
}

/// Decides between name and adjective where a form can be both, and gives the readings left.
fn choose_form(
    text: &str,
    tokens: &Tokens,
    first: usize,
    span: Span,
    surfaces: &[Surface],
    knowledge: &Knowledge,
) -> Vec<Reading> {
    let has = |form| surfaces.iter().any(|s| s.form == form);
    let named = has(SurfaceForm::Name) || has(SurfaceForm::Weak);
    let accusative = span.of(text).contains('\u{064B}');
    let adjective = match (named, has(SurfaceForm::Demonym), has(SurfaceForm::DemonymAccusative)) {
        (true, true, _) => follows_definite_noun(tokens, first),
        (true, false, true) => accusative,
        (named, _, _) => !named,
    };
    // An indefinite accusative is no name: دومًا is not Douma.
    let keeps = |form| match form {
        SurfaceForm::Name | SurfaceForm::Weak => !adjective && !accusative,
        SurfaceForm::Demonym | SurfaceForm::DemonymAccusative => adjective,
    };
    let kept = surfaces.iter().filter(|s| keeps(s.form));
    let mut readings: Vec<Reading> = kept.filter_map(|s| reading(*s, knowledge)).collect();
    if readings.iter().any(|r| r.strong) {
        readings.retain(|r| r.strong);
    }
    readings
}

fn reading(surface: Surface, knowledge: &Knowledge) -> Option<Reading> {
    let entity = knowledge.at(surface.entity)?;
    let kind = match surface.form {
        SurfaceForm::Demonym | SurfaceForm::DemonymAccusative => MentionKind::Demonym,
        SurfaceForm::Name | SurfaceForm::Weak => kind_of(entity.kind),
    };
    Some(Reading { kind, entity: entity.id.clone(), strong: surface.form != SurfaceForm::Weak })
}

pub(super) const fn kind_of(kind: EntityKind) -> MentionKind {
    match kind {
        EntityKind::Person => MentionKind::Person,
        EntityKind::Place => MentionKind::Place,
        EntityKind::Organisation => MentionKind::Organisation,
    }
}

/// السعودية is an adjective after a definite noun (الحكومة السعودية), else the country.
fn follows_definite_noun(tokens: &Tokens, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    let key = tokens.key(before);
    let definite = clitic::find(key, |w| w.starts_with("ال") && w.chars().count() > 4).is_some();
    definite
        && tokens.is_word(before)
        && clitic::splits(tokens.key(first)).next().is_some_and(|s| s.rest.starts_with("ال"))
}

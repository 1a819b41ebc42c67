//! Deeds: who did what, with whom or where, on which day. Two articles that date one differently are
//! found by their keys. Start reading from [`Deed`].
//!
//! Precision comes first: a deed is read only where its parties and its time stand in one clause
//! with the word that tells it, and nothing between begins another clause.

mod lexicon;

use jiff::civil::Date;

use super::facts::FactsAt;
use super::{Certainty, EntityKey, Published};
use crate::dates::{Time, TimeKind};
use crate::names::{Form, Mention, MentionKind};
use crate::text::{Role, Span, Tokens, WordMemo, clitic};
pub use lexicon::DeedKind;
use lexicon::{Lexicon, MayTell, Party, WordKind};

/// What makes two deeds the same, but for their day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeedKey {
    /// The sort of deed, by its name in `data/lexicon/deeds.toml`.
    pub kind: &'static str,
    /// Who did it and whom or what place it concerns, in the order of the sort's parties; equal
    /// ones (two who met) by id.
    pub parties: Box<[EntityKey]>,
}

impl DeedKey {
    /// The sort of deed.
    pub fn of_kind(&self) -> Option<&'static DeedKind> {
        Lexicon::get().file.deed.iter().find(|k| k.kind == self.kind)
    }
}

/// A deed and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What it is.
    pub key: DeedKey,
    /// First and last day of the time the article gives it.
    pub days: (Date, Date),
    /// The word that tells it (زار), in the document.
    pub word: Span,
    /// The words that date it, in the document.
    pub time: Span,
}

/// Farthest a party may stand from the deed's word or the party before it, in tokens.
const REACH: usize = 8;
/// Farthest the time may stand behind the word, in tokens.
const TIME_REACH: usize = 18;
/// Farthest a time that opens the sentence may stand before the word, in tokens.
const FRONT_REACH: usize = 3;
/// A deed that happens more than once is dated by a time of at most so many days.
const DAYS: i32 = 3;

/// The dated deeds of an article's own words.
pub(super) fn read(
    text: &str,
    blocks: &[FactsAt],
    roles: &[Role],
    mentions: &[Mention],
    times: &[Time],
    published: &Published,
) -> Vec<Deed> {
    let own = |role: Role| matches!(role, Role::Body | Role::Headline | Role::Subhead);
    let mut out = Vec::new();
    for (block, _) in blocks.iter().zip(roles).filter(|(_, role)| own(**role)) {
        for sentence in &block.facts.sentences {
            let span = sentence.shifted(block.span.start);
            let tokens = &block.facts.tokens;
            let (first, end) = (tokens.at_or_after(sentence.start), tokens.at_or_after(sentence.end));
            let reader = Reader {
                text,
                tokens,
                offset: block.span.start,
                first,
                end,
                mentions: within(mentions, span, |m| m.span),
                times: within(times, span, |t| t.span),
                published,
            };
            // Most sentences date nothing or name nobody.
            if !reader.times.is_empty() && !reader.mentions.is_empty() {
                out.extend(reader.deeds());
            }
        }
    }
    out
}

/// Those of a sorted list that lie in a span.
fn within<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = list.partition_point(|x| of(x).start < span.start);
    let to = list.partition_point(|x| of(x).end <= span.end).max(from);
    list.get(from..to).unwrap_or(&[])
}

/// A sentence as deeds are read from it.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    offset: usize,
    /// First token, and one past the last.
    first: usize,
    end: usize,
    mentions: &'a [Mention],
    times: &'a [Time],
    published: &'a Published,
}

impl Reader<'_> {
    fn deeds(&self) -> Vec<Deed> {
        let memo = WordMemo::new(self.tokens);
        let may_tell = |at: &usize| {
            self.tokens.is_word(*at) && memo.read(*at, Lexicon::may_tell, |may_tell: &MayTell| may_tell.0)
        };
        (self.first..self.end).filter(may_tell).filter_map(|at| self.deed(at)).collect()
    }

    /// The deed whose word stands at a token.
    fn deed(&self, at: usize) -> Option<Deed> {
        if self.mention_over(at).is_some() {
            return None;
        }
        let key = |i: usize| self.tokens.key(i);
        let (kind, word_kind, last) = Lexicon::get().word(key, at)?;
        if self.is_undone(at) {
            return None;
        }
        let (parties, reached) = self.parties(kind, word_kind, at, last)?;
        let time = self.time(at, reached)?;
        let days = time.days?;
        let length = days.0.until(days.1).ok()?.get_days();
        if kind.window.is_some() && length >= DAYS {
            return None;
        }
        Some(Deed {
            key: DeedKey { kind: &kind.kind, parties },
            days,
            word: self.tokens.span(at, last).shifted(self.offset),
            time: time.span,
        })
    }

    fn key(&self, at: usize) -> &str {
        if at < self.end { self.tokens.key(at) } else { "" }
    }

    /// Whether the words before say that it did not happen, or that the day is another's.
    fn is_undone(&self, at: usize) -> bool {
        let from = at.saturating_sub(2).max(self.first);
        (from..at).any(|i| clitic::find(self.key(i), |w| Lexicon::get().file.undone.contains(w)).is_some())
    }

    fn span(&self, at: usize) -> Span {
        self.tokens.get(at).map_or_else(Span::default, |t| t.span.shifted(self.offset))
    }

    fn mention_over(&self, at: usize) -> Option<&Mention> {
        let span = self.span(at);
        let at = self.mentions.partition_point(|m| m.span.end <= span.start);
        self.mentions.get(at).filter(|m| m.span.overlaps(span))
    }

    fn time_over(&self, at: usize) -> Option<&Time> {
        let span = self.span(at);
        let at = self.times.partition_point(|t| t.span.end <= span.start);
        self.times.get(at).filter(|t| t.span.overlaps(span))
    }

    /// The parties of a deed, and the last token they reach to. The first may stand directly before
    /// its verb; all others follow.
    fn parties(
        &self,
        kind: &DeedKind,
        word_kind: WordKind,
        at: usize,
        last: usize,
    ) -> Option<(Box<[EntityKey]>, usize)> {
        let mut parties = Vec::with_capacity(kind.parties.len());
        let mut reached = last;
        let mut wanted = kind.parties.iter();
        if word_kind == WordKind::Verb
            && let Some(subject) = self.subject_before(at, *kind.parties.first()?)
        {
            parties.push(subject);
            wanted.next();
        }
        for party in wanted {
            // A noun and its first party are one phrase: زيارة بوتين.
            let close = word_kind == WordKind::Noun && parties.is_empty();
            let (id, end) = self.next(*party, reached + 1, if close { REACH / 2 } else { REACH })?;
            parties.push(id);
            reached = end;
        }
        if let [Party::Person, Party::Person] = kind.parties.as_slice() {
            parties.sort();
            parties.dedup();
        }
        (parties.len() == kind.parties.len()).then(|| (parties.into(), reached))
    }

    /// Who stands directly before the verb: «بوتين زار», «بوتين الذي زار».
    fn subject_before(&self, at: usize, party: Party) -> Option<EntityKey> {
        let mut before = at.checked_sub(1).filter(|i| *i >= self.first)?;
        if Lexicon::get().file.before_verbs.contains(self.key(before)) {
            before = before.checked_sub(1).filter(|i| *i >= self.first)?;
        }
        let mention = self.mention_over(before)?;
        self.takes(mention, party)
    }

    /// The next party from a token on, and its last token.
    fn next(&self, party: Party, from: usize, reach: usize) -> Option<(EntityKey, usize)> {
        let mut at = from;
        while at < self.end.min(from + reach) {
            if let Some(mention) = self.mention_over(at) {
                let last = self.last_token(mention, at);
                if let Some(id) = self.takes(mention, party) {
                    let namesake = Lexicon::get().file.namesakes.contains(self.key(last + 1));
                    return (self.is_named_so(at, from) && !namesake).then_some((id, last));
                }
                at = last + 1;
                continue;
            }
            // «زار السفارة في بيونغ يانغ»: what was visited lies there.
            if party == Party::Place && Lexicon::get().file.locatives.contains(self.key(at)) {
                return None;
            }
            if self.stops(at) || self.time_over(at).is_some() {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether what stands before a name can be its title: a definite word, another name, a quotation
    /// mark; not the head of a construct (والد فلان, مستشار فلان).
    fn is_named_so(&self, at: usize, from: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|b| *b >= from) else {
            return true;
        };
        let key = self.key(before);
        self.tokens.punct(before).is_some()
            || self.mention_over(before).is_some()
            || key.starts_with("ال")
            || key.starts_with("لل")
            || Lexicon::get().file.leads.contains(key)
    }

    fn takes(&self, mention: &Mention, party: Party) -> Option<EntityKey> {
        let fits = match party {
            Party::Person => {
                let dated = self.published.certainty == Certainty::Stated;
                mention.kind == MentionKind::Person || (mention.kind == MentionKind::Role && dated)
            }
            Party::Place => mention.kind == MentionKind::Place,
            Party::Organisation => mention.kind == MentionKind::Organisation,
        };
        if !fits {
            return None;
        }
        // A name that nobody knows is enough where it is whole.
        let words = mention.span.of(self.text);
        let whole = mention.form == Form::Unknown && words.split_whitespace().count() > 1;
        mention
            .entity
            .clone()
            .map(EntityKey::from)
            .or_else(|| whole.then(|| EntityKey::unknown(mention.kind, words)))
    }

    fn last_token(&self, mention: &Mention, from: usize) -> usize {
        (from..self.end).take_while(|i| self.span(*i).start < mention.span.end).last().unwrap_or(from)
    }

    /// Whether a token begins another clause or somebody else's deed.
    fn stops(&self, at: usize) -> bool {
        let lexicon = &Lexicon::get().file;
        if let Some(mark) = self.tokens.punct(at) {
            return !matches!(mark, '"' | '“' | '”' | '«' | '»' | '،' | ',');
        }
        let key = self.key(at);
        // A word of three letters is its own as often as not: وفد, فوز.
        let joined = clitic::strip_conjunction(key).is_some_and(|rest| rest.chars().nth(2).is_some());
        let opens = joined && !lexicon.own_and.contains(key);
        opens
            || lexicon.stops.contains(key)
            || lexicon.kin.contains(key)
            || Lexicon::get().word(|i| self.key(i), at).is_some()
    }

    /// The time of a deed: the first one behind its parties in the same clause, or one that opens the
    /// sentence directly before it. None where both are there, or the time hangs on something open.
    fn time(&self, at: usize, reached: usize) -> Option<&Time> {
        let times = (self.time_behind(at, reached), self.time_before(at));
        let ((Some(time), None) | (None, Some(time))) = times else {
            return None;
        };
        let known = !time.relative || self.published.certainty == Certainty::Stated;
        let sound = time.kind() == TimeKind::Date && time.certain && time.fault.is_none();
        (sound && known && time.refers.is_none()).then_some(time)
    }

    fn time_behind(&self, at: usize, reached: usize) -> Option<&Time> {
        for i in at + 1..self.end.min(reached + TIME_REACH) {
            if let Some(time) = self.time_over(i) {
                // «عن 80 عاما» tells how old.
                if time.kind() == TimeKind::Duration {
                    continue;
                }
                return self.is_led(i).then_some(time);
            }
            if i > reached && self.mention_over(i).is_none() && self.stops(i) {
                return None;
            }
        }
        None
    }

    /// Whether what stands before a time leaves it to the deed: «في 5 مايو», «الثلاثاء 5 مايو», not
    /// «اعتداءات 11 سبتمبر».
    fn is_led(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let key = self.key(before);
        self.tokens.punct(before).is_some()
            || self.mention_over(before).is_some()
            || key.starts_with("ال")
            || Lexicon::get().file.before_times.contains(key)
            || Lexicon::get().word(|i| self.key(i), before).is_some()
    }

    fn time_before(&self, at: usize) -> Option<&Time> {
        // «أحداث فبراير ومقتل فلان»: the time is that of what it is joined to.
        if clitic::strip_conjunction(self.key(at)).is_some() && !Lexicon::get().is_whole(self.key(at)) {
            return None;
        }
        let word = self.span(at).start;
        let before = self.times.partition_point(|t| t.span.end <= word);
        let time = self.times.get(before.checked_sub(1)?)?;
        let end = self.tokens.at_or_after(time.span.end.saturating_sub(self.offset));
        let start = self.tokens.at_or_after(time.span.start.saturating_sub(self.offset));
        (at - end.min(at) <= FRONT_REACH && start <= self.first + FRONT_REACH).then_some(time)
    }
}

#[cfg(test)]
mod tests;

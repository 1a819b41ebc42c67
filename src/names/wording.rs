//! How an article or a house writes the words of one entity's names, and what another writing of them
//! has to change.

use super::spelling::{alike, is_one_land, key, stands_apart};
use crate::text::Span;
use crate::text::fold::{fold, is_alphabetic, is_mark};

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is written, without ال.
    pub(super) written: String,
    /// The same folded.
    pub(super) folded: String,
}

/// The spellings that hold: words of one entity's names, and whole names of several words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    words: Vec<Word>,
    wholes: Vec<String>,
}

impl Wording {
    /// The wording of one name.
    pub fn of(name: &str) -> Self {
        let mut out = Self::default();
        out.learn(name);
        out
    }

    /// Whether no name has been taken in.
    pub fn is_empty(&self) -> bool {
        self.wholes.is_empty()
    }

    /// Takes in the words of a name that no word taken in before is another spelling of.
    pub fn learn(&mut self, name: &str) {
        for (_, word) in words(name) {
            let same = |w: &Word| w.folded == word.folded || is_one_land(&w.folded, &word.folded);
            let known = |w: &Word| same(w) || alike(&w.folded, &word.folded);
            if !self.words.iter().any(known) {
                self.words.push(word);
            }
        }
        if !self.wholes.iter().any(|w| key(w) == key(name)) {
            self.wholes.push(name.to_owned());
        }
    }

    /// What a name has to change to be written so: spans of its bytes and what comes there. Nothing
    /// where it is so written, or is another name.
    pub fn mend(&self, name: &str) -> Vec<(Span, String)> {
        let theirs: Vec<(usize, Word)> = words(name).collect();
        if let Some(whole) = self.wholes.iter().find(|w| parted_otherwise(w, name, &theirs)) {
            let joint = if name.contains('_') { "_" } else { " " };
            let text = whole.split_whitespace().collect::<Vec<_>>().join(joint);
            return vec![(Span::new(0, name.len()), text)];
        }
        let is_one = |word: &Word| theirs.iter().any(|(_, w)| w.folded == word.folded);
        let mut out = Vec::new();
        for (at, word) in &theirs {
            if self.words.iter().any(|w| w.folded == word.folded) {
                continue;
            }
            // In a longer name it is the adjective: الجمهورية السورية.
            let land = |w: &Word| theirs.len() == 1 && is_one_land(&w.folded, &word.folded);
            let fits = |w: &&Word| (alike(&w.folded, &word.folded) || land(w)) && !is_one(w);
            let meant = self.words.iter().find(fits);
            if let Some(meant) = meant {
                let span = Span::new(*at, *at + word.written.len());
                out.push((span, meant.written.clone()));
            }
        }
        out
    }
}

/// A name with its changes made.
pub fn mended(name: &str, changes: &[(Span, String)]) -> String {
    let mut out = name.to_owned();
    for (span, text) in changes.iter().rev() {
        out.replace_range(span.start..span.end, text);
    }
    out
}

/// Whether a name is one that holds, with its words joined or parted otherwise.
fn parted_otherwise(whole: &str, name: &str, theirs: &[(usize, Word)]) -> bool {
    let own: Vec<(usize, Word)> = words(whole).collect();
    let apart = |list: &[(usize, Word)]| list.iter().any(|(_, w)| stands_apart(&w.folded));
    own.len() != theirs.len() && !apart(&own) && !apart(theirs) && key(whole) == key(name)
}

/// The Arabic words of a name, without ال, and where they begin.
pub(super) fn words(name: &str) -> impl Iterator<Item = (usize, Word)> {
    let is_letter = |c: char| is_alphabetic(c) || is_mark(c);
    let mut rest = name;
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = rest.find(is_letter)?;
        let tail = &rest[start..];
        let end = tail.find(|c| !is_letter(c)).unwrap_or(tail.len());
        let at = from + start;
        rest = &tail[end..];
        from = at + end;
        Some((at, &tail[..end]))
    })
    .filter(|(_, word)| word.chars().any(|c| matches!(c, 'ء'..='ي')))
    .map(|(at, word)| {
        let bare = word.strip_prefix("ال").filter(|bare| bare.chars().nth(2).is_some()).unwrap_or(word);
        let cut = word.len() - bare.len();
        (at + cut, Word { written: bare.to_owned(), folded: fold(bare) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(wording: &Wording, name: &str) -> String {
        mended(name, &wording.mend(name))
    }

    #[test]
    fn words_are_rewritten_and_the_rest_is_kept() {
        let trump = Wording::of("دونالد ترامب");
        assert_eq!(rewritten(&trump, "ترمب"), "ترامب");
        assert_eq!(rewritten(&trump, "“دونالد ترمب”"), "“دونالد ترامب”");
        assert_eq!(rewritten(&trump, "دونالد_ترمب"), "دونالد_ترامب");
        assert_eq!(trump.mend("الرئيس ترامب"), []);
        let kim = Wording::of("كيم جونغ أون");
        assert_eq!(rewritten(&kim, "كيم جونج أون"), "كيم جونغ أون");
        assert_eq!(kim.mend("كيم"), []);
        assert_eq!(kim.mend("كيم جونغ اون"), []);
    }

    #[test]
    fn words_joined_or_parted() {
        let city = Wording::of("بيونغ يانغ");
        assert_eq!(rewritten(&city, "بيونجيانج"), "بيونغ يانغ");
        assert_eq!(rewritten(&city, "بيونج_يانج"), "بيونغ_يانغ");
        assert_eq!(Wording::of("عبد الله الثاني").mend("عبدالله الثاني"), []);
    }

    #[test]
    fn lands_have_two_endings() {
        assert_eq!(rewritten(&Wording::of("سورية"), "سوريا"), "سورية");
        assert_eq!(Wording::of("سوريا").mend("الجمهورية العربية السورية"), []);
    }

    #[test]
    fn what_was_written_first_holds() {
        let mut wording = Wording::of("شويجو");
        wording.learn("سيرغي شويغو");
        assert_eq!(rewritten(&wording, "سيرجي شويغو"), "سيرغي شويجو");
    }
}

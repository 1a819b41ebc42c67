//! Spellings of one name: which differ as houses do, and which by a slip of the pen.
//!
//! Keys are folded names with غ as ج and spaces left out ([`key`]). Two keys one edit apart are a
//! slip unless the edit is one that `data/lexicon/spelling.toml` tells of.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::fold::{fold, name_key, name_letter};
use crate::text::lexicon::{Folded, stored_lexicon};

mod file;

use file::Spellings;

/// The lexicon: the file's words, and its letters as keys have them.
struct Lexicon {
    words: Spellings,
    alike: FxHashSet<(char, char)>,
    weak: Vec<char>,
    ends: Vec<char>,
    pairs: Vec<[char; 2]>,
    sounds: Vec<Vec<char>>,
    latin: FxHashMap<char, char>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let words: Spellings = stored_lexicon!("spelling");
    let letters = |s: &str| s.chars().map(name_letter).collect::<Vec<_>>();
    let two = |set: &String| {
        let set = letters(set);
        let with = set.clone();
        set.into_iter().flat_map(move |a| with.clone().into_iter().map(move |b| (a, b)))
    };
    let latin = |(latin, row): (&char, &String)| row.chars().map(|c| (c, *latin)).collect::<Vec<_>>();
    Lexicon {
        alike: words.alike.iter().flat_map(two).collect(),
        weak: letters(&words.weak),
        ends: letters(&words.ends),
        pairs: words.pairs.iter().filter_map(|[two, _]| letters(two).try_into().ok()).collect(),
        sounds: words.sounds.iter().map(|row| row.chars().collect()).collect(),
        latin: words.latin.iter().flat_map(latin).collect(),
        words,
    }
});

/// The key of a name: its folded letters and digits, غ as ج, joined.
pub fn key(name: &str) -> String {
    name_key(&fold(name))
}

/// How one spelling is made from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Not at all.
    None,
    /// By one edit, of the sort that parts one house's spelling from another's.
    Variant,
    /// By one edit that no house makes.
    Slip,
    /// By more than one edit.
    Far,
}

/// How the key `written` differs from a name's key.
pub fn difference(name: &str, written: &str) -> Difference {
    if name == written {
        return Difference::None;
    }
    let (name, written): (Vec<char>, Vec<char>) = (name.chars().collect(), written.chars().collect());
    let head = name.iter().zip(&written).take_while(|(one, other)| one == other).count();
    let (from, to) = (&name[head..], &written[head..]);
    if ending_changed(from, to) {
        return Difference::Variant;
    }
    let tail = from.iter().rev().zip(to.iter().rev()).take_while(|(one, other)| one == other).count();
    let last = tail == 0;
    match (&from[..from.len() - tail], &to[..to.len() - tail]) {
        ([gone], [come]) => substituted(*gone, *come, last),
        ([first, second], [third, fourth]) if first == fourth && second == third => Difference::Slip,
        ([], [come]) => added(&written, head, *come, head == 0 || last),
        ([gone], []) => added(&name, head, *gone, false),
        _ => Difference::Far,
    }
}

/// Whether the two go on from where they part with endings of one noun (ون, ين, ان).
fn ending_changed(name: &[char], written: &[char]) -> bool {
    let ending = |rest: &[char]| LEXICON.words.cases.iter().any(|end| end.chars().eq(rest.iter().copied()));
    ending(name) && ending(written)
}

fn substituted(name: char, written: char, last: bool) -> Difference {
    let lexicon = &*LEXICON;
    let both = |set: &[char]| set.contains(&name) && set.contains(&written);
    if lexicon.alike.contains(&(name, written)) || (last && both(&lexicon.ends)) {
        return Difference::Variant;
    }
    Difference::Slip
}

/// A letter that one of the two spellings has at `at` and the other has not; at the ends of a word
/// (`outer`) a letter more makes another word of it.
fn added(longer: &[char], at: usize, letter: char, outer: bool) -> Difference {
    let lexicon = &*LEXICON;
    let before = at.checked_sub(1).and_then(|i| longer.get(i));
    let after = longer.get(at + 1);
    let alike =
        |with: Option<&char>| with.is_some_and(|w| *w == letter || lexicon.alike.contains(&(letter, *w)));
    let doubled = alike(before) || alike(after);
    let paired = |[first, second]: &[char; 2]| {
        let joined = |x: Option<&char>, y: Option<&char>| x == Some(first) && y == Some(second);
        joined(Some(&letter), after) || joined(before, Some(&letter))
    };
    let house = doubled || lexicon.weak.contains(&letter) || lexicon.pairs.iter().any(paired);
    let ending = after.is_none() && lexicon.ends.contains(&letter);
    if house || ending || outer { Difference::Variant } else { Difference::Slip }
}

/// Whether two folded words without ال are one word of a foreign name, written otherwise: ترامب, ترمب;
/// جونغ, جونج; أميركا, أمريكا. Forms of one Arabic word (غربي, الغرب; الحوثيون, الحوثيين) are none.
pub fn alike(a: &str, b: &str) -> bool {
    let long = |word: &str| word.chars().nth(2).is_some();
    if a == b || !long(a) || !long(b) || inflected(a, b) || inflected(b, a) {
        return false;
    }
    if [a, b].iter().any(|word| LEXICON.words.own.contains(word)) {
        return false;
    }
    let (sound, other) = (sound(a), sound(b));
    sound == other && sound.chars().nth(1).is_some()
}

/// Whether one word is the other with an ending, or the two have different ones.
fn inflected(a: &str, b: &str) -> bool {
    let stem = |word: &str| -> Option<String> {
        let endings = &LEXICON.words.endings;
        let cut = |end: &Folded| word.strip_suffix(&**end).filter(|s| s.chars().nth(1).is_some());
        endings.iter().find_map(cut).map(str::to_owned)
    };
    let nisba = |word: &str| word.ends_with("يه");
    stem(a).is_some_and(|stem_a| stem_a == b || stem(b).is_some_and(|stem_b| stem_a == stem_b))
        || (nisba(a) && !nisba(b))
}

/// What is left of a folded word when weak letters go and letters of one sound are one.
fn sound(word: &str) -> String {
    let lexicon = &*LEXICON;
    let mut out = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !lexicon.weak.contains(c)) {
        let row = lexicon.sounds.iter().find(|row| row.contains(&c));
        let c = row.and_then(|row| row.first()).copied().unwrap_or(c);
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Whether two folded words are one land's name with either ending (سوريا, سورية).
pub(super) fn is_one_land(a: &str, b: &str) -> bool {
    let [one, other] = &LEXICON.words.lands;
    let fits = |a: &str, b: &str| a.strip_suffix(&**one).is_some_and(|s| b.strip_suffix(&**other) == Some(s));
    fits(a, b) || fits(b, a)
}

/// The Latin letter that sounds like a folded one.
pub(super) fn latin_letter(letter: char) -> Option<char> {
    LEXICON.latin.get(&letter).copied()
}

/// Whether a folded word may be written together with the next one or apart from it.
pub fn stands_apart(word: &str) -> bool {
    LEXICON.words.apart.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_written_otherwise() {
        for (a, b) in [("ترامب", "ترمب"), ("جونغ", "جونج"), ("أميركا", "أمريكا"), ("شويغو", "شويجو")]
        {
            assert!(alike(&fold(a), &fold(b)), "{a} {b}");
        }
        for (a, b) in [
            ("بن", "ابن"),
            ("بوتين", "بولتون"),
            ("أون", "يون"),
            ("غربي", "غرب"),
            ("حوثيون", "حوثيين"),
            ("أمريكية", "أمريكا"),
            ("دواعش", "داعش"),
        ] {
            assert!(!alike(&fold(a), &fold(b)), "{a} {b}");
        }
    }

    #[test]
    fn houses_differ_and_pens_slip() {
        let differ = |a: &str, b: &str| difference(&key(a), &key(b));
        for (name, written) in [
            ("بيونغ يانغ", "بيونغ يونغ"),
            ("بيونغ يانغ", "بيونغ يانخ"),
            ("كازاخستان", "كازاخستنا"),
            ("فلاديمير بوتين", "فلاديمير بوتيت"),
            ("واشنطن", "واشطن"),
            ("سيرغي لافروف", "سيرغي لافورف"),
        ] {
            assert_eq!(differ(name, written), Difference::Slip, "{written}");
        }
        for (name, written) in [
            ("ترامب", "ترمب"),
            ("شويغو", "شويكو"),
            ("كازاخستان", "كازخستان"),
            ("أنطونيو غوتيريش", "أنطونيو غوتيريس"),
            ("ميدفيديف", "مدفيديف"),
            ("تشيخوف", "شيخوف"),
            ("إسطنبول", "إستنبول"),
            ("أفغانستان", "أفغانستاني"),
        ] {
            assert_eq!(differ(name, written), Difference::Variant, "{written}");
        }
        assert_eq!(differ("بيونغ يانغ", "بيونجيانج"), Difference::None);
        assert_eq!(differ("موسكو", "مونرو"), Difference::Far);
    }
}

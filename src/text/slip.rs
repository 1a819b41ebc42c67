//! Whether a text has something in it that is written nearly so.

/// Letters that a query must have for one slip in it, and for two.
const LETTERS: [usize; 2] = [5, 8];

/// A query to be found in texts with a slip or two: a letter wrong, missing or too many, or two
/// letters swapped.
#[derive(Clone, Debug)]
pub struct Slips {
    letters: Vec<char>,
    set: u64,
    most: usize,
}

impl Slips {
    /// A query of folded letters; `None` where it is so short that a slip would make any word of it.
    pub fn new(query: &str) -> Option<Self> {
        let letters: Vec<char> = query.chars().collect();
        let most = LETTERS.iter().filter(|least| letters.len() >= **least).count();
        let set = set(query.chars());
        (most > 0).then_some(Self { letters, set, most })
    }

    /// The fewest slips that turn the query into a part of a text; `None` where they are too many.
    pub fn in_text(&self, text: impl Iterator<Item = char> + Clone) -> Option<usize> {
        // Most texts have not got the letters.
        if (self.set & !set(text.clone())).count_ones() as usize > self.most {
            return None;
        }
        // The fewest slips to have the first so many letters end here, one letter back, two back.
        let mut here: Vec<usize> = (0..=self.letters.len()).collect();
        let mut back = here.clone();
        let mut far_back;
        let mut letter_back = None;
        let mut best = self.letters.len();
        for letter in text {
            far_back = std::mem::replace(&mut back, here);
            here = self.column(letter, letter_back, &back, &far_back);
            best = best.min(here.last().copied().unwrap_or(best));
            letter_back = Some(letter);
        }
        (best <= self.most).then_some(best)
    }

    fn column(&self, letter: char, before: Option<char>, back: &[usize], far_back: &[usize]) -> Vec<usize> {
        let mut out = Vec::with_capacity(back.len());
        // It may begin anywhere.
        out.push(0);
        for (at, own) in self.letters.iter().enumerate() {
            let changed = back[at] + usize::from(*own != letter);
            let mut least = changed.min(back[at + 1] + 1).min(out[at] + 1);
            let swapped = at > 0 && before == Some(*own) && self.letters[at - 1] == letter;
            if swapped {
                least = least.min(far_back[at - 1] + 1);
            }
            out.push(least);
        }
        out
    }
}

/// The letters as bits, several to a bit.
fn set(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_and_bounded() {
        for (query, text, slips) in [
            ("pyngyang", "pyongyang", Some(1)),
            ("pyonyang", "pyongyang", Some(1)),
            ("pyongynag", "pyongyang", Some(1)),
            ("pyongyangg", "pyongyang", Some(1)),
            ("pxongyanx", "pyongyang", Some(2)),
            ("pxongxanx", "pyongyang", None),
            ("shoygu", "sergeishoigu", Some(1)),
            ("shoigu", "sergeishoigu", Some(0)),
            ("شويعو", "سيرجيشويجو", Some(1)),
            ("شيعو", "سيرجيشويجو", None),
            ("بيونجيونغ", "بيونجيانج", Some(2)),
            ("moscow", "", None),
        ] {
            assert_eq!(Slips::new(query).and_then(|s| s.in_text(text.chars())), slips, "{query} {text}");
        }
        assert!(Slips::new("").is_none() && Slips::new("putn").is_none());
    }
}

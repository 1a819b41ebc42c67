//! Many names in one text, to be looked through at once.

use memchr::memmem::Finder;

/// Names one behind the other, a line each.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    text: Vec<u8>,
    /// Where each line ends.
    ends: Vec<u32>,
}

impl Roll {
    /// Puts a name at the end; one that has an end of line in it, or no place any more, as none.
    pub fn push(&mut self, name: &str) {
        let fits = u32::try_from(self.text.len() + name.len() + 1).is_ok();
        if fits && !name.contains('\n') {
            self.text.extend_from_slice(name.as_bytes());
        }
        if fits {
            self.text.push(b'\n');
        }
        self.ends.push(self.text.len() as u32);
    }

    /// The name of a number.
    pub fn get(&self, row: usize) -> Option<&str> {
        let start = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let line = self.text.get(start as usize..*self.ends.get(row)? as usize)?;
        std::str::from_utf8(line.strip_suffix(b"\n")?).ok()
    }

    /// The numbers of the names that have letters in a row, in order; all for no letters.
    pub fn with(&self, letters: &str) -> impl Iterator<Item = usize> + use<'_> {
        let finder = Finder::new(letters.as_bytes()).into_owned();
        let none = letters.contains('\n');
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = at + finder.find(self.text.get(at..).filter(|_| !none)?)?;
            let row = self.ends.partition_point(|end| *end as usize <= found);
            at = *self.ends.get(row)? as usize;
            Some(row)
        })
    }
}

impl<'n> FromIterator<&'n str> for Roll {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut out = Self::default();
        names.into_iter().for_each(|name| out.push(name));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_that_has_the_letters_is_found_once() {
        let roll: Roll = ["محمد السمسماني", "", "سامي", "سم سم", "a\nb"].into_iter().collect();
        let with = |letters: &str| roll.with(letters).collect::<Vec<_>>();
        assert_eq!(with("سم"), [0, 3]);
        assert_eq!(with("سامي"), [2]);
        assert_eq!(with("ي\nس"), Vec::<usize>::new());
        assert_eq!(with("a"), Vec::<usize>::new());
        assert_eq!(with(""), [0, 1, 2, 3, 4]);
        assert_eq!([0, 1, 4, 5].map(|row| roll.get(row)), [Some("محمد السمسماني"), Some(""), Some(""), None]);
        assert_eq!(Roll::default().with("").count(), 0);
    }
}

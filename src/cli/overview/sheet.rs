//! The two sheets that everything is drawn on: one for a desk, one for a hand. Drawings do not
//! shrink, because letters would shrink with them.

/// A sheet to draw on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// Its class in the page; the style shows the one that fits the screen.
    pub(super) class: &'static str,
    /// Its width in pixels.
    pub(super) width: f64,
    /// The height of letters.
    pub(super) letters: f64,
    /// Letters of a name.
    pub(super) name: usize,
    /// How large dots are, against those on the large sheet.
    pub(super) dots: f64,
    /// How many things there is room for to a hundred on the large sheet.
    pub(super) room: usize,
}

impl Sheet {
    /// For a desk, then for a hand.
    pub(super) const ALL: [Self; 2] = [
        Self { class: "wide", width: 1040.0, letters: 14.0, name: 32, dots: 1.0, room: 100 },
        Self { class: "tall", width: 350.0, letters: 12.5, name: 22, dots: 0.65, room: 40 },
    ];

    /// How many of so many things there is room for.
    pub(super) const fn few(&self, all: usize) -> usize {
        (all * self.room).div_ceil(100)
    }

    /// About as wide as a word is in letters of this sheet, rather more than less.
    pub(super) fn width_of(&self, words: &str) -> f64 {
        let widths = words.chars().map(|c| match c {
            c if crate::text::fold::is_mark(c) => 0.0,
            ' ' | '.' | '،' | '\'' | 'ا' | 'ل' | 'i' | 'l' => 0.32,
            'س' | 'ش' | 'ص' | 'ض' => 0.8,
            c if c.is_uppercase() => 0.7,
            _ => 0.56,
        });
        widths.sum::<f64>() * self.letters
    }
}

/// A count, to measure with.
pub(super) fn real(count: usize) -> f64 {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

/// A part of the largest, in percent of it.
pub(super) fn percent(part: usize, largest: usize) -> f64 {
    real(part) * 100.0 / real(largest.max(1))
}

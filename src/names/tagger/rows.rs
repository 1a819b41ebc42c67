//! The rows of the model's file: how a feature's is found, and the sums of what they hold.

use super::LABELS;

/// Rows in a bucket: features whose hashes share it. More are left out, the lightest first.
pub(super) const ROWS: usize = 4;

/// Bytes of a row: its print and a weight a label.
pub(super) const ROW: usize = 8;

/// Sums of the labels' weights. All of a row are added at once: each of its bytes has sixteen bits, in the
/// place of the print the rows are counted, and a weight is taken 128 greater than it is. A token has some
/// hundred features, so that no sum runs over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Of the bytes 0, 2, 4 and 6 of a row.
    even: u64,
    /// Of the others.
    odd: u64,
}

impl Sums {
    const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
    /// A row's print.
    const PRINT: u64 = 0xFF;
    /// Makes signed bytes of a row 128 greater.
    const GREATER: u64 = 0x8080_8080_8080_8080;

    /// The labels' sums.
    pub fn labels(self) -> [i16; LABELS] {
        let rows = (self.even as u16).wrapping_mul(128);
        std::array::from_fn(|label| {
            let byte = label + 1;
            let sums = if byte.is_multiple_of(2) { self.even } else { self.odd };
            ((sums >> (byte / 2 * 16)) as u16).wrapping_sub(rows).cast_signed()
        })
    }

    #[inline]
    const fn add(&mut self, row: [u8; ROW]) {
        let row = (u64::from_le_bytes(row) ^ Self::GREATER) & !Self::PRINT | 1;
        self.even = self.even.wrapping_add(row & Self::EVEN);
        self.odd = self.odd.wrapping_add(row >> 8 & Self::EVEN);
    }

    /// Adds others.
    #[inline]
    pub const fn join(&mut self, others: &Self) {
        self.even = self.even.wrapping_add(others.even);
        self.odd = self.odd.wrapping_add(others.odd);
    }
}

/// The rows of a model, in buckets, as they lie in its file.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows<'f> {
    bytes: &'f [u8],
    prints: Prints,
}

impl<'f> Rows<'f> {
    /// Of the bytes of buckets, of which there are a power of two.
    pub(super) fn new(bytes: &'f [u8]) -> Self {
        Self { bytes, prints: Prints::new(bytes) }
    }

    /// Whether there are any.
    pub(super) const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Adds the rows of features to sums.
    #[inline]
    pub(super) fn add(&self, features: impl FnOnce(&mut Asked<'_>), sums: &mut Sums) {
        let mut asked = Asked { of: self, rows: [0; ASKED], count: 0, sums: *sums };
        features(&mut asked);
        asked.answer();
        *sums = asked.sums;
    }
}

/// How many rows are put aside at most.
const ASKED: usize = 32;

/// Features whose rows are asked for. Where there is one it is put aside without a branch, and those are
/// then read one after the other: which they are is past guessing, what a processor guesses wrong costs it
/// dear, and it waits for several rows no longer than for one.
#[derive(Debug)]
pub struct Asked<'m> {
    of: &'m Rows<'m>,
    /// Where they begin, in bytes.
    rows: [usize; ASKED],
    count: usize,
    sums: Sums,
}

impl Asked<'_> {
    /// Asks for a feature's weights.
    #[inline]
    pub fn put(&mut self, feature: u64) {
        let (row, is_there) = self.of.prints.find(feature);
        self.rows[self.count % ASKED] = row * ROW;
        self.count += usize::from(is_there);
        if self.count == ASKED {
            self.answer();
        }
    }

    #[inline]
    fn answer(&mut self) {
        for &at in &self.rows[..self.count] {
            if let Some(row) = self.of.bytes.get(at..).and_then(<[u8]>::first_chunk) {
                self.sums.add(*row);
            }
        }
        self.count = 0;
    }
}

/// The prints of each bucket's rows side by side: most features asked for are none of the model's, and to
/// learn that from 256 kilobytes is far quicker than from two megabytes.
#[derive(Clone, Debug, Default)]
struct Prints(Box<[[u8; ROWS]]>);

impl Prints {
    fn new(rows: &[u8]) -> Self {
        let prints = |bucket: &[u8; ROWS * ROW]| std::array::from_fn(|row| bucket[row * ROW]);
        Self(rows.as_chunks().0.iter().map(prints).collect())
    }

    /// Which row is a feature's, and whether there is one.
    #[inline]
    fn find(&self, feature: u64) -> (usize, bool) {
        const ONES: u32 = 0x0101_0101;
        let (bucket, print) = (bucket_of(feature, self.0.len()), print_of(feature));
        let prints = self.0.get(bucket).map_or(0, |prints| u32::from_le_bytes(*prints));
        // A byte is nothing where it is the print; the first such is found by what is borrowed for it.
        let differ = prints ^ (u32::from(print) * ONES);
        let same = differ.wrapping_sub(ONES) & !differ & (ONES << 7);
        // One more bit is set, so that there is always a first one.
        let first = (u64::from(same) | 1 << u32::BITS).trailing_zeros();
        (bucket * ROWS + first as usize / 8, same != 0)
    }
}

/// The bucket of a feature, of so many.
pub(super) const fn bucket_of(feature: u64, buckets: usize) -> usize {
    feature as usize & buckets.saturating_sub(1)
}

/// What tells a feature's row from others of its bucket; never 0.
pub(super) const fn print_of(feature: u64) -> u8 {
    let print = (feature >> 56) as u8;
    if print == 0 { 1 } else { print }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_in_whichever_place_of_its_bucket() {
        // Two buckets; the second has rows of the prints 1 to 3 and a free place.
        let row = |print: u8, weight: i8| [print, weight.cast_unsigned(), 0, 0, 0, 0, 0, 127];
        let free = [[0; ROW]; ROWS];
        let bytes =
            [free, [row(1, 5), row(2, -5), row(3, 7), [0; ROW]]].as_flattened().as_flattened().to_vec();
        let rows = Rows::new(&bytes);
        let sum = |features: &[u64]| {
            let mut sums = Sums::default();
            rows.add(|asked| features.iter().for_each(|feature| asked.put(*feature)), &mut sums);
            sums.labels()
        };
        let feature = |print: u64, bucket: u64| print << 56 | bucket;
        assert_eq!(sum(&[feature(1, 1)]), [5, 0, 0, 0, 0, 0, 127]);
        assert_eq!(sum(&[feature(2, 1), feature(3, 3)]), [2, 0, 0, 0, 0, 0, 254]);
        // Other prints of the bucket, and the same in another one; a print of nothing is that of 1.
        assert_eq!(sum(&[feature(4, 1), feature(1, 0), feature(255, 1)]), [0; LABELS]);
        assert_eq!(sum(&[feature(0, 1)]), sum(&[feature(1, 1)]));
        // As many as are put aside, and more.
        assert_eq!(sum(&[feature(2, 1); 32])[0], -160);
        assert_eq!(sum(&[feature(2, 1); 99])[0], -495);
        assert_eq!(Rows::default().prints.find(feature(1, 1)), (ROWS, false));
    }
}

//! A table whose columns stay aligned with Arabic text in it: numbers first, and the one column of
//! words last, where its width is nobody's business. Heads stand between isolates, so that two
//! Arabic ones beside each other keep their places.

use crate::text::fold;
use crate::words::isolate;

/// A table: columns of numbers, then one of words.
pub(super) struct Table {
    head: (Vec<String>, String),
    rows: Vec<(Vec<String>, String)>,
}

impl Table {
    pub(super) fn new(numbers: &[String], words: &str) -> Self {
        Self { head: (numbers.to_vec(), apart(words)), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, numbers: &[String], words: &str) {
        self.rows.push((numbers.to_vec(), words.to_owned()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its lines, the head first; numbers stand to the right of their columns.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let cells = |at: usize| self.rows.iter().filter_map(move |(cells, _)| cells.get(at));
        let heads = self.head.0.iter().enumerate();
        let widths: Vec<usize> =
            heads.map(|(at, head)| cells(at).map(|c| width(c)).max().unwrap_or(0).max(width(head))).collect();
        let line = move |cells: &[String], words: &str, is_head: bool| {
            let cells = cells.iter().zip(&widths).map(|(cell, most)| {
                let gap = " ".repeat(most.saturating_sub(width(cell)));
                let cell = if is_head { apart(cell) } else { cell.clone() };
                format!("{gap}{cell}  ")
            });
            format!("{}{words}", cells.collect::<String>())
        };
        let head = line(&self.head.0, &self.head.1, true);
        let rows = self.rows.iter().map(move |(cells, words)| line(cells, words, false));
        std::iter::once(head).chain(rows)
    }
}

/// Words set apart from those beside them, where their script turns the line.
pub(super) fn apart(words: &str) -> String {
    if words.is_ascii() { words.to_owned() } else { isolate(words) }
}

/// How many places words take in a terminal: marks stand over letters, isolates nowhere.
fn width(words: &str) -> usize {
    words.chars().filter(|c| !fold::is_mark(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_their_heads() {
        let mut table = Table::new(&["أخبار".to_owned(), "مقالاتٌ".to_owned()], "المصدر");
        table.row(&["12".to_owned(), "3".to_owned()], "tass  \u{2068}وكالة تاس\u{2069}");
        table.row(&["123456".to_owned(), "-".to_owned()], "x");
        let ends = table.lines().map(|line| {
            // Where each number column ends, in places.
            let plain: String = line.chars().filter(|c| !fold::is_mark(*c)).collect();
            let first = plain.trim_start().find(' ').unwrap() + plain.len() - plain.trim_start().len();
            plain[..first].chars().count()
        });
        assert_eq!(ends.collect::<Vec<_>>(), [6, 6, 6]);
        let last = table.lines().last().unwrap();
        assert_eq!(last, "123456       -  x");
    }
}

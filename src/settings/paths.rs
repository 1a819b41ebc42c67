//! The articles that a file of settings or ignores names by their path, and where.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::clean_path;
use crate::text::Span;

/// The words of the file that name an article, quotes included, with the path in them; those of
/// `[articles]` in an `isnad.toml`, `file` in an `isnad-ignores.toml`. Nothing for a text that is no
/// TOML.
pub fn named_paths(text: &str) -> Vec<(Span, String)> {
    let Ok(root) = DeTable::parse(text) else {
        return Vec::new();
    };
    let root = root.get_ref();
    let articles = root.get("articles").and_then(|a| a.get_ref().as_table());
    let articles = articles.into_iter().flatten().map(|(key, _)| (key.span(), key.get_ref().as_ref()));
    let ignores = root.get("ignore").and_then(|i| i.get_ref().as_array());
    let files = ignores.into_iter().flatten().filter_map(|entry| file(entry.get_ref()));
    let found = articles.chain(files).map(|(at, path)| (Span::new(at.start, at.end), clean_path(path)));
    let mut found: Vec<_> = found.collect();
    found.sort();
    found
}

fn file<'a>(entry: &'a DeValue<'_>) -> Option<(std::ops::Range<usize>, &'a str)> {
    let file: &Spanned<DeValue<'_>> = entry.as_table()?.get("file")?;
    Some((file.span(), file.get_ref().as_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_with_its_quotes() {
        let text = "language = \"ar\"\n[articles]\n\"a.txt\" = 2023-12-21\n'./فرع/b.txt' = { published = 2023-12-22 }\n\
                    bare = 2023-12-23\n[[ignore]]\nrule = \"vague-date\"\nfile = \"c.txt\"\n[[ignore]]\nrule = \"x\"\n";
        let found = named_paths(text);
        let shown: Vec<_> = found.iter().map(|(at, path)| (at.of(text), path.as_str())).collect();
        let expected = [
            ("\"a.txt\"", "a.txt"),
            ("'./فرع/b.txt'", "فرع/b.txt"),
            ("bare", "bare"),
            ("\"c.txt\"", "c.txt"),
        ];
        assert_eq!(shown, expected);
        assert_eq!(named_paths("[articles\n"), []);
    }
}

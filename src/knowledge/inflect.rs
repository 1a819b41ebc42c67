//! The regular forms of a relational adjective (نسبة): from روسي to الروسية, روسيون, الروسيين …

use crate::text::fold::fold;

/// Endings a nisba takes on its ي; the last is the indefinite accusative (روسيًا).
const ENDINGS: [&str; 8] = ["", "ه", "ان", "ين", "ون", "ات", "تان", "تين"];

/// The accusative ending, kept apart because it can look like the country's name (روسيا).
const ACCUSATIVE: &str = "ا";

/// All folded forms of a demonym given as masculine singular without ال; of several words each is
/// inflected alike (الكوريين الشماليين). Words that do not end in ي stay as they are.
pub(super) fn demonym_forms(base: &str) -> Vec<String> {
    let folded = fold(base);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let mut out = Vec::with_capacity(2 * ENDINGS.len() + 1);
    for ending in ENDINGS {
        let forms: Vec<String> = words.iter().map(|w| with_ending(w, ending)).collect();
        out.push(forms.join(" "));
        out.push(definite(&forms));
    }
    out.push(words.iter().map(|w| with_ending(w, ACCUSATIVE)).collect::<Vec<_>>().join(" "));
    out
}

fn with_ending(word: &str, ending: &str) -> String {
    if word.ends_with('ي') { format!("{word}{ending}") } else { word.to_owned() }
}

/// ال on each adjective; a first word that is none (جنوب أفريقي) takes it alone.
fn definite(words: &[String]) -> String {
    let all = words.iter().all(|w| w.contains('ي'));
    let article = |(i, w): (usize, &String)| {
        if all || i == 0 { format!("ال{w}") } else { w.clone() }
    };
    words.iter().enumerate().map(article).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms() {
        let forms = demonym_forms("كوري شمالي");
        for want in ["كوري شمالي", "الكورية الشمالية", "الكوريين الشماليين", "كوريون شماليون", "كوريا شماليا"]
        {
            assert!(forms.contains(&fold(want)), "{want}");
        }
        assert!(demonym_forms("جنوب أفريقي").contains(&fold("الجنوب أفريقية")));
    }
}

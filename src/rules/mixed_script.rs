//! `mixed-script`: a word with letters of two scripts.

use super::block::BlockView;
use super::{Check, Findings, Replacement, Rule, Words};
use crate::analysis::evidence::{MixedWord, Script};
use crate::settings::Level;
use crate::text::{Span, clitic, fold, run};

pub(super) static RULE: Rule = Rule {
    id: "mixed-script",
    default: Level::Warning,
    title: Words { ar: "كلمة من حروف كتابتين", en: "A word with letters of two scripts" },
    page: include_str!("../../docs/rules/mixed-script.md"),
    options: &[],
    checks: &[Check::Block(check)],
};

const MESSAGE: Words = Words {
    ar: "في {0} حرف من كتابة أخرى: {1} ({2})",
    en: "{0} has a letter of another script: {1} ({2})",
};

impl Script {
    /// The script of a letter; nothing for digits, marks, and scripts not told apart.
    fn of(c: char) -> Option<Self> {
        match c {
            // The signs of ordinals, micro and ohm are no letters of a word.
            'ª' | 'º' | 'µ' | 'Ω' | '\u{0640}' => None,
            '\u{0620}'..='\u{064A}'
            | '\u{066E}'..='\u{06D3}'
            | '\u{06FA}'..='\u{06FC}'
            | '\u{0750}'..='\u{077F}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}' => Some(Self::Arabic),
            'A'..='Z' | 'a'..='z' | '\u{00C0}'..='\u{024F}' if c.is_alphabetic() => Some(Self::Latin),
            '\u{0400}'..='\u{052F}' => Some(Self::Cyrillic),
            '\u{0370}'..='\u{03FF}' if c.is_alphabetic() => Some(Self::Greek),
            '\u{05D0}'..='\u{05EA}' => Some(Self::Hebrew),
            _ => None,
        }
    }

    const fn name(self) -> Words {
        match self {
            Self::Arabic => Words { ar: "عربي", en: "Arabic" },
            Self::Latin => Words { ar: "لاتيني", en: "Latin" },
            Self::Cyrillic => Words { ar: "كيريلي", en: "Cyrillic" },
            Self::Greek => Words { ar: "يوناني", en: "Greek" },
            Self::Hebrew => Words { ar: "عبري", en: "Hebrew" },
        }
    }
}

/// Letters of one script that follow each other in a word.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    script: Script,
    span: Span,
    letters: usize,
}

fn check(block: &BlockView<'_>, findings: &mut Findings<'_>) {
    if !block.is_matter() {
        return;
    }
    for word in block.evidence.mixed_words.get_or_init(|| mixed_words(block.words).collect()) {
        let (foreign, script) = word.foreign;
        let said = [&*block.quote(word.span), &*block.quote(foreign), script.name().of(block.language)];
        let mend =
            word.mend.iter().map(|(span, text)| Replacement { span: block.place(*span), text: text.clone() });
        findings.add_mended(block.place(word.span), MESSAGE.say(block.language, &said), mend.collect());
    }
}

/// The mixed words of a block, in order.
fn mixed_words(block: &str) -> impl Iterator<Item = MixedWord> {
    mixable(block).filter_map(|span| {
        let stretches = stretches(block, span);
        let foreign = foreign(block, &stretches)?;
        let mend = mend(block, &stretches, foreign);
        Some(MixedWord { span, foreign: (foreign.span, foreign.script), mend })
    })
}

/// The words of a block that may be mixed, as far as the bytes around them tell.
fn mixable(text: &str) -> impl Iterator<Item = Span> {
    let runs = run::runs(text, Span::new(0, text.len()))
        .filter(|r| may_mix(r.of(text)) && !run::is_address(r.of(text)));
    runs.flat_map(|r| words_of(text, r))
}

/// Whether a run has letters that are neither all Arabic nor all Latin, as far as its bytes tell.
fn may_mix(run: &str) -> bool {
    let latin = run.bytes().any(|b| b.is_ascii_alphabetic());
    let arabic = run.bytes().any(|b| matches!(b, 0xD8..=0xDB));
    let other = run.bytes().any(|b| b >= 0xC2 && !matches!(b, 0xD8..=0xDB));
    other || (latin && arabic)
}

/// The words of a run: its letters, digits and marks without the punctuation between them.
fn words_of(text: &str, run: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in run.of(text).char_indices() {
        let part = fold::is_alphanumeric(c) || fold::is_mark(c);
        match (part, start) {
            (true, None) => start = Some(run.start + at),
            (false, Some(from)) => {
                out.push(Span::new(from, run.start + at));
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| Span::new(from, run.end)));
    out
}

fn stretches(text: &str, word: Span) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for (at, c) in word.of(text).char_indices() {
        let (at, end) = (word.start + at, word.start + at + c.len_utf8());
        let Some(script) = Script::of(c) else { continue };
        match out.last_mut().filter(|s| s.script == script) {
            Some(last) => {
                last.span.end = end;
                last.letters += 1;
            }
            None => out.push(Stretch { script, span: Span::new(at, end), letters: 1 }),
        }
    }
    out
}

/// The stretch that does not belong, if the word has one.
fn foreign(text: &str, stretches: &[Stretch]) -> Option<Stretch> {
    // A proclitic written onto a foreign name is as it should be.
    let proclitic = |s: &Stretch| s.script == Script::Arabic && clitic::is_all(s.span.of(text));
    let rest = match stretches {
        [first, rest @ ..] if proclitic(first) => rest,
        all => all,
    };
    let least = rest.iter().min_by_key(|s| s.letters)?;
    let is_formula = |s: &Stretch| matches!(s.script, Script::Latin | Script::Greek);
    match rest {
        [] | [_] => None,
        // TNFα
        all if all.iter().all(is_formula) => None,
        // Two whole words, with no blank between: that is another rule's.
        [a, b] if glued(*a, *b) => None,
        all => {
            let mut strangers = all.iter().filter(|s| s.script != Script::Arabic);
            strangers.rfind(|s| s.letters == least.letters).or(Some(least)).copied()
        }
    }
}

/// Whether two stretches are two words that lack the blank between them.
fn glued(a: Stretch, b: Stretch) -> bool {
    let one_is_arabic = (a.script == Script::Arabic) != (b.script == Script::Arabic);
    one_is_arabic && a.letters >= 2 && b.letters >= 2
}

/// Look-alikes of one script in another, and letters of the Arabic keyboard under Latin keys.
fn mend(text: &str, stretches: &[Stretch], foreign: Stretch) -> Vec<(Span, String)> {
    let Some(host) = stretches.iter().map(|s| s.script).find(|s| *s != foreign.script) else {
        return Vec::new();
    };
    let replace = |s: &Stretch| {
        let letters: Option<String> = s.span.of(text).chars().map(|c| twin(c, host)).collect();
        letters.map(|text| (s.span, text))
    };
    let one_key = host != Script::Arabic || foreign.letters == 1;
    let strangers = stretches.iter().filter(|s| s.script != host);
    let mended: Option<Vec<_>> = strangers.filter(|_| one_key).map(replace).collect();
    mended.unwrap_or_default()
}

/// The letter of `host` that looks like `c`, or is typed with the same key.
fn twin(c: char, host: Script) -> Option<char> {
    const LATIN: &str = "aceopxyijsABCEHIKMOPSTXJ";
    const CYRILLIC: &str = "асеорхуіјѕАВСЕНІКМОРЅТХЈ";
    // Without the letters that stand for a model or a class: آيفونx.
    const KEYS: &str = "qwertyuiopadfghjlvnmKLHYN";
    const LETTERS: &str = "ضصثقفغعهخحشيبلاتمرىة،/أإآ";
    let (from, to) = match (Script::of(c)?, host) {
        (Script::Latin, Script::Cyrillic) => (LATIN, CYRILLIC),
        (Script::Cyrillic, Script::Latin) => (CYRILLIC, LATIN),
        (Script::Latin, Script::Arabic) => (KEYS, LETTERS),
        _ => return None,
    };
    from.chars().zip(to.chars()).find(|(f, _)| *f == c).map(|(_, t)| t)
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut draft = Draft::new(text);
        draft.headline(text);
        draft.findings(RULE.id)
    }

    #[test]
    fn whose_letter_is_foreign() {
        let said = found("الرئيس الكوري الجنوبي يoon Suk Yeol");
        assert_eq!(said, ["warning «يoon» في «يoon» حرف من كتابة أخرى: «ي» (عربي)"]);
        assert_eq!(
            found("إلn حيث")[0],
            "warning «إلn» في «إلn» حرف من كتابة أخرى: «\u{2068}n\u{2069}» (لاتيني)"
        );
        assert_eq!(found("كتبت Мoskva").len(), 1);
        for right in
            ["والـBBC وبـ5G", "شبكة للـCNN", "@mofaعرب", "TNFα", "100km", "#أيفونX", "و«BBC»", "آيفون X"]
        {
            assert_eq!(found(right), [""; 0]);
        }
    }

    #[test]
    fn look_alikes_and_keys() {
        let mended = |text: &str| {
            let stretches = stretches(text, Span::new(0, text.len()));
            let mend = mend(text, &stretches, foreign(text, &stretches)?);
            let mut out = text.to_owned();
            for (span, text) in mend.iter().rev() {
                out.replace_range(span.start..span.end, text);
            }
            (!mend.is_empty()).then_some(out)
        };
        assert_eq!(mended("بوyبا").as_deref(), Some("بوغبا"));
        assert_eq!(mended("سلامةK").as_deref(), Some("سلامة،"));
        assert_eq!(mended("Мoсква").as_deref(), Some("Москва"));
        assert_eq!(mended("يoon"), None);
    }
}

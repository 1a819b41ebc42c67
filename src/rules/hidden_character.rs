//! `hidden-character`: a character nobody sees that changes what is read or found.
//!
//! Marks that keep their place are left alone: a right-to-left mark beside a word, an embedding
//! around a Latin name, a soft hyphen, the joiners of Persian words and emoji.

mod names;

use names::name;

use super::{Article, Check, Findings, Replacement, Rule, Words};
use crate::analysis::evidence::{Harm, Unseen as Hidden};
use crate::settings::Level;
use crate::text::lines::{ceil_boundary, floor_boundary};
use crate::text::{Span, fold};
use crate::words::Language;

pub(super) static RULE: Rule = Rule {
    id: "hidden-character",
    default: Level::Warning,
    title: Words {
        ar: "حرف لا يُرى يغيّر ما يُقرأ أو يخفيه عن البحث",
        en: "An unseen character that changes what is read or found",
    },
    page: include_str!("../../docs/rules/hidden-character.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const MESSAGE: Words =
    Words { ar: "حرف لا يُرى في {0}: {1}؛ {2}", en: "Unseen character in {0}: {1}; {2}" };
const MORE: Words = Words { ar: "{0} ومعه {1} غيره", en: "{0} and {1} more" };

impl Harm {
    const fn words(self) -> Words {
        match self {
            Self::Turns => {
                Words { ar: "يقلب ترتيب ما بعده", en: "it turns the order of what follows" }
            }
            Self::Forces => Words {
                ar: "يقسر اتجاها لا حاجة إلى قسره",
                en: "it forces a direction for nothing",
            },
            Self::Parts => Words {
                ar: "يقطع الكلمة فلا يجدها البحث", en: "it hides the word from search"
            },
            Self::Stray => {
                Words { ar: "لا مكان له في مقال", en: "it has no place in an article" }
            }
        }
    }
}

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let mut start = 0;
    let mut next = 0;
    for line in article.text.split_inclusive('\n') {
        let place = Span::new(start, start + line.len());
        match only_block(article, place, &mut next) {
            Some((block, at)) => {
                let evidence = article.analysis.evidence(at);
                let found = evidence.unseen.get_or_init(|| hidden(block.of(article.text)).into());
                report(article, block.start, found, findings);
            }
            None => report(article, start, &hidden(line), findings),
        }
        start = place.end;
    }
}

/// The block that has a line to itself, and its number: what is found in its words is found in the line.
/// `next` is the number of the first block that no earlier line has gone past.
///
/// A direction that is opened lasts to the line's end, so where a heading is glued to a paragraph, or
/// something unseen stands among the blanks around a block, the line has to be read whole.
fn only_block(article: &Article<'_>, line: Span, next: &mut usize) -> Option<(Span, usize)> {
    let blocks = article.analysis.blocks.get(*next..)?;
    *next += blocks.iter().take_while(|b| b.span.end <= line.start).count();
    let mut here = article.analysis.blocks.get(*next..)?.iter().take_while(|b| b.span.start < line.end);
    let (block, None) = (here.next()?.span, here.next()) else {
        return None;
    };
    let around = [Span::new(line.start, block.start), Span::new(block.end, line.end)];
    let is_alone = line.contains(block) && !around.iter().any(|s| s.of(article.text).contains(is_unseen));
    is_alone.then_some((block, *next))
}

/// The unseen characters of a line that do harm, and the brackets they turn, in order.
fn hidden(line: &str) -> Vec<Hidden> {
    let mut hidden = Vec::new();
    if !line.contains(is_unseen) {
        return hidden;
    }
    directions(line, &mut hidden);
    inside(line, &mut hidden);
    hidden.sort_by_key(|h| h.at);
    // Nested overrides turn the same bracket.
    hidden.dedup_by_key(|h| h.at);
    hidden
}

/// One finding for characters whose words meet.
fn report(article: &Article<'_>, start: usize, hidden: &[Hidden], findings: &mut Findings<'_>) {
    let mut rest = hidden;
    while let Some(first) = rest.first() {
        let mut span = first.over;
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|n| n.over.start <= span.end) {
            span = Span::new(span.start.min(next.over.start), span.end.max(next.over.end));
            count += 1;
        }
        let (group, after) = rest.split_at(count);
        rest = after;
        let worst = group.iter().find(|h| h.harm == Harm::Turns).unwrap_or(first);
        let unseen = group.iter().filter(|h| mirrored(h.c).is_none()).count();
        let span = span.shifted(start);
        let mend = group.iter().map(|h| {
            let at = h.at + start;
            let text = mirrored(h.c).map_or(String::new(), String::from);
            Replacement { span: Span::new(at, at + h.c.len_utf8()), text }
        });
        findings.add_mended(span, say(article, span, worst, unseen), mend.collect());
    }
}

fn say(article: &Article<'_>, span: Span, hidden: &Hidden, count: usize) -> String {
    let language = article.language;
    let shown: String = span.of(article.text).chars().filter(|&c| !is_unseen(c)).collect();
    let code = format!("U+{:04X}", u32::from(hidden.c));
    let code = match language {
        Language::Ar => crate::words::isolate(&code),
        Language::En => code,
    };
    let mut named = format!("{} ({code})", name(hidden.c).of(language));
    if count > 1 {
        named = MORE.say(language, &[&named, &(count - 1).to_string()]);
    }
    let quoted = crate::words::quote(language, &shown);
    MESSAGE.say(language, &[&quoted, &named, hidden.harm.words().of(language)])
}

/// An embedding, override or isolate that is open.
struct Open {
    at: usize,
    c: char,
    end: usize,
}

/// Deepest nesting of directions that is followed, as in the bidirectional algorithm.
const DEPTH: usize = 125;

/// Finds what turns the direction of words that should keep theirs.
fn directions(line: &str, out: &mut Vec<Hidden>) {
    let rtl = line.chars().find_map(direction).unwrap_or(true);
    let mut open: Vec<Open> = Vec::new();
    let mut beyond = 0_usize;
    for (at, c) in line.char_indices() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2066}'..='\u{2068}' => {
                if open.len() >= DEPTH {
                    beyond += 1;
                    continue;
                }
                open.push(Open { at, c, end: at + c.len_utf8() });
            }
            '\u{202C}' | '\u{2069}' if beyond > 0 => beyond -= 1,
            '\u{202C}' | '\u{2069}' => {
                let of_kind = |o: &Open| (c == '\u{2069}') == matches!(o.c, '\u{2066}'..='\u{2068}');
                let Some(opened) = open.iter().rposition(of_kind).map(|i| open.remove(i)) else {
                    continue;
                };
                if turns(&opened, line.get(opened.end..at).unwrap_or(""), rtl, true) {
                    let over = words(line, Span::new(opened.at, at + c.len_utf8()));
                    let held = Span::new(opened.end, at);
                    let harm = harm(&opened, held.of(line));
                    out.push(Hidden { at: opened.at, c: opened.c, harm, over });
                    if harm == Harm::Forces {
                        out.extend(brackets(line, held, over));
                    }
                    out.push(Hidden { at, c, harm, over });
                }
            }
            _ => {}
        }
    }
    for opened in open {
        if turns(&opened, line.get(opened.end..).unwrap_or(""), rtl, false) {
            let over = words(line, Span::new(opened.at, opened.end));
            let harm = harm(&opened, line.get(opened.end..).unwrap_or(""));
            out.push(Hidden { at: opened.at, c: opened.c, harm, over });
        }
    }
}

fn harm(open: &Open, held: &str) -> Harm {
    let over = matches!(open.c, '\u{202D}' | '\u{202E}');
    if over && !held.contains(char::is_alphanumeric) { Harm::Forces } else { Harm::Turns }
}

/// Brackets that an override keeps from being mirrored: typed the wrong way round to look right, they
/// have to be turned when the override goes.
fn brackets(line: &str, held: Span, over: Span) -> impl Iterator<Item = Hidden> {
    let found = held.of(line).char_indices().filter(|(_, c)| mirrored(*c).is_some());
    found.map(move |(at, c)| Hidden { at: held.start + at, c, harm: Harm::Forces, over })
}

const fn mirrored(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        _ => return None,
    })
}

/// Whether a mark changes the order of what it holds, in a paragraph that runs right to left or not.
fn turns(open: &Open, held: &str, rtl: bool, closed: bool) -> bool {
    let has = |right: bool| held.chars().any(|c| direction(c) == Some(right));
    match open.c {
        '\u{202D}' => has(true) || !(has(false) || held.contains(char::is_numeric)),
        '\u{202E}' => has(false) || held.contains(char::is_numeric) || !closed,
        '\u{202A}' | '\u{2066}' => rtl && has(true),
        '\u{202B}' | '\u{2067}' => !rtl && has(false),
        _ => !closed && rtl && held.chars().find_map(direction) == Some(false),
    }
}

/// Whether a letter runs right to left; nothing for what has no direction of its own.
fn direction(c: char) -> Option<bool> {
    let is_right = matches!(c,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    fold::is_alphabetic(c).then_some(is_right)
}

/// Finds what parts a word, and what belongs in no text.
fn inside(line: &str, out: &mut Vec<Hidden>) {
    let mut before: Option<char> = None;
    let mut base = None;
    let mut turning: Vec<usize> = out.iter().map(|h| h.at).collect();
    turning.sort_unstable();
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let harm = if is_stray(c) && !(is_tag(c) && base == Some('\u{1F3F4}')) {
            Some(Harm::Stray)
        } else if is_parting(c) && turning.binary_search(&at).is_err() {
            let rest = line.get(end..).unwrap_or("");
            let after = rest.chars().take(WINDOW).find(|&n| !is_unseen(n));
            let word = words(line, Span::new(at, end));
            let whole = before.zip(after).is_some_and(|(b, a)| is_one_word(b, a));
            let persian = c == '\u{200C}' && word.of(line).contains(is_persian);
            (whole && !persian).then_some(Harm::Parts)
        } else {
            None
        };
        if let Some(harm) = harm {
            let over = words(line, Span::new(at, end));
            out.push(Hidden { at, c, harm, over });
        }
        if !is_unseen(c) {
            base = Some(c);
            before = (!c.is_whitespace()).then_some(c);
        }
    }
}

/// Whether two characters would stand in one word: letters of one direction.
fn is_one_word(a: char, b: char) -> bool {
    let mark = |c: char| fold::is_mark(c) && c != '\u{0640}';
    let is_right = |c| direction(c).or(mark(c).then_some(true));
    is_right(a).is_some() && is_right(a) == is_right(b)
}

/// Letters of Persian, Urdu and Kurdish, whose words are written with a non-joiner inside.
const fn is_persian(c: char) -> bool {
    matches!(c, 'ی' | 'ک' | 'گ' | 'پ' | 'چ' | 'ژ' | 'ە' | 'ۆ' | 'ڕ' | 'ێ' | 'ڤ' | 'ہ' | 'ے')
}

/// Unseen characters that may stand in a text, but not within a word.
const fn is_parting(c: char) -> bool {
    matches!(c,
        '\u{200B}'..='\u{200F}' | '\u{061C}' | '\u{2060}' | '\u{180E}' | '\u{FEFF}'
        | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that have no place in an article at all.
const fn is_stray(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{2061}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFC}'
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{E0100}'..='\u{E01EF}')
        || is_tag(c)
}

/// Tags, which make the flags of England, Scotland and Wales, and else hide words.
const fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

const fn is_unseen(c: char) -> bool {
    is_parting(c) || is_stray(c) || c == '\u{AD}'
}

/// How far from an unseen character its words are looked for, in bytes: a line of nothing but unseen
/// characters is read in one pass, too.
const WINDOW: usize = 400;

/// The words that a span stands in; the next ones where it has nothing to be seen.
fn words(line: &str, span: Span) -> Span {
    let first = floor_boundary(line, span.start.saturating_sub(WINDOW));
    let body = ceil_boundary(line, span.end + WINDOW);
    let body = body.min(line.trim_end().len()).max(span.end);
    let before = &line[first..span.start];
    let start = before.rfind(char::is_whitespace).map_or(first, |at| next(line, first + at));
    let end = line[span.end..body].find(char::is_whitespace).map_or(body, |at| span.end + at);
    let seen = |from: usize, to: usize| line[from..to].contains(|c| !is_unseen(c) && !char::is_whitespace(c));
    if seen(start, end) || !seen(end, body) {
        return Span::new(start, end);
    }
    let from = end + line[end..body].find(|c| !is_unseen(c) && !char::is_whitespace(c)).unwrap_or(0);
    let end = line[from..body].find(char::is_whitespace).map_or(body, |at| from + at);
    Span::new(start, end)
}

fn next(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::super::{Article, NoOthers, check};
    use super::RULE;
    use crate::analysis::{Analysis, Metadata, analyse};
    use crate::knowledge::Knowledge;
    use crate::settings::Settings;
    use crate::words::Language;

    fn found(text: &str) -> Vec<String> {
        Draft::new(text).findings(RULE.id)
    }

    #[test]
    fn what_is_named() {
        assert_eq!(
            found("قال شوي\u{200B}غو."),
            ["warning «شوي\u{200B}غو.» حرف لا يُرى في «شويغو.»: مسافة بلا عرض (\u{2068}U+200B\u{2069})؛ \
              يقطع الكلمة فلا يجدها البحث"]
        );
        let found = found("إلى \u{202E}الجنوب 12\u{202C} غدا");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("\u{2068}U+202E\u{2069}) ومعه 1 غيره؛ يقلب"), "{found:?}");
        let brackets = "مسبار \u{202D})\u{202C}إنسايت\u{202D}(\u{202C}";
        assert!(super::super::hand_made::Draft::new(brackets).findings(RULE.id)[0].contains("يقسر"));
    }

    #[test]
    fn what_turns_nothing_is_left() {
        for text in [
            "\u{202B}وحاول الفريق",
            "فيديو \u{202A}CNN\u{202C} التي",
            "\u{200F}بعد 20%\u{061C}.\u{200B}",
            "\u{202D}BB-\u{202C}",
            "بنتيجة \u{202D}4\u{202C}-1",
            "النهاية\u{AD}ية ",
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        ] {
            assert_eq!(found(text), [""; 0], "{text:?}");
        }
        for text in ["كان \u{202A}بعد ذلك", "قا\u{AD}ل\u{0002}", "\u{E0067}خفي", "said \u{202B}that"]
        {
            assert_eq!(found(text).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn a_block_alone_on_its_line_is_found_as_the_line_is() {
        let found = |text: &str, analysed: bool| {
            let knowledge = Knowledge::built_in();
            let analysis =
                if analysed { analyse(text, &Metadata::default(), &knowledge) } else { Analysis::default() };
            let (settings, others) = (Settings::default(), NoOthers);
            let language = Language::En;
            let article = Article {
                text,
                analysis: &analysis,
                knowledge: &knowledge,
                settings: &settings,
                language,
                others: &others,
            };
            check(article).into_iter().filter(|f| f.rule == RULE.id).collect::<Vec<_>>()
        };
        let long = format!("   {} قا\u{200B}ل {} قا\u{200B}ل  ", "كلمة ".repeat(90), "كلمة ".repeat(90));
        for (text, count) in [
            ("  قال شوي\u{200B}غو.\t\n\nو\u{200B}صل", 2),
            (&*long, 2),
            ("فتح \u{202E}الاتجاه ### عنوان 12\n", 1),
            ("\u{B} قال \u{B}\nنعم", 2),
            ("---\ndate: 2024\u{200B}-01-01\n---\n\nقا\u{200B}ل\rقا\u{200B}ل", 2),
        ] {
            let of_blocks = found(text, true);
            assert_eq!(of_blocks, found(text, false), "{text:?}");
            assert_eq!(of_blocks.len(), count, "{text:?}");
        }
    }
}

//! What each block is in its article: headline, body, caption, menu …
//!
//! Judged by the words of `data/lexicon/layout.toml`, a block's length and punctuation, repetition
//! and place. Web pages come with their menus and captions in the text.

mod file;
mod teasers;
mod view;

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::{self, stored_lexicon};
use super::{Role, Span, TokenKind, Tokens, fold, markup};
use file::Lexicon;
pub use view::View;
use view::is_menu;

/// A block as the layout pass sees it.
#[derive(Clone, Copy, Debug)]
pub struct BlockText<'a> {
    /// Its words, without white space behind them.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| stored_lexicon!("layout"));

/// Words that have to recur for a block to be a quotation lifted out of the text.
const LIFTED_WORDS: usize = 8;
/// Those of them that stand there whole, whatever is joined to the first and the last.
const RUN: usize = LIFTED_WORDS - 2;

/// How many headlines of other articles stand in a row.
const HEADLINES: RangeInclusive<usize> = 2..=3;

/// The roles of an article's blocks, in their order.
pub fn roles(views: &[&View]) -> Vec<Role> {
    let mut roles: Vec<Option<Role>> = views.iter().map(|view| view.own).collect();
    repeated(views, &mut roles);
    lifted(views, &mut roles);
    teasers::cut(views, &mut roles);
    let first_body = (0..views.len()).find(|&i| roles[i].is_none() && views[i].is_paragraph());
    let last_body = (0..views.len()).rev().find(|&i| roles[i].is_none() && views[i].is_paragraph());
    cut_tail(&mut roles, last_body);
    if let (Some(first), Some(last)) = (first_body, last_body) {
        other_headlines(views.get(first..last).unwrap_or_default(), &mut roles[first..last]);
    }
    let place = |i: usize| {
        let view = views[i];
        match (first_body, last_body) {
            (Some(first), _) if i < first => head_role(view),
            (Some(_), Some(last)) if view.is_heading() && i < last => Role::Subhead,
            // A line alone is the first of a draft: somebody types a sentence.
            (None, _) if i == 0 && views.len() > 1 && !view.ends_sentence => Role::Headline,
            _ => Role::Body,
        }
    };
    (0..views.len()).map(|i| roles[i].unwrap_or_else(|| place(i))).collect()
}

/// A line that stands twice is a picture's caption.
fn repeated(views: &[&View], roles: &mut [Option<Role>]) {
    let mut count: FxHashMap<u64, usize> = FxHashMap::default();
    for view in views {
        *count.entry(view.hash).or_default() += 1;
    }
    for (view, role) in views.iter().zip(roles) {
        if role.is_none()
            && view.words >= 3
            && view.words <= 40
            && count.get(&view.hash).is_some_and(|&n| n > 1)
        {
            *role = Some(Role::Caption);
        }
    }
}

/// A block whose first words stand inside a longer one is a quotation lifted out of it.
fn lifted(views: &[&View], roles: &mut [Option<Role>]) {
    // The second to the last but one of the first words: what stands inside holds them as they are.
    let begins: Vec<(u64, usize)> = (0..views.len())
        .filter(|&i| roles[i].is_none() && views[i].words >= LIFTED_WORDS)
        .filter_map(|i| Some((*views[i].runs.get(1)?, i)))
        .collect();
    let hashes: FxHashSet<u64> = begins.iter().map(|(hash, _)| *hash).collect();
    for (j, v) in views.iter().enumerate() {
        for run in v.runs.iter().filter(|run| hashes.contains(run)) {
            for &(_, i) in begins.iter().filter(|(hash, i)| hash == run && *i != j) {
                let start = views[i].first_words();
                if v.words > views[i].words && v.keys.contains(start) && !v.keys.starts_with(start) {
                    roles[i] = Some(Role::Embedded);
                }
            }
        }
    }
}

/// Headlines of other articles that a page has between its paragraphs: two or three lines in a row that read as
/// headings. A subhead stands alone, and more of them are a list. Of 248 articles by five outlets 16 have such
/// lines; one line that is a sentence of its article is taken for one.
fn other_headlines(views: &[&View], roles: &mut [Option<Role>]) {
    let is_line = |at: &usize| roles[*at].is_none() && views[*at].is_heading();
    let lines: Vec<usize> = (0..views.len()).filter(is_line).collect();
    let are_headlines = |run: &&[usize]| run.iter().all(|&at| views[at].is_headline());
    let runs = lines.chunk_by(|a, b| a + 1 == *b).filter(|run| HEADLINES.contains(&run.len()));
    for &at in runs.filter(are_headlines).flatten() {
        roles[at] = Some(Role::Boilerplate);
    }
}

/// Everything behind the last paragraph and a closing menu line is a menu.
fn cut_tail(roles: &mut [Option<Role>], last_body: Option<usize>) {
    let mut closed = false;
    for role in roles.iter_mut().skip(last_body.map_or(0, |i| i + 1)) {
        closed |= *role == Some(Role::Boilerplate);
        if closed && !matches!(role, Some(Role::Byline | Role::Embedded)) {
            *role = Some(Role::Boilerplate);
        }
    }
}

/// What a block before the first paragraph is.
fn head_role(view: &View) -> Role {
    let dash = view.folded.contains(['-', '–', '/', '(', ':']);
    if dash && view.words <= 5 && !view.ends_sentence { Role::Dateline } else { Role::Headline }
}

/// What a block of the role [`Role::Boilerplate`] is to someone who edits the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    /// Remains of the page it was copied from.
    Line,
    /// The same, and so is what follows.
    Tail,
}

/// Whether a block's own words tell that it is remains of a page. A block is boilerplate for other
/// reasons, too: a row of dashes, a Latin line, an announcement.
pub fn remains(block: &BlockText<'_>) -> Option<Remains> {
    let lexicon = &*LEXICON;
    let view = View::new(block);
    if view.begins_with(&lexicon.tail) {
        return Some(Remains::Tail);
    }
    let begins = view.begins_with(&lexicon.boilerplate) && !view.begins_with(&lexicon.wanted);
    let source = || view.words == 0 && !markup(block.text).is_empty();
    let line = begins || view.is_framed() || view.has(&lexicon.anywhere) || is_menu(&view) || source();
    line.then_some(Remains::Line)
}

/// Remains of a page behind the last sentence of a paragraph: from where they begin to its end.
pub fn remains_behind(text: &str) -> Option<Span> {
    let lexicon = &*LEXICON;
    let folded = fold::Folded::new(text);
    let start = |phrase: &lexicon::Folded, anywhere: bool| {
        let at = folded.text.rfind(&**phrase)?;
        let (before, rest) = (folded.text[..at].trim_end(), folded.text[at + phrase.len()..].trim());
        let apart = anywhere || (before.ends_with(['.', '!', '؟', '?', '…']) && !rest.ends_with('.'));
        let short = rest.split_whitespace().count() <= lexicon.short_words;
        (apart && short && !before.is_empty() && !rest.starts_with(char::is_alphabetic))
            .then(|| folded.original(at..at + phrase.len()).start)
    };
    let behind = lexicon.behind.iter().filter_map(|p| start(p, false));
    let anywhere = lexicon.behind_anywhere.iter().filter_map(|p| start(p, true));
    behind.chain(anywhere).min().map(|at| Span::new(at, text.len()))
}

/// A mark of a web page's source and what it stands for.
pub type Leftover = (Span, Cow<'static, str>);

/// Marks of a web page's source in a text that belong in no article, each with what it stands for.
pub fn markup(text: &str) -> Vec<Leftover> {
    let left = markup::marks(text).into_iter().filter(|mark| !mark.link);
    left.map(|mark| (mark.span, mark.sense)).collect()
}

/// Whether a block ends without a mark that closes a sentence; for rules about glued text.
pub fn ends_open(tokens: &Tokens) -> bool {
    tokens.list().last().is_some_and(|t| !matches!(t.kind, TokenKind::Punct(_)))
}

#[cfg(test)]
mod tests {
    use super::super::block;
    use super::*;

    fn roles_of(text: &str) -> Vec<Role> {
        let blocks: Vec<(&str, Tokens)> =
            block::split(text).into_iter().map(|s| (s.of(text), Tokens::new(s.of(text)))).collect();
        let views: Vec<View> =
            blocks.iter().map(|(text, tokens)| View::new(&BlockText { text, tokens })).collect();
        roles(&views.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_lexicon_without_a_list_is_refused() {
        let written = include_str!("../../data/lexicon/layout.toml");
        let told = toml::from_str::<Lexicon>(&written.replace("\nsections =", "\nsection ="));
        let line = 1 + written.lines().position(|line| line.starts_with("sections =")).unwrap();
        let told = told.unwrap_err().to_string();
        assert!(
            told.contains(&format!("line {line}, ")) && told.contains("unknown field `section`"),
            "{told}"
        );
        let told = toml::from_str::<Lexicon>(&written.replace("\nwanted =", "\n# wanted ="));
        assert!(told.unwrap_err().to_string().contains("missing field `wanted`"));
    }

    #[test]
    fn a_page_with_everything() {
        let text = "اقتصادالعالم عاجل\nارتفاع أسعار النفط في الأسواق\nوزير النفط في المؤتمر (رويترز)\nلندن - رويترز\n\
            ارتفعت أسعار النفط في التعاملات المبكرة يوم الاثنين بعد قرار خفض الإنتاج.\nقلق في الأسواق\n\
            وقال محللون إن الأسعار سترتفع أكثر في الأسابيع المقبلة.\nاقرأ أيضا: أسعار الذهب\n\
            وأضافوا أن الطلب ما زال قويا في الصين.\nمقالات ذات صلة\nأسعار الذهب اليوم";
        assert_eq!(
            roles_of(text),
            [
                Role::Boilerplate,
                Role::Headline,
                Role::Caption,
                Role::Dateline,
                Role::Body,
                Role::Subhead,
                Role::Body,
                Role::Boilerplate,
                Role::Body,
                Role::Boilerplate,
                Role::Boilerplate,
            ]
        );
    }

    #[test]
    fn a_tweet_and_a_quotation_lifted_out() {
        let text = "قال الوزير أمس إن نحن نشعر بقلق بالغ من تكثيف الأنشطة العسكرية في المنطقة كلها.\n\
            نحن نشعر بقلق بالغ من تكثيف الأنشطة العسكرية\n\
            وأضاف الوزير أن بلاده لن تقبل بذلك.\n— الوزارة (@mofa) July 15, 2023";
        assert_eq!(roles_of(text), [Role::Body, Role::Embedded, Role::Body, Role::Embedded]);
    }

    #[test]
    fn headlines_of_other_articles_stand_in_a_row() {
        let [before, behind] =
            ["قال الوزير أمس إن الاتفاق سيوقع قريبا.", "وأضاف أن المحادثات مستمرة منذ شهر."];
        let [one, other] =
            ["ترامب يهنئ بوتين ويتحدث عن لقاء قريب", "الشرطة الفرنسية تحقق في اختفاء رئيس الإنتربول"];
        let middle = |lines: &[&str]| {
            let text = [&[before], lines, &[behind]].concat().join("\n");
            let roles = roles_of(&text);
            roles[1..roles.len() - 1].to_vec()
        };
        assert_eq!(middle(&[one, other]), [Role::Boilerplate; 2]);
        // Alone it is a subhead, and what breaks off or is one of many is a list.
        assert_eq!(middle(&[one]), [Role::Subhead]);
        assert_eq!(middle(&["وهذه أسماء من وقعوا الاتفاق:", other]), [Role::Subhead; 2]);
        let list = ["رئيس الوزراء يستقبل وفدا", other, "لقاء بين وزيري خارجية البلدين غدا"];
        assert_eq!(middle(&list), [Role::Subhead; 3]);
    }

    #[test]
    fn openings_of_other_articles_stand_behind_an_article() {
        let own = "قالت وزارة الصحة المصرية أمس إن حملة التطعيم ضد شلل الأطفال ستبدأ الأسبوع المقبل في كل المحافظات.\n\
            وأضافت الوزارة أن الحملة تشمل الأطفال من سن يوم حتى خمس سنوات في المدارس ودور الحضانة والمنازل.";
        let teasers = [
            "أعلنت الشركة الأمريكية أنها ستطرح هاتفها الجديد في الأسواق الآسيوية بسعر يقل عن سابقه بكثير.",
            "هزم المنتخب البرازيلي نظيره الأرجنتيني بهدفين مقابل هدف في مباراة ودية أقيمت على ملعب لندني.",
            "قتل أربعة جنود في انفجار عبوة ناسفة استهدفت دوريتهم قرب بلدة حدودية شمالي مالي صباح الأحد.",
            "افتتح الفنان الإيطالي معرضه الأول في باريس وضم ثلاثين لوحة رسمها خلال رحلته إلى الهند والصين.",
            "ارتفعت أسعار القمح في بورصة شيكاغو بعد موجة جفاف ضربت مزارع أستراليا وهددت محصول الموسم كله.",
        ];
        let page = |lines: &[&str]| roles_of(&format!("{own}\n{}", lines.join("\n")));
        assert_eq!(page(&teasers)[2..], [Role::Boilerplate; 5]);
        assert_eq!(page(&teasers)[..2], [Role::Body; 2]);
        assert_eq!(page(&teasers[..4]), [Role::Body; 6]);
        // What goes on with the article, or speaks of it, is its own.
        let mut joined = teasers;
        joined[2] =
            "وقتل أربعة جنود في انفجار عبوة ناسفة استهدفت دوريتهم قرب بلدة حدودية شمالي مالي صباح الأحد.";
        assert_eq!(page(&joined), [Role::Body; 7]);
        let own_words = "قالت وزارة الصحة المصرية إن حملة التطعيم تشمل الأطفال في المدارس ودور الحضانة في كل المحافظات كلها.";
        let roles = page(&[own_words; 5]);
        assert!(!roles.contains(&Role::Boilerplate), "{roles:?}");
    }
}

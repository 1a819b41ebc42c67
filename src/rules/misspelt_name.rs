//! `misspelt-name`: a slip of the pen, one letter away from a name the article leads one to expect.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{Article, Findings, Replacement, Rule, Words};
use crate::knowledge::{EntityId, EntityKind, Knowledge};
use crate::names::near::{Name, Near, Use, used};
use crate::names::{Mention, MentionKind, spelling};
use crate::settings::Level;
use crate::text::fold::{fold, name_letter};
use crate::text::met::{Met, hash_of, met};
use crate::text::{Role, Span, Tokens, clitic};
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "misspelt-name",
    default: Level::Warning,
    title: Words {
        ar: "اسم فيه زلة قلم، يبعد حرفا عن اسم معروف في سياقه",
        en: "A slip one letter away from a name known in its context",
    },
    page: include_str!("../../docs/rules/misspelt-name.md"),
    options: &[],
    check,
};

const MEANT: Words = Words { ar: "{0}: هل المقصود {1}؟", en: "{0}: is {1} meant?" };
const ELSEWHERE: Words = Words { ar: "كُتب هنا {0}", en: "Written {0} here" };

/// Most words of a name that is looked for.
const WORDS: usize = 4;

/// Most bytes of a word that may be a slip of a name.
const LONGEST: usize = 80;

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let near = Near::of(article.knowledge);
    let context = Context::of(article);
    if context.named.is_empty() {
        return;
    }
    for block in article.analysis.blocks.iter().filter(|b| is_read(b.role)) {
        let text = block.span.of(article.text);
        let tokens = Tokens::new(text);
        let line = Line { text, offset: block.span.start, tokens: &tokens };
        let parts: Vec<Part> =
            (0..tokens.len()).map(|at| Part::of(&tokens, at, &near, article.knowledge)).collect();
        let mut at = 0;
        while at < tokens.len() {
            let behind = parts.iter().skip(at + 1).take(WORDS - 1);
            if !parts[at].may_begin && !behind.clone().any(|part| part.may_end) {
                at += 1;
                continue;
            }
            let Some(slip) = line.slip_at(at, &near, &context) else {
                at += 1;
                continue;
            };
            let meant = words::quote(article.language, &slip.meant);
            let message = MEANT.say(article.language, &[&article.quote(slip.span), &meant]);
            let mend = vec![Replacement { span: slip.span, text: slip.meant }];
            let note = ELSEWHERE.say(article.language, &[&meant]);
            let related = slip.elsewhere.map(|span| (span, note)).into_iter().collect();
            findings.add_mended_with(slip.span, message, related, mend);
            at = slip.last + 1;
        }
    }
}

const fn is_read(role: Role) -> bool {
    !matches!(role, Role::Boilerplate | Role::FrontMatter)
}

/// What the article names, and where.
struct Context<'a> {
    article: &'a Article<'a>,
    /// Mentions in an exact spelling, by entity: the first of each.
    named: FxHashMap<&'a EntityId, Span>,
    /// Spans of names that are as they should be.
    right: Vec<Span>,
}

/// A slip that was found.
struct Slip {
    span: Span,
    /// Its last token.
    last: usize,
    meant: String,
    /// The right form in the article, where it stands there.
    elsewhere: Option<Span>,
}

impl<'a> Context<'a> {
    fn of(article: &'a Article<'a>) -> Self {
        let mut out = Self { article, named: FxHashMap::default(), right: Vec::new() };
        for mention in &article.analysis.mentions {
            let Some(id) = &mention.entity else { continue };
            if mention.kind == MentionKind::Role || out.is_exact(mention) {
                out.right.push(mention.span);
                out.named.entry(id).or_insert(mention.span);
            }
        }
        out
    }

    /// Whether a mention is spelt as a knowledge file has it.
    fn is_exact(&self, mention: &Mention) -> bool {
        let words = mention.span.of(self.article.text);
        let known = |words: &str| is_form(words, self.article.knowledge);
        (mention.antecedent.is_some() && !words.contains(' ')) || known(words) || known(&format!("ا{words}"))
    }

    /// Whether the words were taken for a name of another kind (the city of لوريان, not the minister
    /// لودريان).
    fn reads_otherwise(&self, span: Span, kind: EntityKind) -> bool {
        let meant = match kind {
            EntityKind::Person => MentionKind::Person,
            EntityKind::Place => MentionKind::Place,
            EntityKind::Organisation => MentionKind::Organisation,
        };
        let mentions = self.article.analysis.mentions.iter();
        mentions.filter(|m| m.span.overlaps(span)).any(|m| m.entity.is_none() && m.kind != meant)
    }

    /// Whether words are a form of something known.
    fn is_known(&self, words: &[&str]) -> bool {
        is_form(&words.join(" "), self.article.knowledge)
    }

    /// Whether the article leads one to expect a name: it has it elsewhere, or names its country.
    fn expects(&self, name: &Name, several_words: bool) -> bool {
        if self.named.contains_key(&name.entity) {
            return true;
        }
        let entity = self.article.knowledge.entity(name.entity.as_str());
        let country = entity.and_then(|e| e.country.clone()).filter(|c| *c != name.entity);
        several_words && country.is_some_and(|c| self.named.contains_key(&c))
    }

    /// The name that words are a slip of, where the article expects it and they are no other words.
    fn meant<'n>(&self, words: &[&str], near: &'n Near) -> Option<&'n Name> {
        let joined: String = words.iter().flat_map(|w| w.chars().map(name_letter)).collect();
        let fits = |name: &&Name| {
            let folded = fold(&name.text);
            let parts: Vec<&str> = folded.split_whitespace().collect();
            self.expects(name, parts.len() > 1) && words_may_slip(words, &parts, name.kind)
        };
        let meant = near.slips_of(&joined).into_iter().find(fits)?;
        // Looked up last: hardly any word comes as far.
        (!self.is_known(words)).then_some(meant)
    }

    /// The name as this article writes it, where it does, else as the knowledge file does.
    fn written(&self, name: &Name) -> (String, Option<Span>) {
        let own = spelling::key(&name.text);
        let same = |m: &&Mention| {
            let words = m.span.of(self.article.text);
            m.entity.as_ref() == Some(&name.entity) && spelling::key(words) == own
        };
        match self.article.analysis.mentions.iter().find(same) {
            Some(mention) => (mention.span.of(self.article.text).to_owned(), Some(mention.span)),
            None => (name.text.to_string(), None),
        }
    }
}

/// Whether words are a form of something known; kept of those met before.
fn is_form(words: &str, knowledge: &Knowledge) -> bool {
    thread_local! {
        static FORMS: RefCell<Met<bool>> = const { RefCell::new(Met::new()) };
    }
    let hash = hash_of(words, knowledge.generation());
    met(&FORMS, hash, || !knowledge.gazetteer().lookup(words).is_empty())
}

/// What part of a name with a slip in it a word can be, by itself.
#[derive(Clone, Copy)]
struct Part {
    /// It is rare, or begins a name of several words, its proclitics set aside.
    may_begin: bool,
    /// It ends one.
    may_end: bool,
}

impl Part {
    /// What the word of a token can be; kept of those met before.
    fn of(tokens: &Tokens, at: usize, near: &Near, knowledge: &Knowledge) -> Self {
        thread_local! {
            static PARTS: RefCell<Met<Part>> = const { RefCell::new(Met::new()) };
        }
        let key = tokens.key(at);
        met(&PARTS, tokens.hash(at) ^ knowledge.generation().rotate_left(32), || {
            let rare = is_rare(key);
            let mut words = clitic::splits(key).map(|s| s.word());
            let may_begin = words.any(|word| (rare && is_rare(&word)) || near.ends_a_name(&word));
            Self { may_begin, may_end: near.ends_a_name(key) }
        })
    }
}

/// A block and its words.
struct Line<'a> {
    text: &'a str,
    offset: usize,
    tokens: &'a Tokens,
}

impl Line<'_> {
    /// The longest slip that begins with a token.
    fn slip_at(&self, at: usize, near: &Near, context: &Context<'_>) -> Option<Slip> {
        let tokens = self.tokens;
        if !tokens.is_word(at) || tokens.key(at).is_ascii() || tokens.key(at).len() > LONGEST {
            return None;
        }
        let last_word = (1..WORDS).take_while(|&n| self.goes_on(at + n)).count();
        clitic::splits(tokens.key(at)).find_map(|split| {
            let word = split.word();
            (0..=last_word).rev().find_map(|further| {
                let last = at + further;
                let may_be = match further {
                    0 => is_rare(tokens.key(at)) && is_rare(&word),
                    _ => near.ends_a_name(&word) || near.ends_a_name(tokens.key(last)),
                };
                if !may_be {
                    return None;
                }
                let token = tokens.get(at)?;
                let start = clitic::skip(token.span.of(self.text), token.span, split.letters);
                let span = Span::new(start, tokens.get(last)?.span.end).shifted(self.offset);
                let right = context.right.partition_point(|r| r.end <= span.start);
                if context.right.get(right).is_some_and(|r| r.overlaps(span)) {
                    return None;
                }
                let further: Vec<&str> = (at + 1..=last).map(|i| tokens.key(i)).collect();
                let words_from = |first| [&[first], further.as_slice()].concat();
                let words = words_from(word.as_ref());
                let name = context.meant(&words, near)?;
                if context.is_known(&words_from(tokens.key(at))) {
                    return None;
                }
                if context.reads_otherwise(span, name.kind) {
                    return None;
                }
                let (mut meant, elsewhere) = context.written(name);
                if split.fused {
                    // لل has written the alef of ال away.
                    meant = meant.strip_prefix('ا').unwrap_or(&meant).to_owned();
                }
                Some(Slip { span, last, meant, elsewhere })
            })
        })
    }

    /// Whether a token is a word that follows the one before it with nothing but blanks between.
    fn goes_on(&self, at: usize) -> bool {
        let key = self.tokens.key(at);
        self.tokens.is_word(at) && self.tokens.spaced_before(at) && !key.is_ascii() && key.len() <= LONGEST
    }
}

/// Whether a word is met too rarely to be one of the language, with ال or without; a plural with ال
/// is one however rare.
fn is_rare(word: &str) -> bool {
    let Some(bare) = word.strip_prefix("ال") else {
        return used(word) == Use::Rare;
    };
    let plural = ["ات", "ون", "ين", "يه", "يات"].iter().any(|end| bare.ends_with(end));
    !plural && used(word) == Use::Rare && used(bare) == Use::Rare
}

/// Letters of the word that differs in a person's name of two words, and beside words of the language:
/// shorter ones are easily another's (جون فيلي, جون كيلي; مدينة هوشي, مدينة هوي).
const SHORT: usize = 5;

/// Whether the word that differs is one nobody would mean: no word of the language, and in a person's
/// name no other name.
fn words_may_slip(words: &[&str], name: &[&str], kind: EntityKind) -> bool {
    if words.len() != name.len() {
        return words.iter().all(|w| used(w) != Use::Word) && name.len() > 1;
    }
    let (same, differ): (Vec<_>, Vec<_>) =
        words.iter().zip(name).partition(|(a, b)| spelling::key(a) == spelling::key(b));
    let told = same.iter().any(|(w, _)| used(w) != Use::Word);
    let is_long = |word: &str| word.chars().count() >= SHORT && !is_glued(word);
    let is_pair = kind == EntityKind::Person && words.len() == 2;
    differ.iter().all(|(word, meant)| match (used(word), kind) {
        // بنغلادشي is who comes from there.
        (_, EntityKind::Place) if word.ends_with('ي') && !meant.ends_with('ي') => false,
        (Use::Rare, _) => is_long(word) || (told && !is_pair),
        (Use::Name, EntityKind::Place) => told,
        _ => false,
    })
}

/// Whether a word is two words of the language that ran together (إلاأن).
fn is_glued(word: &str) -> bool {
    let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
    let is_word = |part: &str, least: usize| part.chars().count() >= least && used(part) == Use::Word;
    cuts.into_iter().any(|(a, b)| is_word(a, 3) && is_word(b, 2))
}

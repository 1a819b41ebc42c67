//! `misspelt-name`: a slip of the pen, one letter away from a name the article leads one to expect.

mod slips;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use self::slips::is_form;
use super::{Article, Check, Findings, Replacement, Rule, Words};
use crate::analysis::evidence::Slip;
use crate::knowledge::{EntityId, EntityKind};
use crate::names::near::{Name, Near};
use crate::names::{Mention, MentionKind, spelling};
use crate::settings::Level;
use crate::text::{Role, Span};
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
    checks: &[Check::Article(check)],
};

const MEANT: Words = Words { ar: "{0}: هل المقصود {1}؟", en: "{0}: is {1} meant?" };
const ELSEWHERE: Words = Words { ar: "كُتب هنا {0}", en: "Written {0} here" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let near = Near::of(article.knowledge);
    let context = Context::of(article);
    if context.named.is_empty() {
        return;
    }
    let generation = article.knowledge.generation();
    for (at, block) in article.analysis.blocks.iter().enumerate().filter(|(_, b)| is_read(b.role)) {
        let Some(tokens) = article.analysis.tokens(at) else { continue };
        let find = || slips::of_block(block.span.of(article.text), tokens, &near, article.knowledge);
        let evidence = article.analysis.evidence(at);
        let (known, slips) = evidence.slips.get_or_init(|| (generation, find()));
        // An analysis made with other knowledge than the one in force has slips of its names.
        let slips =
            if *known == generation { Cow::Borrowed(&**slips) } else { Cow::Owned(find().into_vec()) };
        let mut next = 0;
        for slip in slips.iter() {
            let span = slip.span.shifted(block.span.start);
            if slip.first >= next
                && let Some(name) = context.meant(slip, span)
            {
                report(&context, slip, span, name, findings);
                next = slip.last + 1;
            }
        }
    }
}

fn report(context: &Context<'_>, slip: &Slip, span: Span, name: &Name, findings: &mut Findings<'_>) {
    let article = context.article;
    let (written, elsewhere) = context.written(name);
    // لل has written the alef of ال away.
    let bare = written.strip_prefix('ا').filter(|_| slip.fused);
    let written = bare.unwrap_or(&written);
    let meant = words::quote(article.language, written);
    let message = MEANT.say(article.language, &[&article.quote(span), &meant]);
    let note = ELSEWHERE.say(article.language, &[&meant]);
    let related = elsewhere.map(|span| (span, note)).into_iter().collect();
    let mend = vec![Replacement { span, text: written.to_owned() }];
    findings.add_mended_with(span, message, related, mend);
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

    /// Whether the article leads one to expect a name: it has it elsewhere, or names its country.
    fn expects(&self, name: &Name, several_words: bool) -> bool {
        if self.named.contains_key(&name.entity) {
            return true;
        }
        let entity = self.article.knowledge.entity(name.entity.as_str());
        let country = entity.and_then(|e| e.country.clone()).filter(|c| *c != name.entity);
        several_words && country.is_some_and(|c| self.named.contains_key(&c))
    }

    /// The name that words at a place are a slip of: one the article expects, where they are no part of
    /// another name.
    fn meant<'n>(&self, slip: &'n Slip, span: Span) -> Option<&'n Name> {
        let right = self.right.partition_point(|r| r.end <= span.start);
        if self.right.get(right).is_some_and(|r| r.overlaps(span)) {
            return None;
        }
        let several_words = |name: &Name| name.text.split_whitespace().nth(1).is_some();
        let name = slip.names.iter().find(|name| self.expects(name, several_words(name)))?;
        (!self.reads_otherwise(span, name.kind)).then_some(name)
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

//! Who is with whom: a drawing, and the strongest pairs in words.

use std::fmt::Write as _;

use super::layout::{self, Size, Spot, Tie};
use super::sheet::Sheet;
use super::{View, note, opening};
use crate::cli::page::escape;
use crate::features::report::{Company, Link, Member};
use crate::knowledge::EntityKind;
use crate::words::{clip, count, say};

/// Pairs in words, and how many of them at once.
const PAIRS: (usize, usize) = (30, 10);
/// So many of a kind fit on any sheet.
const FEW: usize = 4;
/// Free space to each pixel of a box.
const AIR: f64 = 2.5;

/// The section.
pub(super) fn section(out: &mut String, view: &View) {
    let company = &view.report.company;
    if company.links.is_empty() {
        return;
    }
    let language = view.language;
    out.push_str(&opening("with", &say(language, "report.with-whom", &[])));
    out.push_str(&note(&say(language, "report.with-whom.note", &[])));
    legend(out, view);
    let with = say(language, "report.beside", &["{0}"]);
    let _ = writeln!(out, "<div class=\"network\" data-with=\"{}\">", escape(&with));
    for sheet in &Sheet::ALL {
        draw(out, view, &few(company, sheet), sheet);
    }
    let _ = writeln!(out, "<p class=\"picked\" aria-live=\"polite\"></p>\n</div>");
    let _ = writeln!(out, "<h3>{}</h3>", say(language, "report.pairs", &[]));
    let pairs = company.links.iter().take(PAIRS.0).filter_map(|link| pair(view, company, link));
    out.push_str(&view.list("pairs", PAIRS.1, &pairs.collect::<Vec<_>>()));
    out.push_str("</section>\n");
}

fn legend(out: &mut String, view: &View) {
    out.push_str("<p class=\"legend\">");
    for kind in KINDS {
        let word = say(view.language, plural(kind), &[]);
        let _ = write!(out, "<span class=\"{}\"><i></i>{word}</span>", class(kind));
    }
    out.push_str("</p>\n");
}

/// The kinds in their order on the page.
pub(super) const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];

/// How a kind is called in the style.
pub(super) const fn class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Organisation => "body",
    }
}

/// The key of the words for many of a kind.
pub(super) const fn plural(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "report.people",
        EntityKind::Place => "report.places",
        EntityKind::Organisation => "report.organisations",
    }
}

fn pair(view: &View, company: &Company, link: &Link) -> Option<String> {
    let (a, b) = (company.members.get(link.between.0)?, company.members.get(link.between.1)?);
    let sentences = count(view.language, "count.sentence", link.sentences as usize);
    let articles = count(view.language, "card.in-articles", link.articles as usize);
    let counted = say(view.language, "find.found", &[&sentences, &articles]);
    let name = |m: &Member| format!("<b class=\"{}\" dir=\"auto\">{}</b>", class(m.kind), escape(&m.name));
    Some(format!("<li><span>{} {}</span><small>{counted}</small></li>\n", name(a), name(b)))
}

/// As much of the company as there is room for, the same share of every kind.
fn few(company: &Company, sheet: &Sheet) -> Company {
    let mut left = KINDS.map(|kind| {
        let all = company.members.iter().filter(|m| m.kind == kind).count();
        (kind, sheet.few(all).max(FEW))
    });
    let has_room = company.members.iter().map(|member| {
        let room = left.iter_mut().find(|(kind, left)| *kind == member.kind && *left > 0);
        room.map(|(_, left)| *left -= 1).is_some()
    });
    let has_room: Vec<bool> = has_room.collect();
    company.clone().among(|at| has_room[at])
}

/// A member as it is drawn: a dot with its name below.
struct Drawn<'a> {
    member: &'a Member,
    name: String,
    radius: f64,
    size: Size,
}

impl<'a> Drawn<'a> {
    fn new(member: &'a Member, most: u32, sheet: &Sheet) -> Self {
        let name = clip(&member.name, sheet.name);
        let share = f64::from(member.articles) / f64::from(most.max(1));
        let radius = sheet.dots * (4.0 + 14.0 * share.sqrt());
        let width = sheet.width_of(&name).max(2.0 * radius) + 8.0;
        let size = Size { width, height: 2.0 * radius + 4.0 + sheet.letters * 1.45 };
        Self { member, name, radius, size }
    }

    /// The middle of its dot, which stands at the top of its box.
    fn dot(&self, middle: Spot) -> Spot {
        Spot { y: middle.y - self.size.height / 2.0 + self.radius + 2.0, ..middle }
    }
}

fn draw(out: &mut String, view: &View, company: &Company, sheet: &Sheet) {
    let most = company.members.iter().map(|m| m.articles).max().unwrap_or(1);
    let drawn: Vec<Drawn> = company.members.iter().map(|member| Drawn::new(member, most, sheet)).collect();
    let boxes: Vec<Size> = drawn.iter().map(|d| d.size).collect();
    let strongest = company.links.iter().map(|l| l.articles).max().unwrap_or(1);
    let share = |link: &Link| (f64::from(link.articles) / f64::from(strongest)).sqrt();
    let ties = company.links.iter().map(|l| (l.between.0, l.between.1, 0.3 + 0.7 * share(l)));
    let ties: Vec<Tie> = ties.collect();
    let covered: f64 = boxes.iter().map(|b| b.width * b.height).sum();
    let height = (covered * AIR / sheet.width).clamp(180.0, sheet.width * 2.0).ceil();
    let middles = layout::arrange(&boxes, &ties, Size { width: sheet.width, height });
    let dots: Vec<Spot> = drawn.iter().zip(middles).map(|(d, middle)| d.dot(middle)).collect();
    let _ = writeln!(
        out,
        "<svg class=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"{}\">",
        sheet.class,
        say(view.language, "report.with-whom", &[]),
        width = sheet.width,
    );
    // The strongest lie on top.
    for link in company.links.iter().rev() {
        line(out, link, &dots, sheet.dots * (0.8 + 4.0 * share(link)));
    }
    for (at, (drawn, dot)) in drawn.iter().zip(&dots).enumerate() {
        node(out, view, at, drawn, *dot, sheet);
    }
    out.push_str("</svg>\n");
}

fn line(out: &mut String, link: &Link, dots: &[Spot], width: f64) {
    let (a, b) = link.between;
    let (from, to) = (dots[a], dots[b]);
    let _ = writeln!(
        out,
        "<line data-a=\"{a}\" data-b=\"{b}\" x1=\"{:.0}\" y1=\"{:.0}\" x2=\"{:.0}\" y2=\"{:.0}\" \
         stroke-width=\"{width:.1}\"/>",
        from.x, from.y, to.x, to.y
    );
}

fn node(out: &mut String, view: &View, at: usize, drawn: &Drawn, dot: Spot, sheet: &Sheet) {
    let articles = count(view.language, "card.in-articles", drawn.member.articles as usize);
    let full = escape(&drawn.member.name);
    let _ = writeln!(
        out,
        "<g class=\"node {}\" tabindex=\"0\" data-n=\"{at}\" data-name=\"{full}\" \
         transform=\"translate({:.0} {:.0})\"><title>{full} · {articles}</title><circle r=\"{:.1}\"/>\
         <text y=\"{:.1}\" font-size=\"{}\">{}</text></g>",
        class(drawn.member.kind),
        dot.x,
        dot.y,
        drawn.radius,
        drawn.radius + sheet.letters * 1.05,
        sheet.letters,
        escape(&drawn.name),
    );
}

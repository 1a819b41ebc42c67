//! Who is with whom: a drawing, and the strongest pairs in words.

use std::fmt::Write as _;

use super::layout::{self, Size, Spot, Tie};
use super::sheet::Sheet;
use super::{View, note};
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
    let heading = say(language, "report.with-whom", &[]);
    let _ = writeln!(out, "<section id=\"with\" class=\"card\">\n<h2>{heading}</h2>");
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
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        let word = say(view.language, plural(kind), &[]);
        let _ = write!(out, "<span class=\"{}\"><i></i>{word}</span>", class(kind));
    }
    out.push_str("</p>\n");
}

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
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    let mut left = kinds.map(|kind| {
        let all = company.members.iter().filter(|m| m.kind == kind).count();
        (kind, if all <= FEW { all } else { sheet.few(all).max(FEW) })
    });
    let place: Vec<Option<usize>> = company
        .members
        .iter()
        .scan(0, |next, member| {
            let room = left.iter_mut().find(|(kind, left)| *kind == member.kind && *left > 0);
            Some(room.map(|(_, left)| {
                *left -= 1;
                *next += 1;
                *next - 1
            }))
        })
        .collect();
    let links = company.links.iter().filter_map(|link| {
        let (a, b) = link.between;
        Some(Link { between: ((*place.get(a)?)?, (*place.get(b)?)?), ..*link })
    });
    let members = company.members.iter().zip(&place).filter(|(_, place)| place.is_some());
    Company { members: members.map(|(m, _)| m.clone()).collect(), links: links.collect() }.without_loners()
}

/// A member as it is drawn: a dot with its name below.
struct Drawn<'a> {
    member: &'a Member,
    name: String,
    dot: f64,
    size: Size,
}

fn draw(out: &mut String, view: &View, company: &Company, sheet: &Sheet) {
    let most = company.members.iter().map(|m| m.articles).max().unwrap_or(1);
    let drawn: Vec<Drawn> = company.members.iter().map(|member| drawn(member, most, sheet)).collect();
    let boxes: Vec<Size> = drawn.iter().map(|d| d.size).collect();
    let strongest = company.links.iter().map(|l| l.articles).max().unwrap_or(1);
    let share = |link: &Link| (f64::from(link.articles) / f64::from(strongest)).sqrt();
    let ties: Vec<Tie> =
        company.links.iter().map(|l| (l.between.0, l.between.1, 0.3 + 0.7 * share(l))).collect();
    let covered: f64 = boxes.iter().map(|b| b.width * b.height).sum();
    let height = (covered * AIR / sheet.width).clamp(180.0, sheet.width * 2.0).ceil();
    let spots = layout::arrange(&boxes, &ties, Size { width: sheet.width, height });
    // Lines end in dots, which stand at the top of their boxes.
    let dot = |at: usize| Spot { y: spots[at].y - boxes[at].height / 2.0 + drawn[at].dot + 2.0, ..spots[at] };
    let label = say(view.language, "report.with-whom", &[]);
    let _ = writeln!(
        out,
        "<svg class=\"{}\" viewBox=\"0 0 {} {height}\" width=\"{}\" height=\"{height}\" role=\"img\" aria-label=\"{label}\">",
        sheet.class, sheet.width, sheet.width
    );
    for link in company.links.iter().rev() {
        let (a, b) = link.between;
        let (from, to) = (dot(a), dot(b));
        let _ = writeln!(
            out,
            "<line data-a=\"{a}\" data-b=\"{b}\" x1=\"{:.0}\" y1=\"{:.0}\" x2=\"{:.0}\" y2=\"{:.0}\" stroke-width=\"{:.1}\"/>",
            from.x,
            from.y,
            to.x,
            to.y,
            sheet.dots * (0.8 + 4.0 * share(link))
        );
    }
    for (at, d) in drawn.iter().enumerate() {
        let articles = count(view.language, "card.in-articles", d.member.articles as usize);
        let spot = dot(at);
        let _ = writeln!(
            out,
            "<g class=\"node {}\" tabindex=\"0\" data-n=\"{at}\" data-name=\"{full}\" transform=\"translate({:.0} {:.0})\">\
             <title>{full} · {articles}</title><circle r=\"{:.1}\"/><text y=\"{:.1}\" font-size=\"{}\">{}</text></g>",
            class(d.member.kind),
            spot.x,
            spot.y,
            d.dot,
            d.dot + sheet.letters * 1.05,
            sheet.letters,
            escape(&d.name),
            full = escape(&d.member.name),
        );
    }
    out.push_str("</svg>\n");
}

fn drawn<'a>(member: &'a Member, most: u32, sheet: &Sheet) -> Drawn<'a> {
    let name = clip(&member.name, sheet.name);
    let share = f64::from(member.articles) / f64::from(most.max(1));
    let dot = sheet.dots * (4.0 + 14.0 * share.sqrt());
    let width = sheet.width_of(&name).max(2.0 * dot) + 8.0;
    let size = Size { width, height: 2.0 * dot + 4.0 + sheet.letters * 1.45 };
    Drawn { member, name, dot, size }
}

//! Articles packed and read again are what they were, and what dies is counted out.

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::analysis::{KeyParts, Metadata, analyse};
use crate::knowledge::{Bytes, Knowledge};

const TEXTS: [&str; 4] = [
    "كيم جونغ أون في بيونغ يانغ\n\nقال كيم إن كوريا الشمالية أطلقت صاروخا يوم الجمعة.\n",
    "وزير الدفاع الروسي سيرغي شويغو يزور بيونجيانغ\n\nوزار سيرغي شويغو بيونغ يانغ في 4 سبتمبر 2023.\n",
    "خبر\n\nوصل وزير الزراعة السوري محمد السمسماني إلى دمشق.\n\nوقال السمسماني إن الموسم جيد جدا هذا العام في البلاد.\n",
    "خبر آخر\n\nقالت وكالة تاس نقلا عن الكرملين إن بوتين يزور الصين “قريبا جدا”.\n",
];

fn article(path: &str, text: &str, day: i8) -> Article {
    let metadata = Metadata { configured: Some(date(2023, 9, day)), ..Metadata::default() };
    let knowledge = Knowledge::built_in();
    let analysis = analyse(text, &metadata, &knowledge);
    Article::new(Path::new(path).into(), text, &analysis).with_findings(text, &analysis, &knowledge)
}

fn articles() -> Vec<Article> {
    static ALL: LazyLock<Vec<Article>> = LazyLock::new(all_articles);
    ALL.clone()
}

fn all_articles() -> Vec<Article> {
    let paths = ["/w/b.txt", "/w/a/c.txt", "/w/a.txt", "/w/d.txt"];
    let dated = paths.iter().zip(TEXTS).zip([3, 9, 3, 1]);
    dated.map(|((path, text), day)| article(path, text, day)).collect()
}

fn segment(articles: &[Article]) -> Arc<Segment> {
    let mut writer = SegmentWriter::default();
    for article in articles {
        writer.add(article, Stamp { length: 7, modified: 5, metadata: 3 }, Depth::Whole);
    }
    Arc::new(Segment::open(Bytes::new(writer.finish(42))).unwrap())
}

fn everything(archive: &Archive) -> Vec<Article> {
    archive.by_path().filter_map(|entry| archive.article(entry.place)).collect()
}

#[test]
fn what_is_packed_is_read_again() {
    let mut all = articles();
    let archive = Archive::of(segment(&all));
    all.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(all.iter().any(|a| !a.deeds.is_empty()) && all.iter().any(|a| !a.said.is_empty()));
    assert!(all.iter().any(|a| a.entities.iter().any(|e| !e.titles.is_empty())));
    assert_eq!(everything(&archive), all);
    for article in &all {
        let place = archive.find(&article.path).unwrap();
        assert_eq!(archive.stamp(place), Some((Stamp { length: 7, modified: 5, metadata: 3 }, Depth::Whole)));
    }
    assert_eq!(archive.find(Path::new("/w/none.txt")), None);
    let shoigu: Vec<&str> = archive.naming("pyongyang").map(|e| e.path).collect();
    assert_eq!(shoigu, ["/w/a/c.txt", "/w/b.txt"]);
    assert!(archive.holds_below(Path::new("/w/a")) && archive.holds_below(Path::new("/w/")));
    assert!(!archive.holds_below(Path::new("/w/a.txt")) && !archive.holds_below(Path::new("/v")));
}

/// What an archive gives of entities and names, by walking over all of them.
fn walked(archive: &Archive, wanted: impl Fn(&str) -> bool) -> Vec<(&str, Counts)> {
    archive.entities().filter(|id| wanted(id)).map(|id| (id, archive.counts(id))).collect()
}

fn assert_found_as_walked(archive: &Archive) {
    let known: Vec<_> = archive.known().collect();
    assert_eq!(known, walked(archive, |id| KeyParts::of(id).is_known()));
    for letters in ["", "مح", "محمد", "محمد ال", "سمسم", "xyz"] {
        let has_them =
            |id: &str| KeyParts::of(id).unknown_words().is_some_and(|words| words.contains(letters));
        let unknown: Vec<_> = archive.unknown(letters).collect();
        assert_eq!(unknown, walked(archive, has_them), "{letters}");
    }
}

#[test]
fn names_are_found_by_their_letters() {
    let all = articles();
    let archive = Archive::of(segment(&all));
    let ids: Vec<&str> = archive.unknown("سمسم").map(|(id, _)| id).collect();
    assert_eq!(ids, ["~person/محمد السمسماني"]);
    assert_found_as_walked(&archive);
    let mut dead = archive.clone();
    dead.kill(&all[2].path);
    assert_eq!(dead.unknown("سمسم").count(), 0);
    assert_found_as_walked(&dead);
    let mut two = Archive::of(segment(&all[..2]));
    two.add(segment(&all[1..]));
    assert_found_as_walked(&two);
}

#[test]
fn segments_side_by_side_are_one_archive() {
    let all = articles();
    let one = Archive::of(segment(&all));
    let mut two = Archive::of(segment(&all[..1]));
    two.add(segment(&all[1..]));
    assert_eq!(everything(&one), everything(&two));
    let ids: Vec<&str> = one.entities().collect();
    assert_eq!(ids, two.entities().collect::<Vec<_>>());
    for id in ids {
        let paths = |a: &Archive| a.naming(id).map(|e| e.path.to_owned()).collect::<Vec<_>>();
        assert_eq!(paths(&one), paths(&two), "{id}");
        assert_eq!(one.counts(id), two.counts(id), "{id}");
        assert_eq!(one.spellings(id).collect_vec(), two.spellings(id).collect_vec(), "{id}");
    }
}

#[test]
fn what_died_counts_no_more() {
    let all = articles();
    let mut archive = Archive::of(segment(&all));
    assert_eq!(archive.kill(&all[1].path).as_ref(), Some(&all[1]));
    assert_eq!(archive.kill(&all[1].path), None);
    let left: Vec<Article> = all.iter().filter(|a| a.path != all[1].path).cloned().collect();
    let fresh = Archive::of(segment(&left));
    assert_eq!(everything(&archive), everything(&fresh));
    assert_eq!(archive.entities().collect::<Vec<_>>(), fresh.entities().collect::<Vec<_>>());
    for id in fresh.entities().chain(all[1].entities.iter().map(|e| e.id.as_str())) {
        assert_eq!(archive.counts(id), fresh.counts(id), "{id}");
        assert_eq!(archive.spellings(id).collect_vec(), fresh.spellings(id).collect_vec(), "{id}");
    }
    let deed = &all[1].deeds[0];
    assert_eq!(archive.telling(&deed.key).count(), 0);
}

#[test]
fn bytes_that_are_none_of_ours_are_refused() {
    let bytes = SegmentWriter::default().finish(1);
    assert!(Segment::open(Bytes::new(bytes.clone())).is_ok());
    assert_eq!(Segment::open(Bytes::new(vec![0; 400])).err(), Some(SegmentFault::Foreign));
    assert_eq!(Segment::open(Bytes::new(bytes[..100].to_vec())).err(), Some(SegmentFault::Damaged));
}

/// Asks everything of a segment that was damaged at one byte.
fn look_at_damaged(at: usize, to: u8) {
    let mut writer = SegmentWriter::default();
    for article in &articles() {
        writer.add(article, Stamp::default(), Depth::Whole);
    }
    let mut bytes = writer.finish(1);
    let at = at % bytes.len();
    bytes[at] = to;
    if let Ok(segment) = Segment::open(Bytes::new(bytes)) {
        let archive = Archive::of(Arc::new(segment));
        let _ = everything(&archive);
        for id in archive.entities() {
            let _ = (archive.naming(id).count(), archive.counts(id), archive.spellings(id).count());
        }
        let _ = (archive.known().count(), archive.unknown("م").count());
        let _ = archive.find(Path::new("/w/a.txt"));
    }
}

/// With any length of the section of slots, looking for a path comes to an end.
#[test]
fn a_path_is_not_looked_for_for_ever() {
    for to in 0..=255 {
        look_at_damaged(40 + 16 * layout::Section::Slots as usize, to);
    }
}

proptest! {
    /// What a segment says is never relied on: any damage gives nothing, or something else, quietly.
    #[test]
    fn damage_is_survived(at in 240_usize..4000, to in any::<u8>()) {
        look_at_damaged(at, to);
    }

    #[test]
    fn paths_are_ordered_as_paths(a in "(/[ab.-]{1,3}){1,4}", b in "(/[ab.-]{1,3}){1,4}") {
        let normal = |p: &str| !p.split('/').any(|part| part == "." || part == "..");
        prop_assume!(normal(&a) && normal(&b));
        prop_assert_eq!(path_order(a.as_bytes(), b.as_bytes()), Path::new(&a).cmp(Path::new(&b)));
    }
}

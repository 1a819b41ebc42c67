//! Offices held by women, as Arabic names them: وزيرة الدفاع الألمانية.

use std::sync::LazyLock;

use crate::text::lexicon::stored_lexicon;

mod file;

use file::Women;

static WOMEN: LazyLock<Women> = LazyLock::new(|| stored_lexicon!("women"));

/// Whether the entity with this id is a woman of the built-in knowledge.
pub(super) fn is_woman(id: &str) -> bool {
    WOMEN.ids.contains(id)
}

/// A title's words for a woman: الأمين العام ل gives الأمينة العامة ل.
pub(super) fn feminine(title: &str) -> String {
    let definite = title.starts_with("ال");
    let words = title.split(' ').enumerate().map(|(i, word)| {
        let changed = WOMEN.words.get(word).filter(|_| i == 0 || definite);
        changed.map_or(word, String::as_str)
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::titles::Titles;
    use crate::knowledge::{EntityKind, Knowledge};
    use crate::words::Language;

    #[test]
    fn every_woman_is_a_person_of_the_knowledge_base() {
        let knowledge = Knowledge::built_in();
        assert!(!WOMEN.ids.is_empty());
        for id in &WOMEN.ids {
            let entity = knowledge.entity(id);
            assert!(entity.is_some_and(|e| e.kind == EntityKind::Person), "{id}");
        }
    }

    #[test]
    fn every_title_has_its_form() {
        let unchanged: Vec<_> = Titles::get().list.iter().filter(|t| feminine(&t.ar) == t.ar).collect();
        let ids: Vec<_> = unchanged.iter().map(|t| t.id.as_str()).collect();
        assert_eq!(ids, ["queen", "mayor", "pope"]);
        for (title, of, person, words) in [
            ("minister-of-defence", "france", "florence-parly", "وزيرة الدفاع الفرنسية"),
            ("secretary-general", "united-nations", "angela-merkel", "الأمينة العامة للأمم المتحدة"),
            ("ambassador", "united-nations", "nikki-haley", "سفيرة الولايات المتحدة لدى الأمم المتحدة"),
            ("ambassador", "united-nations", "vasily-nebenzya", "سفير روسيا لدى الأمم المتحدة"),
            ("ambassador", "israel", "ron-dermer", "سفير إسرائيل"),
            ("deputy-minister-of-defence", "russia", "angela-merkel", "نائبة وزير الدفاع الروسي"),
            ("minister-of-defence", "russia", "sergei-shoigu", "وزير الدفاع الروسي"),
        ] {
            let knowledge = Knowledge::built_in();
            let person = knowledge.entity(person).unwrap();
            assert_eq!(knowledge.office_of(&person, title, of, Language::Ar), words);
        }
        let knowledge = Knowledge::built_in();
        let haley = knowledge.entity("nikki-haley").unwrap();
        let english = knowledge.office_of(&haley, "ambassador", "united-nations", Language::En);
        assert_eq!(english, "ambassador of United States to United Nations");
    }
}

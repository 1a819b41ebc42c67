//! Sentences and the deeds in them.

use crate::analysis::{Metadata, analyse};
use crate::knowledge::Knowledge;

/// `kind parties days`, a line each.
fn deeds(sentence: &str) -> String {
    let text = format!("خبر\n\n{sentence}\n");
    let analysis = analyse(&text, &Metadata::default(), &Knowledge::built_in());
    let shown = analysis.deeds.iter().map(|d| {
        let parties: Vec<_> = d.key.parties.iter().map(ToString::to_string).collect();
        let (first, last) = d.days;
        let days = if first == last { first.to_string() } else { format!("{first}/{last}") };
        format!("{} {} {days}", d.key.kind, parties.join("+"))
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_deed_has_its_parties_and_its_day() {
    for (sentence, want) in [
        (
            "زار الرئيس الروسي فلاديمير بوتين بيونغ يانغ في 19 يونيو 2024.",
            "visit vladimir-putin+pyongyang 2024-06-19",
        ),
        ("وفي 19 يونيو 2024، وصل فلاديمير بوتين إلى بيونغ يانغ.", "visit vladimir-putin+pyongyang 2024-06-19"),
        (
            "جاء ذلك خلال زيارة فلاديمير بوتين إلى بيونغ يانغ في 19 يونيو 2024.",
            "visit vladimir-putin+pyongyang 2024-06-19",
        ),
        (
            "التقى فلاديمير بوتين كيم جونغ أون في 13 سبتمبر 2023.",
            "meeting kim-jong-un+vladimir-putin 2023-09-13",
        ),
        ("ولد فلاديمير بوتين في لينينغراد عام 1952.", "birth vladimir-putin 1952-01-01/1952-12-31"),
        ("وكان نيلسون مانديلا الذي توفي في 5 ديسمبر 2013 قد سجن.", "death nelson-mandela 2013-12-05"),
    ] {
        assert_eq!(deeds(sentence), want, "{sentence}");
    }
}

#[test]
fn what_is_not_sure_is_no_deed() {
    for sentence in [
        // Another's.
        "توفي والد فلاديمير بوتين في 2 أغسطس 1999.",
        "توفي مستشار الرئيس فلاديمير بوتين في 2 أغسطس 1999.",
        "وتوفي ترامب الأب عام 1999.",
        // A building in the place; what somebody wants.
        "زار كيم جونغ أون السفارة الصينية في بيونغ يانغ في 19 يونيو 2024.",
        "دعا الوزير لاغتيال بشار الأسد في 19 يونيو 2017.",
        // Not done, or not then.
        "لم يتم إلغاء زيارة فلاديمير بوتين إلى بيونغ يانغ في 19 يونيو 2024.",
        "في ذكرى وفاة نيلسون مانديلا في 5 ديسمبر 2014.",
        // The time is another clause's, or another noun's.
        "زار فلاديمير بوتين بيونغ يانغ والتحق بالقمة في 19 يونيو 2024.",
        "زار فلاديمير بوتين بيونغ يانغ بعد اتفاق 19 يونيو 2024.",
        "زار فلاديمير بوتين بيونغ يانغ منذ 19 يونيو 2024.",
        // A month is too long for what happens more than once.
        "زار فلاديمير بوتين بيونغ يانغ في يونيو 2024.",
        // Nobody knows the day of publication.
        "زار فلاديمير بوتين بيونغ يانغ أمس.",
    ] {
        assert_eq!(deeds(sentence), "", "{sentence}");
    }
}

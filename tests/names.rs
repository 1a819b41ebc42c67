//! Names in texts with their answers inside.

mod marked;

use isnad::analysis::{Metadata, analyse};
use isnad::knowledge::Knowledge;

/// Checks the mentions of an article published on a day; times may be left unmarked.
#[track_caller]
fn check(date: &str, marked: &str) {
    let (text, want) = marked::parse(marked);
    let metadata = Metadata { configured: date.parse().ok(), ..Metadata::default() };
    let got = marked::mentions(&analyse(&text, &metadata, &Knowledge::built_in()));
    assert_eq!(marked::marked(&text, &got), marked::marked(&text, &want));
}

#[test]
fn proclitics_are_outside() {
    check(
        "2024-01-10",
        "وصل وفد من ⟦إيران|L:iran⟧ و⟦روسيا|L:russia⟧ إلى ⟦بكين|L:beijing⟧ ول⟦لصين|L:china⟧ رأي آخر.",
    );
    check(
        "2024-01-10",
        "رد ب⟦الولايات المتحدة|L:united-states⟧ وقال ل⟦لكرملين|O:kremlin⟧ إن ذلك ليس كافيا لأحد.",
    );
}

#[test]
fn words_that_begin_with_a_clitic_of_their_own_stay_whole() {
    check(
        "2024-01-10",
        "اجتمع وزراء في ⟦باريس|L:paris⟧ و⟦لندن|L:london⟧ و⟦وارسو|L:warsaw⟧ و⟦كييف|L:kyiv⟧ هذا الأسبوع.",
    );
}

#[test]
fn spellings_of_one_name_are_one() {
    for name in ["سيرغي شويغو", "سيرجي شويجو"] {
        check("2023-09-04", &format!("قال ⟦{name}|P:sergei-shoigu⟧ إن بلاده ستواصل العمل مع جيرانها."));
    }
    for name in ["بيونغ يانغ", "بيونج يانج", "بيونغيانغ", "بيونجيانج"] {
        check("2023-09-04", &format!("وصل الوفد إلى ⟦{name}|L:pyongyang⟧ في زيارة تستمر يومين."));
    }
}

#[test]
fn demonyms_in_all_their_forms() {
    check(
        "2024-01-10",
        "التقى الوفد ⟦الكوري الشمالي|D:north-korea⟧ المسؤولين ⟦الروس|D:russia⟧ ثم الصحفيين ⟦الصينيين|D:china⟧ \
         وضم وفدًا ⟦روسيًا|D:russia⟧ ومسؤولات ⟦صينيات|D:china⟧.",
    );
}

#[test]
fn the_country_and_the_adjective() {
    check(
        "2024-01-10",
        "قالت ⟦السعودية|L:saudi-arabia⟧ إن الشركة ⟦السعودية|D:saudi-arabia⟧ ستستثمر في ⟦سوريا|L:syria⟧.",
    );
}

#[test]
fn a_title_alone_is_its_holder_on_the_day() {
    check("2023-09-04", "التقى ⟦وزير الدفاع الروسي|R:sergei-shoigu⟧ نظيره في العاصمة صباح أمس.");
    check("2024-11-29", "التقى ⟦وزير الدفاع الروسي|R:andrey-belousov⟧ نظيره في العاصمة صباح أمس.");
    check("2023-09-04", "قال ⟦المتحدث باسم الكرملين|R:dmitry-peskov⟧ إن العمل جار على تنفيذ الاتفاق.");
}

#[test]
fn another_office_of_a_country_is_not_its_holder_s() {
    check(
        "2018-02-25",
        "التقت وزيرة الدفاع ⟦الألمانية|D:germany⟧ ⟦أورسولا فون دير لاين|P:ursula-von-der-leyen⟧ الوفد. وقال وزير \
         الصحة إن الأمر انتهى، وعادت ⟦الوزيرة|R:ursula-von-der-leyen⟧ مساء.",
    );
    check(
        "2018-09-05",
        "نفى ⟦الرئيس السوري|R:bashar-al-assad⟧ ذلك. وقال الرئيس ⟦ترامب|P:donald-trump⟧ إن الأمر انتهى، ثم عاد \
         ⟦الرئيس|R:donald-trump⟧ إلى مكتبه.",
    );
}

#[test]
fn a_name_goes_on_in_a_hashtag() {
    check(
        "2018-05-08",
        "رفض الرئيس ⟦التركي|D:turkey⟧، ⟦رجب طيب #أردوغان|P:recep-tayyip-erdogan⟧، الدعوة أمس.",
    );
    check("2018-05-08", "قال ⟦بوتين|P:vladimir-putin⟧ #⟦روسيا|L:russia⟧ أولا وأخيرا في خطابه اليوم.");
}

#[test]
fn a_title_before_the_name_is_no_role() {
    check(
        "2024-11-29",
        "وصل وزير الدفاع ⟦الروسي|D:russia⟧ ⟦أندريه بيلوسوف|P:andrey-belousov⟧ أمس. ثم عاد ⟦الوزير الروسي|R:andrey-belousov⟧ مساء.",
    );
}

#[test]
fn a_title_and_the_next_person_can_be_two() {
    check(
        "2023-10-19",
        "دعا ⟦الزعيم الكوري الشمالي|R:kim-jong-un⟧ ⟦فلاديمير بوتين|P:vladimir-putin⟧ إلى زيارة بلاده.",
    );
}

#[test]
fn a_person_introduced_by_title_owns_it_in_the_article() {
    check(
        "2022-01-10",
        "استقبل نائب وزير الدفاع ⟦الروسي|D:russia⟧ ⟦نادر الحريري|P:?⟧ الوفد. وقال ⟦نائب وزير الدفاع|R:?⟧ إن الزيارة مثمرة.",
    );
}

#[test]
fn short_names_point_back() {
    check(
        "2023-09-04",
        "التقى ⟦كيم جونغ أون|P:kim-jong-un⟧ الوفد. وقال ⟦كيم|P:kim-jong-un⟧ إن “⟦أون|P:kim-jong-un⟧” راض عن ذلك.",
    );
    check("2023-09-04", "قال كيم إن الأمر انتهى ولم يعلق أحد على ذلك.");
}

#[test]
fn bodies_of_any_state() {
    check(
        "2023-09-04",
        "قالت ⟦وزارة الدفاع الروسية|O:ministry-of-defence-russia⟧ إن ⟦الجيش الأوكراني|O:armed-forces-ukraine⟧ انسحب. \
         وأكدت ⟦خارجية موسكو|O:ministry-of-foreign-affairs-russia⟧ ذلك ل⟦لسفارة اليابانية|O:embassy-of-japan-moscow⟧ في ⟦موسكو|L:moscow⟧.",
    );
}

#[test]
fn class_nouns_and_what_closes_a_name() {
    check(
        "2023-09-04",
        "نقلت ⟦وكالة “تاس” للأنباء|O:tass⟧ و⟦وكالة الأنباء الروسية “ريا نوفوستي”|O:ria-novosti⟧ عن مصدر في ⟦نهر تومان|L:tumen-river⟧ قوله ذلك.",
    );
}

#[test]
fn hashtags_and_mixed_script() {
    check(
        "2023-09-04",
        "شارك كثيرون في #⟦كوريا_الشمالية|L:north-korea⟧ والتقى الرئيس ⟦يoon Suk Yeol|P:yoon-suk-yeol⟧ بهم.",
    );
}

#[test]
fn another_bearer_of_a_surname_is_somebody_else() {
    check(
        "2018-05-13",
        "شكر ⟦سعد الحريري|P:saad-hariri⟧ مدير مكتبه. واستقال ⟦نادر الحريري|P:?⟧ من منصبه، ثم عاد ⟦الحريري|P:saad-hariri⟧ إلى بيته.",
    );
}

#[test]
fn what_is_no_name() {
    // An indefinite accusative, an address, directions.
    check("2024-01-10", "كان ذلك دوماً في شرقي البلاد وغربي العاصمة pic.twitter.com/abc فقط.");
}

#[test]
fn clubs_by_the_word_beside_their_city() {
    check(
        "2024-01-10",
        "تغلب ⟦ليدز يونايتد|O:leeds-united-fc⟧ على ضيفه ⟦دينامو كييف|O:fc-dynamo-kyiv⟧ في مباراة ودية أقيمت \
         في ⟦لندن|L:london⟧.",
    );
}

#[test]
fn a_city_in_an_article_of_sport_is_its_club_where_nothing_tells_of_a_place() {
    check(
        "2024-01-10",
        "سجل مهاجم ⟦برشلونة|O:fc-barcelona⟧ هدفين في مباراة الدوري، وقال مدرب الفريق إن لاعبي ⟦برشلونة|O:fc-barcelona⟧ \
         لعبوا شوطا جيدا في ⟦برشلونة|L:barcelona⟧.",
    );
    check("2024-01-10", "قالت الشرطة إن حريقا شب في فندق قرب محطة القطارات في ⟦برشلونة|L:barcelona⟧.");
}

#[test]
fn papers_and_banks_named_for_a_place() {
    check("2024-01-10", "قالت مصادر إن ⟦مصرف قطر المركزي|O:?⟧ رفع الفائدة.");
}

#[test]
fn an_hour_of_prayer_is_no_country() {
    check("2024-01-10", "خرج المصلون بعد صلاة المغرب إلى الشارع، ثم سافر الوفد إلى ⟦المغرب|L:morocco⟧.");
}

#[test]
fn directions_are_no_blocs() {
    check("2024-01-10", "يحد البلاد من الشمال ⟦تركيا|L:turkey⟧ ومن الغرب ⟦العراق|L:iraq⟧ ومن الجنوب البحر.");
    check("2024-01-10", "تتهم ⟦موسكو|L:moscow⟧ ⟦الغرب|L:western-world⟧ بإطالة الحرب.");
}

#[test]
fn a_land_joined_to_another_is_no_adjective() {
    check("2024-01-10", "التزمت ⟦إيران|L:iran⟧ و⟦سورية|L:syria⟧ الصمت أمس.");
}

//! What unseen characters are called, by their names in Unicode.

use super::super::Words;
use super::is_tag;

/// What a character is called.
pub(super) fn name(c: char) -> Words {
    let (ar, en) = match c {
        '\u{202D}' => ("قسر الاتجاه إلى اليمين", "left-to-right override"),
        '\u{202E}' => ("قسر الاتجاه إلى اليسار", "right-to-left override"),
        '\u{202A}' => ("فتح نص من اليسار", "left-to-right embedding"),
        '\u{202B}' => ("فتح نص من اليمين", "right-to-left embedding"),
        '\u{202C}' => ("إغلاق اتجاه", "pop directional formatting"),
        '\u{2066}' => ("عزل نص من اليسار", "left-to-right isolate"),
        '\u{2067}' => ("عزل نص من اليمين", "right-to-left isolate"),
        '\u{2068}' => ("عزل نص", "first strong isolate"),
        '\u{2069}' => ("إغلاق عزل", "pop directional isolate"),
        '\u{200B}' => ("مسافة بلا عرض", "zero width space"),
        '\u{200C}' => ("فاصل الحروف", "zero width non-joiner"),
        '\u{200D}' => ("واصل الحروف", "zero width joiner"),
        '\u{200E}' => ("علامة من اليسار", "left-to-right mark"),
        '\u{200F}' => ("علامة من اليمين", "right-to-left mark"),
        '\u{061C}' => ("علامة حرف عربي", "Arabic letter mark"),
        '\u{2060}' => ("واصل الكلمات", "word joiner"),
        '\u{180E}' => ("فاصل منغولي", "Mongolian vowel separator"),
        '\u{FEFF}' => ("علامة ترتيب البايتات", "byte order mark"),
        '\u{FFFC}' => ("مكان صورة ضاعت", "object replacement character"),
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => ("حشو كوري", "Hangul filler"),
        c if is_tag(c) => ("حرف وسم مخفي", "tag character"),
        c if c.is_control() => ("رمز تحكم", "control character"),
        _ => ("رمز تنسيق", "format character"),
    };
    Words { ar, en }
}

// The words of the page itself, in both languages. Messages and cards come from the server in the
// language the page asks for.

export type Language = 'ar' | 'en';

const english = {
  articles: 'Articles',
  text: 'Text',
  findings: 'Findings',
  mentions: 'Mentions',
  timeline: 'Timeline',
  filter: 'Find an article',
  noArticles: 'No articles here',
  more: 'There are more: narrow the search',
  undated: 'Undated',
  other: 'العربية',
  theme: 'Light or dark',
  save: 'Save',
  saved: 'Saved',
  edit: 'Edit',
  reading: 'For trying: nothing is saved',
  readOnly: 'This text has mixed line ends; it can only be read here',
  tooLong: 'This text is too long for the page',
  missing: 'This text cannot be read',
  outside: 'That stands outside of this folder',
  changed: 'The file was changed by somebody else meanwhile',
  takeTheirs: 'Take the file’s text',
  keepMine: 'Save mine over it',
  notSaved: 'Not saved',
  cancel: 'Cancel',
  noFindings: 'No findings in this article',
  fixes: 'Fixes',
  noFixes: 'There is no fix for this',
  needsWrite: 'Needs isnad play --write',
  notApplied: 'That could not be done',
  why: 'Why?',
  close: 'Close',
  allMentions: 'All mentions',
  dossier: 'Whole dossier',
  declaration: 'Where it is named in full',
  chooseName: 'Point at a name in the text and choose “All mentions”.',
  noMentions: 'No mentions',
  inArticles: (mentions: number, articles: number) =>
    `${mentions} ${mentions === 1 ? 'mention' : 'mentions'} in ${articles} ${articles === 1 ? 'article' : 'articles'}`,
  showMore: 'Show more',
  thisArticle: 'This article',
  allArticles: 'All articles',
  noEvents: 'No dated events',
  newest: (read: number, total: number) => `The newest ${read} of ${total} articles`,
  sometimeIn: 'In the course of the month',
  inherited: 'dated by the sentence before',
  uncertain: 'not certain',
  connecting: 'Connecting …',
  ended: 'isnad has ended. Start it again and open the new address.',
  again: 'Try again',
  busy: 'Reading the folder',
  legend: 'In the text',
  source: 'who says so',
  quotation: 'their words',
  unsourced: 'nobody says so',
  severity: { 1: 'error', 2: 'warning', 3: 'information', 4: 'hint' },
  months: [] as string[],
  licences: 'Licences',
};

export type Words = typeof english;

const arabic: Words = {
  articles: 'المقالات',
  text: 'النص',
  findings: 'الملاحظات',
  mentions: 'المواضع',
  timeline: 'الزمن',
  filter: 'ابحث عن مقال',
  noArticles: 'لا مقالات هنا',
  more: 'هناك غيرها: ضيّق البحث',
  undated: 'بلا تاريخ',
  other: 'English',
  theme: 'فاتح أو داكن',
  save: 'حفظ',
  saved: 'حُفظ',
  edit: 'تحرير',
  reading: 'للتجربة: لا يُحفظ شيء',
  readOnly: 'نهايات الأسطر في هذا النص مختلطة، فهو للقراءة فقط',
  tooLong: 'هذا النص أطول مما تعرضه الصفحة',
  missing: 'تعذرت قراءة هذا النص',
  outside: 'هذا خارج المجلد المعروض',
  changed: 'غيّر أحد آخر الملف في هذه الأثناء',
  takeTheirs: 'خذ نص الملف',
  keepMine: 'احفظ نصي مكانه',
  notSaved: 'لم يُحفظ',
  cancel: 'إلغاء',
  noFindings: 'لا ملاحظات في هذا المقال',
  fixes: 'إصلاح',
  noFixes: 'لا إصلاح لهذا',
  needsWrite: 'يحتاج إلى التشغيل بخيار الحفظ',
  notApplied: 'تعذر ذلك',
  why: 'لماذا؟',
  close: 'إغلاق',
  allMentions: 'كل المواضع',
  dossier: 'الملف الكامل',
  declaration: 'أين ذُكر كاملا',
  chooseName: 'أشر إلى اسم في النص واختر «كل المواضع».',
  noMentions: 'لا مواضع',
  inArticles: (mentions, articles) =>
    `${counted(mentions, ['موضع واحد', 'موضعان', 'مواضع', 'موضعا', 'موضع'])} في ${counted(articles, ['مقال واحد', 'مقالين', 'مقالات', 'مقالا', 'مقال'])}`,
  showMore: 'المزيد',
  thisArticle: 'هذا المقال',
  allArticles: 'كل المقالات',
  noEvents: 'لا أحداث مؤرخة',
  newest: (read, total) => `أحدث ${read} من ${total} مقالات`,
  sometimeIn: 'خلال الشهر',
  inherited: 'تاريخه من الجملة السابقة',
  uncertain: 'غير مؤكد',
  connecting: 'جار الاتصال…',
  ended: 'انتهى البرنامج. شغّله من جديد وافتح العنوان الجديد.',
  again: 'أعد المحاولة',
  busy: 'تُقرأ المقالات',
  legend: 'في النص',
  source: 'من القائل',
  quotation: 'كلامه',
  unsourced: 'بلا قائل',
  severity: { 1: 'خطأ', 2: 'تحذير', 3: 'معلومة', 4: 'تلميح' },
  months: [
    'يناير', 'فبراير', 'مارس', 'أبريل', 'مايو', 'يونيو', 'يوليو', 'أغسطس', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر',
  ],
  licences: 'الرخص',
};

/** A number and its noun, in the form that the number asks for: one, two, 3–10, 11–99, 100. */
function counted(n: number, [one, two, few, many, hundred]: [string, string, string, string, string]): string {
  if (n === 1) return one;
  if (n === 2) return two;
  const rest = n % 100;
  return `${n} ${rest >= 3 && rest <= 10 ? few : rest >= 11 ? many : hundred}`;
}

export function wordsOf(language: Language): Words {
  return language === 'ar' ? arabic : english;
}

const LATIN_DIGITS = { ar: 'ar-u-nu-latn-ca-gregory', en: 'en' };

/** A day written out, as in 21 ديسمبر 2023; `withWeekday` puts its weekday before it. */
export function writtenDay(language: Language, day: string, withWeekday = false): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const weekday = date.toLocaleDateString(LATIN_DIGITS[language], { weekday: 'long', timeZone: 'UTC' });
  const words = `${date.getUTCDate()} ${monthName(language, date)} ${date.getUTCFullYear()}`;
  return withWeekday ? `${weekday} ${words}` : words;
}

/** A month written out, as in ديسمبر 2023. */
export function writtenMonth(language: Language, month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? month : `${monthName(language, date)} ${date.getUTCFullYear()}`;
}

function monthName(language: Language, date: Date): string {
  const own = wordsOf(language).months[date.getUTCMonth()];
  return own ?? date.toLocaleDateString('en', { month: 'long', timeZone: 'UTC' });
}

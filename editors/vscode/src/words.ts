// What the extension itself says to the user, in the language of the editor.

export interface Words {
  notFound(looked: string): string;
  failed(reason: string): string;
  openSettings: string;
  starting: string;
  /** With what the server says it has read, such as `3 of 5`. */
  reading(read: string | undefined): string;
  ready(read: string | undefined): string;
  stopped: string;
  menu: string;
  noName: string;
  noFolder: string;
  timeline: string;
}

const english: Words = {
  notFound: (looked) => `isnad: the program was not found (looked in: ${looked}).`,
  failed: (reason) => `isnad did not start: ${reason}`,
  openSettings: 'Open Settings',
  starting: 'Starting',
  reading: (read) => (read ? `Reading articles: ${read}` : 'Reading articles'),
  ready: (read) => (read ? `Articles read: ${read}` : 'Running'),
  stopped: 'Not running',
  menu: 'isnad',
  noName: 'No name under the cursor that isnad knows.',
  noFolder: 'Open the folder of your articles first.',
  timeline: 'Timeline',
};

// Latin text stands between isolates, so that it does not turn the Arabic around it.
const isolate = (text: string): string => `\u2068${text}\u2069`;

const arabic: Words = {
  notFound: (looked) => `لم يُعثر على البرنامج ${isolate('isnad')}. بُحث في: ${isolate(looked)}`,
  failed: (reason) => `لم يبدأ ${isolate('isnad')}: ${isolate(reason)}`,
  openSettings: 'فتح الإعدادات',
  starting: 'جار التشغيل',
  reading: (read) => (read ? `جار قراءة المقالات: ${isolate(read)}` : 'جار قراءة المقالات'),
  ready: (read) => (read ? `قُرئ من المقالات: ${isolate(read)}` : 'يعمل'),
  stopped: 'متوقف',
  menu: 'إسناد',
  noName: 'لا اسم معروفا تحت المؤشر.',
  noFolder: 'افتح مجلد مقالاتك أولا.',
  timeline: 'خط الأحداث',
};

/** The words for a locale such as `ar` or `en-GB`. */
export function words(locale: string): Words {
  return locale.toLowerCase().split('-')[0] === 'ar' ? arabic : english;
}

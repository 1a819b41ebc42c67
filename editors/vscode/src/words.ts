// What the extension itself says to the user, in the language of the editor.

interface Words {
  notFound(looked: string): string;
  failed(reason: string): string;
  openSettings: string;
}

const english: Words = {
  notFound: (looked) => `isnad: the program was not found (looked in: ${looked}).`,
  failed: (reason) => `isnad did not start: ${reason}`,
  openSettings: 'Open Settings',
};

// Latin text stands between isolates, so that it does not turn the Arabic around it.
const isolate = (text: string): string => `\u2068${text}\u2069`;

const arabic: Words = {
  notFound: (looked) => `لم يُعثر على البرنامج ${isolate('isnad')}. بُحث في: ${isolate(looked)}`,
  failed: (reason) => `لم يبدأ ${isolate('isnad')}: ${isolate(reason)}`,
  openSettings: 'فتح الإعدادات',
};

/** The words for a locale such as `ar` or `en-GB`. */
export function words(locale: string): Words {
  return locale.toLowerCase().split('-')[0] === 'ar' ? arabic : english;
}

// Language and colours: what the browser asks for, until the reader chooses. The choice is kept in
// the browser.

import type { Language } from './words';

export type Theme = 'light' | 'dark';

function kept(key: string): string | null {
  try {
    return localStorage.getItem(`isnad.${key}`);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`isnad.${key}`, value);
  } catch {
    // Without a place to keep it, it holds for this page.
  }
}

export function language(): Language {
  const chosen = kept('language') ?? navigator.language;
  return chosen.toLowerCase().startsWith('ar') ? 'ar' : 'en';
}

export function chooseLanguage(language: Language): void {
  keep('language', language);
}

export function theme(): Theme {
  const chosen = kept('theme');
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function chooseTheme(theme: Theme): void {
  keep('theme', theme);
}

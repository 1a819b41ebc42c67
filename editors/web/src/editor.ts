// The editor: how a text is shown and which keys do what.

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { cards, sheet, toDeclaration } from './card';
import { findingMarks } from './findings';
import { directions, serverMarks } from './marks';
import { listMentions } from './mentions';
import type { Page } from './page';
import type { Language } from './words';

/** What the editor's own search says, in Arabic. */
const arabicPhrases = {
  Find: 'ابحث',
  Replace: 'استبدل بـ',
  next: 'التالي',
  previous: 'السابق',
  all: 'الكل',
  'match case': 'حالة الأحرف',
  'by word': 'كلمات كاملة',
  regexp: 'تعبير نمطي',
  replace: 'استبدل',
  'replace all': 'استبدل الكل',
  close: 'إغلاق',
};

const editable = new Compartment();
const phrases = new Compartment();

/** Whether the text can be typed in; on a phone only when asked for, as the keyboard hides half of it. */
export function allowEdits(view: EditorView, allow: boolean): void {
  view.dispatch({ effects: editable.reconfigure(EditorView.editable.of(allow)) });
}

/** The language of the editor's own words. */
export function speak(view: EditorView, language: Language): void {
  view.dispatch({ effects: phrases.reconfigure(phrasesIn(language)) });
}

function phrasesIn(language: Language): Extension {
  return language === 'ar' ? EditorState.phrases.of(arabicPhrases) : [];
}

/** What every text is edited with. `page` is there once somebody can do anything. */
export function extensions(page: () => Page, save: () => void, nonce: string, typing: boolean): Extension {
  const atCursor = (act: (page: Page, offset: number) => Promise<void>) => (view: EditorView) => {
    void act(page(), view.state.selection.main.head);
    return true;
  };
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.lineWrapping,
    editable.of(EditorView.editable.of(typing)),
    phrases.of([]),
    directions(),
    serverMarks,
    findingMarks,
    cards(page),
    history(),
    drawSelection(),
    highlightSpecialChars(),
    search({ top: true }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      page().buffers.edited(update.state, update.startState.doc, update.changes);
      page().edited();
    }),
    keymap.of([
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic },
      { key: 'F12', run: atCursor(toDeclaration) },
      { key: 'Shift-F12', run: atCursor(listMentions) },
      { key: 'Mod-.', run: atCursor(sheet) },
      {
        key: 'Mod-s',
        run: () => {
          save();
          return true;
        },
      },
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
  ];
}

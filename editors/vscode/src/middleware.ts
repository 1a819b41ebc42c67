// Puts what the server says on its way to the screen into its direction: see direction.ts.

import * as vscode from 'vscode';
import { Middleware } from 'vscode-languageclient/node';
import { showDossier } from './commands';
import { direct, directCard } from './direction';

/** Something with a name and words beside it. */
interface Named {
  name: string;
  detail?: string;
}

function directDiagnostic(diagnostic: vscode.Diagnostic): void {
  diagnostic.message = direct(diagnostic.message);
  for (const related of diagnostic.relatedInformation ?? []) {
    related.message = direct(related.message);
  }
}

/** A report that says that nothing has changed holds no diagnostics. */
function directReport(report: object): void {
  if ('items' in report) {
    (report.items as vscode.Diagnostic[]).forEach(directDiagnostic);
  }
}

/** Without it the detail would be one line with the name, in its order. */
function directDetail(named: Named): void {
  if (named.detail) {
    named.detail = direct(named.detail);
  }
}

function directNamed<T extends Named>(named: T): T {
  named.name = direct(named.name);
  directDetail(named);
  return named;
}

function directOutline(symbol: vscode.DocumentSymbol | vscode.SymbolInformation): void {
  if ('children' in symbol) {
    directDetail(symbol);
    symbol.children.forEach(directOutline);
  }
}

/** One or several of a hierarchy, or none. */
function directItems<T extends Named | Named[] | null | undefined>(items: T): T {
  [items ?? []].flat().forEach(directNamed);
  return items;
}

export const directions: Middleware = {
  handleDiagnostics(uri, diagnostics, next) {
    diagnostics.forEach(directDiagnostic);
    next(uri, diagnostics);
  },
  async provideDiagnostics(document, previousResultId, token, next) {
    const report = await next(document, previousResultId, token);
    directReport(report ?? {});
    return report;
  },
  async provideWorkspaceDiagnostics(resultIds, token, reporter, next) {
    return next(resultIds, token, (chunk) => {
      chunk?.items.forEach((report) => directReport(report));
      reporter(chunk);
    });
  },
  async provideHover(document, position, token, next) {
    const hover = await next(document, position, token);
    for (const part of hover?.contents ?? []) {
      if (part instanceof vscode.MarkdownString) {
        const card = directCard(part.value);
        part.value = card.value;
        part.supportHtml = card.html;
        // The one command a card links to; words of articles are escaped and never links.
        part.isTrusted = { enabledCommands: [showDossier] };
      }
    }
    return hover;
  },
  async provideCodeActions(document, range, context, token, next) {
    const actions = await next(document, range, context, token);
    for (const action of actions ?? []) {
      action.title = direct(action.title);
    }
    return actions;
  },
  async provideCodeLenses(document, token, next) {
    const lenses = await next(document, token);
    for (const { command } of lenses ?? []) {
      if (command !== undefined) {
        command.title = direct(command.title);
      }
    }
    return lenses;
  },
  async provideDocumentSymbols(document, token, next) {
    const symbols = await next(document, token);
    symbols?.forEach(directOutline);
    return symbols;
  },
  async provideWorkspaceSymbols(query, token, next) {
    const symbols = await next(query, token);
    for (const symbol of symbols ?? []) {
      symbol.containerName = direct(symbol.containerName);
    }
    return symbols;
  },
  prepareCallHierarchy: async (document, position, token, next) => directItems(await next(document, position, token)),
  async provideCallHierarchyIncomingCalls(item, token, next) {
    const calls = await next(item, token);
    calls?.forEach((call) => directNamed(call.from));
    return calls;
  },
  async provideCallHierarchyOutgoingCalls(item, token, next) {
    const calls = await next(item, token);
    calls?.forEach((call) => directNamed(call.to));
    return calls;
  },
  prepareTypeHierarchy: async (document, position, token, next) => directItems(await next(document, position, token)),
  provideTypeHierarchySupertypes: async (item, token, next) => directItems(await next(item, token)),
  provideTypeHierarchySubtypes: async (item, token, next) => directItems(await next(item, token)),
};

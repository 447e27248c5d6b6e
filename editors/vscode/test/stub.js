"use strict";
// Stands for VS Code, which our tests do without: as much of its interface as the extension uses, and what was asked of it.

function stub(answers = {}) {
  const asked = [];
  const note = (name, value) => (...args) => { asked.push([name, ...args]); return typeof value === "function" ? value(...args) : value; };
  const panels = [];
  const vscode = {
    asked, panels,
    ViewColumn: {Beside: -2, One: 1},
    Uri: {file: path => ({scheme: "file", fsPath: path, path}), from: parts => parts},
    env: {openExternal: note("openExternal")},
    languages: {getDiagnostics: () => answers.diagnostics ?? []},
    workspace: {openTextDocument: note("openTextDocument", uri => ({uri}))},
    window: {
      activeTextEditor: answers.active,
      visibleTextEditors: answers.editors ?? [],
      showQuickPick: note("showQuickPick", answers.pick),
      showInformationMessage: note("showInformationMessage", answers.button),
      showTextDocument: note("showTextDocument"),
      createWebviewPanel(kind, title, place, options) {
        const panel = {
          kind, title, place, options, posted: [], revealed: 0,
          webview: {
            html: "",
            postMessage: message => panel.posted.push(message),
            onDidReceiveMessage: heard => { panel.says = heard; },
          },
          reveal() { panel.revealed += 1; },
          onDidDispose: heard => { panel.disposed = heard; },
          dispose() { panel.disposed(); },
        };
        panels.push(panel);
        return panel;
      },
    },
  };
  return vscode;
}

const documentAt = (path, more = {}) => ({
  uri: {scheme: "file", fsPath: path, path, toString: () => `file://${path}`},
  isDirty: false,
  save: async () => true,
  ...more,
});

module.exports = {documentAt, stub};

"use strict";
// Goes to a place of a text in the column where texts are. By itself VS Code opens it in the column in use: after a click in
// the preview that is the preview's own, and the text would lie over it.

async function goTo(vscode, uri, {selection, takeFocus}) {
  const {activeTextEditor, visibleTextEditors} = vscode.window;
  const shown = visibleTextEditors.find(editor => editor.document.uri.toString() === uri.toString());
  const viewColumn = (shown ?? activeTextEditor ?? visibleTextEditors[0])?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(uri, {viewColumn, selection, preserveFocus: !takeFocus});
}

module.exports = {goTo};

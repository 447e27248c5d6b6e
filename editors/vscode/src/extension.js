"use strict";
// Wires the extension: the language server, the preview beside the text, the commands.

const vscode = require("vscode");
const {LanguageClient, State} = require("vscode-languageclient/node");
const {programOf} = require("./program");
const {Previews} = require("./previews");
const {explain, render} = require("./commands");
const {goTo} = require("./places");

const LANGUAGE = "blueprint";
const PAUSE = 150; // milliseconds, in which the cursor must rest

let client = null;
const previews = new Previews(vscode, ask);

function makeClient(configuration) {
  const {command, args} = programOf(configuration);
  const run = {command, args: [...args, "lsp"]};
  return new LanguageClient("blueprint", "Blueprint", {run, debug: run}, {
    documentSelector: [{language: LANGUAGE, scheme: "file"}, {language: LANGUAGE, scheme: "untitled"}],
    middleware: {window: {showDocument}},
    synchronize: {fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.blueprint,blueprint.toml,pyproject.toml}")},
  });
}

// The server wants a place to be shown: what was clicked in the preview, for instance.
async function showDocument(params, next) {
  const convert = client.protocol2CodeConverter;
  const uri = convert.asUri(params.uri);
  if (params.external || uri.scheme !== "file") return next(params);
  try {
    await goTo(vscode, uri, {selection: convert.asRange(params.selection), takeFocus: params.takeFocus});
    return {success: true};
  } catch {
    return {success: false};
  }
}

async function start() {
  try {
    client = makeClient(vscode.workspace.getConfiguration("blueprint"));
    client.onDidChangeState(({newState}) => newState === State.Running && previews.resume());
    await client.start();
  } catch (error) {
    client = null;
    const chosen = await vscode.window.showErrorMessage(
      `Blueprint could not be started: ${error.message}. It comes with: pip install 'service-blueprint[lsp]'`, "Open the setting");
    if (chosen) await vscode.commands.executeCommand("workbench.action.openSettings", "blueprint.command");
  }
}

async function restart() {
  await client?.stop();
  await start();
}

// Asks the server for one of its commands.
async function ask(command, ...args) {
  if (!client) throw new Error("the language server is not running");
  return client.sendRequest("workspace/executeCommand", {command, arguments: args});
}

async function activate(context) {
  const program = () => programOf(vscode.workspace.getConfiguration("blueprint"));
  const said = work => async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== LANGUAGE) return;
    try {
      await work(editor);
    } catch (error) {
      vscode.window.showErrorMessage(`Blueprint: ${error.message}`);
    }
  };
  const pages = new Map();
  let resting = null;
  context.subscriptions.push(
    previews,
    vscode.workspace.registerTextDocumentContentProvider("blueprint-explain", {
      provideTextDocumentContent: uri => pages.get(uri.path) ?? "",
    }),
    vscode.commands.registerCommand("blueprint.showPreview", said(editor => previews.show(editor.document))),
    vscode.commands.registerCommand("blueprint.render", said(editor => render(vscode, program(), editor.document))),
    vscode.commands.registerCommand("blueprint.fixAll", said(() => vscode.commands.executeCommand("editor.action.fixAll"))),
    vscode.commands.registerCommand("blueprint.explain", said(editor => explain(vscode, program(), editor, pages))),
    vscode.commands.registerCommand("blueprint.restart", restart),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration("blueprint.command") && restart()),
    vscode.window.onDidChangeTextEditorSelection(({textEditor: {document}, selections}) => {
      if (document.languageId !== LANGUAGE || !previews.any || !client) return;
      clearTimeout(resting);
      resting = setTimeout(() => {
        ask("blueprint.reveal", document.uri.toString(), selections[0].active.line).catch(() => {});
      }, PAUSE);
    }),
  );
  await start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = {activate, deactivate};

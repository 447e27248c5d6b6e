"use strict";
// What the commands do that the language server does not.

const fs = require("node:fs");
const path = require("node:path");
const {run} = require("./program");

// The keywords of several words, as the patterns of the colours hold them.
const GRAMMAR = path.join(__dirname, "..", "syntaxes", "blueprint.tmLanguage.json");
const PHRASES = fs.readFileSync(GRAMMAR, "utf8").match(/[a-z]+(?:\\\\s\+[a-z]+)+/g)
  .map(each => new RegExp(`(?<![\\w.-])${each.replaceAll("\\\\", "\\")}(?![\\w.-])`, "gi"));

const FORMATS = ["svg", "png", "html"];

// Draws the file beside itself, in a format that is asked for.
async function render(vscode, program, document) {
  if (document.uri.scheme !== "file") throw new Error("save the blueprint as a file first");
  if (document.isDirty && !(await document.save())) return;
  const format = await vscode.window.showQuickPick(FORMATS, {title: "Draw as"});
  if (!format) return;
  const target = `${document.uri.fsPath.replace(/\.blueprint$/, "")}.${format}`;
  await run(program, "render", "--quiet", "--format", format, "--output", target, "--", document.uri.fsPath);
  const chosen = await vscode.window.showInformationMessage(`Drawn: ${target}`, "Open");
  if (chosen) await vscode.env.openExternal(vscode.Uri.file(target));
}

// The name of what the cursor is on: the finding there, or else the keyword, of several words or one.
function nameAt(vscode, {document, selection}) {
  const own = vscode.languages.getDiagnostics(document.uri)
    .filter(each => each.source === "blueprint" && each.range.contains(selection.active));
  const code = own[0]?.code;
  if (code) return String(code.value ?? code);
  const {line, character} = selection.active;
  const whole = PHRASES.flatMap(each => [...document.lineAt(line).text.matchAll(each)])
    .filter(each => each.index <= character && character <= each.index + each[0].length)
    .sort((one, other) => other[0].length - one[0].length)[0];
  if (whole) return whole[0].toLowerCase().replace(/\s+/g, " ");
  const range = document.getWordRangeAtPosition(selection.active);
  return range ? document.getText(range) : "";
}

// Shows what a finding or a word means, in an editor of its own. `pages` keeps the texts by their paths.
async function explain(vscode, program, editor, pages) {
  const name = nameAt(vscode, editor);
  const text = await run(program, "explain", ...(name ? [name.replace(/^-+/, "")] : []));
  const path = `/${name || "checks"}.txt`;
  pages.set(path, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({scheme: "blueprint-explain", path}));
  await vscode.window.showTextDocument(document, {preview: true, viewColumn: vscode.ViewColumn.Beside, preserveFocus: true});
}

module.exports = {explain, nameAt, render};

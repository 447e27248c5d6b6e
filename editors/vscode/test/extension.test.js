"use strict";
// The extension's own work, with a stub of VS Code and the real program. BLUEPRINT names it, as a JSON list.

const assert = require("node:assert");
const {spawn} = require("node:child_process");
const {once} = require("node:events");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");
const test = require("node:test");
const {explain, nameAt, render} = require("../src/commands");
const {goTo} = require("../src/places");
const {Previews} = require("../src/previews");
const {programOf, run} = require("../src/program");
const {documentAt, stub} = require("./stub");

const TEXT = `blueprint "A call"
step "Calls"
  customer: calls "Calls"
  customer: smiles "Smiles"
`;
const [command, ...args] = JSON.parse(process.env.BLUEPRINT ?? '["blueprint"]');
const program = {command, args};

function file(t, text = TEXT) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "blueprint-")));
  t.after(() => fs.rmSync(folder, {recursive: true}));
  const found = path.join(folder, "call.blueprint");
  fs.writeFileSync(found, text);
  return found;
}

async function until(what) {
  for (let tries = 0; tries < 400; tries++) {
    const found = what();
    if (found) return found;
    await new Promise(done => setTimeout(done, 25));
  }
  throw new Error(`this never came: ${what}`);
}

test("the program is the setting's, and never nonsense", () => {
  const configured = value => programOf({get: () => value});
  assert.deepStrictEqual(configured(["python3", "-m", "blueprint"]), {command: "python3", args: ["-m", "blueprint"]});
  for (const value of [undefined, [], "blueprint", [1], [""]]) assert.deepStrictEqual(configured(value), {command: "blueprint", args: []});
});

test("a program that fails is an error in its own words", async () => {
  await assert.rejects(run(program, "render", "missing.blueprint"), /there is no such file/);
  await assert.rejects(run({command: "no-such-program", args: []}), /there is no program no-such-program/);
});

test("draws to a file", async t => {
  const vscode = stub({pick: "svg", button: "Open"});
  const source = file(t);
  let saved = 0;
  await render(vscode, program, documentAt(source, {isDirty: true, save: async () => { saved += 1; return true; }}));
  assert.match(fs.readFileSync(source.replace(/blueprint$/, "svg"), "utf8"), /^<(\?xml|svg)/);
  assert.strictEqual(saved, 1);
  assert.strictEqual(vscode.asked.at(-1)[0], "openExternal");
  await assert.rejects(render(vscode, program, {uri: {scheme: "untitled"}}), /save the blueprint/);
  await render(stub(), program, documentAt(source));
});

test("explains the finding at the cursor, or the word", async () => {
  const found = {source: "blueprint", code: "orphan-handoff", range: {contains: () => true}};
  const document = {uri: "u", getWordRangeAtPosition: () => "r", getText: () => "emotion", lineAt: () => ({text})};
  const text = '  customer: looks "Looks" Moment  of truth waits 5 min at most 8 min';
  const editor = {document, selection: {active: {line: 0, character: 0}}};
  const pages = new Map();
  const vscode = stub({diagnostics: [{...found, source: "other"}, found]});
  assert.strictEqual(nameAt(vscode, editor), "orphan-handoff");
  await explain(vscode, program, editor, pages);
  assert.match(pages.get("/orphan-handoff.txt"), /^orphan-handoff \(/);
  assert.strictEqual(nameAt(stub(), editor), "emotion");
  await explain(stub(), program, editor, pages);
  assert.match(pages.get("/emotion.txt"), /How it feels/);
  await explain(stub(), program, {...editor, document: {...document, getWordRangeAtPosition: () => undefined}}, pages);
  assert.match(pages.get("/checks.txt"), /orphan-handoff/);
  for (const [word, keyword] of [["Moment", "moment of truth"], ["of", "moment of truth"], ["truth", "moment of truth"], ["most", "at most"]]) {
    const on = {document, selection: {active: {line: 0, character: text.indexOf(word) + 1}}};
    assert.strictEqual(nameAt(stub(), on), keyword);
    await explain(stub(), program, on, pages);
    assert.match(pages.get(`/${keyword}.txt`), new RegExp(`^${keyword}\n`));
  }
});

test("the preview beside the text follows the file and tells what was clicked", async t => {
  const source = file(t);
  const child = spawn(command, [...args, "preview", "--no-open", "--editor", source]);
  const heard = [];
  readline.createInterface(child.stdout).on("line", line => heard.push(JSON.parse(line)));
  t.after(() => child.stdin.end());
  const {address} = await until(() => heard.shift());
  const vscode = stub();
  const asked = [];
  const previews = new Previews(vscode, async (...question) => { asked.push(question); return address; });
  const document = documentAt(source);
  await previews.show(document);
  assert.deepStrictEqual(asked, [["blueprint.preview", document.uri.toString(), false]]);
  const [panel] = vscode.panels;
  assert.match(panel.webview.html, /^<!doctype html>/);
  assert.match(panel.webview.html, /default-src 'none'; script-src 'sha256-/);
  assert.deepStrictEqual(panel.options.localResourceRoots, []);

  panel.says({ready: true});
  const first = await until(() => panel.posted.shift());
  assert.deepStrictEqual([first.note, first.page], [null, undefined]);
  fs.writeFileSync(source, TEXT.replace('"Smiles"', '"Laughs"'));
  const second = await until(() => panel.posted.shift());
  assert.match(second.page, /Laughs/);
  fs.writeFileSync(source, `${TEXT}foo bar\n`);
  const third = await until(() => panel.posted.shift());
  assert.strictEqual(third.page, undefined);
  assert.strictEqual(third.note.mistakes.length, 1);

  panel.says({key: "action smiles"});
  assert.strictEqual((await until(() => heard.shift())).line, 4);
  panel.says({mistake: 0});
  assert.strictEqual((await until(() => heard.shift())).line, 5);
  for (const nonsense of [null, {}, {key: 1}, {mistake: "x"}, "ready"]) panel.says(nonsense);
  panel.webview.html = "";
  panel.says({again: true});
  await until(() => panel.webview.html);

  await previews.show(document);
  assert.strictEqual(vscode.panels.length, 1);
  assert.strictEqual(panel.revealed, 1);
  child.stdin.end();
  assert.ok((await until(() => panel.posted.shift())).ended);
  previews.dispose();
  assert.strictEqual(previews.any, false);
  await assert.rejects(previews.show({uri: {scheme: "untitled"}}), /save the blueprint/);
});

// The preview's own server, as the language server starts it.
async function serve(t, source) {
  const child = spawn(command, [...args, "preview", "--no-open", "--editor", source]);
  t.after(() => child.stdin.end());
  const lines = readline.createInterface(child.stdout);
  const [said] = await once(lines, "line");
  return {address: JSON.parse(said).address, end: () => child.stdin.end()};
}

test("an open preview comes back once the language server runs again", async t => {
  const source = file(t);
  let server = await serve(t, source);
  const vscode = stub();
  const previews = new Previews(vscode, async () => server.address);
  t.after(() => previews.dispose());
  const document = documentAt(source);
  await previews.show(document);
  const [panel] = vscode.panels;
  panel.says({ready: true});
  assert.strictEqual((await until(() => panel.posted.shift())).note, null);
  for (const [again, label] of [[() => previews.resume(), "Laughs"], [() => previews.show(document), "Cries"]]) {
    server.end();
    assert.ok((await until(() => panel.posted.shift())).ended);
    fs.writeFileSync(source, TEXT.replace("Smiles", label));
    server = await serve(t, source);
    await again();
    const news = await until(() => panel.posted.splice(0).find(one => one.page));
    assert.match(news.page, new RegExp(label));
    assert.ok(!news.ended);
  }
  assert.strictEqual(vscode.panels.length, 1);
});

test("two quick clicks make one preview, and a failure is no end", async t => {
  const source = file(t);
  const {address} = await serve(t, source);
  const vscode = stub();
  let asked = 0;
  const previews = new Previews(vscode, async () => {
    asked += 1;
    if (asked === 1) throw new Error("not yet");
    return address;
  });
  const document = documentAt(source);
  await assert.rejects(previews.show(document), /not yet/);
  await Promise.all([previews.show(document), previews.show(document)]);
  assert.deepStrictEqual([vscode.panels.length, asked], [1, 2]);
  previews.dispose();
  assert.strictEqual(previews.any, false);
  await previews.resume();
  assert.strictEqual(asked, 2);
});

test("a place is shown where its text is, and never over the preview", async () => {
  const column = async (path, answers) => {
    const vscode = stub(answers);
    await goTo(vscode, documentAt(path).uri, {selection: "there", takeFocus: true});
    const [name, uri, options] = vscode.asked.pop();
    assert.deepStrictEqual([name, uri.path, options.selection, options.preserveFocus], ["showTextDocument", path, "there", false]);
    return options.viewColumn;
  };
  const editors = [{document: documentAt("/a"), viewColumn: 1}, {document: documentAt("/b"), viewColumn: 3}];
  assert.strictEqual(await column("/b", {editors, active: editors[0]}), 3);
  assert.strictEqual(await column("/c", {editors, active: editors[1]}), 3);
  assert.strictEqual(await column("/c", {editors}), 1);
  assert.strictEqual(await column("/c", {}), 1);
});

test("what package.json promises is there", () => {
  const about = require("../package.json");
  const source = fs.readFileSync(path.join(__dirname, "..", "src", "extension.js"), "utf8");
  for (const each of about.contributes.commands) assert.ok(source.includes(`registerCommand("${each.command}"`), each.command);
  for (const each of [...about.contributes.grammars, {path: about.contributes.languages[0].configuration}])
    assert.ok(fs.existsSync(path.join(__dirname, "..", each.path)), each.path);
  const lock = fs.readFileSync(path.join(__dirname, "..", "package-lock.json"), "utf8");
  assert.doesNotMatch(lock, /"resolved"/);
});

test("language configuration knows names as words", () => {
  const {wordPattern} = require("../language-configuration.json");
  const pattern = new RegExp(wordPattern.pattern, `${wordPattern.flags}g`);
  assert.deepStrictEqual("a.b-c -> ज़रूरत: \"x y\" 30%, 😀".match(pattern), ["a.b-c", "ज़रूरत", "x", "y", "30", "😀"]);
});

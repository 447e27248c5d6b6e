"use strict";
// Holds the TextMate grammar against the language's own parser, token by token. TOKENS names a file with what the parser
// says: lines, each with its tokens as [from, to, kind].

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const {createOnigScanner, createOnigString, loadWASM} = require("vscode-oniguruma");
const {INITIAL, Registry, parseRawGrammar} = require("vscode-textmate");

const FILE = path.join(__dirname, "..", "syntaxes", "blueprint.tmLanguage.json");
const KEYWORD = /^(keyword|storage|constant\.language)\./;
const EXPECTED = {
  keyword: scopes => scopes.some(scope => KEYWORD.test(scope)),
  name: scopes => !scopes.some(scope => KEYWORD.test(scope) || /^(string|comment|constant)/.test(scope)),
  string: scopes => scopes.some(scope => scope.startsWith("string.")),
  number: scopes => scopes.some(scope => scope.startsWith("constant.numeric.")),
  arrow: scopes => scopes.some(scope => scope.startsWith("keyword.operator.arrow")),
  comment: scopes => scopes.some(scope => scope.startsWith("comment.")),
};

test("keywords are keywords, names never", async () => {
  await loadWASM(fs.readFileSync(path.join(path.dirname(require.resolve("vscode-oniguruma")), "onig.wasm")));
  const registry = new Registry({
    onigLib: Promise.resolve({createOnigScanner, createOnigString}),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(FILE, "utf8"), FILE),
  });
  const grammar = await registry.loadGrammar("source.service-blueprint");
  const lines = JSON.parse(fs.readFileSync(process.env.TOKENS, "utf8"));
  assert.ok(lines.length > 500);
  const wrong = [];
  for (const {text, tokens} of lines) {
    const {tokens: coloured, ruleStack} = grammar.tokenizeLine(text, INITIAL);
    if (!ruleStack.equals(INITIAL) && ruleStack.depth > 2) wrong.push(`${text}: does not end with its line`);
    for (const [from, to, kind] of tokens) {
      for (const each of coloured.filter(one => one.endIndex > from && one.startIndex < to)) {
        if (text.slice(Math.max(each.startIndex, from), Math.min(each.endIndex, to)).trim() === "") continue;
        if (!EXPECTED[kind](each.scopes)) wrong.push(`${text}: ${text.slice(from, to)} is a ${kind}, not ${each.scopes.at(-1)}`);
      }
    }
  }
  assert.deepStrictEqual(wrong.slice(0, 20), []);
});

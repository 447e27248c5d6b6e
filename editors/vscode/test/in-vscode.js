"use strict";
// Tries the packed extension in a real VS Code: the code-server of npm, seen through Chromium. It is run by hand, as that takes
// some hundred megabytes, and compilers:
//
//   npm install --prefix FOLDER code-server playwright-core
//   NODE_PATH=FOLDER/node_modules node editors/vscode/test/in-vscode.js dist/blueprint-0.1.0.vsix .venv/bin/blueprint
//
// CHROMIUM names the browser. What is seen last is kept as a picture where something fails.

const assert = require("node:assert/strict");
const {execFileSync, spawn} = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const {chromium} = require("playwright-core");

const SHARED = 'department help_desk "Customer care" owner "Head of care"\n';
const STORY = `blueprint "Cable TV outage"
include "shared.blueprint"

step "Calls"
  customer: calls "Calls the hotline" trigger
  frontsage help_desk: answers "Takes the call" outcome

calls <-> answers
`;

const [packed, ...program] = process.argv.slice(2).map((part, at) => (at < 2 ? path.resolve(part) : part));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "blueprint-vscode-"));
const project = path.join(folder, "project");
const story = path.join(project, "story.blueprint");
const read = file => fs.readFileSync(path.join(project, file), "utf8");

// Starts the editor with the extension and nothing else; the address at which it is to be seen.
function start() {
  fs.mkdirSync(project);
  fs.writeFileSync(story, STORY);
  fs.writeFileSync(path.join(project, "shared.blueprint"), SHARED);
  fs.mkdirSync(path.join(folder, "user", "User"), {recursive: true});
  fs.writeFileSync(path.join(folder, "user", "User", "settings.json"), JSON.stringify({
    "blueprint.command": program, "files.autoSave": "off", "security.workspace.trust.enabled": false,
    "telemetry.telemetryLevel": "off", "workbench.startupEditor": "none",
  }));
  fs.writeFileSync(path.join(folder, "config.yaml"), "bind-addr: 127.0.0.1:0\nauth: none\ncert: false\n");
  const command = [require.resolve("code-server"), "--config", path.join(folder, "config.yaml"),
    "--user-data-dir", path.join(folder, "user"), "--extensions-dir", path.join(folder, "extensions")];
  execFileSync(process.execPath, [...command, "--install-extension", packed]);
  const server = spawn(process.execPath, [...command, "--disable-update-check", project]);
  return new Promise((done, fail) => {
    server.on("exit", status => fail(new Error(`code-server ended with ${status}`)));
    let said = "";
    server.stdout.on("data", text => {
      said += text;
      const address = /listening on (http:\S+)/.exec(said);
      if (address) done({server, address: address[1]});
    });
  });
}

// Waits until something is so.
async function until(what, ready) {
  for (const ends = Date.now() + 30_000; !(await ready());) {
    assert(Date.now() < ends, `waited in vain for ${what}`);
    await new Promise(done => setTimeout(done, 100));
  }
}

async function command(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(`>Blueprint: ${title}`);
  await page.locator(".quick-input-list").getByText(`Blueprint: ${title}`).first().waitFor();
  await page.keyboard.press("Enter");
}

const line = (page, words) => page.locator(".editor-instance .view-line", {hasText: words}).first();

async function cursorOn(page, words) {
  await line(page, words).click();
  await page.keyboard.press("Home");
}

async function look(page, address) {
  await page.goto(`${address}?folder=${encodeURIComponent(project)}`);
  await page.getByRole("treeitem", {name: "story.blueprint"}).dblclick({timeout: 60_000});

  console.log("the findings are marked");
  await page.locator(".squiggly-error").first().waitFor({timeout: 60_000});

  console.log("a quick fix is applied");
  await cursorOn(page, "frontsage");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText("Change “frontsage” to “frontstage”").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".squiggly-error").waitFor({state: "detached"});
  await page.keyboard.press("Control+s");
  const mended = STORY.replace("frontsage", "frontstage");
  await until("the mended text", () => read("story.blueprint") === mended);

  console.log("a rename reaches the included file");
  await line(page, "help_desk").getByText("help_desk").click();
  await page.keyboard.press("F2");
  await page.locator(".rename-input").fill("care");
  await page.keyboard.press("Enter");
  await line(page, "frontstage care").waitFor();
  await command(page, "Restart the Language Server");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("s"); // Save all.
  const renamed = mended.replace("help_desk", "care");
  await until("the renamed department", () => read("story.blueprint") === renamed && read("shared.blueprint").startsWith("department care "));

  console.log("the preview is shown, and follows the file");
  await cursorOn(page, "calls");
  await command(page, "Show the Preview beside the Text");
  const shown = page.frameLocator("iframe.webview").frameLocator("#active-frame");
  await shown.locator("g.action[data-id=answers]").waitFor();
  assert.equal(await shown.locator("body").evaluate(body => getComputedStyle(body).padding), "0px");
  fs.writeFileSync(story, renamed.replace("Takes the call", "Picks up"));
  await shown.locator("g.action[data-id=answers]", {hasText: "Picks up"}).waitFor();

  console.log("what the cursor is on is marked, and a click moves the cursor");
  await cursorOn(page, "customer: calls");
  await shown.locator("g.action.selected[data-id=calls]").waitFor();
  await shown.locator("g.action[data-id=answers]").click();
  await page.locator(".statusbar-item", {hasText: "Ln 6"}).waitFor();
  assert(await shown.locator("g.action[data-id=answers]").isVisible(), "the text lies over the preview");

  console.log("a mistake keeps the picture, and says so");
  fs.writeFileSync(story, STORY);
  await shown.locator("#bp-note").waitFor();
  await shown.locator("g.action[data-id=answers]", {hasText: "Picks up"}).waitFor();

  console.log("it is drawn to a file");
  await cursorOn(page, "frontsage");
  await command(page, "Draw to a File");
  await page.locator(".quick-input-list").getByText("svg").waitFor();
  await page.keyboard.press("Enter");
  await until("the drawing", () => fs.existsSync(path.join(project, "story.svg")));

  console.log("a finding is explained");
  await cursorOn(page, "frontsage");
  await command(page, "Explain");
  await page.getByRole("tab", {name: /syntax\.txt/}).waitFor();
}

(async () => {
  const {server, address} = await start();
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"]});
  const page = await browser.newPage({viewport: {width: 1500, height: 900}});
  page.setDefaultTimeout(30_000);
  try {
    await look(page, address);
    fs.rmSync(folder, {recursive: true, force: true, maxRetries: 5});
    console.log("all is well");
  } catch (error) {
    const picture = path.join(os.tmpdir(), "blueprint-in-vscode.png");
    await page.screenshot({path: picture});
    console.error(error, `\nseen last: ${picture}; the project: ${folder}`);
    process.exitCode = 1;
  } finally {
    await browser.close();
    server.removeAllListeners("exit");
    server.kill();
  }
})();

"use strict";
// The preview beside the text: the same page as in a browser. The language server starts the preview's own server; its page
// and its news come through here, so the panel itself asks nothing of the network.

const {Follower} = require("./follower");

class Previews {
  // `ask` asks the language server for one of its commands.
  constructor(vscode, ask) {
    this.vscode = vscode;
    this.ask = ask;
    this.open = new Map(); // by the file's address: its panel, and who follows its news
    this.opening = new Map(); // what will be open soon: a second click waits for the first
  }

  get any() {
    return this.open.size > 0;
  }

  // Shows the preview of a document, or brings it to the front.
  async show(document) {
    if (document.uri.scheme !== "file") throw new Error("save the blueprint as a file first");
    const key = document.uri.toString();
    if (this.open.has(key)) {
      this.open.get(key).panel.reveal(undefined, true);
      return this.renew(key);
    }
    if (!this.opening.has(key)) this.opening.set(key, this.begin(document, key).finally(() => this.opening.delete(key)));
    return this.opening.get(key);
  }

  async begin(document, key) {
    const follower = new Follower(await this.ask("blueprint.preview", key, false));
    const page = await follower.page();
    const {ViewColumn, window} = this.vscode;
    const panel = window.createWebviewPanel("blueprint.preview", `Preview ${document.uri.path.split("/").pop()}`,
      {viewColumn: ViewColumn.Beside, preserveFocus: true},
      {enableScripts: true, enableForms: false, localResourceRoots: [], retainContextWhenHidden: true});
    this.open.set(key, {panel, follower});
    panel.onDidDispose(() => {
      follower.end();
      this.open.delete(key);
    });
    panel.webview.onDidReceiveMessage(message => receive(message, panel, follower));
    panel.webview.html = page;
  }

  // The preview's server ends with the language server, and may end by itself: a new one has another address.
  async renew(key) {
    const address = await this.ask("blueprint.preview", key, false);
    this.open.get(key)?.follower.move(address);
  }

  // Brings back what is open once the language server runs again. Where that cannot be, the page goes on to say so.
  resume() {
    return Promise.allSettled([...this.open.keys()].map(key => this.renew(key)));
  }

  dispose() {
    for (const {panel} of [...this.open.values()]) panel.dispose();
  }
}

// What the page says: that it is there, that it wants to begin anew, or what was clicked.
async function receive(message, panel, follower) {
  if (message?.ready) follower.start(news => panel.webview.postMessage(news));
  else if (message?.again) panel.webview.html = await follower.page();
  else if (typeof message?.key === "string") follower.send({key: message.key});
  else if (Number.isInteger(message?.mistake)) follower.send({mistake: message.mistake});
}

module.exports = {Previews, receive};

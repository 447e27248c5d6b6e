"use strict";
// The preview beside the text: the same page as in a browser. The language server starts the preview's own server; its page
// and its news come through here, so the panel itself asks nothing of the network.

const {Follower} = require("./follower");

class Previews {
  // `ask` asks the language server for one of its commands.
  constructor(vscode, ask) {
    this.vscode = vscode;
    this.ask = ask;
    this.open = new Map();
  }

  get any() {
    return this.open.size > 0;
  }

  // Shows the preview of a document, or brings it to the front.
  async show(document) {
    if (document.uri.scheme !== "file") throw new Error("save the blueprint as a file first");
    const key = document.uri.toString();
    if (this.open.has(key)) {
      this.open.get(key).reveal(undefined, true);
      return;
    }
    const follower = new Follower(await this.ask("blueprint.preview", key, false));
    const page = await follower.page();
    const {ViewColumn, window} = this.vscode;
    const panel = window.createWebviewPanel("blueprint.preview", `Preview ${document.uri.path.split("/").pop()}`,
      {viewColumn: ViewColumn.Beside, preserveFocus: true},
      {enableScripts: true, enableForms: false, localResourceRoots: [], retainContextWhenHidden: true});
    this.open.set(key, panel);
    panel.onDidDispose(() => {
      follower.end();
      this.open.delete(key);
    });
    panel.webview.onDidReceiveMessage(message => receive(message, panel, follower));
    panel.webview.html = page;
  }

  dispose() {
    for (const panel of [...this.open.values()]) panel.dispose();
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

"use strict";
// Speaks with the preview's server in place of the page: fetches it, hears its news, sends what was clicked.

const http = require("node:http");

const AGAIN = 1000; // milliseconds, until a connection that broke is tried again

class Follower {
  constructor(address) {
    this.address = address;
    this.version = 0;
    this.ended = false;
    this.request = null;
    this.timer = null;
    this.tell = null;
  }

  // From now on another server has the page. It counts its drawings anew: the next is news in any case.
  move(address) {
    if (address === this.address || this.ended) return;
    this.address = address;
    this.version = 0;
    if (this.tell) this.start(this.tell);
  }

  // The whole page as it is now.
  async page() {
    const page = await ask(this.address);
    this.version = Number(/"version":(\d+)/.exec(page.slice(page.lastIndexOf('"more":')))?.[1] ?? 0);
    return page;
  }

  // Tells the news, from now on; with a newer drawing comes its page.
  start(tell) {
    this.tell = tell;
    if (this.request) this.request.destroy();
    clearTimeout(this.timer);
    let rest = "";
    let last = Promise.resolve();
    const take = async line => {
      const news = JSON.parse(line);
      if (news.version !== this.version) news.page = await this.page();
      if (!this.ended) tell(news);
    };
    const again = () => {
      if (this.ended || this.request !== request) return;
      tell({version: 0, ended: true, note: null});
      this.timer = setTimeout(() => this.start(tell), AGAIN);
    };
    const request = this.request = http.get(`${this.address}?events`, answer => {
      answer.setEncoding("utf8");
      answer.on("data", text => {
        const lines = (rest + text).split("\n");
        rest = lines.pop();
        for (const line of lines) if (line.startsWith("data: ")) last = last.then(() => take(line.slice(6))).catch(() => {});
      });
      answer.on("close", again);
    });
    request.on("error", again);
  }

  // Says what was clicked.
  send(message) {
    return ask(this.address, JSON.stringify(message)).catch(() => {});
  }

  end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.request?.destroy();
  }
}

function ask(address, body) {
  const options = body === undefined ? {} : {method: "POST", headers: {"Content-Type": "application/json"}};
  return new Promise((done, fail) => {
    const request = http.request(address, options, answer => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", part => { text += part; });
      answer.on("end", () => (answer.statusCode < 300 ? done(text) : fail(new Error(`the preview answered ${answer.statusCode}`))));
      answer.on("error", fail);
    });
    request.on("error", fail);
    request.end(body);
  });
}

module.exports = {Follower};

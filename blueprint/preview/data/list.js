"use strict";
// Shows the list again when blueprints come or go. A tab that nobody sees holds no connection.
let news = null;
function listen() {
  if (document.hidden) {
    news?.close();
    news = null;
  } else if (!news) {
    news = new EventSource(`${location.pathname}?events`);
    news.onmessage = event => {
      if (JSON.parse(event.data).version !== document.documentElement.dataset.version) location.reload();
    };
  }
}
document.addEventListener("visibilitychange", listen);
listen();

// Follows the file: takes over each new drawing where the reader is, says what keeps it away, and tells the editor what was
// clicked. It runs as the last part of the page's script, again for each drawing; `kept` is what the run before left.

const more = data.more;
const link = kept?.link ?? connect();
link.take = take;

// The way to the server: through the editor where the page is shown in one, else directly.
function connect() {
  const link = {note: null};
  if (typeof acquireVsCodeApi === "function") {
    const editor = acquireVsCodeApi();
    link.send = message => editor.postMessage(message);
    link.again = () => editor.postMessage({again: true});
    window.addEventListener("message", event => link.take(event.data));
    // The page is set up below; what the editor has to say may come at once.
    queueMicrotask(() => editor.postMessage({ready: true}));
    return link;
  }
  link.send = message => {
    if (!more.editor) return;
    fetch(location.pathname, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(message)})
      .catch(() => {});
  };
  link.again = () => location.reload();
  link.fetch = () => fetch(location.pathname).then(answer => (answer.ok ? answer.text() : Promise.reject(answer.status)));
  // A tab that nobody sees holds no connection: browsers keep only a few to one address.
  let news = null;
  const listen = () => {
    if (document.hidden) {
      news?.close();
      news = null;
    } else if (!news) {
      news = new EventSource(`${location.pathname}?events`);
      news.onmessage = event => link.take(JSON.parse(event.data));
      news.onerror = () => link.take({version: 0, ended: true, note: link.note});
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
  return link;
}

// News: the number of the newest drawing, the note, the element at the editor's cursor; or, with `page`, the drawing itself.
function take(message) {
  tell(message.ended ? {words: more.words.ended, mistakes: []} : message.note);
  if (!message.ended) link.note = message.note;
  if (message.select !== link.chosen) link.wish = message.select;
  link.chosen = message.select;
  if (message.page) redraw(message.page);
  else if (message.version && message.version !== more.version) fetchPage();
  else showChosen();
}

function fetchPage() {
  if (!link.fetch || link.fetching) return;
  link.fetching = true;
  link.fetch().then(page => {
    link.fetching = false;
    redraw(page);
  }, () => { link.fetching = false; });
}

// Marks the element at the editor's cursor, which opens only where something is open; where it is another one than before,
// also brings it into sight.
function showChosen() {
  const [key, wish] = [link.chosen, link.wish];
  link.wish = "";
  if (wish && opened) open(wish);
  else if (key && !opened && groupOf(key)) {
    select(key);
    if (wish) reveal(groupOf(key));
  }
}

function tell(note) {
  byId("note")?.remove();
  if (!note) return;
  const items = note.mistakes.map((text, number) => make("li", {lang: "en", dir: "ltr"}, more.editor
    ? make("button", {type: "button", class: "link", onclick: () => link.send({mistake: number})}, text) : text));
  document.querySelector("main").prepend(make("div", {id: "bp-note", class: "kept", role: "status"},
    make("p", {dir: "auto"}, note.words), items.length ? make("ul", {}, ...items) : ""));
}

// Takes over another drawing of the file. All but the scripts and styles of the page is new; then the page begins again.
function redraw(text) {
  const next = new DOMParser().parseFromString(text, "text/html");
  const policy = page => page.querySelector("meta[http-equiv]").content;
  if (policy(next) !== policy(document)) {
    link.again();  // Another theme: the browser would not let its styles in.
    return;
  }
  const state = keep();
  ended.abort();
  document.title = next.title;
  for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, next.documentElement.getAttribute(name));
  document.body.className = next.body.className;
  next.querySelector("svg.blueprint").style.transform = drawing.style.transform;
  document.body.replaceChildren(...next.body.childNodes);
  startPage({link, state});
}

const filterName = box => `${box.name} ${box.closest("label").querySelector(".what").textContent}`;
const scrolled = () => [details, byId("journey"), byId("filter"), byId("findings"), byId("side")];

// Where the reader is and what was chosen.
function keep() {
  const at = document.activeElement;
  const group = at.closest("g[data-id]");
  const aside = at.closest("aside, header, main");
  return {
    zoom, left: canvas.scrollLeft, top: canvas.scrollTop,
    opened, place: placeOf(opened),
    tab: document.querySelector("[role=tab][aria-selected=true]").id,
    side: byId("side").hidden,
    filters: [...byId("filter").querySelectorAll("input:checked")].map(filterName),
    unmarked: drawing.classList.contains("unmarked"),
    query: field.value, unfolded: !results.hidden,
    keys: byId("keys").open,
    current: current && keyOf(current),
    scrolls: scrolled().map(each => each.scrollTop),
    focus: group ? {key: keyOf(group)} : at.id ? {id: at.id} : at.dataset.to ? {to: at.dataset.to, aside: aside?.id}
      : details.contains(at) ? {details: true} : {},
  };
}

// Which of its kind an element is, and of how many: so one that is called otherwise now is found again.
function placeOf(key) {
  const kind = elements.get(key)?.kind;
  const alike = data.elements.filter(each => each.kind === kind).map(each => each.key);
  return {kind, at: alike.indexOf(key), of: alike.length};
}

function again(key, {kind, at, of}) {
  if (!key || elements.has(key)) return key;
  const alike = data.elements.filter(each => each.kind === kind);
  return alike.length === of ? alike[at].key : "";
}

function restore(state) {
  document.getElementById(state.tab)?.click();
  if (byId("side").hidden !== state.side) byId("panels").click();
  const boxes = [...byId("filter").querySelectorAll("input")].filter(box => state.filters.includes(filterName(box)));
  for (const box of boxes) box.checked = true;
  boxes[0]?.dispatchEvent(new Event("change"));
  if (state.unmarked) byId("findings").querySelector(".switch input")?.click();
  if (state.query) {
    field.value = state.query;
    showMatches();
    unfold(state.unfolded);
  }
  if (groups.has(state.current)) setCurrent(groups.get(state.current));
  const key = again(state.opened, state.place);
  if (key && key !== opened) open(key, {move: false});
  else if (!key && location.hash) history.replaceState(null, "", location.pathname);
  canvas.scrollTo({left: state.left, top: state.top, behavior: "instant"});
  scrolled().forEach((each, number) => { each.scrollTop = state.scrolls[number]; });
  showChosen();
  if (state.keys) byId("keys").showModal();
  focusAgain(state.focus);
  say(more.words.redrawn);
}

function focusAgain({key, id, to, aside, details: inDetails}) {
  const within = aside ? document.getElementById(aside) : document;
  const target = key ? groups.get(key) : id ? document.getElementById(id)
    : to ? [...within.querySelectorAll("[data-to]")].find(each => each.dataset.to === to)
    : inDetails ? details.querySelector("h2") : null;
  target?.focus({preventScroll: true});
}

// What a reader opens by hand, the editor goes to.
function startTelling() {
  const chosen = event => event.target.closest?.(".finding, [data-to], [role=option], g[data-id]");
  const tellEditor = event => {
    if (opened && chosen(event) && !dragged) link.send({key: opened});
  };
  document.addEventListener("click", tellEditor, {signal: ended.signal});
  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target.closest?.("g.action, #bp-search")) tellEditor(event);
  }, {signal: ended.signal});
}

function startHome() {
  if (!more.home) return;
  const home = location.pathname.split("/").slice(0, 2).join("/");
  document.querySelector(".bar .name").before(make("a", {href: `${home}/`, class: "home"}, `‹ ${more.words.all}`));
}

startTelling();
startHome();
tell(link.note);
if (kept) restore(kept.state);

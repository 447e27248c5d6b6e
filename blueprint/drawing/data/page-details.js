// The panel with all that is known of one element, and the links that open it.

const details = byId("details");
let opened = "";
let before = null;

// A group of the drawing that shows the element: itself, or the lane of whoever acts there.
function groupOf(key) {
  const unit = data.units.find(each => each.key === key);
  return groups.get(key) ?? groups.get(unit?.lanes[0]);
}

const linkTo = (key, text = titleOf(key)) =>
  make("button", {type: "button", class: "link", dir: "auto", "data-to": key, onclick: () => open(key, {focus: true})}, text);

function told([text, remarks, link, to]) {
  const item = make("li", {dir: "auto"});
  if (link && /^(https?|mailto):/i.test(link))
    item.append(make("a", {href: link, target: "_blank", rel: "noopener noreferrer"}, text));
  else if (to && elements.has(to)) item.append(linkTo(to, text));
  else item.append(text);
  for (const remark of remarks) item.append(make("small", {dir: "auto"}, remark));
  return item;
}

function section(heading, items, className = "") {
  if (!items.length) return "";
  const list = make("ul", {class: className}, ...items);
  return make("section", {}, heading && make("h3", {}, heading), list);
}

// The arrows at an action, each with the action at its other end.
function arrowList(heading, list, id) {
  return section(heading, list.map(arrow => {
    const key = keyOf(arrow);
    const other = `action ${otherEnd(arrow, id)}`;
    return make("li", {class: `way ${stageOf(arrow)}`}, linkTo(other), make("small", {dir: "auto"}, linkTo(key)));
  }), "ways");
}

function findingsOf(key) {
  const own = data.findings.filter(finding => finding.key === key);
  return section(words.findings, own.map(finding => findingItem(finding, false)), "findings");
}

function write(element) {
  const key = element.key;
  const id = key.slice(key.indexOf(" ") + 1);
  const group = groups.get(key);
  const kind = words[`kind ${element.kind}`] ?? "";
  const parents = (element.parents ?? []).filter(parent => titleOf(parent));
  const lane = elements.has(element.lane) ? groups.get(element.lane) : element.kind === "lane" ? group : null;
  const heading = make("h2", {tabindex: "-1", dir: "auto"}, element.title);
  const head = make("div", {class: `head ${lane ? stageOf(lane) : ""}`},
    make("p", {class: "kind"}, kind),
    heading,
    parents.length ? make("p", {class: "parents"}, ...parents.map(parent => linkTo(parent))) : "",
    make("div", {class: "acts"},
      make("button", {type: "button", id: "bp-copy", onclick: () => copy(key)}, words.copy),
      group || groupOf(key) ? make("button", {type: "button", onclick: () => showInDrawing(key)}, words.show) : "",
      make("button", {type: "button", id: "bp-close", class: "icon", "aria-label": words.close, title: words.close,
        onclick: () => close()}, "✕")));
  const body = make("div", {class: "body"}, findingsOf(key));
  if (element.kind === "action") {
    const both = arrow => arrow.classList.contains("exchange");
    const [from, to] = [reaching.get(id) ?? [], leaving.get(id) ?? []];
    body.append(arrowList(words["comes from"], from.filter(arrow => !both(arrow)), id),
      arrowList(words.together, to.filter(both), id),
      arrowList(words["leads to"], to.filter(arrow => !both(arrow)), id));
  }
  if (element.ends) {
    const [from, to] = element.ends;
    body.append(section(words["comes from"], [make("li", {}, linkTo(from))]),
      section(words["leads to"], [make("li", {}, linkTo(to))]));
  }
  for (const [name, values] of element.rows ?? []) body.append(section(name, values.map(told)));
  if (element.parts) {
    const names = {blueprint: words.journey, phase: words.steps, step: words.actions, lane: words.actions};
    const name = names[element.kind] ?? words.lanes;
    body.append(section(name, element.parts.filter(part => titleOf(part)).map(part => make("li", {}, linkTo(part)))));
  }
  details.replaceChildren(head, body);
  return heading;
}

function select(key) {
  for (const group of drawing.querySelectorAll(".selected")) {
    group.classList.remove("selected");
    group.removeAttribute("aria-current");
  }
  const group = groups.get(key);
  group?.classList.add("selected");
  if (group?.classList[0] === "action") group.setAttribute("aria-current", "true");
  for (const arrow of arrows) {
    const id = key.startsWith("action ") ? key.slice(7) : null;
    if (id !== null && (arrow.dataset.from === id || arrow.dataset.to === id)) arrow.classList.add("selected");
  }
  for (const button of document.querySelectorAll("#bp-side [data-to]"))
    button.toggleAttribute("aria-current", button.dataset.to === key);
}

// Opens an element: in the drawing, in the panel and in the address. ``focus`` moves there too.
function open(key, {focus = false, move = true} = {}) {
  const element = elements.get(key);
  if (!element) return;
  if (details.hidden) before = document.activeElement;
  opened = key;
  details.hidden = false;
  document.body.classList.add("with-details");
  const heading = write(element);
  details.scrollTop = 0;
  select(key);
  const group = groupOf(key);
  if (group?.classList[0] === "action") setCurrent(group);
  if (group && move) reveal(group, {middle: !focus || document.activeElement !== group});
  if (location.hash !== hashOf(key)) location.hash = hashOf(key);
  if (focus) heading.focus({preventScroll: true});
  else say(fill(words.opened, {name: element.title}));
}

function close() {
  if (details.hidden) return;
  const inside = details.contains(document.activeElement);
  details.hidden = true;
  document.body.classList.remove("with-details");
  const group = groups.get(opened);
  select("");
  opened = "";
  if (location.hash) location.hash = "";
  if (!inside) return;
  if (group?.classList[0] === "action") focusOn(group);
  else if (before?.isConnected) before.focus();
  else current?.focus();
}

function showInDrawing(key) {
  const group = groupOf(key);
  if (group.classList[0] === "action") focusOn(group);
  else reveal(group, {middle: true});
}

async function copy(key) {
  const link = new URL(hashOf(key), location.href).href;
  let done = true;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    // Where the clipboard is closed to pages, an old way may still be open.
    const field = make("textarea", {class: "heard", "aria-hidden": "true"});
    field.value = link;
    details.append(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
    byId("copy").focus();
  }
  const words_ = done ? words.copied : words["not copied"];
  say(words_);
  byId("copy").textContent = words_;
  setTimeout(() => { if (byId("copy")) byId("copy").textContent = words.copy; }, 2500);
}

function startDetails() {
  details.addEventListener("keydown", event => {
    if (event.key === "Escape") close();
  });
  byId("about").addEventListener("click", () => open("blueprint ", {focus: true}));
  drawing.addEventListener("click", event => {
    const group = event.target.closest("g.action, g.arrow, g.step, g.phase, g.lane, .emotion [data-id]");
    if (dragged || !group?.dataset.id || String(getSelection())) return;
    // A face of the curve says how an action feels.
    if (group.closest(".emotion")) {
      open(`action ${group.dataset.id}`, {move: false});
      return;
    }
    // The band of a lane is ground to hold on to; only its heading opens it.
    if (group.classList[0] === "lane" && event.target.classList.contains("band")) return;
    open(keyOf(group), {move: false});
  });
  addEventListener("hashchange", () => {
    const key = keyOfHash(location.hash);
    if (key && key !== opened) open(key);
    else if (!key && !location.hash.slice(1)) close();
  }, {signal: ended.signal});
  // An arrow is thin: a broad line that nobody sees takes the clicks.
  for (const arrow of arrows) {
    const way = arrow.querySelector(".way");
    if (way) way.before(makeShape("path", {class: "grip", d: way.getAttribute("d")}));
  }
}

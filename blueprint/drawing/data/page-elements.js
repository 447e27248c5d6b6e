// What the page knows: the elements with their facts, and the groups of the drawing that show them.

// Ends what listens beyond the page's own elements, where the page begins again.
const ended = new AbortController();

const byId = id => document.getElementById(`bp-${id}`);
const data = JSON.parse(byId("data").textContent);
const words = data.words;
const drawing = document.querySelector("svg.blueprint");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// The elements by their keys, "action calls" for instance, in the order of the journey.
const elements = new Map(data.elements.map(element => [element.key, element]));

// The groups of the drawing by the same keys.
const groups = new Map();
for (const kind of ["phase", "step", "lane", "action", "arrow"]) {
  for (const group of drawing.querySelectorAll(`g.${kind}[data-id]`)) groups.set(`${kind} ${group.dataset.id}`, group);
}
const keyOf = group => `${group.classList[0]} ${group.dataset.id}`;

// The boxes in reading order, and the arrows that leave and reach each of them.
const actions = [...drawing.querySelectorAll("g.action[data-id]")];
const arrows = [...drawing.querySelectorAll("g.arrow[data-id]")];
const leaving = new Map(actions.map(group => [group.dataset.id, []]));
const reaching = new Map(actions.map(group => [group.dataset.id, []]));
for (const arrow of arrows) {
  leaving.get(arrow.dataset.from)?.push(arrow);
  reaching.get(arrow.dataset.to)?.push(arrow);
  // Who works something out together comes from both sides.
  if (arrow.classList.contains("exchange")) {
    leaving.get(arrow.dataset.to)?.push(arrow);
    reaching.get(arrow.dataset.from)?.push(arrow);
  }
}
const otherEnd = (arrow, id) => (arrow.dataset.from === id ? arrow.dataset.to : arrow.dataset.from);

// An HTML element. What strangers wrote comes in as text only, never as markup.
function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== "" && child !== undefined));
  return node;
}

// The same for a shape of the drawing.
function makeShape(tag, properties) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(properties)) node.setAttribute(name, value);
  return node;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const titleOf = key => elements.get(key)?.title ?? "";
const stageOf = group => group?.classList[1] ?? "";

// Said by a screen reader, without moving the focus.
function say(text) {
  const live = byId("live");
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 30);
}

// The link of an element: #calls for an action, #step/waits for everything else, so that no two are the same.
function hashOf(key) {
  const [kind, id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
  return `#${kind === "action" ? "" : `${kind}/`}${encodeURIComponent(id)}`;
}

function keyOfHash(hash) {
  let id;
  try { id = decodeURIComponent(hash.slice(1)); } catch { return ""; }
  const slash = id.indexOf("/");
  const other = slash < 0 ? "" : `${id.slice(0, slash)} ${id.slice(slash + 1)}`;
  return [`action ${id}`, other, `arrow ${id}`, `step ${id}`, `phase ${id}`].find(key => elements.has(key)) ?? "";
}

// The search: what matches is marked in the drawing and listed; choosing one opens it.

const MOST_RESULTS = 40;
const field = byId("search");
const results = byId("results");
let matches = [];
let chosen = -1;

// Without capitals, accents and differences of width.
const plain = text => text.normalize("NFKD").replace(/[\p{M}\u00ad\u200b]/gu, "").toLowerCase();

let texts = null;
function searchable() {
  texts ??= data.elements.filter(element => element.kind !== "blueprint" && element.title).map(element => ({
    element,
    title: plain(element.title),
    all: plain([...(element.rows ?? []).flatMap(([, values]) => values.flatMap(([text, more]) => [text, ...more]))].join("\n")),
  }));
  return texts;
}

function find(query) {
  const parts = plain(query).split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const ranks = [[], [], []];
  for (const {element, title, all} of searchable()) {
    if (!parts.every(part => title.includes(part) || all.includes(part))) continue;
    const rank = title.startsWith(parts[0]) ? 0 : parts.every(part => title.includes(part)) ? 1 : 2;
    ranks[rank].push(element);
  }
  return ranks.flat();
}

function showMatches() {
  for (const group of drawing.querySelectorAll(".hit")) group.classList.remove("hit");
  matches = find(field.value);
  chosen = -1;
  for (const match of matches) groups.get(match.key)?.classList.add("hit");
  results.replaceChildren(...matches.slice(0, MOST_RESULTS).map((match, number) => {
    const option = make("li", {id: `bp-result-${number}`, role: "option", "aria-selected": "false", onclick: () => take(number)},
      make("span", {dir: "auto"}, match.title), make("small", {dir: "auto"}, whereIs(match)));
    // The focus stays in the field.
    option.addEventListener("mousedown", event => event.preventDefault());
    return option;
  }));
  const asked = field.value.trim() !== "";
  unfold(asked && matches.length > 0);
  byId("clear").hidden = !asked;
  byId("count").textContent = asked ? String(matches.length) : "";
  if (asked) say(matches.length ? fill(words.found, {count: matches.length}) : words["found none"]);
}

function whereIs(element) {
  const parents = (element.parents ?? []).map(titleOf).filter(Boolean);
  return [words[`kind ${element.kind}`], ...parents].join(" · ");
}

function unfold(open) {
  results.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  if (!open) field.removeAttribute("aria-activedescendant");
}

function choose(number) {
  const shown = Math.min(matches.length, MOST_RESULTS);
  if (!shown) return;
  chosen = (number + shown) % shown;
  [...results.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
  const option = results.children[chosen];
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({block: "nearest"});
  const group = groupOf(matches[chosen].key);
  if (group) reveal(group, {middle: true});
}

function take(number) {
  const match = matches[number];
  if (!match) return;
  unfold(false);
  open(match.key, {focus: true});
}

function clear() {
  field.value = "";
  showMatches();
}

function startSearch() {
  field.addEventListener("input", showMatches);
  field.addEventListener("focus", () => unfold(matches.length > 0));
  field.addEventListener("blur", () => unfold(false));
  field.addEventListener("keydown", event => {
    const keys = {
      ArrowDown: () => { unfold(matches.length > 0); choose(chosen + 1); },
      ArrowUp: () => choose(chosen < 0 ? -1 : chosen - 1),
      Enter: () => take(Math.max(chosen, 0)),
      Escape: () => (results.hidden ? clear() : unfold(false)),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  byId("clear").addEventListener("click", () => { clear(); field.focus(); });
}

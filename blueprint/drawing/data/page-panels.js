// The panels beside the drawing: the journey in phases and steps, the filter, the findings.

const SIGNS = {error: "!", warning: "!", info: "i"};

function startTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const show = tab => {
    for (const each of tabs) {
      const own = each === tab;
      each.setAttribute("aria-selected", String(own));
      each.tabIndex = own ? 0 : -1;
      document.getElementById(each.getAttribute("aria-controls")).hidden = !own;
    }
  };
  tabs.forEach((tab, number) => {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", event => {
      const forward = data.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      const to = {[forward]: number + 1, [forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight"]: number - 1, Home: 0,
        End: tabs.length - 1}[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      show(next);
      next.focus();
    });
  });
}

// Phases with their steps; the actions of a step are in its details.
function startJourney() {
  const list = make("ol", {class: "phases"});
  let steps = list;
  const above = new Set(data.elements.filter(each => each.kind === "phase" && each.title).map(each => each.key));
  for (const element of data.elements) {
    if (element.kind === "phase" && element.title) {
      steps = make("ol", {class: "steps"});
      list.append(make("li", {}, linkTo(element.key), steps));
    }
    if (element.kind === "step" && element.title) {
      const place = element.parents?.some(parent => above.has(parent)) ? steps : list;
      place.append(make("li", {}, linkTo(element.key)));
    }
  }
  byId("journey").querySelector("nav").append(list);
}

// The filter. What is not chosen steps back; an arrow stays as long as one of its ends does.
function startFilter() {
  const panel = byId("filter");
  const count = make("p", {class: "state", role: "status"}, words["all shown"]);
  const all = make("button", {type: "button", disabled: true}, words["show all"]);
  const chosenOf = name => [...panel.querySelectorAll(`input[name=${name}]:checked`)].map(box => box.lanes);

  const choices = (name, heading, entries) => {
    const boxes = entries.map(entry => {
      const box = make("input", {type: "checkbox", name: `bp-${name}`});
      box.lanes = entry.lanes;
      box.addEventListener("change", apply);
      const number = actions.filter(group => entry.lanes.includes(elements.get(keyOf(group))?.lane)).length;
      return make("label", {class: entry.stage ?? ""}, box,
        entry.stage ? make("span", {class: "swatch", "aria-hidden": "true"}) : "",
        make("span", {dir: "auto", class: "what"}, entry.label), make("span", {class: "count"}, String(number)));
    });
    return boxes.length ? make("fieldset", {}, make("legend", {}, heading), ...boxes) : "";
  };

  function apply() {
    const [units, stages] = [chosenOf("bp-unit"), chosenOf("bp-stage")];
    const fits = lane => (!units.length || units.some(lanes => lanes.includes(lane)))
      && (!stages.length || stages.some(lanes => lanes.includes(lane)));
    const filtered = units.length + stages.length > 0;
    const shown = new Set();
    for (const group of actions) {
      const on = fits(elements.get(keyOf(group))?.lane);
      group.classList.toggle("off", !on);
      group.classList.remove("near");
      if (on) shown.add(group.dataset.id);
    }
    for (const arrow of arrows) {
      const {from, to} = arrow.dataset;
      const on = shown.has(from) || shown.has(to);
      arrow.classList.toggle("off", !on);
      if (on) for (const end of [from, to]) if (!shown.has(end)) groups.get(`action ${end}`)?.classList.add("near");
    }
    for (const lane of drawing.querySelectorAll("g.lane")) lane.classList.toggle("off", !fits(keyOf(lane)));
    for (const dot of drawing.querySelectorAll(".emotion [data-id]")) dot.classList.toggle("off", filtered && !shown.has(dot.dataset.id));
    drawing.classList.toggle("filtered", filtered);
    all.disabled = !filtered;
    count.textContent = filtered ? fill(words.shown, {count: shown.size, all: actions.length}) : words["all shown"];
  }

  all.addEventListener("click", () => {
    for (const box of panel.querySelectorAll("input:checked")) box.checked = false;
    panel.querySelector("input").focus();
    apply();
  });
  panel.append(make("p", {class: "note"}, words["filter words"]), choices("stage", words.stages, data.stages),
    choices("unit", words.departments, data.units), make("div", {class: "foot"}, count, all));
}

// One finding as an entry of a list; with ``named``, its element is said, and a click leads there.
function findingItem(finding, named) {
  const message = make("span", {dir: "ltr", lang: "en", class: "message"}, finding.message);
  const sign = make("span", {class: `badge ${finding.severity}`, "aria-hidden": "true"}, SIGNS[finding.severity]);
  const severity = make("span", {class: "heard"}, `${words[finding.severity]}: `);
  const help = finding.help ? make("small", {dir: "ltr", lang: "en"}, finding.help) : "";
  // In the list the whole entry is a button, in which a link could not be reached.
  const page = finding.address && !named ? {href: finding.address, target: "_blank", rel: "noopener noreferrer"} : null;
  const check = make("code", {}, finding.check);
  const name = make("small", {class: "check"}, page ? make("a", page, check) : check, ` · ${finding.place}`);
  if (!named) return make("li", {class: finding.severity}, sign, severity, message, help, name);
  const where = finding.key === "blueprint " ? words.whole : titleOf(finding.key);
  const button = make("button", {type: "button", class: "finding", onclick: () => open(finding.key, {focus: true})},
    sign, severity, message, make("small", {dir: "auto"}, where), name);
  return make("li", {class: finding.severity}, button);
}

function startFindings() {
  const panel = byId("findings");
  byId("number").textContent = String(data.findings.length);
  if (!data.findings.length) {
    panel.append(make("p", {class: "note"}, words["no findings"]));
    return;
  }
  const box = make("input", {type: "checkbox"});
  box.checked = true;
  box.addEventListener("change", () => drawing.classList.toggle("unmarked", !box.checked));
  panel.append(make("label", {class: "switch"}, box, make("span", {}, words.marks)));
  for (const severity of ["error", "warning", "info"]) {
    const own = data.findings.filter(finding => finding.severity === severity);
    if (!own.length) continue;
    panel.append(make("h2", {}, `${words[`${severity}s`]} `, make("span", {class: "count"}, String(own.length))),
      make("ul", {class: "findings"}, ...own.map(finding => findingItem(finding, true))));
  }
  markFindings();
}

// What the marks in the drawing stand for: said when pointed at, and counted in the name of their element.
function markFindings() {
  const messages = new Map();
  for (const finding of data.findings) {
    const group = groupOf(finding.key);
    if (group) messages.set(group, [...(messages.get(group) ?? []), finding.message]);
  }
  for (const [group, said] of messages) {
    const tip = makeShape("title", {});
    tip.textContent = said.join("\n");
    group.querySelector(":scope > .mark.finding")?.prepend(tip);
    const label = group.getAttribute("aria-label");
    const kinds = fill("{count} {word}", {count: said.length, word: words.findings});
    group.setAttribute("aria-label", label ? `${label} · ${kinds}` : kinds);
  }
}

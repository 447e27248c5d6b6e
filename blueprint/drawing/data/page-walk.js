// Walking through the actions by keyboard: one of them takes part in the order of Tab, arrow keys lead to the others.

let current = actions[0] ?? null;
// Where the last step along an arrow began, so that another of its arrows can be tried.
let branch = null;
// It shows the focus, beside the drawing and not in it: a new shape there would cost time on large pages.
const ring = make("div", {class: "ring", hidden: true});

function setCurrent(group) {
  current?.setAttribute("tabindex", "-1");
  current = group;
  current.setAttribute("tabindex", "0");
}

function focusOn(group) {
  setCurrent(group);
  group.focus({preventScroll: true});
  reveal(group);
}

function showRing(group) {
  const box = extent(group);
  for (const [name, value] of Object.entries(box)) ring.style.setProperty(`--${name}`, value);
  ring.hidden = false;
}

// Along an arrow (sign 1) or back (-1).
function follow(sign) {
  const id = current.dataset.id;
  const choices = (sign > 0 ? leaving : reaching).get(id).filter(arrow => groups.has(`action ${otherEnd(arrow, id)}`));
  if (!choices.length) {
    say(sign > 0 ? words.end : words.start);
    return;
  }
  branch = {id, sign, choices, at: 0};
  walk();
}

// Another arrow of the action from which the last step began.
function another(sign) {
  if (!branch || branch.choices.length < 2) {
    follow(sign);
    return;
  }
  branch.at = (branch.at + 1) % branch.choices.length;
  walk();
}

function walk() {
  const {id, sign, choices, at} = branch;
  const arrow = choices[at];
  focusOn(groups.get(`action ${otherEnd(arrow, id)}`));
  const way = titleOf(keyOf(arrow));
  const place = choices.length > 1 ? `, ${fill(words.of, {at: at + 1, all: choices.length})}` : "";
  say(fill(sign > 0 ? words.along : words.back, {way}) + place);
}

function step(by) {
  branch = null;
  const at = actions.indexOf(current) + by;
  if (actions[at]) focusOn(actions[at]);
}

// The first action of the next phase, or of the one before.
function stepPhase(by) {
  branch = null;
  const phases = data.elements.filter(element => element.kind === "phase");
  const own = phases.findIndex(phase => elements.get(keyOf(current))?.parents?.includes(phase.key));
  for (let at = own + by; phases[at]; at += by) {
    const first = actions.find(group => elements.get(keyOf(group))?.parents?.includes(phases[at].key));
    if (first) {
      focusOn(first);
      say(phases[at].title);
      return;
    }
  }
}

function startWalk() {
  sheet.append(ring);
  for (const group of actions) {
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "-1");
  }
  if (!current) {
    canvas.setAttribute("tabindex", "0");
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", words.drawing);
    return;
  }
  setCurrent(current);
  drawing.addEventListener("focusin", event => {
    const group = event.target.closest("g.action");
    if (!group) return;
    setCurrent(group);
    if (group.matches(":focus-visible")) showRing(group);
  });
  drawing.addEventListener("focusout", () => { ring.hidden = true; });

  const ahead = data.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const astern = data.direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const keys = {
    [ahead]: event => (event.shiftKey ? another(1) : follow(1)),
    [astern]: event => (event.shiftKey ? another(-1) : follow(-1)),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Home: () => step(-actions.indexOf(current)),
    End: () => step(actions.length - 1 - actions.indexOf(current)),
    PageDown: () => stepPhase(1),
    PageUp: () => stepPhase(-1),
    Enter: () => open(keyOf(current), {focus: true}),
    " ": () => open(keyOf(current), {focus: true}),
    "+": () => zoomBy(1.25),
    "=": () => zoomBy(1.25),
    "-": () => zoomBy(0.8),
    "0": fit,
    "1": () => setZoom(1),
    "/": () => byId("search").focus(),
    Escape: () => close(),
  };
  drawing.addEventListener("keydown", event => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(event);
  });
}

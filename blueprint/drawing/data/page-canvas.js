// The drawing on its sheet: moving it, making it larger and smaller, and headings that stay in sight.

const canvas = byId("canvas");
const sheet = byId("sheet");
const page = {width: drawing.viewBox.baseVal.width, height: drawing.viewBox.baseVal.height};
const LARGEST = 4;
let zoom = 1;

const fitting = () => Math.min(canvas.clientWidth / page.width, canvas.clientHeight / page.height, 1);
const smallest = () => Math.min(fitting(), 0.25);

// Sets the zoom so that what is at x, y of the canvas stays there.
function setZoom(wanted, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const inX = (canvas.scrollLeft + x - sheet.offsetLeft) / zoom;
  const inY = (canvas.scrollTop + y - sheet.offsetTop) / zoom;
  zoom = Math.min(LARGEST, Math.max(smallest(), wanted));
  // Another size would lay out every text of the drawing anew; a transform only paints.
  drawing.style.transform = `scale(${zoom})`;
  sheet.style.width = `${page.width * zoom}px`;
  sheet.style.height = `${page.height * zoom}px`;
  // Not on the sheet: every shape of the drawing would inherit it.
  for (const node of [byId("rail-steps"), byId("rail-lanes"), ring]) node.style.setProperty("--zoom", zoom);
  canvas.scrollLeft = sheet.offsetLeft + inX * zoom - x;
  canvas.scrollTop = sheet.offsetTop + inY * zoom - y;
  byId("real").textContent = `${Math.round(zoom * 100)}\u202f%`;
  showRails();
}

// The same, once for each picture that the screen shows: wheels and fingers tell more often than that.
let waiting = null;
function setZoomSoon(wanted, x, y) {
  if (!waiting) requestAnimationFrame(() => { setZoom(...waiting); waiting = null; });
  waiting = [wanted, x, y];
}

const zoomBy = factor => setZoom(zoom * factor);

function fit() {
  setZoom(fitting());
  canvas.scrollTo(0, 0);
}

// At the beginning the whole page, unless nobody could read it: then its height, from its beginning on. A page that begins
// again keeps the size that it had: another one, for a moment, would lay out every text twice.
function begin() {
  if (kept) {
    setZoom(kept.state.zoom);
    return;
  }
  const whole = fitting();
  setZoom(whole >= 0.55 ? whole : Math.min(1, Math.max(0.55, canvas.clientHeight / page.height)));
  canvas.scrollTo(data.direction === "rtl" ? page.width * zoom : 0, 0);
}

// The extent of what shows an element, in points of the drawing.
function extent(group) {
  const box = (group.querySelector(".box, .band, .way") ?? group).getBBox();
  return {x: box.x, y: box.y, width: box.width, height: box.height};
}

// Brings an element into sight, and not farther than needed.
function reveal(group, {middle = false} = {}) {
  const box = extent(group);
  const [head, top] = [canvas.clientWidth > 700 ? 190 : 20, 60];  // where the names of lanes and steps are
  // On a narrow screen the details lie over the drawing.
  const over = canvas.getBoundingClientRect().bottom - details.getBoundingClientRect().top;
  const height = canvas.clientHeight - (innerWidth < 900 && !details.hidden ? Math.max(0, over) : 0);
  const left = sheet.offsetLeft + box.x * zoom, up = sheet.offsetTop + box.y * zoom;
  const right = left + box.width * zoom, down = up + box.height * zoom;
  let x = canvas.scrollLeft, y = canvas.scrollTop;
  const wide = box.width * zoom > canvas.clientWidth - head;
  if (middle && !wide) x = (left + right - canvas.clientWidth) / 2;
  else if (wide || left - head < x) x = left - head;
  else if (right + 30 > x + canvas.clientWidth) x = right + 30 - canvas.clientWidth;
  if (middle) y = (up + down - height) / 2;
  else if (up - top < y) y = up - top;
  else if (down + 30 > y + height) y = down + 30 - height;
  canvas.scrollTo({left: x, top: y, behavior: calm.matches ? "auto" : "smooth"});
}

// The names of lanes and steps, while their headings in the drawing are out of sight.
let beforeLanes = 0, beforeSteps = 0;

function makeRails() {
  const lanes = byId("rail-lanes"), steps = byId("rail-steps");
  for (const group of drawing.querySelectorAll("g.lane[data-id]")) {
    const box = extent(group);
    const stripe = group.querySelector(".stripe").getBBox();
    beforeLanes = data.direction === "rtl" ? stripe.x - 150 : stripe.x + stripe.width + 150;
    const name = make("span", {class: `rail ${stageOf(group)}`, dir: "auto"}, titleOf(keyOf(group)));
    name.style.setProperty("--at", box.y);
    lanes.append(name);
  }
  const columns = [...drawing.querySelectorAll("g.step[data-id]")].map(group => ({group, box: group.getBBox()}));
  columns.forEach(({group, box}, number) => {
    beforeSteps = Math.max(beforeSteps, box.y + box.height);
    const title = titleOf(keyOf(group));
    if (!title) return;
    const near = [columns[number - 1], columns[number + 1]].filter(Boolean);
    const gaps = near.map(other => Math.abs(other.box.x + other.box.width / 2 - box.x - box.width / 2));
    const name = make("span", {class: "rail", dir: "auto"}, title);
    name.style.setProperty("--at", box.x + box.width / 2);
    name.style.setProperty("--room", Math.min(...gaps, 240));
    steps.append(name);
  });
}

function showRails() {
  const [left, right] = [canvas.scrollLeft, canvas.scrollLeft + canvas.clientWidth];
  const past = data.direction === "rtl" ? right < beforeLanes * zoom : left > beforeLanes * zoom;
  canvas.classList.toggle("past-lanes", past && canvas.clientWidth > 500);
  canvas.classList.toggle("past-steps", canvas.scrollTop > beforeSteps * zoom);
}

// Mouse, wheel, fingers.
let dragged = false;

function startCanvas() {
  makeRails();
  canvas.addEventListener("scroll", showRails, {passive: true});
  let whole = false;
  new ResizeObserver(() => {
    whole = Math.abs(zoom - fitting()) < 0.01;
    if (whole || zoom < smallest()) setZoom(fitting());
    showRails();
  }).observe(canvas);

  canvas.addEventListener("wheel", event => {
    // A mouse's wheel makes larger and smaller, as the pinch of a touchpad does; its two fingers move the sheet.
    const wheel = event.deltaMode === 1 || (event.deltaX === 0 && Math.abs(event.deltaY) >= 100
      && Number.isInteger(event.deltaY) && (event.wheelDeltaY ?? 120) % 120 === 0);
    if (event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey || wheel)) return;
    event.preventDefault();
    const area = canvas.getBoundingClientRect();
    const turn = Math.max(-60, Math.min(60, event.deltaY * (event.deltaMode === 1 ? 20 : 1)));
    setZoomSoon((waiting?.[0] ?? zoom) * Math.exp(-turn / (wheel ? 350 : 120)), event.clientX - area.left, event.clientY - area.top);
  }, {passive: false});

  let held = null;
  canvas.addEventListener("pointerdown", event => {
    dragged = false;
    if (event.pointerType !== "mouse" || event.button > 1 || event.target.closest("text")) return;
    held = {x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop, id: event.pointerId};
  });
  canvas.addEventListener("pointermove", event => {
    if (!held || event.pointerId !== held.id) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!dragged && Math.hypot(x, y) < 5) return;
    if (!dragged) {
      dragged = true;
      canvas.setPointerCapture(held.id);
      canvas.classList.add("held");
    }
    canvas.scrollTo(held.left - x, held.top - y);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => {
    held = null;
    canvas.classList.remove("held");
  });

  // Two fingers; one finger moves the sheet by the browser's own means.
  let pinch = null;
  const between = touches => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
  canvas.addEventListener("touchstart", event => {
    if (event.touches.length === 2) pinch = {zoom, apart: between(event.touches)};
  }, {passive: true});
  canvas.addEventListener("touchmove", event => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const area = canvas.getBoundingClientRect();
    const x = (event.touches[0].clientX + event.touches[1].clientX) / 2 - area.left;
    const y = (event.touches[0].clientY + event.touches[1].clientY) / 2 - area.top;
    setZoomSoon(pinch.zoom * between(event.touches) / pinch.apart, x, y);
  }, {passive: false});
  canvas.addEventListener("touchend", event => { if (event.touches.length < 2) pinch = null; });
  canvas.addEventListener("gesturestart", event => { event.preventDefault(); pinch = {zoom, apart: 1}; });
  canvas.addEventListener("gesturechange", event => { event.preventDefault(); setZoomSoon(pinch.zoom * event.scale); });

  byId("in").addEventListener("click", () => zoomBy(1.25));
  byId("out").addEventListener("click", () => zoomBy(0.8));
  byId("real").addEventListener("click", () => setZoom(1));
  byId("fit").addEventListener("click", fit);
  byId("print").addEventListener("click", () => print());
  begin();
}

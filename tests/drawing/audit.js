// What is wrong with each drawing on the page, as a list of sentences. Lengths are points; less than EPS is not counted.
const EPS = 0.75;
const CELL = 240;
const BESIDE = 1;  // how far the plate of an arrow may be from its way

function area(node) {
  if (node.area) return node.area;
  const b = node.getBBox();
  const k = node.ownerSVGElement.getCTM().inverse().multiply(node.getCTM());
  const p = (x, y) => new DOMPoint(x, y).matrixTransform(k);
  const c = [p(b.x, b.y), p(b.x + b.width, b.y), p(b.x, b.y + b.height), p(b.x + b.width, b.y + b.height)];
  const xs = c.map(q => q.x), ys = c.map(q => q.y);
  return node.area = {l: Math.min(...xs), r: Math.max(...xs), t: Math.min(...ys), b: Math.max(...ys)};
}
const inside = (a, b, e = EPS) => a.l >= b.l - e && a.r <= b.r + e && a.t >= b.t - e && a.b <= b.b + e;
const meet = (a, b, e = EPS) => a.l < b.r - e && b.l < a.r - e && a.t < b.b - e && b.t < a.b - e;
const show = a => `[${a.l.toFixed(1)} ${a.t.toFixed(1)} ${a.r.toFixed(1)} ${a.b.toFixed(1)}]`;
// The words as seen: the line box of a font reaches above and below what is drawn.
const ink = a => { const h = a.b - a.t; return {l: a.l, r: a.r, t: a.t + h * 0.16, b: a.b - h * 0.14}; };

// Things with an area in squares, so that each is compared with its neighbours only.
class Field {
  constructor(things) {
    this.squares = new Map();
    for (const thing of things) for (const key of this.keys(thing.area)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(thing);
    }
  }
  *keys(a) {
    for (let x = Math.floor((a.l - 4) / CELL); x <= Math.floor((a.r + 4) / CELL); x++)
      for (let y = Math.floor((a.t - 4) / CELL); y <= Math.floor((a.b + 4) / CELL); y++) yield `${x} ${y}`;
  }
  near(a) {
    const found = new Set();
    for (const key of this.keys(a)) for (const thing of this.squares.get(key) || []) found.add(thing);
    return found;
  }
}
function pairs(things, each) {
  things.forEach((thing, number) => thing.number = number);
  const field = new Field(things);
  for (const one of things) for (const other of field.near(one.area)) if (other.number > one.number) each(one, other);
}

// The straight parts of an arrow; a rounded bend counts as the corner that it rounds.
function segments(way, arrow) {
  const points = [];
  for (const [, command, rest] of way.getAttribute('d').matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    if (!'MLQ'.includes(command)) throw new Error(`unknown path: ${way.getAttribute('d')}`);
    const n = rest.trim().split(/[\s,]+/).map(Number);
    for (let i = 0; i + 1 < n.length; i += 2) points.push([n[i], n[i + 1]]);
  }
  return points.slice(1).map(([x, y], i) => {
    const [u, v] = points[i];
    return {arrow, area: {l: Math.min(x, u), r: Math.max(x, u), t: Math.min(y, v), b: Math.max(y, v)}};
  });
}

// Where the way of an arrow begins and ends, with the heads and the fork that stand between these and its boxes.
function ends(arrow) {
  const length = arrow.way.getTotalLength();
  const points = [0, length].map(at => arrow.way.getPointAtLength(at)).map(({x, y}) => ({l: x, r: x, t: y, b: y}));
  const signs = [...arrow.group.querySelectorAll(':scope > .head, :scope > .fork')].map(area);
  // A sign belongs to the end of the way on which it lies.
  return points.map(point => [point, ...signs.filter(sign => meet(point, sign, -1))]);
}

function faults(svg) {
  const found = [];
  const all = query => [...svg.querySelectorAll(query)];
  const texts = query => all(query).map(text => ({text: text.textContent, area: ink(area(text)), node: text}));
  const page = {l: 0, t: 0, r: svg.viewBox.baseVal.width, b: svg.viewBox.baseVal.height};
  for (const node of all('rect,path,text,circle')) {
    const a = area(node);
    if (!inside(a, page)) found.push(`outside the page: ${node.outerHTML.slice(0, 120)} ${show(a)}`);
  }

  const boxes = all('g.action').map(group => ({
    id: group.dataset.id, lane: group.dataset.lane, area: area(group.querySelector('rect,path')), group}));
  const byBox = new Field(boxes);
  for (const {id, area: box, group} of boxes) {
    for (const text of group.querySelectorAll('text')) {
      const mark = text.closest('.mark');
      const around = mark ? area(mark.querySelector('rect,path')) : box;
      if (!inside(ink(area(text)), around)) found.push(`text outside its box: ${id} ${text.textContent} ${show(area(text))} ${show(around)}`);
    }
    const parts = [...group.querySelectorAll(':scope > text, :scope > a > text, :scope > .mark > rect')];
    parts.forEach((one, i) => parts.slice(i + 1).forEach(other => {
      if (meet(ink(area(one)), ink(area(other)))) found.push(`signs on each other in ${id}`);
    }));
  }
  pairs(boxes, (one, other) => {
    if (meet(one.area, other.area)) found.push(`boxes overlap: ${one.id} ${other.id}`);
  });

  const lanes = all('g.lane').map(group => ({id: group.dataset.id, area: area(group.querySelector('rect,path')), group}));
  lanes.forEach((lane, i) => {
    if (Math.abs(lane.area.l - lanes[0].area.l) > 0.1 || Math.abs(lane.area.r - lanes[0].area.r) > 0.1)
      found.push(`lanes of unequal length: ${lane.id}`);
    if (i && lane.area.t < lanes[i - 1].area.b - EPS) found.push(`lanes overlap: ${lane.id}`);
    for (const text of lane.group.querySelectorAll('text'))
      if (!inside(ink(area(text)), lane.area)) found.push(`heading outside its lane: ${text.textContent}`);
  });
  for (const {id, lane, area: box} of boxes) {
    const holders = lanes.filter(each => meet(box, each.area));
    if (holders.length !== 1 || holders[0].id !== lane || !inside(box, holders[0].area)) found.push(`${id} is not in its one lane`);
  }

  const arrows = all('g.arrow').map(group => ({
    id: group.dataset.id, from: group.dataset.from, to: group.dataset.to, group, way: group.querySelector('.way'),
    plate: group.querySelector('.plate')}));
  const names = new Set(boxes.map(box => box.id));
  for (const arrow of arrows) {
    if (!arrow.way) found.push(`arrow without a way: ${arrow.id}`);
    for (const end of [arrow.from, arrow.to]) if (!names.has(end)) found.push(`arrow ${arrow.id} has no box ${end}`);
  }
  // A unit without a lane has a box in each step in which something goes to it.
  const boxesOf = new Map();
  for (const box of boxes) boxesOf.set(box.id, [...(boxesOf.get(box.id) ?? []), box]);
  for (const arrow of arrows) {
    if (!arrow.way) continue;
    ends(arrow).forEach((parts, i) => {
      const end = i ? arrow.to : arrow.from;
      const reached = (boxesOf.get(end) ?? []).some(box => parts.some(part => meet(part, box.area, -1)));
      if (!reached && names.has(end)) found.push(`arrow ${arrow.id} does not reach ${end}`);
    });
  }
  const runs = arrows.filter(arrow => arrow.way).flatMap(arrow => segments(arrow.way, arrow));
  const hit = new Set();
  for (const run of runs) for (const box of byBox.near(run.area)) if (meet(run.area, box.area, 1)) hit.add(`arrow ${run.arrow.id} through ${box.id}`);
  found.push(...hit);
  const lying = new Set();
  const level = a => a.r - a.l > a.b - a.t;
  pairs(runs, (one, other) => {
    const a = one.area, b = other.area;
    if (one.arrow === other.arrow || level(a) !== level(b)) return;
    if (one.arrow.from === other.arrow.from || one.arrow.to === other.arrow.to) return;
    const [apart, along] = level(a)
      ? [Math.abs(a.t - b.t), Math.min(a.r, b.r) - Math.max(a.l, b.l)]
      : [Math.abs(a.l - b.l), Math.min(a.b, b.b) - Math.max(a.t, b.t)];
    if (apart < 2.5 && along > 1) lying.add(`arrows lie on each other: ${one.arrow.id}, ${other.arrow.id}`);
  });
  found.push(...lying);

  const labels = texts('g.arrow text');
  for (const label of labels) for (const box of byBox.near(label.area))
    if (meet(label.area, box.area)) found.push(`label on a box: ${label.text} on ${box.id}`);
  pairs(labels, (one, other) => {
    if (one.node.parentNode !== other.node.parentNode && meet(one.area, other.area)) found.push(`labels on each other: ${one.text}, ${other.text}`);
  });
  const plates = arrows.filter(arrow => arrow.plate).map(arrow => ({arrow, area: area(arrow.plate)}));
  for (const {arrow, area: plate} of plates) {
    for (const text of arrow.group.querySelectorAll('text'))
      if (!inside(ink(area(text)), plate)) found.push(`label outside its plate: ${text.textContent} ${show(area(text))} ${show(plate)}`);
    for (const box of byBox.near(plate)) if (meet(plate, box.area)) found.push(`plate on a box: ${arrow.id} on ${box.id}`);
  }
  pairs(plates, (one, other) => {
    if (meet(one.area, other.area)) found.push(`plates on each other: ${one.arrow.id}, ${other.arrow.id}`);
  });
  for (const {arrow, area: plate} of plates)
    if (arrow.way && !segments(arrow.way, arrow).some(run => meet(run.area, plate, -BESIDE)))
      found.push(`label far from its arrow: ${arrow.id} ${show(plate)}`);
  const byPlate = new Field(plates);
  const crossed = new Set();
  for (const run of runs) for (const {arrow, area: plate} of byPlate.near(run.area))
    if (arrow !== run.arrow && meet(run.area, plate, 0.2)) crossed.add(`arrow ${run.arrow.id} through the words of ${arrow.id}`);
  found.push(...crossed);

  const heads = texts('.frame text, .phase text, .step text, .lane text, .line text, .legend text, .times text');
  pairs(heads, (one, other) => {
    if (meet(one.area, other.area)) found.push(`headings on each other: ${one.text}, ${other.text}`);
  });
  for (const head of heads) for (const box of byBox.near(head.area))
    if (meet(head.area, box.area)) found.push(`heading on a box: ${head.text} on ${box.id}`);
  const byHead = new Field(heads);
  const struck = new Set();
  for (const run of runs) for (const head of byHead.near(run.area))
    if (meet(run.area, head.area, 0.2)) struck.add(`arrow ${run.arrow.id} through a heading: ${head.text}`);
  found.push(...struck);
  for (const group of all('.phase')) {
    const band = area(group.querySelector('path,rect'));
    for (const text of group.querySelectorAll(':scope > text'))
      if (!inside(ink(area(text)), band)) found.push(`text outside its phase: ${text.textContent} ${show(area(text))} ${show(band)}`);
  }

  for (const group of all('.mark, .card')) {
    const ground = area(group.querySelector('rect,path,circle'));
    for (const text of group.querySelectorAll('text'))
      if (!inside(ink(area(text)), ground)) found.push(`words outside their ${group.classList[0]}: ${text.textContent} ${show(area(text))} ${show(ground)}`);
  }
  pairs(all('.card, .times .mark').map(node => ({node, area: area(node.querySelector('rect'))})), (one, other) => {
    if (meet(one.area, other.area)) found.push(`cards on each other: ${one.node.textContent}, ${other.node.textContent}`);
  });

  const words = new Field(texts('text'));
  const marks = all('.mark').map(node => ({node, area: area(node)}));
  const byMark = new Field(marks);
  for (const {node, area: mark} of marks) {
    if (!node.classList.contains('finding')) continue;
    const name = `${node.closest('[data-id]')?.dataset.id ?? 'legend'} ${show(mark)}`;
    for (const text of words.near(mark))
      if (!node.contains(text.node) && meet(mark, text.area)) found.push(`finding on words: ${name} on ${text.text}`);
    for (const other of byMark.near(mark))
      if (other.node !== node && meet(mark, other.area)) found.push(`finding on a mark: ${name}`);
    for (const box of byBox.near(mark))
      if (meet(mark, box.area) && !inside(mark, box.area)) found.push(`finding across the edge of a box: ${name}, ${box.id}`);
  }
  return found;
}

function widths(svg) {
  return [...svg.querySelectorAll('tspan[x]')].map(part => {
    const style = getComputedStyle(part);
    return [part.textContent, parseFloat(style.fontSize), parseInt(style.fontWeight) > 500, part.getComputedTextLength()];
  });
}

// The faults of all drawings on the page, each on its own, and if asked for the widths of its lines.
function measure(withWidths) {
  const svgs = [...document.querySelectorAll('svg.blueprint')];
  return svgs.map(svg => ({faults: faults(svg), widths: withWidths ? widths(svg) : []}));
}

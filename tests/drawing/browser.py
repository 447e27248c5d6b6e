"""Opens drawings in a headless Chromium and measures them there."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from html import escape, unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)

# What is wrong with one drawing, as a list of sentences. Lengths are points; half a point is not counted.
_MEASURE = r"""
const EPS = 0.75;
function area(node) {
  const b = node.getBBox(), m = node.getCTM(), r = node.ownerSVGElement.getCTM();
  const k = r.inverse().multiply(m);
  const p = (x, y) => new DOMPoint(x, y).matrixTransform(k);
  const c = [p(b.x, b.y), p(b.x + b.width, b.y), p(b.x, b.y + b.height), p(b.x + b.width, b.y + b.height)];
  const xs = c.map(q => q.x), ys = c.map(q => q.y);
  return {l: Math.min(...xs), r: Math.max(...xs), t: Math.min(...ys), b: Math.max(...ys)};
}
const inside = (a, b, e = EPS) => a.l >= b.l - e && a.r <= b.r + e && a.t >= b.t - e && a.b <= b.b + e;
const meet = (a, b, e = EPS) => a.l < b.r - e && b.l < a.r - e && a.t < b.b - e && b.t < a.b - e;
const show = a => `[${a.l.toFixed(1)} ${a.t.toFixed(1)} ${a.r.toFixed(1)} ${a.b.toFixed(1)}]`;
// The words as seen: the line box of a font reaches above and below what is drawn.
const ink = a => { const h = a.b - a.t; return {l: a.l, r: a.r, t: a.t + h * 0.16, b: a.b - h * 0.14}; };
function faults(svg) {
  const found = [];
  const all = query => [...svg.querySelectorAll(query)];
  const page = {l: 0, t: 0, r: svg.viewBox.baseVal.width, b: svg.viewBox.baseVal.height};
  for (const node of all('rect,path,text,circle')) {
    const a = area(node);
    if (!inside(a, page)) found.push(`outside the page: ${node.outerHTML.slice(0, 120)} ${show(a)}`);
  }
  const boxes = all('g.action').map(group => ({
    id: group.dataset.id, lane: group.dataset.lane, area: area(group.querySelector('rect,path')), group}));
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
  boxes.forEach((one, i) => boxes.slice(i + 1).forEach(other => {
    if (meet(one.area, other.area)) found.push(`boxes overlap: ${one.id} ${other.id}`);
  }));
  const lanes = all('g.lane').map(group => ({id: group.dataset.id, area: area(group.querySelector('rect,path')), group}));
  lanes.forEach((lane, i) => {
    if (Math.abs(lane.area.l - lanes[0].area.l) > 0.1 || Math.abs(lane.area.r - lanes[0].area.r) > 0.1)
      found.push(`lanes of unequal length: ${lane.id}`);
    if (i && lane.area.t < lanes[i - 1].area.b - EPS) found.push(`lanes overlap: ${lane.id}`);
    for (const text of lane.group.querySelectorAll('text'))
      if (!inside(ink(area(text)), lane.area)) found.push(`heading outside its lane: ${text.textContent}`);
  });
  for (const {id, lane, area: box} of boxes) {
    const holders = lanes.filter(each => inside(box, each.area));
    if (holders.length !== 1 || holders[0].id !== lane) found.push(`${id} is not in its one lane`);
  }
  const labels = all('g.arrow text').map(text => ({text, area: ink(area(text))}));
  labels.forEach((one, i) => {
    for (const box of boxes) if (meet(one.area, box.area)) found.push(`label on a box: ${one.text.textContent} on ${box.id}`);
    labels.slice(i + 1).forEach(other => {
      if (meet(one.area, other.area)) found.push(`labels on each other: ${one.text.textContent}, ${other.text.textContent}`);
    });
  });
  for (const plate of all('g.arrow .plate')) for (const text of plate.parentNode.querySelectorAll('text'))
    if (!inside(ink(area(text)), area(plate))) found.push(`label outside its plate: ${text.textContent}`);
  const heads = all('.frame text, .phase text, .step text, .lane text, .line text, .legend text').map(text => ({text, area: ink(area(text))}));
  heads.forEach((one, i) => heads.slice(i + 1).forEach(other => {
    if (meet(one.area, other.area)) found.push(`headings on each other: ${one.text.textContent}, ${other.text.textContent}`);
  }));
  for (const head of heads) for (const box of boxes)
    if (meet(head.area, box.area)) found.push(`heading on a box: ${head.text.textContent} on ${box.id}`);
  for (const group of all('g.arrow')) {
    const way = group.querySelector('.way');
    if (!way) { found.push(`arrow without a way: ${group.dataset.id}`); continue; }
    const length = way.getTotalLength();
    const hit = new Set();
    for (let at = 0; at <= length; at += 3) {
      const p = way.getPointAtLength(at);
      for (const box of boxes)
        if (p.x > box.area.l + 1 && p.x < box.area.r - 1 && p.y > box.area.t + 1 && p.y < box.area.b - 1) hit.add(box.id);
    }
    for (const id of hit) found.push(`arrow ${group.dataset.id} through ${id}`);
  }
  return found;
}
function widths(svg) {
  return [...svg.querySelectorAll('tspan[x]')].map(part => {
    const style = getComputedStyle(part);
    return [part.textContent, parseFloat(style.fontSize), parseInt(style.fontWeight) > 500, part.getComputedTextLength()];
  });
}
const results = [];
function measure() {
  for (const svg of document.querySelectorAll('svg.blueprint')) results.push({faults: faults(svg), widths: widths(svg)});
  document.getElementById('results').textContent = JSON.stringify(results);
}
document.fonts.ready.then(() => setTimeout(measure, 50));
"""


def find_browser() -> str:
    """The program; where there is none the test is skipped."""
    asked = os.environ.get("CHROMIUM")
    found = next((path for path in map(shutil.which, (asked, *_NAMES) if asked else _NAMES) if path), None)
    if not found:
        pytest.skip("there is no Chromium on this machine (CHROMIUM=/path/to/it names one)")
    return found


def _font_face(weight: str, name: str) -> str:
    data = (files("blueprint.drawing") / "data" / name).read_bytes()
    source = f"data:font/ttf;base64,{base64.b64encode(data).decode()}"
    return f"@font-face{{font-family:'Liberation Sans';font-weight:{weight};src:url({source})}}"


def measure(svgs: list[str], folder: Path) -> list[dict[str, Any]]:
    """For each SVG what is wrong in it (``faults``) and every line of text (``widths``: text, size, bold, width)."""
    fonts = _font_face("400", "LiberationSans-Regular.ttf") + _font_face("700", "LiberationSans-Bold.ttf")
    page = folder / "page.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><style>{fonts}</style><body>{''.join(svgs)}"
        f"<pre id=results></pre><script>{_MEASURE}</script>",
        encoding="utf-8",
    )
    dumped = _run(page, folder, "--dump-dom")
    found = re.search(r'<pre id="results">(.*?)</pre>', dumped, re.DOTALL)
    assert found, "the browser did not measure"
    assert found[1], "the browser did not finish"
    results: list[dict[str, Any]] = json.loads(unescape(found[1]))
    assert len(results) == len(svgs), escape(dumped[:200])
    return results


def _run(page: Path, folder: Path, *options: str) -> str:
    command = [find_browser(), *_OPTIONS, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000"]
    done = subprocess.run([*command, *options, page.as_uri()], capture_output=True, timeout=240, check=False)
    return done.stdout.decode("utf-8", "replace")

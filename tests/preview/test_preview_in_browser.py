"""The preview in a real browser: it follows the file, and the reader stays where he is."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from running import CALL, Browser, Preview, go

from bench.content import story as long_story

pytestmark = pytest.mark.browser

Start = Callable[..., Preview]
TITLES = "[...document.querySelectorAll('g.action')].map(group => group.getAttribute('aria-label')).join()"
STATE = """(() => {
  const canvas = document.getElementById('bp-canvas');
  return [document.querySelector('svg.blueprint').style.transform, canvas.scrollLeft, canvas.scrollTop];
})()"""

TRY = """(async () => {
  const address = SECRET, got = [];
  for (const options of [{}, {mode: "no-cors"}, {method: "POST", body: "{}", mode: "no-cors"}])
    got.push(await fetch(address, options).then(answer => answer.text(), () => ""));
  got.push(await new Promise(done => {
    const stream = new EventSource(address + "?events");
    stream.onmessage = event => done(event.data);
    stream.onerror = () => { stream.close(); done(""); };
  }));
  got.push(await new Promise(done => {
    const image = new Image();
    image.onload = () => done("loaded");
    image.onerror = () => done("");
    image.src = address;
  }));
  return got.join("|");
})()"""


SEEN = """window.seen = new Promise(done => {
  const watch = new MutationObserver(() => {
    const seen = [...document.querySelectorAll("g.action")].some(group => group.getAttribute("aria-label").includes(LABEL));
    // After the next frame was painted.
    if (seen) requestAnimationFrame(() => setTimeout(done));
  });
  watch.observe(document.documentElement, {childList: true, subtree: true});
}), 0"""


def note(browser: Browser) -> str:
    return browser.run("document.getElementById('bp-note')?.innerText ?? ''")


def crowding() -> float:
    """How much longer work takes than it would alone: 1 on a quiet machine."""
    start, before = time.perf_counter(), time.process_time()
    while time.process_time() - before < 0.1:
        pass
    return (time.perf_counter() - start) / (time.process_time() - before)


def save(file: Path, text: str) -> None:
    """As many editors do it: a new file takes the place of the old one."""
    new = file.with_name("new.tmp")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def test_a_change_is_seen_within_a_second_and_the_place_is_kept(browser: Browser, preview: Start, story: Path) -> None:
    go(browser, preview(story).address)
    browser.run("document.getElementById('bp-in').click(), document.getElementById('bp-in').click(), 0")
    browser.run("document.getElementById('bp-in').click(), document.getElementById('bp-canvas').scrollTo(123, 45), 0")
    browser.run(
        "document.querySelector('g.action[data-id=answers]').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    browser.run(
        "document.getElementById('bp-tab-filter').click(), document.querySelector('#bp-filter input').click(), 0"
    )
    browser.run("document.getElementById('bp-search').value = 'call', "
                "document.getElementById('bp-search').dispatchEvent(new Event('input')), 0")  # fmt: skip
    before = browser.run(STATE)
    assert before[1:] != [0, 0]
    for number, write in enumerate([save, lambda file, text: file.write_text(text, encoding="utf-8")]):
        label = f"Picks up {number}"
        start = time.perf_counter()
        write(story, CALL.replace('"Answers"', f'"{label}"'))
        browser.wait(f"{TITLES}.includes('{label}')")
        assert time.perf_counter() - start < 1.0
        assert browser.run(STATE) == before
        assert browser.run("location.hash") == "#answers"
        assert browser.run("document.querySelector('g.action.selected').dataset.id") == "answers"
        assert browser.run("document.querySelector('#bp-details h2').textContent") == label
        assert browser.run("document.querySelector('[role=tab][aria-selected=true]').id") == "bp-tab-filter"
        assert browser.run("document.querySelector('#bp-filter input').checked")
        assert browser.run("document.querySelector('svg.blueprint').classList.contains('filtered')")
        assert browser.run("document.getElementById('bp-search').value") == "call"
    assert browser.errors == []


def test_the_focus_stays_and_the_keys_go_on(browser: Browser, preview: Start, story: Path) -> None:
    go(browser, preview(story).address)
    browser.press("Tab", "Enter", "ArrowRight")
    assert browser.run("document.activeElement.dataset.id") == "answers"
    save(story, CALL.replace('"Smiles"', '"Laughs"'))
    browser.wait(f"{TITLES}.includes('Laughs')")
    assert browser.run("document.activeElement.dataset.id") == "answers"
    browser.press("ArrowRight")
    assert browser.run("document.activeElement.dataset.id") == "solves"
    browser.wait("document.getElementById('bp-live').textContent.length > 0")
    assert browser.errors == []


def test_an_element_without_a_name_is_found_again_under_its_new_label(
    browser: Browser, preview: Start, story: Path
) -> None:
    go(browser, preview(story).address + "#step/~calls")
    before = browser.run("location.hash")
    save(story, CALL.replace('step "Calls"', 'step "Rings up"'))
    browser.wait("document.querySelector('#bp-details h2')?.textContent.includes('Rings up')")
    assert browser.run("location.hash") != before


def test_mistakes_keep_the_picture_with_a_note(browser: Browser, preview: Start, story: Path) -> None:
    go(browser, preview(story).address)
    assert note(browser) == ""
    save(story, CALL.replace("frontstage care: solves", "frontstag care: solves").replace('"Calls"', '"Rings"'))
    browser.wait("document.getElementById('bp-note')")
    assert "mistakes" in note(browser)
    assert "10:3" in note(browser)
    assert "Solves it" in browser.run(TITLES)
    assert "Rings" not in browser.run(TITLES)
    story.write_bytes(b"\xff")
    browser.wait("document.getElementById('bp-note')?.innerText.includes('UTF-8')")
    assert "Solves it" in browser.run(TITLES)
    story.unlink()
    browser.wait("document.getElementById('bp-note')?.innerText.includes('no such file')")
    assert "Solves it" in browser.run(TITLES)
    story.write_text(CALL.replace('"Calls"', '"Telephones"'), encoding="utf-8")
    browser.wait(f"{TITLES}.includes('Telephones')")
    assert note(browser) == ""
    assert browser.errors == []


def test_what_is_too_large_for_a_page_keeps_the_picture(browser: Browser, preview: Start, story: Path) -> None:
    go(browser, preview(story).address)
    save(story, CALL + '  customer: "Smiles again"\n' * 3_001)
    browser.wait("document.getElementById('bp-note')?.innerText.includes('too large')")
    assert "Solves it" in browser.run(TITLES)
    save(story, CALL.replace('"Calls"', '"Telephones"'))
    browser.wait(f"{TITLES}.includes('Telephones')")
    assert note(browser) == ""


def test_where_there_is_no_good_picture_yet_what_can_be_read_is_drawn(
    browser: Browser, preview: Start, story: Path
) -> None:
    story.write_text(CALL + "foo bar\n", encoding="utf-8")
    go(browser, preview(story).address)
    browser.wait("document.getElementById('bp-note')")
    assert "Solves it" in browser.run(TITLES)
    story.write_bytes(b"\xff")
    browser.wait("document.getElementById('bp-note')?.innerText.includes('UTF-8')")
    save(story, CALL)
    browser.wait("!document.getElementById('bp-note')")


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "في النص أخطاء"), ("he", "יש שגיאות"), ("fa", "The text")], ids=["ar", "he", "fa"]
)
def test_the_note_is_in_the_language_of_the_picture(
    browser: Browser, preview: Start, story: Path, language: str, words: str
) -> None:
    text = f"language {language}\n{CALL}"
    story.write_text(text, encoding="utf-8")
    go(browser, preview(story).address)
    browser.wait("document.querySelector('svg.blueprint')")
    # The text may be of another language by now: the picture is not.
    save(story, text.replace(f"language {language}", "language de").replace("solves ->", "solvs ->"))
    browser.wait("document.getElementById('bp-note')")
    assert words in note(browser)
    assert browser.run("document.documentElement.lang + document.documentElement.dir") == f"{language}rtl"
    direction = browser.run("getComputedStyle(document.querySelector('#bp-note p')).direction")
    assert direction == ("ltr" if language == "fa" else "rtl")
    assert browser.errors == []


@pytest.mark.parametrize(("steps", "seconds"), [(60, 0.5), (120, 1.0)])
def test_a_change_in_a_long_story_is_seen_soon(
    browser: Browser, preview: Start, story: Path, steps: int, seconds: float
) -> None:
    """From saving to sight, for one who has the machine to himself."""
    text = long_story(steps)
    story.write_text(text, encoding="utf-8")
    go(browser, preview(story).address)
    browser.wait("document.querySelector('g.action')")
    took: list[float] = []
    while min(took, default=9.0) >= seconds and len(took) < 10:
        label = f"Changed {len(took)}"
        browser.run(SEEN.replace("LABEL", json.dumps(label)))
        start = time.perf_counter()
        save(story, text.replace('customer: c7 "', f'customer: c7 "{label} '))
        browser.run("seen")
        took.append((time.perf_counter() - start) / crowding())
    assert min(took) < seconds, took


def test_a_file_that_is_empty_while_it_is_written_is_not_shown(browser: Browser, preview: Start, story: Path) -> None:
    go(browser, preview(story).address)
    browser.wait("document.querySelector('g.action')")
    browser.run(
        "window.empty = 0, new MutationObserver(() => { empty += !document.querySelector('g.action'); })"
        ".observe(document.documentElement, {childList: true, subtree: true}), 0"
    )
    with story.open("w", encoding="utf-8") as file:
        time.sleep(0.1)
        file.write(CALL.replace('"Smiles"', '"Laughs"'))
    browser.wait(f"{TITLES}.includes('Laughs')")
    assert browser.run("empty") == 0


def test_findings_follow(browser: Browser, preview: Start, story: Path) -> None:
    go(browser, preview(story).address)
    before = browser.run("Number(document.getElementById('bp-number').textContent)")
    save(story, CALL + 'step "Nothing happens"\n')
    browser.wait(f"Number(document.getElementById('bp-number').textContent) > {before}")
    assert browser.run("document.querySelectorAll('.mark.finding').length") > 0


def test_a_file_that_is_included_counts_too(browser: Browser, preview: Start, story: Path) -> None:
    shared = story.parent / "shared"
    text = CALL.replace('department care "Care" owner "Anna"', 'include "shared/people.blueprint"')
    story.write_text(text, encoding="utf-8")
    go(browser, preview(story).address)
    browser.wait("document.getElementById('bp-note')")
    shared.mkdir()
    (shared / "people.blueprint").write_text('department care "Care" owner "Anna"\n', encoding="utf-8")
    browser.wait("!document.getElementById('bp-note')")
    start = time.perf_counter()
    save(shared / "people.blueprint", 'department care "Helpers" owner "Anna"\n')
    browser.wait(f"{TITLES}.includes('Helpers')")
    assert time.perf_counter() - start < 1.0


def test_a_folder_lists_its_blueprints(browser: Browser, preview: Start, story: Path) -> None:
    started = preview(story.parent)
    go(browser, started.address)
    assert (
        browser.run("[...document.querySelectorAll('li')].map(item => item.innerText).join()")
        == "A call\ncall.blueprint"
    )
    inner = story.parent / "sub folder"
    inner.mkdir()
    (inner / "zweite ü.blueprint").write_text('blueprint "<b>Two</b>"\nstep "One"\n', encoding="utf-8")
    browser.wait("document.querySelectorAll('li').length === 2")
    browser.run("document.querySelectorAll('li a')[1].click()")
    browser.wait("document.querySelector('h1')?.textContent === '<b>Two</b>' && document.readyState === 'complete'")
    assert browser.run("document.querySelector('.home').href") == started.address
    save(inner / "zweite ü.blueprint", 'blueprint "Three"\nstep "One"\n')
    browser.wait("document.querySelector('h1').textContent === 'Three' && document.title.includes('Three')")
    assert browser.errors == []


def test_several_tabs_follow(browser: Browser, preview: Start, story: Path, tmp_path: Path) -> None:
    address = preview(story).address
    go(browser, address)
    other = Browser(tmp_path)
    try:
        go(other, address)
        save(story, CALL.replace('"Smiles"', '"Laughs"'))
        for one in (browser, other):
            one.wait(f"{TITLES}.includes('Laughs')")
    finally:
        other.close()


def test_when_it_ends_the_picture_stays(browser: Browser, preview: Start, story: Path) -> None:
    started = preview(story)
    go(browser, started.address)
    browser.wait("document.querySelector('svg.blueprint')")
    if os.name != "nt":
        status, errors = started.interrupt()
        assert status == 130
        assert errors.split() == b"Ctrl-C ends it.".split()
    started.process.kill()
    browser.wait("document.getElementById('bp-note')?.innerText.includes('ended')")
    assert "Solves it" in browser.run(TITLES)


def test_a_click_goes_to_the_editor_and_its_cursor_to_the_page(browser: Browser, preview: Start, story: Path) -> None:
    started = preview(story, "--editor")
    go(browser, started.address)
    browser.run(
        "document.querySelector('g.action[data-id=answers]').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    assert started.hears() == {"event": "open", "path": str(story), "line": 7, "column": 3, "end": 47}
    browser.run("document.querySelector('#bp-details [data-to=\"action calls\"]').click()")
    assert started.hears()["line"] == 6
    started.says({"select": {"path": str(story), "line": 11}})
    browser.wait("document.querySelector('g.action.selected')?.dataset.id === 'smiles'")
    browser.run("document.getElementById('bp-close').click()")
    started.says({"select": {"path": str(story), "line": 6}})  # An action, and the first of its lane.
    browser.wait("document.querySelector('g.action.selected')?.dataset.id === 'calls'")
    save(story, CALL.replace('"Smiles"', '"Laughs"'))
    browser.wait(f"{TITLES}.includes('Laughs')")
    assert browser.run("document.querySelector('g.action.selected').dataset.id") == "calls"
    started.says({"what": "is this"})
    started.says([])
    save(story, CALL + "calls => nowhere\n")
    browser.wait("document.querySelector('#bp-note button')")
    browser.run("document.querySelector('#bp-note button').click()")
    assert started.hears()["line"] == 13
    started.process.stdin.close()
    assert started.process.wait(timeout=20) == 0


def test_a_browser_comes_by_its_invitation(browser: Browser, editors: Preview) -> None:
    editors.says({"browse": True})
    browser.send("Page.navigate", url=editors.hears()["address"])
    browser.wait(f"location.href === '{editors.address}' && document.querySelector('g.action')")
    assert browser.errors == []


def test_another_origin_sees_nothing(browser: Browser, standing: Preview, tmp_path: Path) -> None:
    """A page of another port of the same machine, that even knows the token."""
    tried = TRY.replace("SECRET", json.dumps(standing.address))
    (tmp_path / "index.html").write_text("<!doctype html><title>Another</title>")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        go(browser, f"http://127.0.0.1:{other.server_port}/")
        assert browser.run(tried) == "||||"
        other.shutdown()


def test_a_strangers_name_for_this_machine_is_refused(standing: Preview, tmp_path: Path) -> None:
    """DNS rebinding: the browser takes evil.example for this machine, and so for the page's own origin."""
    evil = Browser(tmp_path, "--host-resolver-rules=MAP evil.example 127.0.0.1")
    try:
        evil.send("Page.navigate", url=f"http://evil.example:{standing.port}/{standing.token}/")
        evil.wait("location.host.startsWith('evil') || document.readyState === 'complete'")
        time.sleep(0.5)
        assert not evil.run("document.querySelector('svg.blueprint')")
        assert "call" not in evil.run("document.documentElement.innerText").lower()
    finally:
        evil.close()


def test_inside_an_editor_everything_goes_through_it(browser: Browser, standing: Preview) -> None:
    """The page as VS Code shows it: it asks nothing of the network, and its editor gives it pages and news."""
    script = "window.said = []; window.acquireVsCodeApi = () => ({postMessage: message => said.push(message)});"
    added = browser.send("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
    try:
        go(browser, standing.address)
        browser.wait("said.length === 1 && said[0].ready")
        browser.run("location.hash = '#answers'")
        browser.wait("document.querySelector('#bp-details h2')?.textContent === 'Answers'")
        browser.run("""
          window.postMessage({version: 1, note: {words: "Wrong", mistakes: ["1:1 this"]}});
          fetch(location.pathname).then(answer => answer.text()).then(page => {
            window.page = page;
            window.postMessage({version: 2, note: null, page: page.replaceAll("Answers", "Takes it")});
          }); 0""")
        browser.wait("document.querySelector('#bp-details h2')?.textContent === 'Takes it'")
        assert note(browser) == ""
        browser.run("window.postMessage({version: 1, note: null, page: page.replace(\"connect-src 'self'; \", '')}), 0")
        browser.wait("said.length === 2 && said[1].again")
        browser.run(
            "document.querySelector('g.action[data-id=calls]').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
        )
        assert browser.run("said[2].key") == "action calls"
        assert not [url for url in browser.requests if "events" in url]
        assert browser.errors == []
    finally:
        browser.send("Page.removeScriptToEvaluateOnNewDocument", identifier=added)

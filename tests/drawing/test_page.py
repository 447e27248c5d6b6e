"""The page in a real browser: without barriers, driven by the keyboard alone, deaf to hostile labels, quick when large."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from axe import axe_script
from devtools import Browser
from stories import story
from test_html import HOSTILE, page

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
FOCUS = "document.activeElement"
NAME = f"({FOCUS}.getAttribute('aria-label') ?? {FOCUS}.textContent).trim()"

CALL = """
blueprint "A call" as-is
department care "Care" owner "Anna"
system tickets "Tickets"
channel phone "Telephone"
phase "Asking"
step "Calls"
  customer: calls "Calls" takes 1 min
  frontstage care: answers "Answers" via phone
    pain "It rings for long"
step "Explains"
  customer: explains "Explains" asks "number" kept in tickets
phase "Solving"
step "Solved"
  support tickets: keeps "Keeps the report"
  customer: smiles "Smiles" emotion 2
calls -> answers
answers <-> explains
answers => keeps "Report"
explains -> smiles
"""


@pytest.fixture(scope="module")
def axe(request: pytest.FixtureRequest) -> str:
    return axe_script(Path(request.config.cache.mkdir("axe")))


@pytest.fixture
def call(browser: Browser, tmp_path: Path) -> Browser:
    """A browser with the page of a small story, and the focus on its first action."""
    return show(browser, tmp_path, CALL)


def show(browser: Browser, folder: Path, text: str, hash: str = "", documentation: str = "") -> Browser:
    file = folder / "story.html"
    file.write_text(page(text, documentation), encoding="utf-8")
    browser.open(file, hash)
    return browser


def focused(browser: Browser) -> str:
    found: str = browser.run(f"{FOCUS}.closest('g.action')?.dataset.id ?? {FOCUS}.id")
    return found


def to_drawing(browser: Browser) -> None:
    browser.press("Tab")
    assert focused(browser) == "bp-skip"
    browser.press("Enter")


def heard(browser: Browser, words: str) -> None:
    browser.wait(f"document.getElementById('bp-live').textContent.includes({words!r})")


def details(browser: Browser) -> str:
    found: str = browser.run("document.getElementById('bp-details').innerText")
    return found


STATES = {
    "as it opens": "0",
    "details": "location.hash = '#' + document.querySelectorAll('g.action')[3].dataset.id",
    "findings": "document.getElementById('bp-tab-findings').click()",
    "filter": "document.getElementById('bp-tab-filter').click(), document.querySelector('#bp-filter input').click()",
    "search": "document.getElementById('bp-search').value = 'e', "
    "document.getElementById('bp-search').dispatchEvent(new Event('input'))",
    "keys": "document.getElementById('bp-help').click()",
}

# The live region is told a moment later (30 ms); then the page is painted.
SETTLED = "new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 60))"


# Between the schemes nothing but the colours differs.
RULES = {"light": "{}", "dark": "{runOnly: ['cat.color']}"}


@pytest.mark.parametrize("scheme", RULES)
@pytest.mark.parametrize("name", ["cable-tv-to-be", "beschwerde-im-grandhotel"])
def test_axe_finds_no_barrier(browser: Browser, tmp_path: Path, axe: str, name: str, scheme: str) -> None:
    browser.media(prefers_reduced_motion="reduce", prefers_color_scheme=scheme)
    text = (EXAMPLES / f"{name}.blueprint").read_text(encoding="utf-8")
    show(browser, tmp_path, text, documentation="https://example.org/{check}")
    browser.run(f"{axe};0")
    for state, script in STATES.items():
        browser.run(script)
        browser.run(SETTLED)
        found = browser.run(
            f"axe.run(document, {RULES[scheme]}).then(told => told.violations.map("
            "each => [each.id, each.nodes.map(node => [node.html.slice(0, 200), node.failureSummary])]))"
        )
        assert found == [], state
    browser.media(prefers_reduced_motion="reduce", prefers_color_scheme="light")
    assert browser.errors == []


def test_nothing_is_asked_of_the_network(call: Browser) -> None:
    assert [url for url in call.requests if not url.startswith("file:")] == []
    assert call.errors == []


def test_one_tab_reaches_the_drawing_and_arrow_keys_walk_in_it(call: Browser) -> None:
    to_drawing(call)
    assert focused(call) == "calls"
    assert call.run("document.querySelectorAll('svg.blueprint [tabindex=\"0\"]').length") == 1
    call.press("ArrowRight")
    assert focused(call) == "answers"
    heard(call, "along the arrow")
    call.press("ArrowRight")
    assert focused(call) == "explains"
    call.press("Shift+ArrowRight")
    assert focused(call) == "keeps"
    heard(call, "2 of 2")
    call.press("ArrowRight")
    assert focused(call) == "keeps"
    heard(call, "Nothing leads on")
    call.press("ArrowLeft")
    assert focused(call) == "answers"
    call.press("Home")
    assert focused(call) == "calls"
    call.press("ArrowDown")
    assert focused(call) == "answers"
    call.press("End", "ArrowUp")
    assert focused(call) == "smiles"
    call.press("PageUp")
    assert focused(call) == "calls"
    call.press("PageDown")
    assert focused(call) == "smiles"
    assert call.run("document.querySelector('.ring').getBoundingClientRect().width > 100")


def test_enter_opens_details_and_escape_goes_back(call: Browser) -> None:
    to_drawing(call)
    call.press("ArrowDown", "Enter")
    assert call.run("location.hash") == "#answers"
    assert call.run(NAME) == "Answers"
    told = details(call)
    for words in ("Anna", "by Care", "Telephone", "It rings for long", "Report", "Keeps the report", "Calls"):
        assert words in told
    # The links in the panel are reached by Tab, and lead to other elements.
    for _ in range(30):
        call.press("Tab")
        if call.run(NAME) == "Keeps the report":
            break
    call.press("Enter")
    assert call.run("location.hash") == "#keeps"
    assert call.run(NAME) == "Keeps the report"
    call.press("Escape")
    assert focused(call) == "keeps"
    assert call.run("document.getElementById('bp-details').hidden")


def test_a_link_opens_its_element_and_is_copied(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, CALL, "#explains")
    assert "number" in details(browser)
    browser.run("location.hash = '#step/~solved'")
    browser.wait("document.querySelector('#bp-details h2').textContent.includes('Solved')")
    browser.run("document.getElementById('bp-copy').focus()")
    browser.press("Enter")
    heard(browser, "copied")
    show(browser, tmp_path, CALL, "#no%such%thing")
    assert browser.run("document.getElementById('bp-details').hidden")
    assert browser.errors == []


def test_keys_zoom_and_fit(call: Browser) -> None:
    to_drawing(call)
    shown = "parseInt(document.getElementById('bp-real').textContent)"
    call.press("1")
    assert call.run(shown) == 100
    call.press("+")
    assert call.run(shown) == 125
    call.press("-")
    assert call.run(shown) == 100
    call.press("0")
    assert call.run(
        "document.getElementById('bp-canvas').scrollWidth <= document.getElementById('bp-canvas').clientWidth"
    )


def test_wheel_and_drag(call: Browser) -> None:
    shown = "parseInt(document.getElementById('bp-real').textContent)"
    before = call.run(shown)
    call.send("Input.dispatchMouseEvent", type="mouseWheel", x=900, y=400, deltaX=0, deltaY=-240)
    call.wait(f"{shown} > {before}")
    left = "document.getElementById('bp-canvas').scrollLeft"
    call.run(f"document.getElementById('bp-in').click(), document.getElementById('bp-in').click(), {left} = 120")
    for kind, x in (("mousePressed", 800), ("mouseMoved", 840), ("mouseMoved", 900), ("mouseReleased", 900)):
        call.send("Input.dispatchMouseEvent", type=kind, x=x, y=70, button="left", buttons=1, clickCount=1)
    assert call.run(left) == pytest.approx(20, abs=2)
    assert call.run("document.getElementById('bp-details').hidden")


def test_search_by_keyboard(call: Browser) -> None:
    to_drawing(call)
    call.press("/")
    assert focused(call) == "bp-search"
    call.type("REPÓRT")
    heard(call, "2 found")
    assert call.run("document.querySelectorAll('svg .hit').length") == 2
    call.press("ArrowDown", "ArrowDown", "Enter")
    assert "keeps" in call.run("location.hash")
    assert call.run("document.querySelectorAll('#bp-results:not([hidden])').length") == 0


def test_filter_by_keyboard(call: Browser) -> None:
    call.run("document.getElementById('bp-tab-journey').focus()")
    call.press("ArrowRight")
    assert focused(call) == "bp-tab-filter"
    call.press("Tab")
    call.press(" ")  # The customer's stage.
    off = "[...document.querySelectorAll('svg g.off')].map(group => group.dataset.id)"
    assert sorted(call.run(off)) == sorted(
        ["answers", "keeps", "answers handoff keeps", "frontstage:care", "support:tickets"]
    )
    assert call.run("document.querySelector('#bp-filter .state').textContent") == "3 of 5 actions shown"
    call.press(" ")
    assert call.run(off) == []


def test_findings_by_keyboard(call: Browser) -> None:
    call.run("document.getElementById('bp-tab-findings').focus()")
    call.press("Enter", "Tab")
    marks = "getComputedStyle(document.querySelector('svg .mark.finding')).display"
    assert call.run(marks) != "none"
    call.press(" ")
    assert call.run(marks) == "none"
    call.press("Tab", "Enter")
    assert call.run("document.querySelectorAll('#bp-details .findings li').length") > 0
    assert call.run(f"{FOCUS}.tagName") == "H2"


def test_messages_are_english_sentences_in_every_language(browser: Browser, tmp_path: Path) -> None:
    words = 'language ar\nstep "زيارة"\n  customer: a "يحاول" trigger\n  customer: b "تتصل (HD)" emotion -2\na -> b\na -> b\n'
    show(browser, tmp_path, words, "#action/b")
    told = browser.run(
        "[...document.querySelectorAll('.findings [lang=en]')].map(each => [getComputedStyle(each).direction, each.textContent])"
    )
    assert any("“\u2068تتصل (HD)\u2069” feels bad" in text for _, text in told)
    assert {direction for direction, _ in told} == {"ltr"}


def test_a_finding_leads_to_the_page_of_its_check(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, CALL, "#blueprint/", "https://example.org/{check}")
    links = "[...document.querySelectorAll('#bp-details .findings a')]"
    found = browser.run(f"{links}.map(link => [link.textContent, link.href])")
    assert found
    assert found == [[check, f"https://example.org/{check}"] for check, _ in found]
    browser.run(f"{links}[0].focus()")
    assert browser.run(f"{FOCUS}.href") == found[0][1]
    # In the list of all, an entry is one button that leads to its element, and holds no link.
    assert browser.run("document.querySelectorAll('#bp-findings a').length") == 0
    show(browser, tmp_path, CALL, "#blueprint/")
    assert browser.run("document.querySelectorAll('#bp-details .findings code').length") == len(found)
    assert browser.run(f"{links}.length") == 0


def test_phases_by_keyboard(call: Browser) -> None:
    call.run("document.getElementById('bp-tab-journey').focus()")
    call.press("Tab")
    assert call.run(NAME) == "Asking"
    call.press("Enter")
    assert call.run("location.hash") == "#phase/~asking"
    assert "Calls" in details(call)


def test_help_opens_and_closes_by_keyboard(call: Browser) -> None:
    call.run("document.getElementById('bp-help').focus()")
    call.press("Enter")
    assert call.run("document.getElementById('bp-keys').open")
    call.press("Enter")
    assert not call.run("document.getElementById('bp-keys').open")
    assert focused(call) == "bp-help"


def test_names_and_landmarks(call: Browser) -> None:
    tree = call.send("Accessibility.getFullAXTree")["nodes"]
    roles = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]}
    for one in (("main", "Drawing"), ("complementary", "Overview"), ("toolbar", "View"), ("combobox", "Search")):
        assert one in roles
    named = {name for role, name in roles if role == "button"}
    assert any(name.startswith("Answers (Care)") for name in named)


def test_hostile_labels_do_nothing(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, HOSTILE, "#bp-canvas")
    ids = browser.run("[...document.querySelectorAll('g[data-id]')].map(group => group.dataset.id)")
    assert {"bp-canvas", "__proto__"} <= set(ids)
    assert browser.run("document.querySelector('#bp-details h2').textContent").startswith("]]></title><script>")
    for number in range(len(ids)):
        browser.run(
            f"document.querySelectorAll('g[data-id]')[{number}].dispatchEvent(new MouseEvent('click', {{bubbles: true}}))"
        )
    for tab in ("filter", "findings"):
        browser.run(f"document.getElementById('bp-tab-{tab}').click()")
    browser.run("document.getElementById('bp-search').value = '<script>', "
                "document.getElementById('bp-search').dispatchEvent(new Event('input'))")  # fmt: skip
    assert browser.run("document.querySelectorAll('script').length") == 2
    assert browser.run("document.querySelectorAll('img, iframe, a[href^=javascript], [onload], [onclick]').length") == 0
    assert browser.errors == []
    assert [url for url in browser.requests if not url.startswith("file:")] == []


@pytest.mark.parametrize("language", ["ar", "he"])
def test_right_to_left_arrows_lead_to_the_left(browser: Browser, tmp_path: Path, language: str) -> None:
    show(browser, tmp_path, f"language {language}\n{CALL}")
    to_drawing(browser)
    browser.press("ArrowLeft")
    assert focused(browser) == "answers"
    assert browser.errors == []


def test_a_large_page_stays_usable(browser: Browser, tmp_path: Path, proof: bool) -> None:
    show(browser, tmp_path, story(3, 500 if proof else 120, 8, most_in_step=3, arrows=1.0))
    start = time.perf_counter()
    to_drawing(browser)
    browser.press("ArrowDown", "ArrowDown", "Enter")
    browser.press("Escape")
    for key in ("+", "-", "1", "0"):
        browser.press(key)
    assert time.perf_counter() - start < (20 if proof else 10)  # 1 s on two quiet cores
    assert browser.errors == []

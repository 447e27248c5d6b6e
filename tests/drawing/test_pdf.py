from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hand_made import drawing
from hard_cases import SCRIPTS, hard_case
from stories import story

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing
from blueprint.drawing.formats.pdf import LARGEST, PdfError, write_pdf
from blueprint.drawing.formats.pdf_outline import bookmarks, jumps
from blueprint.drawing.sheets.pages import PAPERS, cut_pages
from blueprint.drawing.words.glyphs import lines_of

pytest.importorskip("fpdf")
pytest.importorskip("uharfbuzz")

EXAMPLES = Path(__file__).parents[2] / "examples"


def poppler(program: str, pdf: Path, *options: str) -> str:
    """What a program of poppler says of the file."""
    found = shutil.which(program)
    if not found:
        pytest.skip(f"there is no {program} on this machine (Debian: poppler-utils)")
    done = subprocess.run(
        [found, *options, str(pdf), "-"][: None if program == "pdftotext" else -1], capture_output=True, check=True
    )
    assert not done.stderr, done.stderr
    return done.stdout.decode()


def squeezed(text: str) -> str:
    """The text without spaces and without signs of direction."""
    return re.sub("[\\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text)


def info(pdf: Path, name: str) -> str:
    found = re.search(rf"^{name}:\s*(.*)$", poppler("pdfinfo", pdf), re.MULTILINE)
    return found[1] if found else ""


MADE_UP = {
    "thirty steps": story(5, 30, 5, most_in_step=3).replace("電話に出る", "Größe Ελλάς Москва"),
    "thirty lanes": hard_case(2, 8, 30, "en"),
    "turned": "language he\n" + hard_case(21, 9, 6, "he"),
}


PAGES = [
    *((name, paper) for name in ("cable-tv-to-be", "hotel-stay", *MADE_UP) for paper in ("", "a4")),
    ("hotel-stay", "a3"),
]


@pytest.fixture(scope="module", params=PAGES, ids=" ".join)
def sheets(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[Drawing, ...], float]:
    name, paper = request.param
    whole = draw(blueprint.parse(MADE_UP[name]) if name in MADE_UP else blueprint.load(EXAMPLES / f"{name}.blueprint"))
    pages, scale, *_ = cut_pages(whole, PAPERS[paper]) if paper else ((whole,), 1.0)
    pdf = write_pdf(pages, scale)
    assert not pdf.warnings
    path = tmp_path_factory.mktemp("pdf") / "page.pdf"
    path.write_bytes(pdf.data)
    return path, pages, scale


@pytest.mark.poppler
def test_all_text_can_be_selected_in_the_order_of_reading(sheets: tuple[Path, tuple[Drawing, ...], float]) -> None:
    path, pages, _ = sheets
    for number, page in enumerate(pages, 1):
        # Text that runs to the left stands in the file as it is seen; only without -raw it is put into its order, and
        # then poppler moves what is no letter.
        turned = page.direction == "rtl"
        options = () if turned else ("-raw",)
        found = squeezed(poppler("pdftotext", path, *options, "-f", str(number), "-l", str(number)))
        for line in lines_of(page):
            for part in filter(str.isalpha, line.text.split()) if turned else [line.text]:
                assert squeezed(part) in found
        if turned:
            continue
        at = 0
        for action in page.actions[:3]:
            for line in action.lines:
                at = found.index(squeezed(line.text), at)


@pytest.mark.poppler
def test_pages_have_their_number_and_size(sheets: tuple[Path, tuple[Drawing, ...], float]) -> None:
    path, pages, scale = sheets
    assert info(path, "Pages") == str(len(pages))
    width, height = (float(length) for length in re.findall(r"[\d.]+", info(path, "Page size"))[:2])
    assert width == pytest.approx(pages[0].width * scale * 0.75, abs=0.1)
    assert height == pytest.approx(pages[0].height * scale * 0.75, abs=0.1)
    assert info(path, "Title") == pages[0].title
    assert info(path, "JavaScript") in ("none", "no")


@pytest.mark.poppler
def test_all_fonts_are_embedded_and_only_what_is_used_of_them(sheets: tuple[Path, tuple[Drawing, ...], float]) -> None:
    path, _, _ = sheets
    fonts = poppler("pdffonts", path).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.search(r"LiberationSans\S*\s+CID TrueType\s+Identity-H\s+yes yes yes", font), font
    assert path.stat().st_size < 1_500_000


@pytest.mark.poppler
def test_nothing_reaches_the_edge_of_a_page(sheets: tuple[Path, tuple[Drawing, ...], float], tmp_path: Path) -> None:
    path, pages, scale = sheets
    found = shutil.which("pdftoppm")
    if not found:
        pytest.skip("there is no pdftoppm on this machine (Debian: poppler-utils)")
    longest = max(pages[0].width, pages[0].height) * scale / 96
    subprocess.run(
        [found, "-gray", "-r", str(min(40, int(6000 / longest))), str(path), str(tmp_path / "page")], check=True
    )
    images = sorted(tmp_path.glob("page*.pgm"))
    assert len(images) == len(pages)
    for image in images:
        _, size, _, pixels = image.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        assert len(pixels) == width * height
        rows = [pixels[at : at + width] for at in range(0, len(pixels), width)]
        ring = b"".join((*rows[:4], *rows[-4:], *(row[:4] + row[-4:] for row in rows)))
        assert set(ring) == {255}
        assert min(pixels) < 128


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys, blueprint\n"
        "from blueprint.drawing.render import render\n"
        f"loaded = blueprint.load({str(EXAMPLES / 'hotel-stay.blueprint')!r})\n"
        "sys.stdout.buffer.write(render(loaded, 'pdf', paper='a4'))\n"
    )
    started = []
    for seed, zone, language in (("1", "Asia/Tokyo", "C"), ("77", "America/Lima", "de_DE.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        started.append(subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE))
    runs = [one.communicate()[0] for one in started]
    assert runs[0].startswith(b"%PDF-")
    assert runs[0] == runs[1]


@pytest.mark.poppler
def test_the_outline_lists_phases_and_their_steps_with_their_sheets(tmp_path: Path) -> None:
    whole = draw(blueprint.load(EXAMPLES / "cable-tv-as-is.blueprint"))
    sheets = cut_pages(whole, PAPERS["a4"])
    path = tmp_path / "sheets.pdf"
    path.write_bytes(write_pdf(sheets.pages, sheets.scale).data)
    shown = poppler("pdftohtml", path, "-xml", "-stdout", "-i").partition("<outline>")[2]
    outline = re.findall(r'<item page="(\d+)">([^<]*)</item>', shown)
    assert [name for _, name in outline] == [
        "Something is broken", "1 Television goes dark", "2 Calls for help", "Trying to be heard",
        "3 Waits in the queue", "4 Explains", "5 Remote repair", "6 Gets a survey", "Somebody comes", "7 Insists",
        "8 Visit",
    ]  # fmt: skip
    assert shown.count("<outline>") == 3
    for page, name in outline:
        text = squeezed(poppler("pdftotext", path, "-raw", "-f", page, "-l", page))
        assert squeezed(name) in text


@pytest.mark.poppler
def test_findings_have_a_bookmark_and_a_single_page_has_no_outline(tmp_path: Path) -> None:
    loaded = blueprint.load(EXAMPLES / "cable-tv-as-is.blueprint")
    whole = draw(loaded, blueprint.check(loaded))
    sheets = cut_pages(whole, PAPERS["a4"])
    assert [mark.name for mark in bookmarks(sheets.pages)[-1]] == [whole.notes[0].lines[0].text]
    path = tmp_path / "one.pdf"
    path.write_bytes(write_pdf((whole,)).data)
    assert "<outline>" not in poppler("pdftohtml", path, "-xml", "-stdout", "-i")


def test_where_an_arrow_goes_on_leads_to_the_other_sheet() -> None:
    whole = draw(blueprint.load(EXAMPLES / "cable-tv-as-is.blueprint"))
    sheets = cut_pages(whole, PAPERS["a4"])
    leads = jumps(sheets.pages)
    assert any(leads)
    for number, some in enumerate(leads):
        for jump in some:
            back = [other for other in leads[jump.page] if other.page == number]
            assert back, jump
    data = write_pdf(sheets.pages, sheets.scale).data.decode("latin-1")
    objects = re.findall(r"^(\d+) 0 obj\n(.*?)^endobj", data, re.MULTILINE | re.DOTALL)
    written = {number: text for number, text in objects if "/Type /Page\n" in text}
    names = list(written)
    assert len(names) == len(sheets.pages)
    targets = [re.findall(r"/Dest \[(\d+) 0 R /XYZ", text) for text in written.values()]
    assert targets == [[names[jump.page] for jump in some] for some in leads]


@pytest.mark.poppler
def test_steps_are_read_in_their_order(tmp_path: Path) -> None:
    steps = "\n".join(
        f'phase "Part {phase}"\n'
        + "\n".join(
            f'step "Chapter {phase}{step}"\n  customer: "Deed {phase}{step}"\n  backstage care: "Work {phase}{step}"'
            for step in range(4)
        )
        for phase in range(4)
    )
    for direction in ("", "language he\n"):
        sheets = cut_pages(draw(blueprint.parse(direction + steps)), PAPERS["a4"])
        path = tmp_path / "order.pdf"
        path.write_bytes(write_pdf(sheets.pages, sheets.scale).data)
        text = poppler("pdftotext", path, "-raw")
        for word in ("Chapter", "Deed", "Work"):
            met = list(dict.fromkeys(re.findall(rf"{word} (\d\d)", text)))
            assert met == [f"{phase}{step}" for phase in range(4) for step in range(4)], (direction, word)


@pytest.mark.poppler
def test_only_harmless_links_get_through(tmp_path: Path) -> None:
    steps = (
        'step "One"\n  customer: a "Web" link "https://example.com/a?b=(c)\\d"\n'
        '  customer: b "Mail" link "mailto:me@example.com"\n  customer: c "Bad" link "javascript:alert(1)"\n'
        '  customer: d "File" link "file:///etc/passwd"\n'
    )
    path = tmp_path / "links.pdf"
    path.write_bytes(write_pdf((draw(blueprint.parse(steps)),)).data)
    listed = poppler("pdfinfo", path, "-url")
    assert "https://example.com/a?b=(c)" in listed
    assert "mailto:me@example.com" in listed
    assert "javascript" not in listed
    assert "file:" not in listed


@pytest.mark.poppler
def test_a_stranger_cannot_break_out_of_the_text(tmp_path: Path) -> None:
    label = "{nb} ) Tj ET (x \\\\ <</S/JavaScript>> &lt; ‮abc"
    loaded = blueprint.parse(f'blueprint "{label}"\nstep "{label}"\n  customer: a "{label}"\n')
    path = tmp_path / "hostile.pdf"
    path.write_bytes(write_pdf((draw(loaded),)).data)
    assert info(path, "JavaScript") in ("none", "no")
    text = squeezed(poppler("pdftotext", path, "-raw"))
    assert text.count("{nb})TjET(x\\") >= 2


@pytest.mark.poppler
def test_right_to_left_text_is_shaped_and_can_be_selected(tmp_path: Path) -> None:
    loaded = blueprint.parse('language he\nstep "שלב ראשון"\n  customer: a "מתקשר למוקד 20 דקות"\n')
    pdf = write_pdf((draw(loaded),))
    assert not pdf.warnings  # Liberation Sans has Hebrew.
    path = tmp_path / "hebrew.pdf"
    path.write_bytes(pdf.data)
    text = re.sub("[\u200e\u200f\u202a-\u202e]", "", poppler("pdftotext", path))
    assert "שלב ראשון" in text
    assert "20" in text


@pytest.mark.poppler
@pytest.mark.parametrize("script", ["ja", "zh", "ko", "ar", "he", "hi", "th", "emoji"])
def test_text_of_every_script_can_be_selected_as_it_was_written(script: str, tmp_path: Path) -> None:
    # Poppler gives the two letters of the ligature lam-alef, which is one glyph, the wrong way round.
    words = [word for word in SCRIPTS[script].split("|") if "لا" not in word]
    steps = "\n".join(f'step "{word}"\n  customer: "{word}"' for word in words)
    sheets = cut_pages(
        draw(blueprint.parse(f"language {script if script != 'emoji' else 'en'}\n{steps}\n")), PAPERS["a4"]
    )
    pdf = write_pdf(sheets.pages, sheets.scale)
    if any("no font on this machine" in warning for warning in pdf.warnings):
        pytest.skip(f"there is no font for {script} on this machine")
    path = tmp_path / "words.pdf"
    path.write_bytes(pdf.data)
    text = squeezed(poppler("pdftotext", path, *(() if script in ("ar", "he") else ("-raw",))))
    for word in words:
        assert text.count(squeezed(word)) >= 2, word


def chain(steps: int) -> Drawing:
    """The drawing of a story of so many steps with three actions each, an arrow from each to the next."""
    lines = []
    for number in range(steps):
        lines += [f'phase "Part {number // 5}"'] if number % 5 == 0 else []
        lines += [
            f'step "Step {number}"',
            f'  customer: a{number} "Asks for the form" takes 5 min',
            f'  frontstage desk: b{number} "Fills in the form"',
            f'  backstage office: c{number} "Checks the reply" fail "It is lost"',
            f"a{number} -> b{number} => c{number}",
        ]
        lines += [f"c{number - 1} -> a{number}"] if number else []
    return draw(blueprint.parse("\n".join(lines)), timeout=100)


def takes_at_most(times: float, work: Callable[[], object], than: Callable[[], object]) -> bool:
    """Whether one work takes at most so many times the time of the processor that another takes: the best of five of
    each, taken in turn, as far as that many are needed to say so."""
    taken: dict[Callable[[], object], list[float]] = {work: [], than: []}
    for _ in range(5):
        for each, found in taken.items():
            gc.collect()
            gc.disable()
            begin = time.process_time()
            each()
            found.append(time.process_time() - begin)
            gc.enable()
        if min(taken[work]) <= times * min(taken[than]):
            return True
    return False


def test_twice_as_many_steps_take_about_twice_as_long_to_cut() -> None:
    half, whole = chain(150), chain(300)
    assert takes_at_most(3, lambda: cut_pages(whole, PAPERS["a4"]), lambda: cut_pages(half, PAPERS["a4"]))


def test_twice_as_many_sheets_take_about_twice_as_long_to_write() -> None:
    half, whole = (cut_pages(chain(steps), PAPERS["a4"]) for steps in (20, 40))
    assert takes_at_most(3, lambda: write_pdf(whole.pages, 1.0), lambda: write_pdf(half.pages, 1.0))


@pytest.mark.poppler
def test_a_page_is_never_larger_than_readers_open(tmp_path: Path) -> None:
    from dataclasses import replace

    pdf = write_pdf((replace(drawing(), width=60_000.0),))
    path = tmp_path / "wide.pdf"
    path.write_bytes(pdf.data)
    assert float(info(path, "Page size").split()[0]) <= LARGEST + 0.01
    assert any("longer than a PDF" in warning for warning in pdf.warnings)


def test_a_missing_package_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(PdfError, match=r"service-blueprint\[pdf\]"):
        write_pdf((drawing(),))

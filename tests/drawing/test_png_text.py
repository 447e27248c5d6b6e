"""Text of many scripts in a PNG: each run in the font that was chosen for it, whole, at its place, in its order."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.formats.png import write_png
from blueprint.drawing.formats.png_text import TextWriter, draw_svg, plain_svg
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.formats.svg_read import Words
from blueprint.drawing.words import font_files
from blueprint.drawing.words.directions import levels
from blueprint.drawing.words.font_files import Face, looks_of, machine_faces, named_faces
from blueprint.drawing.words.glyphs import Glyphs, find_glyphs
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.runs import runs_of

pytest.importorskip("resvg_py")
Image = pytest.importorskip("PIL.Image")

MIXED = "Kunde 顧客 لغة ไทย हिन्दी עברית ✅"
LINES = (
    MIXED,
    "ผู้ที่ CRM น้ำ",
    "ग्राहक 24 शिकायत दर्ज",
    "(مجانا) Hotline 24/7 يتصل!",
    "👨‍👩‍👧 🇩🇪 und 1️⃣",
)


def glyphs_for(*lines: str, bold: bool = False) -> Glyphs:
    found = find_glyphs([(line, bold) for line in lines], (), "en")
    if any("no font on this machine" in warning for warning in found.warnings):
        pytest.skip("this machine lacks fonts (Debian: fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)")
    return found


def words(text: str, x: float = 20, **looks: str) -> Words:
    return Words(text, x, 40, "start", {"font-size": "20px", "fill": "#000000", **looks})


def ink(text: str, *, glyphs: Glyphs, anchor: str = "start", **looks: str) -> tuple[int, int, int, int]:
    """Where the ink of a line is, in pixels that are a fourth of a point."""
    line = words(text, 400, **looks)._replace(anchor=anchor)  # type: ignore[arg-type]
    writer = TextWriter([line], glyphs)
    svg = plain_svg(3200, 320, f'<g transform="scale(4)">{writer.written(line)}</g>')
    return Image.open(io.BytesIO(draw_svg(svg, writer.files))).getbbox()  # type: ignore[no-any-return]


def test_every_run_is_drawn_by_the_font_that_was_chosen() -> None:
    glyphs_for(*LINES)
    # The program that draws says which letters it looked for elsewhere, or found nowhere.
    code = (
        "import resvg_py\n"
        "plain = resvg_py.svg_to_bytes\n"
        "resvg_py.svg_to_bytes = lambda **given: plain(**given, log_information=True)\n"
        "import blueprint\n"
        "from blueprint.drawing.render import picture\n"
        f"text = 'step \"One\"\\n' + ''.join(f'  customer: \"{{line}}\"\\n' for line in {LINES!r})\n"
        "warnings = picture(blueprint.parse(text), 'png').warnings\n"
        "assert any('Noto' in warning for warning in warnings), warnings\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("bold", [False, True])
def test_the_looks_of_a_face_name_this_face_among_those_of_its_file_and_family(bold: bool) -> None:
    library = pytest.importorskip("fontTools.ttLib")
    glyphs = glyphs_for(MIXED, bold=bold)
    faces = set((glyphs.bold if bold else glyphs.plain).values())
    assert faces
    for face in faces:
        font = library.TTFont(face.path, fontNumber=face.number, lazy=True)
        looks = looks_of(face)
        assert looks["font-family"] == f"'{font['name'].getBestFamilyName()}'"
        assert looks["font-weight"] == str(font["OS/2"].usWeightClass)
        assert looks["font-style"] == "normal"
        assert bold == (font["OS/2"].usWeightClass == 700) or "Emoji" in face.family


def test_faces_of_one_family_are_told_apart() -> None:
    found = [face for face in machine_faces("dejavusans", bold=False) if face.family == "DejaVu Sans"]
    if len(found) < 4:
        pytest.skip("there is no DejaVu on this machine (Debian: fonts-dejavu-extra)")
    looks = [tuple(looks_of(face).values()) for face in found]
    assert len(set(looks)) == len(looks)


def test_runs_stand_beside_one_another_without_a_gap() -> None:
    glyphs = glyphs_for(*LINES)
    for line in ("Ab 顧客 cd", "顧客Ab", "Abก Ab", "Ab שלום cd"):
        left, _, right, _ = ink(line, glyphs=glyphs_for(line))
        # Chinese letters are as wide as high, and the widths of Liberation Sans are known.
        wide = text_width(line.replace("ก", ""), 20) * 4 + (0.63 * 80 if "ก" in line else 0)
        assert right - left == pytest.approx(wide, abs=8), line
    middle, end = (ink(LINES[1], glyphs=glyphs, anchor=anchor) for anchor in ("middle", "end"))
    start = ink(LINES[1], glyphs=glyphs)
    assert start[2] - start[0] == middle[2] - middle[0] == end[2] - end[0]
    assert (middle[0] + middle[2]) / 2 == pytest.approx(1600, abs=6)
    assert end[2] == pytest.approx(1600, abs=8)


def test_marks_are_kept_on_mixed_lines() -> None:
    """A mark over a letter reaches higher than the letter; it was lost when two fonts shared a line."""
    glyphs = glyphs_for("Ab ที่", "Ab ท")
    assert ink("Ab ที่", glyphs=glyphs)[1] < ink("Ab ท", glyphs=glyphs)[1] - 8


def test_the_order_of_a_line_is_that_of_its_paragraph() -> None:
    glyphs = glyphs_for(*LINES)
    texts = [run.text.strip() for run in runs_of("הלקוח Hotline (שוב)", glyphs.plain)]
    assert texts == ["(שוב)", "Hotline", "הלקוח"]
    assert [run.text for run in runs_of("call שלום 30!", glyphs.plain)] == ["call ", "30", "שלום ", "!"]
    # What ends a run that goes to the left is a space at its left, and not one at its right.
    first, second = ink("ab שלום", glyphs=glyphs), ink("ab שלום cd", glyphs=glyphs)
    assert second[2] - first[2] == pytest.approx(text_width(" cd", 20) * 4, abs=6)


def test_letters_lean_without_a_font_that_does() -> None:
    glyphs = find_glyphs([], (), "en")
    upright, leaning = ink("lllll", glyphs=glyphs), ink("lllll", glyphs=glyphs, **{"font-style": "italic"})
    assert leaning[2] > upright[2] + 8
    assert leaning[1::2] == upright[1::2]


@pytest.mark.parametrize("scale", [1.0, 1.5, 1.37, 0.73])
def test_the_page_reaches_the_last_pixel(scale: float) -> None:
    page = draw(blueprint.parse('step "One"\n  customer: a "Calls"\n  backstage: b "Answers"\na -> b\n'))
    assert not (page.width * scale).is_integer() or not (page.height * scale).is_integer()
    picture = Image.open(io.BytesIO(write_png(write_svg(page), scale).data)).convert("RGBA")
    assert picture.size[0] - 1 < page.width * scale <= picture.size[0] + 0.001
    assert picture.size[1] - 1 < page.height * scale <= picture.size[1] + 0.001
    assert picture.getchannel("A").getextrema() == (255, 255)
    ground = picture.getpixel((0, 0))
    last = [picture.getpixel((x, picture.size[1] - 1)) for x in range(picture.size[0])]
    last += [picture.getpixel((picture.size[0] - 1, y)) for y in range(picture.size[1])]
    assert set(last) == {ground}


def test_fonts_of_the_machine_change_nothing_that_the_shipped_font_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    svg = write_svg(draw(blueprint.parse('step "Größe"\n  customer: "Ελλάς Москва שלום"\n')))
    made = write_png(svg).data
    monkeypatch.setattr(font_files, "font_folders", lambda: (tmp_path,))
    assert write_png(svg) == (made, ())


def test_the_directions_are_those_of_another_implementation() -> None:
    fpdf_bidi = pytest.importorskip("fpdf.bidi")
    from fpdf.enums import TextDirection

    chance = random.Random(9)
    letters = [*"abאבגعربة123٤٥ ,.-+%$()[]!?/:", "\u0301", "\u064b", "\u200e", "\u200f", "日"]
    for _ in range(4000):
        text = "".join(chance.choice(letters) for _ in range(chance.randint(1, 14)))
        if chance.random() < 0.3:
            begin, length = chance.randrange(len(text)), chance.randint(1, 4)
            inner = text[begin : begin + length]
            mark = chance.choice("\u2066\u2067")
            text = f"{text[:begin]}{mark}{inner}\u2069{text[begin + length :]}"
        text += "a"
        for leftwards in (False, True):
            way = TextDirection.RTL if leftwards else TextDirection.LTR
            other = [one.embedding_level for one in fpdf_bidi.BidiParagraph(text, base_direction=way).get_characters()]
            found = levels(text, leftwards)
            assert found == other or not (found or any(level % 2 for level in other)), ascii(text)


def test_names_of_faces_are_those_that_programs_look_up() -> None:
    regular = str(Path(font_files.__file__).parents[1] / "data" / "LiberationSans-Bold.ttf")
    assert named_faces(regular) == (Face(regular, 0, "Liberation Sans"),)
    assert looks_of(Face(regular, 0, "Liberation Sans")) == {
        "font-family": "'Liberation Sans'",
        "font-weight": "700",
        "font-stretch": "normal",
        "font-style": "normal",
    }

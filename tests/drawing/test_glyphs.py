from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.render import picture
from blueprint.drawing.words import font_files
from blueprint.drawing.words.font_files import Face, FontError, named_faces
from blueprint.drawing.words.glyphs import find_glyphs
from blueprint.drawing.words.measure import is_shipped
from blueprint.drawing.words.runs import runs_of

REGULAR = str(files("blueprint.drawing") / "data" / "LiberationSans-Regular.ttf")
TEXTS = [("電話 مرحبا", False), ("電 é", True)]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without fonts."""
    monkeypatch.setattr(font_files, "font_folders", lambda: (tmp_path,))
    return tmp_path


def test_the_reader_of_fonts_agrees_with_a_font_library() -> None:
    library = pytest.importorskip("fontTools.ttLib")
    table = library.TTFont(REGULAR).getBestCmap()
    face = named_faces(REGULAR)[0]
    assert face.family == "Liberation Sans"
    assert [code for code in range(0x20, 0xFFFF) if face.has(code)] == sorted(
        code for code in table if 0x20 <= code < 0xFFFF
    )


def test_the_table_of_widths_and_the_font_have_the_same_characters() -> None:
    face = Face(REGULAR, 0, "")
    lacking = [code for code in range(0x20, 0x3000) if is_shipped(chr(code)) and not face.has(code)]
    assert all(chr(code).isspace() or not chr(code).isprintable() for code in lacking), [hex(code) for code in lacking]


def test_what_no_font_has_is_named(bare: Path) -> None:
    glyphs = find_glyphs(TEXTS, (), "ja")
    assert not glyphs.plain
    assert len(glyphs.warnings) == 1
    assert "電" in glyphs.warnings[0]
    assert "--font FILE" in glyphs.warnings[0]


def test_what_the_machine_draws_is_named_with_the_font(bare: Path) -> None:
    found = next((path for path in Path("/usr/share/fonts").rglob("NotoSansArabic-Regular.ttf")), None)
    if found is None:
        pytest.skip("there is no Noto Sans Arabic on this machine")
    (bare / found.name).symlink_to(found)
    (bare / "broken.ttf").write_bytes(b"\0\1\0\0\0\1cmap")
    glyphs = find_glyphs([("مرحبا", False)], (), "ar")
    assert {face.family for face in glyphs.plain.values()} == {"Noto Sans Arabic"}
    assert "Noto Sans Arabic" in glyphs.warnings[0]
    # A font that the user named needs no warning.
    assert not find_glyphs([("مرحبا", False)], (str(found),), "ar").warnings


def test_signs_are_in_colours_where_browsers_show_them_so(bare: Path) -> None:
    for name in ("DejaVuSans.ttf", "NotoColorEmoji.ttf"):
        path = next(iter(Path("/usr/share/fonts").rglob(name)), None)
        if path is None:
            pytest.skip(f"there is no {name} on this machine")
        (bare / name).symlink_to(path)
    glyphs = find_glyphs([("☎ ✈ ⚡\ufe0e ☎\ufe0f ⚡ ⭐ 📞 ⌨", False)], (), "en")
    coloured = {cluster for cluster, face in glyphs.plain.items() if face.family == "Noto Color Emoji"}
    assert coloured == {"☎\ufe0f", "⚡", "⭐", "📞"}
    assert glyphs.plain.keys() - coloured == {"☎", "✈", "⚡\ufe0e", "⌨"}
    # Better in colours than not at all.
    (bare / "DejaVuSans.ttf").unlink()
    assert find_glyphs([("☎", False)], (), "en").plain["☎"].family == "Noto Color Emoji"


def test_latin_greek_cyrillic_and_hebrew_need_no_other_font(bare: Path) -> None:
    assert not find_glyphs([("Größe Ελλάς Москва שלום — “…” →", True)], (), "en").warnings
    pytest.importorskip("resvg_py")
    assert not picture(blueprint.parse('step "Größe"\n  customer: "Ελλάς"\n'), "png").warnings


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttf", b""),
        ("b.otf", b"no font at all, only words"),
        ("c.ttf", b"\0\1\0\0\xff\xff"),
        ("d.txt", b""),
        ("e.ttc", b"ttcf\0\0\0\0\0\0\0\1\0\0"),
    ],
)
def test_a_file_that_is_no_font_is_a_clear_error(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FontError, match=name):
        named_faces(str(tmp_path / name))
    with pytest.raises(FontError, match="cannot be read"):
        named_faces(str(tmp_path / "missing.ttf"))


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_pictures_carry_the_warning(bare: Path, format: str) -> None:
    pytest.importorskip("resvg_py" if format == "png" else "fpdf")
    loaded = blueprint.parse('step "One"\n  customer: a "電話に出る"\n')
    made = picture(loaded, format)
    assert any("電" in warning for warning in made.warnings)
    assert picture(loaded, "svg").warnings == ()


def test_a_sign_that_no_font_has_is_drawn_as_a_box(bare: Path) -> None:
    assert [run.text for run in runs_of("a電b", {})] == ["a□b"]
    assert draw(blueprint.parse('step "電"\n')).title

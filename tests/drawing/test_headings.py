"""The drawing's words: complete in each language, all of them used, and a language is one file."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprint.drawing.draw import draw
from blueprint.drawing.formats.outline import write_outline
from blueprint.drawing.formats.svg_parts import SIGNS
from blueprint.drawing.formats.svg_style import TONES
from blueprint.drawing.render import render
from blueprint.drawing.views import read_view, show
from blueprint.drawing.words import headings as module
from blueprint.drawing.words.facts import BEFORE, FLAGS, OF_CARDS, SHARED
from blueprint.drawing.words.headings import direction, heading, headings, languages
from blueprint.findings.run import check
from blueprint.model.read import parse
from blueprint.text import vocabulary
from blueprint.text.vocabulary import ARROWS, LINES, STAGES

DATA = Path(module.__file__).parents[1] / "data"
KEYS = json.loads((DATA / "headings-en.json").read_text(encoding="utf-8"))
CODE = sorted([*DATA.parent.rglob("*.py"), *(DATA.parents[1] / "preview").glob("*.py")])
STATES = ("as-is", "to-be")
SCRIPTS = [*sorted(DATA.glob("*.js")), *sorted(DATA.glob("*.html"))]


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_heading(language: str) -> None:
    own = json.loads((DATA / f"headings-{language}.json").read_text(encoding="utf-8"))
    # English and German are whole; in the others what is not there is English.
    assert list(own) == [key for key in KEYS if key in own]
    assert language not in ("en", "de") or len(own) == len(KEYS)
    assert all(own.values())
    for key in own:
        words = KEYS[key]
        # The forms of a number each say it, or are the word for it.
        assert set(re.findall(r"\{(\w*)\}", words)) == set(re.findall(r"\{(\w*)\}", own[key])), key
        assert set(re.findall(r"\{(\w*)\}", words)) == set(re.findall(r"\{(\w*)\}", own[key].split(" | ")[-1])), key
        assert own[key] == " ".join(own[key].split()), key


def literals() -> Iterator[str]:
    """Every text in the code of the drawing and the preview as a pattern; what an f-string fills in is anything."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values]
                pattern = "".join(parts)
                if not pattern.startswith(".+"):
                    yield pattern


def test_every_heading_is_used() -> None:
    patterns = [re.compile(pattern) for pattern in set(literals())]
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    said = set(re.findall(r"""["'`$.{]+([\w ]+)["'`}]""", scripts)) | set(re.findall(r"\w+", scripts))
    unused = [
        key
        for key in KEYS
        if not any(pattern.fullmatch(key) for pattern in patterns)
        and key not in STATES
        and not (key.startswith("page ") and (key[5:] in said or key[5:].replace(" ", "_") in said))
    ]
    assert unused == []


def test_families_hold_what_there_is_and_nothing_else() -> None:
    def family(name: str) -> set[str]:
        return {key[len(name) + 1 :] for key in KEYS if key.startswith(f"{name} ")}

    assert family("stage") == set(STAGES)
    assert family("line") == set(LINES)
    assert family("arrow") == {kind for kind, _ in ARROWS.values()} | {"branch", "joining", "variant"}
    assert family("cards") == set(vocabulary.CARDS.split())
    inner = {"label", "expected", "told", "meanwhile", "target", "kind"}
    assert family("field") == {*BEFORE, *FLAGS, *SHARED, *OF_CARDS} | inner
    assert family("count") == family("counts")


def test_a_variant_has_the_words_of_its_language_and_an_unknown_one_english() -> None:
    assert heading("line visibility", "de-AT") == heading("line visibility", "de_CH") == "Sichtbarkeitslinie"
    assert headings("tlh") == headings("en")
    assert headings("../../etc") == headings("en")
    assert headings("") == headings("en")


def test_a_language_is_one_file_and_what_it_lacks_is_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in DATA.glob("*"):
        shutil.copy(path, tmp_path)
    words = {"stage frontstage": "En scène", "tell step": "Étape {number} : {name}"}
    (tmp_path / "headings-fr.json").write_text(json.dumps(words), encoding="utf-8")
    monkeypatch.setattr(module, "_DATA", tmp_path)
    headings.cache_clear()
    try:
        assert set(languages()) >= {"en", "de", "fr"}
        assert languages()[0] == "en"
        found = parse('language fr\nblueprint "Café"\nstep "Commande"\n  frontstage: "Prend la commande"\n')
        assert found.problems == ()
        text = write_outline(found)
        assert "Étape 1 : Commande" in text
        assert "  En scène: Prend la commande" in text
        assert "Who acts" in text
        svg = render(found).decode()
        assert ">En scène<" in svg
        assert 'lang="fr"' in svg
    finally:
        headings.cache_clear()


def test_direction() -> None:
    assert [direction(language) for language in ("en", "ar", "he-IL", "de")] == ["ltr", "rtl", "rtl", "ltr"]


def test_marks_and_shapes_have_words_where_they_are_drawn_and_no_others() -> None:
    # Every card, every flag and every kind of finding, in a file that holds them all.
    cards = "".join(f'    {kind} "A card"\n' for kind in vocabulary.CARDS.split())
    text = (
        'blueprint "All"\ndepartment d "D"\ndepartment e "E"\nsystem s "S"\nchannel c "C"\nvariant v "V"\nphase "P"\nstep "One"\n  evidence: "E"\n'
        f'  customer: a "A" trigger outcome moment of truth first contact complaint optional nobody does it\n{cards}'
        '  customer: b "B" nothing comes back waits 2 min via c\n'
        '  frontstage d: f "F" emotion -1 feedback "Why?" takes 1 min\n'
        '  frontstage d: f1 "F" emotion 1\n  frontstage d: f2 "F" emotion 0\n'
        '  frontstage s: g "G"\n  support s: h "H"\n  backstage d: i "I" choice "Well?" only in v\n'
        'phase "Q"\nstep "Two"\n  customer: z "Z"\nf => e\na -> z\n'
    )
    found = parse(text)
    assert found.problems == ()
    drawing = draw(found, check(found))
    part = draw(show(found, read_view("phase P")), whole=found)
    marks = {mark.kind for action in drawing.actions for mark in action.marks}
    marks |= {mark.kind for mark in drawing.marks} | {"finding error", "finding warning", "finding info"}
    assert {key[5:] for key in KEYS if key.startswith("mark ")} == marks | set(vocabulary.CARDS.split())
    assert set(SIGNS) == {
        key for key in marks | set(vocabulary.CARDS.split()) if not key.startswith(("channel", "feeling"))
    }
    assert set(TONES) <= set(SIGNS)
    shapes = {action.shape for action in (*drawing.actions, *part.actions)} - {"box"}
    assert {key[6:] for key in KEYS if key.startswith("shape ")} == shapes
    legend = {entry.kind for entry in drawing.legend if entry.kind.startswith("mark ")}
    assert {f"mark {kind}" for kind in {mark.kind for a in drawing.actions for mark in a.marks}} <= legend

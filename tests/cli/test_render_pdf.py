from __future__ import annotations

import pytest

pytest.importorskip("fpdf")


def test_a_pdf_is_written_by_its_ending_and_on_paper(run, folder):
    assert run("render", "good.blueprint", "-o", "page.pdf").exit_code == 0
    assert run("render", "good.blueprint", "-o", "sheets.pdf", "--paper", "a4", "--portrait").exit_code == 0
    assert (folder / "page.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "sheets.pdf").read_bytes() != (folder / "page.pdf").read_bytes()


def test_paper_is_for_pdf_only(run):
    for options in (["--paper", "a4"], ["--portrait", "-o", "out.png"], ["--landscape"]):
        result = run("render", "good.blueprint", *options)
        assert result.exit_code == 2
        assert "--paper, --portrait and --landscape are for pdf" in result.stderr
    result = run("render", "good.blueprint", "-o", "out.pdf", "--portrait")
    assert (result.exit_code, "--portrait and --landscape need --paper" in result.stderr) == (2, True)


def test_a_letter_that_the_font_lacks_is_a_warning_and_no_failure(run, folder):
    (folder / "far.blueprint").write_text('step "電話"\n  customer: a "電話"\n', encoding="utf-8")
    result = run("render", "-q", "far.blueprint", "-o", "far.pdf")
    assert result.exit_code == 0
    assert result.stderr.startswith("Warning: far.blueprint: ")
    assert "電" in result.stderr


def test_a_font_that_is_none_is_one_message(run, folder):
    (folder / "no.ttf").write_bytes(b"words")
    (folder / "far.blueprint").write_text('step "電話"\n  customer: a "電話"\n', encoding="utf-8")
    result = run("render", "far.blueprint", "-o", "far.pdf", "--font", "no.ttf")
    assert result.exit_code == 2
    assert "no.ttf: the font cannot be read" in result.stderr
    assert not (folder / "far.pdf").exists()

"""Files and their includes: only declarations, only below the root of the project, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.model.load import load
from blueprint.text.source import MAX_BYTES, MAX_LINE, SourceError


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.blueprint"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "main.blueprint"


def problems(path: Path) -> list[tuple[str, str]]:
    return [(problem.check, problem.message) for problem in load(path).problems]


def test_declarations_come_from_an_included_file(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='include "shared/org.blueprint"\nfrontstage care: "A" owner boss\n',
        shared__org='role boss "Boss"\ndepartment care "Care"\n',
    )
    found = load(main)
    assert not found.problems
    assert [item.declared for item in found.declarations] == [True, True]
    assert found.declarations[0].span.path.endswith("org.blueprint")


def test_problems_of_an_included_file_name_that_file(tmp_path: Path) -> None:
    main = write(tmp_path, main='include "org.blueprint"\n', org='departmnt care "Care"\n')
    assert [problem.span.path for problem in load(main).problems] == [str(tmp_path / "org.blueprint")]


def test_an_included_file_holds_declarations_only(tmp_path: Path) -> None:
    main = write(tmp_path, main='include "org.blueprint"\n', org='step "S"\n  note "x"\nrole r "R"\n')
    assert problems(main) == [("include-failed", "an included file holds declarations only")]


@pytest.mark.parametrize("words", ["../outside.blueprint", "/etc/passwd", "C:/x", "a\\b", "", "link.blueprint"])
def test_an_include_stays_below_the_root(tmp_path: Path, words: str) -> None:
    (tmp_path / "outside.blueprint").write_text('role r "R"')
    project = tmp_path / "project"
    project.mkdir()
    (project / "link.blueprint").symlink_to(tmp_path / "outside.blueprint")
    main = write(project, main=f'include "{words}"\n')
    assert [check for check, _ in problems(main)] == ["include-failed"]


def test_the_root_is_the_nearest_marked_folder(tmp_path: Path) -> None:
    (tmp_path / "blueprint.toml").write_text("")
    write(tmp_path, org='role r "R"\n')
    main = write(tmp_path / "deep", main='include "../org.blueprint"\n')
    assert problems(main) == []


def test_without_a_mark_the_current_folder_is_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, org='role r "R"\n')
    main = write(tmp_path / "deep", main='include "../org.blueprint"\n')
    assert [check for check, _ in problems(main)] == ["include-failed"]
    monkeypatch.chdir(tmp_path)
    assert problems(main) == []


def test_includes_in_a_circle_are_told(tmp_path: Path) -> None:
    main = write(
        tmp_path, main='include "a.blueprint"\n', a='include "b.blueprint"\n', b='include "a.blueprint"\nrole r "R"\n'
    )
    assert [check for check, _ in problems(main)] == ["include-failed"]
    main = write(tmp_path, main='include "main.blueprint"\n')
    assert problems(main) == [("include-failed", "“main.blueprint” includes itself")]


def test_a_file_that_two_files_include_is_read_once(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='include "a.blueprint"\ninclude "b.blueprint"\n',
        a='include "c.blueprint"\n',
        b='include "c.blueprint"\n',
        c='role r "R"\n',
    )
    assert problems(main) == []


def test_a_missing_include_is_one_problem(tmp_path: Path) -> None:
    main = write(tmp_path, main='include "gone.blueprint"\n')
    assert problems(main) == [("include-failed", "“gone.blueprint” cannot be included: there is no such file")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"step \xe9", "not UTF-8 text \\(byte 0xE9 on line 1\\)"),
        (b"a\nb\0", "a NUL byte on line 2"),
        (b"x" * (MAX_BYTES + 1), "larger than 8,000,000 bytes"),
        ("x".encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_cannot_be_read_at_all_is_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "x.blueprint"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=words):
        load(path)


def test_missing_files_and_folders_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        load(tmp_path / "gone.blueprint")
    with pytest.raises(SourceError, match="this is a folder"):
        load(tmp_path)


def test_a_line_has_a_longest_length(tmp_path: Path) -> None:
    main = write(tmp_path, main=f'step "S"\ncustomer: "{"x" * MAX_LINE}"\n')
    assert [check for check, _ in problems(main)] == ["syntax"]
